"""Set one event as lists show it, once for all pages: markup, cut where a page decides."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from sys import getsizeof
from typing import Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from timeline.chronology.rows import RefRow
from timeline.dates import Span
from timeline.terms import HAPPENED
from timeline.web.language import later, translations
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.dated import dated
from timeline.web.pages.escaped import safe
from timeline.web.pages.fragments import fragments, here
from timeline.web.pages.labels import OTHER_FAMILY, family, label
from timeline.web.pages.listed import LISTED, Listed, shown_actors
from timeline.web.pages.pieces import badge, line, mark
from timeline.web.pages.sought import found, passage

HAPPENED_WORDS = frozenset(one.value for one in HAPPENED)
PLAIN = re.compile(r"[A-Za-z0-9_.~-]+\Z", re.ASCII)
"""A slug that stands in an address as it is (RFC 3986, section 2.3)."""
CSL = msgspec.json.Decoder(dict[str, object] | None)


Sources = tuple[tuple[str, str], ...]
"""What an event rests on: slugs and lines."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """An event as lists show it.

    Attributes:
        event: its id.
        year: under which it is filed, EDTF; empty where it has none.
        month: likewise.
        span: its date.
        sources: what it rests on, each once: slug and line.
        cuts: its markup, cut at the level of its heading (twice), at the query of its address, and
            where it may be said to lie in the window only possibly, and where its notes stand.
        back: how notes lead back to it: the end of a link.
    """

    event: int
    year: str
    month: str
    span: Span
    sources: Sources
    cuts: tuple[str, str, str, str, str, str]
    back: str


class Phrases(msgspec.Struct, frozen=True):
    """The fixed texts of an entry in one language."""

    facts: str
    differ: str
    back: str


FACTS, DIFFER, BACK = later("Facts"), later("sources differ"), later("back to: %(title)s")


@cache
def _phrases(code: str) -> Phrases:
    said = translations(code).gettext
    return Phrases(said(FACTS), said(DIFFER), said(BACK))


class Setting(msgspec.Struct, frozen=True):
    """How an event is set: in which language, what was searched for, whether with its year."""

    code: str
    sought: str
    whole: bool


def piece(event: Listed, sources: Sources, themes: Mapping[str, RefRow], setting: Setting) -> Piece:
    """Set an event.

    Args:
        event: With its actors and places called as the language calls them.
        sources: What it rests on.
        themes: Its themes by slug, called likewise.
        setting: How.
    """
    told, said = dated(event.date.edtf, setting.code), _phrases(setting.code)
    title, summary = safe(event.title), safe(event.summary)
    back = said.back % {"title": title}
    if setting.sought:
        title = _marked(found(event.title, setting.sought))
        summary = _marked(passage(event.summary, setting.sought))
    happened = event.status in HAPPENED_WORDS
    sort = family(event.themes[0]) if event.themes else OTHER_FAMILY
    slug = event.slug if PLAIN.match(event.slug) else quote(event.slug)
    address = f"/event/{event.id}/{slug}"
    day = told.full if setting.whole or not told.year else told.under_year
    apart = "" if happened else " apart"
    differ = ""
    if event.disputed:
        differ = f'<a class="badge doubt" href="{address}#differences">{said.differ}</a>'
    cuts = (
        (
            f'<li class="entry{apart}" id="e{event.id}">\n<p class="when">{day}</p>\n'
            f'{mark(sort, happened)}<div class="what">\n<h'
        ),
        f' dir="auto"><a href="{address}',
        f'">{title}</a></h',
        f">\n{badge(event.status, happened, setting.code)}\n",
        f'{differ}\n<p class="text"><span dir="auto">{summary}</span>',
        f"</p>\n{_facts(event, themes, setting, said.facts)}</div>\n</li>\n",
    )
    back = f'<span class="unseen"> {back}</span></a>'
    return Piece(event.id, told.year, told.month, told.span, sources, cuts, back)


def _marked(text: str) -> str:
    """Escape what was searched in, which is markup already where words of it were found."""
    return text if isinstance(text, Markup) else safe(text)


def _facts(event: Listed, themes: Mapping[str, RefRow], setting: Setting, name: str) -> str:
    sought = setting.sought
    rows = [_type(event.type, setting.code)]
    if event.actors:
        actors = [_link("actor", one.slug, one.name, sought) for one in shown_actors(event)]
        rows.append(", ".join(actors))
    if event.places:
        rows.append(", ".join([_link("place", one.slug, one.name, sought) for one in event.places]))
    known = [themes[slug] for slug in event.themes if slug in themes]
    if known:
        rows.append(", ".join([_link("theme", one.slug, one.name, "") for one in known]))
    items = "</li>\n<li>".join(filter(None, rows))
    return f'<ul class="facts" aria-label="{name}">\n<li>{items}</li>\n</ul>\n'


@lru_cache(maxsize=256)
def _type(word: str, code: str) -> str:
    return safe(label("type", word, code))


@lru_cache(maxsize=8192)
def _link(record: str, slug: str, name: str, sought: str) -> str:
    """Set what an event has, which leads to its page; who is not matched yet has none."""
    if record == "actor" and not slug:
        return f'<span dir="auto">{safe(name)}</span>'
    shown = _marked(found(name, sought)) if sought else safe(name)
    return f'<a href="/{record}/{safe(slug)}" dir="auto">{shown}</a>'


Cites = tuple[str, bytes]
"""A source of an event: its slug, and its record as JSON."""


def _cites(event: Listed) -> tuple[Cites, ...]:
    """List what an event rests on, each once; the first record of it counts."""
    cited: dict[str, bytes] = {}
    for one in event.citations:
        cited.setdefault(one.source.slug, bytes(one.source.csl))
    return tuple(cited.items())


def _lines(several: Sequence[Cites]) -> dict[Cites, str]:
    """Set the lines of sources, each once as long as it is kept."""
    memory, place = fragments(), (*here(), "line")
    keys = [(place, one) for one in several]
    kept: list[Any] = memory.get(keys)
    known: dict[Cites, str] = dict(zip(several, kept, strict=True))
    made = []
    for key in keys:
        slug, csl = key[1]
        if known[slug, csl] is None:
            known[slug, csl] = text = line(read_line(slug, CSL.decode(csl) if csl else None))
            made.append((key, text, getsizeof(text) + len(csl)))
    memory.keep(made)
    return known


Called = Callable[[Sequence[Listed]], tuple[Sequence[Listed], Mapping[str, RefRow]]]
"""Calls events, their actors and places, and their themes, what the language calls them."""


def set_events(documents: Sequence[bytes], setting: Setting, called: Called) -> tuple[Piece, ...]:
    """Set events; those that were set before at this version of the data are not set again.

    Args:
        documents: The events as JSON.
        setting: How.
        called: Is asked for those that are set anew.
    """
    memory = fragments()
    usual = (*here(), setting.sought, setting.whole)
    keys = [(usual, body) for body in documents]
    known: list[Any] = memory.get(keys)
    missing = [place for place, one in enumerate(known) if one is None]
    if missing:
        events, themes = called([LISTED.decode(documents[place]) for place in missing])
        cites = [_cites(event) for event in events]
        lines = _lines(list(dict.fromkeys(chain.from_iterable(cites))))
        made = []
        for place, event, cited in zip(missing, events, cites, strict=True):
            sources = tuple([(one[0], lines[one]) for one in cited])
            known[place] = one = piece(event, sources, themes, setting)
            texts = (*one.cuts, *(said for _slug, said in sources))
            made.append((keys[place], one, len(documents[place]) + sum(map(getsizeof, texts))))
        memory.keep(made)
    return tuple(known)

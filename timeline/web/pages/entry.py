"""Set one event as lists show it, once for all pages: markup, cut where a page decides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from timeline import shapes
from timeline.chronology.rows import RefRow
from timeline.dates import Span
from timeline.terms import HAPPENED, EventType, Status, Via
from timeline.web.language import later, translations
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.dated import dated
from timeline.web.pages.fragments import fragments, here, kept, weight
from timeline.web.pages.labels import OTHER_FAMILY, family, label
from timeline.web.pages.pieces import badge, line, mark, safe, when
from timeline.web.pages.sought import found, passage


class Cited(msgspec.Struct, frozen=True):
    """A source of an event; its record is read where its line has not been set before."""

    slug: str = ""
    csl: msgspec.Raw = msgspec.Raw()


class Citation(msgspec.Struct, frozen=True):
    """The place in a source, of which lists tell the source alone."""

    source: Cited


class Date(msgspec.Struct, frozen=True):
    """The date of an event."""

    edtf: str


class Listed(msgspec.Struct, frozen=True):
    """What lists tell of an event, out of its document."""

    id: int
    title: str
    date: Date
    type: EventType
    slug: str = ""
    summary: str = ""
    status: Status = Status.OCCURRED
    actors: tuple[shapes.ActorIn, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[shapes.PlaceIn, ...] = ()
    citations: tuple[Citation, ...] = ()
    disputed: bool = False


LISTED = msgspec.json.Decoder(Listed)
CSL = msgspec.json.Decoder(dict[str, object] | None)


@dataclass(frozen=True, slots=True)
class Piece:
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
    sources: tuple[tuple[str, str], ...]
    cuts: tuple[str, str, str, str, str, str]
    back: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The fixed texts of an entry in one language."""

    facts: str
    differ: str
    back: str


FACTS, DIFFER, BACK = later("Facts"), later("sources differ"), later("back to: %(title)s")


@cache
def _phrases(code: str) -> Phrases:
    said = translations(code).gettext
    return Phrases(said(FACTS), said(DIFFER), said(BACK))


@dataclass(frozen=True, slots=True)
class Setting:
    """How an event is set: in which language, what was searched for, whether with its year."""

    code: str
    sought: str
    whole: bool


def shown_actors(event: shapes.Event | Listed) -> tuple[shapes.ActorIn, ...]:
    """List the actors that the sources name, each once."""
    named = {one.slug or one.name: one for one in event.actors if one.via is Via.DIRECT}
    return tuple(named.values())


def piece(event: Listed, themes: Mapping[str, RefRow], setting: Setting) -> Piece:
    """Set an event.

    Args:
        event: With its actors and places called as the language calls them.
        themes: Its themes by slug, called likewise.
        setting: How.
    """
    told = dated(event.date.edtf, setting.code)
    said = _phrases(setting.code)
    title = safe(event.title)
    unseen = said.back % {"title": title}
    return Piece(
        event=event.id,
        year=told.year,
        month=told.month,
        span=told.span,
        sources=_sources(event.citations),
        cuts=_cuts(event, title, _facts(event, themes, setting), setting),
        back=f'<span class="unseen"> {unseen}</span></a>',
    )


def _cuts(
    event: Listed, title: str, facts: str, setting: Setting
) -> tuple[str, str, str, str, str, str]:
    told = dated(event.date.edtf, setting.code)
    happened = event.status in HAPPENED
    sort = family(event.themes[0]) if event.themes else OTHER_FAMILY
    address = f"/event/{event.id}/{quote(event.slug)}"
    differ = ""
    if event.disputed:
        said = _phrases(setting.code).differ
        differ = f'<a class="badge doubt" href="{address}#differences">{said}</a>'
    summary = safe(event.summary)
    if setting.sought:
        title = _marked(found(event.title, setting.sought))
        summary = _marked(passage(event.summary, setting.sought))
    opened = (
        f'<li class="entry{"" if happened else " apart"}" id="e{event.id}">\n'
        f'<p class="when">{when(told.words, setting.whole or not told.year)}</p>\n'
        f'{mark(sort, happened)}<div class="what">\n<h'
    )
    return (
        opened,
        f' dir="auto"><a href="{address}',
        f'">{title}</a></h',
        f">\n{badge(event.status.value, happened)}\n",
        f'{differ}\n<p class="text"><span dir="auto">{summary}</span>',
        f"</p>\n{facts}</div>\n</li>\n",
    )


def _marked(text: str) -> str:
    """Escape what was searched in, which is markup already where words of it were found."""
    return text if isinstance(text, Markup) else safe(text)


def _facts(event: Listed, themes: Mapping[str, RefRow], setting: Setting) -> str:
    rows = [safe(label("type", event.type.value, setting.code))]
    actors = [_actor(one, setting.sought) for one in shown_actors(event)]
    places = [_link("place", one.slug, one.name, setting.sought) for one in event.places]
    known = [themes[slug] for slug in event.themes if slug in themes]
    subjects = [_link("theme", one.slug, one.name, "") for one in known]
    rows += [", ".join(several) for several in (actors, places, subjects) if several]
    items = "".join(f"<li>{row}</li>\n" for row in rows)
    return f'<ul class="facts" aria-label="{_phrases(setting.code).facts}">\n{items}</ul>\n'


def _actor(one: shapes.ActorIn, sought: str) -> str:
    if not one.slug:
        return f'<span dir="auto">{safe(one.name)}</span>'
    return _link("actor", one.slug, one.name, sought)


def _link(record: str, slug: str, name: str, sought: str) -> str:
    shown = _marked(found(name, sought)) if sought else safe(name)
    return f'<a href="/{record}/{safe(slug)}" dir="auto">{shown}</a>'


def _sources(citations: Iterable[Citation]) -> tuple[tuple[str, str], ...]:
    """Set the line of each source once; the first record of it counts."""
    cited: dict[str, bytes] = {}
    for one in citations:
        cited.setdefault(one.source.slug, bytes(one.source.csl))
    return tuple((slug, kept(("line", slug, csl), _line(slug, csl))) for slug, csl in cited.items())


def _line(slug: str, csl: bytes) -> Callable[[], str]:
    return lambda: str(line(read_line(slug, CSL.decode(csl) if csl else None)))


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
    known = memory.get(keys)
    missing = [place for place, one in enumerate(known) if one is None]
    events, themes = called([LISTED.decode(documents[place]) for place in missing])
    for place, event in zip(missing, events, strict=True):
        known[place] = made = piece(event, themes, setting)
        memory.keep(keys[place], made, weight(made.cuts) + weight(made.sources))
    return tuple(known)

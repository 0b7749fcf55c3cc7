"""Set the small pieces that lists, notes and records share: dates, marks, numbers, sources."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from timeline.web.language import gettext as _
from timeline.web.language import language
from timeline.web.pages.bibliography import Line
from timeline.web.pages.dated import DateWords
from timeline.web.pages.labels import label

SPECIAL = re.compile("[&<>\"']")
MANY = 8
"""From how many notes on their numbers are set smaller."""


def safe(text: str) -> str:
    """Escape a text as templates do; most have nothing to escape, which is told at less cost."""
    return escape(text) if SPECIAL.search(text) else text


def when(date: DateWords, full: bool = True) -> Markup:  # noqa: FBT001, FBT002 - as templates call
    """Set a date: as `time` only where HTML can say as much as the date does.

    Args:
        date: In words.
        full: With its year.
    """
    words = safe(date.words if full else date.short)
    if date.exact:
        return Markup(f'<time datetime="{safe(date.exact)}">{words}</time>')  # noqa: S704 - escaped
    return Markup(f'<span data-edtf="{safe(date.edtf)}">{words}</span>')  # noqa: S704 - escaped


@lru_cache(maxsize=64)
def mark(family: str, happened: bool) -> Markup:  # noqa: FBT001 - as templates call it
    """Set the mark of an event: its shape is the family, solid is told as fact, hollow is not."""
    return Markup(
        '<svg class="mark f-{}{}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        ' focusable="false"><use href="#g-{}"/></svg>\n'
    ).format(family, "" if happened else " hollow", family)


def badge(status: str, happened: bool) -> Markup:  # noqa: FBT001 - as templates call it
    """Set the word beside a title whose event is no plain fact, or goes on."""
    return _badge(status, happened, language())


@lru_cache(maxsize=128)
def _badge(status: str, happened: bool, code: str) -> Markup:  # noqa: FBT001
    if happened and status != "ongoing":
        return Markup()
    kind = "badge calm" if happened else "badge"
    return Markup('<span class="{}">{}</span>').format(kind, label("status", status, code).lower())


def refs(notes: tuple[int, ...]) -> Markup:
    """Set the numbers of notes: each leads to its source at the foot of the page."""
    if not notes:
        return Markup()
    code = language()
    links = " ".join(_ref(number, code) for number in notes)
    many = " many" if len(notes) > MANY else ""
    return Markup(f'<sup class="refs{many}">{links}</sup>')  # noqa: S704 - of our own pieces


@lru_cache(maxsize=2048)
def _ref(number: int, code: str) -> str:
    del code  # which is that of this answer, and decides the words
    said = _("Source %(number)s") % {"number": number}
    return f'<a href="#s{number}" aria-label="{safe(said)}">{number}</a>'


def line(source: Line, link: bool = True) -> Markup:  # noqa: FBT001, FBT002 - as templates call it
    """Set a bibliographic line, its titles in their own language and direction.

    Args:
        source: What it says.
        link: Whether the title leads to the page of the source.
    """
    authors = f'<span dir="auto">{safe(", ".join(source.authors))}</span>, '
    title = safe(source.title)
    if link:
        title = f'<a href="/source/{safe(source.slug)}">{title}</a>'
    lang = f' lang="{safe(source.foreign)}"' if source.foreign else ""
    parts = [authors if source.authors else "", f'<cite dir="auto"{lang}>{title}</cite>']
    parts += [
        f', <span dir="auto">{safe(one)}</span>'
        for one in (source.container, source.publisher)
        if one
    ]
    if source.published:
        parts.append(f", {safe(source.published)}")
    parts.append(".\n")
    if source.url:
        parts.append(_out(source.url, safe(host(source.url))))
    if source.archive_url:
        archived = f" {safe(source.archived)}" if source.archived else ""
        parts.append(" " + _out(source.archive_url, _("archived copy") + archived))
    return Markup("".join(parts))  # noqa: S704 - each part is escaped


def _out(address: str, words: str) -> str:
    to = safe(address)
    link = f'<a class="out" href="{to}" rel="external noopener">{words}</a>'
    return f'{link}<span class="printed"> {to}</span>'


def host(address: str) -> str:
    """Give the host of an address, as readers know it."""
    return (urlsplit(address).hostname or address).removeprefix("www.")

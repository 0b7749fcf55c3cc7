"""Set the small pieces that lists, notes and records share: dates, marks, numbers, sources."""

from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

from timeline.web.language import gettext as _
from timeline.web.language import language, later, translations
from timeline.web.pages.bibliography import Line
from timeline.web.pages.escaped import safe
from timeline.web.pages.labels import label

SOURCE_NUMBER = later("Source %(number)s")
MANY = 8
"""From how many notes on their numbers are set smaller."""


@lru_cache(maxsize=64)
def mark(family: str, happened: bool) -> Markup:  # noqa: FBT001 - as templates call it
    """Set the mark of an event: its shape is the family, solid is told as fact, hollow is not."""
    return Markup(
        '<svg class="mark f-{}{}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"'
        ' focusable="false"><use href="#g-{}"/></svg>\n'
    ).format(family, "" if happened else " hollow", family)


def badge(status: str, happened: bool, code: str = "") -> Markup:  # noqa: FBT001 - as above
    """Set the word beside a title whose event is no plain fact, or goes on.

    Args:
        status: Of the event.
        happened: Whether it is told as fact.
        code: The language, that of this answer unless given.
    """
    return _badge(status, happened, code or language())


@lru_cache(maxsize=128)
def _badge(status: str, happened: bool, code: str) -> Markup:  # noqa: FBT001 - as above
    if happened and status != "ongoing":
        return Markup()
    kind = "badge calm" if happened else "badge"
    return Markup('<span class="{}">{}</span>').format(kind, label("status", status, code).lower())


@lru_cache(maxsize=4096)
def refs(notes: tuple[int, ...], code: str) -> str:
    """Set the numbers of notes: each leads to its source at the foot of the page.

    Args:
        notes: The numbers.
        code: The language, BCP 47.
    """
    if not notes:
        return ""
    said = translations(code).gettext(SOURCE_NUMBER)
    links = " ".join(
        f'<a href="#s{number}" aria-label="{said % {"number": number}}">{number}</a>'
        for number in notes
    )
    many = " many" if len(notes) > MANY else ""
    return f'<sup class="refs{many}">{links}</sup>'


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
    """Give the host of an address, as readers know it; all of one that is not well formed."""
    try:
        return (urlsplit(address).hostname or address).removeprefix("www.")
    except ValueError:
        return address

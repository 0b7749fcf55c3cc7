"""Write the sources of a chronology as RIS, which every reference manager takes."""

from collections.abc import Iterable, Iterator

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Item, Person, items
from timeline.exports.moment import Moment
from timeline.terms import SourceKind

TYPES = {
    SourceKind.NEWS: "NEWS",
    SourceKind.MAGAZINE: "MGZN",
    SourceKind.JOURNAL: "JOUR",
    SourceKind.WEBPAGE: "ELEC",
    SourceKind.BLOG: "BLOG",
    SourceKind.POST: "BLOG",
    SourceKind.REPORT: "RPRT",
    SourceKind.HEARING: "HEAR",
    SourceKind.SPEECH: "SLIDE",
    SourceKind.BROADCAST: "VIDEO",
    SourceKind.BOOK: "BOOK",
    SourceKind.CHAPTER: "CHAP",
    SourceKind.DATASET: "DATA",
}
"""Types by kind, GEN for the others. STAT, CASE and ICOMM are never written: Zotero keeps their
titles elsewhere, and its reading of a whole page fails at the first of them."""
PERIODICALS = frozenset({SourceKind.NEWS, SourceKind.MAGAZINE, SourceKind.JOURNAL})
DOCUMENT = "GEN"


def to_ris(events: Iterable[shapes.Event], _head: Head) -> Iterator[str]:
    """Write each source once, in the order in which they are first cited; CRLF at line ends.

    A body as author ends with a comma, which keeps its name in one piece; an archived copy is a
    note. Source: RIS format specification (Research Information Systems, 2011), and how Zotero
    reads it.
    """
    return chunks(record(item) for item in items(events))


def record(item: Item) -> str:
    """Write a source as one record, from TY to ER."""
    lines = [
        ("TY", TYPES.get(item.kind, DOCUMENT)),
        *(("AU", _name(one)) for one in item.authors),
        *(("A3" if item.kind is SourceKind.BOOK else "A2", _name(one)) for one in item.editors),
        ("TI", item.title),
        ("T2", item.container),
        ("PB", item.text("publisher") if item.kind is SourceKind.REPORT else item.publisher),
        ("CY", item.text("publisher-place")),
        *_dates(item.issued),
        ("VL", item.text("volume")),
        ("IS", item.text("issue")),
        *_pages(item),
        ("ET", item.text("edition")),
        ("SE", item.text("section")),
        ("SN", _number(item)),
        ("M3", item.text("genre")),
        ("DO", item.text("DOI")),
        ("UR", item.url),
        ("Y2", _day(item.accessed)),
        ("LA", item.text("language")),
        ("AB", item.text("abstract")),
        ("N1", item.text("note")),
        ("N1", _archived(item)),
        ("ID", item.slug),
    ]
    body = "".join(f"{tag}  - {text}\r\n" for tag, text in lines if text)
    return f"{body}ER  - \r\n\r\n"


def _name(one: Person) -> str:
    return one.inverted or f"{one.body},"


def _dates(date: Moment) -> list[tuple[str, str]]:
    """Give the year, and the date as far as it is known; what makes it inexact goes behind it."""
    if not date.first or date.first[0] < 1:
        return []
    inexact = date.words if date.circa or date.season or date.last else ""
    return [("PY", f"{date.first[0]:04d}"), ("DA", _day(date) + (f"/{inexact}" if inexact else ""))]


def _day(date: Moment) -> str:
    """Write YYYY/MM/DD; a month or day that is not known is left empty."""
    if not date.first or date.first[0] < 1:
        return ""
    year, month, day = (*date.first, 0, 0)[:3]
    return f"{year:04d}/{f'{month:02d}' if month else ''}/{f'{day:02d}' if day else ''}"


def _pages(item: Item) -> list[tuple[str, str]]:
    first, _dash, last = item.text("page").replace("–", "-").partition("-")
    return [("SP", first.strip()), ("EP", last.strip())]


def _number(item: Item) -> str:
    if item.kind is SourceKind.REPORT:
        return item.text("number")
    if item.kind in PERIODICALS:
        return item.text("ISSN")
    return item.text("ISBN") or item.text("ISSN")


def _archived(item: Item) -> str:
    if not item.archive_url:
        return ""
    when = f" ({item.archived.words})" if item.archived.words else ""
    return f"Archived: {item.archive_url}{when}"

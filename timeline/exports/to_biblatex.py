"""Write the sources of a chronology as BibLaTeX, for those who write in LaTeX."""

import re
from collections.abc import Iterable, Iterator

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.items import Item, Person, items
from timeline.exports.moment import Moment
from timeline.terms import SourceKind

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""Characters that LaTeX would act on, and how each is written so that it shows."""
ACTING = re.compile("[" + re.escape("".join(SPECIAL)) + "]")
NOT_IN_ADDRESSES = re.compile(r'[{}\\"~^]')
NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:./+-]+")
PERIODICALS = {
    SourceKind.NEWS: "newspaper",
    SourceKind.MAGAZINE: "magazine",
    SourceKind.JOURNAL: "",
}
ONLINE = frozenset({SourceKind.WEBPAGE, SourceKind.BLOG, SourceKind.POST, *PERIODICALS})
LANGUAGES = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fr": "french", "it": "italian", "ja": "japanese", "ko": "korean", "pl": "polish",
    "pt": "portuguese", "ru": "russian", "tr": "turkish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
Fields = list[tuple[str, str]]


def to_biblatex(events: Iterable[shapes.Event], _head: Head) -> Iterator[str]:
    """Write each source once, in the order in which they are first cited.

    The key of an entry is the slug of the source. The container is always kept, dates are EDTF as
    far as BibLaTeX knows it, the archived copy is a note. An entry whose type would ask for what
    the source has not got becomes one of a type that does not.
    Source: BibLaTeX 3.20 manual, sections 2.1 to 2.3.
    """
    return chunks(entry(item) for item in items(events))


def entry(item: Item) -> str:
    """Write a source as one entry."""
    kind = entry_type(item)
    lines = [f"  {name} = {{{text}}},\n" for name, text in _fields(item, kind) if text]
    key = NOT_IN_KEYS.sub("-", item.slug).strip("-") or "source"
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n\n"


def entry_type(item: Item) -> str:
    """Choose the type of entry whose mandatory fields the source has."""
    authored = bool(item.authors)
    if item.kind in PERIODICALS and authored and item.container:
        return "article"
    match item.kind:
        case SourceKind.REPORT if authored and _institution(item):
            return "report"
        case SourceKind.BOOK if authored:
            return "book"
        case SourceKind.CHAPTER if authored and item.editors and item.container:
            return "incollection"
        case SourceKind.DATASET:
            return "dataset"
    return "online" if item.kind in ONLINE and item.url else "misc"


def _fields(item: Item, kind: str) -> Fields:
    return [
        ("author", _names(item.authors)),
        ("editor", _names(item.editors)),
        ("title", escape(item.title)),
        *_within(item, kind),
        *_dated(item.issued),
        ("volume", escape(item.text("volume"))),
        ("number", escape(item.text("issue") or item.text("number"))),
        ("edition", escape(item.text("edition"))),
        ("pages", escape(item.text("page").replace("–", "--"))),
        ("location", escape(item.text("publisher-place"))),
        ("doi", _verbatim(item.text("DOI"))),
        ("isbn", _checked(item, "ISBN")),
        ("issn", _checked(item, "ISSN")),
        ("url", _verbatim(item.url)),
        ("urldate", item.accessed.level_one if item.url else ""),
        ("langid", LANGUAGES.get(item.text("language").lower().partition("-")[0], "")),
        ("origtitle", escape(item.text("original-title"))),
        ("origpublisher", escape(item.text("original-publisher"))),
        ("abstract", escape(item.text("abstract"))),
        ("note", escape(item.text("note"))),
        ("addendum", _archived(item)),
    ]


def _within(item: Item, kind: str) -> Fields:
    """Say what it stood in and who published it, in the fields that the type has for that."""
    container, publisher = escape(item.container), escape(item.publisher)
    both = [one for one in (item.container, item.publisher) if one]
    match kind:
        case "article":
            subtype = PERIODICALS.get(item.kind, "")
            return [("entrysubtype", subtype), ("journaltitle", container)]
        case "report":
            genre = escape(item.text("genre")) or "techreport"
            return [("type", genre), ("institution", _institution(item)), ("titleaddon", container)]
        case "incollection":
            return [("booktitle", container), ("publisher", publisher)]
        case "book":
            return [("series", container), ("publisher", publisher)]
        case "online" | "dataset":
            return [("organization", _bodies(both))]
    return [("type", escape(item.text("genre"))), ("organization", _bodies(both))]


def _institution(item: Item) -> str:
    publisher = item.text("publisher") or item.container
    bodies = [one.literal for one in item.authors if one.literal]
    return _bodies([publisher] if publisher else bodies[:1])


def _bodies(names: list[str]) -> str:
    """Write names of bodies as a list; braces keep an “and” inside one from parting it."""
    return " and ".join(f"{{{escape(name)}}}" for name in names)


def _names(people: tuple[Person, ...]) -> str:
    return " and ".join(_name(one) for one in people)


def _name(one: Person) -> str:
    if one.inverted:
        return f"{_part(one.family)}, {_part(one.given)}"
    return f"{{{escape(one.body)}}}"


def _part(text: str) -> str:
    """Write a part of a name; one that holds a comma or an “and” stays in one piece."""
    whole = "," in text or re.search(r"\band\b", text, re.IGNORECASE)
    return f"{{{escape(text)}}}" if whole else escape(text)


def _dated(date: Moment) -> Fields:
    said = date.level_one
    return [("date", said)] if said else [("pubstate", escape(date.words))]


def _checked(item: Item, name: str) -> str:
    """Give a number only where it is one of its sort, which biber would else complain of."""
    text = item.text(name)
    return text if re.fullmatch(r"[0-9][0-9-]{6,16}[0-9Xx]", text) else ""


def _archived(item: Item) -> str:
    if not item.archive_url:
        return ""
    when = f"archived {escape(item.archived.words)}, " if item.archived.words else "archived: "
    return f"{when}\\url{{{_verbatim(item.archive_url)}}}"


def _verbatim(address: str) -> str:
    """Write an address as it is; what would end its field is written in percent."""
    return NOT_IN_ADDRESSES.sub(lambda one: f"%{ord(one[0]):02X}", address)


def escape(text: str) -> str:
    """Write a text so that LaTeX shows it as it is."""
    return ACTING.sub(lambda one: SPECIAL[one[0]], text)

"""Read the bibliographic records of sources into safe values, each source of a chronology once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from timeline import shapes
from timeline.exports.citation_text import address
from timeline.exports.moment import NONE, Moment, moment
from timeline.exports.plain_text import one_line
from timeline.terms import SourceKind

KEPT = 5_000
"""How many sources a reader remembers."""
KINDS = {kind.value: kind for kind in SourceKind}


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a person with a family name, or a body in `literal`."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def body(self) -> str:
        """The name of one who has a single name: a body, or a person known by one name."""
        return self.literal or (self.family or self.given if not self.inverted else "")

    @property
    def inverted(self) -> str:
        """`Family, Given`; empty for a body."""
        both = not self.literal and self.family and self.given
        return f"{self.family}, {self.given}" if both else ""


@dataclass(frozen=True, slots=True)
class Item:
    """A source as bibliographies need it; all texts are single lines, all addresses http(s)."""

    slug: str
    kind: SourceKind
    title: str
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    issued: Moment
    accessed: Moment
    url: str
    archive_url: str
    archived: Moment
    csl: Mapping[str, Any]
    """The record as it stands, for what has no field here."""

    def text(self, name: str) -> str:
        """Give a plain field of the record, such as `volume`, as one line."""
        return field(self.csl, name)

    @property
    def container(self) -> str:
        """The paper, journal or site that it stood in."""
        return self.text("container-title")

    @property
    def publisher(self) -> str:
        """Who published it; empty where the container or an author says the same."""
        said = self.text("publisher")
        return "" if said in {self.container, *(one.literal for one in self.authors)} else said

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        author = self.authors[0] if self.authors else Person()
        return self.container or self.publisher or author.literal or author.family or self.title


class Reader:
    """Reads the sources of one export, each once while it is remembered."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[str, Item] = {}

    def read(self, source: shapes.SourceIn) -> Item:
        """Give a source that an event cites."""
        key = key_of(source)
        item = self._known.get(key)
        if item is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            item = self._known[key] = read_item(source)
        return item


def field(csl: Mapping[str, Any], name: str) -> str:
    """Give a field of a record as one line; empty where it is none of text or number."""
    value = csl.get(name)
    known = isinstance(value, str | int | float) and not isinstance(value, bool)
    return one_line(str(value)) if known else ""


def read_item(source: shapes.SourceIn) -> Item:
    """Read a source with its record; whatever is missing or of another form is left out.

    Source: CSL-JSON of CSL 1.0.2; `custom` holds the archived copy.
    """
    csl = source.csl or {}
    custom = csl.get("custom")
    more = custom if isinstance(custom, Mapping) else {}
    kind = field(csl, "type")
    return Item(
        slug=key_of(source),
        kind=KINDS.get(kind, SourceKind.DOCUMENT),
        title=field(csl, "title") or one_line(source.slug) or "Untitled",
        authors=_people(csl, "author"),
        editors=_people(csl, "editor"),
        issued=read_date(csl.get("issued")),
        accessed=read_date(csl.get("accessed")),
        url=address(field(csl, "URL")),
        archive_url=address(field(more, "archive_url")),
        archived=moment(field(more, "archived")) if field(more, "archived") else NONE,
        csl=csl,
    )


def key_of(source: shapes.SourceIn) -> str:
    """Give what a source is known by: its slug, or a mark of its record where it has none."""
    if source.slug:
        return source.slug
    told = repr(sorted((source.csl or {}).items(), key=repr)).encode("utf-8", "backslashreplace")
    return "source-" + sha256(told).hexdigest()[:12]


def items(events: Iterable[shapes.Event]) -> Iterator[Item]:
    """Give every source that events cite, once, in the order in which they are first cited."""
    seen: set[str] = set()
    for event in events:
        yield from new_items(event, seen)


def new_items(event: shapes.Event, seen: set[str]) -> Iterator[Item]:
    """Give the sources of an event that were not seen before; they are seen from then on."""
    for citation in event.citations:
        key = key_of(citation.source)
        if key not in seen:
            seen.add(key)
            yield read_item(citation.source)


def read_date(value: object) -> Moment:
    """Read a date of a record: its EDTF where it has one, else its parts, else its words."""
    if not isinstance(value, Mapping):
        return NONE
    text = field(value, "edtf") or _from_parts(value.get("date-parts"))
    if not text:
        return Moment(words=field(value, "literal") or field(value, "raw"))
    plain = text.isdigit() or text.replace("-", "").isdigit()
    return moment(text + "~" if value.get("circa") and plain else text)


def _from_parts(given: object) -> str:
    """Write the parts of a CSL date as EDTF; those of two dates as an interval."""
    if not isinstance(given, list):
        return ""
    ends = [_one_date(one) for one in given[:2]]
    return "/".join(end for end in ends if end)


def _one_date(given: object) -> str:
    if not isinstance(given, list) or not given:
        return ""
    parts = [str(one).strip() for one in given[:3]]
    numbers = [int(one) for one in parts if one.lstrip("-").isascii() and one.lstrip("-").isdigit()]
    if len(numbers) != len(parts) or not -9999 <= numbers[0] <= 9999:
        return ""
    year = ("-" if numbers[0] < 0 else "") + f"{abs(numbers[0]):04d}"
    return "-".join([year, *(f"{one:02d}" for one in numbers[1:] if 0 < one < 32)])


def _people(csl: Mapping[str, Any], name: str) -> tuple[Person, ...]:
    given = csl.get(name)
    people = given if isinstance(given, list) else []
    found = (_person(one) for one in people if isinstance(one, Mapping))
    return tuple(one for one in found if one.body or one.inverted)


def _person(one: Mapping[str, Any]) -> Person:
    if literal := field(one, "literal"):
        return Person(literal=literal)
    particle, family = field(one, "non-dropping-particle"), field(one, "family")
    dropping, given = field(one, "dropping-particle"), field(one, "given")
    return Person(
        family=f"{particle} {family}".strip(),
        given=f"{given} {dropping}".strip(),
    )

"""Read a CSL item into the parts of a bibliographic line, for templates to set."""

from collections.abc import Mapping
from typing import Any

import msgspec

from timeline.dates import NotADate, Span
from timeline.web.language import language, said

WEB = ("http://", "https://")


class Line(msgspec.Struct, frozen=True):
    """The parts of a bibliographic line in reading order; empty where the record has none."""

    slug: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    archive_url: str = ""
    archived: str = ""
    accessed: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """What the source is called in a sentence: its container, publisher, author or title."""
        author = self.authors[0] if self.authors else ""
        return self.container or self.publisher or author or self.title

    @property
    def foreign(self) -> str:
        """The language of the title where it is not that of the page."""
        if not self.language or self.title.startswith("["):
            return ""
        return "" if self.language.partition("-")[0] == language() else self.language


def read_line(slug: str, item: Mapping[str, Any] | None) -> Line:
    """Read a CSL item; whatever it lacks or has in another form is left out.

    Source: CSL-JSON of CSL 1.0.2; `custom` holds the archived copy.
    """
    if not item:
        return Line(slug, slug)
    csl = item
    custom = csl.get("custom") if isinstance(csl.get("custom"), dict) else {}
    container = _text(csl, "container-title")
    publisher = _text(csl, "publisher")
    return Line(
        slug=slug,
        title=_text(csl, "title") or slug,
        authors=tuple(_person(one) for one in csl.get("author") or () if isinstance(one, dict)),
        container=container,
        publisher="" if publisher == container else publisher,
        published=_date(csl.get("issued")),
        language=_text(csl, "language"),
        url=_address(csl.get("URL")),
        archive_url=_address((custom or {}).get("archive_url")),
        archived=_worded(str((custom or {}).get("archived", ""))),
        accessed=_date(csl.get("accessed")),
        note=_text(csl, "note"),
    )


def _text(csl: Mapping[str, Any], name: str) -> str:
    value = csl.get(name)
    return value if isinstance(value, str) else ""


def _address(value: object) -> str:
    """Give an address only where a browser may follow it."""
    return value if isinstance(value, str) and value.startswith(WEB) else ""


def _person(one: Mapping[str, Any]) -> str:
    literal = str(one.get("literal", ""))
    names = (one.get("given"), one.get("non-dropping-particle"), one.get("family"))
    return literal or " ".join(str(name) for name in names if name)


def _date(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    if value.get("edtf"):
        return _worded(str(value["edtf"]))
    parts = [str(part) for part in (value.get("date-parts") or [[]])[0]]
    if not parts:
        return str(value.get("literal") or value.get("raw") or "")
    iso = "-".join([parts[0].zfill(4), *(part.zfill(2) for part in parts[1:3])])
    return _worded(iso + ("~" if value.get("circa") else ""))


def _worded(edtf: str) -> str:
    try:
        return said(Span.parse(edtf)) if edtf else ""
    except NotADate:
        return edtf

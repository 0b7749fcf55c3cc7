"""Rows in, documents out: every form in which a chronology leaves the house, as one table."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from timeline import shapes
from timeline.exports.head import Head
from timeline.exports.to_csv import to_csv, to_marked_csv
from timeline.exports.to_json import to_json, to_json_lines
from timeline.exports.to_markdown import to_markdown

Write = Callable[[Iterable[shapes.Event], Head], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of a chronology.

    Attributes:
        name: what it is asked for by, and the ending of addresses and file names.
        media_type: as the web names it; the text is UTF-8.
        help: what it is, in one line.
        write: makes its text, some hundred events at a time.
        by_slug: whether links between events are to lead to slugs, so that another installation
            can take it in.
        marked: the same behind a byte order mark, for programs that know UTF-8 by nothing else.
    """

    name: str
    media_type: str
    help: str
    write: Write
    by_slug: bool = False
    marked: Write | None = None


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format(
            "csv",
            "text/csv",
            "table for spreadsheets; imports again",
            to_csv,
            by_slug=True,
            marked=to_marked_csv,
        ),
        Format("json", "application/json", "the events with all that is known of them", to_json),
        Format("jsonl", "application/jsonl", "the same, one event a line", to_json_lines),
        Format("md", "text/markdown", "document with numbered notes and sources", to_markdown),
    )
}
"""Every form by name; a new one is a file of its own and a line here."""

__all__ = ["FORMATS", "Format", "Head", "Write"]

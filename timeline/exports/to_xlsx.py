"""Write a chronology as a workbook: events, citations, claims and sources, a sheet each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any

import msgspec

from timeline import shapes
from timeline.exports.form import NotInstalled, TooMany
from timeline.exports.head import Head
from timeline.exports.items import Item, key_of, new_items
from timeline.exports.moment import calendar_day
from timeline.exports.plain_text import sound
from timeline.terms import Via

CELL = 32_767
"""The longest text of a cell, in UTF-16 units. Source: Excel specifications and limits."""
ROWS = 1_048_576
"""The most rows of a sheet, its head among them."""
BLOCK = 1 << 16
FIRST_DAY = "1900-03-01"
"""The first day that every spreadsheet counts alike: Excel takes 1900 for a leap year."""
LAST_DAY = "9999-12-31"
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's own times have no zone
CUT = " … [cut here; the whole text is in the other forms]"

SHEETS = {
    "events": (
        "id title summary date begins ends date_in_words type status state disputed significance "
        "actors themes places links sources slug revision updated"
    ),
    "citations": "event note source locator stance quote quote_before quote_after",
    "claims": "event note about as_printed as_read edtf trace",
    "sources": (
        "slug type title authors container publisher issued issued_day language url archive_url "
        "archived accessed csl"
    ),
    "about": "what said",
}
"""The columns of each sheet; `begins`, `ends` and `issued_day` are real dates where they can be."""
DAYS = frozenset({"begins", "ends", "issued_day"})
WIDTHS = {"title": 50, "summary": 60, "date_in_words": 24, "csl": 40, "as_printed": 40, "said": 90}
Cell = str | int | float | bool | date | None


def to_xlsx(events: Iterable[shapes.Event], head: Head) -> Iterator[bytes]:
    """Write a workbook (Office Open XML); no cell of it is a formula or a link.

    Dates stand as EDTF, and beside it as a real date where it is one day from 1 March 1900 on. The
    rows go to disk while they are written, so memory stays flat.

    Raises:
        NotInstalled: If xlsxwriter is not there.
        TooMany: If a sheet would have more than 1,048,575 rows.
    """
    if head.total >= ROWS:
        raise TooMany(f"a workbook holds {ROWS - 1:,} events; take csv, jsonl or parquet")
    with TemporaryFile() as file:
        book = _Book(file, head)
        seen: set[str] = set()
        for event in events:
            book.event(event)
            for item in new_items(event, seen):
                book.source(item)
        book.close()
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


class _Book:
    """The workbook while it is written: a sheet for each sort of row, and the next row of each."""

    def __init__(self, file: Any, head: Head) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._head = head
        self._book = _writer()(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        made = _made(head.generated)
        self._book.set_properties(
            {
                "title": sound(head.title)[:255],
                "author": sound(head.compiler)[:255],
                "created": made,
            }
        )
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        bold = self._book.add_format({"bold": True})
        self._sheets = {}
        self._next = dict.fromkeys(SHEETS, 1)
        for name, columns in SHEETS.items():
            self._sheets[name] = _sheet(self._book, name, columns.split(), bold)

    def event(self, event: shapes.Event) -> None:
        """Write an event, its citations and their claims."""
        self._row("events", _event_cells(event))
        for note, citation in enumerate(event.citations, start=1):
            quote = citation.quote or shapes.Quote(exact="")
            cells = (key_of(citation.source), citation.locator, citation.stance.value)
            quoted = (quote.exact, quote.prefix, quote.suffix)
            self._row("citations", (event.id, note, *cells, *quoted))
            for claim in citation.claims:
                trace = "" if claim.trace is None else _json(claim.trace)
                said = (claim.about.value, claim.as_printed, claim.as_read, claim.edtf, trace)
                self._row("claims", (event.id, note, *said))

    def source(self, item: Item) -> None:
        """Write a source."""
        authors = "; ".join(one.inverted or one.body for one in item.authors)
        issued = item.issued.edtf or item.issued.words
        cells = (item.container, item.text("publisher"), issued, _day(item.issued.edtf))
        addresses = (item.url, item.archive_url, item.archived.edtf, item.accessed.edtf)
        whole = _json(item.csl)
        language = item.text("language")
        row = (item.slug, item.kind.value, item.title, authors, *cells, language, *addresses, whole)
        self._row("sources", row)

    def close(self) -> None:
        """Say what the list is, and write the workbook."""
        head = self._head
        for row in (
            ("title", head.title),
            ("filter in words", head.words),
            ("filter", head.query),
            ("events", head.total),
            ("version of the data", head.version),
            ("generated", head.generated),
            ("published by", head.compiler),
            ("address", head.address),
            ("dates", "EDTF (ISO 8601-2:2019); begins and ends are days where they are certain"),
            ("note", "the number of a citation within its event; claims name it too"),
        ):
            self._row("about", row)
        self._book.close()

    def _row(self, name: str, cells: Sequence[Cell]) -> None:
        number = self._next[name]
        if number >= ROWS:
            raise TooMany(
                f"the sheet “{name}” would have more than {ROWS - 1:,} rows; take parquet"
            )
        self._next[name] = number + 1
        sheet = self._sheets[name]
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell and (text := _fitting(cell)):
                    sheet.write_string(number, column, text)
            elif isinstance(cell, bool):
                sheet.write_boolean(number, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, self._day)
            elif cell is not None:
                sheet.write_number(number, column, cell)


def _writer() -> Callable[..., Any]:
    try:
        writer: Callable[..., Any] = import_module("xlsxwriter").Workbook
    except ImportError as error:
        raise NotInstalled(
            "workbooks need the extra `export`: geopolitical-timeline[export]"
        ) from error
    return writer


def _sheet(book: Any, name: str, columns: list[str], bold: Any) -> Any:  # noqa: ANN401
    """Add a sheet with its head, which stays in sight."""
    sheet = book.add_worksheet(name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, WIDTHS.get(column, 12 if column in DAYS else 16))
        sheet.write_string(0, number, column, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _made(generated: str) -> datetime:
    try:
        return datetime.fromisoformat(generated).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return EPOCH


def _event_cells(event: shapes.Event) -> tuple[Cell, ...]:
    one_day = event.date.begins[0] == event.date.begins[1], event.date.ends[0] == event.date.ends[1]
    return (
        event.id,
        event.title,
        event.summary,
        event.date.edtf,
        _day(event.date.begins[0] if one_day[0] else None),
        _day(event.date.ends[0] if one_day[1] else None),
        event.date.words,
        event.type.value,
        event.status.value,
        event.state.value,
        event.disputed,
        event.significance,
        "; ".join(f"{a.name or a.slug} ({a.role})" for a in event.actors if a.via is Via.DIRECT),
        "; ".join(event.themes),
        "; ".join(place.name or place.slug for place in event.places),
        "; ".join(f"{link.kind}: {link.to}" for link in event.links),
        "; ".join(key_of(citation.source) for citation in event.citations),
        event.slug,
        event.revision,
        event.updated,
    )


def _day(text: str | None) -> date | None:
    """Give a day as a real date, where every spreadsheet would show the same one."""
    return calendar_day(text) if text and FIRST_DAY <= text <= LAST_DAY else None


def _fitting(text: str) -> str:
    """Write a text so that a cell holds it; one that is too long is cut, and says so."""
    clean = sound(text)
    if "\r" in clean:
        clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    if len(clean) * 2 <= CELL or len(clean.encode("utf-16-le")) <= 2 * CELL:
        return clean
    cut = clean.encode("utf-16-le")[: 2 * (CELL - len(CUT))].decode("utf-16-le", "ignore")
    return cut + CUT


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()

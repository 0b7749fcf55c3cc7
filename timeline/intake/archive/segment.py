"""Keep what was read from a part of an archive in a Parquet file, with all that an import needs."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import msgspec

from timeline import shapes
from timeline.batched import batched
from timeline.dates import NotADate, Span
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    AliasRecord,
    PlaceRecord,
    SourceRecord,
    ThemeRecord,
)
from timeline.intake.table import BadTable, Refusal

SUFFIX: Final = ".parquet"
MARK: Final = b"timeline segment"
"""The key of the metadata by which a segment is known; its value is the version."""
VERSION: Final = b"1"
GROUP: Final = 5_000
"""How many rows make a row group, which is what a reader holds in memory."""
EVENT, REFUSED = "event", "refused"
KINDS: Final[dict[str, type]] = {
    "actor": ActorRecord,
    "alias": AliasRecord,
    "affiliation": AffiliationRecord,
    "place": PlaceRecord,
    "theme": ThemeRecord,
    "source": SourceRecord,
    REFUSED: Refusal,
}
NAMES: Final = {kind: name for name, kind in KINDS.items()}
COLUMNS: Final = ("kind", "day", "scheme", "key", "line", "body")


def modules() -> tuple[Any, Any]:
    """Load what speaks Parquet.

    Raises:
        BadTable: If it is not installed; the message names the extra.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise BadTable(
            "segments are Parquet files: install the extra that reads them, "
            "pip install 'geopolitical-timeline[parquet]'"
        ) from error


def write_segment(path: Path, items: Sequence[Item]) -> None:
    """Write a segment: records in the order given, events by day and key, then what was refused.

    The file appears under its name when it is whole, and not before.

    Raises:
        BadTable: If Parquet is not installed.
    """
    arrow, parquet = modules()
    schema = _schema(arrow)
    events = sorted((one for one in items if isinstance(one, Proposal)), key=_order)
    others = [one for one in items if not isinstance(one, Proposal)]
    others.sort(key=lambda one: isinstance(one, Refusal))
    count = sum(not isinstance(one, Refusal) for one in others)
    rows = [_row(one) for one in (*others[:count], *events, *others[count:])]
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with parquet.ParquetWriter(beside, schema, compression="zstd") as writer:
        for some in batched(rows, GROUP):
            columns = [list(column) for column in zip(*some, strict=True)]
            writer.write_table(arrow.table(columns, schema=schema))
    beside.replace(path)


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow comes without types
    words = arrow.dictionary(arrow.int32(), arrow.string())
    whole = arrow.int64()
    kinds = (words, whole, words, arrow.string(), whole, arrow.binary())
    columns = list(zip(COLUMNS, kinds, strict=True))
    return arrow.schema(columns).with_metadata({MARK: VERSION})


@lru_cache(maxsize=16_384)
def sort_day(edtf: str) -> int:
    """Give the day under which an event is filed; one whose date cannot be read comes last."""
    try:
        return Span.parse(edtf).sort_day
    except NotADate:
        return Span.parse("../..").sort_day


def _order(one: Proposal) -> tuple[int, tuple[str, str], int]:
    return sort_day(one.event.date.edtf), one.key or ("", ""), one.line


def _row(item: Item) -> tuple[object, ...]:
    if isinstance(item, Proposal):
        scheme, key = item.key or (None, None)
        day = sort_day(item.event.date.edtf)
        return (EVENT, day, scheme, key, item.line, msgspec.json.encode(item.event))
    line = item.line if isinstance(item, Refusal) else None
    return (NAMES[type(item)], None, None, None, line, msgspec.json.encode(item))


def read_segment(path: Path) -> Iterator[Item]:
    """Read a segment row group by row group.

    Raises:
        BadTable: If it is no segment, or Parquet is not installed.
    """
    arrow, parquet = modules()
    try:
        with parquet.ParquetFile(path) as file:
            if MARK not in (file.schema_arrow.metadata or {}):
                raise BadTable(
                    f"{path.name} is no segment of `timeline normalize`; "
                    "of our own exports, .csv, .json and .jsonl come back in"
                )
            event = msgspec.json.Decoder(shapes.Event)
            record: dict[str, Any] = {
                name: msgspec.json.Decoder(kind).decode for name, kind in KINDS.items()
            }
            for number in range(file.num_row_groups):
                columns = file.read_row_group(number).to_pydict()
                for kind, _day, scheme, key, line, body in zip(
                    *(columns[name] for name in COLUMNS), strict=True
                ):
                    if kind == EVENT:
                        name = None if key is None else (scheme, key)
                        yield Proposal(line, event.decode(body), name)
                    else:
                        yield record[kind](body)
    except (arrow.ArrowException, msgspec.MsgspecError, KeyError) as error:
        raise BadTable(f"{path.name} cannot be read as a segment: {error}") from error

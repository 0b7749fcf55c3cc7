"""Write a chronology as Parquet: typed, nested columns for those who compute with it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

import msgspec

from timeline import shapes
from timeline.batched import batched
from timeline.exports.form import NotInstalled
from timeline.exports.head import Head
from timeline.exports.items import Item, Reader
from timeline.exports.moment import calendar_day
from timeline.exports.plain_text import LONE

GROUP = 2_000
"""How many events make a row group, which is what memory holds."""
DAYS = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
Row = dict[str, Any]


class _Pipe:
    """A file that keeps what is written to it until it is taken."""

    def __init__(self) -> None:
        self.closed = False
        self._parts: list[bytes] = []
        self._told = 0

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self._parts.append(bytes(data))
        self._told += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._told

    def flush(self) -> None:
        """Do nothing: what is written is there at once."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        """Give what was written since the last time."""
        data, self._parts = b"".join(self._parts), []
        return data


def to_parquet(events: Iterable[shapes.Event], head: Head) -> Iterator[bytes]:
    """Write one row an event, packed with zstandard, some thousand events a row group.

    The four days of a date are real dates from year 1 on; the EDTF beside them is the truth. What
    the list is stands in the metadata of the file.

    Raises:
        NotInstalled: If pyarrow is not there.
    """
    arrow, parquet = _modules()
    schema = _schema(arrow).with_metadata(_about(head))
    pipe = _Pipe()
    sources = Reader()
    with parquet.ParquetWriter(
        arrow.PythonFile(pipe, mode="w"), schema, compression="zstd", store_schema=True
    ) as writer:
        for several in batched(events, GROUP):
            rows = [_row(event, sources) for event in several]
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
            yield pipe.take()
    yield pipe.take()


def _modules() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise NotInstalled(
            "Parquet needs the extra `parquet`: geopolitical-timeline[parquet]"
        ) from error


def _about(head: Head) -> dict[str, str]:
    return {
        "title": head.title,
        "words": head.words,
        "filter": head.query,
        "version": str(head.version),
        "generated": head.generated,
        "address": head.address,
    }


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow has no types of its own
    text, whole, real = arrow.string(), arrow.int64(), arrow.float64()
    word = arrow.dictionary(arrow.int16(), text)

    def many(**fields: Any) -> Any:  # noqa: ANN401
        return arrow.list_(arrow.struct(list(fields.items())))

    claim = {"about": text, "as_printed": text, "as_read": text, "edtf": text, "trace": text}
    source = {"source": text, "title": text, "label": text, "issued": text, "language": text}
    more = {"url": text, "archive_url": text, "locator": text, "stance": text, "quote": text}
    return arrow.schema(
        [
            ("id", whole),
            ("slug", text),
            ("title", text),
            ("summary", text),
            ("type", word),
            ("status", word),
            ("state", word),
            ("edtf", text),
            ("date_in_words", text),
            *((name, arrow.date32()) for name in DAYS),
            ("position", arrow.int32()),
            ("disputed", arrow.bool_()),
            ("significance", real),
            ("revision", arrow.int32()),
            ("updated", arrow.timestamp("us", tz="UTC")),
            ("actors", many(slug=text, name=text, role=text, via=text)),
            ("themes", arrow.list_(text)),
            ("places", many(slug=text, name=text, lat=real, lon=real)),
            ("citations", many(**source, **more, csl=text, claims=many(**claim))),
            ("links", many(kind=text, to=text)),
        ]
    )


def _row(event: shapes.Event, sources: Reader) -> Row:
    days = (*event.date.begins, *event.date.ends)
    return {
        "id": event.id,
        "slug": _text(event.slug),
        "title": _text(event.title),
        "summary": _text(event.summary),
        "type": event.type.value,
        "status": event.status.value,
        "state": event.state.value,
        "edtf": event.date.edtf,
        "date_in_words": event.date.words,
        **{name: calendar_day(day) for name, day in zip(DAYS, days, strict=True)},
        "position": event.position,
        "disputed": event.disputed,
        "significance": event.significance,
        "revision": event.revision,
        "updated": _time(event.updated),
        "actors": [
            {"slug": a.slug, "name": _text(a.name), "role": a.role.value, "via": a.via.value}
            for a in event.actors
        ],
        "themes": list(event.themes),
        "places": [
            {"slug": p.slug, "name": _text(p.name), "lat": p.lat, "lon": p.lon}
            for p in event.places
        ],
        "citations": [_citation(one, sources.read(one.source)) for one in event.citations],
        "links": [{"kind": link.kind.value, "to": str(link.to)} for link in event.links],
    }


def _citation(one: shapes.Citation, item: Item) -> Row:
    return {
        "source": item.slug,
        "title": item.title,
        "label": item.label,
        "issued": item.issued.edtf,
        "language": item.text("language"),
        "url": item.url,
        "archive_url": item.archive_url,
        "locator": _text(one.locator),
        "stance": one.stance.value,
        "quote": _text(one.quote.exact) if one.quote else "",
        "csl": msgspec.json.encode(item.csl).decode(),
        "claims": [
            {
                "about": claim.about.value,
                "as_printed": _text(claim.as_printed),
                "as_read": None if claim.as_read is None else _text(claim.as_read),
                "edtf": claim.edtf,
                "trace": None if claim.trace is None else msgspec.json.encode(claim.trace).decode(),
            }
            for claim in one.claims
        ],
    }


def _text(text: str) -> str:
    return text if text.isascii() else LONE.sub("\ufffd", text)


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None

"""Write exports to a file or to standard output."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import Count, count_events, data_version, every_event
from timeline.chronology.naming import linked_by_slug, with_names
from timeline.exports import FORMATS, Head
from timeline.exports.sentence import sentence, title
from timeline.review.act import Refused, now
from timeline.settings import Settings
from timeline.store.session import reading

FORMAT_NAMES = tuple(FORMATS)


def write_export(
    engine: Engine,
    settings: Settings,
    given: EventFilter,
    format_name: str | None,
    output: Path | None,
) -> int:
    """Write the chronology of a filter; a file appears only when it is whole.

    Args:
        engine: The database.
        settings: What the installation is called.
        given: The filter.
        format_name: One of `FORMAT_NAMES`; else the extension of `output` says it.
        output: The file; None is standard output.

    Returns:
        How many events were written.

    Raises:
        click.UsageError: If nothing says the format.
        Refused: If there is no folder to write into.
    """
    name = format_name or (output.suffix.lstrip(".").lower() if output else "")
    if name not in FORMATS:
        raise click.UsageError(f"which format? Say --format {' or '.join(FORMATS)}")
    if output is not None and not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}")
    with reading(engine) as session:
        head = _head(session, settings, given)
        made = FORMATS[name]
        pieces = made.stream(_events(session, given, by_slug=made.by_slug), head)
        if output is None:
            _write(sys.stdout.buffer, pieces)
        else:
            _write_file(output, pieces)
    return head.total


def _head(session: Session, settings: Settings, given: EventFilter) -> Head:
    named = with_names(session, given)
    count: Count = count_events(session, given)
    query = given.query(paging=False)
    address = f"{settings.base_url}/events?{query}".rstrip("?") if settings.base_url else ""
    return Head(
        title=title(named),
        words=sentence(named),
        query=query,
        certain=count.certain,
        possible=count.possible,
        order=given.order,
        version=data_version(session),
        generated=now(),
        compiler=settings.site_title,
        address=address,
    )


def _events(session: Session, given: EventFilter, *, by_slug: bool) -> Iterator[shapes.Event]:
    events = every_event(session, given)
    return linked_by_slug(session, events) if by_slug else events


def _write_file(output: Path, pieces: Iterator[bytes]) -> None:
    beside = output.with_name(output.name + ".part")
    with beside.open("wb") as file:
        _write(file, pieces)
    beside.replace(output)


def _write(file: BinaryIO, pieces: Iterator[bytes]) -> None:
    file.writelines(pieces)
    file.flush()

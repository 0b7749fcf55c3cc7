"""Write archives and folders of files, and take archives in."""

from collections.abc import Iterator
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline.chronology.archive import Named, records
from timeline.chronology.filter import EventFilter
from timeline.chronology.whole import Needs, events_of
from timeline.exports import File, Head
from timeline.exports.archive import Whole, write_archive
from timeline.intake.table import BadTable
from timeline.intake.zipped import Archive
from timeline.review.act import Refused
from timeline.store.migrate import heads
from timeline.store.session import reading, writing
from timeline.store.tables import dump, fill, is_empty

ARCHIVE = "archive"
"""The form that holds everything, asked for by this name or by the ending zip."""


def archive_of(session: Session, given: EventFilter, head: Head) -> Iterator[bytes]:
    """Write the archive of a filter; without any filter that of the whole installation.

    The latter holds every table, revisions among them, so that an empty database becomes the same.
    """
    named = Named()
    events = named.note(events_of(session, given, Needs(by_slug=True)))
    whole = Whole(heads()[0], dump(session)) if not head.query else None
    return write_archive(events, lambda: records(session, named), head, whole)


def take_whole(opened: Engine, path: Path) -> int | None:
    """Make an empty database the copy of an installation, where the archive holds one.

    Returns:
        How many rows were written; None where the archive holds no installation, or the database
        is not empty: its events can then be taken in like any others.

    Raises:
        BadTable: If the archive is damaged, was changed, or is of another schema.
    """
    archive = Archive.open(path)
    with reading(opened) as session:
        empty = is_empty(session)
    if not (empty and archive.manifest.schema):
        return None
    if archive.manifest.schema != heads()[0]:
        raise BadTable(
            f"{path.name} is of the schema {archive.manifest.schema}, this version has "
            f"{heads()[0]}; take it in with the version that wrote it, then run db upgrade"
        )
    try:
        with writing(opened) as session:
            return fill(session, lambda name: archive.lines(f"state/{name}.jsonl"))
    except (ValueError, TypeError) as error:
        raise BadTable(f"{path.name}: {error}") from error


def write_folder(output: Path, files: Iterator[File]) -> int:
    """Write files into a folder that is empty or not there yet.

    Returns:
        How many files were written.

    Raises:
        Refused: If there is something in the folder already.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise Refused(f"{output} is there already and not empty; name an empty folder")
    count = 0
    for one in files:
        path = output.joinpath(*one.path.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.body)
        count += 1
    return count


def tell_whole(path: Path, rows: int) -> None:
    """Say that an empty database has become a copy."""
    click.echo(f"{path.name}: {rows:,} rows; this database is now a copy of the installation")

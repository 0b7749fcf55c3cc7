"""Commands by which events come in: the seeds, and tables of one's own."""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from sqlalchemy import Engine

from timeline.cli.archiving import ARCHIVE, take_whole, tell_whole
from timeline.cli.door import engine, settings
from timeline.cli.index import bring_up
from timeline.cli.preview import preview
from timeline.intake.adapters.dataset import Wishes
from timeline.intake.ahead import read_ahead
from timeline.intake.archive.normalize import segments
from timeline.intake.archive.segment import SUFFIX
from timeline.intake.file import fingerprint, read
from timeline.intake.formats import FORMATS, name_of
from timeline.intake.proposal import Item
from timeline.intake.table import Refusal, guard
from timeline.intake.zipped import is_archive
from timeline.review.imports import Manner, Report, run_import
from timeline.review.known import is_entered
from timeline.store.loading import alone
from timeline.store.migrate import folder
from timeline.store.session import reading, writing
from timeline.terms import EventType

SHOWN = 20
"""How many refused rows are shown; the first ten thousand are kept with the batch."""


@click.command()
def seed() -> None:
    """Enter the first stories, or bring them up to date; a second time changes nothing.

    Example: TIMELINE_DATABASE=sqlite:///try.sqlite timeline seed
    """
    found = settings()
    path = folder("seeds")
    manner = Manner("seeds", "folder", fingerprint(path), found.editor, accept=True)
    show(take_in(engine(found), path, manner))


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help="Enter everything as accepted, not as proposals.")
@click.option("--strict", is_flag=True, help="Take nothing if a single row is refused.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--format", "format_", default="", help=f"One of {', '.join(FORMATS)}.")
@click.option("--map", "mapping", type=click.Path(path_type=Path), help="TOML: columns' meanings.")
@click.option("--type", "kind", default="", help="Type of events of which no column tells.")
@click.option("--refusals", type=click.Path(path_type=Path), help="CSV: every refused row.")
@click.option("--preview", "count", type=click.IntRange(1, 1000), help="Show the first rows.")
def import_(
    path: Path,
    *,
    accept: bool,
    strict: bool,
    dry_run: bool,
    format_: str,
    mapping: Path | None,
    kind: str,
    refusals: Path | None,
    count: int | None,
) -> None:
    """Take in a folder of tables, a file of our own, or one of another service, packed or not.

    A folder of segments that `timeline normalize` has made goes in segment by segment; an import
    that was interrupted goes on after the last whole one.

    Our own are .csv, .json and .jsonl as the export writes them; others are GDELT, ICEWS, UCDP GED,
    TimelineJS, and any table with a header (CSV, TSV, XLSX). The format is told by the file. A
    second import of the same changes nothing; an event that is known by its id or slug is brought
    up to date. Rows that cannot be read are reported with their line, and the rest goes in.

    \b
    Examples:
      timeline import events.csv --dry-run
      timeline import my-chronology/ --accept
      timeline import chronology.zip
      timeline import 20180101.export.CSV.zip --preview 5
      timeline import treaties.xlsx --map treaties.toml
    """  # noqa: D301
    found = settings()
    wishes = _wishes(mapping, kind)
    if count is not None:
        preview(path, format_, wishes, count)
        return
    opened = engine(found)
    if not dry_run and is_archive(path) and (rows := take_whole(opened, path)) is not None:
        tell_whole(path, rows)
        bring_up(opened)
        return
    manner = Manner(
        name=path.name,
        format=format_ or _format(path, wishes),
        fingerprint=fingerprint(path) if path.exists() else "",
        editor=found.editor,
        accept=accept,
        strict=strict,
        overwrite=path.is_dir(),
    )
    with refused_into(refusals) as refusing:
        parts = segments(path) if path.is_dir() else ()
        if parts and not dry_run:
            report = take_segments(opened, parts, manner, refusing)
        else:
            items = read_ahead(path, format_, wishes)
            report = take_in(opened, path, manner, dry_run=dry_run, items=items, refusing=refusing)
    show(report, dry_run=dry_run)
    if not dry_run:
        bring_up(opened)
    sys.exit(1 if report.refused else 0)


def _wishes(mapping: Path | None, kind: str) -> Wishes:
    if kind and kind.upper() not in list(EventType):
        raise click.UsageError(f"--type {kind!r} is not one of {', '.join(EventType)}.")
    if mapping is not None and not mapping.is_file():
        raise click.UsageError(f"--map: there is no file {mapping}.")
    return Wishes(mapping, EventType(kind.upper())) if kind else Wishes(mapping)


def _format(path: Path, wishes: Wishes) -> str:
    if not path.is_file():
        return "folder"
    if is_archive(path):
        return ARCHIVE
    ending = path.suffix.lower()
    return "segment" if ending == SUFFIX else name_of(path, wishes) or ending.lstrip(".")


def take_in(
    opened: Engine,
    path: Path,
    manner: Manner,
    *,
    dry_run: bool = False,
    items: Iterable[Item] | None = None,
    refusing: Callable[[Refusal], None] | None = None,
) -> Report:
    """Read and enter an import, in one transaction; a trial is taken back.

    Args:
        opened: The database.
        path: The file or folder.
        manner: How it is entered.
        dry_run: Whether to take everything back at the end.
        items: What the file holds, where it is read otherwise than by its name alone.
        refusing: Called with each refused row.
    """
    shown = sys.stderr.isatty()
    with alone(opened), writing(opened) as session:
        given = read(path) if items is None else items
        report = run_import(session, given, manner, tell if shown else None, refusing)
        if dry_run:
            session.rollback()
    return report


def take_segments(
    opened: Engine,
    parts: Sequence[Path],
    manner: Manner,
    refusing: Callable[[Refusal], None] | None = None,
) -> Report:
    """Enter segments of an archive one by one, each in its transaction, none of them twice."""
    whole = Report()
    for number, path in enumerate(parts, start=1):
        mark = fingerprint(path)
        with reading(opened) as session:
            entered = is_entered(session, mark)
        if not entered:
            part = replace(manner, name=path.name, format="segment", fingerprint=mark)
            whole.add(take_in(opened, path, replace(part, overwrite=False), refusing=refusing))
        if sys.stderr.isatty():
            click.echo(
                f"\rsegment {number} of {len(parts)}, {whole.created:,} events …",
                err=True,
                nl=False,
            )
    return whole


@contextmanager
def refused_into(path: Path | None) -> Iterator[Callable[[Refusal], None] | None]:
    """Open a table for refused rows, as CSV; None where nobody asks for one."""
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "line", "reason", "row"))
        yield lambda one: table.writerow(
            (guard(one.file), one.line, guard(one.reason), guard(one.raw))
        )


def tell(done: int) -> None:
    """Say on a terminal how many events are done."""
    click.echo(f"\r{done:,} events …", err=True, nl=False)


def show(report: Report, *, dry_run: bool = False) -> None:
    """Say what became of an import, refused rows first, on standard error."""
    for refusal in report.refusals[:SHOWN]:
        click.echo(f"refused: {refusal}", err=True)
    if report.refused > SHOWN:
        click.echo(f"… and {report.refused - SHOWN} more", err=True)
    batch = f" (batch {report.batch_id})" if report.batch_id else ""
    click.echo(("would be: " if dry_run else "") + report.summary() + ("" if dry_run else batch))

"""Commands by which events come in: the seeds, and tables of one's own."""

import sys
from pathlib import Path

import click
from sqlalchemy import Engine

from timeline.cli.door import engine, settings
from timeline.intake.file import fingerprint, read
from timeline.review.imports import Manner, Report, run_import
from timeline.store.migrate import folder
from timeline.store.session import writing

SHOWN = 20
"""How many refused rows are shown; all of them are kept with the batch."""


@click.command()
def seed() -> None:
    """Enter the first stories, or bring them up to date; a second time changes nothing."""
    found = settings()
    path = folder("seeds")
    manner = Manner("seeds", "folder", fingerprint(path), found.editor, accept=True)
    show(take_in(engine(found), path, manner))


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--accept", is_flag=True, help="Enter everything as accepted, not as proposals.")
@click.option("--strict", is_flag=True, help="Take nothing if a single row is refused.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
def import_(path: Path, accept: bool, strict: bool, dry_run: bool) -> None:
    """Take in a folder of tables, or a file: .csv, .json, .jsonl as the export writes them.

    A second import of the same changes nothing; an event that is known by its slug or id is brought
    up to date. Rows that cannot be read are reported with their line, and the rest goes in.

    \b
    Examples:
      timeline import events.csv --dry-run
      timeline import my-chronology/ --accept
    """  # noqa: D301
    found = settings()
    opened = engine(found)
    manner = Manner(
        name=path.name,
        format=path.suffix.lstrip(".") or "folder",
        fingerprint=fingerprint(path) if path.exists() else "",
        editor=found.editor,
        accept=accept,
        strict=strict,
        overwrite=path.is_dir(),
    )
    report = take_in(opened, path, manner, dry_run=dry_run)
    show(report, dry_run=dry_run)
    sys.exit(1 if report.refusals else 0)


def take_in(opened: Engine, path: Path, manner: Manner, *, dry_run: bool = False) -> Report:
    """Read and enter an import, in one transaction; a trial is taken back."""
    shown = sys.stderr.isatty()
    with writing(opened) as session:
        report = run_import(session, read(path), manner, tell if shown else None)
        if dry_run:
            session.rollback()
    return report


def tell(done: int) -> None:
    """Say on a terminal how many events are done."""
    click.echo(f"\r{done:,} events …", err=True, nl=False)


def show(report: Report, *, dry_run: bool = False) -> None:
    """Say what became of an import, refused rows first, on standard error."""
    for refusal in report.refusals[:SHOWN]:
        click.echo(f"refused: {refusal}", err=True)
    if len(report.refusals) > SHOWN:
        click.echo(f"… and {len(report.refusals) - SHOWN} more", err=True)
    batch = f" (batch {report.batch_id})" if report.batch_id else ""
    click.echo(("would be: " if dry_run else "") + report.summary() + ("" if dry_run else batch))

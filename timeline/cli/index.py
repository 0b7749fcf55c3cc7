"""Commands about the index that answers lists, counts and facets of many events."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline.chronology.large import is_large
from timeline.cli.door import engine
from timeline.review.act import Refused
from timeline.store.session import reading

if TYPE_CHECKING:
    from timeline.chronology.index.files import Label

NO_PLACE = "a database in memory, or without a single revision, has no index"


@click.group()
def index() -> None:
    """Build the index of a large chronology; a small one needs none."""


@index.command()
def build() -> None:
    """Build the index anew and save it; the site goes on meanwhile.

    It lies beside an SQLite file; that of another database in the user's data folder.
    """
    from timeline.chronology.index.place import index_folder

    with reading(engine()) as session:
        folder = index_folder(session)
        if folder is None:
            raise Refused(NO_PLACE)
        label = _built(session, folder)
    click.echo(
        f"{folder}: {label.events:,} events in {label.seconds:g} s, data version {label.version}"
    )


def bring_up(opened: Engine) -> None:
    """Build the index after much has come in, so that the site need not wait for it.

    Nothing is done for a small database, for a few changes, and where the extra is not installed;
    what goes wrong is said, and the site then has it built.
    """
    try:
        from timeline.chronology.index.holder import holder_of
        from timeline.chronology.index.rebuilding import BEHIND
    except ImportError:
        return
    with reading(opened) as session:
        holder = holder_of(session) if is_large(session) else None
        view = None if holder is None else holder.view(session)
        if holder is None or (view is not None and view.pending < BEHIND):
            return
        try:
            label = _built(session, holder.folder)
        except Refused as error:
            click.echo(f"no index was built: {error}", err=True)
            return
    click.echo(f"index: {label.events:,} events in {label.seconds:g} s", err=True)


def _built(session: Session, folder: Path) -> "Label":
    """Build the index, telling what is done to whoever looks on; one process at a time."""
    from timeline.chronology.index.holder import rebuild
    from timeline.chronology.index.rebuilding import BeingBuilt, only_one

    try:
        with only_one(folder):
            return rebuild(session, folder, _tell if sys.stderr.isatty() else None)
    except (BeingBuilt, OSError) as error:
        raise Refused(str(error)) from error


def _tell(said: str) -> None:
    click.echo(f"{said} …", err=True)


@index.command("check")
def check_index() -> None:
    """Tell whether the index can answer for the data as they are; exit code 1 if not."""
    from timeline.chronology.index.files import NoIndex, current
    from timeline.chronology.index.holder import holder_of

    with reading(engine()) as session:
        holder = holder_of(session)
        if holder is None:
            raise Refused(NO_PLACE)
        try:
            _path, label = current(holder.folder)
        except NoIndex as error:
            raise Refused(f"{error}: run `timeline index build`") from error
        view = holder.view(session)
    if view is None:
        raise Refused("too much has changed since the index was built: run `timeline index build`")
    click.echo(f"{label.events:,} events at version {label.version}, {view.pending} changed since")

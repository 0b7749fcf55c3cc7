"""Commands about the index that answers lists, counts and facets of many events."""

import sys

import click

from timeline.cli.door import engine
from timeline.review.act import Refused
from timeline.store.session import reading

NO_PLACE = "a database in memory, or without a single revision, has no index"


@click.group()
def index() -> None:
    """Build the index of a large chronology; a small one needs none."""


@index.command()
def build() -> None:
    """Build the index anew and save it; the site goes on meanwhile.

    It lies beside an SQLite file; that of another database in the user's data folder.
    """
    from timeline.chronology.index.holder import rebuild
    from timeline.chronology.index.place import index_folder
    from timeline.chronology.index.rebuilding import BeingBuilt, only_one

    with reading(engine()) as session:
        folder = index_folder(session)
        if folder is None:
            raise Refused(NO_PLACE)
        try:
            with only_one(folder):
                label = rebuild(session, folder, _tell if sys.stderr.isatty() else None)
        except (BeingBuilt, OSError) as error:
            raise Refused(str(error)) from error
    click.echo(
        f"{folder}: {label.events:,} events in {label.seconds:g} s, data version {label.version}"
    )


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

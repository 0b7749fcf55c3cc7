"""Commands about the index that answers lists, counts and facets of many events."""

import sys

import click

from timeline.cli.door import engine, settings
from timeline.review.act import Refused
from timeline.store.session import read_address, reading


@click.group()
def index() -> None:
    """Build the index of a large chronology; a small one needs none."""


@index.command()
def build() -> None:
    """Build the index anew and save it beside the database; the site goes on meanwhile."""
    from timeline.chronology.index.holder import index_folder, rebuild

    found = settings()
    folder = index_folder(read_address(found.database))
    if folder is None:
        raise Refused("an index is kept beside an SQLite file; this database has no such place")
    with reading(engine(found)) as session:
        label = rebuild(session, folder, _tell if sys.stderr.isatty() else None)
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

    found = settings()
    opened = engine(found)
    holder = holder_of(read_address(found.database))
    if holder is None:
        raise Refused("an index is kept beside an SQLite file; this database has no such place")
    try:
        _path, label = current(holder.folder)
    except NoIndex as error:
        raise Refused(f"{error}: run `timeline index build`") from error
    with reading(opened) as session:
        view = holder.view(session)
    if view is None:
        raise Refused("too much has changed since the index was built: run `timeline index build`")
    pending = len(view.delta)
    click.echo(f"{label.events:,} events at version {label.version}, {pending} changed since")

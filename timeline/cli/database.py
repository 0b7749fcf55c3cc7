"""Commands about the database as a whole: its schema, its state."""

import sys
from pathlib import Path

import click
from sqlalchemy import Engine, func, select

from timeline.cli.door import engine, settings
from timeline.store import migrate
from timeline.store.copying import back_up, put_back
from timeline.store.distribute import distribute
from timeline.store.events import Event
from timeline.store.replicas import replicas_of
from timeline.store.revisions import Revision
from timeline.store.session import read_address, reading


@click.group()
def db() -> None:
    """Bring the database to the schema that this version knows."""


@db.command()
def upgrade() -> None:
    """Make the tables, or change them to what this version knows.

    Example: timeline db upgrade
    """
    found = settings()
    opened = engine(found, current=False)
    before = migrate.current(opened)
    migrate.upgrade(opened)
    name = read_address(found.database).render_as_string()
    after = migrate.current(opened)
    click.echo(
        f"{name}: schema {after}" + ("" if before == after else f" (was {before or 'empty'})")
    )


@db.command("check")
def check_schema() -> None:
    """Tell whether the schema is the one that this version knows; exit code 1 if not.

    Example: timeline db check || timeline db upgrade
    """
    opened = engine(current=False)
    current = migrate.current(opened)
    ok = migrate.is_current(opened)
    click.echo(
        f"schema {current or 'empty'}: " + ("current" if ok else "run `timeline db upgrade`")
    )
    sys.exit(0 if ok else 1)


@db.command("distribute")
@click.option(
    "--shards", type=click.IntRange(1, 4096), default=32, help="Parts that tables are cut into."
)
def distribute_(shards: int) -> None:
    """Spread the tables over a Citus cluster: each event lies with all that it owns.

    The database is the coordinator's, with the extension and its workers. What is spread already
    stays. See docs/postgresql.md.

    Example: timeline db distribute --shards 64
    """
    for placing in distribute(engine(current=False), shards=shards):
        done = "moved" if placing.moved else "stays"
        click.echo(f"{placing.table}: {placing.how}, {done} ({placing.rows:,} rows)")


@click.command()
def check() -> None:
    """Ask whether everything is well: schema, counts, the newest change; exit code 1 if not.

    Example: timeline check && timeline backup chronology.sqlite
    """
    opened = engine()
    with reading(opened) as session:
        counts = dict(
            session.execute(select(Event.state, func.count()).group_by(Event.state)).all()
        )
        newest = session.execute(select(func.max(Revision.at))).scalar()
    for state, count in sorted(counts.items()):
        click.echo(f"{state}: {count} events")
    click.echo(f"newest change: {newest or 'none'}")
    _echo_replicas(opened)
    if not counts:
        click.echo("the chronology is empty: `timeline seed` enters the first stories")


def _echo_replicas(opened: Engine) -> None:
    """Say of each replica how far it is behind the primary."""
    found = replicas_of(opened)
    for one in () if found is None else found.states(opened):
        said = f"away: {one.said}" if one.behind is None else f"{one.behind:,} bytes behind"
        click.echo(f"replica {one.name}: {said}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole database into a file, while it is in use.

    Example: timeline backup timeline-2026-11-22.backup
    """
    found = settings()
    engine(found).dispose()
    back_up(read_address(found.database), file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a copy that `backup` has written into an empty place; never over a database."""
    found = settings()
    put_back(file, read_address(found.database))
    click.echo(f"{file} restored to {read_address(found.database).render_as_string()}")

"""The command line: each command parses, calls one function of the rooms below, prints, commits."""

import click

from timeline import __version__
from timeline.cli.article import read
from timeline.cli.changing import changes
from timeline.cli.database import backup, check, db, restore
from timeline.cli.dates import dates
from timeline.cli.desk import desk
from timeline.cli.door import Group
from timeline.cli.index import index
from timeline.cli.normalizing import normalize_
from timeline.cli.past import batch, history_
from timeline.cli.reading import events, export, facets
from timeline.cli.serving import serve
from timeline.cli.taking import import_, seed

EPILOG = "Every command has its own help: timeline events --help"


@click.group(cls=Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="timeline")
def main() -> None:
    """Keep a chronology of events with their sources.

    The database is named by TIMELINE_DATABASE (an SQLAlchemy URL), by default an SQLite file in the
    user's data folder. Exit codes: 0 done; 1 refused or not found; 2 wrong usage.
    """


for command in (
    db,
    seed,
    serve,
    events,
    facets,
    export,
    import_,
    normalize_,
    desk,
    changes,
    history_,
    batch,
    dates,
    read,
    index,
    check,
    backup,
    restore,
):
    main.add_command(command)

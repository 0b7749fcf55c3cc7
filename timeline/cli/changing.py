"""The command that tells what changed in a chronology since a moment."""

import sys
from typing import Any

import click
import msgspec

from timeline.chronology.filter import parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.since import changed_between, read_point
from timeline.cli.door import engine, filter_options, given, settings
from timeline.exports.changes_text import Compared, to_changes
from timeline.exports.sentence import title
from timeline.store.session import reading


@click.command()
@click.option(
    "--since", required=True, help="The end of a day, the time of a revision, or a version (v120)."
)
@click.option("--until", default="", help="The same for the end; now unless given.")
@filter_options(leave_out=PAGING | {"as_of", "order"})
@click.option("--json", "as_json", is_flag=True, help="As the API gives it.")
def changes(since: str, until: str, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Tell what was added, changed, withdrawn and merged since a moment, as Markdown.

    \b
    Examples:
      timeline changes --since 2026-11-01 --actor japan
      timeline changes --since v120 --until v140 --json
    """  # noqa: D301 - click's mark against rewrapping
    wanted = parse(given(options), strict=True)
    begin = read_point("since", since)
    end = read_point("until", until) if until else None
    found = settings()
    with reading(engine(found)) as session:
        turns = changed_between(session, wanted, begin, end)
    if as_json:
        body = {"since": since, "until": until, "count": len(turns), "changes": turns}
        click.echo(msgspec.json.encode(body).decode())
        return
    what = Compared(title(wanted), since, until or "now", found.base_url.rstrip("/"))
    sys.stdout.writelines(to_changes(turns, what))

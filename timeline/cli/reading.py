"""Commands that read the chronology: list, count, export."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from timeline.chronology.facets import Facets, count_facets
from timeline.chronology.filter import parse
from timeline.chronology.grammar import PAGING
from timeline.chronology.listing import Listing, list_events
from timeline.cli.door import engine, filter_options, given, settings
from timeline.cli.exporting import FORMAT_NAMES, wish_options, wishes_of, write_export
from timeline.store.session import reading

API_MOST = 1000


@click.command()
@filter_options()
@click.option("--json", "as_json", is_flag=True, help="As the API gives it.")
def events(as_json: bool, **options: Any) -> None:  # noqa: ANN401 - click hands them over
    """List events.

    \b
    Examples:
      timeline events --actor japan --actor russia --theme energy --from 2012 --to 2018
      timeline events --type AGREE --order newest --limit 10 --json
    """  # noqa: D301 - click's mark against rewrapping
    wanted = parse(given(options), strict=True, most=API_MOST)
    with reading(engine()) as session:
        found = list_events(session, wanted)
    click.echo(as_text(found) if not as_json else as_json_text(found))


def as_json_text(found: Listing) -> str:
    """Give a listing as the API does."""
    body = {
        "events": [msgspec.Raw(document) for document in found.documents],
        "count": found.count,
        "next": found.next,
        "previous": found.previous,
    }
    return msgspec.json.encode(body).decode()


def as_text(found: Listing) -> str:
    """Give a listing as lines for people: id, date in words, title; what is no fact is marked."""
    shown = found.events()
    width = max((len(event.date.words) for event in shown), default=0)
    lines = [
        f"{event.id:>6}  {event.date.words:<{width}}  {event.title}"
        + ("" if event.status in ("occurred", "ongoing") else f"  [{event.status}]")
        + ("  [disputed]" if event.disputed else "")
        for event in shown
    ]
    lines.append(f"{found.count.certain} certainly, {found.count.possible} possibly")
    if found.next:
        lines.append(f"more: --after {found.next}")
    return "\n".join(lines)


@click.command()
@filter_options(leave_out=PAGING | {"order"})
@click.option("--json", "as_json", is_flag=True, help="As the API gives it.")
def facets(as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Count the events of a filter by actor, theme, place, source, type, status and year.

    Example: timeline facets --actor japan
    """
    wanted = parse(given(options), strict=True)
    with reading(engine()) as session:
        found = count_facets(session, wanted)
    click.echo(msgspec.json.encode(found).decode() if as_json else facets_text(found))


def facets_text(found: Facets) -> str:
    """Give counts as lines for people, the ten commonest of each facet."""
    lines = [f"{found.count.certain} certainly, {found.count.possible} possibly"]
    for name in ("actor", "theme", "place", "source", "type", "status", "year"):
        lines += ["", name]
        lines += [f"{value.total:>7}  {value.slug}" for value in getattr(found, name)[:10]]
    return "\n".join(lines)


@click.command()
@filter_options(leave_out=PAGING)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMAT_NAMES),
    help="The format; else by --output's extension.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="The file; else standard output."
)
@wish_options
def export(
    format_name: str | None,
    output: Path | None,
    style: str,
    language: str,
    script: str,
    live: bool,
    since: str,
    **options: Any,  # noqa: ANN401
) -> None:
    """Write the chronology of a filter with its sources.

    \b
    Examples:
      timeline export --actor japan --actor russia -o chronology.md
      timeline export --theme energy -o energy.docx --style oscola
      timeline export --format csv > events.csv
    """  # noqa: D301
    wanted = parse(given(options), strict=True)
    found = settings()
    wishes = wishes_of(found, style, language, script, live=live, since=since)
    count = write_export(engine(found), found, wanted, format_name, output, wishes)
    print(f"{count} events written" + (f" to {output}" if output else ""), file=sys.stderr)  # noqa: T201

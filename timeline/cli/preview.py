"""Show how the first rows of a file would be read, and which of its columns mean nothing."""

from pathlib import Path

import click

from timeline.dates import Span, words
from timeline.intake import formats
from timeline.intake.adapters import mapped
from timeline.intake.adapters.dataset import Document, Wishes
from timeline.intake.file import read
from timeline.intake.proposal import Proposal
from timeline.intake.table import Refusal


def preview(path: Path, format_: str, wishes: Wishes, count: int) -> None:
    """Print the first rows as they would be entered; nothing is written.

    Args:
        path: The file or folder.
        format_: The name of its format; empty to tell it by the file.
        wishes: How it is to be read.
        count: How many rows.
    """
    _columns(path, format_, wishes)
    shown = 0
    for item in read(path, format_, wishes):
        if isinstance(item, Proposal):
            click.echo(_told(item))
        elif isinstance(item, Refusal):
            click.echo(f"{item.line}: refused: {item.reason}")
        else:
            continue
        shown += 1
        if shown >= count:
            break


def _columns(path: Path, format_: str, wishes: Wishes) -> None:
    name = format_ or ("" if path.is_dir() else formats.name_of(path, wishes))
    if name != "table":
        click.echo(f"Format: {name or 'our own tables'}")
        return
    mapping, unused = mapped.mapping_of(Document.of(path, wishes))
    click.echo("Format: table")
    for what in ("title", "date", "end", "type", "status", "summary", "id"):
        value = getattr(mapping, what)
        if value:
            click.echo(f"  {what}: {value if isinstance(value, str) else ' + '.join(value)}")
    for what in ("actors", "themes", "places"):
        if columns := getattr(mapping, what).columns:
            click.echo(f"  {what}: {', '.join(columns)}")
    for what in ("url", "title", "publisher", "published", "locator"):
        if column := getattr(mapping.source, what):
            click.echo(f"  source {what}: {column}")
    click.echo(f"  not used: {', '.join(unused) or 'none'}")


def _told(proposal: Proposal) -> str:
    event = proposal.event
    span = Span.parse(event.date.edtf)
    lines = [
        f"{proposal.line}: {event.title}",
        f"   date    {span.edtf} ({words(span)})",
        f"   type    {event.type.value}, {event.status.value}",
    ]
    actors = [f"{actor.slug or repr(actor.name)} ({actor.role.value})" for actor in event.actors]
    named = {
        "actors": actors,
        "themes": event.themes,
        "places": [place.slug or repr(place.name) for place in event.places],
        "sources": [citation.source.slug for citation in event.citations],
    }
    lines += [f"   {what:7} {', '.join(names)}" for what, names in named.items() if names]
    if proposal.key is not None:
        lines.append(f"   known as {' '.join(proposal.key)}")
    return "\n".join(lines)

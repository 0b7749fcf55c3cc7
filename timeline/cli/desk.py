"""Commands of the desk: what waits, and every verb by which it is ruled on."""

import json
from collections.abc import Callable
from typing import Any

import click
import msgspec
from sqlalchemy.orm import Session

from timeline.cli.door import engine, settings
from timeline.review import desk as verbs
from timeline.review.act import Act, Refused, now
from timeline.review.copies import set_origin
from timeline.review.matching import match_name
from timeline.review.merge import merge as merge_events
from timeline.review.merge import unmerge as unmerge_events
from timeline.review.queue import OnDesk, on_desk, queue
from timeline.review.rulings import AMENDABLE
from timeline.review.undo import undo as undo_revision
from timeline.store.directory import Directory, load_directory
from timeline.store.session import reading, writing

Work = Callable[[Session, Directory, Act], Any]


@click.group()
def desk() -> None:
    """Rule on proposals; every verb is one revision, and nothing is lost."""


def ruling(reason: str, work: Work) -> Any:  # noqa: ANN401 - whatever the verb gives
    """Do one verb of the desk in one transaction."""
    found = settings()
    with writing(engine(found)) as session:
        act = Act(editor=found.editor, at=now(), reason=reason)
        return work(session, load_directory(session), act)


def verb_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what every verb takes: the event, the reason, the revision that was read."""
    command = click.option("--reason", default="", help="Why; it is kept with the revision.")(
        command
    )
    return click.argument("event", type=int)(command)


def expect_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add the revision that the editor has read."""
    return click.option(
        "--revision", type=int, help="Refuse if the event has a newer revision than this one."
    )(command)


@desk.command("list")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(limit: int, as_json: bool) -> None:
    """List proposals, those with most to rule on first."""
    with reading(engine()) as session:
        found = queue(session, most=limit)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for one in found:
        click.echo(f"{one.event.id:>6}  {one.event.date.words}  {one.event.title}")
        for need in one.needs:
            click.echo(f"        · {need}")
    click.echo(f"{len(found)} proposals wait")


@desk.command()
@click.argument("event", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(event: int, as_json: bool) -> None:
    """Show one event, what is to be ruled on in it, and which others may be the same."""
    with reading(engine()) as session:
        found = on_desk(session, event)
    click.echo(msgspec.json.encode(found).decode() if as_json else as_text(found))


def as_text(found: OnDesk) -> str:
    """Give an event of the desk as lines for people."""
    event = found.waiting.event
    lines = [
        f"{event.id}  {event.title}  [{event.state}, revision {found.version}]",
        f"date     {event.date.words}  ({event.date.edtf})",
        f"type     {event.type}, {event.status}",
        "actors   " + "; ".join(f"{a.name or a.slug} ({a.role}, {a.via})" for a in event.actors),
        "themes   " + "; ".join(event.themes),
        "places   " + "; ".join(place.name for place in event.places),
    ]
    if event.summary:
        lines.append(event.summary)
    for note, citation in enumerate(event.citations, start=1):
        title = (citation.source.csl or {}).get("title", citation.source.slug)
        lines.append(f"[{note}] {title}, {citation.locator} ({citation.stance})")
        lines += [
            f"      {claim.about}: “{claim.as_printed}” read as {claim.edtf or claim.as_read}"
            for claim in citation.claims
        ]
    lines += [f"· {need}" for need in found.waiting.needs]
    lines += [
        f"same as {other.id}? {other.title} ({other.edtf}, {other.likeness:.0%})"
        for other in found.duplicates
    ]
    lines += [f"does {copy.slug} repeat {copy.origin}? {copy.reason}" for copy in found.copies]
    return "\n".join(lines)


@desk.command()
@verb_options
@expect_option
def accept(event: int, reason: str, revision: int | None) -> None:
    """Accept a proposal: readers see it from now on."""
    _say(ruling(reason, lambda s, d, act: verbs.accept(s, d, act, event, revision)), event)


@desk.command()
@verb_options
@expect_option
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A new value; JSON or plain text.",
)
def amend(event: int, reason: str, revision: int | None, changes: tuple[str, ...]) -> None:
    """Change fields of an event.

    Example: timeline desk amend 17 --set date=2012-09-08 --set 'themes=["energy/lng"]'
    """
    fields = dict(_field(change) for change in changes)
    if not fields:
        raise Refused(f"say what to change: --set FIELD=VALUE; fields are {', '.join(AMENDABLE)}")
    number = ruling(reason, lambda s, d, act: verbs.amend(s, d, act, event, fields, revision))
    _say(number, event)


def _field(change: str) -> tuple[str, Any]:
    name, sign, value = change.partition("=")
    if not sign:
        raise Refused(f"{change!r} is not of the form FIELD=VALUE")
    if name in ("title", "summary", "type", "status", "date"):
        return name, value
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


@desk.command()
@verb_options
@expect_option
@click.option("--name", "printed", required=True, help="The open name, as the event has it.")
@click.option("--to", "slug", required=True, help="The actor or place that it means, by slug.")
def match(event: int, reason: str, revision: int | None, printed: str, slug: str) -> None:
    """Say whom or what an open name of an event means.

    Example: timeline desk match 17 --name "the Kremlin" --to russia
    """
    number = ruling(reason, lambda s, d, act: match_name(s, d, act, event, printed, slug, revision))
    _say(number, event)


@desk.command()
@verb_options
@expect_option
@click.option("--note", type=int, required=True, help="The citation whose date is adopted.")
def rule(event: int, reason: str, revision: int | None, note: int) -> None:
    """Adopt the date that one citation states."""
    number = ruling(reason, lambda s, d, act: verbs.rule(s, d, act, event, note, revision))
    _say(number, event)


@desk.command()
@click.argument("source")
@click.option("--of", "origin", help="The source that it repeats.")
@click.option("--nothing", is_flag=True, help="It repeats none: it is an origin of its own.")
@click.option("--reason", default="", help="Why; it is kept with the revision.")
def repeats(source: str, origin: str | None, nothing: bool, reason: str) -> None:
    """Say which source another one repeats; copies of one report count as one origin.

    Example: timeline desk repeats daily-2018-09-12 --of wire-2018-09-12
    """
    if bool(origin) == nothing:
        raise click.UsageError("say what it repeats: --of SOURCE, or --nothing")
    ruling(reason, lambda s, d, act: set_origin(s, d, act, source, origin or None))
    click.echo(f"{source} repeats {origin or 'nothing'}")


@desk.command()
@verb_options
@click.option("--into", type=int, required=True, help="The event that stands for both.")
def merge(event: int, reason: str, into: int) -> None:
    """Merge an event into another one; its address leads there from then on."""
    ruling(reason, lambda s, d, act: merge_events(s, d, act, event, into))
    click.echo(f"event {event} is part of event {into}")


@desk.command()
@verb_options
def unmerge(event: int, reason: str) -> None:
    """Take a merge back."""
    ruling(reason, lambda s, d, act: unmerge_events(s, d, act, event))
    click.echo(f"event {event} stands for itself again")


@desk.command()
@verb_options
@expect_option
def retract(event: int, reason: str, revision: int | None) -> None:
    """Take an event back; its history stays."""
    _say(ruling(reason, lambda s, d, act: verbs.retract(s, d, act, event, revision)), event)


@desk.command()
@verb_options
@expect_option
def restore(event: int, reason: str, revision: int | None) -> None:
    """Put a retracted event back into the state that it had."""
    _say(ruling(reason, lambda s, d, act: verbs.restore(s, d, act, event, revision)), event)


@desk.command()
@verb_options
@click.option("--revision", type=int, help="The revision to undo; the newest unless given.")
def undo(event: int, reason: str, revision: int | None) -> None:
    """Undo one revision of an event; that is a new revision."""
    _say(ruling(reason, lambda s, d, act: undo_revision(s, d, act, event, revision)), event)


def _say(number: int, event: int) -> None:
    click.echo(f"event {event}: revision {number}")

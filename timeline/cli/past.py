"""Commands about what was done: history of a record, batches of imports."""

import click
import msgspec
from sqlalchemy import select

from timeline.chronology.detail import NotFound, history
from timeline.cli.desk import ruling
from timeline.cli.door import engine
from timeline.review.undo import TakenBack, undo_batch
from timeline.store.revisions import Batch
from timeline.store.session import reading


@click.command("history")
@click.argument("event", type=int)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def history_(event: int, as_json: bool) -> None:
    """List the revisions of an event, newest first: when, who, which verb and why."""
    with reading(engine()) as session:
        found = history(session, "event", event)
    if not found:
        raise NotFound(f"there is no event {event}")
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for row in found:
        why = f": {row.reason}" if row.reason else ""
        click.echo(f"{row.number:>4}  {row.at}  {row.editor}  {row.verb}{why}")


@click.group()
def batch() -> None:
    """List imports as wholes, and take one back."""


@batch.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """List imports, newest first, with what became of their rows."""
    table = Batch.__table__
    with reading(engine()) as session:
        rows = [
            dict(row)
            for row in session.execute(select(table).order_by(table.c.id.desc())).mappings()
        ]
    if as_json:
        click.echo(msgspec.json.encode(rows).decode())
        return
    for row in rows:
        counts = ", ".join(f"{count} {word}" for word, count in row["counts"].items() if count)
        what = f"{row['name']} ({row['format']})"
        click.echo(f"{row['id']:>4}  {row['started']}  {what}  {row['state']}: {counts}")


@batch.command()
@click.argument("number", type=int)
@click.option("--reason", default="", help="Why; it is kept with the revisions.")
def undo(number: int, reason: str) -> None:
    """Take an import back: what it entered is retracted, what it changed is as before."""
    done: TakenBack = ruling(reason, lambda s, d, act: undo_batch(s, d, act, number))
    click.echo(
        f"{len(done.retracted)} events retracted, {len(done.put_back)} put back as they were"
    )
    if done.left:
        numbers = ", ".join(map(str, done.left))
        click.echo(f"changed since and left alone: {numbers}", err=True)

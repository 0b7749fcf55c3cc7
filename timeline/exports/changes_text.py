"""Write what changed in a chronology between two moments as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.chronology.changes import Change
from timeline.chronology.since import Fate, Turn
from timeline.dates import NotADate, Span
from timeline.dates.wording import words
from timeline.exports.markdown_text import escape
from timeline.exports.places import event_iri

HEADS = {
    Fate.ADDED: "Added",
    Fate.RESTORED: "Restored",
    Fate.MOVED_IN: "Newly under this filter",
    Fate.CHANGED: "Changed",
    Fate.LEFT: "No longer under this filter",
    Fate.RETRACTED: "Withdrawn",
    Fate.MERGED: "Merged into other events",
}
"""Under which head each sort of change stands, in this order."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the title of the chronology, the two moments in words, its site."""

    title: str
    since: str
    until: str
    root: str = ""


def to_changes(turns: Sequence[Turn], what: Compared) -> Iterator[str]:
    """Write what changed, sort by sort, each event with its reason and what stood before."""
    yield f"# What changed in {escape(what.title)}\n\n"
    noun = "event differs" if len(turns) == 1 else "events differ"
    yield f"From {escape(what.since)} to {escape(what.until)}: {len(turns) or 'no'} {noun}.\n"
    for fate, head in HEADS.items():
        some = [turn for turn in turns if turn.fate is fate]
        if some:
            yield f"\n## {head} ({len(some)})\n\n"
            yield from (_turn(turn, what.root) for turn in some)


def _turn(turn: Turn, root: str) -> str:
    event = turn.event
    title = escape(event.title)
    linked = f"[{title}](<{event_iri(root, event)}>)" if root else title
    date = escape(event.date.words or event.date.edtf)
    reasons = [step.reason for step in turn.steps if step.reason]
    last = turn.steps[-1]
    why = f" {escape(reasons[-1])}" if reasons else ""
    line = f"- **{date}.** {linked} (event {event.id}, {last.at[:10]}).{why}\n"
    return line + "".join(f"  - {_change(one)}\n" for one in turn.changes)


def _change(one: Change) -> str:
    name = escape(one.field + (f" {one.what}" if one.what else ""))
    before, after = (_value(one.field, value) for value in (one.before, one.after))
    if before and after:
        return f"{name}: {before} → {after}"
    return f"{name}: {after} added" if after else f"{name}: {before} taken away"


def _value(field: str, value: str) -> str:
    if field != "date" or not value:
        return escape(value)
    try:
        return f"{escape(words(Span.parse(value)))} ({escape(value)})"
    except NotADate:
        return escape(value)

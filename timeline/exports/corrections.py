"""Tell at the end of a chronology what was corrected, withdrawn or merged since a moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.chronology.since import VERSION, Fate, Turn
from timeline.exports.fixed import Said

CORRECTED = frozenset({Fate.CHANGED, Fate.RETRACTED, Fate.MERGED, Fate.LEFT})
"""What a reader of the earlier chronology must know; what only came is in its place."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of one event.

    Attributes:
        fate: one of `CORRECTED`.
        edtf: its date, as it is or last was.
        title: its title, as it is or last was.
        at: when it was last touched, ISO 8601, UTC.
        reason: why, where the desk said so.
        was: its date before, where that was another.
    """

    fate: Fate
    edtf: str
    title: str
    at: str
    reason: str = ""
    was: str = ""


def corrections_of(turns: Iterable[Turn]) -> tuple[Correction, ...]:
    """Pick what was corrected out of what changed, in the same order."""
    return tuple(_correction(turn) for turn in turns if turn.fate in CORRECTED)


def _correction(turn: Turn) -> Correction:
    event, before = turn.event, turn.before
    reasons = [step.reason for step in turn.steps if step.reason]
    return Correction(
        fate=turn.fate,
        edtf=event.date.edtf,
        title=event.title,
        at=turn.steps[-1].at,
        reason=reasons[-1] if reasons else "",
        was=before.date.edtf if before and before.date.edtf != event.date.edtf else "",
    )


def corrections_head(since: str, count: int, said: Said) -> str:
    """Word the head of the corrections since a day, a time or a version such as v120."""
    version = VERSION.match(since)
    moment = said("version", n=version[1]) if version else said.date(since)
    return said("corrections", since=moment, n=count)


def correction_line(one: Correction, said: Said) -> str:
    """Word one correction: the event, what became of it, when and why."""
    date = said.date(one.edtf)
    if one.was:
        date = f"{said.date(one.was)} → {date}"
    title = said.isolated(" ".join(one.title.split()))
    fate, day = said(f"fate.{one.fate.value}"), said.date(one.at[:10])
    line = f"{date}{said('colon')}{title} ({fate}, {day})"
    reason = said.isolated(" ".join(one.reason.split()))
    return f"{line}{said('colon')}{reason}" if reason else line

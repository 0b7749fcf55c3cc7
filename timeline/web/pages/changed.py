"""Show what changed in a chronology since a day, a time or a version, as a page and as a text."""

from dataclasses import dataclass

from flask import Response, render_template, request

from timeline.chronology.filter import EventFilter
from timeline.chronology.newest import Point
from timeline.chronology.since import Fate, Turn, changed_between, read_point
from timeline.exports.changes_text import HEADS, Compared, to_changes
from timeline.exports.sentence import title
from timeline.web.pages.asked import asked_filter, event_address, list_address
from timeline.web.pages.dated import head
from timeline.web.pages.door import blueprint, frame
from timeline.web.pages.history import Told, tellings_of
from timeline.web.pages.told import filter_chips
from timeline.web.session import session

SHOWN = 500
"""How many events a page names at the most; the text names all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An event that differs, as readers see it."""

    turn: Turn
    href: str
    told: tuple[Told, ...]
    reason: str


@blueprint.get("/changes")
def changes() -> str:
    """Show what changed under a filter; without a moment, ask for one."""
    given = asked_filter().changed(as_of="")
    since, until = request.args.get("since", ""), request.args.get("until", "")
    found = _found(given, since, until) if since else ()
    shown = _shown(found[:SHOWN])
    return render_template(
        "pages/changes.html",
        given=given,
        chips=filter_chips(session(), given),
        since=since,
        until=until,
        since_words=in_words(since),
        until_words=in_words(until),
        groups=[(fate.value, some) for fate in HEADS if (some := _of(shown, fate))],
        total=len(found),
        left=len(found) - len(shown),
        all=list_address(given),
        then=list_address(given, as_of=since) if since and not since.startswith("v") else "",
        state=given.pairs(paging=False),
        text=f"/changes.md?{request.query_string.decode(errors='replace')}",
    )


@blueprint.get("/changes.md")
def changes_text() -> Response:
    """Give the same as Markdown."""
    given = asked_filter().changed(as_of="")
    since, until = request.args.get("since", ""), request.args.get("until", "")
    found = _found(given, since, until)
    what = Compared(
        title=title(given),
        since=in_words(since) or since,
        until=in_words(until) or "now",
        root=frame()["site"].base,
    )
    return Response("".join(to_changes(found, what)), mimetype="text/markdown")


def _found(given: EventFilter, since: str, until: str) -> tuple[Turn, ...]:
    end: Point | None = read_point("until", until) if until else None
    return changed_between(session(), given, read_point("since", since), end)


def in_words(point: str) -> str:
    """Word a moment: a day in words, a time with its clock, a version by its number."""
    if not point:
        return ""
    if point.startswith("v"):
        return point
    day, _t, clock = point.partition("T")
    return head(day) + (f", {clock[:5]} UTC" if clock else "")


def _shown(found: tuple[Turn, ...]) -> tuple[Shown, ...]:
    worded = tellings_of([turn.changes for turn in found])
    return tuple(
        Shown(
            turn,
            event_address(turn.id, turn.event.slug),
            told,
            next((step.reason for step in reversed(turn.steps) if step.reason), ""),
        )
        for turn, told in zip(found, worded, strict=True)
    )


def _of(shown: tuple[Shown, ...], fate: Fate) -> tuple[Shown, ...]:
    return tuple(one for one in shown if one.turn.fate is fate)

"""Show the history of one event: each revision with what it changed, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from flask import redirect, render_template
from werkzeug.wrappers import Response

from timeline.chronology.changes import Change, Step, read_steps
from timeline.chronology.detail import NotFound, read_document, survivor
from timeline.chronology.listing import EVENT
from timeline.chronology.naming import name_slugs
from timeline.web.pages.asked import NO_ID, event_address
from timeline.web.pages.called import called
from timeline.web.pages.dated import head
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import label
from timeline.web.session import session

PROSE = frozenset({"title", "summary"})
WORDS = frozenset({"type", "status", "state"})
NAMED = frozenset({"actor", "theme", "place", "source"})
PIECE = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)
LONGEST = 4000
"""How many pieces of a text are compared; a longer one is shown whole, before and after."""
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: `kept` in both, `gone` from the first, or `new` in the second."""

    text: str
    fate: str


@dataclass(frozen=True, slots=True)
class Told:
    """A change as readers see it: its field, which member of it, before and after, or pieces."""

    field: str
    what: str
    before: str
    after: str
    pieces: tuple[Piece, ...]
    href: str
    added: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """A revision as readers see it."""

    step: Step
    told: tuple[Told, ...]


@blueprint.get("/event/<int:number>/history")
def history(number: int) -> Response | str:
    """Show every revision of an event with what it changed, newest first."""
    reading = session()
    if number >= NO_ID:
        raise NotFound(f"there is no event {number}")
    other = survivor(reading, number)
    if other is not None:
        return redirect(f"/event/{other}/history", 301)
    event = EVENT.decode(read_document(reading, number))
    steps = read_steps(reading, number)
    return render_template(
        "pages/history.html",
        event=event,
        address=event_address(number, event.slug),
        passed=tellings(steps),
    )


def tellings(steps: tuple[Step, ...]) -> tuple[Passed, ...]:
    """Put revisions into words; names of records are asked for once a sort."""
    names = _names([change for step in steps for change in step.changes])
    return tuple(
        Passed(step, tuple(told(change, names) for change in step.changes)) for step in steps
    )


def tellings_of(several: list[tuple[Change, ...]]) -> tuple[tuple[Told, ...], ...]:
    """Put the changes of several events into words; names are asked for once a sort."""
    names = _names([change for changes in several for change in changes])
    return tuple(tuple(told(change, names) for change in changes) for changes in several)


Names = dict[tuple[str, str], str]


def _names(changes: list[Change]) -> Names:
    found: Names = {}
    for record in NAMED:
        slugs = [one.what for one in changes if one.field == record]
        if record == "source":
            slugs += [one.what.split(" ")[0] for one in changes if one.field == "claim"]
        rows = called(record, name_slugs(session(), record, tuple(dict.fromkeys(slugs))))
        found |= {(record, row.slug): row.name for row in rows}
    return found


def told(change: Change, names: Names) -> Told:
    """Put one change into words."""
    field, what = change.field, change.what
    pieces: tuple[Piece, ...] = ()
    if field in PROSE and change.before and change.after:
        pieces = differing(change.before, change.after)
    href = ""
    if field == "claim":
        slug, _space, about = what.partition(" ")
        what = f"{names.get(('source', slug), slug)}: {label('about', about)}"
        href = f"/source/{slug}"
    elif field == "link":
        href = f"/event/{what}"
    elif (field, what) in names:
        href, what = f"/{field}/{what}", names[field, what]
    before, after = _worded(field, change.before), _worded(field, change.after)
    return Told(field, what, before, after, pieces, href, added=not change.before)


def _worded(field: str, value: str) -> str:
    if not value:
        return ""
    if field == "date":
        return head(value)
    if field in WORDS:
        return label(field, value)
    if field == "actor":
        return "; ".join(label("role", role) for role in value.split("; "))
    if field == "link":
        return label("link_out", value)
    return "" if field in ("theme", "place") else value


def differing(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; of scripts without blanks, letter by letter."""
    old, new = _cut(before), _cut(after)
    if max(len(old), len(new)) > LONGEST:
        return ()
    return tuple(_compared(old, new))


def _cut(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        pieces += list(piece) if UNSPACED.search(piece) else [piece]
    return pieces


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _tag, start, end, begin, stop in matcher.get_opcodes():
        if old[start:end] == new[begin:stop]:
            yield Piece("".join(old[start:end]), "kept")
            continue
        if end > start:
            yield Piece("".join(old[start:end]), "gone")
        if stop > begin:
            yield Piece("".join(new[begin:stop]), "new")

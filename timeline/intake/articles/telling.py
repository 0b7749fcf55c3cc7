"""Tell of a trigger who acts on whom, when, where, and how real it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.dates import Found, Span
from timeline.intake.articles.marked import Hit, Marked, clause_end, clause_start
from timeline.intake.articles.wording import Wording
from timeline.names.values import Mention
from timeline.terms import Status

PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\b(?:\s+\w+ly)?\s*\Z", re.IGNORECASE)
BY = re.compile(r"\bby\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """Those named before a trigger in its clause, and those named after it."""

    before: tuple[Mention, ...]
    after: tuple[Mention, ...]


def sides(text: str, marked: Marked, hit: Hit) -> Sides:
    """Find who stands on each side of a trigger; in a passive the sides change places."""
    others = [other for other in marked.hits if other is not hit]
    left = max(
        [clause_start(text, marked.sentence, hit.start)]
        + [other.end for other in others if other.end <= hit.start and other.trigger.speech]
    )
    right = clause_end(text, marked.sentence, hit.end)
    acting = [one for one in marked.names if not one.place]
    before = tuple(one for one in acting if left <= one.start and one.end <= hit.start)
    after = tuple(one for one in acting if hit.end <= one.start and one.end <= right)
    if hit.form.lower() in hit.trigger.nouns:
        return Sides(before, after)
    if PASSIVE.search(text[left : hit.start]):
        by = BY.search(text, hit.end, right)
        agents = tuple(one for one in after if by and one.start >= by.end())
        return Sides(agents, before) if agents else Sides((), before + after)
    return Sides(before, after)


def status(text: str, marked: Marked, hit: Hit, wording: Wording) -> Status:
    """Tell how real an act is, from the words before its trigger in the clause."""
    start = clause_start(text, marked.sentence, hit.start)
    before = text[start : hit.end]
    if hit.trigger.speech:
        return Status.OCCURRED
    for word, pattern in wording.status:
        if pattern.search(before):
            return word
    return hit.trigger.status or Status.OCCURRED


def date(marked: Marked, hit: Hit, others: Sequence[Hit]) -> Found | None:
    """Find the date of an act: the nearest in its sentence that is nearer to no other act."""
    best: tuple[int, Found] | None = None
    for one in marked.dates:
        own = _apart(one, hit)
        if any(_apart(one, other) < own for other in others if not other.trigger.speech):
            continue
        if best is None or own < best[0]:
            best = (own, one)
    if best is None and len(marked.dates) == 1:
        return marked.dates[0]
    return best[1] if best else None


def _apart(found: Found, hit: Hit) -> int:
    if found.end <= hit.start:
        return hit.start - found.end
    return max(found.start - hit.end, 0)


def around(published: Span | None) -> Span | None:
    """Give the date of what an article tells without a date: about when it was published."""
    if published is None or published.approximate:
        return published
    return Span.parse(f"{published.edtf}~") if "/" not in published.edtf else published

"""Tell when an act was: by the date in its clause, or around publication."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.dates import Found, Span, iso_day
from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.wording import Wording
from timeline.terms import Status

LATELY = 30
RECENTLY = 100
A_YEAR = 366
"""How many days before publication that can lie which is told without a date."""
ATTACHED = 45
"""How near a date must stand to a noun to be its own, in characters."""
FAR = 60
"""From how far on a verb leaves a date to the noun beside it."""
AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE, Status.PREDICTED})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as read; `printed` is what the text says of it, None where it says nothing."""

    span: Span
    printed: Found | None = None
    lent: bool = False
    """Whether it is good enough to lend to what is told next, though not printed."""


def printed(marked: Marked, hit: Hit) -> Dated | None:
    """Give the date that a sentence prints for an act, None where it prints none."""
    dates = [one for one in marked.dates if _may(one, hit, marked)]
    own = [one for one in dates if hit.clause.start <= one.start < hit.clause.end]
    own = [one for one in own if not _taken(one, hit, marked.hits)]
    if own:
        nearest = min(own, key=lambda one: _apart(one, hit))
        return _dated(nearest, hit, marked)
    free = [one for one in dates if not _taken(one, hit, marked.hits)]
    if len(free) == 1 and not (hit.form.noun and _own_clause(free[0], hit, marked)):
        return _dated(free[0], hit, marked)
    open_ended = [one for one in dates if one.span and one.span.latest is None]
    return _dated(open_ended[0], hit, marked) if len(open_ended) == 1 else None


def _may(one: Found, hit: Hit, marked: Marked) -> bool:
    """Tell whether a date may be of an act: one in a quotation is of nothing outside of it."""
    inside = any(start <= one.start < end for start, end in marked.quotations)
    return one.type != "SET" and inside == hit.quoted


def _taken(one: Found, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Tell whether a date belongs to a noun right beside it: "the elections of 2016"."""
    far = hit.form.noun or _apart(one, hit) > FAR
    return far and any(
        other is not hit
        and other.form.noun
        and 0 <= one.start - other.end < ATTACHED
        and not any(other.end <= third.start < one.start for third in hits)
        for other in hits
    )


def _own_clause(one: Found, hit: Hit, marked: Marked) -> bool:
    """Tell whether a date stands in another clause that tells an act of its own."""
    return any(
        not other.clause.since and other.clause.start <= one.start < other.clause.end
        for other in marked.hits
        if other.clause != hit.clause and not other.speech
    )


def _dated(one: Found, hit: Hit, marked: Marked) -> Dated:
    span = one.span or Span.parse("/..")
    since = any(part.since and part.start <= one.start < part.end for part in marked.clauses)
    if since and not hit.clause.since and span.earliest is not None and span.latest is not None:
        return Dated(Span.parse(f"{iso_day(span.earliest)}/.."), one)
    return Dated(span, one)


def _apart(found: Found, hit: Hit) -> int:
    if found.end <= hit.start:
        return hit.start - found.end
    return max(found.start - hit.end, 0)


def untold(published: Span | None, status: Status, hit: Hit, before: str, wording: Wording) -> Span:
    """Give the days on which an act can have been of which the text tells no date.

    What lies ahead begins about the month of publication; what goes on has no known beginning; a
    past act that is named in passing was at any time before, one that is told was lately, and a
    threat was made before publication.
    """
    if published is None or published.latest is None or published.earliest is None:
        return published or Span.parse("/..")
    month = iso_day(published.latest)[:7]
    if status in AHEAD:
        return Span.parse(f"{month}~/..")
    if status is Status.ONGOING:
        return Span.parse("/..")
    last = iso_day(published.latest)
    if status is Status.THREATENED or wording.has("recent", before):
        back = RECENTLY
    elif hit.form.noun and not hit.speech:
        return Span.parse(f"[..{last}]")
    else:
        back = A_YEAR if wording.has("perfect", before) and not hit.speech else LATELY
    return Span.parse(f"[{iso_day(published.earliest - back)}..{last}]")


def from_on(begin: Span, published: Span | None) -> Span | None:
    """Give the days from the first of one date up to publication: "after the talks"."""
    if published is None or begin.earliest is None or published.latest is None:
        return None
    if begin.earliest > published.latest:
        return None
    return Span.parse(f"[{iso_day(begin.earliest)}..{iso_day(published.latest)}]")

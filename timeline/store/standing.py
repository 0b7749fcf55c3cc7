"""Tell for whom an actor counts on a day: offices, bodies, owners, organizations behind it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.dates import Span
from timeline.store.actors import Affiliation
from timeline.terms import AffiliationKind, Via

ACTS_FOR = frozenset({AffiliationKind.HOLDS, AffiliationKind.OFFICE_OF, AffiliationKind.PART_OF})
TIED_TO = frozenset(
    {AffiliationKind.OWNED_BY, AffiliationKind.SEAT_IN, AffiliationKind.NATIONAL_OF}
)
STEPS = 6
"""How many ties are followed: person, office, ministry, government, state leave one to spare."""

KEPT = 20_000
"""How many answers are remembered."""

RANK = (Via.DIRECT, Via.REPRESENTED, Via.AFFILIATED, Via.MEMBER)


@dataclass(frozen=True, slots=True)
class Tie:
    """One affiliation: to whom, of what kind, from day to day (inclusive, None where open)."""

    to: int
    kind: AffiliationKind
    first: int | None
    last: int | None

    def holds(self, span: Span) -> bool:
        """Tell whether the tie held on some day of the span."""
        starts_before = self.first is None or span.latest is None or self.first <= span.latest
        ends_after = self.last is None or span.earliest is None or self.last >= span.earliest
        return starts_before and ends_after


class Standing:
    """All affiliations, kept in memory; made once for each writing session."""

    def __init__(self, ties: Iterable[tuple[int, Tie]]) -> None:
        """Keep ties by the actor that has them."""
        self._ties: dict[int, list[Tie]] = defaultdict(list)
        self._known: dict[tuple[int, int | None, int | None], dict[int, Via]] = {}
        self._always: dict[int, dict[int, Via]] = {}
        self.newest = 0
        """The id of the newest affiliation that was read."""
        self.add(ties)

    def add(self, ties: Iterable[tuple[int, Tie]]) -> None:
        """Keep further ties."""
        for actor, tie in ties:
            self._ties[actor].append(tie)
        self._known, self._always = {}, {}

    def counts_for(self, actor: int, span: Span) -> dict[int, Via]:
        """List every actor that an event of this span counts for when this actor takes part.

        Returns:
            Actor ids with the nearest way in which each counts; the actor itself is DIRECT. A
            company counts for its state as AFFILIATED, a person in office as REPRESENTED; a
            private person, company or body never turns into REPRESENTED further on.
        """
        known = self._always.get(actor)
        if known is None:
            known = self._known.get((actor, span.earliest, span.latest))
        if known is None:
            found, dated = self._found(actor, span)
            if len(self._known) + len(self._always) >= KEPT:
                self._known, self._always = {}, {}
            if dated:
                self._known[actor, span.earliest, span.latest] = found
            else:
                self._always[actor] = found
            return found
        return known

    def _found(self, actor: int, span: Span) -> tuple[dict[int, Via], bool]:
        """Follow the ties; tells too whether any that was met holds for a time only."""
        found = {actor: Via.DIRECT}
        dated = False
        frontier = [actor]
        for _ in range(STEPS):
            reached: list[int] = []
            for source in frontier:
                for tie in self._ties.get(source, ()):
                    via = _step(found[source], tie.kind)
                    if via is None:
                        continue
                    if tie.first is not None or tie.last is not None:
                        dated = True
                        if not tie.holds(span):
                            continue
                    known = found.get(tie.to)
                    if known is None or RANK.index(via) < RANK.index(known):
                        found[tie.to] = via
                        reached.append(tie.to)
            frontier = reached
        return found, dated


def _step(via: Via, kind: AffiliationKind) -> Via | None:
    if kind in ACTS_FOR:
        return max(via, Via.REPRESENTED, key=RANK.index)
    if kind in TIED_TO:
        return max(via, Via.AFFILIATED, key=RANK.index)
    if kind is AffiliationKind.MEMBER_OF and via in (Via.DIRECT, Via.REPRESENTED):
        return Via.MEMBER
    return None


def load_standing(session: Session) -> Standing:
    """Read every affiliation."""
    standing = Standing(())
    grow_standing(session, standing)
    return standing


def grow_standing(session: Session, standing: Standing) -> None:
    """Take in the affiliations that have been entered since the newest one that was read."""
    columns = Affiliation.__table__.c
    rows = session.execute(
        select(
            columns.id,
            columns.actor_id,
            columns.object_id,
            columns.kind,
            columns.span_begins_first,
            columns.span_ends_last,
        )
        .where(columns.id > standing.newest)
        .order_by(columns.id)
    ).all()
    if rows:
        standing.newest = rows[-1][0]
        standing.add((actor, Tie(to, kind, *days)) for _id, actor, to, kind, *days in rows)

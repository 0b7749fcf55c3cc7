"""Tell who acted for whom in an event: participants, their offices, the actors behind them."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.naming import name_slugs
from timeline.chronology.rows import RefRow
from timeline.dates import Span
from timeline.store.actors import Actor, Affiliation
from timeline.store.standing import ACTS_FOR, STEPS, Standing, Tie
from timeline.terms import ActorKind, Role, Via


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor that the sources name, its role, and the offices it held on the day.

    `terms` says of each of the offices from when to when it was held (EDTF), empty where nobody
    knows.
    """

    actor: RefRow
    role: Role
    offices: tuple[RefRow, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Represented:
    """An actor that counts because others acted for it, with them in the order of the event."""

    actor: RefRow
    by: tuple[RefRow, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone in an event: who is named, and for whom they acted."""

    named: tuple[Participant, ...]
    represented: tuple[Represented, ...]


@dataclass(slots=True)
class _Ties:
    """The ties that may matter to an event, from its participants on."""

    ids: dict[str, int]
    slugs: dict[int, str] = field(default_factory=dict)
    rows: list[tuple[int, Tie]] = field(default_factory=list)
    spans: dict[tuple[int, Tie], str] = field(default_factory=dict)

    def term(self, holder: str, office: str, span: Span) -> str:
        """Give the term (EDTF) in which an office was held at the time; empty where unknown."""
        number = self.ids.get(holder)
        terms = (
            self.spans.get((one, tie), "")
            for one, tie in self.rows
            if one == number and self.slugs.get(tie.to) == office and tie.holds(span)
        )
        return next(terms, "")


@dataclass(frozen=True, slots=True)
class _Behind:
    """Whom participants acted for: slugs by participant, and the ties that say so."""

    acted_for: dict[str, tuple[str, ...]]
    ties: _Ties


def read_cast(session: Session, event: shapes.Event) -> Cast:
    """Read who takes part in an event and who acted for whom on its date.

    Offices are said of the persons that held them; every other actor that is represented is listed
    with those that represent it.
    """
    rows = {row.slug: row for row in name_slugs(session, "actor", [a.slug for a in event.actors])}
    direct = [one for one in event.actors if one.via is Via.DIRECT]
    known = _behind(session, event, [one.slug for one in direct if one.slug])
    behind, span = known.acted_for, Span.parse(event.date.edtf)
    offices = {slug for slug, row in rows.items() if row.kind == ActorKind.OFFICE}
    named = []
    for one in direct:
        held = tuple(slug for slug in behind.get(one.slug, ()) if slug in offices)
        named.append(
            Participant(
                actor=rows.get(one.slug, RefRow(slug="", name=one.name)),
                role=one.role,
                offices=tuple(rows[slug] for slug in held),
                terms=tuple(known.ties.term(one.slug, slug, span) for slug in held),
            )
        )
    others = dict.fromkeys(
        one.slug for one in event.actors if one.via is Via.REPRESENTED and one.slug not in offices
    )
    return Cast(tuple(named), tuple(_represented(slug, rows, direct, behind) for slug in others))


def _represented(
    slug: str,
    rows: dict[str, RefRow],
    direct: list[shapes.ActorIn],
    behind: dict[str, tuple[str, ...]],
) -> Represented:
    by = dict.fromkeys(one.slug for one in direct if slug in behind.get(one.slug, ()))
    return Represented(rows[slug], tuple(rows[one] for one in by))


def _behind(session: Session, event: shapes.Event, slugs: list[str]) -> _Behind:
    """List by participant the slugs of the actors that it represents on the date of the event."""
    ties = _read_ties(session, slugs)
    standing = Standing(ties.rows)
    span = Span.parse(event.date.edtf)
    acted_for = {
        slug: tuple(
            ties.slugs[other]
            for other, via in standing.counts_for(number, span).items()
            if via is Via.REPRESENTED and other in ties.slugs
        )
        for slug, number in ties.ids.items()
    }
    return _Behind(acted_for, ties)


def _read_ties(session: Session, slugs: list[str]) -> _Ties:
    """Follow the ties by which actors act for others, as many steps as are counted."""
    found = session.execute(select(Actor.slug, Actor.id).where(Actor.slug.in_(slugs)))
    ties = _Ties(ids=dict(found.all()))
    frontier, seen = set(ties.ids.values()), set(ties.ids.values())
    for _ in range(STEPS):
        if not frontier:
            break
        rows = session.execute(
            select(
                Affiliation.actor_id,
                Affiliation.object_id,
                Affiliation.kind,
                Affiliation.span_begins_first,
                Affiliation.span_ends_last,
                Actor.slug,
                Affiliation.span_edtf,
            )
            .join(Actor, Actor.id == Affiliation.object_id)
            .where(Affiliation.actor_id.in_(frontier), Affiliation.kind.in_(ACTS_FOR))
        ).all()
        found_ties = [(row[0], Tie(row[1], row[2], row[3], row[4])) for row in rows]
        ties.rows += found_ties
        ties.spans |= {tie: row[6] or "" for tie, row in zip(found_ties, rows, strict=True)}
        ties.slugs |= {row[1]: row[5] for row in rows}
        frontier = {row[1] for row in rows} - seen
        seen |= frontier
    return ties

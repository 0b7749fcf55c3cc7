"""Tell what each revision of an event changed: field by field, what stood before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.detail import NotFound
from timeline.chronology.listing import EVENT
from timeline.store.revisions import Revision
from timeline.terms import State, Verb, Via


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed, or one thing that was added to it, changed in it or taken away.

    Attributes:
        field: title, summary, date (EDTF), type, status, state, position; or one of a list: actor,
            theme, place, source, claim, link.
        what: of a list, which: the slug or name of the actor, place, theme or source, for a claim
            source and subject, for a link the number of the event.
        before: what stood before, as records keep it; empty where there was nothing.
        after: what stood after; empty where nothing did.
    """

    field: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One revision: its number, when (ISO 8601, UTC), who, what was done, why, what it changed.

    `visible` says whether readers could see the event from then on.
    """

    number: int
    at: str
    editor: str
    verb: Verb
    reason: str
    changes: tuple[Change, ...]
    visible: bool = True


def read_steps(session: Session, number: int) -> tuple[Step, ...]:
    """Read the whole history of an event, newest revision first, each with what it changed.

    Raises:
        NotFound: If there is no such event, or readers never may have seen it.
    """
    rows = session.execute(
        select(
            Revision.number,
            Revision.at,
            Revision.editor,
            Revision.verb,
            Revision.reason,
            Revision.after,
        )
        .where(Revision.record == "event", Revision.record_id == number)
        .order_by(Revision.number)
    )
    steps: list[Step] = []
    before: shapes.Event | None = None
    seen = False
    for serial, at, editor, verb, reason, body in rows:
        after = EVENT.decode(body)
        visible = after.state is State.ACCEPTED
        seen = seen or visible
        changes = compare(before, after)
        steps.append(Step(serial, at, editor, verb, reason, changes, visible=visible))
        before = after
    if not seen:
        raise NotFound(f"there is no event {number}")
    return tuple(reversed(steps))


def compare(before: shapes.Event | None, after: shapes.Event) -> tuple[Change, ...]:
    """List what differs between two states of an event; nothing before is an event without all."""
    old, new = ({} if before is None else _facts(before)), _facts(after)
    return tuple(
        Change(*key, old.get(key, ""), new.get(key, ""))
        for key in dict.fromkeys((*new, *old))
        if old.get(key, "") != new.get(key, "")
    )


Facts = Mapping[tuple[str, str], str]


def _facts(event: shapes.Event) -> Facts:
    """Write an event as facts by field and, of a list, by member; what is derived is left out."""
    facts = {
        ("title", ""): event.title,
        ("summary", ""): event.summary,
        ("date", ""): event.date.edtf,
        ("type", ""): event.type.value,
        ("status", ""): event.status.value,
        ("state", ""): event.state.value,
        ("position", ""): "" if event.position is None else str(event.position),
    }
    for actor in event.actors:
        if actor.via is Via.DIRECT:
            _put(facts, ("actor", actor.slug or actor.name), actor.role.value)
    facts |= {("theme", slug): slug for slug in event.themes}
    facts |= {("place", one.slug or one.name): one.name or one.slug for one in event.places}
    for citation in event.citations:
        for key, value in _cited(citation):
            _put(facts, key, value)
    facts |= {("link", str(link.to)): link.kind.value for link in event.links}
    return facts


def _cited(citation: shapes.Citation) -> Iterator[tuple[tuple[str, str], str]]:
    slug = citation.source.slug
    quote = f"“{citation.quote.exact}”" if citation.quote else ""
    parts = (citation.stance.value, citation.locator, quote)
    yield ("source", slug), ", ".join(part for part in parts if part)
    for claim in citation.claims:
        read = claim.edtf or claim.as_read or ""
        said = f"“{claim.as_printed}”"
        yield ("claim", f"{slug} {claim.about.value}"), f"{said} = {read}" if read else said


def _put(facts: dict[tuple[str, str], str], key: tuple[str, str], value: str) -> None:
    """Put a fact beside others of the same key: an actor may have two roles."""
    facts[key] = f"{facts[key]}; {value}" if key in facts else value

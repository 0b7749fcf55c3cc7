"""Take proposals in: new events are entered, known ones brought up to date, the same is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import msgspec
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.intake.proposal import Proposal
from timeline.review.act import Act, Refused
from timeline.review.journal import Entry, append
from timeline.review.known import Known, Seen, find, known_ids, link_targets, stored
from timeline.review.make import Identity, row_of
from timeline.review.rulings import keep_rulings
from timeline.review.slugs import NewSlugs
from timeline.review.waiting import Side, leading_nowhere
from timeline.store import derive
from timeline.store.bulk import insert_rows, new_ids
from timeline.store.directory import Directory
from timeline.store.rows import EventRow
from timeline.terms import State, Verb


@dataclass(slots=True)
class Taken:
    """What became of proposals, by event id; `refused` gives position and reason."""

    created: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def take(
    session: Session,
    directory: Directory,
    proposals: Sequence[Proposal],
    act: Act,
    verb: Verb = Verb.IMPORT,
    seen: Seen | None = None,
) -> Taken:
    """Enter proposals, in one transaction; what cannot be entered is refused one by one.

    An event is known by its key in the data it comes from, else by its slug, else by its id. Links
    may lead to any event of the same call.

    Args:
        session: A writing session.
        directory: The reference records.
        proposals: Events in their shape; derived fields are ignored.
        act: Who, when and why.
        verb: What the revisions say was done.
        seen: The events of earlier calls that belong to the same import; none of them may be named
            again, and those of this call are added.
    """
    taking = _Taking(session, directory, proposals, act, seen or Seen())
    for number, proposal in enumerate(proposals):
        try:
            taking.add(number, proposal)
        except Refused as problem:
            taking.refuse(number, problem)
    taking.refuse_loose_links()
    taking.new.settle()
    taking.old.settle()
    _write(session, taking, act, verb)
    return taking.finish()


class _Taking:
    """The state of one call of `take`: what is known, what is to be written, what was refused."""

    def __init__(
        self,
        session: Session,
        directory: Directory,
        proposals: Sequence[Proposal],
        act: Act,
        seen: Seen,
    ) -> None:
        self._seen = seen
        self.session, self.directory, self.act = session, directory, act
        self.taken = Taken()
        linked = any(one.event.links for one in proposals)
        self.new = Side(directory, wait=linked)
        self.old = Side(directory, wait=linked)
        self._position: dict[int, int] = {}
        self._slugs: set[str] = set()
        self._keys: set[tuple[str, str]] = set()
        self.keys: dict[int, tuple[str, str]] = {}
        self._known = known_ids(session, proposals)
        fresh = [n for n, one in enumerate(proposals) if find(one, self._known) is None]
        self._ids = dict(zip(fresh, new_ids(session, "event", len(fresh)), strict=True))
        self._given = set(self._ids.values())
        self._targets = link_targets(session, proposals, self._known, self._ids)
        self._stored = stored(session, list(self._known.values()))
        events = [proposals[n].event for n in fresh if not proposals[n].event.slug]
        self._new_slugs = NewSlugs(session, [(one.title, one.date.edtf) for one in events])

    def add(self, number: int, proposal: Proposal) -> None:
        """Make the row of one proposal, and see whether it is new, changed or the same again."""
        existing = find(proposal, self._known)
        self._once(proposal, existing)
        if existing is None:
            row = self._row(proposal.event, self._ids[number], None)
            self.new.add(row)
            if proposal.key is not None:
                self.keys[row.id] = proposal.key
        else:
            known = self._stored[existing]
            row = self._row(keep_rulings(proposal.event, known), existing, known)
            if _same(row, self.directory, known):
                self.taken.unchanged.append(row.id)
            else:
                self.old.add(row)
        self._position[row.id] = number
        self._seen.add(row.id)

    def _once(self, proposal: Proposal, existing: int | None) -> None:
        """See that nothing else of this call, and no other event, goes by the same name."""
        slug, key = proposal.event.slug, proposal.key
        if slug and slug in self._slugs:
            raise Refused(f"the slug {slug!r} is used twice")
        if key is not None and key in self._keys:
            raise Refused(f"{' '.join(key)} is used twice")
        if existing is None and slug in self._known:
            raise Refused(f"the slug {slug!r} is that of another event")
        if existing in self._position or (existing is not None and existing in self._seen):
            named = " ".join(key) if key else slug or f"event {existing}"
            raise Refused(f"{named} is used twice")
        self._slugs.add(slug)
        if key is not None:
            self._keys.add(key)

    def _row(self, proposal: shapes.Event, number: int, known: Known | None) -> EventRow:
        identity = Identity(
            id=number,
            slug=known.slug if known else proposal.slug or self._slug(proposal),
            state=_state(proposal, known),
            version=known.version + 1 if known else 1,
            updated=self.act.at,
            merged_into=known.merged_into if known else None,
        )
        return row_of(self.session, self.directory, proposal, identity, self._targets)

    def _slug(self, proposal: shapes.Event) -> str:
        return self._new_slugs.give(proposal.title, proposal.date.edtf, self._slugs)

    def refuse(self, number: int, problem: Refused) -> None:
        """Refuse one proposal, by its position."""
        self.taken.refused.append((number, self._seen.hints.reason(problem)))

    def refuse_loose_links(self) -> None:
        """Refuse what links to an event of this call that was itself refused, and so on."""
        missing = set(self._ids.values()) - {row.id for row in self.new.waiting}
        if not missing or not self._targets:
            return
        rows = (*self.new.waiting, *self.old.waiting)
        names = {key: slug for slug, key in self._targets.items()}
        loose = leading_nowhere(rows, missing, names, self._given)
        self._drop(loose)

    def _drop(self, loose: dict[int, str]) -> None:
        """Take rows out, each for the event that it links to."""
        self.new.drop(loose)
        self.old.drop(loose)
        for key, to in loose.items():
            problem = Refused(f"it links to {to!r}, which was refused")
            self.refuse(self._position[key], problem)

    def finish(self) -> Taken:
        """Say what became of everything."""
        self.taken.created = [one.id for one in self.new.sheet.written]
        self.taken.updated = [one.id for one in self.old.sheet.written]
        self.taken.refused.sort()
        return self.taken


def _write(session: Session, taking: _Taking, act: Act, verb: Verb) -> None:
    new, old = taking.new.sheet, taking.old.sheet
    new.write(session, fresh=True)
    keys = []
    for one in new.written:
        keys.append(("slug", one.slug, one.id))
        if one.id in taking.keys:
            keys.append((*taking.keys[one.id], one.id))
    keys.sort()  # in the order of the table: neighbours lie on one page
    insert_rows(session, "event_key", ("scheme", "value", "event_id"), keys)
    old.write(session, fresh=False)
    entries = [
        Entry("event", one.id, one.version, verb, one.body)
        for one in chain(new.written, old.written)
    ]
    append(session, act, entries)


def _state(proposal: shapes.Event, known: Known | None) -> State:
    """Tell in which state an event stands afterwards: taking in may accept it, and no more.

    What the desk has accepted or retracted stays so; that is for its own verbs to change. Only what
    went with a whole batch that was taken back comes in again as the proposal says.
    """
    if known is None or known.taken_back:
        return proposal.state
    if known.state is State.PROPOSED and proposal.state is State.ACCEPTED:
        return proposal.state
    return known.state


def _same(row: EventRow, directory: Directory, known: Known) -> bool:
    """Tell whether the row would make the document that the store has."""
    involved = derive.involvements(row, directory)
    parts = derive.parts_of(row, directory, involved)
    same = msgspec.structs.replace(row, version=known.version, updated=known.updated)
    return derive.document(same, directory, parts) == known.body

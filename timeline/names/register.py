"""Look up who was what on a day: holders of offices, bodies of states, states behind actors."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from timeline.names import titles
from timeline.names.gazetteer import ALWAYS, Days
from timeline.names.values import STATES, Actor, Names, Tie, meet
from timeline.terms import ActorKind, AffiliationKind, Via

_ACTS_FOR = (AffiliationKind.HOLDS, AffiliationKind.OFFICE_OF, AffiliationKind.PART_OF)
_BELONGS_TO = (AffiliationKind.OWNED_BY, AffiliationKind.SEAT_IN, AffiliationKind.NATIONAL_OF)
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Behind:
    """A state that stands behind an actor: how, and through which ties, nearest first."""

    state: Hashable
    via: Via
    ties: tuple[Tie, ...]


class Register:
    """The actors and ties of a resolver, ready to be asked as of a day."""

    __slots__ = ("_actors", "_bodies", "_holders", "_kinds", "_offices", "_ties")

    def __init__(self, names: Names) -> None:
        """Index the actors and ties; linear in their number."""
        self._actors: dict[Hashable, Actor] = {actor.key: actor for actor in names.actors}
        self._ties: dict[Hashable, list[Tie]] = {}
        self._holders: dict[Hashable, list[Tie]] = {}
        for tie in names.ties:
            self._ties.setdefault(tie.actor, []).append(tie)
            if tie.kind is AffiliationKind.HOLDS:
                self._holders.setdefault(tie.object, []).append(tie)
        self._kinds: dict[Hashable, set[str]] = {}
        self._offices: dict[tuple[Hashable, str], list[Hashable]] = {}
        self._bodies: dict[tuple[Hashable, str], list[Hashable]] = {}
        for actor in names.actors:
            if actor.kind is ActorKind.OFFICE:
                self._index_office(actor)
            elif actor.kind is ActorKind.GOVERNMENT_BODY:
                kind = titles.kind_of(actor.name, organ=True)
                for behind in self.behind(actor.key) if kind else ():
                    self._bodies.setdefault((behind.state, kind), []).append(actor.key)

    def _index_office(self, office: Actor) -> None:
        key = str(office.key)
        kinds = {titles.kind_of(office.name), titles.kind_of(key), key} - {""}
        self._kinds[office.key] = kinds
        owners = [office.key, *(tie.object for tie in self._ties.get(office.key, ()))]
        owners += [
            behind.state
            for behind in self.behind(office.key)
            if all(self._is_body(tie.object) for tie in behind.ties[:-1])
        ]
        for owner in dict.fromkeys(owners):
            for kind in kinds:
                self._offices.setdefault((owner, kind), []).append(office.key)

    def _is_body(self, key: Hashable) -> bool:
        actor = self._actors.get(key)
        return actor is not None and actor.kind is ActorKind.GOVERNMENT_BODY

    def actor(self, key: Hashable) -> Actor | None:
        """Return the actor of this key, or None."""
        return self._actors.get(key)

    def name(self, key: Hashable) -> str:
        """Return the name an actor is shown by, or its key in words where it is not known."""
        actor = self._actors.get(key)
        return actor.name if actor else str(key)

    def is_state(self, key: Hashable) -> bool:
        """Tell whether an actor is a state or territory, past or present."""
        actor = self._actors.get(key)
        return actor is not None and actor.kind in STATES

    def is_office(self, key: Hashable) -> bool:
        """Tell whether an actor is an office, which acts through its holder."""
        return key in self._kinds

    def is_person(self, key: Hashable) -> bool:
        """Tell whether an actor is a person."""
        actor = self._actors.get(key)
        return actor is not None and actor.kind is ActorKind.PERSON

    def existed(self, key: Hashable, days: Days) -> bool:
        """Tell whether an actor existed on some day of a time; of an unknown one, yes."""
        actor = self._actors.get(key)
        return actor is None or meet(actor.exists, days)

    def ceased(self, key: Hashable, days: Days) -> bool:
        """Tell whether an actor had ceased to exist before a time began."""
        actor = self._actors.get(key)
        last = actor.exists[1] if actor else None
        return last is not None and days[0] is not None and last < days[0]

    def predecessors(self, key: Hashable, days: Days) -> tuple[Hashable, ...]:
        """Return the actors that a state succeeds and that existed on some day of a time."""
        return tuple(
            tie.object
            for tie in self._ties.get(key, ())
            if tie.kind is AffiliationKind.SUCCEEDS and self.existed(tie.object, days)
        )

    def holders(
        self, owner: Hashable, kind: str, days: Days
    ) -> tuple[tuple[Hashable, Hashable], ...]:
        """Return (person, office) of those who held an office of this kind on some day of a time.

        `owner` is the state, body or company whose office it is.
        """
        found = {
            tie.actor: office
            for office in self._offices.get((owner, kind), ())
            for tie in self._holders.get(office, ())
            if meet(tie.span, days)
        }
        return tuple(found.items())

    def held(self, person: Hashable, days: Days = ALWAYS) -> tuple[Tie, ...]:
        """Return the ties of a person to the offices held on some day of a time."""
        return tuple(
            tie
            for tie in self._ties.get(person, ())
            if tie.kind is AffiliationKind.HOLDS and meet(tie.span, days)
        )

    def office_of(self, person: Hashable, kind: str, days: Days) -> Hashable | None:
        """Return the office of this kind that a person held in a time, or None."""
        for tie in self.held(person, days):
            if kind in self._kinds.get(tie.object, ()):
                return tie.object
        return None

    def office(self, owner: Hashable, kind: str) -> Hashable | None:
        """Return the office of this kind that a state, body or company has, or None."""
        return next(iter(self._offices.get((owner, kind), ())), None)

    def owners(self, office: Hashable) -> tuple[Hashable, ...]:
        """Return what an office is one of: a state, body or company."""
        ties = self._ties.get(office, ())
        return tuple(tie.object for tie in ties if tie.kind is AffiliationKind.OFFICE_OF)

    def body(self, state: Hashable, kind: str) -> Hashable | None:
        """Return the body of a state that an organ word names, where exactly one is known."""
        bodies = dict.fromkeys(self._bodies.get((state, kind), ()))
        return next(iter(bodies)) if len(bodies) == 1 else None

    def behind(self, key: Hashable, days: Days = ALWAYS) -> tuple[Behind, ...]:
        """Return the states that stand behind an actor in a time, represented before affiliated.

        A person stands for the state of its office, a ministry for its state; a company belongs to
        the states of its owner and seat, a group to that of its nationality.
        """
        found = list(self._climb(key, days, _ACTS_FOR, ()))
        known = {behind.state for behind in found}
        found += [
            behind
            for behind in self._climb(key, days, _ACTS_FOR + _BELONGS_TO, ())
            if behind.state not in known
        ]
        first = tuple({behind.state: behind for behind in reversed(found)}.values())[::-1]
        return tuple(sorted(first, key=lambda behind: self._standing(behind, days)))

    def _standing(self, behind: Behind, days: Days) -> tuple[bool, int]:
        """Order represented before affiliated, and without a day what exists before what ceased."""
        actor = self._actors.get(behind.state)
        rank = actor.rank if actor and days == ALWAYS else 0
        return behind.via is Via.AFFILIATED, rank

    def _climb(
        self, key: Hashable, days: Days, kinds: tuple[AffiliationKind, ...], path: tuple[Tie, ...]
    ) -> Iterator[Behind]:
        for tie in self._ties.get(key, ()) if len(path) < _DEPTH else ():
            if tie.kind not in kinds or not meet(tie.span, days) or tie in path:
                continue
            way = (*path, tie)
            if self.is_state(tie.object):
                affiliated = any(step.kind in _BELONGS_TO for step in way)
                yield Behind(tie.object, Via.AFFILIATED if affiliated else Via.REPRESENTED, way)
            else:
                yield from self._climb(tie.object, days, kinds, way)

"""Resolve persons and offices in one text: holders on the day, surnames of those named before."""

from collections.abc import Hashable

from timeline.names import cues
from timeline.names.choose import Choice, listed
from timeline.names.gazetteer import Days
from timeline.names.latin import latin
from timeline.names.pieces import Piece, actors
from timeline.names.register import Register
from timeline.names.sounds import sound
from timeline.names.values import Mention, Method

_HEADS = frozenset({
    "president", "prime-minister", "chancellor", "foreign-minister", "defence-minister", "monarch",
    "supreme-leader", "secretary-general", "pope",
})  # fmt: skip
"""Offices that "the" names by themselves."""


class Persons:
    """The persons of one text, as far as it has been read."""

    def __init__(self, register: Register, text: str, days: Days, country: Hashable | None) -> None:
        """Begin with a text that has named nobody yet."""
        self._register = register
        self._text = text
        self._days = days
        self._country = country
        self._named: dict[Hashable, int] = {}
        self._in_office: dict[str, tuple[Hashable, Hashable | None]] = {}

    def _mention(
        self,
        start: int,
        end: int,
        actor: Hashable | None,
        candidates: tuple[Hashable, ...],
        method: Method,
        reason: str,
        capacity: Hashable | None = None,
        state: Hashable | None = None,
    ) -> Mention:
        if actor is not None:
            self._named[actor] = start
            if state is None:
                behind = self._register.behind(actor, self._days) or self._register.behind(actor)
                state = behind[0].state if behind else None
        text = self._text[start:end]
        return Mention(start, end, text, actor, candidates, method, reason, capacity, state)

    def _main_office(self, person: Hashable) -> Hashable | None:
        held = self._register.held(person, self._days) if self._days != (None, None) else ()
        return held[0].object if len(held) == 1 else None

    def _narrow(self, found: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
        """Keep of several persons those in office on the day, else those who ever were."""
        if len(found) > 1:
            now = tuple(one for one in found if self._register.held(one, self._days))
            return now or found
        return found

    def alone(self, piece: Piece) -> Mention | None:
        """Resolve a name without a title: a full name, or a surname of someone named before."""
        if piece.bare:
            return self._surname(piece)
        found = self._narrow(actors(piece))
        start, end = piece.start, piece.end
        if len(found) > 1:
            names = listed([self._register.name(one) for one in found])
            reason = f"{piece.text} may be {names}."
            return self._mention(start, end, None, found, Method.OPEN, reason)
        name = self._register.name(found[0])
        capacity = self._main_office(found[0])
        if piece.by_sound:
            reason = f"{piece.text} is another spelling of {name}."
            method = Method.TRANSLITERATION
        elif len(actors(piece)) > 1:
            reason = f"Of those called {piece.text}, {name} held an office on that day."
            method = Method.NAME_ON_DAY
        else:
            reason, method = f"{piece.text} is {name}.", Method.NAME
        return self._mention(start, end, found[0], found, method, reason, capacity)

    def _surname(self, piece: Piece) -> Mention | None:
        start, end, found = piece.start, piece.end, actors(piece)
        if cues.extends_before(self._text, start, given=True) or cues.extends_after(
            self._text, end
        ):
            reason = f"{piece.text} is part of a longer name here."
            return self._mention(start, end, None, (), Method.INSIDE_NAME, reason)
        before = [one for one in found if one in self._named]
        if before:
            actor = max(before, key=lambda one: self._named[one])
            reason = f"{self._register.name(actor)} was named before in this text."
            office = self._main_office(actor)
            return self._mention(start, end, actor, (actor,), Method.SURNAME, reason, office)
        if cues.common(piece.text):
            return None
        now = self._narrow(found)
        if len(now) == 1 and (len(found) == 1 or self._register.held(now[0], self._days)):
            name = self._register.name(now[0])
            reason = f"{name} is the only one of this name known to hold an office on that day."
            office = self._main_office(now[0])
            return self._mention(start, end, now[0], now, Method.SURNAME, reason, office)
        names = listed([self._register.name(one) for one in now])
        reason = f"{piece.text} may be {names}; the text has named none of them."
        return self._mention(start, end, None, now, Method.OPEN, reason)

    def titled(
        self,
        start: int,
        end: int,
        title: Piece,
        person: Piece,
        owner: Choice | None,
        *,
        former: bool,
    ) -> Mention:
        """Resolve a name with its title: who of that name held such an office on the day."""
        days = (None, self._days[1]) if former else self._days
        found = actors(person)
        fits = [
            (one, office)
            for one in found
            for kind in title.kinds
            if (office := self._register.office_of(one, kind.kind, days)) is not None
            and (owner is None or owner.actor is None or self._stands_for(office, owner.actor))
        ]
        text = self._text[start:end]
        people = tuple(dict.fromkeys(one for one, _ in fits))
        if len(people) == 1:
            name = self._register.name(people[0])
            what = self._register.name(fits[0][1])
            held = "had held" if former else "held on that day"
            reason = f"{name} {held} the office of {what}."
            office = None if former else fits[0][1]
            self._remember(title, people[0], office)
            method = Method.TITLE_AND_NAME
            return self._mention(start, end, people[0], people, method, reason, office)
        state = owner.actor if owner else None
        left = people or self._narrow(found)
        backed = len(left) == 1 and bool(
            not person.bare or left[0] in self._named or owner or people
        )
        if backed and (owner is None or owner.actor is None or self._tied(left[0], owner.actor)):
            name = self._register.name(left[0])
            reason = f"{name} bears the name; the office is not known to be held on that day."
            return self._mention(start, end, left[0], left, Method.TITLE_AND_NAME, reason)
        if not person.bare and len(left) == 1:
            reason = f"{person.text} is {self._register.name(left[0])}, whatever the title says."
            return self._mention(start, end, left[0], left, Method.NAME, reason)
        reason = f"Nobody called {text} is known to have held that office on that day."
        return self._mention(start, end, None, left, Method.OPEN, reason, state=state)

    def _stands_for(self, office: Hashable, owner: Hashable) -> bool:
        behind = self._register.behind(office)
        path = {tie.object for one in behind for tie in one.ties} | {one.state for one in behind}
        return owner in path or owner in self._register.owners(office)

    def _tied(self, person: Hashable, owner: Hashable) -> bool:
        return any(
            self._stands_for(tie.object, owner) for tie in self._register.held(person)
        ) or any(one.state == owner for one in self._register.behind(person))

    def _remember(self, title: Piece, person: Hashable, office: Hashable | None) -> None:
        for kind in title.kinds:
            self._in_office[kind.kind] = (person, office)

    def office(
        self, start: int, end: int, title: Piece, owner: Choice, *, former: bool = False
    ) -> Mention:
        """Resolve an office without a name to who held it on the day."""
        if owner.actor is None:
            return self._mention(start, end, None, owner.candidates, owner.method, owner.reason)
        days = (None, self._days[1]) if former else self._days
        kinds = [kind.kind for kind in title.kinds if kind.only in {"", owner.actor}]
        name = self._register.name(owner.actor)
        for kind in kinds:
            found = self._register.holders(owner.actor, kind, days)
            if len(found) == 1 and days != (None, None) and not former:
                person, office = found[0]
                self._remember(title, person, office)
                reason = f"{self._register.name(person)} held the office on that day."
                method = Method.OFFICE
                return self._mention(start, end, person, (person,), method, reason, office)
            if found:
                people = tuple(person for person, _ in found)
                names = listed([self._register.name(one) for one in people[:5]])
                reason = f"The office of {name} was held in that time by {names}."
                state, method = owner.actor, Method.OPEN
                return self._mention(start, end, None, people, method, reason, state=state)
        offices = [self._register.office(owner.actor, kind) for kind in kinds]
        office = next((one for one in offices if one is not None), None)
        if office is not None:
            reason = f"The holder of the office on that day is not known; {name} has it."
            return self._mention(start, end, office, (office,), Method.OFFICE, reason, office)
        reason = f"The {title.text} of {name} acts for it; the holder is not known."
        return self._mention(
            start, end, owner.actor, (owner.actor,), Method.ORGAN, reason, state=self._of(owner)
        )

    def _of(self, owner: Choice) -> Hashable | None:
        if owner.actor is None or self._register.is_state(owner.actor):
            return owner.actor
        behind = self._register.behind(owner.actor, self._days)
        return behind[0].state if behind else None

    def office_alone(self, title: Piece) -> Mention | None:
        """Resolve "the prime minister": who was named so before, or the given country's."""
        kinds = [kind.kind for kind in title.kinds]
        heads = _HEADS.intersection(kinds)
        if not heads or not (
            cues.stands_after_the(self._text, title.start) or not title.text.isascii()
        ):
            return None
        for kind in kinds:
            if kind in self._in_office:
                person, office = self._in_office[kind]
                name = self._register.name(person)
                reason = f"{name} was named in this office before in this text."
                args = (title.start, title.end, person, (person,), Method.OFFICE, reason, office)
                return self._mention(*args)
        if self._country is None:
            reason = f"The text does not say whose {title.text} is meant."
            return self._mention(title.start, title.end, None, (), Method.OPEN, reason)
        owner = Choice(self._country, (self._country,), Method.NAME, "")
        return self.office(title.start, title.end, title, owner)

    def unknown(
        self, start: int, end: int, title: Piece, name: str, owner: Choice, *, former: bool
    ) -> Mention:
        """Resolve an office with a name that is not known: the holder only if the names agree."""
        office = self.office(start, end, title, owner, former=former)
        heard = {sound(latin(word)) for word in name.split()}
        for person in office.candidates:
            words = self._register.name(person).split()
            if self._register.is_person(person) and sound(latin(words[-1])) in heard:
                reason = f"{words[-1]} held the office; the name is spelled alike."
                capacity = self._register.office_of(person, title.kinds[0].kind, self._days)
                args = (start, end, person, (person,), Method.TITLE_AND_NAME, reason, capacity)
                return self._mention(*args)
        if owner.actor is None:
            return office
        reason = f"{name} is not known as {title.text} of {self._register.name(owner.actor)}."
        return self._mention(start, end, None, (), Method.OPEN, reason, state=self._of(owner))

"""Remember whom one text has named so far, and in which office, while it is read."""

from collections.abc import Hashable

from timeline.names import cues
from timeline.names.choose import Choice
from timeline.names.gazetteer import ALWAYS, Days
from timeline.names.pieces import Piece
from timeline.names.register import Register
from timeline.names.values import Mention, Method


class Memory:
    """What has been read of one text, and the day as of which it is read."""

    __slots__ = (
        "_ends", "_in_office", "_named", "_starts", "country", "days", "register", "text",
    )  # fmt: skip

    def __init__(self, register: Register, text: str, days: Days, country: Hashable | None) -> None:
        """Begin with a text that has named nobody yet."""
        self.register = register
        self.text = text
        self.days = days
        self.country = country
        self._named: dict[Hashable, int] = {}
        self._starts: frozenset[int] = frozenset()
        self._ends: frozenset[int] = frozenset()
        self._in_office: dict[str, tuple[Hashable, Hashable | None]] = {}

    def know(self, pieces: tuple[Piece, ...]) -> None:
        """Take in where the pieces of the text begin and end: these words are known."""
        self._starts = frozenset(piece.start for piece in pieces)
        self._ends = frozenset(piece.end for piece in pieces)

    def mention(
        self,
        where: tuple[int, int],
        choice: Choice,
        *,
        capacity: Hashable | None = None,
        state: Hashable | None = None,
        place: bool = False,
    ) -> Mention:
        """Return the mention of a choice, with the state behind it, and remember the actor.

        `where` are the code-point offsets of its start and end.
        """
        start, end = where
        if choice.actor is not None:
            self._named[choice.actor] = start
            state = self.state(choice.actor) if state is None else state
        return Mention(
            start, end, self.text[start:end], choice.actor, choice.candidates, choice.method,
            choice.reason, capacity, state, place,
        )  # fmt: skip

    def extends_after(self, piece: Piece, *, given: bool = False) -> bool:
        """Tell whether an unknown word after a piece makes it part of a longer name."""
        known = piece.end + 1 in self._starts
        return not known and cues.extends_after(self.text, piece.end, given=given)

    def extends_before(self, piece: Piece, *, given: bool = False) -> bool:
        """Tell whether an unknown word before a piece makes it part of a longer name."""
        known = piece.start - 1 in self._ends
        return not known and cues.extends_before(self.text, piece.start, given=given)

    def state(self, actor: Hashable | None) -> Hashable | None:
        """Return the state that an actor is, acts for or belongs to, on the day if any."""
        if actor is None or self.register.is_state(actor):
            return actor
        behind = self.register.behind(actor, self.days) or self.register.behind(actor)
        return behind[0].state if behind else None

    def name(self, actor: Hashable) -> str:
        """Return the name an actor is shown by."""
        return self.register.name(actor)

    def main_office(self, person: Hashable) -> Hashable | None:
        """Return the only office that a person held on the day, or None."""
        held = self.register.held(person, self.days) if self.days != ALWAYS else ()
        return held[0].object if len(held) == 1 else None

    def narrow(self, found: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
        """Keep of several persons those in office on the day, all where none was."""
        now = tuple(one for one in found if self.register.held(one, self.days))
        return now if len(found) > 1 and now else found

    def latest(self, found: tuple[Hashable, ...]) -> Hashable | None:
        """Return whom of these the text has named last, or None."""
        before = [one for one in found if one in self._named]
        return max(before, key=lambda one: self._named[one], default=None)

    def has_named(self, actor: Hashable) -> bool:
        """Tell whether the text has named an actor."""
        return actor in self._named

    def remember(self, title: Piece, person: Hashable, office: Hashable | None) -> None:
        """Keep who was named with a title."""
        for kind in title.kinds:
            self._in_office[kind.kind] = (person, office)

    def in_office(self, kind: str) -> tuple[Hashable | None, Hashable | None]:
        """Return whom the text named last in such an office, and the office."""
        if kind in self._in_office:
            return self._in_office[kind]
        found = [
            (at, person, office)
            for person, at in self._named.items()
            if (office := self.register.office_of(person, kind, self.days)) is not None
        ]
        _, person, office = max(found, key=lambda one: one[0], default=(0, None, None))
        return person, office


def opened(candidates: tuple[Hashable, ...], reason: str) -> Choice:
    """Return the choice that stays open."""
    return Choice(None, candidates, Method.OPEN, reason)


def settled(actor: Hashable, method: Method, reason: str) -> Choice:
    """Return the choice of one actor."""
    return Choice(actor, (actor,), method, reason)

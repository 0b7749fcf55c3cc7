"""Resolve the names in a text as of the day of an event: who is meant, and how that is known."""

import re
from collections.abc import Hashable
from functools import lru_cache

from timeline.dates import Span
from timeline.names import cues
from timeline.names.chains import Chain, chains
from timeline.names.choose import Choice, choose
from timeline.names.gazetteer import Alias, Days
from timeline.names.known import known
from timeline.names.legal import legal_form_at
from timeline.names.letters import fold
from timeline.names.persons import Persons
from timeline.names.pieces import Finder, Piece
from timeline.names.register import Behind, Register
from timeline.names.suggest import Suggester, Suggestion
from timeline.names.values import STATES, Mention, Method, Names, days_in
from timeline.terms import ActorKind, AliasKind

_UNKNOWN_NAME = re.compile(r",? ((?:[A-ZÀ-ÖØ-ÞČŠŽŁ][\w'’-]+)(?: [A-ZÀ-ÖØ-ÞČŠŽŁ][\w'’.-]+){0,3})")


class Resolver:
    """Resolves names by what it is given to know; made once, asked often."""

    __slots__ = ("_finder", "_suggester", "register")

    def __init__(self, names: Names | None = None) -> None:
        """Build the gazetteer and the register; `known()` where no names are given.

        Pass `known().joined(own)` to add the actors of an installation to those that come with the
        service. About 0.3 s for the latter, 20 microseconds for every further alias.
        """
        names = known() if names is None else names
        self.register = Register(names)
        self._finder = Finder(names, self.register)
        self._suggester = Suggester(names)

    def lookup(self, name: str) -> tuple[Alias, ...]:
        """Return the aliases of actors that are exactly this name, folded; empty where unknown."""
        found = self._finder.gazetteer.lookup(name)
        return tuple(alias for alias in found if self.register.actor(alias.actor))

    def suggest(self, name: str, n: int = 5) -> tuple[Suggestion, ...]:
        """Return up to `n` known names that look like this one, the likest first.

        A likeness decides nothing: it is for a person to choose from.
        """
        return self._suggester.suggest(name, n)

    def behind(self, actor: Hashable, on: Span | None = None) -> tuple[Behind, ...]:
        """Return the states for which an actor acts, or to which it belongs, on a day."""
        return self.register.behind(actor, days_in(on))

    def resolve(
        self,
        text: str,
        *,
        on: Span | None = None,
        language: str | None = None,
        country: Hashable | None = None,
    ) -> tuple[Mention, ...]:
        """Return the mentions of a text in order, each resolved as of the day of its event.

        `on` is the date of the event, None where it is not known (then every time counts);
        `language` prefers names of that language among those spelled alike; `country` is the state
        whose prime minister "the prime minister" is where the text has named none. Surnames are
        those of persons the text has named before. Time is linear in the length of the text.
        """
        reading = _Reading(self.register, text, days_in(on), language, country)
        found = chains(text, self._finder.pieces(text, language))
        mentions: list[Mention] = []
        done = 0
        for chain in found:
            mention = reading.read(chain) if chain.start >= done else None
            if mention:
                mentions.append(mention)
                done = mention.end
        return tuple(mentions)


class _Reading:
    """One text while it is read: what it has named so far decides what comes."""

    def __init__(
        self,
        register: Register,
        text: str,
        days: Days,
        language: str | None,
        country: Hashable | None,
    ) -> None:
        self.register = register
        self.text = text
        self.days = days
        self.language = language
        self.persons = Persons(register, text, days, country)

    def read(self, chain: Chain) -> Mention | None:
        if chain.organ and chain.owner:
            return self._organ(chain, chain.owner, chain.organ)
        if chain.organ:
            return None
        if chain.title:
            return self._titled(chain, chain.title)
        if chain.person:
            return self.persons.alone(chain.person)
        return self._owner(chain.owner) if chain.owner else None

    def _choose(self, piece: Piece) -> Choice:
        aliases = piece.aliases
        if self.language and len(aliases) > 1:
            own = tuple(alias for alias in aliases if alias.language in {self.language, ""})
            aliases = own or aliases
        return choose(aliases, self.register, self.days)

    def _state(self, choice: Choice) -> Hashable | None:
        if choice.actor is None:
            return None
        if self.register.is_state(choice.actor):
            return choice.actor
        behind = self.register.behind(choice.actor, self.days)
        return behind[0].state if behind else None

    def _organ(self, chain: Chain, owner: Piece, organ: Piece) -> Mention:
        choice = self._choose(owner)
        text = self.text[chain.start : chain.end]
        if choice.actor is None:
            reason = choice.reason
            method = choice.method
            return Mention(chain.start, chain.end, text, None, choice.candidates, method, reason)
        name = self.register.name(choice.actor)
        for kind in organ.kinds:
            body = self.register.body(choice.actor, kind.kind)
            if body is not None:
                reason = f"{self.register.name(body)} is the {organ.text} of {name}."
                return Mention(
                    chain.start, chain.end, text, body, (body,), Method.ORGAN, reason,
                    state=self._state(choice),
                )  # fmt: skip
        reason = f"The {organ.text} of {name} acts for it."
        return Mention(
            chain.start, chain.end, text, choice.actor, choice.candidates, Method.ORGAN, reason,
            state=self._state(choice),
        )  # fmt: skip

    def _titled(self, chain: Chain, title: Piece) -> Mention | None:
        choice = self._choose(chain.owner) if chain.owner else None
        former = cues.is_former(self.text, chain.start, chain.between)
        start = chain.start
        if chain.person:
            return self.persons.titled(start, chain.end, title, chain.person, choice, former=former)
        if choice is None:
            return self.persons.office_alone(title)
        match = _UNKNOWN_NAME.match(self.text, chain.end)
        if match and not cues.is_word(match[1]):
            name = match[1].rstrip(".")
            end = match.start(1) + len(name)
            return self.persons.unknown(start, end, title, name, choice, former=former)
        return self.persons.office(start, chain.end, title, choice, former=former)

    def _owner(self, piece: Piece) -> Mention:
        choice = self._choose(piece)
        start, end = piece.start, piece.end
        actor = self.register.actor(choice.actor) if choice.actor is not None else None
        if actor and actor.kind is ActorKind.COMPANY:
            return self._company(piece, choice)
        kinds = {alias.kind for alias in piece.aliases}
        place = cues.is_place(self.text, start, end)
        town = actor is not None and actor.kind is ActorKind.SUBNATIONAL and piece.bare
        state = self._state(choice)
        if AliasKind.DEMONYM not in kinds and self._inside(piece):
            reason = f"{piece.text} is part of a longer name here."
            somewhere = actor and actor.kind in {*STATES, ActorKind.SUBNATIONAL}
            state = state if somewhere else None
            return self._not_acting(piece, choice, Method.INSIDE_NAME, reason, state)
        if place and (AliasKind.METONYM in kinds or town):
            reason = f"{piece.text} is where it happened, as the words around it tell."
            return self._not_acting(piece, choice, Method.PLACE, reason, state, place=True)
        demonym = choice.method is Method.DEMONYM
        return Mention(
            start, end, piece.text, choice.actor, choice.candidates, choice.method, choice.reason,
            state=state, place=(place or town) and not demonym,
        )  # fmt: skip

    def _inside(self, piece: Piece) -> bool:
        text = self.text
        given = not any(self.register.is_state(alias.actor) for alias in piece.aliases)
        return cues.extends_after(text, piece.end) or cues.extends_before(
            text, piece.start, given=given
        )

    def _not_acting(
        self,
        piece: Piece,
        choice: Choice,
        method: Method,
        reason: str,
        state: Hashable | None,
        *,
        place: bool = False,
    ) -> Mention:
        return Mention(
            piece.start, piece.end, piece.text, None, choice.candidates, method, reason,
            state=state, place=place,
        )  # fmt: skip

    def _company(self, piece: Piece, choice: Choice) -> Mention:
        end = legal_form_at(self.text, piece.end)
        bare = fold(piece.text) == fold(self.register.name(choice.actor))
        method, reason = choice.method, choice.reason
        if end > piece.end or (not bare and choice.method is Method.NAME):
            method = Method.COMPANY
            reason = f"{piece.text} is {self.register.name(choice.actor)}, its legal form aside."
        return Mention(
            piece.start, end, self.text[piece.start : end], choice.actor, choice.candidates,
            method, reason, state=self._state(choice),
        )  # fmt: skip


@lru_cache(maxsize=1)
def default() -> Resolver:
    """Return a resolver of the names that come with the service, made on first use."""
    return Resolver()

"""Read one text chain by chain: states, bodies and places here, persons and offices beside it."""

import re

from timeline.names import cues, offices, persons
from timeline.names.chains import Chain
from timeline.names.choose import Choice, choose
from timeline.names.legal import legal_form_at
from timeline.names.letters import fold
from timeline.names.memory import Memory, settled
from timeline.names.pieces import Piece
from timeline.names.values import STATES, Mention, Method
from timeline.terms import ActorKind, AliasKind

_UNKNOWN_NAME = re.compile(r",? ((?:[A-ZÀ-ÖØ-ÞČŠŽŁ][\w'’-]+)(?: [A-ZÀ-ÖØ-ÞČŠŽŁ][\w'’.-]+){0,3})")
_GENERAL = frozenset({"ministry", "officials"})
"""Organ words that may mean any of several bodies."""


class Reading:
    """One text while it is read: what it has named so far decides what comes."""

    def __init__(self, memory: Memory, language: str | None) -> None:
        """Begin; `language` prefers the names of that language among those spelled alike."""
        self._memory = memory
        self._language = language

    def read(self, chain: Chain) -> Mention | None:
        """Return the mention that a chain makes, or None where it names nobody."""
        if chain.organ:
            return self._organ(chain, chain.owner, chain.organ) if chain.owner else None
        if chain.title:
            return self._titled(chain, chain.title)
        if chain.person:
            return persons.alone(self._memory, chain.person)
        return self._owner(chain.owner) if chain.owner else None

    def _choose(self, piece: Piece) -> Choice:
        aliases = piece.aliases
        if self._language and len(aliases) > 1:
            known = {self._language, ""}
            aliases = tuple(one for one in aliases if one.language in known) or aliases
        return choose(aliases, self._memory.register, self._memory.days)

    def _organ(self, chain: Chain, owner: Piece, organ: Piece) -> Mention:
        choice, where = self._choose(owner), (chain.start, chain.end)
        if choice.actor is None:
            return self._memory.mention(where, choice)
        name = self._memory.name(choice.actor)
        for kind in organ.kinds:
            general = kind.kind in _GENERAL
            body = None if general else self._memory.register.body(choice.actor, kind.kind)
            if body is not None:
                reason = f"{self._memory.name(body)} is the {organ.text} of {name}."
                return self._memory.mention(where, settled(body, Method.ORGAN, reason))
        reason = f"The {organ.text} of {name} acts for it."
        return self._memory.mention(where, settled(choice.actor, Method.ORGAN, reason))

    def _titled(self, chain: Chain, title: Piece) -> Mention | None:
        memory = self._memory
        choice = self._choose(chain.owner) if chain.owner else None
        former = cues.is_former(memory.text, chain.start, chain.between)
        where = (chain.start, chain.end)
        if chain.person:
            return persons.titled(memory, where, title, chain.person, choice, former=former)
        if choice is None and title.aliases:
            choice = choose(title.aliases, memory.register, memory.days)
        only = {kind.only for kind in title.kinds}
        if choice is None and "" not in only and len(only) == 1:
            reason = f"{title.text} is said of one state's minister alone."
            choice = settled(only.pop(), Method.NAME, reason)
        if choice is None:
            return offices.alone(memory, title)
        match = _UNKNOWN_NAME.match(memory.text, chain.end)
        if match and not cues.is_word(match[1]):
            name = match[1].rstrip(".")
            where = (chain.start, match.start(1) + len(name))
            return offices.unknown(memory, where, title, name, choice, former=former)
        return offices.office(memory, where, title, choice, former=former)

    def _owner(self, piece: Piece) -> Mention:
        choice, where = self._choose(piece), (piece.start, piece.end)
        actor = self._memory.register.actor(choice.actor) if choice.actor is not None else None
        if actor and actor.kind is ActorKind.COMPANY:
            return self._company(piece, choice)
        kinds = {alias.kind for alias in piece.aliases}
        somewhere = actor is not None and actor.kind in STATES
        state = self._memory.state(choice.actor)
        if AliasKind.DEMONYM not in kinds and self._inside(piece):
            reason = f"{piece.text} is part of a longer name here."
            part = Choice(None, choice.candidates, Method.INSIDE_NAME, reason)
            return self._memory.mention(where, part, state=state if somewhere else None)
        place = cues.is_place(self._memory.text, piece.start, piece.end)
        town = actor is not None and actor.kind is ActorKind.SUBNATIONAL and piece.bare
        if place and (AliasKind.METONYM in kinds or town):
            reason = f"{piece.text} is where it happened, as the words around it tell."
            scene = Choice(None, choice.candidates, Method.PLACE, reason)
            return self._memory.mention(where, scene, state=state, place=True)
        there = actor is None or actor.kind in {*STATES, ActorKind.SUBNATIONAL}
        place = (place or town) and there and choice.method is not Method.DEMONYM
        return self._memory.mention(where, choice, state=state, place=place)

    def _inside(self, piece: Piece) -> bool:
        states = map(self._memory.register.is_state, (alias.actor for alias in piece.aliases))
        given = not any(states)
        after = self._memory.extends_after(piece, given=given)
        return after or self._memory.extends_before(piece, given=given)

    def _company(self, piece: Piece, choice: Choice) -> Mention:
        name = self._memory.name(choice.actor)
        end = legal_form_at(self._memory.text, piece.end)
        bare = fold(piece.text) == fold(name)
        if end > piece.end or (not bare and choice.method is Method.NAME):
            reason = f"{piece.text} is {name}, its legal form aside."
            choice = settled(choice.actor, Method.COMPANY, reason)
        return self._memory.mention((piece.start, end), choice)

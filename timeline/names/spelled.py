"""Spell every name in all the forms in which texts may have it, ready for being looked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from timeline.names import titles
from timeline.names.gazetteer import Alias, by_key
from timeline.names.inflect import cases
from timeline.names.legal import without_legal_form
from timeline.names.sounds import variants
from timeline.names.values import Names
from timeline.terms import ActorKind, AliasKind

Heard = tuple[str, ...]
"""The keys of the parts of a person's name under which its spellings agree."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Names with all their forms.

    Attributes:
        names: The actors, aliases and ties themselves.
        keys: The aliases of each folded form, offices and organs among them, by rank.
        sounds: The full names of persons by how they sound.
    """

    names: Names
    keys: Mapping[str, tuple[Alias, ...]]
    sounds: Mapping[Heard, tuple[Alias, ...]]


def spell(names: Names) -> Spelled:
    """Find all forms of all names; 30 microseconds a name."""
    sounds: dict[Heard, dict[Alias, None]] = {}
    persons = {actor.key for actor in names.actors if actor.kind is ActorKind.PERSON}
    for alias in names.aliases:
        if not alias.context and alias.actor in persons:
            for key in variants(alias.text):
                sounds.setdefault(key, {})[alias] = None
    heard = {key: tuple(found) for key, found in sounds.items()}
    return Spelled(names, by_key(_forms(names)), heard)


def _forms(names: Names) -> Iterable[Alias]:
    kinds = {actor.key: actor.kind for actor in names.actors}
    for alias in names.aliases:
        if alias.context and kinds.get(alias.actor) is ActorKind.OFFICE:
            continue  # "the prime minister": the words for offices say it of every state
        yield alias
        for form in cases(alias.text, alias.language):
            yield replace(alias, text=form)
        if kinds.get(alias.actor) is ActorKind.COMPANY:
            short = without_legal_form(alias.text)
            if short != alias.text:
                yield replace(alias, text=short, kind=AliasKind.SHORT)
    yield from titles.words()

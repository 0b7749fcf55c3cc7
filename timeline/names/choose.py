"""Choose whom a name means on a day, and say why, or leave it open and say between whom."""

from collections.abc import Hashable
from dataclasses import dataclass

from timeline.names.gazetteer import Alias, Days
from timeline.names.letters import fold
from timeline.names.register import Register
from timeline.names.values import Method, meet
from timeline.terms import AliasKind


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a name means; `actor` is None where `candidates` stay open."""

    actor: Hashable | None
    candidates: tuple[Hashable, ...]
    method: Method
    reason: str


def listed(names: list[str]) -> str:
    """Return names as an English list: "A, B or C"."""
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def choose(aliases: tuple[Alias, ...], register: Register, days: Days) -> Choice:
    """Choose among the aliases that a name in a text may be.

    First those that were in use on the day, then those whose actor existed on it, then those of
    the best rank (sovereign states before territories). One that remains is the answer; of several
    none is.
    """
    text = aliases[0].text
    used = [alias for alias in aliases if meet(alias.used, days)] or list(aliases)
    alive = [alias for alias in used if register.existed(alias.actor, days)]
    if not alive:
        return _without_bearer(used, register, days)
    rank = min(alias.rank for alias in alive)
    best = [alias for alias in alive if alias.rank == rank]
    found = tuple(dict.fromkeys(alias.actor for alias in best))
    names = [register.name(actor) for actor in found]
    if len(found) > 1:
        reason = f"{text} may be {listed(names)}."
        return Choice(None, found, Method.OPEN, reason)
    kind = best[0].kind
    everyone = {alias.actor for alias in aliases}
    if kind is AliasKind.DEMONYM:
        reason = f"{text} is said of {names[0]}"
        others = [register.name(actor) for actor in everyone - set(found)]
        reason += f", which comes before {listed(sorted(others))}." if others else "."
        return Choice(found[0], found, Method.DEMONYM, reason)
    if kind is AliasKind.METONYM:
        reason = f"{text} stands for {names[0]}, whose government sits there."
        return Choice(found[0], found, Method.METONYM, reason)
    if len({alias.actor for alias in alive}) > 1:
        return Choice(found[0], found, Method.NAME, f"{text} is first of all {names[0]}.")
    if len(everyone) > 1:
        reason = f"Of those called {text}, {names[0]} is the one meant on that day."
        return Choice(found[0], found, Method.NAME_ON_DAY, reason)
    if not meet(best[0].used, days):
        reason = f"{text} is {names[0]} alone, though the name was not in use on that day."
        return Choice(found[0], found, Method.NAME, reason)
    same = fold(text) == fold(names[0])
    reason = f"{names[0]} is named in full." if same else f"{text} is a name of {names[0]}."
    return Choice(found[0], found, Method.NAME, reason)


def _without_bearer(used: list[Alias], register: Register, days: Days) -> Choice:
    """Say what a name means when nobody of the name existed on the day."""
    actors = tuple(dict.fromkeys(alias.actor for alias in used))
    text, name = used[0].text, register.name(actors[0])
    before = tuple(
        dict.fromkeys(past for actor in actors for past in register.predecessors(actor, days))
    )
    parts = [past for past in before if _is_part(name, register.name(past))]
    if len(actors) == 1 and parts:
        reason = f"{name} is named, on that day a part of {register.name(parts[0])}."
        return Choice(actors[0], actors, Method.NAME_ON_DAY, reason)
    if before:
        past = listed([register.name(actor) for actor in before])
        reason = f"On that day {name} was not yet a state; {text} may be {past}, its predecessor."
        return Choice(None, before + actors, Method.HISTORICAL, reason)
    if len(actors) == 1:
        when = "had ceased to exist" if register.ceased(actors[0], days) else "did not exist yet"
        reason = f"{text} is {name} alone, though by that day it {when}."
        return Choice(actors[0], actors, Method.HISTORICAL, reason)
    names = listed([register.name(actor) for actor in actors])
    reason = f"{text} may be {names}, none of which existed on that day."
    return Choice(None, actors, Method.HISTORICAL, reason)


def _is_part(name: str, union: str) -> bool:
    """Tell whether a state is one of those after which their union was called."""
    return fold(name) in fold(union).split(" and ")

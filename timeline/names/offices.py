"""Resolve offices without a known name to who held them on the day, where that is certain."""

from collections.abc import Hashable

from timeline.names import cues
from timeline.names.choose import Choice, listed
from timeline.names.gazetteer import ALWAYS, Days
from timeline.names.latin import latin
from timeline.names.memory import Memory, opened, settled
from timeline.names.pieces import Piece
from timeline.names.sounds import sound
from timeline.names.values import Mention, Method

_HEADS = frozenset({
    "president", "prime-minister", "chancellor", "foreign-minister", "defence-minister", "monarch",
    "supreme-leader", "secretary-general", "pope",
})  # fmt: skip
"""Offices that "the" names by themselves."""


def office(
    memory: Memory, where: tuple[int, int], title: Piece, owner: Choice, *, former: bool = False
) -> Mention:
    """Resolve an office to who held it on the day, to the office itself, or to whose it is.

    `where` are the offsets of the whole; `owner` is the state, body or company whose office it is.
    """
    if owner.actor is None:
        return memory.mention(where, owner)
    days = (None, memory.days[1]) if former else memory.days
    kinds = [kind.kind for kind in title.kinds if kind.only in {"", owner.actor}]
    name = memory.name(owner.actor)
    for kind in kinds:
        found = memory.register.holders(owner.actor, kind, days)
        if len(found) == 1 and days != ALWAYS and not former:
            return _held(memory, where, title, found[0])
        if found:
            return memory.mention(where, _several(memory, found, name), state=owner.actor)
    offices = [memory.register.office(owner.actor, kind) for kind in kinds]
    known = next((one for one in offices if one is not None), None)
    if known is not None:
        reason = f"The holder of the office on that day is not known; {name} has it."
        return memory.mention(where, settled(known, Method.OFFICE, reason), capacity=known)
    reason = f"The {title.text} of {name} acts for it; the holder is not known."
    return memory.mention(where, settled(owner.actor, Method.ORGAN, reason))


def _held(
    memory: Memory, where: tuple[int, int], title: Piece, holder: tuple[Hashable, Hashable]
) -> Mention:
    person, held = holder
    memory.remember(title, person, held)
    reason = f"{memory.name(person)} held the office on that day."
    return memory.mention(where, settled(person, Method.OFFICE, reason), capacity=held)


def _several(memory: Memory, found: tuple[tuple[Hashable, Hashable], ...], name: str) -> Choice:
    people = tuple(person for person, _ in found)
    names = listed([memory.name(one) for one in people[:5]])
    return opened(people, f"The office of {name} was held in that time by {names}.")


def alone(memory: Memory, title: Piece) -> Mention | None:
    """Resolve "the prime minister": who was named so before, or the given country's."""
    kinds = [kind.kind for kind in title.kinds]
    said = cues.stands_after_the(memory.text, title.start) or not title.text.isascii()
    if not said or _HEADS.isdisjoint(kinds):
        return None
    where = (title.start, title.end)
    for kind in kinds:
        person, held = memory.in_office(kind)
        if person is not None:
            reason = f"{memory.name(person)} was named in this office before in this text."
            return memory.mention(where, settled(person, Method.OFFICE, reason), capacity=held)
    if memory.country is None:
        reason = f"The text does not say whose {title.text} is meant."
        return memory.mention(where, opened((), reason))
    return office(memory, where, title, settled(memory.country, Method.NAME, ""))


def unknown(
    memory: Memory,
    where: tuple[int, int],
    title: Piece,
    name: str,
    owner: Choice,
    *,
    former: bool,
) -> Mention:
    """Resolve an office with a name that is not known: the holder only if the names agree."""
    if owner.actor is None:
        return memory.mention(where, owner)
    days: Days = (None, memory.days[1]) if former else memory.days
    heard = {sound(latin(word)) for word in name.split()}
    for kind in title.kinds:
        for person, held in memory.register.holders(owner.actor, kind.kind, days):
            family = memory.name(person).split()[-1]
            if sound(latin(family)) in heard:
                reason = f"{memory.name(person)} held the office; the name is spelled alike."
                choice = settled(person, Method.TITLE_AND_NAME, reason)
                return memory.mention(where, choice, capacity=None if former else held)
    whose = "" if title.aliases else f" of {memory.name(owner.actor)}"
    reason = f"{name} is not known as {title.text}{whose}."
    return memory.mention(where, opened((), reason), state=memory.state(owner.actor))

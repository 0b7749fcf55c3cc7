"""Resolve the names of persons in a text, with titles, and surnames of those named before."""

from collections.abc import Hashable

from timeline.names import cues
from timeline.names.choose import Choice, listed
from timeline.names.memory import Memory, opened, settled
from timeline.names.pieces import Piece, actors
from timeline.names.values import Mention, Method


def alone(memory: Memory, piece: Piece) -> Mention | None:
    """Resolve a name without a title: a full name, or a surname of someone named before."""
    if piece.bare:
        return _surname(memory, piece)
    where = (piece.start, piece.end)
    if not piece.by_sound and _longer(memory, piece):
        return memory.mention(where, _inside(piece))
    found = memory.narrow(actors(piece))
    if len(found) > 1:
        names = listed([memory.name(one) for one in found])
        return memory.mention(where, opened(found, f"{piece.text} may be {names}."))
    name = memory.name(found[0])
    method, reason = Method.NAME, f"{piece.text} is a name of {name}."
    if piece.text == name:
        reason = f"{name} is named in full."
    if len(actors(piece)) > 1:
        method = Method.NAME_ON_DAY
        reason = f"Of those called {piece.text}, {name} held an office on that day."
    if piece.by_sound:
        method, reason = Method.TRANSLITERATION, f"{piece.text} is another spelling of {name}."
    choice = settled(found[0], method, reason)
    return memory.mention(where, choice, capacity=memory.main_office(found[0]))


def _longer(memory: Memory, piece: Piece) -> bool:
    """Tell whether a name is part of a longer one; before a full name a word may be a title."""
    if " " in piece.text:
        return memory.extends_after(piece)
    return memory.extends_after(piece, given=True) or memory.extends_before(piece, given=True)


def _inside(piece: Piece) -> Choice:
    reason = f"{piece.text} is part of a longer name here."
    return Choice(None, (), Method.INSIDE_NAME, reason)


def _surname(memory: Memory, piece: Piece) -> Mention | None:
    where, found = (piece.start, piece.end), actors(piece)
    if _longer(memory, piece):
        return memory.mention(where, _inside(piece))
    last = memory.latest(found)
    if last is not None:
        reason = f"{memory.name(last)} was named before in this text."
        choice = settled(last, Method.SURNAME, reason)
        return memory.mention(where, choice, capacity=memory.main_office(last))
    if cues.common(piece.text):
        return None
    now = memory.narrow(found)
    if len(now) == 1:
        name = memory.name(now[0])
        reason = f"{name} is the only one of this name known to hold an office on that day."
        if not memory.register.held(now[0], memory.days):
            reason = f"{name} is the only one of this name that is known."
        choice = settled(now[0], Method.SURNAME, reason)
        return memory.mention(where, choice, capacity=memory.main_office(now[0]))
    names = listed([memory.name(one) for one in now])
    reason = f"{piece.text} may be {names}; the text has named none of them."
    return memory.mention(where, opened(now, reason))


def titled(
    memory: Memory,
    where: tuple[int, int],
    title: Piece,
    person: Piece,
    owner: Choice | None,
    *,
    former: bool,
) -> Mention:
    """Resolve a name with its title: who of that name held such an office on the day.

    `where` are the offsets of the whole; `owner` is whose office it is, as far as it is said.
    """
    days = (None, memory.days[1]) if former else memory.days
    whose = owner.actor if owner else None
    found = actors(person)
    fits = {
        one: office
        for one in found
        for kind in title.kinds
        if (office := memory.register.office_of(one, kind.kind, days)) is not None
        and (whose is None or _stands_for(memory, office, whose))
    }
    if len(fits) == 1:
        [(who, office)] = fits.items()
        held = "had held" if former else "held on that day"
        reason = f"{memory.name(who)} {held} the office of {memory.name(office)}."
        capacity = None if former else office
        memory.remember(title, who, capacity)
        choice = settled(who, Method.TITLE_AND_NAME, reason)
        return memory.mention(where, choice, capacity=capacity)
    left = tuple(fits) or memory.narrow(found)
    return memory.mention(where, _by_name(memory, person, left, whose), state=memory.state(whose))


def _by_name(
    memory: Memory, person: Piece, left: tuple[Hashable, ...], whose: Hashable | None
) -> Choice:
    """Choose by the name where no office on the day does."""
    if len(left) == 1:
        name = memory.name(left[0])
        backed = not person.bare or memory.has_named(left[0]) or whose is not None
        if backed and (whose is None or _tied(memory, left[0], whose)):
            reason = f"{name} bears the name; the office is not known to be held on that day."
            return settled(left[0], Method.TITLE_AND_NAME, reason)
        if not person.bare:
            reason = f"{person.text} is {name}, whatever the title says."
            return settled(left[0], Method.NAME, reason)
    reason = f"Nobody called {person.text} is known to have held that office on that day."
    return opened(left, reason)


def _stands_for(memory: Memory, office: Hashable, owner: Hashable) -> bool:
    behind = memory.register.behind(office)
    path = {tie.object for one in behind for tie in one.ties} | {one.state for one in behind}
    return owner == office or owner in path or owner in memory.register.owners(office)


def _tied(memory: Memory, person: Hashable, owner: Hashable) -> bool:
    held = memory.register.held(person)
    return any(_stands_for(memory, tie.object, owner) for tie in held) or any(
        one.state == owner for one in memory.register.behind(person)
    )

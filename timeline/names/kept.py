"""Keep names with all their forms in a file, so that a command need not spell them anew."""

import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeAlias

import msgspec

from timeline.names.gazetteer import Alias
from timeline.names.known import known
from timeline.names.spelled import Heard, Spelled, spell
from timeline.names.titles import Title
from timeline.names.values import Actor, Names, Tie
from timeline.terms import ActorKind, AffiliationKind, AliasKind

MARK = 32
"""Bytes of the mark by which a file is known to be of these names and this code."""
CHECK = 32
"""Bytes of the checksum of what follows."""
MOST_BYTES = 500_000_000

Day: TypeAlias = int | None
_Actor: TypeAlias = tuple[str, ActorKind, str, Day, Day, int]
_Alias: TypeAlias = tuple[str, str | Title, AliasKind, str, Day, Day, bool, int]
_Tie: TypeAlias = tuple[str, AffiliationKind, str, Day, Day]


class _Kept(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What the file holds: every alias once, and everything else by its place among them."""

    actors: tuple[_Actor, ...]
    ties: tuple[_Tie, ...]
    aliases: tuple[_Alias, ...]
    named: tuple[int, ...]
    keys: dict[str, tuple[int, ...]]
    sounds: tuple[tuple[Heard, tuple[int, ...]], ...]


def spelled(own: Names, file: Path | None) -> Spelled:
    """Give the names that come with the service and those of an installation, with all forms.

    They are read from `file` where it was made of the same names by the same code, and are spelled
    and kept there otherwise. The file is plain data in MessagePack, read against its types, never
    code; only its owner may read and write it. Damage, or that nothing can be written there, costs
    time and nothing else.

    Args:
        own: The names of the installation; keys are slugs.
        file: Where they are kept; None keeps nothing.
    """
    if file is None:
        return spell(known().joined(own))
    mark = _mark(own)
    found = _read(file, mark)
    if found is None:
        found = spell(known().joined(own))
        _write(file, mark, found)
    return found


def _mark(own: Names) -> bytes:
    told = sha256(_code())
    told.update(msgspec.msgpack.encode((own.actors, own.aliases, own.ties)))
    return told.digest()


@lru_cache(maxsize=1)
def _code() -> bytes:
    """Digest what decides how names are spelled: this room, its data, its words, CLDR."""
    told = sha256(version("babel").encode())
    told.update(files("timeline").joinpath("terms.py").read_bytes())
    for one in _sources(files("timeline.names")):
        told.update(one.name.encode() + b"\0" + one.read_bytes())
    return told.digest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_dir() and one.name != "__pycache__":
            yield from _sources(one)
        elif one.is_file() and not one.name.endswith((".pyc", ".md")):
            yield one


def _read(file: Path, mark: bytes) -> Spelled | None:
    try:
        with file.open("rb") as opened:
            head = opened.read(MARK + CHECK)
            if head[:MARK] != mark:
                return None
            body = opened.read(MOST_BYTES)
    except OSError:
        return None
    if blake2b(body, digest_size=CHECK).digest() != head[MARK:]:
        return None
    try:
        return _unpacked(msgspec.msgpack.decode(body, type=_Kept))
    except (msgspec.MsgspecError, LookupError):
        return None


def _unpacked(kept: _Kept) -> Spelled:
    aliases = [
        Alias(text, actor, kind, language, (first, last), context=context, rank=rank)
        for text, actor, kind, language, first, last, context, rank in kept.aliases
    ]
    return Spelled(
        Names(
            tuple(
                Actor(key, kind, name, (first, last), rank)
                for key, kind, name, first, last, rank in kept.actors
            ),
            tuple(aliases[number] for number in kept.named),
            tuple(
                Tie(actor, kind, other, (first, last))
                for actor, kind, other, first, last in kept.ties
            ),
        ),
        {key: tuple([aliases[one] for one in found]) for key, found in kept.keys.items()},
        {key: tuple([aliases[one] for one in found]) for key, found in kept.sounds},
    )


def _packed(found: Spelled) -> _Kept:
    numbers: dict[Alias, int] = {}
    for alias in found.names.aliases:
        numbers.setdefault(alias, len(numbers))
    for table in (found.keys, found.sounds):
        for aliases in table.values():
            for alias in aliases:
                numbers.setdefault(alias, len(numbers))
    names = found.names
    return _Kept(
        tuple((str(a.key), a.kind, a.name, *a.exists, a.rank) for a in names.actors),
        tuple((str(t.actor), t.kind, str(t.object), *t.span) for t in names.ties),
        tuple(_row(alias) for alias in numbers),
        tuple(numbers[alias] for alias in names.aliases),
        {key: tuple(numbers[one] for one in aliases) for key, aliases in found.keys.items()},
        tuple(
            (key, tuple(numbers[one] for one in aliases)) for key, aliases in found.sounds.items()
        ),
    )


def _row(alias: Alias) -> _Alias:
    actor = alias.actor if isinstance(alias.actor, Title) else str(alias.actor)
    return (alias.text, actor, alias.kind, alias.language, *alias.used, alias.context, alias.rank)


def _write(file: Path, mark: bytes, found: Spelled) -> None:
    """Write a file whole or not at all; readers see the old one or the new one."""
    body = msgspec.msgpack.encode(_packed(found))
    head = mark + blake2b(body, digest_size=CHECK).digest()
    try:
        handle, fresh = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(head + body)
        Path(fresh).replace(file)
    except OSError:
        Path(fresh).unlink(missing_ok=True)

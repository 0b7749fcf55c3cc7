"""Know the words for offices and for the organs of a state, in the languages of the sources."""

import tomllib
from functools import lru_cache
from importlib.resources import files

import msgspec

from timeline.names.gazetteer import Alias
from timeline.names.letters import fold
from timeline.terms import AliasKind


class Title(msgspec.Struct, frozen=True):
    """What a word for an office or organ names; `only` is the one state where it is said."""

    kind: str
    organ: bool = False
    only: str = ""


@lru_cache(maxsize=1)
def words() -> tuple[Alias, ...]:
    """Return the words for offices and organs, as names whose actor is their Title."""
    path = files("timeline.names").joinpath("data/titles.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    found = []
    for kind, office in data["office"].items():
        found += [(word, Title(kind)) for word in office["words"]]
        for state, only in office.get("only", {}).items():
            found += [(word, Title(kind, only=state)) for word in only]
    for kind, organ in data["organ"].items():
        found += [(word, Title(kind, organ=True)) for word in organ]
    return tuple(Alias(word, title, AliasKind.SHORT, rank=9) for word, title in found)


@lru_cache(maxsize=2)
def _by_word(organ: bool) -> dict[str, str]:  # noqa: FBT001  (the key of the cache)
    return {
        fold(alias.text): alias.actor.kind
        for alias in words()
        if isinstance(alias.actor, Title) and alias.actor.organ is organ
    }


def kind_of(name: str, *, organ: bool = False) -> str:
    """Return which office or organ a full name such as "Prime Minister of Japan" begins with.

    The longest known word decides; "" where the name begins with none, as "Kremlin" does.
    """
    known = _by_word(organ)
    parts = fold(name).replace("-", " ").split(" ")
    for count in range(min(6, len(parts)), 0, -1):
        kind = known.get(" ".join(parts[:count])) or known.get("-".join(parts[:count]))
        if kind:
            return kind
    return ""

"""Suggest known names that look like an unknown one, for a person to choose from."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from difflib import SequenceMatcher

from timeline.names.letters import fold
from timeline.names.values import Names

_BLOCK = 60
_LONGEST = 200
_LEAST = 0.55


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known name that looks like another; `score` lies between 0 and 1."""

    actor: Hashable
    text: str
    score: float


def _pairs(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


class Suggester:
    """Names by the three-letter pieces they are made of."""

    __slots__ = ("_names", "_pieces")

    def __init__(self, names: Names) -> None:
        """Index every name once by its folded form; the index is made on first use."""
        self._names = names
        self._pieces: dict[str, list[int]] | None = None

    def _index(self) -> dict[str, list[int]]:
        if self._pieces is None:
            self._pieces = {}
            for number, alias in enumerate(self._names.aliases):
                for piece in _pairs(fold(alias.text)):
                    self._pieces.setdefault(piece, []).append(number)
        return self._pieces

    def suggest(self, name: str, n: int = 5) -> tuple[Suggestion, ...]:
        """Return up to `n` names that look like this one, one an actor, the likest first.

        The 60 names that share most of its three-letter pieces are compared letter by letter
        (Ratcliff and Obershelp 1988, as difflib has it); below a likeness of 0.55 nothing is said.
        """
        key = fold(name[:_LONGEST])
        index = self._index()
        shared: Counter[int] = Counter()
        pieces = _pairs(key) if key else set()
        for piece in pieces:
            shared.update(index.get(piece, ()))
        aliases = self._names.aliases
        likely = sorted(
            shared.items(),
            key=lambda item: (-item[1] / (len(pieces) + len(aliases[item[0]].text) + 2), item[0]),
        )
        best: dict[Hashable, Suggestion] = {}
        for number, _ in likely[:_BLOCK]:
            alias = aliases[number]
            score = SequenceMatcher(None, key, fold(alias.text), autojunk=False).ratio()
            known = best.get(alias.actor)
            if score >= _LEAST and (known is None or known.score < score):
                best[alias.actor] = Suggestion(alias.actor, alias.text, round(score, 3))
        ranked = sorted(best.values(), key=lambda one: (-one.score, one.text))
        return tuple(ranked[:n])

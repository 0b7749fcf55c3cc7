"""Find every known name in a text of any script, in one pass, with its offsets."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import ahocorasick
import msgspec

from timeline.names.letters import Folded, fold, folded
from timeline.terms import AliasKind

Days = tuple[int | None, int | None]
"""The first and the last day of a time, as proleptic Gregorian ordinals; None where it is open."""

ALWAYS: Days = (None, None)

_SHORT = 4
_UPPER = "A-ZÀ-ÖØ-ÞĀŁŚŠŻŽΑ-ΩЀ-Я"
_SHORT_WORD = re.compile(rf"[{_UPPER}][^\W_]{{0,3}}(?![^\W_])")
_FREE, _WORD, _KATAKANA, _HANGUL, _ARABIC = range(5)
_CLITICS = frozenset("وفبلك")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that an actor goes by: one row of the alias table, as this room sees it.

    `actor` is any hashable key. `used` are the days between which the name was in use. A name that
    `context` marks needs support beyond itself: a bare surname, a capital. Of several actors with
    one name, the lower `rank` comes first.
    """

    text: str
    actor: Hashable
    kind: AliasKind = AliasKind.PREFERRED
    language: str = ""
    used: Days = ALWAYS
    context: bool = False
    rank: int = 0


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A name found in a text: code-point offsets, end excluded, and every alias it may be."""

    start: int
    end: int
    text: str
    candidates: tuple[Alias, ...]


def _script(char: str) -> int:
    """Return how a character bounds words: letters of one class that touch make one word."""
    if char.isascii():
        return _WORD
    if "\u30a1" <= char <= "\u30fa" or char in "ーヽヾ":
        return _KATAKANA
    if "\uac00" <= char <= "\ud7a3":
        return _HANGUL
    if "\u0600" <= char <= "\u06ff":
        return _ARABIC
    if char >= "\u2e80" or "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f":
        return _FREE if char < "\uff00" else _WORD
    return _FREE if "\u1780" <= char <= "\u17ff" else _WORD


def _left(char: str) -> int:
    return _script(char) if char.isalnum() else _FREE


def _right(char: str) -> int:
    """Return the class that may not follow: Korean particles are written onto the name."""
    script = _left(char)
    return _FREE if script == _HANGUL else script


def _joined(text: str, start: int, left: int) -> bool:
    """Tell whether the letter before `start` belongs to the same word.

    One of the letters that are written onto an Arabic word (and, so, with, for, like) does not.
    """
    if _script(text[start - 1]) != left:
        return False
    before = text[start - 2 : start - 1]
    return left != _ARABIC or text[start - 1] not in _CLITICS or before.isalpha()


def _shouted(text: str) -> bool:
    """Tell whether a name is written in capitals alone, as acronyms are."""
    return text.upper() == text and text.lower() != text


def by_key(entries: Iterable[Alias]) -> dict[str, tuple[Alias, ...]]:
    """Gather aliases by their folded form, those of one form by rank; signs alone are left out.

    About 10 microseconds a name.
    """
    keys: dict[str, dict[Alias, None]] = {}
    for entry in entries:
        key = fold(entry.text)
        if key and any(char.isalnum() for char in key):
            keys.setdefault(key, {})[entry] = None
    return {key: tuple(sorted(found, key=lambda entry: entry.rank)) for key, found in keys.items()}


class Gazetteer:
    """All names of all actors, ready to be found in texts.

    Names are compared folded, by whole words; scripts written without blanks have no bounds between
    words. A name of Latin, Greek or Cyrillic letters that has capitals is found only where the text
    has at least one; an acronym of up to four letters only in capitals. Where names overlap, the
    one that begins first is taken, and of those the longest.
    """

    __slots__ = ("_automaton", "_keys", "_short")

    def __init__(self, entries: Iterable[Alias]) -> None:
        """Build the automaton; about 10 microseconds a name."""
        self._make(by_key(entries))

    @classmethod
    def of(cls, keys: Mapping[str, tuple[Alias, ...]]) -> Self:
        """Build one of the aliases by their folded forms, as `by_key` gives them."""
        made = cls.__new__(cls)
        made._make(keys)
        return made

    def _make(self, keys: Mapping[str, tuple[Alias, ...]]) -> None:
        self._keys = keys
        self._short: set[str] = set()
        self._automaton = ahocorasick.Automaton()
        for key, found in self._keys.items():
            small = len(key) <= _SHORT and key.isalpha() and _script(key[0]) == _WORD
            if small and all(entry.text[:1].isupper() for entry in found):
                self._short.add(key)
            else:
                cased = all(entry.text.lower() != entry.text for entry in found)
                self._automaton.add_word(key, (len(key), _left(key[0]), _right(key[-1]), cased))
        self._automaton.make_automaton()

    def __len__(self) -> int:
        """Return how many different folded names there are."""
        return len(self._keys)

    def lookup(self, name: str) -> tuple[Alias, ...]:
        """Return the aliases whose folded form is that of `name`, by rank; empty where unknown."""
        return self._keys.get(fold(name), ())

    def names(self) -> tuple[str, ...]:
        """Return every folded name."""
        return tuple(self._keys)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the names in a text in order, not overlapping; linear in the text's length."""
        spans = self._long(folded(text)) + self._small(text)
        spans.sort(key=lambda span: (span[0], -span[1]))
        hits = []
        done = 0
        for start, end, key in spans:
            if start >= done:
                hits.append(Hit(start, end, text[start:end], self._keys[key]))
                done = end
        return tuple(hits)

    def _small(self, text: str) -> list[tuple[int, int, str]]:
        spans = []
        for match in _SHORT_WORD.finditer(text) if self._short else ():
            word, start = match[0], match.start()
            key = word.lower()
            if key not in self._short and (
                word.isascii() or (key := fold(word)) not in self._short
            ):
                continue
            if start and text[start - 1].isalnum():
                continue
            if _shouted(word) or not all(_shouted(entry.text) for entry in self._keys[key]):
                spans.append((start, match.end(), key))
        return spans

    def _bounded(self, text: str) -> list[tuple[int, int, bool]]:
        """Return where names stand by themselves, the longest of those that end together."""
        spans: list[tuple[int, int, bool]] = []
        best_start = best_end = -1
        last = len(text) - 1
        for at, (length, left, right, cased) in self._automaton.iter(text):
            start = at - length + 1
            if best_start <= start and at < best_end:
                continue
            if left and start and text[start - 1].isalnum() and _joined(text, start, left):
                continue
            if right and at < last and text[at + 1].isalnum() and _script(text[at + 1]) == right:
                continue
            while spans and spans[-1][0] >= start:
                spans.pop()
            spans.append((start, at + 1, cased))
            best_start, best_end = start, at + 1
        return spans

    def _long(self, haystack: Folded) -> list[tuple[int, int, str]]:
        text, original = haystack.text, haystack.original
        bounded = self._bounded(text) if len(self._automaton) else []
        places = haystack.spans([(start, end) for start, end, _ in bounded])
        return [
            (begin, stop, text[start:end])
            for (start, end, cased), (begin, stop) in zip(bounded, places, strict=True)
            if not (cased and original[begin:stop].islower())
        ]

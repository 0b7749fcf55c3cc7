"""Fold the letters of any script to one form, and keep the way back to where they stood."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_SAME = {
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ŋ": "n", "ŧ": "t", "ё": "е", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "",
    **dict.fromkeys("‘’‚‛ʼʻʹ`´′＇ʾʿ", "'"),
    **dict.fromkeys("“”„‟«»″〝〞〟", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
}  # fmt: skip
_IGNORED = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0"
_MARKS = (  # combining marks that may go without making another letter of their base
    (0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
)  # fmt: skip
_BREVE = "\u0306"
_LONG = 16
_MANY = 24
_COMPOSERS = (  # vowel signs and jamo of class 0 that compose with what stands before them
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e"
    "\u1b35\uff9e\uff9f" + "".join(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
)
_ASCII = {
    **{upper: upper + 32 for upper in range(65, 91)},
    **dict.fromkeys((9, 10, 11, 12, 13, 28, 29, 30, 31), 32),
    96: 39,
}
_SPACES = re.compile("  +")
_POSSESSIVE = re.compile(r"'+s?(?!\w)")


def _mark(char: str) -> bool:
    point = ord(char)
    return any(low <= point <= high for low, high in _MARKS) and bool(unicodedata.combining(char))


def _ignored(char: str) -> bool:
    return char in _IGNORED or unicodedata.category(char) in {"Cf", "Cs"}


def _without_marks(text: str) -> str:
    kept = ""
    for char in unicodedata.normalize("NFD", text):
        cyrillic = bool(kept) and "\u0400" <= kept[-1] <= "\u052f"
        if not _mark(char) or (char == _BREVE and cyrillic):
            kept += _SAME.get(char, "" if _ignored(char) else char)
    return unicodedata.normalize("NFKC", kept)


def _cluster(cluster: str) -> str:
    return _short(cluster) if len(cluster) < _LONG else _stable(cluster)


@lru_cache(maxsize=65_536)
def _short(cluster: str) -> str:
    return _stable(cluster)


def _stable(cluster: str) -> str:
    for _ in range(8):
        folded = _without_marks(unicodedata.normalize("NFKC", cluster).casefold())
        folded = "".join(" " if char.isspace() else char for char in folded)
        if folded == cluster:
            break
        cluster = folded
    return cluster


class _Table(dict[int, str]):
    def __missing__(self, point: int) -> str:
        folded = _cluster(chr(point))
        if len(self) < 65_536:
            self[point] = folded
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class _Layer:
    """One rewriting: the stretches (folded start, end, original start, end) it did not copy."""

    edits: tuple[tuple[int, int, int, int], ...]
    starts: tuple[int, ...]

    def back(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return ordered spans as they stood before this rewriting."""
        edits, count, at = self.edits, len(self.starts), 0
        mapped = []
        for start, end in spans:
            while at < count and self.starts[at] <= start:
                at += 1
            last = bisect_right(self.starts, end - 1, at) if at < count else at
            first = self._move(start, edits[at - 1], end=False) if at else start
            mapped.append((first, self._move(end, edits[last - 1], end=True) if last else end))
        return mapped

    @staticmethod
    def _move(position: int, edit: tuple[int, int, int, int], *, end: bool) -> int:
        _, edit_end, before, after = edit
        if end:
            return after if position <= edit_end else after + position - edit_end
        return before if position < edit_end else after + position - edit_end


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for finding, which still knows where each of its characters stood."""

    original: str
    text: str
    _layers: tuple[_Layer, ...]

    def spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the code-point offsets in the original of stretches of the folded text.

        Pairs of offsets into `text`, end excluded and greater than start, ordered by start; the
        answer has the same order.
        """
        for layer in reversed(self._layers):
            spans = layer.back(spans)
        return spans

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code-point offsets in the original of one stretch of the folded text."""
        return self.spans([(start, end)])[0]


def _rewrite(text: str, found: list[tuple[int, int, str]]) -> tuple[str, _Layer]:
    pieces, edits = [], []
    done = length = 0
    for start, end, new in found:
        pieces += [text[done:start], new]
        length += start - done
        edits.append((length, length + len(new), start, end))
        length += len(new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces), _Layer(tuple(edits), tuple(edit[0] for edit in edits))


def _one_for_one(text: str, chars: set[str]) -> str:
    """Fold all that keeps the length: quicker letter by letter where only a few are special."""
    lowered = {"ς", *map(str.lower, chars)}  # a capital sigma at the end of a word becomes ς
    special = {char: _TABLE[ord(char)] for char in lowered if len(char) == 1}
    special = {char: new for char, new in special.items() if len(new) == 1 and new != char}
    if len(special) > _MANY or "\u0130" in chars:
        one = {ord(char): new if len(new := _TABLE[ord(char)]) == 1 else char for char in chars}
        return text.translate(one)
    text = text.lower()
    for char, new in special.items():
        text = text.replace(char, new)
    return text


def _letters(text: str) -> tuple[str, tuple[_Layer, ...]]:
    """Fold each character, or a base together with its marks where marks stand alone."""
    if text.isascii():
        return text.translate(_ASCII), ()
    chars = set(text)
    wide = {char for char in chars if len(_TABLE[ord(char)]) != 1}
    marks = {char for char in chars if unicodedata.combining(char) or char in _COMPOSERS}
    once = _one_for_one(text, chars)
    if not wide and not marks:
        return once, ()
    behind = "".join(map(re.escape, marks))
    special = "".join(map(re.escape, wide | marks))
    found = []
    for match in re.finditer(f"[{special}]" + (f"[{behind}]*" if marks else ""), text):
        start = match.start() - (match.start() > 0 and match[0][0] in marks)
        found.append((start, match.end(), _cluster(text[start : match.end()])))
    rewritten, layer = _rewrite(once, found)
    return rewritten, (layer,)


def _tidy(text: str) -> tuple[str, tuple[_Layer, ...]]:
    """Squeeze blanks and take possessives off: "Japan's  prime" becomes "japan prime"."""
    found = [(match.start(), match.end(), " ") for match in _SPACES.finditer(text)]
    if "'" in text:
        found += [
            (match.start(), match.end(), "")
            for match in _POSSESSIVE.finditer(text)
            if match.start() and text[match.start() - 1].isalnum()
        ]
    layers: tuple[_Layer, ...] = ()
    if found:
        text, layer = _rewrite(text, sorted(found))
        layers = (layer,)
    if text[:1] == " ":
        text, layer = _rewrite(text, [(0, 1, "")])
        layers += (layer,)
    return text.rstrip(" "), layers


def folded(text: str) -> Folded:
    """Return the text folded like `fold`, with the way back to the offsets of the original.

    Linear in the length of the text; ASCII text and composed text of one script are the fast cases.
    """
    new = text
    layers: tuple[_Layer, ...] = ()
    for _ in range(8):
        letters, first = _letters(new)
        tidied, second = _tidy(letters)
        layers += first + second
        if tidied == new or not first:
            new = tidied
            break
        new = tidied
    return Folded(text, new, layers)


def fold(text: str) -> str:
    """Return the key under which a name is kept and looked up.

    NFKC and case folded (UAX #15 and CaseFolding.txt of the Unicode standard), without the
    diacritics that do not make another letter (a breve on Cyrillic stays: й is not и), with one
    form of quotes and dashes, without possessive endings, blanks squeezed. Folding a folded text
    changes nothing.
    """
    if text.isascii():
        plain = text.translate(_ASCII)
        if "'" not in plain and "  " not in plain:
            return plain.strip(" ")
    return folded(text).text

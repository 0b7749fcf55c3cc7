"""Cuts a text into the few words, numbers and marks that a language's table knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from timeline.dates.phrases.trie import trie

LONGEST_RUN = 2000
GAP = "\uf8ff"
_FIRST_PRIVATE = 0xE000

Values = dict[str, object]


@dataclass(slots=True)
class Token:
    """A piece of the text with all it may mean: category name to value."""

    start: int
    end: int
    sign: str
    values: Values
    rule: str = ""
    parts: tuple[Token, ...] = ()


@dataclass(slots=True)
class Alphabet:
    """One private character for each set of categories, so that a text becomes a short string."""

    signs: dict[frozenset[str], str] = field(default_factory=dict)

    def sign(self, categories: Iterable[str]) -> str:
        """Return the character of a set of categories, making one when it is new."""
        key = frozenset(categories)
        found = self.signs.get(key)
        if found is None:
            found = self.signs[key] = chr(_FIRST_PRIVATE + len(self.signs))
        return found

    def having(self, category: str) -> str:
        """Return all characters whose set holds a category."""
        return "".join(sign for key, sign in self.signs.items() if category in key)


def number_categories(digits: str) -> tuple[str, ...]:
    """Say what a bare run of digits may be: a day, a month, an hour, a year, a count."""
    value = int(digits)
    found = ["INT"]
    if len(digits) <= 2:
        found += [
            name
            for name, low, high in (("DAY", 1, 31), ("MON", 1, 12), ("HOUR", 0, 24))
            if low <= value <= high
        ]
        if len(digits) == 2:
            found.append("YY")
    elif len(digits) == 3 and value >= 100:
        found.append("YEAR3")
    elif len(digits) == 4 and 1000 <= value <= 2199:
        found.append("YEAR")
    return tuple(found)


MARKS = {
    ",": "COMMA",
    "،": "COMMA",
    "、": "COMMA",
    "-": "DASH",
    "‐": "DASH",
    "‑": "DASH",
    "–": "DASH",
    "—": "DASH",
    "−": "DASH",
    "~": "TILDE",
    "〜": "TILDE",
    "～": "TILDE",
    "/": "SLASH",
    "(": "OPEN",
    ")": "CLOSE",
    "'": "APOS",
    "’": "APOS",
    "（": "OPEN",
    "）": "CLOSE",
    "·": "DOT",
    "・": "DOT",
    "&": "AMP",
}

SAMPLES = ("0", "1", "13", "32", "00", "01", "13", "24", "25", "31", "99", "100", "1000", "9999")

_RUN = (
    r"(?P<run>[()（）\[\]{}]{2,}+|-{2,}+|/{2,}+|,{2,}+|['’]{2,}+"
    r"|(?<!\d)(?:\d{1,4}[.,:/]){5,}+\d*)"
)
# What may not stand before a number that is part of a date: money, a decimal, a code.
NUMBER_LEFT = r"(?<![\w$€£¥₩₽#%§°])(?<!\d[.,:/])(?<![$€£¥] )(?<!\w[/&])"
_AFTER = r"(?!\s?[%°‰])(?![.,:/]?\d)"

_DIGITS = (
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!/?\d)",
    r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?!\.?\d)",
    r"\d{1,2}-\d{1,2}-\d{4}(?!-?\d)",
    r"\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?![/-]?\d)",
)
_CLOCK = r"(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
SHAPES: dict[str, str] = {
    "ISO": r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d" + _CLOCK,
    "NUMDATE": "|".join(_DIGITS),
    "CLOCK": r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])",
    "BIG": r"\d{1,3}(?:[,.' \u00a0\u202f]\d{3}){1,6}(?!\d)",
    "DEC": r"\d{1,9}[.,]\d{1,9}(?![\d.,]?\d)",
}


class Lexer:
    """Finds the tokens of one language in any text, in one pass."""

    def __init__(
        self,
        words: dict[str, Values],
        capital: frozenset[str],
        extra: tuple[tuple[str, str, Callable[[str], object]], ...],
        alphabet: Alphabet,
        *,
        left: str,
        right: str,
        number_left: str = NUMBER_LEFT,
    ) -> None:
        self._words = words
        self._capital = capital
        self._signs = {form: alphabet.sign(values) for form, values in words.items()}
        self._alphabet = alphabet
        self._readers: dict[str, tuple[str, Callable[[str], object]]] = {}
        options = [_RUN, f"(?P<w>{left}(?:{trie(words)}){right})"]
        guarded: list[str] = []
        for index, (category, regex, reader) in enumerate(extra):
            self._readers[f"x{index}"] = (category, reader)
            whole = regex.removeprefix(number_left)
            named = f"(?P<x{index}>{whole})"
            (options if whole == regex else guarded).append(named)
            alphabet.sign((category,))
        for name, regex in SHAPES.items():
            guarded.append(f"(?P<{name}>{regex})(?!\\s?[%°‰])")
            alphabet.sign((name,))
        guarded.append(f"(?P<n>\\d{{1,9}}){right}{_AFTER}")
        options.append(f"{number_left}(?:{'|'.join(guarded)})")
        options.append("(?P<p>[" + "".join(map(re.escape, MARKS)) + "])")
        for category in set(MARKS.values()):
            alphabet.sign((category,))
        self._scan = re.compile("|".join(options), re.IGNORECASE)
        for sample in SAMPLES:
            alphabet.sign(number_categories(sample))

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text, with a gap token wherever other words stand between.

        Where more than `LONGEST_RUN` tokens follow one another without any other word, that is no
        prose: the rest of the paragraph is passed over, so that no text takes long to read.
        """
        found: list[Token] = []
        last = run = at = 0
        while at < len(text):
            for match in self._scan.finditer(text, at):
                start, end = match.span()
                read = self._read(match.lastgroup or "", match[0])
                if read is None or _in_code(text, start, found):
                    continue
                run += 1
                if start > last and not _joined(text, last, start):
                    found.append(Token(last, start, GAP, {}))
                    run = 0
                found.append(Token(start, end, read[0], read[1]))
                last = end
                if run > LONGEST_RUN:
                    break
            else:
                break
            paragraph = text.find("\n\n", last)
            at, run = (len(text) if paragraph < 0 else paragraph), 0
        if last < len(text):
            found.append(Token(last, len(text), GAP, {}))
        return found

    def _read(self, group: str, raw: str) -> tuple[str, Values] | None:
        if group == "run":
            return None
        if group == "w":
            form = " ".join(raw.lower().translate(_PLAIN).split())
            values = self._words.get(form)
            if values is None or (form in self._capital and not raw[0].isupper()):
                return None
            return self._signs[form], values
        if group == "n":
            categories = number_categories(raw)
            return self._alphabet.sign(categories), dict.fromkeys(categories, raw)
        if group == "p":
            return self._alphabet.sign((MARKS[raw],)), {MARKS[raw]: raw}
        if group in self._readers:
            category, reader = self._readers[group]
            value = reader(raw)
            if value is None:
                return None
            categories = number_categories(str(value)) if category == "INT" else (category,)
            return self._alphabet.sign(categories), dict.fromkeys(categories, value)
        return self._alphabet.sign((group,)), {group: raw}


_PLAIN = str.maketrans("’‑‐", "'--")


def _joined(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return between.isspace() and between.count("\n") < 2


def _in_code(text: str, start: int, found: list[Token]) -> bool:
    """Tell whether a number belongs to a code such as F-16 or COVID-19."""
    return (
        len(found) > 1
        and text[start].isdigit()
        and found[-1].end == start
        and "DASH" in found[-1].values
        and found[-2].sign == GAP
        and found[-2].end == found[-1].start
        and text[found[-2].end - 1].isalnum()
    )

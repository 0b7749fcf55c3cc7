"""Loads how one language words dates: its templates from words/, its month names from CLDR."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale

LANGUAGES: Final = ("en", "ru", "ja", "zh", "ko", "fr", "de", "es", "ar")

_OPTIONAL: Final = re.compile(r"(\[[^\[\]{}]*\{[^\[\]]*\])")
_FIELD: Final = re.compile(r"\{(\w+)\}")


class Fields(dict[str, str]):
    """Values for a template; one that is not given is found when a template first asks for it."""

    def __init__(self, find: Callable[[str], str] | None = None, /, **given: str) -> None:
        super().__init__(given)
        self._find = find

    def __missing__(self, key: str) -> str:
        self[key] = found = self._find(key) if self._find else ""
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """One language's wording of dates in one style.

    Attributes:
        big_endian: whether the year comes first, so that the second of two dates is shortened.
        first_day: how the first of the month is written, if not as a number.
        fixes: pairs of a pattern and its replacement, applied to the finished words.
    """

    big_endian: bool
    first_day: str
    separator: str
    fixes: tuple[tuple[re.Pattern[str], str], ...]
    _tables: Mapping[str, Any]

    def template(self, table: str, key: str) -> str:
        """Give a template, or nothing if this language has none of that name."""
        found: str = self._tables.get(table, {}).get(key, "")
        return found

    def name(self, kind: str, number: int) -> str:
        """Give the name of a numbered thing (the third quarter), from 1; nothing if unnamed."""
        names: list[str] = self._tables.get("name", {}).get(kind, [])
        return names[number - 1] if 0 < number <= len(names) else ""

    def month(self, case: str, number: int) -> str:
        """Give a month's name (1 to 12) in a case: of a date (nothing), nom or another."""
        names: list[str] = self._tables["months"].get(case) or self._tables["months"]["date"]
        return names[number - 1]


def fill(template: str, fields: Fields) -> str:
    """Fill a template; a piece in square brackets goes when one of its fields is empty."""
    written = []
    for optional, pieces in _pieces(template):
        values = [fields[piece] if field else piece for field, piece in pieces]
        if not optional or all(values):
            written += values
    return "".join(written)


@cache
def _pieces(template: str) -> tuple[tuple[bool, tuple[tuple[bool, str], ...]], ...]:
    """Cut a template into optional and other pieces, and these into fields and plain text."""
    cut = []
    for part in _OPTIONAL.split(template):
        optional = _OPTIONAL.fullmatch(part) is not None
        texts = _FIELD.split(part[1:-1] if optional else part)
        pieces = tuple((n % 2 == 1, text) for n, text in enumerate(texts) if text)
        if pieces:
            cut.append((optional, pieces))
    return tuple(cut)


@cache
def tongue(language: str, style: str) -> Tongue:
    """Load a language.

    Args:
        language: a tag whose first part is one of LANGUAGES, such as ``en`` or ``zh-Hant``.
        style: long, or short for narrow columns.

    Raises:
        LookupError: the language or the style is not there; names what is possible.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    if code not in LANGUAGES:
        raise LookupError(f"no wording of dates in {language!r}; there are {', '.join(LANGUAGES)}")
    if style not in ("long", "short"):
        raise LookupError(f"no style {style!r}; there are long and short")
    source = files("timeline.dates").joinpath("words", f"{code}.toml")
    tables: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    if style == "short":
        for name, table in tables.get("short", {}).items():
            tables[name] = tables.get(name, {}) | table
    tables["months"] = _months(code, style, tables)
    return Tongue(
        big_endian=tables["order"] == "big",
        first_day=tables.get("first_day", ""),
        separator=tables.get("separator", ", "),
        fixes=tuple((re.compile(pattern), new) for pattern, new in tables.get("fixes", ())),
        _tables=tables,
    )


def _months(code: str, style: str, tables: Mapping[str, Any]) -> dict[str, list[str]]:
    named = Locale.parse(code).months
    width = "wide" if style == "long" else "abbreviated"
    alone = tables.get("nominative_months", "format")
    months = {
        case: [named[context][width][number] for number in range(1, 13)]
        for case, context in (("date", "format"), ("nom", alone))
    }
    return months | (tables.get("months", {}) if style == "long" else {})

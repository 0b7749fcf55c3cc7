"""Say the fixed words of a chronology in the reader's language, from the tables in words/."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale

from timeline.dates import NotADate, Span
from timeline.dates.wording import words

OPENING: Final = "\ufdd0"
CLOSING: Final = "\ufdd1"
_ISOLATES: Final = {ord(OPENING): "\u2068", ord(CLOSING): "\u2069"}
LANGUAGES: Final = ("en", "ru", "ja", "fr", "de", "ar")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """The fixed words of one language.

    Attributes:
        language: its code, one of LANGUAGES.
        table: the words by name; some lie in tables of their own.
    """

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, **fields: object) -> str:
        """Say one thing, such as "filed" or "differs.date", with its gaps filled."""
        found: Any = self.table
        for name in key.split("."):
            found = found[name]
        return str(found).format(**fields) if fields else str(found)

    def count(self, key: str, number: int) -> str:
        """Say how many there are of something ("events", "sources").

        Source: plural rules of Unicode CLDR.
        """
        forms: Mapping[str, str] = self.table[key]
        rule = str(Locale.parse(self.language).plural_form(number))
        return forms.get(rule, forms["other"]).format(n=number)

    def date(self, edtf: str, *, year: bool = True) -> str:
        """Word a date; a text that is none stays as it is."""
        try:
            return words(Span.parse(edtf), self.language, year=year)
        except NotADate:
            return edtf

    def quoted(self, text: str) -> str:
        """Put a text into quotation marks."""
        opening, closing = self.table["quotes"]
        return f"{opening}{text}{closing}"

    def stopped(self, text: str) -> str:
        """End a sentence with a full stop, where it has no stop of its own."""
        if text.endswith((".", "?", "!", "…", "。", "؟", "！", "？")):
            return text
        return text + ("." if text[-1:].isascii() else self("stop"))

    def joined(self, parts: Sequence[str]) -> str:
        """Divide parts as a list inside a sentence does."""
        return self("separator").join(parts)

    def tongue(self, code: str) -> str:
        """Name a language by its code in this language; the code itself where none is known."""
        base = code.replace("_", "-").partition("-")[0].lower()
        return str(Locale.parse(self.language).languages.get(base, code))

    def isolated(self, text: str) -> str:
        """Keep a text of any direction apart from words that run from right to left.

        Its ends are marked by code points that stand for isolates until the document is written
        (see `directed`), so that no source can turn the lines around it.
        """
        return f"{OPENING}{text}{CLOSING}" if text and self.right_to_left else text

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left."""
        return bool(self.table["direction"] == "rtl")


def directed(text: str) -> str:
    """Write the isolates that a text was marked for.

    Source: Unicode Standard Annex 9, section 2.4 (FSI and PDI).
    """
    return text if text.isascii() else text.translate(_ISOLATES)


def base_language(tag: str) -> str:
    """Give the language of a BCP 47 tag, without script and region."""
    return tag.replace("_", "-").partition("-")[0].lower()


@cache
def said(language: str) -> Said:
    """Load the fixed words of a language.

    Args:
        language: a BCP 47 tag whose language is one of LANGUAGES.

    Raises:
        LookupError: If there are none; names the languages that there are.
    """
    code = base_language(language)
    if code not in LANGUAGES:
        raise LookupError(f"no chronology in {language!r}; there are {', '.join(LANGUAGES)}")
    text = files("timeline.exports").joinpath("words", f"{code}.toml").read_text("utf-8")
    return Said(code, tomllib.loads(text))

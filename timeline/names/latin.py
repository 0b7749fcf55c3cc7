"""Write names of any script in Latin letters, for addresses and for comparing transliterations."""

import re
import tomllib
import unicodedata
import zlib
from functools import lru_cache
from importlib.resources import files

from timeline.names.letters import fold

SLUG_LENGTH = 80
"""Characters of an address part at most."""

_WANTED = re.compile(r"[a-z0-9]+")
_SAID = frozenset("&$%")
"""Signs that are spelled out."""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    text = files("timeline.names").joinpath("data/latin.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return data["letters"], data["kana"], data["sequences"]


def _syllable(name: str) -> str:
    sound = name.rpartition(" ")[2]
    if "KATAKANA" in name or "HIRAGANA" in name:
        return _tables()[1].get(sound, sound.lower())
    return sound.lower()


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    if char.isascii():
        return char
    known = _tables()[0].get(char)
    if known is not None:
        return known
    name = unicodedata.name(char, "")
    if " SYLLABLE " in name or (char.isalpha() and name.startswith(("KATAKANA", "HIRAGANA"))):
        return _syllable(name)
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    return "" if char.isalnum() else " "


def _kana(text: str) -> str:
    """Join what kana spell with two signs: a small ya after shi is sha, a small tsu doubles."""
    written: list[str] = []
    double = False
    for char in text:
        name = unicodedata.name(char, "") if "\u3041" <= char <= "\u30ff" else ""
        if not name or "LETTER" not in name:
            written.append(char)
            continue
        sound = name.rpartition(" ")[2].lower()
        small = " SMALL " in name
        if small and sound == "tu":
            double = True
            continue
        if small and written and written[-1][-1:].isalpha():
            before = written.pop()
            soft = sound.startswith("y") and before.endswith(("shi", "chi", "ji"))
            written.append(before[:-1] + (sound[1:] if soft else sound))
            continue
        latin = _letter(char)
        written.append(latin[:1].replace("c", "t") + latin if double else latin)
        double = False
    return "".join(written)


def latin(text: str) -> str:
    """Return a folded text in Latin letters, as the English press would about spell it.

    Cyrillic after BGN/PCGN 1947, Greek after ISO 843, kana after Hepburn without long vowels,
    Hangul after the syllable names of the Unicode standard, Arabic and Hebrew by their consonants;
    Chinese characters have no sound without a dictionary and fall away.
    """
    folded = fold(text).replace("ー", "")
    if folded.isascii() and _SAID.isdisjoint(folded):
        return folded
    for sequence, written in _tables()[2].items():
        folded = folded.replace(sequence, written)
    return "".join(map(_letter, _kana(folded)))


def slug(text: str) -> str:
    """Return an address part for a title or name: 1 to 80 of [a-z0-9-], cut between words.

    A text of which nothing can be spelled in Latin letters gets "x-" and its CRC-32, so that the
    same text always has the same address and the part is never empty.
    """
    words = "-".join(_WANTED.findall(latin(text[:1000]).replace("'", "")))
    if not words:
        return f"x-{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"
    if len(words) <= SLUG_LENGTH:
        return words
    cut = words[: SLUG_LENGTH + 1].rpartition("-")[0]
    return cut if len(cut) >= SLUG_LENGTH // 2 else words[:SLUG_LENGTH].rstrip("-")

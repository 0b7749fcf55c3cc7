"""Give titles and names of sources in the script of the reader's wish: original, Latin or both."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from timeline import shapes
from timeline.names.latin import latin

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[\u3040-\u30ff]+")
LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\s]*\Z")
IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
CASELESS = re.compile("[\u0590-\u08ff\u3040-\u30ff\uac00-\ud7af]")
FIELDS = ("title", "container-title", "publisher")


class Script(StrEnum):
    """In which script titles and names are given."""

    ORIGINAL = "original"
    ROMANISED = "romanised"
    BOTH = "both"


def romanise(text: str) -> str:
    """Write a text in Latin letters, with the capitals of the original.

    Cyrillic after BGN/PCGN, Greek after ISO 843, kana after Hepburn, Hangul by its syllables; see
    `timeline.names.latin`. Chinese characters have no sound without a dictionary: a text that
    holds one is given back as it is.
    """
    if LATIN.match(text) or IDEOGRAPH.search(text):
        return text
    written = WORD.sub(lambda found: _word(found[0]), text)
    return written[:1].upper() + written[1:] if CASELESS.match(text) else written


def _word(word: str) -> str:
    if LATIN.match(word):
        return word
    spelled = latin(word)
    if len(word) > 1 and word.isupper():
        return spelled.upper()
    return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled


def scripted(text: str, script: Script) -> str:
    """Give a title or name in the script wished for; both is Latin with the original behind it."""
    if script is Script.ORIGINAL:
        return text
    spelled = romanise(text)
    if spelled == text or script is Script.ROMANISED:
        return spelled
    return f"{spelled} [{text}]"


def record(citation: shapes.Citation, script: Script) -> Mapping[str, Any]:
    """Give the bibliographic record of a citation with its titles and names in a script."""
    csl = citation.source.csl or {}
    if script is Script.ORIGINAL:
        return csl
    changed = {
        key: scripted(value, script)
        for key, value in csl.items()
        if key in FIELDS and isinstance(value, str)
    }
    people = csl.get("author")
    if isinstance(people, list):
        changed["author"] = [  # type: ignore[assignment]
            _person(one, script) if isinstance(one, dict) else one for one in people
        ]
    return {**csl, **changed}


def _person(person: Mapping[str, Any], script: Script) -> dict[str, Any]:
    """Spell a name; of both the original stands behind the last part that is printed."""
    written = dict(person)
    if isinstance(person.get("literal"), str):
        return written | {"literal": scripted(person["literal"], script)}
    for key in ("family", "given"):
        if isinstance(person.get(key), str):
            written[key] = romanise(person[key])
    given, family = person.get("given"), person.get("family")
    if script is Script.BOTH and written != dict(person):
        original = " ".join(one for one in (given, family) if isinstance(one, str) and one)
        key = "family" if isinstance(family, str) and family else "given"
        written[key] = f"{written[key]} [{original}]"
    return written

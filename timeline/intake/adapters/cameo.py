"""Say in our own types and words what a CAMEO code means."""

import csv
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from timeline.terms import EventType


class Action(NamedTuple):
    """What a code says: type, class (1 to 4), weight among several, wording, themes.

    `said` stands between two actors, `both` after two that did it to each other.
    """

    code: str
    type: EventType
    quad: int
    weight: int
    said: str
    both: str
    themes: tuple[str, ...]


VISITS = ("042", "043")
"""Make a visit, and host one: the same thing told from either side."""


def table(name: str) -> str:
    """Read a table of this folder as text."""
    return files("timeline.intake.adapters").joinpath(f"data/{name}").read_text("utf-8")


@lru_cache(maxsize=1)
def _cameo() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = tomllib.loads(table("cameo.toml"))
    return read


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    rows = csv.DictReader(table("cameo_labels.csv").splitlines())
    return {row["label"].casefold(): row["code"] for row in rows}


def _longest(words: Mapping[str, str], code: str) -> str | None:
    for length in range(len(code), 1, -1):
        if code[:length] in words:
            return words[code[:length]]
    return None


@lru_cache(maxsize=1024)
def action(code: str) -> Action | None:
    """Tell what a CAMEO code means: text of two to four digits, `040`; None for any other.

    Source: CAMEO codebook 1.1b3 (Schrodt, 2012); types after the PLOVER manual, draft 0.8 (2021).
    """
    words = _cameo()
    kind = _longest(words["types"], code)
    if kind is None or not code.isdigit() or len(code) > 4:
        return None
    theme = _longest(words["themes"], code)
    return Action(
        code=code,
        type=EventType(kind),
        quad=int(words["classes"][code[:2]]),
        weight=int(_longest(words["weights"], code) or 1),
        said=_longest(words["said"], code) or "",
        both=_longest(words["both"], code) or "",
        themes=(theme,) if theme else (),
    )


@lru_cache(maxsize=1024)
def code_of(label: str) -> str | None:
    """Find the code of a CAMEO label, as ICEWS prints it: "Make a visit"; None if there is none."""
    return _codes().get(label.casefold())

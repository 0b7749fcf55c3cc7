"""Tell what a passage is about, from a table of words for each theme."""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

MOST = 4


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    path = files("timeline.intake.articles").joinpath("topics.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        (theme, re.compile(words, re.IGNORECASE)) for theme, words in table["themes"].items()
    )


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    path = files("timeline.intake.articles").joinpath("topics.toml")
    return {str(k): str(v) for k, v in tomllib.loads(path.read_text("utf-8"))["labels"].items()}


def label(themes: Iterable[str]) -> str:
    """Say in a few words what the first theme that has words is about: "on fisheries"."""
    return next((words for theme in themes if (words := _labels().get(theme))), "")


def themes_of(text: str, given: Iterable[str], known: frozenset[str]) -> tuple[str, ...]:
    """Give the themes of a passage: what its words say, then what its trigger says.

    Args:
        text: The passage.
        given: Themes that come with the trigger.
        known: The themes of the installation; others are left out.
    """
    told = [theme for theme, words in _table() if words.search(text)]
    found = dict.fromkeys(theme for theme in (*told, *given) if theme in known)
    return tuple(found)[:MOST]

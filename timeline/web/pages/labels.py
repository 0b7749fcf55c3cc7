"""Call the words of the closed vocabularies what readers call them, from the file of labels."""

import tomllib
from functools import cache
from pathlib import Path

from timeline.web.language import language as spoken

HERE = Path(__file__).parent
OTHER_FAMILY = "other"


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((HERE / "labels.toml").read_text(encoding="utf-8"))


@cache
def _families() -> dict[str, str]:
    return tomllib.loads((HERE / "families.toml").read_text(encoding="utf-8"))


def label(vocabulary: str, word: str, language: str = "") -> str:
    """Give the label of a word; the word itself, with spaces, where the file has none.

    Args:
        vocabulary: A table of the file: `type`, `status`, `role` …
        word: The word as filters and columns have it.
        language: A BCP 47 code, that of this answer unless given; English where the file does not
            have it.
    """
    tables = _tables()
    known = tables.get(language or spoken(), tables["en"]).get(vocabulary, {})
    return known.get(word) or word.replace("_", " ")


def family(theme: str) -> str:
    """Give the family of a theme by its path: the family decides mark and colour."""
    return _families().get(theme.partition("/")[0], OTHER_FAMILY)


def families() -> tuple[str, ...]:
    """List the families, each once, in the order of the file."""
    return tuple(dict.fromkeys(_families().values()))

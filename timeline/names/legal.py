"""Take the legal form off a company's name: Mitsui & Co., Ltd. is Mitsui & Co."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from timeline.names.letters import fold

_POINTS = re.compile(r"[.\"'«»„“”]+")
_BLANKS = re.compile(r"[\s,]+")
_FORM = re.compile(r"^[\s,]*[\w&./()]+(?:[ .]+[\w&./]+){0,3}")


@lru_cache(maxsize=1)
def _forms() -> tuple[frozenset[str], frozenset[str]]:
    path = files("timeline.names").joinpath("data/legal_forms.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return frozenset(data["after"]), frozenset(data["before"])


def _plain(words: list[str]) -> str:
    return _BLANKS.sub(" ", _POINTS.sub("", fold(" ".join(words)))).strip()


def without_legal_form(name: str) -> str:
    """Return a company's name without the legal forms before and after it; never empty.

    "PJSC Gazprom", "ПАО «Газпром»" and "Gazprom OAO" all give the bare name. Forms are those of a
    table of our own, compared without points and case.
    """
    after, before = _forms()
    words = name.replace(",", " ").split()
    while len(words) > 1:
        for count in (4, 3, 2, 1):
            kept = words[:-count]
            if kept and kept[-1] not in {"&", "and"} and _plain(words[-count:]) in after:
                words = kept
                break
        else:
            break
    while len(words) > 1 and _plain(words[:1]) in before:
        words = words[1:]
    if len(words) == 1:
        for form in before:
            if words[0].startswith(form) and not form.isascii() and len(words[0]) > len(form):
                words = [words[0].removeprefix(form)]
    return " ".join(words).strip("«»\"'“”„ ,") or name


def legal_form_at(text: str, at: int) -> int:
    """Return where a legal form that follows a name ends, or `at` where none follows.

    `at` is the code-point offset behind the name; at most four words are read.
    """
    match = _FORM.match(text[at : at + 60])
    if not match or text[at : at + 1].isalnum():
        return at
    found = match[0]
    while found.strip(" ,"):
        plain = _plain([found])
        if plain in _forms()[0]:
            end = at + len(found)
            return end + 1 if text[end : end + 1] == "." and found[-1].isalpha() else end
        found = found.rpartition(" ")[0].rstrip(", ")
    return at

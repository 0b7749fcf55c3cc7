"""Read the words around a name: they tell a place, a part of a longer name, a former holder."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_BEFORE = 48
_WORD_BEFORE = re.compile(r"([\w.'’-]+)[ \u00a0]+$")
_THE = re.compile(r"\b(?:the|la|le|el|der|die|das|l')[ \u00a0]*$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w'’&-]*)")
_OF = re.compile(r"([A-Z][\w'’-]+) of (?:the )?$")
_LINE_WORD = re.compile(r"[^\W\d_]+")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,24})?(?: \([^)\n]{1,40}\))?(?: [-–—] | ?[—–:] ?)")
_PREFIX = re.compile(r"(\w+)-$")
_OPENERS = frozenset('.!?:;"“«\n(')
_HEADLINE = 0.9
_HEADLINE_WORDS = {False: 3, True: 6}
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_STATES = frozenset(
    {"Republic", "Kingdom", "State", "Government", "People", "Federation", "Union", "Embassy"}
)


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    path = files("timeline.names").joinpath("data/cues.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return {key: frozenset(words) for key, words in data.items()}


def common(name: str) -> bool:
    """Tell whether a family name is also a word, or borne by so many that it proves little."""
    return name in _table()["common"]


def only_in_its_language(name: str) -> bool:
    """Tell whether a name of one language is another word in others, as German "Island" is."""
    return name in _table()["own_language_only"]


def _before(text: str, start: int) -> str:
    return text[max(0, start - _BEFORE) : start]


def _words_before(text: str, start: int) -> tuple[str, str]:
    """Return the word before a name and the one before that, articles left out."""
    before = _THE.sub("", _before(text, start))
    one = _WORD_BEFORE.search(before)
    if not one:
        return "", ""
    two = _WORD_BEFORE.search(before[: one.start()])
    return one[1], two[1] if two else ""


def is_place(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name make it the place where something happens.

    "in Moscow", "Moscow-based", "flew to Moscow" and a dateline do; "relations with Moscow" and
    "ambassador to Moscow" do not.
    """
    table = _table()
    word, earlier = (found.lower() for found in _words_before(text, start))
    if word in table["place_before"] or (word in table["to"] and earlier in table["moving"]):
        return True
    after = text[end : end + 12].lower()
    if any(after.startswith(cue) for cue in table["place_after"]):
        return True
    opens = start == 0 or text[start - 1] == "\n"
    return opens and bool(_DATELINE.match(text, end))


def _headline(text: str, start: int, least: int) -> bool:
    """Tell whether the line of a name has capitals throughout, so that they say nothing.

    `least` are the long words it must have: few capitalized words may be a longer name.
    """
    begin = text.rfind("\n", max(0, start - 200), start) + 1
    stop = text.find("\n", start, start + 200)
    words = _LINE_WORD.findall(text[max(begin, start - 200) : stop if stop >= 0 else start + 200])
    if not words or words[0].islower():
        return False
    long = [word for word in words if len(word) > 3]
    return len(long) >= least and sum(word[0].isupper() for word in long) > _HEADLINE * len(long)


def extends_after(text: str, end: int, *, given: bool = False) -> bool:
    """Tell whether a capitalized word follows a name and makes it part of a longer one.

    `given` is true for the names of persons and bodies, which a hyphen makes longer too.
    """
    if given and text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        return True
    match = _NEXT_WORD.match(text, end)
    if not match or not match[1][0].isupper() or match[1] in _table()["not_a_name"]:
        return False
    return not _headline(text, end, _HEADLINE_WORDS[given])


def extends_before(text: str, start: int, *, given: bool = False) -> bool:
    """Tell whether a capitalized word before a name makes it part of a longer one.

    The first word of a sentence says nothing, unless `given` is true: before a family name it is
    a given name then, and initials are too.
    """
    if given and start > 1 and text[start - 1] in "-." and text[start - 2].isalpha():
        return True
    before = _before(text, start)
    of = _OF.search(before)
    if of:
        plain = of[1] in _STATES or of[1] in _table()["said_of"]
        return not plain and not _headline(text, start, _HEADLINE_WORDS[given])
    word = _WORD_BEFORE.search(before)
    if not word or not word[1][0].isupper() or word[1] in _table()["not_a_name"]:
        return False
    if word[1].endswith((".", "'s", "’s")):
        return given and bool(_INITIAL.fullmatch(word[1]))
    earlier = before[: word.start()].rstrip(" \u00a0")
    if not given and (not earlier or earlier[-1] in _OPENERS):
        return False
    return not _headline(text, start, _HEADLINE_WORDS[given])


def is_former(text: str, start: int, inside: str = "") -> bool:
    """Tell whether a title is said of one who held it before or is to hold it.

    `inside` are the words between the state and the title.
    """
    word, earlier = _words_before(text, start)
    words = {word.lower(), *re.split(r"[\s-]+", inside.lower())}
    words |= {part for found in (word, earlier) for part in found.lower().split("-")[:1]}
    words |= {match[1].lower() for match in [_PREFIX.search(_before(text, start))] if match}
    former = _table()["former"]
    return not former.isdisjoint(words - {earlier.lower()}) or text[:start].endswith(("元", "前"))


def stands_after_the(text: str, start: int) -> bool:
    """Tell whether "the" stands before a word."""
    return text[max(0, start - 4) : start].lower() == "the "


def is_word(name: str) -> bool:
    """Tell whether what looks like a name begins with a word that is none, as "On Monday" does."""
    return name.partition(" ")[0] in _table()["not_a_name"]

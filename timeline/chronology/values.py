"""Read the values of a filter, one parameter at a time, or say what is wrong with one."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.grammar import Parameter, Takes
from timeline.dates import NotADate, Span
from timeline.store.sound import mended, storable
from timeline.terms import EventType, Order, Role, Status, Via, When

DEFAULT_LIMIT = 50
TEXT_LIMIT = 400
LONGEST = 10_000
"""How many characters one value has at most; lists of slugs may be long."""
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
"""A time as revisions keep it."""


def check_sound(name: str, values: list[str]) -> None:
    """See that no value is longer than any filter, or holds what no database can be asked."""
    for value in values:
        if len(value) > LONGEST:
            raise BadFilter(name, value, f"it has at most {LONGEST} characters")
        if not storable(value):
            raise BadFilter(name, mended(value), "a NUL or half a surrogate pair stands in it")


def read_value(parameter: Parameter, values: list[str], most: int) -> object:
    """Read what a parameter was given; `most` is the greatest number it may be.

    Raises:
        BadFilter: If it cannot be read.
    """
    match parameter.takes:
        case Takes.SLUGS:
            return tuple(group for value in values if (group := _split(value)))
        case Takes.WORDS:
            return tuple(dict.fromkeys(_word(parameter, w) for v in values for w in _split(v)))
    if len(values) > 1:
        raise BadFilter(parameter.name, values[1], "it can be given only once")
    if parameter.takes is Takes.WORD:
        return _word(parameter, values[0])
    if parameter.takes is Takes.NUMBER:
        return _limit(values[0], most)
    return SINGLE[parameter.takes](parameter.name, values[0])


def _split(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


WORDS = {
    "role": Role,
    "via": Via,
    "type": EventType,
    "status": Status,
    "when": When,
    "order": Order,
}


def _word(parameter: Parameter, value: str) -> object:
    word = value.upper() if parameter.name == "type" else value.lower()
    try:
        return WORDS[parameter.name](word)
    except ValueError:
        near = get_close_matches(word, parameter.choices, n=3, cutoff=0.5) or parameter.choices
        raise BadFilter(parameter.name, value, "there is no such value", near) from None


def _date(name: str, value: str) -> Span:
    try:
        return Span.parse(value)
    except NotADate as error:
        near = ("2012", "2012-09", "2012-09-08")
        raise BadFilter(name, value, f"not a date: {error}", near) from None


def _window(name: str, value: str) -> Span | None:
    """Read one side of the window; a date that is open on that side bounds nothing."""
    span = _date(name, value)
    return None if (span.earliest if name == "from" else span.latest) is None else span


def _moment(name: str, value: str) -> str:
    if not TIME.match(value):
        _date(name, value)
    return value


def _flag(name: str, value: str) -> bool:
    if value not in ("0", "1"):
        raise BadFilter(name, value, "it is either 1 or 0", ("1",))
    return value == "1"


def _limit(value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= most):
        raise BadFilter("limit", value, f"it is a number from 1 to {most}", (str(DEFAULT_LIMIT),))
    return int(value)


def _text(name: str, value: str) -> str:
    if len(value) > TEXT_LIMIT:
        raise BadFilter(name, value, f"it has at most {TEXT_LIMIT} characters")
    return value


SINGLE: Mapping[Takes, Callable[[str, str], object]] = {
    Takes.DATE: _window,
    Takes.MOMENT: _moment,
    Takes.FLAG: _flag,
    Takes.TEXT: _text,
    Takes.CURSOR: _text,
}
"""How a parameter that is given once is read, by what it takes."""

"""Read a filter from parameters and write it back: which events, in which order, which page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import quote, urlencode

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.grammar import PAGING, PARAMETERS, Parameter, Takes
from timeline.dates import NotADate, Span, iso_day
from timeline.store.sound import mended, storable
from timeline.terms import EventType, Order, Role, Status, Via, When

__all__ = ["SHOWN_VIA", "TEXT_LIMIT", "BadFilter", "EventFilter", "Groups", "parse"]

DEFAULT_LIMIT = 50
MOST_VALUES = 100
"""How many values a filter may name altogether."""
LONGEST = 10_000
"""How many characters one value has at most; lists of slugs may be long."""
TEXT_LIMIT = 400
SHOWN_VIA = (Via.DIRECT, Via.REPRESENTED)

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")
"""A time as revisions keep it."""

Groups = tuple[tuple[str, ...], ...]
"""All of these together, each being either of some."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events, in which order, which page; the fields bear the names of the grammar."""

    actor: Groups = ()
    role: tuple[Role, ...] = ()
    via: tuple[Via, ...] = SHOWN_VIA
    theme: Groups = ()
    type: tuple[EventType, ...] = ()
    place: Groups = ()
    source: Groups = ()
    status: tuple[Status, ...] = ()
    window_from: Span | None = None
    window_to: Span | None = None
    when: When = When.POSSIBLE
    disputed: bool = False
    uncertain: bool = False
    q: str = ""
    as_of: str = ""
    order: Order = Order.OLDEST
    limit: int = DEFAULT_LIMIT
    after: str = ""
    before: str = ""

    @property
    def first_day(self) -> int | None:
        """The first day of the window; None where it is open."""
        return None if self.window_from is None else self.window_from.earliest

    @property
    def last_day(self) -> int | None:
        """The last day of the window; None where it is open."""
        return None if self.window_to is None else self.window_to.latest

    @property
    def moment(self) -> str | None:
        """The time whose chronology is asked for, ISO 8601, UTC; None for that of now."""
        if not self.as_of or TIME.match(self.as_of):
            return self.as_of or None
        last = Span.parse(self.as_of).latest
        return None if last is None else f"{iso_day(last)}T23:59:59Z"

    @property
    def has_window(self) -> bool:
        """Whether the date is bounded at all."""
        return self.first_day is not None or self.last_day is not None

    def pairs(self, *, paging: bool = True) -> list[tuple[str, str]]:
        """Write the filter as parameters in the order of the grammar, defaults left out."""
        found: list[tuple[str, str]] = []
        for name in PARAMETERS:
            if paging or name not in PAGING:
                found += [(name, value) for value in _written(self, name)]
        return found

    def query(self, *, paging: bool = True, **changes: object) -> str:
        """Write the filter as the query of an address; the same filter gives the same text."""
        changed = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return urlencode(changed.pairs(paging=paging), quote_via=quote, safe=",/~:.[]")

    def changed(self, **changes: object) -> "EventFilter":
        """Give the filter with some fields changed and on its first page."""
        return replace(self, **{"after": "", "before": "", **changes})  # type: ignore[arg-type]


def _written(given: EventFilter, name: str) -> list[str]:
    match name:
        case "actor" | "theme" | "place" | "source":
            return [",".join(group) for group in getattr(given, name)]
        case "from" | "to":
            span = given.window_from if name == "from" else given.window_to
            return [] if span is None else [span.edtf]
        case "via":
            return [] if given.via == SHOWN_VIA else [",".join(given.via)]
        case "role" | "type" | "status":
            words = getattr(given, name)
            return [",".join(words)] if words else []
        case "disputed" | "uncertain":
            return ["1"] if getattr(given, name) else []
        case _:
            value = getattr(given, name)
            return [] if value == getattr(EventFilter(), name) else [str(value)]


def parse(given: Mapping[str, Sequence[str]], *, strict: bool, most: int = 200) -> EventFilter:
    """Read a filter from parameters as an address or a command gives them.

    Args:
        given: All values of each parameter; empty values say nothing.
        strict: Refuse parameters that the grammar does not have; else they are left alone.
        most: The greatest `limit`.

    Raises:
        BadFilter: If a value cannot be read; slugs are looked up later.
    """
    fields: dict[str, object] = {}
    for name, values in given.items():
        said = [value.strip() for value in values if value.strip()]
        parameter = PARAMETERS.get(name)
        if parameter is None:
            if strict:
                near = get_close_matches(name, PARAMETERS, n=3, cutoff=0.5) or tuple(PARAMETERS)
                raise BadFilter(name, ",".join(values), "there is no such parameter", near)
        elif said:
            _sound(name, said)
            fields[_field(name)] = _read(parameter, said, most)
    found = EventFilter(**fields)  # type: ignore[arg-type]
    _check(found)
    return found


def _sound(name: str, values: list[str]) -> None:
    """See that no value is longer than any filter, or holds what no database can be asked."""
    for value in values:
        if len(value) > LONGEST:
            raise BadFilter(name, value, f"it has at most {LONGEST} characters")
        if not storable(value):
            raise BadFilter(name, mended(value), "a NUL or half a surrogate pair stands in it")


def _field(name: str) -> str:
    return {"from": "window_from", "to": "window_to"}.get(name, name)


def _read(parameter: Parameter, values: list[str], most: int) -> object:
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


def _check(found: EventFilter) -> None:
    n = {one: sum(map(len, getattr(found, one))) for one in ("actor", "theme", "place", "source")}
    if sum(n.values()) > MOST_VALUES:
        raise BadFilter(max(n, key=n.__getitem__), "…", f"at most {MOST_VALUES} values in a filter")
    first, last = found.first_day, found.last_day
    if first is not None and last is not None and first > last:
        raise BadFilter("to", _written(found, "to")[0], "it ends before `from` begins")
    if found.after and found.before:
        raise BadFilter("before", found.before, "a page is after or before a cursor, not both")

"""Read a filter from parameters and write it back: which events, in which order, which page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote, urlencode

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.grammar import PAGING, PARAMETERS, Parameter, Takes
from timeline.chronology.values import DEFAULT_LIMIT, TEXT_LIMIT, TIME, check_sound, read_value
from timeline.dates import Span, iso_day
from timeline.terms import EventType, Order, Role, Status, Via, When

__all__ = ["SHOWN_VIA", "TEXT_LIMIT", "BadFilter", "EventFilter", "Groups", "parse"]

MOST_VALUES = 100
"""How many values a filter may name altogether."""
SHOWN_VIA = (Via.DIRECT, Via.REPRESENTED)

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
        for name, field, usual, write in WRITTEN:
            value = getattr(self, field)
            if value != usual and (paging or name not in PAGING):
                found += [(name, text) for text in write(value)]
        return found

    def query(self, *, paging: bool = True, **changes: object) -> str:
        """Write the filter as the query of an address; the same filter gives the same text."""
        changed = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return urlencode(changed.pairs(paging=paging), quote_via=quote, safe=",/~:.[]")

    def changed(self, **changes: object) -> "EventFilter":
        """Give the filter with some fields changed and on its first page."""
        return replace(self, **{"after": "", "before": "", **changes})  # type: ignore[arg-type]


def _writer(parameter: Parameter) -> Callable[[Any], Sequence[str]]:
    match parameter.takes:
        case Takes.SLUGS:
            return lambda groups: [",".join(group) for group in groups]
        case Takes.WORDS:
            return lambda words: [",".join(words)]
        case Takes.DATE:
            return lambda span: [span.edtf]
        case Takes.FLAG:
            return lambda _set: ["1"]
        case _:
            return lambda value: [str(value)]


FIELDS = {"from": "window_from", "to": "window_to"}
"""The fields of a filter that do not bear the names of their parameters."""
USUAL = EventFilter()
"""The filter that asks for nothing."""
WRITTEN = tuple(
    (name, field, getattr(USUAL, field), _writer(one))
    for name, one in PARAMETERS.items()
    for field in [FIELDS.get(name, name)]
)
"""Of each parameter its name, field and default, and what writes any other value."""


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
            check_sound(name, said)
            fields[FIELDS.get(name, name)] = read_value(parameter, said, most)
    found = EventFilter(**fields)  # type: ignore[arg-type]
    _check(found)
    return found


def _check(found: EventFilter) -> None:
    n = {one: sum(map(len, getattr(found, one))) for one in ("actor", "theme", "place", "source")}
    if sum(n.values()) > MOST_VALUES:
        raise BadFilter(max(n, key=n.__getitem__), "…", f"at most {MOST_VALUES} values in a filter")
    first, last = found.first_day, found.last_day
    if first is not None and last is not None and first > last:
        said = dict(found.pairs())["to"]
        raise BadFilter("to", said, "it ends before `from` begins")
    if found.after and found.before:
        raise BadFilter("before", found.before, "a page is after or before a cursor, not both")

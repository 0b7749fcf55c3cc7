"""Read what a program asks: a filter, or a list of records; whatever is not known is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol
from urllib.parse import quote, urlencode

from timeline.chronology.filter import TEXT_LIMIT, BadFilter, EventFilter, parse
from timeline.chronology.grammar import Parameter, Takes

MOST = 1000
"""The greatest `limit` of the API."""
LIST_LIMIT = 100
SLUG_LIMIT = 400

Given = Mapping[str, Sequence[str]]


class Asked(Protocol):
    """What was asked, which writes itself always in the same way."""

    def query(self) -> str:
        """Write it as the query of an address."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing is asked but the address itself."""

    def query(self) -> str:
        """Write nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Which records of a list: part of a name, the slug that they come after, how many."""

    q: str = ""
    used: bool = False
    limit: int = LIST_LIMIT
    after: str = ""

    def query(self, *, after: str | None = None) -> str:
        """Write it as the query of an address, defaults left out; `after` goes on from there."""
        start = self.after if after is None else after
        limit = "" if self.limit == LIST_LIMIT else str(self.limit)
        pairs = {"q": self.q, "used": "1" if self.used else "", "limit": limit, "after": start}
        return urlencode({k: v for k, v in pairs.items() if v}, quote_via=quote, safe="/")


LIST_PARAMETERS = (
    Parameter("q", Takes.TEXT, "Part of a name, in any language.", (), "kuril"),
    Parameter("used", Takes.FLAG, "Only those that stand in an event."),
    Parameter("limit", Takes.NUMBER, "How many records a page."),
    Parameter("after", Takes.TEXT, "The slug that the page begins after."),
)


def events(given: Given) -> EventFilter:
    """Read a filter.

    Raises:
        BadFilter: If a parameter or value is not in the grammar.
    """
    _readable(given)
    whole = {"limit": [_whole(one) for one in given["limit"]]} if "limit" in given else {}
    return parse({**given, **whole}, strict=True, most=MOST)


def records(given: Given) -> ListAsked:
    """Read which records of a list are wanted.

    Raises:
        BadFilter: If a parameter or value is not known.
    """
    _readable(given)
    names = tuple(one.name for one in LIST_PARAMETERS)
    said: dict[str, str] = {}
    for name, values in given.items():
        if name not in names:
            raise unknown(name, values, names)
        if len(values) > 1:
            raise BadFilter(name, values[1], "it can be given only once")
        said[name] = values[0].strip()
    for name in ("q", "after"):
        if len(said.get(name, "")) > TEXT_LIMIT:
            raise BadFilter(name, said[name], f"it has at most {TEXT_LIMIT} characters")
    if said.get("used", "0") not in ("", "0", "1"):
        raise BadFilter("used", said["used"], "it is either 1 or 0", ("1",))
    return ListAsked(
        q=said.get("q", ""),
        used=said.get("used") == "1",
        limit=_limit(_whole(said["limit"])) if said.get("limit") else LIST_LIMIT,
        after=said.get("after", ""),
    )


def nothing(given: Given) -> Nothing:
    """See that no parameter is given.

    Raises:
        BadFilter: If one is.
    """
    for name, values in given.items():
        raise BadFilter(name, ",".join(values), "there are no parameters here")
    return Nothing()


def _readable(given: Given) -> None:
    """Refuse what no database holds: a NUL character, in a name or in a value."""
    for name, values in given.items():
        if any("\x00" in text for text in (name, *values)):
            raise BadFilter(name.replace("\x00", ""), "", "it holds a NUL character")


def unknown(name: str, values: Sequence[str], names: Sequence[str]) -> BadFilter:
    """Refuse a parameter that there is not, naming what is near."""
    near = get_close_matches(name, names, n=3, cutoff=0.5) or names
    return BadFilter(name, ",".join(values), "there is no such parameter", near)


def _whole(text: str) -> str:
    """Write a whole number as digits: the integer of JSON Schema may be written 2.0."""
    return text.strip().removesuffix(".0")


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= MOST):
        raise BadFilter("limit", text, f"it is a number from 1 to {MOST}", (str(LIST_LIMIT),))
    return int(text)

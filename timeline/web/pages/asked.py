"""Read the filter of a page from its address, and write addresses of lists from filters."""

from collections.abc import Sequence
from urllib.parse import parse_qs, quote, urlencode

from flask import request

from timeline.chronology import naming
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.grammar import PARAMETERS
from timeline.chronology.kept import keep
from timeline.web.session import service, session

MOST = 200
SAFE = ",/~:.[]"
"""What stands as it is in the queries that filters write."""
NO_ID = 1 << 62
"""Beyond every id that a database gives."""


def asked_filter() -> EventFilter:
    """Read the filter of this page, every value as the slug by which its record goes now.

    Raises:
        BadFilter: If a value cannot be read or names what there is not.
    """
    values = {name: list(several) for name, several in request.args.lists()}
    values.setdefault("limit", [str(min(service().settings.page_limit, MOST))])
    keep(session())
    return naming.canonical(session(), parse(values, strict=False, most=MOST))


def has_empty_fields() -> bool:
    """Tell whether the address names fields of the form that say nothing."""
    given = parse_qs(request.query_string.decode(errors="replace"), keep_blank_values=True)
    return any(name in PARAMETERS and not value for name in given for value in given[name])


def list_address(given: EventFilter, form: str = "", **changes: object) -> str:
    """Write the address of the list under a filter, on its first page.

    Args:
        given: The filter.
        form: Another form than a page: `csv`, `json`, `md`.
        changes: Fields of the filter to change.
    """
    query = paged(given.changed(**changes), keep_limit=not form)
    path = f"/events.{form}" if form else "/events"
    return f"{path}?{query}" if query else path


class Toggled:
    """Writes addresses of lists that differ from a filter in one parameter, many at little cost."""

    def __init__(self, given: EventFilter) -> None:
        """Write every parameter of the filter once."""
        first = given.changed()
        usual = {"limit"} if given.limit == service().settings.page_limit else set()
        self._order = {name: number for number, name in enumerate(PARAMETERS)}
        self._pairs = [pair for pair in first.pairs() if pair[0] not in usual]
        if not usual and given.limit == EventFilter().limit:
            self._pairs.append(("limit", str(given.limit)))

    def address(self, name: str, values: Sequence[str]) -> str:
        """Write the address of the list in which one parameter has these values and no others."""
        kept = [pair for pair in self._pairs if pair[0] != name]
        kept += [(name, value) for value in values]
        kept.sort(key=lambda pair: self._order[pair[0]])
        query = urlencode(kept, quote_via=quote, safe=SAFE)
        return f"/events?{query}" if query else "/events"


def event_address(number: int, slug: str) -> str:
    """Write the address of an event; the id decides, the slug is for reading."""
    return f"/event/{number}/{quote(slug)}" if slug else f"/event/{number}"


def state_of(given: EventFilter) -> str:
    """Write the query by which an event is opened within a filter: which events, in which order."""
    return given.query(paging=False)


def paged(given: EventFilter, *, keep_limit: bool = True) -> str:
    """Write the query of a filter; the limit is left out where it is the usual one."""
    usual = given.limit == service().settings.page_limit
    query = given.query(limit=EventFilter().limit)
    if keep_limit and not usual:
        query += ("&" if query else "") + urlencode({"limit": given.limit})
    return query


def instead(parameter: str, value: str) -> str:
    """Write the address of this page with another value for one parameter; without it if empty."""
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != parameter and pair[1]]
    query = urlencode([*kept, (parameter, value)] if value else kept)
    return f"{request.path}?{query}" if query else request.path

"""Set what stands round a list, the same on each of its pages, once for a filter."""

from dataclasses import astuple, dataclass
from typing import Any

from flask import current_app

from timeline.chronology.facets import Facets
from timeline.chronology.filter import SHOWN_VIA, EventFilter
from timeline.chronology.listing import count_events, may_count_otherwise
from timeline.terms import Order, Role, Via
from timeline.web.pages import taking, values
from timeline.web.pages.asked import list_address
from timeline.web.pages.called import counted
from timeline.web.pages.choices import WORDS, panels
from timeline.web.pages.fragments import kept
from timeline.web.pages.framing import macro
from timeline.web.pages.strip import strip
from timeline.web.pages.told import filter_chips, listed
from timeline.web.session import service, session

FORMS = taking.FORMS
WIDER = (*SHOWN_VIA, Via.AFFILIATED)


@dataclass(frozen=True, slots=True)
class Wider:
    """How many events more there are when actors count through what they own, and where."""

    more: int
    href: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands round a list, as markup.

    Attributes:
        named: the head of the list: the names in its filter.
        titled: the same, or what the site is called where the filter names nothing.
        above: the parts of the filter, a wider one, and the years as bars.
        orders: the orders it can have.
        take: how it is saved and followed.
        side: the form and every facet.
    """

    named: str
    titled: str
    above: str
    orders: str
    take: str
    side: str


def surroundings(given: EventFilter, total: int) -> Surroundings:
    """Set what stands round the list of a filter.

    Args:
        given: The filter.
        total: How many events it finds.
    """
    first = given.changed()
    return Surroundings(*kept(("surroundings", first), lambda: astuple(_made(first, total))))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on the page of a record besides its events, as markup.

    Attributes:
        years: the years as bars.
        take: how the list is saved and followed.
        narrowing: every facet but that of the record.
    """

    years: str
    take: str
    narrowing: str


def beside(given: EventFilter, own: str) -> Beside:
    """Set what stands on the page of a record besides its events.

    Args:
        given: The filter that finds them.
        own: The parameter that the page is about.
    """
    first = given.changed()
    return Beside(*kept(("beside", own, first), lambda: astuple(_beside(first, own))))


def _beside(given: EventFilter, own: str) -> Beside:
    facets = counted(given)
    offered = panels(given, facets, others_of(given), own=own)
    return Beside(
        years=values.years(strip(given, facets.year)),
        take=macro("parts/surroundings.html", "take", forms_of(given), given),
        narrowing=macro("parts/filters.html", "narrowing", offered),
    )


def _made(given: EventFilter, total: int) -> Surroundings:
    facets = counted(given)
    chips = filter_chips(session(), given)
    drawn = strip(given, facets.year)
    orders = [(one.value, list_address(given, order=one), one is given.order) for one in Order]
    offered = panels(given, facets, others_of(given))
    pieces: Any = current_app.jinja_env.get_template("parts/surroundings.html").module
    return Surroundings(
        named=pieces.named(chips, ""),
        titled=pieces.named(chips, service().settings.site_title),
        above=pieces.above(chips, _wider(given, total), drawn),
        orders=pieces.ordered(orders),
        take=pieces.take(forms_of(given), given),
        side=pieces.side(given, facets.actor, tuple(Role), tuple(Via), offered, drawn),
    )


def forms_of(given: EventFilter) -> list[tuple[str, str]]:
    """Name the forms in which the list of a filter can be taken away, each with its address."""
    query = list_address(given, "csv").removeprefix("/events.csv")
    return [(name, f"/events.{form}{query}") for form, name in FORMS]


def _wider(given: EventFilter, total: int) -> Wider | None:
    if not given.actor or given.via != SHOWN_VIA:
        return None
    if given.moment is None and not may_count_otherwise(session(), given, Via.AFFILIATED):
        return None
    wide = given.changed(via=WIDER)
    more = listed(count_events(session(), wide), wide) - total
    return Wider(more, list_address(wide)) if more > 0 else None


def others_of(given: EventFilter) -> dict[str, Facets]:
    """Count without each parameter of words that is given, so that others can be added to it."""
    return {name: counted(given.changed(**{name: ()})) for name in WORDS if getattr(given, name)}

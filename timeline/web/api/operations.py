"""List every operation of the API once: routes and documentation are both made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.facets import Facets
from timeline.chronology.grammar import PARAMETERS, Parameter
from timeline.chronology.rows import ActorPage, PlacePage, SourcePage, ThemePage
from timeline.web.api import asked, changes, events, records
from timeline.web.api.answers import Answer

FILTER = tuple(PARAMETERS.values())


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        name: its name in the document, and of its route.
        path: its address; the variable part, if it has one, in braces.
        summary: what it gives, in one line.
        gives: the type of its answer.
        ask: reads the parameters, and refuses what is unknown.
        read: reads the answer from the database; gets what was asked and the variable part.
        parameters: what may be asked.
        default_limit: how many there are on a page unless said; 0 where there are no pages.
        variable: what the variable part is.
        example: a value of it.
    """

    name: str
    path: str
    summary: str
    gives: type
    ask: Callable[[asked.Given], Any]
    read: Callable[[Session, Any, str], Answer]
    parameters: tuple[Parameter, ...] = ()
    default_limit: int = 0
    variable: str = ""
    example: str = ""


def _list(record: str, summary: str) -> Operation:
    return Operation(
        f"list_{record}s",
        records.path_of(record),
        summary,
        records.LISTS[record],
        asked.records,
        records.lister(record),
        parameters=asked.LIST_PARAMETERS,
        default_limit=asked.LIST_LIMIT,
    )


def _one(record: str, summary: str, gives: type, example: str) -> Operation:
    return Operation(
        f"read_{record}",
        records.path_of(record) + ("/{path}" if record == "theme" else "/{slug}"),
        summary,
        gives,
        asked.nothing,
        records.reader(record),
        variable=f"The {'path' if record == 'theme' else 'slug'} of the {record}.",
        example=example,
    )


OPERATIONS = (
    Operation(
        "list_events",
        events.PATH,
        "A page of the chronology under a filter, with the counts of all of it.",
        events.EventList,
        asked.events,
        events.events,
        parameters=FILTER,
        default_limit=50,
    ),
    Operation(
        "read_event",
        events.PATH + "/{id}",
        "One event with its actors, themes, places, sources, claims and links.",
        shapes.Event,
        asked.nothing,
        events.event,
        variable="The id of the event.",
        example="1",
    ),
    Operation(
        "count_facets",
        "/api/v1/facets",
        "The events under a filter counted by actor, theme, place, source, type, status and year; "
        "order and page change nothing.",
        Facets,
        asked.events,
        events.facets,
        parameters=FILTER,
        default_limit=50,
    ),
    Operation(
        "list_changes",
        changes.PATH,
        "What was added, changed, withdrawn and merged under a filter between two moments.",
        changes.Changes,
        changes.ask,
        changes.changes,
        parameters=(*changes.FILTER, *changes.MOMENTS),
    ),
    _list("actor", "Actors by slug."),
    _one("actor", "An actor with its names, codes and ties.", ActorPage, "japan"),
    _list("theme", "Themes by path."),
    _one("theme", "A theme with its labels and neighbours.", ThemePage, "energy"),
    _list("place", "Places by slug."),
    _one("place", "A place with its names and neighbours.", PlacePage, "tokyo"),
    _list("source", "Sources by slug."),
    _one("source", "A source with its bibliographic record.", SourcePage, "japan-times-2014-01-15"),
)
"""Every operation of version 1."""

"""Answer what changed in a chronology between two moments."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

import msgspec
from sqlalchemy.orm import Session

from timeline.chronology.filter import EventFilter
from timeline.chronology.grammar import PAGING, PARAMETERS, Parameter, Takes
from timeline.chronology.since import Turn, changed_between, read_point
from timeline.web.api import asked
from timeline.web.api.answers import Answer

PATH = "/api/v1/changes"
MOST = 1000
"""How many events an answer names, those that changed last."""
BEGINNING = "v0"
MOMENTS = (
    Parameter(
        "since",
        Takes.MOMENT,
        "The state to compare with: the end of a day, the time of a revision, or a version such as "
        "v120. The empty chronology before everything unless given.",
        (),
        "2026-11-01",
    ),
    Parameter("until", Takes.MOMENT, "The state that is compared; that of now unless given."),
)
LEFT_OUT = PAGING | {"as_of", "order"}
FILTER = tuple(one for one in PARAMETERS.values() if one.name not in LEFT_OUT)


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """Which events, between which moments."""

    filter: EventFilter
    since: str
    until: str

    def query(self) -> str:
        """Write it as the query of an address."""
        pairs = [*self.filter.pairs(paging=False), ("since", self.since)]
        pairs += [("until", self.until)] if self.until else []
        return urlencode(pairs, quote_via=quote, safe=",/~:.[]")


class Changes(msgspec.Struct, frozen=True):
    """What changed; `count` is of all that differ, the newest thousand of which are named."""

    since: str
    until: str
    count: int
    changes: tuple[Turn, ...]


def ask(given: asked.Given) -> ChangesAsked:
    """Read what is to be compared.

    Raises:
        BadFilter: If a parameter or value is not known.
    """
    for name in LEFT_OUT:
        if name in given:
            raise asked.unknown(name, given[name], [one.name for one in (*FILTER, *MOMENTS)])
    rest = {name: values for name, values in given.items() if name not in ("since", "until")}
    moments = {name: "".join(given.get(name, ("",))[:1]).strip() for name in ("since", "until")}
    for name, value in moments.items():
        if value:
            read_point(name, value)
    return ChangesAsked(asked.events(rest), moments["since"] or BEGINNING, moments["until"])


def changes(session: Session, wanted: ChangesAsked, _key: str) -> Answer:
    """Tell what changed.

    Raises:
        BadFilter: If the filter names what there is not, or too many events were touched.
    """
    until = read_point("until", wanted.until) if wanted.until else None
    since = read_point("since", wanted.since)
    found = changed_between(session, replace(wanted.filter, as_of=""), since, until)
    body = Changes(wanted.since, wanted.until, len(found), found[:MOST])
    return Answer(msgspec.json.encode(body))

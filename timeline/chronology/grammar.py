"""Define the one grammar of filters that pages, API, commands and exports share, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from timeline.terms import EventType, Order, Role, Status, Via, When


class Takes(StrEnum):
    """What sort of value a parameter takes."""

    SLUGS = "slugs"
    """Slugs, codes or names; commas are either, repeating the parameter means all together."""
    WORDS = "words"
    """Words of a closed vocabulary, commas are either."""
    WORD = "word"
    DATE = "date"
    TEXT = "text"
    MOMENT = "moment"
    """A day (EDTF) or the time of a revision."""
    FLAG = "flag"
    NUMBER = "number"
    CURSOR = "cursor"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name in addresses and as a long option, what it takes, what it means."""

    name: str
    takes: Takes
    help: str
    choices: tuple[str, ...] = ()
    example: str = ""


def _parameters() -> tuple[Parameter, ...]:
    return (
        Parameter("actor", Takes.SLUGS, "Who takes part: slug, code or name.", (), "japan"),
        Parameter("role", Takes.WORDS, "As what the actor takes part.", tuple(Role)),
        Parameter(
            "via",
            Takes.WORDS,
            "How the actor counts: itself (direct), through one who acts for it (represented), "
            "through owner or seat (affiliated), as an organization of its members (member). "
            "Direct and represented unless given.",
            tuple(Via),
        ),
        Parameter(
            "theme", Takes.SLUGS, "What it is about; includes narrower themes.", (), "energy"
        ),
        Parameter("type", Takes.WORDS, "What was done.", tuple(EventType)),
        Parameter("place", Takes.SLUGS, "Where; includes what lies in it.", (), "vladivostok"),
        Parameter("source", Takes.SLUGS, "Which source it is cited from."),
        Parameter("status", Takes.WORDS, "How real it is.", tuple(Status)),
        Parameter("from", Takes.DATE, "Not before this date (EDTF).", (), "2012"),
        Parameter("to", Takes.DATE, "Not after this date (EDTF).", (), "2018"),
        Parameter(
            "when", Takes.WORD, "Whether the date must lie in the window or may.", tuple(When)
        ),
        Parameter("disputed", Takes.FLAG, "Only what sources disagree on."),
        Parameter("uncertain", Takes.FLAG, "Only what is not dated to the day for certain."),
        Parameter("q", Takes.TEXT, 'Words, "phrases", -not.', (), "peace treaty"),
        Parameter(
            "as_of",
            Takes.MOMENT,
            "The chronology as it stood at the end of this day, or at this time (UTC).",
            (),
            "2026-11-22",
        ),
        Parameter("order", Takes.WORD, "In what order.", tuple(Order)),
        Parameter("limit", Takes.NUMBER, "How many events a page."),
        Parameter("after", Takes.CURSOR, "The page after this cursor."),
        Parameter("before", Takes.CURSOR, "The page before this cursor."),
    )


PARAMETERS: Mapping[str, Parameter] = {one.name: one for one in _parameters()}
"""Every parameter by name, in the order in which addresses name them."""

PAGING = frozenset({"limit", "after", "before"})
"""The parameters that say which page of a list, not which events."""

"""What `find` hands back: an expression with its days, and the trace of how it was read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.dates import Span


@dataclass(frozen=True, slots=True)
class Trace:
    """How a printed date was read, so that a person can see why.

    Attributes:
        words: The words as printed.
        language: Code of the language they were read in.
        anchor: What they lean on: 'publication day', 'a date named before', 'the event …', 'none'.
        anchor_day: The day counted from, as ISO 8601 text, when one was.
        rule: Name of the rule in the language's table.
        alternatives: Other readings as EDTF text; not empty only where the words are ambiguous.
        note: What makes the reading less than certain, in words; empty otherwise.
    """

    words: str
    language: str
    anchor: str
    rule: str
    anchor_day: str = ""
    alternatives: tuple[str, ...] = ()
    note: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the trace as plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Found:
    """One expression: code-point offsets, TIMEX3 type and value, and its Span if it has days.

    `parts` holds the printed ends of a range or an open stretch, for readers of TIMEX3, which
    has no value for either.
    """

    start: int
    end: int
    text: str
    type: str
    timex: str
    span: Span | None
    trace: Trace
    parts: tuple[Found, ...] = field(default=())

"""What a date leans on: the day of publication, the date last told, the tense, the country."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.dates.days import ymd

Events = Callable[[str], "str | None"] | Mapping[str, str]


@dataclass(slots=True)
class Context:
    """The state of one reading of one text; `told` is the date last named in it."""

    base: int | None
    narrative: bool = False
    month_first: bool = True
    southern: bool = False
    events: Events | None = None
    told_first: int | None = None
    told_grain: str = ""
    told_era: bool = False
    told_long: bool = False
    future: bool | None = None
    used: str = "none"
    notes: list[str] = field(default_factory=list)

    def published(self) -> int | None:
        """Return the publication day, noting that a reading leaned on it."""
        self.used = "publication day"
        return self.base

    def anchor(self, *, told: bool) -> int | None:
        """Return the day to count from: the told date when asked for or in a narrative."""
        if (told or self.narrative) and self.told_first is not None:
            self.used = "a date named before"
            return self.told_first
        return self.published()

    def year(self) -> int | None:
        """Return the year that dates without one belong to."""
        day = self.anchor(told=False)
        return None if day is None else ymd(day)[0]

    def tell(self, first: int | None, grain: str, *, era: bool = False) -> None:
        """Remember a date for those that come after it."""
        if first is not None and grain in _TOLD:
            self.told_first, self.told_grain, self.told_era = first, grain, era


_TOLD = frozenset(
    ("day", "week", "weekend", "month", "season", "quarter", "half", "year", "part", "range"),
)


def sentence_tense(
    text: str, start: int, end: int, future: re.Pattern[str] | None, past: re.Pattern[str] | None
) -> bool | None:
    """Tell whether the sentence round an expression speaks of the future.

    Returns:
        True for the future, False for the past, None when nothing tells.
    """
    low = max((text.rfind(mark, max(0, start - 300), start) for mark in (". ", "\n", "? ", "! ")),
              default=-1)
    ends = [p for mark in (". ", "\n", "? ") if (p := text.find(mark, end, end + 200)) >= 0]
    sentence = text[max(low, 0, start - 300): min(ends, default=min(len(text), end + 200))]
    if future and future.search(sentence):
        return True
    if past and past.search(sentence):
        return False
    return None

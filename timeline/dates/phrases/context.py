"""What a date leans on: the day of publication, the date last told, the tense, the country."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.dates.days import ymd

Events = Callable[[str], "str | None"] | Mapping[str, str]


def no_tense() -> bool | None:
    """Stand for a sentence that tells nothing of its tense."""
    return None


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
    alone: bool = False
    used: str = "none"
    tense: Callable[[], bool | None] = no_tense

    @property
    def future(self) -> bool | None:
        """Tell whether the sentence speaks of the future, asking only when it matters."""
        return self.tense()

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
    text: str,
    start: int,
    end: int,
    future: re.Pattern[str] | None,
    past: re.Pattern[str] | None,
    participle: int = 30,
) -> bool | None:
    """Tell whether the words round an expression speak of the future.

    The cue that stands nearest before the expression in its sentence decides; failing that,
    the nearest behind it.

    Args:
        text: The whole text.
        start: Where the expression begins.
        end: Where it ends.
        future: Cues of the future.
        past: Cues of the past.
        participle: How many characters behind a cue of the future a cue of the past still
            belongs to it, with no comma between, as in 'will be announced on Friday'.

    Returns:
        True for the future, False for the past, None when nothing tells.
    """
    low = max(0, start - _REACH)
    low = max([low, *(text.rfind(mark, low, start) for mark in _STOPS)])
    ends = [place for mark in _STOPS if (place := text.find(mark, end, end + _REACH)) >= 0]
    ahead = _last(future, text, low, start), _last(past, text, low, start)
    if ahead != (-1, -1):
        if ahead[0] < 0 or "," in text[ahead[0] : max(ahead)]:
            return False
        return ahead[1] - ahead[0] < participle
    high = min(ends, default=min(len(text), end + _REACH))
    behind = _first(future, text, end, high), _first(past, text, end, high)
    return None if behind == (high, high) else behind[0] < behind[1]


_REACH = 160
_STOPS = (". ", "\n\n", "? ", "! ", "; ", "。", "؟")


def _last(cue: re.Pattern[str] | None, text: str, low: int, high: int) -> int:
    place = -1
    if cue is not None:
        for match in cue.finditer(text, low, high):
            place = match.start()
    return place


def _first(cue: re.Pattern[str] | None, text: str, low: int, high: int) -> int:
    match = cue.search(text, low, high) if cue is not None else None
    return match.start() if match else high

"""Write dates as bibliographies and feeds know them: parts, level 1 of EDTF, seasons."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.dates import NotADate, Span
from timeline.dates.days import ymd
from timeline.dates.wording import words

SEASON = re.compile(r"-?\d{4}-(2[1-4])[~?%]?\Z")
LEVEL_ONE = re.compile(r"-?\d{2}(?:\d\d|\dX|XX)(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?[~?%]?\Z")
PART = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of a source, in every form that a bibliography asks for.

    Attributes:
        edtf: the date; empty where there is none that can be read.
        words: the date in words, or whatever stood in its place.
        first: year, month, day of its beginning, as far as they are known; astronomical year.
        last: the same of its end, for a date from one day to another; else empty.
        season: 1 (spring) to 4 (winter), or 0.
        circa: whether it is marked as approximate or uncertain.
    """

    edtf: str = ""
    words: str = ""
    first: PART = ()
    last: PART = ()
    season: int = 0
    circa: bool = False

    @property
    def level_one(self) -> str:
        """The date in the part of EDTF that BibLaTeX knows; as much of it as that can say.

        Source: BibLaTeX 3.20 manual, section 2.3.8 (EDTF level 1).
        """
        ends = self.edtf.split("/")
        if self.edtf and all(LEVEL_ONE.match(end) or end in ("", "..") for end in ends):
            return self.edtf
        return _joined(self.first) + ("/" + _joined(self.last) if self.last else "")


NONE = Moment()


def calendar_day(text: str | None) -> date | None:
    """Read a day, YYYY-MM-DD, as a date of the calendar; None for anything else."""
    if text is None or len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _joined(parts: PART) -> str:
    if not parts:
        return ""
    year, *rest = parts
    return ("-" if year < 0 else "") + f"{abs(year):04d}" + "".join(f"-{one:02d}" for one in rest)


@lru_cache(maxsize=4096)
def moment(edtf: str) -> Moment:
    """Read a date for a bibliography; text that is no EDTF is kept as words.

    Args:
        edtf: EDTF of any level.
    """
    try:
        span = Span.parse(edtf)
    except NotADate:
        return Moment(words=edtf)
    found = SEASON.match(span.edtf)
    first, last = _ends(span)
    return Moment(
        edtf=span.edtf,
        words=words(span),
        first=first[:1] if found else first,
        last=last,
        season=int(found[1]) - 20 if found else 0,
        circa=span.approximate or span.uncertain,
    )


def _ends(span: Span) -> tuple[PART, PART]:
    """Give the parts of beginning and end that are certain."""
    if not span.is_interval:
        return _shared(span.earliest, span.latest), ()
    begin, end = _shared(*span.begins), _shared(*span.ends)
    return (begin, end) if begin and end and begin != end else (begin, ())


def _shared(first: int | None, last: int | None) -> PART:
    """Give year, month and day as far as all days between two have them in common."""
    if first is None or last is None:
        return ()
    shared: list[int] = []
    for one, other in zip(ymd(first), ymd(last), strict=True):
        if one != other:
            break
        shared.append(one)
    return tuple(shared) if abs(ymd(first)[0]) <= 9999 else ()

"""Tell under which year and month a chronology files a date."""

from dataclasses import dataclass, replace

from timeline.dates import Span
from timeline.dates.days import FAR, ymd
from timeline.exports.fixed import Said

UNKNOWN = Span.parse("XXXX")


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an entry stands; `month` is 0 for dates that are not known to the month."""

    edtf: str = ""
    span: Span = UNKNOWN
    year: int | None = None
    month: int = 0

    def year_words(self, said: Said) -> str:
        """Word the year as a head."""
        return said("undated") if self.year is None else said.date(_year(self.year))

    def month_words(self, said: Said) -> str:
        """Word the month as a head, with its year."""
        return _raised(said.date(f"{_year(self.year or 0)}-{self.month:02d}"))

    def after(self, before: "Filed") -> "Filed":
        """Stand where the next entry looks back to: a date without a month opens no new one."""
        return (
            replace(self, month=before.month)
            if not self.month and self.year == before.year
            else self
        )


def file_under(edtf: str) -> Filed:
    """Find the year and month under which a date is filed: those of the day that it is sorted by.

    Args:
        edtf: The date.

    Raises:
        NotADate: If it is none.
    """
    span = Span.parse(edtf)
    day = span.sort_day
    if abs(day) >= FAR:
        return Filed(edtf, span)
    year, month, _ = ymd(day)
    if not -9999 <= year <= 9999:
        return Filed(edtf, span)
    known = span.begins if span.begins_first is not None else span.ends
    first, last = known
    exact = first is None or last is None or ymd(first)[:2] == ymd(last)[:2]
    return Filed(edtf, span, year, month if exact else 0)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _year(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"

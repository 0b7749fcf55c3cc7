"""Lead from the other dates that sources give to an event to the date under which it is entered."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline import shapes
from timeline.chronology.detail import differences
from timeline.dates import NotADate
from timeline.dates.order import agree
from timeline.exports.filing import Filed, file_under
from timeline.terms import About


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date at which a reader may look for an event that is entered in another month.

    Attributes:
        filed: where that date stands.
        ruled: the date under which the event is entered.
        title: of the event.
        event: its id, where it has one.
    """

    filed: Filed
    ruled: str
    title: str
    event: int | None

    @property
    def key(self) -> tuple[int, int]:
        """Where it stands in the order of time, beside `key_of` of the entries."""
        return key_of(self.filed)


def key_of(filed: Filed) -> tuple[int, int]:
    """Give the place of a date in the order of time: sort day, coarser after finer."""
    return filed.span.sort_day, filed.span.span_class


def other_dates(event: shapes.Event) -> tuple[OtherDate, ...]:
    """Find the dates of sources that cannot be that of the entry and lie in another month."""
    if not event.disputed:
        return ()
    own = file_under(event.date.edtf)
    told = [
        one for found in differences(event) if found.about is About.DATE for one in found.statements
    ]
    found = []
    for edtf in dict.fromkeys(one.claim.edtf for one in told if one.claim.edtf):
        try:
            filed = file_under(edtf)
        except NotADate:  # a claim that came in with words alone
            continue
        same = (filed.year, filed.month) == (own.year, own.month)
        if filed.year is not None and not same and not agree([own.span, filed.span]):
            found.append(OtherDate(filed, event.date.edtf, event.title, event.id))
    return tuple(found)


class Waiting:
    """The other dates of a chronology, given one by one as its entries pass them."""

    def __init__(self, dates: list[OtherDate], *, newest_first: bool) -> None:
        """Put them in the order of the entries."""
        self._newest_first = newest_first
        self._rest = sorted(dates, key=lambda one: one.key, reverse=not newest_first)

    def until(self, filed: Filed, before: Filed) -> Iterator[OtherDate]:
        """Give those that stand before an entry; ahead of the first one only those of its year.

        Args:
            filed: Where the entry stands.
            before: Where what stands before it does.
        """
        while self._rest and self._passed(self._rest[-1].key, key_of(filed)):
            one = self._rest.pop()
            if before.edtf or one.filed.year == filed.year:
                yield one

    def rest(self, last: Filed) -> Iterator[OtherDate]:
        """Give those behind the last entry that are of its year."""
        while self._rest:
            one = self._rest.pop()
            if one.filed.year == last.year:
                yield one

    def _passed(self, one: tuple[int, int], entry: tuple[int, int]) -> bool:
        return one > entry if self._newest_first else one < entry

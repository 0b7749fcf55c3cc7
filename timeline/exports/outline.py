"""Lay out a chronology for any form: opening, scope, heads of years and months, entries, close."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline import shapes
from timeline.exports.corrections import correction_line, corrections_head
from timeline.exports.elsewhere import OtherDate, Waiting
from timeline.exports.entries import entry, numbered
from timeline.exports.filing import Filed, file_under
from timeline.exports.fixed import Said, said
from timeline.exports.head import Head
from timeline.exports.parts import Parts
from timeline.exports.tally import Tally
from timeline.terms import Order

MONTHS_FROM = 12
"""From how many events on a chronology has heads for months."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a year (level 1) or a month (level 2); `key` tells it from every other one."""

    level: int
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is told.

    Attributes:
        event: the event itself.
        date: its date in words, as it stands at the start.
        parts: the text behind the date.
        notes: its citations with the numbers of their notes, by number.
    """

    event: shapes.Event
    date: str
    parts: Parts
    notes: tuple[tuple[int, shapes.Citation], ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A date of a source at which an event is not entered.

    Attributes:
        date: in words, as it stands at the start.
        words: where the event is entered, and its title.
        event: its id, where it has one.
    """

    date: str
    words: str
    event: int | None


@dataclass(frozen=True, slots=True)
class Appendix:
    """A list behind the entries: its key, its head, its lines, of which there may be none."""

    key: str
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole chronology, as the parts that every form has."""

    head: Head
    tally: Tally
    said: Said

    @classmethod
    def of(cls, tally: Tally, head: Head) -> "Outline":
        """Lay out the events that have been taken in.

        Raises:
            LookupError: If there are no fixed words in the language wished for.
        """
        return cls(head, tally, said(head.wishes.language))

    @property
    def about(self) -> str:
        """Who publishes it and which version it is, on one line."""
        return " · ".join(part for part in (self.head.compiler, self.version, self.as_of) if part)

    @property
    def version(self) -> str:
        """The version of the data; empty for none."""
        return self.said("version", n=self.head.version) if self.head.version else ""

    @property
    def as_of(self) -> str:
        """As of when the data are; empty where that is not known."""
        day = self.said.date(self.head.changed[:10]) if self.head.changed else ""
        return self.said("as_of", date=day) if day else ""

    def scope(self) -> tuple[str, ...]:
        """Say which events these are, how many, by how many sources told, and how to read them."""
        tell, tally = self.said, self.tally
        sources = tell.count("sources", len(tally.sources))
        told = [
            tell("scope_line", filter=self.head.words or tell("scope_one"), counted=self._counted())
            if self.head.words
            else tell.stopped(tell("scope_one"))
        ]
        if tally.sources:
            told.append(tell("cited", sources=sources))
        if len(tally.languages) > 1:
            named = [f"{tell.tongue(code)} {number}" for code, number in tally.languages]
            told.append(tell("languages", languages=", ".join(named)))
        if tally.archived:
            told.append(tell("archived_share", archived=len(tally.archived), sources=sources))
        if tally.left_out:
            counted = tell.count("events", len(tally.left_out))
            told.append(tell("left_out_scope", events=counted))
        return (*told, tell("key"))

    def _counted(self) -> str:
        head = self.head
        events = self.said.count("events", head.total)
        if not head.possible:
            return self.said("counted", events=events)
        return self.said(
            "counted_possible", events=events, certain=head.certain, possible=head.possible
        )

    def blocks(self) -> Iterator[Heading | Entry | Elsewhere]:
        """Give heads and entries in their order; the notes are numbered from 1.

        In an order of time, an event whose date is disputed is led to from its other dates.
        """
        before = Filed()
        following = 1
        by_time = self.head.order is not Order.SIGNIFICANT
        others = self.tally.elsewhere if by_time else []
        waiting = Waiting(others, newest_first=self.head.order is Order.NEWEST)
        for event in self.tally.events():
            filed = file_under(event.date.edtf)
            for other in waiting.until(filed, before):
                yield from self._elsewhere(other, before)
                before = other.filed.after(before)
            if by_time:
                yield from self._heads(filed, before)
            numbers = numbered(event, following)
            notes = sorted(zip(numbers, event.citations, strict=True), key=lambda one: one[0])
            parts = entry(event, numbers, self.said)
            yield Entry(event, self._date(filed, before, by_time=by_time), parts, tuple(notes))
            following += len(numbers)
            before = filed.after(before)
        for other in waiting.rest(before):
            yield from self._elsewhere(other, before)
            before = other.filed.after(before)

    def _elsewhere(self, other: OtherDate, before: Filed) -> Iterator[Heading | Elsewhere]:
        yield from self._heads(other.filed, before)
        date = self._date(other.filed, Filed(), by_time=True)
        title = self.said.isolated(" ".join(other.title.split()))
        words = self.said("elsewhere", date=self.said.date(other.ruled), title=title)
        yield Elsewhere(date, self.said.stopped(words), other.event)

    def _date(self, filed: Filed, before: Filed, *, by_time: bool) -> str:
        """Open an entry with its date; entries after the first of one date say so."""
        told = self.said.date(filed.edtf, year=not by_time or filed.year is None)
        if by_time and filed.edtf == before.edtf:
            return self.said("also", date=told)
        return told if told.startswith(("c. ", "ca. ")) else told[:1].upper() + told[1:]

    def _heads(self, filed: Filed, before: Filed) -> Iterator[Heading]:
        months = self.head.total >= MONTHS_FROM
        new = filed.year != before.year or not before.edtf
        if new:
            key = "undated" if filed.year is None else f"y{filed.year}"
            yield Heading(1, filed.year_words(self.said), key)
        if months and filed.month and (new or filed.month != before.month):
            key = f"y{filed.year}-{filed.month:02d}"
            yield Heading(2, filed.month_words(self.said), key)

    def appendices(self) -> Iterator[Appendix]:
        """Give the lists at the end: what was left out, and what was corrected."""
        without = self.tally.left_out
        if without:
            lines = (
                f"{self.said.date(one.edtf)}: {' '.join(one.title.split())}" for one in without
            )
            head = self.said("left_out", n=len(without))
            yield Appendix("left-out", head, tuple(lines))
        since, corrected = self.head.wishes.since, self.head.corrections
        if since:
            head = corrections_head(since, len(corrected), self.said)
            told = (correction_line(one, self.said) for one in corrected)
            yield Appendix("corrections", head, tuple(told))

    def citation(self) -> tuple[str, ...]:
        """Give the parts by which this chronology is cited, without its address."""
        head = self.head
        day = self.said.date((head.changed or head.generated)[:10]) if head.generated else ""
        parts = (head.compiler, self.said.quoted(head.title), self.version, day)
        return tuple(part for part in parts if part)

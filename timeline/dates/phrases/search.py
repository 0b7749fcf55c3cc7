"""Finds the dates of a text in order, each leaning on the publication day and those before it."""

from __future__ import annotations

import datetime
import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.dates.days import iso_day
from timeline.dates.notadate import NotADate
from timeline.dates.phrases.context import Context, Events, sentence_tense
from timeline.dates.phrases.grammar import read
from timeline.dates.phrases.lexer import Token
from timeline.dates.phrases.reading import Reading, one_of
from timeline.dates.phrases.resolve import resolve
from timeline.dates.phrases.story import looks_back, tells_a_story, with_era
from timeline.dates.phrases.table import Table, table
from timeline.dates.phrases.values import Found, Trace
from timeline.dates.span import Span

Published = datetime.date | str | Span | None
_FEW = 12
_A_MONTH = 31
_A_WHILE = 300
_OPENING = 12
STYLES = ("news", "narrative")
_HIDDEN = frozenset(("NUM", "NONE"))
_MONTH_FIRST = frozenset(("US", "PH", "FM", "PW", "BZ"))


def find(
    text: str,
    *,
    published: Published = None,
    language: str = "en",
    country: str = "",
    style: str | None = None,
    events: Events | None = None,
) -> tuple[Found, ...]:
    """Find every date, time, duration and repeated time in a text.

    Args:
        text: Any text; offsets are code points into it.
        published: Day of publication: a date, EDTF text, a Span, or None where it is not known.
        language: Code of the text's language.
        country: ISO 3166 code of the publisher's country, for the order of day and month.
        style: 'news' counts from the day of publication, 'narrative' from the date last told;
            None decides by the years that the text names.
        events: Further named events: a mapping or a function from name to EDTF text.

    Returns:
        The expressions in order of the text, never overlapping. Durations, repeated times and
        references such as 'now' have no span.

    Raises:
        NotADate: When `published` is text that is no EDTF.
        ValueError: When the style is unknown.
    """
    if style is not None and style not in STYLES:
        raise ValueError(f"style is {style!r}; possible are 'news', 'narrative' and None")
    try:
        known = table(language)
    except KeyError:
        fallback = importlib.import_module("timeline.dates.phrases.fallback")
        elsewhere: tuple[Found, ...] = fallback.find_elsewhere(
            text, _bounds(published), language, month_first=country.upper() in _MONTH_FIRST
        )
        return elsewhere
    tokens = [token for token in read(text, known) if not _hidden(token, len(text))]
    low, high = _bounds(published)
    narrative = style == "narrative" or (style is None and tells_a_story(tokens, high))
    if not narrative and known.stories:
        tokens = [token for token in tokens if token.rule not in known.stories]
    alone = len(tokens) == 1 and len(text) - (tokens[0].end - tokens[0].start) < _FEW
    reader = _Reader(text, known, low, high, narrative, country.upper(), events, alone)
    return tuple(found for token in tokens if (found := reader.found(token)) is not None)


def _hidden(token: Token, length: int) -> bool:
    """Tell whether a token is only there for others; a named event standing alone is a date."""
    kind = next(iter(token.values))
    if kind == "EVENT_" and length - (token.end - token.start) < _FEW:
        return False
    return kind in _HIDDEN or kind.endswith("_")


def _bounds(published: Published) -> tuple[int | None, int | None]:
    if published is None:
        return None, None
    if isinstance(published, datetime.date):
        day = published.toordinal()
        return day, day
    span = Span.parse(published) if isinstance(published, str) else published
    return span.earliest, span.latest


@dataclass(slots=True)
class _Reader:
    text: str
    table: Table
    low: int | None
    high: int | None
    narrative: bool
    country: str
    events: Events | None
    alone: bool
    state: Context | None = None
    led: int = 0

    def found(self, token: Token) -> Found | None:
        """Return what a token comes to, and remember it for the next."""
        node = next(iter(token.values.values()))
        early = self._context(self.low)
        early.tense = self._tense(token)
        reading = resolve(node, early)
        if not reading.timex:
            return None
        used = early.used
        if self.high != self.low and used == "publication day":
            reading = self._vague(node, early, reading)
        if not (self.narrative and looks_back(node)):
            told = reading.parts[0] if reading.parts else reading
            if not self.narrative or self._leads(token, told, early):
                early.tell(told.first, told.grain, era=with_era(node))
                early.told_long = (reading.last or 0) - (reading.first or 0) > _A_MONTH
        return self._made(token, node, reading, used)

    def _leads(self, token: Token, told: Reading, context: Context) -> bool:
        """Tell whether a date moves the story on, or is only mentioned on the way.

        What opens a sentence or is the first date of a paragraph leads; so does a day that does
        not jump back. A year in mid-sentence ('a campaign planned for 1976') does not.
        """
        if context.told_first is None or told.first is None:
            return True
        low = max(0, token.start - _A_MONTH)
        sentence = max(self.text.rfind(mark, low, token.start) for mark in (". ", "\n", "? ", "。"))
        if sentence < 0 < low:
            sentence = low
        paragraph = "\n" in self.text[self.led : token.start]
        self.led = token.end
        opens = token.start - sentence < _OPENING
        forward = told.grain == "day" and told.first - context.told_first > -_A_WHILE
        return opens or paragraph or forward

    def _tense(self, token: Token) -> Callable[[], bool | None]:
        if token.rule in self.table.ahead:
            return lambda: True
        known = self.table
        return lambda: sentence_tense(
            self.text, token.start, token.end, known.future, known.past, known.participle
        )

    def _context(self, base: int | None) -> Context:
        if self.state is None:
            order = self.table.options.get("month_first", False)
            first = self.country in _MONTH_FIRST if self.country else bool(order)
            self.state = Context(
                base, self.narrative, month_first=first, events=self.events, alone=self.alone
            )
        self.state.base, self.state.used = base, "none"
        return self.state

    def _vague(self, node: object, early: Context, reading: Reading) -> Reading:
        """Join the readings from both ends of a vague day of publication."""
        late = resolve(node, replace(early, base=self.high))
        if reading.first is None or late.last is None or late == reading:
            return reading
        joined = one_of(reading.first, max(late.last, reading.last or late.last))
        note = "the day of publication is vague"
        return replace(reading, last=late.last, edtf=joined, note=note).marked("~")

    def _made(self, token: Token, node: object, reading: Reading, used: str) -> Found:
        words = self.text[token.start : token.end]
        anchor = {"publication day": self.high}.get(used)
        trace = Trace(
            words,
            self.table.language,
            used,
            token.rule,
            "" if anchor is None else iso_day(anchor),
            reading.alternatives,
            reading.note,
        )
        parts = tuple(
            self._made(part, node, inner, used)
            for part, inner in zip(token.parts, reading.parts, strict=False)
        )
        span = _span(reading)
        return Found(token.start, token.end, words, reading.type, reading.timex, span, trace, parts)


def _span(reading: Reading) -> Span | None:
    """Return the days of a reading as a Span; none where the calendar has no such date."""
    if not reading.edtf or reading.type not in _DATED:
        return None
    try:
        return Span.parse(reading.edtf)
    except NotADate:
        return None


_DATED = frozenset(("DATE", "TIME"))

"""Date an act that a sentence tells: by its own date, one lent by what was told before, or none."""

from dataclasses import replace

from timeline.dates import Span
from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.speech import Speaker
from timeline.intake.articles.told import MEETINGS, Memory, Told
from timeline.intake.articles.when import Dated, from_on, printed, untold
from timeline.intake.articles.wording import Wording
from timeline.terms import EventType, Status

WITH_OTHERS = MEETINGS | {EventType.SUPPORT}
"""Of these a noun in the sentence of another act is of the same day."""
LONG_AGO = 45
"""How many days back an act no more lends its date to what is told after it."""
FROM_SPEECH = frozenset("today yesterday tomorrow tonight now".split())
"""Dates that in a quotation count from the day of speech, which is not that of publication."""


class Dating:
    """Dates the acts of one article."""

    def __init__(self, text: str, published: Span | None, words: Wording, memory: Memory) -> None:
        """Keep what dates depend on."""
        self.text, self.published, self.words, self.memory = text, published, words, memory

    def own(self, marked: Marked, hit: Hit) -> Dated | None:
        """Give the date that the sentence prints; None where it prints none that can be read."""
        day = printed(marked, hit)
        if day is not None and day.printed is not None and hit.quoted:
            return None if day.printed.text.lower() in FROM_SPEECH else day
        return day

    def undated(self, marked: Marked, hit: Hit, how: Status, *, the: bool) -> Dated:
        """Date an act for which nothing is printed; `the` says that the text points back."""
        before = self.text[max(hit.clause.start, hit.start - 60) : hit.start]
        if not self.words.has("perfect", before) or hit.speech:
            lent = self.memory.lends(marked, how, the=the)
            if lent is not None and self._takes(marked, hit, lent, the=the):
                return self._lent(hit, lent, the=the)
        near = self.text[marked.sentence.start : hit.end + 40] if not hit.form.noun else before
        recent = self.words.has("recent", near)
        span = untold(self.published, how, hit, near if recent else before, self.words)
        return Dated(span, lent=recent)

    def ahead(self, marked: Marked, hit: Hit, day: Dated) -> bool:
        """Tell whether a date lies after publication, or the text speaks of what comes next."""
        published = self.published
        if published is None or published.latest is None or day.span.latest is None:
            return False
        if day.span.earliest is not None and day.span.earliest > published.latest:
            return True
        near = self.text[max(marked.sentence.start, hit.start - 12) : hit.end + 25]
        return day.span.latest > published.latest and self.words.has("future", near)

    def said(self, marked: Marked, who: Speaker) -> Dated:
        """Date a statement: by a date beside its verb, by "after the talks", or as any act."""
        before = self.text[marked.sentence.start : who.hit.end + 90]
        day = printed(marked, who.hit)
        if day is not None and day.printed is not None:
            at = day.printed
            if at.end <= who.hit.start or 0 <= at.start - who.hit.end < 40:
                return day
        told = self.memory.last(marked, MEETINGS) if self.words.has("follows", before) else None
        span = from_on(told.dated.span, self.published) if told else None
        if span is not None:
            return Dated(span)
        the = self.words.has("again", before)
        return self.undated(marked, who.hit, Status.OCCURRED, the=the)

    def _takes(self, marked: Marked, hit: Hit, lent: Told, *, the: bool) -> bool:
        """Tell whether an act goes with the one told before: a noun only in its own sentence."""
        if hit.form.noun and not the:
            near = 0 if hit.trigger.type in MEETINGS else 2
            apart = marked.sentence.number - lent.sentence
            return hit.trigger.type in WITH_OTHERS and apart <= near
        last = lent.dated.span.latest
        if the or last is None or lent.sentence == marked.sentence.number:
            return True
        latest = self.published.latest if self.published else None
        return latest is None or latest - last < LONG_AGO

    def _lent(self, hit: Hit, lent: Told, *, the: bool) -> Dated:
        """Give the date that is lent; to a statement about it, all days from then on."""
        span = from_on(lent.dated.span, self.published) if hit.speech and the else None
        return Dated(span) if span else replace(lent.dated, lent=True)

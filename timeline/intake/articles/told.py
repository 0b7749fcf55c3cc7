"""Remember what a text has told, so that it is proposed once and lends its date to what follows."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.roles import Party, same
from timeline.intake.articles.speech import Speaker
from timeline.intake.articles.when import Dated
from timeline.terms import HAPPENED, EventType, Status

FAR = 12
"""How many sentences back something can have been told that a sentence tells again."""
NEAR = 3
"""How many sentences back that can stand which lends its date."""
MOST_DAYS = 150
"""How long the time may be in which an act was, to lend it to another."""
MEETINGS = frozenset({EventType.CONSULT, EventType.AGREE})


@dataclass(frozen=True, slots=True)
class Told:
    """An act that was proposed: what it is, who takes part, when, and where it stood."""

    type: EventType
    thing: str
    parties: tuple[Party, ...]
    status: Status
    dated: Dated
    sentence: int
    paragraph: int
    number: int
    """Its place among the proposals."""


class Memory:
    """What was told so far, in order."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.acts: list[Told] = []
        self._speakers: dict[Hashable, tuple[int, int]] = {}
        self._last: Speaker | None = None

    def last(self, marked: Marked, types: frozenset[EventType]) -> Told | None:
        """Give the latest act of these types that is told as fact."""
        for told in reversed(self.acts[-FAR:]):
            if (
                told.status in HAPPENED
                and told.type in types
                and told.sentence >= marked.sentence.number - FAR
            ):
                return told
        return None

    def again(
        self,
        marked: Marked,
        hit: Hit,
        parties: Sequence[Party],
        dated: Dated | None,
        *,
        the: bool,
        noun: bool,
    ) -> bool:
        """Tell whether an act was told before: the same sort by the same, of no other date.

        `the` says that the text itself points back: "the agreement"; `noun` that it names the act.
        """
        for told in self.acts[-FAR:]:
            if told.type is not hit.trigger.type or told.sentence < marked.sentence.number - FAR:
                continue
            other_day = dated and told.dated.printed and dated.span.edtf != told.dated.span.edtf
            if other_day and not hit.quoted and not (the and noun):
                continue
            whose = the and (noun or not parties or _overlap(parties, told.parties))
            if whose or (parties and same(parties, told.parties)):
                return True
        return False

    def lends(self, marked: Marked, how: Status, *, the: bool) -> Told | None:
        """Give the act with the date of what was told just before, for an act that goes with it.

        That is in the same paragraph and near, or what "the meeting" points back to.
        """
        if how not in HAPPENED and how is not Status.CLAIMED:
            return None
        for told in reversed(self.acts[-FAR:]):
            apart = marked.sentence.number - told.sentence
            near = told.paragraph == marked.paragraph.number and 0 <= apart <= NEAR
            if told.type is EventType.DISASTER:
                continue
            pointed = the and told.type in MEETINGS and apart <= NEAR * 2
            if (near or pointed) and told.status in HAPPENED and _lendable(told):
                return told
        return None

    def spoke(self, speaker: Speaker, marked: Marked) -> bool:
        """Tell whether somebody has just been said to speak, and remember that."""
        if speaker.stood and len(speaker.names) == 1 and self._last is not None:
            speaker = self._last
        self._last = speaker
        at = (marked.paragraph.number, marked.sentence.number)
        before = self._speakers.get(speaker.key)
        self._speakers[speaker.key] = at
        if before is None:
            return False
        return at[0] - before[0] <= 2 and at[1] - before[1] <= 4


def _overlap(one: Sequence[Party], other: Sequence[Party]) -> bool:
    keys = [{p.mention.actor for p in parties} for parties in (one, other)]
    return bool(keys[0] & keys[1])


def _lendable(told: Told) -> bool:
    """Tell whether a date is that of one occasion, not of years."""
    span = told.dated.span
    if not (told.dated.printed or told.dated.lent) or span.earliest is None or span.latest is None:
        return False
    return span.latest - span.earliest <= MOST_DAYS

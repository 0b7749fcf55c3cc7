"""Draft the acts that a sentence tells: which triggers count, who takes part, how real, when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from timeline.intake.articles import parts
from timeline.intake.articles.dating import Dating
from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.mood import status
from timeline.intake.articles.parties import Around
from timeline.intake.articles.recall import Recall
from timeline.intake.articles.roles import Party, Sides, aside, parties, without
from timeline.intake.articles.speech import Speaker
from timeline.intake.articles.told import Memory, Told
from timeline.intake.articles.when import Dated
from timeline.intake.articles.wording import Wording
from timeline.terms import EventType, Role, Status

GUESSES = frozenset({Status.POSSIBLE, Status.PREDICTED, Status.PLANNED})
SOFT = frozenset(
    "CONSULT SUPPORT COOPERATE REQUEST FORECAST AGREE REJECT ACCUSE LEADERSHIP_CHANGE".split()
)
"""What a speaker only wants or expects of these is part of the statement, and no event."""
MET = frozenset({EventType.CONSULT, EventType.AGREE, EventType.RETREAT, EventType.COOPERATE})
"""In these some only mediate, observe or host, and these take place within a summit or forum."""
LONG = 350
"""From how many characters on the passage of a statement begins with its speaker."""
MOST_MEANT = 3
"""How many states of a statement are named as those it is about."""
NEAR = 60
"""How near those without a name must stand to the verb, in characters."""
WITHIN = 25
"""How near a threat that with which is threatened must stand, in characters."""
AROUND = " ,;–—-"
"""Signs that are no part of a passage at its edges."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An act on the way to becoming a proposal: where it is told, by whom, how real.

    The first `split` of the parties act. `described` is a speaker without a name, `whole` what it
    is a part of, `within` the word for the occasion that it is said to belong to.
    """

    hit: Hit
    start: int
    end: int
    parties: tuple[Party, ...]
    split: int
    status: Status
    dated: Dated
    described: str = ""
    whole: Told | None = None
    within: str = ""


class Drafter:
    """Drafts the acts of one article."""

    def __init__(
        self, text: str, words: Wording, recall: Recall, memory: Memory, dating: Dating
    ) -> None:
        """Keep what the drafts depend on."""
        self.text, self.words, self.recall = text, words, recall
        self.memory, self.dating = memory, dating

    def acts(self, marked: Marked, around: Around, who: Speaker | None) -> Iterator[Draft]:
        """Draft the acts of a sentence; each is to be remembered before the next is asked for."""
        told: set[tuple[EventType, int, bool]] = set()
        for hit in marked.hits:
            key = (hit.trigger.type, hit.clause.start, hit.trigger.alone)
            guess = hit.trigger.kind == "forecast"
            if hit.speech or key in told or _goes_on(around, hit, told):
                continue
            if hit.trigger.type is EventType.THREATEN and _threatens_with(marked, hit):
                continue
            if hit.form.noun and _mediated(marked, hit):
                continue
            if guess and (told or who is not None or hit.quoted):
                continue
            draft = self._act(marked, around, hit, who)
            if draft is not None and (not guess or draft.status in GUESSES):
                told.add(key)
                yield from self._several(marked, draft)

    def _several(self, marked: Marked, draft: Draft) -> Iterator[Draft]:
        """Divide an act that is told of several: disputes with each, projects one by one."""
        if draft.hit.trigger.type is EventType.DISPUTE and self.words.has("many", draft.hit.words):
            yield from _each(draft)
            return
        listed = parts.projects(self.text, marked, draft.hit)
        for part in listed:
            own = replace(draft.hit, thing=part.thing or draft.hit.thing)
            yield replace(draft, hit=own, start=part.start, end=part.end)
        if not listed:
            yield draft

    def _act(self, marked: Marked, around: Around, hit: Hit, who: Speaker | None) -> Draft | None:
        how = status(self.text, hit, self.words)
        day = self.dating.own(marked, hit)
        inside = who is not None and hit.start > who.hit.end
        if how is None or (hit.quoted and day is None):
            return None
        if inside and how in GUESSES | {Status.PROPOSED} and hit.trigger.type in SOFT:
            return None
        the, noun = self._points_back(marked, hit), around.is_noun(hit)
        sides = around.sides(hit)
        if hit.trigger.type is EventType.DISPUTE:
            sides = around.pair(sides)
        beside = aside(self.text, around.free(), self.words) if hit.trigger.type in MET else ()
        within = self._within(hit)
        sides = without(sides, beside).outside(within.span() if within else (0, 0))
        involved, acting = (*parties(sides, hit), *beside), len(sides.subjects)
        if not involved and the and hit.trigger.type is EventType.PROJECT:
            involved, the = self._of_deal(marked), False
            acting = len(involved)
        if self.memory.again(marked, hit, involved, day, the=the, noun=noun):
            return None
        crowd = "" if involved or around.passive(hit) else self._crowd(hit)
        alone = hit.form.noun or hit.trigger.type is EventType.DISASTER
        if not involved and not crowd and (the or not alone):
            return None
        if how is Status.OCCURRED:
            ahead = day is not None and self.dating.ahead(marked, hit, day)
            how = Status.PLANNED if ahead else how
            how = Status.CLAIMED if (inside or hit.quoted) and not noun else how
        dated = day or self.dating.undated(marked, hit, how, the=the)
        where = self._passage(hit)
        return Draft(
            hit, *where, involved, acting, how, dated, crowd, within=within[1] if within else ""
        )

    def _within(self, hit: Hit) -> re.Match[str] | None:
        """Find the occasion that an act is said to be part of; the first group is its word."""
        pattern = self.words.words.get("within")
        if pattern is None or hit.trigger.alone or hit.trigger.type not in MET:
            return None
        return pattern.search(self.text, hit.clause.start, hit.clause.end)

    def _crowd(self, hit: Hit) -> str:
        """Give the words for those who act without a name: "thousands of people"."""
        pattern = self.words.words.get("crowd")
        before = self.text[max(hit.clause.start, hit.start - NEAR) : hit.start]
        found = pattern.search(before) if pattern and not hit.form.noun else None
        return found[0] if found else ""

    def _of_deal(self, marked: Marked) -> tuple[Party, ...]:
        """Give those whose deal was told last: "the deal includes …"."""
        told = self.memory.last(marked, frozenset({EventType.AGREE}))
        return told.parties if told else ()

    def _points_back(self, marked: Marked, hit: Hit) -> bool:
        pattern = self.words.words.get("again")
        if pattern is None or (hit.trigger.alone and hit.words[:1].isupper()):
            return False
        end = min(marked.sentence.end, hit.end + 60)
        return any(
            found.start() <= hit.start < found.end() or found.end() <= hit.end + 40
            for found in pattern.finditer(self.text, hit.clause.start, end)
        )

    def _passage(self, hit: Hit) -> tuple[int, int]:
        piece = self.text[hit.clause.start : hit.clause.end]
        start = hit.clause.start + len(piece) - len(piece.lstrip(AROUND))
        return start, hit.clause.start + len(piece.rstrip(AROUND))

    def statement(self, marked: Marked, around: Around, who: Speaker) -> Draft | None:
        """Draft what somebody says in a sentence; None where it goes on with what was said."""
        if self.memory.spoke(who, marked):
            return None
        speaking = parties(Sides(who.names, ()), who.hit)
        known = {one.mention.actor for one in speaking}
        meant = (one for one in around.names if self.recall.is_state(one))
        rest = parties(Sides((), tuple(one for one in meant if one.actor not in known)), who.hit)
        about = tuple(replace(one, role=Role.PARTICIPANT) for one in rest[:MOST_MEANT])
        start, end = marked.sentence.start, marked.sentence.end
        if end - start > LONG:
            start = max(start, who.start)
        return Draft(
            who.hit,
            start,
            end,
            (*speaking, *about),
            len(speaking),
            Status.OCCURRED,
            self.dating.said(marked, who),
            described="" if who.names else who.described,
        )

    def listed(self, marked: Marked, around: Around) -> tuple[Draft, ...]:
        """Draft each agreement of a series that a sentence lists; empty where it lists none."""
        found = parts.agreements(self.text, marked, self.words)
        told = self.memory.last(marked, frozenset({EventType.AGREE})) if found else None
        forms = self.words.triggers.get("sign")
        if told is None or not forms:
            return ()
        drafts = []
        for part in found:
            own = tuple(o for g in around.groups(part.start, part.end) for o in g.members)
            needs = forms[0].trigger.needs
            named = needs.search(self.text, part.start, part.end) if needs else None
            thing = named[0].lower() if named else "agreement"
            hit = Hit(part.start, part.end, "sign", forms[0], marked.clauses[0], thing)
            involved = parties(Sides(own, ()), hit) if len(own) > 1 else told.parties
            how, many = Status.OCCURRED, len(involved)
            drafts.append(
                Draft(hit, part.start, part.end, involved, many, how, told.dated, whole=told)
            )
        return tuple(drafts)


def _goes_on(around: Around, hit: Hit, told: set[tuple[EventType, int, bool]]) -> bool:
    """Tell whether a clause that names nobody only says more of what its sentence tells."""
    if hit.trigger.type not in {kind for kind, _start, _alone in told}:
        return False
    return not around.groups(hit.clause.start, hit.clause.end)


def _threatens_with(marked: Marked, hit: Hit) -> bool:
    """Tell whether an act follows with which is threatened: that act is the event then."""
    return any(
        not one.speech and one.clause == hit.clause and 0 < one.start - hit.end < WITHIN
        for one in marked.hits
    )


def _mediated(marked: Marked, hit: Hit) -> bool:
    """Tell whether a noun only names what somebody mediates: "brokered a ceasefire"."""
    return any(
        one.trigger.subject is Role.MEDIATOR
        and not one.form.noun
        and one.clause == hit.clause
        and 0 < hit.start - one.end < WITHIN
        for one in marked.hits
    )


def _each(draft: Draft) -> Iterator[Draft]:
    """Divide disputes with several others into one with each: "rows with China and Korea"."""
    own, others = draft.parties[: draft.split], draft.parties[draft.split :]
    if len(others) < 2:
        yield draft
        return
    for number, other in enumerate(others):
        start = other.mention.start if number else draft.start
        yield replace(draft, parties=(*own, other), start=start)

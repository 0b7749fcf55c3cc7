"""Find who says something in a sentence, whether named, stood in for, or only described."""

import re
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.parties import Around, Group
from timeline.intake.articles.recall import Recall
from timeline.intake.articles.wording import Wording
from timeline.names.values import Mention
from timeline.terms import ActorKind

BEFORE = re.compile(r"[,\"”»」]\s*(?:\w+ly\s+)?\Z")
QUOTED = re.compile(r"[\"”»」],?\s*(?:\w+ly\s+)?\Z")


NEXT = 12
"""How near a name must stand to a verb in its bare form to be its speaker."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the names, or the words that describe somebody without a name."""

    hit: Hit
    start: int
    names: tuple[Mention, ...]
    described: str = ""
    stood: bool = False
    """Whether only a word such as "he" says who."""

    @property
    def key(self) -> object:
        """By what the same speaker is known again."""
        if self.names:
            one = self.names[0]
            return one.actor if one.actor is not None else one.text
        return re.sub(r"\A(?:an?|the|one|some)\s+|\bsenior\s+", "", self.described.lower())[:12]


def speaker(
    text: str, marked: Marked, around: Around, wording: Wording, recall: Recall
) -> Speaker | None:
    """Find the first speaker of a sentence; None where nobody is said to speak."""
    for hit in marked.hits:
        if hit.speech and not hit.quoted and not hit.clause.condition:
            found = _after(text, hit, around, recall) or _before(text, hit, around, wording, recall)
            if found is not None:
                return found
    return None


def _after(text: str, hit: Hit, around: Around, recall: Recall) -> Speaker | None:
    """Find who stands behind the verb: “…,” said the minister."""
    before = text[max(0, hit.start - 20) : hit.start]
    if BEFORE.search(before) is None:
        return None
    groups = around.groups(hit.end, min(hit.clause.end, hit.end + 80))
    quoted = QUOTED.search(before) is not None
    if groups and groups[0].start - hit.end > (30 if quoted else 2):
        return None
    if groups and (quoted or _person(groups[0], recall)):
        return Speaker(hit, hit.start, groups[0].members[:1])
    return None


def _before(
    text: str, hit: Hit, around: Around, wording: Wording, recall: Recall
) -> Speaker | None:
    start = hit.clause.start
    region = text[start : hit.start]
    described = _described(region, wording)
    quoted = max([start, *(end for _s, end in around.marked.quotations if end <= hit.start)])
    groups = around.groups(quoted, hit.start)
    persons = [found for one in groups if (found := _person(one, recall)) is not None]
    free = [one for one in groups if not one.led]
    chosen = persons[-1] if persons else free[-1] if free else None
    if described and (chosen is None or described.start() > chosen.start - start):
        inside = [one for one in groups if one.start >= start + described.end()]
        names = (
            inside[0].members[:1] if inside and not recall.is_state(inside[0].members[0]) else ()
        )
        return Speaker(hit, start + described.start(), names, described[0])
    if chosen is not None and (not hit.form.bare or hit.start - chosen.end < NEXT):
        between = any(
            chosen.end <= other.start < hit.start for other in marked_verbs(around) if other != hit
        )
        return None if between else Speaker(hit, chosen.start, chosen.members[-2:])
    stood = recall.stand_in(region[quoted - start :], wording)
    if stood and hit.start - quoted - stood[0] < 60 and not hit.form.bare:
        return Speaker(hit, quoted + stood[0], stood[1], stood=True)
    return None


def _person(group: Group, recall: Recall) -> Group | None:
    """Give the person of a group, where there is one: "Hosono, the head of the company"."""
    persons = [one for one in group.members if recall.kind(one) is ActorKind.PERSON]
    return Group(tuple(persons), led=False) if persons else None


def marked_verbs(around: Around) -> tuple[Hit, ...]:
    """Give the verbs of a sentence that tell an act, without those of speech."""
    return tuple(one for one in around.marked.hits if not one.form.noun and not one.speech)


def _described(region: str, wording: Wording) -> re.Match[str] | None:
    pattern = wording.words.get("speaker")
    found = list(pattern.finditer(region)) if pattern is not None else []
    return found[-1] if found and len(region) - found[-1].end() < 60 else None

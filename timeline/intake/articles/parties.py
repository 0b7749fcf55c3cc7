"""Find who takes part in an act: the names around a trigger, and who stands in for them."""

import re
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.recall import Recall
from timeline.intake.articles.roles import Sides
from timeline.intake.articles.wording import Wording
from timeline.names.values import Mention, Method
from timeline.terms import Role

NOWHERE = re.compile(r"\s*(?:,|\.|;|\)|$|on\b|in\b|to\b|for\b|last\b|this\b|before\b|after\b)")
BESIDE = 25
BEYOND = 80
"""How far before a noun the one may stand whose act it names, in characters."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are told together: "Japan, China and Russia"; `led` where a preposition leads."""

    members: tuple[Mention, ...]
    led: bool

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.members[-1].end


class Around:
    """Reads who stands around the triggers of one sentence."""

    def __init__(self, text: str, marked: Marked, wording: Wording, recall: Recall) -> None:
        """Keep the sentence; nothing is read yet."""
        self.text, self.marked, self.wording, self.recall = text, marked, wording, recall
        self.names = tuple(one for one in marked.names if not self._place(one))

    def free(self) -> tuple[Mention, ...]:
        """Give the names that may act: in "China-brokered talks" even behind a preposition."""
        names = self.marked.names
        return tuple(m for m in names if m in self.names or self.text[m.end : m.end + 1] == "-")

    def sides(self, hit: Hit) -> Sides:
        """Find who acts and to whom; in a passive the sides change places."""
        if "topic" in self.wording.words:
            return self._by_particles(hit)
        if self.is_noun(hit):
            return self._of_noun(hit)
        subjects, objects = self.subjects(hit), self.objects(hit)
        if self.passive(hit):
            by = self._by(hit)
            agents = tuple(one for one in objects if by is not None and one.start >= by)
            rest = tuple(one for one in objects if by is None)
            return Sides(agents, subjects) if agents else Sides((), subjects + rest)
        return Sides(subjects, objects)

    def _by_particles(self, hit: Hit) -> Sides:
        """Read a language that marks its topic behind the name, and whose verbs stand last."""
        groups = self.groups(self.marked.sentence.start, hit.start, adjectives=True)
        marked = [
            one for one in groups if self.wording.has("topic", self.text[one.end : one.end + 12])
        ]
        acting = marked[-1] if marked else None
        others = [one for one in groups if one is not acting]
        if acting is None:
            return Sides(tuple(m for one in others[:2] for m in one.members), ())
        return Sides(acting.members, tuple(m for one in others[-1:] for m in one.members))

    def passive(self, hit: Hit) -> bool:
        """Tell whether a verb stands in the passive."""
        before = self.text[max(hit.clause.start, hit.start - 40) : hit.start]
        going = hit.words.lower().split()[0].endswith("ing")
        return self.wording.has("passive", before) and not going

    def is_noun(self, hit: Hit) -> bool:
        """Tell whether a trigger stands as a noun: "the meeting"."""
        if hit.form.noun:
            return True
        before = self.text[max(hit.clause.start, hit.start - 30) : hit.start]
        like = hit.form.bare or hit.words.lower().endswith("ing")
        return like and self.wording.has("article", before)

    def _by(self, hit: Hit) -> int | None:
        pattern = self.wording.words.get("by")
        found = pattern.search(self.text, hit.end, hit.clause.end) if pattern else None
        return None if found is None else found.end()

    def pair(self, sides: Sides) -> Sides:
        """Complete a dispute of which one party is named: those that the text is about."""
        if len({one.actor for one in (*sides.subjects, *sides.objects)}) > 1:
            return sides
        return Sides(self.recall.most(2), ())

    def _of_noun(self, hit: Hit) -> Sides:
        """Read a noun: whose act it is stands before it, to whom it is done behind it."""
        before = self.groups(hit.clause.start, hit.start, adjectives=True)
        after = [] if hit.trigger.alone else self.groups(hit.end, self._until(hit))
        beyond = BESIDE if hit.trigger.alone else BEYOND
        near = [one for one in before if hit.start - one.end < beyond]
        if hit.words.lower().endswith("between"):
            near = []
        subjects = near[-1].members if near else ()
        if self.wording.has("own", self.text[max(hit.clause.start, hit.start - 20) : hit.start]):
            subjects = self._owner(hit) or subjects
        return Sides(subjects, after[0].members if after else ())

    def _owner(self, hit: Hit) -> tuple[Mention, ...]:
        """Find whom "its" means: those last named in the sentence, else those named next."""
        groups = self.groups(self.marked.sentence.start, hit.start)
        if groups:
            return groups[-1].members[-1:]
        later = self.groups(hit.end, self.marked.sentence.end)
        return later[0].members[:1] if later else ()

    def subjects(self, hit: Hit) -> tuple[Mention, ...]:
        """Find who acts: the last names before the verb without preposition, or a stand-in."""
        earlier = self._joined(hit)
        if earlier is not None:
            return self.subjects(earlier)
        start = max([hit.clause.start, *self._saying(hit)])
        groups = self.groups(start, hit.start)
        free = [one for one in groups if not one.led]
        stood = self.recall.stand_in(self.text[start : hit.start], self.wording)
        if free and not (stood and self._later(free[-1], stood[0], start)):
            return free[-1].members
        if stood:
            return stood[1]
        return groups[-1].members if groups else self._wider(hit)

    def _saying(self, hit: Hit) -> list[int]:
        return [one.end for one in self.marked.hits if one.speech and one.end <= hit.start]

    def _later(self, group: Group, at: int, start: int) -> bool:
        return group.end < start + at

    def _joined(self, hit: Hit) -> Hit | None:
        """Find the verb before, where "and" joins this one to it."""
        joined = re.search(r"(?:,|\band|\bi|и)\s+(?:\w+ly\s+)?\Z", self.text[: hit.start][-20:])
        if joined is None:
            return None
        earlier = [
            one
            for one in self.marked.hits
            if one.clause == hit.clause and one.end <= hit.start and not self.is_noun(one)
        ]
        return earlier[-1] if earlier else None

    def _wider(self, hit: Hit) -> tuple[Mention, ...]:
        """Find who acts in a clause without names: those of the clause before, in its order."""
        groups = self.groups(self.marked.sentence.start, hit.clause.start)
        free = [one for one in groups if not one.led] or groups
        return free[0].members if free else ()

    def objects(self, hit: Hit) -> tuple[Mention, ...]:
        """Find whom it is done to or with: those named up to the next trigger."""
        end = self._until(hit)
        groups = self.groups(hit.end, end)
        if not groups and hit.trigger.object is Role.TARGET:
            groups = self.groups(hit.end, end, adjectives=True)[:1]
        more = [
            one
            for one in groups[1:2]
            if self.wording.has("together", self.text[groups[0].end : one.start])
        ]
        return tuple(one for group in (*groups[:1], *more) for one in group.members)

    def _until(self, hit: Hit) -> int:
        later = (
            one.start
            for one in self.marked.hits
            if one.start >= hit.end and not (one.form.noun and one.trigger.type is hit.trigger.type)
            if not (one.form.noun and hit.trigger.subject is Role.MEDIATOR)
        )
        end = min([hit.clause.end, *later])
        saying = any(one.speech and one.start == end for one in self.marked.hits)
        comma = self.text.rfind(",", hit.end, end) if saying else -1
        return comma if comma > 0 else end

    def groups(self, start: int, end: int, *, adjectives: bool = False) -> list[Group]:
        """Give the groups of names in a part of the sentence, in order."""
        inside = [
            one
            for one in self.names
            if start <= one.start and one.end <= end and (adjectives or not self._adjective(one))
        ]
        groups: list[list[Mention]] = []
        for one in inside:
            if groups and self.wording.has(
                "conjunction", self.text[groups[-1][-1].end : one.start]
            ):
                groups[-1].append(one)
            else:
                groups.append([one])
        return [Group(tuple(group), self._led(group[0], start)) for group in groups]

    def _led(self, mention: Mention, start: int) -> bool:
        before = self.text[max(start, mention.start - 24) : mention.start]
        return self.wording.has("preposition", before)

    def _adjective(self, mention: Mention) -> bool:
        """Tell whether a name only says of which country a thing is: "Russian gas"."""
        if self.text[mention.end : mention.end + 2] in ("'s", "’s") or (
            self.text[mention.end : mention.end + 1] in ("'", "’")
        ):
            return True
        if mention.method is not Method.DEMONYM:
            return False
        behind = self.text[mention.end : mention.end + 40]
        return bool(re.match(r"[\s-]*[a-z]", behind)) and not self.wording.has("people", behind)

    def _place(self, mention: Mention) -> bool:
        """Tell whether a name only says where; a state after "Vladivostok," may act again."""
        if not mention.place:
            return self.recall.is_place(mention)
        if not self.recall.is_state(mention) or self._led(mention, self.marked.sentence.start):
            return True
        return NOWHERE.match(self.text, mention.end) is not None

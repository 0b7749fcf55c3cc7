"""Remember whom a text has named, so that "he", "the two countries" and "the company" are known."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable

from timeline.intake.articles.extractor import Context
from timeline.intake.articles.wording import Wording
from timeline.names.fold import fold
from timeline.names.register import Register
from timeline.names.values import Mention
from timeline.terms import ActorKind

KEPT = 40
"""How many names back a stand-in may mean."""
COMPANIES = frozenset({ActorKind.COMPANY})
LANDS = frozenset({ActorKind.SUBNATIONAL})


class Recall:
    """Whom the text has named so far, the latest last."""

    def __init__(self, register: Register, context: Context) -> None:
        """Begin with nobody."""
        self._register = register
        self._own = {str(actor.key) for actor in context.names.actors}
        self._places = {place.slug for place in context.places}
        self._places |= {fold(name) for place in context.places for name in place.names}
        self._named: list[Mention] = []

    def add(self, mentions: Iterable[Mention], *, states: bool) -> None:
        """Remember the states of a sentence, or all others, in its order."""
        self._named += (one for one in mentions if self.is_state(one) is states)
        del self._named[:-KEPT]

    def kind(self, mention: Mention) -> ActorKind | None:
        """Tell what sort of actor a name is; None where that is not known."""
        actor = self._register.actor(mention.actor) if mention.actor is not None else None
        return None if actor is None else actor.kind

    def is_state(self, mention: Mention) -> bool:
        """Tell whether a name is that of a state or territory."""
        return mention.actor is not None and self._register.is_state(mention.actor)

    def is_place(self, mention: Mention) -> bool:
        """Tell whether a name is that of a place that does not act."""
        if mention.actor is None:
            return fold(mention.text) in self._places
        key = str(mention.actor)
        if key in self._own:
            return False
        return key in self._places or self.kind(mention) in LANDS

    def stand_in(self, text: str, wording: Wording) -> tuple[int, tuple[Mention, ...]] | None:
        """Find the last stand-in of a text and whom it means: offset in the text, and the names."""
        best: tuple[int, tuple[Mention, ...]] | None = None
        for sort in ("person", "pair", "company"):
            pattern = wording.words.get(sort)
            found = list(pattern.finditer(text)) if pattern is not None else []
            meant = self._meant(sort, found[-1][0]) if found else ()
            if meant and (best is None or found[-1].start() > best[0]):
                best = (found[-1].start(), meant)
        return best

    def _meant(self, sort: str, words: str) -> tuple[Mention, ...]:
        if sort == "person":
            return self._latest(1, lambda one: self.kind(one) is ActorKind.PERSON)
        if sort == "company":
            return self._latest(1, lambda one: self.kind(one) in COMPANIES)
        if re.search(r"compan|firms", words):
            return self._latest(2, lambda one: self.kind(one) in COMPANIES)
        persons = re.search(r"leaders|ministers|presidents", words) and "their" not in words.lower()
        two = self._latest(2, lambda one: self.kind(one) is ActorKind.PERSON) if persons else ()
        return two if len(two) == 2 else self.most(2)

    def most(self, count: int) -> tuple[Mention, ...]:
        """Give the states of today that the text has named most often."""
        states = [one for one in self._named if self.kind(one) is ActorKind.STATE]
        often = Counter(one.actor for one in states)
        best = [actor for actor, _times in often.most_common(count)]
        return tuple(next(one for one in states if one.actor == actor) for actor in best)

    def _latest(self, count: int, wanted: Callable[[Mention], bool]) -> tuple[Mention, ...]:
        found: dict[Hashable, Mention] = {}
        for mention in reversed(self._named):
            if mention.actor is not None and mention.actor not in found and wanted(mention):
                found[mention.actor] = mention
            if len(found) == count:
                break
        return tuple(reversed(found.values()))

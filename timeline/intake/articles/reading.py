"""Read an article sentence by sentence: what was told before decides what follows."""

import msgspec

from timeline import shapes
from timeline.intake.articles.article import Article
from timeline.intake.articles.compose import Composer
from timeline.intake.articles.dating import Dating
from timeline.intake.articles.drafts import Draft, Drafter
from timeline.intake.articles.extractor import Context, keyed
from timeline.intake.articles.marked import Marked
from timeline.intake.articles.parties import Around
from timeline.intake.articles.recall import Recall
from timeline.intake.articles.sentences import several_paragraphs
from timeline.intake.articles.speech import speaker
from timeline.intake.articles.told import Memory, Told
from timeline.intake.articles.topics import themes_of
from timeline.intake.articles.wording import Wording
from timeline.intake.proposal import Proposal
from timeline.names.register import Register
from timeline.terms import EventType, LinkKind


class Reading:
    """One article while it is read."""

    def __init__(
        self, article: Article, context: Context, words: Wording, register: Register
    ) -> None:
        """Begin before the first sentence."""
        self.article, self.context, self.words = article, context, words
        self._recall = Recall(register, context)
        self._memory = Memory()
        dating = Dating(article.text, article.published, words, self._memory)
        self._drafter = Drafter(article.text, words, self._recall, self._memory, dating)
        self._composer = Composer(article, context, several=several_paragraphs(article.text))
        self._found: list[shapes.Event] = []
        self._seen: set[tuple[int, EventType]] = set()
        self._within: dict[int, tuple[str, int]] = {}
        self._occasions: list[tuple[str, int, int]] = []

    def proposals(self) -> tuple[Proposal, ...]:
        """Give what was read, in the order in which the article tells it."""
        self._link_occasions()
        text = self.article.text
        made = []
        line = done = 0
        for event in self._found:
            at = event.passage.start if event.passage else 0
            line += text.count("\n", done, at) if at > done else 0
            done = max(done, at)
            made.append(keyed(self.article, Proposal(line + 1, event)))
        return tuple(made)

    def read(self, marked: Marked) -> None:
        """Read one sentence."""
        text = self.article.text
        around = Around(text, marked, self.words, self._recall)
        self._recall.add(around.names, states=True)
        self._tell(marked, around)
        self._recall.add(around.names, states=False)

    def _tell(self, marked: Marked, around: Around) -> None:
        who = speaker(self.article.text, marked, around, self.words, self._recall)
        listed = self._drafter.listed(marked, around)
        for draft in listed or self._drafter.acts(marked, around, who):
            self._propose(marked, draft)
        said = self._drafter.statement(marked, around, who) if who else None
        if said is not None:
            self._propose(marked, said)

    def _propose(self, marked: Marked, draft: Draft) -> None:
        kind = draft.hit.trigger.type
        start = draft.hit.start if (draft.start, kind) in self._seen else draft.start
        if (start, kind) in self._seen:
            return
        self._seen.add((start, kind))
        said = self.article.text[start : draft.end]
        themes = themes_of(said, draft.hit.trigger.themes, self.context.themes)
        make = self._composer
        where = make.locator(marked.paragraph.number, marked.sentence.number)
        event = shapes.Event(
            title=make.title(draft, themes, self.words, marked.names),
            type=kind,
            status=draft.status,
            date=shapes.Date(edtf=draft.dated.span.edtf),
            actors=make.actors(draft.parties),
            themes=themes,
            places=make.places(marked.names, start, draft.end),
            citations=(make.citation(start, draft.end, where, draft.dated),),
            links=self._links(draft),
            passage=shapes.Passage(start=start, end=draft.end),
        )
        place = (marked.sentence.number, marked.paragraph.number, len(self._found))
        if draft.hit.trigger.alone:
            self._occasions.append((draft.hit.thing or draft.hit.words, place[0], place[2]))
        elif draft.within:
            self._within[place[2]] = (draft.within, place[0])
        self._found.append(event)
        told = Told(kind, draft.hit.thing, draft.parties, draft.status, draft.dated, *place)
        self._memory.acts.append(told)

    def _links(self, draft: Draft) -> tuple[shapes.Link, ...]:
        """Link an act to the one that it is part of, which then has a slug to be known by."""
        if draft.whole is None:
            return ()
        return self._part_of(draft.whole.number)

    def _link_occasions(self) -> None:
        """Link what is told as "on the sidelines of the forum" to that forum."""
        for number, (word, sentence) in self._within.items():
            meant = [
                whole
                for thing, at, whole in self._occasions
                if word in thing.lower() and at <= sentence and whole != number
            ]
            if meant and not self._found[number].links:
                links = self._part_of(meant[-1])
                self._found[number] = msgspec.structs.replace(self._found[number], links=links)

    def _part_of(self, number: int) -> tuple[shapes.Link, ...]:
        whole = self._found[number]
        if not whole.slug:
            whole = msgspec.structs.replace(whole, slug=self._composer.slug(whole, number))
            self._found[number] = whole
        return (shapes.Link(kind=LinkKind.PART_OF, to=whole.slug),)

"""Read events out of an article by rules: triggers, names, dates and the words around them."""

from functools import lru_cache

from timeline import shapes
from timeline.dates import Found, Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.compose import actors_of, locator, places_of, title_of
from timeline.intake.articles.extractor import BadExtraction, Context, keyed
from timeline.intake.articles.marked import Hit, Marked, mark
from timeline.intake.articles.telling import around, date, sides, status
from timeline.intake.articles.topics import themes_of
from timeline.intake.articles.wording import Wording, wording
from timeline.intake.proposal import Proposal
from timeline.names.known import known
from timeline.names.resolve import Resolver
from timeline.terms import About, Stance

QUOTE = 200
"""The longest quotation that is kept, in characters."""
SIDE = 30
"""How much stands before and after it."""


class RuleExtractor:
    """Reads by the rules of a language; see `timeline.intake.articles.extractor.Extractor`."""

    def extract(self, article: Article, context: Context) -> tuple[Proposal, ...]:
        """Give the events that an article tells.

        Raises:
            BadExtraction: If there are no rules for its language.
        """
        words = wording(article.language)
        if words is None:
            raise BadExtraction(f"there are no rules for the language {article.language!r}")
        reading = _Reading(article, context, words)
        for marked in mark(article, _resolver(context), words):
            reading.read(marked)
        return tuple(reading.proposals)


@lru_cache(maxsize=2)
def _resolver(context: Context) -> Resolver:
    return Resolver(known().joined(context.names))


class _Reading:
    """One article while it is read: what was told before decides what follows."""

    def __init__(self, article: Article, context: Context, words: Wording) -> None:
        self.article, self.context, self.words = article, context, words
        self.proposals: list[Proposal] = []
        self._last: Found | None = None
        self._paragraph = 0

    def read(self, marked: Marked) -> None:
        """Read one sentence."""
        if marked.paragraph.number != self._paragraph:
            self._paragraph = marked.paragraph.number
        for hit in self._telling(marked):
            proposal = self._proposal(marked, hit)
            if proposal is not None:
                self.proposals.append(keyed(self.article, proposal))
        if marked.dates:
            self._last = marked.dates[-1]

    def _telling(self, marked: Marked) -> list[Hit]:
        """Choose the triggers of a sentence that tell an event of their own."""
        acts = [hit for hit in marked.hits if not hit.trigger.speech]
        speech = [hit for hit in marked.hits if hit.trigger.speech]
        seen: set[object] = set()
        chosen = []
        for hit in acts:
            if hit.trigger.type not in seen:
                seen.add(hit.trigger.type)
                chosen.append(hit)
        return chosen or speech[:1]

    def _proposal(self, marked: Marked, hit: Hit) -> Proposal | None:
        text = self.article.text
        both = sides(text, marked, hit)
        if not both.before and not both.after:
            return None
        printed = date(marked, hit, [other for other in marked.hits if other is not hit])
        span = printed.span if printed else around(self.article.published)
        if span is None:
            return None
        start, end = marked.sentence.start, marked.sentence.end
        event = shapes.Event(
            title=title_of(self.context, both, hit, text, marked),
            type=hit.trigger.type,
            status=status(text, marked, hit, self.words),
            date=shapes.Date(edtf=span.edtf),
            actors=actors_of(self.context, both, hit),
            themes=themes_of(marked.text, hit.trigger.themes, self.context.themes),
            places=places_of(self.context, marked),
            citations=(self._citation(marked, printed, span),),
            passage=shapes.Passage(start=start, end=end),
        )
        return Proposal(text.count("\n", 0, start) + 1, event)

    def _citation(self, marked: Marked, printed: Found | None, span: Span) -> shapes.Citation:
        text = self.article.text
        start = marked.sentence.start
        end = min(marked.sentence.end, start + QUOTE)
        claims: tuple[shapes.Claim, ...] = ()
        if printed is not None:
            claim = shapes.Claim(
                about=About.DATE,
                as_printed=printed.text,
                edtf=span.edtf,
                trace=printed.trace.as_dict(),
            )
            claims = (claim,)
        return shapes.Citation(
            source=shapes.SourceIn(slug=self.article.slug),
            locator=locator(text, marked),
            stance=Stance.SUPPORTS,
            quote=shapes.Quote(
                exact=text[start:end],
                prefix=text[max(0, start - SIDE) : start],
                suffix=text[end : end + SIDE],
            ),
            claims=claims,
        )

"""Read events out of an article by rules: triggers, names, dates and the words around them."""

from functools import lru_cache
from pathlib import Path

from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import BadExtraction, Context
from timeline.intake.articles.marked import mark
from timeline.intake.articles.reading import Reading
from timeline.intake.articles.wording import wording
from timeline.intake.proposal import Proposal
from timeline.names.kept import spelled
from timeline.names.resolve import Resolver
from timeline.names.values import Names


class RuleExtractor:
    """Reads by the rules of a language; see `timeline.intake.articles.extractor.Extractor`."""

    def __init__(self, kept: Path | None = None) -> None:
        """Name the file in which names are kept with all their forms, for a quick start."""
        self._kept = kept

    def extract(self, article: Article, context: Context) -> tuple[Proposal, ...]:
        """Give the events that an article tells, in the order in which it tells them.

        Raises:
            BadExtraction: If there are no rules for its language.
        """
        words = wording(article.language)
        if words is None:
            raise BadExtraction(f"there are no rules for the language {article.language!r}")
        resolver = _resolver(context.names, self._kept)
        reading = Reading(article, context, words, resolver.register)
        for marked in mark(article, resolver, words):
            reading.read(marked)
        return reading.proposals()


@lru_cache(maxsize=2)
def _resolver(names: Names, kept: Path | None) -> Resolver:
    return Resolver(spelled(names, kept))

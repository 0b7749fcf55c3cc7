"""Say what an extractor of events is, so that rules and language models can stand in its place."""

from dataclasses import dataclass
from typing import Protocol

import msgspec

from timeline.intake.articles.article import Article
from timeline.intake.proposal import Proposal
from timeline.intake.table import RowProblem
from timeline.names.values import Names


@dataclass(frozen=True, slots=True)
class Place:
    """A place that an article may name: its slug and its names in any language."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What an installation knows and an extractor may use.

    Attributes:
        names: Its actors with their names and ties; keys are slugs.
        places: Its places.
        themes: The paths of its themes.
    """

    names: Names
    places: tuple[Place, ...] = ()
    themes: frozenset[str] = frozenset()


class Extractor(Protocol):
    """Reads an article and gives the events that it tells."""

    def extract(self, article: Article, context: Context) -> tuple[Proposal, ...]:
        """Give proposals in the order of their passages."""
        ...


class BadExtraction(ValueError):
    """An extractor has answered what cannot be taken; the message says what."""


def checked(article: Article, proposal: Proposal) -> Proposal:
    """See that a proposal stands on the text: its passage lies in it and its quotation is literal.

    Raises:
        BadExtraction: If it does not.
    """
    passage = proposal.event.passage
    if passage is None or not 0 <= passage.start < passage.end <= len(article.text):
        raise BadExtraction(f"{proposal.event.title!r} has no passage in the text")
    for citation in proposal.event.citations:
        quote = citation.quote
        if quote is not None and quote.exact not in article.text:
            raise BadExtraction(f"{proposal.event.title!r} quotes what the text does not say")
    return proposal


def keyed(article: Article, proposal: Proposal) -> Proposal:
    """Give a proposal the key by which it is known when the article is read again."""
    passage = proposal.event.passage
    if passage is None:
        raise RowProblem("a proposal from a text has a passage")
    key = ("article", f"{article.mark}:{passage.start}:{proposal.event.type}")
    return Proposal(proposal.line, msgspec.structs.replace(proposal.event, passage=passage), key)

"""Tests of who only mediates, observes or hosts, of what is part of what, and of titles."""

import pytest

from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import Context
from timeline.intake.articles.rules import RuleExtractor
from timeline.names.known import known
from timeline.terms import LinkKind

ROLES = """
turkiye:mediator russia:participant ukraine:participant
Turkey brokered a ceasefire between Russia and Ukraine on 3 March 2022.
Türkiye brokered a ceasefire between Russia and Ukraine

egypt:host qatar:host israel:participant hamas:participant
Egypt and Qatar hosted talks between Israel and Hamas in Doha on 4 May 2024.
Egypt and Qatar hosted talks between Israel and Hamas

israel:participant hamas:participant qatar:mediator egypt:mediator
Israel and Hamas reached an agreement mediated by Qatar and Egypt on 15 January 2025.
Israel and Hamas reached an agreement

armenia:signatory azerbaijan:signatory united-states:observer
Armenia and Azerbaijan signed a peace treaty in the presence of the United States on 8 August 2025.
Armenia and Azerbaijan signed a peace treaty

india:participant pakistan:participant china:observer
India and Pakistan held talks in Geneva on 2 June 2019, with China as an observer.
India and Pakistan held talks

iran:participant saudi-arabia:participant china:mediator
Iran and Saudi Arabia restored ties in China-brokered talks on 10 March 2023.
Iran and Saudi Arabia deepened ties

serbia:signatory kosovo:signatory european-union:mediator
Serbia and Kosovo signed a deal under the mediation of the European Union on 19 April 2013.
Serbia and Kosovo signed a deal

greece:participant turkiye:participant
The foreign ministers of Greece and Turkey met during the NATO summit on 11 July 2018.
Greece and Türkiye met

north-korea:initiator japan:target
North Korea kidnapped Japanese citizens in 1977.
North Korea kidnapped nationals of Japan

russia:initiator
Russia meddled in the elections of 2016.
Russia meddled
"""


def read(text: str):
    """Read a text with all that comes with the service known."""
    article = Article(text=text, published=Span.parse("2025-11-01"))
    return [one.event for one in RuleExtractor().extract(article, Context(known()))]


@pytest.mark.parametrize("case", ROLES.strip().split("\n\n"))
def test_roles_and_titles(case):
    """Mediators, observers and hosts are told from the parties, and titles name the parties."""
    roles, text, title = case.split("\n")
    [event] = read(text)
    assert roles.split() == [f"{one.slug}:{one.role}" for one in event.actors]
    assert title == event.title


def test_what_happens_on_the_sidelines_is_part_of_the_occasion():
    """An agreement signed on the sidelines of a forum is linked to the forum alone."""
    forum, signed = read(
        "The Eastern Economic Forum opened in Vladivostok on 8 September 2012. On the sidelines of "
        "the forum, Japan and Russia signed an agreement on fisheries."
    )
    assert [(LinkKind.PART_OF, forum.slug)] == [(link.kind, link.to) for link in signed.links]
    assert () == forum.links
    [alone] = read("Japan and Russia signed an agreement at the summit on 8 September 2012.")
    assert () == alone.links

"""Tests of reading articles by rules: what is told, when, by whom and how real."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import shapes
from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import BadExtraction, Context, Place
from timeline.intake.articles.rules import RuleExtractor
from timeline.names.values import Names
from timeline.terms import LinkKind, Role

KNOWN = Context(
    Names(),
    (Place("tokyo", ("Tokyo", "東京")), Place("vladivostok", ("Vladivostok", "Владивосток"))),
    frozenset({"energy/lng", "trade/tariffs", "sanctions/imposed", "energy"}),
)
PUBLISHED = "2018-09-17"


def read(text: str, published: str | None = PUBLISHED, language: str = "en"):
    """Read a text and give its events."""
    day = Span.parse(published) if published else None
    article = Article(text=text, published=day, language=language)
    return [one.event for one in RuleExtractor().extract(article, KNOWN)]


ENGLISH = """
AGREE occurred Japan and Russia signed a memorandum on Friday.
AGREE occurred France inked a contract with India last month.
AGREE occurred Serbia and Kosovo reached an agreement in March 2018.
AGREE planned Japan will sign a treaty with Russia next year.
AGREE possible Japan may sign a treaty with Russia.
CONSULT occurred Germany held talks with France in Berlin.
CONSULT occurred Angela Merkel met Emmanuel Macron on Monday.
CONSULT planned China will hold a summit with Japan next month.
CONSULT cancelled Poland called off talks with Ukraine.
CONSULT predicted Japan is expected to hold talks with China next week.
SANCTION occurred The United States imposed sanctions on Iran in August.
SANCTION threatened China threatened to impose tariffs on Australia.
SANCTION planned Canada plans to expand sanctions against Belarus.
SANCTION proposed Poland called for the European Union to ban imports from Russia.
SANCTION ongoing Japan continues to sanction North Korea.
CONCEDE occurred Turkey released two hostages on Sunday.
CONCEDE occurred The United States lifted sanctions against Sudan in 2017.
RETREAT occurred Ethiopia withdrew from the border area on Friday.
RETREAT planned Russia agreed to withdraw from the area.
ASSAULT occurred Russia invaded Ukraine in February 2014.
ASSAULT occurred Israel bombed Syria on Tuesday.
ASSAULT claimed Syria said that Israel had bombed its airport.
MOBILIZE occurred North Korea fired a ballistic missile on Monday.
MOBILIZE planned Japan and India will hold a joint naval exercise in October.
COERCE occurred Egypt detained Mohamed Morsi in 2013.
COERCE occurred China seized a ship of Vietnam on Friday.
THREATEN threatened North Korea threatened with retaliation on Monday.
PROTEST occurred Thousands of people protested in Hong Kong on Sunday.
AID occurred Japan pledged humanitarian aid to Nepal last week.
PROJECT occurred Russia built a gas pipeline to China in 2017.
PROJECT planned Japan plans to build an LNG terminal in Vietnam.
PROJECT possible India may build a railway in Iran.
FORMATION occurred Germany and France formed an alliance in 2016.
FORMATION occurred Montenegro joined NATO in June 2017.
DISASTER occurred An earthquake struck Nepal in April 2015.
DISPUTE ongoing China and India are locked in a border dispute.
COOPERATE occurred Cuba and the United States restored diplomatic relations in 2015.
ACCUSE occurred Ukraine accused Russia on Friday.
REJECT occurred Iran rejected the offer on Saturday.
REQUEST occurred Japan urged China on Tuesday.
SUPPORT occurred Sweden recognized Palestine in 2014.
LEADERSHIP_CHANGE occurred Imran Khan resigned on Sunday.
LEADERSHIP_CHANGE planned Brazil will hold elections in October.
ANNEXATION occurred Russia annexed Crimea in March 2014.
STATEMENT occurred Sergei Lavrov said on Monday that the weather was fine.
STATEMENT occurred A senior official warned that times were hard.
FORECAST predicted China and India are likely to grow in 2019.
"""
CASES = [line.split(" ", 2) for line in ENGLISH.strip().splitlines()]


@pytest.mark.parametrize(("kind", "status", "text"), CASES, ids=[one[2][:40] for one in CASES])
def test_a_sentence_tells_an_event(kind, status, text):
    """Each wording of an act is proposed with its type and with how real it is."""
    found = {(one.type.value, one.status.value) for one in read(text)}

    assert {(kind, status)} <= found


@pytest.mark.parametrize(
    "text",
    [
        "Japan never signed a treaty with Russia.",
        "The two countries failed to reach an agreement.",
        "The weather has prevented Japan and Russia from signing a treaty.",
        "Japan is the largest importer of gas from Russia.",
        "Related: Why Japan Signed A Deal With Russia",
        "By subscribing, you help Japan sign a treaty with Russia.",
        "If Japan imposes tariffs on China, prices are high.",
    ],
)
def test_what_is_no_event(text):
    """Nothing is proposed of what did not happen, of descriptions, conditions and boilerplate."""
    assert [] == read(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Japan and Russia signed a treaty last week.", "[2018-09-10..2018-09-16]"),
        ("Last May, Japan and Russia signed a treaty.", "2018-05"),
        ("Japan and Russia recently signed a treaty.", "[2018-06-09..2018-09-17]"),
        ("Japan and Russia signed a treaty.", "[2018-08-18..2018-09-17]"),
        ("Japan may sign a treaty with Russia.", "2018-09~/.."),
        ("Iran condemned the annexation of Crimea on Sunday.", "2018-09-16"),
    ],
)
def test_days(text, edtf):
    """A date is read from the sentence; without one it is told from publication how vague it is."""
    assert edtf == read(text)[0].date.edtf


def test_a_date_goes_with_what_follows():
    """What is told next in the same paragraph is of the same day; with "after", from then on."""
    found = read(
        "Shinzo Abe met Vladimir Putin on 10 September. Abe praised Russia. "
        "Abe said after the meeting that they were friends."
    )

    assert ["2018-09-10", "2018-09-10", "[2018-09-10..2018-09-17]"] == [e.date.edtf for e in found]


def test_a_day_of_a_quotation_is_not_that_of_publication():
    """A quotation that says "today" dates nothing."""
    found = read('"Today, Japan and Russia signed a treaty of friendship," Sergei Lavrov said.')

    assert ["STATEMENT"] == [one.type.value for one in found]


def test_told_again_is_proposed_once():
    """That "the memorandum was signed" is no second event; what it was signed at is one."""
    found = read(
        "Gazprom and Toyota signed a memorandum last week. "
        "The memorandum was signed during a meeting between Angela Merkel and Emmanuel Macron."
    )

    assert ["AGREE", "CONSULT"] == [one.type.value for one in found]
    assert found[0].date == found[1].date


def test_a_series_of_agreements_is_taken_apart():
    """Each agreement that is listed is an event and part of the series."""
    found = read(
        "Japan and Russia signed a series of agreements on 8 September. These accords deal with "
        "fishing at sea; a memorandum of understanding between China and India; as well as a "
        "contract to build a paper mill."
    )

    assert 4 == len(found)
    assert {"2018-09-08"} == {one.date.edtf for one in found}
    assert [(shapes.Link(kind=LinkKind.PART_OF, to=found[0].slug),)] * 3 == [
        one.links for one in found[1:]
    ]


def test_projects_of_a_list_are_events_each():
    """One may take part in several projects: each is proposed under its own name."""
    found = read(
        "Japan may take part in the expansion of the Arctic LNG project, the Sakhalin 3 gas "
        "project, as well as a possible LNG terminal in Vietnam."
    )

    assert ["possible"] * 3 == [one.status.value for one in found]
    assert 3 == len({one.passage for one in found})


def test_disputes_with_several_are_one_with_each():
    """Island rows with two countries are two disputes."""
    found = read("Japan has island rows with China and South Korea.")

    assert [{"Japan", "China"}, {"Japan", "South Korea"}] == [
        {actor.name for actor in one.actors} for one in found
    ]


def test_roles():
    """Who acts is the initiator, to whom it is done the target, in the passive as well."""
    active = read("Russia attacked Georgia in August 2008.")[0]
    passive = read("Georgia was attacked by Russia in August 2008.")[0]

    expected = {("Russia", Role.INITIATOR), ("Georgia", Role.TARGET)}
    assert expected == {(one.name, one.role) for one in active.actors}
    assert expected == {(one.name, one.role) for one in passive.actors}


def test_stand_ins():
    """Those whom "the two countries" means are those that the text is about."""
    found = read(
        "For long India and Nepal have been friends. The two countries signed a treaty in 1950."
    )

    assert {"India", "Nepal"} == {one.name for one in found[0].actors}


def test_where_a_passage_stands():
    """The passage and the quotation are literal, the locator a paragraph or a sentence."""
    one = "Nothing here. Japan signed a treaty with India in Tokyo on Friday."
    two = f"Nothing here.\n\n{one}"
    single, second = read(one)[0], read(two)[0]

    assert "sentence 2" == single.citations[0].locator
    assert "para. 2" == second.citations[0].locator
    assert ("tokyo",) == tuple(place.slug for place in single.places)
    quote = second.citations[0].quote
    assert quote is not None
    assert two[second.passage.start : second.passage.end].startswith(quote.exact)
    assert "Friday" == single.citations[0].claims[0].as_printed


def test_titles_are_our_own():
    """A title is composed, at most 90 characters, and never the whole sentence."""
    text = "Japan and Russia signed a memorandum on liquefied natural gas in Tokyo last week."
    title = read(text)[0].title

    assert "Japan and Russia signed a memorandum on liquefied gas" == title
    assert title not in text


def test_themes():
    """Themes come from the words of the passage, and only those that the installation has."""
    assert ("energy/lng",) == read("Japan signed a contract on LNG with Qatar.")[0].themes[:1]


def test_a_language_without_rules_is_refused():
    """A language that has no table is refused by name."""
    with pytest.raises(BadExtraction, match="xx"):
        read("Text", language="xx")


def test_without_publication():
    """Without a day of publication an act with a date of its own is read all the same."""
    found = read("Japan and Russia signed a treaty on 19 October 1956.", published=None)

    assert "1956-10-19" == found[0].date.edtf


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            ["Japan", "signed", "a treaty", "“", '"', ";", ".", "said", "he", "\n\n", "since",
             "2013", "threatened to", "may", "these accords deal with", "Putin", "met", "(", "и",
             "подписал", "は", "署名した", "\x00", "\ud7ff", "e\u0301"]
        ),
        max_size=60,
    ).map(" ".join),
    st.sampled_from(["en", "ru", "ja"]),
)  # fmt: skip
def test_any_text_is_read(text, language):
    """Whatever the text, reading ends, and every passage lies in it."""
    for event in read(text, language=language):
        assert 0 <= event.passage.start < event.passage.end <= len(text)
        assert 0 < len(event.title) <= 90


def test_the_same_text_gives_the_same_proposals():
    """Reading depends on nothing but the article."""
    text = "Japan met Russia in Tokyo. They signed a deal. Abe said it was good."

    assert read(text) == read(text)

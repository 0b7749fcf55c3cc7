"""Mentions resolved as of the day of the event."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import Span
from timeline.names.gazetteer import Alias
from timeline.names.known import known
from timeline.names.resolve import Resolver, default
from timeline.names.values import Actor, Method, Names, Tie, days_of
from timeline.terms import ActorKind, AffiliationKind, AliasKind


def read(text, on=None, **more):
    """Give what each mention of a text is and whom it means."""
    day = Span.parse(on) if on else None
    found = default().resolve(text, on=day, **more)
    return [(mention.text, mention.actor, mention.method) for mention in found]


@pytest.mark.parametrize(
    ("text", "on", "mention"),
    [
        ("The Japanese prime minister spoke.", "2012-09-08",
         ("Japanese prime minister", "yoshihiko-noda", Method.OFFICE)),
        ("The Japanese prime minister spoke.", "2013-11-02",
         ("Japanese prime minister", "shinzo-abe", Method.OFFICE)),
        ("Prime Minister Noda spoke.", "2012-09-08",
         ("Prime Minister Noda", "yoshihiko-noda", Method.TITLE_AND_NAME)),
        ("Prime Minister Noda Yoshihiko spoke.", "2012-09-08",
         ("Prime Minister Noda Yoshihiko", "yoshihiko-noda", Method.TITLE_AND_NAME)),
        ("Russian Foreign Minister Sergei Lavrov", "2012",
         ("Russian Foreign Minister Sergei Lavrov", "sergei-lavrov", Method.TITLE_AND_NAME)),
        ("Gazprom CEO Alexei Miller signed", "2018-09-12",
         ("Gazprom CEO Alexei Miller", "alexei-miller", Method.TITLE_AND_NAME)),
        ("the prime minister of Japan", "2012-09-08",
         ("prime minister of Japan", "yoshihiko-noda", Method.OFFICE)),
        ("U.S. Secretary of State", "2011-06",
         ("U.S. Secretary of State", "hillary-clinton", Method.OFFICE)),
        ("глава МИД России Сергей Лавров", "2013-11-02",
         ("глава МИД России Сергей Лавров", "sergei-lavrov", Method.TITLE_AND_NAME)),
        ("с премьер-министром Японии", "2012-09-08",
         ("премьер-министром Японии", "yoshihiko-noda", Method.OFFICE)),
        ("ロシアのプーチン大統領", "2018-09-10",
         ("ロシアのプーチン大統領", "vladimir-putin", Method.TITLE_AND_NAME)),
        ("le président français Nicolas Sarkozy", "2008",
         ("président français Nicolas Sarkozy", "nicolas-sarkozy", Method.TITLE_AND_NAME)),
        ("der russische Präsident", "2009",
         ("russische Präsident", "dmitry-medvedev", Method.OFFICE)),
        ("Sergej Lavrow sagte", None, ("Sergej Lavrow", "sergei-lavrov", Method.TRANSLITERATION)),
        ("Hatoyama Yukio said", "2010",
         ("Hatoyama Yukio", "yukio-hatoyama", Method.TRANSLITERATION)),
        ("George Bush said", "2005", ("George Bush", "george-w-bush", Method.NAME_ON_DAY)),
        ("George Bush said", "1990-08", ("George Bush", "george-h-w-bush", Method.NAME_ON_DAY)),
        ("Mitsui & Co., Ltd. said", None, ("Mitsui & Co., Ltd.", "mitsui-and-co", Method.COMPANY)),
        ("the German government", None, ("German government", "germany", Method.ORGAN)),
        ("Moscow warned", None, ("Moscow", "russia", Method.METONYM)),
        ("He was in Moscow", None, ("Moscow", None, Method.PLACE)),
        ("the Carnegie Moscow Center", None, ("Moscow", None, Method.INSIDE_NAME)),
        ("French ships", None, ("French", "france", Method.DEMONYM)),
        ("the Soviet Union", "1962", ("Soviet Union", "soviet-union", Method.NAME)),
        ("the Soviet Union", "2012", ("Soviet Union", "soviet-union", Method.HISTORICAL)),
        ("Russian ships", "1962", ("Russian", None, Method.HISTORICAL)),
        ("Russian ships", "1900", ("Russian", "russian-empire", Method.DEMONYM)),
        ("the Dominican president", None, ("Dominican president", None, Method.OPEN)),
        ("Zaire", "1990", ("Zaire", "congo-kinshasa", Method.NAME)),
    ],
)  # fmt: skip
def test_a_mention_means_this_actor_on_that_day(text, on, mention):
    """Offices, titles, spellings, companies, organs, metonyms, demonyms and states that ceased."""
    assert [mention] == read(text, on)


def test_surnames_follow_the_full_name():
    """After the first mention the surname is enough, common ones too."""
    found = read("Moon Jae-in met Kim Jong-un. Moon said Kim agreed.", "2018-04-27")
    assert ["moon-jae-in", "kim-jong-un"] * 2 == [actor for _, actor, _ in found]


def test_a_common_surname_alone_means_nobody():
    """Without a first mention a word that is also a name is not taken for one."""
    assert [] == read("Brown paper. Major news in May.", "1995")


def test_a_surname_in_a_longer_unknown_name_means_nobody():
    """Another person of that name is not the known one."""
    assert [("Putin", None, Method.INSIDE_NAME)] == read("Lyudmila Putin arrived.", "2008")


def test_the_prime_minister_is_whoever_was_named_so():
    """The text decides first, then the country that is given, else it stays open."""
    text = "Prime Minister Noda arrived. The prime minister spoke."
    assert "yoshihiko-noda" == read(text, "2012-09-08")[1][1]
    assert [("prime minister", None, Method.OPEN)] == read("the prime minister", "2012-09-08")
    assert "yoshihiko-noda" == read("the prime minister", "2012-09-08", country="japan")[0][1]


def test_a_change_of_office_on_the_day_stays_open():
    """Where two held the office, both are candidates."""
    [mention] = default().resolve("the Japanese prime minister", on=Span.parse("2012-12"))
    assert None is mention.actor
    assert {"yoshihiko-noda", "shinzo-abe"} == set(mention.candidates)


def test_an_unknown_name_with_a_title_is_not_the_holder():
    """Who bears another name than the holder is not taken for him, and the state is known."""
    [mention] = default().resolve("Indian Prime Minister Rahul Gandhi", on=Span.parse("2012"))
    assert (None, "india", Method.OPEN) == (mention.actor, mention.state, mention.method)


def test_the_capacity_is_the_office_of_the_day():
    """Putin was prime minister in 2010 and president in 2013; a former holder has none."""
    resolve = default().resolve
    [then] = resolve("Vladimir Putin", on=Span.parse("2010-06-01"))
    [later] = resolve("Vladimir Putin", on=Span.parse("2013-06-21"))
    [former] = resolve("former Prime Minister Shinzo Abe", on=Span.parse("2010"))
    assert "prime-minister-of-russia" == then.capacity
    assert "president-of-russia" == later.capacity
    assert ("shinzo-abe", None) == (former.actor, former.capacity)


def test_a_country_behind_in_is_where_it_happened():
    """The country is named, and marked as a place."""
    [mention] = default().resolve("a meeting in Japan")
    assert ("japan", True) == (mention.actor, mention.place)


def test_both_sides_of_a_hyphen_are_mentions():
    """Adjectives joined by a hyphen name two states."""
    assert ["japan", "russia"] == [actor for _, actor, _ in read("Japanese-Russian ties")]
    assert ["russia", "japan"] == [actor for _, actor, _ in read("Moscow-Tokyo ties")]


def test_own_actors_join_those_that_come_with_the_service():
    """A resolver is made of what an installation knows as well; keys may be anything hashable."""
    own = Names(
        (Actor(7, ActorKind.COMPANY, "Angara Paper"),),
        (Alias("Ангара Пейпа", 7, AliasKind.NATIVE, "ru"), Alias("Angara Paper", 7)),
    )
    resolver = Resolver(own.joined(known()))
    found = resolver.resolve("Angara Paper and Japan; с Ангара Пейпа")
    assert [7, "japan", 7] == [mention.actor for mention in found]


def test_an_office_that_an_installation_names_leads_to_its_holder():
    """Aliases of an office are read as the office on the day, with the name beside it."""
    own = Names(
        (
            Actor("state", ActorKind.STATE, "Ruritania"),
            Actor("king", ActorKind.OFFICE, "King of Ruritania"),
            Actor("rudolf", ActorKind.PERSON, "Rudolf Elphberg"),
        ),
        (
            Alias("Ruritanian king", "king"),
            Alias("the king", "king", context=True),
            Alias("Rudolf Elphberg", "rudolf"),
        ),
        (
            Tie("king", AffiliationKind.OFFICE_OF, "state"),
            Tie("rudolf", AffiliationKind.HOLDS, "king", days_of("1893/1900")),
        ),
    )
    resolve = Resolver(own).resolve
    [alone] = resolve("The Ruritanian king spoke.", on=Span.parse("1894"))
    [named] = resolve("Ruritanian King Rudolf Elphberg spoke.", on=Span.parse("1894"))
    [later] = resolve("The Ruritanian king spoke.", on=Span.parse("1950"))
    [other] = resolve("Ruritanian King Michael Strelsau spoke.", on=Span.parse("1894"))
    assert ("rudolf", "king", "state") == (alone.actor, alone.capacity, alone.state)
    assert ("rudolf", "king", 0) == (named.actor, named.capacity, named.start)
    assert ("king", Method.OFFICE) == (later.actor, later.method)
    assert (None, "state") == (other.actor, other.state)


def test_german_iceland_is_no_english_island():
    """A name that is a word of another language is read only where the language is told."""
    assert [] == read("Islands of Peace; an Island")
    assert "iceland" == read("Island und Japan", language="de")[0][1]


WORDS = st.sampled_from([
    "Japanese", "prime minister", "Prime Minister", "Noda", "Putin", "Moscow", "of", "the", "in",
    "former", "Gazprom", "CEO", "Ltd.", "(", ")", ",", "Sergej Lawrow", "日本", "首相", "野田佳彦",
    "России", "Korea", "'s", "-", "police", "X", "İ", "\n",
])  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=25).map(" ".join),
    st.sampled_from([None, "1962", "2012-09-08", "2012-12", "2010/.."]),
)
def test_any_text_gives_mentions_that_cut_themselves_out(text, on):
    """Offsets are exact and in order, every mention has a reason, and an actor is a candidate."""
    found = default().resolve(text, on=Span.parse(on) if on else None)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.reason
        assert mention.actor is None or mention.candidates == (mention.actor,)
    edges = [edge for mention in found for edge in (mention.start, mention.end)]
    assert sorted(edges) == edges


@pytest.mark.parametrize(
    "text", ["Putin " * 20_000, "Prime Minister of " * 8_000, "A" * 200_000, "Xx Yy " * 30_000]
)
def test_hostile_texts_are_read_whole(text):
    """Long repetition comes to an end with every offset right."""
    found = default().resolve(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


@pytest.mark.parametrize(
    ("text", "language", "actor", "place"),
    [
        ("Москва предупредила Киев.", "ru", "russia", False),
        ("Встреча прошла в Москве.", "ru", None, True),
        ("Переговоры прошли возле Москвы.", "ru", None, True),
        ("Paris und Moskau verhandelten.", "de", "france", False),
        ("北京对东京表示抗议。", "zh", "china", False),
        ("会談は東京で行われた。", "ja", None, True),
        ("Relations of India were strained.", "en", "india", False),
        ("Bank of India raised its rate.", "en", None, False),
    ],
)
def test_capitals_in_every_language(text, language, actor, place):
    """A capital acts or is a place in Russian, German, Chinese and Japanese as it is in English."""
    [first, *_] = Resolver().resolve(text, on=Span.parse("2015"), language=language)
    assert (actor, place) == (first.actor, first.place)

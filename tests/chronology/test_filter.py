"""Hold the filter grammar to being read and written without loss, and to refusing by name."""

import json
import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology.cursor import read_cursor, write_cursor
from timeline.chronology.facets import count_facets
from timeline.chronology.filter import BadFilter, EventFilter, parse
from timeline.chronology.grammar import PARAMETERS
from timeline.chronology.listing import list_events
from timeline.store.session import reading
from timeline.terms import EventType, Order, Role, Status, Via, When

WORDS = {"role": Role, "via": Via, "type": EventType, "status": Status}


def read(query: str, *, strict: bool = True) -> EventFilter:
    """Read a filter from the query of an address."""
    return parse(parse_qs(query, keep_blank_values=True), strict=strict)


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("actr=japan", "actr", "actor"),
        ("limit=0", "limit", "1 to 200"),
        ("limit=201", "limit", "1 to 200"),
        ("limit=-1", "limit", "1 to 200"),
        ("limit=1e2", "limit", "1 to 200"),
        ("limit=٣", "limit", "1 to 200"),
        ("limit=5&limit=6", "limit", "only once"),
        ("from=soon", "from", "not a date"),
        ("to=2013-13", "to", "not a date"),
        ("from=2014&to=2013", "to", "before"),
        ("from=2014&from=2013", "from", "only once"),
        ("when=perhaps", "when", "possible"),
        ("order=random", "order", "oldest"),
        ("type=AGREEMENT", "type", "AGREE"),
        ("role=guest", "role", "host"),
        ("via=proxy", "via", "direct"),
        ("status=planed", "status", "planned"),
        ("disputed=yes", "disputed", "1 or 0"),
        ("q=" + "x" * 401, "q", "400"),
        ("q=a%00b", "q", "NUL"),
        ("actor=a%00b", "actor", "NUL"),
        ("actor=" + "x" * 10_001, "actor", "10000"),
        ("actor=" + ",".join(map(str, range(101))), "actor", "100"),
        ("after=a&before=b", "before", "not both"),
        ("as_of=soon", "as_of", "not a date"),
    ],
)
def test_what_the_grammar_does_not_have_is_refused_by_name(query, name, said):
    """The refusal names the parameter, and says what is possible."""
    with pytest.raises(BadFilter) as refused:
        read(query)
    assert name == refused.value.parameter
    assert said in str(refused.value)
    assert len(str(refused.value)) < 600


def test_half_a_surrogate_pair_is_refused():
    """A word that came in bytes of no encoding is refused before a database sees it."""
    for name in ("q", "actor", "source", "after", "as_of", "from", "type"):
        with pytest.raises(BadFilter):
            parse({name: ["a\udcffb"]}, strict=True)


def test_strange_parameters_of_a_page_say_nothing():
    """Where it is not strict, what trackers add is left alone."""
    assert EventFilter() == read("utm_source=x&fbclid=y&actor=&q=+", strict=False)


@pytest.mark.parametrize(("most", "limit"), [(200, "200"), (1000, "1000"), (200, "1")])
def test_the_bounds_of_a_limit_are_within(most, limit):
    """The least and the greatest limit are taken."""
    assert int(limit) == parse({"limit": [limit]}, strict=True, most=most).limit


SLUG = st.text("abcdefghij-/0123456789Яы中", min_size=1, max_size=8)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            **{
                name: st.lists(
                    st.lists(SLUG, min_size=1, max_size=2, unique=True).map(",".join),
                    min_size=1,
                    max_size=3,
                )
                for name in ("actor", "theme", "place", "source")
            },
            **{
                name: st.lists(st.sampled_from([w.value for w in words]), min_size=1, max_size=2)
                for name, words in WORDS.items()
            },
            "from": st.sampled_from([["2012"], ["../2012"], ["1855-02-07"], ["-0044"]]),
            "to": st.sampled_from([["2018"], ["2018/.."], ["9999-12"]]),
            "when": st.sampled_from([[w.value] for w in When]),
            "order": st.sampled_from([[w.value] for w in Order]),
            "disputed": st.sampled_from([["1"], ["0"]]),
            "q": st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
                lambda text: [text]
            ),
            "limit": st.integers(1, 200).map(lambda number: [str(number)]),
        },
    )
)
def test_a_filter_that_is_written_reads_the_same(asked):
    """Reading the address of a filter gives that filter again, and the same address."""
    found = parse(asked, strict=True)
    assert found == read(found.query())
    assert found.query() == read(found.query()).query()


@pytest.mark.parametrize("order", Order)
@given(key=st.tuples(st.integers(-(2**61), 2**61), st.integers(0, 2**61)))
def test_a_cursor_reads_back_in_its_own_order_only(order, key):
    """A cursor leads where it was written, and nowhere in a list of another order."""
    text = write_cursor(order, key)
    assert key == read_cursor("after", text, order)
    for other in set(Order) - {order}:
        with pytest.raises(BadFilter, match="another order"):
            read_cursor("after", text, other)


@pytest.mark.parametrize(
    "text",
    [
        *("x", "!", "AAAA", "🙂", "k6Fv", "=", "a" * 400, "лл", "kwEC"),
        write_cursor(Order.OLDEST, (float("nan"), 1)),
        write_cursor(Order.OLDEST, (float("inf"), 1)),
        write_cursor(Order.OLDEST, (1 << 63, 1)),
        write_cursor(Order.OLDEST, (1, -1)),
        write_cursor(Order.OLDEST, (1, 1 << 63)),
    ],
)
def test_a_cursor_from_elsewhere_is_refused(text):
    """What this service has not written is no cursor, also where it nearly is one."""
    with pytest.raises(BadFilter, match="cursor"):
        read_cursor("after", text, Order.OLDEST)


def test_what_a_filter_names_must_be_there(kind_session):
    """An unknown actor, theme, place or source is refused with what comes near."""
    for name, value, near in (
        ("actor", "japann", "japan"),
        ("theme", "energi", "energy"),
        ("place", "tokio", "tokyo"),
    ):
        with pytest.raises(BadFilter) as refused:
            list_events(kind_session, parse({name: [value]}, strict=True))
        assert near in refused.value.nearest
    with pytest.raises(BadFilter, match="no such source"):
        list_events(kind_session, parse({"source": ["nothing"]}, strict=True))


@pytest.mark.parametrize("value", ["Japan", "JP", "JPN", "Япония", "日本", "japan", "JAPAN"])
def test_an_actor_goes_by_its_names_and_codes(kind_session, value):
    """Slug, code and alias in any script find the same events."""
    by_slug = list_events(kind_session, parse({"actor": ["japan"]}, strict=True))
    by_name = list_events(kind_session, parse({"actor": [value]}, strict=True))
    assert by_slug.documents == by_name.documents
    assert by_slug.documents


@settings(max_examples=30)
@given(st.text(max_size=30))
def test_any_search_is_answered_or_refused(engines, text):
    """Whatever is typed into the search, both databases give the same count or the same refusal."""
    answers = []
    for engine in engines.values():
        with reading(engine) as session:
            answers.append(_answer(session, {"q": [text]}))
    assert answers[0] == answers[1]


def test_hostile_values_are_answered_or_refused(absent, engines):
    """Every naughty string in every parameter is a list or a refusal, the same on both."""
    shared = os.environ.get("TIMELINE_SHARED")
    if not shared or not (Path(shared) / "data" / "badinput" / "blns.json").exists():
        absent("TIMELINE_SHARED names no folder with data/badinput")
    strings = json.loads((Path(shared) / "data" / "badinput" / "blns.json").read_text("utf-8"))
    with reading(engines["sqlite"]) as lite, reading(engines["postgresql"]) as post:
        for text in strings[:: max(1, len(strings) // 30)]:
            for name in ("q", "actor", "after"):
                asked = {name: [text]}
                assert _answer(lite, asked) == _answer(post, asked), (name, text)
        for text in strings:
            for name in PARAMETERS:
                with suppress(BadFilter):
                    parse({name: [text]}, strict=True)


def _answer(session, asked) -> object:
    try:
        given = parse(asked, strict=True)
        return list_events(session, given).count, count_facets(session, given).count
    except BadFilter as refused:
        return str(refused)

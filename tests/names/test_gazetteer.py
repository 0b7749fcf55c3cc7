"""Names found in texts of any script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.fold import fold
from timeline.names.gazetteer import Alias, Gazetteer

NAMES = (
    "Japan", "Moscow", "Carnegie Moscow Center", "New York", "New York Times", "US", "U.S.", "IRA",
    "Abe", "Shinzo Abe", "Россия", "РФ", "日本", "ロシア", "インド", "インドネシア", "한국",
    "روسيا",
    "prime minister", "Côte d'Ivoire", "Straßburg", "Gazprom", "Li",
)  # fmt: skip
GAZETTEER = Gazetteer(Alias(name, name) for name in NAMES)


def found(text):
    """Give the actors found in a text."""
    return [hit.candidates[0].actor for hit in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Japan's Shinzo Abe met (U.S.) envoys", ["Japan", "Shinzo Abe", "U.S."]),
        ("JAPAN and the US", ["Japan", "US"]),
        ("let us go to japan", []),
        ("the ira of Ira and the IRA", ["IRA"]),
        ("Carnegie Moscow Center", ["Carnegie Moscow Center"]),
        ("New York Timeshare", ["New York"]),
        ("Japanese Japans xJapan Japan-based", ["Japan"]),
        ("The Prime Minister, a prime minister", ["prime minister"] * 2),
        ("Abel, Liable, Li, Abe’s", ["Li", "Abe"]),
        ("Cote d’Ivoire and Strassburg", ["Côte d'Ivoire", "Straßburg"]),
        ("В России, но Россия и РФ; рф", ["Россия", "РФ"]),
        ("昨日日本とロシアが", ["日本", "ロシア"]),
        ("インドネシアとインド、ベロロシア", ["インドネシア", "インド"]),
        ("한국과 남한국", ["한국"]),
        ("وروسيا والروس", ["روسيا"]),
        ("在Moscow召开", ["Moscow"]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(text, actors):
    """Word bounds hold where a script has words, the longest name wins, acronyms want capitals."""
    assert actors == found(text)


WORDS = st.sampled_from(
    [*NAMES, "İ", "ß", "…", "ﬁ", "é\u0301", "x", "'s", "日", "-", "\u200b", "  "]
)


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=3))).map(" ".join))
def test_offsets_cut_out_what_was_found(text):
    """A hit is its slice of the text, folds to the name, and hits neither overlap nor turn back."""
    hits = GAZETTEER.find(text)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.text
        assert fold(hit.candidates[0].text) == fold(hit.text)
    edges = [edge for hit in hits for edge in (hit.start, hit.end)]
    assert sorted(edges) == edges


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.text(max_size=10), st.text(max_size=10))
def test_a_name_between_blanks_is_always_found(name, before, after):
    """Whatever stands around it, a name with bounds is covered by a hit."""
    text = f"{before}. {name} .{after}"
    at = len(before) + 2
    assert any(hit.start <= at < hit.end for hit in GAZETTEER.find(text))


def test_a_name_leads_to_all_its_bearers_by_rank():
    """Ambiguity is data: every bearer is a candidate, the better rank first."""
    korea = Gazetteer(
        [Alias("Korea", "territory", rank=5), Alias("Korea", "north"), Alias("KOREA", "south")]
    )
    [hit] = korea.find("in Korea")
    assert ["north", "south", "territory"] == [alias.actor for alias in hit.candidates]


def test_lookup_is_exact_and_whatever_the_case():
    """A name that is looked up is folded and compared whole."""
    assert ["Japan"] == [alias.actor for alias in GAZETTEER.lookup("  JAPAN ")]
    assert () == GAZETTEER.lookup("Japa")


def test_an_empty_gazetteer_finds_nothing():
    """Names without letters are left out."""
    empty = Gazetteer([Alias("", 1), Alias("--", 2)])
    assert 0 == len(empty)
    assert () == empty.find("-- Japan")


@pytest.mark.parametrize(
    "text", ["Japan" * 200_000, "US " * 300_000, "ロシア" * 300_000, "'" * 10**6]
)
def test_a_megabyte_of_anything_is_read(text):
    """Hostile repetition is read to its end, and every hit is where it says."""
    assert all(text[hit.start : hit.end] == hit.text for hit in GAZETTEER.find(text))

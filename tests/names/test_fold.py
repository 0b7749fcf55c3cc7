"""The words that full-text search knows a text by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.fold import WORD_LIMIT, search_text, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and Japan's 2+2 talks", ("the", "us", "and", "japan", "2", "2", "talks")),
        ("2013-11-02", ("2013", "11", "02")),
        ("Côte d’Ivoire", ("cote", "d", "ivoire")),
        ("Москва и Пу́тин", ("москва", "и", "путин")),
        ("日本", ("日本",)),
        ("露", ("露",)),
        ("日ロ首脳会談", ("日ロ", "ロ首", "首脳", "脳会", "会談")),
        ("2013年", ("2013", "年")),
        ("LNG開発", ("lng", "開発")),
        ("กรุงเทพ", ("กรุ", "รุง", "งเ", "เท", "ทพ")),
        ("हिन्दी", ("हिन्दी",)),
        ("a_b", ("a", "b")),
        ("", ()),
    ],
)
def test_a_text_has_these_words(text, words):
    """Words are folded, acronyms joined, and scripts without blanks cut into pairs."""
    assert words == tokens(text)


@settings(deadline=None)
@given(st.text())
def test_the_stored_form_has_the_words_of_the_text(text):
    """What a document stores and what a query asks for are the same words."""
    assert tokens(text) == tokens(search_text(text))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=8), st.text(max_size=20), st.text(max_size=20))
def test_a_phrase_between_blanks_is_found_in_its_text(phrase, before, after):
    """The words of a phrase stand together among the words of a text that has it."""
    whole, part = tokens(f"{before} {phrase} {after}"), tokens(phrase)
    if "." not in before + phrase + after and "'" not in phrase:
        places = range(len(whole) - len(part) + 1)
        assert any(whole[at : at + len(part)] == part for at in places)


def test_words_have_a_greatest_length():
    """A word that no index would take is cut."""
    assert ("x" * WORD_LIMIT,) == tokens("x" * 5000)

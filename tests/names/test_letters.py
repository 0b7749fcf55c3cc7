"""Folding of letters, and the way back to where they stood."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.letters import fold, folded

AWKWARD = st.text(
    alphabet="a's' \u0301и\u0306ｶﾞᄀ\u1161\u11a8\u200dßﬁİı…أا\u09c7\u09beΣς½\ufdfaÅ\u212b"
)
TEXTS = st.one_of(st.text(), AWKWARD)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Japan’s  Prime Minister", "japan prime minister"),
        ("the troops’ return", "the troops return"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("São Tomé — Príncipe", "sao tome - principe"),
        ("Łódź, Đà Nẵng, Øresund", "lodz, da nang, oresund"),
        ("İstanbul", "istanbul"),
        ("ПУТИН, Ёлкин и Лавро́в", "путин, елкин и лавров"),
        ("Толсто\u0438\u0306", "толстой"),
        ("ｶﾞｽﾌﾟﾛﾑ", "ガスプロム"),
        ("か\u3099", "が"),
        ("أحمد الأُسَد", "احمد الاسد"),
        ("«Газпром»", '"газпром"'),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("  \t\n ", ""),
    ],
)
def test_names_that_are_the_same_have_one_key(text, key):
    """Case, width, marks, quotes, dashes, possessives and blanks make no difference."""
    assert key == fold(text)


@settings(deadline=None)
@given(TEXTS)
def test_folding_a_folded_text_changes_nothing(text):
    """The key of a key is the key."""
    assert fold(text) == fold(fold(text))


@settings(deadline=None)
@given(TEXTS)
def test_composed_and_decomposed_letters_fold_alike(text):
    """Canonically equal texts have one key."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(TEXTS)
def test_every_folded_letter_leads_back_into_the_original(text):
    """Each folded character comes from a stretch of the original, in its order."""
    found = folded(text)
    spans = found.spans([(at, at + 1) for at in range(len(found.text))])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "word", "printed"),
    [
        ("Im Straßburger Münster", "munster", "Münster"),
        ("zu Straßburg", "strassburg", "Straßburg"),
        ("İİ Ankara’s", "ankara", "Ankara"),
        ("…the  Kre\u0301mlin", "kremlin", "Kre\u0301mlin"),
    ],
)
def test_offsets_are_those_of_the_original(text, word, printed):
    """What is found in the folded text is cut out of the original exactly."""
    found = folded(text)
    start = found.text.index(word)
    begin, end = found.span(start, start + len(word))
    assert printed == text[begin:end]


@pytest.mark.parametrize(
    "text", ["'s" * 200_000, "'" * 400_000, "a" + "\u0301" * 400_000, " " * 400_000, "ﷺ" * 50_000]
)
def test_hostile_texts_are_folded_whole(text):
    """Long runs of one awkward letter are read to their end."""
    assert fold(text) == fold(fold(text))

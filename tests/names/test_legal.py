"""Companies with and without their legal forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.legal import legal_form_at, without_legal_form


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mitsui & Co., Ltd.", "Mitsui & Co."),
        ("PJSC Gazprom", "Gazprom"),
        ("Gazprom OAO", "Gazprom"),
        ("ПАО «Газпром»", "Газпром"),
        ("株式会社三井物産", "三井物産"),
        ("Royal Dutch Shell plc", "Royal Dutch Shell"),
        ("Eni S.p.A.", "Eni"),
        ("Deutsche Bank AG", "Deutsche Bank"),
        ("Petronas Sdn. Bhd.", "Petronas"),
        ("Acme Holdings Co., Ltd.", "Acme"),
        ("Ltd", "Ltd"),
        ("Bank of Japan", "Bank of Japan"),
    ],
)
def test_the_legal_form_falls_away(name, bare):
    """Forms before and after a name are no part of it; a name is never emptied."""
    assert bare == without_legal_form(name)


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Mitsui & Co., Ltd. said", "Mitsui & Co.", "Mitsui & Co., Ltd."),
        ("Gazprom PJSC, which", "Gazprom", "Gazprom PJSC"),
        ("Gazprom said it", "Gazprom", "Gazprom"),
        ("Gazprom", "Gazprom", "Gazprom"),
        ("Gazproms AG", "Gazprom", "Gazprom"),
    ],
)
def test_a_form_behind_a_name_belongs_to_it(text, name, whole):
    """The mention takes in the form, and nothing else that follows."""
    assert whole == text[: legal_form_at(text, len(name))]


@settings(deadline=None)
@given(st.text(), st.integers(min_value=0, max_value=20))
def test_any_text_has_an_end(text, at):
    """The end lies at the place asked for or behind it, within the text."""
    place = min(at, len(text))
    assert place <= legal_form_at(text, place) <= len(text)
    assert without_legal_form(text) or not text

"""Countries of free actor strings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import Span
from timeline.names.country_of import country_of
from timeline.names.values import Method


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Police (Australia)", "australia"),
        ("Foreign Affairs (Bangladesh)", "bangladesh"),
        ("French President Jacques Chirac", "france"),
        ("Indian troops", "india"),
        ("Norwegian mediators", "norway"),
        ("American", "united-states"),
        ("Dutch", "netherlands"),
        ("Moscow", "russia"),
        ("the Kremlin", "russia"),
        ("Hamas", "palestinian-territories"),
        ("IRA", "united-kingdom"),
        ("Chechen rebels", "russia"),
        ("Kofi Annan", None),
        ("UN Security Council", None),
        ("Korea, Republic of", "south-korea"),
        ("U.S. Secretary of State Colin Powell", "united-states"),
        ("Sergey Viktorovich Lavrov", "russia"),
        ("Bank of Japan", "japan"),
        ("Security Service of Ukraine", "ukraine"),
        ("Путин", "russia"),
        ("日本の外務大臣", "japan"),
        ("North America", None),
        ("", None),
    ],
)
def test_a_string_leads_to_its_country(text, country):
    """Persons, organs, groups, bodies, capitals and demonyms lead to a state, others to none."""
    assert country == country_of(text).country


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Dominican", {"dominica", "dominican-republic"}),
        ("Congolese troops", {"congo-kinshasa", "congo-brazzaville"}),
        ("Korean", {"north-korea", "south-korea"}),
    ],
)
def test_what_is_ambiguous_stays_open(text, candidates):
    """Two sovereign states with one demonym are both candidates."""
    found = country_of(text)
    assert (None, candidates) == (found.country, set(found.candidates))


def test_a_likeness_is_a_candidate_and_never_the_answer():
    """A misspelling is open, with what it looks like."""
    found = country_of("Kazahks")
    assert (None, Method.OPEN) == (found.country, found.method)
    assert "kazakhstan" in found.candidates


def test_a_state_that_was_not_yet_is_not_the_answer():
    """The Russian delegation of 1962 is open, the Soviet Union among the candidates."""
    found = country_of("Russian delegation", on=Span.parse("1962-10-20"))
    assert (None, Method.HISTORICAL) == (found.country, found.method)
    assert "soviet-union" in found.candidates


@settings(deadline=None)
@given(st.text())
def test_any_text_has_an_answer_with_its_reason(text):
    """The answer is the only candidate, and says why."""
    found = country_of(text)
    assert found.reason
    assert found.country is None or found.candidates == (found.country,)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ethnic Albanians in south Serbia", "serbia"),
        ("ethnic Albanians", None),
        ("pro-Russian separatists in Ukraine", "ukraine"),
        ("anti-Syria journalist", None),
        ("pro-Iranian", None),
    ],
)
def test_whom_somebody_is_for_or_descended_from_is_not_their_country(text, country):
    """Such a name is at most a candidate; whoever else is named decides."""
    found = country_of(text)

    assert country == found.country
    assert found.candidates


@pytest.mark.parametrize(
    ("text", "day", "country"),
    [
        ("Serbia", "2000", "serbia"),
        ("Serbian parliament", "2000", "serbia"),
        ("Yugoslavia", "2000", "serbia-and-montenegro"),
        ("Russia", "1980", None),
    ],
)
def test_a_part_of_a_union_called_after_it_is_that_part(text, day, country):
    """Serbia is meant by its name while Serbia and Montenegro were one state."""
    assert country == country_of(text, on=Span.parse(day)).country

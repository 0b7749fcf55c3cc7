"""The page on which a text is pasted and its dates are shown, each in its place with its reason."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import find
from timeline.settings import Settings
from timeline.web.app import create_app
from timeline.web.pages.dates import LONGEST, pieces


@pytest.fixture
def client(tmp_path):
    """Ask an application without a chronology: the page needs none."""
    return create_app(Settings(database=f"sqlite:///{tmp_path / 'none.sqlite'}")).test_client()


def test_a_pasted_text_is_read_in_place(client):
    """Each expression is marked where it stands, with its days, its reason and other readings."""
    given_text = "They met in late October. It began on 03/04/2013 and took three days."
    page = client.post("/dates", data={"text": given_text, "published": "2014-01-15"}).text

    assert ["late October", "03/04/2013", "three days"] == re.findall(
        r'class="date-mark"[^>]*>([^<]+)<', page
    )
    assert "[2013-10-21..2013-10-31]" in page
    assert "3 April 2013" in page
    assert "counted from publication day (2014-01-15)" in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": "x", "published": "yesterday"}, "day of publication cannot be read"),
        ({"text": "x", "language": "qq"}, "no rules for the language"),
        ({"text": "x" * (LONGEST + 1)}, "at most 20,000"),
    ],
)
def test_what_cannot_be_read_is_said(client, data, said):
    """A bad day, language or length is a 400 that says what is wrong, and keeps what was given."""
    answer = client.post("/dates", data=data)

    assert answer.status_code == 400
    assert said in answer.text


def test_languages_without_rules_of_their_own_are_offered(client):
    """Simple dates of other languages are read as well, and the form names them."""
    data = {"text": "Spotkanie 12 listopada 2012", "language": "pl", "published": "2013-01-01"}
    page = client.post("/dates", data=data).text

    assert '<option value="pl" selected>Polish (simple dates)</option>' in page
    assert "2012-11-12" in page


def test_the_page_runs_nothing_that_is_pasted(client):
    """Markup in a text is shown as text."""
    page = client.post("/dates", data={"text": "<script>alert(1)</script> in May 2013"}).text

    assert "<script>alert" not in page
    assert "May 2013" in page


@given(st.text(max_size=200))
def test_cutting_a_text_at_its_dates_loses_nothing(text):
    """The pieces of a text put together are the text."""
    assert text == "".join(piece.text for piece in pieces(text, find(text, published="2014-01-15")))

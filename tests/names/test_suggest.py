"""Suggestions for unknown names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.known import known
from timeline.names.suggest import Suggester

SUGGESTER = Suggester(known())


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kazahks", "kazakhstan"),
        ("Rusian Federaton", "russia"),
        ("Vladmir Puttin", "vladimir-putin"),
        ("Gazporm", "gazprom"),
        ("Mitsui and Co", "mitsui-and-co"),
    ],
)
def test_a_misspelt_name_finds_its_like(name, actor):
    """Who is meant is among the suggestions."""
    assert actor in [one.actor for one in SUGGESTER.suggest(name)]


def test_what_is_like_nothing_has_no_suggestions():
    """A text without likeness gives none."""
    assert () == SUGGESTER.suggest("qqqqxxzzz")
    assert () == SUGGESTER.suggest("")


@settings(deadline=None, max_examples=30)
@given(st.text())
def test_suggestions_are_ranked_and_few(name):
    """At most as many as asked for, one an actor, the likest first."""
    found = SUGGESTER.suggest(name, 3)
    assert len(found) <= 3
    assert len(found) == len({one.actor for one in found})
    assert sorted((one.score for one in found), reverse=True) == [one.score for one in found]

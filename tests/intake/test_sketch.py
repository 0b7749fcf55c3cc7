"""Sketches tell what share of a text stands in another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.intake.articles.likeness import likeness, shingles
from timeline.intake.articles.sketch import Sketch, read_sketch, share, sketch


@pytest.mark.parametrize("kept", [100, 200, 400, 600])
def test_a_sketch_comes_near_to_the_share(kept):
    """The share told by sketches is that of the texts themselves, within a sixth on the average."""
    apart = []
    for seed in range(20):
        words = [f"w{seed}n{number}" for number in range(600)]
        one = " ".join(words)
        other = " ".join([*words[:kept], *(f"v{number}" for number in range(100))])
        told = share(sketch(one), sketch(other))
        apart.append(abs(likeness(shingles(one), shingles(other)) - told))
    assert sum(apart) / len(apart) < 1 / 6


def test_a_text_and_itself():
    """Equal texts share all, different ones and short ones are said to share nothing."""
    long = " ".join(f"word{number}" for number in range(300))
    other = " ".join(f"other{number}" for number in range(300))
    assert 1.0 == share(sketch(long), sketch(long))
    assert 0.0 == share(sketch(long), sketch(other))
    assert 0.0 == share(sketch("Japan and Russia met"), sketch("Japan and Russia met"))


@given(st.text())
def test_a_sketch_is_read_as_it_was_written(text):
    """What is written is read again, in at most 360 signs."""
    made = sketch(text)
    assert made == read_sketch(str(made))
    assert len(str(made)) < 360


@given(st.text() | st.sampled_from(["1:", ":", "0:AAAA", "5:AAAAAA==", "3:!!!!", "-1:AAAAAA=="]))
def test_what_is_no_sketch_is_none(said):
    """Anything else is read as none, never as an error."""
    found = read_sketch(said)
    assert found is None or isinstance(found, Sketch)

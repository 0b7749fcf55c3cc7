"""Hold batches to their values: all of them, in order, never more than were asked for."""

from itertools import chain, count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.batched import batched


@given(values=st.lists(st.integers()), size=st.integers(1, 12))
def test_batches_hold_every_value_once(values, size):
    """Joined they are the values; all but the last are full, and none is empty."""
    batches = list(batched(values, size))

    assert values == list(chain(*batches))
    assert [size] * (len(values) // size) == [len(one) for one in batches if len(one) == size]
    assert all(0 < len(one) <= size for one in batches)


def test_a_stream_is_not_read_ahead():
    """Of values without end only those of the batches asked for are read."""
    read = count()

    assert [(0, 1, 2), (3, 4, 5)] == list(islice(batched(read, 3), 2))
    assert 6 == next(read)


def test_a_batch_of_nothing_is_refused():
    """A size below one would never end."""
    with pytest.raises(ValueError, match="at least one value, not 0"):
        next(batched([1], 0))

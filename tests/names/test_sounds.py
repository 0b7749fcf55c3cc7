"""One key for the spellings of a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.sounds import sounds


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sergei Lavrov", "Sergey Lavrov", "Sergej Lawrow", "Lavrov Sergei", "Сергей Лавров"),
        ("Alexei Miller", "Aleksey Miller", "Aleksej Miller"),
        ("Dmitry Medvedev", "Dmitri Medwedew", "Dmitriy Medvedev", "Дмитрий Медведев"),
        ("Vladimir Putin", "Wladimir Putin", "Vladimir Poutine"),
        ("Shinzo Abe", "Abe Shinzō"),
        ("Kiichiro Itoh", "Kiichirō Itō", "Itou Kiichiro"),
        ("Mohammed Morsi", "Muhammad Mursi"),
        ("Bashar al-Assad", "Bashar Asad", "Bashar el-Assad"),
    ],
)
def test_spellings_of_one_name_agree(spellings):
    """Transliterations, long vowels, articles and name order make no difference."""
    assert 1 == len({sounds(tuple(name.split())) for name in spellings})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergei Ivanov"),
        ("Boris Yeltsin", "Boris Tadic"),
        ("Yasuo Fukuda", "Takeo Fukuda"),
        ("Raul Castro", "Fidel Castro"),
    ],
)
def test_different_names_differ(one, other):
    """Two persons who share a name keep two keys."""
    assert sounds(tuple(one.split())) != sounds(tuple(other.split()))


@pytest.mark.parametrize("name", ["Li Wu", "Putin", "Ho Chi", "", "習近平"])
def test_what_is_short_proves_nothing(name):
    """One word, or too few letters, have no key."""
    assert () == sounds(tuple(name.split()))


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), max_size=5))
def test_order_says_nothing_of_any_text(words):
    """Any words in any order have the same key."""
    assert sounds(tuple(words)) == sounds(tuple(reversed(words)))

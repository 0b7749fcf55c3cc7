"""Latin letters for names of other scripts, and parts of addresses."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.names.latin import SLUG_LENGTH, latin, slug


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Gazprom and Mitsui signed a memorandum", "gazprom-and-mitsui-signed-a-memorandum"),
        ("Владимир Путин", "vladimir-putin"),
        ("Щербаков — Жуков", "shcherbakov-zhukov"),
        ("Αθήνα", "athina"),
        ("シンゾー・アベ", "shinzo-abe"),
        ("しゃっちょう", "shatchou"),
        ("서울", "seoul"),
        ("თბილისი", "tbilisi"),
        ("Երևան", "erevan"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Trinidad & Tobago", "trinidad-and-tobago"),
        ("St. Kitts & Nevis", "st-kitts-and-nevis"),
        ("日露 LNG開発", "lng"),
    ],
)
def test_titles_become_parts_of_addresses(text, part):
    """What can be spelled in Latin letters is spelled."""
    assert part == slug(text)


def test_what_cannot_be_spelled_has_an_address_all_the_same():
    """Chinese characters give a short sum, the same each time and another for another text."""
    assert slug("日本") == slug("日本")
    assert slug("日本") != slug("中国")
    assert slug("日本").startswith("x-")


@settings(deadline=None)
@given(st.text())
def test_a_slug_is_always_fit_for_an_address(text):
    """Any text gives 1 to 80 of the letters a to z, digits and hyphens, no hyphen at the ends."""
    found = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)
    assert len(found) <= SLUG_LENGTH


def test_long_titles_are_cut_between_words():
    """The cut leaves whole words."""
    assert {"word"} == set(slug("word " * 100).split("-"))


@settings(deadline=None)
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя "))
def test_russian_is_spelled_in_ascii(text):
    """No Russian letter is left over."""
    assert latin(text).isascii()

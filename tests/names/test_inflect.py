"""Case forms of names."""

import pytest

from timeline.names.inflect import cases


@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        ("Россия", "ru", "России"),
        ("Япония", "ru", "Японией"),
        ("Москва", "ru", "Москвы"),
        ("Кремль", "ru", "Кремля"),
        ("Лавров", "ru", "Лавровым"),
        ("Владимир Путин", "ru", "Владимира Путина"),
        ("Зеленский", "ru", "Зеленского"),
        ("российский", "ru", "российские"),
        ("Газпром", "ru", "Газпромом"),
        ("Russland", "de", "Russlands"),
        ("russisch", "de", "russischen"),
    ],
)
def test_the_form_of_the_text_is_among_those_known(name, language, form):
    """Texts inflect names, so the gazetteer knows the forms."""
    assert form in cases(name, language)


@pytest.mark.parametrize(
    ("name", "language"),
    [("США", "ru"), ("Japan", "en"), ("日本", "ja"), ("Paris", "de"), ("", "ru")],
)
def test_what_does_not_inflect_has_no_other_forms(name, language):
    """Acronyms and names of other languages stay as they are."""
    assert () == cases(name, language)

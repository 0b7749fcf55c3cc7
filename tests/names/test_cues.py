"""What the words around a name tell."""

import pytest

from timeline.names import cues


def at(text, name):
    """Give the offsets of a name in a text."""
    start = text.index(name)
    return start, start + len(name)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("They met in Moscow on Monday", "Moscow", True),
        ("a summit near the Kremlin", "Kremlin", True),
        ("a Tokyo-based company", "Tokyo", True),
        ("He flew to Beijing", "Beijing", True),
        ("MOSCOW, Jan 5 (Reuters) - Russia", "MOSCOW", True),
        ("TOKYO — The government", "TOKYO", True),
        ("東京で会談した", "東京", True),
        ("relations with Moscow", "Moscow", False),
        ("the ambassador to Moscow", "Moscow", False),
        ("Moscow warned Tokyo", "Moscow", False),
        ("a message toward Moscow", "Moscow", False),
        ("Moscow-Tokyo ties", "Moscow", False),
    ],
)
def test_a_town_is_a_place_or_acts(text, name, place):
    """Prepositions, moving, datelines and -based make a place; relations do not."""
    assert place is cues.is_place(text, *at(text, name))


@pytest.mark.parametrize(
    ("text", "name", "longer"),
    [
        ("director of the Carnegie Moscow Center", "Moscow", True),
        ("the University of Tokyo", "Tokyo", True),
        ("the Moscow Times wrote", "Moscow", True),
        ("the Republic of Japan", "Japan", False),
        ("But Moscow said", "Moscow", False),
        ("Moscow said", "Moscow", False),
        ("talks on Moscow Monday", "Moscow", False),
        ("Moscow And Tokyo Sign Energy Deal Despite Protests", "Moscow", False),
    ],
)
def test_a_name_may_be_part_of_a_longer_one(text, name, longer):
    """Capitalized words beside a name make it longer, unless the whole line is capitalized."""
    start, end = at(text, name)
    assert longer is (cues.extends_before(text, start) or cues.extends_after(text, end))


@pytest.mark.parametrize(
    ("text", "family", "longer"),
    [
        ("Haider Ali", "Ali", True),
        ("M.K. Stalin", "Stalin", True),
        ("Simpson-Miller", "Miller", True),
        ("President Putin", "Putin", False),
        ("Japan. Putin", "Putin", False),
    ],
)
def test_before_a_family_name_stands_a_given_name(text, family, longer):
    """At the start of a sentence too."""
    assert longer is cues.extends_before(text, text.index(family), given=True)


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("former Prime Minister Abe", True),
        ("ex-Prime Minister Abe", True),
        ("the Prime Minister", False),
        ("formerly, Prime Minister", False),
    ],
)
def test_a_former_holder_is_said_to_be_one(text, former):
    """The word right before the title decides."""
    assert former is cues.is_former(text, text.index("Prime"))

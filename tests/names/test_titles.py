"""Words for offices and organs."""

import pytest

from timeline.names.titles import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Prime Minister of Japan", "prime-minister"),
        ("Minister for Foreign Affairs of Japan", "foreign-minister"),
        ("Minister of Defence of Russia", "defence-minister"),
        ("Deputy Prime Minister of Russia", "deputy-prime-minister"),
        ("chief-executive-of-gazprom", "chief-executive"),
        ("President of JOGMEC", "president"),
        ("Kremlin", ""),
    ],
)
def test_an_office_is_known_by_how_its_name_begins(name, kind):
    """The longest title decides."""
    assert kind == kind_of(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Foreign Affairs of Russia", "foreign-ministry"),
        ("Government of Japan", "government"),
        ("Agency for Natural Resources and Energy", "ministry"),
        ("National Diet", ""),
    ],
)
def test_an_organ_is_known_by_how_its_name_begins(name, kind):
    """The same of bodies."""
    assert kind == kind_of(name, organ=True)

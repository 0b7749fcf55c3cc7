"""Countries, their names, codes, demonyms and capitals."""

import pytest

from timeline.names.countries import LANGUAGES, countries, country
from timeline.names.fold import fold
from timeline.terms import AliasKind


def test_every_country_of_iso_3166_is_there_once():
    """There are 249 countries and territories and Kosovo, with different slugs and codes."""
    found = countries()
    assert 250 == len(found) == len({one.slug for one in found})
    assert 250 == len({one.iso2 for one in found}) == len({one.iso3 for one in found})


def test_sovereign_states_are_told_from_territories():
    """The 193 members of the United Nations and four more are sovereign."""
    assert 197 == sum(one.sovereign for one in countries())


@pytest.mark.parametrize(
    ("slug", "iso2", "iso3"),
    [
        ("japan", "JP", "JPN"),
        ("russia", "RU", "RUS"),
        ("united-states", "US", "USA"),
        ("south-korea", "KR", "KOR"),
        ("north-korea", "KP", "PRK"),
        ("united-kingdom", "GB", "GBR"),
        ("turkiye", "TR", "TUR"),
        ("congo-kinshasa", "CD", "COD"),
        ("myanmar", "MM", "MMR"),
        ("hong-kong", "HK", "HKG"),
        ("kosovo", "XK", "XKX"),
    ],
)
def test_a_country_is_found_by_slug_and_codes(slug, iso2, iso3):
    """Slug, alpha-2 and alpha-3 lead to one country."""
    assert country(slug) is country(iso2) is country(iso3) is not None


def test_there_is_no_country_of_an_unknown_code():
    """Groups and reserved codes of CLDR are no countries."""
    assert [None] * 4 == [country(key) for key in ("EU", "UN", "ZZ", "SUN")]


def test_every_country_has_a_name_in_each_language():
    """One preferred name in each of the nine languages."""
    for one in countries():
        preferred = [name.language for name in one.names if name.kind is AliasKind.PREFERRED]
        assert sorted(LANGUAGES) == sorted(preferred)


def test_every_sovereign_state_has_a_demonym():
    """The English tables are whole."""
    assert [] == [one.slug for one in countries() if one.sovereign and not one.demonyms]


def test_names_say_nothing_in_parentheses_unless_they_must():
    """What CLDR adds to tell names apart is taken off where they differ without it."""
    names = [name.text for one in countries() if one.sovereign for name in one.names]
    assert {"刚果（金）", "刚果（布）"} == {name for name in names if "(" in name or "（" in name}


def test_one_name_means_one_sovereign_state_except_where_it_truly_does_not():
    """Among names of sovereign states only Congo and Korea are shared."""
    bearers: dict[str, set[str]] = {}
    for one in countries():
        for name in one.names if one.sovereign else ():
            bearers.setdefault(fold(name.text), set()).add(one.slug)
    shared = {key for key, found in bearers.items() if len(found) > 1}
    assert {"congo", "korea"} == shared

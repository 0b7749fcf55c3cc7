"""Hold the names of what filters refer to: every spelling leads to the present slug."""

import pytest

from timeline.chronology.filter import BadFilter, parse
from timeline.chronology.naming import canonical, name_slugs, slugs_of


@pytest.mark.parametrize(
    "written", ["russia", "RU", "RUS", "Россия", "ロシア", "russian federation"]
)
def test_every_spelling_leads_to_the_slug(kind_session, written):
    """A slug, a code or a name in any script names the same actor."""
    assert "russia" in slugs_of(kind_session, "actor", written)


def test_a_filter_is_written_in_slugs(kind_session):
    """Names and codes become slugs; the groups stay as they were."""
    given = parse({"actor": ["RU", "JP,gazprom"], "theme": ["energy/lng/"]}, strict=True)
    found = canonical(kind_session, given)

    assert (("russia",), ("japan", "gazprom")) == found.actor
    assert (("energy/lng",),) == found.theme


def test_what_there_is_not_says_what_is_near(kind_session):
    """A name that nothing bears is refused with the nearest slugs."""
    with pytest.raises(BadFilter) as refused:
        slugs_of(kind_session, "actor", "rusiaa")

    assert "russia" in refused.value.nearest


def test_slugs_have_names(kind_session):
    """Name and kind are given for those that there are, nothing for the rest."""
    rows = name_slugs(kind_session, "actor", ["russia", "no-such-actor"])

    assert [("russia", "Russia", "state")] == [(row.slug, row.name, row.kind) for row in rows]
    assert () == name_slugs(kind_session, "theme", [])

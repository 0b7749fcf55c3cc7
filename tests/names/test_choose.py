"""Choosing whom a name means."""

import pytest

from timeline.names.choose import choose, listed
from timeline.names.gazetteer import Alias
from timeline.names.register import Register
from timeline.names.values import Actor, Method, Names, Tie
from timeline.terms import ActorKind, AffiliationKind, AliasKind

REGISTER = Register(
    Names(
        (
            Actor("old", ActorKind.HISTORICAL_STATE, "Old", (1, 50), 6),
            Actor("new", ActorKind.STATE, "New", (51, None)),
            Actor("other", ActorKind.STATE, "Other"),
            Actor("isle", ActorKind.TERRITORY, "Isle", rank=5),
        ),
        (),
        (Tie("new", AffiliationKind.SUCCEEDS, "old"),),
    )
)


@pytest.mark.parametrize(
    ("aliases", "days", "actor", "method"),
    [
        ((Alias("Other", "other"),), (9, 9), "other", Method.NAME),
        ((Alias("X", "other"), Alias("X", "isle", rank=5)), (9, 9), "other", Method.NAME),
        ((Alias("X", "other"), Alias("X", "new")), (60, 60), None, Method.OPEN),
        ((Alias("X", "other"), Alias("X", "new")), (9, 9), "other", Method.NAME_ON_DAY),
        (
            (Alias("X", "other", used=(1, 5)), Alias("X", "new", used=(6, None))),
            (60, 60),
            "new",
            Method.NAME_ON_DAY,
        ),
        ((Alias("X", "other", used=(1, 5)),), (60, 60), "other", Method.NAME),
        ((Alias("New", "new", AliasKind.DEMONYM),), (60, 60), "new", Method.DEMONYM),
        ((Alias("New", "new"),), (9, 9), None, Method.HISTORICAL),
        ((Alias("Old", "old"),), (60, 60), "old", Method.HISTORICAL),
        ((Alias("Town", "new", AliasKind.METONYM),), (60, 60), "new", Method.METONYM),
    ],
)
def test_use_existence_and_rank_decide_in_this_order(aliases, days, actor, method):
    """What was in use, then what existed, then the better rank; what is left open says so."""
    found = choose(aliases, REGISTER, days)
    assert (actor, method) == (found.actor, found.method)
    assert found.reason.endswith(".")


def test_a_name_of_a_later_state_offers_its_predecessor_first():
    """Both the state that was and the one of the name are candidates."""
    assert ("old", "new") == choose((Alias("New", "new"),), REGISTER, (9, 9)).candidates


@pytest.mark.parametrize(
    ("names", "words"), [(["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C")]
)
def test_names_are_listed_as_english_has_it(names, words):
    """The last is joined by "or"."""
    assert words == listed(names)

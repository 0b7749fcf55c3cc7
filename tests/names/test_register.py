"""Who was what on a day."""

import pytest

from timeline.names.known import known
from timeline.names.register import Register
from timeline.names.values import Actor, Names, Tie, days_of
from timeline.terms import ActorKind, AffiliationKind, Via

REGISTER = Register(known())


@pytest.mark.parametrize(
    ("owner", "kind", "day", "people"),
    [
        ("japan", "prime-minister", "2012-09-08", {"yoshihiko-noda"}),
        ("japan", "prime-minister", "2012-12-26", {"yoshihiko-noda", "shinzo-abe"}),
        ("russia", "president", "2010-06-01", {"dmitry-medvedev"}),
        ("russia", "prime-minister", "2010-06-01", {"vladimir-putin"}),
        ("united-states", "foreign-minister", "2011", {"hillary-clinton"}),
        ("gazprom", "chief-executive", "2018-09-12", {"alexei-miller"}),
        ("russia", "chief-executive", "2018-09-12", set()),
        ("japan", "prime-minister", "1600", set()),
    ],
)
def test_an_office_has_its_holders_of_the_day(owner, kind, day, people):
    """On a day of change both are holders; an office of a company is none of its state."""
    assert people == {who for who, _ in REGISTER.holders(owner, kind, days_of(day))}


def test_a_person_stands_for_the_state_of_its_office_and_a_company_belongs_to_its_seat():
    """Represented and affiliated are told apart."""
    [putin] = REGISTER.behind("vladimir-putin", days_of("2010"))
    [gazprom] = REGISTER.behind("gazprom")
    assert ("russia", Via.REPRESENTED) == (putin.state, putin.via)
    assert ("russia", Via.AFFILIATED) == (gazprom.state, gazprom.via)


def test_nobody_stands_behind_a_private_person():
    """Out of office a person stands for no state."""
    assert () == REGISTER.behind("barack-obama", days_of("2018"))


def test_ties_in_a_circle_come_to_an_end():
    """Two companies that own each other are followed once."""
    owned = AffiliationKind.OWNED_BY
    names = Names(
        (
            Actor("a", ActorKind.COMPANY, "A"),
            Actor("b", ActorKind.COMPANY, "B"),
            Actor("s", ActorKind.STATE, "S"),
        ),
        (),
        (Tie("a", owned, "b"), Tie("b", owned, "a"), Tie("b", AffiliationKind.SEAT_IN, "s")),
    )
    assert ["s"] == [one.state for one in Register(names).behind("a")]


def test_an_office_of_a_ministry_is_one_of_its_state_too():
    """The foreign minister of a ministry is the state's foreign minister."""
    holds, of, part = AffiliationKind.HOLDS, AffiliationKind.OFFICE_OF, AffiliationKind.PART_OF
    names = Names(
        (
            Actor("s", ActorKind.STATE, "S"),
            Actor("m", ActorKind.GOVERNMENT_BODY, "Ministry of Foreign Affairs of S"),
            Actor("o", ActorKind.OFFICE, "Minister of Foreign Affairs of S"),
            Actor("p", ActorKind.PERSON, "P"),
        ),
        (),
        (Tie("p", holds, "o", (1, 9)), Tie("o", of, "m"), Tie("m", part, "s")),
    )
    register = Register(names)
    assert (("p", "o"),) == register.holders("s", "foreign-minister", (5, 5))
    assert () == register.holders("s", "foreign-minister", (10, 10))
    assert "m" == register.body("s", "foreign-ministry")


def test_predecessors_are_those_that_existed():
    """In 1962 that was the Soviet Union, in 1900 the empire."""
    assert ("soviet-union",) == REGISTER.predecessors("russia", days_of("1962"))
    assert ("russian-empire",) == REGISTER.predecessors("russia", days_of("1900"))

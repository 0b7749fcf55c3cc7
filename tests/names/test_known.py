"""The names that come with the service."""

from itertools import pairwise

from timeline.names.known import known
from timeline.names.values import STATES
from timeline.terms import ActorKind, AffiliationKind

NAMES = known()


def test_every_tie_is_between_known_actors():
    """Neither end of a tie is missing."""
    keys = {actor.key for actor in NAMES.actors}
    assert set() == {key for tie in NAMES.ties for key in (tie.actor, tie.object)} - keys


def test_every_alias_is_of_a_known_actor():
    """No name is left without its bearer."""
    assert {alias.actor for alias in NAMES.aliases} <= {actor.key for actor in NAMES.actors}


def test_actors_are_known_once():
    """No two actors share a key."""
    assert len(NAMES.actors) == len({actor.key for actor in NAMES.actors})


def test_times_in_office_do_not_end_before_they_begin():
    """Every span has its ends in order."""
    spans = [tie.span for tie in NAMES.ties]
    assert [] == [span for span in spans if None not in span and span[0] > span[1]]


def test_heads_of_government_do_not_overlap():
    """No state has two prime ministers or chancellors for more than a month."""
    month = 31
    held: dict[object, list[tuple[int, int]]] = {}
    for tie in NAMES.ties:
        if tie.kind is AffiliationKind.HOLDS and str(tie.object).startswith("prime-minister-of"):
            first, last = tie.span
            held.setdefault(tie.object, []).append((first or 0, last or 10**9))
    overlaps = []
    for office, spans in held.items():
        spans.sort()
        overlaps += [office for (_, end), (start, _) in pairwise(spans) if end - start > month]
    assert [] == overlaps


def test_every_leader_stands_for_a_state_or_organization():
    """An office leads to its owner."""
    kinds = {actor.key: actor.kind for actor in NAMES.actors}
    owners = {tie.object for tie in NAMES.ties if tie.kind is AffiliationKind.OFFICE_OF}
    allowed = {*STATES, ActorKind.IGO, ActorKind.COMPANY, ActorKind.ARMED_GROUP, ActorKind.PARTY}
    assert {kinds[owner] for owner in owners} <= {*allowed, ActorKind.SUBNATIONAL}


def test_joined_names_keep_what_the_first_says():
    """An installation's own actors come before those that come with the service."""
    own = type(NAMES)(NAMES.actors[:1], (), ())
    assert NAMES.actors[0] == own.joined(NAMES).actors[0]
    assert len(NAMES.actors) == len(own.joined(NAMES).actors)


def test_no_state_is_a_part_of_another():
    """No town or region shares its key with a state."""
    states = {actor.key for actor in NAMES.actors if actor.kind in STATES}
    parts = {tie.actor for tie in NAMES.ties if tie.kind is AffiliationKind.PART_OF}
    assert set() == states & parts

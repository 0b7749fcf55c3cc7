"""Hold the closure of ties to what held on the day: offices, owners, members and no more."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Span
from timeline.store.standing import RANK, Standing, Tie
from timeline.terms import AffiliationKind as Kind
from timeline.terms import Via

PERSON, OFFICE, STATE, COMPANY, UNION, BODY = range(1, 7)
TIES = (
    (PERSON, Tie(OFFICE, Kind.HOLDS, 100, 200)),
    (OFFICE, Tie(STATE, Kind.OFFICE_OF, None, None)),
    (BODY, Tie(STATE, Kind.PART_OF, None, None)),
    (COMPANY, Tie(STATE, Kind.OWNED_BY, None, 300)),
    (STATE, Tie(UNION, Kind.MEMBER_OF, 50, None)),
    (STATE, Tie(99, Kind.SUCCEEDS, None, None)),
    (UNION, Tie(STATE, Kind.SEAT_IN, None, None)),
)


def on(actor: int, *days: int) -> dict[int, Via]:
    """Ask for whom an actor counts on a day, or on one of some days."""
    return Standing(TIES).counts_for(actor, Span.of_days(days[0], days[-1]))


def test_a_person_represents_while_in_office():
    """From the first to the last day of the term, and neither before nor after."""
    acting = {
        PERSON: Via.DIRECT,
        OFFICE: Via.REPRESENTED,
        STATE: Via.REPRESENTED,
        UNION: Via.MEMBER,
    }
    assert acting == on(PERSON, 100)
    assert acting == on(PERSON, 200)
    assert {PERSON: Via.DIRECT} == on(PERSON, 99)
    assert {PERSON: Via.DIRECT} == on(PERSON, 201)


def test_a_vague_date_may_fall_into_a_term():
    """A date that touches the term on one possible day counts."""
    assert Via.REPRESENTED is on(PERSON, 201 - 1, 400)[STATE]
    assert OFFICE not in on(PERSON, 201, 400)


def test_an_owned_company_is_tied_and_no_more():
    """A company never represents its owner, nor does the owner's union count for it."""
    assert {COMPANY: Via.DIRECT, STATE: Via.AFFILIATED} == on(COMPANY, 300)
    assert {COMPANY: Via.DIRECT} == on(COMPANY, 301)


def test_a_body_acts_for_its_state():
    """An organ of a state counts as the state acting, and as its membership."""
    assert {BODY: Via.DIRECT, STATE: Via.REPRESENTED, UNION: Via.MEMBER} == on(BODY, 60)


def test_succession_ties_nothing():
    """A successor does not act for what it follows, nor the other way."""
    assert 99 not in on(STATE, 100)


DAYS = st.none() | st.integers(0, 30)
RANDOM = st.lists(
    st.tuples(
        st.integers(1, 6), st.builds(Tie, st.integers(1, 6), st.sampled_from(Kind), DAYS, DAYS)
    ),
    max_size=14,
)


def step(via: Via, kind: Kind) -> Via | None:
    """Say what one more tie makes of a way of counting."""
    if kind in (Kind.HOLDS, Kind.OFFICE_OF, Kind.PART_OF):
        return Via.REPRESENTED if via is Via.DIRECT else via
    if kind in (Kind.OWNED_BY, Kind.SEAT_IN, Kind.NATIONAL_OF):
        return via if via is Via.MEMBER else Via.AFFILIATED
    if kind is Kind.MEMBER_OF and via in (Via.DIRECT, Via.REPRESENTED):
        return Via.MEMBER
    return None


@given(RANDOM, st.integers(1, 6), st.integers(0, 30), st.integers(0, 10))
def test_the_closure_is_that_of_every_path(ties, actor, first, length):
    """Each actor counts in the nearest way in which any path of ties that held leads to it."""
    span = Span.of_days(first, first + length)
    reached = {(actor, Via.DIRECT)}
    for _ in range(6):
        reached |= {
            (tie.to, way)
            for source, tie in ties
            for at, via in reached
            if at == source
            and (tie.first is None or tie.first <= first + length)
            and (tie.last is None or tie.last >= first)
            and (way := step(via, tie.kind))
        }
    expected: dict[int, Via] = {}
    for at, via in reached:
        expected[at] = min(expected.get(at, via), via, key=RANK.index)
    found = Standing(ties).counts_for(actor, span)
    assert expected == found
    assert found[actor] is Via.DIRECT


@given(RANDOM, RANDOM, st.lists(st.tuples(st.integers(1, 6), st.integers(0, 30)), max_size=12))
def test_an_answer_that_is_kept_is_the_one_found_anew(ties, later, asked):
    """Asked again for other days, and after further ties have come, it answers as a new one."""
    standing = Standing(ties)
    for known in (ties, ties + later):
        for actor, day in asked:
            span = Span.of_days(day, day + 1)
            assert Standing(known).counts_for(actor, span) == standing.counts_for(actor, span)
        standing.add(later)

"""Hold the database's answers against a plain reading of every event, on both engines."""

import bisect
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.facets import count_facets
from timeline.chronology.filter import EventFilter
from timeline.chronology.index.rebuilding import OURS
from timeline.chronology.large import LARGE
from timeline.chronology.listing import EVENT, every_event, list_events
from timeline.dates import Overlap, Span, overlaps
from timeline.dates.days import ymd
from timeline.names.fold import tokens
from timeline.store.actors import Actor, Affiliation
from timeline.store.events import Event
from timeline.store.places import Place
from timeline.store.reading import EventDocument
from timeline.store.session import reading
from timeline.terms import AffiliationKind, EventType, Order, Role, State, Status, Via, When

ACTS = {AffiliationKind.HOLDS, AffiliationKind.OFFICE_OF, AffiliationKind.PART_OF}
TIES = {AffiliationKind.OWNED_BY, AffiliationKind.SEAT_IN, AffiliationKind.NATIONAL_OF}
WAYS = ("direct", "represented", "affiliated", "member")
NEAR = {"direct", "represented"}
BOTH = settings(max_examples=30)


@dataclass(frozen=True, slots=True)
class Fact:
    """An accepted event as the oracle knows it."""

    shape: shapes.Event
    span: Span
    involved: frozenset[tuple[str, str, str]]
    """Actor, way, role: the nearest way for each role."""
    themes: frozenset[str]
    places: frozenset[str]
    words: tuple[str, ...]


class Oracle:
    """Answers filters by looking at every event, without any index."""

    def __init__(self, session: Session) -> None:
        self.ties: dict[str, list[tuple[AffiliationKind, str, int | None, int | None]]]
        self.ties = defaultdict(list)
        names = dict(session.execute(select(Actor.id, Actor.slug)).all())
        for row in session.execute(select(Affiliation)).scalars():
            first, last = (row.span.earliest, row.span.latest) if row.span else (None, None)
            self.ties[names[row.actor_id]].append((row.kind, names[row.object_id], first, last))
        places = {p.id: p for p in session.execute(select(Place)).scalars()}
        self.parents = {
            p.slug: places[p.parent_id].slug if p.parent_id else None for p in places.values()
        }
        bodies = session.execute(
            select(EventDocument.body)
            .join(Event, Event.id == EventDocument.event_id)
            .where(Event.state == State.ACCEPTED)
        ).scalars()
        self.facts = [self._fact(EVENT.decode(body)) for body in bodies]

    def _fact(self, shape: shapes.Event) -> Fact:
        span = Span.parse(shape.date.edtf)
        nearest: dict[tuple[str, str], str] = {}
        for actor in shape.actors:
            if actor.via is Via.DIRECT:
                for other, way in self._closure(actor.slug, span):
                    key = (other, actor.role.value)
                    nearest[key] = min(nearest.get(key, way), way, key=WAYS.index)
        names = [actor.name for actor in shape.actors] + [place.name for place in shape.places]
        return Fact(
            shape=shape,
            span=span,
            involved=frozenset((actor, way, role) for (actor, role), way in nearest.items()),
            themes=frozenset(
                "/".join(slug.split("/")[:n])
                for slug in shape.themes
                for n in range(1, slug.count("/") + 2)
            ),
            places=frozenset(p for place in shape.places for p in self._around(place.slug)),
            words=tokens(" . ".join((shape.title, shape.summary, *names))),
        )

    def _closure(self, actor: str, span: Span) -> Iterator[tuple[str, str]]:
        """Walk every path of ties, at most six long, that held on a day of the span."""
        reached = {(actor, "direct")}
        yield actor, "direct"
        for _ in range(6):
            reached = {
                (to, way)
                for source, before in reached
                for kind, to, first, last in self.ties[source]
                if (first is None or span.latest is None or first <= span.latest)
                and (last is None or span.earliest is None or last >= span.earliest)
                and (way := self._way(before, kind))
            }
            yield from reached

    @staticmethod
    def _way(before: str, kind: AffiliationKind) -> str | None:
        if kind in ACTS:
            return "represented" if before == "direct" else before
        if kind in TIES:
            return before if before == "member" else "affiliated"
        return "member" if kind is AffiliationKind.MEMBER_OF and before in NEAR else None

    def _around(self, place: str | None) -> Iterator[str]:
        while place is not None:
            yield place
            place = self.parents[place]

    def find(self, asked: EventFilter) -> list[Fact]:
        """Give the events of a filter whose date may lie in the window, in no order."""
        return [fact for fact in self.facts if self._meets(fact, asked)]

    def _meets(self, fact: Fact, asked: EventFilter) -> bool:
        shape = fact.shape
        sources = {one.source.slug for one in shape.citations}
        vague = fact.span.span_class or fact.span.approximate or fact.span.uncertain
        return (
            self._takes_part(fact, asked)
            and all(set(group) & fact.themes for group in asked.theme)
            and all(set(group) & fact.places for group in asked.place)
            and all(set(group) & sources for group in asked.source)
            and (not asked.type or shape.type in asked.type)
            and (not asked.status or shape.status in asked.status)
            and (not asked.disputed or shape.disputed)
            and (not asked.uncertain or bool(vague))
            and says(fact.words, asked.q)
            and where(fact, asked) is not Overlap.NOT
        )

    @staticmethod
    def _takes_part(fact: Fact, asked: EventFilter) -> bool:
        roles = set(asked.role) or set(Role)
        if not asked.actor:
            return not asked.role or any(
                way == "direct" and role in roles for _actor, way, role in fact.involved
            )
        return all(
            any(
                actor in group and way in asked.via and role in roles
                for actor, way, role in fact.involved
            )
            for group in asked.actor
        )


def says(words: tuple[str, ...], q: str) -> bool:
    """Tell whether words hold every piece of a search, side by side, and no piece after a minus."""
    for piece in q.split("|") if q else ():
        wanted = tokens(piece.removeprefix("-").strip('"'))
        found = any(
            words[n : n + len(wanted)] == wanted for n in range(len(words) - len(wanted) + 1)
        )
        if found == piece.startswith("-"):
            return False
    return True


def where(fact: Fact, asked: EventFilter) -> Overlap:
    """Tell how the date of an event lies in the window of a filter."""
    first, last = asked.first_day, asked.last_day
    window = Span("", first, first, last, last)
    return overlaps(fact.span, window)


def order_key(asked: EventFilter, ids: dict[str, int]):
    """Give what events are sorted by, from what the design says of it."""

    def key(fact: Fact) -> tuple[float, ...]:
        number = ids[fact.shape.slug]
        if asked.order is Order.SIGNIFICANT:
            return (-fact.shape.significance, -number)
        place = fact.shape.position
        if place is None:
            place = 0 if fact.span.time is None else fact.span.time + 1
        found = (fact.span.sort_day, fact.span.span_class, place, number)
        return found if asked.order is Order.OLDEST else tuple(-part for part in found)

    return key


@pytest.fixture(scope="session")
def oracle(engines) -> Oracle:
    """Read every event of one database into the oracle; the other has the same ones."""
    with reading(engines["sqlite"]) as session:
        return Oracle(session)


@pytest.fixture(scope="session")
def pool(oracle) -> dict[str, list[str]]:
    """List the values that filters may name: what occurs, and a little of what does not."""
    seen: dict[str, set[str]] = defaultdict(set)
    for fact in oracle.facts:
        seen["actor"] |= {actor for actor, _way, _role in fact.involved}
        seen["theme"] |= fact.themes
        seen["place"] |= fact.places
        seen["source"] |= {one.source.slug for one in fact.shape.citations}
    return {name: sorted(values) for name, values in seen.items()}


QUERIES = (
    *("", "", "", "peace", "islands", "Islands", '"peace treaty"', "-gas|peace", "北方", "領土"),
    *("北方領土", "交渉|-会談", "МИР", "договор", "naive", "Délégation", '"gas pipeline"|summit'),
    *("владивосток|-tokyo", "nowhere", "treaty|-treaty"),
)
WINDOWS = (
    *(None, None, None, "2013", "2012-09-08", "2013-11-02", "2012", "2014", "../2012", "2012/.."),
    *("1900", "-0044", "0001", "2013-11", "9999", "Y-20000", "201X", "/2013", "2013~"),
)


def filters(pool: dict[str, list[str]]) -> st.SearchStrategy[EventFilter]:
    """Draw filters of every kind."""

    def groups(name: str) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
        group = st.lists(st.sampled_from(pool[name]), min_size=1, max_size=2, unique=True)
        return st.just(()) | st.lists(group.map(tuple), max_size=2).map(tuple)

    def words(vocabulary) -> st.SearchStrategy[tuple[str, ...]]:
        several = st.lists(st.sampled_from(list(vocabulary)), max_size=3, unique=True)
        return st.just(()) | several.map(tuple)

    made = st.builds(
        EventFilter,
        actor=groups("actor"),
        role=words(Role),
        via=st.just((Via.DIRECT, Via.REPRESENTED)) | words(Via).filter(bool),
        theme=groups("theme"),
        type=words(EventType),
        place=groups("place"),
        source=groups("source"),
        status=words(Status),
        window_from=st.sampled_from(WINDOWS).map(lambda text: text and Span.parse(text)),
        window_to=st.sampled_from(WINDOWS).map(lambda text: text and Span.parse(text)),
        when=st.sampled_from(When),
        disputed=st.sampled_from((False, False, True)),
        uncertain=st.sampled_from((False, False, True)),
        q=st.sampled_from(QUERIES),
        order=st.sampled_from(Order),
        limit=st.just(7),
    )
    return st.one_of(made, made.flatmap(_sparse))


def _sparse(full: EventFilter) -> st.SearchStrategy[EventFilter]:
    """Keep only one or two conditions of a filter, so that something is found."""
    names = ("actor", "role", "theme", "type", "place", "source", "status", "q", "disputed")
    spans = ("window_from", "window_to", "uncertain")
    kept = st.sets(st.sampled_from(names + spans), max_size=2)
    bare = EventFilter()
    return kept.map(
        lambda keep: replace(full, **{n: getattr(bare, n) for n in names + spans if n not in keep})
    )


def ids_of(session: Session) -> dict[str, int]:
    """Give the id of every event by its slug."""
    return dict(session.execute(select(Event.slug, Event.id)).all())


def as_typed(asked: EventFilter) -> EventFilter:
    """Write the pieces of a search as a reader types them."""
    return replace(asked, q=asked.q.replace("|", " "))


@contextmanager
def read_as(engine: Engine, *, large: bool) -> Iterator[Session]:
    """Read a database as if it were large, by scans for each class of dates, or as it is.

    Nobody has an index built meanwhile, whatever this process has served before.
    """
    served, OURS[:] = OURS[:], []
    if large:
        LARGE.add(engine)
    try:
        with reading(engine) as session:
            yield session
    finally:
        LARGE.discard(engine)
        OURS[:] = served


@BOTH
@given(data=st.data())
def test_a_filter_finds_what_a_plain_reading_finds(data, engines, oracle, pool):
    """The same events in the same order, and the same counts, as by looking at each, on both."""
    asked = data.draw(filters(pool))
    found = oracle.find(asked)
    sure = [fact for fact in found if where(fact, asked) is Overlap.CERTAINLY]
    listed = sure if asked.when is When.CERTAIN else found
    large = data.draw(st.booleans())
    for engine in engines.values():
        with read_as(engine, large=large) as session:
            ids = ids_of(session)
            expected = [f.shape.slug for f in sorted(listed, key=order_key(asked, ids))]
            page = list_events(session, replace(as_typed(asked), limit=1000))
            assert expected == [event.slug for event in page.events()]
            assert (len(sure), len(found) - len(sure)) == (page.count.certain, page.count.possible)
            every = [event.slug for event in every_event(session, as_typed(asked))]
            assert expected == every


@BOTH
@given(data=st.data())
def test_facets_count_what_a_plain_reading_counts(data, engines, oracle, pool):
    """Every value of every facet has the counts that looking at each event gives, on both."""
    asked = data.draw(filters(pool))
    found = oracle.find(asked)
    if asked.when is When.CERTAIN:
        found = [fact for fact in found if where(fact, asked) is Overlap.CERTAINLY]
    expected: dict[str, dict[str, list[int]]] = {
        name: defaultdict(lambda: [0, 0])
        for name in ("actor", "theme", "place", "source", "type", "status", "year")
    }
    for fact in found:
        column = 0 if where(fact, asked) is Overlap.CERTAINLY else 1
        values = {
            "actor": {actor for actor, way, _role in fact.involved if way in NEAR},
            "theme": fact.themes,
            "place": fact.places,
            "source": {one.source.slug for one in fact.shape.citations},
            "type": {fact.shape.type.value},
            "status": {fact.shape.status.value},
            "year": {year_of(fact.span)},
        }
        for name, those in values.items():
            for value in those:
                expected[name][value][column] += 1
    large = data.draw(st.booleans())
    for engine in engines.values():
        with read_as(engine, large=large) as session:
            facets = count_facets(session, as_typed(asked))
        for name, values in expected.items():
            actual = {v.slug: [v.certain, v.possible] for v in getattr(facets, name)}
            assert dict(values) == actual


def year_of(span: Span) -> str:
    """Write the year of the day that an event is filed under, as EDTF does."""
    year = ymd(span.sort_day)[0]
    if abs(year) > 9999:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


@settings(max_examples=10)
@given(data=st.data())
def test_the_past_of_now_is_the_present(data, engines, pool):
    """Asked as of a moment after everything, each filter has the answers of the tables."""
    asked = as_typed(data.draw(filters(pool)))
    with reading(engines["sqlite"]) as session:
        then = replace(asked, as_of="2999-01-01")
        now, past = list_events(session, asked), list_events(session, then)
        assert [event.slug for event in now.events()] == [event.slug for event in past.events()]
        assert (now.count, now.next, now.previous) == (past.count, past.next, past.previous)
        assert count_facets(session, asked) == count_facets(session, then)


@settings(max_examples=12)
@given(data=st.data())
def test_pages_visit_every_event_once_both_ways(data, engines, pool):
    """Following next from the first page and previous from the last gives the whole list."""
    asked = data.draw(filters(pool))
    asked = replace(as_typed(asked), limit=data.draw(st.integers(13, 90)))
    large = data.draw(st.booleans())
    for engine in engines.values():
        with read_as(engine, large=large) as session:
            whole = [event.slug for event in every_event(session, asked)]
            forth, page = [], list_events(session, asked)
            assert page.previous is None
            while True:
                forth.append([event.slug for event in page.events()])
                if page.next is None:
                    break
                page = list_events(session, replace(asked, after=page.next))
            assert whole == [slug for part in forth for slug in part]
            back = [forth[-1]]
            while page.previous is not None:
                page = list_events(session, replace(asked, after="", before=page.previous))
                back.insert(0, [event.slug for event in page.events()])
            assert whole == [slug for part in back for slug in part]


def test_the_years_of_facets_stand_in_order_of_time(engines):
    """Years run from the oldest to the newest, also before our era."""
    with reading(engines["sqlite"]) as session:
        years = [value.slug for value in count_facets(session, EventFilter()).year]
    firsts = [Span.parse(year).earliest for year in years]
    assert sorted(firsts) == firsts
    assert bisect.bisect(firsts, 0) > 0

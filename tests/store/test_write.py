"""Hold every derived row to the event it is derived from, however often the event is changed."""

import random

import msgspec
from sqlalchemy import select, text

from timeline import shapes
from timeline.intake.proposal import Proposal
from timeline.review.imports import Manner, run_import
from timeline.store import events as tables
from timeline.store.actors import Actor
from timeline.store.events import Event
from timeline.store.places import Place
from timeline.store.reading import EventDocument, Walk
from timeline.store.session import open_engine, reading, writing
from timeline.store.sources import Source
from timeline.store.themes import Theme
from timeline.terms import About, EventType, LinkKind, Role, Stance, State, Status

DATES = ("2013", "2013-11-02", "2013-11-02T10:00", "2012/2014", "../2013", "[2012,2013]", "-0044")
OWNED = (
    *(tables.Claim, tables.Citation, tables.Participation, tables.EventTheme, tables.EventPlace),
    *(tables.EventLink, tables.Mention, tables.Involvement, Walk),
)


def random_event(rng: random.Random, number: int, slugs: dict[str, list[str]]) -> shapes.Event:
    """Make one of many contents for the event of a number."""

    def some(name: str, most: int) -> list[str]:
        return rng.sample(slugs[name], rng.randint(0, most))

    cited = rng.sample(slugs["source"], rng.randint(1, 3))
    claim = shapes.Claim(about=About.DATE, as_printed="then", edtf=rng.choice(DATES))
    return shapes.Event(
        slug=f"event-{number}",
        title=f"Event {rng.randint(0, 99)}",
        date=shapes.Date(edtf=rng.choice(DATES)),
        type=rng.choice(list(EventType)),
        status=rng.choice(list(Status)),
        state=State.ACCEPTED,
        position=rng.choice((None, 3)),
        actors=tuple(shapes.ActorIn(slug=s, role=rng.choice(list(Role))) for s in some("actor", 4)),
        themes=tuple(some("theme", 3)),
        places=tuple(shapes.PlaceIn(slug=s) for s in some("place", 2)),
        links=tuple(
            shapes.Link(kind=rng.choice(list(LinkKind)), to=f"event-{to}")
            for to in rng.sample(range(30), rng.randint(0, 2))
        ),
        citations=tuple(
            shapes.Citation(
                source=shapes.SourceIn(slug=slug),
                stance=rng.choice(list(Stance)),
                claims=(claim,) * rng.randint(0, 2),
            )
            for slug in cited
        ),
    )


def owned(engine) -> dict[str, list[str]]:
    """Read every row that events own, with their slugs in the place of ids."""
    with reading(engine) as session:
        names = dict(session.execute(select(Event.id, Event.slug)).all())
        found = {}
        for table in OWNED:
            columns = table.__table__.c
            rows = session.execute(select(table.__table__)).all()
            where = [n for n, c in enumerate(columns) if c.name in ("event_id", "to_id")]
            found[table.__tablename__] = sorted(
                repr([names[value] if n in where else value for n, value in enumerate(row)])
                for row in rows
            )
        body = select(EventDocument.body)
        documents = [msgspec.json.decode(one) for one in session.execute(body).scalars()]
        for one in documents:
            one.update(id=0, revision=0, updated="", links=len(one["links"]))
        found["documents"] = sorted(map(repr, documents))
        key = "rowid" if engine.dialect.name == "sqlite" else "event_id"
        words = session.execute(text(f"select {key}, words from event_text")).all()
        found["words"] = sorted((names[number], str(value)) for number, value in words)
        return found


def test_a_changed_event_has_the_rows_of_a_fresh_one(seeded_url, tmp_path, request):
    """After many changes the tables hold what entering only the last state would have made."""
    engine = open_engine(seeded_url)
    with reading(engine) as session:
        slugs = {
            name: sorted(session.execute(select(column)).scalars())
            for name, column in (
                *(("actor", Actor.slug), ("theme", Theme.slug)),
                *(("place", Place.slug), ("source", Source.slug)),
            )
        }
    rng = random.Random(3)
    manner = Manner("random", "jsonl", "", "tester")
    for _round in range(4):
        last = [random_event(rng, number, slugs) for number in range(30)]
        with writing(engine) as session:
            report = run_import(session, [Proposal(1, one) for one in last], manner)
            assert [] == report.refusals
    changed = owned(engine)
    fresh = [msgspec.structs.replace(one, slug=f"new-{one.slug}") for one in last]
    fresh = [
        msgspec.structs.replace(
            one,
            links=tuple(msgspec.structs.replace(link, to=f"new-{link.to}") for link in one.links),
        )
        for one in fresh
    ]
    with writing(engine) as session:
        run_import(session, [Proposal(1, one) for one in fresh], manner)
    both = owned(engine)
    engine.dispose()
    for name, rows in both.items():
        new = sorted(str(row).replace("new-", "") for row in rows if "new-event-" in str(row))
        old = sorted(str(row) for row in changed[name] if "'event-" in str(row))
        assert old == new, name

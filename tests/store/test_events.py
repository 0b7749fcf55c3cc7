"""Hold the tables to what they promise: dates whole, history append-only, ids never twice."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from timeline.dates import Span
from timeline.store.actors import Actor
from timeline.store.bulk import COPY_FROM, insert_rows, new_ids
from timeline.store.events import Event
from timeline.store.order import sort_key
from timeline.store.revisions import Revision
from timeline.terms import ActorKind, EventType, State, Status, Verb

DATES = (
    *("2013", "2013-11-02T09:30+09:00", "2012-09-08/2012-09-09", "[2013-10-21..2013-10-31]"),
    *(
        "2014/..",
        "../2014",
        "/2014",
        "201X",
        "-0044-03-15",
        "Y-170000000",
        "2012-21~",
        "{2012,2014}",
    ),
)


def event(number: int, edtf: str = "2013") -> Event:
    """Make an event."""
    span = Span.parse(edtf)
    return Event(
        slug=f"event-{number}",
        title="東京 \\ 'quoted' \"double\" \t tab\nline 🙂",
        type=EventType.AGREE,
        status=Status.OCCURRED,
        state=State.ACCEPTED,
        sort_key=sort_key(span),
        span_class=span.span_class,
        version=1,
        updated="2026-01-01T00:00:00Z",
        span=span,
    )


def test_a_span_comes_back_whole(session):
    """Every sort of date is the same value after it was stored and read."""
    session.add_all([event(number, edtf) for number, edtf in enumerate(DATES)])
    session.flush()
    session.expunge_all()
    found = session.execute(select(Event).order_by(Event.id)).scalars().all()
    assert [Span.parse(edtf) for edtf in DATES] == [one.span for one in found]


def test_a_span_that_is_not_given_is_none(session):
    """An actor whose time of existence nobody knows has none, and one that has keeps it."""
    session.add(Actor(slug="a", kind=ActorKind.STATE, name="A"))
    session.add(Actor(slug="b", kind=ActorKind.STATE, name="B", exists=Span.parse("1868/..")))
    session.flush()
    session.expunge_all()
    found = session.execute(select(Actor.exists).order_by(Actor.slug)).scalars().all()
    assert [None, Span.parse("1868/..")] == found


def revise(session) -> None:
    """Append a revision."""
    session.add(
        Revision(
            record="event", record_id=1, number=1, at="", editor="x", verb=Verb.CREATE,
            after=b"{}", digest=b"",
        )
    )  # fmt: skip
    session.flush()


@pytest.mark.parametrize(
    "change",
    [
        update(Revision).values(editor="nobody"),
        delete(Revision),
        text("update revision set after = ''"),
        text("delete from revision where id > 0"),
    ],
)
def test_history_is_never_overwritten(session, change):
    """The database itself refuses to alter or delete a revision."""
    revise(session)
    with pytest.raises(DBAPIError, match="history is never overwritten"):
        session.execute(change)


def test_two_revisions_never_have_one_number(session):
    """A second revision with the number of the first is refused."""
    revise(session)
    with pytest.raises(DBAPIError):
        revise(session)


def test_an_id_is_never_given_again(session):
    """After the newest event was deleted, its id is not drawn again."""
    session.add_all([event(1), event(2)])
    session.flush()
    newest = max(session.execute(select(Event.id)).scalars())
    session.execute(delete(Event))
    assert min(new_ids(session, "event", 2)) > newest


def test_new_ids_are_as_many_as_asked(session):
    """None, one or many; all different, in rising order."""
    for count in (0, 1, 500):
        found = new_ids(session, "event", count)
        assert count == len(set(found))
        assert sorted(found) == found


@pytest.mark.parametrize("count", [0, 1, COPY_FROM - 1, COPY_FROM, COPY_FROM + 1])
def test_rows_are_inserted_alike_in_any_number(session, count):
    """Few rows and many, by insert and by copy, keep text, numbers, bytes and nulls as they are."""
    nasty = "tab\t newline\n return\r backslash\\ \\N \\. quote' 東京 🙂"
    rows = [
        ("event", n, 1, "", nasty, "create", b"\x00\xff\\", b"d", nasty, None) for n in range(count)
    ]
    columns = "record record_id number at editor verb after digest reason batch_id".split()
    insert_rows(session, "revision", columns, rows)
    found = session.execute(
        select(Revision.record_id, Revision.reason, Revision.after, Revision.batch_id)
    ).all()
    assert [(n, nasty, b"\x00\xff\\", None) for n in range(count)] == sorted(map(tuple, found))

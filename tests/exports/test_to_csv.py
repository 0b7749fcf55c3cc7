"""Hold the table to its promises: it comes back as it was, and no cell of it can run."""

import csv
from io import BytesIO, StringIO

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from timeline import shapes
from timeline.exports.to_csv import COLUMNS, to_csv, to_marked_csv
from timeline.intake import events as intake
from timeline.intake.table import FORMULA, read_stream
from timeline.terms import EventType, Role, Via


def read_back(text: str) -> list[shapes.Event]:
    """Read a table in through the door for anyone's tables."""
    rows = read_stream(
        BytesIO(text.encode()), "events.csv", intake.EVENT_COLUMNS, intake.EVENT_NEEDS
    )
    return [intake.event(row) for row in rows]


def stated(event: shapes.Event) -> shapes.Event:
    """Leave of an event what it states: what is derived is made anew on the way in."""
    return msgspec.structs.replace(
        event,
        date=shapes.Date(edtf=event.date.edtf),
        actors=tuple(
            shapes.ActorIn(slug=one.slug, name="" if one.slug else one.name, role=one.role)
            for one in event.actors
            if one.via is Via.DIRECT
        ),
        places=tuple(
            shapes.PlaceIn(slug=one.slug, name="" if one.slug else one.name) for one in event.places
        ),
        disputed=False,
        revision=0,
        updated=None,
    )


@given(data=st.data())
def test_what_is_written_is_read_again(data, an_event, head):
    """Any events come back from the table as they were, whatever their texts hold."""
    events = data.draw(st.lists(an_event, max_size=3))

    assert [stated(one) for one in events] == read_back("".join(to_csv(events, head)))


@given(data=st.data())
def test_no_cell_begins_a_formula(data, an_event, head):
    """No cell begins with what a spreadsheet would run, but for plain numbers."""
    text = "".join(to_csv([data.draw(an_event)], head))

    for row in csv.reader(StringIO(text, newline="")):
        for cell in row:
            number = cell.lstrip("+-").replace(".", "", 1)
            assert not cell.startswith(FORMULA) or (number.isascii() and number.isdigit())


def test_a_mark_for_spreadsheets_is_no_part_of_the_table(head):
    """The table behind a byte order mark is read like the one without."""
    event = shapes.Event(
        title="Запуск", date=shapes.Date(edtf="2013"), type=EventType.PROJECT, slug="launch"
    )

    marked = "".join(to_marked_csv([event], head))

    assert "\ufeffid,slug" == marked[:8]
    assert [event] == read_back(marked)


def test_the_header_names_what_the_way_in_knows(head):
    """The first line names exactly the columns of the way in; lines end with CR LF."""
    text = "".join(to_csv([], head))

    assert intake.EVENT_COLUMNS == set(COLUMNS)
    assert ",".join(COLUMNS) + "\r\n" == text


def test_names_nobody_is_known_by_stand_in_quotation_marks(head):
    """A matched actor is written by its slug, a name that is not matched in quotation marks."""
    event = shapes.Event(
        title="Talks",
        date=shapes.Date(edtf="2013-11-02"),
        type=EventType.CONSULT,
        actors=(
            shapes.ActorIn(slug="japan", name="Japan", role=Role.HOST),
            shapes.ActorIn(name='The "Wagner" group; others'),
            shapes.ActorIn(slug="russia", name="Russia", via=Via.REPRESENTED),
        ),
        places=(shapes.PlaceIn(slug="tokyo"), shapes.PlaceIn(name="Dacha no. 2")),
    )

    row = next(csv.DictReader(StringIO("".join(to_csv([event], head)), newline="")))

    assert 'japan:host; "The ""Wagner"" group; others":participant' == row["actors"]
    assert 'tokyo; "Dacha no. 2"' == row["places"]


def test_a_long_table_comes_in_pieces(head):
    """A hundred events or so make a piece, so that none is held whole."""
    event = shapes.Event(title="A", date=shapes.Date(edtf="2013"), type=EventType.PROJECT)

    pieces = list(to_csv((event for _ in range(1000)), head))

    assert 11 == len(pieces)
    assert 1001 == sum(piece.count("\r\n") for piece in pieces)

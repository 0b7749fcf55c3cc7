"""Hold the documents of events, which are made of ready parts, to the shape that they have."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from timeline import shapes
from timeline.names.fold import search_text
from timeline.store import derive
from timeline.store.reading import EventDocument
from timeline.store.session import open_engine, reading


def test_a_document_has_the_fields_of_the_shape_in_its_order():
    """What is encoded beside the shape names the same fields, one after the other."""
    assert shapes.Event.__struct_fields__ == derive._Document.__struct_fields__
    assert shapes.Citation.__struct_fields__ == derive._Cited.__struct_fields__


def test_a_document_is_what_the_shape_encodes_to(seeded):
    """Reading any stored document and writing the shape again gives the same bytes."""
    engine = open_engine(seeded("sqlite"))
    with reading(engine) as session:
        bodies = session.execute(select(EventDocument.body)).scalars().all()
    engine.dispose()

    assert bodies
    for body in bodies:
        shape = msgspec.json.decode(body, type=shapes.Event)
        assert body == msgspec.json.encode(shape)


def test_the_words_of_a_new_event_are_those_of_its_document(seeded):
    """What the full-text index holds of an event can be gathered from its document alone."""
    engine = open_engine(seeded("sqlite"))
    with reading(engine) as session:
        words = dict(session.execute(text("select rowid, words from event_text")).all())
        rows = session.execute(select(EventDocument.event_id, EventDocument.body)).all()
    engine.dispose()

    assert words == {
        number: derive.text_of(msgspec.json.decode(body, type=shapes.Event))
        for number, body in rows
    }


@given(st.text(max_size=2 * derive.SHORT))
def test_words_that_are_kept_are_those_found_anew(told):
    """A text has the same words the first time, the second time, and where it is too long."""
    assert search_text(told) == derive._told(told)
    assert search_text(told) == derive._told(told)

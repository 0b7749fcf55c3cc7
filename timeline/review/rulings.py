"""Keep what the desk has ruled when an import brings an event again."""

import msgspec

from timeline import shapes
from timeline.review.known import Known
from timeline.terms import Via

AMENDABLE = (
    "title summary type status date position significance actors themes places citations links"
).split()
"""The fields of an event that an editor may change; everything else is derived."""


def keep_rulings(brought: shapes.Event, known: Known) -> shapes.Event:
    """Join what an import brings with what the desk has changed since the last import.

    A field that the desk has changed stays as the desk has it; every other one is as brought.
    """
    if known.imported is None or known.taken_back:
        return brought
    before = msgspec.json.decode(known.imported, type=shapes.Event)
    now = msgspec.json.decode(known.body, type=shapes.Event)
    ruled = {
        name: getattr(now, name)
        for name in AMENDABLE
        if content(now, name) != content(before, name)
    }
    return msgspec.structs.replace(brought, **ruled)


def content(shape: shapes.Event, name: str) -> object:
    """Give what an editor has put into a field, without what is derived from it."""
    value = getattr(shape, name)
    if name == "date":
        return shape.date.edtf
    if name == "actors":
        return tuple((a.slug or a.name, a.role) for a in shape.actors if a.via is Via.DIRECT)
    if name == "places":
        return tuple(place.slug or place.name for place in shape.places)
    if name == "citations":
        return tuple(
            msgspec.structs.replace(one, source=shapes.SourceIn(slug=one.source.slug))
            for one in shape.citations
        )
    return value

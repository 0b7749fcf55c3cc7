"""Count from how many independent origins the sources of an event come."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.store.sources import Source


def count_origins(session: Session, slugs: Sequence[str]) -> int:
    """Count the origins of the sources of one event.

    Sources are one origin where one is derived from the other, where both print the same text, and
    where both carry the report of one wire agency (`custom.agency` of the CSL item).

    Args:
        session: A reading session.
        slugs: The sources.
    """
    known = _with_parents(session, slugs)
    alike: dict[str, int] = {}
    found = set()
    for number in [one for one, source in known.items() if source.slug in slugs]:
        origin = _origin(number, known)
        source = known[origin]
        said = str((source.csl.get("custom") or {}).get("agency", "")).casefold()
        said = said or source.fingerprint
        found.add(alike.setdefault(said, origin) if said else origin)
    return len(found)


class Cited(NamedTuple):
    """What tells whether two sources have one origin."""

    slug: str
    parent: int | None
    fingerprint: str
    csl: dict[str, Any]


def _with_parents(session: Session, slugs: Sequence[str]) -> dict[int, Cited]:
    """Read sources and all that they are derived from, a generation at a time."""
    columns = (Source.slug, Source.derived_from_id, Source.fingerprint, Source.csl)
    known: dict[int, Cited] = {}
    wanted = Source.slug.in_(set(slugs))
    while True:
        rows = session.execute(select(Source.id, *columns).where(wanted)).all()
        known |= {row[0]: Cited(*row[1:]) for row in rows}
        missing = {one.parent for one in known.values() if one.parent} - set(known)
        if not rows or not missing:
            return known
        wanted = Source.id.in_(missing)


def _origin(number: int, known: Mapping[int, Cited]) -> int:
    """Follow a source to the one that it is derived from in the end."""
    line = [number]
    parent = known[number].parent
    while parent is not None and parent in known and parent not in line:
        line.append(parent)
        parent = known[parent].parent
    return line[-1]

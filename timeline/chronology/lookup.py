"""Find the records that a filter names by slug, code or name, or say what is near."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline.chronology.filter import BadFilter, EventFilter, Groups
from timeline.chronology.kept import kept
from timeline.names.fold import fold
from timeline.store.actors import Actor, ActorCode, Alias
from timeline.store.places import Place, PlaceName
from timeline.store.revisions import FormerSlug
from timeline.store.sources import Source
from timeline.store.themes import Theme, ThemeLabel

Ids = tuple[tuple[int, ...], ...]
"""All of these together, each being either of some ids."""


@dataclass(frozen=True, slots=True)
class Known:
    """A filter with the ids of what it names."""

    filter: EventFilter
    actors: Ids = ()
    themes: Ids = ()
    places: Ids = ()
    sources: Ids = ()


def look_up(session: Session, given: EventFilter) -> Known:
    """Find every record that a filter names.

    Raises:
        BadFilter: If a value names nothing; with the nearest values that there are.
    """
    return Known(
        filter=given,
        actors=_groups(session, "actor", given.actor),
        themes=_groups(session, "theme", given.theme),
        places=_groups(session, "place", given.place),
        sources=_groups(session, "source", given.source),
    )


def _groups(session: Session, name: str, groups: Groups) -> Ids:
    return tuple(
        tuple(dict.fromkeys(n for value in group for n in find_ids(session, name, value)))
        for group in groups
    )


def find_ids(session: Session, name: str, value: str) -> tuple[int, ...]:
    """Find what one value names: slug first, then code, then any name; a name may be several's.

    Args:
        session: A reading session.
        name: `actor`, `theme`, `place` or `source`.
        value: As a reader wrote it.

    Raises:
        BadFilter: If it names nothing.
    """
    return kept(session, ("ids", name, value), lambda: _find(session, name, value))


def _find(session: Session, name: str, value: str) -> tuple[int, ...]:
    for statement in _statements(name, value):
        found = tuple(session.execute(statement).scalars())
        if found:
            return found
    raise BadFilter(name, value, f"there is no such {name}", _nearest(session, name, value))


def _statements(name: str, value: str) -> Iterator[Select[int]]:
    """Write what is asked one after the other, each only if what is before it found nothing."""
    number, slug = COLUMNS[name]
    yield select(number).where(slug == (value.strip("/") if name == "theme" else value))
    yield select(FormerSlug.record_id).where(FormerSlug.record == name, FormerSlug.slug == value)
    match name:
        case "actor":
            yield select(ActorCode.actor_id).where(ActorCode.value == value).distinct()
            yield select(Alias.actor_id).where(Alias.norm == fold(value)).distinct()
        case "theme":
            yield select(ThemeLabel.theme_id).where(ThemeLabel.text == value).distinct()
        case "place":
            yield select(PlaceName.place_id).where(PlaceName.norm == fold(value)).distinct()


COLUMNS = {
    "actor": (Actor.id, Actor.slug),
    "theme": (Theme.id, Theme.slug),
    "place": (Place.id, Place.slug),
    "source": (Source.id, Source.slug),
}
MOST_COMPARED = 20_000


def _nearest(session: Session, name: str, value: str) -> Sequence[str]:
    slugs = sorted(session.execute(select(COLUMNS[name][1]).limit(MOST_COMPARED)).scalars())
    word = fold(value).replace(" ", "-")[:80]
    tails = {slug.rpartition("/")[2]: slug for slug in slugs}
    close = get_close_matches(word, [*slugs, *tails], n=3, cutoff=0.6)
    if not close:
        close = [slug for slug in slugs if word and word in slug][:3]
    return tuple(dict.fromkeys(tails.get(one, one) for one in close))

"""Gather what the installation knows, as values, for whoever reads texts: names, places, themes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from timeline.intake.articles.extractor import Context, Place
from timeline.names.gazetteer import Alias, Days
from timeline.names.values import Actor, Names, Tie
from timeline.store import actors as tables
from timeline.store import places as places_tables
from timeline.store.themes import Theme
from timeline.terms import ActorKind, AliasKind

RANK = {ActorKind.STATE: 0, ActorKind.TERRITORY: 1, ActorKind.HISTORICAL_STATE: 2}
"""Of states that share a name, which one is meant: sovereign ones before the rest."""


def read_context(session: Session) -> Context:
    """Read every actor with its names and ties, every place and every theme."""
    slugs = dict(session.execute(select(tables.Actor.id, tables.Actor.slug)).all())
    return Context(
        names=Names(_actors(session), _aliases(session, slugs), _ties(session, slugs)),
        places=_places(session),
        themes=frozenset(session.execute(select(Theme.slug)).scalars()),
    )


def _actors(session: Session) -> tuple[Actor, ...]:
    one = tables.Actor
    rows = session.execute(
        select(one.slug, one.kind, one.name, one.exists_begins_first, one.exists_ends_last)  # type: ignore[attr-defined]
    )
    return tuple(
        Actor(slug, kind, name, (first, last), RANK.get(kind, 0))
        for slug, kind, name, first, last in rows
    )


def _aliases(session: Session, slugs: dict[int, str]) -> tuple[Alias, ...]:
    one = tables.Alias.__table__.c
    rows = session.execute(
        select(
            one.actor_id,
            one.text,
            one.kind,
            one.language,
            one.used_begins_first,
            one.used_ends_last,
            one.context,
        )
    )
    return tuple(
        _alias(slugs[actor], text, kind, language, (first, last), context=bool(context))
        for actor, text, kind, language, first, last, context in rows
    )


def _alias(
    actor: str, text: str, kind: AliasKind, language: str, used: Days, *, context: bool
) -> Alias:
    return Alias(
        text=text, actor=actor, kind=AliasKind(kind), language=language, used=used, context=context
    )


def _ties(session: Session, slugs: dict[int, str]) -> tuple[Tie, ...]:
    one = tables.Affiliation.__table__.c
    rows = session.execute(
        select(one.actor_id, one.kind, one.object_id, one.span_begins_first, one.span_ends_last)
    )
    return tuple(
        Tie(slugs[actor], kind, slugs[other], (first, last))
        for actor, kind, other, first, last in rows
    )


def _places(session: Session) -> tuple[Place, ...]:
    place, name = places_tables.Place, places_tables.PlaceName
    found: dict[str, list[str]] = {}
    rows = session.execute(
        select(place.slug, place.name, name.text).outerjoin(name, name.place_id == place.id)
    )
    for slug, preferred, text in rows:
        known = found.setdefault(slug, [preferred])
        if text and text not in known:
            known.append(text)
    return tuple(Place(slug, tuple(names)) for slug, names in found.items())

"""Give the names by which records go in another language, where the store has them."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from timeline.store.actors import Actor, Alias
from timeline.store.places import Place, PlaceName
from timeline.store.themes import Theme, ThemeLabel
from timeline.terms import AliasKind

NAMED = frozenset({"actor", "theme", "place"})
"""The sorts of record that have names in several languages; a source keeps its title."""


def names_in(session: Session, record: str, slugs: Sequence[str], language: str) -> dict[str, str]:
    """Give the preferred names of records in a language, by slug; who has none is left out.

    Args:
        session: A reading session.
        record: One of `NAMED`; any other sort has no names.
        slugs: Present slugs.
        language: A BCP 47 code, as names carry it.
    """
    if not slugs or record not in NAMED:
        return {}
    found: dict[str, str] = {}
    for slug, text in session.execute(_statement(record, slugs, language)):
        found.setdefault(slug, text)
    return found


def _statement(record: str, slugs: Sequence[str], language: str) -> Select[str, str]:
    match record:
        case "actor":
            preferred = Alias.kind == AliasKind.PREFERRED
            return (
                select(Actor.slug, Alias.text)
                .join(Alias, Alias.actor_id == Actor.id)
                .where(Actor.slug.in_(slugs), Alias.language == language, preferred)
                .order_by(Alias.used_edtf.is_not(None), Alias.id)
            )
        case "theme":
            preferred = ThemeLabel.kind == AliasKind.PREFERRED
            return (
                select(Theme.slug, ThemeLabel.text)
                .join(ThemeLabel, ThemeLabel.theme_id == Theme.id)
                .where(Theme.slug.in_(slugs), ThemeLabel.language == language, preferred)
                .order_by(ThemeLabel.text)
            )
        case _:
            return (
                select(Place.slug, PlaceName.text)
                .join(PlaceName, PlaceName.place_id == Place.id)
                .where(Place.slug.in_(slugs), PlaceName.language == language)
                .order_by(PlaceName.id)
            )

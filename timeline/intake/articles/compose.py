"""Compose what a proposal says: its title, actors, places and locator, in words of our own."""

from collections.abc import Iterable, Sequence

from timeline import shapes
from timeline.intake.articles.article import paragraphs
from timeline.intake.articles.extractor import Context
from timeline.intake.articles.marked import Hit, Marked
from timeline.intake.articles.telling import Sides
from timeline.names.fold import fold
from timeline.names.values import Mention
from timeline.terms import Role

LONGEST_TITLE = 90
MOST_NAMED = 3


def actors_of(context: Context, both: Sides, hit: Hit) -> tuple[shapes.ActorIn, ...]:
    """List who takes part, each once: those before the trigger in its role of subject first."""
    own = {str(actor.key) for actor in context.names.actors}
    found: dict[tuple[str, str], shapes.ActorIn] = {}
    for mentions, role in ((both.before, hit.trigger.subject), (both.after, hit.trigger.object)):
        for mention in mentions:
            actor = _actor(mention, role, own)
            if actor is not None:
                found.setdefault((actor.slug, actor.name), actor)
    return tuple(found.values())


def _actor(mention: Mention, role: Role, own: set[str]) -> shapes.ActorIn | None:
    key = str(mention.actor) if mention.actor is not None else ""
    if key in own:
        return shapes.ActorIn(slug=key, role=role)
    if mention.actor is None and not mention.candidates:
        return None
    return shapes.ActorIn(name=mention.text, role=role)


def places_of(context: Context, marked: Marked) -> tuple[shapes.PlaceIn, ...]:
    """List the places that a sentence says something happened at."""
    names = {fold(name): place.slug for place in context.places for name in place.names}
    slugs = (names.get(fold(one.text)) for one in marked.names if one.place)
    return tuple(shapes.PlaceIn(slug=slug) for slug in dict.fromkeys(slugs) if slug)


def title_of(context: Context, both: Sides, hit: Hit, text: str, marked: Marked) -> str:
    """Compose a title: who did what with whom."""
    del text, marked
    names = {str(actor.key): actor.name for actor in context.names.actors}
    before = _named(both.before, names)
    after = [name for name in _named(both.after, names) if name not in before]
    subject = _listed(before or after)
    objects = _listed(after) if before else ""
    said = f"{subject} {hit.trigger.past} {objects}".strip()
    return said[:LONGEST_TITLE].rstrip(" ,")


def _named(mentions: Iterable[Mention], names: dict[str, str]) -> list[str]:
    found = (names.get(str(one.actor), one.text) for one in mentions)
    return list(dict.fromkeys(found))[:MOST_NAMED]


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def locator(text: str, marked: Marked) -> str:
    """Say where a sentence stands: its paragraph, or in a text of one paragraph its number."""
    several = sum(1 for _ in zip(paragraphs(text), range(2), strict=False)) > 1
    if several:
        return f"para. {marked.paragraph.number}"
    return f"sentence {marked.sentence.number}"

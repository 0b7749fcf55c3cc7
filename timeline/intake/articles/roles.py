"""Give those who take part in an act their roles, and compare them."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit
from timeline.names.values import Mention
from timeline.terms import Role


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part: a name in the text, and as what."""

    mention: Mention
    role: Role


@dataclass(frozen=True, slots=True)
class Sides:
    """Those who act and those it is done to or with."""

    subjects: tuple[Mention, ...] = ()
    objects: tuple[Mention, ...] = ()


def parties(sides: Sides, hit: Hit) -> tuple[Party, ...]:
    """Give everyone who takes part once, in the role that the trigger gives to their side."""
    trigger = hit.trigger
    subject = Role.HOST if hit.form.base in ("host", "convene", "chair") else trigger.subject
    found: dict[object, Party] = {}
    for mentions, role in ((sides.subjects, subject), (sides.objects, trigger.object)):
        for mention in mentions:
            key = mention.actor if mention.actor is not None else mention.text
            found.setdefault(key, Party(mention, role))
    return tuple(found.values())


def same(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Tell whether nobody takes part in the one who does not, in the same role, in the other."""
    keys = [{(_key(party.mention), party.role) for party in parties} for parties in (one, other)]
    return keys[0] <= keys[1]


def _key(mention: Mention) -> object:
    return mention.actor if mention.actor is not None else mention.text

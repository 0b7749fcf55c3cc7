"""Give those who take part in an act their roles, and compare them."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.intake.articles.marked import Hit
from timeline.intake.articles.wording import Wording
from timeline.names.values import Mention
from timeline.terms import Role

ASIDE = (Role.MEDIATOR, Role.OBSERVER, Role.HOST)
"""The roles of those who are no party to an act; the wording has patterns of these names."""
REACH = 60
"""How much is read before and behind a name to tell them, in characters."""


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

    def outside(self, span: tuple[int, int]) -> "Sides":
        """Give those who are not named in a part of the text."""
        start, end = span
        return Sides(
            tuple(one for one in self.subjects if not start <= one.start < end),
            tuple(one for one in self.objects if not start <= one.start < end),
        )


def parties(sides: Sides, hit: Hit) -> tuple[Party, ...]:
    """Give everyone who takes part once, in the role that the trigger gives to their side."""
    trigger = hit.trigger
    subject = trigger.subject
    if hit.form.base in ("mediate", "facilitate"):
        subject = Role.MEDIATOR
    found: dict[object, Party] = {}
    for mentions, role in ((sides.subjects, subject), (sides.objects, trigger.object)):
        for mention in mentions:
            key = mention.actor if mention.actor is not None else mention.text
            found.setdefault(key, Party(mention, role))
    return tuple(found.values())


def aside(text: str, names: Sequence[Mention], wording: Wording) -> tuple[Party, ...]:
    """Find who only mediates, observes or hosts, as the words right before or behind a name tell.

    Of names joined by "and" the later ones do as the first.
    """
    found: list[Party] = []
    for mention in names:
        before, behind = text[max(0, mention.start - REACH) : mention.start], text[mention.end :]
        role = next(
            (
                role
                for role in ASIDE
                if wording.has(str(role), before) or wording.has(f"{role}_behind", behind[:REACH])
            ),
            None,
        )
        last = found[-1] if found else None
        joined = last and wording.has("conjunction", text[last.mention.end : mention.start])
        if role is None and last is not None and joined:
            role = last.role
        if role is not None:
            found.append(Party(mention, role))
    return tuple(found)


def without(sides: Sides, taken: Sequence[Party]) -> Sides:
    """Give the sides without those who have a role of their own."""
    keys = {_key(party.mention) for party in taken}
    return Sides(
        tuple(one for one in sides.subjects if _key(one) not in keys),
        tuple(one for one in sides.objects if _key(one) not in keys),
    )


def same(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Tell whether nobody takes part in the one who does not, in the same role, in the other."""
    keys = [{(_key(party.mention), party.role) for party in parties} for parties in (one, other)]
    return keys[0] <= keys[1]


def _key(mention: Mention) -> object:
    return mention.actor if mention.actor is not None else mention.text

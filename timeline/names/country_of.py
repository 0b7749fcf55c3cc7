"""Tell the country of a free actor string, as event data sets and captions print them."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

from timeline.dates import Span
from timeline.names import cues
from timeline.names.choose import choose
from timeline.names.resolve import Resolver, default
from timeline.names.values import Mention, Method, days_in

_IN_PARENTHESES = re.compile(r"\(([^()]{2,60})\)\s*$")
_ASIDE = re.compile(r"\b(?:anti|pro)-\s?\w+|\bethnic(?:ally)?\s+\w+", re.IGNORECASE)
"""Names another country than that of whom it is said of: pro-Iranian militias, ethnic Albanians."""
_LONGEST = 500
_LIKE = 0.7


@dataclass(frozen=True, slots=True)
class CountryOf:
    """The country that a string leads to; None where it stays open between `candidates`."""

    country: Hashable | None
    candidates: tuple[Hashable, ...]
    method: Method
    reason: str


def country_of(text: str, *, on: Span | None = None, resolver: Resolver | None = None) -> CountryOf:
    """Return the country of an actor as printed: "Police (Australia)", "the Kremlin", "Hamas".

    The country in parentheses at the end decides, then whoever is named first and leads to a
    country as of the day, then a place. What only looks like a known name is a candidate, never
    the answer. Reads the first 500 code points.
    """
    asked = default() if resolver is None else resolver
    text = text[:_LONGEST]
    match = _IN_PARENTHESES.search(text)
    whole = _whole(match[1], on, asked) if match else None
    inverted = ", ".join(reversed(text.split(", ", 1))).replace(", ", " ")
    whole = whole or _whole(text, on, asked) or _whole(inverted, on, asked)
    if whole:
        return whole
    bare = _ASIDE.sub(lambda found: " " * len(found[0]), text)
    if bare == text:
        return _named(text, on, asked)
    found, aside = _named(bare, on, asked), _named(text, on, asked)
    if found.country is not None or not aside.candidates:
        return found
    reason = "Who somebody is for, against or descended from is not where they belong."
    return CountryOf(None, aside.candidates, Method.OPEN, reason)


def _named(text: str, on: Span | None, asked: Resolver) -> CountryOf:
    """Return the country of whoever is named first, then of a place."""
    mentions = asked.resolve(text, on=on)
    for mention in sorted(mentions, key=_order):
        if mention.state is not None:
            return CountryOf(mention.state, (mention.state,), mention.method, mention.reason)
    for mention in mentions:
        if mention.method is Method.INSIDE_NAME:
            continue
        states = _states(mention.candidates, on, asked)
        if len(states) == 1:
            return CountryOf(states[0], states, mention.method, mention.reason)
        if states:
            return CountryOf(None, states, mention.method, mention.reason)
    alike = tuple(one for one in asked.suggest(text, 3) if one.score >= _LIKE)
    states = _states(tuple(one.actor for one in alike), on, asked)
    names = ", ".join(one.text for one in alike)
    reason = f"Not known; it looks like {names}." if alike else "Nothing in it is known."
    return CountryOf(None, states, Method.OPEN, reason)


def _order(mention: Mention) -> tuple[bool, bool, int]:
    return (mention.method is Method.INSIDE_NAME, mention.place, mention.start)


def _whole(text: str, on: Span | None, resolver: Resolver) -> CountryOf | None:
    """Return the answer where the whole text is one known name, whatever its case."""
    aliases = resolver.lookup(text) or resolver.lookup(text.strip().removeprefix("the "))
    sure = tuple(alias for alias in aliases if not resolver.register.is_person(alias.actor))
    if sure and all(alias.context for alias in aliases if alias not in sure):
        aliases = sure
    if not aliases or (cues.common(text) and all(alias.context for alias in aliases)):
        return None
    choice = choose(aliases, resolver.register, days_in(on))
    states = _states(choice.candidates, on, resolver)
    if len(states) == 1:
        return CountryOf(states[0], states, choice.method, choice.reason)
    return CountryOf(None, states, choice.method, choice.reason) if states else None


def _states(
    actors: tuple[Hashable, ...], on: Span | None, resolver: Resolver
) -> tuple[Hashable, ...]:
    found: dict[Hashable, None] = {}
    for actor in actors:
        if resolver.register.is_state(actor):
            found[actor] = None
        else:
            behind = resolver.behind(actor, on) or resolver.behind(actor)
            found |= dict.fromkeys(one.state for one in behind[:1])
    return tuple(found)

"""Make the forms of English verbs, so that a table of triggers need name each verb only once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

VOWELS = "aeiou"
DOUBLED = frozenset(
    {"expel", "commit", "refer", "admit", "rebut", "compel", "rebel", "repel", "kidnap"}
)
"""Verbs of two syllables that double their last letter: expel, expelled."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb, with its bare form and its past tense."""

    form: str
    base: str
    past: str


def verb_forms(
    verbs: Iterable[str], irregular: Mapping[str, Sequence[str]]
) -> tuple[VerbForm, ...]:
    """Give the forms of verbs.

    Args:
        verbs: Bare forms; of "call off" the first word is inflected.
        irregular: The other forms of verbs that are not regular, the past tense first.
    """
    found: list[VerbForm] = []
    for verb in verbs:
        head, blank, tail = verb.partition(" ")
        made = irregular.get(head) or _regular(head)
        forms = dict.fromkeys((head, *made))
        past = f"{made[0]}{blank}{tail}"
        found += [VerbForm(f"{form}{blank}{tail}", verb, past) for form in forms]
    return tuple(found)


def _regular(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}d", f"{verb}s", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return [f"{verb[:-1]}ied", f"{verb[:-1]}ies", f"{verb}ing"]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return [f"{verb}ed", f"{verb}es", f"{verb}ing"]
    doubled = verb + verb[-1] if _doubles(verb) else verb
    return [f"{doubled}ed", f"{verb}s", f"{doubled}ing"]


def _doubles(verb: str) -> bool:
    """Tell whether the last letter is doubled: stop, stopped; but visit, visited."""
    return verb in DOUBLED or re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb) is not None

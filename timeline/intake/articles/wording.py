"""Know how a language words events: its triggers, and the words that tell how real they are."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from timeline.terms import EventType, Role, Status

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of one sort of act, and what they say of those around them."""

    type: EventType
    subject: Role
    object: Role
    past: str
    themes: tuple[str, ...] = ()
    needs: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    status: Status | None = None
    speech: bool = False
    nouns: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one language; `forms` finds every form, `triggers` says whose it is."""

    language: str
    forms: re.Pattern[str]
    triggers: dict[str, tuple[Trigger, ...]]
    status: tuple[tuple[Status, re.Pattern[str]], ...]
    words: dict[str, re.Pattern[str]]


@lru_cache
def wording(language: str) -> Wording | None:
    """Read the wording of a language; None where there is none."""
    path = files("timeline.intake.articles").joinpath(f"languages/{language}.toml")
    if not path.is_file():
        return None
    table = tomllib.loads(path.read_text("utf-8"))
    irregular = table.get("irregular", {})
    triggers: dict[str, list[Trigger]] = {}
    for row in table["trigger"]:
        trigger = _trigger(row)
        for form in (
            *_verb_forms(row.get("verbs", ()), irregular, language),
            *row.get("nouns", ()),
        ):
            triggers.setdefault(form.lower(), []).append(trigger)
    alternatives = "|".join(re.escape(form) for form in sorted(triggers, key=len, reverse=True))
    bound = r"\b(?:%s)\b" if language not in ("ja", "zh") else "(?:%s)"
    return Wording(
        language=language,
        forms=re.compile(bound % alternatives, re.IGNORECASE),
        triggers={form: tuple(found) for form, found in triggers.items()},
        status=tuple((Status(name), _pattern(text)) for name, text in table["status"].items()),
        words={name: _pattern(text) for name, text in table.get("words", {}).items()},
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _trigger(row: dict[str, Any]) -> Trigger:
    return Trigger(
        type=EventType(row["type"]),
        subject=Role(row.get("subject", Role.PARTICIPANT)),
        object=Role(row.get("object", Role.PARTICIPANT)),
        past=row.get("past", ""),
        themes=tuple(row.get("themes", ())),
        needs=_pattern(row["needs"]) if "needs" in row else None,
        never=_pattern(row["not"]) if "not" in row else None,
        status=Status(row["status"]) if "status" in row else None,
        speech=row.get("speech", False),
        nouns=frozenset(row.get("nouns", ())),
    )


def _verb_forms(verbs: list[str], irregular: dict[str, list[str]], language: str) -> list[str]:
    """Make the forms of verbs; only English ones are made, other tables list theirs whole."""
    if language != "en":
        return list(verbs)
    forms: list[str] = []
    for verb in verbs:
        head, _blank, tail = verb.partition(" ")
        rest = f" {tail}" if tail else ""
        made = irregular.get(head) or _regular(head)
        forms += [f"{form}{rest}" for form in (head, *made)]
    return forms


def _regular(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return [f"{verb}es", f"{verb}ed", f"{verb}ing"]
    doubled = verb + verb[-1] if _doubles(verb) else verb
    return [f"{verb}s", f"{doubled}ed", f"{doubled}ing"]


def _doubles(verb: str) -> bool:
    """Tell whether the last letter is doubled: stop, stopped; but visit, visited."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    return bool(short) or verb in (
        "expel",
        "commit",
        "refer",
        "admit",
        "rebut",
        "compel",
        "rebel",
        "extradit",
    )

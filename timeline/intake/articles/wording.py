"""Know how a language words events: its triggers, and the words that tell how real they are."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from timeline.intake.articles.inflection import VerbForm, verb_forms
from timeline.terms import EventType, Role, Status

STEM = "*"
"""At the end of a form: whatever follows belongs to the word."""
SCRIPTS_WITHOUT_BLANKS = ("ja", "zh")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of one sort of act, and what they say of those around them.

    Attributes:
        base: The act as a title says it in the infinitive; `past` is the same in the past tense.
        tail: What follows it; `{thing}` stands for what the text names: "an agreement".
        to: The word between the act and those it is done to or with.
        noun: The act as a noun with its article, for titles in which nobody acts.
        needs: Of these one must stand in the clause; `never`: of these none may.
        kind: Empty for acts, "speech" for statements, "forecast" for what counts only as a guess.
    """

    type: EventType
    subject: Role
    object: Role
    base: str
    past: str
    tail: str
    to: str
    noun: str
    kind: str
    themes: tuple[str, ...] = ()
    needs: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    status: Status | None = None
    alone: bool = False
    """Whether it is an occasion by itself, and nobody's act: a forum."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that tells of an act: whose it is, and whether a noun or a bare verb.

    `base` and `past` are those of its verb, for titles; empty where the table does not say.
    """

    trigger: Trigger
    noun: bool = False
    bare: bool = False
    base: str = ""
    past: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of one language; `forms` finds every form, `triggers` says whose it is.

    `before` are searched right before a trigger, `after` right behind it; the first that is found
    tells the status. `words` are the other patterns of the language, each by its name.
    """

    language: str
    forms: re.Pattern[str]
    triggers: dict[str, tuple[Form, ...]]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    words: dict[str, re.Pattern[str]]
    titles: dict[str, str]
    """How a title words an act of each status: `{base}`, `{past}`."""

    def readings(self, word: str) -> tuple[Form, ...]:
        """Give what a word can tell of: by its form, else by the longest stem it begins with."""
        word = word.lower()
        if word in self.triggers:
            return self.triggers[word]
        stems = (f"{word[:end]}{STEM}" for end in range(len(word), 1, -1))
        return next((self.triggers[stem] for stem in stems if stem in self.triggers), ())

    def has(self, name: str, text: str) -> bool:
        """Tell whether a pattern of the language is found in a text."""
        pattern = self.words.get(name)
        return pattern is not None and pattern.search(text) is not None


@lru_cache
def wording(language: str) -> Wording | None:
    """Read the wording of a language; None where there is none."""
    if re.fullmatch(r"[a-z]{2,3}", language) is None:
        return None
    folder = files("timeline.intake.articles").joinpath("languages")
    path = folder.joinpath(f"{language}.toml")
    if not path.is_file():
        return None
    table = tomllib.loads(path.read_text("utf-8"))
    triggers = _forms(table, language)
    return Wording(
        language=language,
        forms=_finder(triggers, language),
        triggers={form: tuple(found) for form, found in triggers.items()},
        before=_patterns(table.get("before", {}), r"(?:%s)\Z"),
        after=_patterns(table.get("after", {}), r"\A(?:%s)"),
        words={name: _pattern(text) for name, text in table.get("words", {}).items()},
        titles=_titles(),
    )


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    path = files("timeline.intake.articles").joinpath("titles.toml")
    return {str(key): str(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}


def _patterns(table: dict[str, str], frame: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, _pattern(frame % text)) for name, text in table.items())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _finder(forms: Iterable[str], language: str) -> re.Pattern[str]:
    alternatives = "|".join(_stem(form) for form in sorted(forms, key=len, reverse=True))
    bound = "(?:%s)" if language in SCRIPTS_WITHOUT_BLANKS else r"(?<![\w-])(?:%s)(?!\w)"
    return _pattern(bound % alternatives)


def _stem(form: str) -> str:
    return re.escape(form.removesuffix(STEM)) + (r"\w*" if form.endswith(STEM) else "")


def _forms(table: dict[str, Any], language: str) -> dict[str, list[Form]]:
    """Give every form with the triggers that it may tell of, in the order of the table."""
    irregular = table.get("irregular", {})
    found: dict[str, list[Form]] = {}
    for row in table["trigger"]:
        trigger = _trigger(row)
        for noun in row.get("nouns", ()):
            name, _colon, verb = noun.partition(":")
            made = _verbs([verb], irregular, language)[0] if verb else VerbForm("", "", "")
            form = Form(trigger, noun=True, base=made.base, past=made.past)
            found.setdefault(name.lower(), []).append(form)
        for one in _verbs(row.get("verbs", ()), irregular, language):
            form = Form(trigger, bare=one.form == one.base, base=one.base, past=one.past)
            found.setdefault(one.form.lower(), []).append(form)
    return found


def _verbs(
    verbs: Iterable[str], irregular: dict[str, list[str]], language: str
) -> tuple[VerbForm, ...]:
    """Give the forms of verbs; only English ones are made, other tables list theirs whole."""
    if language == "en":
        return verb_forms(verbs, irregular)
    return tuple(VerbForm(verb, "", "") for verb in verbs)


def _trigger(row: dict[str, Any]) -> Trigger:
    return Trigger(
        type=EventType(row["type"]),
        subject=Role(row.get("subject", Role.PARTICIPANT)),
        object=Role(row.get("object", Role.PARTICIPANT)),
        base=row["base"],
        past=row["past"],
        tail=row.get("tail", ""),
        to=row.get("to", ""),
        noun=row.get("noun", "An event"),
        kind=row.get("kind", ""),
        themes=tuple(row.get("themes", ())),
        needs=_pattern(row["needs"]) if "needs" in row else None,
        never=_pattern(row["never"]) if "never" in row else None,
        status=Status(row["status"]) if "status" in row else None,
        alone=row.get("alone", False),
    )

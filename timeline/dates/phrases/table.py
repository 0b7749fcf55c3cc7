"""Loads a language: its words and rules from one data file, its odd cases from a hook module."""

from __future__ import annotations

import importlib
import importlib.util
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from timeline.dates.phrases.compounds import COMPOUNDS
from timeline.dates.phrases.lexer import NUMBER_LEFT, Alphabet, Lexer, Values
from timeline.dates.phrases.makers import MAKERS, Maker
from timeline.dates.phrases.pattern import BadTable, Compiler, Rule, literal_category, literals

KINDS = ("NUM", "DATE", "SPAN", "LEN", "TIME", "REF", "SET", "NONE")
_BESIDE = ("after", "not_after", "before", "not_before")
_TEXT = ("not_ahead", "not_behind", "behind")
_OWN = frozenset(("name", "level", "match", "make", "kind", "style", *_BESIDE, *_TEXT))


@dataclass(frozen=True, slots=True)
class Level:
    """The rules of one step of the cascade, found by the sign they can begin with."""

    rules: tuple[Rule, ...]
    by_first: dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]
    begins: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Table:
    """All that is known of a language, ready to read texts."""

    language: str
    alphabet: Alphabet
    lexer: Lexer
    levels: tuple[Level, ...]
    makers: dict[str, Maker]
    options: dict[str, object]
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    stories: frozenset[str]
    ahead: frozenset[str]
    participle: int


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a table."""
    folder = resources.files("timeline.dates.phrases").joinpath("languages")
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml")))


def forms(pattern: str) -> list[str]:
    """Expand 'monat(s|e|en)?' style shorthand: each group is one of its options, '?' none.

    Args:
        pattern: A word with groups in round brackets; `(s)?` and `(s|)` both mean 's or nothing'.
    """
    match = re.search(r"\(([^()]*)\)(\??)", pattern)
    if not match:
        return [pattern.lower()]
    options = match[1].split("|") + ([""] if match[2] else [])
    return [
        form
        for option in dict.fromkeys(options)
        for form in forms(pattern[: match.start()] + option + pattern[match.end() :])
    ]


def _section(data: dict[str, object], name: str) -> dict[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, dict):
        raise BadTable(f"[{name}] is no section")
    return found


def _lexicon(data: dict[str, object]) -> dict[str, Values]:
    words: dict[str, Values] = {}
    for category, entries in _section(data, "words").items():
        named = {None: entries} if isinstance(entries, list) else entries
        for value, patterns in named.items():
            for pattern in patterns:
                for form in forms(pattern):
                    words.setdefault(form, {})[category] = form if value is None else value
    return words


def _expand(pattern: str, classes: dict[str, str]) -> str:
    """Put a class's categories where its name stands."""
    return re.sub(r"\b[A-Z][A-Z0-9_]*\b", lambda found: classes.get(found[0], found[0]), pattern)


def _rules(data: dict[str, object]) -> list[Rule]:
    found: list[Rule] = []
    entries, classes = data.get("rule", []), _section(data, "classes")
    if not isinstance(entries, list):
        raise BadTable("rules are written as [[rule]]")
    for number, entry in enumerate(entries):
        missing = {"name", "match", "make"} - set(entry)
        if missing:
            raise BadTable(f"rule {number + 1} lacks {', '.join(sorted(missing))}")
        patterns = entry["match"] if isinstance(entry["match"], list) else [entry["match"]]
        patterns = [_expand(pattern, classes) for pattern in patterns]
        const = {key: value for key, value in entry.items() if key not in _OWN}
        found.extend(
            Rule(
                name=entry["name"],
                level=int(entry.get("level", 2)),
                pattern=pattern,
                make=entry["make"],
                kind=entry.get("kind", ""),
                const=const,
                after=_expand(entry.get("after", ""), classes),
                not_after=_expand(entry.get("not_after", ""), classes),
                before=_expand(entry.get("before", ""), classes),
                not_before=_expand(entry.get("not_before", ""), classes),
                not_ahead=_regex(entry, "not_ahead"),
                not_behind=_regex(entry, "not_behind"),
                behind=_regex(entry, "behind"),
            )
            for pattern in patterns
        )
    return found


def _regex(entry: dict[str, str], key: str) -> re.Pattern[str] | None:
    return re.compile(entry[key]) if key in entry else None


def _extra(data: dict[str, object], hook: object) -> list[tuple[str, str, Callable[[str], object]]]:
    shapes, options = _section(data, "shapes"), _section(data, "options")
    right = str(options.get("right", r"(?!\w)"))
    guard = str(options.get("number_left", NUMBER_LEFT))
    extra: list[tuple[str, str, Callable[[str], object]]] = [
        (category, f"{guard}(?:{regex}){right}", str)
        for category, regexes in shapes.items()
        for regex in (regexes if isinstance(regexes, list) else [regexes])
    ]
    return [*getattr(hook, "SHAPES", ()), *extra]


def _levels(rules: list[Rule], compiler: Compiler) -> tuple[Level, ...]:
    made = []
    for step in sorted({rule.level for rule in rules}):
        chosen = tuple(compiler.compile(rule) for rule in rules if rule.level == step)
        by_first: dict[str, list[Rule]] = {}
        for rule in chosen:
            for sign in compiler.first(rule):
                by_first.setdefault(sign, []).append(rule)
        begins = re.compile("[" + re.escape("".join(sorted(by_first))) + "]")
        known = {sign: (compiler.any_of(some), tuple(some)) for sign, some in by_first.items()}
        made.append(Level(chosen, known, begins))
    return tuple(made)


@lru_cache(maxsize=32)
def table(language: str) -> Table:
    """Return the compiled table of a language.

    Args:
        language: A code such as 'en' or 'zh-Hant'; see `languages()`.

    Raises:
        BadTable: When the table is malformed.
        KeyError: When there is no table for the language.
    """
    folder = resources.files("timeline.dates.phrases").joinpath("languages")
    language = language.lower().replace("_", "-").partition("-")[0]
    file = folder.joinpath(f"{language}.toml")
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        raise KeyError(language)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    name = f"timeline.dates.phrases.languages.{language}"
    hook = importlib.import_module(name) if importlib.util.find_spec(name) else None
    rules = _rules(data)
    macros = {str(k): str(v) for k, v in data.get("macros", {}).items()}
    alphabet, options = Alphabet(), dict(data.get("options", {}))
    words = _words(data, rules, macros)
    for kind in (*KINDS, *(rule.kind for rule in rules if rule.kind)):
        alphabet.sign((kind,))
    capital = frozenset(form for pattern in data.get("capital", []) for form in forms(pattern))
    lexer = Lexer(words, capital, tuple(_extra(data, hook)), alphabet, **_edges(options))
    tense = data.get("tense", {})
    return Table(
        language,
        alphabet,
        lexer,
        _levels(rules, Compiler(alphabet, macros)),
        {**MAKERS, **COMPOUNDS, **getattr(hook, "MAKERS", {})},
        options,
        _cues(tense.get("future")),
        _cues(tense.get("past")),
        frozenset(r["name"] for r in data.get("rule", []) if r.get("style") == "narrative"),
        frozenset(r["name"] for r in data.get("rule", []) if r.get("future")),
        int(tense.get("participle", 30)),
    )


def _edges(options: dict[str, object]) -> dict[str, str]:
    """Say what must stand before and after a word, and before a number."""
    usual = {"left": r"(?<!\w)", "right": r"(?!\w)", "number_left": NUMBER_LEFT}
    return {name: str(options.get(name, pattern)) for name, pattern in usual.items()}


def _words(data: dict[str, object], rules: list[Rule], macros: dict[str, str]) -> dict[str, Values]:
    """Gather the words of a table, and those that stand in its patterns as they are."""
    words = _lexicon(data)
    beside = [getattr(rule, key) for rule in rules for key in _BESIDE]
    for pattern in [rule.pattern for rule in rules] + list(macros.values()) + beside:
        for word in literals(pattern.replace("|", " ")):
            words.setdefault(word.lower(), {})[literal_category(word)] = word.lower()
    return words


def _cues(words: list[str] | None) -> re.Pattern[str] | None:
    """Join the cues of a tense; what begins at a word's edge is looked for only there."""
    if not words:
        return None
    edge = [word.removeprefix(r"\b") for word in words if word.startswith(r"\b")]
    rest = [word for word in words if not word.startswith(r"\b")]
    if edge:
        rest.append(r"\b(?:" + "|".join(edge) + ")")
    return re.compile("|".join(rest), re.IGNORECASE)

"""Turns a rule's pattern, written in category names, into a regular expression over signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from timeline.dates.phrases import tree
from timeline.dates.phrases.lexer import Alphabet, Token

_ITEM = re.compile(r"\(|\)[?*+]?|\||(?:(?P<role>[a-z_0-9]+)=)?(?P<cats>[^\s()]+)")
_CATEGORY = re.compile(r"[A-Z][A-Z0-9_]*$")


class BadTable(ValueError):
    """A language table says something that the engine cannot follow."""


@dataclass(slots=True)
class Rule:
    """One line of a grammar: what it looks like, what it makes, where it may stand."""

    name: str
    level: int
    pattern: str
    make: str
    kind: str
    const: dict[str, object]
    after: str = ""
    not_after: str = ""
    before: str = ""
    not_before: str = ""
    not_ahead: re.Pattern[str] | None = None
    not_behind: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    regex: re.Pattern[str] | None = None
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)


def literals(pattern: str) -> set[str]:
    """Return the plain words that a pattern uses, which the lexicon must then know."""
    found = set()
    for match in _ITEM.finditer(pattern):
        for cat in (match["cats"] or "").rstrip("?*+").split("|"):
            if cat and not _CATEGORY.match(cat):
                found.add(cat)
    return found


def literal_category(word: str) -> str:
    """Return the category that holds one plain word only."""
    return f"={word.lower()}"


class Compiler:
    """Compiles rules against one alphabet and one set of macros."""

    def __init__(self, alphabet: Alphabet, macros: dict[str, str]) -> None:
        self._alphabet = alphabet
        self._macros = macros
        self._everything = "".join(alphabet.signs.values())

    def compile(self, rule: Rule) -> Rule:
        """Fill in a rule's regular expression and roles.

        Raises:
            BadTable: When the pattern is malformed or can match nothing.
        """
        roles: dict[str, tuple[str, ...]] = {}
        body = self._body(rule.pattern, roles, 0)
        text = self._beside(rule.after, "(?<=") + self._beside(rule.not_after, "(?<!")
        text += body + self._beside(rule.before, "(?=") + self._beside(rule.not_before, "(?!")
        try:
            rule.regex = re.compile(text)
        except re.error as error:
            raise BadTable(f"rule {rule.name!r}: pattern {rule.pattern!r}: {error}") from error
        rule.roles = roles
        return rule

    def any_of(self, rules: list[Rule]) -> re.Pattern[str]:
        """Return one expression that tells whether any of the rules can match at a place."""
        texts = (re.sub(r"\(\?P<\w+>", "(?:", rule.regex.pattern) for rule in rules if rule.regex)
        return re.compile("|".join(texts))

    def first(self, rule: Rule) -> set[str]:
        """Return the signs with which a rule's match can begin."""
        probe = re.compile(self._opening(rule.pattern))
        return {sign for sign in self._everything if probe.match(sign)}

    def _opening(self, pattern: str) -> str:
        """Return a class of signs that may stand first, found without optional items."""
        signs: list[str] = []
        self._collect(pattern, signs)
        return "[" + re.escape("".join(signs)) + "]"

    def _collect(self, pattern: str, signs: list[str]) -> None:
        depth, skipping = 0, False
        stack: list[bool] = []
        for match in _ITEM.finditer(pattern):
            item = match[0]
            if item == "(":
                stack.append(skipping)
                depth += 1
            elif item == "|":
                skipping = stack[-1] if stack else False
            elif item[0] == ")":
                before = stack.pop()
                skipping = before or (skipping and not item.endswith(("?", "*")))
            elif not skipping:
                cats = match["cats"]
                if cats.rstrip("?*+") in self._macros:
                    self._collect(self._macros[cats.rstrip("?*+")], signs)
                else:
                    signs.append(self._signs(cats.rstrip("?*+")))
                if not cats.endswith(("?", "*")):
                    skipping = True

    def _body(self, pattern: str, roles: dict[str, tuple[str, ...]], depth: int) -> str:
        if depth > 8:
            raise BadTable(f"macros go round in a circle: {pattern!r}")
        out: list[str] = []
        for match in _ITEM.finditer(pattern):
            item = match[0]
            if item == "(":
                out.append("(?:")
            elif item[0] == ")" or item == "|":
                out.append(item)
            else:
                out.append(self._item(match["role"], match["cats"], roles, depth))
        return "".join(out)

    def _item(
        self, role: str | None, cats: str, roles: dict[str, tuple[str, ...]], depth: int
    ) -> str:
        mark = cats[-1] if len(cats) > 1 and cats[-1] in "?*+" else ""
        names = cats[: len(cats) - len(mark)]
        if names in self._macros:
            inner = "(?:" + self._body(self._macros[names], roles, depth + 1) + ")"
        else:
            inner = "[" + re.escape(self._signs(names)) + "]"
            if role:
                group = f"{role}__{len(roles)}"
                roles[group] = tuple(names.split("|"))
                inner = f"(?P<{group}>{inner})"
        return inner + mark

    def _signs(self, names: str) -> str:
        signs = "".join(
            self._alphabet.having(name if _CATEGORY.match(name) else literal_category(name))
            for name in names.split("|")
        )
        if not signs:
            raise BadTable(f"nothing is known under {names!r}")
        return signs

    def _beside(self, names: str, opening: str) -> str:
        if not names:
            return ""
        wanted = [n for n in names.split("|") if n not in ("GAP", "EDGE")]
        signs = self._signs("|".join(wanted)) if wanted else ""
        if "GAP" in names.split("|"):
            signs += "\uf8ff"
        beside = f"{opening}[{re.escape(signs)}])"
        return f"(?:^|{beside})" if "EDGE" in names.split("|") else beside


@dataclass(slots=True)
class Match:
    """What a maker is given: the tokens by role, and the rule's constants."""

    rule: Rule
    tokens: dict[str, Token]
    wanted: dict[str, tuple[str, ...]]

    def has(self, role: str) -> bool:
        """Tell whether an optional role was filled, by the text or by the rule."""
        return role in self.tokens or role in self.rule.const

    def value(self, role: str) -> object:
        """Return what a role stands for: the lexicon's value, or the rule's constant."""
        token = self.tokens.get(role)
        if token is None:
            return self.rule.const.get(role)
        for category in self.wanted[role]:
            if category in token.values:
                return token.values[category]
            if (plain := literal_category(category)) in token.values:
                return token.values[plain]
        return None

    def node(self, role: str) -> tree.Node | None:
        """Return the tree that a role stands for, None where it has none."""
        found = self.value(role)
        return found if isinstance(found, tree.Node) else None

    def text(self, role: str) -> str:
        """Return a role's value as text, empty when it is not there."""
        found = self.value(role)
        return "" if found is None else str(found)

    def number(self, role: str) -> int | None:
        """Return a role's value as a whole number, None when it is not there."""
        found = re.search(r"-?\d+", self.text(role))
        return int(found[0]) if found else None

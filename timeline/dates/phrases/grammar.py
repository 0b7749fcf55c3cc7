"""Reduces a text's tokens step by step to the dates, lengths and references in it."""

from __future__ import annotations

from timeline.dates.phrases.lexer import Token
from timeline.dates.phrases.pattern import Match, Rule
from timeline.dates.phrases.table import Level, Table

_BEHIND = 30


def read(text: str, table: Table) -> list[Token]:
    """Return the expressions of a text as tokens that carry a tree, in order.

    Each level of the table is applied once, leftmost first and longest first; what a
    level has reduced is one token for the next.
    """
    tokens = table.lexer.tokens(text)
    for level in table.levels:
        tokens = _step(text, tokens, level, table)
    return [token for token in tokens if token.rule and token.values]


def _step(text: str, tokens: list[Token], level: Level, table: Table) -> list[Token]:
    signs = "".join(token.sign for token in tokens)
    out: list[Token] = []
    done = 0
    position = level.begins.search(signs)
    while position is not None:
        at = position.start()
        made = _best(text, signs, at, tokens, level, table)
        if made is None:
            position = level.begins.search(signs, at + 1)
            continue
        out.extend(tokens[done:at])
        out.append(made[0])
        done = made[1]
        position = level.begins.search(signs, done)
    out.extend(tokens[done:])
    return out


def _best(
    text: str, signs: str, at: int, tokens: list[Token], level: Level, table: Table
) -> tuple[Token, int] | None:
    possible, rules = level.by_first[signs[at]]
    if possible.match(signs, at) is None:
        return None
    matches = [
        (match.end(), -index, rule, match)
        for index, rule in enumerate(rules)
        if rule.regex is not None and (match := rule.regex.match(signs, at)) and match.end() > at
    ]
    matches.sort(key=lambda found: found[:2], reverse=True)
    for end, _, rule, match in matches:
        if not _allowed(rule, text, tokens[at].start, tokens[end - 1].end):
            continue
        filled: dict[str, Token] = {}
        wanted: dict[str, tuple[str, ...]] = {}
        for group, categories in rule.roles.items():
            if (place := match.start(group)) >= 0:
                role = group.partition("__")[0]
                filled[role], wanted[role] = tokens[place], categories
        node = table.makers[rule.make](Match(rule, filled, wanted))
        if node is not None:
            return _token(rule, node, tokens[at:end], filled, table), end
    return None


def _allowed(rule: Rule, text: str, start: int, end: int) -> bool:
    """Tell whether the text round a match is not what the rule forbids."""
    if rule.not_ahead is not None and rule.not_ahead.match(text, end):
        return False
    if rule.behind is None and rule.not_behind is None:
        return True
    before = text[max(0, start - _BEHIND) : start]
    if rule.behind is not None and not rule.behind.search(before):
        return False
    return rule.not_behind is None or not rule.not_behind.search(before)


def _token(
    rule: Rule, node: object, taken: list[Token], filled: dict[str, Token], table: Table
) -> Token:
    kind = rule.kind or "DATE"
    parts: tuple[Token, ...] = ()
    if rule.make in ("range", "open"):
        ends = [filled[role] for role in ("x", "y") if role in filled]
        parts = tuple(part for end in ends for part in (end.parts or (end,)))
    elif rule.make == "short range":
        parts = _ends(filled)
    return Token(
        taken[0].start, taken[-1].end, table.alphabet.sign((kind,)), {kind: node}, rule.name, parts
    )


_SECOND = frozenset(("d2", "m2", "y2", "n2", "p2"))


def _ends(filled: dict[str, Token]) -> tuple[Token, ...]:
    """Return the two printed ends of a short range: '8' and '9 September 2012'."""
    second = [token.start for role, token in filled.items() if role in _SECOND]
    if not second:
        return ()
    pivot = min(second)
    before = [token for token in filled.values() if token.start < pivot]
    after = [token for token in filled.values() if token.start >= pivot]
    return tuple(
        Token(min(t.start for t in end), max(t.end for t in end), "", {})
        for end in (before, after)
        if end
    )

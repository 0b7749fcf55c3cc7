"""Reduces a text's tokens step by step to the dates, lengths and references in it."""

from __future__ import annotations

from timeline.dates.phrases.lexer import Token
from timeline.dates.phrases.pattern import Match, Rule
from timeline.dates.phrases.table import Level, Table


def read(text: str, table: Table) -> list[Token]:
    """Return the expressions of a text as tokens that carry a tree, in order.

    Each level of the table is applied once, leftmost first and longest first; what a
    level has reduced is one token for the next.
    """
    tokens = table.lexer.tokens(text)
    for level in table.levels:
        tokens = _step(tokens, level, table)
    return [token for token in tokens if token.rule and token.values]


def _step(tokens: list[Token], level: Level, table: Table) -> list[Token]:
    signs = "".join(token.sign for token in tokens)
    out: list[Token] = []
    done = 0
    position = level.begins.search(signs)
    while position is not None:
        at = position.start()
        made = _best(signs, at, tokens, level, table)
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
    signs: str, at: int, tokens: list[Token], level: Level, table: Table
) -> tuple[Token, int] | None:
    matches = [
        (match.end(), -index, rule, match)
        for index, rule in enumerate(level.by_first.get(signs[at], ()))
        if rule.regex is not None
        and (match := rule.regex.match(signs, at))
        and match.end() > at
    ]
    matches.sort(key=lambda found: found[:2], reverse=True)
    for end, _, rule, match in matches:
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


def _token(
    rule: Rule, node: object, taken: list[Token], filled: dict[str, Token], table: Table
) -> Token:
    kind = rule.kind or "DATE"
    parts = tuple(
        part
        for token in filled.values()
        if token.rule
        for part in ((token,) if not token.parts else token.parts)
    )
    name = rule.name if not rule.name.startswith("=") else parts[0].rule
    return Token(
        taken[0].start, taken[-1].end, table.alphabet.sign((kind,)),
        {kind: node}, name, parts if rule.make in ("range", "open") else (),
    )

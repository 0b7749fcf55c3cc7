"""Tells a story from news, and what in a story moves it on, by the expressions of a text."""

from __future__ import annotations

from timeline.dates.days import ymd
from timeline.dates.phrases import tree
from timeline.dates.phrases.lexer import Token


def _years_of(node: object) -> list[int]:
    if isinstance(node, tree.Point):
        return [node.year] if node.year is not None and not node.short else []
    if isinstance(node, tree.Range):
        return _years_of(node.first) + _years_of(node.last)
    inner = getattr(node, "node", None) or getattr(node, "anchor", None)
    return _years_of(inner) if inner is not None else []


def tells_a_story(tokens: list[Token], published: int | None) -> bool:
    """Tell whether most years that a text names lie well before its publication."""
    nodes = [node for token in tokens for node in token.values.values()]
    years = [year for node in nodes for year in _years_of(node)]
    if published is None:
        return bool(years)
    here = ymd(published)[0]
    old = sum(year < here - 1 for year in years)
    leaning = sum(_leans_on_publication(node) for node in nodes)
    return len(years) >= _STORY_YEARS and old >= len(years) // 2 and len(years) > 5 * leaning


_STORY_YEARS = 4


def looks_back(node: object) -> bool:
    """Tell whether an expression points behind the story, which then goes on where it was."""
    if isinstance(node, (tree.Unit, tree.Shifted)):
        return node.shift < 0
    if isinstance(node, tree.Offset):
        return node.sign < 0
    inner = getattr(node, "node", None)
    return inner is not None and looks_back(inner)


def _leans_on_publication(node: object) -> bool:
    """Tell whether an expression is of the kind that news counts from its own day."""
    if isinstance(node, (tree.Unit, tree.Shifted, tree.Offset)):
        return not node.told and getattr(node, "anchor", None) is None
    if isinstance(node, tree.Point):
        return node.weekday is not None and node.month is None
    inner = getattr(node, "node", None)
    return inner is not None and _leans_on_publication(inner)


def with_era(node: object) -> bool:
    """Tell whether a date was printed as one before our era, as bare years behind it will be."""
    inner = getattr(node, "node", None)
    if inner is not None:
        return with_era(inner)
    if isinstance(node, tree.Range):
        return with_era(node.last)
    return isinstance(node, tree.Point) and node.era and (node.year or 1) < 1

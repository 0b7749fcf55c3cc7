"""Reads dates of languages without a table of their own, through dateparser's locales."""

from __future__ import annotations

from timeline.dates.phrases.values import Found


def find_elsewhere(
    text: str, published: tuple[int | None, int | None], language: str
) -> tuple[Found, ...]:
    """Find dates in a text of a language that has no table."""
    return ()

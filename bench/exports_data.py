"""Makes up the events and citations that the benches of exports write."""

from __future__ import annotations

from typing import Any

from timeline import shapes
from timeline.terms import About, EventType, State


def citation(number: int, day: str, csl: dict[str, Any], locator: str) -> shapes.Citation:
    """Cite a source of a number for a date."""
    described = {
        "type": "article-newspaper",
        "author": [{"family": "Writer", "given": "A."}],
        "container-title": "The Daily Paper",
        "issued": {"edtf": day},
        "URL": f"https://paper.example/{number}",
    } | csl
    claim = shapes.Claim(about=About.DATE, as_printed="on that day", edtf=day)
    source = shapes.SourceIn(slug=f"paper-{number}", csl=described)
    return shapes.Citation(source=source, locator=locator, claims=(claim,))


def event(number: int, date: shapes.Date, citations: tuple[shapes.Citation, ...]) -> shapes.Event:
    """Make up an event that nobody takes part in."""
    return shapes.Event(
        id=number + 1,
        slug=f"event-{number}",
        title=f"Ministers met for the {number}th time",
        summary="They agreed to go on with the talks, and signed a memorandum on gas.",
        type=EventType.CONSULT,
        state=State.ACCEPTED,
        date=date,
        citations=citations,
    )

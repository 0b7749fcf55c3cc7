"""Tell whether sources disagree about an event."""

from collections.abc import Sequence

from timeline.dates import Span
from timeline.dates.order import agree
from timeline.store.rows import CitationRow
from timeline.terms import About, Stance


def is_disputed(span: Span, cited: Sequence[CitationRow]) -> bool:
    """Tell whether sources disagree: one disputes the event, or dates cannot all be true.

    A printed date disagrees if it shares no day with the ruling or with another printed date.
    """
    dates: list[Span] = []
    for citation in cited:
        if citation.stance is Stance.DISPUTES:
            return True
        for claim in citation.claims:
            if claim.span is not None and claim.stated.about is About.DATE:
                dates.append(claim.span)  # noqa: PERF401 - most events have none
    return bool(dates) and not agree((span, *dates))

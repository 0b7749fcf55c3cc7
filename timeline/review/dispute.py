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
    if any(citation.stance is Stance.DISPUTES for citation in cited):
        return True
    stated = [
        claim.span
        for citation in cited
        for claim in citation.claims
        if claim.about is About.DATE and claim.span is not None
    ]
    return bool(stated) and not agree((span, *stated))

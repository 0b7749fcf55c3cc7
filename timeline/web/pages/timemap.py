"""List the days on which a chronology stood differently, for archives and their readers."""

from flask import Response
from sqlalchemy.orm import Session

from timeline.chronology.since import days_of_change
from timeline.web.memento import address_of, http_date
from timeline.web.pages.asked import asked_filter
from timeline.web.pages.door import blueprint
from timeline.web.public import public_address
from timeline.web.session import session

MOST = 1000


@blueprint.get("/timemap")
def timemap() -> Response:
    """Give the days, the newest thousand, as links (RFC 7089, section 5; RFC 6690)."""
    asked_filter()
    original = address_of("/events", without=("as_of",))
    lines = [
        f'<{original}>; rel="original"',
        f'<{public_address()}>; rel="self"; type="application/link-format"',
        *_mementos(session(), original),
    ]
    return Response(",\n".join(lines) + "\n", mimetype="application/link-format")


def _mementos(reading: Session, original: str) -> list[str]:
    sign = "&" if "?" in original else "?"
    return [
        f'<{original}{sign}as_of={day}>; rel="memento"; datetime="{http_date(day + "T23:59:59Z")}"'
        for day in days_of_change(reading, MOST)
    ]

"""Say who does something at the desk, when and why; every verb takes one and writes it down."""

from dataclasses import dataclass
from datetime import UTC, datetime


class Refused(ValueError):
    """What the desk does not do; the message says why, and what would be possible."""


def now() -> str:
    """Give the time as revisions keep it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@dataclass(frozen=True, slots=True)
class Act:
    """Who, when, why, and in which batch; `at` is ISO 8601, UTC."""

    editor: str
    at: str
    reason: str = ""
    batch_id: int | None = None

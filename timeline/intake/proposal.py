"""Carry an event that a document puts forward, with where it stood and what it is called there."""

from typing import TypeAlias

import msgspec

from timeline import shapes
from timeline.intake.reference import Reference
from timeline.intake.table import Refusal


class Proposal(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event as proposed.

    Attributes:
        line: Where it stood in its file; 1 is the first line.
        event: The event; derived fields say nothing.
        key: Scheme and value of its name in the data it comes from, by which it is known again:
            `("gdelt", "716300000")`. None where only its slug or id can tell.
    """

    line: int
    event: shapes.Event
    key: tuple[str, str] | None = None


Item: TypeAlias = Reference | Proposal | Refusal
"""What a reader of imports gives, one after the other: a record must come before what names it."""

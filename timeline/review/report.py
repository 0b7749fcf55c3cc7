"""Say how an import is to be done, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.intake.table import Refusal

KEPT = 10_000
"""How many refused rows are kept with their reasons; the others are counted."""


@dataclass(slots=True)
class Report:
    """What became of an import."""

    batch_id: int | None = None
    records: int = 0
    """Reference records entered or changed."""
    refreshed: int = 0
    """Events that show something else because a record has changed."""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    """The first `KEPT` of them, in the order of their refusal."""
    tell: Callable[[Refusal], None] | None = None
    """Who is told of each of them, however many there are."""

    def refuse(self, refusal: Refusal) -> None:
        """Count a refused row, keep it if it is one of the first, and tell of it."""
        self.refused += 1
        if len(self.refusals) < KEPT:
            self.refusals.append(refusal)
        if self.tell is not None:
            self.tell(refusal)

    def add(self, other: "Report") -> None:
        """Add what became of another part of the same import."""
        for name in ("records", "refreshed", "created", "updated", "unchanged", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.refusals += other.refusals[: KEPT - len(self.refusals)]
        self.batch_id = other.batch_id or self.batch_id

    @property
    def changed(self) -> bool:
        """Whether the import did anything at all."""
        return bool(self.records or self.created or self.updated)

    def summary(self) -> str:
        """Say it in one line."""
        records = f", {self.records} records beside them" if self.records else ""
        if self.refreshed:
            records += f", {self.refreshed} other events brought in line with them"
        return (
            f"{self.created} events entered, {self.updated} brought up to date, "
            f"{self.unchanged} already known, {self.refused} rows refused{records}"
        )


@dataclass(frozen=True, slots=True)
class Manner:
    """How an import is done.

    `accept` enters proposals as accepted at once; `strict` takes nothing if a single row is
    refused; `overwrite` lets the records that come with events, actors to sources, change those
    already known.
    """

    name: str
    format: str
    fingerprint: str
    editor: str
    accept: bool = False
    strict: bool = False
    overwrite: bool = True

"""Take an import in as one batch: one transaction, every row accounted for, twice is nothing."""

import gc
from collections.abc import Callable, Iterable
from hashlib import sha256
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import update
from sqlalchemy.orm import Session

from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import Reference
from timeline.intake.table import Refusal
from timeline.review.act import Act, Refused, now
from timeline.review.known import Seen
from timeline.review.reference import References
from timeline.review.refresh import newest_records, refresh
from timeline.review.report import Manner, Report
from timeline.review.take import take
from timeline.store.bulk import insert_rows, ready_for_many
from timeline.store.directory import Directory, load_directory
from timeline.store.loading import bring_back, is_nearly_empty, set_aside
from timeline.store.revisions import Batch
from timeline.store.sound import mended
from timeline.terms import State

__all__ = ["CHUNK", "Manner", "Report", "run_import"]

CHUNK = 5_000
"""How many events are entered at a time; links lead to events of the same chunk or of the store."""

CONTENTS = "contents"
"""The scheme of the keys of events that their file calls nothing."""

Progress = Callable[[int], None]


def run_import(
    session: Session,
    items: Iterable[Item],
    manner: Manner,
    progress: Progress | None = None,
    refusing: Callable[[Refusal], None] | None = None,
) -> Report:
    """Enter everything that an import brings, in the transaction of the session.

    Args:
        session: A writing session; the caller commits, or rolls back after a trial.
        items: What is read, one after the other; memory holds one chunk of events.
        manner: How it is done.
        progress: Called with the number of events done so far.
        refusing: Called with each refused row; the report keeps but the first of many.

    Raises:
        Refused: If `strict` and any row is refused; nothing must be committed then.
    """
    batch = _begun(session, manner)
    act = Act(editor=manner.editor, at=batch.started, batch_id=batch.id)
    report = Report(tell=refusing)
    desk = _Desk(session, manner, act, report)
    desk.progress = progress
    ready_for_many(session)
    with _Unhurried():
        for item in items:
            desk.add(item)
        desk.finish()
    if manner.strict and report.refused:
        raise Refused(f"{report.refused} rows refused; first: {report.refusals[0]}")
    _close(session, batch, report)
    return report


def _begun(session: Session, manner: Manner) -> Batch:
    batch = Batch(
        name=mended(manner.name),
        format=manner.format,
        fingerprint=manner.fingerprint,
        started=now(),
        editor=manner.editor,
    )
    session.add(batch)
    session.flush()  # the revisions need its id
    return batch


class _Unhurried:
    """Holds the search for cyclic garbage off: over many small values it takes half of all time.

    What an import makes goes by reference counts; the few cycles left are looked for after each
    chunk, among what is new since the beginning.
    """

    def __enter__(self) -> Self:
        self._was = gc.isenabled()
        gc.disable()
        gc.freeze()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        gc.unfreeze()
        if self._was:
            gc.enable()


class _Desk:
    """The state of one import: records and events wait here until there is a chunk of them."""

    progress: Progress | None = None

    def __init__(self, session: Session, manner: Manner, act: Act, report: Report) -> None:
        self.session, self.manner, self.act = session, manner, act
        self.report = report
        self._records: list[Reference] = []
        self._proposals: list[Proposal] = []
        self._directory: Directory | None = None
        self._references: References | None = None
        self._seen = Seen()
        self._aside: tuple[str, ...] | None = None
        self._done = 0

    def add(self, item: Item) -> None:
        """Keep an item; enter the chunk when it is full."""
        if isinstance(item, Refusal):
            self.report.refuse(item)
        elif isinstance(item, Proposal):
            self._proposals.append(_keyed(item))
            if len(self._proposals) >= CHUNK:
                self._make_room()
                self.enter()
        else:
            self._records.append(item)

    def finish(self) -> None:
        """Enter what still waits, and bring back what was set aside for a large load."""
        self.enter()
        bring_back(self.session, self._aside or ())

    def _make_room(self) -> None:
        """Set indexes aside where many events come into a store that has next to none."""
        if self._aside is None:
            first = is_nearly_empty(self.session)
            self._aside = set_aside(self.session) if first else ()

    def enter(self) -> None:
        """Enter what waits: records first, then the events that may name them."""
        if self._records:
            self._enter_records()
        if not self._proposals:
            return
        if self._directory is None:
            self._directory = load_directory(self.session)
        proposals = self._proposals
        self._directory.know_sources(
            {cited.source.slug for one in proposals for cited in one.event.citations}
        )
        if self.manner.accept:
            proposals = [_accepted(one) for one in proposals]
        taken = take(self.session, self._directory, proposals, self.act, seen=self._seen)
        self.report.created += len(taken.created)
        self.report.updated += len(taken.updated)
        self.report.unchanged += len(taken.unchanged)
        for position, reason in taken.refused:
            self.report.refuse(Refusal(self.manner.name, proposals[position].line, reason))
        self._done += len(proposals)
        self._proposals = []
        del proposals, taken
        gc.collect(0)
        if self.progress is not None:
            self.progress(self._done)

    def _enter_records(self) -> None:
        if self._references is None:
            self._references = References(self.session, overwrite=self.manner.overwrite)
        before = newest_records(self.session)
        self._references.enter(self._records)
        outcome = self._references.close(self.act)
        self.report.records += outcome.created + outcome.updated
        for position, reason in outcome.refused:
            kind = type(self._records[position]).__name__
            self.report.refuse(Refusal(kind, position + 1, reason))
        self._records = []
        if outcome.updated or self._directory is None:
            self._directory = load_directory(self.session)
        else:
            self._directory.grow()
        touched = self._references.touched().up_to(before)
        self.report.refreshed += refresh(self.session, self._directory, self.act, touched)


def _accepted(proposal: Proposal) -> Proposal:
    if proposal.event.state is State.ACCEPTED:
        return proposal
    event = msgspec.structs.replace(proposal.event, state=State.ACCEPTED)
    return Proposal(proposal.line, event, proposal.key)


def _keyed(proposal: Proposal) -> Proposal:
    """Give a proposal without slug, id and key one of its contents, so that it is known again."""
    event = proposal.event
    if proposal.key or event.slug or event.id is not None:
        return proposal
    sources = [citation.source.slug for citation in event.citations]
    contents = repr((event.title, event.date.edtf, event.type.value, sources))
    digest = sha256(contents.encode("utf-8", "backslashreplace")).hexdigest()
    return Proposal(proposal.line, event, (CONTENTS, digest))


def _close(session: Session, batch: Batch, report: Report) -> None:
    """Write down how the batch went; one that changed nothing leaves no trace."""
    if not report.changed:
        session.delete(batch)
        session.flush()
        return
    report.batch_id = batch.id
    counts = {
        "records": report.records,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": report.refused,
    }
    session.execute(
        update(Batch)
        .where(Batch.id == batch.id)
        .values(state="done", finished=now(), counts=counts)
    )
    rows = [
        (batch.id, number, mended(str(one)), mended(one.raw))
        for number, one in enumerate(report.refusals, start=1)
    ]
    insert_rows(session, "batch_reject", ("batch_id", "line", "reason", "raw"), rows)

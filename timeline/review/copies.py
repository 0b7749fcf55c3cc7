"""Find out which source repeats which, so that copies of one report count as one origin."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from timeline.dates import Span
from timeline.intake.articles.sketch import Sketch, read_sketch, share
from timeline.review.act import Act, Refused
from timeline.review.ledger import Ledger, Outcome
from timeline.review.match import Unknown
from timeline.review.refresh import Touched, refresh
from timeline.store.directory import Directory
from timeline.store.sources import Source
from timeline.terms import Verb

DAYS = 10
"""How many days apart a report and what repeats it are looked for."""
SUGGESTED, COPIED, NEARLY = 0.3, 0.5, 0.8
"""From which share of the shorter text on a source may repeat another; does so where one of them
bears the dateline of an agency; does so in any case."""
SAID = "Repeats "
"""How the note begins that says why a source counts as a copy."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sources of which one may repeat the other.

    Attributes:
        slug: The later one, which repeats.
        origin: The earlier one; of two of one day the one that was entered first.
        share: What share of the shorter text stands in both, 0 to 1; 1.0 for equal texts.
        reason: What speaks for it, in words.
        certain: Whether that is enough to say so without an editor.
    """

    slug: str
    origin: str
    share: float
    reason: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """What a source says of its wording."""

    id: int
    slug: str
    digest: str
    published: Span | None
    parent: int | None
    sketch: Sketch | None
    agency: str


def find_copies(session: Session, slug: str) -> tuple[Copy, ...]:
    """Find the sources that one source may repeat, or that may repeat it; the likest first.

    Those are compared that print the very same text, and those within ten days of its publication
    whose text was read. What the desk has linked already is left out.
    """
    one = next(_told(session, Source.slug == slug), None)
    if one is None:
        return ()
    near = sorted(_near(session, one), key=_age)
    found = [copy for other in near if (copy := _compared(one, other))]
    return tuple(sorted(found, key=lambda copy: -copy.share))


def mark_copies(session: Session, directory: Directory, act: Act, slug: str) -> tuple[Copy, ...]:
    """Mark what certainly repeats another, for a source that was just entered.

    Each marking is a revision of the source, with the reason; `set_origin` takes it back.

    Returns:
        The copies that were marked.
    """
    marked: dict[str, Copy] = {}
    for copy in find_copies(session, slug):
        if copy.certain and copy.slug not in marked:
            why = replace(act, reason=f"{SAID}{copy.origin}: {copy.reason}")
            set_origin(session, directory, why, copy.slug, copy.origin)
            marked[copy.slug] = copy
    return tuple(marked.values())


def set_origin(
    session: Session, directory: Directory, act: Act, slug: str, origin: str | None
) -> None:
    """Say which source another one repeats, or that it repeats none.

    Args:
        session: A writing session.
        directory: The reference records.
        act: Who, when and why; the reason becomes the note of a source that has none.
        slug: The source that repeats.
        origin: What it repeats; None for nothing: then it is an origin of its own.

    Raises:
        Refused: If there is no such source, it is so already, or it would repeat itself.
    """
    ledger = Ledger(session, Source, "slug", Verb.AMEND, lazy=True)
    ledger.look_up([slug, *([origin] if origin else [])])
    row, parent = _row(ledger, slug, directory), None
    if origin is not None:
        parent = int(_row(ledger, origin, directory)["id"])
        if row["id"] in _line(session, parent):
            raise Refused(f"{origin!r} is {slug!r} itself or repeats it")
    if row["derived_from_id"] == parent:
        said = f"repeats {origin!r}" if origin else "repeats nothing"
        raise Refused(f"{slug!r} {said} already")
    note = "" if row["note"].startswith(SAID) else row["note"]
    values = {
        "slug": slug,
        "derived_from_id": parent,
        "note": note or (act.reason if origin else ""),
    }
    outcome = Outcome()
    ledger.put(values, outcome)
    ledger.close(act, outcome)
    refresh(session, directory, act, Touched(sources=frozenset({int(row["id"])})))


def _row(ledger: Ledger, slug: str, directory: Directory) -> dict[str, Any]:
    found = ledger.known.get((slug,))
    if found is None:
        raise Unknown(f"source {slug!r}", slug, directory.some_source_slugs())
    return found


def _line(session: Session, number: int | None) -> list[int]:
    """Follow a source to what it is derived from in the end."""
    line: list[int] = []
    while number is not None and number not in line:
        line.append(number)
        number = session.execute(
            select(Source.derived_from_id).where(Source.id == number)
        ).scalar_one_or_none()
    return line


def _near(session: Session, one: _Told) -> Iterator[_Told]:
    alike = [Source.fingerprint.startswith(one.digest, autoescape=True)] if one.digest else []
    if one.sketch and one.published and one.published.earliest and one.published.latest:
        low, high = one.published.earliest - DAYS, one.published.latest + DAYS
        begins = Source.__table__.c.published_begins_first
        alike.append(begins.between(low, high) & Source.fingerprint.contains(" "))
    if alike:
        yield from _told(session, or_(*alike) & (Source.id != one.id))


def _told(session: Session, where: Any) -> Iterator[_Told]:  # noqa: ANN401 - an SQL condition
    rows = session.execute(select(Source).where(where).order_by(Source.id)).scalars()
    for row in rows:
        digest, _blank, wording = row.fingerprint.partition(" ")
        agency = str((row.csl.get("custom") or {}).get("agency", ""))
        sketch = read_sketch(wording)
        yield _Told(row.id, row.slug, digest, row.published, row.derived_from_id, sketch, agency)


def _compared(one: _Told, other: _Told) -> Copy | None:
    early, late = sorted((one, other), key=_age)
    if late.parent is not None or early.parent == late.id:
        return None
    agency = one.agency or other.agency
    if one.digest and one.digest == other.digest:
        return Copy(late.slug, early.slug, 1.0, "the same text", certain=True)
    if one.sketch is None or other.sketch is None:
        return None
    found = share(one.sketch, other.sketch)
    if found < SUGGESTED:
        return None
    reason = f"about {found:.0%} of the shorter text stands in both"
    if agency:
        reason += f", and {agency} in the dateline"
    return Copy(
        late.slug, early.slug, found, reason, certain=found >= (COPIED if agency else NEARLY)
    )


def _age(one: _Told) -> tuple[int, int]:
    day = one.published.latest if one.published else None
    return (day if day is not None else 10**9, one.id)

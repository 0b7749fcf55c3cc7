"""Write a chronology as Markdown: dated entries under years and months, notes, sources."""

from collections.abc import Iterable, Iterator
from itertools import chain

from timeline import shapes
from timeline.dates.wording import words
from timeline.exports import entries
from timeline.exports.chunks import chunks
from timeline.exports.filing import Filed, file_under
from timeline.exports.head import Head
from timeline.exports.markdown_text import escape, rendered
from timeline.exports.notes import Notes
from timeline.terms import Order

MONTHS_FROM = 12
"""From how many events on a chronology has heads for months."""

KEY = (
    "A date is the day of the event, not of the report. A note number follows what its source"
    " supports; where sources differ, the entry says so and cites each side. “c.” marks an"
    " approximate date, “(uncertain)” a doubtful one; square brackets hold what the editors supply;"
    " † marks what one source alone tells. What has not happened for certain is named first:"
    " planned, claimed, threatened and the like."
)


def to_markdown(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a chronology (CommonMark with the notes of GFM) that can be read, printed and cited.

    Whatever a source says is shown as text: it cannot make a heading, a link or a tag.
    """
    notes = Notes()
    yield _opening(head)
    yield from chunks(_entries(events, head, notes))
    yield from chunks(_notes(notes))
    yield from chunks(_sources(notes))
    yield _colophon(head)


def _opening(head: Head) -> str:
    line = f"# {escape(head.title)}\n\n"
    if about := " · ".join(part for part in (escape(head.compiler), _stamp(head)) if part):
        line += f"{about}\n\n"
    scope = f"{escape(head.words)}: {_counted(head)}" if head.words else "One event"
    return line + f"**Scope.** {scope}. {KEY}\n"


def _counted(head: Head) -> str:
    noun = "event" if head.total == 1 else "events"
    if not head.possible:
        return f"{head.total} {noun}"
    return f"{head.total} {noun}, {head.certain} certainly and {head.possible} possibly in time"


def _stamp(head: Head) -> str:
    return f"data version {head.version}" if head.version else ""


def _entries(events: Iterable[shapes.Event], head: Head, notes: Notes) -> Iterator[str]:
    months = head.total >= MONTHS_FROM
    before = Filed()
    for event in events:
        filed = file_under(event.date.edtf)
        if head.order is Order.SIGNIFICANT:
            run_in = _run_in(words(filed.span), same=False)
        else:
            yield _heads(filed, before, months=months)
            same = filed.edtf == before.edtf
            run_in = _run_in(words(filed.span, year=filed.year is None), same=same)
        yield f"\n**{escape(run_in)}.** {entries.entry(event, notes)}\n"
        before = filed.after(before)


def _run_in(said: str, *, same: bool) -> str:
    """Open an entry with its date; entries after the first of one date say so."""
    if same:
        return f"Also {said}"
    return said if said.startswith("c. ") else said[:1].upper() + said[1:]


def _heads(filed: Filed, before: Filed, *, months: bool) -> str:
    heads = ""
    if filed.year != before.year or not before.edtf:
        heads += f"\n## {filed.year_words}\n"
    if months and filed.month and (heads or filed.month != before.month):
        heads += f"\n### {filed.month_words}\n"
    return heads


def _notes(notes: Notes) -> Iterator[str]:
    if not notes.notes:
        return iter(())
    lines = (f"[^{number}]: {rendered(runs)}\n" for number, runs in enumerate(notes.notes, start=1))
    return chain(["\n"], lines)


def _sources(notes: Notes) -> Iterator[str]:
    sources = notes.sources()
    if not sources:
        return iter(())
    lines = (f"- {rendered(runs)}\n" for runs in sources)
    return chain([f"\n## Sources ({len(sources)})\n\n"], lines)


def _colophon(head: Head) -> str:
    parts = [escape(part) for part in (head.compiler, f"“{head.title}”") if part]
    parts += [part for part in (_stamp(head), _made(head)) if part]
    cite = ", ".join(parts) + (f", <{head.address}>" if head.address else "")
    return f"\n---\n\nHow to cite this chronology: {cite}.\n"


def _made(head: Head) -> str:
    return words_of_day(head.generated[:10])


def words_of_day(day: str) -> str:
    """Word an ISO day; empty for none."""
    return words(file_under(day).span) if day else ""

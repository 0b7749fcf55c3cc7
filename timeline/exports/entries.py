"""Tell one entry of a chronology: what happened, who says so, and where they differ."""

from timeline import shapes
from timeline.chronology.detail import Difference, Statement, differences, statements
from timeline.dates import NotADate, Span
from timeline.dates.order import agree
from timeline.exports.citation_text import Run, name
from timeline.exports.fixed import Said
from timeline.exports.notes import csl_of
from timeline.exports.parts import Mark, Part, Parts, merged, numbers_in
from timeline.terms import HAPPENED, About, Stance, State

SINGLE = "†"


def numbered(event: shapes.Event, first: int) -> tuple[int, ...]:
    """Allot the numbers of notes to the citations of an event, to those that support it first.

    Args:
        event: The event.
        first: The number of its first note.

    Returns:
        The number of each citation, in the order of the citations.
    """
    cited = event.citations
    order = sorted(range(len(cited)), key=lambda one: cited[one].stance is not Stance.SUPPORTS)
    numbers = {one: first + place for place, one in enumerate(order)}
    return tuple(numbers[one] for one in range(len(cited)))


def entry(event: shapes.Event, numbers: tuple[int, ...], said: Said) -> Parts:
    """Tell an event, with the mark of a note after each thing that a source says.

    Args:
        event: The event.
        numbers: The number of each of its citations (see `numbered`); every one gets a mark.
        said: The fixed words.
    """
    supporting = [
        Mark(number)
        for number, citation in sorted(zip(numbers, event.citations, strict=True), key=_first)
        if citation.stance is Stance.SUPPORTS
    ]
    parts = [
        *_standing(event, said),
        Run(said.isolated(said.stopped(_line(event.title))) + _single(event)),
    ]
    parts += supporting
    if event.summary.strip():
        parts.append(Run(" " + said.isolated(said.stopped(_line(event.summary)))))
    differing = differences(event)
    for one in differing:
        parts += _differs(one, numbers, said)
    parts += _stated(event, differing, numbers, said)
    parts += _others(event, numbers, numbers_in(parts), said)
    return merged(parts)


def _first(pair: tuple[int, shapes.Citation]) -> int:
    return pair[0]


def _line(text: str) -> str:
    return " ".join(text.split())


def _standing(event: shapes.Event, said: Said) -> Parts:
    """Name first what has not happened for certain, or is not the ruling of the desk."""
    told = [said(f"status.{event.status.value}")] if event.status not in HAPPENED else []
    told += [said("status.retracted")] if event.state is State.RETRACTED else []
    told += [said("status.not_accepted")] if event.state is State.PROPOSED else []
    line = ", ".join(told)
    return (Run(f"{line[0].upper()}{line[1:]}:", italic=True), Run(" ")) if line else ()


def _single(event: shapes.Event) -> str:
    supporting = {one.source.slug for one in event.citations if one.stance is Stance.SUPPORTS}
    return SINGLE if len(supporting) == 1 else ""


def _called(citation: shapes.Citation) -> str:
    return name(csl_of(citation)) or citation.source.slug


def _differs(one: Difference, numbers: tuple[int, ...], said: Said) -> list[Part]:
    if one.ruled and not any(_says_so(statement, one.ruled) for statement in one.statements):
        return _dated_by(one, numbers, said)
    parts: list[Part] = [Run(f" {said(f'differs.{one.about.value}')}{said('colon')}")]
    for place, statement in enumerate(one.statements):
        parts += [Run(said("separator"))] if place else []
        parts += _says(statement, numbers, said, named=True)
    parts.append(Run(said("stop")))
    if one.ruled:
        parts.append(Run(" " + said("filed", date=said.date(one.ruled))))
    return parts


def _says_so(statement: Statement, ruled: str) -> bool:
    """Tell whether a statement of a date fits the one that the desk has ruled."""
    try:
        return agree([Span.parse(statement.claim.edtf or ruled), Span.parse(ruled)])
    except NotADate:
        return True


def _dated_by(one: Difference, numbers: tuple[int, ...], said: Said) -> list[Part]:
    """Give in brackets the dates of sources that all differ from the one that it is filed under."""
    parts: list[Part] = []
    for statement in one.statements:
        date = said.date(statement.claim.edtf or "") or statement.claim.as_printed
        told = said("dated_by", date=date, source=said.isolated(_called(statement.citation)))
        parts += [Run(f" [{told}"), Mark(numbers[statement.note - 1]), Run("]" + said("stop"))]
    return parts


def _says(one: Statement, numbers: tuple[int, ...], said: Said, *, named: bool) -> tuple[Run, Mark]:
    """Give a claim as printed and as read, with its note."""
    claim = one.claim
    dated = claim.about is About.DATE and claim.edtf
    read = said.date(claim.edtf or "") if dated else said.isolated(claim.as_read or "")
    printed = _line(claim.as_printed)
    supplied = printed.startswith("[")
    told = said.isolated(printed) if supplied else said.quoted(said.isolated(printed))
    if read and read.casefold() != claim.as_printed.casefold():
        told += f", {read}" if supplied else f" [{read}]"
    if named and (source := _called(one.citation)):
        told += f" ({said.isolated(source)})"
    return Run(told), Mark(numbers[one.note - 1])


def _stated(
    event: shapes.Event, differing: tuple[Difference, ...], numbers: tuple[int, ...], said: Said
) -> list[Part]:
    """Give every other claim but those on the date, which the head of the entry already tells."""
    done = {one.about for one in differing} | {About.DATE}
    parts: list[Part] = []
    for about in About:
        told = [one for one in statements(event) if one.claim.about is about]
        if not told or about in done:
            continue
        parts.append(Run(f" {said(f'about.{about.value}')}{said('colon')}"))
        for place, one in enumerate(told):
            parts += [Run(said("separator"))] if place else []
            parts += _says(one, numbers, said, named=False)
        parts.append(Run(said("stop")))
    return parts


def _others(
    event: shapes.Event, numbers: tuple[int, ...], cited: frozenset[int], said: Said
) -> list[Part]:
    """Cite those that have no place yet: who only mention the event, or simply dispute it."""
    parts: list[Part] = []
    for stance, key in ((Stance.DISPUTES, "disputed_by"), (Stance.MENTIONS, "see_also")):
        found = [
            (_called(one), number)
            for number, one in zip(numbers, event.citations, strict=True)
            if one.stance is stance and number not in cited
        ]
        if not found:
            continue
        before, after = said(key).split("{sources}")
        parts.append(Run(f" {before}"))
        for place, (called, number) in enumerate(found):
            between = said("separator") if place else ""
            parts += [Run(between + said.isolated(called)), Mark(number)]
        parts.append(Run(after))
    return parts

"""Write one entry of a chronology: what happened, who says so, and where they differ."""

from timeline import shapes
from timeline.chronology.detail import Difference, Statement, differences, statements
from timeline.dates import NotADate, Span
from timeline.dates.wording import words
from timeline.exports.citation_text import name
from timeline.exports.markdown_text import escape
from timeline.exports.notes import Notes, csl_of
from timeline.terms import HAPPENED, About, Stance, State

SINGLE = "†"
DIFFERS = {
    About.DATE: "Reports differ on the date",
    About.PLACE: "Reports differ on the place",
    About.PARTICIPANT: "Reports differ on who took part",
    About.QUANTITY: "Reports differ on the number",
    About.STATUS: "Reports differ on whether it is so",
    About.DETAIL: "Reports differ",
}


def entry(event: shapes.Event, notes: Notes) -> str:
    """Write the text of an entry in Markdown; its citations get the next numbers.

    Args:
        event: The event.
        notes: The notes of the document.
    """
    numbers = notes.event(event)
    marks = "".join(
        _mark(number)
        for number, citation in zip(numbers, event.citations, strict=True)
        if citation.stance is Stance.SUPPORTS
    )
    parts = [_standing(event), _stop(escape(event.title)) + _single(event) + marks]
    parts.append(_stop(escape(event.summary)) if event.summary.strip() else "")
    differing = differences(event)
    parts += [_differs(one, numbers) for one in differing]
    parts += _stated(event, differing, numbers)
    told = " ".join(part for part in parts if part)
    others = _others(event, numbers, told)
    return f"{told} {others}" if others else told


def _mark(number: int) -> str:
    return f"[^{number}]"


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "。")) else text + "."


def _standing(event: shapes.Event) -> str:
    """Name first what has not happened for certain, or is not the ruling of the desk."""
    words_of = [event.status.value] if event.status not in HAPPENED else []
    words_of += [event.state.value] if event.state is State.RETRACTED else []
    words_of += ["not yet accepted"] if event.state is State.PROPOSED else []
    told = ", ".join(words_of)
    return f"*{told[0].upper()}{told[1:]}:*" if told else ""


def _single(event: shapes.Event) -> str:
    supporting = {one.source.slug for one in event.citations if one.stance is Stance.SUPPORTS}
    return SINGLE if len(supporting) == 1 else ""


def _differs(one: Difference, numbers: tuple[int, ...]) -> str:
    said = "; ".join(_says(statement, numbers, named=True) for statement in one.statements)
    filed = f" It is entered here under {escape(_worded(one.ruled))}." if one.ruled else ""
    return f"{DIFFERS[one.about]}: {said}.{filed}"


def _says(one: Statement, numbers: tuple[int, ...], *, named: bool) -> str:
    """Give a claim as printed and as read, with its note."""
    claim = one.claim
    read = _worded(claim.edtf) if claim.about is About.DATE and claim.edtf else claim.as_read or ""
    printed = escape(claim.as_printed)
    supplied = printed.startswith("\\[")
    told = printed if supplied else f"“{printed}”"
    if read and read.casefold() != claim.as_printed.casefold():
        told += f" [{escape(read)}]" if not supplied else f", {escape(read)}"
    if named and (source := name(csl_of(one.citation)) or one.citation.source.slug):
        told += f" ({escape(source)})"
    return told + _mark(numbers[one.note - 1])


def _stated(
    event: shapes.Event, differing: tuple[Difference, ...], numbers: tuple[int, ...]
) -> list[str]:
    """Give every other claim but those on the date, which the head of the entry already tells."""
    done = {one.about for one in differing} | {About.DATE}
    found = []
    for about in About:
        said = [one for one in statements(event) if one.claim.about is about]
        if said and about not in done:
            told = "; ".join(_says(one, numbers, named=False) for one in said)
            found.append(f"{about.value.capitalize()}: {told}.")
    return found


def _others(event: shapes.Event, numbers: tuple[int, ...], told: str) -> str:
    """Cite those that have no place yet: who only mention the event, or simply dispute it."""
    found = []
    for stance, opening in ((Stance.DISPUTES, "Disputed by"), (Stance.MENTIONS, "See also")):
        marks = [
            escape(name(csl_of(one)) or one.source.slug) + _mark(number)
            for number, one in zip(numbers, event.citations, strict=True)
            if one.stance is stance and _mark(number) not in told
        ]
        if marks:
            found.append(f"{opening} {'; '.join(marks)}.")
    return " ".join(found)


def _worded(edtf: str) -> str:
    try:
        return words(Span.parse(edtf))
    except NotADate:
        return edtf

"""Read tables of events: a row an event, its citations in a table beside it or in a cell."""

import re
from collections.abc import Iterable

import msgspec

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake.cells import number_cell, word_cell
from timeline.intake.table import RowProblem, TableRow
from timeline.terms import About, EventType, LinkKind, Role, Stance, State, Status

EVENT_COLUMNS = frozenset(
    "id slug title summary type status state date date_in_words position significance actors "
    "themes places links sources citations".split()
)
EVENT_NEEDS = frozenset({"title", "type", "date"})
CITATION_COLUMNS = frozenset(
    "event source locator stance about as_printed edtf as_read quote".split()
)
CITATION_NEEDS = frozenset({"event", "source"})

ACTOR = re.compile(r'(?:"(?P<name>(?:[^"]|"")+)"|(?P<slug>[^":;\s]+))(?::(?P<role>[a-z]+))?\Z')
QUOTED = re.compile(r'"(?P<name>(?:[^"]|"")+)"\Z')
TITLE_LIMIT = 500
SUMMARY_LIMIT = 100_000


def event(row: TableRow) -> shapes.Event:
    """Read a row of `events.csv`, or of an export.

    Columns that say for readers what another one says (`date_in_words`, `sources`) are ignored.

    Raises:
        RowProblem: If a cell cannot be read; the message names the column and what it may hold.
    """
    title = row.need("title")
    if len(title) > TITLE_LIMIT or len(row.text("summary")) > SUMMARY_LIMIT:
        raise RowProblem(f"a title has at most {TITLE_LIMIT} characters, a summary {SUMMARY_LIMIT}")
    return shapes.Event(
        id=_whole(row, "id"),
        slug=row.text("slug"),
        title=title,
        summary=row.text("summary"),
        type=word_cell(row, "type", EventType),
        status=word_cell(row, "status", Status) if row.text("status") else Status.OCCURRED,
        state=word_cell(row, "state", State) if row.text("state") else State.PROPOSED,
        date=shapes.Date(edtf=edtf(row.need("date"), "date")),
        position=_whole(row, "position"),
        significance=number_cell(row, "significance", 0, 1) or 0.0,
        actors=tuple(actor(part) for part in actor_parts(row.text("actors"))),
        themes=row.items("themes"),
        places=tuple(place(part) for part in actor_parts(row.text("places"))),
        links=tuple(link(part) for part in row.items("links")),
        citations=_citations_cell(row.text("citations")),
    )


def edtf(text: str, column: str) -> str:
    """Check a date and give its canonical text.

    Raises:
        RowProblem: If it is not EDTF, with what is wrong and where.
    """
    try:
        return Span.parse(text).edtf
    except NotADate as error:
        raise RowProblem(f"{column} {text[:80]!r}: {error}") from error


def actor_parts(text: str) -> tuple[str, ...]:
    """Split a cell of actors or places at the semicolons that stand outside quotation marks.

    Raises:
        RowProblem: If quotation marks do not close.
    """
    if text.count('"') % 2:
        raise RowProblem(f"actors, places: the quotation marks of {text[:80]!r} do not close")
    parts = re.findall(r'(?:"[^"]*"|[^;"])+', text)
    return tuple(part.strip() for part in parts if part.strip())


def actor(text: str) -> shapes.ActorIn:
    """Read an actor: `slug:role`, or `"A name as printed":role`; no role is participant.

    A quotation mark within a name is doubled, as in the cells of a table.

    Raises:
        RowProblem: If it is neither, or the role is unknown.
    """
    found = ACTOR.match(text)
    if found is None:
        raise RowProblem(f'actors: {text!r} is not of the form slug:role or "Name":role')
    role = found["role"] or Role.PARTICIPANT.value
    if role not in list(Role):
        raise RowProblem(f"actors: role {role!r} is not one of {', '.join(Role)}")
    name = (found["name"] or "").replace('""', '"')
    return shapes.ActorIn(slug=found["slug"] or "", name=name, role=Role(role))


def place(text: str) -> shapes.PlaceIn:
    """Read a place: its slug, or `"A name as printed"` of one that is not known yet.

    Raises:
        RowProblem: If quotation marks do not close.
    """
    found = QUOTED.match(text)
    if found is not None:
        return shapes.PlaceIn(name=found["name"].replace('""', '"'))
    if '"' in text:
        raise RowProblem(f'places: {text[:80]!r} is not of the form slug or "Name"')
    return shapes.PlaceIn(slug=text)


def link(text: str) -> shapes.Link:
    """Read a link: `kind:slug` or `kind:id`; a slug of digits alone stands in quotation marks.

    Raises:
        RowProblem: If the kind is unknown.
    """
    kind, colon, to = text.partition(":")
    if not colon or kind not in list(LinkKind):
        raise RowProblem(
            f"links: {text!r} is not of the form kind:slug; kinds are {', '.join(LinkKind)}"
        )
    to = to.strip()
    if to.isascii() and to.isdigit() and len(to) < 16:  # below 2**53
        return shapes.Link(kind=LinkKind(kind), to=int(to))
    return shapes.Link(kind=LinkKind(kind), to=to.strip('"'))


def _whole(row: TableRow, column: str) -> int | None:
    text = row.text(column)
    if text and not (text.isascii() and text.isdigit() and len(text) < 16):
        raise RowProblem(f"{column} {text[:40]!r} is not a whole number")
    return int(text) if text else None


def _citations_cell(text: str) -> tuple[shapes.Citation, ...]:
    if not text:
        return ()
    try:
        return msgspec.json.decode(text, type=tuple[shapes.Citation, ...])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise RowProblem(f"citations: {error}") from error


def citation(row: TableRow) -> tuple[str, shapes.Citation]:
    """Read a row of `citations.csv`: the slug of its event, and a citation with at most one claim.

    Raises:
        RowProblem: If a cell cannot be read.
    """
    claims: tuple[shapes.Claim, ...] = ()
    if row.text("about"):
        about = word_cell(row, "about", About)
        read = row.text("edtf")
        claims = (
            shapes.Claim(
                about=about,
                as_printed=row.need("as_printed"),
                edtf=edtf(read, "edtf") if read else None,
                as_read=row.text("as_read") or None,
            ),
        )
    quote = row.text("quote")
    cited = shapes.Citation(
        source=shapes.SourceIn(slug=row.need("source")),
        locator=row.text("locator"),
        stance=word_cell(row, "stance", Stance) if row.text("stance") else Stance.SUPPORTS,
        quote=shapes.Quote(exact=quote) if quote else None,
        claims=claims,
    )
    return row.need("event"), cited


def join_citations(rows: Iterable[shapes.Citation]) -> tuple[shapes.Citation, ...]:
    """Make one citation of all rows that cite the same place of the same source."""
    joined: dict[tuple[str, str], shapes.Citation] = {}
    for one in rows:
        key = (one.source.slug, one.locator)
        before = joined.get(key)
        if before is not None:
            one = msgspec.structs.replace(before, claims=before.claims + one.claims)  # noqa: PLW2901
        joined[key] = one
    return tuple(joined.values())

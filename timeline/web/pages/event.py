"""Show one event: what is said of it, by whom, where sources differ, its revisions."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import groupby

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from timeline import shapes
from timeline.chronology.acting import Cast, read_cast
from timeline.chronology.around import around_event, read_nearby
from timeline.chronology.changes import compare
from timeline.chronology.detail import (
    EventDetail,
    LinkedEvent,
    NotFound,
    Statement,
    read_document,
    read_event,
    statements,
    survivor,
)
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import EVENT
from timeline.chronology.rows import RefRow
from timeline.chronology.stood import read_event_at
from timeline.dates import Span, iso_day
from timeline.exports import SINGLE
from timeline.terms import HAPPENED, About
from timeline.web.language import said as worded
from timeline.web.pages.asked import NO_ID, asked_filter, event_address, state_of
from timeline.web.pages.bibliography import Line, read_line
from timeline.web.pages.called import called, events_called
from timeline.web.pages.citing import Style, cite
from timeline.web.pages.dated import DateWords, date_words, head
from timeline.web.pages.door import blueprint, frame
from timeline.web.pages.labels import OTHER_FAMILY, family
from timeline.web.pages.nearby import year_around
from timeline.web.pages.told import filter_chips, theme_names
from timeline.web.session import session

__all__ = ["event", "event_address"]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the page shows it: its words, its number of note, how they were read, in words."""

    number: int
    note: int
    about: str
    printed: str
    read: str
    edtf: str
    line: Line


@dataclass(frozen=True, slots=True)
class Cited:
    """A numbered citation with the claims that rest on it."""

    number: int
    line: Line
    citation: shapes.Citation
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """Other events that this one is tied to in the same way; `way` is a table of labels."""

    way: str
    kind: str
    events: tuple[tuple[LinkedEvent, DateWords], ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days between which an event can have begun and ended, in words; empty where open."""

    begins: tuple[str, str]
    ends: tuple[str, str]


@blueprint.get("/event/<int:number>", defaults={"slug": ""})
@blueprint.get("/event/<int:number>/<slug>")
def event(number: int, slug: str) -> Response | str:
    """Show an event; another slug, or an event that has become part of another, leads on."""
    reading = session()
    if number >= NO_ID:
        raise NotFound(f"there is no event {number}")
    given = asked_filter()
    moment = given.moment
    kept = survivor(reading, number) if moment is None else None
    asked = kept if kept is not None else number
    detail = read_event_at(reading, asked, moment) if moment else read_event(reading, asked)
    shown = detail.event
    if kept is not None or slug != shown.slug:
        query = request.query_string.decode(errors="replace")
        address = event_address(shown.id or number, shown.slug)
        return redirect(f"{address}?{query}" if query else address, HTTPStatus.MOVED_PERMANENTLY)
    return _page(reading, detail, given)


def _page(reading: Session, detail: EventDetail, given: EventFilter) -> str:
    shown = events_called([detail.event])[0]
    said = tuple(_said(number, one) for number, one in enumerate(statements(shown), start=1))
    themes = theme_names(reading, [shown])
    return render_template(
        "pages/event.html",
        event=shown,
        date=date_words(shown.date.edtf),
        bounds=_bounds(shown),
        happened=shown.status in HAPPENED,
        family=family(shown.themes[0]) if shown.themes else OTHER_FAMILY,
        cast=_called(read_cast(reading, shown)),
        themes=[themes[slug] for slug in shown.themes if slug in themes],
        said=said,
        said_by_about=_by_about(said),
        cited=_cited(shown, said),
        differences=[
            (one, one.ruled and date_words(one.ruled), _picked(said, one.statements))
            for one in detail.differences
        ],
        tied=_ties(detail),
        reports=len({one.source.slug for one in shown.citations}),
        origins=detail.origins,
        history=detail.history,
        around=around_event(reading, given, shown.id or 0),
        chips=filter_chips(reading, given),
        state=state_of(given),
        nearby=year_around(read_nearby(reading, given, shown), shown),
        styles=_styles(shown),
        forms=[(name, f"/event/{shown.id}.{name}") for name in SINGLE],
        kept=[pair for pair in given.pairs(paging=False) if pair[0] != "as_of"],
        as_of=given.as_of and _moment(given.as_of),
        sought=given.q,
        filter_as_of=given.as_of,
        since=_since(reading, shown) if given.as_of else None,
        now=event_address(shown.id or 0, shown.slug or ""),
    )


def _called(cast: Cast) -> Cast:
    """Call everyone in a cast as the language of the answer does."""

    def one(row: RefRow) -> RefRow:
        return called("actor", [row])[0]

    people = [who.actor for who in cast.named] + [who.actor for who in cast.represented]
    called("actor", [*people, *(office for who in cast.named for office in who.offices)])
    return Cast(
        named=tuple(
            replace(who, actor=one(who.actor), offices=called("actor", who.offices))
            for who in cast.named
        ),
        represented=tuple(
            replace(who, actor=one(who.actor), by=called("actor", who.by))
            for who in cast.represented
        ),
    )


def _styles(shown: shapes.Event) -> tuple[Style, ...]:
    site = frame()["site"]
    return cite(shown, site.title, f"{site.base}/event/{shown.id}")


def _moment(as_of: str) -> str:
    """Word the moment of the past that is shown: a date, or the time of a revision."""
    day, hour, clock = as_of.partition("T")
    return f"{head(day)}, {clock[:5]} UTC" if hour else head(as_of)


def _since(reading: Session, then: shapes.Event) -> tuple[str, ...] | None:
    """List the fields that have changed since; None where the event is no longer shown."""
    try:
        now = EVENT.decode(read_document(reading, then.id or 0))
    except NotFound:
        return None
    return tuple(dict.fromkeys(change.field for change in compare(then, now)))


def _bounds(shown: shapes.Event) -> Bounds:
    span = Span.parse(shown.date.edtf)
    begins, ends = (
        tuple("" if day is None else head(iso_day(day)) for day in pair)
        for pair in (span.begins, span.ends)
    )
    return Bounds((begins[0], begins[1]), (ends[0], ends[1]))


def _said(number: int, one: Statement) -> Said:
    claim, source = one.claim, one.citation.source
    read = worded(Span.parse(claim.edtf)) if claim.edtf else claim.as_read or ""
    return Said(
        number=number,
        note=one.note,
        about=claim.about.value,
        printed=claim.as_printed,
        read="" if read == claim.as_printed else read,
        edtf=claim.edtf or "",
        line=read_line(source.slug, source.csl),
    )


def _picked(said: tuple[Said, ...], some: tuple[Statement, ...]) -> tuple[Said, ...]:
    wanted = {(one.note, one.claim.about.value, one.claim.as_printed) for one in some}
    return tuple(one for one in said if (one.note, one.about, one.printed) in wanted)


def _by_about(said: tuple[Said, ...]) -> tuple[tuple[str, tuple[Said, ...]], ...]:
    order = [about.value for about in About]
    ordered = sorted(said, key=lambda one: (order.index(one.about), one.number))
    return tuple(
        (about, tuple(ones)) for about, ones in groupby(ordered, key=lambda one: one.about)
    )


def _cited(shown: shapes.Event, said: tuple[Said, ...]) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            number,
            read_line(citation.source.slug, citation.source.csl),
            citation,
            tuple(one for one in said if one.note == number),
        )
        for number, citation in enumerate(shown.citations, start=1)
    )


def _ties(detail: EventDetail) -> tuple[Tied, ...]:
    found = []
    for way, links in (("link_out", detail.links_out), ("link_in", detail.links_in)):
        ordered = sorted(links, key=lambda one: one.kind)
        for kind, ones in groupby(ordered, key=lambda one: one.kind):
            events = tuple((one, date_words(one.edtf)) for one in ones)
            found.append(Tied(way, kind.value, events))
    return tuple(found)

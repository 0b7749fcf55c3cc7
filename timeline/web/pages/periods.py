"""Show what certainly or possibly happened in one year, one month or on one day."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import NoReturn

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from timeline.chronology.around import around_window
from timeline.dates import NotADate, Span, iso_day
from timeline.dates.days import ymd
from timeline.web.language import gettext as _
from timeline.web.language import said
from timeline.web.pages.asked import MOST, asked_filter, list_address, state_of
from timeline.web.pages.calendar import grid
from timeline.web.pages.called import counted
from timeline.web.pages.choices import panels
from timeline.web.pages.dated import head
from timeline.web.pages.door import blueprint
from timeline.web.pages.surroundings import forms_of, others_of
from timeline.web.pages.told import Told, filter_chips, tell
from timeline.web.session import session

YEAR, MONTH, DAY = 4, 7, 10
"""How many characters a year, a month and a day have, a sign aside."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day as pages lead to it: its address and its words."""

    href: str
    name: str


@blueprint.get("/year/<text>")
def year(text: str) -> Response | str:
    """Show the events that certainly or possibly fall in one year."""
    if not text.lstrip("-").isdigit() or len(text) > 5:
        _refuse(text, _("Write a year with four digits, as in 2012."))
    written = f"{'-' if text[0] == '-' else ''}{text.lstrip('-').zfill(4)}"
    return _page(text, written, _span(text, written))


@blueprint.get("/year/<text>/<month>")
def month(text: str, month: str) -> Response | str:
    """Show the events that certainly or possibly fall in one month."""
    if not month.isdigit() or len(month) > 2:
        _refuse(f"{text}/{month}", _("Write a year and a month, as in 2012/09."))
    written = f"{text}-{month.zfill(2)}"
    return _page(f"{text}-{month}", written, _span(written, written))


@blueprint.get("/day/<text>")
def day(text: str) -> Response | str:
    """Show the events that certainly or possibly fall on one day."""
    span = _span(text, text)
    if len(text.lstrip("-")) != DAY or span.earliest is None or span.earliest != span.latest:
        _refuse(text, _("Write a day as in 2012-09-08."))
    return _page(text, text, span)


def _refuse(text: str, how: str) -> NoReturn:
    none = _("There is no such date:")
    abort(HTTPStatus.NOT_FOUND, f"{none} {text[:20]}. {how}")


def _span(text: str, written: str) -> Span:
    try:
        return Span.parse(written)
    except NotADate:
        _refuse(text, _("Write a day as in 2012-09-08."))


def _page(asked: str, written: str, span: Span) -> Response | str:
    if asked != written:
        query = request.query_string.decode(errors="replace")
        address = period_address(written)
        moved = f"{address}?{query}" if query else address
        return redirect(moved, HTTPStatus.MOVED_PERMANENTLY)
    given = asked_filter().changed(window_from=span, window_to=span)
    reading = session()
    told = tell(reading, given if "limit" in request.args else given.changed(limit=MOST))
    whole = len(written.lstrip("-")) == YEAR
    return render_template(
        "pages/year.html",
        name=said(span),
        whole=whole,
        wider=_wider(written),
        beside=_beside(written, span),
        told=told,
        own=_filed(told, written, own=True),
        others=_filed(told, written, own=False),
        grid=grid(given, int(written), told.total) if whole else None,
        panels=panels(given, counted(given), others_of(given)),
        chips=filter_chips(reading, given.changed(window_from=None, window_to=None)),
        around=around_window(reading, given),
        state=state_of(given.changed(window_from=None, window_to=None)),
        all=list_address(given),
        forms=forms_of(given),
    )


def period_address(written: str) -> str:
    """Write the address of the page of a year, month or day, given as ISO 8601."""
    digits = len(written.lstrip("-"))
    if digits == DAY:
        return f"/day/{written}"
    if digits == MONTH:
        return f"/year/{written[:-3]}/{written[-2:]}"
    return f"/year/{written}"


def _filed(told: Told, written: str, *, own: bool) -> Told:
    """Keep the entries that belong to the period, or the rest.

    To a year belongs what is filed under it, to a month or day what certainly lies in it.
    """
    whole = len(written.lstrip("-")) == YEAR
    years = []
    for one in told.years:
        months = []
        for month in one.months:
            kept = tuple(
                entry
                for entry in month.entries
                if (entry.year == written if whole else not entry.possibly) is own
            )
            if kept:
                months.append(replace(month, entries=kept))
        if months:
            edtf = one.edtf if own or whole else ""
            years.append(replace(one, edtf=edtf, months=tuple(months)))
    return replace(told, years=tuple(years))


def _wider(written: str) -> tuple[Period, ...]:
    """List the year and month that a month or day lies in."""
    sign = written.startswith("-")
    cuts = [cut + sign for cut in (YEAR, MONTH) if cut + sign < len(written)]
    return tuple(
        Period(period_address(written[:cut]), head(written[:cut], year=cut == YEAR + sign))
        for cut in cuts
    )


def _beside(written: str, span: Span) -> tuple[Period | None, Period | None]:
    """Give the periods of the same length before and after."""
    if span.earliest is None or span.latest is None:
        return None, None
    before, after = (_same(written, one) for one in (span.earliest - 1, span.latest + 1))
    return before, after


def _same(written: str, number: int) -> Period | None:
    iso = iso_day(number)
    if ymd(number)[0] > 9999 or iso.startswith("+"):
        return None
    text = iso[: len(iso) - DAY + len(written.lstrip("-"))]
    return Period(period_address(text), head(text))

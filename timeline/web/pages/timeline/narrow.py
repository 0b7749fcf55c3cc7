"""Narrow a timeline: counts that toggle, and what to leave out where a window is empty."""

from dataclasses import replace

import msgspec
from sqlalchemy.orm import Session

from timeline.chronology.around import around_window
from timeline.chronology.listing import count_events
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.web.language import gettext, language, number
from timeline.web.pages.called import counted
from timeline.web.pages.choices import Choice, Panel, panels
from timeline.web.pages.labels import label
from timeline.web.pages.surroundings import others_of
from timeline.web.pages.timeline.gather import drawn_filter
from timeline.web.pages.timeline.ways import View, bounded_filter
from timeline.web.pages.timeline.window import Window
from timeline.web.pages.told import filter_chips, listed


class Value(msgspec.Struct, frozen=True):
    """One value of a facet for the script: its name, its counts, the timeline with it toggled."""

    name: str
    href: str
    certain: int
    possible: int
    possibly: str
    """The possible ones in words; empty where there are none."""
    chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """One facet for the script: the first values, and those behind `rest`, a link in words."""

    title: str
    first: tuple[Value, ...]
    more: tuple[Value, ...]
    rest: str


class Narrow(msgspec.Struct, frozen=True):
    """All facets of a window for the script, with the words that stand beside them."""

    name: str
    removing: str
    facets: tuple[Facet, ...]


class Out(msgspec.Struct, frozen=True):
    """A way out of an empty window: what to leave out, and how many events there are then."""

    part: str
    name: str
    href: str
    total: str


class Near(msgspec.Struct, frozen=True):
    """An event beside an empty window: which one it is, when, and where it is read."""

    which: str
    when: str
    title: str
    href: str


class Empty(msgspec.Struct, frozen=True):
    """What is said of a window without events."""

    said: str
    leading: str
    """What stands before the ways out; empty where there are none."""
    outs: tuple[Out, ...]
    nearest: tuple[Near, ...]


def offered(view: View, window: Window) -> tuple[Panel, ...]:
    """Lay out every facet of what is shown, each value leading to the same window.

    A word of a closed list (type, status) is counted without its own list, so that others can be
    added; all else as the list of events counts it.
    """
    given = bounded_filter(view.given, window)
    return tuple(
        Panel(panel.parameter, _here(panel.first, view), _here(panel.more, view))
        for panel in panels(given, counted(given), others_of(given))
    )


def _here(choices: tuple[Choice, ...], view: View) -> tuple[Choice, ...]:
    return tuple(replace(one, href=view.beside(one.href)) for one in choices)


def narrow(view: View, window: Window) -> Narrow:
    """Give the script what `offered` gives the page."""
    return Narrow(
        name=gettext("Filters by value"),
        removing=gettext("Remove filter"),
        facets=tuple(
            Facet(
                label("facet", panel.parameter),
                tuple(_value(one) for one in panel.first),
                tuple(_value(one) for one in panel.more),
                gettext("%(n)s more") % {"n": len(panel.more)},
            )
            for panel in offered(view, window)
        ),
    )


def _value(one: Choice) -> Value:
    possible = one.value.possible
    said = gettext("%(n)s possibly") % {"n": possible} if possible else ""
    return Value(one.name, one.href, one.value.certain, possible, said, one.chosen)


def nothing(reading: Session, view: View, window: Window) -> Empty:
    """Say what an empty window would hold without one part of what was asked.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    drawn = drawn_filter(view.given)
    found = []
    for chip in filter_chips(reading, drawn):
        other = bounded_filter(chip.without, window)
        total = listed(count_events(reading, other), other)
        if total:
            to = replace(view, given=chip.without).address(window)
            found.append(Out(label("part", chip.parameter), chip.name, to, number(total)))
    ever = listed(count_events(reading, drawn), drawn)
    if ever:
        to = replace(view, given=drawn).address(None)
        found.append(Out(label("part", "window"), "", to, number(ever)))
    return Empty(
        said=gettext("There is no event in this window."),
        leading=gettext("Without one part of the filter there is more:") if found else "",
        outs=tuple(found),
        nearest=_nearest(reading, view, window),
    )


def _nearest(reading: Session, view: View, window: Window) -> tuple[Near, ...]:
    around = around_window(reading, bounded_filter(view.given, window))
    state = drawn_filter(view.given).query(paging=False)
    sides = (
        (gettext("Nearest earlier event"), around.before),
        (gettext("Nearest later event"), around.after),
    )
    return tuple(
        Near(
            which=which,
            when=words(Span.parse(event.date.edtf), language()),
            title=event.title,
            href=f"/event/{event.id}/{event.slug}" + (f"?{state}" if state else ""),
        )
        for which, event in sides
        if event is not None
    )

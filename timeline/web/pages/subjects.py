"""Show a theme, a place or a source, each with its record and its events."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from flask import render_template
from werkzeug.wrappers import Response

from timeline.chronology.filter import EventFilter
from timeline.chronology.records import read_place, read_source, read_theme
from timeline.chronology.rows import AliasRow, PlacePage, ThemePage
from timeline.terms import AliasKind
from timeline.web.pages.asked import asked_filter, list_address
from timeline.web.pages.bibliography import read_line
from timeline.web.pages.called import called
from timeline.web.pages.chronology import page_links
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import family
from timeline.web.pages.records import lead_on, settle
from timeline.web.pages.surroundings import beside
from timeline.web.pages.told import tell
from timeline.web.session import session


def _events(given: EventFilter, own: str) -> Mapping[str, object]:
    """Give the templates the events under a filter, its years, and by what to narrow it."""
    told = tell(session(), given)
    return {
        "told": told,
        "beside": beside(given, own),
        "all": list_address(given),
        "pages": page_links(given, told.previous, told.next),
    }


Page = TypeVar("Page", ThemePage, PlacePage)


def in_language(record: str, page: Page) -> Page:
    """Call a theme or place, and what lies around it, as the language of the answer does."""
    named = called(record, [page])[0]
    return msgspec.structs.replace(
        named, broader=called(record, named.broader), narrower=called(record, named.narrower)
    )


def _other_names(names: tuple[AliasRow, ...], shown: str) -> tuple[AliasRow, ...]:
    kept = [name for name in names if name.text != shown and name.kind is not AliasKind.MISSPELLING]
    return tuple({(name.text, name.language): name for name in kept}.values())


@blueprint.get("/theme/<path:slug>")
def theme(slug: str) -> Response | str:
    """Show a theme with what is narrower, and the events filed under all of it."""
    known = settle("theme", slug)
    if known != slug:
        return lead_on(f"/theme/{known}")
    page = in_language("theme", read_theme(session(), known))
    return render_template(
        "pages/theme.html",
        page=page,
        labels=_other_names(page.labels, page.name),
        family=family(known),
        **_events(asked_filter().changed(theme=((known,),)), "theme"),
    )


@blueprint.get("/place/<slug>")
def place(slug: str) -> Response | str:
    """Show a place with what lies in it, and the events in all of it."""
    known = settle("place", slug)
    if known != slug:
        return lead_on(f"/place/{known}")
    page = in_language("place", read_place(session(), known))
    return render_template(
        "pages/place.html",
        page=page,
        names=_other_names(page.names, page.name),
        **_events(asked_filter().changed(place=((known,),)), "place"),
    )


@blueprint.get("/source/<slug>")
def source(slug: str) -> Response | str:
    """Show a source with its bibliographic record, and the events cited from it."""
    known = settle("source", slug)
    if known != slug:
        return lead_on(f"/source/{known}")
    page = read_source(session(), known)
    return render_template(
        "pages/source.html",
        page=page,
        line=read_line(page.slug, page.csl),
        **_events(asked_filter().changed(source=((known,),)), "source"),
    )

"""The pages: each module shows one sort of page; templates decide no rule."""

from timeline.web.pages import (
    about,
    actor,
    changed,
    chronology,
    dates,
    embed,
    event,
    fresh,
    history,
    indexes,
    map_page,
    oembed,
    pair,
    periods,
    picture,
    records,
    subjects,
    timemap,
    zotero,
)
from timeline.web.pages.assets import blueprint as assets
from timeline.web.pages.door import blueprint
from timeline.web.pages.timeline import page as timeline

blueprint.register_blueprint(assets)

__all__ = [
    "about",
    "actor",
    "blueprint",
    "changed",
    "chronology",
    "dates",
    "embed",
    "event",
    "fresh",
    "history",
    "indexes",
    "map_page",
    "oembed",
    "pair",
    "periods",
    "picture",
    "records",
    "subjects",
    "timeline",
    "timemap",
    "zotero",
]

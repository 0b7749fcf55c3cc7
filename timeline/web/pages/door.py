"""Hold the blueprint of the pages and what all their templates share."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g
from flask.blueprints import BlueprintSetupState

from timeline.web import language
from timeline.web.language_links import keep_language
from timeline.web.pages import (
    asked,
    assets,
    chronicle,
    dated,
    framing,
    labels,
    pieces,
    refused,
    sought,
    taking,
    values,
)
from timeline.web.public import public_base
from timeline.web.session import service
from timeline.web.sheet import first_sheet

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Site:
    """What the frame of every page says of the installation."""

    title: str
    language: str
    """Of this answer."""
    base: str
    """Public address, without a slash at its end."""


@blueprint.record_once
def set_up(state: BlueprintSetupState) -> None:
    """Give the templates their translations, their names for things, and lean white space."""
    env: Any = state.app.jinja_env
    env.trim_blocks = True
    env.lstrip_blocks = True
    language.teach(env)
    env.globals["label"] = labels.label
    env.globals["asset"] = assets.address
    env.globals["first_sheet"] = first_sheet
    env.globals["instead"] = asked.instead
    env.globals["framing"] = framing
    env.filters["urlize_host"] = pieces.host
    env.globals["pieces"] = pieces
    env.globals["dated"] = dated
    env.globals["values"] = values
    env.globals["chronicle"] = chronicle.chronicle
    env.globals["sources"] = chronicle.sources
    env.filters["in_words"] = dated.head
    env.globals["spoken"] = refused.spoken
    env.globals["list_address"] = asked.list_address
    env.globals["near_to"] = refused.near_to
    env.filters["as_words"] = refused.words_of
    env.filters["found"] = sought.found
    env.filters["in_groups"] = taking.in_groups
    env.filters["passage"] = sought.passage


@blueprint.app_context_processor
def frame() -> dict[str, Site]:
    """Give every page what its frame shows, pages of errors included."""
    site: Site | None = g.get("site")
    if site is None:
        title = service().settings.site_title
        g.site = site = Site(title, language.language(), public_base())
    return {"site": site}


@blueprint.after_app_request
def spoken(response: Response) -> Response:
    """Say of every page that it depends on the languages of the reader, and keep what was asked."""
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
    return keep_language(response)

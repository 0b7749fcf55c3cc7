"""Serve the tiles of the timeline under addresses that hold the version of the data."""

import re
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from timeline.chronology import naming
from timeline.chronology.filter import EventFilter, parse
from timeline.chronology.stamp import data_version
from timeline.web.pages.assets import ONE_YEAR
from timeline.web.pages.fresh import making
from timeline.web.pages.timeline.gather import drawn_filter, tile_of
from timeline.web.pages.timeline.lanes import MOST, NO_LANES, Lanes, actor_lanes
from timeline.web.session import session

blueprint = Blueprint("tiles", __name__)

VERSION = re.compile(r"([0-9]{1,18})-[0-9a-f]{8}\Z")
NUMBER = re.compile(r"-?[0-9]{1,9}\Z")
LANES = "lanes"


def version(reading: Session) -> str:
    """Give the version that addresses of tiles hold: of the data, and of how tiles are made."""
    return f"{data_version(reading)}-{making()[:8]}"


def tile_query(given: EventFilter, lanes: Lanes) -> str:
    """Write the query of a tile: which events, and which actors have a lane."""
    query = drawn_filter(given).query(paging=False)
    if lanes.slugs:
        query += ("&" if query else "") + f"{LANES}={','.join(lanes.slugs)}"
    return query


@blueprint.get("/t/<known>/<z>/<x>.json")
def tile(known: str, z: str, x: str) -> AnyResponse:
    """Answer with a tile; only under the present version may it be kept.

    A page that was opened before the data changed goes on asking under the version it knows: it
    is given the present tile, which is not to be kept under that address.
    """
    given, lanes = _asked()
    query = tile_query(given, lanes)
    if request.query_string.decode(errors="replace") != query:
        return redirect(f"/t/{known}/{z}/{x}.json" + (f"?{query}" if query else ""))
    reading = session()
    present = version(reading)
    _check(known, present, z, x)
    try:
        body = tile_of(reading, given, int(z), int(x), lanes)
    except ValueError as error:
        abort(HTTPStatus.NOT_FOUND, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    response = Response(body, mimetype="application/json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if known == present:
        response.cache_control.public = True
        response.cache_control.max_age = ONE_YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_store = True
    return response


def _asked() -> tuple[EventFilter, Lanes]:
    """Read the filter of a tile, every value as the slug by which its record goes now."""
    values = {name: list(several) for name, several in request.args.lists()}
    slugs = ",".join(values.pop(LANES, ())).split(",")
    given = naming.canonical(session(), parse(values, strict=True))
    named = tuple(dict.fromkeys(slug for slug in slugs if slug))[:MOST]
    return drawn_filter(given), actor_lanes(named) if named else NO_LANES


def _check(known: str, present: str, z: str, x: str) -> None:
    """Refuse what was never the address of a tile, and versions that are still to come."""
    found = VERSION.match(known)
    if found is None or int(found[1]) > int(present.partition("-")[0]):
        abort(HTTPStatus.NOT_FOUND, f"There are no tiles of version {known[:40]}.")
    if not NUMBER.match(z) or not NUMBER.match(x):
        abort(HTTPStatus.NOT_FOUND, "A tile has two whole numbers: its zoom, and which it is.")

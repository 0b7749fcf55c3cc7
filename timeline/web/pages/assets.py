"""Serve the site's own style sheet and marks under addresses that change with their content."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from timeline.web.sheet import lean_script, rest_of_sheet

FOLDER = Path(__file__).parents[1] / "static"
ONE_YEAR = 31_536_000

blueprint = Blueprint("assets", __name__)


@cache
def version() -> str:
    """Give the first 12 digits of the SHA-256 of all assets, so that a change changes addresses."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Give the address of an asset, which may be kept for ever."""
    return f"/s/{version()}/{name}"


BELOW = "below.css"
"""The part of the style sheet that a page does not hold which holds its beginning."""


def _made(text: str, mimetype: str, digest: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.cache_control.public = True
    response.cache_control.max_age = ONE_YEAR if digest == version() else 0
    response.cache_control.immutable = digest == version()
    return response


@blueprint.get("/s/<digest>/<path:name>")
def serve(digest: str, name: str) -> Response:
    """Serve an asset; only the address of its present content may be kept."""
    if name == BELOW:
        return _made(rest_of_sheet(), "text/css", digest)
    if not (FOLDER / name).is_file():
        abort(404, f"There is no file {name}.")
    if name.endswith(".js"):
        return _made(lean_script(name), "text/javascript", digest)
    response = send_from_directory(FOLDER, name, max_age=ONE_YEAR)
    response.cache_control.immutable = digest == version()
    if digest != version():
        response.cache_control.max_age = 0
    return response

"""Spare readers and the database a page that has not changed since it was read last."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path

from flask import Response, g, request

from timeline.web.api import answers
from timeline.web.cache import version
from timeline.web.pages import assets
from timeline.web.pages.door import blueprint, frame

WEB = Path(__file__).parents[1]
SOURCES = (WEB / "templates", WEB / "words", WEB / "pages")
WITHOUT_DATA = frozenset({"pages.about", "pages.dates", "pages.assets.serve"})
"""What is answered without asking the database, which is then not asked for its version either."""


@cache
def making() -> str:
    """Give a digest of all that pages are made by: templates, words, code and style sheet."""
    digest = hashlib.sha256(assets.version().encode())
    for folder in SOURCES:
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in {".html", ".toml", ".po", ".py"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304, before anything is read, where the reader has the page as it is now.

    What a page shows depends on the data, the address, the day (who holds an office), the
    installation and how pages are made, and on nothing else (RFC 9110, section 13.1.2).
    """
    if request.method not in ("GET", "HEAD") or request.endpoint in WITHOUT_DATA:
        return None
    today = datetime.now(UTC).date()
    g.validator = answers.tag(
        version(), f"{request.full_path} {today} {frame()['site']} {making()}"
    )
    return answers.unchanged(g.validator)


@blueprint.after_request
def validated(response: Response) -> Response:
    """Put the validator on a page that was made; refusals and redirections have none."""
    validator: str | None = g.get("validator")
    if validator is None or response.status_code != HTTPStatus.OK:
        return response
    return answers.validated(response, validator)

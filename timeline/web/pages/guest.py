"""Let other sites show what is made for them: headers, styles within, pages that stay small."""

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path
from typing import ParamSpec

from flask import Response, make_response, render_template
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from timeline.chronology.detail import Gone, NotFound
from timeline.chronology.filter import BadFilter
from timeline.web.headers import POLICY

STATIC = Path(__file__).parents[1] / "static"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What may not stand in XML (XML 1.0, 2.2)."""
LIMIT = 24_000
"""How many bytes a page for other sites has at most, not compressed; its links may grow a little
where a language is kept in them."""
SVG = "image/svg+xml"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPARE = re.compile(r"\s*([{};,]|:(?= ))\s*")
"""White space that a style sheet can do without."""
P = ParamSpec("P")
Made = str | AnyResponse


@cache
def style(*names: str) -> Markup:
    """Give style sheets as one lean text that stands within what is sent, by their files."""
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    lean = SPARE.sub(r"\1", COMMENT.sub("", text))
    return Markup(lean.strip())  # noqa: S704 - files of our own


def policy(sheet: str, *, frames: str) -> str:
    """Write a policy that allows one style sheet by its digest, our own pictures, and no script."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    kept = dict.fromkeys(POLICY, "'none'") | {
        "style-src": f"'sha256-{digest}'",
        "img-src": "'self' data:",
        "frame-ancestors": frames,
        "require-trusted-types-for": "'script'",
    }
    return "; ".join(f"{name} {value}" for name, value in kept.items())


EMBED_STYLE = ("drawing.css", "embed.css")


def embedded(made: Callable[P, Made]) -> Callable[P, AnyResponse]:
    """Send a page for other sites: they may frame it; refusals are small pages as well."""

    @wraps(made)
    def answered(*args: P.args, **kwargs: P.kwargs) -> AnyResponse:
        try:
            response = make_response(made(*args, **kwargs))
        except (BadFilter, NotFound, HTTPException) as error:
            response = _refusal(error)
        response.headers["Content-Security-Policy"] = policy(style(*EMBED_STYLE), frames="*")
        return shared(response)

    return answered


def shared(response: Response) -> Response:
    """Let pages of other origins show an answer."""
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def picture(body: str) -> Response:
    """Send an SVG picture, which `<img>` of any site may show."""
    response = Response(NO_XML.sub("", body), mimetype=SVG)
    sheet = style("drawing.css")
    response.headers["Content-Security-Policy"] = policy(sheet, frames="'none'")
    response.vary.add("Accept-Language")
    return shared(response)


def _refusal(error: BadFilter | NotFound | HTTPException) -> Response:
    if isinstance(error, HTTPException):
        status, detail = error.code or HTTPStatus.BAD_REQUEST, error.description or error.name
    else:
        status = _status(error)
        detail = str(error)[:1].upper() + str(error)[1:]
    sheet = style(*EMBED_STYLE)
    return make_response(
        render_template("pages/embed_refusal.html", detail=detail, style=sheet), status
    )


def _status(error: BadFilter | NotFound) -> HTTPStatus:
    if isinstance(error, BadFilter):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.GONE if isinstance(error, Gone) else HTTPStatus.NOT_FOUND


def fitting(render: Callable[[int], str], most: int) -> str:
    """Make a page with as much as fits into what it may weigh.

    Args:
        render: Makes the page with at most so many entries.
        most: How many are wanted.
    """
    page = render(most)
    while len(page.encode()) > LIMIT and most > 1:
        most = max(1, min(most - 1, most * LIMIT // len(page.encode())))
        page = render(most)
    return page

"""Turn what goes wrong into an answer that helps: a page for readers, a problem for programs."""

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, NotFound

from timeline.chronology.filter import BadFilter
from timeline.exports import FORMATS, SINGLE

log = logging.getLogger(__name__)

FOR_PROGRAMS = ("/api/", "/openapi.json", "/t/", "/healthz", "/readyz", "/oembed")
FILE = re.compile(r"/events?(?:/[0-9]+)?\.(\w{1,10})")
"""The address of a file that is taken away, or of one in a form that there is not."""
PROBLEM = "application/problem+json"
RETRY_SECONDS = "5"


def init_app(app: Flask) -> None:
    """Register what answers to each sort of error."""
    app.register_error_handler(BadFilter, on_bad_filter)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(DBAPIError, on_database)
    app.register_error_handler(Exception, on_bug)


def answer(
    status: int,
    title: str,
    detail: str,
    *,
    words: Mapping[str, str] | None = None,
    more: Mapping[str, object] | None = None,
    shown: Mapping[str, object] | None = None,
) -> Response:
    """Give a problem (RFC 9457) to programs and a page to readers.

    Args:
        status: The HTTP status.
        title: What is wrong in a few words; the same for every case of it.
        detail: What is wrong here, and what is possible; pages translate it.
        words: What stands in the places of `detail` that are named as in `%(path)s`.
        shown: What else a page shows; programs are not told.
        more: Further members: `parameter`, `value`, `nearest` …
    """
    extra = dict(more or {})
    if _asks_a_program():
        told = detail % words if words else detail
        body = {"type": "about:blank", "title": title, "status": status, "detail": told} | extra
        response = make_response(msgspec.json.encode(body), status)
        response.mimetype = PROBLEM
        response.vary.add("Accept")
        return response
    extra |= dict(shown or {})
    page = render_template(
        "pages/error.html", status=status, title=title, detail=detail, words=words or {}, **extra
    )
    return make_response(page, status)


def _asks_a_program() -> bool:
    """Tell whether a program asks; for a file that may be a browser, which says it takes HTML."""
    if request.path.startswith(FOR_PROGRAMS):
        return True
    named = (name.lower() for name in request.accept_mimetypes.values())
    return FILE.fullmatch(request.path) is not None and "text/html" not in named


def on_bad_filter(error: BadFilter) -> Response:
    """Answer to a filter that cannot be read, or names what there is not."""
    more = {"parameter": error.parameter, "value": error.value, "nearest": list(error.nearest)}
    shown = {"reason": error.reason, "written": f"{error.parameter}={error.value[:80]}"}
    title = "This filter cannot be read"
    return answer(HTTPStatus.BAD_REQUEST, title, str(error), more=more, shown=shown)


def on_http(error: HTTPException) -> Response:
    """Answer to what Flask and the views refuse; headers such as Allow are kept."""
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    detail = error.description or error.name
    words: dict[str, str] = {}
    shown: dict[str, object] = {}
    if detail == NotFound.description:
        detail, words = _missing(request.path)
        shown = {"missing": request.path}
    response = answer(error.code, error.name, detail, words=words, shown=shown)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _missing(path: str) -> tuple[str, dict[str, str]]:
    """Say what there is not at an address that nothing answers to, and what stands in its words."""
    file = FILE.fullmatch(path)
    if file is None:
        return "There is no page at %(path)s here.", {"path": path[:80]}
    forms = ", ".join(FORMATS if path.startswith("/events.") else SINGLE)
    return "There is no form “%(form)s” here; there are %(forms)s.", {
        "form": file[1],
        "forms": forms,
    }


def on_database(error: DBAPIError) -> Response:
    """Answer to a database that is away, or that a question takes too long."""
    log.warning("database: %s", error.__class__.__name__, exc_info=error)
    slow = "interrupted" in str(error.orig) or "statement timeout" in str(error.orig)
    if not slow and not isinstance(error, OperationalError):
        return on_bug(error)
    detail = (
        "This question takes too long; ask for fewer values or a narrower window."
        if slow
        else "The database does not answer just now."
    )
    response = answer(HTTPStatus.SERVICE_UNAVAILABLE, "Not now", detail)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def on_bug(error: Exception) -> Response:
    """Answer to what should not happen; the log has the trace, the reader has none."""
    log.error("unexpected: %s", error, exc_info=error)
    detail = "Something is wrong on our side; it has been written to the log."
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal error", detail)

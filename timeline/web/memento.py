"""Say of what is shown as of a moment that it is of that moment, and where its other times are."""

from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from flask import Flask, Response, request

from timeline.chronology.filter import BadFilter, parse
from timeline.chronology.grammar import PAGING, PARAMETERS
from timeline.web.public import public_address, public_base

OF_LISTS = ("/events", "/timeline", "/map", "/actor/", "/theme/", "/place/", "/source/", "/event/")


def init_app(app: Flask) -> None:
    """Add the headers to every answer of the past."""
    app.after_request(remembered)


def remembered(response: Response) -> Response:
    """Add when it stood so, and links to the state of now and to the list of its times.

    Source: RFC 7089, sections 2.1.1 and 2.2; RFC 8574 for the address to cite.
    """
    value = request.args.get("as_of", "")
    known = request.path == "/" or request.path.startswith(OF_LISTS)
    if not value or response.status_code != 200 or not known:
        return response
    moment = moment_of(value)
    if moment is None:
        return response
    response.headers["Memento-Datetime"] = moment
    links = (
        ("original", address_of(request.path, without=("as_of",))),
        ("timemap", address_of("/timemap", without=(*PAGING, "as_of", "lang"))),
        ("cite-as", public_address()),
    )
    before = response.headers.getlist("Link")
    response.headers["Link"] = ", ".join(
        [*before, *(f'<{address}>; rel="{name}"' for name, address in links)]
    )
    return response


def moment_of(value: str) -> str | None:
    """Give a moment as HTTP has it; None where it is none, or no day of our era."""
    try:
        found = parse({"as_of": [value]}, strict=True).moment
        return None if found is None else http_date(found)
    except (BadFilter, ValueError):
        return None


def http_date(at: str) -> str:
    """Write a time, ISO 8601, UTC, as HTTP has it. Source: RFC 9110, section 5.6.7."""
    return format_datetime(datetime.fromisoformat(at).astimezone(UTC), usegmt=True)


def address_of(path: str, *, without: tuple[str, ...] = ()) -> str:
    """Write the address of another state of what was asked."""
    kept = [
        pair
        for pair in request.args.items(multi=True)
        if pair[0] not in without and (path != "/timemap" or pair[0] in PARAMETERS)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{public_base()}{path}{query}"

"""Give what the API answers its headers: validators, links to pages, leave for all origins."""

import hashlib
from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, request

import timeline

ORIGINS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Vary": "Accept-Encoding",
}


CACHING = "no-cache, public"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent: the body as JSON, and where the pages before and after it are."""

    body: bytes
    next: str = ""
    previous: str = ""


class Moved(Exception):
    """A record goes by another address now."""

    def __init__(self, address: str) -> None:
        """Say which."""
        self.address = address
        super().__init__(address)


def tag(version: int, what: str) -> str:
    """Make the validator of an answer from the version of the data and what was asked.

    Args:
        version: The version of the data.
        what: Path and query in their canonical form.
    """
    made = hashlib.sha256(f"{timeline.__version__} {version} {what}".encode())
    return made.hexdigest()[:24]


def unchanged(validator: str) -> Response | None:
    """Answer 304 where the reader has it already (RFC 9110, section 13.1.2); None where not."""
    known = request.if_none_match
    if known.star_tag or not known.contains_weak(validator):
        return None
    return validated(Response(status=HTTPStatus.NOT_MODIFIED), validator)


def validated(response: Response, validator: str) -> Response:
    """Put a validator on an answer; caches keep it and ask each time whether it still holds."""
    response.headers["ETag"] = f'W/"{validator}"'
    response.headers["Cache-Control"] = CACHING
    return response


def json(answer: Answer, validator: str) -> Response:
    """Answer with JSON."""
    response = Response(answer.body, mimetype="application/json")
    if found := link(answer):
        response.headers["Link"] = found
    return validated(response, validator)


def link(answer: Answer) -> str:
    """Write the header that names the pages around one (RFC 8288); empty where there are none."""
    pages = (("next", answer.next), ("prev", answer.previous))
    return ", ".join(f'<{address}>; rel="{rel}"' for rel, address in pages if address)


def open_to_all(response: Response) -> Response:
    """Let programs of any origin read what the API and the exports answer, refusals included."""
    if request.blueprint == "api" or request.path.startswith("/api/"):
        for name, value in ORIGINS.items():
            response.headers[name] = value
    return response

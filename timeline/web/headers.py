"""Put on every answer the headers that tell browsers what it may do: very little."""

from functools import cache

from flask import Flask, Response, request

from timeline.web.sheet import first_sheet_digest

EMBED = "/embed/"

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
"""The security policy of content; pages have no inline script, and one inline style at most."""

OPENER = "unsafe-none"
"""A sandboxed embed opens its links in a sandbox as well, and browsers refuse a page there that
asks for an opener policy (HTML, 7.1.3.2); public pages know nothing of their reader to protect."""


PARTS = frozenset({"text/css", "text/javascript"})
"""What is never a page by itself, so that a policy of pages says nothing in it."""


def init_app(app: Flask) -> None:
    """Add the headers to every answer, errors included."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what the answer does not say itself."""
    said = {name.lower() for name, _value in response.headers}
    if "x-content-type-options" not in said:
        response.headers.add("X-Content-Type-Options", "nosniff")
    if response.mimetype in PARTS:
        return response
    for name, value in _usual(embedded=request.path.startswith(EMBED)):
        if name.lower() not in said:
            response.headers.add(name, value)
    return response


@cache
def of_api() -> tuple[tuple[str, str], ...]:
    """Give the headers of an answer that is no page, with their names in small letters."""
    return tuple((name.lower(), value) for name, value in _usual(embedded=False))


@cache
def _usual(*, embedded: bool) -> tuple[tuple[str, str], ...]:
    """Give the headers of a page that says nothing itself."""
    policy = dict(POLICY)
    policy["style-src"] += f" {first_sheet_digest()}"
    if embedded:
        policy["frame-ancestors"] = "*"
    return (
        ("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items())),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", OPENER),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    )

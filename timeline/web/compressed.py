"""Send text compressed to whoever takes it so."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEVEL = 6
LEAST = 600
"""Fewer bytes than this go in one packet as they are."""
TEXT = ("text/", "image/svg", "application/json", "application/problem+json", "application/xml")
ALSO = frozenset({"application/javascript", "application/atom+xml", "application/geo+json"})


def init_app(app: Flask) -> None:
    """Compress every answer that is worth it."""
    app.after_request(compressed)


def compressed(response: Response) -> Response:
    """Compress an answer with gzip (RFC 9110, section 8.4.1.3) for readers who take it.

    What is streamed, is partial or has an encoding already goes as it is. The validator becomes
    weak, since the same page then has two forms.
    """
    if not _compressible(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] <= 0:
        return response
    if response.direct_passthrough:
        response.direct_passthrough = False
        body = _kept(response.get_data())
    else:
        body = gzip.compress(response.get_data(), LEVEL, mtime=0)
    if len(body) < (response.calculate_content_length() or 0):
        response.set_data(body)
        response.content_encoding = "gzip"
        tag, _weak = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)
    return response


def _compressible(response: Response) -> bool:
    mimetype = response.mimetype or ""
    if not (mimetype.startswith(TEXT) or mimetype in ALSO):
        return False
    if response.content_encoding or response.status_code != 200 or response.is_streamed:
        return response.direct_passthrough and response.status_code == 200
    return (response.calculate_content_length() or 0) >= LEAST


@lru_cache(maxsize=64)
def _kept(body: bytes) -> bytes:
    """Compress a file of the site once."""
    return gzip.compress(body, 9, mtime=0)

"""Tell whoever watches over the service whether it lives, and whether it can serve."""

from http import HTTPStatus

import msgspec
from flask import Response
from sqlalchemy import text

from timeline.store.migrate import is_current
from timeline.web.errors import RETRY_SECONDS, answer
from timeline.web.session import session


class Health(msgspec.Struct, frozen=True):
    """A service that is well."""

    status: str


def healthz() -> Response:
    """Say that the process answers; nothing else is touched."""
    return _well("alive")


def readyz() -> Response:
    """Say whether the database answers and has the schema that this program knows."""
    session().execute(text("select 1"))
    if is_current(session().connection().engine):
        return _well("ready")
    refused = answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Not now",
        "The database has another schema than this program; run `timeline db upgrade`.",
    )
    refused.headers["Retry-After"] = RETRY_SECONDS
    return refused


def _well(status: str) -> Response:
    response = Response(msgspec.json.encode(Health(status)), mimetype="application/json")
    response.cache_control.no_store = True
    return response

"""Give each request one reading session, made on first use, that shows what its sender wrote."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from timeline.chronology import stamp
from timeline.settings import Settings
from timeline.store.replicas import SEEN, read_position, replicas_of, write_position
from timeline.store.session import read_connection
from timeline.web.errors import RETRY_SECONDS, answer

KEY = "timeline"
COOKIE = "timeline_seen"
HEADER = "Timeline-Seen"
VERSION = "timeline.version"
"""Where a request keeps the version that was read for it: the newest revision, and its digest."""
COOKIE_SECONDS = 60
"""How long whoever has written is held to what was written; replicas are behind by far less."""


@dataclass(frozen=True, slots=True)
class Service:
    """What the application was made with."""

    engine: Engine
    settings: Settings


class Reading(Session):
    """A session that reads, and takes a connection when it is first asked something."""

    def __init__(self, engine: Engine) -> None:
        """Name the database."""
        super().__init__(autoflush=False, info={stamp.ENGINE: engine})
        self._engine = engine
        self._own: Connection | None = None

    def get_bind(self, *_asked: object, **_more: object) -> Connection:
        """Give the connection."""
        if self._own is None:
            self._own = read_connection(self._engine)
        return self._own

    def close(self) -> None:
        """End what was begun, and give the connection back."""
        super().close()
        if self._own is not None:
            self._own.close()
            self._own = None


def service() -> Service:
    """Give what this application was made with."""
    return cast("Service", current_app.extensions[KEY])


def session() -> Session:
    """Give the reading session of this request."""
    if "session" not in g:
        g.session = Reading(service().engine)
        read = request.environ.get(VERSION)
        if read is not None:
            g.session.info[stamp.VERSION] = read[0]
    return cast("Session", g.session)


def close_session(_error: BaseException | None = None) -> None:
    """End the session of a request, if it had one."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()


def take_seen() -> None:
    """Hold the reading of this request to what its sender says to have written.

    Programs send the header back, browsers the cookie; anything that is no position is passed over.
    """
    told = request.headers.get(HEADER) or request.cookies.get(COOKIE, "")
    g.seen = read_position(told) or 0
    SEEN.set(g.seen)


def give_seen(response: Response) -> Response:
    """Tell whoever has written by this request up to where replicas must have come for them."""
    seen = SEEN.get()
    if seen <= g.get("seen", 0):
        return response
    told = write_position(seen)
    response.headers[HEADER] = told
    response.set_cookie(
        COOKIE,
        told,
        max_age=COOKIE_SECONDS,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def on_none_free(_error: NoneFree) -> Response:
    """Answer when every connection to the database is in use for too long."""
    detail = "Too many ask at the same time; try again in a moment."
    response = answer(HTTPStatus.SERVICE_UNAVAILABLE, "Not now", detail)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def init_app(app: Flask, made: Service) -> None:
    """Attach a service to an application."""
    app.extensions[KEY] = made
    app.teardown_appcontext(close_session)
    app.register_error_handler(NoneFree, on_none_free)
    if replicas_of(made.engine) is not None:
        app.before_request(take_seen)
        app.after_request(give_seen)

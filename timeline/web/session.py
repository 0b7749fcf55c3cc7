"""Give each request one reading session, made on first use and closed with the request."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, g
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline.settings import Settings
from timeline.store.session import read_connection

KEY = "timeline"


@dataclass(frozen=True, slots=True)
class Service:
    """What the application was made with."""

    engine: Engine
    settings: Settings


def service() -> Service:
    """Give what this application was made with."""
    return cast("Service", current_app.extensions[KEY])


def session() -> Session:
    """Give the reading session of this request."""
    if "session" not in g:
        g.connection = read_connection(service().engine)
        g.session = Session(g.connection, autoflush=False)
    return cast("Session", g.session)


def close_session(_error: BaseException | None = None) -> None:
    """End the session of a request, if it had one."""
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()
        g.pop("connection").close()


def init_app(app: Flask, made: Service) -> None:
    """Attach a service to an application."""
    app.extensions[KEY] = made
    app.teardown_appcontext(close_session)

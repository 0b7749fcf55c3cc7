"""Serves the site and, beside it in the same processes, an empty Flask route to compare it with."""

from collections.abc import Iterable
from typing import Any

from flask import Flask

from timeline.settings import load
from timeline.web.app import create_app

HELLO = "/hello"
empty = Flask("empty")
site = create_app(load())


@empty.get(HELLO)
def hello() -> str:
    """Answer with nothing to speak of."""
    return "hello"


def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI
    """Answer by the one or the other."""
    return (empty if environ["PATH_INFO"] == HELLO else site).wsgi_app(environ, start)

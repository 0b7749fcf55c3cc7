"""Keep answers as long as the data stay as they are, and give them before anything else is done."""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol, cast

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header, parse_etags

from timeline.chronology.stamp import data_version
from timeline.store.replicas import replicas_of
from timeline.web.keeping import Answers, Kept, Key
from timeline.web.language import LANGUAGES
from timeline.web.session import VERSION, session

Environ = dict[str, Any]
Start = Callable[..., Any]

NAME = "answers"
ASKED, FAILED = "timeline.asked", "timeline.failed"
VARIES = {"", "accept-encoding", "accept-language"}
OF_A_BODY = {"content-type", "content-length", "content-encoding", "content-language"}
WITHOUT_DATA = ("/s/", "/healthz", "/readyz")
OTHERWISE = ("HTTP_RANGE", "HTTP_AUTHORIZATION", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH")
NEWEST = "select id, digest from revision order by id desc limit 1"


class Watch:
    """Reads the version of an SQLite database over a connection of each thread's own."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        self._address = f"{Path(file).absolute().as_uri()}?mode=ro"
        self._own = threading.local()

    def version(self) -> tuple[int, bytes] | None:
        """Give the newest revision and its digest; None where the database does not answer."""
        try:
            if not hasattr(self._own, "connection"):
                self._own.connection = sqlite3.connect(
                    self._address, uri=True, isolation_level=None, timeout=0.2
                )
            found = self._own.connection.execute(NEWEST).fetchone()
        except sqlite3.Error:
            return None
        return (0, b"") if found is None else (found[0], bytes(found[1]))


class Directly(Protocol):
    """Answers what it can without Flask."""

    def __call__(self, environ: Environ, version: int, *, zipped: bool) -> Kept | None:
        """Give the answer; None where Flask must."""


class Door:
    """Stands before the application: gives what is kept, and else lets it answer."""

    def __init__(
        self, app: Flask, answers: Answers, watch: Watch, language: str, directly: Directly
    ) -> None:
        """Keep what lies behind, the language of the installation, and what answers directly."""
        self._behind = app.wsgi_app
        self._answers = answers
        self._watch = watch
        self._language = language
        self._directly = directly

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        key = key_of(environ, self._language)
        version = self._watch.version() if key else None
        if key is None or version is None:
            return self._behind(environ, start)
        found = self._answers.get(version, key) or self._made(environ, version, key)
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if found is not None and known and has(known, found.tag):
            start("304 NOT MODIFIED", [one for one in found.headers if one[0] not in OF_A_BODY])
            return ()
        if found is not None and found.body is not None:
            start("200 OK", list(found.headers))
            return (found.body,)
        environ[VERSION], environ[ASKED] = version, key
        return self._behind(environ, start)

    def _made(self, environ: Environ, version: tuple[int, bytes], key: Key) -> Kept | None:
        """Have an answer made without Flask, where it can be; what fails is told by Flask."""
        try:
            made = self._directly(environ, version[0], zipped=bool(key[ZIPPED]))
        except Exception as error:  # noqa: BLE001 - raised again, see `fail_again`
            environ[FAILED] = error
            return None
        if made is not None:
            self._answers.keep(version, key, made)
        return made


ZIPPED = 6
"""Which part of a key tells whether the answer is compressed."""


def key_of(environ: Environ, language: str) -> Key | None:
    """Tell what an answer depends on besides the data; None where it is not to be kept."""
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] != "GET" or path.startswith(WITHOUT_DATA):
        return None
    if any(name in environ for name in OTHERWISE):
        return None
    return (
        path,
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_HOST", ""),
        environ.get("wsgi.url_scheme", ""),
        environ.get("SCRIPT_NAME", ""),
        _spoken(environ.get("HTTP_ACCEPT_LANGUAGE", ""), language),
        _zipped(environ.get("HTTP_ACCEPT_ENCODING", "")),
        datetime.now(UTC).date().isoformat(),
    )


@lru_cache(maxsize=256)
def _spoken(accepted: str, usual: str) -> str:
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES, usual) or usual


@lru_cache(maxsize=256)
def _zipped(accepted: str) -> str:
    return "gzip" if parse_accept_header(accepted)["gzip"] > 0 else ""


def has(known: str, tag: str) -> bool:
    """Tell whether a reader has an answer already (RFC 9110, section 13.1.2)."""
    return bool(tag) and (known == f'W/"{tag}"' or parse_etags(known).contains_weak(tag))


def fail_again() -> None:
    """Raise what kept a request from being answered directly, so that it is answered as usual.

    Raises:
        Exception: Whatever it was; it is not tried a second time.
    """
    failed = request.environ.get(FAILED)
    if failed is not None:
        raise failed


def version() -> int:
    """Give the version of the data for this request; the database is asked at most once."""
    read: tuple[int, bytes] | None = request.environ.get(VERSION)
    if read is not None:
        return read[0]
    if "version" not in g:
        g.version = data_version(session())
    return cast("int", g.version)


def keep(response: Response) -> Response:
    """Keep an answer that says of itself that it holds as long as the data do."""
    environ = request.environ
    if ASKED not in environ or not _keepable(response):
        return response
    body = None if response.status_code == HTTPStatus.NOT_MODIFIED else response.get_data()
    response.headers.pop("Content-Length", None)
    headers = tuple((name.lower(), value) for name, value in response.headers)
    if body is not None:
        headers += (("content-length", str(len(body))),)
    answers: Answers = current_app.extensions[NAME]
    answers.keep(
        environ[VERSION], environ[ASKED], Kept(response.get_etag()[0] or "", headers, body)
    )
    return response


def _keepable(response: Response) -> bool:
    if response.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        return False
    if response.is_streamed or response.direct_passthrough or "Set-Cookie" in response.headers:
        return False
    caching = response.headers.get("Cache-Control", "")
    varies = {name.strip() for name in response.headers.get("Vary", "").lower().split(",")}
    holds = "ETag" in response.headers or "immutable" in caching
    return holds and "public" in caching and "no-store" not in caching and varies <= VARIES


def init_app(app: Flask, engine: Engine, language: str, directly: Directly) -> None:
    """Stand before an application whose database is an SQLite file.

    Other databases are asked for their version over a network, which costs what an answer does:
    what stands between such a site and its readers had better keep the answers.
    """
    app.extensions[NAME] = Answers()
    file = engine.url.database
    if engine.dialect.name != "sqlite" or file in (None, "", ":memory:") or replicas_of(engine):
        return
    usual = language.partition("-")[0].lower()
    usual = usual if usual in LANGUAGES else next(iter(LANGUAGES))
    app.before_request(fail_again)
    app.after_request(keep)  # registered first, and so the last to see an answer
    door = Door(app, app.extensions[NAME], Watch(str(file)), usual, directly)
    app.wsgi_app = door  # type: ignore[method-assign, assignment]

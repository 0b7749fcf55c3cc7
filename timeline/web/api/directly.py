"""Answer the list of events of the API before Flask, where nothing about it is out of the way.

It is what programs ask most, and costs less than what Flask does around it. Whatever is unusual is
left to Flask: a filter that cannot be read, another host than those that are trusted.
"""

import gzip
import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import Engine
from werkzeug.sansio.utils import host_is_trusted

from timeline.chronology.filter import BadFilter
from timeline.chronology.stamp import VERSION
from timeline.web import compressed, headers
from timeline.web.api import answers, events
from timeline.web.api.asked import events as asked_events
from timeline.web.api.operations import OPERATIONS
from timeline.web.cache import has
from timeline.web.keeping import Kept
from timeline.web.session import Reading

HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?\Z")
LIST = next(one for one in OPERATIONS if one.path == events.PATH)
FIXED = (
    ("content-type", "application/json"),
    ("cache-control", answers.CACHING),
    *((name.lower(), value) for name, value in answers.ORIGINS.items()),
    ("x-content-type-options", "nosniff"),
)


class Directly:
    """Answers by the same functions as the view of the operation, with the same headers."""

    def __init__(self, engine: Engine, trusted: tuple[str, ...]) -> None:
        """Keep the database, and the hosts by which the site may be asked for; none is any."""
        self._engine = engine
        self._trusted = trusted

    def __call__(self, environ: dict[str, Any], version: int, *, zipped: bool) -> Kept | None:
        """Make the answer to a request; None where Flask must.

        Args:
            environ: The request (PEP 3333); its method is GET.
            version: The version of the data.
            zipped: Whether whoever asks takes gzip.
        """
        if environ["PATH_INFO"] != events.PATH or not self._known(environ.get("HTTP_HOST", "")):
            return None
        try:
            asked = asked_events(_parameters(environ.get("QUERY_STRING", "")))
            tag = answers.tag(version, f"{LIST.name}  {asked.query()}")
            if has(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
                return Kept(tag, _headers(tag), None)
            with Reading(self._engine) as session:
                session.info[VERSION] = version
                answer = events.events(session, asked, "")
        except (BadFilter, UnicodeError):
            return None
        body = answer.body
        encoding: tuple[tuple[str, str], ...] = ()
        if zipped and len(body) >= compressed.LEAST:
            smaller = gzip.compress(body, compressed.LEVEL, mtime=0)
            if len(smaller) < len(body):
                body, encoding = smaller, (("content-encoding", "gzip"),)
        link = answers.link(answer)
        more = (*encoding, *((("link", link),) if link else ()))
        return Kept(tag, _headers(tag, *more, ("content-length", str(len(body)))), body)

    def _known(self, host: str) -> bool:
        if not HOST.match(host):
            return False
        return not self._trusted or _trusts(self._trusted, host)


@lru_cache(maxsize=256)
def _trusts(trusted: tuple[str, ...], host: str) -> bool:
    return host_is_trusted(host, trusted)


def _headers(tag: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (("etag", f'W/"{tag}"'), *more, *FIXED, *headers.of_api())


def _parameters(query: str) -> dict[str, list[str]]:
    """Read a query as the requests of Flask do; bytes are handed over as Latin-1 (PEP 3333).

    Raises:
        UnicodeError: If it is not UTF-8.
    """
    found: dict[str, list[str]] = {}
    text = query.encode("latin-1").decode()
    for name, value in parse_qsl(text, keep_blank_values=True, errors="strict"):
        found.setdefault(name, []).append(value)
    return found

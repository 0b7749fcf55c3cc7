"""Keep the language that an address asks for in every address of the page that answers it."""

import re
from functools import lru_cache
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Response, request

from timeline.web.language import PARAMETER, asked_language

ADDRESS = re.compile(r'( (?:href|src)=")([/?][^"]*)"')
"""An address of this site in a page; texts have no quotation marks that are not escaped."""
FORM = re.compile(r"<form\b[^>]*>")
ACTION = re.compile(r'( action=")([/?][^"]*)"')
NOT_PAGES = re.compile(
    r"/(?:s|t|api|openapi\.json|healthz|readyz|oembed)(?:/|$)|.*\.[a-z0-9]{2,7}$"
)
"""Addresses whose answers have no language of the interface: files, tiles, data."""
PAGE = "text/html"


def keep_language(response: Response) -> Response:
    """Add the language to the addresses of pages in an answer, where its own address has one."""
    asked = asked_language()
    if not asked:
        return response
    if response.location:
        response.location = _with_language(response.location, asked, request.host)
    if response.mimetype == PAGE and not response.is_streamed and not response.direct_passthrough:
        html, host = response.get_data(as_text=True), request.host
        html = ADDRESS.sub(lambda found: _kept(found, asked, host), html)
        response.set_data(FORM.sub(lambda found: _kept_by_form(found[0], asked, host), html))
    return response


def _kept(found: re.Match[str], asked: str, host: str) -> str:
    start, address = found.groups()
    return f'{start}{_in_markup(address, asked, host)}"'


def _kept_by_form(tag: str, asked: str, host: str) -> str:
    """Keep the language in a form: one that posts has it in its address, others in a field."""
    if 'method="post"' in tag:
        return ACTION.sub(lambda found: _kept(found, asked, host), tag)
    return f'{tag}<input type="hidden" name="{PARAMETER}" value="{asked}">'


@lru_cache(maxsize=8192)
def _in_markup(address: str, asked: str, host: str) -> str:
    """Write an address of a page; most stand on one page after the other."""
    plain = address.replace("&amp;", "&")
    changed = _with_language(plain, asked, host)
    return address if changed == plain else escape(changed, quote=True)


def _with_language(address: str, asked: str, host: str) -> str:
    parts = urlsplit(address)
    if (parts.netloc and parts.netloc != host) or NOT_PAGES.match(parts.path):
        return address
    if any(name == PARAMETER for name, _value in parse_qsl(parts.query, keep_blank_values=True)):
        return address
    query = "&".join(filter(None, (parts.query, urlencode({PARAMETER: asked}))))
    return urlunsplit(parts._replace(query=query))

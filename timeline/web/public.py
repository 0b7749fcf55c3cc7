"""Say under which address the site is published, for links that leave it."""

from flask import request
from werkzeug.exceptions import SecurityError

from timeline.web.session import service


def public_base() -> str:
    """Give the public address of the site, without a slash at its end.

    Returns:
        What the settings say; else host and prefix as this request came by them (WSGI, PEP 3333,
        SCRIPT_NAME). Empty for a request that was sent to a host which is not ours.
    """
    try:
        return (service().settings.base_url or request.root_url).rstrip("/")
    except SecurityError:
        return ""


def public_address() -> str:
    """Give the whole public address of what was asked, its query included."""
    return public_base() + request.url.removeprefix(request.root_url.rstrip("/"))

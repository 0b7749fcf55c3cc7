"""Set what frames every page at little cost: its alternates, the way round the site, its feeds."""

from collections.abc import Hashable
from functools import partial
from typing import cast

from flask import current_app, g, request
from markupsafe import Markup

from timeline.chronology.filter import EventFilter
from timeline.web.language import LANGUAGES, PARAMETER, language
from timeline.web.pages.asked import instead, list_address
from timeline.web.pages.escaped import safe
from timeline.web.pages.fragments import kept, kept_always
from timeline.web.session import service

FEEDS = {
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
    "rss": "application/rss+xml",
    "ics": "text/calendar",
}
"""The forms in which a list is followed, with their media types."""
WAYS = frozenset(
    ("/", "/timeline", "/events", "/map", "/actors", "/themes", "/places", "/sources", "/dates")
) | {"/about"}
"""The pages that the way round the site leads to, each of which says there that it is here."""


def alternates(base: str) -> Markup:
    """Name this page in each language, for machines (HTML, 4.6.7.1, `hreflang`).

    Args:
        base: The public address of the site.
    """
    usual, others = _in_languages()
    start = safe(base)
    return Markup(  # noqa: S704 - escaped
        "".join(
            f'<link rel="alternate" hreflang="{code}" href="{start}{to}">\n'
            for code, to in (*others.items(), ("x-default", usual))
        )
    )


def tongues() -> Markup:
    """Offer this page in each language, for readers."""
    _usual, others = _in_languages()
    own = language()
    items = []
    for code, to in others.items():
        here = ' aria-current="true"' if code == own else ""
        said = f'lang="{code}" hreflang="{code}"{here}'
        items.append(f'<li><a href="{to}" {said}>{LANGUAGES[code]}</a></li>')
    return Markup("".join(items))  # noqa: S704 - escaped


def _in_languages() -> tuple[str, dict[str, str]]:
    """Write the address of this page without a language, and with each, as markup."""
    found: tuple[str, dict[str, str]] | None = g.get("in_languages")
    if found is None:
        usual = safe(instead(PARAMETER, ""))
        more = f"{usual}{'&amp;' if '?' in usual else '?'}{PARAMETER}="
        g.in_languages = found = usual, {code: more + code for code in LANGUAGES}
    return found


def top() -> Markup:
    """Set the head of the page: marks, name of the site, search, ways round it; made once."""
    return _piece("top", request.path if request.path in WAYS else "")


def foot() -> Markup:
    """Set the beginning of the foot of the page; made once."""
    return _piece("foot", "")


def offer(embedding: Hashable | None, title: str, base: str) -> Markup:
    """Offer this page to other sites, as a frame and as a picture; made once for its filter.

    Args:
        embedding: How it is shown there; None where it cannot be.
        title: What it is called there.
        base: The public address of the site.
    """
    if embedding is None:
        return Markup()
    made = partial(macro, "parts/embed.html", "offer", embedding, title, base)
    return kept_always(("offer", embedding, title, type(title), base, language()), made)


def _piece(name: str, path: str) -> Markup:
    made = partial(macro, "parts/frame.html", name, service().settings.site_title, path)
    return kept_always(("frame", name, path, language()), made)


def macro(template: str, name: str, *words: object) -> Markup:
    """Set a piece by a macro of a template.

    Args:
        template: Its name.
        name: Of the macro.
        words: What the macro is given.
    """
    macros = current_app.jinja_env.get_template(template).module
    return cast("Markup", getattr(macros, name)(*words))


def feeds(given: EventFilter) -> Markup:
    """Name the feeds of a list, for machines; made once for a filter."""
    first = given.changed()
    return kept(("feeds", first), lambda: _feeds(first))


def _feeds(given: EventFilter) -> Markup:
    title = safe(service().settings.site_title)
    return Markup(  # noqa: S704 - escaped
        "".join(
            f'<link rel="alternate" type="{kind}" title="{title}"'
            f' href="{safe(list_address(given, form))}">\n'
            for form, kind in FEEDS.items()
        )
    )

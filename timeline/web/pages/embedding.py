"""Say how a page is shown on other sites: its embed, its picture, and the code that does it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import cast
from urllib.parse import parse_qsl, quote, unquote, urlencode

from flask import g, request
from markupsafe import Markup

from timeline.chronology.grammar import PAGING, PARAMETERS
from timeline.web.language import PARAMETER as LANGUAGE
from timeline.web.pages.door import blueprint

WIDTH = 760
HEIGHTS = {"event": 420, "events": 600, "timeline": 720, "map": 640}
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""What an embed may do: open a page that the reader presses for, in a window of its own."""
KEPT = frozenset({*PARAMETERS, "bbox", LANGUAGE} - PAGING | {"limit"})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Embedding:
    """How a page is shown on other sites; addresses are paths of this site.

    Attributes:
        kind: event, events, timeline or map.
        path: the embed.
        picture: the same as an SVG picture; empty where there is none.
    """

    kind: str
    path: str
    picture: str

    @property
    def height(self) -> int:
        """How many pixels high it is to be shown."""
        return HEIGHTS[self.kind]

    def code(self, base: str, title: str, width: int = WIDTH, height: int = 0) -> str:
        """Write the element that shows it.

        Args:
            base: The public address of the site.
            title: What readers of the screen are told that it is.
            width: In pixels; it is narrower where there is less room.
            height: In pixels; 0 for its own.
        """
        source, said = escape(base + self.path), _said(title)
        size = f'width="{width}" height="{height or self.height}"'
        return (
            f'<iframe src="{source}" title="{said}" {size}'
            f' style="border:0;max-width:100%" loading="lazy" sandbox="{SANDBOX}"'
            ' referrerpolicy="strict-origin-when-cross-origin"></iframe>'
        )

    def image(self, base: str, title: str) -> str:
        """Write the element that shows its picture, which no script and no frame is needed for."""
        source, said = escape(base + self.picture), _said(title)
        return f'<img src="{source}" alt="{said}" style="max-width:100%" loading="lazy">'


def _said(title: str) -> str:
    """Write a title into an attribute; what a template has escaped already is not escaped twice."""
    plain = str(title.unescape()) if isinstance(title, Markup) else title
    return escape(" ".join(plain.split()))


@blueprint.app_context_processor
def offered() -> dict[str, object]:
    """Let every page tell how it is embedded itself."""
    return {"embedding": embedding_here}


def embedding_here() -> Embedding | None:
    """Tell how the page that is being made is embedded; None where it cannot be."""
    if "embedding" not in g:
        g.embedding = embedding_of(request.path, request.query_string.decode(errors="replace"))
    return cast("Embedding | None", g.embedding)


def embedding_of(path: str, query: str) -> Embedding | None:
    """Tell how the page at an address is embedded; None where it cannot be.

    Args:
        path: The path of a page of this site, as it is written in an address.
        query: The query of its address; what is not a matter of the filter is left out.
    """
    asked = parse_qsl(query)
    plain = unquote(path)
    for pattern, made in PAGES:
        found = pattern.fullmatch(plain)
        if found is not None:
            return made(found.groups(), [pair for pair in asked if pair[0] in KEPT])
    return None


def _address(path: str, asked: Pairs) -> str:
    query = urlencode(asked, safe=",/~:.[]", quote_via=quote)
    return f"{path}?{query}" if query else path


def _list(kind: str) -> Callable[[Sequence[str], Pairs], Embedding]:
    def made(_parts: Sequence[str], asked: Pairs) -> Embedding:
        picture = "" if kind == "map" else _address("/timeline.svg", asked)
        return Embedding(kind, _address(f"/embed/{kind}", asked), picture)

    return made


def _event(parts: Sequence[str], asked: Pairs) -> Embedding:
    kept = [pair for pair in asked if pair[0] in ("as_of", LANGUAGE)]
    path = _address(f"/embed/event/{parts[0]}", kept)
    return Embedding("event", path, _address(f"/event/{parts[0]}.svg", kept))


def _subject(*names: str) -> Callable[[Sequence[str], Pairs], Embedding]:
    def made(parts: Sequence[str], asked: Pairs) -> Embedding:
        own = list(zip(names, parts, strict=True))
        return _list("events")((), [*own, *(pair for pair in asked if pair not in own)])

    return made


def _year(parts: Sequence[str], asked: Pairs) -> Embedding:
    return _list("events")((), [("from", parts[0]), ("to", parts[0]), *asked])


PAGES: tuple[tuple[re.Pattern[str], Callable[[Sequence[str], Pairs], Embedding]], ...] = (
    (re.compile(r"/(?:timeline|timeline\.svg|embed/timeline)?"), _list("timeline")),
    (re.compile(r"/(?:embed/)?events"), _list("events")),
    (re.compile(r"/(?:embed/)?map"), _list("map")),
    (re.compile(r"/(?:embed/)?event/([0-9]{1,18})(?:\.svg|/[^/]*)?"), _event),
    (re.compile(r"/actor/([^/]+)/with/([^/]+)"), _subject("actor", "actor")),
    (re.compile(r"/actor/([^/]+)"), _subject("actor")),
    (re.compile(r"/theme/(.+)"), _subject("theme")),
    (re.compile(r"/place/([^/]+)"), _subject("place")),
    (re.compile(r"/source/([^/]+)"), _subject("source")),
    (re.compile(r"/(?:year|day)/(-?[0-9][0-9-]{3,9})"), _year),
)
"""The pages that can be embedded, by path, each with what makes its embed."""

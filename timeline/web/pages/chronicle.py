"""Set the entries of a page under their years and months, and its numbered sources."""

from markupsafe import Markup

from timeline.web.language import gettext, language, later
from timeline.web.pages.entries import Entry, Note, Year
from timeline.web.pages.escaped import safe
from timeline.web.pages.pieces import refs
from timeline.web.pages.told import Told

BACKS = 12
"""To how many entries a source leads back at most."""
EVENTS, POSSIBLY, SOURCES = later("Events"), later("possibly"), later("Sources of this page")


def chronicle(told: Told, state: str = "", level: int = 2) -> Markup:
    """Set the entries of a page.

    Args:
        told: The page.
        state: The query by which its filter is kept when an event is opened.
        level: Of the heads of years.
    """
    query = f"?{safe(state)}" if state else ""
    return Markup("".join(_year(one, query, level) for one in told.years))  # noqa: S704 - escaped


def _year(one: Year, query: str, level: int) -> str:
    name, edtf = safe(one.name), safe(one.edtf)
    if not name:
        title = f'<h{level} class="unseen">{gettext(EVENTS)}</h{level}>'
    else:
        link = f'<a href="/year/{edtf}">{name}</a>' if edtf else name
        title = f'<h{level} class="head">{link}</h{level}>'
    own = f' id="y{edtf}"' if edtf else ""
    parts = [f'<section class="year"{own}>\n{title}']
    code = language()
    possibly = f'<span class="badge doubt">{gettext(POSSIBLY)}</span>'
    for month in one.months:
        inner = level + 1
        if month.name:
            parts.append(f'<h{inner} class="month">{safe(month.name)}</h{inner}>')
            inner += 1
        parts.append('\n<ol class="entries">\n')
        parts += [_entry(entry, query, inner, possibly, code) for entry in month.entries]
        parts.append("</ol>\n")
    parts.append("</section>\n")
    return "".join(parts)


def _entry(one: Entry, query: str, level: int, possibly: str, code: str) -> str:
    opened, to, linked, told, text, facts = one.piece.cuts
    doubt = possibly if one.possibly else ""
    notes = refs(one.notes, code)
    return f"{opened}{level}{to}{query}{linked}{level}{told}{doubt}{text}{notes}{facts}"


def sources(notes: tuple[Note, ...], level: int = 2) -> Markup:
    """Set the numbered sources of a page, each with links back to what rests on it.

    Args:
        notes: The sources.
        level: Of their head.
    """
    if not notes:
        return Markup()
    items = "".join(map(_note, notes))
    head = f'<h{level} id="sources-head">{gettext(SOURCES)}</h{level}>'
    return Markup(  # noqa: S704 - of pieces that are escaped
        f'<section class="notes" id="sources" aria-labelledby="sources-head">\n{head}\n'
        f"<ol>\n{items}</ol>\n</section>\n"
    )


def _note(note: Note) -> str:
    pieces = note.pieces
    if len(pieces) == 1:
        backs = f'<a href="#e{pieces[0].event}">↑{pieces[0].back}'
    else:
        backs = " ".join(
            f'<a href="#e{one.event}">↑{place}{one.back}'
            for place, one in enumerate(pieces[:BACKS], start=1)
        )
    number = note.number
    opened = f'<li id="s{number}" value="{number}">{note.line}'
    return f'{opened}\n<span class="backs">{backs}</span></li>\n'

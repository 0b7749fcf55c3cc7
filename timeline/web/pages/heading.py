"""Name a list by its filter, and an event by its title and date, for what has no page around it."""

from flask import current_app
from markupsafe import Markup

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.web.language import gettext
from timeline.web.pages.dated import date_words
from timeline.web.pages.told import filter_chips
from timeline.web.session import service, session


def heading(given: EventFilter) -> str:
    """Name a list as the head of its page does: the names in its filter and its window.

    Raises:
        BadFilter: If the filter names what there is not.
    """
    parts = filter_chips(session(), given)
    bare = f"{gettext('Chronology')} · {service().settings.site_title}"
    macros = current_app.jinja_env.get_template("parts/chips.html").module
    said = macros.heading(parts, bare)  # type: ignore[attr-defined]
    return Markup(said).unescape().strip()  # noqa: S704 - the macro has escaped it


def event_title(event: shapes.Event) -> str:
    """Name an event by its title and date."""
    return f"{event.title}, {date_words(event.date.edtf).words}"

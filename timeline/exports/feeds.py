"""List the forms to be subscribed to: feeds and calendars."""

from timeline.exports.form import Format
from timeline.exports.to_atom import to_atom
from timeline.exports.to_ics import to_ics
from timeline.exports.to_jsonfeed import to_jsonfeed
from timeline.exports.to_rss import to_rss

FORMS = (
    Format(
        "atom",
        "application/atom+xml",
        "feed of what changed last, corrections included",
        to_atom,
        recent=True,
    ),
    Format("rss", "application/rss+xml", "the same for older readers", to_rss, recent=True),
    Format(
        "jsonfeed",
        "application/feed+json",
        "the same for programs",
        to_jsonfeed,
        recent=True,
        ending="json",
    ),
    Format("ics", "text/calendar", "calendar of the events", to_ics, recent=True, whole=True),
)

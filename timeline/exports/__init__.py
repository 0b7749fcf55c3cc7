"""Rows in, documents out: every form in which a chronology leaves the house, as one table."""

from collections.abc import Mapping

from timeline.exports import bibliography, data, feeds, reading
from timeline.exports.form import File, Format, NotInstalled, TooMany, Write
from timeline.exports.head import Head, Wishes

FORMATS: Mapping[str, Format] = {
    one.name: one for one in (*data.FORMS, *reading.FORMS, *bibliography.FORMS, *feeds.FORMS)
}
"""Every form by name; a new one is a file of its own and a line in the list of its sort."""
SINGLE = ("json", *(one.name for one in FORMATS.values() if one.single))
"""The forms in which one event alone can be had."""

__all__ = [
    "FORMATS",
    "SINGLE",
    "File",
    "Format",
    "Head",
    "NotInstalled",
    "TooMany",
    "Wishes",
    "Write",
]

"""List the forms to be subscribed to: feeds and calendars."""

from timeline.exports.form import Format

FORMS: tuple[Format, ...] = ()

"""List the forms that carry the sources alone, for reference managers."""

from timeline.exports.form import Format

FORMS: tuple[Format, ...] = ()

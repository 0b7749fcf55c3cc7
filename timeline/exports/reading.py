"""List the forms that are read as documents, with notes and sources."""

from timeline.exports.form import Format
from timeline.exports.to_markdown import to_markdown

FORMS = (
    Format(
        "md",
        "text/markdown",
        "document with numbered notes and sources",
        to_markdown,
        single=True,
    ),
)

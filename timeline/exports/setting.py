"""Tell which documents are set as a whole by other programs, and so take a while."""

from collections.abc import Callable
from dataclasses import dataclass

from timeline.exports.documents.engine import installed, pandoc
from timeline.exports.documents.forms import MOST_EVENTS, MOST_IN_PDF
from timeline.exports.documents.pdf import typesetter
from timeline.exports.head import Head

ALWAYS = frozenset({"docx", "odt", "pdf", "epub", "tex"})
"""The forms that are always set as a whole."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set.

    Attributes:
        most: how many events it takes.
        check: raises NotInstalled where a program for it is missing.
    """

    most: int
    check: Callable[[], object]


def setting_of(form: str, head: Head) -> Setting | None:
    """Tell how a document of a form is set; None for what is streamed.

    Args:
        form: The name of the form.
        head: Its head, with the wishes of the reader.
    """
    if form == "pdf":
        return Setting(MOST_IN_PDF, _typesetter)
    styled = bool(head.wishes.style or head.wishes.csl)
    long_page = head.total > MOST_EVENTS
    if form in ALWAYS or (form in ("html", "md") and styled):
        return Setting(MOST_EVENTS, pandoc)
    return (
        Setting(MOST_EVENTS, pandoc) if form == "html" and installed() and not long_page else None
    )


def _typesetter() -> None:
    pandoc()
    typesetter()

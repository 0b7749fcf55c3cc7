"""List the forms that are read as documents, with notes and sources."""

from collections.abc import Iterable, Iterator

from timeline import shapes
from timeline.exports.documents.forms import MOST_IN_PDF, document
from timeline.exports.documents.pdf import to_pdf
from timeline.exports.documents.word import to_docx, to_odt
from timeline.exports.documents.writers import to_book, to_latex, to_page, to_styled_markdown
from timeline.exports.form import Format
from timeline.exports.head import Head
from timeline.exports.setting import setting_of
from timeline.exports.to_html import to_html
from timeline.exports.to_markdown import to_markdown
from timeline.exports.to_wiki import to_wiki

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def markdown(events: Iterable[shapes.Event], head: Head) -> Iterator[str] | Iterator[bytes]:
    """Write Markdown: streamed and in the house's own words, or in the style that is wished for."""
    if setting_of("md", head) is None:
        return to_markdown(events, head)
    return document(to_styled_markdown)(events, head)


def page(events: Iterable[shapes.Event], head: Head) -> Iterator[str] | Iterator[bytes]:
    """Write a web page: in the style wished for, or streamed and in the house's own words.

    The latter where there is no pandoc, or there are more events than it takes.
    """
    if setting_of("html", head) is None:
        return to_html(events, head)
    return document(to_page)(events, head)


FORMS = (
    Format("md", "text/markdown", "document with notes and sources", markdown, single=True),
    Format("html", "text/html", "one web page that works from a file", page, single=True),
    Format("docx", WORD, "for Word, with footnotes", document(to_docx), single=True),
    Format(
        "odt",
        "application/vnd.oasis.opendocument.text",
        "for LibreOffice, with footnotes",
        document(to_odt),
        single=True,
    ),
    Format(
        "pdf",
        "application/pdf",
        "to print and to pass on, with footnotes (PDF/UA)",
        document(to_pdf, MOST_IN_PDF),
        single=True,
    ),
    Format("epub", "application/epub+zip", "for readers of books", document(to_book), single=True),
    Format("tex", "application/x-tex", "LaTeX, with footnotes", document(to_latex), single=True),
    Format("wiki", "text/plain", "for wikis: MediaWiki with cite templates", to_wiki, single=True),
)

"""Read an article out of a web page: its text, title, author, date, site and language."""

from dataclasses import dataclass

from timeline.intake.table import BadTable

MOST_BYTES = 5_000_000
"""The largest page that is read."""
NO_FILE = "the page has no article that could be found; save its text and read that"


@dataclass(frozen=True, slots=True)
class PageArticle:
    """What a page says of its article; empty where it does not say. `published` is EDTF."""

    text: str
    title: str
    author: str
    published: str
    site: str
    language: str
    url: str


def read_page(page: bytes, url: str = "") -> PageArticle:
    """Read the article of a web page; nothing is fetched.

    Args:
        page: The page as bytes.
        url: Its address, where known.

    Raises:
        BadTable: If it is too large, or holds no article that can be found.
    """
    if len(page) > MOST_BYTES:
        raise BadTable(f"the page has more than {MOST_BYTES:,} bytes")
    import trafilatura  # noqa: PLC0415 - slow to import, and only pages need it

    found = trafilatura.bare_extraction(
        page, url=url or None, with_metadata=True, include_comments=False, include_tables=False
    )
    text = getattr(found, "text", None)
    if not text:
        raise BadTable(NO_FILE)
    return PageArticle(
        text="\n\n".join(line.strip() for line in text.split("\n") if line.strip()),
        title=_said(found, "title"),
        author=_said(found, "author"),
        published=_said(found, "date"),
        site=_said(found, "sitename"),
        language=_said(found, "language"),
        url=url or _said(found, "url"),
    )


def _said(found: object, name: str) -> str:
    return str(getattr(found, name, None) or "")

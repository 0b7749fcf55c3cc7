"""See that what is to be written fits every database and address: text, slugs, numbers, lengths."""

import re

import msgspec

from timeline import shapes
from timeline.review.act import Refused
from timeline.store.order import LAST_POSITION

TITLE_LIMIT = 500
SUMMARY_LIMIT = 100_000
SLUG_LIMIT = 200
MOST_ID = (1 << 63) - 1
"""The greatest key that an integer column holds."""

ENCODER = msgspec.json.Encoder()
SLUG = re.compile(r"[^\W_](?:[\w.~-]*[^\W_])?")
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def check_text(value: object) -> None:
    """See that no text anywhere in a value holds what a database cannot keep.

    Raises:
        Refused: At a NUL character, half a surrogate pair, or a nesting too deep to be written.
    """
    try:
        written = ENCODER.encode(value)
    except UnicodeEncodeError:
        raise Refused("half a surrogate pair stands in the text; write whole characters") from None
    except RecursionError:
        raise Refused("it is nested too deeply") from None
    if rb"\u0000" in written and NUL.search(written):
        raise Refused("a NUL character stands in the text")


def check_slug(slug: str, *, path: bool = False) -> None:
    """See that a slug can stand in an address and in a filter.

    Args:
        slug: The slug; empty says nothing.
        path: Whether it may have several parts, divided by slashes.

    Raises:
        Refused: If it cannot.
    """
    if not slug or (len(slug) <= SLUG_LIMIT and SLUG.fullmatch(slug)):
        return
    parts = slug.split("/") if path else [slug]
    if len(slug) > SLUG_LIMIT or not all(map(SLUG.fullmatch, parts)):
        raise Refused(
            f"slug {slug[:80]!r}: at most {SLUG_LIMIT} letters and digits, with hyphens, dots or "
            "underscores between them"
        )


def check_event(shape: shapes.Event) -> None:
    """See that an event fits, whatever door it came in by.

    Raises:
        Refused: With the first thing that does not.
    """
    check_text(shape)
    if not shape.title.strip() or len(shape.title) > TITLE_LIMIT:
        raise Refused(f"a title has between 1 and {TITLE_LIMIT} characters")
    if len(shape.summary) > SUMMARY_LIMIT:
        raise Refused(f"a summary has at most {SUMMARY_LIMIT} characters")
    if not 0 <= shape.significance <= 1:
        raise Refused(f"significance {shape.significance:g} does not lie between 0 and 1")
    if shape.position is not None and not 0 <= shape.position <= LAST_POSITION:
        raise Refused(f"position {shape.position} does not lie between 0 and {LAST_POSITION}")

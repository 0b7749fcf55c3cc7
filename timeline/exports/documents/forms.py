"""Make documents: take the events in, cite once, and write the form that is wished for."""

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from timeline import shapes
from timeline.exports.documents.citing import Cited, cite
from timeline.exports.documents.engine import pandoc
from timeline.exports.documents.style import Style, find_style
from timeline.exports.form import TooMany, Write
from timeline.exports.head import Head
from timeline.exports.outline import Outline
from timeline.exports.tally import Tally

log = logging.getLogger(__name__)
"""Tells how far a document is, for whoever waits for it."""

MOST_EVENTS = 5_000
"""Events of a document that is set by pandoc: a minute, and about a gigabyte of memory."""
MOST_IN_PDF = 2_500
PIECE = 256 * 1024
Finish = Callable[[Cited, Path, int], bytes]
"""Writes a worded tree, in a folder to work in, with the time that the document bears."""


def document(finish: Finish, most: int = MOST_EVENTS) -> Write:
    """Make what writes a form of document.

    Args:
        finish: Writes the worded tree.
        most: How many events it takes.
    """

    def write(events: Iterable[shapes.Event], head: Head) -> Iterator[bytes]:
        pandoc()
        style = find_style(head.wishes.style, head.wishes.csl)
        check_length(head.total, most)
        with Tally.of(_no_more_than(events, most)) as tally:
            made = _made(Outline.of(tally, head), style, finish)
        for start in range(0, len(made), PIECE):
            yield made[start : start + PIECE]

    return write


def check_length(events: int, most: int) -> None:
    """See that a document is not too long.

    Raises:
        TooMany: If it is; the message says what to do.
    """
    if events > most:
        raise TooMany(
            f"{events:,} events are too many for one document of this form, which takes {most:,};"
            " narrow the window (from, to) and make several, or take csv, json or md"
        )


def _no_more_than(events: Iterable[shapes.Event], most: int) -> Iterator[shapes.Event]:
    for number, event in enumerate(events, start=1):
        check_length(number, most)
        yield event


def _made(outline: Outline, style: Style, finish: Finish) -> bytes:
    epoch = epoch_of(outline.head)
    started = time.perf_counter()
    tally = outline.tally
    sources = len(tally.sources)
    log.info("%s events, %s citations of %s sources", tally.told, tally.citations, sources)
    with tempfile.TemporaryDirectory(prefix="timeline-") as name:
        folder = Path(name)
        cited = cite(outline, style, folder, epoch)
        log.info("cited in %.1f s", time.perf_counter() - started)
        made = finish(cited, folder, epoch)
    log.info("written in %.1f s", time.perf_counter() - started)
    return made


def epoch_of(head: Head) -> int:
    """Give the time that a document bears, in seconds since 1970: that of the newest change."""
    said = head.changed or head.generated
    try:
        return max(0, int(datetime.fromisoformat(said).timestamp())) if said else 0
    except ValueError:
        return 0

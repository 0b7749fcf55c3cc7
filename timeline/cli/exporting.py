"""Write exports to a file or to standard output."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import every_document
from timeline.chronology.stamp import data_version
from timeline.chronology.whole import Needs, events_of, overview_of
from timeline.cli.archiving import ARCHIVE, archive_of, write_folder
from timeline.exports import FORMATS, Format, Head, NotInstalled, TooMany, Wishes
from timeline.exports.documents.engine import Failed
from timeline.exports.documents.own_styles import read_file
from timeline.exports.documents.style import STYLES, BadStyle
from timeline.exports.fixed import LANGUAGES
from timeline.exports.heading import Imprint, head_of
from timeline.exports.script import Script
from timeline.exports.wishes import WORDED, read_wishes
from timeline.review.act import Refused, now
from timeline.settings import Settings
from timeline.store.session import reading

FORMAT_NAMES = (*FORMATS, ARCHIVE)
LONG = 500
"""From how many events on a document says how far it is."""
Command = TypeVar("Command", bound=Callable[..., Any])


def write_export(
    engine: Engine,
    settings: Settings,
    given: EventFilter,
    format_name: str | None,
    output: Path | None,
    wishes: Wishes | None = None,
) -> int:
    """Write the chronology of a filter; a file appears only when it is whole.

    Args:
        engine: The database.
        settings: What the installation is called.
        given: The filter.
        format_name: One of `FORMAT_NAMES`; else the extension of `output` says it.
        output: The file; None is standard output.
        wishes: How a document is wished for.

    Returns:
        How many events were written.

    Raises:
        click.UsageError: If nothing says the format.
        Refused: If there is no folder to write into, or the document cannot be made.
    """
    made = FORMATS.get(_named(format_name or (output.suffix[1:].lower() if output else "")))
    if output is not None and not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}")
    with reading(engine) as session, told_how_far() as tell:
        head = _head(session, settings, given, made, wishes or Wishes())
        try:
            if made is not None and made.files and output and output.suffix != ".zip":
                write_folder(output, made.files(events_of(session, given, made.needs), head))
            else:
                _write_to(output, _pieces(session, given, made, head, tell))
        except (Failed, NotInstalled, TooMany) as error:
            raise Refused(str(error)) from error
    return head.total


def _named(said: str) -> str:
    name = ARCHIVE if said == "zip" else said
    if name not in FORMAT_NAMES:
        raise click.UsageError(f"which format? Say --format {' or '.join(FORMAT_NAMES)}")
    return name


def _pieces(
    session: Session, given: EventFilter, made: Format | None, head: Head, tell: "Tell"
) -> Iterator[bytes]:
    """Write a form, or the archive where none is named; stored documents where they will do."""
    if made is None:
        return archive_of(session, given, head)
    if made.stored:
        return made.stored(every_document(session, given), head)
    return made.stream(tell(events_of(session, given, made.needs), head.total), head)


def wish_options(command: Command) -> Command:
    """Add to a command what a reader may wish of a document."""
    options = (
        click.option(
            "--style",
            default="",
            help=f"Citation style: {', '.join(STYLES)}; or the path of a CSL file.",
        ),
        click.option(
            "--language", default="", help=f"Of fixed words and dates: {', '.join(LANGUAGES)}."
        ),
        click.option(
            "--script",
            type=click.Choice([one.value for one in Script]),
            default=Script.ORIGINAL.value,
            help="In which script titles and names of sources are given.",
        ),
        click.option("--live", is_flag=True, help="Citations that Zotero can edit (docx)."),
        click.option(
            "--since",
            default="",
            help="Append what was corrected since: the end of a day, a time or a version (v120).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wishes_of(
    settings: Settings, style: str, language: str, script: str, *, live: bool, since: str = ""
) -> Wishes:
    """Read what a reader wishes of a document.

    Raises:
        BadFilter: If a style, language or moment is not known.
        Refused: If a CSL file cannot be read or used.
    """
    path = Path(style)
    own = style.lower().endswith(".csl") or (os.sep in style and path.is_file())
    try:
        return read_wishes(
            "" if own else style,
            language,
            script,
            "1" if live else "",
            since,
            csl=read_file(path) if own else "",
            folder=settings.style_folder,
        )
    except BadStyle as error:
        raise Refused(f"the style {path} cannot be used: {error}") from error


Tell = Callable[[Iterator[shapes.Event], int], Iterator[shapes.Event]]


@contextmanager
def told_how_far() -> Iterator[Tell]:
    """Say on standard error how far a long document is, from `LONG` events on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("timeline: %(message)s"))
    documents = logging.getLogger("timeline.exports.documents")
    level = documents.level

    def tell(events: Iterator[shapes.Event], total: int) -> Iterator[shapes.Event]:
        if total < LONG:
            return events
        documents.addHandler(handler)
        documents.setLevel(logging.INFO)
        return _counted(events, total)

    try:
        yield tell
    finally:
        documents.removeHandler(handler)
        documents.setLevel(level)


def _counted(events: Iterator[shapes.Event], total: int) -> Iterator[shapes.Event]:
    for number, event in enumerate(events, start=1):
        if number % LONG == 0:
            click.echo(f"timeline: {number:,} of {total:,} events read", err=True)
        yield event


def _head(
    session: Session, settings: Settings, given: EventFilter, made: Format | None, wishes: Wishes
) -> Head:
    since = wishes.since if made and made.name in WORDED else ""
    needs = made.needs if made else Needs()
    told = overview_of(session, given, data_version(session), needs, since)
    imprint = Imprint(
        compiler=settings.site_title,
        base=settings.base_url.rstrip("/"),
        generated=now(),
        font_folders=settings.font_folders,
    )
    return head_of(told, imprint, wishes)


def _write_to(output: Path | None, pieces: Iterator[bytes]) -> None:
    if output is None:
        _write(sys.stdout.buffer, pieces)
        return
    beside = output.with_name(output.name + ".part")
    try:
        with beside.open("wb") as file:
            _write(file, pieces)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def _write(file: BinaryIO, pieces: Iterator[bytes]) -> None:
    file.writelines(pieces)
    file.flush()

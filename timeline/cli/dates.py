"""The command that reads the dates of a text, and says how each was read."""

import sys
from typing import Any, BinaryIO

import click
import msgspec

from timeline.dates import Found, NotADate, Span, find, iso_day
from timeline.dates.phrases import languages, other_languages, timexes
from timeline.review.act import Refused

MOST_CHARACTERS = 50_000_000
"""The longest text that is read at once."""


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """A text of a `--jsonl` stream; `published` is EDTF, `lang` a language code."""

    id: str | int
    text: str
    published: str | None = None
    lang: str = "en"


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--published", metavar="EDTF", help="The day of publication, which “last week” counts from."
)
@click.option("--language", default="en", show_default=True, help="The language of the text.")
@click.option("--country", default="", help="The publisher's country (ISO 3166), for 09/08/2012.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the trace of each date.")
@click.option("--jsonl", "as_lines", is_flag=True, help="Read and write one JSON object a line.")
def dates(file: BinaryIO, as_json: bool, as_lines: bool, **options: str | None) -> None:
    """Find the dates of a text, as EDTF, each with the reason for its reading.

    \b
    Examples:
      timeline dates article.txt --published 2014-01-15
      echo "в конце октября" | timeline dates --language ru --published 2014-01-15 --json
    """  # noqa: D301 - click's mark against rewrapping
    if as_lines:
        answer_lines(file)
        return
    _see_language(options["language"] or "en")
    text = _read(file)
    try:
        found = find(
            text,
            published=options["published"],
            language=options["language"] or "en",
            country=options["country"] or "",
        )
    except NotADate as error:
        raise click.BadParameter(str(error), param_hint="--published") from error
    click.echo(
        msgspec.json.encode([as_row(one) for one in found]).decode() if as_json else as_text(found)
    )


def _see_language(code: str) -> None:
    """See that there are rules for a language; a part after a hyphen (en-GB) may be any."""
    own, others = languages(), other_languages()
    if code.lower().replace("_", "-").partition("-")[0] not in (*own, *others):
        said = f"{code!r} is no language that is read: {', '.join(own)} by rules of their own"
        more = f"{len(others)} more (codes of ISO 639) in simple dates"
        raise click.BadParameter(f"{said}, {more}.", param_hint="--language")


def _read(file: BinaryIO) -> str:
    raw = file.read(MOST_CHARACTERS + 1)
    if len(raw) > MOST_CHARACTERS:
        raise Refused(f"the text is longer than {MOST_CHARACTERS:,} bytes; divide it")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def as_row(one: Found) -> dict[str, Any]:
    """Give a found date as the JSON of the command has it."""
    span = one.span
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "type": one.type,
        "timex": one.timex,
        "edtf": None if span is None else span.edtf,
        "earliest": _iso(None if span is None else span.earliest),
        "latest": _iso(None if span is None else span.latest),
        "trace": one.trace.as_dict(),
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)


def as_text(found: tuple[Found, ...]) -> str:
    """Give found dates as lines for people: the words, the reading, the reason."""
    lines = []
    for one in found:
        reading = f"{one.type.lower()}, no date" if one.span is None else one.span.edtf
        leans = "" if one.trace.anchor in ("", "none") else f", from {one.trace.anchor}"
        line = f"{one.start:>7}  {one.text}  →  {reading}  ({one.trace.rule}{leans})"
        if one.trace.alternatives:
            line += f"  or {' or '.join(one.trace.alternatives)}"
        lines.append(line + (f"  {one.trace.note}" if one.trace.note else ""))
    with_days = sum(one.span is not None for one in found)
    lines.append(f"{with_days} dates, {len(found) - with_days} durations and the like")
    return "\n".join(lines)


def answer_lines(file: BinaryIO) -> None:
    """Answer one JSON object a line, as soon as each is read.

    Raises:
        Refused: At the first line that cannot be read.
    """
    for number, raw in enumerate(file, start=1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=Line)
            published = Span.parse(line.published) if line.published else None
            found = find(line.text, published=published, language=line.lang)
        except (msgspec.MsgspecError, ValueError, LookupError, RecursionError) as error:
            raise Refused(f"line {number}: {error}") from error
        answer = {"id": line.id, "timexes": timexes(line.text, found)}
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
        sys.stdout.flush()

"""Read TimelineJS: JSON of today (`events`), of its second version (`timeline`), and its sheet."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from timeline import shapes
from timeline.intake.adapters.dataset import Document, dataset_source
from timeline.intake.adapters.markup import plain
from timeline.intake.adapters.meeting import digest
from timeline.intake.adapters.sheet import rows
from timeline.intake.adapters.slide_dates import Written, clock, of_list, of_object, slide_date
from timeline.intake.csl import CSL_URL
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import BadTable, Refusal, RowProblem, TableRow
from timeline.names.fold import slug
from timeline.terms import About, SourceKind, Stance, Status

SCHEME: Final = "timelinejs"
LARGEST: Final = 20 << 20
"""The most bytes of a JSON file."""
OLD: Final = re.compile(rb'^\s*(?:\w+\s*\(\s*)?\{\s*"timeline"\s*:\s*\{')
NEW: Final = re.compile(rb'"start_date"\s*:\s*\{')
SHEET: Final = frozenset({"Year", "Headline"})


class Slide(msgspec.Struct, frozen=True):
    """A slide, whichever way it was written; texts are plain."""

    start: Written
    end: Written | None
    headline: str
    text: str
    unique: str = ""
    media: str = ""
    caption: str = ""
    credit: str = ""


def fits_json(head: bytes) -> bool:
    """Tell by its beginning whether a JSON file is TimelineJS."""
    return bool(OLD.match(head) or NEW.search(head))


def fits_sheet(first: str) -> bool:
    """Tell by its header whether a table is a TimelineJS sheet."""
    return {cell.strip(' "\ufeff') for cell in re.split("[,\t;]", first)} >= SHEET


def read(document: Document) -> Iterator[Item]:
    """Read slides and eras as proposals; the title slide names the chronology and is no event.

    A slide is known again by its `unique_id`, else by its dates and headline.

    Raises:
        BadTable: If it is no TimelineJS file.
    """
    name = document.path.name
    sheet = not document.name.lower().endswith(".json")
    title, slides = ("", _sheet(document)) if sheet else _json(document)
    source = dataset_source(SCHEME, document.name, title)
    yield source
    for line, slide in slides:
        try:
            if isinstance(slide, RowProblem):
                raise slide
            yield from _proposal(line, slide, source.slug, document)
        except RowProblem as problem:
            yield Refusal(name, line, str(problem))


Slides = Iterator[tuple[int, Slide | RowProblem]]


def _json(document: Document) -> tuple[str, Slides]:
    raw = document.bytes(LARGEST + 1)
    name = document.path.name
    if len(raw) > LARGEST:
        raise BadTable(f"{name} is larger than {LARGEST >> 20} MiB")
    try:
        read_in = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadTable(f"{name} is no JSON: {error}") from error
    if not isinstance(read_in, dict):
        raise BadTable(f"{name} is no TimelineJS: it begins with neither events nor timeline")
    old = read_in.get("timeline")
    if isinstance(old, dict):
        return plain(old.get("headline")), _numbered(_old, old.get("date"), old.get("era"))
    if not isinstance(read_in.get("events"), list):
        raise BadTable(f"{name} is no TimelineJS: it has neither a list of events nor a timeline")
    texts = _part(_part(read_in, "title"), "text")
    return plain(texts.get("headline")), _numbered(_new, read_in["events"], read_in.get("eras"))


def _numbered(read_one: Callable[[dict[str, Any]], Slide], *lists: object) -> Slides:
    number = 0
    for one in lists:
        for given in one if isinstance(one, list) else ():
            number += 1
            try:
                if not isinstance(given, dict):
                    raise RowProblem("it is no object")  # noqa: TRY301 - reported like the others
                yield number, read_one(given)
            except RowProblem as problem:
                yield number, problem


def _part(given: dict[str, Any], name: str) -> dict[str, Any]:
    part = given.get(name)
    return part if isinstance(part, dict) else {}


def _new(given: dict[str, Any]) -> Slide:
    texts, media = _part(given, "text"), _part(given, "media")
    start = of_object(given.get("start_date"))
    if start is None:
        raise RowProblem("it has no start_date")
    shown = plain(given.get("display_date"))
    return Slide(
        start=start._replace(shown=shown or start.shown),
        end=of_object(given.get("end_date")),
        headline=plain(texts.get("headline")),
        text=plain(texts.get("text")),
        unique=plain(given.get("unique_id")),
        media=plain(media.get("url")),
        caption=plain(media.get("caption")),
        credit=plain(media.get("credit")),
    )


def _old(given: dict[str, Any]) -> Slide:
    asset = _part(given, "asset")
    start = of_list(given.get("startDate"))
    if start is None:
        raise RowProblem("it has no startDate")
    return Slide(
        start=start,
        end=of_list(given.get("endDate")),
        headline=plain(given.get("headline")),
        text=plain(given.get("text")),
        media=plain(asset.get("media")),
        caption=plain(asset.get("caption")),
        credit=plain(asset.get("credit")),
    )


def _sheet(document: Document) -> Slides:
    for row in rows(document):
        if isinstance(row, Refusal):
            yield row.line, RowProblem(row.reason)
        elif row.text("Type").lower() != "title":
            try:
                yield row.line, _of_row(row)
            except RowProblem as problem:
                yield row.line, problem


def _of_row(row: TableRow) -> Slide:
    year, month, day = (row.text(part) for part in ("Year", "Month", "Day"))
    end = [row.text(f"End {part}") for part in ("Year", "Month", "Day")]
    hour, minute = clock(row.text("Time"))
    return Slide(
        start=Written(year, month, day, hour, minute, plain(row.text("Display Date"))),
        end=Written(*end) if end[0] else None,
        headline=plain(row.text("Headline")),
        text=plain(row.text("Text")),
        media=row.text("Media"),
        caption=plain(row.text("Media Caption")),
        credit=plain(row.text("Media Credit")),
    )


def _proposal(line: int, slide: Slide, source: str, document: Document) -> Iterator[Item]:
    date = slide_date(slide.start, slide.end)
    title = " ".join((slide.headline or slide.text.partition(". ")[0] or slide.caption).split())
    if not title:
        raise RowProblem("it has neither a headline nor a text nor a caption")
    title = title[:500]
    printed = slide.start.shown
    claims = (shapes.Claim(about=About.DATE, as_printed=printed, edtf=date),) if printed else ()
    locator = slide.unique or f"slide {line}"
    cited = [shapes.Citation(source=shapes.SourceIn(slug=source), locator=locator, claims=claims)]
    media = _media(slide)
    if media is not None:
        yield media
        shown = shapes.SourceIn(slug=media.slug)
        cited.append(shapes.Citation(source=shown, stance=Stance.MENTIONS))
    event = shapes.Event(
        title=title,
        date=shapes.Date(edtf=date),
        type=document.wishes.type,
        status=Status.OCCURRED,
        summary=slide.text[:100_000],
        citations=tuple(cited),
    )
    value = slide.unique or digest(date, title)
    yield Proposal(line, event, (SCHEME, f"{source} {value}"))


def _media(slide: Slide) -> SourceRecord | None:
    """Make a source of what a slide shows, where that has an address."""
    url = "https:" + slide.media if slide.media.startswith("//") else slide.media
    if not CSL_URL.match(url) or "@" in url.split("/")[2]:
        return None
    title = slide.caption or url
    csl = {"type": SourceKind.WEBPAGE.value, "title": title, "URL": url}
    csl |= {"publisher": slide.credit} if slide.credit else {}
    key = slug(f"{url.split('/')[2].removeprefix('www.')} {digest(url)}")
    return SourceRecord(key, SourceKind.WEBPAGE, title, csl, publisher=slide.credit, url=url)

"""Write a chronology for TimelineJS, with the sources of each slide where readers see them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

import msgspec

from timeline import shapes
from timeline.dates import Span
from timeline.dates.days import ymd
from timeline.exports.chunks import chunks
from timeline.exports.form import TooMany
from timeline.exports.head import Head
from timeline.exports.items import Item, read_item
from timeline.exports.places import base, event_iri
from timeline.exports.plain_text import one_line, shown
from timeline.exports.to_csl import csl_data
from timeline.terms import HAPPENED, Stance

MOST = 500
"""How many slides are made at most; the page of TimelineJS needs seconds for more."""
ADVISED = 20
"""How many slides those who make TimelineJS advise at most."""
FARTHEST = 9_999
Value = dict[str, Any]
MARKS = re.compile("[<>&\"']")
INSTEAD = {"<": "‹", ">": "›", "&": "＆", '"': "”", "'": "’"}
"""What stands for letters of markup in dates and groups, where TimelineJS undoes an escape."""


def to_timelinejs(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write one slide an event; what TimelineJS has no field for stands under `_timeline`.

    TimelineJS has no citations, so they are links at the end of a slide's text. All words in it are
    escaped; dates and groups hold no letter of markup, as it would undo the escape and run it.
    Events without any day are left out, as it would drop them, and counted in `_note`.
    Source: TimelineJS 3.9 JSON format.

    Raises:
        TooMany: If there are more than 500 events.
    """
    if head.total > MOST:
        raise TooMany(
            f"TimelineJS takes {MOST} events at most and these are {head.total:,}; "
            "narrow the filter, or take json"
        )
    return _pieces(events, head)


def _pieces(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    title = {"text": {"headline": _html(head.title), "text": f"<p>{_html(head.words)}</p>"}}
    yield f'{{"title":{_json(title)},"scale":"human","events":[\n'
    left_out: list[str] = []
    yield from chunks(_parted(events, base(head), left_out))
    note = _note(head.total, left_out)
    yield f'],\n"_note":{_json(note)},"_chronology":{_json(_about(head))}}}\n'


def _parted(events: Iterable[shapes.Event], root: str, left_out: list[str]) -> Iterator[str]:
    comma = ""
    for event in events:
        made = slide(event, root)
        if made is None:
            left_out.append(event.title)
            continue
        yield f"{comma}{_json(made)}\n"
        comma = ","


def _note(total: int, left_out: list[str]) -> str:
    told = []
    if total > ADVISED:
        told.append(
            f"{total} slides; those who make TimelineJS advise {ADVISED} at most, "
            "as readers leave longer ones"
        )
    if left_out:
        told.append(f"{len(left_out)} events without any day are left out: {'; '.join(left_out)}")
    return ". ".join(told)


def _about(head: Head) -> Value:
    return {
        "filter": head.query,
        "version": head.version,
        "generated": head.generated,
        "address": head.address,
        "compiler": head.compiler,
    }


def slide(event: shapes.Event, root: str) -> Value | None:
    """Give an event as a slide; None where no day of it is known."""
    span = Span.parse(event.date.edtf)
    day = span.sort_day
    if abs(day) > 366 * FARTHEST:
        return None
    items = [read_item(one.source) for one in event.citations]
    found: Value = {
        "unique_id": f"event-{event.id}" if event.id is not None else event.slug,
        "start_date": _date(span, day, start=True),
        "display_date": _unmarked(event.date.words),
        "text": {"headline": _headline(event, root), "text": _text(event, items)},
        "autolink": False,
        "_timeline": {
            "edtf": event.date.edtf,
            "status": event.status.value,
            "disputed": event.disputed,
            "address": event_iri(root, event),
            "sources": [csl_data(item) for item in items],
        },
    }
    if span.latest is not None and span.latest != day and not span.is_set:
        found["end_date"] = _date(span, span.latest, start=False)
    return found | ({"group": _unmarked(_group(event.themes[0]))} if event.themes else {})


def _date(span: Span, day: int, *, start: bool) -> Value:
    """Write a day as TimelineJS counts: no year 0, and only parts that are known.

    A year before our era is its number with a sign: -44 is 44 BCE, which EDTF writes -0043.
    """
    year, month, of_month = ymd(day)
    parts: Value = {"year": year if year > 0 else year - 1}
    known = span.begins if start else span.ends
    first, last = known
    if first is not None and last is not None:
        same = ymd(first)[:2] == ymd(last)[:2]
        parts |= {"month": month} if same or span.is_set else {}
        parts |= {"day": of_month} if first == last or span.is_set else {}
    else:
        parts |= {"month": month, "day": of_month}
    minutes = span.time
    if start and minutes is not None and minutes < 24 * 60:
        parts |= {"hour": minutes // 60, "minute": minutes % 60}
    return parts


def _headline(event: shapes.Event, root: str) -> str:
    said = "" if event.status in HAPPENED else f"{event.status.value.capitalize()}: "
    address = escape(event_iri(root, event), quote=True)
    return f'<a href="{address}">{_html(said + event.title)}</a>'


def _text(event: shapes.Event, items: list[Item]) -> str:
    """Give the summary, and the sources as links with their archived copies."""
    summary = "".join(f"<p>{_html(part)}</p>" for part in shown(event.summary).split("\n") if part)
    if not items:
        return summary
    cited = [_cited(one, item) for one, item in zip(event.citations, items, strict=True)]
    return f'{summary}<p class="tl-sources">Sources: {"; ".join(cited)}</p>'


def _cited(one: shapes.Citation, item: Item) -> str:
    label = ", ".join(p for p in (item.label, item.issued.words, one_line(one.locator)) if p)
    told = _link(item.url, label)
    if item.archive_url:
        told += f" ({_link(item.archive_url, 'archived')})"
    return told + ("" if one.stance is Stance.SUPPORTS else f" [{one.stance.value}]")


def _link(address: str, words: str) -> str:
    if not address:
        return _html(words)
    return f'<a href="{escape(address, quote=True)}" rel="noopener">{_html(words)}</a>'


def _group(theme: str) -> str:
    return theme.partition("/")[0].replace("-", " ").capitalize()


def _unmarked(text: str) -> str:
    return MARKS.sub(lambda mark: INSTEAD[mark[0]], one_line(text))


def _html(text: str) -> str:
    return escape(one_line(text), quote=True)


def _json(value: Mapping[str, Any] | str) -> str:
    return msgspec.json.encode(value).decode()

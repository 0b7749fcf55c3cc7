"""Write a chronology as a calendar: whole days, sources linked, what was taken back cancelled."""

from collections.abc import Iterable, Iterator
from datetime import date

from timeline import shapes
from timeline.dates import Span
from timeline.exports.chunks import chunks
from timeline.exports.feed_entry import form_address, host_of
from timeline.exports.head import Head
from timeline.exports.items import Item, Reader
from timeline.exports.places import base, event_iri
from timeline.exports.plain_text import one_line, shown
from timeline.terms import HAPPENED

WIDTH = 75
"""Octets of a line before it is folded. Source: RFC 5545, section 3.1."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal() - 1


def to_ics(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a calendar (RFC 5545, 7986, 9253): one whole-day entry an event.

    An event that happened on one of several days fills them all and says so in words; one whose
    end is open is entered on its first day. What has no first day in the years 1 to 9999 cannot
    stand in a calendar and is left out.
    """
    yield _opening(head)
    reader = Reader()
    yield from chunks(_entry(event, head, reader, gone=False) for event in events)
    for one in head.recent:
        if one.gone:
            yield _entry(one.event, head, reader, gone=True)
    yield "END:VCALENDAR\r\n"


def _opening(head: Head) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Geopolitical Event Timeline//Chronology//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{text(head.title)}",
        f"X-WR-CALNAME:{text(head.title)}",
        f"DESCRIPTION:{text(head.words)}" if head.words else "",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        f"SOURCE;VALUE=URI:{form_address(head, 'ics')}",
    ]
    return "".join(folded(line) for line in lines if line)


def _entry(event: shapes.Event, head: Head, reader: Reader, *, gone: bool) -> str:
    days = _days(Span.parse(event.date.edtf))
    if days is None:
        return ""
    address = event_iri(base(head), event)
    stamp = _stamp(event.updated or head.changed)
    sources = {item.slug: item for item in (reader.read(one.source) for one in event.citations)}
    lines = [
        "BEGIN:VEVENT",
        f"UID:event-{event.id}@{host_of(head)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{max(event.revision - 1, 0) + gone}",
        f"DTSTART;VALUE=DATE:{_day(days[0])}",
        f"DTEND;VALUE=DATE:{_day(days[1] + 1)}",
        f"SUMMARY:{text(_summary(event))}",
        f"DESCRIPTION:{text(_description(event, tuple(sources.values())))}",
        *(_link(item) for item in sources.values() if item.url),
        f"URL:{address}",
        f"CATEGORIES:{','.join(text(slug) for slug in event.themes)}" if event.themes else "",
        f"LOCATION:{text(', '.join(one.name for one in event.places))}" if event.places else "",
        _where(event),
        f"STATUS:{_status(event, gone=gone)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return "".join(folded(line) for line in lines if line)


def _days(span: Span) -> tuple[int, int] | None:
    """Give the first and last day that an event fills; None where it has no first one."""
    first, last = span.earliest, span.latest
    if first is None or not FIRST <= first <= LAST:
        return None
    return first, first if last is None or last > LAST else last


def _summary(event: shapes.Event) -> str:
    span = Span.parse(event.date.edtf)
    told = one_line(event.title)
    if event.status not in HAPPENED:
        told = f"{told} [{event.status.value}]"
    exact = span.earliest is not None and span.earliest == span.latest
    plain = exact and not (span.approximate or span.uncertain)
    return told if plain else f"{told} ({one_line(event.date.words)})"


def _description(event: shapes.Event, sources: tuple[Item, ...]) -> str:
    parts = [shown(event.summary).strip(), f"Date: {event.date.words} ({event.date.edtf})"]
    if sources:
        parts.append("Sources:\n" + "\n".join(f"- {_cited(item)}" for item in sources))
    return "\n\n".join(part for part in parts if part)


def _cited(item: Item) -> str:
    return ", ".join(part for part in (item.title, item.label, item.issued.words, item.url) if part)


def _link(item: Item) -> str:
    """Write a source as a link. Source: RFC 9253, section 8.2."""
    label = item.title.replace('"', "'")
    return f'LINK;LABEL="{label}";LINKREL="via";VALUE=URI:{item.url}'


def _where(event: shapes.Event) -> str:
    placed = [one for one in event.places if one.lat is not None and one.lon is not None]
    return f"GEO:{placed[0].lat};{placed[0].lon}" if len(placed) == 1 else ""


def _status(event: shapes.Event, *, gone: bool) -> str:
    if gone or event.status.value == "cancelled":
        return "CANCELLED"
    return "CONFIRMED" if event.status in HAPPENED else "TENTATIVE"


def text(value: str) -> str:
    """Write a text so that it stands as it is. Source: RFC 5545, section 3.3.11."""
    value = shown(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """Break a line so that none is longer than 75 octets and no letter is cut."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > WIDTH:
            pieces.append("")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces) + "\r\n"


def _day(number: int) -> str:
    return date.fromordinal(number).strftime("%Y%m%d").rjust(8, "0")


def _stamp(at: str) -> str:
    return at.replace("-", "").replace(":", "") if at else "19700101T000000Z"

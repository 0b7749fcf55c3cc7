"""Write the pages of the folder: the chronology, each event, the sources."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.dates.wording import words
from timeline.exports.citation_text import entry, note, sort_words
from timeline.exports.filing import Filed, file_under
from timeline.exports.fixed import said
from timeline.exports.head import Head
from timeline.exports.items import Item, key_of, read_item
from timeline.exports.plain_text import file_name
from timeline.exports.site.markup import link, page, paragraphs, runs, text
from timeline.terms import HAPPENED, Stance, Via

BARS, TALL = 720, 80
"""How wide and how tall the strip of years is."""
DATA = (
    ("events.csv", "csv"),
    ("events.json", "json"),
    ("events.geojson", "geojson"),
    ("sources.csl.json", "csl"),
    ("sources.ris", "ris"),
    ("sources.bib", "bib"),
)
"""The data files of the folder, and the form of each."""


@dataclass(slots=True)
class Known:
    """What the pages know of the whole: where each event lies, the sources, events a year."""

    paths: dict[int, str]
    titles: dict[int, str]
    sources: dict[str, Item]
    years: Counter[int]


def path_of(event: shapes.Event, number: int) -> str:
    """Name the page of an event; the number comes first, so that no two are the same."""
    slug = file_name(event.slug or event.title, "event")
    return f"events/{event.id if event.id is not None else f'n{number}'}-{slug}.html"


def source_anchor(key: str) -> str:
    """Name the place of a source on the page of sources."""
    return "source-" + file_name(key, "unnamed")


def opening(head: Head, known: Known) -> str:
    """Write the head of the first page: what the chronology is, its strip, its data files."""
    data = " · ".join(link(f"data/{name}", name) for name, _form in DATA)
    count = "1 event" if head.total == 1 else f"{head.total:,} events"
    version = f" · version {head.version} of the data" if head.version else ""
    cited = link("sources.html", f"{len(known.sources):,} sources")
    return (
        f'<h1 dir="auto">{text(head.title)}</h1>\n'
        f'<p class="about">{text(head.compiler)}{version}</p>\n'
        f"<p>{text(head.words or 'One event')}: {count}, {cited}. A number after an entry leads to "
        "the source that supports it; † marks what one source alone tells.</p>\n"
        f'{strip(known.years)}\n<p class="about">Data: {data}</p>'
    )


def strip(years: Mapping[int, int]) -> str:
    """Draw how many events each year has, as a picture that leads to the years."""
    if not years:
        return ""
    first, last = min(years), max(years)
    step = BARS / (last - first + 1)
    most = max(years.values())
    bars = "".join(
        f'<a href="#year-{year}"><rect x="{(year - first) * step:.2f}" '
        f'y="{TALL - TALL * count / most:.2f}" width="{max(step * 0.85, 1):.2f}" '
        f'height="{TALL * count / most:.2f}"><title>{year}: {count}</title></rect></a>'
        for year, count in sorted(years.items())
    )
    ends = (
        f'<text x="0" y="{TALL + 14}">{first}</text>'
        f'<text x="{BARS}" y="{TALL + 14}" text-anchor="end">{last}</text>'
    )
    return (
        f'<figure><svg viewBox="0 0 {BARS} {TALL + 18}" role="img" aria-label="Events a year, from '
        f'{first} to {last}">{bars}{ends}</svg><figcaption>Events a year</figcaption></figure>'
    )


def year_head(filed: Filed, *, first: bool) -> str:
    """Write the head of a year; the first of a year is where the strip leads to."""
    anchor = "undated" if filed.year is None else f"year-{filed.year}"
    place = f' id="{anchor}"' if first else ""
    return f"<h2{place}>{text(filed.year_words(said('en')))}</h2>\n"


def in_list(event: shapes.Event, path: str) -> str:
    """Write an event as it stands in the chronology, its notes leading to the sources."""
    said = "" if event.status in HAPPENED else f'<span class="status">{event.status.value}</span> '
    supporting = [one for one in event.citations if one.stance is Stance.SUPPORTS]
    alone = "†" if len({key_of(one.source) for one in supporting}) == 1 else ""
    notes = "".join(
        f'<sup><a href="{path}#note-{number}">{number}</a></sup>'
        for number, one in enumerate(event.citations, start=1)
        if one.stance is Stance.SUPPORTS
    )
    disputed = ' <span class="status">reports differ</span>' if event.disputed else ""
    day = text(event.date.words or event.date.edtf)
    return (
        f'<article id="event-{event.id or 0}"><h3><span class="day">{day}.</span> {said}'
        f'<a href="{path}" dir="auto">{text(event.title)}</a>{alone}{notes}{disputed}</h3>'
        f"{paragraphs(event.summary)}</article>\n"
    )


def event_page(event: shapes.Event, known: Known) -> bytes:
    """Write the page of an event: what is said of it, who says so, what it is tied to."""
    facts = [
        ("Date", f"{text(event.date.words)} <code>{text(event.date.edtf)}</code>"),
        ("Status", text(event.status.value)),
        ("Type", text(event.type.value)),
        ("Who", _listed(f"{a.name or a.slug} ({a.role.value})" for a in _direct(event))),
        ("Where", _listed(one.name or one.slug for one in event.places)),
        ("Themes", _listed(event.themes)),
        ("Ties", "<br>".join(_ties(event, known))),
    ]
    told = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts if said)
    body = (
        f'<h1 dir="auto">{text(event.title)}</h1>{paragraphs(event.summary)}<dl>{told}</dl>'
        f"{_claims(event)}{_notes(event)}"
    )
    return page(event.title, body, home="../index.html")


def _direct(event: shapes.Event) -> Iterable[shapes.ActorIn]:
    return (one for one in event.actors if one.via is Via.DIRECT)


def _listed(several: Iterable[str]) -> str:
    return "; ".join(f"<bdi>{text(one)}</bdi>" for one in several)


def _ties(event: shapes.Event, known: Known) -> Iterable[str]:
    for one in event.links:
        to = one.to if isinstance(one.to, int) else -1
        kind = one.kind.value.replace("_", " ")
        if to in known.paths:
            yield f"{kind}: {link('../' + known.paths[to], known.titles[to])}"
        else:
            yield f"{kind}: event {text(str(one.to))}, which is not in this chronology"


def _claims(event: shapes.Event) -> str:
    rows = [
        f'<tr><td>{claim.about.value}</td><td dir="auto">“{text(claim.as_printed)}”</td>'
        f'<td>{text(_read(claim))}</td><td><a href="#note-{number}">{number}</a></td></tr>'
        for number, citation in enumerate(event.citations, start=1)
        for claim in citation.claims
    ]
    if not rows:
        return ""
    head = "<tr><th>About</th><th>As printed</th><th>As read</th><th>Note</th></tr>"
    return f"<h2>What the sources state</h2><table>{head}{''.join(rows)}</table>"


def _read(claim: shapes.Claim) -> str:
    if not claim.edtf:
        return claim.as_read or ""
    try:
        return words(Span.parse(claim.edtf))
    except NotADate:
        return claim.edtf


def _notes(event: shapes.Event) -> str:
    if not event.citations:
        return "<p>No source is cited.</p>"
    lines = []
    for number, one in enumerate(event.citations, start=1):
        said = runs(note(one.source.csl or {}, one.locator)) or text(one.source.slug)
        stance = "" if one.stance is Stance.SUPPORTS else f" ({one.stance.value})"
        quoted = f": “{text(one.quote.exact)}”" if one.quote and one.quote.exact else ""
        anchor = source_anchor(key_of(one.source))
        way = f' <a href="../sources.html#{anchor}">Source</a>'
        lines.append(f'<li id="note-{number}" dir="auto">{said}{quoted}{stance}.{way}</li>')
    return f"<h2>Notes</h2><ol>{''.join(lines)}</ol>"


def sources_page(known: Known) -> bytes:
    """Write the list of all sources, by author or title."""
    ordered = sorted(known.sources.values(), key=lambda one: (sort_words(one.csl), one.slug))
    lines = "".join(
        f'<li id="{source_anchor(one.slug)}" dir="auto">'
        f"{runs(entry(one.csl)) or text(one.slug)}</li>\n"
        for one in ordered
    )
    return page("Sources", f"<h1>Sources</h1>\n<ul>{lines}</ul>", home="index.html")


def note_event(event: shapes.Event, number: int, known: Known) -> None:
    """Remember of an event what other pages need."""
    if event.id is not None:
        known.paths[event.id] = path_of(event, number)
        known.titles[event.id] = event.title
    for one in event.citations:
        key = key_of(one.source)
        if key not in known.sources:
            known.sources[key] = read_item(one.source)
    year = file_under(event.date.edtf).year
    if year is not None:
        known.years[year] += 1

"""Write a chronology as one web page that needs nothing else: entries, notes, sources."""

import html
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.citation_text import Run, Runs, address, archived_copy
from timeline.exports.fixed import directed
from timeline.exports.head import Head
from timeline.exports.notes import Notes, csl_of
from timeline.exports.outline import Elsewhere, Entry, Heading, Outline
from timeline.exports.parts import Mark, Parts
from timeline.exports.plain_text import one_line
from timeline.exports.script import Script
from timeline.exports.tally import Tally

TIME = r"T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
EXACT = re.compile(rf"(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:{TIME})?)?)?\Z")
"""Dates that `datetime` of HTML takes: no EDTF, whose month 21 is a spring, and no year 0."""


def to_html(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a page that works from a file: no script, no font, no picture, nothing fetched.

    Whatever a source says is shown as text. Links to sources carry the address of their archived
    copy (Robust Links 1.0).

    Raises:
        LookupError: If there are no fixed words in the language wished for.
    """
    with Tally.of(events) as tally:
        outline = Outline.of(tally, head)
        notes = Notes(outline.said, Script(head.wishes.script))
        yield page_head(outline, outline.said.language)
        yield _opening(outline)
        yield from chunks(_blocks(outline, notes))
        yield from chunks(_sources(outline, notes))
        yield from chunks(_appendices(outline))
        yield _colophon(outline)
        yield from chunks(_notes(outline, notes))
        yield PAGE_END


PAGE_END = "</main>\n</body>\n</html>\n"


def page_head(outline: Outline, language: str) -> str:
    """Open a page that carries its own looks.

    Args:
        outline: The chronology.
        language: Of the page, BCP 47.
    """
    css = files("timeline.exports").joinpath("look", "page.css").read_text("utf-8")
    direction = ' dir="rtl"' if outline.said.right_to_left else ""
    title, compiler = shown(outline.head.title), shown(outline.head.compiler)
    author = f'<meta name="author" content="{compiler}">\n' if compiler else ""
    canonical = address(outline.head.address)
    link = f'<link rel="canonical" href="{shown(canonical)}">\n' if canonical else ""
    line = shown(" · ".join(part for part in (outline.version, outline.as_of) if part))
    return (
        f'<!DOCTYPE html>\n<html lang="{shown(language)}"{direction}>\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n{author}{link}<style>\n{css}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n"
        + (f'<p class="by">{compiler}</p>\n' if compiler else "")
        + (f'<p class="about">{line}</p>\n' if line else "")
    )


def shown(text: str) -> str:
    """Write any text so that a page shows it as it is."""
    return html.escape(directed(one_line(text)))


def _opening(outline: Outline) -> str:
    scope = shown(" ".join(outline.scope()))
    stop = outline.said("stop")
    opening = f"<strong>{shown(outline.said('scope') + stop)}</strong>"
    return f'<div class="scope"><p>{opening} {scope}</p></div>\n'


def _blocks(outline: Outline, notes: Notes) -> Iterator[str]:
    for block in outline.blocks():
        if isinstance(block, Heading):
            level = block.level + 1
            yield f'<h{level} id="{block.key}">{shown(block.words)}</h{level}>\n'
        elif isinstance(block, Elsewhere):
            yield _elsewhere(block, outline)
        else:
            yield _entry(block, outline, notes)


def _elsewhere(other: Elsewhere, outline: Outline) -> str:
    date = f"<em>{shown(other.date)}{outline.said('stop')}</em>"
    words = shown(other.words)
    if other.event is not None:
        words = f'<a href="#event-{other.event}">{words}</a>'
    return f'<div class="elsewhere"><p>{date} {words}</p></div>\n'


def _entry(entry: Entry, outline: Outline, notes: Notes) -> str:
    for _number, citation in entry.notes:
        notes.number(citation)
    event = entry.event
    key = f' id="event-{event.id}"' if event.id is not None else ""
    edtf = shown(event.date.edtf)
    exact = f' datetime="{edtf}"' if EXACT.match(event.date.edtf) else ""
    date = f"<strong><time{exact}>{shown(entry.date)}</time>{outline.said('stop')}</strong>"
    if not exact:
        date = date.replace("<time>", "<span>").replace("</time>", "</span>")
    return f'<div class="entry"{key} data-edtf="{edtf}"><p>{date} {_text(entry.parts)}</p></div>\n'


def _text(parts: Parts) -> str:
    """Write a text; the first mark of a note is where the note leads back to."""
    seen: set[int] = set()
    written: list[str] = []
    for place, part in enumerate(parts):
        if isinstance(part, Run):
            written.append(_run(part))
            continue
        number = part.number
        own = f' id="r{number}"' if number not in seen else ""
        seen.add(number)
        comma = "<sup>,</sup>" if place and isinstance(parts[place - 1], Mark) else ""
        written.append(
            f'{comma}<sup><a href="#n{number}"{own} role="doc-noteref">{number}</a></sup>'
        )
    return "".join(written)


def _run(run: Run, copy: str = "") -> str:
    if run.address and address(run.text):
        robust = f' data-versionurl="{shown(copy)}"' if copy and copy != run.text else ""
        return f'<a href="{shown(run.text)}"{robust}>{shown(run.text)}</a>'
    before = " " if run.text[:1].isspace() else ""
    inner = shown(run.text)
    after = " " if inner and run.text[-1:].isspace() else ""
    return before + (f"<em>{inner}</em>" if run.italic and inner else inner) + after


def _runs(runs: Runs, copy: str = "") -> str:
    return "".join(_run(run, copy) for run in runs)


def _sources(outline: Outline, notes: Notes) -> Iterator[str]:
    sources = notes.sources()
    if not sources:
        return iter(())
    words = shown(outline.said("sources_head", n=len(sources)))
    lines = (f'<li dir="auto">{_runs(runs)}</li>\n' for runs in sources)
    return chain([f'<h2 id="sources">{words}</h2>\n<ul class="sources">\n'], lines, ["</ul>\n"])


def _appendices(outline: Outline) -> Iterator[str]:
    for one in outline.appendices():
        yield f"<h2>{shown(one.head)}</h2>\n"
        if one.lines:
            yield f'<ul class="{one.key}">\n'
            yield from (f"<li>{shown(line)}</li>\n" for line in one.lines)
            yield "</ul>\n"


def _colophon(outline: Outline) -> str:
    said = outline.said
    cite = shown(", ".join(outline.citation()))
    if url := address(outline.head.address):
        cite += f', <a href="{shown(url)}">{shown(url)}</a>'
    checksum = shown(said("checksum", sum=outline.tally.checksum))
    return (
        f'<h2>{shown(said("colophon"))}</h2>\n<div class="colophon">'
        f"<p>{shown(said('cite_this'))}{said('colon')}{cite}{said('stop')}</p>\n<p>{checksum}</p></div>\n"
    )


def _notes(outline: Outline, notes: Notes) -> Iterator[str]:
    if not notes.notes:
        return iter(())
    name, back = shown(outline.said("notes")), shown(outline.said("back"))
    opening = f'<section class="footnotes" role="doc-endnotes" aria-label="{name}">\n<ol>\n'
    copies = (
        archived_copy(csl_of(citation))
        for block in outline.blocks()
        if isinstance(block, Entry)
        for _number, citation in block.notes
    )
    lines = (
        f'<li id="n{number}" dir="auto"><p>{_runs(runs, copy)} <a href="#r{number}"'
        f' role="doc-backlink" aria-label="{back}">↩</a></p></li>\n'
        for number, (runs, copy) in enumerate(zip(notes.notes, copies, strict=True), start=1)
    )
    return chain([opening], lines, ["</ol>\n</section>\n"])

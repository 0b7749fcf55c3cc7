"""Write a chronology as wikitext: dated entries, a note with a cite template for each citation."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.citation_text import Run, address, archived_copy
from timeline.exports.fixed import Said, directed
from timeline.exports.head import Head
from timeline.exports.items import Item, Person, read_item
from timeline.exports.outline import Elsewhere, Entry, Heading, Outline
from timeline.exports.parts import Parts
from timeline.exports.plain_text import one_line
from timeline.exports.script import Script, record, romanise
from timeline.exports.tally import Tally
from timeline.terms import SourceKind

SPECIAL = re.compile(r"[\[\]{}|<>&]|''+|~~+|__+|://|^[*#:;=!-]|(?:RFC|PMID|ISBN)(?= )")
NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c80-\ua71f\ua800-\ud7ff\uf900-\ufdff\ufe70-\ufefe]")
TEMPLATES = {
    SourceKind.NEWS: "cite news",
    SourceKind.MAGAZINE: "cite magazine",
    SourceKind.JOURNAL: "cite journal",
    SourceKind.REPORT: "cite report",
    SourceKind.BOOK: "cite book",
    SourceKind.CHAPTER: "cite book",
    SourceKind.SPEECH: "cite speech",
    SourceKind.INTERVIEW: "cite interview",
    SourceKind.BROADCAST: "cite AV media",
}
"""The template for a kind of source; `cite web` for one with an address, else `citation`."""


def to_wiki(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write wikitext (MediaWiki), with the cite templates of Wikipedia.

    Whatever a source says is shown as text: its marks of wikitext are written as entities.
    Source: Wikipedia's documentation of Citation Style 1.

    Raises:
        LookupError: If there are no fixed words in the language wished for.
    """
    with Tally.of(events) as tally:
        outline = Outline.of(tally, head)
        opening = f"'''{wiki(outline.said('scope') + outline.said('stop'))}'''"
        yield f"{opening} {wiki(' '.join(outline.scope()))}\n"
        yield from chunks(_blocks(outline))
        yield f"\n== {wiki(outline.said('notes'))} ==\n{{{{reflist}}}}\n" if tally.citations else ""
        yield from chunks(_appendices(outline))
        yield _colophon(outline)


def wiki(text: str) -> str:
    """Write any text so that wikitext shows it as it is."""
    return SPECIAL.sub(
        lambda found: "".join(f"&#{ord(one)};" for one in found[0]), directed(one_line(text))
    )


def _blocks(outline: Outline) -> Iterator[str]:
    for block in outline.blocks():
        if isinstance(block, Heading):
            marks = "=" * (block.level + 1)
            yield f"\n{marks} {wiki(block.words)} {marks}\n"
        elif isinstance(block, Elsewhere):
            yield f"\n''{wiki(block.date + outline.said('stop'))}'' {wiki(block.words)}\n"
        else:
            yield _entry(block, outline)


def _entry(entry: Entry, outline: Outline) -> str:
    script = Script(outline.head.wishes.script)
    notes = {number: _note(one, outline.said, script) for number, one in entry.notes}
    text = _text(entry.parts, notes)
    return f"\n'''{wiki(entry.date + outline.said('stop'))}''' {text}\n"


def _text(parts: Parts, notes: Mapping[int, str]) -> str:
    seen: set[int] = set()
    written: list[str] = []
    for part in parts:
        if isinstance(part, Run):
            written.append(_run(part))
        elif part.number in seen:
            written.append(f'<ref name="note{part.number}" />')
        else:
            seen.add(part.number)
            written.append(f'<ref name="note{part.number}">{notes[part.number]}</ref>')
    return "".join(written)


def _run(run: Run) -> str:
    inner = wiki(run.text)
    inner = f"''{inner}''" if run.italic and inner else inner
    before = " " if run.text[:1].isspace() else ""
    return before + inner + (" " if inner and run.text[-1:].isspace() else "")


def _note(citation: shapes.Citation, said: Said, script: Script) -> str:
    fields = {name: value for name, value in _fields(citation, said, script) if value}
    name = fields.pop("template")
    return "{{" + " |".join([name, *(f"{key}={value}" for key, value in fields.items())]) + "}}"


def _fields(citation: shapes.Citation, said: Said, script: Script) -> Iterator[tuple[str, str]]:
    """Give the parameters of a template, each written so that it cannot end there."""
    csl = citation.source.csl or {}
    item = read_item(citation.source)
    url = _address(item.url)
    usual = "cite web" if url else "citation"
    template = TEMPLATES.get(item.kind, usual)
    yield "template", template
    yield from _names(item.authors)
    yield from _title(item, csl, script, citation)
    place = "newspaper" if template == "cite news" else "website" if url else "work"
    yield place, wiki(item.container)
    yield "publisher", wiki(item.publisher)
    yield "language", wiki(item.text("language").partition("-")[0])
    yield "date", wiki(said.date(item.issued.edtf) if item.issued.edtf else item.issued.words)
    yield "at", wiki(citation.locator)
    yield "quote", wiki(citation.quote.exact) if citation.quote else ""
    yield "url", url
    yield "access-date", wiki(said.date(item.accessed.edtf)) if item.accessed.edtf and url else ""
    copy = _address(archived_copy(csl))
    if copy and url:
        yield "archive-url", copy
        yield "archive-date", wiki(said.date(item.archived.edtf)) if item.archived.edtf else ""
        yield "url-status", "live"


def _address(url: str) -> str:
    """Write an address so that it stays one parameter."""
    found = address(url)
    for mark in "|{}[]":
        found = found.replace(mark, f"%{ord(mark):02X}")
    return found.replace("=", "&#61;") if "=" in found else found


def _names(authors: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(authors, start=1):
        count = "" if len(authors) == 1 else str(number)
        if one.inverted:
            yield f"last{count}", wiki(one.family)
            yield f"first{count}", wiki(one.given)
        else:
            yield f"author{count}", wiki(one.body)


def _title(
    item: Item, csl: Mapping[str, Any], script: Script, citation: shapes.Citation
) -> Iterator[tuple[str, str]]:
    """Give a title that is not in Latin letters as the original, and beside it as is wished."""
    language = item.text("language").partition("-")[0].lower()
    title = one_line(str(csl.get("title") or "")) or item.title
    custom = csl.get("custom")
    translated = custom.get("title_translated") if isinstance(custom, Mapping) else ""
    if NOT_LATIN.search(title) and language:
        spelled = romanise(title)
        if script is not Script.ORIGINAL and spelled != title:
            yield "title", wiki(spelled)
        if script is not Script.ROMANISED or spelled == title:
            yield "script-title", f"{wiki(language)}:{wiki(title)}"
    else:
        yield "title", wiki(one_line(str(record(citation, script).get("title") or "")) or title)
    yield "trans-title", wiki(translated) if isinstance(translated, str) else ""


def _appendices(outline: Outline) -> Iterator[str]:
    for one in outline.appendices():
        yield f"\n== {wiki(one.head)} ==\n"
        yield from (f"* {wiki(line)}\n" for line in one.lines)


def _colophon(outline: Outline) -> str:
    cite = wiki(", ".join(outline.citation()))
    if url := address(outline.head.address):
        cite += f", {_address(url)}"
    said = outline.said
    checksum = wiki(said("checksum", sum=outline.tally.checksum))
    return f"\n----\n{wiki(said('cite_this'))}{said('colon')}{cite}\n\n{checksum}\n"

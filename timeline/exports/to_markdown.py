"""Write a chronology as Markdown: dated entries under years and months, notes, sources."""

from collections.abc import Iterable, Iterator
from itertools import chain

from timeline import shapes
from timeline.exports.chunks import chunks
from timeline.exports.head import Head
from timeline.exports.markdown_text import escape, rendered
from timeline.exports.notes import Notes
from timeline.exports.outline import Elsewhere, Entry, Heading, Outline
from timeline.exports.parts import Mark, Parts
from timeline.exports.script import Script
from timeline.exports.tally import Tally


def to_markdown(events: Iterable[shapes.Event], head: Head) -> Iterator[str]:
    """Write a chronology (CommonMark with the notes of GFM) that can be read, printed and cited.

    Whatever a source says is shown as text: it cannot make a heading, a link or a tag.

    Raises:
        LookupError: If there are no fixed words in the language wished for.
    """
    with Tally.of(events) as tally:
        outline = Outline.of(tally, head)
        notes = Notes(outline.said, Script(head.wishes.script))
        yield _opening(outline)
        yield from chunks(_blocks(outline, notes))
        yield from chunks(_notes(notes))
        yield from chunks(_sources(outline, notes))
        yield from chunks(_appendices(outline))
        yield _colophon(outline)


def _opening(outline: Outline) -> str:
    line = f"# {escape(outline.head.title)}\n\n"
    if outline.about:
        line += f"{escape(outline.about)}\n\n"
    scope = escape(" ".join(outline.scope()))
    return line + f"**{outline.said('scope')}{outline.said('stop')}** {scope}\n"


def _blocks(outline: Outline, notes: Notes) -> Iterator[str]:
    for block in outline.blocks():
        if isinstance(block, Heading):
            yield f"\n{'#' * (block.level + 1)} {escape(block.words)}\n"
        elif isinstance(block, Elsewhere):
            date = f"{escape(block.date)}{outline.said('stop')}"
            yield f"\n*{date}* {escape(block.words)}\n"
        else:
            yield _entry(block, outline, notes)


def _entry(block: Entry, outline: Outline, notes: Notes) -> str:
    for _number, citation in block.notes:
        notes.number(citation)
    stop = outline.said("stop")
    return f"\n**{escape(block.date)}{stop}** {_text(block.parts)}\n"


def _text(parts: Parts) -> str:
    return "".join(
        f"[^{part.number}]" if isinstance(part, Mark) else rendered((part,)) for part in parts
    )


def _notes(notes: Notes) -> Iterator[str]:
    if not notes.notes:
        return iter(())
    lines = (f"[^{number}]: {rendered(runs)}\n" for number, runs in enumerate(notes.notes, start=1))
    return chain(["\n"], lines)


def _sources(outline: Outline, notes: Notes) -> Iterator[str]:
    sources = notes.sources()
    if not sources:
        return iter(())
    lines = (f"- {rendered(runs)}\n" for runs in sources)
    return chain([f"\n## {escape(outline.said('sources_head', n=len(sources)))}\n\n"], lines)


def _appendices(outline: Outline) -> Iterator[str]:
    for one in outline.appendices():
        yield f"\n## {escape(one.head)}\n\n"
        yield from (f"- {escape(line)}\n" for line in one.lines)


def _colophon(outline: Outline) -> str:
    cite = escape(", ".join(outline.citation()))
    if outline.head.address:
        cite += f", <{outline.head.address}>"
    checksum = escape(outline.said("checksum", sum=outline.tally.checksum))
    cite_this = escape(outline.said("cite_this"))
    return (
        f"\n---\n\n{checksum}\n\n{cite_this}{outline.said('colon')}{outline.said.stopped(cite)}\n"
    )

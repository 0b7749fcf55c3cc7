"""Build the document tree of a chronology: scope, heads, entries, a citation after each claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from timeline import shapes
from timeline.exports.citation_text import Run
from timeline.exports.documents import nodes
from timeline.exports.documents.nodes import Node, Nodes
from timeline.exports.documents.records import THIS, VERBATIM, engine_key
from timeline.exports.documents.style import Style
from timeline.exports.outline import Elsewhere, Entry, Heading, Outline
from timeline.exports.parts import Mark, Part

LOCATOR_BRACES = re.compile(r"[{}]")
PLAIN_PLACE = re.compile(r"(?:pp?|para|chap|art|sec|vol|no)\. ?\d+(?:[-–]\d+)?\Z")
AHEAD = re.compile(r"\][.。]|[.,;:、。؛،](?=\s|\Z)")
STOP = re.compile(r"(?P<before>.*?)(?P<stop>[.。])(?P<mark>†?)\Z", re.DOTALL)


@dataclass(slots=True)
class Tree:
    """A document tree in the making.

    Attributes:
        outline: what it tells.
        style: how it cites.
        cited: the citations by the number of their note in the outline.
        order: by that number, the place of the note in the order in which notes come to stand.
    """

    outline: Outline
    style: Style
    cited: dict[int, shapes.Citation] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)

    @property
    def notes(self) -> dict[int, shapes.Citation]:
        """The citations by the place of their note, from 1."""
        return {place: self.cited[number] for number, place in self.order.items()}

    def document(self) -> Node:
        """Give the whole tree, citations still to be worded; its list of sources is empty."""
        blocks = [self._scope(), *self._told()]
        if self.style.listed and self.cited:
            count = len(self.outline.tally.sources)
            words = self.outline.said("sources_head", n=count)
            blocks += [nodes.header(1, words, "sources"), nodes.div([], "references", key="refs")]
        blocks += [*self._appendices(), *self._colophon()]
        return {"pandoc-api-version": nodes.API_VERSION, "meta": self._meta(), "blocks": blocks}

    def _meta(self) -> dict[str, Node]:
        head = self.outline.head
        about = " · ".join(part for part in (self.outline.version, self.outline.as_of) if part)
        meta = {"title": nodes.meta_text(head.title), "subtitle": nodes.meta_text(about)}
        if head.compiler:
            meta["author"] = nodes.meta_text(head.compiler)
        if self.style.listed:
            meta["nocite"] = {"t": "MetaInlines", "c": [_cite([_citation(THIS, [])])]}
        return meta

    def _scope(self) -> Node:
        said = self.outline.said
        opening = nodes.strong(nodes.text(said("scope") + said("stop")))
        told = nodes.text(" ".join(self.outline.scope()))
        words = nodes.para([opening, nodes.SPACE, *told])
        return nodes.div([words], "scope", key="scope", custom_style="Scope")

    def _told(self) -> Iterator[Node]:
        for block in self.outline.blocks():
            if isinstance(block, Heading):
                yield nodes.header(block.level, block.words, block.key)
            elif isinstance(block, Elsewhere):
                yield self._elsewhere(block)
            else:
                yield self._entry(block)

    def _elsewhere(self, other: Elsewhere) -> Node:
        date = nodes.emph(nodes.text(other.date + self.outline.said("stop")))
        words = nodes.text(other.words)
        if other.event is not None:
            words = [nodes.link(words, f"#event-{other.event}")]
        told = nodes.para([date, nodes.SPACE, *words])
        return nodes.div([told], "elsewhere", custom_style="Entry")

    def _entry(self, entry: Entry) -> Node:
        self.cited |= dict(entry.notes)
        opening = nodes.strong(nodes.text(entry.date + self.outline.said("stop")))
        inlines: Nodes = [opening, nodes.SPACE]
        parts = list(entry.parts)
        while parts:
            if isinstance(parts[0], Mark):
                stop = "" if self.style.notes else _stop_off(inlines)
                marks = self._text(parts)
                ahead = _stop_ahead(parts) if self.style.notes else ""
                inlines += [*nodes.text(ahead), *marks, *nodes.text(stop)]
            else:
                inlines += _words(parts.pop(0))
        event = entry.event
        key = f"event-{event.id}" if event.id is not None else ""
        attributes = {"data_edtf": event.date.edtf, "custom_style": "Entry"}
        return nodes.div([nodes.para(inlines)], "entry", key=key, **attributes)

    def _text(self, parts: list[Part]) -> Nodes:
        """Take the marks that stand together off the front of a text, and cite for them."""
        numbers: list[int] = []
        while parts and isinstance(parts[0], Mark):
            numbers.append(parts.pop(0).number)  # type: ignore[union-attr]
        if not self.style.notes:
            several = [self._citation(number) for number in numbers]
            for number in numbers:
                self.order.setdefault(number, len(self.order) + 1)
            return [nodes.SPACE, _cite(several)]
        found: Nodes = []
        for number in numbers:
            if number in self.order:
                found.append(nodes.span([], "again", number=str(self.order[number])))
            else:
                found.append(_cite([self._citation(number)]))
                self.order[number] = len(self.order) + 1
        return found

    def _citation(self, number: int) -> Node:
        citation = self.cited[number]
        exact = citation.quote.exact if citation.quote else ""
        suffix = locator_words(citation.locator)
        if exact and number not in self.order:
            opening = ": " if suffix else ", {}: "
            suffix += nodes.text(opening + self.outline.said.quoted(exact))
        return _citation(engine_key(citation.source), suffix)

    def _appendices(self) -> Iterator[Node]:
        for one in self.outline.appendices():
            yield nodes.header(1, one.head, one.key)
            if one.lines:
                yield nodes.bullets([nodes.text(line) for line in one.lines])

    def _colophon(self) -> Nodes:
        said, outline = self.outline.said, self.outline
        cite = nodes.text(said("cite_this") + said("colon")) + self_citation(outline)
        lines = [
            nodes.text(said("style", style=self.style.title) + said("stop")),
            nodes.text(said("checksum", sum=outline.tally.checksum)),
        ]
        blocks = [nodes.para(cite), *[nodes.para(line) for line in lines]]
        head = nodes.header(1, said("colophon"), "colophon")
        return [head, nodes.div(blocks, "colophon", key="colophon-text", custom_style="Colophon")]


def self_citation(outline: Outline) -> Nodes:
    """Cite the chronology itself in plain words; a style that lists sources words it anew."""
    words = nodes.text(", ".join(outline.citation()))
    if url := outline.head.address:
        words += [*nodes.text(", "), nodes.link(nodes.text(url), url)]
    return [nodes.span([*words, *nodes.text(outline.said("stop"))], "this-chronology")]


def locator_words(locator: str) -> Nodes:
    """Write the place in a source so that the engine takes all of it for the place.

    Braces mark it (pandoc's manual, "Locators"); a label that is not followed by a plain number is
    kept from being read as one.
    """
    plain = LOCATOR_BRACES.sub("", locator).strip()
    hidden = "" if PLAIN_PLACE.match(plain) else VERBATIM
    return nodes.text(f", {{{hidden}{plain}}}") if plain else []


def _stop_off(inlines: Nodes) -> str:
    """Take the full stop off the end of a text, so that a citation in brackets stands before it."""
    found = STOP.match(inlines[-1]["c"]) if inlines and inlines[-1]["t"] == "Str" else None
    if found is None:
        return ""
    inlines[-1] = {"t": "Str", "c": found["before"] + found["mark"]}
    return found["stop"]


def _stop_ahead(parts: list[Part]) -> str:
    """Take the stop off the front of what follows: the number of a note stands behind it."""
    following = parts[0] if parts else None
    found = AHEAD.match(following.text) if isinstance(following, Run) else None
    if found is None or not isinstance(following, Run):
        return ""
    rest = following.text[found.end() :]
    parts[:1] = [replace(following, text=rest)] if rest else []
    return found[0]


def _citation(key: str, suffix: Nodes) -> Node:
    return {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": suffix,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def _cite(citations: Nodes) -> Node:
    return {"t": "Cite", "c": [citations, nodes.text("[cite]")]}


def _words(part: Part) -> Nodes:
    if isinstance(part, Mark):
        return []
    inlines = nodes.text(part.text)
    return [nodes.emph(inlines)] if part.italic else inlines

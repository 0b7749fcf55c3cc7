"""Know the citation styles that come with the house, and check those that readers bring."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from xml.parsers import expat

from timeline.chronology.badfilter import BadFilter

DEFAULT = "chicago-notes-bibliography"
STYLES = {
    DEFAULT: "Chicago, 18th edition, notes",
    "chicago-notes-bibliography-17th-edition": "Chicago, 17th edition, notes",
    "chicago-shortened-notes-bibliography": "Chicago, 18th edition, short notes",
    "chicago-author-date": "Chicago, 18th edition, author and date",
    "apa": "APA, 7th edition",
    "modern-language-association": "MLA, 9th edition",
    "oscola": "OSCOLA, 4th edition",
    "bluebook-law-review": "Bluebook, law review",
    "harvard-cite-them-right": "Harvard, Cite Them Right, 12th edition",
}
"""The styles that come with the house, with what each is called."""
SHORT = {
    "chicago": DEFAULT,
    "chicago-18": DEFAULT,
    "chicago-17": "chicago-notes-bibliography-17th-edition",
    "short": "chicago-shortened-notes-bibliography",
    "author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "bluebook": "bluebook-law-review",
    "harvard": "harvard-cite-them-right",
}
"""What some of them are called for short."""
LONGEST = 1_000_000
"""Characters of a CSL file; the longest in use have a quarter of it."""
DEEPEST = 100
NAMESPACE = "http://purl.org/net/xbiblio/csl"
ENCODING = re.compile(r"""<\?xml[^>]*encoding\s*=\s*["'](?P<name>[^"']*)""")


class BadStyle(ValueError):
    """A CSL file that cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style.

    Attributes:
        name: what it is asked for by; its title for a reader's own.
        title: what it is called.
        text: the CSL file.
        notes: whether it cites in notes, not in the text.
        listed: whether it has a list of sources.
        locale: the language that it is written for; empty for any.
    """

    name: str
    title: str
    text: str
    notes: bool
    listed: bool
    locale: str


def find_style(name: str, csl: str = "") -> Style:
    """Find a style by its name, or read the one that a reader brings.

    Args:
        name: One of STYLES or SHORT; empty is the usual one.
        csl: The text of a CSL file; empty for none.

    Raises:
        BadFilter: If there is no style of the name.
        BadStyle: If the CSL file cannot be used.
    """
    return read_style(csl) if csl else _known(style_name(name))


def style_name(name: str, own: Iterable[str] = ()) -> str:
    """Give the whole name of a style that comes with the house.

    Args:
        name: The name, or a short one; empty is the usual style.
        own: The names of those that the installation adds, to be told of.

    Raises:
        BadFilter: If there is none; names those that there are.
    """
    given = name.strip().lower() or DEFAULT
    found = SHORT.get(given, given)
    if found not in STYLES:
        there_are = [*STYLES, *own]
        near = get_close_matches(given, [*there_are, *SHORT], n=3, cutoff=0.6)
        there = f"there is no such style; there are {', '.join(there_are)}"
        raise BadFilter("style", name, there, near)
    return found


@cache
def _known(name: str) -> Style:
    text = files("timeline.exports").joinpath("styles", f"{name}.csl").read_text("utf-8")
    found = read_style(text)
    return Style(name, STYLES[name], text, found.notes, found.listed, found.locale)


@dataclass(slots=True)
class _Reading:
    """What has been found in a CSL file so far."""

    path: list[str]
    kind: str = ""
    locale: str = ""
    title: str = ""
    cites: bool = False
    listed: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        space, _, name = tag.rpartition(" ")
        if space != NAMESPACE:
            raise BadStyle(f"it has an element <{name[:40]}> that is none of CSL")
        if not self.path and name != "style":
            raise BadStyle("it is no CSL style: its outermost element is not <style>")
        if not self.path:
            self.kind = attributes.get("class", "")
            self.locale = attributes.get("default-locale", "")
        if name == "link" and attributes.get("rel") == "independent-parent":
            parent = attributes.get("href", "").rpartition("/")[2][:80]
            raise BadStyle(f"it only refers to another style on the web; take that one ({parent})")
        self.cites = self.cites or (self.path == ["style"] and name == "citation")
        self.listed = self.listed or (self.path == ["style"] and name == "bibliography")
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise BadStyle("its elements are nested too deeply")

    def end(self, _tag: str) -> None:
        """Close an element."""
        self.path.pop()

    def words(self, text: str) -> None:
        """Take in text."""
        if self.path == ["style", "info", "title"]:
            self.title += text


def read_style(text: str) -> Style:
    """Read a CSL file, and refuse what could reach beyond it: entities, other files, the web.

    Args:
        text: The file; at most LONGEST characters.

    Raises:
        BadStyle: If it cannot be used; the message says why.
    """
    if len(text) > LONGEST:
        raise BadStyle(f"it is longer than {LONGEST:,} characters")
    text = text.removeprefix("\ufeff")
    declared = ENCODING.match(text)
    if declared and declared["name"].lower() not in ("utf-8", "utf8"):
        raise BadStyle(f"its encoding is {declared['name'][:20]}; only UTF-8 is read")
    found = _read(text)
    if found.kind not in ("note", "in-text"):
        raise BadStyle("its class is neither note nor in-text")
    if not found.cites:
        raise BadStyle("it does not say how to cite: there is no <citation>")
    title = " ".join(found.title.split())[:200] or "own style"
    return Style(title, title, text, found.kind == "note", found.listed, found.locale)


def _read(text: str) -> _Reading:
    found = _Reading([])
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.words
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise BadStyle(f"it is no well-formed XML: {error}") from error
    except UnicodeEncodeError as error:
        raise BadStyle("it holds half a surrogate pair") from error
    return found


def _refuse_doctype(*_declared: object) -> None:
    raise BadStyle("it has a DOCTYPE; entities and outer files are not read")


def _refuse_instruction(target: str, _data: str) -> None:
    raise BadStyle(f"it has a processing instruction, <?{target[:40]}; these are not followed")

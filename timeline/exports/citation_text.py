"""Put a source into words, close to the notes and bibliography of the Chicago Manual of Style."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.exports.fixed import Said
from timeline.exports.fixed import said as fixed_words

WHOLE_WORKS = frozenset({"book", "report", "hearing", "dataset"})
"""Kinds whose title stands in italics; every other title stands in quotation marks."""
MOST_AUTHORS = 3
ENGLISH = fixed_words("en")
ADDRESS = re.compile(r"https?://[^\s\x00-\x1f<>\"'`\\]{1,2000}\Z")
STRAIGHT = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a citation: its text, and whether it is in italics or the address of a page."""

    text: str
    italic: bool = False
    address: bool = False


Runs = tuple[Run, ...]


def note(csl: Mapping[str, Any], locator: str = "", said: Said = ENGLISH) -> Runs:
    """Write a source as the first note that cites it, without a full stop.

    Author, “Title,” Container, date, place in it, address; archived date, address.
    Source: Chicago Manual of Style, 18th edition, chapter 14; archived copies after its online Q&A.

    Args:
        csl: A CSL-JSON item (CSL 1.0.2); whatever is missing is left out.
        locator: The place in the source, such as "para. 3".
        said: The language of dates and fixed words.
    """
    parts = [_plain(_names(csl, inverted=False)), *_title(csl, ","), *_published_in(csl)]
    parts += [_plain(_issued(csl, said)), _plain(locator), *_where(csl, said)]
    return _joined(parts, ", ")


def short_note(
    csl: Mapping[str, Any], locator: str = "", said: Said = ENGLISH, *, dated: bool = False
) -> Runs:
    """Write a source as every later note that cites it: who, which title, place in it.

    Args:
        csl: A CSL-JSON item.
        locator: The place in the source.
        said: The language of dates.
        dated: Give the date too, where another source has the same author and title.
    """
    people = _people(csl)
    last = " and ".join(_family(one) for one in people) if len(people) <= MOST_AUTHORS else ""
    last = last or (_family(people[0]) + " et al." if people else "")
    date = _plain(_issued(csl, said)) if dated else ()
    return _joined([_plain(last), *_title(csl, ",", short=True), date, _plain(locator)], ", ")


def entry(csl: Mapping[str, Any], said: Said = ENGLISH) -> Runs:
    """Write a source as an entry of a list of sources, full stop included."""
    parts = [_plain(_names(csl, inverted=True)), *_title(csl, "."), *_published_in(csl)]
    return closed(_joined([*parts, _plain(_issued(csl, said)), *_where(csl, said)], ". "))


def closed(runs: Runs) -> Runs:
    """Put a full stop to a citation, inside a closing quotation mark; none after another stop."""
    if not runs or runs[-1].text.endswith((".", "?", "!", ".”", "?”", "!”")):
        return runs
    last = runs[-1]
    if last.text.endswith("”"):
        return (*runs[:-1], Run(last.text.removesuffix("”") + ".”"))
    return (*runs, Run("."))


def name(csl: Mapping[str, Any]) -> str:
    """Name a source in a sentence: its paper or site, else its publisher, its author, its title."""
    for key in ("container-title", "publisher"):
        if text := _text(csl, key):
            return text
    title = _text(csl, "title")
    supplied = title.startswith("[") and title.endswith("]")
    return _names(csl, inverted=False) or (title[1:-1] if supplied else title)


def plain(runs: Runs) -> str:
    """Give a citation as plain text."""
    return "".join(run.text for run in runs)


def sort_words(csl: Mapping[str, Any]) -> str:
    """Give the words by which a list of sources is ordered: author, else title."""
    return (_names(csl, inverted=True) or _text(csl, "title").lstrip("[“")).casefold()


def _plain(text: str) -> Runs:
    return (Run(text),) if text else ()


def _joined(parts: list[Runs], between: str) -> Runs:
    """Join parts; a title that ends with its own stop inside quotation marks gets no second one."""
    found: list[Run] = []
    for part in parts:
        if not part:
            continue
        if found:
            closed = found[-1].text.endswith((",”", ".”", "?”", "!”", "?", "!", between.strip()))
            found.append(Run(" " if closed else between))
        found += part
    if found and found[-1].text.endswith(",”"):
        found[-1] = Run(found[-1].text.removesuffix(",”") + "”")
    return tuple(found)


def _text(csl: Mapping[str, Any], key: str) -> str:
    value = csl.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _people(csl: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = csl.get("author")
    return [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []


def _family(person: Mapping[str, Any]) -> str:
    return _text(person, "literal") or _text(person, "family") or _text(person, "given")


def _names(csl: Mapping[str, Any], *, inverted: bool) -> str:
    people = _people(csl)
    shown = people if len(people) <= MOST_AUTHORS else people[:1]
    written = [_name(one, inverted=inverted and not number) for number, one in enumerate(shown)]
    written = [one for one in written if one]
    if len(people) > len(shown):
        return f"{written[0]} et al." if written else ""
    if len(written) < 2:
        return "".join(written)
    comma = "," if len(written) > 2 or "," in written[0] else ""
    return f"{', '.join(written[:-1])}{comma} and {written[-1]}"


def _name(person: Mapping[str, Any], *, inverted: bool) -> str:
    family, given = _text(person, "family"), _text(person, "given")
    if _text(person, "literal") or not (family and given):
        return _family(person)
    return f"{family}, {given}" if inverted else f"{given} {family}"


def _title(csl: Mapping[str, Any], stop: str, *, short: bool = False) -> list[Runs]:
    text = _text(csl, "title")
    if short and not text.startswith("["):
        text = text.partition(": ")[0]
    if not text:
        return []
    if text.startswith("[") and text.endswith("]"):  # a description that an editor supplied
        return [(Run(text),)]
    if _text(csl, "type") in WHOLE_WORKS:
        return [(Run(text, italic=True),)]
    inner = STRAIGHT.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’")
    stop = "" if inner.endswith(("?", "!", stop)) else stop
    return [(Run(f"“{inner}{stop}”"),)]


def _published_in(csl: Mapping[str, Any]) -> list[Runs]:
    said = {_names(csl, inverted=False)}
    container, publisher = _text(csl, "container-title"), _text(csl, "publisher")
    found: list[Runs] = []
    if container and container not in said:
        found.append((Run(container, italic=True),))
    elif publisher and publisher not in said and publisher != container:
        found.append((Run(publisher),))
    return found


def _issued(csl: Mapping[str, Any], said: Said) -> str:
    date = _date(csl.get("issued"), said)
    if date:
        return date
    accessed = _date(csl.get("accessed"), said)
    return said("accessed", date=accessed) if accessed else ""


def _date(value: object, said: Said) -> str:
    """Word a CSL date; its EDTF, which our sources carry, tells more than its parts."""
    if not isinstance(value, Mapping):
        return ""
    text = _text(value, "edtf") or _parts(value.get("date-parts"))
    told = said.date(text) if text else ""
    return (_text(value, "literal") or text) if told == text else told


def _parts(given: object) -> str:
    match given:
        case [[int(year), *rest], *_] if abs(year) < 10_000:
            sign = "-" if year < 0 else ""
            tail = "".join(f"-{part:02d}" for part in rest[:2] if isinstance(part, int))
            return f"{sign}{abs(year):04d}{tail}"
    return ""


def _where(csl: Mapping[str, Any], said: Said) -> list[Runs]:
    found: list[Runs] = []
    if url := address(_text(csl, "URL")):
        found.append((Run(url, address=True),))
    if copy := archived_copy(csl):
        told = archived_words(csl, said)
        found.append((Run(told[:1].lower() + told[1:]), Run(copy, address=True)))
    return found


def archived_copy(csl: Mapping[str, Any]) -> str:
    """Give the address of the archived copy of a source; empty where there is none."""
    custom = csl.get("custom")
    return address(_text(custom, "archive_url")) if isinstance(custom, Mapping) else ""


def archived_words(csl: Mapping[str, Any], said: Said) -> str:
    """Say before the address of an archived copy what it is, and from when."""
    custom = csl.get("custom")
    archived = _text(custom, "archived") if isinstance(custom, Mapping) else ""
    return said("archived", date=said.date(archived)) if archived else said("archived_undated")


def address(text: str) -> str:
    """Give a web address back if it is one that may be printed as a link: http or https."""
    return text if ADDRESS.match(text) else ""

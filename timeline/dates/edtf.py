"""Reads a whole EDTF expression (date, interval or set) into its canonical text and four days."""

from typing import Final, NamedTuple

from timeline.dates.complaint import about
from timeline.dates.notadate import NotADate
from timeline.dates.parts import Part, read_part

MAX_LENGTH: Final = 4096
"""The longest expression that is read, in code points: a set of some 370 days."""

_SETS: Final = {"[": "]", "{": "}"}
_OPEN: Final = ".."


class Reading(NamedTuple):
    """Canonical text and the days on which it can have begun and ended (None: no bound there)."""

    edtf: str
    begins_first: int | None
    begins_last: int | None
    ends_first: int | None
    ends_last: int | None


def read(text: str) -> Reading:
    """Read any expression of EDTF, levels 0, 1 and 2.

    Args:
        text: the expression, without blanks around it.

    Returns:
        Its canonical text and the earliest and latest day of its beginning and of its end.

    Raises:
        NotADate: the text is not EDTF; says where and why. The grammar is that of the Library of
            Congress, "Extended Date/Time Format (EDTF) Specification", 4 February 2019.
    """
    if len(text) > MAX_LENGTH:
        raise NotADate(f"longer than {MAX_LENGTH} characters", MAX_LENGTH)
    if "/" in text:
        return _interval(text)
    if text[:1] in _SETS:
        return _set(text)
    if _OPEN in text:
        raise NotADate(
            "'..' stands in a set, [2013..2015], or at an end of an interval, 2013/..",
            text.index(_OPEN),
        )
    edtf, first, last = read_part(text, timed=True)
    return Reading(edtf, first, last, first, last)


def _interval(text: str) -> Reading:
    start_text, _, end_text = text.partition("/")
    middle = len(start_text) + 1
    if "/" in end_text:
        raise NotADate("an interval has one slash", middle + end_text.index("/"))
    start = _end(start_text, 0)
    end = _end(end_text, middle)
    if start.first is not None and end.last is not None and start.first > end.last:
        raise NotADate(f"the interval ends before it begins: {end_text} is before {start_text}",
                       middle)  # fmt: skip
    edtf = f"{start.edtf}/{end.edtf}"
    return Reading(edtf, start.first, _least(start.last, end.last),
                   _greatest(start.first, end.first), end.last)  # fmt: skip


def _end(text: str, at: int) -> Part:
    if text in ("", _OPEN):
        return Part(text, None, None)
    if text[0] in _SETS:
        raise NotADate("an end of an interval is one date, not a set", at)
    if text in ("open", "unknown"):
        raise NotADate("an open end is written '..', an unknown one left empty", at)
    if "T" in text:
        raise NotADate("an interval has no times of day", at + text.index("T"))
    return read_part(text, at)


def _set(text: str) -> Reading:
    one_of = text[0] == "["
    if text[-1] != _SETS[text[0]] or len(text) == 1:
        raise NotADate(f"a set that starts with {text[0]} ends with {_SETS[text[0]]}", len(text))
    pieces = text[1:-1].split(",")
    members: list[tuple[Part, Part]] = []
    at = 1
    for number, piece in enumerate(pieces):
        members.append(_member(piece, at, first=number == 0, last=number == len(pieces) - 1))
        at += len(piece) + 1
    edtf = text[0] + ",".join(_member_text(*member) for member in members) + text[-1]
    firsts = [start.first for start, _ in members]
    lasts = [end.last for _, end in members]
    if one_of:
        first, last = _all_least(firsts), _all_greatest(lasts)
        return Reading(edtf, first, last, first, last)
    first, last = _all_least(firsts), _all_greatest(lasts)
    begins = _known_least([(start if start.edtf else end).last for start, end in members])
    ends = _known_greatest([(end if end.edtf else start).first for start, end in members])
    return Reading(edtf, first, _least(begins, last), _greatest(ends, first), last)


def _member(piece: str, at: int, *, first: bool, last: bool) -> tuple[Part, Part]:
    before, dots, after = piece.partition(_OPEN)
    if not dots:
        part = _single(piece, at)
        return part, part
    place = at + len(before)
    nothing = Part("", None, None)
    if not before and not after:
        raise NotADate("'..' needs a date before or after it", place)
    if not before:
        if not first:
            raise NotADate("only the first member can start with '..'", place)
        return nothing, _single(after, place + 2)
    if not after:
        if not last:
            raise NotADate("only the last member can end with '..'", place)
        return _single(before, at), nothing
    start, end = _single(before, at), _single(after, place + 2)
    if start.first is not None and end.last is not None and start.first > end.last:
        raise NotADate(f"{after} is before {before}", place + 2)
    return start, end


def _member_text(start: Part, end: Part) -> str:
    return start.edtf if start is end else f"{start.edtf}{_OPEN}{end.edtf}"


def _single(piece: str, at: int) -> Part:
    if "T" in piece:
        raise NotADate("a set has no times of day", at + piece.index("T"))
    if piece[:1] in _SETS or piece[:1] in _SETS.values():
        raise NotADate("sets do not stand inside one another", at)
    return read_part(piece, at) if piece else _missing(at)


def _missing(at: int) -> Part:
    raise about("", at)


def _least(one: int | None, other: int | None) -> int | None:
    """Take the smaller, where None is no bound above."""
    return other if one is None else one if other is None else min(one, other)


def _greatest(one: int | None, other: int | None) -> int | None:
    """Take the larger, where None is no bound below."""
    return other if one is None else one if other is None else max(one, other)


def _all_least(days: list[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _all_greatest(days: list[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _known_least(days: list[int | None]) -> int | None:
    return min((day for day in days if day is not None), default=None)


def _known_greatest(days: list[int | None]) -> int | None:
    return max((day for day in days if day is not None), default=None)

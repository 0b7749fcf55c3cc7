"""Join the pieces of a text into one mention: "Japanese Prime Minister Yoshihiko Noda"."""

import re
from dataclasses import dataclass

from timeline.names.pieces import Part, Piece

_MODIFIERS = (
    r"(?:(?:former|ex|then|late|acting|current|new|first|senior|top|outgoing|interim|visiting|"
    r"newly elected|newly appointed|incoming|deputy|chief|national|federal|high-ranking|state|"
    r"military|government|foreign|local|riot|special|élu|ancien|nouveau)[ -]){0,2}"
)
_OWNING = re.compile(rf"(?:['’]s?)?[ \u00a0-]?(?:['’]s )?{_MODIFIERS}|の|的|의 ?", re.IGNORECASE)
_OF = re.compile(
    r",? (?:of|for|to|from|in) (?:the )?| de (?:la |l['’])?| du | des | d['’]| von | der | del "
    r"| \(",
    re.IGNORECASE,
)
_NAMING = re.compile(r",? |[ \u00a0・]?|, the |の")
_WHOSE = frozenset({" of ", " of the "})
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Chain:
    """Pieces that make one mention; at most one of each part."""

    start: int
    end: int
    owner: Piece | None = None
    title: Piece | None = None
    organ: Piece | None = None
    person: Piece | None = None
    between: str = ""
    """The words between the owner and the title."""


def _gap(text: str, one: Piece, other: Piece) -> str:
    return text[one.end : other.start]


def _blank(gap: str) -> bool:
    return gap in {"", " ", "\u00a0"}


def _of(text: str, word: Piece, owner: Piece) -> bool:
    """Tell whether a title or organ is followed by whose it is: "minister of", "ministre"."""
    gap = _gap(text, word, owner)
    if len(gap) > 12 or not _OF.fullmatch(gap):
        return _blank(gap) and any(alias.language not in {"", "en"} for alias in owner.aliases)
    return bool(gap) and not (gap == " in " and word.part is Part.TITLE)


def _owning(text: str, owner: Piece, word: Piece) -> bool:
    gap = _gap(text, owner, word)
    return len(gap) <= 40 and bool(_OWNING.fullmatch(gap))


def _named(text: str, title: Piece, person: Piece) -> bool:
    gap = _gap(text, title, person)
    return len(gap) <= 6 and bool(_NAMING.fullmatch(gap))


def _titled(text: str, found: tuple[Piece, ...]) -> Chain | None:
    """Read a title with whose it is and who bears it, in the orders that languages use."""
    one, two = found[0], found[1]
    third = found[2] if len(found) > 2 else None
    match (one.part, two.part):
        case (Part.OWNER, Part.TITLE) if _owning(text, one, two):
            return _borne(text, Chain(one.start, two.end, one, two), two, third)
        case (Part.TITLE, Part.OWNER) if _of(text, one, two):
            return _borne(text, Chain(one.start, _closed(text, two.end), two, one), two, third)
        case (Part.TITLE, Part.PERSON) if _blank(_gap(text, one, two)):
            if third and third.part is Part.OWNER and _gap(text, two, third) in _WHOSE:
                return Chain(one.start, third.end, third, one, None, two)
            return Chain(one.start, two.end, None, one, None, two)
    return _title_last(text, one, two, third)


def _borne(text: str, chain: Chain, last: Piece, person: Piece | None) -> Chain:
    """Add the name that follows a title, and the words between the owner and the title."""
    owner, title = chain.owner, chain.title
    between = _gap(text, owner, title) if owner and title and owner.start < title.start else ""
    if person and person.part is Part.PERSON and _named(text, last, person):
        return Chain(chain.start, person.end, owner, title, None, person, between)
    return Chain(chain.start, chain.end, owner, title, None, None, between)


def _title_last(text: str, one: Piece, two: Piece, third: Piece | None) -> Chain | None:
    """Read what Chinese, Japanese and Korean write: the name, and right after it the title."""
    if one.part is Part.PERSON and two.part is Part.TITLE:
        written = bool(_CJK.match(two.text)) and _gap(text, one, two) in {"", " "}
        return Chain(one.start, two.end, None, two, None, one) if written else None
    if one.part is Part.OWNER and two.part is Part.PERSON and third and third.part is Part.TITLE:
        last = _title_last(text, two, third, None)
        if last and _owning(text, one, two):
            return Chain(one.start, third.end, one, third, None, two)
    return None


def _organ(text: str, found: tuple[Piece, ...]) -> Chain | None:
    one, two = found[0], found[1]
    match (one.part, two.part):
        case (Part.OWNER, Part.ORGAN) if _owning(text, one, two):
            return Chain(one.start, two.end, one, None, two, None, _gap(text, one, two))
        case (Part.ORGAN, Part.OWNER) if _of(text, one, two):
            return Chain(one.start, _closed(text, two.end), two, None, one)
    return None


def _closed(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ")" else end


def _alone(piece: Piece) -> Chain:
    own, start, end = piece.part, piece.start, piece.end
    return Chain(
        start,
        end,
        piece if own is Part.OWNER else None,
        piece if own is Part.TITLE else None,
        piece if own is Part.ORGAN else None,
        piece if own is Part.PERSON else None,
    )


def chains(text: str, pieces: tuple[Piece, ...]) -> tuple[Chain, ...]:
    """Return the mentions that pieces make, in order; every piece belongs to one of them.

    A title is joined with the state, body or company before or after it and with the name beside
    it; an organ word with its state. What joins with nothing stands alone.
    """
    found = []
    at = 0
    while at < len(pieces):
        near = pieces[at : at + 3]
        chain = (_titled(text, near) or _organ(text, near)) if len(near) > 1 else None
        if chain is None:
            chain = _alone(pieces[at])
        found.append(chain)
        parts = (chain.owner, chain.title, chain.organ, chain.person)
        at += sum(part is not None for part in parts)
    return tuple(found)

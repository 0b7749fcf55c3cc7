"""Writes found expressions as TIMEX3 readers want them: flat, with the ends of ranges apart."""

from __future__ import annotations

import msgspec

from timeline.dates.phrases.values import Found

_A_WORD_OR_TWO = 10
_AROUND = " \t\r\n.,;:!?\"'“”‘’«»()[]"


class Timex(msgspec.Struct, frozen=True):
    """One TIMEX3 annotation; `value` is its EDTF text, or the TIMEX3 value where it has no days."""

    start_char: int
    end_char: int
    text: str
    type: str
    value: str
    timex: str


def timexes(text: str, found: tuple[Found, ...]) -> tuple[Timex, ...]:
    """Return the annotations of a text.

    TIMEX3 (TimeML 1.2.1) has no value for a range or an open stretch, so that in running text
    each printed end is an annotation of its own. A text that holds little but one expression,
    such as the cell of a table, keeps it whole, with the EDTF text of the whole.

    Args:
        text: The text that was read.
        found: What `find` gave for it.
    """
    whole = len(found) == 1 and len(text.strip(_AROUND)) - len(found[0].text) < _A_WORD_OR_TWO
    out: list[Found] = []
    for one in found:
        out.extend([one] if whole or not one.parts else one.parts)
    return tuple(
        Timex(
            one.start,
            one.end,
            one.text,
            one.type,
            one.span.edtf if one.span is not None else one.timex,
            one.timex,
        )
        for one in out
    )

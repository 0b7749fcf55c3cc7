"""Show how the dates of a text are read: each expression in its place, its reading, its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from operator import itemgetter

from babel import Locale, UnknownLocaleError
from flask import Response, make_response, render_template, request

from timeline.dates import Found, NotADate, Span, find
from timeline.dates.phrases import languages, other_languages
from timeline.dates.wording import words
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import label

LONGEST = 20_000
"""How many characters are read at once."""

SAMPLE = (
    "Foreign and defence ministers held their first meeting in late October. Last May a caucus was "
    "formed; the plant is to open around 2025, three years later than planned."
)
SAMPLE_DAY = "2014-01-15"

COMMON = ("en", "ru", "ja", "zh", "ko", "fr", "de", "es", "ar")
"""The languages that are read by rules of our own; they come first in the list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `number` is that of the expression it is, 0 for what is none."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression as the page shows it; `said` is empty where it is no date."""

    number: int
    found: Found
    said: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form was filled with, and what is wrong with it."""

    text: str
    published: str
    language: str
    problem: str = ""


@blueprint.route("/dates", methods=["GET", "POST"])
def dates() -> Response:
    """Read the dates of a text that was pasted into the form."""
    given = request.form if request.method == "POST" else request.args
    asked = Asked(
        text=given.get("text", "").replace("\r\n", "\n"),
        published=given.get("published", "").strip(),
        language=given.get("language", "en"),
    )
    found: tuple[Found, ...] = ()
    problem = _problem(asked)
    if asked.text and not problem:
        found = find(asked.text, published=asked.published or None, language=asked.language)
    page = render_template(
        "pages/dates.html",
        asked=asked,
        problem=problem,
        pieces=tuple(pieces(asked.text, found)) if not problem else (),
        readings=tuple(readings(found, asked.language)),
        languages=_languages(),
        sample=SAMPLE,
        sample_day=SAMPLE_DAY,
        longest=LONGEST,
    )
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)


def _problem(asked: Asked) -> str:
    if len(asked.text) > LONGEST:
        return f"The text has {len(asked.text):,} characters; at most {LONGEST:,} are read at once."
    if asked.language not in (*languages(), *other_languages()):
        return f"There are no rules for the language “{asked.language}”."
    if asked.published:
        try:
            Span.parse(asked.published)
        except NotADate as error:
            return f"The day of publication cannot be read: {error}"
    return ""


@cache
def _languages() -> tuple[tuple[str, str], ...]:
    """List codes and names: those with rules of our own, then those of which simple dates do."""
    own = (*COMMON, *sorted(set(languages()) - set(COMMON)))
    others = ((one, _name(one)) for one in other_languages())
    return (
        *((one, label("language", one)) for one in own),
        *((one, f"{name} (simple dates)") for one, name in sorted(others, key=itemgetter(1))),
    )


def _name(code: str) -> str:
    """Name a language in English, after CLDR; by its code where CLDR does not know it."""
    try:
        return Locale.parse(code).english_name or code
    except (UnknownLocaleError, ValueError):
        return code


def pieces(text: str, found: tuple[Found, ...]) -> Iterator[Piece]:
    """Cut a text at its expressions; nothing of it is lost."""
    done = 0
    for number, one in enumerate(found, start=1):
        if one.start > done:
            yield Piece(text[done : one.start])
        yield Piece(text[one.start : one.end], number)
        done = one.end
    if done < len(text):
        yield Piece(text[done:])


def readings(found: tuple[Found, ...], language: str) -> Iterator[Reading]:
    """Say each expression in words, in the language of the text where there are words for it."""
    said_in = language if language in COMMON else "en"
    for number, one in enumerate(found, start=1):
        yield Reading(
            number=number,
            found=one,
            said=words(one.span, said_in) if one.span is not None else "",
            others=tuple(words(Span.parse(other), said_in) for other in one.trace.alternatives),
        )

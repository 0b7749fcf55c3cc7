"""Holds the Japanese, Chinese, Korean and Arabic finders to what a careful reader would mark."""

import datetime
import tomllib
from pathlib import Path

import pytest

from timeline.dates import Span
from timeline.dates.phrases import find

FRIDAY = datetime.date(2013, 3, 22)
LANGUAGES = ("ja", "zh", "ko", "ar")
EXAMPLES = {
    language: tomllib.loads(
        (Path(__file__).parent / "examples" / f"phrases_{language}.toml").read_text("utf-8")
    )
    for language in LANGUAGES
}
PHRASES = [
    (language, phrase, edtf)
    for language in LANGUAGES
    for group in EXAMPLES[language]["phrases"].values()
    for phrase, edtf in group.items()
]
SENTENCES = [
    (language, case["text"], case["dated"])
    for language in LANGUAGES
    for case in EXAMPLES[language]["sentence"]
]


def days(edtf: str) -> tuple[int | None, int | None] | None:
    """Return the first and last day of EDTF text; None for no date."""
    if not edtf:
        return None
    span = Span.parse(edtf)
    return span.earliest, span.latest


def longest(phrase: str, language: str) -> tuple[int | None, int | None] | None:
    """Return the first and last day of the longest dated expression of a phrase."""
    dated = [f for f in find(phrase, published=FRIDAY, language=language) if f.span is not None]
    best = max(dated, key=lambda f: f.end - f.start, default=None)
    return None if best is None or best.span is None else (best.span.earliest, best.span.latest)


@pytest.mark.parametrize(("language", "phrase", "edtf"), PHRASES)
def test_phrase(language: str, phrase: str, edtf: str) -> None:
    """A phrase has exactly the days that a careful reader gives it, or none."""
    assert days(edtf) == longest(phrase, language)


@pytest.mark.parametrize(("language", "sentence", "dated"), SENTENCES)
def test_sentence(language: str, sentence: str, dated: list[list[str]]) -> None:
    """A sentence gives its dates with their words and days, and none that it does not have."""
    found = find(sentence, published=FRIDAY, language=language)
    actual = [(f.text, (f.span.earliest, f.span.latest)) for f in found if f.span is not None]
    assert [(words, days(edtf)) for words, edtf in dated] == actual


@pytest.mark.parametrize("language", ["zh-Hant", "zh_TW", "zh-CN", "ZH"])
def test_script_and_country(language: str) -> None:
    """A language is known with or without its script and country."""
    assert days("2012-09-08") == longest("民國101年9月8日", language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "piece", ["九", "9月", "年", "今年", "のから", "至", "년", "말", "و", "الأول من "]
)
def test_hostile(language: str, piece: str) -> None:
    """A long run of one word is read to its end, with exact offsets."""
    text = piece * 20_000
    found = find(text, published=FRIDAY, language=language)
    assert all(f.text == text[f.start : f.end] for f in found)

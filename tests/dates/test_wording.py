"""Spans must be worded as readers of nine languages write dates, and never more precisely."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Span, words
from timeline.dates.tongue import LANGUAGES

EXAMPLES = Path(__file__).parent / "examples" / "words.csv"


def examples() -> list[tuple[str, str, str]]:
    """Read the table: expression, language, words."""
    with EXAMPLES.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return [(row["edtf"], language, row[language]) for row in rows for language in LANGUAGES]


@pytest.mark.parametrize(("edtf", "language", "expected"), examples())
def test_words_are_those_of_the_language(edtf: str, language: str, expected: str) -> None:
    """Order, case, joining words and marks of certainty are the language's own."""
    assert expected == words(Span.parse(edtf), language)


@given(
    st.from_type(Span),
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.sampled_from(["long", "short"]),
)
def test_every_span_has_words(span: Span, language: str, year: bool, style: str) -> None:
    """Any span is worded in any language and style, with no template showing through."""
    said = words(span, language, year=year, style=style)
    assert said.strip() == said
    assert said
    assert not re.search(r"[{}]|  |None|\(\)", said)


@given(st.from_type(Span))
def test_words_hold_no_number_that_the_source_does_not(span: Span) -> None:
    """A single date is told with its own digits: no day or minute is added to it."""
    if span.is_interval or span.is_set or not re.fullmatch(r"\d{4}(-[01]\d(-\d\d)?)?", span.edtf):
        return
    told = set(re.findall(r"\d+", words(span)))
    assert told <= {part.lstrip("0") for part in span.edtf.split("-")} | {"1"}


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    ("language", "alone", "dated"),
    [
        ("ru", "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
         "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        ("de", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
         ""),
        ("fr", ("janvier février mars avril mai juin juillet août septembre octobre novembre "
                "décembre"), ""),
    ],
)  # fmt: skip
def test_months_take_their_form(month: int, language: str, alone: str, dated: str) -> None:
    """A month alone is in the nominative; after a day it takes the form that a day asks for."""
    assert alone.split()[month - 1] in words(Span.parse(f"2012-{month:02d}"), language)
    dated = dated or alone
    assert dated.split()[month - 1] in words(Span.parse(f"2012-{month:02d}-03"), language)


@pytest.mark.parametrize(
    ("edtf", "language", "expected"),
    [
        ("2024-01-14", "en", "14 January"),
        ("2024-01-14/2024-01-16", "en", "14–16 January"),
        ("2024-01-30/2024-02-02", "en", "30 January – 2 February"),
        ("2023-12-30/2024-01-02", "en", "30 December 2023 – 2 January 2024"),
        ("[2024-01-21..2024-01-31]", "en", "late January"),
        ("2024-21", "en", "spring"),
        ("2024", "en", "2024"),
        ("2024-01-14T14:55+09:00", "en", "14 January, 14:55 (UTC+9)"),
        ("2024-03/..", "en", "since March"),
        ("2024-01-14", "ru", "14 января"),
        ("2024-01", "ru", "январь"),
        ("2024-01-14", "ja", "1月14日"),
        ("2024-01-14/2024-01-16", "ja", "1月14日〜16日"),
        ("2024-01-14", "es", "14 de enero"),
        ("XXXX-12-25", "en", "25 December (year unknown)"),
    ],
)
def test_the_year_can_be_left_to_the_heading(edtf: str, language: str, expected: str) -> None:
    """Under a year's heading only the rest is said, and the year stays where it is all there is."""
    said = words(Span.parse(edtf), language, year=False)
    assert expected == said


@pytest.mark.parametrize(
    ("edtf", "language", "expected"),
    [
        ("2013-11-02", "en", "2 Nov 2013"),
        ("2018-35", "en", "Q3 2018"),
        ("18XX", "en", "19th c."),
        ("2013-11-02?", "en", "2 Nov 2013 [?]"),
        ("2013", "ru", "2013"),
        ("2013-11-02", "de", "2. Nov. 2013"),
        ("18XX", "fr", "XIXe s."),
        ("XXXX", "en", "undated"),
    ],
)
def test_the_short_style_fits_a_narrow_column(edtf: str, language: str, expected: str) -> None:
    """Months and parts are abbreviated; what is certain and what is not still shows."""
    assert expected == words(Span.parse(edtf), language, style="short")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edtf", ["2016-02-2X", "-01XX", "1560-XX-25", "2013", "156X-12-25"])
def test_doubt_is_always_said(edtf: str, language: str) -> None:
    """A mark changes the words, also where masks let only the outer days be told."""
    plain, *marked = (words(Span.parse(edtf + mark), language) for mark in ("", "?", "~", "%"))
    assert len(set(marked)) == 3
    assert plain not in marked


def test_a_longer_tag_is_read_by_its_language() -> None:
    """en-GB is worded as en, zh_Hant as zh."""
    span = Span.parse("2013-11-02")
    assert words(span, "en") == words(span, "en-GB")
    assert words(span, "zh") == words(span, "zh_Hant")


@pytest.mark.parametrize(("language", "style"), [("tlh", "long"), ("", "long"), ("en", "tiny")])
def test_what_cannot_be_worded_is_named(language: str, style: str) -> None:
    """An unknown language or style is refused with what there is."""
    with pytest.raises(LookupError, match=r"there are (en, ru|long)"):
        words(Span.parse("2013"), language, style=style)


def test_dates_are_read_without_the_weight_of_words() -> None:
    """Importing the room loads neither dateparser nor Babel; asking for words loads Babel."""
    program = (
        "import sys, timeline.dates as dates\n"
        "assert not {'dateparser', 'babel'} & set(sys.modules)\n"
        "dates.words(dates.Span.parse('2013'))\n"
        "assert 'babel' in sys.modules and 'dateparser' not in sys.modules\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr

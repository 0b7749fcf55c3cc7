"""Hold the document to its layout: heads, dated entries, a note for each citation, both sides."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline import shapes
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.exports import Head, Wishes
from timeline.exports.to_markdown import to_markdown
from timeline.terms import About, EventType, Order, Stance, State, Status

TIMES = {"type": "article-newspaper", "title": "Ties deepen", "container-title": "The Times"}
MINISTRY = {"type": "webpage", "title": "[Joint press release]", "publisher": "Ministry"}


def cited(slug: str, csl: dict, *claims: shapes.Claim, **more) -> shapes.Citation:
    """Cite a source."""
    return shapes.Citation(source=shapes.SourceIn(slug=slug, csl=csl), claims=claims, **more)


def dated(printed: str, edtf: str) -> shapes.Claim:
    """Claim a date."""
    return shapes.Claim(about=About.DATE, as_printed=printed, edtf=edtf)


def event(title: str, edtf: str, *citations: shapes.Citation, **more) -> shapes.Event:
    """Make an accepted event; where nothing else is said, a newspaper and a ministry tell it."""
    citations = citations or (cited("times", TIMES), cited("ministry", MINISTRY))
    return shapes.Event(
        title=title,
        date=shapes.Date(edtf=edtf, words=words(Span.parse(edtf))),
        type=EventType.CONSULT,
        state=State.ACCEPTED,
        citations=citations,
        **more,
    )


def written(*events: shapes.Event, **head) -> str:
    """Write a chronology."""
    return "".join(to_markdown(events, Head(title="Talks", certain=len(events), **head)))


def test_both_sides_of_a_difference_are_cited():
    """Where a report and the record differ on the date, the entry gives both with their notes."""
    text = written(
        event(
            "Japan and Russia met",
            "2013-11-02",
            cited("times", TIMES, dated("late October", "[2013-10-21..2013-10-31]")),
            cited("ministry", MINISTRY, dated("November 2, 2013", "2013-11-02")),
        )
    )

    assert (
        "**2 November.** Japan and Russia met.[^1][^2] Reports differ on the date: “late October”"
        " \\[late October 2013\\] (The Times)[^1]; “November 2, 2013” \\[2 November 2013\\]"
        " (Ministry)[^2]. It is entered here under 2 November 2013.\n"
    ) in text


def test_a_source_is_cited_in_full_first_and_then_in_short():
    """The first note of a source has all of it, the next ones only as much as finds it."""
    text = written(
        event("One", "2013-01-01", cited("times", TIMES, locator="para. 2")),
        event("Two", "2013-01-02", cited("times", TIMES, locator="para. 5")),
    )

    assert "[^1]: “Ties deepen,” *The Times*, para. 2.\n" in text
    assert "[^2]: “Ties deepen,” para. 5.\n" in text
    assert "## Sources (1)\n\n- “Ties deepen.” *The Times*.\n" in text


def test_sources_of_one_title_are_told_apart_by_date():
    """Where two sources go by the same short words, the short notes give their dates too."""
    first = MINISTRY | {"issued": {"edtf": "2013-11-02"}}
    second = MINISTRY | {"issued": {"edtf": "2017-03-20"}}
    text = written(
        event("One", "2013-11-02", cited("first", first)),
        event("Two", "2017-03-20", cited("second", second), cited("first", first)),
    )

    assert "[^3]: \\[Joint press release\\], 2 November 2013.\n" in text


def test_what_has_not_happened_is_named_first():
    """A planned event says so before it is told; what one source alone tells bears a dagger."""
    text = written(
        event("A plant will be built", "2017~/2023~", status=Status.PLANNED),
        event("Gas flows", "2018", cited("times", TIMES), summary="A first ship sails."),
    )

    assert "**c. 2017 – c. 2023.** *Planned:* A plant will be built.[^1][^2]\n" in text
    assert "**2018.** Gas flows.†[^3] A first ship sails.\n" in text


def test_claims_other_than_dates_stand_with_their_notes():
    """Every claim is given as printed and as read; those who only mention the event come last."""
    claim = shapes.Claim(about=About.QUANTITY, as_printed="17", as_read="seventeen victims")
    text = written(
        event(
            "People were taken",
            "1977/1983",
            cited("ministry", MINISTRY, claim),
            cited("times", TIMES, stance=Stance.MENTIONS),
        )
    )

    assert "†[^1] Quantity: “17” \\[seventeen victims\\][^1]. See also The Times[^2].\n" in text


def test_years_and_months_head_the_entries():
    """From twelve events on there are heads for months; a date known to the year opens no month."""
    days = [event(f"Day {day}", f"2013-01-{day:02d}") for day in range(1, 12)]
    text = written(*days[:1], event("Year", "2013"), *days[1:], event("Later", "2013-02"))

    assert re.findall(r"^#+ .*", text, re.MULTILINE) == [
        "# Talks",
        "## 2013",
        "### January 2013",
        "### February 2013",
        "## Sources (2)",
    ]
    assert "**February.** Later.[^25][^26]\n" in text
    assert "## 2013\n\n**1 January.** Day 1.[^1][^2]\n" in written(days[0])


def test_events_of_one_day_stand_together():
    """The second event of a date says that it is of that date too."""
    text = written(event("One", "2013-11-02"), event("Two", "2013-11-02"))

    assert "**2 November.** One.[^1][^2]\n\n**Also 2 November.** Two.[^3][^4]\n" in text


def test_the_most_significant_first_have_no_heads():
    """Where the order is not that of time, each date is whole and no year heads the entries."""
    text = written(event("One", "2014-11-02"), event("Two", "2013-11-02"), order=Order.SIGNIFICANT)

    assert "**2 November 2014.** One.[^1][^2]\n\n**2 November 2013.** Two.[^3][^4]\n" in text
    assert "## 20" not in text


def test_the_scope_and_the_colophon_say_what_it_is(head):
    """The document opens with filter and counts, and ends with how to cite it."""
    text = "".join(to_markdown([], head))

    assert text.startswith("# Japan: a chronology, 2013\n\nExample Institute · data version 12\n")
    assert (
        "**Scope.** Events with Japan, 2013: 3 events, 2 certainly and 1 possibly in time." in text
    )
    assert text.endswith(
        "Example Institute, “Japan: a chronology, 2013”, data version 12, 22 November 2026,"
        " <https://timeline.example/events?actor=japan>.\n"
    )


@settings(max_examples=60)
@given(data=st.data())
def test_nothing_a_source_says_formats_the_document(data, an_event, head):
    """No text makes a heading, list, tag, image or link; each citation has its note."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=3))

    text = "".join(to_markdown(events, head))

    without = re.sub(r"^\[\^\d+\]: ", "\nNote: ", text, flags=re.MULTILINE)
    without = re.sub(r"(?<!\\)\[\^\d+\]", "", without)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(without)
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    found = {token.type for token in (*tokens, *inline)}
    assert not found & {"html_block", "html_inline", "image", "code_inline", "fence", "code_block"}
    assert not found & {"ordered_list_open", "blockquote_open", "table_open", "s_open"}
    links = [one.attrs["href"] for one in inline if one.type == "link_open"]
    assert all(href.startswith(("http://", "https://")) for href in links)
    notes = sum(len(one.citations) for one in events)
    numbers = [str(number) for number in range(1, notes + 1)]
    assert numbers == re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert set(numbers) == set(re.findall(r"(?<!\\)\[\^(\d+)\](?!:)", text))


def test_an_event_without_a_source_is_named_and_not_told():
    """What no source tells has no entry; it is counted in the scope and named at the end."""
    bare = shapes.Event(
        title="Nobody *says* so", date=shapes.Date(edtf="2013-05"), type=EventType.CONSULT
    )
    text = "".join(to_markdown([event("One", "2013-01"), bare], Head(title="Talks", certain=2)))

    assert "Left out for want of a source, and named at the end: 1 event." in text
    assert "## Left out for want of a source (1)\n\n- May 2013: Nobody \\*says\\* so\n" in text
    assert "**May" not in text


def test_a_source_that_dates_it_otherwise_stands_in_brackets():
    """Where no source bears out the day it is filed under, its own day is given in brackets."""
    text = written(event("A launch", "2024-01-14", cited("times", TIMES, dated("", "2024-01-15"))))

    assert "\\[Dated 15 January 2024 by The Times[^1]\\]." in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "**2\\. November.** *Geplant:*"),
        ("fr", "**2 novembre.** *Prévu:*"),
        ("ru", "**2 ноября.** *Запланировано:*"),
        ("ja", "**11月2日。** *予定:*"),
        ("ar", "**2 نوفمبر.** *مخطط له:*"),
    ],
)
def test_fixed_words_and_dates_are_the_readers(language, expected):
    """Dates and fixed words are in the language wished for."""
    wishes = Wishes(language=language)

    assert expected in written(event("Talks", "2013-11-02", status=Status.PLANNED), wishes=wishes)

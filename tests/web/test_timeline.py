"""Hold the timeline to what it promises without a script: drawn, listed, linked, filtered."""

import gzip
import json
import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology.filter import EventFilter
from timeline.dates import Span
from timeline.dates.days import day_of
from timeline.web import sheet
from timeline.web.pages.timeline.axis import LEVELS, axis
from timeline.web.pages.timeline.gather import Overview, busiest
from timeline.web.pages.timeline.marks import Mark, Part, parts
from timeline.web.pages.timeline.measure import LONGEST, clipped, width
from timeline.web.pages.timeline.place import WIDTHS, place, visible
from timeline.web.pages.timeline.ways import View, ways
from timeline.web.pages.timeline.window import (
    FIRST,
    LAST,
    Window,
    asked_window,
    preset,
    whole_window,
    zoom_of,
)

TODAY = day_of(2026, 11, 22)
BOOT = re.compile(r'<script type="application/json" id="tl-boot">(.*?)</script>', re.DOTALL)
FIRST_VIEW = 40_000
"""Bytes, compressed, that the first view has at most."""
TILE, SCRIPT = 2_500, 15_000


def boot_of(body: str) -> dict:
    """Read what the script begins with."""
    return json.loads(BOOT.search(body)[1])


def mark(number: int, days: tuple[int | None, ...], **more) -> Mark:
    """Make a mark."""
    fields = {"title": f"Event {number}", "slug": "e", "weight": 500, "family": 0, "flags": 0}
    return Mark(id=number, days=days, **(fields | more))


def test_the_first_view_is_whole_without_a_script(client):
    """The home page has a drawing with labels, at least fifty events with sources, ways on."""
    body = client.get("/").get_data(as_text=True)

    assert body.count('class="m f-') >= 20
    assert body.count("<li data-id=") >= 50
    assert body.count('href="/source/') >= 50
    assert {"earlier", "later", "in", "out", "year", "all"} <= set(
        re.findall(r'data-way="(\w+)"', body)
    )


def test_the_first_view_is_small(client):
    """Page, script and style fit together into the budget of the first view."""
    page = client.get("/")
    files = re.findall(r'(?:src|href)="(/s/[^"]+\.(?:js|css))"', page.get_data(as_text=True))
    sizes = {"page": len(gzip.compress(page.data, 6))}
    for path in files:
        with client.get(path) as answer:
            sizes[path.rpartition("/")[2]] = len(gzip.compress(answer.get_data(), 9))

    assert sum(sizes.values()) < FIRST_VIEW
    assert sizes["timeline.js"] < SCRIPT


def test_scripts_are_sent_without_what_only_writers_read(client):
    """Of a script comments and indentation are left out, and every line of code is kept."""
    page = client.get("/").get_data(as_text=True)
    path = re.search(r'src="(/s/[^"]+/timeline\.js)"', page)[1]
    for name in ("timeline.js", "timeline-more.js"):
        with client.get(path.replace("timeline.js", name)) as answer:
            sent = answer.get_data(as_text=True)
        written = (sheet.FOLDER / name).read_text(encoding="utf-8")
        code = re.sub(r"^[ \t]*(/\*.*?\*/|//.*?$)", "", written, flags=re.DOTALL | re.MULTILINE)

        assert "immutable" in answer.headers["Cache-Control"]
        assert "/*" not in sent
        assert [line.strip() for line in code.splitlines() if line.strip()] == sent.splitlines()


def test_a_window_is_an_address(client):
    """What stands in `from` and `to` is what is shown, and what the form shows."""
    body = client.get("/timeline?actor=japan&from=2012&to=2013").get_data(as_text=True)

    assert [day_of(2012), day_of(2014)] == boot_of(body)["window"]
    assert 'value="2012"' in body
    assert "2012–2013" in unescape(body)


def test_hours_can_be_asked_for(client):
    """A window may begin and end at a minute."""
    body = client.get("/timeline?from=2013-11-02T06:00&to=2013-11-02T18:00").get_data(as_text=True)
    day = day_of(2013, 11, 2)

    assert [day + 0.25, day + 0.75] == boot_of(body)["window"]
    assert "12:00" in body


def test_an_empty_window_keeps_its_axis_and_leads_on(client):
    """Where nothing happened the axis stays, and the nearest events are named."""
    body = client.get("/timeline?actor=japan&theme=disaster&from=1990&to=1991").get_data(
        as_text=True
    )

    assert ">1990<" in body
    assert "There is no event in this window." in body
    assert "Nearest later event" in body


def test_empty_fields_of_the_form_leave_the_address(client):
    """A form sent with empty fields leads to the address without them; the window stays."""
    answer = client.get("/timeline?actor=japan&from=2012&to=&q=&theme=")

    assert 302 == answer.status_code
    assert answer.location.startswith("/timeline?actor=japan&from=2012&to=")


@pytest.mark.parametrize("query", ["lanes=colour", "from=yesterdayish", "actor=nobody-at-all"])
def test_what_cannot_be_read_is_refused(client, query):
    """Ways that there are not, dates and names that cannot be read get 400 and a page."""
    assert 400 == client.get(f"/timeline?{query}").status_code


def test_lanes_part_the_events(client):
    """By theme each family has a lane; by actor who acts has, and others have one together."""
    themes = client.get("/timeline?lanes=theme").get_data(as_text=True)
    actors = client.get("/timeline?lanes=actor").get_data(as_text=True)
    pair = client.get("/timeline?actor=japan&actor=russia&lanes=actor").get_data(as_text=True)

    assert 9 == len(boot_of(themes)["lanes"])
    assert 7 == len(boot_of(actors)["lanes"])
    assert ["Japan", "Japan – Russia", "Russia"] == boot_of(pair)["lanes"]


def test_tiles_have_the_events_of_the_window(client):
    """A tile of the boot is what its address answers, to any origin, for good."""
    boot = boot_of(client.get("/timeline?theme=energy").get_data(as_text=True))
    for written in boot["tiles"]:
        z, x = written[:2]
        answer = client.get(f"/t/{boot['version']}/{z}/{x}.json?{boot['query']}")

        assert written == answer.get_json()
        assert "*" == answer.headers["Access-Control-Allow-Origin"]
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(gzip.compress(answer.data, 6)) <= TILE


def test_an_old_version_is_answered_but_not_kept(client):
    """A page that was open when the data changed still moves; what never was is not found."""
    boot = boot_of(client.get("/").get_data(as_text=True))
    old = client.get("/t/0-00000000/5/11.json")
    known = client.get(f"/t/{boot['version']}/5/11.json")
    coming = client.get("/t/999999999-00000000/5/11.json")

    assert (200, known.data) == (old.status_code, old.data)
    assert "no-store" in old.headers["Cache-Control"]
    assert 404 == coming.status_code
    assert 404 == client.get(f"/t/{boot['version']}/99/0.json").status_code
    assert 404 == client.get("/t/now/5/11.json").status_code


def test_a_tile_has_one_address(client):
    """Parameters in another order or spelling lead to the address that caches know."""
    boot = boot_of(client.get("/").get_data(as_text=True))
    answer = client.get(f"/t/{boot['version']}/5/11.json?theme=energy&actor=JPN")

    assert answer.location.endswith("/5/11.json?actor=japan&theme=energy")
    assert 400 == client.get(f"/t/{boot['version']}/5/11.json?colour=red").status_code


def test_the_script_is_told_what_the_page_says(client):
    """The list for the script has the entries, the sentence and the ways of the page."""
    body = client.get("/timeline?from=2012&to=2013").get_data(as_text=True)
    told = client.get("/timeline/view.json?from=2012&to=2013").get_json()

    assert told["said"] in unescape(body)
    assert [str(one["id"]) for one in told["entries"]] == re.findall(r'<li data-id="(\d+)"', body)
    assert all(way["href"] in unescape(body) for way in told["ways"])


def test_the_style_in_the_page_is_allowed_by_name(client):
    """The digest in the policy is that of the style that stands in the page."""
    import base64
    import hashlib

    answer = client.get("/")
    style = re.search(r"<style>(.*?)</style>", answer.get_data(as_text=True), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<[^>]*\sstyle=", answer.get_data(as_text=True))


def test_text_is_sent_compressed(client):
    """Who takes gzip gets it, and the same text; who does not, does not."""
    plain = client.get("/timeline")
    packed = client.get("/timeline", headers={"Accept-Encoding": "gzip"})

    assert "gzip" == packed.content_encoding
    assert plain.data == gzip.decompress(packed.data)
    assert "Accept-Encoding" in str(packed.vary)


SPANS = st.integers(FIRST, LAST - 2).flatmap(
    lambda start: st.integers(start + 1, min(start + 40_000, LAST)).map(
        lambda end: Window(float(start), float(end))
    )
)


@given(SPANS)
def test_a_window_comes_back_from_its_address(window):
    """The dates that a window is written as are read as the same window."""
    first, last = window.texts()

    assert window == asked_window(Span.parse(first), Span.parse(last), window)


@given(SPANS)
def test_windows_are_of_few_tiles(window):
    """A window is never cut into more than eight tiles."""
    days = 2 ** (20 - zoom_of(window))

    assert -(-window.end // days) - window.start // days <= 8


@given(SPANS, st.sampled_from(("century", "decade", "year", "month", "day")))
def test_presets_hold_the_middle(window, unit):
    """The century, year or day that a link leads to holds the middle of the window."""
    found = preset(window, unit)

    assert found.start <= window.middle < found.end


@given(SPANS)
def test_every_window_has_an_axis(window):
    """Some tick or name stands under every window, and ticks come in order of time."""
    made = axis(window, WIDTHS, "en")
    places = [tick.at for tick in made.minor]

    assert sorted(places) == places
    assert made.minor or made.major or window.span * 24 < LEVELS[0][1] * 2


DAYS = st.tuples(st.integers(0, 3_000), st.integers(0, 400), st.integers(0, 400))
MARKS = st.lists(DAYS, max_size=60).map(
    lambda made: [
        mark(n, (a, a + b // 2, a + b, a + b + c), title="W" * (n % 37), weight=n % 7)
        for n, (a, b, c) in enumerate(made, start=1)
    ]
)


@given(MARKS, st.integers(0, 2_000), st.integers(30, 3_000), st.integers(320, 2_600))
def test_no_label_covers_another_at_any_width(marks, start, span, pixels):
    """Labels that are shown at a width lie apart there, in each row."""
    window = Window(float(start), float(start + span))
    rows: dict[int, list[tuple[float, float]]] = {}
    for label in place(visible(marks, window, TODAY)):
        if pixels < WIDTHS[label.size - 1]:
            continue
        length, left = width(label.text), label.at * pixels
        end = min((label.parts[-1].end - window.start) / window.span, 1) * pixels
        left, right = (left - length, left) if label.closing else (left, left + length)
        rows.setdefault(label.row, []).append((left, max(right, end)))
    for boxes in rows.values():
        boxes.sort()
        assert all(a[1] <= b[0] + 0.01 for a, b in pairwise(boxes))


def test_the_most_significant_is_shown_first():
    """Where only some labels fit, the most significant have theirs."""
    crowd = [mark(n, (100, 100, 100, 100), weight=n) for n in range(1, 61)]
    shown = {label.mark.id for label in place(visible(crowd, Window(0.0, 200.0), TODAY))}

    assert set(range(60, 60 - len(shown), -1)) == shown
    assert len(shown) >= 13


@pytest.mark.parametrize(
    ("days", "flags", "expected"),
    [
        ((5, 5, 5, 5), 0, (Part("core", 5, 6),)),
        ((5, 9, 5, 9), 0, (Part("maybe", 5, 10),)),
        ((5, 9, 5, 9), 4, (Part("about", 5, 10),)),
        ((5, 7, 20, 20), 0, (Part("in", 5, 7), Part("core", 7, 21))),
        ((5, 5, 20, 30), 0, (Part("core", 5, 21), Part("out", 21, 31))),
        ((5, 5, 5, None), 0, (Part("on", 5, TODAY + 1),)),
        ((None, 9, 9, 9), 0, (Part("back", 9, 10),)),
        ((None, None, None, None), 0, ()),
    ],
)
def test_a_mark_shows_how_certain_it_is(days, flags, expected):
    """Certain days are a core, days that only may be are apart, open ends go on."""
    assert expected == parts(mark(1, days, flags=flags), TODAY)


def test_a_long_title_is_cut_to_its_room():
    """A label never is wider than its room, whatever the script."""
    for title in ("A" * 500, "日本とロシアが" * 20, "اتفاق " * 60, "🚀" * 90, "\u202eturned"):
        text, length = clipped(title)

        assert length <= LONGEST
        assert length == pytest.approx(width(text)) or text.endswith("…")


def test_the_first_window_is_where_most_events_are():
    """A few early events do not press all others into a corner."""
    early = Overview(0, 100, (1, *[0] * 90, 40, 40, 40), Window(0.0, 9_400.0))
    even = Overview(0, 100, (10,) * 94, Window(0.0, 9_400.0))

    assert busiest(early).start > 8_000
    assert even.whole == busiest(even)
    assert even.whole == busiest(Overview(0, 100, (0,) * 94, even.whole))


def test_a_site_without_events_has_a_timeline(migrated, tmp_path):
    """Before anything is entered there is an axis around today, and nothing goes wrong."""
    import shutil

    from timeline.settings import Settings
    from timeline.web.app import create_app

    empty = tmp_path / "empty.sqlite"
    shutil.copy(migrated("sqlite").removeprefix("sqlite:///"), empty)
    app = create_app(Settings(database=f"sqlite:///{empty}"))
    answer = app.test_client().get("/")
    app.extensions["timeline"].engine.dispose()

    assert 200 == answer.status_code
    assert "There is no event in this window." in answer.get_data(as_text=True)


@pytest.mark.parametrize("query", ["as_of=2099", "q=gas", "disputed=1", "role=host&actor=russia"])
def test_every_filter_has_a_timeline(client, query):
    """The past, words, flags and roles are drawn like everything else, tiles included."""
    boot = boot_of(client.get(f"/timeline?{query}").get_data(as_text=True))
    z, x = boot["tiles"][0][:2]

    assert 200 == client.get(f"/t/{boot['version']}/{z}/{x}.json?{boot['query']}").status_code


def test_ways_lead_where_they_say():
    """Each way on is an address whose window is the one that it names; all keep the filter."""
    whole = whole_window((day_of(1905), day_of(2026)), TODAY)
    window = Window(float(day_of(2012)), float(day_of(2014)))
    view = View(EventFilter(actor=(("japan",),), q="treaty"), "theme")
    for way in ways(view, window, whole):
        edges = dict(re.findall(r"(from|to)=([^&]+)", way.href))
        found = asked_window(Span.parse(edges["from"]), Span.parse(edges["to"]), whole)

        assert (way.start, way.end) == (found.start, found.end)
        assert way.href.startswith("/timeline?actor=japan&from=")
        assert way.href.endswith("&q=treaty&lanes=theme")

"""Move through time as a reader does: by key, hand, wheel and link, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from timeline import shapes
from timeline.intake.proposal import Proposal
from timeline.review.act import Act, now
from timeline.review.take import take
from timeline.store.directory import load_directory
from timeline.store.session import open_engine, writing
from timeline.terms import EventType, State

STILL = ".tl[data-still]"
WINDOW = "/timeline?actor=japan&from=2010&to=2019"
LABELS = """() => [...document.querySelectorAll('.tl-links a')]
    .map(one => [+one.dataset.id, ...one.dataset.box.split(' ').map(Number)])"""
PAINTED = "() => document.querySelector('.tl canvas').toDataURL().length"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)></script>",
    "\u202eturned round \u2066and kept apart\u2069",
    "A" * 500,
    "日本とロシアが初めての外務・防衛閣僚協議を東京で開催した" * 6,
    "🚀🔥👩‍👩‍👧‍👦 and 'quotes' & <b>more</b>",
    "اتفاق بين اليابان وروسيا",
)


def still(page) -> dict[int, list[float]]:
    """Wait until all is still; give the labels: left, right and row by event."""
    page.wait_for_timeout(50)
    page.wait_for_selector(STILL, state="attached")
    return {one[0]: one[1:] for one in page.evaluate(LABELS)}


def days_of(page) -> tuple[float, float]:
    """Give the window that the history knows, in days."""
    state = page.evaluate("() => history.state")
    return state["start"], state["end"]


def overlapping(labels: dict[int, list[float]]) -> list[tuple[int, int]]:
    """List the pairs of labels that cover each other."""
    return [
        (one, other)
        for one, a in labels.items()
        for other, b in labels.items()
        if one < other and a[2] == b[2] and a[0] < b[1] - 0.2 and b[0] < a[1] - 0.2
    ]


@pytest.fixture
def timeline(page):
    """Open a window of the timeline, focused and still."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(WINDOW)
    still(page)
    page.locator(".tl-stage").focus()
    return page


def test_keys_move_and_zoom(timeline):
    """Arrows move, plus and minus zoom; address, form, sentence and list follow."""
    before = timeline.locator("#tl-said").inner_text()
    timeline.keyboard.press("ArrowRight")
    still(timeline)
    first, last = days_of(timeline)
    timeline.keyboard.press("+")
    still(timeline)
    start, end = days_of(timeline)

    assert first < start
    assert end < last
    expect(timeline.locator("#tl-said")).not_to_have_text(before)
    written = re.search(r"from=(\d{4}-\d\d-\d\d)&to=(\d{4}-\d\d-\d\d)", timeline.url)
    expect(timeline.locator("#from")).to_have_value(written[1])
    expect(timeline.locator("#to")).to_have_value(written[2])


def test_every_key_has_an_effect(timeline):
    """Each key of the help changes what is painted, the address, or what is said."""
    for key in ("a", "d", "w", "s", "End", "Home", "f", ".", ",", "Escape"):
        before = timeline.evaluate(PAINTED), timeline.url
        timeline.keyboard.press(key)
        still(timeline)

        assert (key, before) != (key, (timeline.evaluate(PAINTED), timeline.url)), key
    timeline.keyboard.press("?")
    expect(timeline.locator("#tl-help")).to_be_visible()
    timeline.keyboard.press("Escape")
    expect(timeline.locator("#tl-help")).to_be_hidden()


def test_an_event_is_opened_by_keys(timeline):
    """The full stop chooses the next event, which is said; Enter opens it; back returns."""
    still(timeline)
    timeline.keyboard.press(".")
    said = timeline.locator("#tl-said").inner_text()
    here = timeline.url
    timeline.keyboard.press("Enter")
    timeline.wait_for_url("**/event/**")

    assert timeline.get_by_role("heading", level=1).inner_text() in said
    timeline.go_back()
    timeline.wait_for_url(here)


def test_labels_are_links_when_still(timeline):
    """Over every label lies a real link; following one opens the event within the filter."""
    link = timeline.locator(".tl-links a").first
    link.click()
    timeline.wait_for_url("**/event/**")

    assert "actor=japan" in timeline.url


def test_a_drag_moves_and_is_no_click(timeline):
    """Dragging moves time under the hand by as many days as the hand went; no event opens."""
    start, end = days_of(timeline) if timeline.evaluate("history.state") else (733773, 737425)
    box = timeline.locator(".tl-stage").bounding_box()
    y = box["y"] + 100
    timeline.mouse.move(box["x"] + 700, y)
    timeline.mouse.down()
    for x in range(700, 400, -20):
        timeline.mouse.move(box["x"] + x, y)
    timeline.mouse.move(box["x"] + 400, y)
    timeline.wait_for_timeout(120)
    timeline.mouse.up()
    still(timeline)
    moved = days_of(timeline)[0] - start

    assert moved == pytest.approx(300 / box["width"] * (end - start), rel=0.02)
    assert "/timeline?" in timeline.url


def test_the_wheel_scrolls_the_page_until_the_timeline_is_entered(page):
    """Without focus the wheel is the page's; with it, it zooms about the pointer."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(WINDOW)
    still(page)
    box = page.locator(".tl-stage").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(400)

    assert page.evaluate("() => scrollY") > 0
    assert page.url.endswith(WINDOW)
    page.evaluate("scrollTo(0, 0)")
    page.locator(".tl-stage").focus()
    page.mouse.wheel(0, -240)
    page.wait_for_url(re.compile(r"from=201[0-4]-"))


def test_back_returns_to_the_window_before(timeline):
    """A way on is one step of the history; the back button undoes it."""
    timeline.get_by_role("link", name="Zoom out").click()
    still(timeline)
    out = days_of(timeline)
    timeline.get_by_role("link", name="Year", exact=True).click()
    still(timeline)
    timeline.go_back()
    still(timeline)

    assert out == days_of(timeline)


def test_a_deep_link_shows_the_same(timeline):
    """What is loaded again has the same window, and nearly all of the same labels."""
    for key in ("ArrowRight", "+", "+", "ArrowLeft"):
        timeline.keyboard.press(key)
    labels, window = still(timeline), days_of(timeline)
    timeline.reload()
    again = still(timeline)
    start, end = timeline.evaluate(
        "() => JSON.parse(document.getElementById('tl-boot').text).window"
    )

    assert window == pytest.approx((start, end), abs=(end - start) / 1280)
    assert len(set(labels) & set(again)) >= 0.95 * len(labels)


def test_labels_keep_their_rows_and_never_overlap(timeline):
    """Moving by a tenth keeps labels in their rows; zooming in loses none that stays in view."""
    before = still(timeline)
    width = timeline.locator(".tl-stage").bounding_box()["width"]
    timeline.keyboard.press("ArrowRight")
    after = still(timeline)
    stay = [one for one, box in before.items() if box[0] > width * 0.1 + 16]
    kept = [one for one in stay if one in after and after[one][2] == before[one][2]]

    assert len(kept) >= 0.95 * len(stay)
    assert [] == overlapping(before) + overlapping(after)
    timeline.keyboard.press("+")
    nearer = still(timeline)
    middle = [one for one, box in after.items() if width * 0.2 < box[0] < box[1] < width * 0.8]
    assert [] == overlapping(nearer)
    assert set(middle) <= set(nearer)


def test_the_overview_moves_the_window(timeline):
    """A press on the overview brings that time into view; the brush follows."""
    box = timeline.locator(".tl-over").bounding_box()
    before = timeline.locator(".tl-brush rect").get_attribute("x")
    timeline.mouse.click(box["x"] + box["width"] * 0.3, box["y"] + 20)
    still(timeline)

    assert before != timeline.locator(".tl-brush rect").get_attribute("x")
    assert "from=2010&" not in timeline.url


def test_counts_follow_the_window(timeline):
    """Opened by its link, the counts stay open, follow the window, and lead to it narrowed."""
    timeline.get_by_role("link", name="Narrow these events").click()
    actors = timeline.locator("#facets nav a")
    expect(actors.first).to_have_attribute("href", re.compile("from=2010&to=2019&facets=1"))
    timeline.locator(".tl-stage").focus()
    timeline.keyboard.press("ArrowRight")
    still(timeline)
    first = re.search("from=([^&]+)", timeline.url)[1]
    expect(actors.first).to_have_attribute("href", re.compile(f"from={first}&.*facets=1"))
    timeline.locator("#facets nav a:not([aria-current])").first.click()
    timeline.wait_for_url("**actor=japan&actor=**")

    expect(timeline.locator("#facets nav a[aria-current]")).to_have_count(2)
    timeline.locator("#facets h2 a").click()
    expect(timeline.locator("#facets nav")).to_have_count(0)
    assert "facets" not in timeline.url


def test_a_long_journey_forgets_tiles_and_comes_to_rest(page):
    """Where more tiles were seen than are kept, old ones go, and those in view are asked once."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/t/" in one.url else None)
    page.route(
        "**/timeline.js",
        lambda route: route.fulfill(
            body=route.fetch().text().replace("KEPT = 600", "KEPT = 12"),
            content_type="text/javascript",
        ),
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(WINDOW)
    still(page)
    page.locator(".tl-stage").focus()
    for key in ("+", "Shift+ArrowLeft", "+", "End", "+", "+", "Shift+ArrowLeft", "Home", "f"):
        page.keyboard.press(key)
        still(page)

    assert 12 < len(asked) < 120


def test_an_empty_window_leads_on(page):
    """Moved to where nothing is, the page says what to leave out, and that leads to events."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/timeline?actor=japan&theme=disaster&from=2011&to=2013")
    still(page)
    page.locator(".tl-stage").focus()
    for _ in range(8):
        page.keyboard.press("Shift+ArrowLeft")
    still(page)
    expect(page.locator(".tl-empty")).to_contain_text("without Theme Disaster")
    page.locator(".tl-empty").get_by_role("link", name="Theme Disaster").click()
    page.wait_for_url(lambda url: "theme=" not in url)

    expect(page.locator(".tl-rows li").first).to_be_visible()


def test_fingers_move_and_pinch(browser, site):
    """One finger drags time, two bring it nearer; the page is not zoomed."""
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(WINDOW)
    still(page)
    box = page.locator(".tl-stage").bounding_box()
    y, hand = box["y"] + 60, context.new_cdp_session(page)

    def touch(kind: str, *places: float) -> None:
        points = [{"x": box["x"] + x, "y": y, "id": n} for n, x in enumerate(places)]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 150, 210)
    for step in range(1, 12):
        touch("touchMove", 150 - step * 8, 210 + step * 8)
    touch("touchEnd")
    still(page)
    start, end = days_of(page)

    assert end - start < 3652 * 0.6
    assert 1 == page.evaluate("visualViewport.scale")
    context.close()


def test_without_a_script_links_and_form_do_it(browser, site):
    """Zoom, filter and a way to each event work where no script runs."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("link", name="Zoom in").click()
    page.get_by_label("Words").fill("gas")
    page.get_by_role("button", name="Apply").click()

    assert "q=gas" in page.url
    expect(page.locator(".tl-svg .m").first).to_be_visible()
    page.locator(".tl-rows a").first.click()
    assert "/event/" in page.url
    context.close()


def test_paper_shows_the_window_that_was_on_the_screen(timeline):
    """In print the canvas is gone, the drawing is that of the present window, the list stays."""
    timeline.keyboard.press("Home")
    still(timeline)
    expect(timeline.locator("#from")).to_have_value(re.compile("19"))
    timeline.evaluate("dispatchEvent(new Event('beforeprint'))")
    timeline.emulate_media(media="print")

    expect(timeline.locator(".tl canvas")).to_be_hidden()
    expect(timeline.locator(".tl-svg")).to_be_visible()
    expect(timeline.locator(".tl-moves")).to_be_hidden()
    expect(timeline.locator(".tl-rows li").first).to_be_visible()
    assert "1943" in timeline.locator(".tl-svg .foot").text_content()


@pytest.mark.parametrize(
    "media", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"reduced_motion": "reduce"}]
)
def test_every_manner_of_seeing_is_painted(timeline, media):
    """Dark, forced colours and reduced motion are painted and still move."""
    timeline.emulate_media(**media)
    timeline.keyboard.press("ArrowRight")
    still(timeline)

    assert timeline.evaluate(PAINTED) > 5_000


@pytest.mark.parametrize("seeded_url", ["sqlite"], indirect=True)
def test_hostile_titles_are_only_text(browser, own_site, seeded_url):
    """Titles of any kind neither run, nor break the page, nor leave their room."""
    enter(seeded_url)
    context = browser.new_context(base_url=own_site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("/timeline?from=1960&to=1969")
    labels = still(page)
    listed = set(page.locator(".tl-rows li p > a").all_inner_texts())
    page.locator(".tl-stage").focus()
    with page.expect_response("**/view.json*"):
        page.keyboard.press("-")
    expect(page.locator(".tl-rows a.to", has_text=HOSTILE[2])).to_be_visible()
    farther = still(page)

    assert [] == wrong
    assert [] == overlapping(labels) + overlapping(farther)
    assert set(HOSTILE) <= listed
    assert set(HOSTILE) <= set(page.locator(".tl-rows a.to").all_inner_texts())
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert 0 == page.evaluate(wide)
    context.close()


def enter(database: str) -> None:
    """Enter an event for each hostile title, a year apart."""
    engine = open_engine(database)
    proposals = [
        Proposal(
            number,
            shapes.Event(
                title=title,
                slug=f"hostile-{number}",
                type=EventType.AGREE,
                state=State.ACCEPTED,
                date=shapes.Date(edtf=f"{1962 + number}-06-01"),
                citations=(shapes.Citation(source=shapes.SourceIn(slug="japan-times-2014-01-15")),),
            ),
        )
        for number, title in enumerate(HOSTILE)
    ]
    with writing(engine) as session:
        taken = take(session, load_directory(session), proposals, Act("<b>editor</b>", now()))
        assert [] == list(taken.refused)
    engine.dispose()

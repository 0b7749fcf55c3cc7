"""Walk through the site as a reader does, in a real browser: filter, read, follow notes, print."""

import re

import pytest
from playwright.sync_api import expect

SIZES = ((1440, 900), (390, 844), (320, 640))
KINDS = (
    "/",
    "/events?actor=japan&actor=russia&theme=energy&from=2012&to=2018",
    "/events?actor=japan&theme=disaster&from=1990&to=1991",
    "/actor/russia",
    "/actor/japan/with/russia",
    "/theme/energy",
    "/place/vladivostok",
    "/source/japan-times-2014-01-15",
    "/year/2013",
    "/actors",
    "/themes",
    "/about",
    "/dates",
)


@pytest.fixture
def without_script(browser, site):
    """Open a page in a browser that runs no script."""
    context = browser.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_question_is_one_address(without_script):
    """Japan with Russia, energy, 2012 to 2018: chosen by links and a form, kept in the address."""
    page = without_script
    page.goto("/events")
    facets = page.get_by_role("navigation", name="Filters by value")
    facets.get_by_role("link", name=re.compile(r"^Japan\b")).first.click()
    facets.get_by_role("link", name=re.compile(r"^Russia\b")).first.click()
    facets.get_by_role("link", name=re.compile(r"^Energy\b")).click()
    page.get_by_label("From").fill("2012")
    page.get_by_label("To", exact=True).fill("2018")
    page.get_by_role("button", name="Apply").click()

    assert page.url.endswith("/events?actor=japan&actor=russia&theme=energy&from=2012&to=2018")
    expect(page.get_by_role("heading", level=1)).to_have_text("Japan · Russia · Energy · 2012–2018")
    expect(page.get_by_role("status")).to_contain_text("certainly")


def test_a_filter_is_taken_away_by_its_chip(without_script):
    """Each part of a filter goes by its own link, all of them by one."""
    page = without_script
    page.goto("/events?actor=japan&theme=energy")
    page.get_by_role("list", name="Filters in force").get_by_text("Energy").click()

    assert page.url.endswith("/events?actor=japan")
    page.get_by_role("link", name="Clear all").click()
    assert page.url.endswith("/events")


def test_a_note_leads_to_its_source_and_back(without_script):
    """From the list to an event, from a claim to its source, and from there back to the claim."""
    page = without_script
    page.goto("/events?actor=japan&q=two-plus-two")
    page.locator(".what").get_by_role("link", name="held their first two-plus-two").click()
    expect(page.get_by_role("heading", name="Where the sources differ")).to_be_visible()
    claims = page.get_by_role("region", name="What the sources say")
    claims.get_by_role("link", name="Note 1").first.click()

    assert page.url.endswith("#c1")
    page.locator("#c1").get_by_role("link", name=re.compile("back to claim")).first.click()
    assert re.search(r"#r\d+$", page.url)


def test_the_next_event_is_the_next_in_the_filter(without_script):
    """An event opened within a filter leads to the one that follows it there."""
    page = without_script
    page.goto("/events?theme=energy&actor=gazprom")
    titles = page.locator(".entry .what > :is(h3, h4) a")
    second = titles.nth(1).inner_text()
    titles.nth(0).click()
    page.locator(".passing a[rel=next]").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(second)


def test_the_keyboard_reaches_the_content_first(page):
    """The first stop is a link that leads past the head, and it can be seen."""
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")

    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}" for width, _ in SIZES])
def test_nothing_sticks_out(page, size):
    """No page is wider than the screen, and what can be pressed is at least 24 pixels high."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    small = """() => [...document.querySelectorAll(
        'button, input:not([type=hidden]), select, summary, nav a, .chips a, .tally a')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 23.5)
        .map(one => one.outerHTML.slice(0, 120))"""
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in KINDS:
        page.goto(path)

        assert (path, 0) == (path, page.evaluate(wide))
        assert (path, []) == (path, page.evaluate(small))


def test_paper_has_the_sources_and_no_controls(page):
    """In print the filters are a line of words, the notes have their addresses, forms are gone."""
    page.goto("/events?actor=japan&theme=energy")
    page.emulate_media(media="print")

    expect(page.locator("#filters")).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator(".chips").get_by_text("Energy")).to_be_visible()
    expect(page.locator(".notes .printed").first).to_be_visible()
    expect(page.locator(".entry").first).to_be_visible()


def test_the_dark_has_its_own_paper(page):
    """A reader who wants it dark gets dark paper and light ink."""
    page.goto("/")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")

    assert ("rgb(255, 255, 255)", "rgb(21, 24, 27)") == (light, page.evaluate(colour))

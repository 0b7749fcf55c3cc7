"""Show embeds and pictures on the page of another site, and have them and the map checked."""

import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

AXE = Path(__file__).parents[1] / "checkers" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = (
    "/map",
    "/map?bbox=120,20,160,60&from=2012&to=2014",
    "/map?actor=japan&theme=disaster&from=1990&to=1991",
    "/embed/timeline",
    "/embed/events?actor=japan",
    "/embed/map",
    "/embed/event/30",
    "/embed/event/999999",
)
EMBEDS = ("/embed/timeline", "/embed/events", "/embed/map", "/embed/event/30")
VIEWS = (
    {"viewport": {"width": 1440, "height": 900}},
    {"viewport": {"width": 760, "height": 640}, "color_scheme": "dark"},
    {"viewport": {"width": 390, "height": 844}},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
)
SANDBOX = "allow-scripts allow-popups"


@contextmanager
def host(page: str) -> Iterator[str]:
    """Serve a page of another site: another port is another origin."""

    class Host(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            """Answer with the page, whatever is asked for."""
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def frames(site: str) -> str:
    """Write a page that shows every embed in a sandbox, and the pictures."""
    shown = "".join(
        f'<iframe src="{site}{path}" title="{path}" sandbox="{SANDBOX}" width=760></iframe>'
        for path in EMBEDS
    )
    pictures = f'<img src="{site}/timeline.svg" alt=""><img src="{site}/event/30.svg" alt="">'
    return f'<!doctype html><link rel=icon href="data:,"><title>Host</title>{shown}{pictures}'


def test_embeds_live_in_a_sandbox_of_another_site(page: Page, site):
    """They show their events, break no policy, set no cookie, and their links open."""
    with host(frames(site)) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        frame = page.frame_locator('iframe[title="/embed/timeline"]')
        expect(frame.locator(".events li").first).to_be_visible()
        expect(frame.locator(".m text").first).to_be_visible()
        frame.locator(".refs a").first.click()
        assert [] == page.context.cookies()
        with page.context.expect_page() as opened:
            frame.locator(".events .what > a").first.click()
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
        assert opened.value.url.startswith(f"{site}/event/")


def test_pictures_are_shown_by_other_sites(page: Page, site):
    """A picture has a size of its own, and is drawn where nothing but `<img>` is allowed."""
    with host(frames(site)) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        sizes = page.evaluate("[...document.images].map(one => [one.naturalWidth, one.complete])")

    assert [[800, True], [640, True]] == sizes


def test_a_page_that_is_no_embed_is_not_framed(context, site):
    """The site's other pages refuse to stand in a frame."""
    page = context.new_page()
    with host(
        f'<!doctype html><title>Host</title><iframe src="{site}/events"></iframe>'
    ) as address:
        page.goto(address)
        page.wait_for_load_state("networkidle")

        assert not page.frames[1].url.startswith(site)


def test_the_map_is_walked_without_a_script(browser, site):
    """Nearer, a region, a circle, a year: each is a link, and the filter stays."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/map?actor=japan")
    page.get_by_role("navigation", name="Parts of the earth").get_by_text(
        "East Asia", exact=True
    ).click()
    assert page.url.endswith("/map?actor=japan&bbox=98,16,152,56")
    page.get_by_role("navigation", name="Move the map").get_by_text("Nearer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Japan")
    page.locator(".earth a").first.click()
    assert "actor=japan" in page.url
    page.goto("/map?actor=japan")
    page.locator(".periods a").first.click()
    assert "/map?actor=japan&from=" in page.url
    context.close()


def test_the_map_draws_its_land(page: Page):
    """The land comes from the site's own file, and has the colour of the reader's scheme."""
    page.goto("/map")
    page.wait_for_load_state("networkidle")
    box = page.evaluate(
        "(() => { const b = document.querySelector('.land').getBBox(); return b.width })()"
    )

    assert box > 9000


@pytest.fixture(scope="module")
def axe(absent) -> str:
    """Give the text of axe-core; it comes with the other checkers."""
    if not AXE.is_file():
        absent("no axe-core: the programs in tests/checkers are not installed (bash .ci/run)")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("view", VIEWS, ids=["desktop", "frame-dark", "phone", "320-dark"])
def test_axe_finds_nothing(browser, site, axe, view):
    """No rule of WCAG 2.2 AA and no best practice is broken on the map or in an embed."""
    context = browser.new_context(base_url=site, bypass_csp=True, **view)
    page = context.new_page()
    found = {}
    for path in KINDS:
        page.goto(path)
        page.evaluate(axe)
        said = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
        )
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        broken = [f"{one['id']}: {one['nodes'][0]['target']}" for one in said["violations"]]
        if broken or wide > 0:
            found[path] = (broken, wide)
    context.close()

    assert {} == found


def test_the_markup_is_html(site, browser, tmp_path, checker: Callable[[str], list[str]]) -> None:
    """The Nu checker finds no error in the map, the embeds and the pictures, in any language."""
    context = browser.new_context(base_url=site)
    for number, path in enumerate((*KINDS, "/timeline.svg", "/event/30.svg")):
        for code in ("en", "ru", "ja"):
            body = context.request.get(f"{path}{'&' if '?' in path else '?'}lang={code}").body()
            end = "svg" if ".svg" in path else "html"
            (tmp_path / f"{number}-{code}.{end}").write_bytes(body)
    context.close()
    said = ""
    for end, also in (("html", ()), ("svg", ("--svg",))):
        command = [*checker("vnu"), "--errors-only", "--exit-zero-always", "--format", "gnu", *also]
        run = subprocess.run(
            [*command, *map(str, sorted(tmp_path.glob(f"*.{end}")))],
            capture_output=True,
            text=True,
            check=False,
        )
        said += run.stderr + run.stdout

    assert "" == said, said[:4000]

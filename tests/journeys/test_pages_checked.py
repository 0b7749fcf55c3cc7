"""Have one page of each sort checked by others: axe for access, the Nu checker for its markup."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

AXE = Path(__file__).parents[1] / "checkers" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVENT = "/event/30/two-plus-two-tokyo-2013"
KINDS = (
    "/",
    "/timeline?actor=japan&actor=russia&lanes=actor",
    "/timeline?actor=japan&from=2012&to=2013&facets=1",
    "/timeline?actor=japan&theme=disaster&from=1990&to=1991",
    "/events?actor=japan&actor=russia&theme=energy&from=2012&to=2018",
    "/events?q=gas%20japan",
    "/events?actor=japan&theme=disaster&from=1990&to=1991",
    f"{EVENT}?actor=japan",
    f"{EVENT}?as_of=2099",
    "/event/30/history",
    "/actor/russia",
    "/actor/japan/with/russia",
    "/theme/energy",
    "/place/vladivostok",
    "/source/japan-times-2014-01-15",
    "/year/2013",
    "/year/2013/11",
    "/day/2013-11-02",
    "/actors",
    "/themes",
    "/places",
    "/sources",
    "/about",
    "/dates",
    "/japan",
    "/events?actor=rusiaa",
)
SOME = (KINDS[0], KINDS[3], KINDS[6], KINDS[10], KINDS[14])
"""The timeline, one list, one event, one pair and one year: what has most in it."""
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def axe(absent) -> str:
    """Give the text of axe-core; it comes with the other checkers."""
    if not AXE.is_file():
        absent("no axe-core: the programs in tests/checkers are not installed (bash .ci/run)")
    return AXE.read_text(encoding="utf-8")


def faults(page, axe: str) -> list[str]:
    """Run axe in a page and list what it finds, each with the first place of it."""
    page.evaluate(axe)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found["violations"]]


def too_wide(page) -> int:
    """Give by how many pixels a page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.fixture
def broken(browser, site, axe) -> Callable[..., dict[str, list[str]]]:
    """Give what lists, by path, the faults that axe finds in a window of some sort."""

    def found(paths: Sequence[str], **window: object) -> dict[str, list[str]]:
        context = browser.new_context(base_url=site, bypass_csp=True, **window)
        context.set_default_timeout(60_000)
        page = context.new_page()
        told = {}
        for path in paths:
            page.goto(path)
            told[path] = faults(page, axe)
        context.close()
        return {path: several for path, several in told.items() if several}

    return found


def test_axe_finds_nothing(broken):
    """No rule of WCAG 2.2 AA, and no best practice, is broken on any sort of page."""
    assert {} == broken(KINDS)


def test_axe_finds_nothing_on_a_dark_phone(broken):
    """Colours and targets hold in the dark and on a small screen too."""
    view = {"width": 390, "height": 844}

    assert {} == broken(SOME, viewport=view, color_scheme="dark")


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_other_languages_and_directions_are_as_open(browser, site, axe, language):
    """The same holds in the other languages, and turned from right to left."""
    context = browser.new_context(base_url=site, bypass_csp=True, locale=language)
    context.set_default_timeout(60_000)
    page = context.new_page()
    found = {}
    for path in SOME:
        page.goto(path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        if broken := [*faults(page, axe), *(["too wide"] if too_wide(page) > 0 else [])]:
            found[path] = broken
    context.close()

    assert {} == found


@pytest.mark.parametrize("code", ["en", "ru", "ja"])
def test_every_page_fits_the_narrowest_window(browser, site, code):
    """At 320 pixels nothing must be scrolled sideways, in any language (WCAG 2.2, 1.4.10)."""
    context = browser.new_context(base_url=site, viewport=NARROW)
    context.set_default_timeout(60_000)
    page = context.new_page()
    wide = {}
    for path in KINDS:
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={code}")
        if too_wide(page) > 0:
            wide[path] = too_wide(page)
    context.close()

    assert {} == wide


def test_the_markup_is_html(site, browser, tmp_path, checker: Callable[[str], list[str]]) -> None:
    """The Nu checker finds no error in any sort of page, in any language."""
    context = browser.new_context(base_url=site)
    files = {}
    for number, path in enumerate(KINDS):
        for code in ("en", "ru", "ja"):
            sign = "&" if "?" in path else "?"
            body = context.request.get(f"{path}{sign}lang={code}").body()
            file = tmp_path / f"{number}-{code}.html"
            file.write_bytes(body)
            files[file.name] = path
    context.close()
    command = [*checker("vnu"), "--errors-only", "--exit-zero-always", "--format", "gnu"]
    run = subprocess.run(
        [*command, *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )
    said = run.stderr + run.stdout

    assert "" == said, said[:4000]

"""Shows how the timeline moves, in a real Chromium, on a site that is being served.

    .venv/bin/python bench/pages.py ADDRESS [WINDOWS]

ADDRESS is a site such as http://127.0.0.1:8000, best with a database of `bench/scale.py` and its
index. Prints beside the goals: bytes of the first view, time until the page answers the hand,
processor time of the page a frame while it is dragged and zoomed (which other load on the machine
touches least; `bench/pages_moving.py` shows how it grows), tiles, and over that many random
windows (1,000 unless given) how many labels cover each other, keep their rows when the window moves
by a tenth, stay when it is halved, and are the same where its address is opened afresh.
"""

from __future__ import annotations

import gzip
import os
import random
import statistics
import sys
import urllib.request
from itertools import combinations
from typing import Any

from pages_moving import DESKTOP, PHONE, moving, settled, start
from playwright.sync_api import Browser, Page, sync_playwright

LABELS = """() => [...document.querySelectorAll('.tl-links a')]
    .map(one => [+one.dataset.id, ...one.dataset.box.split(' ').map(Number)])"""
BOOT = "() => JSON.parse(document.getElementById('tl-boot').text)"
EVERY = 10
"""Every so many windows one is opened afresh."""
Labels = dict[int, tuple[float, float, int]]


def tell(what: str, value: object, goal: str) -> None:
    """Print one line of the table."""
    print(f"{what:52}{value!s:>22}   {goal}")


def still(page: Page) -> Labels:
    """Wait until all is still; give the labels."""
    settled(page)
    return {int(one[0]): (one[1], one[2], one[3]) for one in page.evaluate(LABELS)}


def covering(labels: Labels) -> int:
    """Count the pairs of labels that cover each other."""
    pairs = combinations(labels.values(), 2)
    return sum(a[2] == b[2] and a[0] < b[1] - 0.2 and b[0] < a[1] - 0.2 for a, b in pairs)


def opened(browser: Browser, address: str) -> None:
    """Show what the first view weighs and when it answers the hand."""
    ready, paints = [], []
    for _ in range(5):
        context = browser.new_context(**DESKTOP)
        page = context.new_page()
        sent: list[dict[str, float]] = []
        hand = context.new_cdp_session(page)
        hand.send("Network.enable")
        hand.on("Network.loadingFinished", lambda one, sent=sent: sent.append(one))
        page.goto(address)
        page.wait_for_selector(".tl[data-ready]", state="attached")
        ready.append(int(page.evaluate("() => document.querySelector('.tl').dataset.ready")))
        paints.append(
            page.evaluate(
                "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
            )
        )
        still(page)
        weight = sum(one["encodedDataLength"] for one in sent)
        nodes = page.evaluate("() => document.querySelectorAll('*').length")
        context.close()
    tell("first view, bytes as sent, with headers", f"{weight:,.0f}", "40,000 at most")
    tell("first view, requests", len(sent), "6 at most")
    tell("elements", nodes, "1,500 at most")
    tell("first paint, median ms", f"{statistics.median(paints):.0f}", "200 at most")
    tell("ready for the hand, median ms", f"{statistics.median(ready):.0f}", "400 at most")


def frames(browser: Browser, address: str, name: str, slow: int, options: dict[str, Any]) -> None:
    """Show what a frame costs while time is dragged and zoomed."""
    for what, found in moving(browser, address, slow, options).items():
        goal = "" if slow > 1 else f"{4 if what == 'drag' else 5} at most"
        tell(f"{what}, {name}: processor ms a frame", f"{found.cost:.1f}", goal)
        goal = f"{33.4 if slow > 1 else 17.2} at most"
        tell(f"{what}, {name}: frame p95, ms", f"{found.gap:.1f}", goal)


def tiles(browser: Browser, address: str) -> None:
    """Show what tiles weigh, over zooms and places."""
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    page.goto(address)
    boot = page.evaluate(BOOT)
    context.close()
    dice, sizes = random.Random(11), []
    start, end = boot["whole"]
    for z in range(4, 19):
        for _ in range(12):
            x = int(dice.uniform(start, end)) >> (20 - z)
            with urllib.request.urlopen(f"{address}/t/{boot['version']}/{z}/{x}.json") as answer:
                sizes.append(len(gzip.compress(answer.read(), 6)))
    sizes.sort()
    told = f"{statistics.median(sizes):.0f} / {sizes[len(sizes) * 95 // 100]}"
    tell("tile, compressed bytes, median / p95", told, "2,500 at most")


def windows(browser: Browser, address: str, count: int) -> None:
    """Show over random windows whether labels lie apart, keep their rows and stay."""
    dice = random.Random(5)
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    page.goto(address)
    first, last = (int(day) for day in page.evaluate(BOOT)["whole"])
    bad, kept, might, stayed, could, most = 0, 0, 0, 0, 0, []
    go = (
        "([start, end]) => { history.pushState({start, end, rows: []}, '');"
        " dispatchEvent(new PopStateEvent('popstate', {state: {start, end, rows: []}})); }"
    )
    width = page.evaluate("() => document.querySelector('.tl-stage').clientWidth")
    same: list[float] = []
    for number in range(count // 3):
        span = 2 ** dice.uniform(5, 14)
        start = dice.uniform(first, max(last - span, first + 1))
        page.evaluate(go, [start, start + span])
        one = still(page)
        page.locator(".tl-stage").focus()
        page.keyboard.press("ArrowRight")
        two = still(page)
        page.keyboard.press("+")
        three = still(page)
        bad += covering(one) + covering(two) + covering(three)
        stay = [n for n, box in one.items() if box[0] > width * 0.1 + 16]
        might, kept = (
            might + len(stay),
            kept + sum(n in two and two[n][2] == one[n][2] for n in stay),
        )
        inner = [n for n, box in two.items() if width * 0.2 < box[0] < box[1] < width * 0.8]
        could, stayed = could + len(inner), stayed + sum(n in three for n in inner)
        most += [len(one), len(two), len(three)]
        if number % EVERY == 0:
            fresh = context.new_page()
            fresh.goto(page.url)
            same.append(len(three.keys() & still(fresh).keys()) / max(len(three), 1))
            fresh.close()
    context.close()
    tell(f"labels that cover each other, {len(most)} windows", bad, "0")
    tell("labels a window, median", f"{statistics.median(most):.0f}", "60 where data allow")
    tell("rows kept when moved by a tenth", f"{100 * kept / max(might, 1):.1f} %", "95 % at least")
    tell("labels kept when brought nearer", f"{100 * stayed / max(could, 1):.1f} %", "100 %")
    tell("the same where opened afresh", f"{100 * statistics.mean(same or [1]):.1f} %", "95 %")


def main() -> None:
    """Print the table."""
    address = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with sync_playwright() as playwright:
        browser = start(playwright)
        print(f"{address}, Chromium {browser.version}, load {os.getloadavg()[0]:.1f}")
        opened(browser, address)
        frames(browser, address, "desktop", 1, DESKTOP)
        frames(browser, address, "phone, slowed 4 times", 4, PHONE)
        tiles(browser, address)
        windows(browser, address, count)
        browser.close()


if __name__ == "__main__":
    main()

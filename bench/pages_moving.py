"""Shows what the timeline costs while it moves, how that grows with events, and what memory does.

    .venv/bin/python bench/pages_moving.py growth ADDRESS ADDRESS...
    .venv/bin/python bench/pages_moving.py travel ADDRESS [MINUTES]

`growth` prints one row for each site, say with 100,000, a million and ten million events: bytes of
the first view, processor time of the page a frame, heap, elements. `travel` moves about for some
minutes (5 unless given) and prints the heap, with all garbage collected, twice a minute.
`bench/pages.py` prints the frames of one site beside their goals.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

SIZE = {"width": 1440, "height": 900}
DESKTOP: dict[str, Any] = {"viewport": SIZE}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
STEPS, ROUNDS = 150, 3
"""How many frames a hand moves for, and how often: the least costly round is told."""
MOVE = """(kind) => new Promise((done) => {
  const stage = document.querySelector('.tl-stage'), box = stage.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + 100, gaps = [];
  const hand = (clientX) => stage.dispatchEvent(new PointerEvent('pointermove', {
    clientX, clientY: y, pointerId: 1, buttons: 1, bubbles: true, isPrimary: true }));
  const wheel = (deltaY) => stage.dispatchEvent(new WheelEvent('wheel', {
    deltaY, clientX: x, clientY: y, bubbles: true, cancelable: true }));
  let step = 0, last = 0;
  const tick = (now) => {
    if (last) gaps.push(now - last);
    last = now;
    const part = step / STEPS;
    if (kind === 'drag') hand(x + box.width * 0.35 * (1 - Math.abs(4 * part - 2)));
    else wheel(part < 0.5 ? -40 : 40);
    if (step++ < STEPS) requestAnimationFrame(tick); else done(gaps);
  };
  requestAnimationFrame(tick);
})""".replace("STEPS", str(STEPS))
"""Moves time once every frame, so that a frame is one drawing and none is counted that is idle."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a frame cost: processor time of the page in milliseconds, and the p95 between two."""

    cost: float
    gap: float


def start(playwright: Any) -> Browser:  # noqa: ANN401 - Playwright's own class has no public name
    """Start the machine's own Chromium."""
    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu"]
    browser: Browser = playwright.chromium.launch(executable_path=program, args=flags)
    return browser


def settled(page: Page) -> None:
    """Wait until all is still."""
    page.wait_for_timeout(40)
    page.wait_for_selector(".tl[data-still]", state="attached", timeout=60_000)


def task_time(hand: CDPSession) -> float:
    """Give the processor time that the page has taken so far, in milliseconds."""
    found = hand.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in found if one["name"] == "TaskDuration")) * 1000


def moving(
    browser: Browser, address: str, slow: int, options: dict[str, Any], rounds: int = ROUNDS
) -> dict[str, Moved]:
    """Measure a frame while time is dragged, and while it is zoomed.

    Args:
        browser: The browser.
        address: The page.
        slow: How many times the processor is slowed down.
        options: Of the screen.
        rounds: How often; the least of each is given, which other load touches least.
    """
    context = browser.new_context(**options)
    page = context.new_page()
    hand = context.new_cdp_session(page)
    hand.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address)
    settled(page)
    hand.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    box = page.locator(".tl-stage").bounding_box()
    assert box is not None
    found: dict[str, list[Moved]] = {"drag": [], "zoom": []}
    page.locator(".tl-stage").focus()
    for _ in range(rounds):
        for what, several in found.items():
            if what == "drag":
                page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100)
                page.mouse.down()
            before = task_time(hand)
            gaps = sorted(page.evaluate(MOVE, what))
            several.append(
                Moved((task_time(hand) - before) / len(gaps), gaps[len(gaps) * 95 // 100])
            )
            page.mouse.up()
            settled(page)
    context.close()
    return {
        what: Moved(min(one.cost for one in several), min(one.gap for one in several))
        for what, several in found.items()
    }


def heap(hand: CDPSession) -> float:
    """Give the heap of a page in megabytes after all garbage has been collected."""
    hand.send("HeapProfiler.collectGarbage")
    return float(hand.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def weight(browser: Browser, address: str) -> tuple[int, float, int]:
    """Give the bytes of the first view as sent, its heap in megabytes, and its elements."""
    context = browser.new_context(**DESKTOP)
    page, sent = context.new_page(), []
    hand = context.new_cdp_session(page)
    hand.send("Network.enable")
    hand.on("Network.loadingFinished", lambda one: sent.append(one["encodedDataLength"]))
    page.goto(address)
    settled(page)
    found = sum(sent), heap(hand), page.evaluate("() => document.querySelectorAll('*').length")
    context.close()
    return found


def growth(browser: Browser, addresses: list[str]) -> None:
    """Print what each site costs, one row each."""
    names = ("bytes", "heap MB", "elements", "drag ms", "zoom ms")
    print(f"{'':34}" + "".join(f"{name:>12}" for name in names))
    for address in addresses:
        sizes = [weight(browser, address) for _ in range(3)]
        frames = moving(browser, address, 1, DESKTOP, 5)
        row = [f"{statistics.median(one[0] for one in sizes):,.0f}"]
        row += [f"{min(one[1] for one in sizes):.2f}", f"{sizes[0][2]}"]
        row += [f"{frames[what].cost:.2f}" for what in ("drag", "zoom")]
        print(f"{address:34}" + "".join(f"{one:>12}" for one in row), flush=True)


def travel(browser: Browser, address: str, minutes: float) -> None:
    """Move about for some minutes; print the heap twice a minute."""
    dice = random.Random(7)
    context = browser.new_context(**DESKTOP)
    page = context.new_page()
    hand = context.new_cdp_session(page)
    page.goto(address)
    settled(page)
    page.locator(".tl-stage").focus()
    keys = ("ArrowRight", "ArrowLeft", "+", "+", "-", "-", "Home", "End", "Shift+ArrowLeft", "f")
    for half in range(round(minutes * 2) + 1):
        megabytes, nodes = heap(hand), hand.send("Memory.getDOMCounters")["nodes"]
        print(f"{half / 2:4.1f} min  {megabytes:6.2f} MB  {nodes:6} nodes", flush=True)
        until = page.evaluate("() => performance.now()") + 30_000
        while half < minutes * 2 and page.evaluate("() => performance.now()") < until:
            page.keyboard.press(dice.choice(keys))
            page.wait_for_timeout(dice.choice((60, 120, 700)))
        settled(page)
    context.close()


def main() -> None:
    """Print what was asked for."""
    what, addresses = sys.argv[1:2], [one.rstrip("/") for one in sys.argv[2:]]
    if what not in (["growth"], ["travel"]) or not addresses:
        print(__doc__)
        return
    with sync_playwright() as playwright:
        browser = start(playwright)
        print(f"Chromium {browser.version}, load {os.getloadavg()[0]:.1f}")
        if what == ["growth"]:
            growth(browser, addresses)
        else:
            travel(browser, addresses[0], float((*addresses, "5")[1]))
        print(f"load {os.getloadavg()[0]:.1f}")
        browser.close()


if __name__ == "__main__":
    main()

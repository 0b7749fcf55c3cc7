"""Show our slides in the real TimelineJS, and look whether it finds a fault."""

import re
from pathlib import Path

from timeline import shapes
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.exports import Head
from timeline.exports.to_timelinejs import to_timelinejs
from timeline.terms import EventType

LIBRARY = Path(__file__).parents[1] / "checkers/node_modules/@knight-lab/timelinejs/dist"
PAGE = """<!doctype html><meta charset="utf-8"><title>x</title>
<link rel="stylesheet" href="{library}/css/timeline.css">
<script src="{library}/js/timeline.js"></script>
<div id="t" style="height:600px"></div>
<script>
const data = {data};
window.made = new TL.Timeline("t", data, {{font: null, script_path: "{library}/js/"}});
</script>"""

DATES = ("2013-11-02", "2013-11", "196X", "-0043-03-15", "2012-09-08/2012-09-09", "2013-21", "XXXX")
TEXTS = (
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "a\u202eb",
    "<img src=x onerror=alert(2)>",
    "東京",
    "&lt;img src=x onerror=alert(3)&gt;",
    "&amp;lt;img src=x onerror=alert(4)&amp;gt;",
    '" onmouseover=alert(5) x="',
)


def made(number: int, edtf: str) -> shapes.Event:
    """Make an event whose texts would run where they are not shown as text."""
    said = TEXTS[number % len(TEXTS)]
    csl = {"type": "webpage", "title": said, "container-title": said, "URL": "https://a.example/"}
    return shapes.Event(
        id=number,
        title=said,
        summary=f"{said}\n{said}",
        type=EventType.AGREE,
        date=shapes.Date(edtf=edtf, words=f"{said} {words(Span.parse(edtf))}"),
        themes=(said,),
        citations=(shapes.Citation(source=shapes.SourceIn(slug=f"s-{number}", csl=csl)),),
    )


def test_timelinejs_takes_our_slides(browser, checker, tmp_path):
    """All slides with a date are loaded without an error, sources in sight, and nothing runs."""
    checker("node")
    events = [made(number, edtf) for number, edtf in enumerate(DATES * 8, start=1)]
    head = Head(title="<b>Slides</b>", words="All of them", certain=len(events))
    data = "".join(to_timelinejs(events, head)).replace("<", "\\u003c")
    path = tmp_path / "slides.html"
    path.write_text(PAGE.format(library=LIBRARY.as_uri(), data=data), encoding="utf-8")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.route(re.compile("^(?!file:)"), lambda route: route.abort())
    page.on("requestfailed", lambda asked: wrong.append(f"asked for {asked.url}"))

    page.goto(path.as_uri(), wait_until="domcontentloaded", timeout=60_000)
    page.wait_for_function(
        "window.made && window.made.config && window.made.config.events.length", timeout=60_000
    )
    page.wait_for_selector(".tl-sources", state="attached", timeout=60_000)

    assert [] == page.evaluate("window.made.config.messages.errors")
    dated = [one for one in events if one.date.edtf != "XXXX"]
    assert len(dated) == page.evaluate("window.made.config.events.length")
    assert len(dated) == page.evaluate(
        "window.made.config.events.filter(one => one._timeline.sources.length).length"
    )
    assert 0 == page.evaluate("document.querySelectorAll('.tl-timeline b, #t script').length")
    page.close()
    assert [] == wrong

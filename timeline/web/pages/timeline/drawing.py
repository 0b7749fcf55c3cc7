"""Draw a window for readers without a script and for paper: positions in parts of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from timeline.chronology.tile import Tile, first_day, width
from timeline.dates.days import year_text, ymd
from timeline.web.pages.timeline.axis import Axis, axis
from timeline.web.pages.timeline.gather import Gathered, Overview
from timeline.web.pages.timeline.lanes import ROWS, Lanes
from timeline.web.pages.timeline.marks import Mark, kinds
from timeline.web.pages.timeline.place import WIDTHS, Label, place, visible
from timeline.web.pages.timeline.window import Window

ROW = 30
"""Pixels from one row to the next."""
HEAD = 14
"""Pixels that the name of a lane takes above its rows."""
DENSITY = 44
"""How high the bars of the counts are at most, in pixels."""
LEAST = 1.5
"""The least height of a bar: one event must be seen beside a thousand."""
POINT, HOLLOW = 3, 6
"""The least width of what is certain, and of what is drawn hollow, in pixels."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a mark: `x` in percent from the start of the label, `width` in percent or px."""

    kind: str
    x: str
    width: str
    until: str
    """Where it ends, in percent."""


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """A label in its place: `x` in percent of the width, `y` in pixels from the top."""

    mark: Mark
    text: str
    family: str
    size: int
    x: str
    y: int
    closing: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Counts as one outline in units of its own: `width` bins by `height`, set at `x` percent."""

    path: str
    bins: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn of a window; `hidden` counts the marks of its tiles without a label."""

    labels: tuple[DrawnLabel, ...]
    axis: Axis
    density: Band
    ticks: str
    overview: Band
    brush: tuple[str, str]
    edges: tuple[str, str]
    lanes: tuple[tuple[str, int], ...]
    """What each lane is called, and where it begins, in pixels from the top."""


def draw(
    window: Window, gathered: Gathered, over: Overview, lanes: Lanes, today: int, language: str
) -> Drawing:
    """Draw a window.

    Args:
        window: What is shown.
        gathered: Its tiles and marks.
        over: The counts of the whole.
        lanes: Its lanes.
        today: Up to when what goes on is drawn.
        language: In which months are named.
    """
    found = visible(tuple(gathered.marks.values()), window, today)
    labels = place(found, len(lanes.names))
    shown = {label.mark.id for label in labels}
    unseen = [one.at for one in found if one.mark.id not in shown]
    whole = over.window
    years = [year_text(ymd(floor(day))[0]) for day in (over.whole.start, over.whole.end - 1)]
    return Drawing(
        labels=tuple(_label(label, window, lanes) for label in labels),
        axis=axis(window, WIDTHS, language),
        density=_density(window, gathered.tiles),
        ticks="".join(f"M{round(at * 1000)} 0v6" for at in sorted(set(unseen))),
        overview=Band(_outline(over.bins, max(over.bins, default=0)), len(over.bins), "0", "100"),
        brush=_stretch(window.start, window.end, whole),
        edges=(years[0], years[1]),
        lanes=tuple((name, _top(n * ROWS, lanes) - HEAD) for n, name in enumerate(lanes.names)),
    )


def _percent(part: float) -> str:
    return f"{part * 100:.2f}".rstrip("0").rstrip(".")


def _stretch(start: float, end: float, whole: Window) -> tuple[str, str]:
    left = min(max((start - whole.start) / whole.span, 0), 1)
    right = min(max((end - whole.start) / whole.span, 0), 1)
    return _percent(left), _percent(max(right - left, 0.002))


def _top(row: int, lanes: Lanes) -> int:
    heads = row // ROWS + 1 if lanes.names else 0
    return row * ROW + heads * HEAD


def _label(label: Label, window: Window, lanes: Lanes) -> DrawnLabel:
    return DrawnLabel(
        mark=label.mark,
        text=label.text,
        family=kinds()[label.mark.family],
        size=label.size,
        x=_percent(label.at),
        y=_top(label.row, lanes),
        closing=label.closing,
        pieces=tuple(_pieces(label, window)),
    )


def _pieces(label: Label, window: Window) -> Iterable[Piece]:
    for part in label.parts:
        start = max((part.start - window.start) / window.span, 0)
        end = min((part.end - window.start) / window.span, 1)
        if end < start or (start >= 1 and part.kind != "back"):
            continue
        least = HOLLOW if part.kind in ("maybe", "about") else POINT
        wide = (end - start) * WIDTHS[-1] >= least
        width_said = f"{_percent(end - start)}%" if wide else str(least)
        kind = part.kind if wide or part.kind != "about" else "maybe"
        yield Piece(kind, _percent(start - label.at), width_said, _percent(end - label.at))


def _density(window: Window, tiles: Sequence[Tile]) -> Band:
    bins = [count for tile in tiles for count in tile.bins]
    first = first_day(tiles[0].z, tiles[0].x)
    days = width(tiles[0].z) * len(tiles)
    step = days / len(bins)
    inside = [
        count
        for number, count in enumerate(bins)
        if first + number * step < window.end and first + (number + 1) * step > window.start
    ]
    x, share = (first - window.start) / window.span, days / window.span
    return Band(_outline(bins, max(inside, default=0)), len(bins), _percent(x), _percent(share))


def _outline(bins: Sequence[int], most: int) -> str:
    """Draw bars, one unit wide each, as one outline from the left foot to the right."""
    if not most:
        return ""
    steps = []
    for count in bins:
        height = max(LEAST, DENSITY * min(count / most, 1)) if count else 0
        steps.append(f"V{DENSITY - height:.1f}h1".replace(".0h", "h"))
    return f"M0 {DENSITY}{''.join(steps)}V{DENSITY}z"

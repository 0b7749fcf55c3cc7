"""Say which part of the earth a map shows, lay it on the drawing, and step to other parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chronology.filter import BadFilter
from timeline.web.pages.equal_earth import CENTRE, HEIGHT, WIDTH, Spot, plane, turned

FRAME_WIDTH = 800
FRAME_HEIGHT = 390
"""The drawing in its own units: about as many pixels as it has on a wide screen."""
PARAMETER = "bbox"
LEAST_DEGREES = 2.0
"""How much a map shows at the least; nearer the outline of the land would say nothing."""
FITTED_DEGREES = 14.0
"""How much a map shows at the least that is fitted to its events."""
MARGIN = 0.18
"""How much room is left around the events that a map is fitted to, as a part of their extent."""
STEP = 0.5
"""How far a step aside leads, as a part of what is shown."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the earth: degrees east of the middle of the map (-180 to 180), and north."""

    west: float
    south: float
    east: float
    north: float

    @property
    def text(self) -> str:
        """The box as an address has it: west, south, east, north in degrees (RFC 7946, 5)."""
        if self == WORLD:
            return "-180,-90,180,90"
        sides = (_longitude(self.west), self.south, _longitude(self.east), self.north)
        return ",".join(f"{round(side, 2):g}" for side in sides)

    def zoomed(self, by: float) -> "Box":
        """Give the box around the same middle, so many times as wide and high."""
        wide = max(LEAST_DEGREES, (self.east - self.west) * by)
        high = max(LEAST_DEGREES / 2, (self.north - self.south) * by)
        if wide >= 300 or high >= 150:
            return WORLD
        return _within((self.west + self.east) / 2, (self.south + self.north) / 2, wide, high)

    def moved(self, east: int, north: int) -> "Box":
        """Give the box a step aside; the edge of the map is the end."""
        wide, high = self.east - self.west, self.north - self.south
        x = (self.west + self.east) / 2 + east * STEP * wide
        y = (self.south + self.north) / 2 + north * STEP * high
        return _within(x, y, wide, high)


WORLD = Box(-180.0, -90.0, 180.0, 90.0)


def _longitude(east: float) -> float:
    lon = (east + CENTRE + 180.0) % 360.0 - 180.0
    return 180.0 if lon == -180.0 and east > 0 else lon


def _within(x: float, y: float, wide: float, high: float) -> Box:
    x = min(max(x, -180 + wide / 2), 180 - wide / 2)
    y = min(max(y, -90 + high / 2), 90 - high / 2)
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def read_box(text: str) -> Box:
    """Read a box from an address; one that crosses the edge of the map ends there.

    Args:
        text: `west,south,east,north` in degrees; west may exceed east (RFC 7946, 5.2).

    Raises:
        BadFilter: If it is not four numbers that bound a part of the earth.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise _bad(text, "it is four numbers: west,south,east,north") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
        raise _bad(text, "degrees are -180 to 180 and -90 to 90, the south before the north")
    if west == east:
        raise _bad(text, "west and east are the same")
    if east - west >= 360:
        return Box(-180.0, south, 180.0, north)
    first, last = turned(west), turned(east)
    if last <= first:
        first, last = (first, 180.0) if 180 - first >= last + 180 else (-180.0, last)
    return Box(first, south, last, north)


def _bad(text: str, why: str) -> BadFilter:
    return BadFilter(PARAMETER, text[:80], why, (WORLD.text, "120,20,160,60"))


def fitted(points: Sequence[tuple[float, float]], least: float = FITTED_DEGREES) -> Box:
    """Give the box around some points with room to spare; the world where they are far apart.

    Args:
        points: Degrees north and east.
        least: How many degrees it is wide at the least; half as many high.
    """
    if not points:
        return WORLD
    easts = [turned(lon) for _lat, lon in points]
    norths = [lat for lat, _lon in points]
    wide = max(least, (max(easts) - min(easts)) * (1 + 2 * MARGIN))
    high = max(least / 2, (max(norths) - min(norths)) * (1 + 2 * MARGIN))
    if wide > 200:
        return WORLD
    return _within((max(easts) + min(easts)) / 2, (max(norths) + min(norths)) / 2, wide, high)


@dataclass(frozen=True, slots=True)
class View:
    """A box on the drawing: how the plane of the projection is moved and scaled."""

    box: Box
    scale: float
    left: float
    top: float

    @property
    def transform(self) -> str:
        """The same as an SVG transform of things in the units of the plane."""
        x, y = -self.left * self.scale, -self.top * self.scale
        return f"translate({x:.2f} {y:.2f}) scale({self.scale:.5f})"

    def place(self, spot: Spot) -> Spot:
        """Give the place of a spot of the plane on the drawing."""
        return Spot((spot.x - self.left) * self.scale, (spot.y - self.top) * self.scale)


def view_of(box: Box) -> View:
    """Lay a box in the middle of the drawing, as large as it has room for."""
    lats = [box.south, box.north] + [0.0] * (box.south < 0 < box.north)
    edges = [plane(lat, east) for lat in lats for east in (box.west, box.east)]
    left, right = min(spot.x for spot in edges), max(spot.x for spot in edges)
    top, bottom = min(spot.y for spot in edges), max(spot.y for spot in edges)
    scale = min(FRAME_WIDTH / (right - left), FRAME_HEIGHT / (bottom - top))
    scale = max(scale, FRAME_WIDTH / WIDTH, FRAME_HEIGHT / HEIGHT)
    x = _kept((left + right) / 2, FRAME_WIDTH / scale, WIDTH)
    y = _kept((top + bottom) / 2, FRAME_HEIGHT / scale, HEIGHT)
    return View(box, scale, x, y)


def _kept(middle: float, extent: float, whole: float) -> float:
    """Give the start of an extent around a middle that does not reach beyond the whole."""
    return min(max(middle - extent / 2, min(0.0, whole - extent)), max(0.0, whole - extent))

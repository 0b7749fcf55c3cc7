"""Draw the events of places as circles that do not overlap, and name the greatest of them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

from timeline.chronology.places_counted import PlaceCount
from timeline.web.pages.equal_earth import Spot, project
from timeline.web.pages.map_view import FRAME_HEIGHT, FRAME_WIDTH, View
from timeline.web.pages.text_width import text_width

MOST = 400
"""How many circles a map has at most."""
REACH = 15.0
"""Half of what can be pressed around a small circle: no two are nearer than twice this."""
LEAST, GREATEST = 4.5, 24.0
CELL = 2 * REACH
LABEL_SIZE = 13
LONGEST_LABEL = 28


@dataclass(frozen=True, slots=True)
class Circle:
    """Places drawn as one circle, the busiest first; in units of the drawing.

    Attributes:
        certain: How often an event certainly in the window is told of these places.
        possible: How often one that may lie in it is.
    """

    places: tuple[PlaceCount, ...]
    x: float
    y: float
    radius: float
    certain: int
    possible: int

    @property
    def total(self) -> int:
        """Both counts together."""
        return self.certain + self.possible

    @property
    def coarse(self) -> bool:
        """Whether none of its places is more exact than a province or country."""
        return all(one.coarse for one in self.places)

    @property
    def core(self) -> float:
        """The radius of the part that stands for what is certain."""
        return round(self.radius * sqrt(self.certain / self.total), 1)

    @property
    def reach(self) -> float:
        """The radius of what can be pressed."""
        return max(REACH, self.radius)


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a place beside its circle; `end` if it stands before it."""

    x: float
    y: float
    text: str
    end: bool


def circles(placed: Iterable[PlaceCount], view: View) -> tuple[Circle, ...]:
    """Draw places as at most `MOST` circles, those that would overlap as one; greatest first.

    Args:
        placed: Places with events; without coordinates, or outside the view, they are left out.
        view: What the map shows.
    """
    spots = [(one, _spot(one, view)) for one in placed if one.lat is not None]
    inside = [(one, spot) for one, spot in spots if _is_inside(spot)]
    most = max((one.total for one, _spot_of in inside), default=1)
    drawn = [_circle((one,), spot, most) for one, spot in inside]
    if len(drawn) > MOST:
        drawn = _by_cell(drawn, most)
    found = sorted(_merged(drawn), key=lambda one: (-one.total, one.x))
    most = max((one.total for one in found), default=1)
    return tuple(replace(one, radius=_radius(one.total, most)) for one in found)


def _spot(place: PlaceCount, view: View) -> Spot:
    return view.place(project(place.lat or 0.0, place.lon or 0.0))


def _is_inside(spot: Spot) -> bool:
    return 0 <= spot.x <= FRAME_WIDTH and 0 <= spot.y <= FRAME_HEIGHT


def _circle(places: Sequence[PlaceCount], spot: Spot, most: int) -> Circle:
    certain = sum(one.certain for one in places)
    possible = sum(one.possible for one in places)
    radius = _radius(certain + possible, most)
    return Circle(tuple(places), round(spot.x, 1), round(spot.y, 1), radius, certain, possible)


def _radius(total: int, most: int) -> float:
    """Give a circle its area by its number; more than the most is drawn as the most."""
    return round(LEAST + (GREATEST - LEAST) * sqrt(min(1.0, total / most)), 1)


def _joined(several: Sequence[Circle], most: int) -> Circle:
    """Join circles to one in their middle, by their counts."""
    total = sum(one.total for one in several)
    middle = Spot(
        sum(one.x * one.total for one in several) / total,
        sum(one.y * one.total for one in several) / total,
    )
    places = sorted(
        (place for one in several for place in one.places),
        key=lambda place: (-place.total, place.name),
    )
    return _circle(places, middle, most)


def _by_cell(drawn: Sequence[Circle], most: int) -> list[Circle]:
    """Join what lies in one cell of a grid; there are fewer cells than circles may be drawn."""
    cells: dict[tuple[int, int], list[Circle]] = defaultdict(list)
    for one in drawn:
        cells[int(one.x // CELL), int(one.y // CELL)].append(one)
    return [_joined(several, most) for several in cells.values()]


def _merged(drawn: Sequence[Circle]) -> list[Circle]:
    """Join circles that overlap, the greatest with all that touch it, until none do."""
    most = max((place.total for one in drawn for place in one.places), default=1)
    left = deque(sorted(drawn, key=lambda one: (-one.total, one.x)))
    done: list[Circle] = []
    while left:
        first = left.popleft()
        near = _touching(first, done) + _touching(first, left)
        if not near:
            done.append(first)
            continue
        gone = {id(one) for one in near}
        done = [one for one in done if id(one) not in gone]
        left = deque(one for one in left if id(one) not in gone)
        left.appendleft(_joined([first, *near], most))
    return done


def _touching(circle: Circle, others: Iterable[Circle]) -> list[Circle]:
    x, y, reach = circle.x, circle.y, circle.reach
    close = (one for one in others if abs(one.x - x) < 2 * GREATEST > abs(one.y - y))
    return [one for one in close if hypot(one.x - x, one.y - y) < reach + one.reach]


def labels(drawn: Sequence[Circle]) -> tuple[Label, ...]:
    """Name circles where there is room, the greatest first; no name lies on another or a circle."""
    taken = [
        (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
        for one in drawn
    ]
    found = []
    for one in drawn:
        text = one.places[0].name + (f" +{len(one.places) - 1}" if len(one.places) > 1 else "")
        if len(text) > LONGEST_LABEL:
            continue
        width = text_width(text, LABEL_SIZE)
        for end in (False, True):
            start = one.x - one.radius - 4 - width if end else one.x + one.radius + 4
            box = (start, one.y - 9, start + width, one.y + 7)
            if start >= 0 and box[2] <= FRAME_WIDTH and not any(_overlap(box, b) for b in taken):
                taken.append(box)
                x = start + width if end else start
                found.append(Label(round(x, 1), round(one.y + 4.5, 1), text, end))
                break
    return tuple(found)


Bounds = tuple[float, float, float, float]


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

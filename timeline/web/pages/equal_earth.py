"""Project the earth onto a plane on which areas keep their proportions (Equal Earth)."""

import math
from dataclasses import dataclass
from functools import lru_cache

CENTRE = 11.6
"""The meridian in the middle: the cut, 168.4° W, then passes between Asia and America."""
WIDTH = 10_000.0
"""The width of the projected earth; its height follows."""
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT = math.sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the plane: `x` from the cut eastward, `y` from the north pole downward."""

    x: float
    y: float


@lru_cache(maxsize=1 << 15)
def project(lat: float, lon: float) -> Spot:
    """Project a point of the earth.

    Source: Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of
    Geographical Information Science 33 (2019), equations 1 to 3.

    Args:
        lat: Degrees north, WGS 84.
        lon: Degrees east; any number of whole turns is allowed.
    """
    return plane(lat, turned(lon))


def turned(lon: float) -> float:
    """Give a longitude as degrees east of the middle of the map, from -180 to 180."""
    return (lon - CENTRE + 180.0) % 360.0 - 180.0


def plane(lat: float, east: float) -> Spot:
    """Project a point by its degrees east of the middle of the map."""
    x, y = _raw(lat, east)
    return Spot((x + EDGE) * SCALE, (TOP - y) * SCALE)


def _raw(lat: float, east: float) -> tuple[float, float]:
    theta = math.asin(ROOT * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    x = math.cos(theta) * math.radians(east) / ROOT
    x /= A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y


EDGE = _raw(0, 180)[0]
TOP = _raw(90, 0)[1]
SCALE = WIDTH / (2 * EDGE)
HEIGHT = 2 * TOP * SCALE


def outline(step: int = 5) -> tuple[Spot, ...]:
    """Give the edge of the projected earth, from the north pole by way of the east."""
    down = [plane(lat, 180) for lat in range(90, -91, -step)]
    up = [plane(lat, -180) for lat in range(-90, 91, step)]
    return (*down, *up)

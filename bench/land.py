"""Shows how heavy the land of the map is; with a file of Natural Earth, makes it anew.

    .venv/bin/python bench/land.py [LAND-50M.JSON]

The file is Natural Earth's land at 1:50 million as TopoJSON (public domain; the npm package
`world-atlas` carries it). Its outlines are projected, lose the corners that take the least area
(Visvalingam and Whyatt, 1993) and are written as one path, 10,000 units wide.
"""

from __future__ import annotations

import gzip
import heapq
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from timeline.web.pages.equal_earth import CENTRE, HEIGHT, Spot, plane

LAND = Path(__file__).parents[1] / "timeline" / "web" / "static" / "land.svg"
LEAST = 19.0
"""Corners that take less area than this, in square units of the plane, are left out."""
ISLAND = 2.5 * LEAST
Point = tuple[float, float]
Ring = list[Point]


def rings(path: Path) -> Iterator[Ring]:
    """Read the outlines of a TopoJSON file as degrees (longitude, latitude)."""
    data = json.loads(path.read_text(encoding="utf-8"))
    (kx, ky), (x0, y0) = data["transform"]["scale"], data["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in data["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * kx + x0, y * ky + y0))
    for shape in data["objects"]["land"]["geometries"]:
        several = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for numbers in (ring for polygon in several for ring in polygon):
            found: Ring = []
            for number in numbers:
                piece = arcs[number] if number >= 0 else arcs[~number][::-1]
                found += piece[1:] if found else piece
            yield found


def laid_out(ring: Ring) -> list[Spot]:
    """Project an outline; the one that goes round the south pole is cut open."""
    east = [ring[0][0] - CENTRE]
    for (before, _), (lon, _) in pairwise(ring):
        east.append(east[-1] + (lon - before + 180) % 360 - 180)
    lats = [lat for _, lat in ring]
    if max(lats) < -89.9:
        return []
    if abs(east[-1] - east[0]) > 300:
        return _polar(east, lats)
    turn = 360 * round((min(east) + max(east)) / 720)
    return [
        plane(lat, max(-180.0, min(180.0, x - turn))) for x, lat in zip(east, lats, strict=True)
    ]


def _polar(east: list[float], lats: list[float]) -> list[Spot]:
    """Cut an outline open where it first crosses the edge of the map; lead it round the pole."""
    way = 1 if east[-1] > east[0] else -1
    turn = list(zip(east, lats, strict=True))[::way][:-1]
    twice = [*turn, *((x + 360, lat) for x, lat in turn)]
    cut = next(x for x in range(-540, 541, 360) if x >= twice[0][0])
    line = [(x - cut - 180, lat) for x, lat in twice if x >= cut]
    line = line[: next(k for k, (x, _) in enumerate(line) if x >= 180)]
    edge = (line[0][1] + line[-1][1]) / 2
    down = [(180.0, edge + (-90 - edge) * k / 8) for k in range(9)]
    foot = [(180.0 - 20 * k, -90.0) for k in range(1, 18)]
    up = [(-180.0, -90 + (edge + 90) * k / 8) for k in range(9)]
    return [plane(lat, x) for x, lat in [*line, *down, *foot, *up]]


def simplified(points: list[Point]) -> list[Point]:
    """Leave out the corners that take the least area, the smallest first."""
    count = len(points)
    before = [(k - 1) % count for k in range(count)]
    after = [(k + 1) % count for k in range(count)]
    areas = [_corner(points, before[k], k, after[k]) for k in range(count)]
    heap = [(area, k) for k, area in enumerate(areas)]
    heapq.heapify(heap)
    gone: set[int] = set()
    while heap and heap[0][0] <= LEAST and count - len(gone) > 4:
        area, k = heapq.heappop(heap)
        if k in gone or area != areas[k]:
            continue
        gone.add(k)
        left, right = before[k], after[k]
        after[left], before[right] = right, left
        for near in (left, right):
            areas[near] = max(area, _corner(points, before[near], near, after[near]))
            heapq.heappush(heap, (areas[near], near))
    return [point for k, point in enumerate(points) if k not in gone]


def _corner(points: list[Point], a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[a], points[b], points[c]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def written(spots: list[Spot]) -> str:
    """Write an outline as part of a path, in whole units, each point from the one before."""
    points = [(spot.x, spot.y) for spot in spots][:-1]
    turned = points[1:] + points[:1]
    if (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned, strict=True)))
        < 2 * ISLAND
    ):
        return ""
    whole = list(dict.fromkeys((round(x), round(y)) for x, y in simplified(points)))
    if len(whole) < 3:
        return ""
    steps = [n for a, b in pairwise(whole) for n in (b[0] - a[0], b[1] - a[1])]
    said = "".join(f"{n}" if n < 0 or not k else f" {n}" for k, n in enumerate(steps))
    return f"M{whole[0][0]} {whole[0][1]}l{said}z"


def main() -> None:
    """Make the file if its source is named; print what it weighs."""
    if len(sys.argv) > 1:
        path = "".join(written(laid_out(ring)) for ring in rings(Path(sys.argv[1])))
        box = f'viewBox="0 0 10000 {round(HEIGHT)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} fill="#8a8f8c" fill-opacity=".4">'
        LAND.write_text(f'{head}<path id="land" d="{path}"/></svg>\n', encoding="utf-8")
    body = LAND.read_bytes()
    print(f"land.svg: {len(body):,} bytes, {len(gzip.compress(body, 6)):,} gz")


if __name__ == "__main__":
    main()

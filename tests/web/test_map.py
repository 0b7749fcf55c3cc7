"""Hold the map to the earth and to the counts: areas, boxes, circles, links, what is left out."""

import html
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology.filter import BadFilter, parse
from timeline.chronology.listing import every_event
from timeline.chronology.places_counted import PlaceCount, count_places
from timeline.store.places import Place
from timeline.store.session import open_engine, reading
from timeline.terms import PlaceKind
from timeline.web.pages.equal_earth import HEIGHT, WIDTH, plane, project, turned
from timeline.web.pages.map_circles import MOST, circles, labels
from timeline.web.pages.map_view import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    WORLD,
    Box,
    fitted,
    read_box,
    view_of,
)

QUESTIONS = (
    "",
    "from=2012&to=2013",
    "from=2012&to=2013&when=certain",
    "actor=japan&actor=russia",
    "place=russia",
    "as_of=2099",
    "theme=energy&q=gas",
)
lats = st.floats(-89, 89)
lons = st.floats(-179, 179)


def place(number: int, lat: float, lon: float, total: int = 1) -> PlaceCount:
    """Make a place with so many events."""
    return PlaceCount(
        slug=f"p{number}",
        name=f"Place {number}",
        kind=PlaceKind.CITY,
        lat=lat,
        lon=lon,
        precision="city",
        certain=total,
        possible=0,
        within=total,
    )


def asked(query: str):
    """Read a filter from a query."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in parse_qsl(query):
        values[name].append(value)
    return parse(values, strict=True)


@given(lats, st.floats(-170, 170))
def test_areas_keep_their_proportions(lat, east):
    """A small piece of the earth has the same share of the plane wherever it lies (Equal Earth)."""
    step = 1e-4
    here, along, up = plane(lat, east), plane(lat, east + step), plane(lat + step, east)
    area = abs((along.x - here.x) * (up.y - here.y) - (up.x - here.x) * (along.y - here.y))
    middle, beside, above = plane(0, 0), plane(0, step), plane(step, 0)
    whole = abs((beside.x - middle.x) * (above.y - middle.y))

    assert area / math.cos(math.radians(lat + step / 2)) == pytest.approx(whole, rel=1e-3)


def test_the_earth_fills_its_plane():
    """The poles lie at the top and the foot, the edges of the equator at both sides."""
    assert plane(90, 0).y == pytest.approx(0)
    assert plane(-90, 0).y == pytest.approx(HEIGHT)
    assert (plane(0, -180).x, plane(0, 180).x) == (pytest.approx(0), pytest.approx(WIDTH))
    assert project(66, 179).x < project(66, -170).x, "Chukotka is one piece"


@given(lons, lats, st.floats(0.5, 300), st.floats(0.5, 80))
def test_a_box_is_written_as_it_was_read(west, south, wide, high):
    """What an address says of a part of the earth comes back, and the drawing holds its corners."""
    east = (west + wide + 180) % 360 - 180
    box = read_box(f"{west:.2f},{south:.2f},{east:.2f},{min(90, south + high):.2f}")
    again = read_box(box.text)
    view = view_of(box)
    corners = [
        view.place(plane(n, e)) for n in (box.south, box.north) for e in (box.west, box.east)
    ]

    assert (box.west, box.south) == (
        pytest.approx(again.west, abs=0.02),
        pytest.approx(again.south),
    )
    assert all(-1 <= one.x <= FRAME_WIDTH + 1 for one in corners)
    assert all(-1 <= one.y <= FRAME_HEIGHT + 1 for one in corners)


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "a,b,c,d", "0,50,10,40", "0,0,0,10", "nan,0,1,1", "-181,0,1,1", "0,0,inf,9"],
)
def test_what_is_no_box_is_refused(text):
    """Anything but four degrees in order is refused, with an example of what would do."""
    with pytest.raises(BadFilter) as refused:
        read_box(text)

    assert refused.value.nearest


@given(st.lists(st.tuples(st.sampled_from(["in", "out", "w", "e", "n", "s"])), max_size=12))
def test_steps_stay_on_the_earth(steps):
    """However one moves, what is shown is a part of the earth, and out far enough is all of it."""
    box = Box(100, 10, 150, 50)
    for (step,) in steps:
        moves = {"w": (-1, 0), "e": (1, 0), "n": (0, 1), "s": (0, -1)}
        box = (
            box.zoomed(0.5 if step == "in" else 2) if step not in moves else box.moved(*moves[step])
        )

        assert -180 <= box.west < box.east <= 180
        assert -90 <= box.south < box.north <= 90
    for _ in range(16):
        box = box.zoomed(2)
    assert WORLD == box


@settings(max_examples=30)
@given(st.integers(1, 900), st.randoms(use_true_random=False))
def test_circles_are_few_and_apart(number, chance):
    """At most 400 circles, none on another, and together they count what lies in view."""
    places = [
        place(n, chance.uniform(-89, 89), chance.uniform(-179, 179), chance.randint(1, 5000))
        for n in range(number)
    ]
    view = view_of(WORLD)
    drawn = circles(places, view)
    inside = [
        one
        for one in places
        if 0 <= view.place(project(one.lat, one.lon)).x <= FRAME_WIDTH
        and 0 <= view.place(project(one.lat, one.lon)).y <= FRAME_HEIGHT
    ]

    assert len(drawn) <= MOST
    assert sum(one.total for one in inside) == sum(one.total for one in drawn)
    assert [] == [
        (one, other)
        for number, one in enumerate(drawn)
        for other in drawn[:number]
        if math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius
    ]


@given(st.lists(st.tuples(lats, lons, st.integers(1, 50)), min_size=1, max_size=60))
def test_names_do_not_cover_each_other(spots):
    """No name lies on another one, nor beyond the drawing."""
    named = labels(circles([place(n, *spot) for n, spot in enumerate(spots)], view_of(WORLD)))
    lines = sorted((one.y, one.x) for one in named)

    assert all(0 <= one.x <= FRAME_WIDTH for one in named)
    assert len(lines) == len(set(lines))


def test_a_map_is_fitted_to_its_events():
    """One place is shown with its surroundings, two ends of the earth on the whole of it."""
    near = fitted([(43.1, 131.9)])

    assert near.east - near.west < 20
    assert near.west < turned(131.9) < near.east
    assert WORLD == fitted([(40, -120), (35, 139)])
    assert WORLD == fitted([])


def upward(slug: str, slugs: dict[int, str], parents: dict[str, int]) -> Iterator[str]:
    """Walk from a place to the broadest one that it lies in."""
    while slug:
        yield slug
        slug = slugs.get(parents[slug], "")


@pytest.mark.parametrize("query", QUESTIONS)
def test_each_event_counts_at_its_most_exact_places(seeded, query):
    """The counts are those of going through the events one by one."""
    engine = open_engine(seeded("sqlite"))
    with reading(engine) as session:
        rows = session.query(Place.id, Place.slug, Place.parent_id).all()
        slugs, parents = {r[0]: r[1] for r in rows}, {r[1]: r[2] for r in rows}
        expected: dict[str, int] = defaultdict(int)
        nowhere = 0
        for event in every_event(session, asked(query)):
            closed = {slug for one in event.places for slug in upward(one.slug, slugs, parents)}
            broader = {slugs.get(parents[one], "") for one in closed}
            for one in closed - broader:
                expected[one] += 1
            nowhere += not closed
        counted = count_places(session, asked(query))
    engine.dispose()

    assert dict(expected) == {one.slug: one.total for one in counted.places}
    assert nowhere == counted.nowhere


def test_both_kinds_of_database_count_alike(seeded):
    """SQLite and PostgreSQL give the same counts by place."""
    found = []
    for kind in ("sqlite", "postgresql"):
        engine = open_engine(seeded(kind))
        with reading(engine) as session:
            found.append([count_places(session, asked(query)) for query in QUESTIONS])
        engine.dispose()

    assert found[0] == found[1]


def body(client: FlaskClient, path: str) -> str:
    """Fetch a page as text."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("query", ["", "?from=2012&to=2013", "?actor=japan&bbox=120,20,160,60"])
def test_a_circle_of_one_place_leads_to_its_events(client, query):
    """The list behind a circle or an entry of the list has the events that the place has."""
    page = body(client, f"/map{query}")
    entries = re.findall(
        r'<a href="([^"]+)" dir="auto">[^<]+</a></span>\s*<span class="n">(\d+)(.*?)</span></li>',
        page,
        re.DOTALL,
    )

    assert entries
    for href, certain, rest in entries[:6]:
        may = re.search(r"\+(\d+)<", rest)
        whole = re.search(r"of (\d+)", rest)
        total = int(whole[1]) if whole else int(certain) + int(may[1] if may else 0)
        listed = body(client, html.unescape(href))

        assert f"<strong>{total} event" in listed, href


def test_the_map_asks_nobody_else(client):
    """Every file that the page names is the site's own."""
    page = body(client, "/map")
    named = re.findall(r'(?:src|href)="([^"]+)"', re.sub(r"<a [^>]+>", "", page))

    assert [] == [one for one in named if urlsplit(one).netloc not in ("", "localhost")]
    assert "#land" in page


def test_places_that_cannot_be_drawn_are_told(client):
    """Events without a place are counted below the map, and those outside the view."""
    assert "told of no place" in body(client, "/map")
    assert "outside this part of the earth" in body(client, "/map?bbox=0,0,10,10")


def test_a_filter_stays_in_every_link(client):
    """Steps, regions and years keep the filter, and the chips take just their part away."""
    page = body(client, "/map?actor=japan&from=2012&bbox=100,10,160,60")
    ways = re.findall(r'<li><a href="(/map\?[^"]+)"(?: aria-current="true")?>[A-Z]', page)

    assert len(ways) > 10
    assert [] == [way for way in ways if "actor=japan" not in way or "from=2012" not in way]
    assert "/map?from=2012&amp;bbox=100,10,160,60" in page


def test_an_empty_map_says_so(client):
    """Where no event is found the page says it, with a way out, and draws the earth."""
    page = body(client, "/map?actor=japan&theme=disaster&from=1990&to=1991")

    assert "No event has all of this" in page
    assert "#land" in page


def test_a_bad_box_is_refused_with_help(client):
    """Degrees that are none are answered 400 with what would do."""
    answer = client.get("/map?bbox=here")

    assert answer.status_code == 400
    assert "bbox=-180,-90,180,90" in answer.get_data(as_text=True)


def test_coarse_places_are_hollow(client):
    """A circle that stands for a country is hollow, one for a city is not."""
    page = body(client, "/map?bbox=120,20,160,60&place=japan&from=2012")

    assert re.search(r'<circle class="spot coarse"', page)
    assert re.search(r'<circle class="core"', page)


def test_places_are_called_in_the_language_of_the_answer(client):
    """In Russian the map names the busiest places in Russian, beside circles and in the list."""
    body = client.get("/map?lang=ru").get_data(as_text=True)

    assert body.count("Токио") >= 2
    assert ">Tokyo<" not in body

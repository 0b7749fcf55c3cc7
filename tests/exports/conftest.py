"""Make events of every shape, hostile ones among them, for the tests of exports."""

from itertools import product

import msgspec
import pytest
from hypothesis import strategies as st

from timeline import shapes
from timeline.dates import Span
from timeline.dates.wording import words
from timeline.exports import Head
from timeline.terms import About, EventType, LinkKind, Role, Stance, State, Status, Via

EDTF = (
    "2013-11-02",
    "2013-11",
    "2013~",
    "2012-09-08/2012-09-09",
    "[2013-10-21..2013-10-31]",
    "1945-09~/..",
    "../2013-03-04",
    "196X",
    "-0043-03-15",
    "2013-21",
    "2013-11-02T14:55Z",
    "XXXX",
)
HOSTILE = (
    "=1+1",
    "+49 30",
    "-5",
    "-5 degrees",
    "@everyone",
    "'=cmd",
    "''+x",
    "\uff1dSUM(A1)",
    'He said "no", twice',
    "two\nlines\r\nand more\rstill",
    "semi; colon: comma, and a \\",
    "😀 \u202etxt.exe\u202c \u2066x\u2069",
    "<script>alert(1)</script> **bold** _it_ [a](javascript:b) `c` | # ~~d~~ $e$ [^1]",
    "東京・Москва・القاهرة",
)

CONTROLS = (
    "a\x01b\x1fc",
    "a\u0085b\x9fc",
    "\ufeffmark",
    "\ufffe and \uffff",
    "_x0041_",
    "TY  - ER",
)


def text(least: int = 0, most: int = 30) -> st.SearchStrategy[str]:
    """Give texts that a table can hold: no NUL, no blanks around them."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    free = st.text(letters, min_size=least, max_size=most)
    return (free | st.sampled_from(HOSTILE)).map(str.strip).filter(lambda one: len(one) >= least)


SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text(), inner, max_size=3),
    max_leaves=6,
)
DATE = st.sampled_from(EDTF).map(lambda edtf: shapes.Date(edtf=edtf, words=words(Span.parse(edtf))))
ACTOR = st.builds(
    shapes.ActorIn,
    slug=SLUG,
    name=text(),
    role=st.sampled_from(Role),
    via=st.sampled_from(Via),
) | st.builds(shapes.ActorIn, name=text(1), role=st.sampled_from(Role))
PLACE = st.builds(
    shapes.PlaceIn, slug=SLUG, name=text(), lat=st.floats(-90, 90), lon=st.floats(-180, 180)
) | st.builds(shapes.PlaceIn, name=text(1))
CSL = st.fixed_dictionaries(
    {"title": text(1)},
    optional={
        "type": st.sampled_from(["report", "webpage", "article-newspaper"]),
        "author": st.lists(
            st.fixed_dictionaries({"family": text(1), "given": text(1)})
            | st.fixed_dictionaries({"literal": text(1)}),
            max_size=5,
        ),
        "container-title": text(),
        "publisher": text(),
        "issued": st.sampled_from(EDTF).map(lambda edtf: {"edtf": edtf}) | JSON,
        "accessed": JSON,
        "URL": st.just("https://news.example/a?b=1&c=(2)") | text(),
        "custom": st.just({"archive_url": "https://web.archive.example/1", "archived": "2024"})
        | JSON,
    },
)
CLAIM = st.builds(
    shapes.Claim,
    about=st.sampled_from(About),
    as_printed=text(1),
    edtf=st.none() | st.sampled_from(EDTF),
    as_read=st.none() | text(1),
    trace=st.none() | st.dictionaries(text(), JSON, max_size=2),
)
CITATION = st.builds(
    shapes.Citation,
    source=st.builds(shapes.SourceIn, slug=SLUG, csl=st.none() | CSL),
    locator=text(),
    stance=st.sampled_from(Stance),
    quote=st.none() | st.builds(shapes.Quote, exact=text(1)),
    claims=st.lists(CLAIM, max_size=3).map(tuple),
)
EVENT = st.builds(
    shapes.Event,
    id=st.none() | st.integers(1, 10**15 - 1),
    slug=st.just("") | SLUG,
    title=text(1),
    summary=text(),
    type=st.sampled_from(EventType),
    status=st.sampled_from(Status),
    state=st.sampled_from(State),
    date=DATE,
    position=st.none() | st.integers(0, 99),
    significance=st.floats(0, 1),
    actors=st.lists(ACTOR, max_size=3).map(tuple),
    themes=st.lists(st.builds("{}/{}".format, SLUG, SLUG), max_size=2).map(tuple),
    places=st.lists(PLACE, max_size=2).map(tuple),
    citations=st.lists(CITATION, max_size=3).map(tuple),
    links=st.lists(
        st.builds(
            shapes.Link, kind=st.sampled_from(LinkKind), to=st.integers(1, 10**15 - 1) | SLUG
        ),
        max_size=2,
    ).map(tuple),
)


@pytest.fixture(scope="session")
def an_event() -> st.SearchStrategy[shapes.Event]:
    """Give events of every shape, to be drawn from."""
    return EVENT


@pytest.fixture(scope="session")
def any_text() -> st.SearchStrategy[str]:
    """Give texts of every sort, to be drawn from; control characters and lone blanks among them."""
    letters = st.characters(exclude_categories=["Cs"])
    return st.text(letters, max_size=60) | st.sampled_from(HOSTILE)


@pytest.fixture(scope="session")
def head() -> Head:
    """Give the head of a small chronology."""
    return Head(
        title="Japan: a chronology, 2013",
        words="Events with Japan, 2013",
        query="actor=japan&from=2013&to=2013",
        certain=2,
        possible=1,
        version=12,
        generated="2026-11-22T10:00:00Z",
        compiler="Example Institute",
        base="https://timeline.example",
        address="https://timeline.example/events?actor=japan",
    )


@pytest.fixture(scope="session")
def hostile_events() -> tuple[shapes.Event, ...]:
    """Give an event for each text that a format might act on and each sort of date, with sources.

    For programs that are too slow to be asked a hundred times.
    """
    kinds = "article-newspaper webpage report treaty book post dataset speech legislation".split()
    made = []
    for number, (words_, edtf) in enumerate(product((*HOSTILE, *CONTROLS), EDTF[:3]), start=1):
        csl = {
            "type": kinds[number % len(kinds)],
            "title": words_,
            "author": [{"literal": words_}, {"family": "Writer", "given": words_}],
            "container-title": f"Paper of {words_}",
            "publisher": words_,
            "issued": {"edtf": EDTF[number % len(EDTF)]},
            "accessed": {"edtf": "2024-01-15"},
            "language": ("en", "ru", "ja", "x")[number % 4],
            "URL": f"https://news.example/{number}?a=b_c&d=%20{{}}#e",
            "note": words_,
            "custom": {"archive_url": f"https://web.archive.example/{number}", "archived": "2024"},
        }
        cited = shapes.Citation(
            source=shapes.SourceIn(slug=f"source-{number}", csl=csl),
            locator=words_,
            quote=shapes.Quote(exact=words_),
            claims=(shapes.Claim(about=About.DETAIL, as_printed=words_, as_read=words_),),
        )
        date = Span.parse(EDTF[number % len(EDTF)] if number % 2 else edtf)
        begins, ends = date.iso()
        made.append(
            shapes.Event(
                id=number,
                slug=f"event-{number}",
                title=words_,
                summary=f"{words_}\n\n{words_}",
                type=EventType.CONSULT,
                state=State.ACCEPTED,
                date=shapes.Date(edtf=date.edtf, begins=begins, ends=ends, words=words(date)),
                actors=(shapes.ActorIn(slug="japan", name=words_),),
                themes=("energy/gas",),
                places=(shapes.PlaceIn(slug="tokyo", name=words_, lat=35.68, lon=139.69),),
                citations=(cited, msgspec.structs.replace(cited, stance=Stance.DISPUTES)),
                updated="2026-11-22T10:00:00Z",
            )
        )
    return tuple(made)

"""Check the seed tables for what needs no database: words, dates, references, house rules."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise, product
from pathlib import Path

import pytest
from babel import Locale

from timeline import terms
from timeline.dates import Span
from timeline.names.fold import fold, slug

SEEDS = Path(__file__).parents[2] / "seeds"
SEPARATOR = "; "

COLUMNS = {
    "sources": "slug,kind,title,authors,publisher,container,published,language,url,archive_url,"
    "archived,accessed,derived_from,note",
    "actors": "slug,kind,name,exists,codes,description",
    "aliases": "actor,text,language,kind,used,context",
    "affiliations": "actor,kind,object,title,span,note",
    "places": "slug,name,kind,parent,lat,lon,precision,codes,names",
    "themes": "slug,label_en,label_ru,label_ja,definition,plover,iptc,cap,gkg",
    "states": "iso2,kind,exists",
    "events": "slug,title,summary,type,status,date,position,significance,actors,themes,places,"
    "links",
    "citations": "event,source,locator,stance,about,as_printed,edtf,as_read",
}
WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("sources", "kind"): terms.SourceKind,
    ("actors", "kind"): terms.ActorKind,
    ("aliases", "kind"): terms.AliasKind,
    ("affiliations", "kind"): terms.AffiliationKind,
    ("places", "kind"): terms.PlaceKind,
    ("states", "kind"): terms.ActorKind,
    ("events", "type"): terms.EventType,
    ("events", "status"): terms.Status,
    ("citations", "stance"): terms.Stance,
    ("citations", "about"): terms.About,
}
DATES = (
    ("sources", "published"),
    ("sources", "archived"),
    ("sources", "accessed"),
    ("actors", "exists"),
    ("aliases", "used"),
    ("affiliations", "span"),
    ("states", "exists"),
    ("events", "date"),
    ("citations", "edtf"),
)
SCHEMES = ("plover", "iptc", "cap", "gkg")
PRECISIONS = {"", "exact", "city", "province", "country", "region"}


def _read(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


TABLES = {name: _read(name) for name in COLUMNS}


def _cells(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(before, after) for before, _, after in (cell.partition(":") for cell in _cells(text))]


def _slugs(name: str) -> set[str]:
    return {row["slug"] for row in TABLES[name]}


def _countries() -> set[str]:
    names = Locale("en").territories
    return {slug(names[row["iso2"]]) for row in TABLES["states"]}


def _actors() -> set[str]:
    return _slugs("actors") | _countries()


def _values(table: str, column: str) -> Iterator[str]:
    return (row[column] for row in TABLES[table] if row[column])


def _unknown(named: set[str], known: set[str]) -> list[str]:
    return sorted(named - known)


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns_and_full_rows(name: str) -> None:
    """Every table has exactly the agreed columns, and every row has a cell for each."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert COLUMNS[name].split(",") == rows[0]
    assert {len(rows[0])} == {len(row) for row in rows}


@pytest.mark.parametrize("name", COLUMNS)
def test_no_cell_has_blanks_around_it(name: str) -> None:
    """No cell and no member of a list in a cell begins or ends with a blank."""
    cells = [member for row in TABLES[name] for text in row.values() for member in text.split(";")]
    firsts = [row[column] for row in TABLES[name] for column in row]
    assert [] == [text for text in firsts if text != text.strip()]
    assert [] == [text for text in cells if text.endswith(" ")]


@pytest.mark.parametrize(("table", "column"), WORDS)
def test_closed_words_are_in_their_vocabulary(table: str, column: str) -> None:
    """Every word of a closed vocabulary is one of its words."""
    assert [] == _unknown(set(_values(table, column)), set(WORDS[table, column]))


@pytest.mark.parametrize(("table", "column"), DATES)
def test_dates_are_edtf(table: str, column: str) -> None:
    """Every date is EDTF in canonical form."""
    dates = list(_values(table, column))
    assert dates == [Span.parse(text).edtf for text in dates]


@pytest.mark.parametrize("name", ["sources", "actors", "places", "themes", "events"])
def test_slugs_are_unique_and_plain(name: str) -> None:
    """A slug names one row of its table and is what the house makes of itself."""
    slugs = [row["slug"] for row in TABLES[name]]
    assert [] == [text for text, count in Counter(slugs).items() if count > 1]
    assert [] == [text for text in slugs if any(part != slug(part) for part in text.split("/"))]


def test_no_actor_is_listed_twice_as_a_country() -> None:
    """Countries come from CLDR; the table of actors adds none of them again."""
    assert set() == _slugs("actors") & _countries()


@pytest.mark.parametrize(
    ("table", "column"),
    [("aliases", "actor"), ("affiliations", "actor"), ("affiliations", "object")],
)
def test_actors_named_elsewhere_exist(table: str, column: str) -> None:
    """An alias or affiliation names actors that the seeds or CLDR give."""
    assert [] == _unknown(set(_values(table, column)), _actors())


def test_events_name_known_actors_in_known_roles() -> None:
    """Every participation is an actor that exists, a role of the vocabulary, and given once."""
    pairs = [pair for row in TABLES["events"] for pair in _pairs(row["actors"])]
    assert [] == _unknown({actor for actor, _ in pairs}, _actors())
    assert [] == _unknown({role for _, role in pairs}, set(terms.Role))
    doubled = [row["slug"] for row in TABLES["events"] if _doubled(_pairs(row["actors"]))]
    assert [] == doubled


def _doubled(members: list[tuple[str, str]]) -> bool:
    return len(members) != len(set(members))


def test_events_name_known_themes_and_places() -> None:
    """Every event has themes, and its themes and places exist."""
    assert [] == [row["slug"] for row in TABLES["events"] if not row["themes"]]
    for column in ("themes", "places"):
        named = {cell for row in TABLES["events"] for cell in _cells(row[column])}
        assert [] == _unknown(named, _slugs(column))


def test_events_link_to_other_events() -> None:
    """Every link has a kind of the vocabulary and leads to another event of the seeds."""
    links = [(row["slug"], *pair) for row in TABLES["events"] for pair in _pairs(row["links"])]
    assert [] == _unknown({kind for _, kind, _ in links}, set(terms.LinkKind))
    assert [] == _unknown({to for _, _, to in links}, _slugs("events"))
    assert [] == [event for event, _, to in links if event == to]


def test_titles_and_significance_keep_their_bounds() -> None:
    """A title is a short sentence without a full stop; significance lies between 0 and 1."""
    events = TABLES["events"]
    assert [] == [row["title"] for row in events if len(row["title"]) > 90]
    assert [] == [row["title"] for row in events if row["title"].endswith(".")]
    assert [] == [row["slug"] for row in events if not row["summary"].endswith(".")]
    assert [] == [row["slug"] for row in events if not 0 <= float(row["significance"]) <= 1]
    assert [] == [row["slug"] for row in events if row["position"] and int(row["position"]) < 1]


def test_every_event_is_cited_and_every_citation_leads_somewhere() -> None:
    """Every event is cited, citations name events and sources that exist, no source is idle."""
    rows = TABLES["citations"]
    assert _slugs("events") == {row["event"] for row in rows}
    assert _slugs("sources") == {row["source"] for row in rows}


def test_a_place_in_a_source_has_one_stance() -> None:
    """The rows of one event, source and locator are one citation and take one stance."""
    stances = defaultdict(set)
    for row in TABLES["citations"]:
        stances[row["event"], row["source"], row["locator"]].add(row["stance"])
    assert [] == [place for place, found in stances.items() if len(found) > 1]


def test_claims_say_what_was_printed_and_how_it_is_read() -> None:
    """A claim has the words printed, a date claim its EDTF, any other its value in words."""
    for row in TABLES["citations"]:
        expected = (bool(row["about"]), row["about"] == "date", row["about"] not in {"", "date"})
        actual = (bool(row["as_printed"]), bool(row["edtf"]), bool(row["as_read"]))
        assert expected == actual, row


def test_printed_words_are_few() -> None:
    """What is printed of a source is the date, name or quantity itself: seven words at most."""
    assert [] == [text for text in _values("citations", "as_printed") if len(text.split()) > 7]


@pytest.mark.parametrize(
    ("event", "about", "readings"),
    [
        ("two-plus-two-tokyo-2013", "date", {"[2013-10-21..2013-10-31]", "2013-11-02"}),
        ("putin-abe-talks-2018", "date", {"[2018-09-11..2018-09-13]", "2018-09-10"}),
        ("baltic-lng-plant", "quantity", {"10 tonnes a year", "10 million tonnes a year"}),
        ("two-plus-two-moscow-2014", "status", {"planned", "not held"}),
        (
            "karafuto-under-japan",
            "place",
            {"the whole of Sakhalin", "Sakhalin south of the fiftieth parallel"},
        ),
        (
            "gazprom-japan-memorandum-2012",
            "participant",
            {
                "a ministry of that name",
                "the agency under the Ministry of Economy, Trade and Industry",
            },
        ),
    ],
)
def test_disagreements_are_claims_on_both_sides(event: str, about: str, readings: set[str]) -> None:
    """Where a source and the record differ, both are held as claims of different sources."""
    rows = [r for r in TABLES["citations"] if r["event"] == event and r["about"] == about]
    found = {row["edtf"] or row["as_read"]: row["source"] for row in rows}
    assert [] == _unknown(readings, set(found))
    assert len(readings) == len({found[reading] for reading in readings})
    stances = {row["stance"] for row in rows if (row["edtf"] or row["as_read"]) in readings}
    assert about == "date" or stances == {"supports", "disputes"}


def test_aliases_are_given_once_and_do_not_repeat_the_name() -> None:
    """An alias is unique by folded text, language and kind and never the English name itself."""
    rows = TABLES["aliases"]
    keys = Counter((r["actor"], fold(r["text"]), r["language"], r["kind"]) for r in rows)
    assert [] == [key for key, count in keys.items() if count > 1]
    names = {(row["slug"], row["name"]) for row in TABLES["actors"]}
    assert set() == names & {(row["actor"], row["text"]) for row in rows}
    preferred = Counter((r["actor"], r["language"]) for r in rows if r["kind"] == "preferred")
    assert [] == [key for key, count in preferred.items() if count > 1]
    assert {"", "1"} == {row["context"] for row in rows}


def test_offices_belong_to_somebody_and_their_holders_follow_each_other() -> None:
    """Every office is one of a body, and no two persons hold it on more than the day of change."""
    rows = TABLES["affiliations"]
    offices = {row["slug"] for row in TABLES["actors"] if row["kind"] == "office"}
    assert offices == {row["actor"] for row in rows if row["kind"] == "office_of"}
    terms_of = defaultdict(list)
    for row in rows:
        if row["kind"] == "holds" and "~" not in row["span"]:
            span = Span.parse(row["span"])
            terms_of[row["object"]].append((span.earliest or 0, span.latest or 10**7))
    for spans in terms_of.values():
        ordered = sorted(spans)
        assert [] == [two for one, two in pairwise(ordered) if two[0] < one[1]]


def test_sources_give_their_address_and_origin_plainly() -> None:
    """An address is a web address, and what a source is derived from is another source."""
    rows = TABLES["sources"]
    assert [] == [
        r["url"] for r in rows if r["url"] and not r["url"].startswith(("http://", "https://"))
    ]
    assert [] == _unknown(set(_values("sources", "derived_from")), _slugs("sources"))
    assert [] == [row["slug"] for row in rows if row["derived_from"] == row["slug"]]


def test_places_lie_on_the_earth_and_in_known_places() -> None:
    """Coordinates are WGS 84 degrees, both or neither; a parent stands before its places."""
    rows = TABLES["places"]
    assert [] == [row["slug"] for row in rows if bool(row["lat"]) != bool(row["lon"])]
    located = [row for row in rows if row["lat"]]
    assert [] == [
        r["slug"] for r in located if abs(float(r["lat"])) > 90 or abs(float(r["lon"])) > 180
    ]
    order = ["", *(row["slug"] for row in rows)]
    assert [] == [r["slug"] for r in rows if r["parent"] not in order[: order.index(r["slug"])]]
    assert [] == _unknown({row["precision"] for row in rows}, PRECISIONS)
    countries = {row["slug"] for row in rows if row["kind"] == "country"}
    assert [] == _unknown(countries, _countries())


@pytest.mark.parametrize(
    ("table", "column"), [("places", "names"), ("places", "codes"), ("actors", "codes")]
)
def test_named_cells_are_written_as_key_and_value(table: str, column: str) -> None:
    """Codes and names in a cell are `key=value`, and a code belongs to one row."""
    cells = [cell for row in TABLES[table] for cell in _cells(row[column])]
    assert [] == [cell for cell in cells if not all(cell.partition("="))]
    if column == "codes":
        assert [] == [cell for cell, count in Counter(cells).items() if count > 1]


def test_themes_stand_under_their_broader_ones_and_map_outward() -> None:
    """The scheme has twelve tops, labels in three languages and mappings of known kinds."""
    rows, slugs = TABLES["themes"], _slugs("themes")
    assert 12 == sum("/" not in text for text in slugs)
    assert [] == _unknown({text.rpartition("/")[0] for text in slugs} - {""}, slugs)
    needed = ("label_en", "label_ru", "label_ja", "definition", "plover", "iptc", "cap")
    assert [] == [row["slug"] for row, column in product(rows, needed) if not row[column]]
    pairs = [pair for row in rows for scheme in SCHEMES for pair in _pairs(row[scheme])]
    assert [] == _unknown({match for match, _ in pairs}, set(terms.Match))
    assert [] == [pair for pair in pairs if not pair[1]]


def test_states_are_the_countries_of_iso_3166() -> None:
    """Every ISO 3166 country is listed once; 197 are states: 193 UN members and four others."""
    codes = [row["iso2"] for row in TABLES["states"]]
    assert sorted(set(codes)) == codes
    assert 250 == len(codes)
    assert [] == _unknown(set(codes), set(Locale("en").territories))
    assert 197 == sum(row["kind"] == "state" for row in TABLES["states"])

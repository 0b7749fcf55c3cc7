"""Hold the readers of GDELT, ICEWS, UCDP GED and TimelineJS to every trap of their formats."""

from pathlib import Path

import pytest

from timeline.intake.adapters.actors import Cast, country_named
from timeline.intake.adapters.cameo import action, code_of
from timeline.intake.adapters.dataset import Wishes
from timeline.intake.adapters.places import country_at
from timeline.intake.file import read
from timeline.intake.formats import FORMATS, name_of
from timeline.intake.proposal import Proposal
from timeline.intake.reference import ActorRecord, PlaceRecord, SourceRecord
from timeline.intake.table import BadTable, Refusal
from timeline.terms import ActorKind, EventType, Role, Stance

SAMPLES = Path(__file__).parent / "samples"


class Reading:
    """Everything that a sample holds, sorted by what it is."""

    def __init__(self, path: Path, format_: str = "") -> None:
        """Read a file."""
        self.items = list(read(path, format_, Wishes()))
        proposals = [one for one in self.items if isinstance(one, Proposal)]
        self.proposals = proposals
        self.events = {one.key[1].split()[-1]: one.event for one in proposals if one.key}
        self.refused = {one.line: one.reason for one in self.items if isinstance(one, Refusal)}
        self.sources = {one.slug: one for one in self.items if isinstance(one, SourceRecord)}
        self.actors = {one.slug: one for one in self.items if isinstance(one, ActorRecord)}
        self.places = {one.slug: one for one in self.items if isinstance(one, PlaceRecord)}


@pytest.fixture
def sample():
    """Read a sample by its name."""
    return lambda name: Reading(SAMPLES / name)


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("gdelt2.CSV", "gdelt"),
        ("gdelt1.tsv", "gdelt"),
        ("icews_full.tab", "icews"),
        ("icews_short.tsv", "icews"),
        ("ucdp_41.csv", "ucdp-ged"),
        ("ucdp_49.csv", "ucdp-ged"),
        ("timelinejs_new.json", "timelinejs"),
        ("timelinejs_old.json", "timelinejs"),
        ("timelinejs_sheet.csv", "timelinejs"),
    ],
)
def test_the_format_is_told_by_what_a_file_begins_with(name, format_):
    """Each sample is known for what it is, whatever its ending says."""
    assert format_ == name_of(SAMPLES / name, Wishes())


def test_an_unknown_format_is_refused_with_those_there_are():
    """A format that nobody knows is answered with the names of all."""
    with pytest.raises(BadTable, match=", ".join(FORMATS)):
        read(SAMPLES / "gdelt1.tsv", "gdlt")


def test_records_come_before_what_names_them(sample):
    """Every actor, place, theme and source that an event names by slug was given before it."""
    for path in SAMPLES.glob("*.*"):
        if path.suffix == ".toml" or path.name.startswith("treaties"):
            continue
        given: set[str] = set()
        for item in sample(path.name).items:
            if isinstance(item, Proposal):
                event = item.event
                named = {actor.slug for actor in event.actors} | set(event.themes)
                named |= {place.slug for place in event.places}
                named |= {citation.source.slug for citation in event.citations}
                assert set() == {slug for slug in named if slug} - given
            elif not isinstance(item, Refusal):
                given.add(getattr(item, "slug", ""))


def test_gdelt_has_the_event_day_and_the_day_of_the_batch(sample):
    """The event day is the date; the day it was added is when its report was accessed."""
    read_in = sample("gdelt2.CSV")
    event = read_in.events["901"]
    source = read_in.sources[event.citations[0].source.slug]

    assert "2017-12-02" == event.date.edtf
    assert "2018-01-01" == source.csl["accessed"]["edtf"]
    assert "https://news.example/talks" == source.url
    assert "news.example" == source.publisher
    assert "GDELT event 901" == event.citations[0].locator


def test_gdelt_places_are_fips_and_actors_cameo(sample):
    """RS is Russia where a place stands and JA Japan; RUS and JPN are actors."""
    read_in = sample("gdelt2.CSV")
    place = read_in.places["vladivostok-primorskiy-kray-russia"]

    assert ("russia", 43.1, 131.9) == (place.parent, place.lat, place.lon)
    assert ["japan"] == [one.slug for one in read_in.events["902"].places]
    assert ["japan", "russia"] == [one.slug for one in read_in.events["901"].actors]
    assert "KREMLIN" == read_in.events["901"].citations[0].claims[-1].as_printed
    assert [None, "china", "switzerland"] == [
        found and found.slug for found in map(country_at, ("JP", "CH", "SZ"))
    ]


def test_gdelt_rows_of_three_widths_are_read_and_ragged_ones_refused(sample):
    """57, 58 and 61 columns occur; a row of any other number is refused alone."""
    old, new = sample("gdelt1.tsv"), sample("gdelt2.CSV")

    assert ["801", "802"] == list(old.events)
    assert "gdelt-gdelt1" == old.events["801"].citations[0].source.slug  # it has no address
    assert {3: "22 columns; GDELT has 57, 58, 61"} == old.refused
    assert ["901", "902", "903", "908"] == list(new.events)


def test_gdelt_rows_that_cannot_be_are_refused_with_their_reason(sample):
    """A day after the batch, no such day, nobody acting and no such code are told apart."""
    reasons = sample("gdelt2.CSV").refused

    assert [4, 5, 6, 7] == list(reasons)
    for line, words in ((4, "after the day"), (5, "no day"), (6, "neither"), (7, "no code")):
        assert words in reasons[line]


def test_a_role_without_a_country_stays_an_open_name(sample):
    """POLICE alone is nobody; with a country it is the police of that country, a body of it."""
    read_in = sample("gdelt2.CSV")

    assert ("", "Police") == (
        read_in.events["902"].actors[0].slug,
        read_in.events["902"].actors[0].name,
    )
    assert "police-australia" == read_in.events["903"].actors[0].slug
    assert ActorKind.GOVERNMENT_BODY is read_in.actors["police-australia"].kind


@pytest.mark.parametrize(
    ("code", "kind", "quad"),
    [("010", "STATEMENT", 1), ("10", "REQUEST", 3), ("0841", "RETREAT", 2), ("163", "COERCE", 4)],
)
def test_cameo_codes_are_text(code, kind, quad):
    """010 is a statement and 10 a demand; the longest prefix that is known decides."""
    found = action(code)

    assert found is not None
    assert (EventType(kind), quad) == (found.type, found.quad)


@pytest.mark.parametrize("code", ["", "1", "00", "21", "99", "1a", "01000", "×10"])
def test_what_is_no_cameo_code_has_no_meaning(code):
    """Anything but two to four digits below the twenty roots is no code."""
    assert action(code) is None


def test_every_cameo_label_has_a_wording():
    """Each label of the codebook leads to a code with type, class and words."""
    labels = ("Consult", "make a visit", "Use chemical, biological, or radiological weapons")

    assert ["040", "042", "2041"] == [code_of(label) for label in labels]
    assert all(action(code_of(label) or "").said for label in labels)


def test_eight_rows_of_one_meeting_are_one_event(sample):
    """Both directions and several types of verbal cooperation on a day are one encounter."""
    event = sample("icews_full.tab").events["5001"]

    assert "Ivan Testov and Taro Rei negotiated" == event.title
    assert EventType.CONSULT is event.type
    assert [Role.PARTICIPANT, Role.PARTICIPANT] == [actor.role for actor in event.actors]
    assert 8 == len({citation.locator for citation in event.citations})
    assert "event 5001, story 70, Paper of Record" == event.citations[0].locator
    assert "Host a visit" == event.citations[2].claims[0].as_printed


def test_another_class_or_report_is_another_event(sample):
    """A threat on the same day stands alone, and two arrests by the police stay two."""
    events = sample("icews_full.tab").events

    assert [EventType.THREATEN, EventType.COERCE, EventType.COERCE] == [
        events[number].type for number in ("5009", "5010", "5011")
    ]
    assert [1, 1, 1] == [len(events[number].citations) for number in ("5009", "5010", "5011")]


def test_icews_refuses_what_it_cannot_mean(sample):
    """An id used twice, no such day or code, another order, NA and ragged rows are reported."""
    reasons = sample("icews_full.tab").refused
    words = (
        "same row as line 13",
        "out of range",
        "CAMEO code",
        "sort",
        "without a name",
        "17 cells",
    )

    assert list(range(14, 20)) == list(reasons)
    for word, reason in zip(words, reasons.values(), strict=True):
        assert word in reason


def test_na_is_no_value_and_namibia_is_a_country(sample):
    """NA is a null of ICEWS; the country stands there by its name."""
    event = sample("icews_full.tab").events["5012"]

    assert ["namibia", "angola"] == [actor.slug for actor in event.actors]
    assert ["windhoek"] == [place.slug for place in event.places]


def test_four_columns_are_grouped_by_day_pair_and_class(sample):
    """Rows of a subset become one event for each day, pair and class; a visit has a host."""
    read_in = sample("icews_short.tsv")
    first = read_in.proposals[0].event

    assert ["Japan and Norway consulted", "Japan accused Norway"] == [
        one.event.title for one in read_in.proposals[:2]
    ]
    assert 4 == len(first.citations)
    assert "Japan, Make a visit, Norway" == first.citations[2].locator
    assert ["oman"] == [actor.slug for actor in read_in.proposals[-1].event.actors]
    assert [9, 11] == list(read_in.refused)


def test_a_visit_told_from_both_sides_has_a_visitor_and_a_host(tmp_path):
    """Make a visit one way and host a visit the other way are the same thing."""
    path = tmp_path / "a.tsv"
    path.write_text(
        "event_date\tsource\trelation\ttarget\n"
        "2010-05-04\tNorway\tHost a visit\tJapan\n2010-05-04\tJapan\tMake a visit\tNorway\n"
    )
    event = Reading(path).proposals[0].event

    assert "Japan visited Norway" == event.title
    assert [("japan", Role.INITIATOR), ("norway", Role.HOST)] == [
        (actor.slug, actor.role) for actor in event.actors
    ]


@pytest.mark.parametrize("name", ["ucdp_41.csv", "ucdp_49.csv"])
def test_ucdp_columns_are_found_by_name(sample, name):
    """Both versions say the same, in whatever order their columns stand."""
    events = sample(name).events

    assert {
        "11": "2016-01-01",
        "12": "2016-01-01/2016-01-03",
        "13": "[2016-01-01..2016-01-05]",
        "14": "2016-02",
        "15": "2016-03-01",
    } == {number: event.date.edtf for number, event in events.items()}
    assert [7, 8] == list(sample(name).refused)


def test_ucdp_articles_become_sources_where_they_can_be_read(sample):
    """An article named as office, date, headline is cited; one that is not is left out."""
    read_in = sample("ucdp_41.csv")
    cited = [read_in.sources[one.source.slug] for one in read_in.events["11"].citations]

    assert ["Our Wire", "Other, Wire"] == [source.publisher for source in cited[1:]]
    assert "2016-01-02" == cited[1].csl["issued"]["edtf"]
    assert "deaths: low 1, best 2, high 5" == read_in.events["11"].citations[0].claims[1].as_printed


def test_one_sided_violence_has_an_attacker(sample):
    """Class 3 of violence is done by one side to civilians of the country."""
    event = sample("ucdp_41.csv").events["15"]

    assert [("hill-front", Role.INITIATOR), ("civilians-syria", Role.TARGET)] == [
        (actor.slug, actor.role) for actor in event.actors
    ]


def test_timelinejs_dates_are_strings_of_any_size(sample):
    """Empty days, years of eleven digits or three, times and numbers are all read."""
    read_in = sample("timelinejs_new.json")

    assert [
        "1815-12-10/1852-11-27", "1948-07", "Y-13800000000", "0602", "1908-05-13T14:30", "1999",
        "0650/0700",
    ] == [one.event.date.edtf for one in read_in.proposals]  # fmt: skip
    assert [6, 7, 9] == list(read_in.refused)
    assert "in Wilfrid's days" == read_in.proposals[3].event.citations[0].claims[0].as_printed


def test_timelinejs_texts_lose_their_tags_and_addresses_are_checked(sample):
    """HTML becomes plain text without scripts; media without a web address are no source."""
    read_in = sample("timelinejs_new.json")
    event = read_in.proposals[0].event

    assert ("A harbour opens", "Ships & boats.\nSecond.") == (event.title, event.summary)
    assert "Our chronology\nof harbours".replace("\n", ": ") in {
        source.title for source in read_in.sources.values()
    }
    shown = read_in.sources[event.citations[1].source.slug]
    assert ("https://pictures.example/one.jpg", Stance.MENTIONS) == (
        shown.url,
        event.citations[1].stance,
    )
    assert not [source for source in read_in.sources.values() if "javascript" in source.url]


def test_old_and_new_timelinejs_and_its_sheet_say_the_same(sample):
    """One slide reads the same in all three forms."""
    read_in = [
        sample(f"timelinejs_{name}").proposals[0].event
        for name in ("new.json", "old.json", "sheet.csv")
    ]

    assert 1 == len({(one.title, one.date.edtf) for one in read_in})
    assert read_in[0].summary == read_in[1].summary
    assert "2011-03-09" == sample("timelinejs_old.json").proposals[2].event.date.edtf
    assert {5: "the time 'late' is not of the form 14:30"} == sample("timelinejs_sheet.csv").refused


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"timeline": {', "no JSON"),
        (b'{"timeline": 3, "events": 4}', "no TimelineJS"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe{}", "no JSON"),
    ],
)
def test_broken_json_is_reported(tmp_path, data, reason):
    """JSON that is cut off, too deep, of another kind or encoding ends in one sentence."""
    path = tmp_path / "a.json"
    path.write_bytes(data)

    with pytest.raises(BadTable, match=reason):
        Reading(path, "timelinejs")


def test_nothing_is_guessed_about_names():
    """A name that nobody or several bear makes no one of ours; demonyms are no countries."""
    cast = Cast()

    assert country_named("Japanese") is None
    assert cast.known("Zorkmid Union") is None
    assert "japan" == cast.known("Japan")
    assert ["japan"] == [one.slug for one in cast.new()]
    assert [] == list(cast.new())

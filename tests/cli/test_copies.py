"""Articles that repeat others are known when they are read, and the desk has the last word."""

import json

import pytest

from timeline.chronology.detail import read_event
from timeline.store.session import open_engine, reading

WIRE = """The foreign ministers of Japan and Russia met in Tokyo on 2 November 2013 and agreed to \
deepen cooperation on security. Sergei Lavrov and Fumio Kishida held the talks at the Iikura \
guest house, where delegations of both countries had gathered since
the early morning under a steady rain.

The two sides discussed joint exercises against piracy and drug trafficking, and each of them set \
out how it sees the growing tension over the seas of the region. Neither mentioned the islands at \
the press conference, although diplomats said that the matter had come up over dinner.

Officials of the two ministries are to prepare a second round, for which no day has been named. \
Observers in both capitals called the format a novelty for countries that have no peace treaty.
"""
OWN = """Kishida and Lavrov met in Tokyo on 2 November 2013 for what the host called a frank \
exchange. Our correspondent counted four hours behind closed doors, twice as long as had been \
announced, before the doors of the guest house opened and aides hurried
to their cars without a word to reporters.

Asked whether the disputed islands had been on the table, a spokesman smiled and spoke of other \
things: of pirates in the Gulf of Aden, of heroin from Afghanistan, of visas for students. Nobody \
in the hall believed that this had filled four hours, and the spokesman did not insist upon it.
"""
ARTICLES = {
    "Wire": f"TOKYO (Kyodo) — {WIRE}",
    "Morning": f"TOKYO (Kyodo) — {WIRE}",
    "Evening": f"TOKYO, Nov. 3 (Kyodo) — {WIRE.rpartition('Officials')[0]}",
    "Own": OWN,
    "Weekly": OWN + "\nThis newspaper thanks its readers in the north for their letters.\n",
}


@pytest.fixture
def read_all(run, seeded_url, tmp_path):
    """Read the five articles onto the desk; gives what the command said of each."""
    said = {}
    for day, (publisher, text) in enumerate(ARTICLES.items(), start=3):
        file = tmp_path / f"{publisher}.txt"
        file.write_text(text, encoding="utf-8")
        published = ("--published", f"2013-11-0{day}", "--publisher", publisher)
        words = ("read", str(file), *published, "--title", "Ministers met", "--propose")
        result = run(seeded_url, *words)
        assert 0 == result.exit_code, result.output
        said[publisher] = result.stderr
    return said


def slug(publisher: str) -> str:
    """Give the slug of one of the articles."""
    day = 3 + list(ARTICLES).index(publisher)
    return f"{publisher.lower()}-2013-11-0{day}-ministers-met"


def meetings(run, url) -> list[int]:
    """Give the proposals of the meeting itself, one an article."""
    waiting = json.loads(run(url, "desk", "list", "--limit", "1000", "--json").stdout)
    found = {}
    for one in waiting:
        event = one["event"]
        source = event["citations"][0]["source"]["slug"]
        if event["type"] == "CONSULT" and event["date"]["edtf"] == "2013-11-02":
            found.setdefault(source, event["id"])
    return [found[slug(publisher)] for publisher in ARTICLES]


def origins(url: str, number: int) -> tuple[int, int]:
    """Give how many reports tell an event, and how many origins they have."""
    engine = open_engine(url)
    with reading(engine) as session:
        found = read_event(session, number)
    engine.dispose()
    return len(found.event.citations), found.origins


def test_five_reports_have_two_origins(run, seeded_url, read_all):
    """Copies of a wire story, whole and cut, and of a paper's own report count with them."""
    assert "repeats" not in read_all["Wire"]
    assert f"{slug('Morning')} repeats {slug('Wire')}: the same text" in read_all["Morning"]
    assert f"{slug('Evening')} repeats {slug('Wire')}: about " in read_all["Evening"]
    assert "Kyodo in the dateline" in read_all["Evening"]
    assert "repeats" not in read_all["Own"]
    assert f"{slug('Weekly')} repeats {slug('Own')}: about " in read_all["Weekly"]
    kept, *others = meetings(run, seeded_url)
    for other in others:
        assert 0 == run(seeded_url, "desk", "merge", str(other), "--into", str(kept)).exit_code
    assert 0 == run(seeded_url, "desk", "accept", str(kept)).exit_code
    assert (5, 2) == origins(seeded_url, kept)


def test_the_desk_has_the_last_word(run, seeded_url, read_all, tmp_path):
    """A marking is taken back and given again; reading the article once more changes nothing."""
    wrong = run(seeded_url, "desk", "repeats", slug("Weekly"), "--nothing")
    assert 0 == wrong.exit_code, wrong.output
    file = tmp_path / "Weekly.txt"
    words = ("--published", "2013-11-07", "--publisher", "Weekly", "--title", "Ministers met")
    again = run(seeded_url, "read", str(file), *words, "--propose")
    assert "repeats" not in again.stderr
    shown = run(seeded_url, "desk", "show", str(meetings(run, seeded_url)[4]))
    assert f"does {slug('Weekly')} repeat {slug('Own')}? about " in shown.output
    right = run(seeded_url, "desk", "repeats", slug("Weekly"), "--of", slug("Own"))
    assert 0 == right.exit_code
    circle = run(seeded_url, "desk", "repeats", slug("Own"), "--of", slug("Weekly"))
    assert 1 == circle.exit_code
    assert "repeats it" in circle.stderr
    assert 2 == run(seeded_url, "desk", "repeats", slug("Own")).exit_code
    assert 1 == run(seeded_url, "desk", "repeats", "nobody", "--nothing").exit_code

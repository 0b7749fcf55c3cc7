"""Hold the words for filters to what a reader would say."""

import pytest

from timeline.chronology.filter import parse
from timeline.exports.sentence import sentence, title

CASES = (
    ({}, "All events", "All events: a chronology"),
    (
        {"actor": ["Japan", "Russia"], "theme": ["Energy"], "from": ["2012"], "to": ["2018"]},
        "Events with Japan and Russia on energy, 2012 to 2018",
        "Japan, Russia; energy: a chronology, 2012–2018",
    ),
    (
        {"actor": ["Japan,China", "Russia"], "theme": ["LNG plants,Sanctions"]},
        "Events with Japan or China and Russia on LNG plants or sanctions",
        "Japan or China, Russia; LNG plants or sanctions: a chronology",
    ),
    (
        {"status": ["planned,claimed"], "disputed": ["1"], "type": ["agree"]},
        "Disputed planned or claimed events of type AGREE",
        "All events: a chronology",
    ),
    (
        {"from": ["2013-11"], "to": ["2013-11"]},
        "Events, November 2013",
        "A chronology, November 2013",
    ),
    (
        {"from": ["2013"], "when": ["certain"], "order": ["newest"]},
        "Events, certainly from 2013, newest first",
        "A chronology, from 2013",
    ),
    (
        {"to": ["1945"], "place": ["Tokyo"]},
        "Events in Tokyo, to 1945",
        "Tokyo: a chronology, to 1945",
    ),
    (
        {"as_of": ["2026-11-22"]},
        "All events, as known on 22 November 2026",
        "All events: a chronology",
    ),
    ({"q": ["peace treaty"]}, "Events matching “peace treaty”", "“peace treaty”: a chronology"),
    (
        {"actor": ["Japan"], "role": ["host"], "via": ["direct"], "source": ["The Times"]},
        "Events with Japan as host (actors counted themselves) cited from The Times",
        "Japan; The Times: a chronology",
    ),
)


@pytest.mark.parametrize(("given", "said", "named"), CASES)
def test_a_filter_is_said_in_words(given, said, named):
    """A filter is one sentence and one title."""
    asked = parse(given, strict=True)

    assert said == sentence(asked)
    assert named == title(asked)

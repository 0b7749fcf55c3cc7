"""Pieces joined into mentions."""

import pytest

from timeline.names.chains import chains
from timeline.names.known import known
from timeline.names.pieces import Finder
from timeline.names.register import Register
from timeline.names.spelled import spell

NAMES = known()
FINDER = Finder(spell(NAMES), Register(NAMES))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Japanese Prime Minister Yoshihiko Noda", ["Japanese Prime Minister Yoshihiko Noda"]),
        ("Japan’s former prime minister", ["Japan’s former prime minister"]),
        ("the president of the United States", ["president of the United States"]),
        ("the president of the United States, Barack Obama",
         ["president of the United States, Barack Obama"]),
        ("Prime Minister Noda of Japan", ["Prime Minister Noda of Japan"]),
        ("Sergei Lavrov, the Russian foreign minister",
         ["Sergei Lavrov", "Russian foreign minister"]),
        ("日本の野田佳彦首相", ["日本の野田佳彦首相"]),
        ("Police (Australia)", ["Police (Australia)"]),
        ("the government of Japan and Russia", ["government of Japan", "Russia"]),
        ("Japan. Prime Minister Noda", ["Japan", "Prime Minister Noda"]),
        ("Security Council of Ukraine", ["Security Council of Ukraine"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_belongs_together_is_one_mention(text, joined):
    """Titles with their state and name, organs with their state; a full stop parts."""
    found = chains(text, FINDER.pieces(text))
    assert joined == [text[chain.start : chain.end] for chain in found]

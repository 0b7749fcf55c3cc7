"""Hold full-text search to the same hits on both engines as side-by-side words give."""

import random

import pytest
from sqlalchemy import text

from timeline.chronology.filter import BadFilter
from timeline.chronology.words import fts5, tsquery, wanted
from timeline.names.fold import search_text
from timeline.store.text import delete_text, insert_text, tsvector

TEXTS = (
    "Japan and Russia hold a 2+2 meeting in Tokyo",
    "peace treaty; treaty of peace",
    "Путин встретился с Абэ во Владивостоке",
    "北方領土をめぐる日露会談",
    "日露首脳会談、北方領土問題",
    "歯舞群島と色丹島",
    "中俄签署能源协议",
    "한러 정상회담 개최",
    "ประชุมสุดยอดรัสเซีย-ญี่ปุ่น",
    "محادثات السلام بين روسيا واليابان",
    "שיחות שלום בין רוסיה ליפן",
    "Accord franco-russe à l'Élysée, naïve délégation",
    "Straße nach Weißrußland, STRASSE",
    "İstanbul'da görüşme, Işık",
    "O'Brien said: \"it's\" a 'deal'\\now",
    "U.S. and U.S.S.R. sign; the US too",
    "LNG-2 $5bn 3.5% No. 7/2013",
    "ﬁsheries ﬂeet ① ② ½",
    "𠮷野家 𫠠 𞤀𞤣 🙂 🇯🇵",
    "a_b __init__ c++ f(x) x&y x|y !z <-> :* AND OR NOT NEAR(a b)",
    "रूस और जापान की वार्ता",
    "ẞ ſ K Å ǆ",
)
QUERIES = (
    *("japan", "JAPAN", "Treaty", '"peace treaty"', '"treaty of peace"', "peace -treaty", "2+2"),
    *("путин", "абэ", "北方領土", "領土", "島", "会談", "日露", "能源", "정상회담", "정상"),
    *("รัสเซีย", "السلام", "שלום", "elysee", "naive", "delegation", "strasse", "weissrussland"),
    *("istanbul", "ışık", "isik", "o'brien", "it's", "deal", "us", "ussr", "lng", "3.5", "7/2013"),
    *("fisheries", "fleet", "1", "½", "𠮷野家", "𠮷", "𫠠", "𞤀𞤣", "init", "a_b", "c++", "f(x)"),
    *("x&y", "x|y", "!z", "<->", ":*", "AND", "OR", "NOT", "NEAR(a b)", "NEAR", "जापान", "ss", "k"),
    *('"北方領土', "meeting -japan", "-x japan", "a*", "^a", "{a}", "words:japan", "'a' 'b'", "\\"),
    *("(", ")", '"', '""', "- -", "\ufeff", "a\x0bb", "．", "ｊａｐａｎ", "１", "é", "e\u0301"),
)


def hits(session, query: str) -> set[int] | str:
    """Ask the engine of a session."""
    try:
        pieces = wanted(query)
    except BadFilter:
        return "refused"
    if session.connection().dialect.name == "sqlite":
        asked = text("select rowid from event_text where event_text match :q")
        return set(session.execute(asked, {"q": fts5(pieces)}).scalars())
    asked = text("select event_id from event_text where words @@ cast(:q as tsquery)")
    return set(session.execute(asked, {"q": tsquery(pieces)}).scalars())


def expected_hits(documents: list[list[str]], query: str) -> set[int] | str:
    """Look through every document, word by word."""
    try:
        pieces = wanted(query)
    except BadFilter:
        return "refused"
    found = set()
    for number, words in enumerate(documents, start=1):
        holds = [
            any(
                tuple(words[n : n + len(piece.tokens)]) == piece.tokens
                for n in range(len(words) - len(piece.tokens) + 1)
            )
            != piece.absent
            for piece in pieces
        ]
        if all(holds):
            found.add(number)
    return found


def fill(session, texts) -> list[list[str]]:
    """Put texts into the index of a session; gives their words."""
    searched = [search_text(one) for one in texts]
    insert_text(session, list(enumerate(searched, start=1)))
    return [one.split() for one in searched]


def test_both_engines_find_what_stands_there(session):
    """Words, phrases and exclusions in any script hit the same texts as reading them does."""
    documents = fill(session, TEXTS)
    wrong = {
        query: (expected_hits(documents, query), found)
        for query in QUERIES
        if (found := hits(session, query)) != expected_hits(documents, query)
    }
    assert {} == wrong


def test_random_text_is_found_by_its_own_words(session):
    """Any two neighbouring words of any text, as a phrase, find it, and nothing they are not in."""
    rng = random.Random(5)
    blocks = ((0x20, 0x250), (0x370, 0x600), (0x900, 0xE80), (0x1E00, 0x2200), (0x3040, 0x3100))
    blocks += ((0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x10000, 0x11000), (0x1E900, 0x1E960))
    texts = []
    for _ in range(120):
        chars = [chr(rng.randrange(*rng.choice(blocks))) for _ in range(rng.randint(1, 30))]
        texts.append("".join(c + " " * rng.randint(0, 1) for c in chars))
    documents = fill(session, texts)
    wrong = {}
    for words in documents:
        for size in (1, 2):
            if len(words) < size:
                continue
            start = rng.randrange(len(words) - size + 1)
            query = '"' + " ".join(words[start : start + size]) + '"'
            if (found := hits(session, query)) != expected_hits(documents, query):
                wrong[query] = (expected_hits(documents, query), found)
    assert {} == wrong


def test_a_deleted_text_is_not_found(session):
    """What is taken out is found no more; the rest still is."""
    fill(session, TEXTS[:3])
    delete_text(session, [1])
    assert (set(), {2}) == (hits(session, "japan"), hits(session, "treaty"))
    delete_text(session, [])
    insert_text(session, [])


@pytest.mark.parametrize("size", [20_000, 300_000])
def test_a_very_long_text_is_kept(session, size):
    """A text beyond what an index keeps positions for can be entered and found by its beginning."""
    words = search_text("first second " + " ".join(f"w{n % 5000}" for n in range(size)))
    insert_text(session, [(1, words)])
    assert {1} == hits(session, '"first second" w7')


def test_a_tsvector_quotes_and_counts():
    """Quotation marks and backslashes are doubled, positions begin with 1."""
    assert r"'it''s':1 'a\\b':2" == tsvector(r"it's a\b")

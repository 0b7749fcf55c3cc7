"""Tests of what surrounds an article: pages, copies, the article as a source, a model's answers."""

import json
from http.server import BaseHTTPRequestHandler

import pytest

from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import BadExtraction, Context
from timeline.intake.articles.html import read_page
from timeline.intake.articles.likeness import agency, likeness, repeats, shingles
from timeline.intake.articles.llm import ModelExtractor
from timeline.intake.table import BadTable
from timeline.names.values import Names

STORY = (
    "Japan and Russia signed a memorandum in Tokyo on Friday, officials of both governments said "
    "after a long round of talks about fishing, timber, gas and the islands between them."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Two sign</title>
<meta property="article:published_time" content="2018-09-14">
<meta property="og:site_name" content="The Post"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Two sign</h1><p>{STORY}</p><p>{STORY}</p>
<p>A third paragraph tells of nothing at all, but makes the page long enough.</p></article>
</body></html>"""


def test_a_page_gives_its_article():
    """Text, title, day and site are read from a page, and its navigation is not."""
    found = read_page(PAGE.encode(), "https://example.org/a")

    assert STORY in found.text
    assert "Home" not in found.text
    assert "2018-09-14" == found.published
    assert "https://example.org/a" == found.url


def test_a_page_without_an_article_is_refused():
    """A page in which no text is found, or a huge one, is refused."""
    with pytest.raises(BadTable, match="no article"):
        read_page(b"<html><body></body></html>")
    with pytest.raises(BadTable, match="bytes"):
        read_page(b"x" * 5_000_001)


def test_copies_of_a_story_are_known():
    """A story that repeats another counts as a copy, one of its own does not."""
    other = "In Paris the ministers of six states opened a conference on the climate of the Arctic."

    assert repeats(STORY, f"TOKYO (Kyodo) - {STORY} More to come.")
    assert not repeats(STORY, other)
    assert 0.0 == likeness(frozenset(), shingles(other))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TOKYO (Kyodo) — Japan signed.", "Kyodo"),
        ("MOSCOW, Sept 3 (Reuters) - Russia said.", "Reuters"),
        ("МОСКВА. 3 сентября. Интерфакс - Россия", "Интерфакс"),
        ("Japan signed a treaty.", None),
    ],
)
def test_the_agency_of_a_dateline(text, name):
    """The agency that a dateline names is found."""
    assert name == agency(text)


def test_an_article_is_a_source():
    """The source of an article has a slug, a CSL item and the fingerprint of its text."""
    one = Article(
        text=STORY,
        published=Span.parse("2018-09-14"),
        title="Two sign",
        authors=("Doe, Jane",),
        publisher="The Post",
    )
    source = one.source()

    assert "the-post-2018-09-14-two-sign" == source.slug
    assert [{"family": "Doe", "given": "Jane"}] == source.csl["author"]
    assert Article(text=f"  {STORY}\n").fingerprint == source.fingerprint.partition(" ")[0]


class _Answers(BaseHTTPRequestHandler):
    """Answers every request with the content that the test has set."""

    content = ""

    def do_POST(self) -> None:
        """Answer as a chat endpoint does."""
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"choices": [{"message": {"content": self.content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint(serving) -> str:
    """Give the address of a chat endpoint on this machine."""
    return f"http://127.0.0.1:{serving(_Answers)}/chat/completions"


def ask(endpoint: str, content: str):
    """Let the stand-in answer with a content, and give the events that are taken from it."""
    _Answers.content = content
    article = Article(text=STORY, published=Span.parse("2018-09-14"))
    return ModelExtractor(endpoint, "a-model").extract(article, Context(Names()))


def test_an_answer_that_stands_on_the_text_is_taken(endpoint):
    """What a model says of a literal passage becomes a proposal."""
    event = {
        "passage": "signed a memorandum",
        "title": "A memorandum",
        "type": "AGREE",
        "date": "2018-09-14",
        "date_words": "on Friday",
        "actors": [{"name": "Japan", "role": "signatory"}],
    }
    found = ask(endpoint, json.dumps({"events": [event]}))

    assert ["A memorandum"] == [one.event.title for one in found]
    passage = found[0].event.passage
    assert passage is not None
    assert "signed a memorandum" == STORY[passage.start : passage.end]


@pytest.mark.parametrize(
    "event",
    [
        {"passage": "attacked Mars", "title": "No", "type": "ASSAULT"},
        {"passage": "signed", "title": "No", "type": "DANCE"},
        {"passage": "signed", "title": "No", "type": "AGREE", "date": "Friday"},
        {"passage": "", "title": "No", "type": "AGREE"},
        "no event",
    ],
)
def test_an_answer_that_does_not_is_left_out(endpoint, event):
    """A passage that is not in the text, an unknown word or a date that is none is refused."""
    assert () == ask(endpoint, json.dumps({"events": [event]}))


@pytest.mark.parametrize("content", ["not JSON", "[]", '{"events": 3}', '{"other": []}'])
def test_an_answer_that_is_none(endpoint, content):
    """What cannot be read at all is reported."""
    with pytest.raises(BadExtraction):
        ask(endpoint, content)


def test_an_endpoint_that_does_not_answer():
    """An endpoint that is not there, or no web address, is reported by name."""
    article = Article(text=STORY)
    for address in ("http://127.0.0.1:9/chat", "file:///etc/passwd"):
        with pytest.raises(BadExtraction):
            ModelExtractor(address, "a-model").extract(article, Context(Names()))

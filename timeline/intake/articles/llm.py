"""Let a language model read an article: any endpoint that speaks as OpenAI's chat does.

Its answers are checked like anybody's: a passage must stand in the text word for word, words of
closed vocabularies must be theirs, and everything goes to the desk as a proposal.
"""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

import msgspec

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import BadExtraction, Context, checked, keyed
from timeline.intake.proposal import Proposal
from timeline.terms import About, EventType, Role, Status

SECONDS = 120
MOST_BYTES = 2_000_000
MOST_EVENTS = 200

INSTRUCTION = (
    "You read an article and list the events that it tells, as JSON: "
    '{"events": [{"passage": "the exact words of the article that tell it", "title": "in your own '
    'words, at most 90 characters", "type": one of %s, "status": one of %s, "date": EDTF or null, '
    '"date_words": "the words of the article that date it, or empty", "actors": [{"name": "…", '
    '"role": one of %s}], "themes": some of %s, "places": ["names"]}]}. Give only what the article '
    "says. The article was published %s."
)


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One event as a model gives it."""

    passage: str
    title: str
    type: EventType
    status: Status = Status.OCCURRED
    date: str | None = None
    date_words: str = ""
    actors: tuple[dict[str, str], ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelExtractor:
    """Asks a chat endpoint; `endpoint` is its whole address, ending in /chat/completions."""

    endpoint: str
    model: str
    key: str = ""

    def extract(self, article: Article, context: Context) -> tuple[Proposal, ...]:
        """Ask the model, and keep of its answer what stands on the text.

        Raises:
            BadExtraction: If the endpoint does not answer, or with what cannot be read.
        """
        answer = self._ask(article, context)
        found = []
        for said in answer[:MOST_EVENTS]:
            try:
                event = msgspec.convert(said, Said)
                found.append(keyed(article, checked(article, proposal(article, context, event))))
            except (msgspec.ValidationError, BadExtraction, NotADate):
                continue
        return tuple(found)

    def _ask(self, article: Article, context: Context) -> list[Any]:
        published = article.published.edtf if article.published else "on an unknown day"
        lists = (list(EventType), list(Status), list(Role), sorted(context.themes))
        words = INSTRUCTION % (*(", ".join(words) for words in lists), published)
        body = {
            "model": self.model,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": words},
                {"role": "user", "content": article.text},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        if not self.endpoint.startswith(("http://", "https://")):
            raise BadExtraction(f"{self.endpoint!r} is not an http or https address")
        request = urllib.request.Request(  # noqa: S310 - checked above; the editor configures it
            self.endpoint, json.dumps(body).encode(), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
                raw = answer.read(MOST_BYTES + 1)
            content = json.loads(raw)["choices"][0]["message"]["content"]
            events = json.loads(content)["events"]
        except (urllib.error.URLError, OSError, ValueError, LookupError, TypeError) as error:
            raise BadExtraction(
                f"{self.endpoint} gives no answer that can be read: {error}"
            ) from error
        if not isinstance(events, list):
            raise BadExtraction(f"{self.endpoint} gives no list of events")
        return events


def proposal(article: Article, context: Context, said: Said) -> Proposal:
    """Make a proposal of what a model has said of one event.

    Raises:
        BadExtraction: If its passage is not in the text.
        NotADate: If its date is not EDTF.
    """
    start = article.text.find(said.passage)
    if start < 0 or not said.passage.strip():
        raise BadExtraction(f"the text does not say {said.passage[:80]!r}")
    span = Span.parse(said.date) if said.date else article.published
    if span is None:
        raise BadExtraction(f"{said.title!r} has no date")
    claims: tuple[shapes.Claim, ...] = ()
    if said.date_words and said.date_words in article.text:
        claims = (shapes.Claim(about=About.DATE, as_printed=said.date_words, edtf=said.date),)
    citation = shapes.Citation(
        source=shapes.SourceIn(slug=article.slug),
        locator=f"character {start + 1}",
        quote=shapes.Quote(exact=said.passage[:200]),
        claims=claims,
    )
    event = shapes.Event(
        title=said.title[:90],
        type=said.type,
        status=said.status,
        date=shapes.Date(edtf=span.edtf),
        actors=tuple(_actor(one) for one in said.actors if one.get("name")),
        themes=tuple(theme for theme in said.themes if theme in context.themes),
        places=tuple(shapes.PlaceIn(name=name) for name in said.places),
        citations=(citation,),
        passage=shapes.Passage(start=start, end=start + len(said.passage)),
    )
    return Proposal(article.text.count("\n", 0, start) + 1, event)


def _actor(said: dict[str, str]) -> shapes.ActorIn:
    role = said.get("role", "")
    known = Role(role) if role in list(Role) else Role.PARTICIPANT
    return shapes.ActorIn(name=said["name"], role=known)

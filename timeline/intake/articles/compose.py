"""Compose what a proposal says: its title, actors, places and locator, in words of our own."""

import re
from collections.abc import Iterable, Sequence

from timeline import shapes
from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.drafts import Draft
from timeline.intake.articles.extractor import Context
from timeline.intake.articles.marked import Hit
from timeline.intake.articles.roles import ASIDE, Party
from timeline.intake.articles.topics import label
from timeline.intake.articles.when import Dated
from timeline.intake.articles.wording import Wording
from timeline.names.fold import fold
from timeline.names.latin import slug
from timeline.names.values import STATES, Mention
from timeline.terms import About, EventType, Stance, Status

LONGEST_TITLE = 90
MOST_NAMED = 3
MOST_ACTORS = 12
QUOTE = 200
"""The longest quotation that is kept, in characters."""
NEAR = 6
"""How near a place must stand to a trigger to be what it is done to."""
SIDE = 30
"""How much stands before and after it."""
ABOUT = frozenset(
    "AGREE CONSULT STATEMENT REQUEST PROJECT FORECAST DISPUTE SUPPORT REJECT THREATEN".split()
)
"""The types of event whose title says what they are about."""
OBJECT = re.compile(
    r"\s+(?!(?:in|on|at|of|for|to|from|with|by|after|against|as|over|that)\b)((?:(?:the|an?|its|their|his|her)\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,2}?)"
    r"(?=\s+(?:in|on|at|of|for|to|from|with|by|after|before|and|off|last|as|during|over)\b|[.,;])"
)
UNCOUNTED = frozenset("aid assistance relief consensus gas trade nato buying".split())
VERB = "{verb}"
PRONOUN = re.compile(r"(?:us|him|her|them|it|me|you|there|here|this|that)\Z", re.IGNORECASE)
HANGING = re.compile(r" (?:in|with|against|to|for|on|of)\Z")
PERSONAL = frozenset("kidnap abduct detain arrest jail imprison deport extradite poison".split())
"""What is done to persons: said to be done to a state, it is done to nationals of it."""
VOWEL = re.compile(r"[aeiou]|LNG|MOU", re.IGNORECASE)


class Composer:
    """Composes for one article of one installation."""

    def __init__(self, article: Article, context: Context, *, several: bool) -> None:
        """Index the names of the installation; `several` tells whether there are paragraphs."""
        self.article, self.context, self.several = article, context, several
        self._names = {str(actor.key): actor.name for actor in context.names.actors}
        self._states = {one.name for one in context.names.actors if one.kind in STATES}
        self._places = {fold(name): one.slug for one in context.places for name in one.names}

    def actors(self, parties: Iterable[Party]) -> tuple[shapes.ActorIn, ...]:
        """List who takes part, each once; a name that is not known stands as it is printed."""
        found: dict[tuple[str, str], shapes.ActorIn] = {}
        for party in parties:
            mention = party.mention
            key = str(mention.actor) if mention.actor is not None else ""
            if key in self._names:
                one = shapes.ActorIn(slug=key, role=party.role)
            else:
                one = shapes.ActorIn(name=_clean(mention.text), role=party.role)
            found.setdefault((one.slug, one.name), one)
        return tuple(found.values())[:MOST_ACTORS]

    def places(
        self, mentions: Iterable[Mention], start: int, end: int
    ) -> tuple[shapes.PlaceIn, ...]:
        """List the places named in a part of the text that say where something happened."""
        inside = (one for one in mentions if start <= one.start < end)
        slugs = [self._places.get(fold(one.text)) for one in inside if self._where(one)]
        return tuple(shapes.PlaceIn(slug=slug) for slug in dict.fromkeys(slugs) if slug)

    def _object(self, hit: Hit) -> list[str]:
        """Give the few words behind a verb that say what it is done to: "the drills"."""
        found = OBJECT.match(self.article.text, hit.end, hit.clause.end)
        return [found[1]] if found and not PRONOUN.match(found[1]) else []

    def _persons_of(self, hit: Hit, others: Sequence[str]) -> Sequence[str]:
        """Name nationals of a state where the act is one that is done to persons."""
        if hit.form.base not in PERSONAL:
            return others
        return [f"nationals of {one}" if one in self._states else one for one in others]

    def _near(self, mentions: Iterable[Mention], hit: Hit) -> str:
        """Give the place that stands right beside a trigger, empty where none does."""
        for one in mentions:
            apart = one.start - hit.end if one.start >= hit.end else hit.start - one.end
            if 0 <= apart <= NEAR:
                own = one.actor is not None and str(one.actor) in self._names
                return "" if own else _clean(one.text)
        return ""

    def _where(self, mention: Mention) -> bool:
        return mention.place or (
            mention.actor is not None and str(mention.actor) not in self._names
        )

    def title(
        self, draft: Draft, themes: Sequence[str], wording: Wording, names: Sequence[Mention]
    ) -> str:
        """Compose a title: who did what with whom; `names` are those of the sentence."""
        hit, how = draft.hit, draft.status
        if hit.speech and draft.described:
            return _short(f"{_clean(draft.described)} spoke {_about(hit, themes)}".strip())
        near = self._near(names, hit) if hit.form.noun else ""
        if hit.trigger.alone and hit.thing[:1].isupper():
            return _short(f"{hit.thing} was held" + (f" in {near}" if near else ""))
        about = _about(hit, themes)
        acting, others = self._sides(draft, about, near)
        if acting:
            whom = self._persons_of(hit, others)
            said = _act(hit, acting, whom, how, wording)
        else:
            said = self._of_nobody(hit, others or [near], how)
        with_topic = f"{said} {about}".strip()
        return _short(with_topic if len(with_topic) <= LONGEST_TITLE else said)

    def _sides(self, draft: Draft, about: str, near: str) -> tuple[list[str], list[str]]:
        """Name who acts and to whom or with what; in an act of equals all of them act."""
        hit = draft.hit
        acting = self._named(draft.parties[: draft.split])
        if draft.described:
            acting = [_clean(draft.described)]
        others = self._named([p for p in draft.parties[draft.split :] if p.role not in ASIDE])
        others = [one for one in others if one not in (*acting, hit.thing)]
        if hit.speech:
            return acting, [] if about else others
        if not others and near and near not in acting:
            others = [near]
        elif (
            not others
            and hit.trigger.past == VERB
            and not hit.trigger.tail
            and hit.form.past == hit.words.lower()
        ):
            others = self._object(hit)
        if not acting and hit.trigger.subject is hit.trigger.object:
            return others, []
        return acting, others

    def _of_nobody(self, hit: Hit, others: Sequence[str], how: Status) -> str:
        noun = hit.trigger.noun
        adjective = "" if how in (Status.OCCURRED, Status.ONGOING) else f" ({how})"
        said = hit.thing and hit.trigger.type is not EventType.ANNEXATION
        thing = f": {hit.thing}" if said and hit.thing.lower() not in noun.lower() else ""
        return f"{noun}{thing}{adjective}" + (
            f" concerning {_listed(others)}" if any(others) else ""
        )

    def slug(self, event: shapes.Event, number: int) -> str:
        """Make a slug for an event that others of its article link to; the same at each reading."""
        return f"{slug(event.title)}-{self.article.mark[:6]}-{number + 1}"

    def _named(self, parties: Sequence[Party]) -> list[str]:
        found = (self._names.get(str(p.mention.actor), _clean(p.mention.text)) for p in parties)
        return list(dict.fromkeys(found))[:MOST_NAMED]

    def locator(self, paragraph: int, sentence: int) -> str:
        """Say where a sentence stands: its paragraph, or in a text of one paragraph its number."""
        return f"para. {paragraph}" if self.several else f"sentence {sentence}"

    def citation(self, start: int, end: int, where: str, dated: Dated) -> shapes.Citation:
        """Cite a passage, with the words that date it and how they were read."""
        text = self.article.text
        end = min(end, start + QUOTE)
        return shapes.Citation(
            source=shapes.SourceIn(slug=self.article.slug),
            locator=where,
            stance=Stance.SUPPORTS,
            quote=shapes.Quote(
                exact=text[start:end],
                prefix=text[max(0, start - SIDE) : start],
                suffix=text[end : end + SIDE],
            ),
            claims=_claims(dated, dated.span),
        )


def _about(hit: Hit, themes: Sequence[str]) -> str:
    """Say what an act is about, where its title does not say it anyhow."""
    if hit.trigger.type not in ABOUT or (hit.trigger.type is EventType.PROJECT and hit.thing):
        return ""
    said = label(themes)
    if hit.speech or hit.trigger.type is EventType.SUPPORT:
        said = said.replace("over ", "on ", 1)
    return "" if hit.thing and hit.thing in said else said


def _claims(dated: Dated, span: Span) -> tuple[shapes.Claim, ...]:
    if dated.printed is None:
        return ()
    claim = shapes.Claim(
        about=About.DATE,
        as_printed=dated.printed.text,
        edtf=span.edtf,
        trace=dated.printed.trace.as_dict(),
    )
    return (claim,)


def _act(
    hit: Hit, acting: Sequence[str], others: Sequence[str], how: Status, wording: Wording
) -> str:
    """Word an act: "Japan and Russia", "planned to meet"."""
    trigger, form, many = hit.trigger, hit.form, len(acting) > 1
    base = trigger.base.replace("{verb}", form.base or "act against")
    past = trigger.past.replace("{verb}", form.past or "acted against")
    past = past.replace("{be}", "were" if many else "was")
    if trigger.past == VERB and not others and trigger.type in wording.titles:
        base, _bar, past = wording.titles[trigger.type].partition("|")
    tail = trigger.tail.replace("{thing}", _thing(hit.thing))
    link = trigger.to if others else ""
    if link == "between" and len(others) == 1:
        link = "with"
    frame = wording.titles.get(f"{how}_many" if many else how) or wording.titles[how]
    if how in (trigger.status, Status.THREATENED) and trigger.type is not EventType.SANCTION:
        frame = "{past}"
    said = frame.format(base=base, past=past)
    words = (_listed(acting), said, tail, link, _listed(others))
    return HANGING.sub("", " ".join(part for part in words if part))


def _thing(thing: str) -> str:
    """Give what the text names its article: "an agreement", "talks"."""
    words = re.sub(r"\A(?:the|an?|for|on|from|of)\s+", "", thing, flags=re.IGNORECASE)
    if not words or not words.isascii() or (re.search(r"[^sui]s\Z", words)):
        return words
    if words.lower().split()[-1] in UNCOUNTED:
        return words
    return f"{'an' if VOWEL.match(words) else 'a'} {words}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _clean(name: str) -> str:
    return " ".join(name.split())


def _short(title: str) -> str:
    """Cut a title at a word, and begin it with a capital."""
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE + 1].rsplit(" ", 1)[0].rstrip(" ,")[:LONGEST_TITLE]
    return title[:1].upper() + title[1:]

"""Mark a text: its sentences with the names, dates, clauses and triggers that stand in each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.dates import Found, find
from timeline.intake.articles.article import Article, Stretch
from timeline.intake.articles.clauses import Clause, clause_of, clauses, quotations
from timeline.intake.articles.sentences import sentences
from timeline.intake.articles.wording import Form, Trigger, Wording
from timeline.names.resolve import Resolver
from timeline.names.values import Mention

LONGEST = 2_000
"""What is longer is no sentence: lists, code, tables; nothing is told there."""
NAME = re.compile(r"(?:[A-Z][\w-]*\s+)+(?:\([A-Z]+\)\s+)?(?:[Ff]orum\s+)?\w+\Z")
MOST_HITS = 40
"""How many triggers a sentence can have before it is no sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a text: code-point offsets, and what it tells.

    `thing` is what the text names as the act's object or form: "memorandum", "talks".
    """

    start: int
    end: int
    words: str
    form: Form
    clause: Clause
    thing: str = ""
    quoted: bool = False

    @property
    def trigger(self) -> Trigger:
        """The trigger of the form."""
        return self.form.trigger

    @property
    def speech(self) -> bool:
        """Whether it tells that something is said."""
        return self.trigger.kind == "speech"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with everything in it that matters; offsets are those of the whole text."""

    paragraph: Stretch
    sentence: Stretch
    text: str
    names: tuple[Mention, ...]
    dates: tuple[Found, ...]
    clauses: tuple[Clause, ...]
    quotations: tuple[tuple[int, int], ...]
    hits: tuple[Hit, ...]


def mark(article: Article, resolver: Resolver, wording: Wording) -> tuple[Marked, ...]:
    """Mark every sentence of an article; sentences without any trigger are there too."""
    text = article.text
    names = resolver.resolve(
        text, on=article.published, language=article.language, country=article.country or None
    )
    dates = find(
        text,
        published=article.published,
        language=article.language,
        country=article.country,
    )
    return tuple(_marked(text, names, dates, wording))


def _marked(
    text: str, names: Sequence[Mention], dates: Sequence[Found], wording: Wording
) -> Iterator[Marked]:
    name_at = date_at = 0
    quoted: tuple[int, tuple[tuple[int, int], ...]] = (0, ())
    for paragraph, sentence in sentences(text):
        own_names, name_at = _within(names, name_at, sentence)
        own_dates, date_at = _within(dates, date_at, sentence)
        if quoted[0] != paragraph.number:
            quoted = (paragraph.number, quotations(text, paragraph))
        parts = clauses(text, sentence, own_dates, wording)
        near = tuple(one for one in quoted[1] if one[0] < sentence.end and one[1] > sentence.start)
        yield Marked(
            paragraph=paragraph,
            sentence=sentence,
            text=text[sentence.start : sentence.end],
            names=own_names,
            dates=tuple(one for one in own_dates if one.span),
            clauses=parts,
            quotations=near,
            hits=tuple(_hits(text, sentence, parts, near, own_names, wording)),
        )


def _within(found: Sequence, at: int, part: Stretch) -> tuple[tuple, int]:  # type: ignore[type-arg]
    """Give what lies in a sentence, from a place in the list on, and the place behind it."""
    while at < len(found) and found[at].start < part.start:
        at += 1
    end = at
    while end < len(found) and found[end].start < part.end:
        end += 1
    return tuple(found[at:end]), end


def _hits(
    text: str,
    sentence: Stretch,
    parts: Sequence[Clause],
    quoted: Sequence[tuple[int, int]],
    names: Sequence[Mention],
    wording: Wording,
) -> list[Hit]:
    """Find the triggers of a sentence; of several readings of a form the first that fits counts."""
    said = text[sentence.start : sentence.end]
    if len(said) > LONGEST or wording.has("noise", said):
        return []
    heading = wording.words["heading"].match(said) if "heading" in wording.words else None
    start = sentence.start + (heading.end() if heading else 0)
    found: list[Hit] = []
    for number, match in enumerate(wording.forms.finditer(text, start, sentence.end)):
        if number > MOST_HITS:
            return []
        if any(one.start <= match.start() < one.end for one in names):
            continue
        clause = clause_of(parts, match.start())
        fit = _fitting(text, clause, match.start(), match.end(), wording.readings(match[0]))
        if fit is not None:
            inside = any(one[0] < match.start() < one[1] for one in quoted)
            form, thing = fit
            if found and _auxiliary(found[-1], match.start(), form):
                found.pop()
            found.append(Hit(match.start(), match.end(), match[0], form, clause, thing, inside))
    return found


def _fitting(
    text: str, clause: Clause, start: int, end: int, forms: Sequence[Form]
) -> tuple[Form, str] | None:
    """Choose the reading whose needed words stand in the clause, and give those words."""
    for form in forms:
        trigger = form.trigger
        said = text[clause.start : clause.end]
        if trigger.never is not None and trigger.never.search(said):
            continue
        if trigger.needs is None:
            return form, ""
        behind = trigger.needs.search(text, end, clause.end)
        needed = behind or trigger.needs.search(said)
        own = trigger.alone or (needed is not None and needed.end() == end - clause.start)
        if needed is not None and form.noun and own:
            return form, _name(text, clause.start, end) or text[start:end]
        if needed is not None:
            return form, " ".join(needed[0].split())
    return None


def _name(text: str, start: int, end: int) -> str:
    """Give the proper name that ends with a noun: "Eastern Economic Forum"."""
    found = NAME.search(text, max(start, end - 80), end)
    return found[0] if found else ""


def _auxiliary(hit: Hit, start: int, form: Form) -> bool:
    """Tell whether a trigger only helps the one right behind it: "has had talks"."""
    return hit.end + 1 == start and hit.trigger == form.trigger and not hit.form.noun

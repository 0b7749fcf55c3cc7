"""Mark a text: its sentences with the names, dates and triggers that stand in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.dates import Found, find
from timeline.intake.articles.article import Article, Stretch
from timeline.intake.articles.sentences import sentences
from timeline.intake.articles.wording import Trigger, Wording
from timeline.names.resolve import Resolver
from timeline.names.values import Mention


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger in a text: code-point offsets, and what it tells."""

    start: int
    end: int
    form: str
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with everything in it that matters; offsets are those of the whole text."""

    paragraph: Stretch
    sentence: Stretch
    text: str
    names: tuple[Mention, ...]
    dates: tuple[Found, ...]
    hits: tuple[Hit, ...]


def mark(article: Article, resolver: Resolver, wording: Wording) -> tuple[Marked, ...]:
    """Mark every sentence of an article; sentences without any trigger are there too."""
    names = resolver.resolve(
        article.text, on=article.published, language=article.language, country=None
    )
    dates = find(
        article.text,
        published=article.published,
        language=article.language,
        country=article.country,
    )
    return tuple(
        Marked(
            paragraph=paragraph,
            sentence=sentence,
            text=article.text[sentence.start : sentence.end],
            names=_within(names, sentence),
            dates=_within_dates(dates, sentence),
            hits=tuple(_hits(article.text, sentence, wording)),
        )
        for paragraph, sentence in sentences(article.text)
    )


def _within(names: Sequence[Mention], part: Stretch) -> tuple[Mention, ...]:
    return tuple(one for one in names if part.start <= one.start < part.end)


def _within_dates(dates: Sequence[Found], part: Stretch) -> tuple[Found, ...]:
    return tuple(one for one in dates if part.start <= one.start < part.end and one.span)


def _hits(text: str, sentence: Stretch, wording: Wording) -> list[Hit]:
    """Find the triggers of a sentence; of several readings of a form the first that fits counts."""
    if "noise" in wording.words and wording.words["noise"].search(
        text[sentence.start : sentence.end]
    ):
        return []
    found = []
    for match in wording.forms.finditer(text, sentence.start, sentence.end):
        form = match[0].lower()
        trigger = _fitting(text, sentence, match.start(), match.end(), wording.triggers[form])
        if trigger is not None:
            found.append(Hit(match.start(), match.end(), match[0], trigger))
    return found


def _fitting(
    text: str, sentence: Stretch, start: int, end: int, triggers: Sequence[Trigger]
) -> Trigger | None:
    """Choose the trigger whose needed words stand in the clause around a form."""
    clause = text[clause_start(text, sentence, start) : clause_end(text, sentence, end)]
    for trigger in triggers:
        needed = trigger.needs is None or trigger.needs.search(clause)
        barred = trigger.never is not None and trigger.never.search(clause)
        if needed and not barred:
            return trigger
    return None


BREAKS = ("; ", " – ", " — ", " which ", " who ", " while ", " although ", " whereas ", " because ")
QUOTES = '“”"«»「」'


def clause_start(text: str, sentence: Stretch, at: int) -> int:
    """Find where the clause begins in which something stands."""
    best = sentence.start
    for sign in BREAKS:
        found = text.rfind(sign, sentence.start, at)
        if found >= 0:
            best = max(best, found + len(sign))
    return best


def clause_end(text: str, sentence: Stretch, at: int) -> int:
    """Find where the clause ends in which something stands."""
    best = sentence.end
    for sign in BREAKS:
        found = text.find(sign, at, sentence.end)
        if found >= 0:
            best = min(best, found)
    return best

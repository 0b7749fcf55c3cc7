"""Holds the finder to articles annotated for it: most values right, little found besides."""

import datetime
import re
from pathlib import Path

from timeline.dates.phrases import Timex, find, timexes

TYPES = {"D": "DATE", "T": "TIME", "U": "DURATION", "S": "SET"}
Gold = tuple[int, int, str, str]


def articles() -> list[tuple[datetime.date, str, list[Gold]]]:
    """Return day of publication, text and marked expressions of each article."""
    source = (Path(__file__).parent / "texts" / "news_en.txt").read_text("utf-8")
    found = []
    for article in re.split(r"(?m)^=== ", source)[1:]:
        day, body = article.split("\n", 1)
        text, gold, last = "", [], 0
        for mark in re.finditer(r"\{([^|{}]*)\|(\w)\|([^}]*)\}", body):
            text += body[last : mark.start()]
            if mark[2] in TYPES:
                gold.append((len(text), len(text) + len(mark[1]), TYPES[mark[2]], mark[3]))
            text, last = text + mark[1], mark.end()
        found.append((datetime.date.fromisoformat(day), text + body[last:], gold))
    return found


def right(gold: Gold, answers: tuple[Timex, ...]) -> bool:
    """Tell whether an answer overlaps an expression and has its value."""
    return any(
        one.start_char < gold[1] and gold[0] < one.end_char and one.timex == gold[3]
        for one in answers
    )


def test_values_of_news() -> None:
    """Nine in ten expressions of the articles have the value they are marked with."""
    total = good = answered = 0
    for published, text, gold in articles():
        answers = timexes(text, find(text, published=published))
        total, answered = total + len(gold), answered + len(answers)
        good += sum(right(one, answers) for one in gold)
    assert total > 200
    assert good >= 0.9 * total
    assert good >= 0.9 * answered

"""Hold an article: its text as it is read, and what is known of it as a source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from timeline.dates import Span
from timeline.intake.articles.likeness import agency
from timeline.intake.articles.sketch import sketch
from timeline.intake.csl import csl_date
from timeline.intake.reference import SourceRecord
from timeline.names.fold import fold
from timeline.names.latin import slug
from timeline.terms import SourceKind

MOST_CHARACTERS = 1_000_000
"""The longest article that is read."""
EMPTY_LINE = re.compile(r"\S[^\S\n]*\n[^\S\n]*\n+[^\S\n]*\S")
LINE = re.compile(r"[^\n]*\S[^\n]*")
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its bibliographic data; offsets into `text` are code points.

    `published` is None where it is not known: then words such as "last week" have no date.
    """

    text: str
    published: Span | None = None
    language: str = "en"
    country: str = ""
    """ISO 3166 code of the publisher's country, for 09/08/2012 and "the prime minister"."""
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    kind: SourceKind = SourceKind.NEWS

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the text, folded and without differences of blanks, hexadecimal."""
        return _fingerprint(self.text)

    @property
    def mark(self) -> str:
        """What the article is known by when it is read again: 32 hexadecimal digits.

        Made of its text and its publisher: one text in two papers is two reports.
        """
        if not self.publisher:
            return self.fingerprint[:32]
        return sha256(f"{self.fingerprint} {fold(self.publisher)}".encode()).hexdigest()[:32]

    @property
    def slug(self) -> str:
        """The slug of the article as a source: who published it, when, and what it is called."""
        day = self.published.edtf.rstrip("~?%") if self.published else ""
        said = " ".join(part for part in (self.publisher, day, self.title) if part)
        return slug(said or f"article {self.fingerprint[:12]}")

    def source(self) -> SourceRecord:
        """Give the article as a source record, with its CSL item."""
        title = self.title or f"[{' '.join(self.text.split())[:60]}…]"
        item: dict[str, Any] = {"type": self.kind.value, "title": title, "language": self.language}
        more = {
            "author": [_name(author) for author in self.authors],
            "container-title": self.publisher,
            "URL": self.url,
        }
        item |= {name: value for name, value in more.items() if value}
        if self.published is not None:
            item["issued"] = csl_date(self.published)
        if wire := agency(self.text):
            item["custom"] = {"agency": wire}
        return SourceRecord(
            slug=self.slug,
            kind=self.kind,
            title=title,
            csl=item,
            publisher=self.publisher,
            published=self.published,
            language=self.language,
            url=self.url,
            fingerprint=f"{self.fingerprint} {sketch(self.text)}",
        )


@lru_cache(maxsize=8)
def _fingerprint(text: str) -> str:
    return sha256(" ".join(fold(text).split()).encode("utf-8", "replace")).hexdigest()


def _name(author: str) -> dict[str, str]:
    """Write an author for CSL: `Family, Given` or `Given Family`; anything else is one name."""
    if "," in author:
        family, _comma, given = author.partition(",")
        return {"family": family.strip(), "given": given.strip()}
    given, _blank, family = author.strip().rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": author.strip()}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph or sentence: its number in the article, from 1, and where it stands."""

    number: int
    start: int
    end: int


def paragraphs(text: str) -> Iterator[Stretch]:
    """Divide a text into paragraphs: at empty lines, or at every line end where there are none."""
    pattern = PARAGRAPH if EMPTY_LINE.search(text) else LINE
    for number, found in enumerate(pattern.finditer(text), start=1):
        yield Stretch(number, found.start(), found.end())

"""Number the citations of a document and write their notes: full at first, then short."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline import shapes
from timeline.exports.citation_text import (
    Run,
    Runs,
    closed,
    entry,
    note,
    plain,
    short_note,
    sort_words,
)
from timeline.terms import Stance


@dataclass(slots=True)
class Notes:
    """The notes of a document so far, numbered from 1, and the sources that they cite."""

    notes: list[Runs] = field(default_factory=list)
    _sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _shorts: dict[str, set[str]] = field(default_factory=dict)
    """The keys of the sources that go by the same short words."""

    def number(self, citation: shapes.Citation) -> int:
        """Allot the next number to a citation, and write its note."""
        csl = csl_of(citation)
        key = citation.source.slug or str(sorted(csl.items(), key=str))
        alike = self._shorts.setdefault(plain(short_note(csl)), set())
        alike.add(key)
        if key in self._sources:
            runs = short_note(csl, citation.locator, dated=len(alike) > 1)
        else:
            runs = note(csl, citation.locator)
        self._sources.setdefault(key, csl)
        runs = runs or (Run(citation.source.slug or "source not described"),)
        self.notes.append(closed((*runs, *_quoted(citation))))
        return len(self.notes)

    def event(self, event: shapes.Event) -> tuple[int, ...]:
        """Allot numbers to all citations of an event, to those that support it first.

        Returns:
            The number of each citation, in the order of the citations.
        """
        cited = event.citations
        order = sorted(range(len(cited)), key=lambda one: cited[one].stance is not Stance.SUPPORTS)
        numbers = {one: self.number(cited[one]) for one in order}
        return tuple(numbers[one] for one in range(len(cited)))

    def sources(self) -> tuple[Runs, ...]:
        """List the sources cited, as entries, by author or title."""
        ordered = sorted(self._sources.items(), key=lambda one: (sort_words(one[1]), one[0]))
        return tuple(entry(csl) or (Run(slug),) for slug, csl in ordered)


def csl_of(citation: shapes.Citation) -> dict[str, Any]:
    """Give the bibliographic record of a citation; empty where it has none."""
    return citation.source.csl or {}


def _quoted(citation: shapes.Citation) -> Runs:
    exact = citation.quote.exact if citation.quote else ""
    return (Run(": “" + exact + "”"),) if exact else ()

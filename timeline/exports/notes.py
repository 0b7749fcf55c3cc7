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
from timeline.exports.fixed import Said, said
from timeline.exports.items import key_of
from timeline.exports.script import Script, record


@dataclass(slots=True)
class Notes:
    """The notes of a document so far, numbered from 1, and the sources that they cite."""

    said: Said = field(default_factory=lambda: said("en"))
    script: Script = Script.ORIGINAL
    notes: list[Runs] = field(default_factory=list)
    _sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _shorts: dict[str, set[str]] = field(default_factory=dict)
    """The keys of the sources that go by the same short words."""

    def number(self, citation: shapes.Citation) -> int:
        """Allot the next number to a citation, and write its note."""
        csl = record(citation, self.script)
        key = key_of(citation.source)
        alike = self._shorts.setdefault(plain(short_note(csl)), set())
        alike.add(key)
        if key in self._sources:
            runs = short_note(csl, citation.locator, self.said, dated=len(alike) > 1)
        else:
            runs = note(csl, citation.locator, self.said)
        self._sources.setdefault(key, csl)
        runs = runs or (Run(citation.source.slug or "source not described"),)
        self.notes.append(closed((*runs, *self._quoted(citation))))
        return len(self.notes)

    def sources(self) -> tuple[Runs, ...]:
        """List the sources cited, as entries, by author or title."""
        ordered = sorted(self._sources.items(), key=lambda one: (sort_words(one[1]), one[0]))
        return tuple(entry(csl, self.said) or (Run(slug),) for slug, csl in ordered)

    def _quoted(self, citation: shapes.Citation) -> Runs:
        exact = citation.quote.exact if citation.quote else ""
        return (Run(": " + self.said.quoted(exact)),) if exact else ()


def csl_of(citation: shapes.Citation) -> dict[str, Any]:
    """Give the bibliographic record of a citation; empty where it has none."""
    return citation.source.csl or {}

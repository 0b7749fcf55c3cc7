"""Turn a list of country codes into actors whose names come from CLDR."""

from collections.abc import Iterator
from pathlib import Path

from timeline.dates import Span
from timeline.intake.cells import span_cell, word_cell
from timeline.intake.reference import ActorRecord, AliasRecord, Reference
from timeline.intake.table import Refusal, RowProblem, TableRow, read_rows
from timeline.names.countries import Country, country
from timeline.terms import ActorKind, AliasKind

COLUMNS = frozenset({"iso2", "kind", "exists"})


def country_records(path: Path) -> Iterator[Reference | Refusal]:
    """Read `states.csv`: a row a country, by its ISO 3166-1 alpha-2 code.

    Args:
        path: The table; columns iso2, kind, exists.
    """
    aliases: list[Reference] = []
    for row in read_rows(path, COLUMNS, frozenset({"iso2", "kind"})):
        try:
            known = _country(row)
            yield ActorRecord(
                slug=known.slug,
                kind=word_cell(row, "kind", ActorKind),
                name=known.name,
                exists=span_cell(row, "exists"),
                codes=(("iso2", known.iso2), ("iso3", known.iso3)),
            )
            aliases.extend(_aliases(known))
        except RowProblem as problem:
            yield Refusal(path.name, row.line, str(problem), row.raw())
    yield from aliases


def _country(row: TableRow) -> Country:
    known = country(row.need("iso2"))
    if known is None:
        raise RowProblem(f"iso2 {row.text('iso2')!r} is not a code of ISO 3166-1 alpha-2")
    return known


def _aliases(known: Country) -> Iterator[AliasRecord]:
    for name in known.names:
        used = Span.parse(name.used) if name.used else None
        yield AliasRecord(known.slug, name.text, name.language, name.kind, used)
    for text in known.demonyms:
        yield AliasRecord(known.slug, text, "en", AliasKind.DEMONYM)
    for text in known.capitals:
        yield AliasRecord(known.slug, text, "en", AliasKind.METONYM, context=True)

"""Hold the rows of reference tables to their forms: what is read, and what is refused and why."""

import pytest

from timeline.intake.cells import number_cell, pairs, span_cell, word_cell
from timeline.intake.reference import COLUMNS, theme
from timeline.intake.table import RowProblem, TableRow
from timeline.terms import ActorKind, Match

SOUND = {
    "actors": {"slug": "japan", "kind": "state", "name": "Japan", "codes": "iso2=JP; iso3=JPN"},
    "aliases": {"actor": "japan", "text": "日本", "kind": "native", "language": "ja"},
    "affiliations": {"actor": "a", "kind": "holds", "object": "b", "span": "2012-12-26/2020"},
    "places": {"slug": "tokyo", "name": "Tokyo", "kind": "city", "lat": "35.68", "lon": "139.69"},
    "themes": {"slug": "energy/gas", "label_en": "Gas", "label_ru": "Газ", "plover": "close:X"},
    "sources": {"slug": "s", "kind": "report", "title": "T", "authors": "Ito, A; {UN}"},
}


def row(**cells: str) -> TableRow:
    """Make a row of some cells."""
    return TableRow(2, cells)


@pytest.mark.parametrize("table", sorted(SOUND))
def test_sound_rows_are_read(table):
    """Each table's own example becomes a record that has its slug or its actor."""
    record = COLUMNS[table][0](row(**SOUND[table]))
    named = "slug" if "slug" in SOUND[table] else "actor"
    assert SOUND[table][named] == getattr(record, named)


@pytest.mark.parametrize("table", sorted(SOUND))
def test_an_empty_needed_cell_is_named(table):
    """A row that lacks what it needs is refused by the name of the column."""
    read, needed, _optional = COLUMNS[table]
    for column in needed.split():
        with pytest.raises(RowProblem, match=column):
            read(row(**(SOUND[table] | {column: "  "})))


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("actors", "kind", "kingdom", "not one of state"),
        ("actors", "exists", "yesterday", "exists 'yesterday'"),
        ("actors", "codes", "iso2", "name=value"),
        ("actors", "codes", "=JP", "name=value"),
        ("aliases", "kind", "", "empty"),
        ("aliases", "used", "2013-13", "used '2013-13'"),
        ("affiliations", "kind", "friend_of", "not one of holds"),
        ("places", "lat", "91", "between -90 and 90"),
        ("places", "lon", "-180.01", "between -180 and 180"),
        ("places", "lat", "nan", "not a number"),
        ("places", "lat", "inf", "not a number"),
        ("places", "lat", "1e999", "between -90 and 90"),
        ("places", "lat", "９", "not a number"),
        ("places", "lat", "north", "not a number"),
        ("places", "lat", "3_5", "not a number"),
        ("places", "lat", "", "both or neither"),
        ("themes", "plover", "AGREE", "match:code"),
        ("themes", "plover", "same:AGREE", "match:code"),
        ("sources", "kind", "tweet", "not one of"),
        ("sources", "url", "javascript:alert(1)", "http"),
        ("sources", "url", "ftp://example.org/x", "http"),
        ("sources", "url", "https://user:pass@example.org/", "http"),
        ("sources", "url", "https://example.org/a b", "http"),
        ("sources", "url", "https://example.org/" + "x" * 2100, "http"),
        ("sources", "archive_url", "data:text/html,x", "http"),
        ("sources", "authors", "Plato", "Family, Given"),
        ("sources", "published", "last week", "published"),
    ],
)
def test_a_cell_that_does_not_fit_is_refused_with_its_reason(table, column, value, said):
    """The message names the column and what it may hold."""
    with pytest.raises(RowProblem) as refused:
        COLUMNS[table][0](row(**(SOUND[table] | {column: value})))
    assert said in str(refused.value)
    assert len(str(refused.value)) < 500


def test_single_cells_are_read():
    """Dates, words, numbers and pairs are read; an empty cell is nothing."""
    cells = row(date="2013-11", kind="state", n="0.5", codes="a=1;b = 2", empty="")
    assert "2013-11" == span_cell(cells, "date").edtf
    assert ActorKind.STATE is word_cell(cells, "kind", ActorKind)
    assert 0.5 == number_cell(cells, "n", 0, 1)
    assert (("a", "1"), ("b", "2")) == pairs(cells, "codes")
    assert (None, None, ()) == (
        span_cell(cells, "empty"),
        number_cell(cells, "empty", 0, 1),
        pairs(cells, "empty"),
    )


def test_a_theme_has_labels_and_mappings():
    """Labels by language and mappings by scheme are kept in the order of the columns."""
    record = theme(row(slug="energy", label_en="Energy", label_ja="資源", iptc="exact:1; broad:2"))
    assert (("en", "Energy"), ("ja", "資源")) == record.labels
    assert (("iptc", "1", Match.EXACT), ("iptc", "2", Match.BROAD)) == record.mappings

"""Hold the reader of tables to refusing damaged files by line and reason, and to losing nothing."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.intake.table import FIELD_LIMIT, FORMULA, BadTable, free, guard, read_rows

KNOWN = frozenset({"slug", "title", "note"})
NEEDED = frozenset({"slug"})


@pytest.fixture
def rows(tmp_path):
    """Give what writes bytes to a file and reads them back as rows."""

    def read(content: bytes) -> list:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        return list(read_rows(path, KNOWN, NEEDED))

    return read


def test_plain_rows_come_with_their_lines(rows):
    """Each row has the line on which it begins, also after a cell of several lines."""
    found = rows(b'slug,title\na,"one\ntwo\nthree"\n\nb,x\n')
    assert [(2, "a"), (6, "b")] == [(row.line, row.text("slug")) for row in found]
    assert "one\ntwo\nthree" == found[0].text("title")


def test_a_byte_order_mark_is_no_part_of_the_first_column(rows):
    """A file saved by a spreadsheet with a mark at its head is read like any other."""
    assert ["a"] == [row.need("slug") for row in rows("\ufeffslug,title\r\na,б\r\n".encode())]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b",,\n", "empty"),
        (b"title\nx\n", "missing 'slug'"),
        (b"slug,slug\na,b\n", "twice 'slug'"),
        (b"slug,colour\na,b\n", "unknown 'colour'"),
        (b"slug,title\na\n", "line 2: 1 cells under 2 columns"),
        (b"slug,title\na,b,c\n", "line 2: 3 cells under 2 columns"),
        (b"slug,title\na,b\x00c\n", "line 2: a NUL character"),
        (b'slug,title\na,"b\n', "line 2"),
        (b'slug,title\na,"b"c\n', "line 2"),
        ("slug,title\na,Токио\n".encode("cp1251"), "UTF-8"),
        (b"slug,title\na,\xed\xa0\x80\n", "UTF-8"),
        (b"slug,title\na," + b"x" * (FIELD_LIMIT + 1) + b"\n", "1,000,000 characters"),
        (b"PK\x03\x04\x14\x00\x00\x00", "table.csv"),
    ],
)
def test_what_is_no_table_is_refused_by_name(rows, content, said):
    """A damaged or strange file is refused with its name and what is wrong in it."""
    with pytest.raises(BadTable) as refused:
        rows(content)
    assert "table.csv" in str(refused.value)
    assert said in str(refused.value)


def test_a_cell_of_the_longest_length_is_read(rows):
    """The limit itself is still within the limit."""
    assert FIELD_LIMIT == len(rows(b"slug\n" + b"x" * FIELD_LIMIT + b"\n")[0].text("slug"))


def test_utf_16_is_read_by_its_mark(rows):
    """A table saved as "Unicode text" is read too."""
    assert ["東京"] == [row.text("title") for row in rows("slug,title\na,東京\n".encode("utf-16"))]


def test_a_hostile_header_is_told_briefly(rows):
    """A header of a megabyte does not fill the terminal."""
    with pytest.raises(BadTable) as refused:
        rows(b"slug," + b"x" * 900_000 + b"\na,b\n")
    assert len(str(refused.value)) < 2000


@given(st.text())
def test_the_guard_comes_off_as_it_went_on(cell):
    """Any text is the same after guarding against formulas and freeing again."""
    assert cell == free(guard(cell))


@given(st.sampled_from(FORMULA), st.text())
def test_no_guarded_cell_is_a_formula(sign, rest):
    """What begins like a formula begins with an apostrophe afterwards, unless it is a number."""
    guarded = guard(sign + rest)
    number = (sign + rest).isascii() and (sign + rest).lstrip("+-").replace(".", "").isdigit()
    assert number or guarded.startswith("'")


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))))
def test_guarded_cells_survive_a_file(tmp_path_factory, cells):
    """Written by a CSV writer and read again, guarded cells are the same but for outer blanks."""
    path = tmp_path_factory.mktemp("guard") / "table.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["slug", "title"])
    writer.writerows([[str(number), guard(cell)] for number, cell in enumerate(cells)])
    path.write_bytes(text.getvalue().encode())
    found = [row.cells["title"] for row in read_rows(path, KNOWN, NEEDED)]
    assert cells == found

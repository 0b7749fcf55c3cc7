"""Hold the opening of files to its bounds: packing, encodings, long lines, bombs."""

import bz2
import gzip
import io
import lzma
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.intake import opening
from timeline.intake.opening import BadTable, Line, lines, opened, text_lines

TEXT = "one\ntwo — два\r\n\nthree"


def packed_zip(**files: bytes) -> bytes:
    """Make a zip archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return held.getvalue()


def said(path) -> list[Line]:
    """Read all lines of a file."""
    with opened(path) as file:
        return list(lines(file, path.name))


@pytest.mark.parametrize(
    "pack",
    [bytes, gzip.compress, bz2.compress, lzma.compress, lambda data: packed_zip(a_csv=data)],
    ids=["plain", "gzip", "bzip2", "xz", "zip"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_packing_and_encoding_gives_the_same_lines(tmp_path, pack, encoding):
    """A file reads the same packed or not, in UTF-8 with or without a mark, in UTF-16 with one."""
    path = tmp_path / "a.csv"
    path.write_bytes(pack(TEXT.encode(encoding)))

    assert ["one", "two — два", "", "three"] == [line.text for line in said(path)]


@given(st.text(alphabet=st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"])))
def test_lines_are_what_stands_between_line_feeds(text):
    """Lines joined again are the text, whatever characters it has."""
    read = [line.text for line in lines(io.BytesIO(text.encode()), "a")]
    whole = text.removeprefix("\ufeff")

    assert whole == "\n".join(read) + ("\n" if whole.endswith("\n") else "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            "fine\nTōkyō".encode("shift-jis", "replace") + "\n日本".encode("shift-jis"),
            "line 3: not",
        ),
        ("a\nb".encode("utf-32"), "UTF-32"),
        (gzip.compress(b"a" * 99, mtime=0)[:-9], "damaged"),
        (packed_zip(a_csv=b"1", b_csv=b"2"), "holds 2 files"),
        (b"PK\x03\x04 and no more", "no sound zip"),
        (gzip.compress((b"a" * 999 + b"\n") * 9000, mtime=0), "unpacks to more than"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path, data, reason):
    """A wrong encoding, damage and a bomb end in a report that names the file."""
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    with pytest.raises(BadTable, match=reason) as caught:
        said(path)
    assert "a.csv" in str(caught.value)


def test_a_line_too_long_is_passed_over_and_the_next_is_read(tmp_path):
    """Of a line of many megabytes only its number and the reason are kept."""
    path = tmp_path / "a.tsv"
    path.write_bytes(b"first\n" + b"x" * (5 << 20) + b"\nlast\n" + b"y" * 1_000_001)

    assert [
        Line(1, "first", ""),
        Line(2, "", opening.TOO_LONG),
        Line(3, "last", ""),
        Line(4, "", opening.TOO_LONG),
    ] == said(path)


def test_a_nul_character_is_reported_with_its_line(tmp_path):
    """A NUL character spoils its own line, and a CSV file from there on."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\nb\x00c\nd\n")

    assert ["", opening.NUL, ""] == [line.problem for line in said(path)]
    with opened(path) as file, pytest.raises(BadTable, match=r"a\.csv, line 2"):
        list(text_lines(file, path.name))

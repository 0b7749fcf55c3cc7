"""Hold the choice of fonts to what the fonts themselves say, and name letters that none has."""

import io
import struct

import pytest

from timeline.exports.documents import fonts
from timeline.exports.documents.fonts import NoGlyphs, choose, embedded
from timeline.exports.documents.glyphs import faces


def font(family: str, first: int, last: int) -> bytes:
    """Make a font file that has nothing but a name and a range of letters."""
    text = family.encode("utf-16-be")
    name = struct.pack(">HHH", 0, 1, 18) + struct.pack(">6H", 3, 1, 0x409, 1, len(text), 0) + text
    groups = struct.pack(">HHIII", 12, 0, 28, 0, 1) + struct.pack(">III", first, last, 1)
    cmap = struct.pack(">HH", 0, 1) + struct.pack(">HHI", 3, 10, 12) + groups
    made = io.BytesIO()
    made.write(struct.pack(">IHHHH", 0x00010000, 2, 0, 0, 0))
    start = 12 + 2 * 16
    for tag, table in ((b"name", name), (b"cmap", cmap)):
        made.write(struct.pack(">4sIII", tag, 0, start, len(table)))
        start += len(table)
    return made.getvalue() + name + cmap


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Give an empty folder of fonts, and hide those of the system."""
    monkeypatch.setattr(fonts, "system_folders", lambda: iter(()))
    fonts._files.cache_clear()
    yield tmp_path
    fonts._files.cache_clear()


def test_a_font_says_what_it_has(tmp_path):
    """Family and letters are read from the tables of the file; other files have none."""
    path = tmp_path / "a.ttf"
    path.write_bytes(font("Runes", 0x16A0, 0x16F8))
    face = faces(path)[0]
    path.with_name("b.ttf").write_bytes(b"no font")

    assert "Runes" == face.family
    assert frozenset({0x16A0}) == face.covers(frozenset({0x41, 0x16A0}))
    assert () == faces(path.with_name("b.ttf"))
    assert () == faces(tmp_path / "absent.ttf")


def test_the_embedded_face_is_enough_for_europe(own):
    """Latin, Greek and Cyrillic need no other font."""
    chosen = choose("Zürich Ελλάδα Москва “quoted” – †", [str(own)])

    assert ((embedded().family,), ()) == (chosen.families, chosen.files)


def test_a_font_of_a_named_folder_is_taken(own):
    """A folder of the settings is looked into, and only the font that is needed is used."""
    (own / "Runes-Regular.ttf").write_bytes(font("Runes", 0x16A0, 0x16F8))
    (own / "Other-Regular.ttf").write_bytes(font("Other", 0x1400, 0x1401))
    chosen = choose("ᚠ", [str(own)])

    assert ("Libertinus Serif", "Runes") == chosen.families
    assert (own / "Runes-Regular.ttf",) == chosen.files


def test_letters_without_a_glyph_are_named(own):
    """A letter that no font has is named with its number and what to install; a sign is not."""
    with pytest.raises(NoGlyphs, match=r"東 \(U\+6771\).*fonts-noto-cjk"):
        choose("東京", [str(own)])

    assert frozenset({0x1F600}) == choose("😀", [str(own)]).strange

"""Choose the fonts of a PDF so that every letter of it has a glyph, or say which have none."""

import os
import sys
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from timeline.exports.documents.engine import Failed
from timeline.exports.documents.glyphs import Face, faces

ENDINGS = (".ttf", ".otf", ".ttc")
MOST_FILES = 6000
SHOWN = 12
VARIANTS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200C, 0x200D, 0x20E3])
"""Signs that only change the look of the one before them; without a glyph they are left out."""
KANA, HANGUL = range(0x3040, 0x3100), range(0xAC00, 0xD7B0)
PREFERRED = (
    "NotoNaskhArabic",
    "NotoSerifCJK",
    "NotoSerifHebrew",
    "NotoSerif",
    "NotoSans",
    "NotoSansCJK",
    "NotoSansSymbols",
    "NotoSansMath",
    "DejaVuSans",
)
"""Beginnings of file names, the best first; any other font comes behind them."""
HOW = (
    "Install fonts that have them (Debian: apt install fonts-noto-core fonts-noto-cjk), or name a"
    " folder of fonts in the setting font_folders; the other forms of document need none"
)


class NoGlyphs(Failed):
    """A document holds letters that no font has; the message names them and says what to do."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a document: families in the order in which they are tried, and their files."""

    families: tuple[str, ...]
    files: tuple[Path, ...]
    strange: frozenset[int]
    """Signs, none of them letters, for which there is no glyph; they are named by their numbers."""


@cache
def embedded() -> Face:
    """Give the face that the typesetter brings along."""
    text = files("timeline.exports.documents").joinpath("embedded.toml").read_text("utf-8")
    data = tomllib.loads(text)
    pairs = [one.partition("-") for one in data["ranges"].split()]
    ranges = tuple((int(first, 16), int(last or first, 16)) for first, _dash, last in pairs)
    return Face(data["family"], ranges)


def choose(text: str, folders: Sequence[str] = ()) -> Fonts:
    """Choose fonts for a text: the embedded one, and others for what it has not.

    Args:
        text: All that is to be set.
        folders: Folders with fonts besides those of the system, which are looked into first.

    Raises:
        NoGlyphs: If a letter, mark or digit has no glyph in any font.
    """
    wanted = frozenset(map(ord, text)) - frozenset(range(0x21))
    missing = wanted - embedded().covers(wanted)
    families, paths = [embedded().family], []
    for path in _files(tuple(folders)) if missing else ():
        face = _best(faces(path), missing, wanted)
        if face is not None:
            families.append(face.family)
            paths += _with_bold(path)
            missing -= face.covers(missing)
        if not missing:
            break
    letters = frozenset(
        one for one in missing - VARIANTS if unicodedata.category(chr(one))[0] in "LMN"
    )
    if letters:
        raise NoGlyphs(_message(letters))
    return Fonts(tuple(dict.fromkeys(families)), tuple(dict.fromkeys(paths)), missing)


def _best(
    several: tuple[Face, ...], missing: frozenset[int], wanted: frozenset[int]
) -> Face | None:
    """Give the face of a file that has most; of one collection the one made for the language."""
    useful = [face for face in several if face.family and face.covers(missing)]
    if not useful:
        return None
    ending = "JP" if wanted.intersection(KANA) else "KR" if wanted.intersection(HANGUL) else "SC"
    return max(useful, key=lambda one: (len(one.covers(missing)), one.family.endswith(ending)))


def _message(letters: frozenset[int]) -> str:
    shown = ", ".join(f"{chr(one)} (U+{one:04X})" for one in sorted(letters)[:SHOWN])
    more = f" and {len(letters) - SHOWN} more" if len(letters) > SHOWN else ""
    return f"this PDF cannot be set: no font here has {shown}{more}. {HOW}"


def _with_bold(path: Path) -> list[Path]:
    beside = [path.with_name(path.name.replace("-Regular", f"-{one}")) for one in ("Bold",)]
    return [path, *[one for one in beside if one != path and one.is_file()]]


def system_folders() -> Iterator[Path]:
    """Name the folders in which systems keep fonts.

    Source: XDG Base Directory Specification 0.8; Apple's font folders; Windows known folders.
    """
    own = Path.home()
    if sys.platform == "darwin":
        yield from (own / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    elif sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    else:
        yield Path(os.environ.get("XDG_DATA_HOME") or own / ".local/share") / "fonts"
        yield own / ".fonts"
        for folder in (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"):
            yield Path(folder) / "fonts"


@lru_cache(maxsize=8)
def _files(folders: tuple[str, ...]) -> tuple[Path, ...]:
    """List font files, those of the folders named first and the preferred ones before others."""
    named = [path for folder in folders for path in _fonts_in(Path(folder))]
    system = [path for folder in system_folders() for path in _fonts_in(folder)]
    ordered = [*sorted(named, key=_rank), *sorted(system, key=_rank)]
    return tuple(dict.fromkeys(ordered))[:MOST_FILES]


def _fonts_in(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.rglob("*") if one.suffix.lower() in ENDINGS]
    except OSError:
        return []


def _rank(path: Path) -> tuple[int, int, str]:
    """Order fonts: upright and regular ones first, by how well they go with the embedded one."""
    family, _dash, cut = path.stem.partition("-")
    place = PREFERRED.index(family) if family in PREFERRED else len(PREFERRED)
    serif = 0 if "Serif" in family else 1
    return (0 if cut in ("", "Regular") else 1, place * 2 + serif, path.name)

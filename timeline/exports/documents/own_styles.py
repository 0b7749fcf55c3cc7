"""Find the citation styles that an installation adds: CSL files in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path

from timeline.chronology.badfilter import BadFilter
from timeline.exports.documents.style import LONGEST, SHORT, STYLES, BadStyle, read_style

ENDING = ".csl"


def own_styles(folder: str) -> Mapping[str, Path]:
    """List the CSL files of a folder by the names that they are asked for by.

    Args:
        folder: The folder; empty for none.

    Returns:
        The paths by the names of the files, in small letters and without their ending; those of
        the house keep their names. Nothing where there is no such folder.
    """
    if not folder or not Path(folder).is_dir():
        return {}
    found = {
        path.stem.lower(): path
        for path in sorted(Path(folder).iterdir())
        if path.suffix.lower() == ENDING and path.is_file()
    }
    return {name: path for name, path in found.items() if name not in STYLES | SHORT}


def read_file(path: Path) -> str:
    """Read a CSL file that can be used.

    Returns:
        Its text.

    Raises:
        BadStyle: If it cannot be read or used; the message says why.
    """
    try:
        with path.open("rb") as file:
            text = file.read(4 * LONGEST + 1).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadStyle("it is not UTF-8") from error
    except OSError as error:
        raise BadStyle(error.strerror or "it cannot be read") from error
    read_style(text)
    return text


def own_style(name: str, path: Path) -> str:
    """Read a style of the installation.

    Args:
        name: What it was asked for by.
        path: Its file.

    Returns:
        The text of the file.

    Raises:
        BadFilter: If it cannot be read or used; with the reason.
    """
    try:
        return read_file(path)
    except BadStyle as error:
        there = f"this style of the installation cannot be used: {error}"
        raise BadFilter("style", name, there) from error

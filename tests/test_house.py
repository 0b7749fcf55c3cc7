"""Hold the house to its rules: budgets, directions, docstrings, and no leftovers."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TREE = Path(__file__).parents[1]
CODE = sorted((TREE / "timeline").rglob("*.py"))
SCRIPTS = sorted(
    path for room in ("tests", "migrations", "bench") for path in (TREE / room).rglob("*.py")
)
LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
NINE_IN_TEN = 25
LONG_WITH_REASON: dict[str, str] = {
    "timeline/cli/taking.py::import_": "options and help text; it does one thing",
    "timeline/dates/phrases/search.py::find": "half of it says what goes in and what comes out",
    "timeline/review/change.py::write": "most of it names its nine parts",
    "timeline/review/make.py::row_of": "it fills one row, field by field",
}
"""Functions over the budget, as `file.py::name`, each with the reason that it is one piece."""

LEFTOVERS = re.compile(
    r"\b(TODO|FIXME|HACK)\b|\braise NotImplementedError\b|# XXX\b|pragma: no cover"
)
PLACES = re.compile(
    r"(?<![\w.])/(work|home|Users|root)/\w|\.\./shared|\b(files\.pythonhosted|pypi)\.org"
)
OTHERS = {".csl"}
"""Endings of files that come from others and stand unmodified: citation styles."""
REFUSED_NAMES = {"lib", "utils", "util", "common", "helpers", "misc"}


def named(path: Path) -> str:
    """Write a path as it is called within the tree."""
    return path.relative_to(TREE).as_posix()


def tracked() -> list[Path]:
    """List the text files that a clone holds, and those about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if shutil.which("git") is None or not (TREE / ".git").exists():
        pytest.skip("no git, or not a clone: which files belong to the project cannot be told")
    listed = subprocess.run(command, cwd=TREE, capture_output=True, text=True, check=True)
    paths = [TREE / name for name in listed.stdout.split("\0") if name]
    own = [path for path in paths if path.is_file() and path.suffix not in OTHERS]
    return [path for path in own if b"\0" not in path.read_bytes()[:8192]]


@cache
def parsed(path: Path) -> ast.Module:
    """Parse a file once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=named(path))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Give every function in a file as `file.py::name`, with its lines, docstring included."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}::{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_modules_are_short():
    """No module has more than 250 lines."""
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}

    assert {} == {name: count for name, count in lines.items() if count > LONGEST_MODULE}


def test_functions_are_short():
    """No function has more than 40 lines without a reason; nine in ten stay under 25."""
    lines = [found for path in CODE for found in functions(path)]
    long = {name: count for name, count in lines if count > LONGEST_FUNCTION}
    counts = sorted(count for _, count in lines)

    assert set(LONG_WITH_REASON) == set(long)
    assert counts[len(counts) * 9 // 10] < NINE_IN_TEN


def test_every_module_says_what_it_is_for():
    """Each module opens with a docstring whose first line is one sentence."""
    openings = {
        named(path): (ast.get_docstring(parsed(path)) or "").split("\n")[0]
        for path in CODE + SCRIPTS
    }

    assert {} == {name: first for name, first in openings.items() if not first.endswith(".")}


def test_every_test_says_what_must_hold():
    """Each test has a docstring."""
    silent = [
        f"{named(path)}::{node.name}"
        for path in SCRIPTS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert [] == silent


def test_no_room_is_named_for_anything():
    """No file or folder has a name that could hold anything."""
    assert [] == [named(p) for p in CODE + SCRIPTS if REFUSED_NAMES & {*p.parts, p.stem}]


def test_imports_run_downwards():
    """The contracts of import-linter are kept: floors, and one door for each library."""
    program = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [program, "--no-logo"], cwd=TREE, capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stdout + said.stderr


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """List the lines, as `file:number`, in which a pattern is found; this file is passed over."""
    return [
        f"{named(path)}:{number}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_is_left_for_later():
    """No file carries a marker of unfinished work."""
    assert [] == lines_with(LEFTOVERS)


def test_no_machine_and_no_registry_is_named():
    """No file names a folder of one machine or the host of a package registry."""
    assert [] == lines_with(PLACES)

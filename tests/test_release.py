"""What a release must carry: locks, licences, a README that names everything, a whole wheel."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from timeline.settings import NAMES

TREE = Path(__file__).parents[1]


def named(path: Path) -> str:
    """Write a path as it is called within the tree."""
    return path.relative_to(TREE).as_posix()


def lock(name: str) -> str:
    """Read a lock file."""
    return (TREE / "config" / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Give every pinned package of a lock with its version, markers and hashes."""
    entries = re.split(r"^(?=[A-Za-z0-9])", lock(name), flags=re.MULTILINE)
    return dict(entry.split("==", 1) for entry in entries if "==" in entry)


@pytest.mark.parametrize("name", ["run", "test"])
def test_locks_are_whole_and_name_no_index(name):
    """Each lock pins every package with hashes, and says nothing of where it was found."""
    assert len(pins(name)) > 10
    assert [] == [pin for pin, rest in pins(name).items() if "--hash=sha256:" not in rest]
    assert [] == re.findall(
        r"^.*(?:://|--(?:extra-)?index|--find-links).*$", lock(name), re.MULTILINE
    )


def test_both_locks_hold_the_same_versions():
    """What is tested is what runs: every version in the run lock is the test lock's too."""
    run, test = ({n: v.split()[0] for n, v in pins(name).items()} for name in ("run", "test"))

    assert {} == {name: version for name, version in run.items() if test.get(name) != version}


def test_the_lock_holds_every_dependency():
    """Each dependency of the project stands in the lock that `make run` installs."""
    project = tomllib.loads((TREE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=~! ]", line)[0] for line in project["dependencies"]}

    assert set() == wanted - {name.split("[")[0] for name in pins("run")}


def test_the_licence_is_there():
    """The licence is Apache-2.0, with its notice."""
    assert "Apache License" in (TREE / "LICENSE").read_text(encoding="utf-8")[:200]
    assert "Apache License, Version 2.0" in (TREE / "NOTICE").read_text(encoding="utf-8")


def readme() -> str:
    """Read the README."""
    return (TREE / "README.md").read_text(encoding="utf-8")


def commands(group: object, above: str = "") -> Iterator[str]:
    """Walk the command line and give every command as it is typed, after `timeline`."""
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "hidden", False):
            continue
        if getattr(command, "commands", None):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}"


def test_the_readme_names_every_command():
    """Each command of `timeline` stands in the README as it is typed."""
    words = readme()

    assert [] == [
        name
        for name in commands(import_module("timeline.cli").main)
        if f"timeline {name}" not in words
    ]


def test_the_readme_names_every_setting():
    """Each setting stands in the README."""
    words = readme()

    assert [] == [name for name in NAMES if f"`{name}`" not in words]


TERMS = (
    "event",
    "chronology",
    "EDTF",
    "Span",
    "as printed",
    "trace",
    "source",
    "citation",
    "claim",
    "ruling",
    "actor",
    "alias",
    "affiliation",
    "participation",
    "role",
    "theme",
    "proposal",
    "mention",
    "desk",
    "editor",
    "revision",
    "row",
)


def test_the_readme_explains_every_term():
    """Each term of the house stands in bold in the README's glossary."""
    words = readme()

    assert [] == [
        term for term in TERMS if not re.search(rf"\*\*[^*\n]*\b{term}\b[^*\n]*\*\*", words)
    ]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """Build the wheel with what is installed, asking no index."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    built = subprocess.run(
        [*command, "--no-index", "--wheel-dir", folder, TREE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        yield archive


def test_the_wheel_carries_what_the_program_reads(wheel):
    """Migrations, seeds, settings, templates, static files, word lists and licence are in it."""
    packed = set(wheel.namelist())
    data = {
        named(p)
        for p in (TREE / "timeline").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    moved = {
        f"timeline/_{folder}/{path.relative_to(TREE / folder).as_posix()}"
        for folder in ("migrations", "seeds")
        for path in (TREE / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert set() == (data | moved | {"timeline/_config/timeline.toml"}) - packed
    assert {"LICENSE", "NOTICE"} <= {name.rsplit("/", 1)[-1] for name in packed}

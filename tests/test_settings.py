"""Settings come from the file, then the environment, and say clearly what does not fit."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from timeline.settings import NAMES, BadSettings, Settings, load, user_database

FILE = Path(__file__).parents[1] / "config" / "timeline.toml"


def written(folder: Path, text: str) -> Path:
    """Write a settings file."""
    path = folder / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file_and_no_environment():
    """The file that comes with the program changes nothing."""
    expected = Settings(database=user_database({"HOME": "/h"}))

    assert expected == load(environ={"HOME": "/h"})


def test_the_file_is_read(tmp_path):
    """A value in the file takes the place of the default, with its type."""
    path = written(tmp_path, 'port = 81\nsite_title = "Ours"\ntrusted_hosts = ["a.example"]\n')
    settings = load(path, {})

    assert (81, "Ours", ("a.example",)) == (
        settings.port,
        settings.site_title,
        settings.trusted_hosts,
    )


def test_the_environment_overrules_the_file(tmp_path):
    """A variable wins over the file and is read as the setting's type."""
    path = written(tmp_path, "port = 81\nworkers = 3\n")
    environ = {
        "TIMELINE_PORT": "82",
        "TIMELINE_TRUSTED_HOSTS": "a.example, .b.example",
        "TIMELINE_STATEMENT_SECONDS": "0.5",
        "TIMELINE_FETCH_ARTICLES": "true",
    }
    settings = load(path, environ)

    assert (82, 3, 0.5, True) == (
        settings.port,
        settings.workers,
        settings.statement_seconds,
        settings.fetch_articles,
    )
    assert ("a.example", ".b.example") == settings.trusted_hosts


def test_another_file_can_be_named(tmp_path):
    """TIMELINE_CONFIG names the file to read."""
    path = written(tmp_path, "page_limit = 7\n")

    assert load(environ={"TIMELINE_CONFIG": str(path)}).page_limit == 7


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TIMELINE_DATABSE": "x"}, ["TIMELINE_DATABSE", "database"]),
        ({"TIMELINE_PORT": "eighty"}, ["TIMELINE_PORT", "int", "eighty"]),
        ({"TIMELINE_PORT": "70000"}, ["TIMELINE_PORT", "65535"]),
        ({"TIMELINE_PAGE_LIMIT": "0"}, ["TIMELINE_PAGE_LIMIT", ">= 1"]),
        ({"TIMELINE_FETCH_ARTICLES": "perhaps"}, ["TIMELINE_FETCH_ARTICLES", "bool"]),
        ({"TIMELINE_EDITOR": ""}, ["TIMELINE_EDITOR"]),
        ({"TIMELINE_QXQXQX": "1"}, ["TIMELINE_QXQXQX", "there are database, host"]),
        ({"TIMELINE_CONFIG": "absent.toml"}, ["absent.toml"]),
    ],
)
def test_what_does_not_fit_is_named(environ, words):
    """A wrong variable is refused with its name and what is possible."""
    with pytest.raises(BadSettings) as refused:
        load(environ=environ)

    assert [] == [word for word in words if word not in str(refused.value)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 1", ["prot", "port"]),
        ('port = "81"', ["port in the settings file", "int"]),
        ("port = ", ["timeline.toml", "Invalid value"]),
        ("[server]\nport = 1", ["server"]),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, text, words):
    """In the file a type is not guessed, and an unknown name or broken TOML is said."""
    with pytest.raises(BadSettings) as refused:
        load(written(tmp_path, text), {})

    assert [] == [word for word in words if word not in str(refused.value)]


def test_what_tests_and_benches_read_is_not_a_setting():
    """TIMELINE_SHARED names their data and is passed over."""
    assert load(environ={"HOME": "/h"}) == load(environ={"HOME": "/h", "TIMELINE_SHARED": "/data"})


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "sqlite:////h/.local/share/timeline/timeline.sqlite"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "sqlite:////d/timeline/timeline.sqlite"),
        (
            "linux",
            {"HOME": "/h", "XDG_DATA_HOME": "d"},
            "sqlite:////h/.local/share/timeline/timeline.sqlite",
        ),
        (
            "darwin",
            {"HOME": "/h"},
            "sqlite:////h/Library/Application Support/timeline/timeline.sqlite",
        ),
    ],
)
def test_the_database_lies_in_the_users_data_folder(monkeypatch, platform, environ, expected):
    """Each system has its place for a user's data; a relative XDG_DATA_HOME is passed over."""
    monkeypatch.setattr("sys.platform", platform)

    assert expected == user_database(environ)


def test_the_file_names_every_setting_with_its_default():
    """Uncommented, the settings file says what the program does without it."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    options = "\n".join(line[2:] for line in lines if " = " in line and line[2:6] != "For ")
    values = tomllib.loads(options)
    machine = {"database", "editor"}
    defaults = {option.name: option.default for option in fields(Settings)}

    assert list(NAMES) == list(values)
    assert {name: defaults[name] for name in NAMES if name not in machine} == {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name not in machine
    }

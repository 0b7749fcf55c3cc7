"""Run PostgreSQL servers that a test may stop, start and follow, each in a folder of its own."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from timeline.store.actors import Actor
from timeline.store.migrate import upgrade
from timeline.store.session import open_engine, writing
from timeline.terms import ActorKind

CALM = (
    *("fsync=off", "max_connections=40", "shared_buffers=16MB", "wal_keep_size=64MB"),
    "wal_retrieve_retry_interval=100ms",
)
WATCH = """
"$@" & server=$!
trap 'kill -INT $server; wait $server; exit' TERM
read -r _ || true
kill -INT $server
wait $server
"""
"""Runs a program until its standard input closes, which it also does when the tests are killed."""


@dataclass
class Server:
    """One server; `stop` is immediate, as if the machine had died."""

    programs: Path
    folder: Path
    as_user: dict[str, str]
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Name it as an address."""
        return f"postgresql+psycopg://timeline@/postgres?host={self.folder}"

    def run(self, *command: str | Path) -> None:
        """Run a program as the server's user."""
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.folder, **self.as_user
        )
        assert done.returncode == 0, done.stderr

    def ask(self, statement: str) -> Any:
        """Ask the server itself for one value."""
        with psycopg.connect(
            host=str(self.folder), user="timeline", dbname="postgres", autocommit=True
        ) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [f"-c{one}" for one in (*CALM, "listen_addresses=")]
        program = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder]
        with (self.folder / "log").open("ab") as log:
            self.running = subprocess.Popen(
                ["sh", "-c", WATCH, "sh", *program, *options],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **self.as_user,
            )
        for _ in range(200):
            try:
                self.ask("select 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"no start:\n{(self.folder / 'log').read_text()}", pytrace=False)

    def stop(self) -> None:
        """Stop it at once: every connection breaks, what was not committed is lost."""
        if self.running is not None:
            self.run(
                self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"
            )
            self.running.stdin.close()
            self.running.wait(timeout=30)
            self.running = None


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Callable[[], Path]]:
    """Make folders with short names, for sockets; gone afterwards."""
    with ExitStack() as stack:

        def make() -> Path:
            folder = Path(tempfile.mkdtemp(prefix="timeline-own-", dir="/tmp"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            return folder

        yield make


@pytest.fixture(scope="module")
def own_server(postgresql_programs, own_folder) -> Iterator[Callable[..., Server]]:
    """Start a server of the tests' own, empty or following another one; stopped afterwards."""
    programs, as_user = postgresql_programs
    with ExitStack() as stack:

        def make(follows: Server | None = None) -> Server:
            server = Server(programs, own_folder(), as_user)
            shutil.chown(server.folder, **as_user)
            data = server.folder / "data"
            if follows is None:
                how = ["-U", "timeline", "-A", "trust", "--no-sync", "--encoding=UTF8"]
                server.run(programs / "initdb", "-D", data, *how, "--locale=C.UTF-8")
            else:
                where = ["-h", str(follows.folder), "-U", "timeline"]
                server.run(programs / "pg_basebackup", "-c", "fast", "-R", "-D", data, *where)
            stack.callback(server.stop)
            server.start()
            return server

        yield make


@pytest.fixture(scope="module")
def migrated_server(own_server) -> Server:
    """Run a server with the schema."""
    server = own_server()
    engine = open_engine(server.url)
    upgrade(engine)
    engine.dispose()
    return server


@pytest.fixture
def add() -> Callable[[Engine, str], None]:
    """Give what commits an actor."""

    def done(engine: Engine, slug: str) -> None:
        with writing(engine) as session:
            session.add(Actor(slug=slug, kind=ActorKind.STATE, name=slug))

    return done


POOLER = """[databases]
* = host={server} user=timeline
[pgbouncer]
listen_addr =
listen_port = 5432
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = 2
"""


@pytest.fixture(scope="module")
def own_pooler(absent, own_folder, postgresql_programs) -> Iterator[Callable[[Server], str]]:
    """Put pgbouncer, sharing two connections by transaction, before a server; give its address."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        absent("no pgbouncer on this machine; Debian: apt install pgbouncer")
    _programs, as_user = postgresql_programs
    with ExitStack() as stack:

        def make(server: Server) -> str:
            folder = own_folder()
            shutil.chown(folder, **as_user)
            (folder / "ini").write_text(POOLER.format(server=server.folder, folder=folder))
            command = [program, "-q", folder / "ini"]
            process = stack.enter_context(subprocess.Popen(command, cwd=folder, **as_user))
            stack.callback(process.terminate)
            for _ in range(100):
                if (folder / ".s.PGSQL.5432").exists():
                    break
                time.sleep(0.05)
            return f"postgresql+psycopg://timeline@/postgres?host={folder}"

        yield make

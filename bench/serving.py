"""Shows what an answer over HTTP costs the server, as a multiple of an empty Flask route.

    .venv/bin/python bench/serving.py FILE [--servers gthread,sync] [--only page] [--rounds 7]
        [--datasette PROGRAM] [--also FOLDER]

FILE is an SQLite database of `bench/scale.py`, best with its index. Each server runs with two
processes on a free port of this machine; both routes are answered by the same processes, asked in
turn, and what counts is the processor time of these processes (`/proc/<pid>/task/*/schedstat`), so
that other load on the machine shows little. FOLDER is where granian and waitress are installed if
not beside us (`pip install --target FOLDER`); a server that is not there is passed over, and so is
Datasette, whose program is asked for the facets of the same file.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

HELLO = "/hello"
EXPORT = "/events.jsonl?from=2010&to=2010"
GZIP = {"Accept-Encoding": "gzip"}
SERVERS = {
    "sync": "-m gunicorn -k sync -w 2",
    "gthread": "-m gunicorn -k gthread -w 2 --threads 4",
    "granian": "-m granian --interface wsgi --workers 2 --blocking-threads 1",
    "granian4": "-m granian --interface wsgi --workers 2 --blocking-threads 4",
    "waitress": "-m waitress --threads 8",
}
"""How each server is started; waitress has one process only."""
Path_ = Callable[[int], str]


@dataclass(slots=True)
class Client:
    """Asks one server over one connection as long as that stays open."""

    port: int
    sock: socket.socket | None = None
    rest: bytes = b""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        """Ask for a path; give the body as it was sent."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if self.sock is None:
            self.sock, self.rest = socket.create_connection(("127.0.0.1", self.port), 60), b""
        try:
            self.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            return self._read()
        except (ConnectionError, BrokenPipeError):
            self.sock = None
            return self.ask(path, headers)

    def _read(self) -> bytes:
        assert self.sock is not None
        while b"\r\n\r\n" not in self.rest:
            self._more()
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split()[1])
        self.headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        size = 0 if self.status == 304 else int(self.headers.get("content-length", -1))
        while size < 0 or len(self.rest) < size:
            if not self._more(at_end=size < 0):
                size = len(self.rest)
        body, self.rest = self.rest[:size], self.rest[size:]
        if self.headers.get("connection", "").lower() == "close":
            self.sock.close()
            self.sock = None
        return body

    def _more(self, *, at_end: bool = False) -> bool:
        assert self.sock is not None
        piece = self.sock.recv(262_144)
        if not piece and not at_end:
            raise ConnectionError
        self.rest += piece
        return bool(piece)


def tree(pid: int) -> Iterator[int]:
    """Give a process and all that it has started."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree(int(child))


def used(pid: int) -> float:
    """Give the processor time that a process and all it has started have taken, in seconds."""
    found = 0
    for one in tree(pid):
        for task in Path(f"/proc/{one}/task").glob("*/schedstat"):
            found += int(task.read_text().split()[0])
    return found / 1e9


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def serving(name: str, file: Path, also: str) -> Iterator[tuple[Client, subprocess.Popen[bytes]]]:
    """Run a server over a database; give a client of it and its process."""
    port = free_port()
    words = [sys.executable, *SERVERS[name].split()]
    where = [str(Path(__file__).parent), str(Path(__file__).parents[1]), *filter(None, [also])]
    environ = os.environ | {
        "PYTHONPATH": ":".join(where),
        "TIMELINE_DATABASE": f"sqlite:///{file.resolve()}",
    }
    match words[2]:
        case "gunicorn":
            words += ["-b", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "error"]
        case "granian":
            words += ["--host", "127.0.0.1", "--port", str(port), "--no-log"]
        case _:
            words += [f"--listen=127.0.0.1:{port}"]
    with subprocess.Popen([*words, "serving_app:application"], env=environ) as process:
        try:
            yield ready(port), process
        finally:
            process.terminate()


def ready(port: int, path: str = HELLO) -> Client:
    """Wait until a server answers."""
    client = Client(port)
    for _ in range(600):
        try:
            client.ask(path)
        except OSError:
            client.sock = None
            time.sleep(0.1)
        else:
            return client
    raise SystemExit("the server does not answer")


@dataclass(frozen=True, slots=True)
class Case:
    """One sort of answer: where, how often in a round, with what headers, and how dear at most."""

    name: str
    path: Path_
    times: int = 60
    headers: dict[str, str] = field(default_factory=dict)
    known: bool = False
    """Whether the reader has the answer already, and gives its validator."""
    goal: str = ""


def cursors(client: Client, most: int) -> list[str]:
    """Walk along the chronology; give the places at which pages can begin."""
    found, path = [""], "/api/v1/events?limit=20"
    while len(found) < most:
        after = json.loads(client.ask(path + found[-1]))["next"]
        if not after:
            break
        found.append(f"&after={after}")
    return found[1:]


def day(number: int) -> str:
    """Give a day that has not been asked for yet."""
    dice = random.Random(f"{number} {time.monotonic_ns()}")
    return f"{dice.randint(1950, 2015)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def cases(places: list[str]) -> Iterator[Case]:
    """Give everything that is asked; each page begins elsewhere unless it is to be kept."""
    turn = count()

    def place(_number: int) -> str:
        return places[next(turn) % len(places)]

    api, page = "/api/v1/events?limit=50", "/events?limit=50"
    yield Case("page of 50, JSON", lambda i: api + place(i), goal="2.5")
    yield Case("the same, compressed", lambda i: api + place(i), headers=GZIP)
    yield Case("page from a day on, JSON", lambda i: f"{api}&from={day(i)}")
    yield Case("page of an actor, JSON", lambda i: f"{api}&actor=actor-{i % 40 + 1}&from={day(i)}")
    yield Case("page of 50, JSON, cached", lambda _i: api, 200, goal="1.2")
    yield Case("the same, compressed", lambda _i: api, 200, GZIP, goal="1.2")
    yield Case("page of 50, JSON, 304", lambda _i: api, 200, known=True, goal="1.3")
    yield Case("page of 50, HTML", lambda i: page + place(i), 8, goal="6")
    yield Case("page of 50, HTML, cached", lambda _i: page, 200, GZIP, goal="6")
    yield Case("page of 50, HTML, 304", lambda _i: page, 200, known=True, goal="1.3")
    facets = "/api/v1/facets"
    yield Case("facets, heavy actor", lambda i: f"{facets}?actor=actor-1&from={day(i)}", 10)
    yield Case("facets, everything", lambda i: f"{facets}?from={day(i)}", 10)
    yield Case("list of actors", lambda i: f"/api/v1/actors?after=actor-{i * 37 % 9999}", 20)


def measured(client: Client, pid: int, case: Case, first: int, known: dict[str, str]) -> float:
    """Ask in one round; give the processor time of one answer in microseconds."""
    paths = [case.path(first + number) for number in range(case.times)]
    before = used(pid)
    for path in paths:
        client.ask(path, case.headers | known)
        if client.status not in (200, 304):
            raise SystemExit(f"{path}: {client.status}")
    return (used(pid) - before) / case.times * 1e6


def compare(client: Client, pid: int, rounds: int, only: str) -> None:
    """Print the table of one server."""
    empty = Case("empty", lambda _i: HELLO, 150)
    for case in cases(cursors(client, 600)):
        if only and only not in case.name:
            continue
        known: dict[str, str] = {}
        for number in range(6):
            client.ask(case.path(number), case.headers)
        if case.known:
            known = {"If-None-Match": client.headers["etag"]}
        floor, cost = [], []
        for number in range(rounds):
            floor.append(measured(client, pid, empty, 0, {}))
            cost.append(measured(client, pid, case, 1000 * (number + 1), known))
        ratio = statistics.median(a / b for a, b in zip(cost, floor, strict=True))
        print(
            f"{case.name:30}{statistics.median(cost):10.0f}{statistics.median(floor):10.0f}"
            f"{ratio:9.2f}   {case.goal}",
            flush=True,
        )


def beside_datasette(client: Client, file: Path, program: str, rounds: int) -> None:
    """Print how much longer Datasette takes for facets of the same file, by the clock.

    It counts one column of the events, and by `_through` those of an actor; ours are all facets and
    years. A facet does not depend on `limit`, so that each of ours is counted anew.
    """
    port = free_port()
    limits = "sql_time_limit_ms facet_time_limit_ms".split()
    words = [program, str(file), "-p", str(port)]
    for name in limits:
        words += ["--setting", name, "60000"]
    theirs_of = (
        ("facets, everything", "", "/api/v1/facets?limit={n}"),
        ("facets, heavy actor", "&_through={through}", "/api/v1/facets?actor=actor-1&limit={n}"),
    )
    through = json.dumps({"table": "participation", "column": "actor_id", "value": "1"})
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            other = ready(port, "/-/versions.json")
            for name, theirs, ours in theirs_of:
                path = f"/{file.stem}/event.json?_size=0&_nosuggest=1&_facet=type"
                path += theirs.format(through=through.replace('"', "%22").replace(" ", ""))
                both: tuple[list[float], list[float]] = ([], [])
                for number in range(rounds):
                    for asked, where, at, how in (
                        (client, ours.format(n=number + 1), both[0], {}),
                        (other, path, both[1], {"Connection": "close"}),  # its length is not told
                    ):
                        started = time.monotonic()
                        asked.ask(where, how)
                        at.append(time.monotonic() - started)
                a, b = (statistics.median(one) * 1000 for one in both)
                print(f"{name:30}{a:8.1f} ms, Datasette {b:8.1f} ms: {b / a:.0f} times")
        finally:
            process.terminate()


def slow(port: int, several: int) -> str:
    """Tell how long an answer takes while others send half a request and then nothing."""
    waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(several)]
    for one in waiting:
        one.sendall(b"GET /hello HTTP/1.1\r\nHost: 127")
    time.sleep(0.5)
    started = time.monotonic()
    try:
        with socket.create_connection(("127.0.0.1", port), 10) as asked:
            asked.sendall(f"GET {HELLO} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            asked.recv(100)
        return f"{(time.monotonic() - started) * 1000:.1f} ms"
    except TimeoutError:
        return "none in 10 s"
    finally:
        for one in waiting:
            one.close()


def stopped(client: Client, process: subprocess.Popen[bytes], path: str) -> str:
    """Tell whether an answer that is being sent arrives whole when the server is told to stop."""
    whole = len(client.ask(path))
    with socket.create_connection(("127.0.0.1", client.port), 60) as asked:
        asked.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        got = len(asked.recv(1000))
        process.terminate()
        time.sleep(0.5)
        while piece := asked.recv(1 << 20):
            got += len(piece)
    status = process.wait(60)
    return f"{got:,} bytes arrive of {whole:,} and a head; the server ends with {status}"


def main() -> None:
    """Print a table for each server."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("file", type=Path)
    reader.add_argument("--servers", default="gthread")
    reader.add_argument("--only", default="")
    reader.add_argument("--rounds", type=int, default=7)
    reader.add_argument("--datasette", default="")
    reader.add_argument("--also", default="")
    asked = reader.parse_args()
    sys.path += filter(None, [asked.also])
    for name in asked.servers.split(","):
        module = SERVERS[name].split()[1]
        if importlib.util.find_spec(module) is None:
            print(f"{name}: not run, {module} is not installed (--also FOLDER)")
            continue
        print(f"\n{name}: {SERVERS[name]}, load {os.getloadavg()[0]:.1f}")
        print(f"{'processor time, microseconds':30}{'answer':>10}{'empty':>10}{'ratio':>9}   goal")
        with serving(name, asked.file, asked.also) as (client, process):
            if asked.only != "none":
                compare(client, process.pid, asked.rounds, asked.only)
            if asked.datasette and Path(asked.datasette).exists():
                beside_datasette(client, asked.file, asked.datasette, asked.rounds)
            else:
                print("Datasette: not run, no program given (--datasette PROGRAM)")
            for several in (4, 40):
                print(f"beside {several} who send half a request: {slow(client.port, several)}")
            print("told to stop:", stopped(client, process, EXPORT))


if __name__ == "__main__":
    main()

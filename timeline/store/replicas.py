"""Read from streaming replicas, never from one that lacks what the reader may have seen."""

import re
import time
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

NEWEST = (
    "select case current_setting('synchronous_commit') when 'off' then pg_current_wal_insert_lsn() "
    "else pg_current_wal_flush_lsn() end::text"
)
"""The end of what was committed: flushed before the commit is reported, unless that is off."""
REPLAYED = "select pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn(), '0/0')::text"
"""Whether a server is a replica, and how far what it shows reaches."""
POSITION = re.compile(r"([0-9A-F]{1,8})/([0-9A-F]{1,8})")
AUTO = "AUTOCOMMIT"
UNKNOWN = 2**64 - 1
"""After every position: where a commit lies that could not be asked for."""

FIRST_PAUSE, LONGEST_PAUSE = 0.0005, 0.01
AWAY_SECONDS = 2.0
"""How long a server that did not answer is left alone."""
BEHIND_SECONDS = 1.0
"""How long a replica that did not catch up in time is not waited for again."""

SEEN: ContextVar[int] = ContextVar("SEEN", default=0)
"""The position in the log up to which whoever is served in this context may have seen the data.

A writing session raises it, a reading session is held to it; a door that serves others sets it.
"""


def read_position(text: str) -> int | None:
    """Read a position in the log as PostgreSQL writes it, `16/B374D848`; None where it is none.

    Source: PostgreSQL 15, 8.20 (pg_lsn): two hexadecimal numbers of up to 8 digits.
    """
    found = POSITION.fullmatch(text)
    return None if found is None else (int(found[1], 16) << 32) + int(found[2], 16)


def write_position(position: int) -> str:
    """Write a position in the log as PostgreSQL does."""
    return f"{position >> 32:X}/{position & 0xFFFFFFFF:X}"


def _position(connection: Connection) -> int:
    return read_position(str(connection.exec_driver_sql(NEWEST).scalar_one())) or 0


def note_written(connection: Connection) -> None:
    """Remember in this context where the log ends, after a commit on a connection."""
    try:
        SEEN.set(max(SEEN.get(), _position(connection)))
        connection.rollback()
    except DBAPIError:
        SEEN.set(UNKNOWN)  # it is committed all the same; only the primary is sure to have it


@dataclass(frozen=True, slots=True)
class State:
    """How a replica stands: `behind` in bytes of log, None where it does not answer or is none."""

    name: str
    behind: int | None
    said: str = ""


@dataclass(slots=True)
class Replica:
    """One replica; `engine` has its own connections."""

    engine: Engine
    rests_until: float = 0.0
    """Until when it is not asked, by the monotonic clock."""
    waited_until: float = 0.0
    """Until when it is asked, but not waited for."""

    @property
    def name(self) -> str:
        """Its address without password."""
        return self.engine.url.render_as_string()

    def connect(self, needed: int, deadline: float) -> Connection | None:
        """Open a connection on which everything up to a position shows.

        Args:
            needed: The position.
            deadline: How long to wait for it, by the monotonic clock.

        Returns:
            The connection, without a transaction; None where it does not come so far in time.
        """
        try:
            connection = self.engine.connect().execution_options(isolation_level=AUTO)
        except (DBAPIError, NoneFree):
            self.rests_until = time.monotonic() + AWAY_SECONDS
            return None
        try:
            if self._reaches(connection, needed, deadline):
                connection.rollback()
                return connection
        except DBAPIError:
            self.rests_until = time.monotonic() + AWAY_SECONDS
        connection.close()
        return None

    def _reaches(self, connection: Connection, needed: int, deadline: float) -> bool:
        """Ask in statements of their own: a snapshot is taken before its statement asks."""
        pause = FIRST_PAUSE
        while True:
            standby, text = connection.exec_driver_sql(REPLAYED).one()
            if not standby:
                self.rests_until = time.monotonic() + AWAY_SECONDS
                return False
            if (read_position(text) or 0) >= needed:
                return True
            now = time.monotonic()
            if now < self.waited_until:
                return False
            if now + pause > deadline:
                self.waited_until = now + BEHIND_SECONDS
                return False
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def state(self, newest: int) -> State:
        """Tell how it stands, given where the log of the primary ends."""
        try:
            with self.engine.connect().execution_options(isolation_level=AUTO) as connection:
                standby, text = connection.exec_driver_sql(REPLAYED).one()
        except (DBAPIError, NoneFree) as error:
            said = str(getattr(error, "orig", error)).strip().splitlines()
            return State(self.name, None, said[0] if said else "it does not answer")
        if not standby:
            return State(self.name, None, "this server is no replica")
        return State(self.name, max(0, newest - (read_position(text) or 0)))


@dataclass(slots=True)
class Replicas:
    """The replicas of one primary, and what this process knows of the primary's log.

    `wait` is how long a reader waits for a replica before the primary is taken, `lag` how long ago
    the primary may have been asked where its log ends, both in seconds; with a lag of 0 it is
    asked each time, and no reader ever sees less than what was committed before.
    """

    members: tuple[Replica, ...]
    wait: float
    lag: float
    known: tuple[int, float] = (0, float("-inf"))
    """Where the log of the primary ended, and when it was asked."""
    primary_away_until: float = 0.0
    _turn: Iterator[int] = field(default_factory=count)

    def connect(self, primary: Engine) -> Connection | None:
        """Open a connection to a replica that shows all that the reader may have seen.

        Args:
            primary: The engine of the primary.

        Returns:
            The connection, without a transaction; None where the primary must be asked.
        """
        needed = self._needed(primary)
        deadline = time.monotonic() + self.wait
        first = next(self._turn) % len(self.members)
        for replica in self.members[first:] + self.members[:first]:
            if replica.rests_until <= time.monotonic():
                found = replica.connect(needed, deadline)
                if found is not None:
                    return found
        return None

    def _needed(self, primary: Engine) -> int:
        """Tell up to where a replica must have come.

        A position beyond the end of the primary's log was never seen by anyone: it is passed over,
        unless the primary is away and cannot say.
        """
        seen = SEEN.get()
        newest, asked = self.known
        if seen <= newest and asked + self.lag > time.monotonic():
            return newest
        now = self._ask(primary)
        return max(seen, newest) if now is None else now

    def _ask(self, primary: Engine) -> int | None:
        """Ask the primary where its log ends; None where it is away."""
        asked = time.monotonic()
        if asked < self.primary_away_until:
            return None
        try:
            with primary.connect().execution_options(isolation_level=AUTO) as connection:
                newest = _position(connection)
        except (DBAPIError, NoneFree):
            self.primary_away_until = time.monotonic() + AWAY_SECONDS
            return None
        self.known = (newest, asked)
        return newest

    def states(self, primary: Engine) -> tuple[State, ...]:
        """Tell how each replica stands."""
        self._ask(primary)
        return tuple(replica.state(self.known[0]) for replica in self.members)

    def dispose(self) -> None:
        """Close the connections."""
        for replica in self.members:
            replica.engine.dispose()


def replicas(engines: Sequence[Engine], *, wait: float, lag: float) -> Replicas:
    """Gather replicas by their engines; see `Replicas`."""
    return Replicas(tuple(Replica(engine) for engine in engines), wait, lag)


def replicas_of(engine: Engine) -> Replicas | None:
    """Give the replicas that an engine reads from; None where it has none."""
    found: Replicas | None = engine.get_execution_options().get("replicas")
    return found

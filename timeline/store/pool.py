"""Make engines of PostgreSQL servers: how connections are kept, limited and given up."""

from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from timeline.settings import Settings

KEEPALIVES = {
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A server that is gone without a word is noticed after 15 s of silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooling:
    """How the connections to a server are kept and limited; times are in seconds.

    `size` 0 keeps none: each connection is opened when it is needed and closed afterwards.
    """

    size: int = 0
    overflow: int = 2
    """How many more there may be for a while."""
    wait: float = 5.0
    """How long one waits for a connection when all are in use."""
    recycle: int = 1800
    """From which age on a connection is opened anew."""
    ping: bool = True
    """Whether a kept connection is tried before it is used."""
    connect: int = 3
    """How long the server may take to accept a connection; libpq takes no less than 2."""
    lock: float = 4.0
    """How long a statement may wait for a lock."""
    idle: float = 60.0
    """How long a transaction may do nothing."""
    prepare_after: int = 0
    """From which use on a statement is prepared at the server; 0: never."""
    pooler: bool = False
    """Whether a pooler that shares its connections by transaction stands between."""

    @classmethod
    def of(cls, settings: Settings, *, keep: bool) -> Self:
        """Read it from the settings.

        Args:
            settings: Those of the installation.
            keep: Whether connections are kept, as a server does; a command keeps none.
        """
        return cls(
            size=(settings.pool_size or settings.threads) if keep else 0,
            overflow=settings.pool_overflow,
            wait=settings.pool_timeout,
            recycle=settings.pool_recycle,
            ping=settings.pool_pre_ping,
            lock=settings.lock_seconds,
            idle=settings.idle_seconds,
            prepare_after=settings.prepare_threshold,
            pooler=settings.pooler,
        )


def postgresql_engine(address: URL, pooling: Pooling, *, statement: float | None = None) -> Engine:
    """Make an engine for a PostgreSQL server.

    Args:
        address: Where it is; psycopg 3 is the driver, whatever the address names.
        pooling: How connections are kept.
        statement: The longest that one statement may run, in seconds; None is no limit.
    """
    limits = _limits(pooling, statement)
    prepare = None if pooling.pooler or not pooling.prepare_after else pooling.prepare_after
    args: dict[str, Any] = {"connect_timeout": pooling.connect, "prepare_threshold": prepare}
    args |= KEEPALIVES
    if not pooling.pooler:
        args["options"] = " ".join(f"-c {name}={value}" for name, value in limits.items())
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"), connect_args=args, **_kept(pooling)
    )
    if pooling.pooler:
        _limit_transactions(engine, limits)
    return engine


def _limits(pooling: Pooling, statement: float | None) -> dict[str, str]:
    limits = {
        "timezone": "UTC",
        "lock_timeout": str(round(pooling.lock * 1000)),
        "idle_in_transaction_session_timeout": str(round(pooling.idle * 1000)),
    }
    if statement is not None:
        limits["statement_timeout"] = str(max(1, round(statement * 1000)))
    return limits


def _kept(pooling: Pooling) -> dict[str, Any]:
    if not pooling.size:
        return {"poolclass": NullPool}
    return {
        "pool_size": pooling.size,
        "max_overflow": pooling.overflow,
        "pool_timeout": pooling.wait,
        "pool_recycle": pooling.recycle,
        "pool_pre_ping": pooling.ping,
        "pool_use_lifo": True,  # what a quiet hour does not need grows old and is closed
    }


def _limit_transactions(engine: Engine, limits: dict[str, str]) -> None:
    """Say the limits at the start of each transaction.

    Behind a pooler a connection is nobody's own: what is set for a session meets others, and
    pgbouncer refuses to be told `options` when a connection is opened.
    """
    parts = [f"set_config('{name}', '{value}', true)" for name, value in limits.items()]
    statement = text(f"select {', '.join(parts)}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.execute(statement)

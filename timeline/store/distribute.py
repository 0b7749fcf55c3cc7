"""Spread the tables over the machines of a Citus cluster: each event with all that it owns.

- Tables keyed by event are distributed by it and lie together, so that a statement which joins them
  by event runs on every machine at once, and one about an event runs on one.
- Reference records are kept whole on every machine, so that every join with them is local.
- What is written in one order stays on the coordinator: revisions, whose greatest id is the version
  of the data and which a trigger keeps append-only; batches; the names that lead to events.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import AddConstraint, DropConstraint

from timeline.store import schema
from timeline.store.migrate import is_current
from timeline.store.session import BadDatabase

KEY = {"event": "id"}
"""The distribution column where it is not `event_id`."""
BY_EVENT = (
    "event", "citation", "claim", "participation", "event_theme", "event_place", "event_link",
    "mention", "involvement", "walk", "event_document", "event_text",
)  # fmt: skip
EVERYWHERE = (
    "actor", "actor_code", "alias", "affiliation", "theme_scheme", "theme", "theme_label",
    "theme_mapping", "place", "place_name", "source",
)  # fmt: skip
ON_COORDINATOR = ("event_key", "revision", "batch", "batch_reject", "former_slug")

OLDEST = (11, 0)
"""The first Citus in which foreign keys of local tables may lead to reference tables."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a table lies: `how` in words, the rows that it had, whether it was moved just now."""

    table: str
    how: str
    rows: int
    moved: bool


def distribute(engine: Engine, *, shards: int = 32) -> tuple[Placing, ...]:
    """Spread the tables over the cluster, in one transaction; what is spread already stays.

    Source: Citus 13, "Creating and Modifying Distributed Objects", "Citus Utility Functions".

    Args:
        engine: The coordinator; the tables are locked to the end.
        shards: Into how many parts tables are cut; at the first time only.

    Returns:
        Every table with its place.

    Raises:
        BadDatabase: If there is no cluster, or it is not ready; nothing is changed then.
    """
    _check(engine)
    try:
        with engine.begin() as connection:
            connection.execute(text("set local citus.multi_shard_modify_mode = 'sequential'"))
            placed = tuple(_place(connection, shards))
            _bring_in_line(connection)
    except DBAPIError as error:
        raise BadDatabase(f"the cluster refuses: {error.orig}") from error
    return placed


def _check(engine: Engine) -> None:
    """Refuse what is no cluster, and say what is missing."""
    if engine.dialect.name != "postgresql":
        raise BadDatabase("only PostgreSQL can be distributed, with the extension Citus")
    if not is_current(engine):
        raise BadDatabase("the schema is not up to date: run `timeline db upgrade` first")
    with engine.connect() as connection:
        version = connection.execute(
            text("select extversion from pg_extension where extname = 'citus'")
        ).scalar()
        if version is None:
            raise BadDatabase(_how_to_get(connection))
        numbers = tuple(int(part) for part in str(version).split("-")[0].split("."))
        if numbers[:2] < OLDEST:
            raise BadDatabase(f"Citus {version} is too old; {OLDEST[0]}.{OLDEST[1]} is needed")
        if connection.execute(text("select pg_is_in_recovery()")).scalar():
            raise BadDatabase("this server is a replica; name the coordinator")
        holders = "select count(*) from pg_dist_node where isactive and shouldhaveshards"
        if not connection.execute(text(holders)).scalar():
            raise BadDatabase(
                "no machine of the cluster holds data: "
                "run `select citus_add_node('host', 5432)` for each worker"
            )


def _how_to_get(connection: Connection) -> str:
    found = text("select 1 from pg_available_extensions where name = 'citus'")
    if connection.execute(found).scalar():
        return "the extension is not in this database: run `create extension citus` on every server"
    return "this server has no extension Citus; install it on every server of the cluster"


def _place(connection: Connection, shards: int) -> Iterator[Placing]:
    spread = {str(name) for name in connection.execute(text(
        "select logicalrelid::regclass from pg_dist_partition where partmethod in ('h', 'n')"
    )).scalars()}  # fmt: skip
    wanted = [name for name in (*EVERYWHERE, *BY_EVENT) if name not in spread]
    for key in _foreign_keys(wanted):
        connection.execute(DropConstraint(key, if_exists=True))
    for name in (*EVERYWHERE, *BY_EVENT):
        how = "on every machine" if name in EVERYWHERE else "by event"
        rows = connection.execute(text(f'select count(*) from "{name}"')).scalar_one()  # noqa: S608 - our own
        if name in wanted:
            _spread(connection, name, shards)
        yield Placing(name, how, rows, name in wanted)
    for key in _foreign_keys(wanted):
        if not (key.table.name == key.referred_table.name == "event"):  # not within one machine
            connection.execute(AddConstraint(key))
    for name in ON_COORDINATOR:
        rows = connection.execute(text(f'select count(*) from "{name}"')).scalar_one()  # noqa: S608 - our own
        yield Placing(name, "on the coordinator", rows, moved=False)


def _foreign_keys(names: list[str]) -> Iterator[ForeignKeyConstraint]:
    """Give the foreign keys of tables, and those that lead to them."""
    for table in schema.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            if table.name in names or key.referred_table.name in names:
                yield key


def _spread(connection: Connection, name: str, shards: int) -> None:
    """Move one table with its rows, and take away what is left of them on the coordinator."""
    if name in EVERYWHERE:
        connection.execute(text("select create_reference_table(:name)"), {"name": name})
    else:
        first = name == BY_EVENT[0]
        share = (
            "shard_count => :n, colocate_with => 'none'" if first else "colocate_with => 'event'"
        )
        given = {"name": name, "key": KEY.get(name, "event_id")} | ({"n": shards} if first else {})
        moved = f"select create_distributed_table(:name, :key, {share})"
        connection.execute(text(moved), given)
    emptied = text("select truncate_local_data_after_distributing_table(cast(:name as regclass))")
    connection.execute(emptied, {"name": name})


def _bring_in_line(connection: Connection) -> None:
    """Let every session change parts one after the other.

    An import enters sources, which lie everywhere, and events by turns in one transaction; Citus
    refuses that where events were written over several connections to one machine.
    """
    name = connection.dialect.identifier_preparer.quote(str(connection.engine.url.database))
    connection.execute(
        text(f"alter database {name} set citus.multi_shard_modify_mode = 'sequential'")
    )

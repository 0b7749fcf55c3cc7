"""Run migrations on the engine that the caller hands over.

On SQLite a column is altered by making the table anew, and with foreign keys on, dropping the old
one would empty the tables that refer to it. So the pragma is off before the transaction begins, and
the rows of every table are counted before and after.
"""

from alembic import context
from sqlalchemy import Connection, inspect, text

from timeline.store import schema

DERIVED = "event_text"
"""The full-text table differs by engine; its migration is written by hand."""
UNCOUNTED = {"alembic_version", "walk"}
"""What a migration may shorten: rows of `walk` say again what other tables say."""


def include(thing, name, kind, reflected, compare_to):  # noqa: ANN001, ANN201, ARG001 - Alembic's signature
    """Leave the full-text table and what SQLite keeps for it out of comparisons."""
    return not (kind == "table" and name.startswith(DERIVED))


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table of ours."""
    names = [name for name in inspect(connection).get_table_names() if not name.startswith(DERIVED)]
    return {
        name: connection.execute(text(f'select count(*) from "{name}"')).scalar_one()
        for name in names
        if name not in UNCOUNTED
    }


def switch_foreign_keys(connection: Connection, state: str) -> None:
    """Set the pragma on the driver: a statement would begin a transaction, where it is void."""
    raw = connection.connection.driver_connection
    raw.execute(f"PRAGMA foreign_keys={state}")


def run(connection: Connection) -> None:
    """Run the migrations in one transaction; one that lost rows is rolled back as a whole."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        switch_foreign_keys(connection, "OFF")
        connection = connection.execution_options(writing=True)
    with connection.begin():
        context.configure(
            connection=connection,
            target_metadata=schema.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
            include_object=include,
        )
        before = count_rows(connection)
        context.run_migrations()
        after = count_rows(connection)
        lost = {name: (n, after[name]) for name, n in before.items() if after.get(name, n) < n}
        if lost:
            raise RuntimeError(f"a migration lost rows: {lost}")
        if sqlite and (loose := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"a migration left rows that refer to nothing: {loose[:5]}")


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    try:
        run(connection)
    finally:
        if connection.dialect.name == "sqlite":
            switch_foreign_keys(connection, "ON")

"""Bring a database to the schema that this code knows, and tell whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine

import timeline
from timeline.store.session import BadDatabase


def folder(name: str) -> Path:
    """Find a folder that ships with the project, in a checkout or in an installed package.

    Args:
        name: `migrations`, `seeds` or `config`.
    """
    package = Path(timeline.__file__).parent
    packed = package / f"_{name}"
    return packed if packed.is_dir() else package.parent / name


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run every migration up to a revision; each is one transaction.

    Raises:
        BadDatabase: If the database is at a schema that this code does not know.
    """
    try:
        command.upgrade(_config(engine), revision)
    except CommandError as error:
        raise BadDatabase(
            f"the schema of the database is at {current(engine)!r}, which this version does not "
            "know; a newer version has made it"
        ) from error


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Run migrations down to a revision."""
    command.downgrade(_config(engine), revision)


def heads() -> tuple[str, ...]:
    """List the newest revisions of the schema; there must be one."""
    return tuple(ScriptDirectory.from_config(_config(None)).get_heads())


def current(engine: Engine) -> str | None:
    """Tell at which revision a database is; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Tell whether the database is at the schema that this code knows."""
    return (current(engine),) == heads()


def _config(engine: Engine | None) -> Config:
    config = Config(attributes={"engine": engine})
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config

"""Open what a command needs, and turn what goes wrong into one line and an exit code."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from timeline.chronology.detail import NotFound
from timeline.chronology.filter import BadFilter
from timeline.chronology.grammar import PARAMETERS, Takes
from timeline.intake.table import BadTable
from timeline.review.act import Refused
from timeline.settings import BadSettings, Settings, load
from timeline.store.migrate import is_current
from timeline.store.session import BadDatabase, open_store, read_address

REFUSED = (BadTable, BadSettings, BadDatabase, Refused, NotFound)
USAGE = (BadFilter,)

Command = TypeVar("Command", bound=Callable[..., Any])


def fail(message: str, code: int = 1) -> NoReturn:
    """Say in one line what was wrong, on standard error, and leave."""
    click.echo("timeline: " + " ".join(message.split()), err=True)
    sys.exit(code)


class Group(click.Group):
    """A group of commands that never shows a traceback for what a person has given it."""

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run the program; wrong usage is one line, and exit code 2."""
        run: Callable[..., Any] = super().main
        if not kwargs.pop("standalone_mode", True):
            return run(*args, standalone_mode=False, **kwargs)
        try:
            sys.exit(run(*args, standalone_mode=False, **kwargs) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            sys.exit(2)
        except click.UsageError as error:
            where = error.ctx.command_path if error.ctx else "timeline"
            fail(f"{error.format_message()} See `{where} --help`.", 2)
        except click.ClickException as error:
            fail(error.format_message(), error.exit_code)
        except click.Abort:
            fail("stopped")

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a command; what the rooms refuse becomes one line."""
        try:
            return super().invoke(ctx)
        except USAGE as error:
            fail(str(error), 2)
        except BrokenPipeError:
            sys.stdout = None  # nobody reads any more; nor may closing complain of it
            sys.exit(1)
        except OSError as error:
            what = error.strerror or str(error)
            fail(f"{error.filename}: {what}" if error.filename else what)
        except REFUSED as error:
            fail(str(error))
        except DBAPIError as error:
            fail(f"the database does not do this: {error.orig}")


def settings() -> Settings:
    """Read the settings of this installation."""
    return load()


def engine(found: Settings | None = None, *, current: bool = True) -> Engine:
    """Open the database of this installation; an SQLite file is made where there is none.

    Args:
        found: The settings, where they are read already.
        current: Whether the schema must be at head.

    Raises:
        BadDatabase: If the schema is not what this code knows.
    """
    found = found or settings()
    url = read_address(found.database)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    opened = open_store(found, serving=False)
    if current and not is_current(opened):
        shown = url.render_as_string()
        raise BadDatabase(f"the schema of {shown} is not up to date: run `timeline db upgrade`")
    return opened


def filter_options(*, leave_out: frozenset[str] = frozenset()) -> Callable[[Command], Command]:
    """Add the whole filter grammar to a command, one long option a parameter."""

    def add(command: Command) -> Command:
        for parameter in reversed(tuple(PARAMETERS.values())):
            if parameter.name in leave_out:
                continue
            several = parameter.takes in (Takes.SLUGS, Takes.WORDS)
            words = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
            flag = {"is_flag": True, "flag_value": "1"} if parameter.takes is Takes.FLAG else {}
            option = click.option(
                *dict.fromkeys((f"--{parameter.name}", f"--{parameter.name.replace('_', '-')}")),
                f"param_{parameter.name}",
                multiple=several,
                metavar=None if flag else parameter.takes.value.upper(),
                help=parameter.help + words,
                default=None,
                **flag,  # type: ignore[arg-type]
            )
            command = option(command)
        return command

    return add


def given(options: dict[str, Any]) -> dict[str, list[str]]:
    """Gather the filter that a command was given, as the grammar reads it."""
    found: dict[str, list[str]] = {}
    for name, value in options.items():
        if name.startswith("param_") and value:
            found[name.removeprefix("param_")] = (
                list(value) if isinstance(value, tuple) else [value]
            )
    return found

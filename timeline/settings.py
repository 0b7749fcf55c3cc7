"""Hold all that may differ between two installations, read from one file and the environment."""

import getpass
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec

PREFIX = "TIMELINE_"
NOT_SETTINGS = frozenset({"TIMELINE_CONFIG", "TIMELINE_SHARED", "TIMELINE_CITUS"})
"""Read elsewhere: where the settings file lies, and where tests and benches find what they use."""

AtLeastOne = Annotated[int, msgspec.Meta(ge=1)]
AtLeastNone = Annotated[int, msgspec.Meta(ge=0)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
SecondsOrNone = Annotated[float, msgspec.Meta(ge=0, le=86_400)]


class BadSettings(ValueError):
    """A setting that does not exist or does not fit; the message names it and what is possible."""


def user_database(environ: Mapping[str, str] = os.environ) -> str:
    """Name the SQLite file in the user's data folder, as an SQLAlchemy URL; nothing is created.

    Source: XDG Base Directory Specification 0.8 (a relative XDG_DATA_HOME is ignored); Apple's
    File System Programming Guide for macOS.
    """
    home = Path(environ.get("HOME") or Path.home())
    folder = home / ".local" / "share"
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    elif Path(environ.get("XDG_DATA_HOME", "")).is_absolute():
        folder = Path(environ["XDG_DATA_HOME"])
    return f"sqlite:///{folder / 'timeline' / 'timeline.sqlite'}"


def login_name() -> str:
    """Name who is signed in to the machine, or `editor` where it does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an installation may choose; every field has a default, so that none must."""

    database: str = field(default_factory=user_database)
    """SQLAlchemy URL, `sqlite:///…` or `postgresql+psycopg://…`."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    """Port to listen on; 0 takes any free one."""
    workers: AtLeastOne = 2
    """Server processes."""
    threads: AtLeastOne = 4
    """Threads, and so database connections, in each process."""
    site_title: str = "Geopolitical Event Timeline"
    """Stands at the head of pages, feeds and exports."""
    base_url: str = ""
    """Public address without a closing slash; empty: the one each request was sent to."""
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Hosts that requests may be sent to; others get 400. `.example.org` admits its subdomains."""
    page_limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50
    """Events on a page when the reader asks for no number."""
    statement_seconds: Annotated[float, msgspec.Meta(gt=0)] = 2.0
    """Longest time that the database may take to answer a reader, in seconds."""
    pool_size: AtLeastNone = 0
    """Connections to PostgreSQL that each server process keeps open; 0: one for each thread."""
    pool_overflow: AtLeastNone = 2
    """How many more each process may open for a while."""
    pool_timeout: Seconds = 5.0
    """Longest wait for a free connection, in seconds; then the answer is 503."""
    pool_recycle: AtLeastOne = 1800
    """Age in seconds from which on a connection is opened anew."""
    pool_pre_ping: bool = True
    """Whether a kept connection is tried before each use."""
    prepare_threshold: AtLeastNone = 0
    """From which use on PostgreSQL prepares a statement; 0: never, which every pooler bears."""
    pooler: bool = False
    """Whether pgbouncer or its like, sharing connections by transaction, stands between."""
    lock_seconds: Seconds = 4.0
    """Longest wait for a lock, in seconds; an import holds the one of writers to its end."""
    idle_seconds: Seconds = 60.0
    """Longest time that a transaction may do nothing, in seconds; a slow download is one."""
    replicas: tuple[str, ...] = ()
    """Addresses of streaming replicas that readers are sent to."""
    replica_wait_seconds: SecondsOrNone = 0.5
    """Longest wait for a replica to catch up, in seconds; then the primary answers."""
    replica_lag_seconds: SecondsOrNone = 0.0
    """How far behind a replica may be for strangers, in seconds; 0: the primary is asked."""
    language: Annotated[str, msgspec.Meta(min_length=2)] = "en"
    """Language of pages and of dates in words, a BCP 47 code."""
    font_folders: tuple[str, ...] = ()
    """Folders with fonts for PDF, besides those of the system."""
    style_folder: str = ""
    """Folder with further citation styles as CSL files, each asked for by the name of its file."""
    editor: Annotated[str, msgspec.Meta(min_length=1)] = field(default_factory=login_name)
    """Name that revisions made at the command line carry."""
    fetch_articles: bool = False
    """Whether the desk may fetch an article from its address."""
    model_endpoint: str = ""
    """Address of a chat service (as OpenAI's) that may read articles: …/chat/completions."""
    model_name: str = ""
    """The model that it is to use."""
    model_key: str = ""
    """The key that it asks for; better set in the environment than in a file."""


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file, then let TIMELINE_* from the environment overrule it.

    The file is `path`, else TIMELINE_CONFIG, else the one that comes with the program. Lists in the
    environment are divided by commas; yes and no are `true` and `false`.

    Raises:
        BadSettings: a file that is absent or not TOML, an unknown name, an unfitting value.
    """
    path = path or (Path(environ["TIMELINE_CONFIG"]) if environ.get("TIMELINE_CONFIG") else None)
    values: dict[str, Any] = {"database": user_database(environ)}
    for name, raw in _file(path or _own_file()).items():
        values[name] = _fit(name, raw, f"{name} in the settings file", strict=True)
    for variable, text in environ.items():
        if variable.startswith(PREFIX) and variable not in NOT_SETTINGS:
            name = variable.removeprefix(PREFIX).lower()
            values[name] = _fit(name, text, variable, strict=False)
    return Settings(**values)


def _own_file() -> Path:
    """Find the settings file of a work tree, else the one packed with an installed program."""
    here = Path(__file__).parent
    tree = here.parent / "config" / "timeline.toml"
    return tree if tree.exists() else here / "_config" / "timeline.toml"


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise BadSettings(f"the settings file {path} cannot be read: {reason}") from reason


def _fit(name: str, raw: object, called: str, *, strict: bool) -> object:
    """Give a value the type of its setting; only text from the environment is converted."""
    types = get_type_hints(Settings, include_extras=True)
    if name not in types:
        near = get_close_matches(name, types, n=1, cutoff=0.5)
        hint = f"the nearest name is {near[0]}" if near else f"there are {', '.join(types)}"
        raise BadSettings(f"unknown setting {called}; {hint}")
    if not strict and isinstance(raw, str) and types[name] == tuple[str, ...]:
        raw = tuple(part.strip() for part in raw.split(",") if part.strip())
    try:
        return msgspec.convert(raw, types[name], strict=strict)
    except msgspec.ValidationError as reason:
        raise BadSettings(f"{called} does not fit: {reason}, not {raw!r}") from reason


NAMES = tuple(option.name for option in fields(Settings))
"""Every setting's name, in the order of the settings file."""

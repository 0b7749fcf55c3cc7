"""Run the application in server processes of its own (granian)."""

import errno
import socket

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from timeline.settings import Settings, load
from timeline.web.app import create_app

GRACE_SECONDS = 25
LIFETIME_SECONDS = 24 * 60 * 60
"""How long a process serves before another takes its place."""


class CannotListen(OSError):
    """The address or the port cannot be had; the message says why and what to do."""


def application() -> Flask:
    """Make the application of one process from the settings that it finds."""
    return create_app(load())


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped by a signal; answers on their way are finished first.

    Each process reads the settings anew, so they must come from the file or the environment.

    Args:
        settings: How many processes and threads serve.
        host: The address.
        port: The port; 0 is any that is free.

    Raises:
        CannotListen: If the port is in use, may not be used, or the address is not of this machine.
    """
    check_address(host, port)
    Granian(
        "timeline.web.serve:application",
        factory=True,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        address=host,
        port=port or free_port(host),
        workers=settings.workers,
        blocking_threads=settings.threads,
        workers_lifetime=LIFETIME_SECONDS,
        workers_kill_timeout=GRACE_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    ).serve()


def free_port(host: str) -> int:
    """Give a port that is free now."""
    found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
    with socket.socket(*found[:3]) as trial:
        trial.bind(found[4])
        return int(trial.getsockname()[1])


def check_address(host: str, port: int) -> None:
    """Try to listen, and say in plain words why it cannot be done.

    Raises:
        CannotListen: If it cannot.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(*found[:3]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except socket.gaierror as error:
        raise CannotListen(f"there is no address {host!r}: {error.strerror}") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"port {port} is in use; stop what uses it or choose another with --port"
        elif error.errno == errno.EACCES:
            message = f"port {port} may not be used by this user; choose one above 1023"
        else:
            message = f"cannot listen on {host}:{port}: {error.strerror}"
        raise CannotListen(message) from error

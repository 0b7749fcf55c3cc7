"""Run the application in server processes of its own (gunicorn)."""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from timeline.settings import Settings
from timeline.web.app import create_app

GRACE_SECONDS = 25
REQUESTS_A_WORKER = 50_000


class CannotListen(OSError):
    """The address or the port cannot be had; the message says why and what to do."""


class Server(BaseApplication):  # type: ignore[misc]
    """The application under gunicorn, made anew in each process."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        """Keep what the processes are made with."""
        self.settings = settings
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn how to serve."""
        options: dict[str, Any] = {
            "bind": self.address,
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_class": "gthread",
            "graceful_timeout": GRACE_SECONDS,
            "max_requests": REQUESTS_A_WORKER,
            "max_requests_jitter": REQUESTS_A_WORKER // 10,
            "forwarded_allow_ips": "",
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application."""
        return create_app(self.settings)


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until stopped by a signal.

    Raises:
        CannotListen: If the port is in use, may not be used, or the address is not of this machine.
    """
    check_address(host, port)
    Server(settings, host, port).run()


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

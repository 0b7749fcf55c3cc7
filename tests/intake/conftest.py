"""Give the tests of the way in a server on this machine that answers as a handler says."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@pytest.fixture
def serving() -> Iterator[Callable[[type[BaseHTTPRequestHandler]], int]]:
    """Give what serves by a handler until the test ends; it tells the port."""
    with ExitStack() as stack:

        def begin(handler: type[BaseHTTPRequestHandler]) -> int:
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return server.server_address[1]

        yield begin

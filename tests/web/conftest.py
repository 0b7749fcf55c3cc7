"""Give the tests of the site clients of it: on seeds that are only read, and on some of its own."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from timeline.settings import Settings


def opened(url: str) -> Iterator[FlaskClient]:
    """Open the service on a database, and close it afterwards."""
    from timeline.web.app import create_app

    app = create_app(Settings(database=url))
    yield app.test_client()
    app.extensions["timeline"].engine.dispose()


@pytest.fixture(scope="module")
def client(seeded) -> Iterator[FlaskClient]:
    """Give a client of the service on the seeded database, which is only read."""
    yield from opened(seeded("sqlite"))


@pytest.fixture
def own_client(seeded_url) -> Iterator[FlaskClient]:
    """Give a client over seeds that the test may change: once on each kind of database."""
    yield from opened(seeded_url)


@pytest.fixture
def asking() -> Callable[..., tuple[TestResponse, tuple[str, ...]]]:
    """Give what asks a client for a path; it tells the answer and what the database was asked."""

    def asked(
        client: FlaskClient, path: str, **headers: str
    ) -> tuple[TestResponse, tuple[str, ...]]:
        statements: list[str] = []
        engine = client.application.extensions["timeline"].engine

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        answer = client.get(path, headers=headers)
        event.remove(engine, "before_cursor_execute", note)
        return answer, tuple(statements)

    return asked

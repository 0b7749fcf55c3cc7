"""Give the tests of the site clients of it: on seeds that are only read, and on some of its own."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

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

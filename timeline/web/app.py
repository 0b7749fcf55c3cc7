"""Make the web application from settings: engine, pages, API, errors, headers, in that order."""

from flask import Flask

from timeline.chronology.index.rebuilding import keep_current
from timeline.settings import Settings
from timeline.store.session import open_store
from timeline.web import cache, compressed, errors, headers, memento, session
from timeline.web.api import blueprint as api
from timeline.web.api.directly import Directly
from timeline.web.pages import blueprint as pages
from timeline.web.pages.timeline.tiles import blueprint as tiles

BODY_LIMIT = 20 * 1024 * 1024
FORM_LIMIT = 500_000


def create_app(settings: Settings) -> Flask:
    """Make the application.

    Args:
        settings: All that may differ between installations.

    Raises:
        timeline.store.session.BadDatabase: If the database address cannot be used.
    """
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=FORM_LIMIT,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
    )
    engine = open_store(settings, serving=True)
    keep_current(settings.database)
    cache.init_app(app, engine, settings.language, Directly(engine, settings.trusted_hosts))
    compressed.init_app(app)
    session.init_app(app, session.Service(engine, settings))
    app.register_blueprint(pages)
    app.register_blueprint(tiles)
    app.register_blueprint(api)
    errors.init_app(app)
    memento.init_app(app)
    headers.init_app(app)
    return app

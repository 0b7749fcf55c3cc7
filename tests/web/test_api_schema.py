"""Hold the API to its own document: everything that it says of itself is tried, and is true."""

import pytest
import schemathesis
from jsonschema import Draft202012Validator
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from timeline.chronology.grammar import PARAMETERS
from timeline.settings import Settings
from timeline.web.app import create_app

EXAMPLES = 8
NAMES_RECORDS = {"include-path": ["/api/v1/events", "/api/v1/facets", "/api/v1/changes"]}
"""Their filters name actors, dates and cursors; a text that names nothing is refused (400)."""
NAMED_BY_ADDRESS = {"include-path-regex": "{"}
"""A slug that nobody has is not found (404), a former one leads on (308)."""

TAKEN_AWAY = ("/events.", "/event/", "/jobs/")
"""What is read by people: documents, and the pages that tell when they are ready."""


def configuration() -> SchemathesisConfig:
    """Run every check; only what no schema can say of a valid request is allowed to be refused."""
    return SchemathesisConfig.from_dict(
        {
            "headers": {"Accept-Encoding": "identity"},
            "generation": {"max-examples": EXAMPLES, "deterministic": True, "database": "none"},
            "operations": [
                NAMES_RECORDS | _allow("2xx", 400),
                NAMED_BY_ADDRESS | _allow("2xx", 308, 404),
            ],
        }
    )


def _allow(*statuses: str | int) -> dict:
    return {"checks": {"positive_data_acceptance": {"expected-statuses": list(statuses)}}}


@pytest.fixture
def app(seeded_url):
    """Give the service on the seeded database."""
    app = create_app(Settings(database=seeded_url))
    yield app
    app.extensions["timeline"].engine.dispose()


@pytest.mark.filterwarnings("ignore")
def test_what_the_document_says_is_true(app):
    """Thousands of requests, fitting and not, get answers of the kinds that are documented."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app, config=configuration())
    failed, tried = [], 0
    for event in from_schema(schema).execute():
        assert not isinstance(event, events.FatalError | events.NonFatalError), event
        if isinstance(event, events.ScenarioFinished):
            for key, checks in event.recorder.checks.items():
                tried += len(checks)
                command = event.recorder.cases[key].value.as_curl_command
                failed += [
                    (one.name, one.failure_info.failure.message, command())
                    for one in checks
                    if one.failure_info
                ]

    assert [] == failed
    assert tried > 5000


def test_the_document_is_made_of_the_grammar(app):
    """The filter of the document is the one table of parameters, each with its help."""
    document = app.test_client().get("/openapi.json").json
    documented = document["paths"]["/api/v1/events"]["get"]["parameters"]

    assert list(PARAMETERS) == [one["name"] for one in documented]
    assert all(one["description"] for one in documented)


def test_the_document_follows_its_standard(app):
    """It is OpenAPI 3.1: every path has a route, every schema is one of JSON Schema 2020-12."""
    document = app.test_client().get("/openapi.json").json
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    rules = {
        rule.rule.replace("<path:key>", "<key>")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and not rule.rule.startswith(TAKEN_AWAY)
    }
    paths = {
        path.partition("{")[0] + ("<key>" if "{" in path else "") for path in document["paths"]
    }

    assert document["openapi"].startswith("3.1")
    assert rules == paths | {"/openapi.json"}

"""The read-only API: every operation of its table as a route, its document, health, and exports."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response, request

from timeline.chronology.detail import NotFound
from timeline.exports import NotInstalled, TooMany
from timeline.exports.documents.engine import Failed
from timeline.exports.documents.fonts import NoGlyphs
from timeline.web import cache, errors
from timeline.web.api import answers, archive, documents, health, openapi, watching
from timeline.web.api.answers import Answer, Moved
from timeline.web.api.operations import OPERATIONS, Operation
from timeline.web.session import session

blueprint = Blueprint("api", __name__)
KINDS = {"{id}": "<key>", "{slug}": "<key>", "{path}": "<path:key>"}


def serve(operation: Operation) -> Callable[..., Response]:
    """Make the view of an operation: it answers, or says that nothing has changed."""

    def view(key: str = "") -> Response:
        asked = operation.ask(dict(request.args.lists()))
        what = f"{operation.name} {key} {asked.query()}"
        validator = answers.tag(cache.version(), what)
        same = answers.unchanged(validator)
        return same or answers.json(operation.read(session(), asked, key), validator)

    return view


def api_document() -> Response:
    """Give the document that describes the API."""
    body = openapi.document()
    validator = answers.tag(0, "openapi")
    return answers.unchanged(validator) or answers.json(Answer(body), validator)


@blueprint.errorhandler(NotFound)
def on_not_found(error: NotFound) -> Response:
    """Answer where there is no such record, naming what comes near."""
    nearest = list(getattr(error, "nearest", ()))
    more: dict[str, object] = {"nearest": nearest} if nearest else {}
    near = f" Nearest: {', '.join(nearest)}." if nearest else ""
    detail = f"{error}.{near}"
    return errors.answer(
        HTTPStatus.NOT_FOUND, "Not found", detail[:1].upper() + detail[1:], more=more
    )


@blueprint.errorhandler(Moved)
def on_moved(error: Moved) -> Response:
    """Lead to where a record is now."""
    response = Response(status=HTTPStatus.PERMANENT_REDIRECT)
    response.headers["Location"] = error.address
    return response


@blueprint.errorhandler(NotInstalled)
def on_not_installed(error: NotInstalled) -> Response:
    """Answer where a form is made by a library that this installation has not got."""
    return errors.answer(HTTPStatus.NOT_IMPLEMENTED, "Not installed here", _sentence(error))


@blueprint.errorhandler(TooMany)
def on_too_many(error: TooMany) -> Response:
    """Answer where there are more events than a form can hold."""
    return errors.answer(HTTPStatus.BAD_REQUEST, "Too many events", _sentence(error))


@blueprint.errorhandler(Failed)
def on_failed(error: Failed) -> Response:
    """Answer where a document could not be set."""
    status = HTTPStatus.NOT_IMPLEMENTED if isinstance(error, NoGlyphs) else 500
    return errors.answer(status, "The document could not be made", _sentence(error))


def _sentence(error: Exception) -> str:
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}."


def _routes() -> None:
    for operation in OPERATIONS:
        rule = operation.path
        for variable, converter in KINDS.items():
            rule = rule.replace(variable, converter)
        blueprint.add_url_rule(rule, operation.name, serve(operation))
    blueprint.add_url_rule("/openapi.json", "document", api_document)
    blueprint.add_url_rule("/healthz", "healthz", health.healthz)
    blueprint.add_url_rule("/readyz", "readyz", health.readyz)
    blueprint.add_url_rule(archive.PATH, "archive", archive.archive)
    blueprint.add_url_rule(documents.LIST, "list", documents.listed)
    blueprint.add_url_rule(documents.EVENT, "event", documents.event)
    blueprint.add_url_rule("/jobs/<key>", "job", watching.watched)
    blueprint.add_url_rule("/jobs/<key>/<file>", "job_file", watching.taken)


_routes()
blueprint.after_app_request(answers.open_to_all)

__all__ = ["blueprint"]

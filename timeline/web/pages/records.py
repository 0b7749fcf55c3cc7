"""Find the record that an address names: its present slug, or what is near where there is none."""

import re
from http import HTTPStatus
from urllib.parse import quote

from flask import redirect, request
from werkzeug.wrappers import Response

from timeline.chronology.detail import Gone, NotFound
from timeline.chronology.filter import BadFilter
from timeline.chronology.naming import name_slugs, slugs_of
from timeline.web.errors import answer
from timeline.web.pages.called import called
from timeline.web.pages.dated import head
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import label
from timeline.web.session import session

NEVER = re.compile(r"there is no event (\d+)")
THEN = re.compile(r"event (\d+) was not in the chronology on (\S+)")


class NoSuchRecord(LookupError):
    """No record goes by this name; says what is near."""

    def __init__(self, record: str, value: str, nearest: tuple[str, ...]) -> None:
        """Say what was asked for, and the slugs that are near."""
        self.record = record
        self.value = value
        self.nearest = nearest
        super().__init__(f"There is no {record} “{value[:80]}”.")


def settle(record: str, written: str) -> str:
    """Find the slug of what an address names: a slug, a former one, a code, a name.

    Raises:
        NoSuchRecord: If it names nothing; with the nearest slugs.
    """
    try:
        return slugs_of(session(), record, written)[0]
    except BadFilter as error:
        raise NoSuchRecord(record, written, error.nearest) from error


def lead_on(path: str) -> Response:
    """Lead to the address by which a record goes now; the query is kept."""
    query = request.query_string.decode(errors="replace")
    address = quote(path) + (f"?{query}" if query else "")
    return redirect(address, HTTPStatus.MOVED_PERMANENTLY)


@blueprint.errorhandler(NoSuchRecord)
def on_no_such_record(error: NoSuchRecord) -> Response:
    """Answer with a page that leads to what is near."""
    rows = called(error.record, name_slugs(session(), error.record, error.nearest))
    shown: dict[str, object] = {"record": error.record, "near": rows, "sought": error.value[:80]}
    detail = label("missing", error.record)
    return answer(HTTPStatus.NOT_FOUND, "Not found", detail, shown=shown)


@blueprint.errorhandler(NotFound)
def on_not_found(error: NotFound) -> Response:
    """Answer where there is no such event, or none that readers may see."""
    detail = str(error)
    never, then = NEVER.fullmatch(detail), THEN.fullmatch(detail)
    if never is not None:
        words = {"number": never[1]}
        return answer(
            HTTPStatus.NOT_FOUND, "Not found", "There is no event %(number)s.", words=words
        )
    if then is not None:
        words = {"number": then[1], "day": head(then[2])}
        text = "Event %(number)s was not in the chronology on %(day)s."
        return answer(HTTPStatus.NOT_FOUND, "Not found", text, words=words)
    return answer(HTTPStatus.NOT_FOUND, "Not found", detail[:1].upper() + detail[1:] + ".")


@blueprint.errorhandler(Gone)
def on_gone(error: Gone) -> Response:
    """Answer where an event was taken back: when and why, and how it stood before."""
    shown = {
        "gone": {
            "day": head(error.at[:10]),
            "reason": error.reason,
            "stood": f"/event/{error.number}?as_of={quote(error.stood)}",
        }
    }
    return answer(
        HTTPStatus.GONE,
        "Gone",
        "There is no event %(number)s.",
        words={"number": str(error.number)},
        shown=shown,
    )

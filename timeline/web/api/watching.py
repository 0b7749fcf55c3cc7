"""Lead readers and programs to documents in the making: where they stand, and the file at last."""

import time
from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from flask import Response, redirect, render_template, request, send_file
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Redirect

from timeline import shapes
from timeline.exports import FORMATS, Format, Head
from timeline.names.latin import slug
from timeline.web.api import jobs
from timeline.web.api.jobs import Job

LOOK_AGAIN = 3
"""After how many seconds the page of a job looks again."""


def begun(key: str, made: Format, head: Head, events: Iterable[shapes.Event]) -> Response:
    """Begin a job and lead to where it can be watched: 303 for browsers, 202 for programs.

    Args:
        key: What tells the document from every other one.
        made: Its form.
        head: Its head.
        events: Its events.

    Raises:
        ServiceUnavailable: If too many wait already.
    """
    job = jobs.begin(key, made, head, events)
    if "text/html" in request.headers.get("Accept", ""):
        return _plain(redirect(f"/jobs/{job.key}", HTTPStatus.SEE_OTHER))
    return _told(job, HTTPStatus.ACCEPTED)


def watched(key: str) -> Response | Redirect | str:
    """Tell how a job stands: a page that looks again by itself, or JSON for programs.

    Raises:
        NotFound: If there is none, or it was finished more than an hour ago.
    """
    job = _job(key)
    jobs.take_up(job)
    if job.result.exists():
        return redirect(f"/jobs/{key}/{_file_name(job)}", HTTPStatus.SEE_OTHER)
    if "text/html" not in request.headers.get("Accept", ""):
        return _told(job, HTTPStatus.OK if job.failure else HTTPStatus.ACCEPTED)
    order = job.order
    page = render_template(
        "pages/job.html",
        title=order.head.title,
        total=order.head.total,
        form=FORMATS[order.form].name.upper(),
        failure=job.failure,
        list=order.head.address,
        again=LOOK_AGAIN,
    )
    return _plain(Response(page, mimetype="text/html"))


def taken(key: str, file: str) -> Response:
    """Hand over the document of a job.

    Raises:
        NotFound: If there is none, or it is not made yet.
    """
    job = _job(key)
    if not job.result.exists() or file != _file_name(job):
        raise NotFound("This document is not there: not made yet, or more than an hour old.")
    made = FORMATS[job.order.form]
    return _plain(
        send_file(job.result, mimetype=made.media_type, as_attachment=True, download_name=file)
    )


def _job(key: str) -> Job:
    job = Job(jobs.root() / key)
    if not (key.isalnum() and (job.folder / "order.json").exists()):
        raise NotFound("There is no such document; it is kept for an hour. Ask for it again.")
    return job


def _file_name(job: Job) -> str:
    order = job.order
    return f"{slug(order.head.title)}.{FORMATS[order.form].file_ending}"


def _told(job: Job, status: int) -> Response:
    failure = job.failure
    state = "failed" if failure else "made" if job.result.exists() else "working"
    order = job.order
    body = {
        "state": state,
        "form": order.form,
        "events": order.head.total,
        "seconds": round(time.time() - order.begun),
        "detail": failure or None,
    }
    response = Response(msgspec.json.encode(body), status, mimetype="application/json")
    response.headers["Location"] = f"/jobs/{job.key}"
    response.headers["Retry-After"] = str(LOOK_AGAIN)
    return _plain(response)


def _plain(response: Response | Redirect) -> Response:
    """Let no cache keep how a job stands."""
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]

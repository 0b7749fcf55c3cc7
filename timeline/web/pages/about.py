"""Show what the marks mean, how dates are to be read, and how filters work."""

from flask import render_template

from timeline.chronology.grammar import PARAMETERS
from timeline.dates import Span
from timeline.terms import HAPPENED, Status
from timeline.web.language import said
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import families

SAMPLES = (
    "2012-09-08",
    "2012-09-08/2012-09-09",
    "[2013-10-21..2013-10-31]",
    "[2013-10-30,2013-11-02]",
    "2013-11",
    "2013-11~",
    "2013-11-02?",
    "2013-21",
    "2013",
    "201X",
    "2012-12/..",
    "../2018-09",
    "-0043-03-15",
)


@blueprint.get("/about")
def about() -> str:
    """Explain the marks, the dates and the filters, with live examples."""
    return render_template(
        "pages/about.html",
        statuses=[(status.value, status in HAPPENED) for status in Status],
        families=families(),
        samples=[(edtf, said(Span.parse(edtf))) for edtf in SAMPLES],
        parameters=tuple(PARAMETERS.values()),
    )

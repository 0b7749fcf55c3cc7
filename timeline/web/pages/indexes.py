"""Show the indexes: every actor, theme, place and source that stands in some event."""

from itertools import groupby

from flask import render_template, request

from timeline.chronology.indexes import list_records
from timeline.chronology.rows import RefRow
from timeline.terms import ActorKind, PlaceKind, SourceKind
from timeline.web.pages.called import called
from timeline.web.pages.door import blueprint
from timeline.web.pages.labels import family
from timeline.web.session import session

MOST = 500
"""How many records an index lists at a time."""
KINDS = {"actor": tuple(ActorKind), "place": tuple(PlaceKind), "source": tuple(SourceKind)}


@blueprint.get("/actors", defaults={"record": "actor"})
@blueprint.get("/places", defaults={"record": "place"})
@blueprint.get("/sources", defaults={"record": "source"})
def index(record: str) -> str:
    """List the actors, places or sources by kind, each with the number of its events."""
    q, after, found, more = _listed(record)
    rows = list(called(record, found))
    order = [str(kind) for kind in KINDS[record]]
    rows.sort(key=lambda row: (order.index(row.kind), row.name.casefold()))
    kinds = [(kind, tuple(ones)) for kind, ones in groupby(rows, key=lambda row: row.kind)]
    return render_template(
        "pages/index.html", record=record, kinds=kinds, q=q, after=after, more=more
    )


@blueprint.get("/themes")
def themes() -> str:
    """List the themes as a tree of two levels, each with the number of its events."""
    rows = called("theme", list_records(session(), "theme", limit=MOST))
    tops = [row for row in rows if "/" not in row.slug]
    tree = [
        (top, family(top.slug), [row for row in rows if row.slug.startswith(f"{top.slug}/")])
        for top in tops
    ]
    return render_template("pages/themes.html", tree=tree)


def _listed(record: str) -> tuple[str, str, list[RefRow], str]:
    q = request.args.get("q", "").strip()[:200]
    after = request.args.get("after", "")[:200]
    found = list_records(session(), record, q=q, after=after, limit=MOST + 1, used=not q)
    more = found[MOST - 1].slug if len(found) > MOST else ""
    return q, after, list(found[:MOST]), more

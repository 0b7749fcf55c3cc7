"""Make CSL-JSON items, the bibliographic records of sources (CSL 1.0.2)."""

import re
from typing import Any

from timeline.dates import Span
from timeline.dates.days import ymd
from timeline.intake.table import RowProblem, TableRow
from timeline.terms import SourceKind

CSL_URL = re.compile(r"https?://[^\s\x00-\x1f<>\"]{1,2000}\Z")


def csl_item(
    row: TableRow,
    kind: SourceKind,
    published: Span | None,
    accessed: Span | None,
    archived: Span | None,
) -> dict[str, Any]:
    """Make the CSL item of a row of `sources.csv`.

    Raises:
        RowProblem: If an address is not http or https, or an author is written in no known way.
    """
    item: dict[str, Any] = {"type": kind.value, "title": row.need("title")}
    authors = [person(part) for part in row.items("authors")]
    plain = {
        "author": authors,
        "publisher": row.text("publisher"),
        "container-title": row.text("container"),
        "language": row.text("language"),
        "URL": address(row, "url"),
        "note": row.text("note"),
    }
    item |= {name: value for name, value in plain.items() if value}
    if published is not None:
        item["issued"] = csl_date(published)
    if accessed is not None:
        item["accessed"] = csl_date(accessed)
    archive = address(row, "archive_url")
    if archive:
        item["custom"] = {"archive_url": archive}
        if archived is not None:
            item["custom"]["archived"] = archived.edtf
    return item


def person(text: str) -> dict[str, str]:
    """Read an author: `Family, Given`, or `{Name of a body}`.

    Raises:
        RowProblem: If it is neither.
    """
    if text.startswith("{") and text.endswith("}") and len(text) > 2:
        return {"literal": text[1:-1].strip()}
    family, comma, given = text.partition(",")
    if not comma or not given.strip():
        raise RowProblem(f"author {text!r}: write 'Family, Given', or a body in {{braces}}")
    return {"family": family.strip(), "given": given.strip()}


def address(row: TableRow, column: str) -> str:
    """Read a web address; http and https only, no credentials.

    Raises:
        RowProblem: If it is anything else.
    """
    return check_address(column, row.text(column))


def check_address(name: str, text: str) -> str:
    """See that a web address is http or https and names no user; gives it back.

    Raises:
        RowProblem: If it is anything else; an empty one is none.
    """
    if text and (not CSL_URL.match(text) or "@" in text.split("/")[2]):
        raise RowProblem(f"{name} {text[:80]!r} is not an http or https address")
    return text


def csl_date(span: Span) -> dict[str, Any]:
    """Write a date as CSL does: parts as far as they are known, `circa` where it is marked so.

    A date of several possible days keeps the parts that all of them share; its EDTF goes with it.
    """
    if span.earliest is None or span.latest is None:
        return {"literal": span.edtf, "edtf": span.edtf}
    first, last = ymd(span.earliest), ymd(span.latest)
    shared = []
    for one, other in zip(first, last, strict=True):
        if one != other:
            break
        shared.append(one)
    if not shared:
        shared = [first[0]]
    date: dict[str, Any] = {"date-parts": [shared], "edtf": span.edtf}
    if span.approximate or span.uncertain:
        date["circa"] = True
    return date

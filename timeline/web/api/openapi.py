"""Describe the API in OpenAPI 3.1, from the table of operations, the grammar and the shapes."""

from functools import lru_cache
from typing import Any

import msgspec

import timeline
from timeline.chronology.filter import MOST_VALUES, TEXT_LIMIT
from timeline.chronology.grammar import Parameter, Takes
from timeline.web.api.asked import MOST
from timeline.web.api.events import GREATEST_ID
from timeline.web.api.health import Health
from timeline.web.api.operations import OPERATIONS, Operation
from timeline.web.errors import PROBLEM

Json = dict[str, Any]
TEXT = {"type": "string", "pattern": "^[^\\u0000]*$"}
HEADERS: Json = {
    "ETag": {
        "description": "Changes with the data; send it back as If-None-Match.",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "The pages before (prev) and after (next) this one (RFC 8288).",
        "schema": {"type": "string"},
    },
}
REFUSALS = {
    "400": "A parameter or value that there is not; `nearest` names what comes near.",
    "404": "There is no such record, or none that readers may see.",
    "503": "The database is away, or the question takes too long.",
}


class Problem(msgspec.Struct, frozen=True):
    """What went wrong (RFC 9457): `parameter`, `value`, `nearest` where a parameter was wrong."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str = ""
    value: str = ""
    nearest: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def document() -> bytes:
    """Write the document as JSON."""
    gives = [Problem, Health, *dict.fromkeys(one.gives for one in OPERATIONS)]
    schemas, components = msgspec.json.schema_components(
        gives, ref_template="#/components/schemas/{name}"
    )
    refs = dict(zip(gives, schemas, strict=True))
    paths = {one.path: {"get": _operation(one, refs)} for one in OPERATIONS}
    for name in ("healthz", "readyz"):
        paths[f"/{name}"] = {"get": _health(name, refs)}
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Geopolitical Event Timeline",
                "version": timeline.__version__,
                "description": "Events with their sources, read-only; open to every origin.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": "/"}],
            "paths": paths,
            "components": {"schemas": components},
        }
    )


def _operation(one: Operation, refs: dict[type, Json]) -> Json:
    variables = [_variable(one)] if one.variable else []
    query = [_parameter(parameter, one.default_limit) for parameter in one.parameters]
    names = ["ETag", "Link"] if one.default_limit else ["ETag"]
    responses: Json = {
        "200": {
            "description": one.summary,
            "headers": {name: HEADERS[name] for name in names},
            "content": {"application/json": {"schema": refs[one.gives]}},
        },
        "304": {"description": "It is as it was when If-None-Match was given."},
    }
    refusals = ("400", "404", "503") if one.variable else ("400", "503")
    if one.variable:
        responses["308"] = {"description": "The record goes by another address now."}
    responses |= {code: _refusal(code, refs) for code in refusals}
    found: Json = {"operationId": one.name, "summary": one.summary, "responses": responses}
    return found | ({"parameters": variables + query} if variables + query else {})


def _refusal(code: str, refs: dict[type, Json]) -> Json:
    return {"description": REFUSALS[code], "content": {PROBLEM: {"schema": refs[Problem]}}}


def _health(name: str, refs: dict[type, Json]) -> Json:
    responses: Json = {
        "200": {
            "description": "It is.",
            "content": {"application/json": {"schema": refs[Health]}},
        }
    }
    if name == "readyz":
        responses["503"] = _refusal("503", refs)
    summary = {"healthz": "Is the process alive?", "readyz": "Can it serve?"}[name]
    return {"operationId": name, "summary": summary, "responses": responses}


def _variable(one: Operation) -> Json:
    name = one.path.rpartition("{")[2].rstrip("}")
    schema: Json = TEXT | {"minLength": 1}
    example: object = one.example
    if name == "id":
        schema = {"type": "integer", "minimum": 1, "maximum": GREATEST_ID - 1}
        example = int(one.example)
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": one.variable,
        "schema": schema,
        "example": example,
    }


def _parameter(one: Parameter, limit: int) -> Json:
    found: Json = {"name": one.name, "in": "query", "description": one.help}
    found["schema"] = _schema(one, limit)
    match one.takes:
        case Takes.SLUGS:
            found |= {"style": "form", "explode": True}
            found["description"] += " Commas are either, repeating it means all together."
        case Takes.WORDS:
            found |= {"style": "form", "explode": False}
        case Takes.NUMBER:
            found["allowEmptyValue"] = True
    if one.example:
        found["example"] = [one.example] if one.takes is Takes.SLUGS else one.example
    return found


def _schema(one: Parameter, limit: int) -> Json:
    """Say what a parameter may be; an empty value, as forms send it, says nothing."""
    words = {"type": "string", "enum": ["", *one.choices]}
    schemas: dict[Takes, Json] = {
        Takes.SLUGS: {"type": "array", "maxItems": MOST_VALUES, "items": TEXT},
        Takes.WORDS: {"type": "array", "items": words},
        Takes.WORD: words,
        Takes.FLAG: {"type": "string", "enum": ["", "0", "1"]},
        Takes.NUMBER: {"type": "integer", "minimum": 1, "maximum": MOST, "default": limit},
        Takes.TEXT: TEXT | {"maxLength": TEXT_LIMIT},
        Takes.DATE: TEXT | {"format": "edtf"},
    }
    return schemas.get(one.takes, TEXT)

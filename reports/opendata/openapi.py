"""The OpenAPI 3.1 description of the API, from the description of the tables."""

from __future__ import annotations

from typing import Any, Final

from reports.opendata.describe import LICENCE, Field, Filter, Resource
from reports.opendata.tables import FILTERS, RESOURCES

MOST_ROWS: Final = 1000
USUAL_ROWS: Final = 100


def openapi(address: str) -> dict[str, Any]:
    """The whole description; ``address`` is where the tracker is reached."""
    paths: dict[str, Any] = {}
    for resource in RESOURCES:
        paths[f"/{resource.name}"] = {"get": _operation(resource, as_csv=False)}
        paths[f"/{resource.name}.csv"] = {"get": _operation(resource, as_csv=True)}
    paths["/datapackage.zip"] = {"get": _whole("application/zip", "Everything as a Data Package", "data_package")}
    paths["/datapackage.json"] = {"get": _whole("application/json", "What the Data Package holds", "descriptor")}
    paths["/codebook.csv"] = {"get": _whole("text/csv", "Every column of every table explained", "codebook")}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "RAN OGI commitment tracker: open data",
            "version": "1",
            "description": "Everything public about Indonesia's Open Government national action plans. Read-only, "
            "the same for everybody: verified reports, published assessments, released parts of minutes; never the "
            "names of people. Texts are in the language in which they were written, mostly Indonesian.",
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": f"{address}/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": {**{r.name: row_schema(r) for r in RESOURCES}, "meta": _META, "error": _ERROR},
            "responses": {
                "NotModified": {"description": "Not modified since the given ETag or Last-Modified"},
                "Refused": {
                    "description": "The question cannot be answered; a sentence says why",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/error"}}},
                },
            },
        },
    }


_META: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "total": {"type": "integer", "minimum": 0, "description": "rows in all"},
        "page": {"type": "integer", "minimum": 1},
        "per_page": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
        "pages": {"type": "integer", "minimum": 0},
        "as_of": {"type": "string", "format": "date", "description": "the day of the picture"},
        "updated_at": {"type": "string", "format": "date-time", "description": "the last change of the data"},
        "licence": {"type": "string", "const": LICENCE["name"]},
    },
    "required": ["total", "page", "per_page", "pages", "as_of", "updated_at", "licence"],
    "additionalProperties": False,
}
_ERROR: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"error": {"type": "string", "minLength": 1}},
    "required": ["error"],
    "additionalProperties": False,
}


def row_schema(resource: Resource) -> dict[str, Any]:
    """One row as JSON Schema: every column is always there."""
    return {
        "type": "object",
        "description": resource.about,
        "properties": {f.name: _column(f) for f in resource.fields},
        "required": list(resource.columns),
        "additionalProperties": False,
    }


def _column(column: Field) -> dict[str, Any]:
    kind = "string" if column.kind == "date" else column.kind
    # free text is never missing, at most empty
    never_null = column.required or (column.kind == "string" and not column.values)
    schema: dict[str, Any] = {"type": kind if never_null else [kind, "null"], "description": column.about}
    if column.kind == "date":
        schema["format"] = "date"
    if column.values:
        schema["enum"] = [*column.values, *([] if never_null else [None])]
    return schema


def _operation(resource: Resource, *, as_csv: bool) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.name}"}}
    listed = {
        "type": "object",
        "properties": {"data": rows, "meta": {"$ref": "#/components/schemas/meta"}},
        "required": ["data", "meta"],
        "additionalProperties": False,
    }
    content = {"text/csv": {"schema": {"type": "string"}}} if as_csv else {"application/json": {"schema": listed}}
    return {
        "summary": resource.about,
        "operationId": f"list_{resource.name.replace('-', '_')}{'_csv' if as_csv else ''}",
        "parameters": [*(_asked(FILTERS[name]) for name in resource.filters), *_PAGING],
        "responses": {
            "200": {"description": "The rows", "headers": _HEADERS, "content": content},
            "304": {"$ref": "#/components/responses/NotModified"},
            "400": {"$ref": "#/components/responses/Refused"},
        },
    }


def _asked(one: Filter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if one.kind == "date":
        schema["format"] = "date"
    if one.values:
        schema["enum"] = list(one.values)
    return {"name": one.name, "in": "query", "description": one.about, "schema": schema}


def _whole(media_type: str, summary: str, name: str) -> dict[str, Any]:
    return {
        "summary": summary,
        "operationId": name,
        "responses": {
            "200": {"description": summary, "content": {media_type: {}}},
            "304": {"$ref": "#/components/responses/NotModified"},
        },
    }


_PAGING: Final[list[dict[str, Any]]] = [
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 1}},
    {
        "name": "per_page",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS},
    },
]
_HEADERS: Final[dict[str, Any]] = {
    "ETag": {"schema": {"type": "string"}},
    "Last-Modified": {"schema": {"type": "string"}},
    "X-Total-Count": {"description": "rows in all", "schema": {"type": "integer"}},
    "Link": {"description": "the next and the previous page (RFC 8288)", "schema": {"type": "string"}},
}

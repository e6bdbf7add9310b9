"""Open data over HTTP: ``/api/v1/…`` as JSON and CSV, read-only, the same for everybody."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.clock import today
from models.database import reading
from models.queries.plans import revision
from models.settings import settings
from reports.opendata import BY_NAME, FILTERS, LICENCE, RESOURCES, Asked, Resource, as_csv, openapi, plain

MOST_ROWS = 1000
USUAL_ROWS = 100
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60"}


async def index(request: Request) -> Response:
    """What there is."""
    base = f"{settings().public_url}/api/v1"
    listed = [
        {"name": r.name, "about": r.about, "json": f"{base}/{r.name}", "csv": f"{base}/{r.name}.csv"} for r in RESOURCES
    ]
    return JSONResponse({"resources": listed, "licence": LICENCE, "openapi": f"{base}/openapi.json"}, headers=_HEADERS)


async def description(request: Request) -> Response:
    """The OpenAPI description."""
    return JSONResponse(openapi(settings().public_url), headers=_HEADERS)


async def listing(request: Request) -> Response:
    """One page of one table."""
    name = request.path_params["name"]
    wants_csv = name.endswith(".csv")
    resource = BY_NAME.get(name.removesuffix(".csv"))
    if resource is None:
        return _problem(404, f"There is no table “{name[:40]}”. See /api/v1.")
    unknown = sorted(set(request.query_params) - {*FILTERS, "page", "per_page"})
    if unknown:
        return _problem(
            400, f"Unknown parameter “{unknown[0][:40]}”. Known: {', '.join([*FILTERS, 'page', 'per_page'])}."
        )
    try:
        page = _whole(request.query_params.get("page", "1"), 1_000_000)
        per_page = _whole(request.query_params.get("per_page", str(USUAL_ROWS)), MOST_ROWS)
    except ValueError:
        return _problem(400, f"page and per_page are whole numbers from 1; per_page at most {MOST_ROWS}.")
    asked = Asked(today(), **{key: request.query_params.get(key, "") for key in FILTERS})
    return await run_in_threadpool(_answer, request, resource, asked, page, per_page, wants_csv)


def _whole(text: str, most: int) -> int:
    value = int(text)
    if not 1 <= value <= most:
        raise ValueError(text)
    return value


def _answer(request: Request, resource: Resource, asked: Asked, page: int, per_page: int, wants_csv: bool) -> Response:
    with reading() as session:
        tag = _tag(revision(session), resource.name, asked, page, per_page, wants_csv)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={**_HEADERS, "ETag": tag})
        everything = list(resource.rows(session, asked))
    shown = list(islice(everything, (page - 1) * per_page, page * per_page))
    headers = {**_HEADERS, "ETag": tag, "X-Total-Count": str(len(everything))}
    if wants_csv:
        return Response(as_csv(resource, shown), media_type="text/csv; charset=utf-8", headers=headers)
    meta = {
        "total": len(everything),
        "page": page,
        "per_page": per_page,
        "pages": -(-len(everything) // per_page),
        "as_of": asked.today.isoformat(),
        "licence": LICENCE["name"],
    }
    return JSONResponse({"data": [plain(row) for row in shown], "meta": meta}, headers=headers)


def _tag(*facts: Any) -> str:
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _problem(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers={"Access-Control-Allow-Origin": "*"})


ROUTES = [
    Route("/api/v1", index, methods=["GET"]),
    Route("/api/v1/openapi.json", description, methods=["GET"]),
    Route("/api/v1/{name}", listing, methods=["GET"]),
]

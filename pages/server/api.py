"""Open data over HTTP: ``/api/v1/…`` as JSON and CSV, read-only, the same for everybody."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from models.clock import today
from models.database import reading
from models.language import speaking
from models.queries.freshness import as_fresh_as
from models.queries.plans import revision
from models.settings import settings
from reports.opendata.describe import LICENCE, Asked, Resource, Row
from reports.opendata.openapi import MOST_ROWS, USUAL_ROWS, openapi
from reports.opendata.package import codebook, descriptor, package
from reports.opendata.tables import BY_NAME, FILTERS, RESOURCES
from reports.opendata.written import as_csv, plain

_ANYBODY: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, X-Total-Count",
}
_HEADERS: Final = {**_ANYBODY, "Cache-Control": "public, max-age=60"}
_PAGING: Final = ("page", "per_page")
#: a longer value asks for nothing we have
_LONGEST: Final = 200


class _Unanswerable(Exception):
    """A question that gets a sentence instead of rows."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What the state of the data is, for caches near and far."""

    revision: str
    today: dt.date
    moment: dt.datetime

    def tag(self, *facts: Any) -> str:
        return f'"{hashlib.sha256(repr((self.revision, self.today, *facts)).encode()).hexdigest()[:32]}"'

    def headers(self, tag: str) -> dict[str, str]:
        return {**_HEADERS, "ETag": tag, "Last-Modified": format_datetime(self.moment, usegmt=True)}


def _freshness() -> _Fresh:
    day = today()
    with reading() as session:
        return _Fresh(revision(session), day, as_fresh_as(session, day).replace(microsecond=0))


Maker = Callable[[Request], Response]


class _Endpoint:
    """Answers GET and HEAD; everything else, and every refusal, gets a sentence as JSON."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method not in ("GET", "HEAD"):
            refused = _problem(405, "This is read-only: GET and HEAD.", Allow="GET, HEAD")
            await refused(scope, receive, send)
            return
        try:
            answer = await run_in_threadpool(self.make, request)
        except _Unanswerable as refusal:
            answer = _problem(refusal.status, refusal.sentence)
        await answer(scope, receive, send)


def index(request: Request) -> Response:
    """What there is."""
    base = f"{settings().public_url}/api/v1"
    listed = [
        {"name": r.name, "about": r.about, "json": f"{base}/{r.name}", "csv": f"{base}/{r.name}.csv"} for r in RESOURCES
    ]
    whole = {name: f"{base}/{name}" for name in ("openapi.json", "datapackage.json", "datapackage.zip", "codebook.csv")}
    return JSONResponse({"resources": listed, "licence": LICENCE, **whole}, headers=_HEADERS)


def description(request: Request) -> Response:
    """The OpenAPI description."""
    return JSONResponse(openapi(settings().public_url), headers=_HEADERS)


def code_list(request: Request) -> Response:
    """Every column explained."""
    return Response(codebook(), media_type="text/csv; charset=utf-8", headers=_HEADERS)


def descriptor_alone(request: Request) -> Response:
    """What the Data Package holds."""
    fresh = _freshness()
    headers = fresh.headers(fresh.tag("descriptor"))
    if _is_known(request, headers):
        return Response(status_code=304, headers=headers)
    return JSONResponse(descriptor(settings().public_url, fresh.today, fresh.moment), headers=headers)


def whole_package(request: Request) -> Response:
    """Everything as one file."""
    fresh = _freshness()
    headers = fresh.headers(fresh.tag("package"))
    if _is_known(request, headers):
        return Response(status_code=304, headers=headers)
    name = f"ran-ogi-{fresh.today.isoformat()}.zip"
    headers |= {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_package(settings().public_url, fresh), media_type="application/zip", headers=headers)


@lru_cache(maxsize=2)
def _package(address: str, fresh: _Fresh) -> bytes:
    with reading() as session:
        return package(session, address, fresh.today, fresh.moment)


def listing(request: Request) -> Response:
    """One page of one table."""
    name = request.path_params["name"]
    wants_csv = name.endswith(".csv")
    resource = BY_NAME.get(name.removesuffix(".csv"))
    if resource is None:
        raise _Unanswerable(404, f"There is no table “{name[:40]}”. See /api/v1.")
    fresh = _freshness()
    asked = _asked(resource, request.query_params, fresh.today)
    page, per_page = _paging(request.query_params)
    headers = fresh.headers(fresh.tag(resource.name, asked, page, per_page, wants_csv))
    if _is_known(request, headers):
        return Response(status_code=304, headers=headers)
    rows = _rows(resource.name, asked, fresh)
    shown = rows[(page - 1) * per_page : page * per_page]
    pages = -(-len(rows) // per_page)
    headers |= {"X-Total-Count": str(len(rows)), **_links(request, name, page, pages)}
    if wants_csv:
        return Response(as_csv(resource, shown), media_type="text/csv; charset=utf-8", headers=headers)
    meta = {
        "total": len(rows),
        "page": page,
        "per_page": per_page,
        "pages": pages,
        "as_of": asked.today.isoformat(),
        "updated_at": fresh.moment.isoformat().replace("+00:00", "Z"),
        "licence": LICENCE["name"],
    }
    return JSONResponse({"data": [plain(resource, row) for row in shown], "meta": meta}, headers=headers)


@lru_cache(maxsize=64)
def _rows(name: str, asked: Asked, fresh: _Fresh) -> tuple[Row, ...]:
    """A whole table, kept while the data stay as they are: somebody who reads page by page makes it once."""
    with speaking("id"), reading() as session:
        return tuple(BY_NAME[name].rows(session, asked))


def _asked(resource: Resource, given: Mapping[str, str], day: dt.date) -> Asked:
    known = [*resource.filters, *_PAGING]
    for name, value in given.items():
        if name not in known:
            raise _Unanswerable(400, f"Unknown parameter “{name[:40]}”. {resource.name} knows: {', '.join(known)}.")
        if len(value) > _LONGEST:
            raise _Unanswerable(400, f"The value of {name} is too long.")
    values: dict[str, Any] = {name: given[name].strip() for name in resource.filters if given.get(name, "").strip()}
    for name in values:
        about = FILTERS[name]
        if about.values and values[name] not in about.values:
            raise _Unanswerable(400, f"{name} is one of: {', '.join(about.values)}.")
        if about.kind == "date":
            values[name] = _day(name, values[name])
    as_of = min(values.pop("as_of", day), day)
    return Asked(as_of, **values)


def _day(name: str, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _Unanswerable(400, f"{name} is a day such as 2024-06-30, not “{text[:40]}”.") from None


def _paging(given: Mapping[str, str]) -> tuple[int, int]:
    try:
        page, per_page = int(given.get("page", "1")), int(given.get("per_page", str(USUAL_ROWS)))
    except ValueError:
        page = per_page = 0
    if not (1 <= page <= 1_000_000 and 1 <= per_page <= MOST_ROWS):
        raise _Unanswerable(400, f"page and per_page are whole numbers from 1; per_page at most {MOST_ROWS}.")
    return page, per_page


def _links(request: Request, name: str, page: int, pages: int) -> dict[str, str]:
    """Where the pages before and after are (RFC 8288)."""
    found = []
    for relation, number in (("prev", page - 1), ("next", page + 1)):
        if 1 <= number <= pages:
            query = urlencode({**request.query_params, "page": str(number)})
            found.append(f'<{settings().public_url}/api/v1/{name}?{query}>; rel="{relation}"')
    return {"Link": ", ".join(found)} if found else {}


def _is_known(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether the reader has it already; an ETag says it better than a date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or headers["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(headers["Last-Modified"])
    except (TypeError, ValueError):
        return False


def _problem(status: int, sentence: str, **headers: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers={**_ANYBODY, **headers})


def elsewhere(request: Request) -> Response:
    """An address that means nothing."""
    raise _Unanswerable(404, "There is nothing at this address. See /api/v1.")


ROUTES = [
    Route("/api/v1", _Endpoint(index)),
    Route("/api/v1/openapi.json", _Endpoint(description)),
    Route("/api/v1/datapackage.json", _Endpoint(descriptor_alone)),
    Route("/api/v1/datapackage.zip", _Endpoint(whole_package)),
    Route("/api/v1/codebook.csv", _Endpoint(code_list)),
    Route("/api/v1/{name}", _Endpoint(listing)),
    Route("/api/{path:path}", _Endpoint(elsewhere)),
]

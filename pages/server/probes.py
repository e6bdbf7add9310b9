"""Whether this process can do its work, for whoever watches over it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models.database import is_ready


async def readyz(_request: Request) -> JSONResponse:
    """200 when the database answers and has the schema of this code, else 503."""
    ready = await run_in_threadpool(is_ready)
    return JSONResponse(
        {"status": "ready" if ready else "unavailable"},
        status_code=200 if ready else 503,
        headers={"Cache-Control": "no-store"},
    )


ROUTES = [Route("/readyz", readyz, methods=["GET"])]

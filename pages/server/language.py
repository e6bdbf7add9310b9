"""The language switch."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from models.language import set_language
from pages.server import cookies
from pages.server.requests import own_path


async def choose(request: Request) -> RedirectResponse:
    """Remember the language and go back to where the reader was."""
    response = RedirectResponse(own_path(request.query_params.get("kembali")), status_code=303)
    response.headers["Cache-Control"] = "no-store"
    cookies.give_language(response, set_language(request.query_params.get("ke", "id")))
    return response


ROUTES = [Route("/bahasa", choose, methods=["GET"])]

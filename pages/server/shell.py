"""The empty HTML page that Streamlit's front end fills: in the reader's language, under our name.

As shipped it says it is English and called Streamlit, points programs to an interface that is switched off, and
holds an inline script for a prerendering service, which the content policy blocks.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import file_util

from models.language import Language, _, set_language, speaking
from pages.server.requests import language_behind
from pages.ui import site

_FAVICON = Path(__file__).parent / "favicon.png"


async def show(request: Request) -> Response:
    """The shell of one page of the site."""
    language = set_language(language_behind(request.scope))
    page = next(page for page in site.PAGES if f"/{page.address}" == request.url.path)
    return HTMLResponse(shell(page.title, language), headers={"Cache-Control": "no-cache", "Vary": "Cookie"})


@cache
def shell(title: str, language: Language) -> str:
    """Streamlit's page with our words in it."""
    with speaking(language):
        without_script = escape(_("Halaman ini memerlukan JavaScript."))
        words = {
            '<html lang="en">': f'<html lang="{language}">',
            "<title>.*?</title>": f"<title>{escape(site.browser_title(title))}</title>",
            "<!-- initialize window.prerenderReady.*?</script>": "",
            '<!--\\s+Machine-readable.*?<link rel="service-desc"[^>]*>': "",
            "<noscript>.*?</noscript>": f"<noscript><p>{without_script}</p></noscript>",
        }
    text = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
    for pattern, replacement in words.items():
        found = re.search(pattern, text, re.DOTALL)
        if found:
            text = text[: found.start()] + replacement + text[found.end() :]
    return text


async def favicon(_request: Request) -> Response:
    """Our sign in the browser's tab."""
    return FileResponse(_FAVICON, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})


async def dashboard(request: Request) -> Response:
    """The dashboard's address in words leads to the first page, with its filters."""
    query = request.url.query
    return RedirectResponse("/" + (f"?{query}" if query else ""), status_code=308)


ROUTES = [
    Route("/favicon.png", favicon, methods=["GET"]),
    Route("/dasbor", dashboard, methods=["GET"]),
    *(Route(f"/{page.address}", show, methods=["GET"]) for page in site.PAGES),
]

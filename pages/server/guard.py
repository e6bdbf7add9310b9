"""The guard in front of everything, for http and websocket alike.

It answers only for our own host names and known addresses, turns the cookie into the reference that Streamlit
binds its session to (security.md §1, fact 1), keeps uploads and media from those who have no business with
them (facts 2 and 5), limits bodies, and puts the security headers on whatever goes out.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from models.language import _, set_language, speaking
from models.rules.access import Action, may_begin
from models.settings import settings
from pages.server import html, incidents
from pages.server.requests import actor_behind, host_is_allowed, language_behind, presence_behind, same_origin
from pages.ui import site

logger = logging.getLogger("tracker.requests")

#: the private headers that server.trustedUserHeaders turns into st.user
SESSION_HEADER: Final = b"x-tracker-session"
LANGUAGE_HEADER: Final = b"x-tracker-language"
_PRIVATE: Final = (SESSION_HEADER, LANGUAGE_HEADER)

#: the largest body of a form; uploads have Streamlit's own limit (server.maxUploadSize)
LARGEST_FORM: Final = 64 * 1024

_CORE: Final = "/_stcore/"
_STREAM: Final = "/_stcore/stream"
_UPLOAD: Final = "/_stcore/upload_file/"
#: all of Streamlit's own addresses that exist for us; metrics, agent, script health check and sign-in do not
_OPEN_CORE: Final = ("/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/")
_OWN: Final = ("/masuk", "/login", "/logout", "/penyiapan", "/bahasa", "/readyz", "/dasbor")
_OWN_FOLDERS: Final = ("/api/", "/unduh/")

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
SECURITY_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: a year; sent only when people come by https
_HSTS: Final = "max-age=31536000; includeSubDomains"


class TooLarge(Exception):
    """A body beyond its limit."""


class Guard:
    """Pure ASGI, so that it stands in front of the websocket too."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = scope["headers"]
        if scope["path"] != _STREAM or not host_is_allowed(headers) or not same_origin(headers):
            logger.warning("websocket refused: path, host or origin")
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(await _identified(scope), receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _secure(MutableHeaders(scope=message))
            await send(message)

        try:
            with speaking(language_behind(scope)):
                refusal = await _refusal(scope)
                if refusal is not None:
                    await refusal(scope, receive, sending)
                else:
                    await self.app(_stripped(scope), _limited(scope, receive), sending)
        except TooLarge:
            if not started:
                await _sentence(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, scope)(scope, receive, sending)
        except Exception as error:  # the last place where a number can be given instead of a traceback
            number = incidents.record(error, _shortened(scope["path"]))
            if started:
                raise
            await _incident(scope, number)(scope, receive, sending)


async def _refusal(scope: Scope) -> Response | None:
    """The answer to a request that goes no further; None if it may pass."""
    path = scope["path"]
    if not host_is_allowed(scope["headers"]):
        return _sentence(HTTPStatus.MISDIRECTED_REQUEST, scope)
    if path.startswith(_UPLOAD):
        allowed = may_begin(await actor_behind(scope), Action.IMPORT)
        return None if allowed else _plain(HTTPStatus.FORBIDDEN)
    if path.startswith("/media/"):
        return None if await presence_behind(scope) else _plain(HTTPStatus.FORBIDDEN)
    if path.startswith(_CORE):
        return None if path.startswith(_OPEN_CORE) else _plain(HTTPStatus.NOT_FOUND)
    if path in _OWN or path.startswith(_OWN_FOLDERS) or path in _static_files():
        return None
    return await _refusal_of_page(scope, path)


async def _refusal_of_page(scope: Scope, path: str) -> Response | None:
    page = _pages().get(path.rstrip("/") or "/")
    if page is None and _CORE in path:  # the front end asks below the page's own address too
        return _plain(HTTPStatus.NOT_FOUND)
    if page is None:
        return _not_found(scope)
    if page.action is None or await presence_behind(scope):
        return None
    query = scope["query_string"].decode("latin-1")
    target = urlencode({"kembali": path + (f"?{query}" if query else "")})
    return RedirectResponse(f"/masuk?{target}", status_code=303, headers={"Cache-Control": "no-store"})


def _pages() -> dict[str, site.Page]:
    return {f"/{page.address}": page for page in site.PAGES}


@cache
def _static_files() -> frozenset[str]:
    """The files of Streamlit's own front end, which needs no sign-in."""
    folder = Path(file_util.get_static_dir())
    files = frozenset(f"/{file.relative_to(folder).as_posix()}" for file in folder.rglob("*") if file.is_file())
    return files - {"/index.html"}


async def _identified(scope: Scope) -> Scope:
    """The scope with the reference to the sign-in behind its cookie, and with nothing a client put in its place."""
    found = await presence_behind(scope)
    headers = [*_stripped(scope)["headers"], (LANGUAGE_HEADER, language_behind(scope).encode())]
    if found is not None:
        headers.append((SESSION_HEADER, str(found.sign_in_id).encode()))
    return {**scope, "headers": headers}


def _stripped(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() not in _PRIVATE]}


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Reading a body stops at its limit, whatever the client said its length would be."""
    if scope["path"].startswith(_UPLOAD):
        return receive
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_FORM:
            raise TooLarge
        return message

    return limited


def _secure(headers: MutableHeaders) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if settings().secure:
        headers.setdefault("Strict-Transport-Security", _HSTS)
    if "server" in headers:
        del headers["server"]


def _plain(status: HTTPStatus) -> Response:
    """For programs, not for people."""
    return Response(status.phrase, status_code=status, media_type="text/plain", headers={"Cache-Control": "no-store"})


def _not_found(scope: Scope) -> Response:
    set_language(language_behind(scope))
    body = html.paragraph(_("Mungkin alamatnya salah ketik, atau halamannya sudah dipindahkan.")) + html.way_back(
        _("Ke dasbor")
    )
    return html.page(_("Halaman tidak ditemukan"), body, status=404)


def _sentence(status: HTTPStatus, scope: Scope) -> Response:
    set_language(language_behind(scope))
    texts = {
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Isian terlalu besar. Ringkas, lalu kirim lagi."),
        HTTPStatus.MISDIRECTED_REQUEST: _("Server ini tidak melayani nama situs yang diminta."),
    }
    return html.page(_("Permintaan tidak dapat dilayani"), html.paragraph(texts[status]), status=status)


def _incident(scope: Scope, number: str) -> Response:
    set_language(language_behind(scope))
    body = html.problem(_(incidents.TEXT, number=number)) + html.way_back(_("Ke dasbor"))
    return html.page(_("Terjadi kesalahan"), body, status=500)


def _shortened(path: str) -> str:
    """A path for the log: no query, no ids of somebody's session (they are in upload addresses)."""
    if path.startswith(_UPLOAD):
        return _UPLOAD + "…"
    return re.sub(r"[\x00-\x1f\x7f]", "?", path[:200])

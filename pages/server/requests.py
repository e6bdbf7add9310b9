"""What a request says and what may be believed of it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope
from streamlit import config

from models.database import reading
from models.language import Language
from models.queries.account import Presence, presence_of_token
from models.rules.access import VISITOR, Actor
from models.settings import settings
from pages.server import cookies

Headers = Iterable[tuple[bytes, bytes]]


def header(headers: Headers, name: str) -> str | None:
    """The only value of a header; None if it is absent or sent more than once."""
    values = [value.decode("latin-1") for key, value in headers if key.lower() == name.encode()]
    return values[0] if len(values) == 1 else None


def allowed_hosts() -> frozenset[str]:
    """The host names this server answers to: those of the settings and the one people use."""
    public = urlsplit(settings().public_url).hostname
    return frozenset(host.lower() for host in (*config.get_option("server.allowedHosts"), public) if host)


def host_is_allowed(headers: Headers) -> bool:
    """Whether the request was meant for us: a foreign name that points here is a rebinding attack."""
    try:
        name = urlsplit(f"//{header(headers, 'host') or ''}").hostname
    except ValueError:
        return False
    return name is not None and name.rstrip(".") in allowed_hosts()


def same_origin(headers: Headers) -> bool:
    """Whether the request comes from a page of ours; one that does not say is not believed."""
    origin = header(headers, "origin")
    if header(headers, "sec-fetch-site") in ("cross-site", "same-site"):
        return False
    if origin is None or origin == "null":
        return False
    host = header(headers, "host")
    if origin.rstrip("/") == settings().public_url:
        return True
    scheme, _, place = origin.partition("://")
    return scheme in (("https",) if settings().secure else ("http", "https")) and place == host


def own_path(text: str | None) -> str:
    """A path on this site to go on to; the first page for anything else, such as ``//evil`` or ``/\\evil``."""
    if not text or len(text) > 2000 or not text.startswith("/") or text.startswith("//"):
        return "/"
    if "\\" in text or any(ord(character) <= 0x20 or ord(character) == 0x7F for character in text):
        return "/"
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else text


def address_of(scope: Scope) -> str:
    """Where a request comes from. Behind a proxy on this machine uvicorn has put the visitor's address there."""
    client = scope.get("client")
    return str(client[0]) if client else ""


async def presence_behind(scope: Scope) -> Presence | None:
    """Who is signed in behind this scope's cookie."""
    token = cookies.session_token(cookies.read(scope["headers"]))
    return await run_in_threadpool(_look_up, token) if token else None


async def actor_behind(scope: Scope) -> Actor:
    """The actor behind this scope's cookie; a visitor without one."""
    found = await presence_behind(scope)
    return VISITOR if found is None else found.actor


def language_behind(scope: Scope) -> Language:
    """The language of the reader."""
    return cookies.language_of(cookies.read(scope["headers"]))


def _look_up(token: str) -> Presence | None:
    with reading() as session:
        return presence_of_token(session, token)

"""Downloads: bytes that are made for one reader, at an address of their own, never kept on the server.

Streamlit's own download addresses need no sign-in (security.md §1, fact 2), so files go out here. One function
per download, registered under its address below ``/unduh/``:

    @download("matriks.xlsx")
    def matrix(asked: Asked) -> File:
        return File(write(queries.rows(asked.session, asked.actor, plan=asked.one("plan"))), "matriks.xlsx")
"""

from __future__ import annotations

import datetime as dt
import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from models.clock import today
from models.database import reading
from models.language import Language, _, set_language, speaking
from models.problems import Invalid, NotAllowed, NotFound, TrackerError
from models.rules.access import Actor
from pages.server import html
from pages.server.requests import actor_behind, language_behind

_MOST_PARAMETERS = 200
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a file: who asks, in which language, on which day, for what; and a session for queries."""

    session: Session
    actor: Actor
    language: Language
    today: dt.date
    parameters: Mapping[str, Sequence[str]]

    def one(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next(iter(self.parameters.get(name, ())), default)

    def many(self, name: str) -> list[str]:
        """All values of a parameter that may be given several times."""
        return list(self.parameters.get(name, ()))


@dataclass(frozen=True, slots=True)
class File:
    """What goes out."""

    content: bytes
    name: str

    @property
    def media_type(self) -> str:
        suffix = self.name[self.name.rfind(".") :].lower()
        return _TYPES.get(suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"


Maker = Callable[[Asked], File]
DOWNLOADS: dict[str, Maker] = {}


def download(address: str) -> Callable[[Maker], Maker]:
    """Register a function as the maker of the file at ``/unduh/<address>``."""

    def register(maker: Maker) -> Maker:
        DOWNLOADS[address] = maker
        return maker

    return register


async def send(request: Request) -> Response:
    """Make the file for whoever asks and send it."""
    language = set_language(language_behind(request.scope))
    maker = DOWNLOADS.get(request.path_params["address"])
    parameters: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items()[:_MOST_PARAMETERS]:
        parameters.setdefault(name, []).append(value)
    actor = await actor_behind(request.scope)
    try:
        if maker is None:
            raise NotFound
        return _attachment(await run_in_threadpool(_make, maker, actor, language, parameters))
    except TrackerError as error:
        return _refusal(error, signed_in=actor.signed_in)


def _make(maker: Maker, actor: Actor, language: Language, parameters: dict[str, list[str]]) -> File:
    with speaking(language), reading() as session:
        return maker(Asked(session, actor, language, today(), parameters))


def _attachment(file: File) -> Response:
    return Response(
        file.content,
        media_type=file.media_type,
        headers={
            "Content-Disposition": disposition(file.name),
            "Cache-Control": "no-store",
            # opened inline by mistake, it may still do nothing
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


def disposition(name: str) -> str:
    """``attachment`` with the name in ASCII for old programs and in full for the others (RFC 6266, RFC 5987)."""
    clean = "".join("_" if character in '/\\"' else character if character.isprintable() else " " for character in name)
    plain = "".join(character if character.isascii() and character.isprintable() else "_" for character in clean)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


_STATUS = {NotAllowed: 403, NotFound: 404, Invalid: 400}


def _refusal(error: TrackerError, *, signed_in: bool) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503)
    door = "" if signed_in or status != 403 else html.way_back(_("Masuk"), "/masuk")
    body = html.paragraph(str(error)) + (door or html.way_back(_("Ke dasbor")))
    return html.page(_("Berkas tidak dapat diunduh"), body, status=status)


ROUTES = [Route("/unduh/{address:path}", send, methods=["GET"])]

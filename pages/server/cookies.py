"""The cookies: three, all HttpOnly and SameSite=Lax; ``__Host-`` and Secure when people come by https."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from starlette.responses import Response

from models.language import Language
from models.queries.account import ABSOLUTE
from models.settings import settings

_SESSION = "tracker_session"
_FORM = "tracker_form"
_LANGUAGE = "tracker_language"
#: how long a form may lie open before it is sent
FORM_LIFE = dt.timedelta(hours=1)


def _named(name: str) -> str:
    """A ``__Host-`` cookie cannot be set by a neighbouring host or without https."""
    return f"__Host-{name}" if settings().secure else name


def read(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies of a request. A name that is sent twice counts for nothing: one of them may be planted."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for name, value in headers:
        if name.lower() != b"cookie":
            continue
        for part in value.decode("latin-1").split(";"):
            key, _, text = part.strip().partition("=")
            if key in found:
                doubled.add(key)
            found[key] = text
    return {key: text for key, text in found.items() if key not in doubled}


def session_token(cookies: Mapping[str, str]) -> str | None:
    """The token of a sign-in."""
    return cookies.get(_named(_SESSION)) or None


def form_secret(cookies: Mapping[str, str]) -> str | None:
    """The secret that the forms shown to this browser are bound to."""
    return cookies.get(_named(_FORM)) or None


def language_of(cookies: Mapping[str, str]) -> Language:
    """The language this browser chose; Indonesian otherwise."""
    return "en" if cookies.get(_LANGUAGE) == "en" else "id"


def give_session(response: Response, token: str) -> None:
    """Sign this browser in."""
    _give(response, _named(_SESSION), token, ABSOLUTE)


def take_session(response: Response) -> None:
    """Sign this browser out."""
    _give(response, _named(_SESSION), "", dt.timedelta(0))


def give_form_secret(response: Response, secret: str) -> None:
    """Bind the form that is being shown to this browser."""
    _give(response, _named(_FORM), secret, FORM_LIFE)


def take_form_secret(response: Response) -> None:
    """A form is used once."""
    _give(response, _named(_FORM), "", dt.timedelta(0))


def give_language(response: Response, language: Language) -> None:
    """Remember the chosen language for a year."""
    _give(response, _LANGUAGE, language, dt.timedelta(days=365))


def _give(response: Response, name: str, value: str, life: dt.timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path="/",
        secure=settings().secure,
        httponly=True,
        samesite="lax",
    )

"""Forms from our own pages: each is bound to the browser that was shown it, and read within limits."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from pages.server import cookies
from pages.server.requests import same_origin

#: the field that carries the token
FIELD = "formulir"
_MOST_FIELDS = 20


def token_for(secret: str, purpose: str) -> str:
    """The token of one form: from the page alone the cookie's secret cannot be told."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def bind(request: Request, purpose: str) -> tuple[str, str]:
    """The secret for this browser, kept while it has one, and the token to put into the form."""
    secret = cookies.form_secret(cookies.read(request.scope["headers"])) or secrets.token_urlsafe(32)
    return secret, token_for(secret, purpose)


def shown(response: Response, secret: str) -> Response:
    """The response that shows a form, with the cookie it is bound by."""
    cookies.give_form_secret(response, secret)
    return response


async def read(request: Request) -> dict[str, str]:
    """The fields of a form; of one that is sent twice, the first. Anything but a form is empty."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    try:
        pairs = parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:  # not UTF-8, or too many fields
        return {}
    return dict(reversed(pairs))


def is_ours(request: Request, fields: dict[str, str], purpose: str) -> bool:
    """Whether the form was shown by us to this very browser."""
    headers = request.scope["headers"]
    secret = cookies.form_secret(cookies.read(headers))
    if secret is None or not same_origin(headers):
        return False
    return hmac.compare_digest(token_for(secret, purpose).encode(), fields.get(FIELD, "").encode())

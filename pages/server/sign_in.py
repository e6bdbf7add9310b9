"""Signing in and out, and the set-up of the first administrator: plain forms, no script."""

from __future__ import annotations

import hmac
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from models.commands import account as commands
from models.database import reading, transaction
from models.language import _, set_language
from models.problems import Invalid, TrackerError
from models.rules import passwords
from models.rules.access import SYSTEM, VISITOR
from models.vocabulary import SourceKind
from pages.server import cookies, forms, html
from pages.server.requests import address_of, language_behind, own_path, presence_behind, same_origin
from pages.ui.site import sign_out_token

_SIGN_IN = "masuk"
_SET_UP = "penyiapan"


# -- signing in -----------------------------------------------------------------------------------------------------


async def show_sign_in(request: Request) -> Response:
    """The form; who is signed in already goes on."""
    set_language(language_behind(request.scope))
    onward = own_path(request.query_params.get("kembali"))
    if await presence_behind(request.scope):
        return _see(onward)
    return _sign_in_page(request, onward)


async def sign_in(request: Request) -> Response:
    """Check the password, start a new sign-in and go on. All refusals read the same."""
    set_language(language_behind(request.scope))
    fields = await forms.read(request)
    onward, email = own_path(fields.get("kembali")), fields.get("email", "")
    if not forms.is_ours(request, fields, _SIGN_IN):
        return _sign_in_page(
            request, onward, email, _("Formulir ini sudah tidak berlaku. Silakan masuk sekali lagi."), 403
        )
    former = cookies.session_token(cookies.read(request.scope["headers"]))
    try:
        token = await run_in_threadpool(
            _token_for, email, fields.get("password", ""), address_of(request.scope), former
        )
    except TrackerError as error:  # the database is busy or cannot be written
        return _sign_in_page(request, onward, email, str(error), 503)
    if token is None:
        return _sign_in_page(request, onward, email, _refusal(), 401)
    response = _see(onward)
    cookies.give_session(response, token)
    cookies.take_form_secret(response)
    return response


def _refusal() -> str:
    return _(
        "Alamat surel atau kata sandi tidak cocok. "
        "Setelah {failures} kali gagal, tunggu {minutes} menit sebelum mencoba lagi.",
        failures=commands.ACCOUNT_FAILURES,
        minutes=int(commands.WINDOW.total_seconds()) // 60,
    )


def _token_for(email: str, password: str, address: str, former: str | None) -> str | None:
    with transaction(VISITOR, source=SourceKind.FORM) as session:
        attempt = commands.begin_attempt(session, email, address)
    with reading() as session:  # also for a refused attempt: it must take as long
        account = commands.verified(session, email, password)
    if attempt is None or account is None or account.id is None:
        return None
    with transaction(VISITOR, source=SourceKind.FORM) as session:
        return commands.start_sign_in(session, account.id, password, attempt_id=attempt, replaces=former)


def _sign_in_page(
    request: Request, onward: str, email: str = "", trouble: str | None = None, status: int = 200
) -> Response:
    secret, token = forms.bind(request, _SIGN_IN)
    wrong = status == 401
    body = (
        html.paragraph(_("Untuk Sekretariat, Bappenas, narahubung K/L, dan OMS. Membaca tidak perlu akun."), "quiet")
        + html.problem(trouble)
        + '<form method="post" action="/login">'
        + html.hidden(forms.FIELD, token)
        + html.hidden("kembali", onward)
        + html.entry(
            "email", _("Alamat surel"), kind="email", value=email[:254], complete="username", wrong=wrong,
            first=not email,
        )
        + html.entry(
            "password", _("Kata sandi"), kind="password", complete="current-password", wrong=wrong,
            longest=passwords.LONGEST, first=bool(email),
        )
        + html.button(_("Masuk"))
        + "</form>"
        + html.paragraph(_("Lupa kata sandi? Minta administrator Sekretariat menggantinya."), "quiet")
    )  # fmt: skip
    path = "/masuk" + (f"?{urlencode({'kembali': onward})}" if onward != "/" else "")
    return forms.shown(html.page(_("Masuk"), body, status=status, path=path), secret)


# -- signing out ----------------------------------------------------------------------------------------------------


async def sign_out(request: Request) -> Response:
    """End the sign-in, in every open tab at once."""
    set_language(language_behind(request.scope))
    token = cookies.session_token(cookies.read(request.scope["headers"]))
    found = await presence_behind(request.scope)
    fields = await forms.read(request)
    if token and found:
        expected = sign_out_token(found.sign_in_id)
        if not same_origin(request.scope["headers"]) or not hmac.compare_digest(
            expected.encode(), fields.get(forms.FIELD, "").encode()
        ):
            body = html.paragraph(_("Anda masih masuk. Buka dasbor, lalu pilih “Keluar”.")) + html.way_back(
                _("Ke dasbor")
            )
            return html.page(_("Formulir ini sudah tidak berlaku"), body, status=403)
        try:
            await run_in_threadpool(_end, token)
        except TrackerError as error:
            return html.page(_("Belum keluar"), html.problem(str(error)) + html.way_back(_("Ke dasbor")), status=503)
    response = _see("/")
    cookies.take_session(response)
    # whatever this browser keeps of pages that were shown while signed in goes too
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _end(token: str) -> None:
    with transaction(VISITOR, source=SourceKind.FORM) as session:
        commands.sign_out(session, token)


# -- the first administrator ----------------------------------------------------------------------------------------


async def show_set_up(request: Request) -> Response:
    """The form behind the link on the console."""
    set_language(language_behind(request.scope))
    token = request.query_params.get("token", "")
    if not await run_in_threadpool(_opens_set_up, token):
        return _set_up_is_over()
    return _set_up_page(request, token)


async def set_up(request: Request) -> Response:
    """Make the first administrator; the link is used up."""
    set_language(language_behind(request.scope))
    fields = await forms.read(request)
    token = fields.get("token", "")
    if not await run_in_threadpool(_opens_set_up, token):
        return _set_up_is_over()
    if not forms.is_ours(request, fields, _SET_UP):
        return _set_up_page(
            request, token, fields, Invalid(_("Formulir ini sudah tidak berlaku. Isi sekali lagi.")), 403
        )
    if fields.get("password") != fields.get("again"):
        return _set_up_page(request, token, fields, Invalid(_("Kedua kata sandi tidak sama."), field="password"), 422)
    try:
        await run_in_threadpool(_create_first_administrator, token, fields)
    except Invalid as error:
        return _set_up_page(request, token, fields, error, 422)
    except TrackerError as error:
        return _set_up_page(request, token, fields, error, 503)
    response = _see("/masuk")
    cookies.take_form_secret(response)
    return response


def _opens_set_up(token: str) -> bool:
    with reading() as session:
        return commands.is_setup_token(session, token)


def _create_first_administrator(token: str, fields: dict[str, str]) -> None:
    with transaction(SYSTEM, source=SourceKind.FORM, reason=_("Penyiapan administrator pertama")) as session:
        commands.create_first_administrator(
            session, token, fields.get("email", ""), fields.get("name", ""), fields.get("password", "")
        )


def _set_up_page(
    request: Request,
    token: str,
    fields: dict[str, str] | None = None,
    error: TrackerError | None = None,
    status: int = 200,
) -> Response:
    given = fields or {}
    wrong = error.field if isinstance(error, Invalid) else None
    secret, form_token = forms.bind(request, _SET_UP)
    body = (
        html.paragraph(
            _("Buat akun administrator pertama. Tautan ini berlaku satu kali; akun lain dibuat setelah Anda masuk."),
            "quiet",
        )
        + html.problem(str(error) if error else None)
        + '<form method="post" action="/penyiapan">'
        + html.hidden(forms.FIELD, form_token)
        + html.hidden("token", token)
        + html.entry(
            "email", _("Alamat surel"), kind="email", value=given.get("email", "")[:254], complete="username",
            wrong=wrong == "email", first=True,
        )
        + html.entry(
            "name", _("Nama"), value=given.get("name", "")[:200], complete="name", wrong=wrong == "name", longest=200,
            hint=_("Ditampilkan pada riwayat perubahan."), optional=True,
        )
        + html.entry(
            "password", _("Kata sandi"), kind="password", complete="new-password", wrong=wrong == "password",
            longest=passwords.LONGEST,
            hint=_(
                "Paling sedikit {shortest} karakter. Beberapa kata acak mudah diingat.", shortest=passwords.SHORTEST
            ),
        )
        + html.entry(
            "again", _("Kata sandi sekali lagi"), kind="password", complete="new-password", wrong=wrong == "password",
            longest=passwords.LONGEST,
        )
        + html.button(_("Buat akun administrator"))
        + "</form>"
    )  # fmt: skip
    path = f"/penyiapan?{urlencode({'token': token})}"
    return forms.shown(html.page(_("Penyiapan"), body, status=status, path=path), secret)


def _set_up_is_over() -> Response:
    body = html.paragraph(
        _("Tautan penyiapan sudah dipakai, sudah diganti, atau sudah ada akun. Silakan masuk dengan akun Anda.")
    ) + html.way_back(_("Masuk"), "/masuk")
    return html.page(_("Tautan ini tidak berlaku lagi"), body, status=404)


def _see(path: str) -> RedirectResponse:
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})


async def to_the_form(_request: Request) -> Response:
    """Who reloads the address that a form was sent to sees the form again, not an unknown page."""
    return _see("/masuk")


ROUTES = [
    Route("/masuk", show_sign_in, methods=["GET"]),
    Route("/login", to_the_form, methods=["GET"]),
    Route("/logout", to_the_form, methods=["GET"]),
    Route("/login", sign_in, methods=["POST"]),
    Route("/logout", sign_out, methods=["POST"]),
    Route("/penyiapan", show_set_up, methods=["GET"]),
    Route("/penyiapan", set_up, methods=["POST"]),
]

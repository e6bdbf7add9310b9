"""Signing in and out, the set-up page and the language switch, as requests."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import Engine

from models.commands.account import ACCOUNT_FAILURES, issue_setup_token
from models.database import transaction
from models.rules.access import SYSTEM
from models.vocabulary import SourceKind
from pages.server.requests import own_path
from tests.conftest import PASSWORD, Cast, Configure
from tests.pages.server.asgi import Browser

EMAIL = "dewi@kpu.go.id"


def holder(browser: Browser) -> str | None:
    """The reference that reaches Streamlit for this browser."""
    return (browser.websocket() or {}).get("x-tracker-session")


# -- sign-in --------------------------------------------------------------------------------------------------------


def test_the_form_is_a_page_without_script_in_both_languages(sqlite: Engine) -> None:
    browser = Browser()
    page = browser.get("/masuk")
    assert page.status == 200
    assert '<html lang="id">' in page.text
    assert "<script" not in page.text
    assert page["cache-control"] == "no-store"
    browser.get("/bahasa?ke=en&kembali=/masuk")
    assert '<html lang="en">' in browser.get("/masuk").text


def test_the_right_password_signs_in_and_leads_on(engine: Engine, cast: Cast) -> None:
    browser = Browser()
    answer = browser.sign_in(EMAIL, PASSWORD, kembali="/komitmen?kode=RAN7-06")
    assert (answer.status, answer["location"]) == (303, "/komitmen?kode=RAN7-06")
    assert holder(browser) is not None


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(sqlite: Engine, cast: Cast) -> None:
    line = Browser().sign_in(EMAIL, PASSWORD).cookie("tracker_session")
    assert all(part in line for part in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert "Secure" not in line
    assert "Domain" not in line


def test_over_https_the_cookie_is_bound_to_the_host(sqlite: Engine, cast: Cast, configure: Configure) -> None:
    configure(TRACKER_PUBLIC_URL="https://pelacak.example.go.id")
    browser = Browser(host="pelacak.example.go.id")
    form = browser.get("/masuk")
    answer = browser.post(
        "/login",
        {"formulir": form.field("formulir"), "email": EMAIL, "password": PASSWORD},
        origin="https://pelacak.example.go.id",
    )
    line = answer.cookie("__Host-tracker_session")
    assert all(part in line for part in ("HttpOnly", "SameSite=lax", "Path=/", "Secure"))
    assert answer["strict-transport-security"]
    assert browser.websocket(origin="http://pelacak.example.go.id") is None, "not from a page without https"


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "salah sama sekali"), ("tidak@ada.id", PASSWORD), ("", ""), ("' OR 1=1 --", "x"), ("a\x00b", "\x00")],
)
def test_every_refusal_reads_the_same(engine: Engine, cast: Cast, email: str, password: str) -> None:
    answer = Browser().sign_in(email, password)
    assert answer.status == 401
    assert not answer.cookie("tracker_session")
    assert "tidak cocok" in answer.said
    assert answer.said == Browser().sign_in("tidak@ada.id", "x").said


def test_the_limit_reads_like_any_other_refusal_and_holds_for_the_right_password(engine: Engine, cast: Cast) -> None:
    browser = Browser()
    answers = [browser.sign_in(EMAIL, "salah sama sekali").said for _time in range(ACCOUNT_FAILURES)]
    refused = browser.sign_in(EMAIL, PASSWORD)
    assert refused.status == 401
    assert {*answers, refused.said} == {refused.said}


def test_what_was_typed_comes_back_escaped(sqlite: Engine) -> None:
    answer = Browser().sign_in('"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text


def test_a_session_that_was_planted_is_not_taken_over(sqlite: Engine, cast: Cast) -> None:
    """Fixation: the cookie is new after each sign-in."""
    browser = Browser(cookies={"tracker_session": "ditanam"})
    browser.sign_in(EMAIL, PASSWORD)
    assert browser.cookies["tracker_session"] != "ditanam"
    assert holder(Browser(cookies={"tracker_session": "ditanam"})) is None


@pytest.mark.parametrize(
    "order", ["tracker_session={}; tracker_session=lain", "tracker_session=lain; tracker_session={}"]
)
def test_two_cookies_of_the_same_name_count_for_nothing(sqlite: Engine, cast: Cast, order: str) -> None:
    browser = Browser()
    browser.sign_in(EMAIL, PASSWORD)
    reached = browser.websocket(cookie=order.format(browser.cookies["tracker_session"]))
    assert "x-tracker-session" not in (reached or {})


# -- requests from elsewhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost.evil.example"},
        {"origin": "http://localhost@evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data; boundary=x"},
    ],
)
def test_a_form_from_elsewhere_is_refused(sqlite: Engine, cast: Cast, headers: dict[str, str]) -> None:
    browser = Browser()
    fields = {"formulir": browser.get("/masuk").field("formulir"), "email": EMAIL, "password": PASSWORD}
    answer = browser.post("/login", fields, **headers)
    assert answer.status == 403
    assert not answer.cookie("tracker_session")


def test_a_form_that_another_browser_was_shown_is_refused(sqlite: Engine, cast: Cast) -> None:
    token = Browser().get("/masuk").field("formulir")
    browser = Browser()
    browser.get("/masuk")
    assert browser.post("/login", {"formulir": token, "email": EMAIL, "password": PASSWORD}).status == 403
    assert browser.post("/login", {"email": EMAIL, "password": PASSWORD}).status == 403


def test_the_token_of_one_form_does_not_fit_another(sqlite: Engine) -> None:
    browser = Browser()
    token = browser.get("/masuk").field("formulir")
    answer = browser.post("/penyiapan", {"formulir": token, "token": setup_token(), "email": "a@b.id"})
    assert answer.status == 403


OWN = ("/", "/komitmen", "/komitmen?kode=RAN7-06&x=%2F%2Fy", "/a//b")
FOREIGN = (
    None, "", "komitmen", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example",
    "https://evil.example", "javascript:alert(1)", "/\nLocation: x", "/\x00", " /komitmen", "/" + "a" * 3000,
    "http:evil.example", "/\r\nSet-Cookie: a=b",
)  # fmt: skip


@pytest.mark.parametrize("path", OWN)
def test_a_path_of_ours_is_gone_on_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize("path", FOREIGN)
def test_anything_else_leads_to_the_first_page(path: str | None) -> None:
    assert own_path(path) == "/"


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_no_way_leads_away_from_the_site(sqlite: Engine, cast: Cast, path: str) -> None:
    browser = Browser()
    assert browser.sign_in(EMAIL, PASSWORD, kembali=path)["location"] == "/"
    assert browser.get(f"/bahasa?ke=en&kembali={path}")["location"] == "/"
    assert browser.get(f"/masuk?kembali={path}")["location"] == "/"


# -- sign-out -------------------------------------------------------------------------------------------------------


def sign_out_field(browser: Browser) -> str:
    from pages.ui.site import sign_out_token

    return sign_out_token(int(holder(browser) or 0))


def test_signing_out_ends_the_sign_in_and_takes_the_cookie(engine: Engine, cast: Cast) -> None:
    browser = Browser()
    browser.sign_in(EMAIL, PASSWORD)
    kept = Browser(cookies=dict(browser.cookies))
    answer = browser.post("/logout", {"formulir": sign_out_field(browser)})
    assert (answer.status, answer["location"]) == (303, "/")
    assert "tracker_session" not in browser.cookies
    assert holder(kept) is None, "a copy of the cookie is worth nothing any more"


@pytest.mark.parametrize("case", ["no token", "foreign origin", "wrong token"])
def test_nobody_is_signed_out_from_elsewhere(sqlite: Engine, cast: Cast, case: str) -> None:
    browser = Browser()
    browser.sign_in(EMAIL, PASSWORD)
    fields = {"no token": {}, "wrong token": {"formulir": "x"}}.get(case, {"formulir": sign_out_field(browser)})
    origin = "https://evil.example" if case == "foreign origin" else "http://localhost"
    assert browser.post("/logout", fields, origin=origin).status == 403
    assert holder(browser) is not None


@pytest.mark.parametrize("address", ["/login", "/logout"])
def test_a_link_does_neither(sqlite: Engine, cast: Cast, address: str) -> None:
    browser = Browser()
    browser.sign_in(EMAIL, PASSWORD)
    answer = browser.get(address)
    assert (answer.status, answer["location"]) == (303, "/masuk")
    assert holder(browser) is not None


# -- set-up ---------------------------------------------------------------------------------------------------------


def setup_token() -> str:
    with transaction(SYSTEM, source=SourceKind.COMMAND) as session:
        return issue_setup_token(session) or ""


def fill_in(browser: Browser, token: str, **fields: str) -> dict[str, str]:
    form = browser.get(f"/penyiapan?token={token}")
    given = {"email": "a@bappenas.go.id", "name": "A", "password": PASSWORD, "again": PASSWORD, **fields}
    return {"formulir": form.field("formulir"), "token": token, **given}


def test_the_link_makes_the_first_administrator_once(engine: Engine) -> None:
    browser, token = Browser(), setup_token()
    answer = browser.post("/penyiapan", fill_in(browser, token))
    assert (answer.status, answer["location"]) == (303, "/masuk")
    assert browser.get(f"/penyiapan?token={token}").status == 404
    assert browser.sign_in("a@bappenas.go.id", PASSWORD).status == 303


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "%00"])
def test_without_the_link_there_is_no_set_up(sqlite: Engine, token: str) -> None:
    setup_token()
    assert Browser().get(f"/penyiapan?token={token}").status == 404
    assert Browser().post("/penyiapan", {"token": token}).status == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"again": "lain sama sekali"}, "tidak sama"),
        ({"email": "x"}, "surel"),
        ({"password": "a", "again": "a"}, "pendek"),
    ],
)
def test_a_wrong_set_up_says_what_is_wrong_and_can_be_sent_again(
    sqlite: Engine, fields: dict[str, str], said: str
) -> None:
    browser, token = Browser(), setup_token()
    answer = browser.post("/penyiapan", fill_in(browser, token, **fields))
    assert answer.status == 422
    assert said in answer.said
    assert PASSWORD not in answer.text
    assert browser.post("/penyiapan", fill_in(browser, token)).status == 303


def test_no_password_or_token_is_logged(sqlite: Engine, cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    browser.sign_in(EMAIL, "salah sama sekali")
    browser.sign_in(EMAIL, PASSWORD)
    token = browser.cookies["tracker_session"]
    assert not [text for text in (PASSWORD, token, "salah sama sekali") if text in caplog.text]

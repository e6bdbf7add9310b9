"""The guard: identity, addresses, hosts, headers, limits, incidents."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import Engine
from streamlit import config

from models.rules.access import Actor
from pages.server.guard import LARGEST_FORM, SECURITY_HEADERS
from tests.conftest import Cast, Configure, sign_in_as
from tests.pages.server.asgi import Browser


def browser_of(actor: Actor) -> Browser:
    token = f"token of {actor.name}"
    sign_in_as(actor, token=token)
    return Browser(cookies={"tracker_session": token} if actor.account_id else {})


# -- identity (security.md §1, rows 1 to 3) -------------------------------------------------------------------------


def test_the_reference_to_the_sign_in_reaches_streamlit(engine: Engine, cast: Cast) -> None:
    headers = browser_of(cast.kpu).websocket() or {}
    assert headers["x-tracker-session"].isdigit()
    assert headers["x-tracker-language"] == "id"


@pytest.mark.parametrize("name", ["x-tracker-session", "X-Tracker-Session", "x_tracker_session", "x-tracker-language"])
def test_what_a_client_puts_in_its_place_is_taken_away(sqlite: Engine, cast: Cast, name: str) -> None:
    sign_in_as(cast.administrator)
    reached = Browser().websocket(**{name: "1"}) or {}
    assert "x-tracker-session" not in reached
    assert reached["x-tracker-language"] == "id"
    echoed = Browser().get("/_stcore/health", **{name: "1"}).text
    assert '"x-tracker-session"' not in echoed


def test_a_signed_in_client_cannot_name_another_sign_in(sqlite: Engine, cast: Cast) -> None:
    own = (browser_of(cast.kpu).websocket() or {})["x-tracker-session"]
    other = sign_in_as(cast.administrator)["session"]
    browser = Browser(cookies={"tracker_session": f"token of {cast.kpu.name}"})
    assert (browser.websocket(**{"x-tracker-session": other}) or {})["x-tracker-session"] == own


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ""},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "localhost.evil.example", "origin": "http://localhost.evil.example"},
        {"host": "", "origin": "http://localhost"},
    ],
)
def test_a_websocket_from_elsewhere_is_refused(sqlite: Engine, headers: dict[str, str]) -> None:
    assert Browser().websocket(**headers) is None


UPLOAD = "/_stcore/upload_file/abc/def"


def test_uploads_and_media_are_for_those_who_have_business_with_them(engine: Engine, cast: Cast) -> None:
    outcome = {
        name: (
            browser_of(actor).request("PUT", UPLOAD, b"x", {}).status,
            browser_of_again(actor).get("/media/abc.xlsx").status,
        )
        for name, actor in cast.items()
    }
    assert outcome == {
        "administrator": (200, 200),
        "secretariat": (200, 200),
        "director": (403, 200),
        "kpu": (200, 200),
        "bawaslu": (200, 200),
        "perludem": (200, 200),
        "visitor": (403, 403),
    }


def browser_of_again(actor: Actor) -> Browser:
    return Browser(cookies={"tracker_session": f"token of {actor.name}"} if actor.account_id else {})


# -- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp",
        "/_stcore/script-health-check", "/_stcore/unknown", "/auth/login", "/oauth2callback", "/component/x/index.html",
        "/app/static/x", "/index.html", "/wp-login.php", "/.env", "/tidak-ada", "/komitmen/anak", "/akun.py",
        "/komitmen/_stcore/metrics",
    ],
)  # fmt: skip
def test_what_is_not_meant_to_be_there_is_not_there(sqlite: Engine, path: str) -> None:
    assert Browser().get(path).status == 404


def test_an_unknown_address_says_so_in_the_readers_language(sqlite: Engine) -> None:
    browser = Browser()
    assert "Halaman tidak ditemukan" in browser.get("/tidak-ada").said
    browser.get("/bahasa?ke=en&kembali=/")
    assert '<html lang="en">' in browser.get("/tidak-ada").text


@pytest.mark.parametrize("path", ["/_stcore/health", "/favicon.png", "/readyz", "/masuk", "/"])
def test_what_everybody_needs_is_open(sqlite: Engine, path: str) -> None:
    assert Browser().get(path).status == 200


def test_a_page_behind_sign_in_leads_a_visitor_to_the_form_and_back(sqlite: Engine, cast: Cast) -> None:
    answer = Browser().get("/akun?x=1")
    assert (answer.status, answer["location"]) == (303, "/masuk?kembali=%2Fakun%3Fx%3D1")
    assert browser_of(cast.administrator).get("/akun?x=1").status == 200


def test_the_page_that_streamlit_fills_is_ours(sqlite: Engine) -> None:
    browser = Browser()
    page = browser.get("/").text
    assert '<html lang="id">' in page
    assert "RAN OGI</title>" in page
    assert "Streamlit" not in re.sub(r"<!--.*?-->|<link[^>]*>|<script[^>]*>", "", page, flags=re.DOTALL)
    assert not re.search(r"<script>|service-desc|agent", page), "an inline script would be blocked"
    assert '<div id="root">' in page
    browser.get("/bahasa?ke=en&kembali=/")
    assert '<html lang="en">' in browser.get("/").text


def test_the_dashboards_address_in_words_keeps_its_filters(sqlite: Engine) -> None:
    assert Browser().get("/dasbor?status=late")["location"] == "/?status=late"


def test_the_probe_tells_whether_the_database_answers(sqlite: Engine, configure: Configure) -> None:
    assert Browser().get("/readyz").status == 200
    with sqlite.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert Browser().get("/readyz").status == 503


# -- hosts, headers, bodies -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "served"),
    [
        ("localhost", True), ("LOCALHOST:8501", True), ("127.0.0.1:8501", True), ("[::1]:8501", True),
        ("evil.example", False), ("localhost.evil.example", False), ("evil.example:8501", False), ("", False),
        ("localhost@evil.example", False), ("[::1", False),
    ],
)  # fmt: skip
def test_only_our_own_host_names_are_served(sqlite: Engine, host: str, served: bool) -> None:
    assert Browser().get("/readyz", host=host).status == (200 if served else 421)


def test_the_public_name_is_served_too(sqlite: Engine, configure: Configure) -> None:
    configure(TRACKER_PUBLIC_URL="https://pelacak.example.go.id")
    assert Browser(host="pelacak.example.go.id").get("/readyz").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/masuk", "/tidak-ada", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config", "/media/x"]
)
def test_every_answer_has_the_security_headers(sqlite: Engine, path: str) -> None:
    answer = Browser().get(path)
    assert {name: answer[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert not answer["strict-transport-security"]


def test_a_body_beyond_the_limit_is_not_read_on(sqlite: Engine) -> None:
    browser = Browser()
    token = browser.get("/masuk").field("formulir")
    answer = browser.post("/login", {"formulir": token, "email": "x" * (LARGEST_FORM + 1)})
    assert answer.status == 413
    assert "terlalu besar" in answer.said


@pytest.mark.parametrize("body", [b"\xff\xfe", b"=" * 100, b"&" * 1000, b"a=1&" * 500, b"formulir=%FF", b"{}", b""])
def test_a_malformed_form_is_refused_like_any_other(sqlite: Engine, body: bytes) -> None:
    headers = {"origin": "http://localhost", "content-type": "application/x-www-form-urlencoded"}
    assert Browser().request("POST", "/login", body, headers).status == 403


# -- incidents ------------------------------------------------------------------------------------------------------


def test_an_unexpected_error_gives_a_number_and_nothing_else(sqlite: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "tracker.incidents"):
        answer = Browser().get("/_stcore/host-config")
    number = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", answer.said)
    assert answer.status == 500
    assert number is not None
    assert "rahasia" not in answer.text
    assert "Traceback" not in answer.text
    assert f"incident {number.group()}" in caplog.text


# -- the settings that ship -----------------------------------------------------------------------------------------


def test_streamlit_maps_exactly_our_private_headers() -> None:
    assert config.get_option("server.trustedUserHeaders") == {
        "x-tracker-session": "session",
        "x-tracker-language": "language",
    }


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("text", ["textColor", "primaryColor", "linkColor"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_and_links_can_be_read_on_both_grounds(text: str, ground: str) -> None:
    assert _contrast(config.get_option(f"theme.{text}"), config.get_option(f"theme.{ground}")) >= 4.5

"""The running server: a browser signs in and out, and a thief tries to take its session."""

from __future__ import annotations

import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from models.settings import PROJECT_ROOT
from tests.pages.server.live import CHROMIUM_ARGUMENTS, Live, free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

EMAIL, PASSWORD = "sinta@bappenas.go.id", "kuda hijau baterai jendela"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serving(tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = Path("/usr/bin/chromium")
    if not path.exists():
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


def side_bar(page: Page) -> Any:
    return page.get_by_test_id("stSidebar")


def status_of(url: str, **headers: str) -> int:
    try:
        with urlopen(Request(url, headers=headers), timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


@pytest.mark.browser
def test_sign_in_survives_a_reload_and_ends_with_sign_out(live: Live, chromium: Any) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    blocked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: blocked.append(message.text) if "Content Security" in message.text else None)

    page.goto(live.set_up_link())
    for name, value in (("email", EMAIL), ("name", "Sinta"), ("password", PASSWORD), ("again", PASSWORD)):
        page.fill(f"#{name}", value)
    page.click("button")
    assert page.url == f"{live.url}/masuk"
    page.goto(f"{live.url}/akun")
    assert page.url.startswith(f"{live.url}/masuk?kembali=")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("button")
    page.wait_for_url(f"{live.url}/akun")
    side_bar(page).get_by_text("Sinta").wait_for()
    page.reload()
    side_bar(page).get_by_text("Sinta").wait_for()
    assert page.get_by_text("Page not found").count() == 0
    side_bar(page).get_by_role("link", name="English").click()
    page.locator("html[lang=en]").wait_for(state="attached")
    side_bar(page).get_by_text("Sinta").wait_for()
    side_bar(page).get_by_role("link", name="Indonesia", exact=True).click()
    side_bar(page).get_by_role("button", name="Keluar").click()
    page.wait_for_url(f"{live.url}/")
    side_bar(page).get_by_role("link", name="Masuk").wait_for()
    page.goto(f"{live.url}/akun")
    assert page.url.startswith(f"{live.url}/masuk?kembali=")

    foreign = [url for url in asked if not re.match(rf"(http|ws)://{re.escape(live.host)}/|data:|blob:", url)]
    assert foreign == [], "the browser was sent to nobody else"
    assert blocked == []
    context.close()


# -- a thief with a websocket (security.md §1, row 1) ---------------------------------------------------------------


class Client:
    """Speaks Streamlit's protocol over a websocket of its own."""

    def __init__(self, live: Live, *, cookie: str = "", session_id: str = "", headers: dict[str, str] | None = None):
        from websockets.sync.client import connect
        from websockets.typing import Subprotocol

        protocols = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([session_id] if session_id else [])]
        self._open = ExitStack()
        opening = connect(
            f"ws://{live.host}/_stcore/stream",
            origin=live.url,  # type: ignore[arg-type]
            subprotocols=[Subprotocol(name) for name in protocols],
            additional_headers={**({"Cookie": cookie} if cookie else {}), **(headers or {})},
            compression=None,
        )
        self.socket = self._open.enter_context(opening)
        self.session_id = ""
        self.texts = ""

    def visit(self, page_name: str = "") -> Client:
        """Ask for a page and read until its run is finished."""
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        ask = BackMsg()
        ask.rerun_script.query_string = ""
        ask.rerun_script.page_name = page_name
        self.socket.send(ask.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.socket.recv(timeout=15, decode=False))
            if told.WhichOneof("type") == "new_session":
                self.session_id = told.new_session.initialize.session_id
            self.texts += str(told)
            if told.WhichOneof("type") == "script_finished":
                return self

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="module")
def victim(live: Live) -> Iterator[Client]:
    """Somebody who is signed in, with a tab open. The account is made on the command line, as in production."""
    data = live.log.parent / "data"
    made = subprocess.run(
        [sys.executable, "-m", "models", "create-account", "rudi@bappenas.go.id", "--role", "secretariat",
         "--name", "Rudi Rahasia", "--password-stdin"],
        input=f"{PASSWORD}\n", text=True, capture_output=True, cwd=PROJECT_ROOT,
        env={"PATH": "/usr/bin", "TRACKER_DATA_DIRECTORY": str(data)}, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    client = Client(live, cookie=_cookie(live)).visit()
    assert "Rudi Rahasia" in client.texts
    yield client
    client.close()


def _cookie(live: Live) -> str:
    """Sign in as the form does."""
    from http.cookiejar import CookieJar
    from urllib.parse import urlencode
    from urllib.request import HTTPCookieProcessor, build_opener

    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    with opener.open(f"{live.url}/masuk") as form:
        found = re.search(r'name="formulir" value="(\w+)"', form.read().decode())
    assert found
    fields = {"formulir": found.group(1), "email": "rudi@bappenas.go.id", "password": PASSWORD, "kembali": "/readyz"}
    request = Request(f"{live.url}/login", urlencode(fields).encode(), {"Origin": live.url})
    with opener.open(request) as answer:
        assert answer.url.endswith("/readyz")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


@pytest.mark.browser
def test_the_thief_knows_how_to_take_over_a_session_that_is_nobodys(live: Live) -> None:
    """The control for the tests below: among visitors the session id is enough."""
    first = Client(live).visit()
    first.close()
    second = Client(live, session_id=first.session_id).visit()
    assert second.session_id == first.session_id
    second.close()


@pytest.mark.browser
def test_the_session_id_alone_opens_nobodys_session(live: Live, victim: Client) -> None:
    thief = Client(live, session_id=victim.session_id).visit()
    assert thief.session_id != victim.session_id
    assert "Rudi Rahasia" not in thief.texts
    thief.close()
    victim.texts = ""
    assert "Rudi Rahasia" in victim.visit().texts, "and the victim was not thrown out"


@pytest.mark.browser
def test_nor_does_a_header_that_names_the_victims_sign_in(live: Live, victim: Client) -> None:
    for number in range(1, 6):
        thief = Client(live, session_id=victim.session_id, headers={"X-Tracker-Session": str(number)}).visit()
        assert "Rudi Rahasia" not in thief.texts
        thief.close()


@pytest.mark.browser
def test_nor_does_a_session_whose_owner_has_just_gone(live: Live, victim: Client) -> None:
    gone = Client(live, cookie=_cookie(live)).visit()
    gone.close()
    thief = Client(live, session_id=gone.session_id).visit()
    assert thief.session_id != gone.session_id
    assert "Rudi Rahasia" not in thief.texts
    thief.close()


@pytest.mark.browser
def test_a_visitor_who_asks_for_a_closed_page_by_name_gets_a_sentence(live: Live, victim: Client) -> None:
    visitor = Client(live).visit("akun")
    assert "hanya untuk pengguna yang masuk" in visitor.texts
    visitor.close()


@pytest.mark.browser
def test_streamlits_own_side_doors_are_shut(live: Live) -> None:
    shut = {
        "/_stcore/metrics": 404,
        "/_stcore/agent/openapi.json": 404,
        "/_stcore/script-health-check": 404,
        "/media/" + "a" * 64 + ".csv": 403,
        "/tidak-ada": 404,
        "/..%2f..%2fetc/passwd": 404,
        "/%2e%2e/%2e%2e/etc/passwd": 404,
    }
    assert {path: status_of(live.url + path) for path in shut} == shut
    assert status_of(live.url + "/readyz", Host="evil.example") == 421


@pytest.mark.browser
def test_a_request_that_is_no_http_does_no_harm(live: Live) -> None:
    host, port = live.host.split(":")
    for raw in (
        b"GET /masuk HTTP/1.1\r\n\r\n",
        b"GET /masuk HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\nx",
    ):
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(raw)
            connection.settimeout(1)
            with suppress(TimeoutError):
                assert b"Traceback" not in connection.recv(4096)
    assert status_of(live.url + "/readyz") == 200


@pytest.mark.browser
def test_the_console_names_the_address_and_no_secret_but_the_set_up_link(live: Live, victim: Client) -> None:
    said = live.said()
    assert f"siap dibuka di {live.url}" in said
    assert "journal mode" in said
    assert PASSWORD not in said
    assert "Traceback" not in said


@pytest.mark.browser
def test_no_set_up_link_where_others_could_reach_it(tmp_path: Path) -> None:
    with serving(tmp_path, TRACKER_PUBLIC_URL="https://pelacak.example.go.id") as running:
        assert "penyiapan" not in running.said()


@pytest.mark.browser
@pytest.mark.parametrize("damage", ["newer", "damaged", "unreachable"])
def test_a_database_that_cannot_be_served_ends_the_start_with_one_sentence(tmp_path: Path, damage: str) -> None:
    environment = {"PATH": "/usr/bin", "TRACKER_DATA_DIRECTORY": str(tmp_path), "HOME": str(tmp_path)}
    if damage == "unreachable":
        environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/x"
    elif damage == "damaged":
        (tmp_path / "tracker.db").write_bytes(b"bukan basis data " * 100)
    else:
        with closing(sqlite3.connect(tmp_path / "tracker.db")) as database:
            database.execute("CREATE TABLE alembic_version (version_num TEXT)")
            database.execute("INSERT INTO alembic_version VALUES ('9999')")
            database.commit()
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "tracker_app.py", "--server.port", str(free_port())],
        cwd=PROJECT_ROOT, env=environment, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "Traceback" not in ended.stdout + ended.stderr
    assert "asis data" in ended.stdout

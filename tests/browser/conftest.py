"""A real browser against a server of its own, on the real RAN OGI data."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.settings import PROJECT_ROOT
from tests.pages.server.live import CHROMIUM_ARGUMENTS, Live, serving

PASSWORD = "kuda hijau baterai jendela"
_DESKS: list[Desk] = []
CHROMIUM = Path("/usr/bin/chromium")


@dataclass(frozen=True, slots=True)
class Desk:
    """The tracker as somebody finds it on a working day: running, seeded, with an account per role."""

    live: Live
    browser: Any
    folder: Path

    def tab(self, *, width: int = 1440) -> Any:
        """A new visitor's tab that notes every request."""
        page = self.browser.new_context(viewport={"width": width, "height": 1000}).new_page()
        page.set_default_timeout(60_000)  # a machine under load is slow, not wrong
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    def sign_in(self, page: Any, role: str) -> None:
        """As a person does."""
        page.goto(f"{self.live.url}/masuk")
        page.fill("input[name=email]", f"{role}@contoh.go.id")
        page.fill("input[type=password]", PASSWORD)
        page.click("button[type=submit]")
        # on a phone the menu, and the way out in it, is folded
        page.get_by_test_id("stSidebar").get_by_text("Keluar").wait_for(state="attached")

    def open(self, page: Any, address: str) -> None:
        """Open a page and wait until it is drawn."""
        page.goto(f"{self.live.url}{address}")
        page.locator('[data-testid="stMain"] h1').first.wait_for()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with working(tmp_path_factory.mktemp("desk"), dt.date(2024, 7, 31)) as found:
        yield found


@contextmanager
def working(folder: Path, day: dt.date, fill: Callable[[str], None] | None = None) -> Iterator[Desk]:
    """The tracker on a day, with the real data, or with what ``fill`` puts into the database of this address."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    environment = {"TRACKER_DATA_DIRECTORY": str(folder / "data"), "TRACKER_TODAY": day.isoformat()}
    if fill is None:
        _run(environment, "seed")
    else:
        fill(f"sqlite:///{folder / 'data' / 'tracker.db'}")
    for role, organisation in (("secretariat", ""), ("director", ""), ("agency", "KPU"), ("cso", "Perludem")):
        extra = ["--organisation", organisation] if organisation else []
        _run(
            environment, "models", "create-account", f"{role}@contoh.go.id", "--role", role, *extra, "--password-stdin"
        )
    with serving(folder, TRACKER_TODAY=day.isoformat()) as live, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        desk = Desk(live, browser, folder)
        _DESKS.append(desk)
        try:
            yield desk
        finally:
            _DESKS.remove(desk)
            browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed says what each open page showed then, and what the server had written."""
    report = yield
    if report.when == "call" and report.failed:
        for desk in _DESKS:
            for page in (page for context in desk.browser.contexts for page in context.pages):
                report.sections.append((f"page {page.url}", _shown(page)))
            report.sections.append(("server", desk.live.said()[-4000:]))
    return report


def _shown(page: Any) -> str:
    """The words on a page, the values of its fields among them, and whether it is still being drawn."""
    if page.is_closed():
        return "(closed)"
    return str(
        page.evaluate(
            """() => {
                const running = document.querySelector('[data-testid="stStatusWidget"]') ? '(still running)\\n' : '';
                const fields = [...document.querySelectorAll('input, textarea')]
                    .map(f => `${f.ariaLabel || f.id}: ${f.value}`).join('\\n');
                const stale = document.querySelectorAll('[data-stale="true"]').length;
                return `${running}${stale} stale\\n${document.body.innerText}\\n-- fields\\n${fields}`;
            }"""
        )
    )[-12_000:]


def _run(environment: dict[str, str], *command: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=PROJECT_ROOT,
        env={**clean, **environment},
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
        capture_output=True,
    )

"""A real browser against a server of its own, on the real RAN OGI data."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.settings import PROJECT_ROOT
from tests.pages.server.live import CHROMIUM_ARGUMENTS, Live, serving

PASSWORD = "kuda hijau baterai jendela"
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
        page.get_by_test_id("stSidebar").get_by_text("Keluar").wait_for()

    def open(self, page: Any, address: str) -> None:
        """Open a page and wait until it is drawn."""
        page.goto(f"{self.live.url}{address}")
        page.locator('[data-testid="stMain"] h1').first.wait_for()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    folder = tmp_path_factory.mktemp("desk")
    environment = {"TRACKER_DATA_DIRECTORY": str(folder / "data"), "TRACKER_TODAY": "2024-07-31"}
    _run(environment, "seed")
    for role, organisation in (("secretariat", ""), ("director", ""), ("agency", "KPU"), ("cso", "Perludem")):
        extra = ["--organisation", organisation] if organisation else []
        _run(
            environment, "models", "create-account", f"{role}@contoh.go.id", "--role", role, *extra, "--password-stdin"
        )
    with serving(folder, TRACKER_TODAY="2024-07-31") as live, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        yield Desk(live, browser, folder)
        browser.close()


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

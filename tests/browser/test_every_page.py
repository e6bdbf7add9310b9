"""A visitor walks over every public page at both widths: each is drawn, fits the screen, and asks no foreign host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from pages.ui.site import PAGES
from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

#: every public page, and the pages of one thing
ADDRESSES = (
    *(f"/{page.address}" for page in PAGES if page.action is None),
    "/cari?kata=keterbukaan+data",
    "/komitmen?kode=RAN7-06",
    "/instansi?nama=KPU",
    "/rapat?id=1",
    "/usulan?id=1",
    "/masuk",
    "/tidak-ada",
)


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_fits_and_meets_no_foreign_host(desk: Desk, width: int) -> None:
    page = desk.tab(width=width)
    own = urlsplit(desk.live.url).netloc
    for address in ADDRESSES:
        page.goto(f"{desk.live.url}{address}")
        page.locator("h1").first.wait_for()
        assert page.locator('[data-testid="stException"]').count() == 0, address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} pixels wide"
    foreign = {url for url in page.asked if urlsplit(url).netloc not in ("", own)}
    assert not foreign


def test_the_box_of_every_page_leads_to_what_is_found_and_on_to_its_place(desk: Desk) -> None:
    page = desk.tab()
    desk.open(page, "/komitmen")
    page.get_by_role("searchbox", name="Cari di seluruh situs").fill("ketrbukaan data pemilihan")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_role("link", name="Keterbukaan Tata Kelola Data Pemilihan Umum").first.click()

    page.locator('[data-testid="stMain"] h1', has_text="Keterbukaan Tata Kelola Data").wait_for()
    assert "kode=RAN7-06" in page.url

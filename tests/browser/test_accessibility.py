"""What we write ourselves has no axe-core violation of level serious or critical, for visitors and signed in."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser

#: Streamlit's own front end, which we cannot mend: each with what axe says of it
CHROME = (
    # the frame around the page: its scroll areas, its header buttons, its hidden status
    "[data-testid='stHeader']",
    "[data-testid='stToolbar']",
    "[data-testid='stSidebarCollapseButton']",
    # the calendar and the list of a select box name their input, not the wrapper that has the role
    "[data-testid='stSelectbox']",
    "[data-testid='stDateInput']",
    "[data-testid='stMultiSelect']",
    # the drop zone is a button around a button
    "[data-testid='stFileUploaderDropzone']",
    # a canvas with a hidden table of its own
    "[data-testid='stDataFrame']",
    "[data-testid='stPlotlyChart']",
    # icon fonts stand as words in the text until the font is there
    "[data-testid='stIconMaterial']",
)
#: rules about the document as a whole, which Streamlit draws
IGNORED_RULES = ("scrollable-region-focusable", "landmark-one-main", "region")

PUBLIC = (
    "/?rencana=RAN-VII",
    "/?rencana=RAN-VII&tab=tindakan",
    "/?rencana=RAN-VII&tab=instansi",
    "/?rencana=RAN-VII&tab=tema",
    "/?rencana=RAN-VII&tab=jadwal",
    "/?rencana=RAN-VIII",
    "/rencana-aksi",
    "/komitmen?rencana=RAN-VII",
    "/komitmen?kode=RAN7-06&baris=RAN7-06-1-1",
    "/instansi",
    "/instansi?nama=KPU",
    "/rapat",
    "/usulan",
    "/ekspor",
)
OFFICE = ("/mutakhirkan", "/impor", "/kirim", "/catat-rapat")


def violations(page: Any) -> list[str]:
    """The serious and critical ones in our own content, each with the element it is about."""
    script = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = page.evaluate(
        """([exclude, rules]) => axe.run(
            {include: [['.stApp']], exclude: exclude.map(selector => [selector])},
            {rules: Object.fromEntries(rules.map(rule => [rule, {enabled: false}])), resultTypes: ['violations']})""",
        [list(CHROME), list(IGNORED_RULES)],
    )
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def settled(desk: Desk, page: Any, address: str) -> None:
    """Open a page and wait until nothing of it is still on its way."""
    desk.open(page, address)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stSkeleton],[data-stale=true],[data-testid=stStatusWidget]')"
    )


def test_the_check_finds_what_cannot_be_read(desk: Desk) -> None:
    page = desk.tab()
    settled(desk, page, "/rencana-aksi")
    page.evaluate(
        """() => document.querySelector('[data-testid=stMain] h1').insertAdjacentHTML(
            'afterend', '<p id="pucat" style="color:#ccc;background:#fff">pucat</p>')"""
    )
    assert [said for said in violations(page) if "pucat" in said]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_public_pages(desk: Desk, width: int) -> None:
    page = desk.tab(width=width)
    found = {}
    for address in PUBLIC:
        settled(desk, page, address)
        found[address] = violations(page)
    assert {address: said for address, said in found.items() if said} == {}


def test_the_pages_of_the_secretariat(desk: Desk) -> None:
    page = desk.tab()
    desk.sign_in(page, "secretariat")
    found = {}
    for address in OFFICE:
        settled(desk, page, address)
        found[address] = violations(page)
    assert {address: said for address, said in found.items() if said} == {}


def test_the_sign_in(desk: Desk) -> None:
    page = desk.tab()
    page.goto(f"{desk.live.url}/masuk")
    page.locator("h1").wait_for()
    script = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(script)
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []


def test_nothing_overflows_a_phone(desk: Desk) -> None:
    page = desk.tab(width=390)
    too_wide = []
    for address in PUBLIC:
        settled(desk, page, address)
        width = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
        if width > 391:
            too_wide.append((address, width))
    assert too_wide == []

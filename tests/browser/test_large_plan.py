"""The largest plan, worked through by each role: a day of B04 2028 with 240 milestones and three assessments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from models.database import make_engine, upgrade
from tests import large_plan
from tests.browser.conftest import Desk, working

pytestmark = pytest.mark.browser

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
#: the columns left of the percentage in the grid
_PERCENT_AT = 112 + 105 + 360 + 90 + 40
_PERCENT_COLUMN = 4
_ROW, _HEAD = 35, 35


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    def fill(url: str) -> None:
        on = make_engine(url)
        try:
            upgrade(on)
            large_plan.fill(on)
        finally:
            on.dispose()

    with working(tmp_path_factory.mktemp("large"), large_plan.TODAY, fill) as desk:
        yield desk


def quiet(page: Any) -> None:
    """Until the page has answered."""
    page.wait_for_timeout(150)
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")


def type_percent(page: Any, row: int, text: str) -> None:
    """Type into the grid's percentage as a person does who looks at what is marked and what it says then."""
    cell = page.get_by_test_id(f"glide-cell-{_PERCENT_COLUMN}-{row}")
    for _click in range(8):  # the grid may still be busy with what was done before, and a person clicks again
        if cell.get_attribute("aria-selected") == "true":
            break
        box = page.get_by_test_id("stDataFrame").first.bounding_box()
        page.mouse.move(box["x"] + _PERCENT_AT - 9, box["y"] + _HEAD + _ROW * row + _ROW / 2)
        page.mouse.click(box["x"] + _PERCENT_AT, box["y"] + _HEAD + _ROW * row + _ROW / 2)
        page.wait_for_timeout(600)
    assert cell.get_attribute("aria-selected") == "true"
    page.keyboard.type(text, delay=150)  # the first key opens the cell
    page.keyboard.press("Enter")
    cell.filter(has_text=re.compile(f"^{re.escape(text)}$")).wait_for(state="attached")
    quiet(page)


def row_of(page: Any, code: str) -> Any:
    """The line of one milestone on the reporter's page."""
    return page.get_by_test_id("stExpander").filter(has_text=code)


def test_a_large_plan_is_worked_through_by_each_role(plan: Desk) -> None:
    _slow_line(plan)
    _agency(plan)
    _cso(plan)
    _secretariat(plan)
    _director_and_visitor(plan)


def _slow_line(plan: Desk) -> None:
    """A field whose code arrives after the next click still shows what is stored, and does not empty it."""
    page = plan.tab()
    held: list[Any] = []
    plan.sign_in(page, "agency")
    page.route("**/TextArea*.js", lambda request: held.append(request))
    plan.open(page, "/lapor?baris=RAN9-01-1-4")
    form = row_of(page, "RAN9-01-1-4")
    form.get_by_role("textbox", name="Persentase (%)").wait_for()
    row_of(page, "RAN9-01-2-4").locator("summary").click()
    row_of(page, "RAN9-01-2-4").get_by_text("Yang diminta:").wait_for()
    quiet(page)
    assert held
    page.unroute("**/TextArea*.js")  # lets them go
    written = form.get_by_role("textbox", name="Capaian", exact=True)
    written.wait_for()
    percent = form.get_by_role("textbox", name="Persentase (%)")
    percent.fill("77")
    percent.blur()
    page.get_by_text("kini 77%").wait_for()
    assert "4 dari 6 tahapan" in written.input_value()
    plan.open(page, "/lapor?baris=RAN9-01-1-4")
    written.wait_for()
    assert "4 dari 6 tahapan" in written.input_value()


def _agency(plan: Desk) -> None:
    """Copies last period forward, corrects it, finds it again after a reload, places files, and sends what is ready."""
    page = plan.tab()
    plan.sign_in(page, "agency")
    plan.open(page, "/lapor")
    page.get_by_text("5 dari 9 target capaian sudah dilaporkan").wait_for()
    row_of(page, "RAN9-01-2-2").locator("summary").click()
    form = row_of(page, "RAN9-01-2-2")
    form.get_by_role("button", name="Salin dari periode lalu").click()
    form.get_by_text("Draf tersimpan").wait_for()
    assert form.get_by_role("textbox", name="Kendala", exact=True).input_value()
    percent = form.get_by_role("textbox", name="Persentase (%)")
    percent.fill("61,5")
    percent.blur()
    page.get_by_text("kini 61,5%").wait_for()

    plan.open(page, "/lapor?baris=RAN9-01-2-2")  # the browser remembers nothing now
    form = row_of(page, "RAN9-01-2-2")
    form.get_by_role("textbox", name="Persentase (%)").wait_for()
    assert form.get_by_role("textbox", name="Persentase (%)").input_value() == "61,5"

    files = [f"RAN9-01-{place} surat.pdf" for place in ("1-4", "2-2")] + ["daftar hadir.pdf"]
    page.get_by_test_id("stFileUploader").last.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": PDF + name.encode()} for name in files]
    )
    page.get_by_role("button", name="Lampirkan 2 berkas pada 2 target capaian").click()
    page.get_by_text("2 berkas terlampir").first.wait_for()
    page.get_by_role("button", name="Kirim 2 yang lengkap").click()
    page.get_by_text("7 dari 9 target capaian sudah dilaporkan").wait_for()


def _cso(plan: Desk) -> None:
    """Gives its own assessment of what the agency reported, and publishes it."""
    page = plan.tab()
    plan.sign_in(page, "cso")
    plan.open(page, "/lapor?baris=RAN9-01-1-3")
    form = row_of(page, "RAN9-01-1-3")
    percent = form.get_by_role("textbox", name="Persentase (%)")
    percent.fill("60")
    percent.blur()
    page.get_by_text("kini 60%").wait_for()
    form.get_by_role("button", name="Kirim penilaian ini").click()
    page.get_by_text("Penilaian untuk RAN9-01-1-3 terkirim").first.wait_for()
    page.get_by_role("button", name=re.compile("Terbitkan [0-9]+ penilaian")).click()
    page.get_by_text(re.compile("[0-9]+ penilaian terbit")).first.wait_for()


def _secretariat(plan: Desk) -> None:
    """Types for those who wrote by mail, mends what was refused, verifies one by one and an institution at once."""
    page = plan.tab()
    plan.sign_in(page, "secretariat")
    plan.open(page, "/meja")
    page.get_by_text("18 dari 20 instansi sudah melapor").wait_for()

    plan.open(page, "/mutakhirkan?instansi=Kemendagri")
    page.get_by_test_id("stDataFrame").first.wait_for()
    quiet(page)
    type_percent(page, 2, "55,5")
    type_percent(page, 3, "250")
    page.get_by_role("button", name="Simpan 2 baris").click()
    page.get_by_text("Tidak ada yang disimpan: 1 dari 2 baris").wait_for()
    page.get_by_text("Persentase 250 di luar 0 sampai 200").wait_for()
    page.get_by_text("Isian sah, belum disimpan.").wait_for()
    type_percent(page, 3, "60")
    page.get_by_role("button", name="Simpan 2 baris").click()
    page.get_by_text("Tersimpan B04 Tahun 2028").first.wait_for()

    # what the CSO just said differs from what the agency said: it stands first in the queue of its period
    plan.open(page, "/verifikasi?instansi=KPU&periode=2028-B04")
    page.get_by_text("penilaian berbeda").first.wait_for()
    page.get_by_text("RAN9-01-1-3").first.wait_for()
    page.get_by_role("button", name="Kembalikan").first.wait_for()  # the key is known once its button is drawn
    quiet(page)
    page.keyboard.press("k")
    page.get_by_role("dialog").get_by_role("button", name="Angka capaian tidak cocok").wait_for()
    page.keyboard.press("4")
    page.get_by_text("Laporan KPU untuk RAN9-01-1-3 dikembalikan.").first.wait_for()

    plan.open(page, "/verifikasi?instansi=Kemensos&cara=banyak")
    said = page.get_by_text(re.compile("[0-9]+ laporan Kemensos akan diverifikasi"))
    said.wait_for()
    n = int(said.inner_text().split()[0])
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 42, box["y"] + _HEAD + _ROW / 2)
    page.get_by_text("1 dikeluarkan dan tetap menunggu").wait_for()
    page.get_by_role("button", name=f"Terima {n - 1} laporan Kemensos").click()
    page.get_by_text(f"{n - 1} laporan Kemensos terverifikasi.").first.wait_for()


def _director_and_visitor(plan: Desk) -> None:
    """Read the day, the past, and what lies between; only the director learns of evidence that nobody judged yet."""
    director, visitor = plan.tab(width=390), plan.tab()
    plan.sign_in(director, "director")
    for page in (director, visitor):
        plan.open(page, "/")
        page.get_by_text(re.compile("dari 15 komitmen")).first.wait_for()
        page.get_by_text("(sementara)").first.wait_for()
        plan.open(page, "/komitmen?kode=RAN9-01&per=2027-10-01")
        page.get_by_text("Anda melihat keadaan per 1 Okt 2027").wait_for()
        page.get_by_text("B08 Tahun 2027").first.wait_for()
        assert page.get_by_text("B12 Tahun 2027").count() == 0
        plan.open(page, "/perubahan?dari=2028-05-19&sampai=2028-05-19&kode=RAN9-01")
        page.get_by_role("link", name="Unduh Excel").wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="Unduh Excel").click()
        sheet = load_workbook(BytesIO(download.value.path().read_bytes())).active
        told = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        assert "Perludem menilai 60% untuk RAN9-01-1-3" in told
        assert "dikembalikan" not in told, "what goes back is between the secretariat and its reporter"
        assert ("Data dukung laporan KPU untuk RAN9-01-1-4" in told) is (page is director)

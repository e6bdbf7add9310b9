"""The first working day, once through in a browser: export, change, import, see it, update by form, undo."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
MATRICES = Path(__file__).parents[1] / "data" / "matrix"


def downloaded(page: Any, text: str) -> bytes:
    """The bytes behind a download link."""
    with page.expect_download() as waiting:
        page.get_by_text(text).click()
    return Path(waiting.value.path()).read_bytes()


def column_of(sheet: Any, key: str) -> int:
    """The column with this hidden key."""
    return next(cell.column for cell in sheet[3] if cell.value == f"#{key}")


def upload(desk: Desk, page: Any, name: str, data: bytes) -> None:
    """Hand a file to the import page and wait until it was read."""
    desk.open(page, "/impor")
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    page.get_by_text("terbaca").wait_for()


def test_a_matrix_goes_out_and_comes_back_and_is_undone(desk: Desk) -> None:
    page = desk.tab()
    desk.sign_in(page, "secretariat")

    desk.open(page, "/ekspor?rencana=RAN-VII")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Unduh Excel")))
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(5, sheet.max_row + 1)}
    sheet.cell(rows["RAN7-06-1-1"], column_of(sheet, "target_text")).value = "6 kelompok data"
    sheet.cell(rows["RAN7-05-1-1"], column_of(sheet, "target_text")).value = "Mekanisme disepakati Bawaslu"
    achievement = column_of(sheet, "achievement_text")
    sheet.cell(rows["RAN7-06-1-1"], achievement).value = "Tiga kelompok data sudah terbuka"
    changed = io.BytesIO()
    book.save(changed)

    upload(desk, page, "matriks dari KPU.xlsx", changed.getvalue())
    page.get_by_role("button", name="Terapkan 3 perubahan pada 2 target capaian").click()
    page.get_by_text("Impor nomor 1").first.wait_for()
    receipt = page.url

    desk.open(page, "/komitmen?kode=RAN7-06&baris=RAN7-06-1-1")
    main = page.get_by_test_id("stMain")
    main.get_by_text("Tiga kelompok data sudah terbuka").wait_for()
    page.get_by_text("Asal angka").first.click()
    address = f"Matriks!{openpyxl.utils.get_column_letter(achievement)}{rows['RAN7-06-1-1']}"
    page.get_by_text(address).first.wait_for()
    page.get_by_text("matriks dari KPU.xlsx").first.wait_for()

    desk.open(page, "/mutakhirkan?baris=RAN7-05-1-1")
    page.get_by_role("textbox", name="Persentase (%)").fill("37,5")
    page.get_by_role("textbox", name="Capaian", exact=True).fill("Konsep mekanisme dibahas dengan KOPEL")
    page.get_by_role("textbox", name="Kendala", exact=True).fill("Menunggu jadwal pleno")
    page.get_by_role("button", name="Simpan laporan").click()
    page.get_by_test_id("stAlertContentSuccess").first.wait_for()
    desk.open(page, "/komitmen?kode=RAN7-05")
    page.get_by_text("37,5%").first.wait_for()

    page.goto(receipt)
    page.get_by_role("button", name="Kembalikan ke sebelum impor").click()
    page.get_by_text("3 sel dikembalikan ke nilai sebelum impor").wait_for()
    desk.open(page, "/komitmen?kode=RAN7-06&baris=RAN7-06-1-1")
    page.get_by_text("5 kelompok data").first.wait_for()
    assert page.get_by_text("Tiga kelompok data sudah terbuka").count() == 0
    desk.open(page, "/komitmen?kode=RAN7-05")
    page.get_by_text("37,5%").first.wait_for()


def test_numbers_that_number_rows_are_asked_and_not_taken_for_commitments(desk: Desk) -> None:
    page = desk.tab()
    desk.sign_in(page, "secretariat")

    upload(desk, page, "contoh_02.xlsx", (MATRICES / "contoh_02_target_2021_2022.xlsx").read_bytes())

    page.get_by_text("Baris yang perlu Anda tentukan (10)").wait_for()
    assert page.get_by_role("button", name="Terapkan 0 perubahan").is_disabled()


def test_a_visitor_exports_perludem_in_two_clicks_and_meets_no_foreign_host(desk: Desk) -> None:
    page = desk.tab(width=390)
    desk.open(page, "/")
    desk.open(page, "/ekspor?instansi=Perludem")

    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Unduh Excel")))

    codes = [cell.value for cell in book.worksheets[0]["A"][4:]]
    assert "RAN7-06-1-1" in codes
    own = urlsplit(desk.live.url).netloc
    foreign = {url for url in page.asked if urlsplit(url).netloc not in ("", own)}
    assert not foreign


@pytest.mark.parametrize("role", ["director", "agency", "cso"])
def test_each_role_reads_the_dashboard_and_a_commitment(desk: Desk, role: str) -> None:
    page = desk.tab()
    desk.sign_in(page, role)

    desk.open(page, "/?rencana=RAN-VII")
    page.get_by_text("Keterbukaan Tata Kelola Data Pemilihan Umum").first.click()

    page.get_by_text("Ukuran keberhasilan 1").first.wait_for()


def test_an_unknown_address_gets_a_sentence(desk: Desk) -> None:
    page = desk.tab()

    answer = page.goto(f"{desk.live.url}/tidak-ada")

    assert answer.status == 404
    assert "tidak" in page.inner_text("body").casefold()

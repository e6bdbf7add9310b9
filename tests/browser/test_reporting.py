"""A reporting day in a browser: an agency fills and sends, a CSO publishes its view, a director reads both."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
OBSTACLE = "Menunggu penetapan daerah pemilihan"


def fill(page: Any, label: str, text: str) -> None:
    """Type into a field and leave it, as a person does who goes on to the next."""
    box = page.get_by_role("textbox", name=label, exact=True)
    box.fill(text)
    box.blur()


def the_form(desk: Desk, page: Any) -> None:
    """The reporter's page, with the form of the milestone that the whole day is about."""
    desk.open(page, "/lapor?baris=RAN7-06-1-1")
    page.get_by_role("textbox", name="Persentase (%)").wait_for()


def test_a_report_is_drafted_survives_a_reload_is_sent_assessed_and_read_as_unverified(desk: Desk) -> None:
    page = desk.tab()
    desk.sign_in(page, "agency")
    the_form(desk, page)

    fill(page, "Persentase (%)", "37,5")
    page.get_by_text("kini 37,5%").wait_for()
    fill(page, "Capaian", "Tiga dari lima kelompok data terbuka")
    fill(page, "Kendala", OBSTACLE)
    page.get_by_text("Draf tersimpan").wait_for()

    page.get_by_role("button", name="Tambah data dukung").click()
    page.get_by_role("tab", name="Berkas").click()
    popover = page.get_by_test_id("stPopoverBody")
    popover.locator("input[type=file]").set_input_files({"name": "foto.png", "mimeType": "image/png", "buffer": PDF})
    popover.get_by_text("foto.png").wait_for()
    popover.get_by_role("button", name="Lampirkan berkas").click()
    popover.get_by_text("bukan PNG yang utuh").wait_for()
    popover.get_by_role("tab", name="Tautan").click()
    popover.get_by_role("textbox", name="Alamat tautan").fill("https://kpu.go.id/data-terbuka")
    popover.get_by_role("button", name="Lampirkan tautan").click()
    page.get_by_text("Data dukung (1)").wait_for()

    the_form(desk, page)  # everything a page remembers is gone now
    assert page.get_by_role("textbox", name="Persentase (%)").input_value() == "37,5"
    assert page.get_by_role("textbox", name="Kendala", exact=True).input_value() == OBSTACLE
    page.get_by_text("Data dukung (1)").wait_for()
    page.get_by_role("button", name="Kirim laporan ini").click()
    page.get_by_text("Laporan RAN7-06-1-1 terkirim").first.wait_for()
    page.get_by_text("terkirim, belum diverifikasi").first.wait_for()

    lia = desk.tab()
    desk.sign_in(lia, "cso")
    the_form(desk, lia)
    assert lia.get_by_text("37,5%").count() == 0, "a report that nobody verified is not a CSO's to read"
    fill(lia, "Persentase (%)", "20")
    lia.get_by_text("kini 20%").wait_for()
    lia.get_by_role("button", name="Kirim penilaian ini").click()
    lia.get_by_text("Penilaian untuk RAN7-06-1-1 terkirim").first.wait_for()
    lia.get_by_role("button", name="Terbitkan 1 penilaian").click()
    lia.get_by_text("terkirim dan terbit").first.wait_for()

    director = desk.tab()
    desk.sign_in(director, "director")
    desk.open(director, "/komitmen?kode=RAN7-06&baris=RAN7-06-1-1")
    main = director.get_by_test_id("stMain")
    main.get_by_text("37,5%").first.wait_for()
    main.get_by_text("Belum diverifikasi").first.wait_for()
    main.get_by_text("Diterbitkan OMS").first.wait_for()
    main.get_by_text(OBSTACLE).first.wait_for()

    visitor = desk.tab()
    desk.open(visitor, "/komitmen?kode=RAN7-06&baris=RAN7-06-1-1")
    visitor.get_by_text("Diterbitkan OMS").first.wait_for()
    assert visitor.get_by_text("37,5%").count() == 0
    assert visitor.get_by_text(OBSTACLE).count() == 0

"""The matrix goes out to two institutions, comes back from both while the secretariat works, and is taken back."""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.browser.conftest import Desk
from tests.browser.test_working_day import downloaded

pytestmark = pytest.mark.browser
CODE = "RAN7-06-1-1"
SENT, THEIRS, OURS = "5 kelompok data", "6 kelompok data menurut KPU", "7 kelompok data hasil rapat"


def drafts(archive: bytes) -> dict[str, tuple[str, bytes]]:
    """Short name of the recipient → file name and bytes of the workbook attached to its mail draft."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        for name in files.namelist():
            if name.endswith(".eml"):
                message = email.message_from_bytes(files.read(name), policy=email.policy.default)
                (attached,) = message.iter_attachments()
                file = str(attached.get_filename())
                found[file.split("RAN-VII-")[1].split("-")[0]] = file, attached.get_content()
    return found


def filled(content: bytes, values: Mapping[str, object]) -> tuple[bytes, dict[str, str]]:
    """The workbook after its recipient filled some cells of one row, and where these cells are."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = next(sheet for sheet in book.worksheets if sheet.cell(3, 1).value == "#row_code")
    row = next(row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value == CODE)
    columns = {str(cell.value).lstrip("#"): cell for cell in sheet[3]}
    for key, value in values.items():
        sheet.cell(row, columns[key].column).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), {key: f"{sheet.title}!{columns[key].column_letter}{row}" for key in values}


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    """Opened and saved by LibreOffice, as an office without Excel does; as it is where there is none."""
    program = shutil.which("soffice")
    if program is None:
        return content
    (folder / "kembali.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", "disimpan", "kembali.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return (folder / "disimpan" / "kembali.xlsx").read_bytes()


def row_of(desk: Desk, page: Any) -> str:
    """What the commitment's page says, with the row opened."""
    desk.open(page, f"/komitmen?kode=RAN7-06&baris={CODE}")
    page.get_by_test_id("stMain").get_by_text(CODE).first.wait_for()
    return str(page.get_by_test_id("stMain").inner_text())


def test_two_returns_meet_a_change_of_our_own_and_everything_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    page = desk.tab()
    desk.sign_in(page, "secretariat")
    before = row_of(desk, page)
    assert SENT in before

    # it goes out to both, with two shared columns opened
    desk.open(page, "/kirim?rencana=RAN-VII")
    recipients = page.get_by_role("combobox", name="Penerima")
    for who in ("KPU", "Perludem"):
        recipients.fill(who)
        page.get_by_role("option", name=f"{who} · ").click()
    page.keyboard.press("Escape")
    for title in ("Target", "Kegiatan/tahapan"):
        page.get_by_test_id("stButtonGroup").get_by_text(title, exact=True).click()
    page.get_by_role("button", name="Siapkan 2 matriks").click()
    page.get_by_text("2 matriks disiapkan").wait_for()
    sent = drafts(downloaded(page, "Unduh 2 draf surel"))
    assert sorted(sent) == ["KPU", "Perludem"]

    # both fill it in, one of them in LibreOffice, while the secretariat changes the target
    kpu, places = filled(sent["KPU"][1], {"percent": 60, "target_text": THEIRS})
    perludem, _places = filled(sent["Perludem"][1], {"percent": 30, "milestone": "Uji publik bersama pemantau"})
    perludem = through_libreoffice(perludem, tmp_path)
    desk.open(page, f"/mutakhirkan?baris={CODE}")
    page.get_by_role("tab", name="Target capaian dan batas waktu").click()
    page.get_by_role("textbox", name="Target", exact=True).fill(OURS)
    page.get_by_role("textbox", name="Alasan perubahan").fill("Disepakati dalam rapat")
    page.get_by_role("button", name="Simpan target capaian").click()
    page.get_by_text("Tersimpan").first.wait_for()
    ours = row_of(desk, page)
    assert OURS in ours

    # both come back together, under any name; one conflict is settled, the rest accepted
    desk.open(page, "/impor")
    names = ("Balasan KPU (final).xlsx", "matriks.xlsx")
    upload = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        for name, data in zip(names, (kpu, perludem), strict=True)
    ]
    page.set_input_files("input[type=file]", upload)
    page.get_by_text("Bertentangan (1):").wait_for()
    conflict = page.get_by_test_id("stExpander").filter(has_text="Bertentangan (1)")
    for told in (SENT, THEIRS, OURS, "dikirim ke KPU", places["target_text"], "Sekretariat"):
        conflict.get_by_text(told).first.wait_for()
    conflict.get_by_text("dari berkas", exact=True).click()
    page.get_by_role("button", name="Terapkan 2 perubahan pada 1 target capaian").click()
    page.get_by_text("Impor nomor 1").first.wait_for()
    page.get_by_role("button", name="Kembali ke berkas yang diunggah").click()
    page.get_by_role("button", name="Terapkan 2 perubahan pada 1 target capaian").click()
    page.get_by_text("Impor nomor 2").first.wait_for()

    merged = row_of(desk, page)
    assert THEIRS in merged
    assert "Uji publik bersama pemantau" in merged
    assert OURS not in merged

    # the history says who, when, and from which file and cell
    desk.open(page, f"/riwayat?baris={CODE}")
    told = page.get_by_test_id("stMain")
    for text in (THEIRS, OURS, names[0], places["target_text"], "Sekretariat", "WIB"):
        told.get_by_text(text).first.wait_for()

    # both are taken back: what we had written ourselves stands again, and nobody reports any more
    for number in (2, 1):
        desk.open(page, f"/impor?id={number}")
        page.get_by_role("button", name="Kembalikan ke sebelum impor").click()
        page.get_by_text("2 sel dikembalikan ke nilai sebelum impor").wait_for()
    assert row_of(desk, page) == ours

"""The import page whole: from upload to receipt, as the secretariat, an agency and a visitor."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import streamlit as st
from openpyxl.drawing.image import Image
from PIL import Image as Picture
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.commitments import edit_milestone
from models.queries.exchange import find_remembered, list_imports
from models.queries.matrix import MatrixData, matrix_data
from models.queries.plans import find_plan
from models.rules.access import VISITOR, Actor
from models.settings import settings
from models.tables.commitment import Milestone
from models.tables.exchange import ColumnMapping, Dispatch
from models.tables.meeting import WordingChange
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import ReportState, SourceKind
from pages.server.downloads import Asked, _attachment
from pages.server.evidence_files import evidence
from pages.ui.importing import work as import_work
from reports.matrix.headless import dispatch_bytes, export_bytes
from reports.matrix.plan import RowChoice
from tests.conftest import TODAY, Cast
from tests.pages.conftest import Visit

MATRICES = Path(__file__).parents[1] / "data" / "matrix"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
CODE = "RAN7-06-1-1"


@pytest.fixture(autouse=True)
def no_pictures_of_other_databases() -> None:
    st.cache_data.clear()


def upload(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    at.file_uploader[0].set_value([(name, data, XLSX) for name, data in files]).run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    """Everything the page says."""
    kinds = (at.title, at.error, at.warning, at.success, at.info, at.subheader, at.expander, at.markdown)
    said = [str(getattr(each, "value", "") or getattr(each, "label", "")) for kind in kinds for each in kind]
    return " ".join([*said, *(html.body for html in at.get("html"))])


def button(at: AppTest, start: str) -> Any:
    return next(each for each in at.button if each.label.startswith(start))


def chooser(at: AppTest, start: str) -> Any:
    return next(each for each in at.selectbox if each.label.startswith(start))


def pick(box: Any, start: str) -> Any:
    """Choose by the words that people see."""
    return box.select_index(next(place for place, option in enumerate(box.options) if option.startswith(start)))


def pressed(at: AppTest, start: str) -> AppTest:
    button(at, start).click().run()
    assert not at.exception
    return at


# -- workbooks -------------------------------------------------------------------------------------------------------

Change = Callable[[Any, Mapping[str, int], Mapping[str, int]], None]


def changed(data: bytes, change: Change) -> bytes:
    """A workbook of ours after somebody worked in it: ``change(sheet, row of each code, column of each key)``."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        keys = next(
            (row for row in sheet.iter_rows(max_row=12) if any(cell.value == "#row_code" for cell in row)), None
        )
        if keys is not None:
            columns = {str(cell.value)[1:]: cell.column for cell in keys if str(cell.value).startswith("#")}
            codes = [(sheet.cell(r, columns["row_code"]).value, r) for r in range(keys[0].row + 1, sheet.max_row + 1)]
            change(sheet, {str(code): row for code, row in codes if str(code).startswith("RAN")}, columns)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def exported(actor: Actor) -> bytes:
    with database.reading() as session:
        return export_bytes(session, actor, "RAN-VII", organisations=["KPU"], period="B06 Tahun 2024")


def sent(actor: Actor) -> bytes:
    """KPU's matrix, in which it was asked to fill in everything."""
    with database.transaction(actor, source=SourceKind.FORM) as session:
        code, data = dispatch_bytes(session, actor, "RAN-VII", "KPU", period="B06 Tahun 2024")
        session.exec(select(Dispatch).where(Dispatch.code == code)).one().editable_columns = ""
        return data


def returned(actor: Actor, **values: object) -> bytes:
    """KPU's matrix with these values in the first row."""

    def fill(sheet: Any, rows: Mapping[str, int], columns: Mapping[str, int]) -> None:
        for key, value in values.items():
            sheet.cell(rows[CODE], columns[key]).value = value

    return changed(sent(actor), fill)


def table(*rows: tuple[object, ...], title: str = "Matriks") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def stored(actor: Actor) -> MatrixData:
    with database.reading() as session:
        return matrix_data(session, actor, find_plan(session, actor, "RAN-VII"))


def reports() -> list[ProgressReport]:
    with database.reading() as session:
        return list(session.exec(select(ProgressReport)).all())


# -- who may come ----------------------------------------------------------------------------------------------------


def test_a_visitor_is_asked_to_sign_in(visit: Visit) -> None:
    at = visit("impor", VISITOR)
    assert "hanya untuk pengguna yang masuk" in words(at)
    assert not at.file_uploader


def test_a_director_reads_and_does_not_import(visit: Visit, people: Cast) -> None:
    at = visit("impor", people.director)
    assert "bukan untuk peran akun Anda" in words(at)
    assert not at.file_uploader


# -- from upload to receipt ------------------------------------------------------------------------------------------


def test_the_secretariat_applies_a_return_sees_the_receipt_and_undoes_it(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, achievement_text="Tiga kelompok data terbuka", percent=60)
    at = upload(visit("impor", people.secretariat), ("matriks KPU.xlsx", data))
    assert "Jawaban atas matriks" in words(at)

    pressed(at, "Terapkan 2 perubahan pada 1 target capaian")
    assert at.query_params["id"] in ("1", ["1"])
    assert "Impor nomor 1" in words(at)
    (report,) = reports()
    assert (report.percent, report.achievement) == (60.0, "Tiga kelompok data terbuka")

    pressed(at, "Kembalikan ke sebelum impor")
    assert "2 sel dikembalikan" in words(at)


def test_the_files_stay_where_they_are_after_one_was_applied(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, percent=60)
    at = upload(visit("impor", people.secretariat), ("matriks KPU.xlsx", data))
    pressed(at, "Terapkan 1 perubahan")

    pressed(at, "Kembali ke berkas yang diunggah")

    assert "sudah diterapkan sebagai impor nomor 1" in words(at)
    assert "Tidak ada yang berubah." in words(at)


def test_an_agency_sends_its_own_rows_as_not_yet_verified(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, achievement_text="Tiga kelompok data terbuka", target_text="Lain sekali")
    at = upload(visit("impor", people.kpu), ("matriks kami.xlsx", data))
    assert "sebagai belum diverifikasi" in words(at)
    assert "Hanya baris KPU yang diterapkan" in words(at)

    pressed(at, "Terapkan 1 perubahan pada 1 target capaian")

    (report,) = reports()
    assert report.state is ReportState.SUBMITTED
    assert stored(people.secretariat).by_code()[CODE].target_text != "Lain sekali"


def test_an_agency_may_not_write_a_strangers_row(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, achievement_text="Ditulis orang lain")
    at = upload(visit("impor", people.bawaslu), ("matriks.xlsx", data))
    assert button(at, "Terapkan").disabled
    assert not reports()


def test_an_untouched_export_changes_nothing(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.secretariat), ("ekspor.xlsx", exported(people.secretariat)))
    assert "Tidak ada yang berubah." in words(at)
    assert button(at, "Terapkan 0 perubahan").disabled


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", sorted(path.name for path in MATRICES.glob("*.xlsx")))
def test_every_sample_is_shown_or_refused(visit: Visit, people: Cast, name: str, language: str) -> None:
    at = upload(visit("impor", people.secretariat, language=language), (name, (MATRICES / name).read_bytes()))
    assert at.error or "terbaca" in words(at) or "read" in words(at)


# -- which plan, on whose behalf, which period -----------------------------------------------------------------------


def test_the_plan_is_the_one_that_the_sheet_names(visit: Visit, people: Cast) -> None:
    name = "contoh_02_target_2021_2022.xlsx"
    at = upload(visit("impor", people.secretariat), (name, (MATRICES / name).read_bytes()))
    assert chooser(at, "Rencana aksi").value == "RAN-VI"
    assert "Dibandingkan dengan RAN OGI VI" in words(at)


def test_the_plan_is_the_one_that_knows_the_commitments(visit: Visit, people: Cast) -> None:
    with database.reading() as session:
        known = matrix_data(session, people.secretariat, find_plan(session, people.secretariat, "RAN-VI"))
    rows = [(c.title, "Kegiatan", "KPU") for c in known.commitments if c.title][:3]
    data = table(("Komitmen", "Rencana Aksi", "Penanggung Jawab"), *rows)
    at = upload(visit("impor", people.secretariat), ("daftar.xlsx", data))
    assert chooser(at, "Rencana aksi").value == "RAN-VI"


def test_the_period_is_asked_only_where_a_row_needs_it(visit: Visit, people: Cast) -> None:
    rows = (("Kode baris", "Komitmen", "Pelapor", "Capaian (%)"), (CODE, "", "KPU", 40))
    at = upload(visit("impor", people.secretariat), ("tanpa periode.xlsx", table(*rows)))
    assert "Beberapa baris tidak menyebutkan ini" in words(at)
    assert button(at, "Terapkan 0 perubahan").disabled

    periods = chooser(at, "Periode")
    pick(periods, "B06 Tahun 2024").run()

    assert "Beberapa baris tidak menyebutkan ini" not in words(at)
    pressed(at, "Terapkan 1 perubahan")
    assert reports()[0].percent == 40.0


# -- columns ---------------------------------------------------------------------------------------------------------

TWICE = (
    ("Kode baris", "Komitmen", "Pelapor", "Periode", "Capaian", "Capaian", "Rahasia"),
    (CODE, "", "KPU", "B06 2024", "Konsep selesai", "Menunggu anggaran", "081234"),
)


def test_two_columns_of_one_meaning_are_settled_first_and_remembered(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", table(*TWICE)))
    assert "Tentukan dulu kolomnya" in at.warning[0].proto.title or "sama-sama dapat berarti" in words(at)
    assert not [each for each in at.button if each.label.startswith("Terapkan")]

    chooser(at, "F ·").set_value("obstacles").run()
    pressed(at, "Terapkan 2 perubahan pada 1 target capaian")
    assert reports()[0].obstacle == "Menunggu anggaran"

    later = (TWICE[0], (CODE, "", "KPU", "B06 2024", "Konsep selesai", "Anggaran terbit", "081234"))
    again = upload(visit("impor", people.secretariat), ("bulan depan.xlsx", table(*later)))
    assert "Dibaca seperti terakhir kali dari KPU" in again.checkbox[0].label
    assert button(again, "Terapkan 1 perubahan")

    again.checkbox[0].uncheck().run()
    assert not [each for each in again.button if each.label.startswith("Terapkan")]


def test_an_agency_does_not_learn_whose_reading_is_used(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", table(*TWICE)))
    chooser(at, "F ·").set_value("obstacles").run()
    pressed(at, "Terapkan 2 perubahan")

    again = upload(visit("impor", people.bawaslu), ("punya bawaslu.xlsx", table(*TWICE)))
    assert "terakhir kali (" in again.checkbox[0].label


def test_what_was_remembered_is_found_for_its_sender(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", table(*TWICE)))
    chooser(at, "F ·").set_value("-").run()
    pressed(at, "Terapkan 1 perubahan")
    with database.reading() as session:
        row = session.exec(select(ColumnMapping)).one()
        assert row.organisation_id == people.kpu.organisation_id
        memory = find_remembered(session, people.secretariat, row.fingerprint, row.organisation_id)
    assert memory is not None
    assert memory.mapping == {"capaian #2": None}


def test_a_column_nobody_knows_is_offered_and_can_be_read(visit: Visit, people: Cast) -> None:
    rows = (
        ("Kode baris", "Komitmen", "Pelapor", "Periode", "Isian bebas"),
        (CODE, "", "KPU", "B06 2024", "Konsep selesai"),
    )
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", table(*rows)))
    assert "Kolom yang belum jelas (1)" in words(at)
    chooser(at, "E ·").set_value("achievement_text").run()
    pressed(at, "Terapkan 1 perubahan")
    assert reports()[0].achievement == "Konsep selesai"


def test_columns_of_a_meaning_that_is_no_field_are_shown_as_they_are_read(visit: Visit, people: Cast) -> None:
    titles = ("Commitment title", "Milestone", "Other actors involved", "Selesai", "Proses")
    data = table(
        titles, ("Data terbuka", "Portal", "KPU; Perludem", "v", None), ("Data terbuka", "API", "KPU", None, "v")
    )
    at = upload(visit("impor", people.secretariat), ("aktor.xlsx", data))
    assert chooser(at, "C ·").value == "actors"
    assert chooser(at, "D ·").value == "states"


def test_titles_that_nobody_recognises_can_be_pointed_at(visit: Visit, people: Cast) -> None:
    rows = (("Kunci", "Oleh", "Kapan", "Sudah sampai mana"), (CODE, "KPU", "B06 2024", "Konsep selesai"))
    at = upload(visit("impor", people.secretariat), ("aneh.xlsx", table(*rows)))
    assert "Tidak ada lembar dengan judul kolom matriks" in words(at)
    for letter, field in zip("ABCD", ("row_code", "reporter", "period", "achievement_text"), strict=True):
        chooser(at, f"{letter} ·").set_value(field).run()
    pressed(at, "Baca dengan judul ini")
    pressed(at, "Terapkan 1 perubahan pada 1 target capaian")
    assert reports()[0].achievement == "Konsep selesai"


# -- choosing --------------------------------------------------------------------------------------------------------


def test_many_cells_are_chosen_and_left_with_one_click(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, achievement_text="Tiga kelompok", percent=60, obstacles="Anggaran")
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    pressed(at, "Batalkan pilihan yang ditampilkan")
    assert button(at, "Terapkan 0 perubahan").disabled
    pressed(at, "Pilih semua yang tidak bertentangan (3)")
    assert button(at, "Terapkan 3 perubahan")


@pytest.mark.parametrize("level", ["row", "commitment"])
def test_filters_and_levels_keep_what_was_chosen(visit: Visit, people: Cast, level: str) -> None:
    data = returned(people.secretariat, achievement_text="Tiga kelompok", percent=40)
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    pressed(at, "Batalkan pilihan yang ditampilkan")
    next(each for each in at.button_group if each.label == "Pilih").set_value(level).run()
    assert not at.exception
    assert button(at, "Terapkan 0 perubahan").disabled
    pressed(at, "Pilih semua yang tidak bertentangan (2)")
    assert button(at, "Terapkan 2 perubahan")
    pick(chooser(at, "Baris"), CODE).run()
    assert button(at, "Terapkan 2 perubahan")


def test_rows_with_an_error_are_left_for_the_person_to_decide(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, percent=250, achievement_text="Tiga kelompok")
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    assert button(at, "Terapkan 0 perubahan").disabled
    assert "karena itu belum dicentang" in words(at)
    assert "Perlu diperbaiki: 1 baris" in words(at)
    assert "di luar 0 sampai 200" in at.text_area[0].value
    pressed(at, "Pilih semua yang tidak bertentangan (1)")
    assert button(at, "Terapkan 1 perubahan")


def test_a_conflict_is_shown_side_by_side_and_settled_by_a_person(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, target_text="Kata pengirim")
    milestone = stored(people.secretariat).by_code()[CODE]
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        edit_milestone(session, people.secretariat, milestone.id, {"target_text": "Kata kami"})

    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    said = words(at)
    assert "Bertentangan (1)" in said
    assert all(text in said for text in (milestone.target_text, "Kata pengirim", "Kata kami", "Rudi"))
    assert button(at, "Terapkan 0 perubahan").disabled

    radio = next(each for each in at.radio if each.label.startswith("Yang berlaku"))
    radio.set_value(True).run()
    pressed(at, "Terapkan 1 perubahan")
    assert stored(people.secretariat).by_code()[CODE].target_text == "Kata pengirim"


def test_cells_that_came_back_empty_are_kept_or_erased_together(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, target_text=None)
    before = stored(people.secretariat).by_code()[CODE].target_text
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    radio = next(each for each in at.radio if "kembali kosong" in each.label)
    assert button(at, "Terapkan 0 perubahan").disabled
    assert before

    radio.set_value("erase").run()
    pressed(at, "Terapkan 1 perubahan")
    assert stored(people.secretariat).by_code()[CODE].target_text == ""
    pressed(at, "Kembalikan ke sebelum impor")
    assert stored(people.secretariat).by_code()[CODE].target_text == before


def test_wordings_are_proposed_or_left_together(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, success_measure="Rumusan baru sama sekali", percent=40)
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    assert "1 rumusan ukuran keberhasilan diubah" in words(at)
    pressed(at, "Biarkan semua")
    pressed(at, "Terapkan 1 perubahan")
    with database.reading() as session:
        assert session.exec(select(WordingChange).where(WordingChange.after == "Rumusan baru sama sekali")).all() == []


def test_a_row_without_code_is_placed_by_a_person(visit: Visit, people: Cast) -> None:
    milestone = stored(people.secretariat).by_code()[CODE]
    rows = (
        ("Komitmen", "Rencana Aksi", "Pelapor", "Periode", "Capaian (%)"),
        ("Judul lain", milestone.activity or milestone.target_text, "KPU", "B06 2024", 45),
    )
    at = upload(visit("impor", people.secretariat), ("RAN OGI VII.xlsx", table(*rows)))
    assert "Baris yang perlu Anda tentukan (1)" in words(at)
    places = chooser(at, "Baris ini adalah")
    places.set_value(RowChoice(milestone_id=milestone.id)).run()
    assert button(at, "Terapkan").disabled is False
    assert "Baris yang perlu Anda tentukan (1)" in words(at)  # the answer can be changed


# -- several files ---------------------------------------------------------------------------------------------------


def test_several_files_each_have_their_state_plan_and_receipt(visit: Visit, people: Cast) -> None:
    good = returned(people.secretariat, percent=60)
    locked, asked = "salah_02_kata_sandi.xlsx", "contoh_02_target_2021_2022.xlsx"
    at = upload(
        visit("impor", people.secretariat),
        ("matriks KPU.xlsx", good),
        (locked, (MATRICES / locked).read_bytes()),
        (asked, (MATRICES / asked).read_bytes()),
    )
    files = next(each for each in at.radio if each.label.startswith("Berkas"))
    captions = [str(caption) for caption in files.proto.captions]
    assert "siap" in captions[0]
    assert "ditolak" in captions[1]
    assert "kata sandi" in captions[1]
    assert "perlu ditentukan" in captions[2]

    pressed(at, "Terapkan 1 perubahan")
    pressed(at, "Kembali ke berkas yang diunggah")
    files = next(each for each in at.radio if each.label.startswith("Berkas"))
    assert "diterapkan, impor nomor 1" in files.proto.captions[0]
    assert "Baris yang perlu Anda tentukan (10)" in words(at)  # the next one is looked at


def test_the_same_file_twice_counts_once(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, percent=60)
    at = upload(visit("impor", people.secretariat), ("a.xlsx", data), ("b.xlsx", data))
    assert not [each for each in at.radio if each.label.startswith("Berkas")]


def test_pictures_in_cells_are_mentioned(visit: Visit, people: Cast) -> None:
    book = openpyxl.load_workbook(io.BytesIO(table(("Komitmen", "Kegiatan", "Capaian (%)"), ("A", "B", 40))))
    pixels = io.BytesIO()
    Picture.new("RGB", (4, 4)).save(pixels, "PNG")
    pixels.seek(0)
    assert book.active is not None
    book.active.add_image(Image(pixels), "D2")
    stream = io.BytesIO()
    book.save(stream)
    at = upload(visit("impor", people.secretariat), ("bergambar.xlsx", stream.getvalue()))
    assert "gambar di" in words(at)


# -- evidence beside a workbook --------------------------------------------------------------------------------------


def evidence_rows() -> list[Evidence]:
    with database.reading() as session:
        return list(session.exec(select(Evidence).order_by(Evidence.id)).all())  # type: ignore[arg-type]


def test_a_workbook_and_its_pdfs_come_in_together_and_go_back_together(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, percent=60)
    at = upload(
        visit("impor", people.secretariat),
        ("matriks KPU.xlsx", data),
        (f"{CODE} SK.pdf", PDF),
        ("daftar hadir.pdf", PDF + b"%%EOF"),
    )
    assert "Belum ditempatkan: daftar hadir.pdf" in words(at).replace("\\", "")

    pressed(at, "Terapkan 1 perubahan pada 1 target capaian dan 1 data dukung")

    (kept,) = evidence_rows()
    assert (kept.file_name, kept.visibility.value, kept.withdrawn) == (f"{CODE} SK.pdf", "restricted", False)
    assert f"/unduh/bukti?id={kept.id}" in words(at)
    pressed(at, "Kembalikan ke sebelum impor")
    assert [row.withdrawn for row in evidence_rows()] == [True]


def test_evidence_alone_is_placed_on_a_report_that_stands(visit: Visit, people: Cast) -> None:
    first = upload(visit("impor", people.kpu), ("m.xlsx", returned(people.secretariat, percent=60)))
    pressed(first, "Terapkan 1 perubahan")

    at = upload(visit("impor", people.kpu), (f"{CODE}.pdf", PDF))
    pressed(at, "Simpan 1 data dukung")
    assert "1 data dukung tersimpan." in words(at)
    assert len(evidence_rows()) == 1


def test_without_any_report_evidence_has_no_place(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.bawaslu), ("surat.pdf", PDF))
    assert "Belum ada laporan tempat data dukung ini dapat dilampirkan." in words(at)
    assert not [each for each in at.button if each.label.startswith("Simpan")]


def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(visit: Visit, people: Cast) -> None:
    name = "<img src=x onerror=alert(1)>.pdf"
    at = upload(visit("impor", people.secretariat), (name, b"<html>"))
    assert "bukan PDF yang utuh" in words(at)
    assert "<img src=x" not in "".join(html.body for html in at.get("html"))
    assert not (settings().data_directory / "evidence").exists()


def test_evidence_is_sent_as_an_attachment_and_never_inline(visit: Visit, people: Cast) -> None:
    at = upload(
        visit("impor", people.secretariat), ("m.xlsx", returned(people.secretariat, percent=60)), (f"{CODE}.pdf", PDF)
    )
    pressed(at, "Terapkan 1 perubahan")
    (kept,) = evidence_rows()
    with database.reading() as session:
        asked = Asked(session, people.kpu, "id", TODAY, {"id": [str(kept.id)]})
        response = _attachment(evidence(asked))
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["content-type"] == "application/pdf"
    assert "sandbox" in response.headers["content-security-policy"]


# -- what lies behind ------------------------------------------------------------------------------------------------


def test_a_plan_that_moved_is_shown_anew_and_nothing_is_written(
    visit: Visit, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = returned(people.secretariat, percent=60)
    at = upload(visit("impor", people.secretariat), ("m.xlsx", data))
    milestone = stored(people.secretariat).by_code()[CODE]
    monkeypatch.setattr(import_work, "revision", lambda _session: -1)  # this page has not heard of it yet
    at.run()
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        edit_milestone(session, people.secretariat, milestone.id, {"target_text": "Kata kami"})

    pressed(at, "Terapkan 1 perubahan")

    assert "Data berubah sejak Anda melihat rencana impor ini" in words(at)
    assert not reports()
    with database.reading() as session:
        assert list_imports(session, people.secretariat) == ()
        assert session.get_one(Milestone, milestone.id).target_text == "Kata kami"


# -- refused with a reason, and the sender's own page -----------------------------------------------------------------


def test_what_is_not_ticked_is_refused_with_a_reason_on_the_receipt(visit: Visit, people: Cast) -> None:
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", returned(people.secretariat, percent=90)))
    pressed(at, "Batalkan pilihan yang ditampilkan")
    assert button(at, "Terapkan 0 perubahan").disabled
    reason = next(each for each in at.text_input if each.label.startswith("Alasan menolak 1 isian"))
    reason.set_value("Bukti untuk 90% belum ada").run()
    assert "Bukti untuk 90% belum ada" in next(a.value for a in at.text_area if "siap salin" in a.label)
    pressed(at, "Tolak 1 isian")
    said = words(at)
    assert "Ditolak dengan alasan (1)" in said
    assert "Bukti untuk 90% belum ada" in said
    assert reports() == []


def test_a_conflict_kept_as_it_is_may_have_its_reason(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, target_text="Kata pengirim", percent=40)
    milestone = stored(people.secretariat).by_code()[CODE]
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        edit_milestone(session, people.secretariat, milestone.id, {"target_text": "Kata kami"})
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    next(each for each in at.radio if each.label.startswith("Yang berlaku")).set_value(False).run()
    next(each for each in at.text_input if each.label == "Alasan menolak isian pengirim").set_value("Sudah final").run()
    pressed(at, "Terapkan 1 perubahan pada 1 target capaian dan tolak 1 isian")
    assert "Sudah final" in words(at)
    assert stored(people.secretariat).by_code()[CODE].target_text == "Kata kami"


def test_many_conflicts_are_settled_with_one_click(visit: Visit, people: Cast) -> None:
    data = returned(people.secretariat, target_text="Kata pengirim", milestone="Kegiatan pengirim")
    milestone = stored(people.secretariat).by_code()[CODE]
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        ours = {"target_text": "Kata kami", "activity": "Kegiatan kami"}
        edit_milestone(session, people.secretariat, milestone.id, ours)
    at = upload(visit("impor", people.secretariat), ("matriks.xlsx", data))
    assert "2 belum diputuskan" in words(at)
    pressed(at, "Semua dari berkas")
    assert "0 belum diputuskan" in words(at)
    pressed(at, "Terapkan 2 perubahan")
    assert stored(people.secretariat).by_code()[CODE].activity == "Kegiatan pengirim"


def test_two_files_that_fill_the_same_cell_differently_are_told_before_either_is_applied(
    visit: Visit, people: Cast
) -> None:
    one = returned(people.secretariat, target_text="Kata satu")
    other = changed(one, lambda sheet, rows, columns: sheet.cell(rows[CODE], columns["target_text"], "Kata dua"))
    at = upload(visit("impor", people.secretariat), ("satu.xlsx", one), ("dua.xlsx", other))
    assert "mengisi sel yang sama dengan nilai berbeda" in words(at)


@pytest.mark.parametrize("who", ["kpu", "perludem"])
def test_a_sender_finds_its_own_matrix_and_hands_it_in(visit: Visit, people: Cast, who: str) -> None:
    actor, name = getattr(people, who), {"kpu": "KPU", "perludem": "Perludem"}[who]
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        code, data = dispatch_bytes(session, people.secretariat, "RAN-VII", name, period="B06 Tahun 2024")
        other, _data = dispatch_bytes(session, people.secretariat, "RAN-VII", "Bawaslu", period="B06 Tahun 2024")
    at = visit("impor", actor)
    assert at.title[0].value == "Kembalikan matriks"
    assert f"{code}.xlsx" in words(at)
    assert other not in words(at)

    def fill(sheet: Any, rows: Mapping[str, int], columns: Mapping[str, int]) -> None:
        sheet.cell(rows[CODE], columns["percent"], 35)

    at = upload(at, ("apa saja.xlsx", changed(data, fill)))
    pressed(at, "Terapkan 1 perubahan")
    (report,) = reports()
    assert (report.percent, report.state, report.organisation_id) == (35, ReportState.SUBMITTED, actor.organisation_id)
    assert "belum diverifikasi" in words(at)


def test_an_export_of_several_plans_is_imported_plan_by_plan(visit: Visit, people: Cast) -> None:
    with database.reading() as session:
        data = export_bytes(session, people.secretariat, ("RAN-VI", "RAN-VII"), organisations=["KPU"])
    at = upload(visit("impor", people.secretariat), ("dua rencana.xlsx", data))
    chooser_of_plan = next(box for box in at.selectbox if box.label == "Rencana aksi")
    for plan in ("RAN-VI", "RAN-VII"):
        chooser_of_plan.set_value(plan).run()
        assert not at.exception
        assert "ditolak" not in words(at).lower(), plan
        assert [b.label for b in at.button if b.label.startswith("Terapkan") and not b.disabled] == [], plan

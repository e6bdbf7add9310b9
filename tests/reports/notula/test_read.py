"""Rules of reading that cross sections: artefacts, identity, tables, what may never be inferred (notula.md §2-§5)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.reports.notula import docx_maker as word
from tests.reports.notula.conftest import Reader
from tests.reports.notula.pdf_maker import Page, pdf

HEAD = "NOTULA\n\nRapat Data Pemilu\n\nHari/Tanggal : Senin, 21 September 2020\n\n"


def _points(draft: dict[str, Any], turn: int = 0) -> list[str]:
    return [item["text"] for item in draft["discussion"][turn]["items"]]


def test_a_sentence_broken_by_page_and_blank_line_is_one_point(note: Reader) -> None:
    text = (
        HEAD
        + "PEMBAHASAN\n1. Bapak Theo dari OGI menyampaikan hal berikut:\n - Terdapat mekanisme pengawasan\n\n- 1 -\n"
        "\f\nmelalui gerakan bersama.\n\n- Sekretariat memfasilitasi.\n"
    )
    assert _points(note(text)) == [
        "Terdapat mekanisme pengawasan melalui gerakan bersama.",
        "Sekretariat memfasilitasi.",
    ]


def test_broken_enumerators_are_boundaries_and_no_order(note: Reader) -> None:
    text = HEAD + (
        "DISKUSI\n1. Bapak Andre dari KPU menambahkan catatan sebagai berikut:\n\nd.\n\nb.\n\nPertama.\n\n"
        "Kedua yang tidak bernomor.\n\na. Ketiga.\n\n. Ibu Sari dari INFID menanggapi sebagai berikut:\nd. Keempat.\n"
    )
    draft = note(text)
    assert _points(draft) == ["Pertama.", "Kedua yang tidak bernomor.", "Ketiga."]
    assert draft["discussion"][1]["speaker"]["name"] == "Sari"
    assert _points(draft, 1) == ["Keempat."]


def test_points_below_points_hang_below_them(note: Reader) -> None:
    text = HEAD + (
        "DISKUSI\n1. Bapak Andre dari KPU menyampaikan:\n   a. Standar, yaitu:\n"
        "      - format\n      - jadwal\n   b. Portal.\n2. Rapat sepakat.\n"
    )
    items = note(text)["discussion"][0]["items"]
    assert [(item["text"], len(item["items"])) for item in items] == [("Standar, yaitu:", 2), ("Portal.", 0)]


def test_a_point_that_begins_with_an_organisation_stays_with_its_speaker(note: Reader) -> None:
    text = (
        HEAD
        + "DISKUSI\n1. Ibu Dhika dari Perludem menyampaikan:\n - Perludem mengusulkan 16 kategori data.\n - Lain.\n"
    )
    draft = note(text)
    assert [turn["speaker"]["name"] for turn in draft["discussion"]] == ["Dhika"]


def test_a_speaker_who_speaks_again_gets_a_second_turn(note: Reader) -> None:
    text = HEAD + "DISKUSI\nAndre (KPU): Satu.\n\nSari (INFID): Dua.\n\nAndre (KPU): Tiga.\n"
    assert [turn["speaker"]["name"] for turn in note(text)["discussion"]] == ["Andre", "Sari", "Andre"]


@pytest.mark.parametrize(
    ("line", "place", "medium"),
    [
        ("Tempat : Zoom Meeting (https://zoom.us/j/1)", "Zoom Meeting", "daring"),
        ("Via : Google Meet", "Google Meet", "daring"),
        ("Tempat : -", None, None),
    ],
)
def test_place_and_medium_come_from_their_labels(
    note: Reader, line: str, place: str | None, medium: str | None
) -> None:
    draft = note(HEAD + line + "\n\nPEMBAHASAN\n1. Data dibuka bertahap.\n")
    assert (draft["place"], draft["medium"]) == (place, medium)


def test_a_weekday_that_does_not_fit_keeps_the_date_and_warns(note: Reader) -> None:
    draft = note(HEAD.replace("Senin", "Selasa") + "PEMBAHASAN\n1. Data dibuka.\n")
    assert draft["meeting_date"] == "2020-09-21"
    assert "weekday_mismatch" in draft["warnings"]


def test_day_and_date_on_lines_of_their_own_are_compared_too(note: Reader) -> None:
    draft = note("NOTULA\nRapat A\n\nHari : Jumat\nTanggal : 21 September 2020\n\nPEMBAHASAN\n1. Isi rapat.\n")
    assert "weekday_mismatch" in draft["warnings"]


@pytest.mark.parametrize(
    "line",
    [
        "Surat Undangan : Nomor 5 tanggal 10 Juli 2024",
        "Dicetak : 10 Juli 2024",
        "Ditulis Tanggal: 10 Juli 2024",
        "Pada 10 Juli lalu sudah dilakukan koordinasi dengan polisi.",
        "Pertemuan berikutnya pada 16 atau 18 November 2024.",
        "Batam, 10 Juli 2024",
    ],
)
def test_other_dates_are_not_the_date_of_the_meeting(note: Reader, line: str) -> None:
    draft = note(f"NOTULA\nRapat A\n\n{line}\n\nPEMBAHASAN\n1. Isi rapat yang dibahas.\n")
    assert draft["meeting_date"] is None
    assert draft["provenance"]["meeting_date"]["certainty"] == "missing"


def test_agenda_words_that_name_sections_open_none(note: Reader) -> None:
    draft = note(HEAD + "Acara :\n1. Pembukaan\n2. Pembahasan\n3. Kesimpulan\n\nPEMBAHASAN\n1. Data dibuka.\n")
    assert draft["agenda"] == ["Pembukaan", "Pembahasan", "Kesimpulan"]
    assert draft["conclusions"] == []
    assert len(draft["discussion"]) == 1


def test_captions_below_the_documentation_heading_are_no_content(note: Reader) -> None:
    draft = note(HEAD + "TINDAK LANJUT\n1. KPU mengirim data.\n\nDOKUMENTASI\nDewi Resmining...\nBudi (KPU)\n")
    del draft["raw_text"]
    assert "Dewi" not in json.dumps(draft)
    assert draft["participants"] == []


def test_a_signature_names_the_note_taker_at_most_and_no_participant(note: Reader) -> None:
    signature = "Batam, 22 September 2020\nNotulis,\n\nSiti Aminah\nPenata, III/c\nNIP. 198502022010012002\n"
    draft = note(HEAD + "PEMBAHASAN\n1. Data dibuka bertahap.\n\n" + signature)
    assert draft["note_taker"] == {"name": "Siti Aminah", "organisation": None, "role": None}
    assert draft["provenance"]["note_taker"]["certainty"] == "inferred"
    assert draft["participants"] == []
    assert "198502022010012002" not in json.dumps(draft)


def test_text_that_fits_nowhere_stays_visible(note: Reader) -> None:
    draft = note(
        HEAD + "Nomor : 12/BA/2020\n\nPENUTUP\nTerima kasih atas kehadiran peserta.\n\nPEMBAHASAN\n1. Isi rapat.\n"
    )
    left = [entry["text"] for entry in draft["unplaced"]]
    assert "Nomor: 12/BA/2020" in left
    assert "Terima kasih atas kehadiran peserta." in left


@pytest.mark.parametrize("attached", ["Daftar hadir terlampir", "Terlampir", "-"])
def test_an_attached_list_gives_no_participants(note: Reader, attached: str) -> None:
    assert note(HEAD + f"Peserta : {attached}\n\nPEMBAHASAN\n1. Data dibuka.\n")["participants"] == []


def test_contacts_never_reach_the_draft(note: Reader) -> None:
    table = (
        "| No | Nama | Instansi | Email | No. HP |\n|---|---|---|---|---|\n"
        "| 1 | Rina | KPU | rina@kpu.go.id | 0812-3456-7890 |\n"
    )
    draft = note(
        HEAD
        + "Peserta : Budi (KPU) budi@kpu.go.id\n\nPEMBAHASAN\n1. Hubungi 0812 3456 7890.\n\nDaftar Hadir\n\n"
        + table
    )
    assert [person["name"] for person in draft["participants"]] == ["Budi", "Rina"]
    everything = json.dumps(draft)
    assert "@" not in everything
    assert "3456" not in everything


def test_an_invitation_is_flagged_and_its_addressees_are_no_participants(note: Reader) -> None:
    draft = note(
        "Perihal : Undangan Rapat\n\nKepada Yth.\n1. Ketua KPU\n\nKami mengundang Bapak/Ibu pada:\n\n"
        "Hari/Tanggal : Kamis, 10 Maret 2022\nAgenda : Pembahasan draf\n"
    )
    assert draft["warnings"] == ["not_minutes"]
    assert draft["participants"] == []
    assert draft["discussion"] == []


def test_requests_among_conclusions_bind_the_one_who_is_asked(note: Reader) -> None:
    draft = note(
        HEAD + "KESIMPULAN\n1. Komisi II DPR RI meminta KPU untuk membuka data paling lambat 31 Maret 2021.\n"
        "2. Komisi II DPR RI menerima penjelasan Bawaslu.\n"
    )
    assert [(item["owners"], item["due_date"]) for item in draft["follow_ups"]] == [(["KPU"], "2021-03-31")]
    assert len(draft["conclusions"]) == 2


def test_a_month_or_quarter_keeps_its_words_and_precision(note: Reader) -> None:
    draft = note(HEAD + "TINDAK LANJUT\n1. KPU menyusun SOP pada Mei 2021.\n2. KPU melapor pada Triwulan II 2021.\n")
    assert [(item["due_date"], item["due_text"], item["due_precision"]) for item in draft["follow_ups"]] == [
        ("2021-05", "Mei 2021", "month"),
        (None, "Triwulan II 2021", "quarter"),
    ]


def test_an_owner_heading_covers_the_items_below_it(note: Reader) -> None:
    draft = note(HEAD + "RTL\n1. KPU:\n   a. menyusun SOP\n   b. mengirim data\n2. Bawaslu mengawasi.\n")
    assert [(item["text"], item["owners"]) for item in draft["follow_ups"]] == [
        ("menyusun SOP", ["KPU"]),
        ("mengirim data", ["KPU"]),
        ("Bawaslu mengawasi.", ["Bawaslu"]),
    ]


def test_tags_on_lines_below_an_item_belong_to_it(note: Reader) -> None:
    draft = note(HEAD + "## Action Items\n- [ ] Kirim data\n  - PIC: KPU\n  - Tenggat: 20 Mei 2024\n- [x] Buat grup\n")
    assert [(item["text"], item["owners"], item["due_date"], item["status"]) for item in draft["follow_ups"]] == [
        ("Kirim data", ["KPU"], "2024-05-20", "open"),
        ("Buat grup", [], None, "done"),
    ]


def test_semula_and_menjadi_on_lines_of_their_own_are_one_change(note: Reader) -> None:
    draft = note(HEAD + "PERUBAHAN REDAKSI\nSemula: Tersedianya data.\nMenjadi: Tersedianya data terbuka.\n")
    assert [(change["before"], change["after"]) for change in draft["changes"]] == [
        ("Tersedianya data", "Tersedianya data terbuka")
    ]


def test_a_word_document_with_layout_table_matrix_and_attendance(note: Reader) -> None:
    draft = note(
        word.docx(
            word.para("NOTULENSI RAPAT", bold=True),
            word.para("Rapat Data Desa", bold=True),
            word.table(
                ("Hari/Tanggal", ":", "Rabu, 6 Maret 2024"),
                ("Agenda", ":", "1. Pembukaan\n2. Diskusi"),
                ("Peserta", ":", "Kemendesa\nSeknas FITRA"),
            ),
            word.para("A. Pembahasan", bold=True),
            word.para("Ibu Lestari dari Seknas FITRA memaparkan hal berikut:", list_id=1),
            word.para("Data belum terbuka.", list_id=1, level=1),
            word.para("Perlu standar:", list_id=1, level=1),
            word.para("format", list_id=1, level=2),
            word.para("Kemendesa menanggapi bahwa standar sudah ada.", list_id=1),
            word.para("B. Tindak Lanjut", bold=True),
            word.table(
                ("No", "Rencana Aksi", "Penanggung Jawab", "Target Waktu", "Keterangan"),
                ("1", "Menyusun standar", "Kemendesa", "29 Maret 2024", "sedang berjalan"),
                ("2", "-", "-", "-", "-"),
            ),
            word.para("Daftar Hadir", bold=True),
            word.table(("No", "Nama", "Instansi", "Jabatan"), ("1", "Lestari", "Seknas FITRA", "Koordinator")),
        ),
        "notula.docx",
    )
    assert draft["agenda"] == ["Pembukaan", "Diskusi"]
    assert [(turn["speaker"]["organisation"], len(turn["items"])) for turn in draft["discussion"]] == [
        ("Seknas FITRA", 2),
        ("Kemendesa", 0),
    ]
    assert [(f["text"], f["owners"], f["due_date"], f["status"]) for f in draft["follow_ups"]] == [
        ("Menyusun standar", ["Kemendesa"], "2024-03-29", "in_progress")
    ]
    assert [(p["name"], p["organisation"], p["role"]) for p in draft["participants"]] == [
        (None, "Kemendesa", None),
        (None, "Seknas FITRA", None),
        ("Lestari", "Seknas FITRA", "Koordinator"),
    ]


def test_tables_of_speakers_targets_and_wording(note: Reader) -> None:
    draft = note(
        word.docx(
            word.para("NOTULA"),
            word.para("Rapat Bantuan Sosial"),
            word.table(("No", "Pembicara", "Pembahasan"), ("1", "Bapak Joko (Kemensos)", "DTKS diperbarui.")),
            word.table(("K/L", "Target 2023", "Target 2024"), ("Kemensos", "Data agregat", "-")),
            word.para("Perubahan"),
            word.table(("Semula", "Menjadi"), ("Ada data", "Ada data terbuka")),
        ),
        "notula.docx",
    )
    assert draft["discussion"][0]["speaker"] == {"name": "Joko", "organisation": "Kemensos", "role": None}
    assert draft["targets"] == [{"organisation": "Kemensos", "year": 2023, "text": "Data agregat"}]
    assert draft["changes"] == [{"before": "Ada data", "after": "Ada data terbuka", "proposer": None}]


def test_a_pdf_matrix_broken_by_a_page_joins_its_row(note: Reader) -> None:
    first, second = Page(), Page()
    for line in ("MATRIKS TINDAK LANJUT", "Rapat Evaluasi PPID", "Tanggal: 3 April 2023"):
        first.line(line)
    first.y = 700
    widths = [30, 160, 140, 100, 80]
    heading = ("No", "Pembahasan", "Tindak Lanjut", "PIC", "Target")
    first.table(widths, heading, ("1", "PPID belum aktif", "Menyusun SK", "Kominfo", "Mei 2023"))
    second.table(widths, ("", "di daerah", "PPID", "", ""), ("2", "Anggaran", "Usulan", "KI Pusat", "2023-06-30"))
    draft = note(pdf(first, second), "notula.pdf")
    assert [turn["text"] for turn in draft["discussion"]] == ["PPID belum aktif di daerah", "Anggaran"]
    assert [(f["text"], f["owners"], f["due_date"]) for f in draft["follow_ups"]] == [
        ("Menyusun SK PPID", ["Kominfo"], "2023-05"),
        ("Usulan", ["KI Pusat"], "2023-06-30"),
    ]


def test_a_pdf_signature_in_two_columns_names_chair_and_note_taker(note: Reader) -> None:
    page = Page()
    for line in ("NOTULA", "Rapat Evaluasi"):
        page.line(line)
    page.gap()
    page.pair("Hari/Tanggal", "Senin, 3 April 2023")
    page.gap()
    page.line("KESIMPULAN", bold=True)
    page.line("Data dibuka bertahap.")
    page.gap()
    page.write("Ketua Rapat,")
    page.line("Notulis,", indent=300)
    page.gap()
    page.gap()
    page.write("Rahmat Hidayat")
    page.line("Putri Ayu", indent=300)
    draft = note(pdf(page), "notula.pdf")
    assert (draft["moderator"]["name"], draft["note_taker"]["name"]) == ("Rahmat Hidayat", "Putri Ayu")
    assert draft["conclusions"] == ["Data dibuka bertahap."]


def test_a_date_behind_the_title_is_the_date_and_no_part_of_the_title(note: Reader) -> None:
    draft = note("NOTULA\nRapat Pemilik Manfaat, 9 Juni 2023\n\nPEMBAHASAN\n1. Data dibuka bertahap.\n")
    assert (draft["title"], draft["meeting_date"]) == ("Rapat Pemilik Manfaat", "2023-06-09")


def test_prose_with_two_speakers_gives_two_turns(note: Reader) -> None:
    draft = note(HEAD + "PEMBAHASAN\nKPU menyampaikan bahwa data siap. Data itu lengkap. PATTIRO menambahkan saran.\n")
    assert [(turn["speaker"]["organisation"], turn["text"]) for turn in draft["discussion"]] == [
        ("KPU", "KPU menyampaikan bahwa data siap. Data itu lengkap."),
        ("PATTIRO", "PATTIRO menambahkan saran."),
    ]


def test_a_table_kept_apart_by_spaces_only_is_a_table(note: Reader) -> None:
    rows = "No   Kegiatan          PIC     Target\n1    Menyusun modul    YLBHI   Juni 2023\n"
    draft = note(HEAD + "TINDAK LANJUT\n" + rows)
    assert [(item["text"], item["owners"], item["due_date"]) for item in draft["follow_ups"]] == [
        ("Menyusun modul", ["YLBHI"], "2023-06")
    ]


def test_the_closing_of_the_meeting_is_no_follow_up(note: Reader) -> None:
    draft = note(HEAD + "TINDAK LANJUT\n1. KPU mengirim data.\n\n(RAPAT DITUTUP PUKUL 11.45 WIB)\n")
    assert len(draft["follow_ups"]) == 1
    assert (draft["end_time"], draft["timezone"]) == ("11:45", "WIB")


def test_those_who_declare_in_a_berita_acara_are_present_and_its_signatures_add_nobody(note: Reader) -> None:
    draft = note(
        "BERITA ACARA RAPAT\n\nPada hari ini Rabu tanggal enam bulan Maret tahun dua ribu dua puluh empat, kami:\n\n"
        "1. Nama : Nur Hasanah\n   Jabatan : Koordinator Seknas FITRA\n\nmenyepakati hal-hal sebagai berikut:\n\n"
        "a. Data dibuka.\n\nDemikian berita acara ini dibuat.\n\nPIHAK KEDUA,\n\nBudi Santoso\n"
    )
    assert [person["name"] for person in draft["participants"]] == ["Nur Hasanah"]
    assert draft["decisions"] == ["Data dibuka."]
    assert draft["meeting_date"] == "2024-03-06"

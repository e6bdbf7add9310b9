"""Follow-ups, changes of wording, targets, next meeting (notula.md §3.6, §3.7)."""

from __future__ import annotations

import pytest

from reports.notula.actions import candidates, read_follow_up, requested
from reports.notula.organisations import Organisations
from reports.notula.wording import changes_in, next_meeting_in, targets_in


@pytest.mark.parametrize(
    ("sentence", "owners", "due"),
    [
        ("KPU dan Bawaslu menyusun SOP paling lambat 3 Mei 2021.", ["KPU", "Bawaslu"], "2021-05-03"),
        ("Bawaslu bersama Kominfo menyusun SOP.", ["Bawaslu", "Kominfo"], None),
        ("Komisi II meminta kepada KPU untuk memutakhirkan data.", ["KPU"], None),
        ("KI Pusat meminta agar Kominfo memperkuat PPID.", ["Kominfo"], None),
        ("TII diminta menyiapkan catatan.", ["TII"], None),
        ("Penyusunan kamus data oleh Kemenkumham.", ["Kemenkumham"], None),
        ("Membagikan format – Rina – 20 Mei 2021", ["Rina"], "2021-05-20"),
        ("Seknas OGI mengirim draf – Yusuf Hakim – 25 November 2022", ["Seknas OGI"], "2022-11-25"),
        ("Kirim kamus data — PIC: Rina (Perludem) — Target: 17 Mei 2024", ["Perludem"], "2024-05-17"),
        ("Evaluasi (PIC: Kominfo, KI Pusat; target: Triwulan II 2024)", ["Kominfo", "KI Pusat"], None),
        ("Kominfo: menyusun modul (tenggat: 31 Januari 2024)", ["Kominfo"], "2024-01-31"),
        ("[KI Pusat] publikasi hasil", ["KI Pusat"], None),
        ("Matriks target capaian akan diperbaiki dan dikembalikan ke K/L dan CSO.", [], None),
        ("Data KPU dirapikan.", [], None),
        ("Segera dilakukan sosialisasi kedepannya.", [], None),
    ],
)
def test_owner_and_due_date_come_from_the_words_only(
    sentence: str, owners: list[str], due: str | None, known: Organisations
) -> None:
    item = read_follow_up(sentence, known)
    assert (item.owners, item.due_date) == (owners, due)


def test_a_person_in_charge_is_kept_beside_the_organisation(known: Organisations) -> None:
    assert read_follow_up("Kirim data PIC: Rina (Perludem)", known).owner_persons == ["Rina"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Uji coba. Status: dalam proses", "in_progress"),
        ("Menyerahkan daftar (selesai).", "done"),
        ("Uji coba; status: belum dimulai", "open"),
        ("Uji coba", None),
    ],
)
def test_a_status_is_taken_only_when_it_is_written(sentence: str, status: str | None, known: Organisations) -> None:
    assert read_follow_up(sentence, known).status == status


@pytest.mark.parametrize(("checked", "status"), [(True, "done"), (False, "open"), (None, None)])
def test_a_check_box_tells_the_status(checked: bool | None, status: str | None, known: Organisations) -> None:
    assert read_follow_up("Kirim data", known, checked=checked).status == status


def test_accepting_an_explanation_puts_nobody_under_a_duty(known: Organisations) -> None:
    assert requested("Komisi II menerima penjelasan KPU tentang logistik.", known) == []


def test_candidates_outside_follow_up_sections_are_plans_and_suggestions(known: Organisations) -> None:
    text = "Timeline harus didetailkan. Menyarankan OGI untuk dapat mengundang Kominfo. KPU akan menyusun data."
    assert [(item.owners, item.text[:10]) for item in candidates(text, known)] == [
        (["OGI"], "Menyaranka"),
        (["KPU"], "KPU akan m"),
    ]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Ukuran keberhasilan pertama diubah menjadi: “Tersedianya B”.", None, "Tersedianya B"),
        (
            "Ukuran yang semula berbunyi “Tersedianya A” diubah menjadi “Tersedianya B”.",
            "Tersedianya A",
            "Tersedianya B",
        ),
        ('Indikator direvisi dari "Ada A" menjadi "Ada B".', "Ada A", "Ada B"),
        ('Ukuran diubah menjadi "Tersedianya B”', None, "Tersedianya B"),
        ("Semula: Ada A; Menjadi: Ada B.", "Ada A", "Ada B"),
    ],
)
def test_a_change_of_wording_keeps_the_quoted_texts(text: str, before: str | None, after: str) -> None:
    assert [(change.before, change.after) for change in changes_in(text)] == [(before, after)]


def test_a_sentence_without_new_wording_is_no_change() -> None:
    assert changes_in("Jadwal berubah menjadi lebih cepat. Semula rapat di Jakarta.") == []


@pytest.mark.parametrize(
    ("text", "organisation", "year", "wording"),
    [
        ("Capaian di tahun 2021 untuk KPU adalah “Integrasi rencana”.", "KPU", 2021, "Integrasi rencana"),
        ("Target tahun 2023 adalah “portal aktif”.", None, 2023, "portal aktif"),
        ("Target KPU tahun 2022 adalah 16 kategori data.", "KPU", 2022, "16 kategori data"),
    ],
)
def test_targets_are_per_organisation_and_year(text: str, organisation: str | None, year: int, wording: str) -> None:
    found = targets_in(text)[0]
    assert (found.organisation, found.year, found.text) == (organisation, year, wording)


def test_the_year_of_the_next_meeting_is_never_made_up(known: Organisations) -> None:
    found = next_meeting_in("Pertemuan selanjutnya dapat dihosting oleh Perludem pada 16 atau 18 November.", known)
    assert found is not None
    assert (found.date, found.host, found.options) == (None, "Perludem", ("16 atau 18 November",))


def test_a_full_date_of_the_next_meeting_is_taken(known: Organisations) -> None:
    found = next_meeting_in("Rapat berikutnya dilaksanakan pada 8 Desember 2022.", known)
    assert found is not None
    assert found.date == "2022-12-08"

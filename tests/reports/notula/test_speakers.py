"""Speakers and participants (notula.md §3.4, §3.5)."""

from __future__ import annotations

import pytest

from reports.notula.organisations import Organisations
from reports.notula.people import read_parties
from reports.notula.speakers import read_speech

Who = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Bapak Dhika sebagai perwakilan Perludem menjelaskan beberapa poin:", ("Dhika", "Perludem")),
        ("Rike selaku perwakilan dari Bawaslu menyampaikan penjelasan sebagai berikut:", ("Rike", "Bawaslu")),
        ("Ibu Sari dari INFID menanggapi bahwa data perlu dibuka.", ("Sari", "INFID")),
        ("Ibu Yuni (Disdukcapil) menambahkan bahwa data tersedia.", ("Yuni", "Disdukcapil")),
        ("Dr. Ratna Dewi, S.H., M.H. (Bawaslu) menjelaskan hal berikut:", ("Ratna Dewi", "Bawaslu")),
        ("Bapak Yusuf Hakim, Kepala Seknas OGI, membuka rapat.", ("Yusuf Hakim", "Seknas OGI")),
        ("Sdr. Herman – KOPEL: mengusulkan pelibatan pemantau", ("Herman", "KOPEL")),
        ("Andre (KPU): API siap diuji.", ("Andre", "KPU")),
        ("KETUA RAPAT (H. AHMAD FAUZI, S.H.): Rapat kami buka.", ("AHMAD FAUZI", None)),
        ("ICW (EGI PRIMAYOGHA): Terima kasih.", ("EGI PRIMAYOGHA", "ICW")),
        ("F-PDIP (JOHAN BUDI): Interupsi.", ("JOHAN BUDI", "F-PDIP")),
        ("Tanggapan KPU: akan dipelajari.", (None, "KPU")),
        ("Penanya: Doni (ICW)", ("Doni", "ICW")),
        ("Jawaban Maya Sari: belum dapat diunduh.", ("Maya Sari", None)),
        ("Kominfo menegaskan bahwa SOP sudah ada.", (None, "Kominfo")),
        ("Selanjutnya, Ibu Maya Sari (TII) memaparkan data.", ("Maya Sari", "TII")),
        ("Kemudian perwakilan dari KPK menanggapi bahwa data tersedia.", (None, "KPK")),
        ("Disampaikan oleh Bapak Andi dari KPU bahwa data siap.", ("Andi", "KPU")),
    ],
)
def test_a_speaker_line_names_person_and_organisation(line: str, who: Who, known: Organisations) -> None:
    speech = read_speech(line, known)
    assert speech is not None
    assert (speech.party.name, speech.party.organisation) == who


@pytest.mark.parametrize(
    "line",
    [
        "Disampaikan bahwa data perlu dibuka.",
        "Rapat membahas jadwal penyusunan.",
        "Terdapat 2 capaian Renaksi yang diusulkan, meliputi portal resmi.",
        "Pada 18 Oktober lalu sudah diadakan koordinasi.",
        "Menekankan pentingnya keterlibatan masyarakat sipil.",
        "Catatan: data belum lengkap.",
        "Data penerima bantuan sosial diperbarui setiap bulan melalui DTKS.",
        "Untuk SOP takedown postingan sudah dilakukan kerja sama dengan Kominfo.",
    ],
)
def test_a_passive_or_impersonal_sentence_has_no_speaker(line: str, known: Organisations) -> None:
    assert read_speech(line, known) is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Budi Santoso – Kepala Pusdatin, Kemendesa", [("Budi Santoso", "Kemendesa", "Kepala Pusdatin")]),
        ("Rina (Perludem)", [("Rina", "Perludem", None)]),
        ("Rina (Perludem), Andre (KPU)", [("Rina", "Perludem", None), ("Andre", "KPU", None)]),
        ("Kemendagri: Joko, Rini, Tono", [(n, "Kemendagri", None) for n in ("Joko", "Rini", "Tono")]),
        ("PATTIRO: 4 orang", [(None, "PATTIRO", None)]),
        ("Perwakilan KPU", [(None, "KPU", None)]),
        ("Tim Perludem", [(None, "Perludem", None)]),
        ("KPU, Bawaslu dan Perludem", [(None, n, None) for n in ("KPU", "Bawaslu", "Perludem")]),
        ("Kementerian Komunikasi dan Informatika", [(None, "Kementerian Komunikasi dan Informatika", None)]),
        ("Kementerian Desa, PDT dan Transmigrasi", [(None, "Kementerian Desa, PDT dan Transmigrasi", None)]),
        ("Bapak Surya, Sekretariat Nasional OGI", [("Surya", "Sekretariat Nasional OGI", None)]),
        ("Kepala Seknas OGI", [(None, "Seknas OGI", "Kepala Seknas OGI")]),
    ],
)
def test_participants_are_read_as_written(
    line: str, people: list[tuple[str | None, str | None, str | None]], known: Organisations
) -> None:
    assert [(p.name, p.organisation, p.role) for p in read_parties(line, known)] == people


def test_a_group_stays_a_group_and_a_head_count_a_count(known: Organisations) -> None:
    assert read_parties("Tim Perludem", known)[0].group == "Tim Perludem"
    assert read_parties("PATTIRO: 4 orang", known)[0].count == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kementerian Sosial", True),
        ("MediaLink", True),
        ("KPU RI", True),
        ("Bappeda Kota Batam", True),
        ("Badan publik informatif meningkat", False),
        ("Kemenkumham menanggapi bahwa sistem diperbarui", False),
        ("Bapak KPU", False),
        ("JOHAN BUDI", False),
        ("HAM", False),
    ],
)
def test_organisations_are_told_from_other_words_without_a_registry(text: str, expected: bool) -> None:
    assert Organisations().is_one(text) is expected

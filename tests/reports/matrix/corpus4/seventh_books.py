"""Seventh round: wrong cells where the rules for rows and ticks meet, and other matters (matrix.md, section 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, packed, parts_of
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@bad(
    "dd01_persen_di_baris_jenis.xlsx", "A row % with 500% under B06", "percent_out_of_range", error_cells=["Matriks!E4"]
)
def percent_row() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "K/L", "Uraian", "B06 2024", "B12 2024"),
        ("Data terbuka", "Portal", "BPS", "Target", 10, 20),
        (None, None, None, "Realisasi", 5, None),
        (None, None, None, "%", "500%", None),
    )
    sheet.merge("A2:A4", "B2:B4", "C2:C4")
    return book.data()


@bad(
    "dd02_status_semester.xlsx",
    "Unknown words below Status of two semesters",
    "unknown_status",
    error_cells=["Matriks!E3", "Matriks!F4"],
)
def states_by_semester() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Status Semester I 2024", "Status Semester II 2024"),
        (None,),
        (1, "Data terbuka", "Satu", "BPS", "entahlah", "Selesai"),
        (2, "Data terbuka", "Dua", "BPS", "Proses", "gelap"),
    )


@bad(
    "dd03_tanggal_excel_negatif.xlsx",
    "A serial far in the future and a negative one",
    "invalid_date",
    error_cells=["Matriks!H2", "Matriks!H3"],
)
def serials() -> bytes:
    return workbook(HEAD, row(1, due=999999), row(2, due=-5), row(3))


@bad("dd04_tahun_di_judul_dua.xlsx", "Komitmen 1 twice with unlike titles on one sheet", "conflicting_commitment")
def number_reused() -> bytes:
    return workbook(
        ("No Komitmen", "Komitmen", "Ukuran Keberhasilan", "Target"),
        (1, "Data pemilu", "API", "1"),
        (1, "Data kehutanan lestari", "Peta", "1"),
        (2, "Data laut", "Kapal", "1"),
    )


@bad("dd05_lembar_sangat_lebar.xlsx", "A thousand columns of notes", "too_large")
def wide() -> bytes:
    book = sound()
    book.workbook.worksheets[0].cell(2, 1200, "catatan")
    return book.data()


@bad("dd06_xml_berulang.xlsx", "Entities that multiply in the workbook's part", "unsafe_xml")
def multiplied() -> bytes:
    parts = parts_of(sound().data())
    text = parts["xl/workbook.xml"].decode()
    at = text.index("<workbook")
    evil = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return packed(parts | {"xl/workbook.xml": (text[:at] + evil + text[at:]).encode()})


@bad("dd07_makro_nama_besar.xlsx", "XL/VBAPROJECT.BIN in capitals", "macros_not_allowed")
def capital_macros() -> bytes:
    return packed(parts_of(sound().data()) | {"XL/VBAPROJECT.BIN": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)})


@bad("dd08_lembar_biner.xlsx", "Random bytes as the sheet", "corrupt_file")
def noise() -> bytes:
    return packed(parts_of(sound().data()) | {SHEET: bytes(range(256)) * 8})


@bad("dd09_log_sistem.xlsx", "A log of logins", NO_MATRIX[1], or_topics=NO_MATRIX)
def log() -> bytes:
    return workbook(
        ("Waktu", "Pengguna", "Instansi", "Aksi", "Hasil"),
        ("2024-05-01", "a", "KPU", "Masuk", "Berhasil"),
        ("2024-05-02", "b", "LKPP", "Keluar", "Berhasil"),
    )


@bad("dd10_indikator_sdgs.xlsx", "SDG indicators by year", NO_MATRIX[1], or_topics=NO_MATRIX)
def sustainable_goals() -> bytes:
    return workbook(
        ("Kode", "Indikator", "Satuan", "Sumber Data", "2021", "2022", "2023"),
        ("16.6.1", "Belanja terhadap anggaran", "persen", "Kemenkeu", 95.1, 96.2, 97.3),
        ("16.10.2", "Badan publik informatif", "persen", "KIP", 40.2, 45.1, 50.6),
    )


BAD: list[Builder] = [
    percent_row,
    states_by_semester,
    serials,
    number_reused,
    wide,
    multiplied,
    capital_macros,
    noise,
    log,
    sustainable_goals,
]

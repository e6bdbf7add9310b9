"""Eighth round: what is refused in combinations, and tables that are near to matrices (matrix.md, section 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.bad_files import sound
from tests.reports.matrix.corpus.making import Book, Builder, packed, parts_of, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@bad(
    "ff01_tertimbun.xlsx",
    "A wrong state in a hidden row, a wrong day in a hidden column",
    "unknown_status",
    other_topics=["invalid_date", "hidden_rows"],
    error_cells=["Matriks!G3", "Matriks!H2"],
)
def hidden_troubles() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1, due="30 Februari 2024"), row(2, status="nanti dulu"), row(3))
    sheet.hide(3)
    sheet.worksheet.column_dimensions["H"].hidden = True
    return book.data()


@bad("ff02_oms_persen.xlsx", "Capaian (%) of OMS above 200", "percent_out_of_range", error_cells=["Matriks!F3"])
def percent_by_side() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian (%)", None),
        (None, None, None, None, "K/L", "OMS"),
        (1, "Data terbuka", "Satu", "1", 80, 800),
    )


@bad("ff03_dua_ukuran.xlsx", "Two columns of measures that disagree", "ambiguous_header")
def two_measures() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Ukuran Keberhasilan", "Target"),
        (1, "Data terbuka", "Portal", "API", "1"),
        (2, "Data terbuka", "Kamus", "Forum", "1"),
    )


@bad(
    "ff04_butir_dan_pecahan.xlsx",
    "0,5 in an item of several percentages",
    "ambiguous_percent",
    error_cells=["Matriks!E2"],
)
def fraction_in_item() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian (%)"),
        (1, "Data terbuka", "1. Portal\n2. API", "1. satu\n2. dua", "1. 50%\n2. 0,5"),
    )


@bad("ff05_baris_tahun_kosong.xlsx", "Lines of years and no row below any of them", "no_data_rows")
def years_only() -> bytes:
    return workbook(("No", "Komitmen", "Kegiatan", "PJ", "Target"), ("TAHUN 2023",), ("TAHUN 2024",))


@bad(
    "ff06_persen_200_format.xlsx",
    "2.5 with a percent format in a form of B-months",
    "percent_out_of_range",
    error_cells=["Matriks!E3"],
)
def formatted_percent() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "B06 2024", None),
        (None, None, None, "Target", "Capaian (%)"),
        (1, "Data terbuka", "Satu", "1", pct(2.5)),
    )


@bad("ff07_pegawai.xlsx", "Targets of employees (SKP)", NO_MATRIX[0], or_topics=NO_MATRIX)
def employees() -> bytes:
    return workbook(
        ("No", "Nama", "NIP", "Jabatan", "Kegiatan Tugas Jabatan", "Target", "Realisasi", "Nilai"),
        (1, "Orang Satu", "1990", "Analis", "Menyusun laporan", "12", "12", 90),
        (2, "Orang Dua", "1991", "Staf", "Mengelola data", "10", "8", 80),
    )


@bad("ff08_katalog_data.xlsx", "A catalogue of data sets", NO_MATRIX[1], or_topics=NO_MATRIX)
def catalogue() -> bytes:
    return workbook(
        ("No", "Nama Dataset", "Produsen Data", "Jadwal Pemutakhiran", "Format", "Tautan"),
        (1, "Data guru", "Kemendikbudristek", "Tahunan", "CSV", "https://data.id/1"),
        (2, "Data sekolah", "Kemendikbudristek", "Semesteran", "CSV", "https://data.id/2"),
    )


@bad("ff09_makro_dan_sandi.xlsm", "Macros in a workbook of the other name", "macros_not_allowed")
def macros() -> bytes:
    return packed(parts_of(sound().data()) | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(50)})


@bad("ff10_judul_saja_dua_baris.xlsx", "Titles over ticks and states without rows, a total of zero", "no_data_rows")
def titles_of_states() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Status", None, None),
        (None, None, None, "Selesai", "Proses", "Belum"),
        ("Total", None, None, 0, 0, 0),
    )
    sheet.merge("D1:F1", "A1:A2", "B1:B2", "C1:C2")
    return book.data()


BAD: list[Builder] = [
    hidden_troubles,
    percent_by_side,
    two_measures,
    fraction_in_item,
    years_only,
    formatted_percent,
    employees,
    catalogue,
    macros,
    titles_of_states,
]

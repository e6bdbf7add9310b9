"""Ninth round: refusals in whole submissions, and near misses (matrix.md, section 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@bad(
    "hh01_semester_baris.xlsx", "A wrong share below SEMESTER II", "percent_out_of_range", error_cells=["Data 2024!E5"]
)
def below_a_semester() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "%"),
        ("SEMESTER I",),
        (1, "Data terbuka", "Portal", "1", 50),
        ("SEMESTER II",),
        (1, "Data terbuka", "Portal", "1", 950),
        name="Data 2024",
    )


@bad(
    "hh02_dua_judul_gabung.xlsx", "One merged title over two columns of text: which is the target?", "ambiguous_header"
)
def one_title_twice() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Target", None),
        (1, "Data terbuka", "Satu", "1 portal", "2 portal"),
        (2, "Data terbuka", "Dua", "3 API", "4 API"),
    )
    sheet.merge("D1:E1")
    return book.data()


@bad(
    "hh03_hari_di_mulai.xlsx",
    "31 February as the start, below Waktu over Mulai and Selesai",
    "invalid_date",
    error_cells=["Matriks!D3"],
)
def wrong_start() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Waktu", None, "Status"),
        (None, None, None, "Mulai", "Selesai", None),
        (1, "Data terbuka", "Satu", "31 Februari 2024", "30 Juni 2024", "Selesai"),
    )


@bad(
    "hh04_tahun_periode.xlsx",
    "Tahun 3024 in a row",
    "invalid_year",
    or_topics=["invalid_period"],
    error_cells=["Matriks!D3"],
)
def far_year() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Tahun", "Target"),
        (1, "Data terbuka", "Satu", 2024, "1"),
        (2, "Data terbuka", "Dua", 3024, "1"),
    )


@bad("hh05_rekap_saja.xlsx", "Counts by ministry and nothing else", NO_MATRIX[1], or_topics=NO_MATRIX)
def counts() -> bytes:
    return workbook(
        ("No", "Kementerian/Lembaga", "Jumlah Komitmen", "Selesai", "Proses", "Belum"),
        (1, "KPU", 3, 1, 1, 1),
        (2, "KLHK", 4, 2, 1, 1),
        ("Total", None, 7, 3, 2, 2),
    )


@bad("hh06_halaman_masuk.xlsx", "The login page of a web drive", "wrong_format", or_topics=["not_a_workbook"])
def login_page() -> bytes:
    return b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>"


@bad("hh07_potong_tengah.xlsx", "The middle of the file is missing", "corrupt_file", or_topics=["not_a_workbook"])
def hole() -> bytes:
    data = sound().data()
    return data[:900] + data[1700:]


@bad(
    "hh08_galat_tautan.xlsx",
    "#GETTING_DATA and #SPILL! in what is read",
    "error_value_in_cell",
    error_cells=["Matriks!E2"],
)
def newer_errors() -> bytes:
    return edited(
        workbook(HEAD, row(1, target="@@"), row(2)), SHEET, ('t="inlineStr"><is><t>@@</t></is>', 't="e"><v>#SPILL!</v>')
    )


@bad("hh09_tautan_lama.xlsx", "A value from a workbook on a server", "formula_injection", error_cells=["Matriks!E2"])
def server_book() -> bytes:
    book = Book()
    fill(book.sheet("Matriks"), "A1", HEAD, row(1), row(2))
    book.workbook["Matriks"]["E2"] = "='\\\\server\\bagi\\[target.xlsx]Sheet1'!A1"
    return book.data()


@bad("hh10_jadwal_sosialisasi.xlsx", "A plan of publicity with places and speakers", NO_MATRIX[1], or_topics=NO_MATRIX)
def publicity() -> bytes:
    return workbook(
        ("No", "Kegiatan", "Tanggal", "Tempat", "Narasumber", "Jumlah Peserta", "Anggaran"),
        (1, "Sosialisasi OGI", "1 Mei 2024", "Bogor", "Bappenas", 100, 1000000),
        (2, "Lokakarya", "2 Juni 2024", "Bandung", "KSP", 50, 2000000),
    )


BAD: list[Builder] = [
    below_a_semester,
    one_title_twice,
    wrong_start,
    far_year,
    counts,
    login_page,
    hole,
    newer_errors,
    server_book,
    publicity,
]

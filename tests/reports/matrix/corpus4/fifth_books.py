"""Fifth round: wrong cells in wide, merged and stacked tables, and tables of other matters (matrix.md, section 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.bad_files import sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@bad(
    "x01_centang_dan_kata.xlsx",
    "A word between the ticks of states",
    "unknown_status",
    or_topics=["ambiguous_header"],
    error_cells=["Matriks!E3"],
)
def word_between_ticks() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Target", "Selesai", "Proses"),
        (1, "Data terbuka", "Satu", "1", "v", None),
        (2, "Data terbuka", "Dua", "1", "v", "v"),
        (3, "Data terbuka", "Tiga", "1", None, "v"),
    )


@bad(
    "x02_tabel_kedua.xlsx",
    "The second table of the sheet has a day that does not exist",
    "invalid_date",
    error_cells=["Matriks!E7"],
)
def second_table() -> bytes:
    head = ("No", "Kegiatan", "PJ", "Target", "Batas Waktu")
    return workbook(
        ("Komitmen 1: Data terbuka",),
        head,
        (1, "Satu", "BPS", "1", "30 Juni 2024"),
        (),
        ("Komitmen 2: Peta terbuka",),
        head,
        (1, "Dua", "BIG", "1", "31 Juni 2024"),
    )


@bad(
    "x03_dua_formulir.xlsx",
    "The second of two stacked forms has 180% too much",
    "percent_out_of_range",
    error_cells=["Form!D11"],
)
def second_form() -> bytes:
    book = Book()
    sheet = book.sheet("Form")
    for at, title, percent in ((1, "Data terbuka", "50%"), (7, "Peta terbuka", "280%")):
        fill(
            sheet,
            f"A{at}",
            ("Judul Komitmen", title),
            ("Instansi", "BPS"),
            (),
            ("Kegiatan", "Target", "Capaian", "Persentase (%)"),
            ("Satu", "1 data", "1 data", percent),
        )
    return book.data()


@bad(
    "x04_baris_jenis.xlsx",
    "A row Realisasi with #VALUE! under a quarter",
    "error_value_in_cell",
    error_cells=["Matriks!F3"],
)
def error_in_row_of_results() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", "Uraian", "TW I 2024", "TW II 2024"),
        (1, "Data terbuka", "Portal", "BPS", "Target", 1, 2),
        (None, None, None, None, "Realisasi", None, 1),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:D3")
    cell = sheet.worksheet["F3"]
    cell.value, cell.data_type = "#VALUE!", "e"
    return book.data()


@bad(
    "x05_persen_format_besar.xlsx",
    "75 with a percent format: shown as 7500%",
    "percent_out_of_range",
    error_cells=["Matriks!F2"],
)
def percent_of_75() -> bytes:
    return workbook(HEAD, row(1, percent=pct(75)), row(2, percent=pct(0.5)))


@bad("x06_pecahan_di_formulir.xlsx", "0,4 without a sign in a form", "ambiguous_percent", error_cells=["Form!B5"])
def fraction_in_form() -> bytes:
    return workbook(
        ("Judul Komitmen", "Data terbuka"),
        ("Ukuran Keberhasilan", "Portal"),
        ("Instansi", "BPS"),
        ("Target", "1 portal"),
        ("Capaian (%)", 0.4),
        name="Form",
    )


@bad(
    "x07_komitmen_hilang_di_bagian.xlsx",
    "Rows above the first section belong to no commitment",
    "missing_required_value",
)
def rows_before_sections() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target"),
        (1, None, "Satu", "BPS", "1"),
        (2, None, "Dua", "BPS", "1"),
        (3, "Data terbuka", "Tiga", "BPS", "1"),
    )
    return book.data()


@bad("x08_notulen.xlsx", "Minutes of a meeting in columns", NO_MATRIX[1], or_topics=NO_MATRIX)
def minutes() -> bytes:
    return workbook(
        ("NOTULA RAPAT KOORDINASI KOMITMEN OGI",),
        ("No", "Pembicara", "Instansi", "Pokok Pembahasan", "Tindak Lanjut", "Batas Waktu"),
        (1, "Direktur", "Bappenas", "Penajaman komitmen", "Kirim matriks", "30 Juni 2024"),
        (2, "Koordinator", "MediaLink", "Masukan OMS", "Kumpulkan usulan", "15 Juli 2024"),
    )


@bad("x09_usulan_kegiatan.xlsx", "Proposals for a budget", NO_MATRIX[1], or_topics=NO_MATRIX)
def proposals() -> bytes:
    return workbook(
        ("No", "Usulan Kegiatan", "Lokasi", "Volume", "Satuan", "Anggaran", "Prioritas"),
        (1, "Pelatihan", "Jakarta", 1, "paket", 1000000, 1),
        (2, "Sosialisasi", "Bogor", 2, "kali", 2000000, 2),
    )


@bad("x10_sertifikat.xlsx", "A list of certificates with dates and states", NO_MATRIX[1], or_topics=NO_MATRIX)
def certificates() -> bytes:
    return workbook(
        ("No", "Nama Pegawai", "NIP", "Nama Sertifikat", "Tanggal", "Status"),
        (1, "Orang Satu", "1990", "PBJ", "1 Mei 2024", "Berlaku"),
        (2, "Orang Dua", "1991", "PPID", "2 Mei 2024", "Kedaluwarsa"),
    )


@bad(
    "x11_ukuran_palsu.xlsx",
    "A declared dimension hides nothing: the error lies outside of it",
    "percent_out_of_range",
    error_cells=["Matriks!F3"],
)
def outside_the_dimension() -> bytes:
    book = sound()
    book.workbook.worksheets[0]["F3"] = 900
    return edited(book.data(), "xl/worksheets/sheet1.xml", ('<dimension ref="A1:G3"', '<dimension ref="A1:B2"'))


@bad("x12_dua_periode_bentrok.xlsx", "Two columns Target B06 that disagree", "ambiguous_header")
def one_period_twice() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Target B06 2024", "Target B06 2024", "Capaian B06 2024"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", "2 data", "1 data"),
        (2, "Data terbuka", "Dua", "BPS", "3 data", "4 data", "-"),
    )


BAD: list[Builder] = [
    word_between_ticks,
    second_table,
    second_form,
    error_in_row_of_results,
    percent_of_75,
    fraction_in_form,
    rows_before_sections,
    minutes,
    proposals,
    certificates,
    outside_the_dimension,
    one_period_twice,
]

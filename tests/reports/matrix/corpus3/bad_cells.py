"""Matrices with cells that cannot be taken: the code and every cell at once (matrix.md, sections 3 and 5)."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET
from tests.reports.matrix.corpus.making import Book, Builder, edited, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill


@bad(
    "v01_persen_beragam.xlsx",
    "250%, minus, words and a fraction written out",
    "percent_out_of_range",
    other_topics=["invalid_percent"],
    error_cells=["Matriks!F2", "Matriks!F3", "Matriks!F4", "Matriks!F5"],
)
def percents() -> bytes:
    return workbook(
        HEAD,
        row(1, percent="250 %"),
        row(2, percent="-10%"),
        row(3, percent=pct(12.5)),
        row(4, percent="hampir selesai semua"),
        row(5, percent=100),
    )


@bad(
    "v02_pecahan_tanpa_tanda.xlsx",
    "0.4, 0.75 and 0,9 without any sign",
    "ambiguous_percent",
    error_cells=["Matriks!F2", "Matriks!F3"],
)
def fractions() -> bytes:
    return workbook(HEAD, row(1, percent=0.4), row(2, percent=0.75), row(3, percent="0,9"))


@bad(
    "v03_tanggal.xlsx",
    "Days that are none, in three spellings",
    "invalid_date",
    error_cells=["Matriks!H2", "Matriks!H3", "Matriks!H4"],
)
def days() -> bytes:
    return workbook(
        HEAD,
        row(1, due="31 November 2024"),
        row(2, due="2024-02-30"),
        row(3, due="32/01/2024"),
        row(4, due="29 Feb 2024"),
    )


@bad(
    "v04_status_sama_lima_kali.xlsx",
    "The same unknown word five times",
    "unknown_status",
    error_cells=[f"Matriks!G{n}" for n in range(2, 7)],
)
def one_word() -> bytes:
    return workbook(HEAD, *(row(number, status="kuning") for number in range(1, 6)))


@bad(
    "v05_status_tanya.xlsx",
    "Question marks and half a word",
    "unknown_status",
    error_cells=["Matriks!G2", "Matriks!G3"],
)
def question_marks() -> bytes:
    return workbook(HEAD, row(1, status="???"), row(2, status="sel"), row(3))


@bad(
    "v06_tahun.xlsx", "20204, letter O and 1899", "invalid_year", error_cells=["Matriks!E2", "Matriks!E3", "Matriks!E4"]
)
def years() -> bytes:
    head = ("No", "Komitmen", "Kegiatan", "PJ", "Tahun", "Target")
    return workbook(
        head,
        (1, "Data terbuka", "Satu", "BPS", 20204, "1 data"),
        (2, "Data terbuka", "Dua", "BPS", "2O24", "1 data"),
        (3, "Data terbuka", "Tiga", "BPS", 1899, "1 data"),
        (4, "Data terbuka", "Empat", "BPS", 2024, "1 data"),
    )


def _with(*formulas: tuple[str, str, object]) -> bytes:
    """A sound matrix with formulas and the results they are stored with."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1), row(2), row(3))):
            sheet.write_row(number, 0, values)
        for cell, formula, value in formulas:
            sheet.write_formula(cell, formula, None, value)
    return stream.getvalue()


@bad(
    "v07_galat.xlsx",
    "#REF!, #DIV/0! and #NAME? in cells that are read",
    "error_value_in_cell",
    error_cells=["Matriks!D2", "Matriks!F3", "Matriks!E4"],
)
def errors() -> bytes:
    return _with(("D2", "=#REF!", "#REF!"), ("F3", "=1/0", "#DIV/0!"), ("E4", "=FOO()", "#NAME?"))


@bad("v08_tautan_buku_lain.xlsx", "A value from another workbook", "formula_injection", error_cells=["Matriks!E2"])
def other_book() -> bytes:
    return _with(("E2", "='[1]Sheet1'!A1", "1 data"))


@bad("v09_dde_msexcel.xlsx", "DDE by another name", "formula_injection", error_cells=["Matriks!E3"])
def exchange() -> bytes:
    return _with(("E3", "=MSEXCEL|'\\..\\..\\cmd.exe /c calc'!''", "1 data"))


@bad("v10_importdata.xlsx", "FILTERXML over WEBSERVICE", "formula_injection", error_cells=["Matriks!D2"])
def web() -> bytes:
    return _with(("D2", '=_xlfn.FILTERXML(_xlfn.WEBSERVICE("http://contoh.test"),"//a")', "BPS"))


@bad(
    "v11_belum_dihitung.xlsx",
    "Formulas without a result in number, status and per cent",
    "formula_without_value",
    error_cells=["Matriks!F2", "Matriks!G3"],
)
def uncalculated() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1), row(2))
    sheet.worksheet["F2"] = "=AVERAGE(1,2)"
    sheet.worksheet["G3"] = '=IF(F2>1,"Selesai","Proses")'
    return book.data()


@bad("v12_kembar.xlsx", "A row copied below itself", "duplicate_rows")
def twins() -> bytes:
    return workbook(HEAD, row(1), row(2), row(2))


@bad("v13_satu_nomor_dua_judul.xlsx", "Komitmen 2 under two unlike titles", "conflicting_commitment")
def two_titles() -> bytes:
    head = ("No. Komitmen", "Judul Komitmen", "Kegiatan", "PJ", "Target")
    return workbook(
        head,
        (1, "Data pemilu terbuka", "Satu", "KPU", "1 data"),
        (2, "Pengadaan darurat", "Dua", "LKPP", "1 data"),
        (2, "Perlindungan saksi", "Tiga", "LPSK", "1 data"),
    )


@bad("v14_dua_status.xlsx", "Two columns Status that disagree", "ambiguous_header")
def two_states() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Status", "Status"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", "Selesai", "Proses"),
        (2, "Data terbuka", "Dua", "BPS", "1 data", "Proses", "Belum mulai"),
    )


@bad(
    "v15_tanpa_kegiatan.xlsx",
    "A row with a target but neither commitment nor measure",
    "missing_required_value",
    error_cells=["Matriks!B2"],
)
def no_commitment_first() -> bytes:
    return workbook(HEAD, row(1, title=None), row(2), row(3))


@bad(
    "v16_karakter_kendali.xlsx",
    "A form feed written as _x000C_ and a NUL",
    "control_characters",
    error_cells=["Matriks!E2"],
)
def controls() -> bytes:
    return workbook(HEAD, row(1, target="1 data_x000C__x0007_"), row(2))


@bad("v17_teks_raksasa.xlsx", "40,000 characters in a remark that is read", "cell_too_long", error_cells=["Matriks!E3"])
def huge() -> bytes:
    sound = workbook(HEAD, row(1), row(2, target="kata panjang"), row(3))
    return edited(sound, SHEET, ("kata panjang", "kata " * 8000))


@bad(
    "v18_dua_lembar_banyak_salah.xlsx",
    "Four kinds of problems on two sheets, told together",
    "unknown_status",
    other_topics=["percent_out_of_range", "invalid_date", "error_value_in_cell"],
    error_cells=["KPU!G2", "KPU!F3", "LKPP!H2", "LKPP!E3"],
)
def everything() -> bytes:
    book = Book()
    fill(book.sheet("KPU"), "A1", HEAD, row(1, status="gitu deh"), row(2, percent=999))
    fill(book.sheet("LKPP"), "A1", HEAD, row(3, due="40 Juni 2024"), row(4))
    cell = book.workbook["LKPP"]["E3"]
    cell.value, cell.data_type = "#N/A", "e"
    return book.data()


@bad(
    "v19_persen_di_blok_semester.xlsx",
    "Wrong per cent below merged semesters",
    "percent_out_of_range",
    error_cells=["Matriks!H4"],
)
def in_a_block() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Semester I 2024", None, "Semester II 2024", None),
        (None, None, None, None, "Target", "Capaian (%)", "Target", "Capaian (%)"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", 50, "2 data", 75),
        (2, "Data terbuka", "Dua", "BPS", "1 data", 100, "2 data", 640),
    )


@bad("v20_dua_capaian_teks.xlsx", "Capaian twice in words", "ambiguous_header")
def two_results() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Capaian"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", "terbit", "belum terbit"),
        (2, "Data terbuka", "Dua", "BPS", "1 data", "uji coba", "rancangan"),
    )


BUILDERS: list[Builder] = [
    percents,
    fractions,
    days,
    one_word,
    question_marks,
    years,
    errors,
    other_book,
    exchange,
    web,
    uncalculated,
    twins,
    two_titles,
    two_states,
    no_commitment_first,
    controls,
    huge,
    everything,
    in_a_block,
    two_results,
]

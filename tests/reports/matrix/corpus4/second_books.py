"""Second round: files by other programs, wrong cells, and tables of other matters (matrix.md, 2.14 and section 5)."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, packed, parts_of
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import Expected, bad, fill, said, written

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@written("l01_inline_kaya.xlsx", "Rich text inline, numbers as text, no shared strings")
def rich_inline() -> tuple[bytes, Expected]:
    def text(cell: str, *runs: str) -> str:
        inside = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{run}</t></r>' for run in runs)
        return f'<c r="{cell}" t="inlineStr"><is>{inside}</is></c>'

    head = "".join(
        text(f"{c}1", *title)
        for c, title in zip(
            "ABCDE", (("No",), ("Komit", "men"), ("Kegiatan",), ("Penanggung ", "Jawab"), ("Target",)), strict=True
        )
    )
    body = (
        text("A2", "1")
        + text("B2", "Data ", "terbuka")
        + text("C2", "Satu")
        + text("D2", "BPS")
        + text("E2", "10 ", "data")
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = f'<row r="1">{head}</row><row r="2">{body}</row>'
    xml = f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    data = packed(parts_of(sound().data()) | {SHEET: xml.encode()})
    return data, said(
        "Matriks",
        "commitment_title milestone lead_agencies target_text",
        (2, "Data terbuka", "Satu", ["BPS"], "10 data"),
    )


@written("l02_rumus_gabung_teks.xlsx", "Titles joined by formulas, a year from a cell, ticks as booleans under states")
def joined() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Monitor")
        sheet.write_formula("A1", '="CAPAIAN TAHUN "&2024', None, "CAPAIAN TAHUN 2024")
        sheet.write_row(2, 0, ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Selesai", "Proses", "Belum"))
        for number in (1, 2, 3):
            sheet.write_row(2 + number, 0, (number, "Arsip terbuka", f"Langkah {number}", "ANRI"))
            sheet.write_formula(2 + number, 4, f'={number}&" arsip"', None, f"{number} arsip")
            for state in (1, 2, 3):
                sheet.insert_checkbox(2 + number, 4 + state, state == number)
    return stream.getvalue(), said(
        "Monitor",
        "milestone target_text status",
        (4, "Langkah 1", "1 arsip", "Selesai"),
        (5, "Langkah 2", "2 arsip", "Proses"),
        (6, "Langkah 3", "3 arsip", "Belum"),
        commitment_title="Arsip terbuka",
        target_year=2024,
    )


@bad(
    "o01_butir_persen.xlsx",
    "b) 300% among percentages of several measures",
    "percent_out_of_range",
    error_cells=["Matriks!F2"],
)
def percent_in_a_list() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian (%)"),
        (1, "Data terbuka", "a) Portal\nb) API", "BPS", "a) 1 portal\nb) 1 API", "a) 90%\nb) 300%"),
        (2, "Data terbuka", "Kamus", "BPS", "1 kamus", 100),
    )


@bad(
    "o02_butir_status.xlsx",
    "An unknown status word among those of several measures",
    "unknown_status",
    error_cells=["Matriks!F2"],
)
def state_in_a_list() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Status"),
        (1, "Data terbuka", "1. Portal\n2. API", "BPS", "1. satu portal\n2. satu API", "1. Selesai\n2. wallahualam"),
        (2, "Data terbuka", "Kamus", "BPS", "1 kamus", "Selesai"),
    )


@bad(
    "o03_periode_ngawur.xlsx",
    "TW V and Semester 3 in a column of periods",
    "invalid_period",
    or_topics=["invalid_date"],
    error_cells=["Matriks!E2", "Matriks!E3"],
)
def periods() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Periode", "Capaian"),
        (1, "Data terbuka", "Satu", "BPS", "TW V 2024", "ada"),
        (2, "Data terbuka", "Dua", "BPS", "Semester 3 2024", "ada"),
        (3, "Data terbuka", "Tiga", "BPS", "TW II 2024", "ada"),
    )


@bad("o04_dua_lembar_satu_nomor.xlsx", "Komitmen 3 bears two titles on two sheets", "conflicting_commitment")
def two_sheets_one_number() -> bytes:
    book = Book()
    for name, title in (("KPU", "Komitmen 3: Data pemilu terbuka"), ("LKPP", "Komitmen 3: Pengadaan darurat")):
        fill(
            book.sheet(name),
            "A1",
            (title,),
            ("No", "Kegiatan", "Target", "Status"),
            (1, "Satu", "1 data", "Proses"),
            (2, "Dua", "1 data", "Proses"),
        )
    return book.data()


@bad("o05_berita.xlsx", "A list of news about open government", NO_MATRIX[1], or_topics=NO_MATRIX)
def news() -> bytes:
    return workbook(
        ("No", "Tanggal", "Media", "Judul", "Tautan", "Sentimen"),
        (1, "12 Mei 2024", "Antara", "Pemerintah terbuka", "https://contoh.id/1", "Positif"),
        (2, "13 Mei 2024", "Kompas", "Data publik", "https://contoh.id/2", "Netral"),
    )


@bad("o06_aduan.xlsx", "Complaints of SP4N-LAPOR! with a state", NO_MATRIX[1], or_topics=NO_MATRIX)
def complaints() -> bytes:
    return workbook(
        ("No Tiket", "Judul Laporan", "Instansi Tujuan", "Tanggal", "Status", "Tindak Lanjut"),
        ("LP-1", "Jalan rusak", "PUPR", "1 Mei 2024", "Selesai", "Diperbaiki"),
        ("LP-2", "Bansos salah", "Kemensos", "2 Mei 2024", "Proses", "Verifikasi"),
    )


@bad("o07_perjanjian_kinerja.xlsx", "A performance agreement without commitments", NO_MATRIX[0], or_topics=NO_MATRIX)
def performance_agreement() -> bytes:
    return workbook(
        ("PERJANJIAN KINERJA TAHUN 2024",),
        ("No", "Sasaran Strategis", "Indikator Kinerja", "Target"),
        (1, "Meningkatnya kualitas data", "Indeks data", "3,5"),
        (2, "Meningkatnya layanan", "Indeks layanan", "4,0"),
    )


@bad("o08_dpa.xlsx", "A budget document of a region", NO_MATRIX[0], or_topics=NO_MATRIX)
def budget() -> bytes:
    return workbook(
        ("Kode Rekening", "Program", "Kegiatan", "Sub Kegiatan", "Indikator", "Target", "Pagu", "Realisasi", "%"),
        ("1.01", "Pendidikan", "PAUD", "Sarana", "Jumlah", "10 unit", 1000000, 900000, 90),
        ("1.02", "Pendidikan", "SD", "Sarana", "Jumlah", "20 unit", 2000000, 1000000, 50),
    )


@bad("o09_publikasi.xlsx", "Publications with authors and years", NO_MATRIX[1], or_topics=NO_MATRIX)
def publications() -> bytes:
    return workbook(
        ("No", "Judul", "Penulis", "Tahun", "Penerbit", "Link"),
        (1, "Data terbuka", "A. Contoh", 2023, "UGM", "https://contoh.id"),
        (2, "Partisipasi", "B. Contoh", 2024, "UI", "https://contoh.id"),
    )


@bad("o10_jadwal_pelatihan.xlsx", "A timetable of trainings", NO_MATRIX[1], or_topics=NO_MATRIX)
def trainings() -> bytes:
    return workbook(
        ("Hari/Tanggal", "Waktu", "Kegiatan", "Narasumber", "Penanggung Jawab", "Keterangan"),
        ("Senin, 3 Juni 2024", "09.00-10.00", "Pembukaan", "Deputi", "Panitia", None),
        ("Senin, 3 Juni 2024", "10.00-12.00", "Materi OGP", "Seknas", "Panitia", "daring"),
    )


@bad(
    "o11_csv_utf16.xlsx",
    "Text in UTF-16 with tabs, as Excel saves Unicode text",
    "not_a_workbook",
    or_topics=["wrong_format"],
)
def unicode_text() -> bytes:
    return "No\tKomitmen\tTarget\r\n1\tData terbuka\t1 data\r\n".encode("utf-16")


@bad(
    "o12_activex.xlsx",
    "A control with its binary part",
    "macros_not_allowed",
    or_topics=["unsafe_archive", "embedded_objects_not_allowed"],
)
def active_control() -> bytes:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return packed(parts_of(sound().data()) | {"xl/activeX/activeX1.bin": content, "xl/activeX/activeX1.xml": b"<ax/>"})


@bad(
    "o13_tanpa_ukuran.xlsx",
    "A row with target and state but without measure and step",
    "missing_required_value",
    error_cells=["Matriks!C3"],
)
def no_measure() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Status"),
        (1, "Data terbuka", "Portal", "BPS", "1 portal", "Selesai"),
        (2, "Peta terbuka", None, "BIG", "1 peta", "Proses"),
        (3, "Data pemilu", "API", "KPU", "1 API", "Proses"),
    )


@bad(
    "o14_galat_di_baris_gabung.xlsx",
    "#DIV/0! under a wide B06 and #N/A in evidence",
    "error_value_in_cell",
    error_cells=["Data!F3", "Data!H3"],
)
def errors_in_wide() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ("No", "Komitmen", "Kegiatan", "PJ", "B06 2024", None, None, "Data Dukung"))
        sheet.write_row(1, 4, ("Target", "Capaian (%)", "Kendala"))
        sheet.merge_range("E1:G1", "B06 2024")
        sheet.write_row(2, 0, (1, "Data terbuka", "Satu", "BPS", "1 data"))
        sheet.write_formula("F3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("H3", "=NA()", None, "#N/A")
    return stream.getvalue()


@bad("o15_dua_persen.xlsx", "Progres (%) twice with other numbers", "ambiguous_header")
def two_percentages() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Progres (%)", "Progres (%)"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", 40, 60),
        (2, "Data terbuka", "Dua", "BPS", "1 data", 80, 20),
    )


@bad(
    "o16_lintas_lembar.xlsx",
    "Errors on three sheets at once",
    "percent_out_of_range",
    other_topics=["unknown_status", "invalid_date"],
    error_cells=["A!F2", "B!G2", "C!H2"],
)
def three_sheets() -> bytes:
    book = Book()
    for name, wrong in (("A", {"percent": "1000%"}), ("B", {"status": "oke bos"}), ("C", {"due": "30 Februari 2024"})):
        fill(book.sheet(name), "A1", HEAD, row(1, title=f"Data {name}", **wrong), row(2, title=f"Data {name}"))
    return book.data()


GOOD: list[Builder] = [rich_inline, joined]
BAD: list[Builder] = [
    percent_in_a_list,
    state_in_a_list,
    periods,
    two_sheets_one_number,
    news,
    complaints,
    performance_agreement,
    budget,
    publications,
    trainings,
    unicode_text,
    active_control,
    no_measure,
    errors_in_wide,
    two_percentages,
    three_sheets,
]

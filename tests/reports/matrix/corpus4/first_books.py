"""First round: files by other programs, and files that must be refused (matrix.md, layouts 14 and section 5)."""

from __future__ import annotations

import io

import pandas
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, day, packed, parts_of, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import Expected, bad, fill, good, said, written

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@written(
    "f01_google_sheets.xlsx", "As Google writes it: a thousand styled rows, tick boxes, a filter, notes", accepted="any"
)
def google_sheets() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks RAN OGI VIII")
        plain = book.add_format({"font_name": "Arial", "font_size": 10})
        wrapped = book.add_format({"text_wrap": True, "bold": True})
        for number in range(1000):
            sheet.set_row(number, 15.75, plain)
            for column in range(9):
                sheet.write_blank(number, column, None, plain)
        sheet.write_row(
            0,
            0,
            (
                "No",
                "Komitmen",
                "Ukuran Keberhasilan",
                "K/L",
                "Target 2025",
                "Capaian",
                "Progres",
                "Terverifikasi?",
                "Catatan",
            ),
            wrapped,
        )
        sheet.write_row(1, 0, (1, "Dana desa terbuka", "APBDes terbit", "Kemendesa PDTT", "1.000 desa", "640 desa"))
        sheet.write_number(1, 6, 0.64, book.add_format({"num_format": "0%"}))
        sheet.write_boolean(1, 7, True)
        sheet.write_row(2, 0, (2, "Hibah terbuka", "Data hibah terbit", "Kemenkeu", "1 data", "1 data"))
        sheet.write_number(2, 6, 1, book.add_format({"num_format": "0%"}))
        sheet.write_boolean(2, 7, False)
        sheet.write_string(2, 8, "Lihat dasbor")
        sheet.write_comment("C3", "mohon dicek @rina")
        sheet.autofilter("A1:I1000")
    return stream.getvalue(), said(
        "Matriks RAN OGI VIII",
        "commitment_title success_measure lead_agencies target_text achievement_text percent",
        (2, "Dana desa terbuka", "APBDes terbit", ["Kemendesa PDTT"], "1.000 desa", "640 desa", 64),
        (3, "Hibah terbuka", "Data hibah terbit", ["Kemenkeu"], "1 data", "1 data", 100),
        target_year=2025,
    )


@written(
    "f02_tabel_excel_rumus.xlsx",
    "An Excel table with cached formulas, an error in a helper column, a row of totals",
    accepted="any",
    must_not_import=["#N/A"],
)
def excel_table() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Data")
        titles = (
            "No",
            "Komitmen",
            "Rencana Aksi",
            "Penanggung Jawab",
            "Target",
            "Realisasi",
            "% Capaian",
            "cek vlookup",
        )
        sheet.add_table(
            "B3:I6", {"columns": [{"header": title} for title in titles], "name": "tblMatriks", "total_row": False}
        )
        share = book.add_format({"num_format": "0.00%"})
        for number, (title, step, lead, target, done) in enumerate(
            (
                ("Logistik terbuka", "Data pelabuhan", "Kemenhub", 20, 15),
                ("Logistik terbuka", "Data bandara", "Kemenhub", 10, 11),
                ("Cuaca terbuka", "API", "BMKG", 4, 4),
            ),
            start=1,
        ):
            line = 2 + number
            sheet.write_formula(line, 1, "=ROW()-3", None, number)
            sheet.write_row(line, 2, (title, step, lead, target, done))
            sheet.write_formula(line, 7, f"=G{line + 1}/F{line + 1}", share, done / target)
            sheet.write_formula(line, 8, "=VLOOKUP(C4,Z:Z,1,0)", None, "#N/A")
        sheet.write_string(6, 2, "TOTAL")
        sheet.write_formula(6, 5, "=SUM(F4:F6)", None, 34)
        sheet.write_formula(6, 6, "=SUM(G4:G6)", None, 30)
    return stream.getvalue(), said(
        "Data",
        "commitment_title milestone lead_agencies target_text achievement_text percent",
        (4, "Logistik terbuka", "Data pelabuhan", ["Kemenhub"], "20", "15", 75),
        (5, "Logistik terbuka", "Data bandara", ["Kemenhub"], "10", "11", 110),
        (6, "Cuaca terbuka", "API", ["BMKG"], "4", "4", 100),
    )


@good("f03_mac_1904_semester.xlsx", "1904 dates, semesters in the row, comments, a hidden notes column")
def mac(book: Book) -> Expected:
    book.workbook.epoch = CALENDAR_MAC_1904
    sheet = book.sheet("Lembar Kerja")
    fill(
        sheet,
        "C4",
        ("Komitmen", "Kegiatan", "K/L", "Periode", "Capaian", "% Progres", "Tgl. Selesai"),
        ("Sungai terbuka", "Sensor", "PUPR", "Smt 1 2024", "10 sensor", pct(0.5), day(2024, 6, 28)),
        (None, None, None, "Smt 2 2024", "20 sensor", pct(1), day(2024, 12, 20)),
        ("Jalan terbuka", "Peta jalan", "PUPR", "Semester I 2024", "-", None, None),
    )
    sheet.merge("C5:C6", "D5:D6", "E5:E6")
    sheet.worksheet["G5"].comment = Comment("cek ulang", "Rina")
    return said(
        "Lembar Kerja",
        "commitment_title milestone period achievement_text percent due_date",
        (5, "Sungai terbuka", "Sensor", "2024-S1", "10 sensor", 50, "2024-06-28"),
        (6, "Sungai terbuka", "Sensor", "2024-S2", "20 sensor", 100, "2024-12-20"),
        (7, "Jalan terbuka", "Peta jalan", "2024-S1", None, None, None),
        lead_agencies=["PUPR"],
    )


@written("f04_pandas_strip.xlsx", "pandas with na_rep '-', a multi-level header by quarter and an index")
def frame() -> tuple[bytes, Expected]:
    columns = pandas.MultiIndex.from_tuples(
        [
            ("Komitmen", ""),
            ("Indikator", ""),
            ("Instansi", ""),
            ("TW I 2024", "Target"),
            ("TW I 2024", "Realisasi"),
            ("TW II 2024", "Target"),
            ("TW II 2024", "Realisasi"),
        ]
    )
    data = [
        ["Zakat terbuka", "Laporan", "Kemenag", "1 laporan", "1 laporan", "2 laporan", None],
        ["Haji terbuka", "Kuota", "Kemenag", None, None, "1 data", "1 data"],
    ]
    stream = io.BytesIO()
    pandas.DataFrame(data, columns=columns).to_excel(stream, sheet_name="hasil", na_rep="-")
    return stream.getvalue(), said(
        "hasil",
        "commitment_title period target_text achievement_text",
        (4, "Zakat terbuka", "2024-Q1", "1 laporan", "1 laporan"),
        (4, "Zakat terbuka", "2024-Q2", "2 laporan", None),
        (5, "Haji terbuka", "2024-Q2", "1 data", "1 data"),
        lead_agencies=["Kemenag"],
    )


@good(
    "f05_dua_tabel_kl_dan_oms.xlsx",
    "Side by side: the ministry's table and the CSO's, a title over each",
    accepted="any",
)
def side_by_side(book: Book) -> Expected:
    sheet = book.sheet("Sanding")
    fill(
        sheet,
        "A1",
        ("LAPORAN K/L", None, None, None, None, None, "LAPORAN OMS"),
        ("No", "Komitmen", "Kegiatan", "Capaian", "Status", None, "No", "Komitmen", "Kegiatan", "Capaian", "Status"),
        (
            1,
            "Suap terkendali",
            "Unit gratifikasi",
            "34 unit",
            "Selesai",
            None,
            1,
            "Suap terkendali",
            "Unit gratifikasi",
            "20 unit aktif",
            "Sedang berjalan",
        ),
        (
            2,
            "Konflik kepentingan",
            "Aturan",
            "Draf",
            "Proses",
            None,
            2,
            "Konflik kepentingan",
            "Aturan",
            "Belum dibuka",
            "Belum",
        ),
    )
    return said(
        "Sanding",
        "commitment_title milestone achievement_text status",
        (3, "Suap terkendali", "Unit gratifikasi", "34 unit", "Selesai"),
        (3, "Suap terkendali", "Unit gratifikasi", "20 unit aktif", "Sedang berjalan"),
        (4, "Konflik kepentingan", "Aturan", "Draf", "Proses"),
        (4, "Konflik kepentingan", "Aturan", "Belum dibuka", "Belum"),
    )


@bad("g01_spbe.xlsx", "Maturity of electronic government", NO_MATRIX[1], or_topics=NO_MATRIX)
def maturity() -> bytes:
    return workbook(
        ("TINGKAT KEMATANGAN SPBE TAHUN 2024",),
        ("No", "Domain", "Aspek", "Indikator", "Bobot", "Nilai 2023", "Nilai 2024"),
        (1, "Kebijakan", "Kebijakan internal", "Arsitektur SPBE", 1.3, 3, 4),
        (2, "Tata kelola", "Perencanaan", "Peta rencana", 2.5, 2, 3),
    )


@bad(
    "g02_reformasi_birokrasi.xlsx",
    "A bureaucratic reform matrix without any commitment",
    NO_MATRIX[0],
    or_topics=NO_MATRIX,
)
def reform() -> bytes:
    return workbook(
        ("No", "Area Perubahan", "Program", "Kegiatan", "Indikator", "Target", "Realisasi", "Anggaran"),
        (1, "Manajemen Perubahan", "Agen perubahan", "Pelatihan", "Jumlah agen", "100 orang", "80 orang", 5000000),
        (2, "Penataan SDM", "Merit", "Asesmen", "Jumlah asesmen", "50 orang", "50 orang", 7000000),
    )


@bad("g03_risiko.xlsx", "A register of risks", NO_MATRIX[1], or_topics=NO_MATRIX)
def risks() -> bytes:
    return workbook(
        ("No", "Pernyataan Risiko", "Penyebab", "Dampak", "Level", "Pemilik Risiko", "Rencana Tindak Lanjut", "Status"),
        (1, "Data bocor", "Akses lemah", "Sengketa", "Tinggi", "Pusdatin", "Audit", "Proses"),
        (2, "Server mati", "Listrik", "Layanan putus", "Sedang", "Pusdatin", "UPS", "Selesai"),
    )


@bad("g04_csv_titik_koma.xlsx", "A CSV renamed", "not_a_workbook", or_topics=["wrong_format"])
def comma_text() -> bytes:
    return "\ufeffNo;Komitmen;Kegiatan;Target\r\n1;Data terbuka;Satu;1 data\r\n".encode()


@bad("g05_zip_berisi_xlsx.xlsx", "A zip around a workbook", "not_a_workbook", or_topics=["wrong_format"])
def zip_in_zip() -> bytes:
    return packed({"Matriks KPU.xlsx": sound().data(), "surat.pdf": b"%PDF-1.4"})


@bad("g06_apple_numbers.xlsx", "A document of Numbers", "wrong_format", or_topics=["not_a_workbook"])
def numbers_document() -> bytes:
    return packed(
        {
            "Index/Document.iwa": b"\x00\x01",
            "Index/Tables/Tile.iwa": b"\x00",
            "Metadata/Properties.plist": b"<plist/>",
            "preview.jpg": b"\xff\xd8",
        }
    )


@bad(
    "g07_biff5.xlsx",
    "A bare stream of an old Excel without its container",
    "wrong_format",
    or_topics=["not_a_workbook"],
)
def old_stream() -> bytes:
    return b"\x09\x08\x08\x00\x00\x05\x10\x00\xd3\x10\xcc\x07" + bytes(600)


@bad("g08_persen_di_b12_oms.xlsx", "300% in the OMS row under B12", "percent_out_of_range", error_cells=["Matriks!H5"])
def percent_of_the_cso() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "B06 2024", None, "B12 2024", None),
        (None, None, None, None, "Target", "Capaian (%)", "Target", "Capaian (%)"),
        (1, "Data terbuka", "Satu", "K/L", "1", 50, "1", 100),
        (2, "Data terbuka", "Dua", "K/L", "1", 50, "1", 60),
        (None, None, None, "OMS", None, 50, None, "300%"),
    )


@bad("g09_ref_di_judul_gabung.xlsx", "#REF! in a merged title", "error_value_in_cell", error_cells=["Matriks!B2"])
def error_in_merge() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target"),
        (1, None, "Satu", "BPS", "1"),
        (None, None, "Dua", "BPS", "2"),
    )
    sheet.merge("A2:A3", "B2:B3")
    cell = sheet.worksheet["B2"]
    cell.value, cell.data_type = "#REF!", "e"
    return book.data()


@bad(
    "g10_pecahan_triwulan.xlsx",
    "0,85 and 0.5 under quarters without any sign",
    "ambiguous_percent",
    error_cells=["Matriks!E3", "Matriks!F3"],
)
def fractions_in_quarters() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Progres (%)", None),
        (None, None, None, None, "TW I 2024", "TW II 2024"),
        (1, "Data terbuka", "Satu", "BPS", 0.5, "0,85"),
    )


@bad(
    "g11_rumus_di_baris_tersembunyi.xlsx",
    "A formula without a result in a hidden row",
    "formula_without_value",
    error_cells=["Matriks!F3"],
)
def hidden_formula() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1), row(2))
    sheet.worksheet["F3"] = "=G9*2"
    sheet.hide(3)
    return book.data()


@bad("g12_gantt.xlsx", "A task list of a project tool", NO_MATRIX[1], or_topics=NO_MATRIX)
def tasks() -> bytes:
    return workbook(
        ("Task Name", "Assigned To", "Start", "Finish", "% Complete", "Status"),
        ("Build portal", "Andi", "2024-01-02", "2024-03-01", 50, "In progress"),
        ("Test portal", "Budi", "2024-03-02", "2024-04-01", 0, "Not started"),
    )


@bad("g13_lembar_kosong_xml.xlsx", "A sheet's part that is empty", "corrupt_file")
def empty_part() -> bytes:
    return packed(parts_of(sound().data()) | {SHEET: b""})


@bad("g14_surat_elektronik.xlsx", "A mail saved under the name", "not_a_workbook", or_topics=["wrong_format"])
def mail() -> bytes:
    return b"From: a@contoh.go.id\r\nTo: b@contoh.go.id\r\nSubject: Matriks\r\nMIME-Version: 1.0\r\n\r\nTerlampir.\r\n"


@bad("g15_kembar_antar_halaman.xlsx", "The last row of a page printed again on the next", "duplicate_rows")
def twins_over_pages() -> bytes:
    head = ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Status")
    rows = [(n, "Data terbuka", f"Kegiatan {n}", "BPS", "1 data", "Proses") for n in (1, 2)]
    return workbook(
        head, *rows, ("Hal 1",), head, rows[1], (3, "Data terbuka", "Kegiatan 3", "BPS", "1 data", "Proses")
    )


@bad(
    "g16_tanggal_dan_status.xlsx",
    "31 Juni, 2024-13-01 and a status that is a sentence",
    "invalid_date",
    other_topics=["unknown_status"],
    error_cells=["Matriks!H2", "Matriks!H3", "Matriks!G4"],
)
def wrong_day_and_state() -> bytes:
    return workbook(
        HEAD, row(1, due="31 Juni 2024"), row(2, due="2024-13-01"), row(3, status="menunggu disposisi pimpinan")
    )


GOOD: list[Builder] = [google_sheets, excel_table, mac, frame, side_by_side]
BAD: list[Builder] = [
    maturity,
    reform,
    risks,
    comma_text,
    zip_in_zip,
    numbers_document,
    old_stream,
    percent_of_the_cso,
    error_in_merge,
    fractions_in_quarters,
    hidden_formula,
    tasks,
    empty_part,
    mail,
    twins_over_pages,
    wrong_day_and_state,
]

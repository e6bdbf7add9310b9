"""Sheets, forms and exports of other programs (matrix.md, layouts 9, 10 and 14)."""

from __future__ import annotations

import io

import pandas as pd
import xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said, written


@good("s01_lembar_kpu_bawaslu_panrb.xlsx", "Sheets named KPU, 2. Bawaslu and Kemen PAN-RB, no agency column")
def ministries_as_sheets(book: Book) -> Expected:
    expected: Expected = []
    for name, lead, title, measure, status in (
        ("KPU", "KPU", "Data pemilu terbuka", "API hasil pemilu", "Selesai"),
        ("2. Bawaslu", "Bawaslu", "Data pelanggaran terbuka", "Portal putusan", "Sedang berjalan"),
        ("Kemen PAN-RB", "Kemen PAN-RB", "Pengaduan terpadu", "Integrasi kanal", "Terlambat"),
    ):
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            ("Matriks capaian tahun 2024",),
            ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian", "Status"),
            (1, title, measure, "1 sistem", "uji coba", status),
        )
        expected += said(
            name,
            "commitment_title success_measure lead_agencies status target_year",
            (3, title, measure, [lead], status, 2024),
        )
    return expected


@good("s02_lembar_k1_k2_k3.xlsx", "Sheets K1 to K3, each with Komitmen, Nomor and Instansi above its table")
def commitments_as_sheets(book: Book) -> Expected:
    expected: Expected = []
    for number, (title, lead, step) in enumerate(
        (
            ("Keterbukaan data bencana", "BNPB", "Sensor banjir"),
            ("Keterbukaan data kesehatan", "Kemenkes", "Integrasi rekam medis"),
            ("Keterbukaan data statistik", "BPS", "Rilis mikro"),
        ),
        start=1,
    ):
        sheet = book.sheet(f"K{number}")
        fill(
            sheet,
            "A1",
            ("Komitmen :", title),
            ("Nomor :", number),
            ("Instansi :", lead),
            (),
            ("No", "Rencana Aksi", "Target", "Realisasi", "%", "Keterangan"),
            (1, step, "10 unit", "4 unit", "40%", None),
            (2, f"{step} tahap dua", "20 unit", None, None, "menunggu"),
        )
        expected += said(
            f"K{number}",
            "milestone target_text achievement_text percent notes",
            (6, step, "10 unit", "4 unit", 40, None),
            (7, f"{step} tahap dua", "20 unit", None, None, "menunggu"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
        )
    return expected


@good("s03_judul_lembar_komitmen.xlsx", "The commitment in a line above the table, the number only in the sheet name")
def title_line(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead in (
        (3, "Kebebasan pers", "Dewan Pers"),
        (4, "Keterbukaan informasi", "Komisi Informasi Pusat"),
    ):
        sheet = book.sheet(f"Komitmen {number}")
        fill(
            sheet,
            "B2",
            (f"KOMITMEN {number}: {title}",),
            (f"Penanggung Jawab: {lead}",),
            (
                "Ukuran Keberhasilan",
                "Target B06",
                "Capaian B06",
                "Status B06",
                "Target B12",
                "Capaian B12",
                "Status B12",
            ),
            ("Indeks terbit", "1 indeks", "1 indeks", "Selesai", "1 evaluasi", None, "Belum mulai"),
        )
        sheet.merge("B2:H2", "B3:H3")
        expected += said(
            f"Komitmen {number}",
            "period target_text achievement_text status",
            (5, "B06", "1 indeks", "1 indeks", "Selesai"),
            (5, "B12", "1 evaluasi", None, "Belum mulai"),
            commitment_number=str(number),
            commitment_title=title,
            success_measure="Indeks terbit",
        )
    return expected


@good(
    "s04_formulir_ogp_indonesia.xlsx",
    "The OGP form in Indonesian, values merged in D, milestones below",
    must_not_import=["Narahubung", "0812"],
)
def form_indonesian(book: Book) -> Expected:
    sheet = book.sheet("Formulir")
    fill(
        sheet,
        "B2",
        ("TEMPLAT KOMITMEN OPEN GOVERNMENT PARTNERSHIP",),
        ("Nomor dan Nama Komitmen", None, "5. Keterbukaan data penegakan hukum"),
        ("Jangka waktu komitmen", None, "Januari 2023 – Desember 2024"),
        ("Instansi pelaksana utama", None, "Kejaksaan Agung"),
        ("Permasalahan publik yang akan dijawab", None, "Data perkara tidak tersedia"),
        ("Instansi pendukung", None, "Polri; KPK"),
        ("Organisasi masyarakat sipil", None, "ICW, LeIP"),
        (),
        ("Tahapan (milestone)", None, "Keluaran", "Tanggal mulai", "Tanggal selesai", "Status"),
        ("Penyusunan standar data", None, "1 standar", day(2023, 1, 2), day(2023, 6, 30), "Selesai"),
        ("Publikasi data perkara", None, "1 portal", day(2023, 7, 1), day(2024, 12, 31), "Sedang berjalan"),
        (),
        ("Narahubung", None, "Contoh Nama"),
        ("Telepon", None, "0812-0000-0000"),
    )
    for row in range(3, 9):
        sheet.merge(f"B{row}:C{row}", f"D{row}:G{row}")
    return said(
        "Formulir",
        "milestone target_text start_date due_date status",
        (11, "Penyusunan standar data", "1 standar", "2023-01-02", "2023-06-30", "Selesai"),
        (12, "Publikasi data perkara", "1 portal", "2023-07-01", "2024-12-31", "Sedang berjalan"),
        commitment_number="5",
        commitment_title="Keterbukaan data penegakan hukum",
        lead_agencies=["Kejaksaan Agung"],
        supporting=["Polri", "KPK"],
        csos=["ICW", "LeIP"],
    )


@good("s05_ogp_forms_english.xlsx", "Two OGP forms in English on two sheets", must_not_import=["@contoh"])
def forms_english(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead, step in (
        (1, "Open contracting", "LKPP", "Publish contract data"),
        (2, "Open budget for climate", "Ministry of Finance", "Publish climate budget tags"),
    ):
        sheet = book.sheet(f"Commitment {number}")
        fill(
            sheet,
            "A1",
            ("Commitment template",),
            ("Commitment number", number),
            ("Commitment title", title),
            ("Commitment start and end date", "January 2023 - December 2024"),
            ("Lead implementing agency", lead),
            ("What is the public problem that the commitment will address?", "Data is closed"),
            ("What is the commitment?", "The data will be opened"),
            (),
            ("Milestone activity with a verifiable deliverable", "Start date", "End date", "Status"),
            (step, day(2023, 1, 1), day(2023, 12, 31), "Completed"),
            (f"{step} every quarter", day(2024, 1, 1), day(2024, 12, 31), "In Progress"),
            (),
            ("Contact information",),
            ("Name of responsible person", "A. Contoh"),
            ("Email and phone", "a@contoh.go.id"),
        )
        expected += said(
            f"Commitment {number}",
            "milestone start_date due_date status",
            (10, step, "2023-01-01", "2023-12-31", "Completed"),
            (11, f"{step} every quarter", "2024-01-01", "2024-12-31", "In Progress"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
        )
    return expected


@good(
    "s06_petunjuk_contoh_rekap.xlsx",
    "Instructions with an example row, a recap of counts, hidden lists, an example inside the matrix",
    must_not_import=["Contoh pengisian", "Kementerian XYZ"],
)
def book_with_company(book: Book) -> Expected:
    head = ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Status")
    guide = book.sheet("Petunjuk Pengisian")
    fill(
        guide,
        "A1",
        ("PETUNJUK PENGISIAN",),
        ("1. Isilah kolom Komitmen sesuai dokumen RAN.",),
        ("Contoh:",),
        head,
        (1, "Contoh pengisian", "Contoh kegiatan", "Kementerian XYZ", "10 unit", "Selesai"),
    )
    recap = book.sheet("Rekap")
    fill(recap, "A1", ("K/L", "Jumlah Komitmen", "Selesai", "Berjalan"), ("KPU", 2, 1, 1), ("Total", 2, 1, 1))
    sheet = book.sheet("Isian")
    fill(
        sheet,
        "A1",
        head,
        ("Contoh", "Contoh pengisian", "Contoh kegiatan", "Kementerian XYZ", "10 unit", "Selesai"),
        (1, "Data pemilih terbuka", "Publikasi DPT", "KPU", "1 DPT", "Selesai"),
        (2, "Data pemilih terbuka", "Uji publik", "KPU", "34 provinsi", "Sedang berjalan"),
    )
    listing = book.sheet("Daftar", state="hidden")
    fill(listing, "A1", ("Status",), ("Selesai",), ("Sedang berjalan",), ("Belum mulai",))
    rule = DataValidation(type="list", formula1="=Daftar!$A$2:$A$4")
    rule.add("F2:F100")
    sheet.worksheet.add_data_validation(rule)
    return said(
        "Isian",
        "milestone target_text status",
        (3, "Publikasi DPT", "1 DPT", "Selesai"),
        (4, "Uji publik", "34 provinsi", "Sedang berjalan"),
        commitment_title="Data pemilih terbuka",
        lead_agencies=["KPU"],
    )


@written("s07_pandas_multiindex.xlsx", "pandas: merged rows of an index, two header levels by year")
def pandas_multi() -> tuple[bytes, Expected]:
    title = "Keterbukaan data tenaga kerja"
    frame = pd.DataFrame(
        [
            (title, "Data upah", "Kemnaker", 2023, "1 data", "1 data"),
            (title, "Data upah", "Kemnaker", 2024, "2 data", None),
            (title, "Data magang", "Kemnaker", 2023, "3 data", "2 data"),
        ],
        columns=["Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Tahun", "Target", "Capaian"],
    )
    keys = ["Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Tahun"]
    wide = frame.set_index(keys).unstack("Tahun").swaplevel(axis=1).sort_index(axis=1, ascending=[True, False])
    stream = io.BytesIO()
    wide.to_excel(stream, sheet_name="Hasil")
    return stream.getvalue(), said(
        "Hasil",
        "success_measure target_year target_text achievement_text",
        (4, "Data magang", 2023, "3 data", "2 data"),
        (5, "Data upah", 2023, "1 data", "1 data"),
        (5, "Data upah", 2024, "2 data", None),
        commitment_title=title,
        lead_agencies=["Kemnaker"],
    )


@written("s08_google_form.xlsx", "Answers of a form in English with questions as titles", warnings=["unknown_column"])
def google_form() -> tuple[bytes, Expected]:
    frame = pd.DataFrame(
        [
            (
                "2024-07-01 09:12:33",
                "a@contoh.go.id",
                "Kemensos",
                "Data bansos terbuka",
                "34 provinsi terhubung",
                70,
                "Sedang berjalan",
                "Data ganda",
                "https://contoh.go.id/x",
            ),
            (
                "2024-07-02 10:00:01",
                "b@contoh.go.id",
                "BPJS Kesehatan",
                "Data JKN terbuka",
                "Portal terbit",
                100,
                "Selesai",
                None,
                None,
            ),
        ],
        columns=[
            "Timestamp",
            "Email Address",
            "Nama instansi penanggung jawab",
            "Komitmen yang dilaporkan",
            "Uraikan capaian pada periode ini",
            "Persentase capaian (%)",
            "Status pelaksanaan saat ini",
            "Kendala apa yang dihadapi?",
            "Tautan data dukung",
        ],
    )
    stream = io.BytesIO()
    frame.to_excel(stream, sheet_name="Form Responses 1", index=False)
    return stream.getvalue(), said(
        "Form Responses 1",
        "lead_agencies commitment_title achievement_text percent status obstacles evidence",
        (
            2,
            ["Kemensos"],
            "Data bansos terbuka",
            "34 provinsi terhubung",
            70,
            "Sedang berjalan",
            "Data ganda",
            "https://contoh.go.id/x",
        ),
        (3, ["BPJS Kesehatan"], "Data JKN terbuka", "Portal terbit", 100, "Selesai", None, None),
    )


def _for_libreoffice(book: Book) -> Expected:
    sheet = book.sheet("Matriks Capaian")
    fill(
        sheet,
        "A1",
        ("MATRIKS TARGET DAN CAPAIAN TAHUN 2024",),
        (),
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Penanggung Jawab",
            "Semester I",
            None,
            None,
            "Semester II",
            None,
            None,
            "Tenggat",
        ),
        (None, None, None, None, *["Target", "Capaian", "%"] * 2),
        (
            1,
            "Keterbukaan data perikanan",
            "Data ekspor terbit",
            "KKP",
            "1 data",
            "1 data",
            pct(1),
            "2 data",
            "1 data",
            pct(0.5),
            day(2024, 12, 31),
        ),
        (None, None, "Data impor terbit", "KKP", None, None, None, "1 data", None, None, day(2024, 11, 30)),
        (None, "Rata-rata", None, None, None, None, "=AVERAGE(G5:G6)"),
    )
    sheet.merge("A1:K1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3", "K3:K4", "A5:A6", "B5:B6")
    sheet.worksheet["G7"].data_type = "f"
    sheet.boxes(3, 60, 11)
    return said(
        "Matriks Capaian",
        "success_measure period target_text achievement_text percent due_date",
        (5, "Data ekspor terbit", "2024-S1", "1 data", "1 data", 100, "2024-12-31"),
        (5, "Data ekspor terbit", "2024-S2", "2 data", "1 data", 50, "2024-12-31"),
        (6, "Data impor terbit", "2024-S2", "1 data", None, None, "2024-11-30"),
        commitment_title="Keterbukaan data perikanan",
        lead_agencies=["KKP"],
        target_year=2024,
    )


@good(
    "s09_libreoffice_semester.xlsx",
    "Re-saved by LibreOffice: merges, percent formats, dates, a formula, borders to row 60",
    resaved=True,
)
def libreoffice_semesters(book: Book) -> Expected:
    return _for_libreoffice(book)


@good(
    "s10_libreoffice_bagian.xlsx",
    "Re-saved by LibreOffice: sections, wrapped lines, a hidden row",
    resaved=True,
    warnings=["hidden_rows"],
)
def libreoffice_sections(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "B3",
        ("No", "Rencana Aksi", "Instansi Pelaksana", "Target", "Realisasi", "Status"),
        ("Komitmen 10: Keterbukaan data perumahan",),
        (1, "Pendataan\nrumah tidak layak", "Kementerian PUPR", "10 kota", "10 kota", "SELESAI "),
        (2, "Publikasi peta", "Kementerian PUPR", "1 peta", "1 peta", "tercapai"),
        ("Komitmen 11: Keterbukaan data jalan",),
        (1, "Data jalan rusak", "Kementerian PUPR", "1 data", None, "belum mulai"),
    )
    sheet.merge("B4:G4", "B7:G7")
    sheet.hide(6)
    homes = {"commitment_number": "10", "commitment_title": "Keterbukaan data perumahan"}
    roads = {"commitment_number": "11", "commitment_title": "Keterbukaan data jalan"}
    fields = "milestone target_text achievement_text status"
    return [
        *said(
            "Laporan",
            fields,
            (5, "Pendataan\nrumah tidak layak", "10 kota", "10 kota", "SELESAI"),
            (6, "Publikasi peta", "1 peta", "1 peta", "tercapai"),
            **homes,
        ),
        *said("Laporan", fields, (8, "Data jalan rusak", "1 data", None, "belum mulai"), **roads),
    ]


@written("s11_rumus_dengan_hasil.xlsx", "Formulas with results: numbering, lookups, joined text, percentages, a total")
def formulas() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Matriks")
        percent = workbook.add_format({"num_format": "0.00%"})
        titles = ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Realisasi", "Capaian (%)", "Status")
        sheet.write_row(0, 0, titles)
        for row, (step, target, actual, status) in enumerate(
            (("Sertifikasi", 200, 150, "Sedang berjalan"), ("Pelatihan", 40, 40, "Selesai")), start=1
        ):
            sheet.write_formula(row, 0, "=ROW()-1", None, row)
            sheet.write_formula(row, 1, '="Komitmen 3: "&"Pengadaan terbuka"', None, "Komitmen 3: Pengadaan terbuka")
            sheet.write_row(row, 2, (step, "LKPP", target, actual))
            sheet.write_formula(row, 6, f"=F{row + 1}/E{row + 1}", percent, actual / target)
            sheet.write_formula(row, 7, f'=IF(G{row + 1}>=1,"Selesai","Sedang berjalan")', None, status)
        sheet.write(3, 1, "TOTAL")
        sheet.write_formula(3, 4, "=SUM(E2:E3)", None, 240)
        sheet.write_formula(3, 6, "=AVERAGE(G2:G3)", percent, 0.875)
    return stream.getvalue(), said(
        "Matriks",
        "milestone target_text achievement_text percent status",
        (2, "Sertifikasi", "200", "150", 75, "Sedang berjalan"),
        (3, "Pelatihan", "40", "40", 100, "Selesai"),
        commitment_title="Pengadaan terbuka",
        lead_agencies=["LKPP"],
    )


BUILDERS: list[Builder] = [
    ministries_as_sheets,
    commitments_as_sheets,
    title_line,
    form_indonesian,
    forms_english,
    book_with_company,
    pandas_multi,
    google_form,
    libreoffice_semesters,
    libreoffice_sections,
    formulas,
]

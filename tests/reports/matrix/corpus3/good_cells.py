"""What stands in the cells: per cent, agencies, status, numbers, text, formulas (matrix.md, section 3)."""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter
from openpyxl.comments import Comment

from tests.reports.matrix.corpus.making import As, Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said, written


@good(
    "m01_persen_segala_ejaan.xlsx", "Per cent in words, with signs, commas, stars, spaces and formats", accepted="any"
)
def percent_spellings(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    spelled = (
        ("75 persen", 75),
        ("75,5 %", 75.5),
        ("100,00%", 100),
        ("0%", 0),
        (" 62 % ", 62),
        ("33.3%", 33.3),
        (pct(1), 100),
        (pct(0.755, "0.0%"), 75.5),
        (pct(0), 0),
        (pct(1.2), 120),
        (12.5, 12.5),
        ("12,5", 12.5),
        ("—", None),
        ("N/A", None),
        ("belum", None),
        ("88 \u00a0%", 88),
        ("45\u200b%", 45),
        ("９０％", 90),
        (100.0, 100),
        (99.99999999999997, 100),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Persentase Capaian (%)"))
    for row, (value, _) in enumerate(spelled, start=2):
        sheet.row(row, row - 1, "Kerja terbuka", f"Kegiatan {row}", "Kemnaker", value)
    return said(
        "Progres",
        "milestone percent",
        *((row, f"Kegiatan {row}", value) for row, (_, value) in enumerate(spelled, start=2)),
        commitment_title="Kerja terbuka",
    )


@good(
    "m02_persen_bersyarat.xlsx",
    "Qualified per cent stays text and is warned of",
    accepted="any",
    warnings=["qualified_value"],
)
def qualified(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Progres (%)", "Status"),
        (1, "Kerja terbuka", "Satu", "Kemnaker", "> 50%", "Proses"),
        (2, "Kerja terbuka", "Dua", "Kemnaker", "±40 %", "Proses"),
        (3, "Kerja terbuka", "Tiga", "Kemnaker", "30% - 40%", "Proses"),
        (4, "Kerja terbuka", "Empat", "Kemnaker", "sekitar 60%", "Proses"),
        (5, "Kerja terbuka", "Lima", "Kemnaker", "80%", "Proses"),
    )
    return said(
        "Progres",
        "milestone percent",
        (2, "Satu", None),
        (3, "Dua", None),
        (4, "Tiga", None),
        (5, "Empat", None),
        (6, "Lima", 80),
        commitment_title="Kerja terbuka",
    )


@good("m03_nama_dengan_pemisah.xlsx", "Agencies whose names contain commas, dan and slashes, joined by the same")
def names_with_separators(book: Book) -> Expected:
    sheet = book.sheet("Instansi")
    rows = (
        ("Kementerian Desa, PDT, dan Transmigrasi dan Kemendagri", ["Kemendesa PDTT", "Kemendagri"]),
        ("Kementerian PPN/Bappenas/KSP", ["Bappenas", "KSP"]),
        (
            "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak, Kementerian Sosial, serta Polri",
            ["KemenPPPA", "Kemensos", "Polri"],
        ),
        ("1. Kementerian ATR/BPN\n2. KLHK\n3. Kementerian ESDM", ["ATR/BPN", "KLHK", "ESDM"]),
        ("Kementerian Hukum dan HAM & Mahkamah Agung", ["Kemenkumham", "Mahkamah Agung"]),
        (
            "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi (KemenPANRB); Ombudsman RI",
            ["KemenPANRB", "Ombudsman RI"],
        ),
        (
            "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah (LKPP) / Kementerian Keuangan",
            ["LKPP", "Kemenkeu"],
        ),
        ("• KPU\n• Bawaslu", ["KPU", "Bawaslu"]),
        ("KPU,Bawaslu,Kemendagri", ["KPU", "Bawaslu", "Kemendagri"]),
        ("a) Kominfo; b) BSSN;", ["Kominfo", "BSSN"]),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "Instansi Penanggung Jawab", "Target"))
    for row, (names, _) in enumerate(rows, start=2):
        sheet.row(row, row - 1, "Kerja sama", f"Kegiatan {row}", names, "1 kegiatan")
    return said(
        "Instansi",
        "milestone lead_agencies",
        *((row, f"Kegiatan {row}", names) for row, (_, names) in enumerate(rows, start=2)),
        commitment_title="Kerja sama",
    )


@good("m04_utama_pendukung_satu_sel.xlsx", "Lead and support in one cell, in lines, brackets and both languages")
def roles_in_a_cell(book: Book) -> Expected:
    sheet = book.sheet("Peran")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "K/L", "Target"),
        (1, "Bersama", "Satu", "Utama: KPU\nPendukung: Bawaslu, Kemendagri", "1 data"),
        (2, "Bersama", "Dua", "Lead: KLHK\nSupport:\n1. Kementerian ESDM\n2. ATR/BPN", "1 data"),
        (3, "Bersama", "Tiga", "Penanggung jawab: LKPP; Instansi terkait: Kementerian Keuangan", "1 data"),
    )
    return said(
        "Peran",
        "milestone lead_agencies supporting",
        (2, "Satu", ["KPU"], ["Bawaslu", "Kemendagri"]),
        (3, "Dua", ["KLHK"], ["ESDM", "ATR/BPN"]),
        (4, "Tiga", ["LKPP"], ["Kemenkeu"]),
        commitment_title="Bersama",
    )


@good("m05_status_beragam.xlsx", "Status with icons, points, brackets and in English, kept as written")
def statuses(book: Book) -> Expected:
    sheet = book.sheet("Status")
    words = (
        ("✅ Selesai", "completed"),
        ("🟡 Dalam proses", "in_progress"),
        ("SELESAI.", "completed"),
        ("  on   track ", "in_progress"),
        ("Belum Mulai", "not_started"),
        ("Tercapai", "completed"),
        ("In Progress", "in_progress"),
        ("Completed", "completed"),
        ("Not started", "not_started"),
        ("🔴 Belum mulai", "not_started"),
        ("Selesai ✔", "completed"),
        ("sedang berjalan", "in_progress"),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Status"))
    for row, (word, _) in enumerate(words, start=2):
        sheet.row(row, row - 1, "Lindungi saksi", f"Kegiatan {row}", "LPSK", word)
    return said(
        "Status",
        "milestone status_class",
        *((row, f"Kegiatan {row}", meaning) for row, (_, meaning) in enumerate(words, start=2)),
        commitment_title="Lindungi saksi",
    )


@good(
    "m06_nomor_komitmen_lain.xlsx",
    "Numbers of commitments: K-3, Komitmen No. 4, Kom. 6, VII., 08, 9.0, 5), Komitmen ke-11",
)
def commitment_numbers(book: Book) -> Expected:
    sheet = book.sheet("Nomor")
    numbers = (
        ("K-3", "3"),
        ("Komitmen No. 4", "4"),
        ("KOMITMEN V", "5"),
        ("VII.", "7"),
        ("08", "8"),
        (9.0, "9"),
        ("10)", "10"),
        ("K12", "12"),
        ("13.", "13"),
    )
    fill(sheet, "A1", ("Nomor Komitmen", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target"))
    for row, (number, _) in enumerate(numbers, start=2):
        sheet.row(row, number, f"Judul ke-{row}", f"Kegiatan {row}", "BPS", "1 data")
    return said(
        "Nomor",
        "commitment_number milestone",
        *((row, number, f"Kegiatan {row}") for row, (_, number) in enumerate(numbers, start=2)),
        target_text="1 data",
    )


@good("m07_huruf_tak_terlihat.xlsx", "Zero width, marks of direction, soft hyphens, BOM in titles and texts")
def unseen_characters(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        (
            "\ufeffNo",
            "Komit\u200bmen",
            "Rencana\u00a0\u00a0Aksi",
            "Penanggung\r\nJawab",
            "\u200fTarget\u200f",
            "Status\u00a0",
        ),
        (1, "Data\u00a0\u200bterbuka", "Portal\u2028baru", "B\u200bPS", "10\u00a0dataset", "Selesai\u200b"),
        (2, "Data terbuka", "Kamus _x000D_\nbaru", "\ufeffBPS ", "\u202a5 kamus\u202c", "\u00a0Belum mulai"),
    )
    return said(
        "Data",
        "milestone target_text status_class",
        (2, "Portal baru", "10 dataset", "completed"),
        (3, "Kamus baru", "5 kamus", "not_started"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("m08_persen_dan_tanggal_di_target.xlsx", "Targets shown as 80% or as a thousand with a point stay what is seen")
def shown_numbers(book: Book) -> Expected:
    sheet = book.sheet("Target")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Indikator", "PJ", "Target", "Realisasi", "Satuan"),
        (1, "Layanan terbuka", "Kepuasan", "Ombudsman RI", pct(0.8), pct(0.825, "0.0%"), "persen"),
        (2, "Layanan terbuka", "Aduan", "Ombudsman RI", 1500, 6.0, "aduan"),
        (3, "Layanan terbuka", "Indeks", "Ombudsman RI", 3.75, 0, "indeks"),
    )
    return said(
        "Target",
        "success_measure target_text achievement_text unit",
        (2, "Kepuasan", "80%", "any", "persen"),
        (3, "Aduan", "1500", "6", "aduan"),
        (4, "Indeks", "any", "0", "indeks"),
        commitment_title="Layanan terbuka",
        percent=None,
    )


@written("m09_tautan.xlsx", "Evidence as hyperlinks, HYPERLINK formulas and several lines of addresses")
def links() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Bukti")
        sheet.write_row(0, 0, ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Data Dukung"))
        for row in (1, 2, 3):
            sheet.write_row(row, 0, (row, "Wisata terbuka", f"Kegiatan {row}", "Kemenparekraf", "1 laman"))
        sheet.write_url(1, 5, "https://contoh.go.id/a", string="Laporan")
        sheet.write_formula(2, 5, '=HYPERLINK("https://contoh.go.id/b","Foto")', None, "Foto")
        sheet.write_string(3, 5, "https://contoh.go.id/c\nhttps://contoh.go.id/d")
    expected = said(
        "Bukti",
        "milestone evidence",
        (2, "Kegiatan 1", "any"),
        (3, "Kegiatan 2", "any"),
        (4, "Kegiatan 3", "https://contoh.go.id/c\nhttps://contoh.go.id/d"),
        commitment_title="Wisata terbuka",
        lead_agencies=["Kemenparekraf"],
    )
    return stream.getvalue(), expected


@good("m10_komentar_sel.xlsx", "Comments on cells are talk, not data", must_not_import=["tolong dicek", "Rina"])
def comments(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian"),
        (1, "Guru terbuka", "Data guru", "Kemendikbudristek", "1 data", "1 data"),
        (2, "Guru terbuka", "Data sekolah", "Kemendikbudristek", "1 data", None),
    )
    sheet.worksheet["E2"].comment = Comment("Rina: tolong dicek lagi", "Rina")
    sheet.worksheet["F3"].comment = Comment("tolong dicek", "Rina")
    return said(
        "Matriks",
        "milestone target_text achievement_text",
        (2, "Data guru", "1 data", "1 data"),
        (3, "Data sekolah", "1 data", None),
        commitment_title="Guru terbuka",
    )


@written(
    "m11_rumus_lengkap.xlsx", "Cached formulas: per cent by format, status by IF, a day, the year, a running number"
)
def formulas() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Rumus")
        percent, date = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd mmm yyyy"})
        sheet.write_row(
            0,
            0,
            ("No", "Komitmen", "Kegiatan", "PJ", "Tahun", "Target", "Realisasi", "Capaian (%)", "Status", "Tenggat"),
        )
        for row, (target, real) in enumerate(((10, 10), (8, 3)), start=1):
            sheet.write_formula(row, 0, "=ROW()-1", None, row)
            sheet.write_formula(row, 1, "=$L$1", None, "Buruh terbuka")
            sheet.write_row(row, 2, (f"Kegiatan {row}", "Kemnaker"))
            sheet.write_formula(row, 4, "=YEAR(J2)", None, 2024)
            sheet.write_row(row, 5, (target, real))
            sheet.write_formula(row, 7, f"=G{row + 1}/F{row + 1}", percent, real / target)
            sheet.write_formula(row, 8, '=IF(H2>=1,"Selesai","Proses")', None, "Selesai" if row == 1 else "Proses")
            sheet.write_formula(row, 9, "=DATE(2024,6,30)", date, 45473)
        sheet.write(0, 11, "Buruh terbuka")
    expected = said(
        "Rumus",
        "milestone target_text achievement_text percent status",
        (2, "Kegiatan 1", "10", "10", 100, "Selesai"),
        (3, "Kegiatan 2", "8", "3", 37.5, "Proses"),
        commitment_title="Buruh terbuka",
        target_year=2024,
        due_date="2024-06-30",
    )
    return stream.getvalue(), expected


@good("m12_tahun_sebagai_teks.xlsx", "Years as text with spaces, TA., Th., a float and a date")
def years(book: Book) -> Expected:
    sheet = book.sheet("Tahun")
    values = ("2024 ", 2024.0, "TA 2024", "Tahun 2024", "Th. 2024", "\u00a02024", As(datetime(2024, 1, 1), "yyyy"))  # noqa: DTZ001
    fill(sheet, "A1", ("Komitmen", "Ukuran Keberhasilan", "PJ", "Tahun", "Target"))
    for row, value in enumerate(values, start=2):
        sheet.row(row, "Hutan terbuka", f"Ukuran {row}", "KLHK", value, f"{row} data")
    return said(
        "Tahun",
        "success_measure target_text",
        *((row, f"Ukuran {row}", f"{row} data") for row in range(2, len(values) + 2)),
        commitment_title="Hutan terbuka",
        target_year=2024,
    )


@good("m13_kosong_dalam_segala_rupa.xlsx", "Dashes long and short, n.a., spaces and nothing are all empty")
def nothings(book: Book) -> Expected:
    sheet = book.sheet("Kosong")
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Kendala", "Status", "Batas Waktu"))
    marks = ("-", "–", "—", "n/a", "N/A", " ", "--", "-  ")
    for row, mark in enumerate(marks, start=2):
        sheet.row(row, row - 1, "Koperasi terbuka", f"Kegiatan {row}", "KemenkopUKM", "1 data", mark, mark, mark, mark)
    return said(
        "Kosong",
        "milestone",
        *((row, f"Kegiatan {row}") for row in range(2, len(marks) + 2)),
        commitment_title="Koperasi terbuka",
        achievement_text=None,
        obstacles=None,
        status=None,
        due_date=None,
    )


@good("m14_teks_panjang.xlsx", "A title of 400 characters, an achievement of 6,000 in lines")
def long_texts(book: Book) -> Expected:
    sheet = book.sheet("Panjang")
    title = " ".join(["Penguatan keterbukaan data dan informasi layanan publik yang inklusif"] * 6)
    story = "\n".join(
        f"Paragraf {number}: rapat, uji coba, dan evaluasi telah dilaksanakan." for number in range(1, 91)
    )
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Capaian", "Keterangan"),
        (1, title, "Layanan inklusif", "KemenPANRB", story, "Lihat lampiran"),
    )
    return said(
        "Panjang",
        "commitment_title achievement_text notes",
        (2, title, story, "Lihat lampiran"),
        success_measure="Layanan inklusif",
        lead_agencies=["KemenPANRB"],
    )


@good(
    "m15_oms_dan_pemerintah_campur.xlsx",
    "Mitra with CSOs, agency cells with support in brackets, Seluruh K/L",
    accepted="any",
)
def mixed_partners(book: Book) -> Expected:
    sheet = book.sheet("Mitra")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Leading Sector", "K/L Terkait", "Mitra OMS", "Target"),
        (1, "Pemilu terbuka", "Satu", "Komisi Pemilihan Umum (KPU)", "Bawaslu; Kemendagri", "Perludem & ICW", "1 data"),
        (2, "Pemilu terbuka", "Dua", "Badan Pengawas Pemilu", "-", "Perkumpulan untuk Pemilu dan Demokrasi", "1 data"),
    )
    return said(
        "Mitra",
        "milestone lead_agencies supporting csos",
        (2, "Satu", ["KPU"], ["Bawaslu", "Kemendagri"], ["Perludem", "ICW"]),
        (3, "Dua", ["Bawaslu"], None, ["Perludem"]),
        commitment_title="Pemilu terbuka",
    )


@good("m16_inert_text.xlsx", "English narrative that begins with signs of formulas, mixed with Indonesian")
def inert(book: Book) -> Expected:
    sheet = book.sheet("Progress")
    fill(
        sheet,
        "A1",
        ("Commitment", "Milestone", "Responsible agency", "Target", "Progress", "Challenges", "Remarks"),
        (
            "Open courts",
            "Publikasi putusan",
            "Mahkamah Agung",
            "+10% per year",
            "=90% published",
            "- Jaringan lemah",
            "@admin",
        ),
        ("Open courts", "Train clerks", "Mahkamah Agung", "-5 days", "'+62 courts", "-", None),
    )
    return said(
        "Progress",
        "milestone target_text achievement_text obstacles notes",
        (2, "Publikasi putusan", "+10% per year", "=90% published", "- Jaringan lemah", "@admin"),
        (3, "Train clerks", "-5 days", "'+62 courts", None, None),
        commitment_title="Open courts",
        lead_agencies=["Mahkamah Agung"],
    )


BUILDERS: list[Builder] = [
    percent_spellings,
    qualified,
    names_with_separators,
    roles_in_a_cell,
    statuses,
    commitment_numbers,
    unseen_characters,
    shown_numbers,
    links,
    comments,
    formulas,
    years,
    nothings,
    long_texts,
    mixed_partners,
    inert,
]

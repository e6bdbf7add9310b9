"""What stands in the cells: percentages, agencies, status words, numbers, text (matrix.md, section 3)."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said, written


@good(
    "c01_persen_campuran.xlsx",
    "Percentages as numbers, text, formats and words for nothing",
    warnings=["qualified_value"],
    accepted="any",
)
def percentages(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    read = (
        (75, 75),
        ("75%", 75),
        (pct(0.75), 75),
        ("75 %", 75),
        ("75,50%", 75.5),
        ("75.5 %", 75.5),
        ("100 persen", 100),
        ("100,00", 100),
        (pct(0.3333, "0.00%"), 33.33),
        (99.99999999999997, 100),
        (0, 0),
        ("0%", 0),
        (pct(1.2), 120),
        ("n/a", None),
        ("N.A.", None),
        ("-", None),
        ("–", None),
        ("belum ada", None),
        ("belum", None),
        (">50%", None),
        ("± 40%", None),
        ("sekitar 60%", None),
        (1, 1),
    )
    fill(sheet, "A1", ("Komitmen", "Rencana Aksi", "Penanggung Jawab", "Persentase Capaian"))
    for row, (written_as, _) in enumerate(read, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", "BPS", written_as)
    rows = ((row, f"Kegiatan {row}", "any" if value == 1 else value) for row, (_, value) in enumerate(read, start=2))
    return said("Progres", "milestone percent", *rows, commitment_title="Data terbuka", lead_agencies=["BPS"])


@good("c02_pemisah_instansi.xlsx", "Every separator, numbering and bullet between agencies", accepted="any")
def separators(book: Book) -> Expected:
    sheet = book.sheet("Instansi")
    read = {
        "KPU; Bawaslu": ["KPU", "Bawaslu"],
        "KPU dan Bawaslu": ["KPU", "Bawaslu"],
        "KPU & Bawaslu": ["KPU", "Bawaslu"],
        "KPU / Bawaslu": ["KPU", "Bawaslu"],
        "KPU/Bawaslu/Kemendagri": ["KPU", "Bawaslu", "Kemendagri"],
        "KPU serta Bawaslu": ["KPU", "Bawaslu"],
        "KPU, Bawaslu, dan Kemendagri": ["KPU", "Bawaslu", "Kemendagri"],
        "KPU bersama Bawaslu": "any",
        "1. KPU\n2. Bawaslu": ["KPU", "Bawaslu"],
        "1) KPU 2) Bawaslu": ["KPU", "Bawaslu"],
        "- KPU\n- Bawaslu": ["KPU", "Bawaslu"],
        "• KPU\n• Bawaslu": ["KPU", "Bawaslu"],
        "a. KPU b. Bawaslu": ["KPU", "Bawaslu"],
        "Kementerian Desa, PDT, dan Transmigrasi; Kemendagri": ["Kemendesa", "Kemendagri"],
        "Kementerian PPN/Bappenas, KSP, dan Komisi Informasi Pusat": ["Bappenas", "KSP", "Komisi Informasi Pusat"],
        "Kementerian ATR/BPN, KLHK": ["ATR/BPN", "KLHK"],
        "Kementerian Hukum dan HAM dan Kementerian Dalam Negeri": ["Kemenkumham", "Kemendagri"],
        "Badan Pusat Statistik (BPS) dan Kementerian Komunikasi dan Informatika (Kominfo)": ["BPS", "Kominfo"],
        "KEMENTERIAN LINGKUNGAN HIDUP DAN KEHUTANAN": ["KLHK"],
        "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi": ["KemenPANRB"],
        "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak, Kementerian Sosial": ["KemenPPPA", "Kemensos"],
        "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah": ["LKPP"],
        "Lembaga Perlindungan Saksi dan Korban | Komnas HAM": ["LPSK", "Komnas HAM"],
        "BSSN + Kominfo": "any",
        "Kejaksaan Agung RI\nKepolisian Negara Republik Indonesia": ["Kejaksaan Agung", "Polri"],
    }
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "Instansi Penanggung Jawab"))
    for row, text in enumerate(read, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", text)
    rows = ((row, f"Kegiatan {row}", names) for row, names in enumerate(read.values(), start=2))
    return said("Instansi", "milestone lead_agencies", *rows, commitment_title="Data terbuka")


@good("c03_peran_dalam_sel.xlsx", "Role labels in the agency cell, in lines and in brackets", accepted="any")
def roles(book: Book) -> Expected:
    sheet = book.sheet("Instansi")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Kegiatan", "Penanggung Jawab"),
        ("Data terbuka", "Kegiatan 2", "Lead: KPU\nSupport: Bawaslu, Kemendagri"),
        ("Data terbuka", "Kegiatan 3", "Utama: Kemenkes; Pendukung: BPJS Kesehatan"),
        ("Data terbuka", "Kegiatan 4", "Penanggung jawab:\n1. KLHK\nPendukung:\n1. ESDM\n2. ATR/BPN"),
        ("Data terbuka", "Kegiatan 5", "K/L: KPU\nOMS: Perludem, ICW"),
    )
    return said(
        "Instansi",
        "milestone lead_agencies supporting csos",
        (2, "Kegiatan 2", ["KPU"], ["Bawaslu", "Kemendagri"], None),
        (3, "Kegiatan 3", ["Kemenkes"], ["BPJS Kesehatan"], None),
        (4, "Kegiatan 4", ["KLHK"], ["ESDM", "ATR/BPN"], None),
        (5, "Kegiatan 5", ["KPU"], None, ["Perludem", "ICW"]),
        commitment_title="Data terbuka",
    )


@good("c04_kata_status.xlsx", "Status words in both languages, any case, with spaces around them")
def statuses(book: Book) -> Expected:
    sheet = book.sheet("Status")
    words = (
        "selesai",
        "TERCAPAI",
        " On Track ",
        "On-track",
        "sedang berjalan",
        "Dalam Proses",
        "proses",
        "Belum Mulai",
    )
    words += ("belum", "Belum tercapai", "TIDAK TERCAPAI", "terlambat", "Dibatalkan", "Completed", "complete")
    words += (
        "In progress",
        "Ongoing",
        "Not started",
        "Delayed",
        "Cancelled",
        "Berjalan",
        "Substantial",
        "Limited",
        "n/a",
    )
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "PJ", "Status Pelaksanaan"))
    for row, word in enumerate(words, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", "BPS", word)
    rows = (
        (row, f"Kegiatan {row}", word.strip() if word != "n/a" else None) for row, word in enumerate(words, start=2)
    )
    return said("Status", "milestone status", *rows, commitment_title="Data terbuka")


@good("c05_nomor_komitmen.xlsx", "Commitment numbers in the spellings of section 3")
def numbers(book: Book) -> Expected:
    sheet = book.sheet("Nomor")
    read = {
        "K1": "1",
        "Komitmen 2": "2",
        "III": "3",
        "4.": "4",
        "05": "5",
        6.0: "6",
        "No. 7": "7",
        "(8)": "8",
        "K-9": "9",
    }
    read |= {"Komitmen X": "10"}
    fill(sheet, "A1", ("Nomor Komitmen", "Judul Komitmen", "Kegiatan", "PJ"))
    for row, text in enumerate(read, start=2):
        sheet.row(row, text, f"Keterbukaan nomor {row}", f"Kegiatan {row}", "BPS")
    rows = ((row, n, f"Keterbukaan nomor {row}", f"Kegiatan {row}") for row, n in enumerate(read.values(), start=2))
    return said("Nomor", "commitment_number commitment_title milestone", *rows)


@written("c06_teks_kaya.xlsx", "Rich text in title, target and status, no-break spaces, zero width, _x000D_")
def rich_text() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet("Data")
        bold, red = workbook.add_format({"bold": True}), workbook.add_format({"color": "red"})
        sheet.write_row(0, 0, ("\ufeffNo", "Komitmen\u00a0", "Kegiatan", "Penanggung\u00a0Jawab", "Target"))
        sheet.write_rich_string(0, 5, bold, "Sta", red, "tus")
        sheet.write(1, 0, 1)
        sheet.write_rich_string(1, 1, bold, "Data ", red, "cuaca", " terbuka")
        sheet.write_row(1, 2, ("API\u00a0cuaca", "\u200bBMKG", "1 API_x000D_\ndan kamus", "\u00a0Selesai\u00a0"))
    return stream.getvalue(), said(
        "Data",
        "commitment_title milestone lead_agencies target_text status",
        (2, "Data cuaca terbuka", "API cuaca", ["BMKG"], "1 API\ndan kamus", "Selesai"),
    )


@good("c07_teks_mirip_rumus.xlsx", "Honest text that begins with = + - @, lines with dashes, a URL as evidence")
def inert_text(book: Book) -> Expected:
    sheet = book.sheet("Capaian")
    lines = "- Rapat koordinasi\n- Penyusunan draf\n- Uji publik di 3 kota"
    fill(
        sheet,
        "A1",
        ("Komitmen", "Kegiatan", "PJ", "Realisasi", "Kendala", "Bukti Dukung", "Catatan"),
        ("Data terbuka", "Kegiatan 2", "BPS", lines, "+ 3 minggu terlambat", "https://contoh.go.id/=x", "@dinas"),
        ("Data terbuka", "Kegiatan 3", "BPS", "=kurang dari rencana", "-", "#", "- -"),
    )
    return said(
        "Capaian",
        "milestone achievement_text obstacles evidence notes",
        (2, "Kegiatan 2", lines, "+ 3 minggu terlambat", "https://contoh.go.id/=x", "@dinas"),
        (3, "Kegiatan 3", "=kurang dari rencana", None, "any", "any"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("c08_target_angka_satuan.xlsx", "Numeric targets with a unit column, numbers as text, thousands points")
def numbers_and_units(book: Book) -> Expected:
    sheet = book.sheet("Kinerja")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Indikator Kinerja", "Satuan", "Target 2024", "Realisasi 2024", "Capaian (%)", "Instansi"),
        (1, "Layanan hukum", "Orang miskin dibantu", "orang", 10000, 9500, 95, "BPHN"),
        (2, "Layanan hukum", "Lembaga terakreditasi", "lembaga", "1.200", "619", "51,6", "BPHN"),
        (3, "Layanan hukum", "Waktu layanan", "hari", 2.5, 2, 120, "BPHN"),
    )
    return said(
        "Kinerja",
        "success_measure unit target_text achievement_text percent",
        (3, "Orang miskin dibantu", "orang", "10000", "9500", 95),
        (4, "Lembaga terakreditasi", "lembaga", "1.200", "619", 51.6),
        (5, "Waktu layanan", "hari", "any", "2", 120),
        commitment_title="Layanan hukum",
        lead_agencies=["BPHN"],
        target_year=2024,
    )


@good(
    "c09_kolom_tersembunyi_dan_pribadi.xlsx",
    "Telephone, e-mail and budget are reported, never kept",
    warnings=["unknown_column"],
    must_not_import=["0811", "Ibu Contoh", "contoh@", "250000000"],
)
def private_columns(book: Book) -> Expected:
    sheet = book.sheet("PIC")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Nama PIC", "No. HP", "E-mail", "Anggaran (Rp)", "Status"),
        (1, "Data terbuka", "Portal", "BPS", "Ibu Contoh", "0811-000-000", "contoh@bps.go.id", 250000000, "Selesai"),
    )
    sheet.worksheet.column_dimensions["F"].hidden = True
    return said(
        "PIC",
        "milestone lead_agencies status",
        (2, "Portal", ["BPS"], "Selesai"),
        commitment_title="Data terbuka",
    )


@good("c10_gabung_mendatar.xlsx", "Data cells merged across: a remark over two columns, an empty merge")
def merged_across(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Kendala", "Tindak Lanjut"),
        (1, "Data terbuka", "Portal", "BPS", "1 portal", "1 portal", "-", None),
        (2, "Data terbuka", "Kamus", "BPS", "1 kamus", "0", "Tenaga kurang", "Rekrutmen"),
    )
    sheet.merge("G2:H2")
    return said(
        "Matriks",
        "milestone target_text achievement_text obstacles follow_up",
        (2, "Portal", "1 portal", "1 portal", None, None),
        (3, "Kamus", "1 kamus", "0", "Tenaga kurang", "Rekrutmen"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("c11_mitra_dan_pendukung.xlsx", "Other actors: government and civil society in one column")
def other_actors(book: Book) -> Expected:
    sheet = book.sheet("Plan")
    fill(
        sheet,
        "A1",
        ("No", "Commitment", "Milestone", "Lead implementing agency", "Other actors involved", "End date"),
        (1, "Open justice", "Judgments online", "Supreme Court", "Judicial Commission; LeIP; IJRS", "31 December 2024"),
        (2, "Open parliament", "Minutes online", "DPR RI", "PATTIRO, Bappenas and Perludem", "2024-06-30"),
    )
    return said(
        "Plan",
        "commitment_title milestone csos due_date",
        (2, "Open justice", "Judgments online", ["LeIP", "IJRS"], "2024-12-31"),
        (3, "Open parliament", "Minutes online", ["PATTIRO", "Perludem"], "2024-06-30"),
    )


@good("c12_kriteria_ukuran_indikator.xlsx", "Criteria beside measures, milestones beside targets")
def criteria(book: Book) -> Expected:
    sheet = book.sheet("Aksi")
    fill(
        sheet,
        "A1",
        ("Lampiran Instruksi Presiden",),
        ("NO", "AKSI", "PENANGGUNG JAWAB", "INSTANSI TERKAIT", "KRITERIA KEBERHASILAN", "UKURAN KEBERHASILAN", "KET"),
        (
            1,
            "Pembenahan perizinan",
            "BKPM",
            "Kemendagri; ESDM",
            "Izin terbit lebih cepat",
            "80% izin terbit 3 hari",
            "-",
        ),
        (2, "Pembenahan pajak", "Kemenkeu", None, "Kepatuhan naik", "Laporan kepatuhan terbit", "prioritas"),
    )
    return said(
        "Aksi",
        "commitment_title lead_agencies supporting success_measure notes",
        (3, "Pembenahan perizinan", ["BKPM"], ["Kemendagri", "ESDM"], "80% izin terbit 3 hari", None),
        (4, "Pembenahan pajak", ["Kemenkeu"], None, "Laporan kepatuhan terbit", "prioritas"),
    )


BUILDERS: list[Builder] = [
    percentages,
    separators,
    roles,
    statuses,
    numbers,
    rich_text,
    inert_text,
    numbers_and_units,
    private_columns,
    merged_across,
    other_actors,
    criteria,
]

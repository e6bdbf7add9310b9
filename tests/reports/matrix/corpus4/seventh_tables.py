"""Seventh round: shares beside weights, months in headings, columns in odd orders, levels (matrix.md, 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good(
    "cc01_tertimbang.xlsx",
    "Bobot, Capaian (%), Capaian Tertimbang (%), Deviasi: one of them is the progress",
    accepted="any",
)
def weighted(book: Book) -> Expected:
    sheet = book.sheet("Kinerja")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Bobot (%)", "Target (%)", "Capaian (%)", "Deviasi (%)", "Keterangan"),
        (1, "Data terbuka", "Portal", "BPS", 60, 100, 80, -20, "Server"),
        (2, "Data terbuka", "API", "BPS", 40, 100, 100, 0, None),
    )
    return said(
        "Kinerja",
        "milestone target_text percent notes",
        (2, "Portal", "100", 80, "Server"),
        (3, "API", "100", 100, None),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good(
    "cc02_persen_target_realisasi.xlsx",
    "% Target and % Realisasi beside each other, money with its own shares",
    accepted="any",
)
def shares(book: Book) -> Expected:
    sheet = book.sheet("Fisik & Keuangan")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Instansi", "% Target", "% Realisasi", "Pagu (Rp)", "% Realisasi Anggaran"),
        (1, "Jalan terbuka", "Data jalan", "PUPR", 50, 40, 1_000_000, 30),
        (2, "Air terbuka", "Data air", "PUPR", 75, 75, 2_000_000, 60),
    )
    return said(
        "Fisik & Keuangan",
        "milestone target_text percent",
        (2, "Data jalan", "50", 40),
        (3, "Data air", "75", 75),
    )


@good("cc03_bulan_di_judul.xlsx", "Laporan Bulan Juni 2024 and Periode: Januari s.d. Juni 2024 above the table")
def months_in_headings(book: Book) -> Expected:
    head = ("No", "Komitmen", "Kegiatan", "K/L", "Capaian", "Status")
    first, second = book.sheet("Bulanan"), book.sheet("Semesteran")
    fill(
        first,
        "A1",
        ("Laporan Capaian Bulan Juni 2024",),
        (),
        head,
        (1, "Data terbuka", "Portal", "BPS", "uji", "Proses"),
    )
    fill(
        second,
        "A1",
        ("Periode", "Januari s.d. Juni 2024"),
        (),
        head,
        (1, "Peta terbuka", "Geoportal", "BIG", "uji", "Proses"),
    )
    return [
        *said("Bulanan", "period", (4, "2024-06"), commitment_title="Data terbuka", target_year=2024),
        *said("Semesteran", "period", (4, "2024-S1"), commitment_title="Peta terbuka", target_year=2024),
    ]


@good(
    "cc04_urutan_terbalik.xlsx",
    "The commitment last, the agency first; titles in capitals; a column of numbers in the middle",
)
def odd_order(book: Book) -> Expected:
    sheet = book.sheet("Sheet3")
    fill(
        sheet,
        "B2",
        ("PENANGGUNG JAWAB", "TARGET 2024", "REALISASI", "NO", "RENCANA AKSI", "UKURAN KEBERHASILAN", "KOMITMEN"),
        ("KPU", "1 API", "1 API", 1, "Bangun API", "API hasil terbit", "Pemilu terbuka"),
        ("KPU", "1 data", None, 2, "Rapikan DPT", "DPT terbit", "Pemilu terbuka"),
    )
    return said(
        "Sheet3",
        "milestone success_measure target_text achievement_text",
        (3, "Bangun API", "API hasil terbit", "1 API", "1 API"),
        (4, "Rapikan DPT", "DPT terbit", "1 data", None),
        commitment_title="Pemilu terbuka",
        lead_agencies=["KPU"],
        target_year=2024,
    )


@good(
    "cc05_tiga_tingkat_satu_kolom.xlsx",
    "A theme, 1 commitment, a measure in one column, told apart by their numbers",
    accepted="any",
)
def three_levels(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen / Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian (%)"),
        ("A", "Demokrasi"),
        ("1", "Komitmen 1: Data pemilu"),
        ("a", "API hasil terbit", "KPU", "1 API", 100),
        ("b", "DPT terbit", "KPU", "1 data", 50),
        ("B", "Lingkungan"),
        ("2", "Komitmen 2: Data hutan"),
        ("a", "Peta terbit", "KLHK", "1 peta", 0),
    )
    return said(
        "Matriks",
        "commitment_number commitment_title lead_agencies target_text percent",
        (4, "1", "Data pemilu", ["KPU"], "1 API", 100),
        (5, "1", "Data pemilu", ["KPU"], "1 data", 50),
        (8, "2", "Data hutan", ["KLHK"], "1 peta", 0),
    )


@good(
    "cc06_ejaan_periode.xlsx", "TW.IV-2024, Kuartal 3/2024, H2-2024, 2024 Q4, 12/2024, akhir tahun 2024", accepted="any"
)
def period_spellings(book: Book) -> Expected:
    sheet = book.sheet("Tenggat")
    read = (
        ("TW.IV-2024", "2024-Q4"),
        ("Triwulan ke-4 2024", "2024-Q4"),
        ("Kuartal 3/2024", "2024-Q3"),
        ("H2-2024", "2024-S2"),
        ("2024 Q4", "2024-Q4"),
        ("12/2024", "2024-12"),
        ("2024-11", "2024-11"),
        ("Smt. II 2024", "2024-S2"),
        ("Q2/24", "2024-Q2"),
        ("Des 2024 (minggu I)", "2024-12"),
        ("Bulan Oktober Tahun 2024", "2024-10"),
        ("Triwulan III T.A. 2024", "2024-Q3"),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Target Waktu"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, row - 1, "Data terbuka", f"Langkah {row}", "BPS", text)
    return said(
        "Tenggat",
        "milestone period",
        *((row, f"Langkah {row}", period) for row, (_, period) in enumerate(read, start=2)),
    )


@good(
    "cc07_pelapor_nama_panjang.xlsx",
    "Reporters called Kementerian/Lembaga and Masyarakat Sipil, measures repeated, years in rows",
)
def long_reporters(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 12")
    fill(
        sheet,
        "A1",
        ("Komitmen 12: Perlindungan saksi",),
        ("Ukuran Keberhasilan", "Tahun", "Pelapor", "Capaian", "Persentase", "Tautan"),
        ("Layanan daring", 2023, "Kementerian/Lembaga", "Aplikasi jalan", "100%", "https://a.id"),
        ("Layanan daring", 2023, "Masyarakat Sipil", "Aplikasi sulit", "60%", None),
        ("Layanan daring", 2024, "Kementerian/Lembaga", "Aplikasi baru", "100%", None),
        ("Layanan daring", 2024, "Masyarakat Sipil", "-", "-", None),
    )
    return said(
        "Komitmen 12",
        "target_year reporter achievement_text percent",
        (3, 2023, "any", "Aplikasi jalan", 100),
        (4, 2023, "any", "Aplikasi sulit", 60),
        (5, 2024, "any", "Aplikasi baru", 100),
        (6, 2024, "any", None, None),
        commitment_number="12",
        commitment_title="Perlindungan saksi",
        success_measure="Layanan daring",
    )


@good(
    "cc08_capaian_per_bulan_teks.xlsx",
    "Capaian s/d Juni 2024 and Capaian s/d Desember 2024, targets of the year",
    accepted="any",
)
def up_to_months(book: Book) -> Expected:
    sheet = book.sheet("Kumulatif")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Indikator", "K/L", "Capaian s/d Juni 2024", "Capaian s/d Desember 2024"),
        (1, "Zakat terbuka", "Laporan", "Kemenag", "1 laporan", "2 laporan"),
        (2, "Haji terbuka", "Kuota", "Kemenag", None, "1 data"),
    )
    return said(
        "Kumulatif",
        "success_measure period achievement_text",
        (2, "Laporan", "2024-06", "1 laporan"),
        (2, "Laporan", "2024-12", "2 laporan"),
        (3, "Kuota", "2024-12", "1 data"),
    )


@good(
    "cc09_bagian_dengan_kurung.xlsx", "KOMITMEN V., K-06, Commitment 7 -, Komitmen No. 8: as lines; colours say nothing"
)
def lines_of_commitments(book: Book) -> Expected:
    sheet = book.sheet("RAN")
    fill(
        sheet,
        "A1",
        ("No", "Rencana Aksi", "Penanggung Jawab", "Target", "Status"),
        ("KOMITMEN V. DATA LINGKUNGAN",),
        (1, "Publikasi Amdal", "KLHK", "200 dok", "Proses"),
        ("Commitment 7 - Open climate data",),
        (1, "Emission data", "KLHK", "1 dataset", "Completed"),
        ("Komitmen No. 8: Data hutan",),
        (1, "Peta adat", "KLHK", "1 peta", "Belum"),
    )
    for row in (2, 4, 6):
        sheet.merge(f"A{row}:E{row}")
    sheet.header(2, 4, 6)
    return said(
        "RAN",
        "commitment_number commitment_title milestone status",
        (3, "5", "DATA LINGKUNGAN", "Publikasi Amdal", "Proses"),
        (5, "7", "Open climate data", "Emission data", "Completed"),
        (7, "8", "Data hutan", "Peta adat", "Belum"),
        lead_agencies=["KLHK"],
    )


@good(
    "cc10_jenis_baris_lengkap.xlsx",
    "Rows Target, Realisasi, %, Kendala below each measure, B-months across",
    accepted="any",
)
def kinds_of_rows(book: Book) -> Expected:
    sheet = book.sheet("Monev 2024")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "Instansi", None, "B04", "B08", "B12"),
        ("Disabilitas", "Puskesmas ramah", "Kemenkes", "Target", "10", "20", "30"),
        (None, None, None, "Realisasi", "9", "-", None),
        (None, None, None, "% Capaian", "90%", None, None),
        (None, None, None, "Kendala", "SDM", None, None),
    )
    sheet.merge("A2:A5", "B2:B5", "C2:C5")
    return said(
        "Monev 2024",
        "period target_text achievement_text percent obstacles",
        (2, "2024-B04", "10", None, None, None),
        (2, "2024-B08", "20", None, None, None),
        (2, "2024-B12", "30", None, None, None),
        (3, "2024-B04", None, "9", None, None),
        (4, "2024-B04", None, None, 90, None),
        (5, "2024-B04", None, None, None, "SDM"),
        commitment_title="Disabilitas",
        success_measure="Puskesmas ramah",
        lead_agencies=["Kemenkes"],
    )


@good(
    "cc11_judul_gabung_turun.xlsx",
    "Three title rows merged in part, hidden first column, numbers above",
    accepted="any",
)
def deep_titles(book: Book) -> Expected:
    sheet = book.sheet("Lampiran I")
    fill(
        sheet,
        "A1",
        (1, 2, 3, 4, 5, 6, 7, 8),
        ("ID", "Komitmen", "Ukuran Keberhasilan", "Pelaksana", None, "Pelaksanaan 2024", None, None),
        (None, None, None, "Pemerintah", "OMS", "Target", "Capaian", None),
        (*(None,) * 6, "Uraian", "%"),
        (101, "Air bersih terbuka", "Data SPAM", "PUPR", "WALHI", "100 SPAM", "60 SPAM", "60%"),
        (102, "Air bersih terbuka", "Data tarif", "Kemendagri", None, "50 PDAM", "-", "0%"),
    )
    sheet.merge("D2:E2", "F2:H2", "G3:H3", "D3:D4", "E3:E4", "F3:F4", *(f"{c}2:{c}4" for c in "ABC"))
    sheet.worksheet.column_dimensions["A"].hidden = True
    return said(
        "Lampiran I",
        "success_measure lead_agencies csos target_text achievement_text percent",
        (5, "Data SPAM", ["PUPR"], ["WALHI"], "100 SPAM", "60 SPAM", 60),
        (6, "Data tarif", ["Kemendagri"], None, "50 PDAM", None, 0),
        commitment_title="Air bersih terbuka",
        target_year=2024,
    )


@good(
    "cc12_bersama_dan_tahap.xlsx",
    "Days typed as text with dots, Selesai as a date group, states in capitals with points",
)
def mixed_times(book: Book) -> Expected:
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Tahapan", "PJ", "Waktu", None, "Status", "Ket."),
        (None, None, None, None, "Mulai", "Selesai", None, None),
        (1, "Kontrak terbuka", "Kajian", "LKPP", "02.01.2024", "29.03.2024", "SELESAI.", "-"),
        (2, "Kontrak terbuka", "Uji", "LKPP", day(2024, 4, 1), day(2024, 6, 28), "ON PROGRESS", "Tahap 2"),
        (3, "Kontrak terbuka", "Rilis", "LKPP", "1 Juli 2024", "31 Des 2024", "BELUM MULAI", None),
    )
    sheet.merge("E1:F1", *(f"{c}1:{c}2" for c in "ABCDGH"))
    return said(
        "Jadwal",
        "milestone start_date due_date status_class notes",
        (3, "Kajian", "2024-01-02", "2024-03-29", "completed", None),
        (4, "Uji", "2024-04-01", "2024-06-28", "in_progress", "Tahap 2"),
        (5, "Rilis", "2024-07-01", "2024-12-31", "not_started", None),
        commitment_title="Kontrak terbuka",
        lead_agencies=["LKPP"],
    )


@good(
    "cc13_nilai_persen_di_semester.xlsx", "Semester 1 and 2 with nothing below but percentages, a year merged over both"
)
def bare_semesters(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    fill(
        sheet,
        "A1",
        ("Progres Komitmen OGI",),
        ("No", "Komitmen", "Kegiatan", "PJ", "2023", None, "2024", None),
        (*(None,) * 4, "Semester 1", "Semester 2", "Semester 1", "Semester 2"),
        (1, "Data terbuka", "Portal", "BPS", pct(0.25), pct(0.5), pct(0.75), pct(1)),
        (2, "Data terbuka", "API", "BPS", None, None, pct(0.1), None),
    )
    sheet.merge("E2:F2", "G2:H2", *(f"{c}2:{c}3" for c in "ABCD"))
    return said(
        "Progres",
        "milestone period percent",
        (4, "Portal", "2023-S1", 25),
        (4, "Portal", "2023-S2", 50),
        (4, "Portal", "2024-S1", 75),
        (4, "Portal", "2024-S2", 100),
        (5, "API", "2024-S1", 10),
        commitment_title="Data terbuka",
    )


@good(
    "cc14_dua_lembar_dua_bentuk.xlsx",
    "One sheet flat, the other by section lines; the same commitments with numbers",
    accepted="any",
)
def two_layouts(book: Book) -> Expected:
    flat, lines = book.sheet("Target"), book.sheet("Laporan TW II 2024")
    fill(
        flat,
        "A1",
        ("No Komitmen", "Komitmen", "Ukuran Keberhasilan", "Target 2024"),
        (1, "Data pemilu", "API", "1 API"),
        (2, "Data hutan", "Peta", "1 peta"),
    )
    fill(
        lines,
        "A1",
        ("No", "Ukuran Keberhasilan", "K/L", "Realisasi", "Kendala"),
        ("Komitmen 1: Data pemilu",),
        (1, "API", "KPU", "1 API", "-"),
        ("Komitmen 2: Data hutan",),
        (1, "Peta", "KLHK", "-", "Regulasi"),
    )
    return [
        *said(
            "Target",
            "commitment_number success_measure target_text",
            (2, "1", "API", "1 API"),
            (3, "2", "Peta", "1 peta"),
            target_year=2024,
        ),
        *said(
            "Laporan TW II 2024",
            "commitment_number success_measure achievement_text obstacles",
            (3, "1", "API", "1 API", None),
            (5, "2", "Peta", None, "Regulasi"),
            period="2024-Q2",
        ),
    ]


BUILDERS: list[Builder] = [
    weighted,
    shares,
    months_in_headings,
    odd_order,
    three_levels,
    period_spellings,
    long_reporters,
    up_to_months,
    lines_of_commitments,
    kinds_of_rows,
    deep_titles,
    mixed_times,
    bare_semesters,
    two_layouts,
]

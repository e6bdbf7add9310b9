"""Third round: rows that say what they are, targets with quantity and time, evidence per period (matrix.md, 2, 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good(
    "q01_baris_target_dan_realisasi.xlsx",
    "A row Target and a row Realisasi per measure, quarters across",
    accepted="any",
)
def rows_by_kind(book: Book) -> Expected:
    sheet = book.sheet("Monev TW")
    fill(
        sheet,
        "A1",
        ("MONITORING TARGET DAN REALISASI KOMITMEN OGI TAHUN 2024",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Uraian", "TW I", "TW II", "TW III", "TW IV"),
        (1, "Data kesehatan terbuka", "Dataset terbit", "Kemenkes", "Target", "10", "20", "30", "40"),
        (None, None, None, None, "Realisasi", "8", "19", None, None),
        (2, "Data gizi terbuka", "Dasbor", "BKKBN", "Target", "-", "1", "-", "-"),
        (None, None, None, None, "Realisasi", "-", "0", None, None),
    )
    sheet.merge("A1:I1", *(f"{c}{a}:{c}{a + 1}" for c in "ABCD" for a in (4, 6)))
    return said(
        "Monev TW",
        "commitment_title success_measure period target_text achievement_text",
        *((4, "Data kesehatan terbuka", "Dataset terbit", f"2024-Q{n}", f"{n}0", None) for n in (1, 2, 3, 4)),
        (5, "Data kesehatan terbuka", "Dataset terbit", "2024-Q1", None, "8"),
        (5, "Data kesehatan terbuka", "Dataset terbit", "2024-Q2", None, "19"),
        (6, "Data gizi terbuka", "Dasbor", "2024-Q2", "1", None),
        (7, "Data gizi terbuka", "Dasbor", "2024-Q2", None, "0"),
    )


@good("q02_target_kuantitas_waktu.xlsx", "Target over Kuantitas, Satuan and Waktu; Realisasi over Kuantitas and %")
def quantity_and_time(book: Book) -> Expected:
    sheet = book.sheet("Renaksi 2024")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Pelaksana", "Target", None, None, "Realisasi", None, "Ket."),
        (*(None,) * 4, "Kuantitas", "Satuan", "Waktu", "Kuantitas", "%", None),
        (1, "Tanah terbuka", "Peta zona nilai", "ATR/BPN", 12, "peta", "30 Juni 2024", 9, 75, "Sisa 3"),
        (2, "Tanah terbuka", "Layanan daring", "ATR/BPN", 4, "layanan", "31 Desember 2024", 4, 100, None),
    )
    sheet.merge("E1:G1", "H1:I1", *(f"{c}1:{c}2" for c in "ABCDJ"))
    return said(
        "Renaksi 2024",
        "milestone target_text unit due_date achievement_text percent notes",
        (3, "Peta zona nilai", "12", "peta", "2024-06-30", "9", 75, "Sisa 3"),
        (4, "Layanan daring", "4", "layanan", "2024-12-31", "4", 100, None),
        commitment_title="Tanah terbuka",
        lead_agencies=["ATR/BPN"],
    )


@good(
    "q03_bukti_per_periode.xlsx",
    "Capaian B06, Bukti B06, Capaian B12, Bukti B12 in one row of titles; sheets 2023 and 2024",
)
def evidence_by_period(book: Book) -> Expected:
    expected: Expected = []
    for year in (2023, 2024):
        sheet = book.sheet(str(year))
        fill(
            sheet,
            "A1",
            (
                "No",
                "Komitmen",
                "Ukuran Keberhasilan",
                "K/L",
                "Capaian B06",
                "Data Dukung B06",
                "Capaian B12",
                "Data Dukung B12",
            ),
            (1, "Aset terbuka", "Data BMN", "Kemenkeu", f"Draf {year}", "https://a.id", "Terbit", "https://b.id"),
            (2, "Hibah terbuka", "Data hibah", "Kemenkeu", "-", None, "Terbit", "-"),
        )
        expected += said(
            str(year),
            "commitment_title period achievement_text evidence",
            (2, "Aset terbuka", f"{year}-B06", f"Draf {year}", "https://a.id"),
            (2, "Aset terbuka", f"{year}-B12", "Terbit", "https://b.id"),
            (3, "Hibah terbuka", f"{year}-B12", "Terbit", None),
            lead_agencies=["Kemenkeu"],
        )
    return expected


@good(
    "q04_indikator_tahun_berulang.xlsx",
    "Target 2023, Target 2024, Realisasi 2023, Realisasi 2024, % 2023, % 2024; money beside",
    warnings=["unknown_column"],
)
def years_three_times(book: Book) -> Expected:
    sheet = book.sheet("LKj")
    titles = [f"{kind} {year}" for kind in ("Target", "Realisasi", "% Capaian") for year in (2023, 2024)]
    fill(
        sheet,
        "B3",
        ("No", "Komitmen", "Indikator Kinerja", "Satuan", *titles, "Anggaran (Rp)", "Realisasi Anggaran (Rp)"),
        (1, "Peta terbuka", "Peta terbit", "peta", 10, 20, 9, 15, pct(0.9), pct(0.75), 5_000_000, 4_000_000),
        (2, "Cuaca terbuka", "API terbit", "API", 1, 2, 1, None, pct(1), None, 1_000_000, 900_000),
    )
    return said(
        "LKj",
        "success_measure unit target_year target_text achievement_text percent",
        (4, "Peta terbit", "peta", 2023, "10", "9", 90),
        (4, "Peta terbit", "peta", 2024, "20", "15", 75),
        (5, "API terbit", "API", 2023, "1", "1", 100),
        (5, "API terbit", "API", 2024, "2", None, None),
    )


@good(
    "q05_sub_baris_kl_oms_berhuruf.xlsx",
    "Below each measure the rows a. K/L and b. OMS in the measures' own column",
    accepted="any",
)
def lettered_reporters(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 6")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "Status", "Capaian"),
        (1, "Hak kelompok rentan", "Pedoman terbit", "a. K/L", "Selesai", "Perma 5/2024"),
        (None, None, None, "b. OMS", "Sedang berjalan", "Belum disosialisasikan"),
        (2, "Bantuan hukum", "Paralegal terlatih", "a. K/L", "Belum mulai", None),
        (None, None, None, "b. OMS", "Belum mulai", "Belum ada modul"),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "A4:A5", "B4:B5", "C4:C5")
    return said(
        "Komitmen 6",
        "commitment_title success_measure status achievement_text",
        (2, "Hak kelompok rentan", "Pedoman terbit", "Selesai", "Perma 5/2024"),
        (3, "Hak kelompok rentan", "Pedoman terbit", "Sedang berjalan", "Belum disosialisasikan"),
        (4, "Bantuan hukum", "Paralegal terlatih", "Belum mulai", None),
        (5, "Bantuan hukum", "Paralegal terlatih", "Belum mulai", "Belum ada modul"),
    )


@good(
    "q06_judul_hampir_sama.xlsx",
    "The same commitment in other case, with double spaces and a full stop; No. Komitmen as text",
)
def nearly_equal_titles(book: Book) -> Expected:
    sheet = book.sheet("Gabungan KL")
    fill(
        sheet,
        "A1",
        ("No. Komitmen", "Nama Komitmen", "Aktivitas", "Leading Sector", "Target", "Progres", "Hambatan", "RTL"),
        ("3", "Keterbukaan Data Pemilu", "Portal", "KPU", "1 portal", "100%", "-", "-"),
        ("3 ", "Keterbukaan data  pemilu", "API", "KPU", "1 API", "50%", "SDM", "Rekrutmen"),
        ("03", "KETERBUKAAN DATA PEMILU.", "Kamus", "KPU", "1 kamus", "0%", None, None),
    )
    return said(
        "Gabungan KL",
        "milestone target_text percent obstacles follow_up",
        (2, "Portal", "1 portal", 100, None, None),
        (3, "API", "1 API", 50, "SDM", "Rekrutmen"),
        (4, "Kamus", "1 kamus", 0, None, None),
        commitment_number="3",
        lead_agencies=["KPU"],
    )


@good(
    "q07_total_panjang.xlsx",
    "Totals with long labels, an average formula, sections with Roman numbers and a dash",
    must_not_import=["TOTAL CAPAIAN", "Rerata", "Jumlah"],
)
def long_totals(book: Book) -> Expected:
    sheet = book.sheet("Rekapitulasi Capaian")
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "Instansi Penanggung Jawab", "Target", "Realisasi", "Capaian (%)"),
        ("KOMITMEN VII - KETERBUKAAN DATA LINGKUNGAN",),
        ("7.1", "Amdal terbit", "KLHK", "200 dokumen", "64 dokumen", 32),
        ("7.2", "Peta terbit", "KLHK", "1 peta", "1 peta", 100),
        ("Rerata Komitmen VII", None, None, None, None, 66),
        ("KOMITMEN VIII - KETERBUKAAN DATA ENERGI",),
        ("8.1", "Kontrak terbit", "Kementerian ESDM", "10 kontrak", "0 kontrak", 0),
        ("Rerata Komitmen VIII", None, None, None, None, 0),
        ("TOTAL CAPAIAN KOMITMEN OGI TAHUN 2024", None, None, None, None, 33),
        ("Jumlah ukuran keberhasilan", 3),
    )
    for row in (2, 6):
        sheet.merge(f"A{row}:F{row}")
    for row in (5, 8, 9):
        sheet.merge(f"A{row}:E{row}")
    return said(
        "Rekapitulasi Capaian",
        "commitment_number commitment_title success_measure target_text percent",
        (3, "7", "KETERBUKAAN DATA LINGKUNGAN", "Amdal terbit", "200 dokumen", 32),
        (4, "7", "KETERBUKAAN DATA LINGKUNGAN", "Peta terbit", "1 peta", 100),
        (7, "8", "KETERBUKAAN DATA ENERGI", "Kontrak terbit", "10 kontrak", 0),
    )


@good(
    "q08_status_dengan_persen.xlsx",
    "Selesai (100%), Proses - 60%, Belum; deadlines merged over rows; sda in the target",
)
def states_with_percent(book: Book) -> Expected:
    sheet = book.sheet("Status")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Batas Waktu", "Status"),
        (1, "Arsip terbuka", "Alih media", "ANRI", "1.000 arsip", "31 Desember 2024", "Selesai (100%)"),
        (2, "Arsip terbuka", "Publikasi", "ANRI", "sda", None, "Proses - 60%"),
        (3, "Arsip terbuka", "Pameran", "ANRI", "1 pameran", None, "Belum"),
    )
    sheet.merge("F2:F4")
    return said(
        "Status",
        "milestone target_text due_date status status_class",
        (2, "Alih media", "1.000 arsip", "2024-12-31", "Selesai (100%)", "completed"),
        (3, "Publikasi", "1.000 arsip", "2024-12-31", "Proses - 60%", "in_progress"),
        (4, "Pameran", "1 pameran", "2024-12-31", "Belum", "not_started"),
        commitment_title="Arsip terbuka",
    )


@good(
    "q09_judul_diisi_oleh.xlsx",
    "Long titles: (diisi oleh K/L), (diisi oleh OMS), pilih salah satu; instructions below them",
    must_not_import=["Contoh:", "maks. 200 kata"],
)
def filled_in_by(book: Book) -> Expected:
    sheet = book.sheet("Form OGI")
    fill(
        sheet,
        "A3",
        (
            "No.",
            "Komitmen\n(jangan diubah)",
            "Ukuran Keberhasilan\n(jangan diubah)",
            "Uraian Capaian\n(maks. 200 kata)",
            "Persentase Capaian\n(0-100%)",
            "Status\n(pilih salah satu)",
            "Kendala\n(bila ada)",
            "Tautan Data Dukung\n(Google Drive/laman resmi)",
        ),
        (
            1,
            "Reforma agraria terbuka",
            "Data TORA terbit",
            "Data TORA 2023 terbit",
            80,
            "Sedang berjalan",
            "Verifikasi lapangan",
            "https://drive.contoh.id/x",
        ),
        (2, "Reforma agraria terbuka", "Kanal sengketa", None, None, None, None, None),
    )
    return said(
        "Form OGI",
        "success_measure achievement_text percent status obstacles evidence",
        (
            4,
            "Data TORA terbit",
            "Data TORA 2023 terbit",
            80,
            "Sedang berjalan",
            "Verifikasi lapangan",
            "https://drive.contoh.id/x",
        ),
        (5, "Kanal sengketa", None, None, None, None, None),
        commitment_title="Reforma agraria terbuka",
    )


@good("q10_tahun_ke.xlsx", "Target Tahun I and Target Tahun II of the plan", accepted="any")
def years_of_plan(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VIII")
    fill(
        sheet,
        "A1",
        ("RANCANGAN RAN OGI VIII 2025-2029",),
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", "OMS Mitra", "Target Tahun ke-1", "Target Tahun ke-2"),
        (1, "AI terbuka", "Pedoman etika", "Komdigi", "ELSAM", "Rancangan", "Pedoman terbit"),
        (2, "Iklim terbuka", "Data emisi", "KLH", "ICEL, Auriga", "1 data", "2 data"),
    )
    sheet.merge("A1:G1")
    return said(
        "RAN OGI VIII",
        "commitment_title csos target_text",
        (3, "AI terbuka", ["ELSAM"], "Rancangan"),
        (3, "AI terbuka", ["ELSAM"], "Pedoman terbit"),
        (4, "Iklim terbuka", ["ICEL", "Auriga"], "1 data"),
        (4, "Iklim terbuka", ["ICEL", "Auriga"], "2 data"),
    )


@good(
    "q11_dua_blok_kiri_kanan_label.xlsx",
    "Labels left and right of a form, a table of milestones with Roman numbers, quarters as ticks",
)
def form_with_schedule(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 11")
    fill(
        sheet,
        "A1",
        ("Komitmen 11 : Transparansi rantai pasok",),
        ("Kementerian/Lembaga :", "Kemendag", None, "OMS :", "TII"),
        ("Masalah publik :", "Rantai pasok tidak terbuka"),
        (),
        ("No", "Tahapan", "Keluaran", "Jadwal 2024", None, None, None, "Status"),
        (None, None, None, "TW I", "TW II", "TW III", "TW IV", None),
        ("I", "Pemetaan", "1 peta", "x", None, None, None, "Selesai"),
        ("II", "Uji coba", "1 aplikasi", None, "x", "x", None, "Berjalan"),
        ("III", "Peluncuran", "1 laman", None, None, None, "x", "Belum"),
    )
    sheet.merge("A1:H1", "D5:G5", "A5:A6", "B5:B6", "C5:C6", "H5:H6")
    return said(
        "Komitmen 11",
        "milestone target_text period status",
        (7, "Pemetaan", "1 peta", "2024-Q1", "Selesai"),
        (8, "Uji coba", "1 aplikasi", "any", "Berjalan"),
        (9, "Peluncuran", "1 laman", "2024-Q4", "Belum"),
        commitment_number="11",
        commitment_title="Transparansi rantai pasok",
        lead_agencies=["Kemendag"],
        csos=["TII"],
    )


@good(
    "q12_pusat_dan_daerah.xlsx",
    "Penanggung Jawab over Pusat and Daerah, K/L with units on the next line",
    accepted="any",
)
def centre_and_region(book: Book) -> Expected:
    sheet = book.sheet("Aksi")
    fill(
        sheet,
        "A2",
        ("No", "Aksi", "Sub Aksi", "Ukuran Keberhasilan", "K/L Penanggung Jawab", "K/L Pendukung", "Target B12 2024"),
        (
            1,
            "Layanan terbuka",
            "Kanal aduan",
            "Aduan dijawab",
            "KemenPANRB\n(Deputi Pelayanan Publik)",
            "Kemendagri;\nOmbudsman RI",
            "90 persen",
        ),
        (None, None, "Survei", "Survei terbit", "KemenPANRB", "BPS", "1 survei"),
    )
    sheet.merge("A3:A4", "B3:B4")
    return said(
        "Aksi",
        "milestone success_measure supporting target_text",
        (3, "Kanal aduan", "Aduan dijawab", ["Kemendagri", "Ombudsman RI"], "90 persen"),
        (4, "Survei", "Survei terbit", ["BPS"], "1 survei"),
        commitment_title="Layanan terbuka",
        period="2024-B12",
    )


@good("q13_lembar_oms.xlsx", "Sheets named after CSOs, the ministry in a column, assessments in words and per cent")
def sheets_of_csos(book: Book) -> Expected:
    expected: Expected = []
    for name in ("Perludem", "ICW"):
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            ("Pemantauan OMS Semester II 2024",),
            (),
            ("No", "Komitmen", "K/L Penanggung Jawab", "Ukuran Keberhasilan", "Temuan", "Capaian (%)", "Rekomendasi"),
            (1, "Pemilu terbuka", "KPU", f"API {name}", "API lambat", 60, "Tambah peladen"),
            (2, "Pengadaan terbuka", "LKPP", f"Data {name}", "Data tidak lengkap", 45, "Lengkapi data"),
        )
        expected += said(
            name,
            "commitment_title lead_agencies success_measure percent follow_up",
            (4, "Pemilu terbuka", ["KPU"], f"API {name}", 60, "Tambah peladen"),
            (5, "Pengadaan terbuka", ["LKPP"], f"Data {name}", 45, "Lengkapi data"),
            period="2024-S2",
        )
    return expected


@good(
    "q14_tanggal_di_bawah_rencana.xlsx",
    "Rencana over Mulai and Selesai, Realisasi over Mulai and Selesai",
    accepted="any",
)
def planned_and_real_days(book: Book) -> Expected:
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Rencana", None, "Progres (%)", "Keterangan"),
        (None, None, None, None, "Mulai", "Selesai", None, None),
        (1, "Data terbuka", "Kajian", "BPS", day(2024, 1, 8), day(2024, 3, 29), 100, "Tepat waktu"),
        (2, "Data terbuka", "Rilis", "BPS", "1 April 2024", "28 Juni 2024", 40, None),
    )
    sheet.merge("E1:F1", *(f"{c}1:{c}2" for c in "ABCDGH"))
    return said(
        "Jadwal",
        "milestone start_date due_date percent notes",
        (3, "Kajian", "2024-01-08", "2024-03-29", 100, "Tepat waktu"),
        (4, "Rilis", "2024-04-01", "2024-06-28", 40, None),
    )


@good(
    "q15_english_ogp_irm.xlsx",
    "English: milestone table with verifiable deliverable, expected completion, ticks of completion",
    must_not_import=["Jane"],
)
def english_milestones(book: Book) -> Expected:
    sheet = book.sheet("Commitment 7")
    fill(
        sheet,
        "B2",
        ("Country", "Indonesia"),
        ("Number and Name of the Commitment", "7. Open climate data"),
        ("Lead Institution", "KLHK"),
        ("Point of contact", "Jane Contoh"),
        (),
        ("Milestones", "Expected Outputs", "Expected Completion Date", "Stakeholders", "Completion level", None, None),
        (None, None, None, None, "Not started", "In progress", "Complete"),
        ("7.1 Publish inventory", "1 dataset", "June 2024", "Lead: KLHK", None, None, "✓"),
        ("7.2 Public dashboard", "1 dashboard", "31 December 2024", "Lead: KLHK", None, "✓", None),
    )
    sheet.merge("F7:H7", *(f"{c}7:{c}8" for c in "BCDE"))
    return said(
        "Commitment 7",
        "target_text status",
        (9, "1 dataset", "Complete"),
        (10, "1 dashboard", "In progress"),
        commitment_number="7",
        commitment_title="Open climate data",
        lead_agencies=["KLHK"],
    )


@good(
    "q16_rapat_catatan_dan_perubahan.xlsx",
    "Semula and Menjadi for the measure: the new wording counts, or it is asked",
    accepted="any",
)
def before_and_after(book: Book) -> Expected:
    sheet = book.sheet("Penajaman")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Target 2021",
            "Target 2022",
            "Instansi",
            "Catatan Rapat 21 September 2020",
        ),
        (
            1,
            "Data pemilu",
            "Tersedianya data pemilu terbuka",
            "Integrasi renaksi dalam Renstra",
            "Portal data",
            "KPU",
            "UK diperhalus Bappenas",
        ),
        (2, "Pengawasan pemilu", "Terlaksananya pengawasan partisipatif", None, "500 pengawas", "Bawaslu", None),
    )
    return said(
        "Penajaman",
        "success_measure target_year target_text lead_agencies",
        (2, "Tersedianya data pemilu terbuka", 2021, "Integrasi renaksi dalam Renstra", ["KPU"]),
        (2, "Tersedianya data pemilu terbuka", 2022, "Portal data", ["KPU"]),
        (3, "Terlaksananya pengawasan partisipatif", 2022, "500 pengawas", ["Bawaslu"]),
    )


@good("q17_triwulan_berjalan.xlsx", "s.d. TW II, sd TW III in titles over target and realisation, % in brackets")
def cumulative_quarters(book: Book) -> Expected:
    sheet = book.sheet("Kumulatif")
    fill(
        sheet,
        "A1",
        ("Tahun 2024",),
        ("No", "Komitmen", "Indikator", "K/L", "s.d. TW II", None, None, "s.d. TW III", None, None),
        (*(None,) * 4, *("Target", "Realisasi", "Capaian (%)") * 2),
        (1, "Sampah terbuka", "Data TPA", "KLHK", "100 TPA", "90 TPA", 90, "150 TPA", "160 TPA", 106.7),
        (2, "Air terbuka", "Data mutu air", "KLHK", "50 titik", "50 titik", 100, "-", "-", "-"),
    )
    sheet.merge("E2:G2", "H2:J2", *(f"{c}2:{c}3" for c in "ABCD"))
    return said(
        "Kumulatif",
        "success_measure period target_text achievement_text percent",
        (4, "Data TPA", "2024-Q2", "100 TPA", "90 TPA", 90),
        (4, "Data TPA", "2024-Q3", "150 TPA", "160 TPA", 106.7),
        (5, "Data mutu air", "2024-Q2", "50 titik", "50 titik", 100),
        lead_agencies=["KLHK"],
    )


@good(
    "q18_baris_kosong_dan_spasi.xlsx",
    "Every second row blank, cells of spaces, apostrophes, a stray full stop under the table",
    must_not_import=["'"],
)
def blank_rows(book: Book) -> Expected:
    sheet = book.sheet("Sheet1 (2)")
    fill(
        sheet,
        "A2",
        ("No ", " Komitmen", "Kegiatan ", "Penanggung Jawab:", "Target:", "Capaian:"),
        (" ",),
        ("1", "Zakat terbuka", "Data muzaki ", "Kemenag", " 1 data", "1 data "),
        (None, " ", None, "  "),
        ("2", "Zakat terbuka", "Laporan", "Kemenag", "1 laporan", " "),
        (),
        (None, None, "."),
    )
    return said(
        "Sheet1 (2)",
        "milestone target_text achievement_text",
        (4, "Data muzaki", "1 data", "1 data"),
        (6, "Laporan", "1 laporan", None),
        commitment_title="Zakat terbuka",
        lead_agencies=["Kemenag"],
    )


BUILDERS: list[Builder] = [
    rows_by_kind,
    quantity_and_time,
    evidence_by_period,
    years_three_times,
    lettered_reporters,
    nearly_equal_titles,
    long_totals,
    states_with_percent,
    filled_in_by,
    years_of_plan,
    form_with_schedule,
    centre_and_region,
    sheets_of_csos,
    planned_and_real_days,
    english_milestones,
    before_and_after,
    cumulative_quarters,
    blank_rows,
]

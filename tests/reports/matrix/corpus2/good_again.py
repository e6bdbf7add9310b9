"""A second round, written after the first had been cured: do the cures hold for files nobody had in mind?"""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("a01_judul_singkat_di_nama_lembar.xlsx", "The commitment is only in the names of the sheets")
def short_titles(book: Book) -> Expected:
    expected: Expected = []
    for name, lead, step in (("Data Pemilu", "KPU", "API hasil"), ("Bansos Terbuka", "Kemensos", "Usul sanggah")):
        fill(
            book.sheet(name),
            "A1",
            ("No", "Kegiatan", "Penanggung Jawab", "Target", "Capaian", "Status"),
            (1, step, lead, "1 kanal", "uji coba", "Sedang berjalan"),
            (2, f"{step} lanjutan", lead, "2 kanal", None, "Belum mulai"),
        )
        fields = "milestone lead_agencies target_text achievement_text status"
        rows = ((2, step, [lead], "1 kanal", "uji coba", "Sedang berjalan"),)
        rows += ((3, f"{step} lanjutan", [lead], "2 kanal", None, "Belum mulai"),)
        expected += said(name, fields, *rows, commitment_title=name)
    return expected


@good("a02_sampul_menyebut_periode.xlsx", "The cover names the ministry and the period, the matrix does not")
def cover(book: Book) -> Expected:
    front = book.sheet("Sampul")
    fill(
        front,
        "B4",
        ("LAPORAN CAPAIAN KOMITMEN OGI",),
        ("Instansi", ":", "Kementerian Pertanian"),
        ("Periode Pelaporan", ":", "Semester II Tahun 2024"),
    )
    fill(
        book.sheet("Laporan"),
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Realisasi", "%"),
        (1, "Data pupuk terbuka", "Alokasi terbit", "514 daerah", "500 daerah", 97),
    )
    return said(
        "Laporan",
        "success_measure target_text achievement_text percent",
        (2, "Alokasi terbit", "514 daerah", "500 daerah", 97),
        commitment_title="Data pupuk terbuka",
        lead_agencies=["Kementan"],
        period="2024-S2",
        target_year=2024,
    )


@good("a03_t_dan_r_per_triwulan.xlsx", "T and R under quarters named with their B-months")
def short_leaves(book: Book) -> Expected:
    sheet = book.sheet("Monev 2024")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Indikator", "Penanggung Jawab", "TW I (B03)", None, "TW II (B06)", None, "Ket"),
        (None, None, None, None, "T", "R", "T", "R"),
        (1, "Data gizi", "Posyandu melapor", "Kemenkes", "10 kota", "8 kota", "20 kota", "20 kota", None),
        (2, "Data gizi", "Aplikasi terbit", "Kemenkes", "-", "-", "1 aplikasi", None, "tender"),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:H2", "I2:I3")
    return said(
        "Monev 2024",
        "success_measure period target_text achievement_text notes",
        (4, "Posyandu melapor", "2024-Q1", "10 kota", "8 kota", None),
        (4, "Posyandu melapor", "2024-Q2", "20 kota", "20 kota", None),
        (5, "Aplikasi terbit", "2024-Q2", "1 aplikasi", None, "tender"),
        commitment_title="Data gizi",
        lead_agencies=["Kemenkes"],
        target_year=2024,
    )


@good("a04_identitas_target_capaian.xlsx", "Group titles over every column: IDENTITAS, PELAKSANA, TARGET, CAPAIAN")
def grouped_everything(book: Book) -> Expected:
    sheet = book.sheet("Form A")
    fill(
        sheet,
        "A5",
        ("IDENTITAS KOMITMEN", None, None, "PELAKSANA", None, "TARGET", None, "CAPAIAN", None, None),
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Penanggung Jawab",
            "Terkait",
            "Uraian",
            "Waktu",
            "Uraian",
            "%",
            "Status",
        ),
        (
            1,
            "Data hutan adat",
            "Peta terbit",
            "KLHK",
            "BIG; ATR/BPN",
            "1 peta",
            "31 Desember 2024",
            "Draf peta",
            "40%",
            "Dalam proses",
        ),
    )
    sheet.merge("A5:C5", "D5:E5", "F5:G5", "H5:J5")
    return said(
        "Form A",
        "success_measure lead_agencies supporting target_text due_date achievement_text percent status",
        (7, "Peta terbit", ["KLHK"], ["BIG", "ATR/BPN"], "1 peta", "2024-12-31", "Draf peta", 40, "Dalam proses"),
        commitment_title="Data hutan adat",
    )


@good("a05_jan_des_kompak.xlsx", "Jan-Des 2023 and Jan-Jun 2024 under Target and Realisasi")
def month_spans(book: Book) -> Expected:
    sheet = book.sheet("Rencana Kerja")
    fill(
        sheet,
        "B3",
        ("Komitmen", "Kegiatan", "PJ", "Target", None, "Realisasi", None),
        (None, None, None, "Jan-Des 2023", "Jan-Jun 2024", "Jan-Des 2023", "Jan-Jun 2024"),
        ("Adminduk inklusif", "Perekaman KTP", "Kemendagri", "1 juta", "500 ribu", "900 ribu", "510 ribu"),
    )
    sheet.merge("B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3")
    return said(
        "Rencana Kerja",
        "target_year period target_text achievement_text",
        (5, 2023, "any", "1 juta", "900 ribu"),
        (5, 2024, "2024-S1", "500 ribu", "510 ribu"),
        commitment_title="Adminduk inklusif",
        milestone="Perekaman KTP",
        lead_agencies=["Kemendagri"],
    )


@good("a06_bagian_romawi_dan_angka.xlsx", "Levels without any word: I. theme, 1. commitment, then rows (1), (2)")
def bare_levels(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A3",
        ("No", "Ukuran Keberhasilan", "Instansi Penanggung Jawab", "Target", "Realisasi"),
        ("I. TATA KELOLA DATA",),
        ("1. Keterbukaan data pangan",),
        ("(1)", "Harga harian terbit", "Bapanas", "34 provinsi", "30 provinsi"),
        ("(2)", "Stok harian terbit", "Bulog", "1 laman", None),
        ("2. Keterbukaan data energi",),
        ("(1)", "Data listrik desa terbit", "Kementerian ESDM", "1 data", "1 data"),
        ("II. LAYANAN PUBLIK",),
        ("3. Keterbukaan data paspor",),
        ("(1)", "Antrean terbit", "Kemenkumham", "1 laman", "1 laman"),
    )
    for row in (4, 5, 8, 10, 11):
        sheet.merge(f"A{row}:E{row}")
    food, energy, passport = "Keterbukaan data pangan", "Keterbukaan data energi", "Keterbukaan data paspor"
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure target_text achievement_text",
        (6, "1", food, "Harga harian terbit", "34 provinsi", "30 provinsi"),
        (7, "1", food, "Stok harian terbit", "1 laman", None),
        (9, "2", energy, "Data listrik desa terbit", "1 data", "1 data"),
        (12, "3", passport, "Antrean terbit", "1 laman", "1 laman"),
    )


@good(
    "a07_tanda_tangan_tanpa_kata.xlsx",
    "A name under the table without a blank row or any word",
    must_not_import=["Siti", "Pembina"],
)
def bare_signature(book: Book) -> Expected:
    sheet = book.sheet("Laporan BPS")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian", "%"),
        (1, "Statistik terbuka", "Rilis data mikro", "BPS", "12 rilis", "6 rilis", 50),
        (2, "Statistik terbuka", "Portal metadata", "BPS", "1 portal", "1 portal", 100),
        (None, None, None, None, None, "Dr. Siti Contoh, M.Si."),
        (None, None, None, None, None, "Pembina Utama Muda (IV/c)"),
    )
    return said(
        "Laporan BPS",
        "milestone target_text achievement_text percent",
        (2, "Rilis data mikro", "12 rilis", "6 rilis", 50),
        (3, "Portal metadata", "1 portal", "1 portal", 100),
        commitment_title="Statistik terbuka",
        lead_agencies=["BPS"],
    )


@good("a08_nama_lembar_terpotong.xlsx", "Names of ministries that Excel cut off at 31 signs")
def cut_names(book: Book) -> Expected:
    expected: Expected = []
    for name, written, title in (
        ("Kementerian Komunikasi dan Infor", "Kominfo", "Literasi digital"),
        ("Kementerian Energi dan Sumber Da", "ESDM", "Data tambang"),
    ):
        name = name[:31]
        fill(
            book.sheet(name),
            "A2",
            ("No", "Komitmen", "Ukuran Keberhasilan", "Target 2024", "Capaian 2024"),
            (1, title, "Portal terbit", "1 portal", None),
        )
        expected += said(
            name,
            "commitment_title target_text target_year lead_agencies",
            (3, title, "1 portal", 2024, [written]),
        )
    return expected


@good(
    "a09_rekap_dan_matriks.xlsx",
    "A recap with commitments and percentages beside the matrix",
    must_not_import=["Rekap saja"],
)
def recap(book: Book) -> Expected:
    fill(
        book.sheet("Rekapitulasi"),
        "A1",
        ("No", "Komitmen", "Jumlah Milestone", "Selesai", "% Capaian", "Keterangan"),
        (1, "Data air terbuka", 2, 1, 75, "Rekap saja"),
    )
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No", "Komitmen", "Milestone", "Lead Agency", "Target", "% Capaian"),
        (1, "Data air terbuka", "Sensor sungai", "Kementerian PUPR", "10 sensor", 50),
        (1, "Data air terbuka", "Laman air", "Kementerian PUPR", "1 laman", 100),
    )
    return said(
        "Matriks",
        "milestone target_text percent",
        (2, "Sensor sungai", "10 sensor", 50),
        (3, "Laman air", "1 laman", 100),
        commitment_title="Data air terbuka",
        lead_agencies=["PUPR"],
    )


@good(
    "a10_fisik_dan_keuangan.xlsx",
    "Capaian over Fisik (%) and Keuangan (%), money columns beside",
    warnings=["unknown_column"],
)
def physical_and_money(book: Book) -> Expected:
    sheet = book.sheet("Realisasi")
    fill(
        sheet,
        "A4",
        (
            "No",
            "Komitmen",
            "Kegiatan",
            "Perangkat Daerah",
            "Pagu Anggaran",
            "Realisasi Anggaran",
            "Capaian",
            None,
            "Kendala",
        ),
        (None, None, None, None, None, None, "Fisik (%)", "Keuangan (%)"),
        (1, "Musrenbang terbuka", "Pelatihan", "Bappeda", 50000000, 40000000, 90, 80, "Cuaca"),
        (2, "Musrenbang terbuka", "Publikasi", "Diskominfo", 10000000, 0, 0, 0, "-"),
    )
    sheet.merge("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "G4:H4", "I4:I5")
    return said(
        "Realisasi",
        "milestone lead_agencies percent obstacles",
        (6, "Pelatihan", ["Bappeda"], 90, "Cuaca"),
        (7, "Publikasi", ["Diskominfo"], 0, None),
        commitment_title="Musrenbang terbuka",
    )


@good(
    "a11_legenda_di_kanan.xlsx",
    "A legend Status | Keterangan to the right, longer than the table",
    must_not_import=["tanpa kendala"],
)
def long_legend(book: Book) -> Expected:
    sheet = book.sheet("Pantau")
    fill(
        sheet,
        "A2",
        ("Komitmen", "Tahapan", "Penanggung Jawab", "Status", "Keterangan"),
        ("Data laut", "Survei", "KKP", "Selesai", "rilis Mei"),
        ("Data laut", "Publikasi", "KKP", "Belum mulai", None),
    )
    fill(
        sheet,
        "G2",
        ("Kode", "Status", "Keterangan"),
        ("H", "Selesai", "tanpa kendala"),
        ("K", "Berjalan", "ada kendala"),
        ("M", "Terlambat", "perlu bantuan"),
        ("A", "Belum mulai", "belum waktunya"),
    )
    return said(
        "Pantau",
        "milestone status notes",
        (3, "Survei", "Selesai", "rilis Mei"),
        (4, "Publikasi", "Belum mulai", None),
        commitment_title="Data laut",
        lead_agencies=["KKP"],
    )


@good("a12_tahun_kolom_gabung.xlsx", "Year and quarter columns merged downwards, quarter as a number")
def merged_time(book: Book) -> Expected:
    sheet = book.sheet("Realisasi")
    fill(
        sheet,
        "A1",
        ("Tahun", "TW", "Komitmen", "Ukuran Keberhasilan", "K/L", "Realisasi", "Progres"),
        (2023, 3, "Data haji", "Kuota terbit", "Kemenag", "1 laman", 60),
        (None, None, "Data haji", "Antrean terbit", "Kemenag", "1 laman", 80),
        (None, 4, "Data haji", "Kuota terbit", "Kemenag", "1 laman", 100),
        (2024, 1, "Data haji", "Antrean terbit", "Kemenag", "2 laman", 90),
    )
    sheet.merge("A2:A4", "B2:B3")
    return said(
        "Realisasi",
        "target_year period success_measure achievement_text percent",
        (2, 2023, "2023-Q3", "Kuota terbit", "1 laman", 60),
        (3, 2023, "2023-Q3", "Antrean terbit", "1 laman", 80),
        (4, 2023, "2023-Q4", "Kuota terbit", "1 laman", 100),
        (5, 2024, "2024-Q1", "Antrean terbit", "2 laman", 90),
        commitment_title="Data haji",
        lead_agencies=["Kemenag"],
    )


@good("a13_semester_di_judul.xlsx", "Laporan Semester 1 Tahun 2024 in the title, a regulation beside it")
def semester_in_title(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        ("LAPORAN CAPAIAN SEMESTER 1 TAHUN 2024",),
        ("(berdasarkan Keputusan Menteri Nomor 4 Tahun 2023)",),
        (),
        ("No", "Komitmen", "Milestone", "Instansi Penanggungjawab", "Uraian Capaian", "Capaian (%)", "Bukti"),
        (1, "Pers bebas", "Survei indeks", "Dewan Pers", "Survei di 34 provinsi", "55%", "https://contoh.id/s"),
    )
    sheet.merge("A1:G1", "A2:G2")
    return said(
        "Sheet1",
        "milestone achievement_text percent evidence",
        (5, "Survei indeks", "Survei di 34 provinsi", 55, "https://contoh.id/s"),
        commitment_title="Pers bebas",
        lead_agencies=["Dewan Pers"],
        period="2024-S1",
        target_year=2024,
    )


@good(
    "a14_formulir_dua_kolom.xlsx",
    "A form with labels on the left and on the right, then the milestones",
    must_not_import=["0813"],
)
def form_in_two_halves(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 12")
    fill(
        sheet,
        "A1",
        ("FORM PELAPORAN KOMITMEN",),
        ("Komitmen", ": Keterbukaan data beneficial ownership", None, "Tahun", ": 2024"),
        ("Penanggung Jawab", ": Kemenkumham", None, "Mitra OMS", ": TII, PWYP"),
        (),
        ("No", "Tahapan", "Target", "Capaian", "Status"),
        (1, "Verifikasi data", "1.000 korporasi", "700 korporasi", "On track"),
        (2, "Publikasi", "1 laman", None, "Belum mulai"),
        (),
        ("Kontak:", "Ibu Contoh", None, "HP:", "0813-000"),
    )
    return said(
        "Komitmen 12",
        "milestone target_text achievement_text status",
        (6, "Verifikasi data", "1.000 korporasi", "700 korporasi", "On track"),
        (7, "Publikasi", "1 laman", None, "Belum mulai"),
        commitment_number="12",
        commitment_title="Keterbukaan data beneficial ownership",
        lead_agencies=["Kemenkumham"],
        csos=["TII", "PWYP"],
        target_year=2024,
    )


@good("a15_uk_kl_oms_gabung_tahun.xlsx", "K/L and OMS measures, merged commitments, targets of two years")
def pairs_with_years(book: Book) -> Expected:
    sheet = book.sheet("RAN VII")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", None, "Penanggung Jawab"),
        (None, None, None, 2023, 2024),
        (5, "Akses keadilan", "(K/L) UK 1 : Pedoman terbit", "Draf", "Pedoman", "Mahkamah Agung"),
        (None, None, "(OMS) UK 1 : Pedoman dipantau", None, "2 pemantauan", "IJRS; LeIP"),
        (None, None, "(K/L) UK 2 : Hakim terlatih", "50 hakim", "100 hakim", "Mahkamah Agung"),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "A3:A5", "B3:B5")
    return said(
        "RAN VII",
        "success_measure target_year target_text",
        (3, "Pedoman terbit", 2023, "Draf"),
        (3, "Pedoman terbit", 2024, "Pedoman"),
        (4, "Pedoman dipantau", 2024, "2 pemantauan"),
        (5, "Hakim terlatih", 2023, "50 hakim"),
        (5, "Hakim terlatih", 2024, "100 hakim"),
        commitment_number="5",
        commitment_title="Akses keadilan",
    )


@good("a16_matriks_komitmen_14.xlsx", "The commitment inside a longer title line; RAN VII columns only")
def inside_a_title(book: Book) -> Expected:
    sheet = book.sheet("Publik")
    fill(
        sheet,
        "A1",
        ("Matriks Capaian Komitmen 14: Perlindungan kelompok rentan",),
        (),
        ("Ukuran Keberhasilan", "Status", "Data Dukung"),
        ("Peta jalan tersusun", "Selesai", "https://contoh.go.id/peta"),
        ("Petugas terlatih", "Dalam proses", "#"),
    )
    return said(
        "Publik",
        "success_measure status",
        (4, "Peta jalan tersusun", "Selesai"),
        (5, "Petugas terlatih", "Dalam proses"),
        commitment_number="14",
        commitment_title="Perlindungan kelompok rentan",
    )


@good(
    "a17_total_di_tengah_dan_persen_saja.xlsx",
    "Sub-totals named after commitments, a weighted total, notes with *)",
    must_not_import=["Nilai akhir"],
)
def named_totals(book: Book) -> Expected:
    sheet = book.sheet("Skor")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Indikator Keberhasilan", "PJ", "Target", "Realisasi", "Capaian (%)"),
        (1, "Data pajak", "Tabel pajak terbit", "Kemenkeu", 12, 9, 75),
        (2, "Data pajak", "API pajak terbit", "Kemenkeu", 1, 1, 100),
        ("Jumlah Komitmen Data pajak", None, None, None, 13, 10, 87.5),
        (3, "Data cukai", "Tabel cukai terbit", "Kemenkeu", 4, 4, 100),
        ("Rata-Rata Capaian (%)", None, None, None, None, None, 91.7),
        ("*) Nilai akhir dihitung dengan bobot yang sama",),
    )
    sheet.merge("A4:D4", "A6:F6")
    return said(
        "Skor",
        "commitment_title success_measure target_text achievement_text percent",
        (2, "Data pajak", "Tabel pajak terbit", "12", "9", 75),
        (3, "Data pajak", "API pajak terbit", "1", "1", 100),
        (5, "Data cukai", "Tabel cukai terbit", "4", "4", 100),
        lead_agencies=["Kemenkeu"],
    )


@good(
    "a18_libreoffice_triwulan.xlsx",
    "Re-saved by LibreOffice: quarters, column numbers, percent formats, a signature",
    resaved=True,
)
def libreoffice_quarters(book: Book) -> Expected:
    sheet = book.sheet("Capaian 2023")
    fill(
        sheet,
        "B2",
        ("MATRIKS CAPAIAN KOMITMEN",),
        (),
        ("No", "Komitmen", "Kegiatan", "PJ", "TW III", None, "TW IV", None),
        (None, None, None, None, "Target", "Realisasi", "Target", "Realisasi"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
        (1, "Data desa", "Pelatihan", "Kemendesa PDTT", pct(0.5), pct(0.4), pct(1), pct(0.9)),
        (2, "Data desa", "Publikasi", "Kemendesa PDTT", pct(0.25), pct(0.25), pct(1), None),
        (),
        (None, None, None, None, None, None, None, "Jakarta, 31 Desember 2023"),
        (None, None, None, None, None, None, None, "Direktur"),
    )
    sheet.merge("B2:I2", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:I4")
    return said(
        "Capaian 2023",
        "milestone period percent",
        (7, "Pelatihan", "2023-Q3", 40),
        (7, "Pelatihan", "2023-Q4", 90),
        (8, "Publikasi", "2023-Q3", 25),
        (8, "Publikasi", "2023-Q4", None),
        commitment_title="Data desa",
        lead_agencies=["Kemendesa"],
        target_year=2023,
    )


@good("a19_ogp_milestone_bernomor.xlsx", "OGP: one row per commitment, milestones 3.1, 3.2 below it in the same column")
def numbered_milestones(book: Book) -> Expected:
    sheet = book.sheet("NAP")
    fill(
        sheet,
        "A1",
        ("No.", "Commitment / Milestone", "Lead agency", "Start date", "End date", "Status"),
        (3, "Open extractives data", "Ministry of Energy and Mineral Resources"),
        (
            "3.1",
            "Publish contracts",
            "Ministry of Energy and Mineral Resources",
            day(2023, 1, 1),
            day(2023, 12, 31),
            "Completed",
        ),
        ("3.2", "Publish royalties", "Ministry of Finance", day(2024, 1, 1), day(2024, 6, 30), "Delayed"),
        (4, "Open parliament"),
        ("4.1", "Publish minutes", "DPR RI", day(2024, 1, 1), day(2024, 12, 31), "Not started"),
    )
    mining, parliament = "Open extractives data", "Open parliament"
    return said(
        "NAP",
        "commitment_number commitment_title milestone start_date due_date status",
        (3, "3", mining, "Publish contracts", "2023-01-01", "2023-12-31", "Completed"),
        (4, "3", mining, "Publish royalties", "2024-01-01", "2024-06-30", "Delayed"),
        (6, "4", parliament, "Publish minutes", "2024-01-01", "2024-12-31", "Not started"),
    )


@good(
    "a20_baris_instruksi_dan_contoh.xlsx",
    "A row of instructions under the titles, a row Contoh, dashed empty rows",
    must_not_import=["diisi", "XYZ"],
)
def instructions_inside(book: Book) -> Expected:
    sheet = book.sheet("Isian KL")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "K/L Penanggung Jawab", "Target", "Capaian", "Persentase (%)", "Status"),
        ("diisi nama komitmen", "diisi sesuai RAN", "diisi nama K/L", "diisi target", "diisi uraian", "0-100", "pilih"),
        ("Contoh: Komitmen XYZ", "UK XYZ", "Kementerian XYZ", "10", "5", 50, "Selesai"),
        ("Data cuaca", "Prakiraan terbuka", "BMKG", "1 API", "1 API", 100, "Selesai"),
        ("-", "-", "-", "-", "-", "-", "-"),
        ("Data gempa", "Katalog terbuka", "BMKG", "1 katalog", "-", "-", "Belum"),
    )
    return said(
        "Isian KL",
        "commitment_title success_measure target_text achievement_text percent status",
        (4, "Data cuaca", "Prakiraan terbuka", "1 API", "1 API", 100, "Selesai"),
        (6, "Data gempa", "Katalog terbuka", "1 katalog", None, None, "Belum"),
        lead_agencies=["BMKG"],
    )


@good("a21_komitmen_lanjutan.xlsx", "Section rows, printed pages and Komitmen 2 (lanjutan)")
def continued(book: Book) -> Expected:
    sheet = book.sheet("Cetak")
    head = ("No", "Rencana Aksi", "Penanggung Jawab", "Target", "Realisasi")
    fill(
        sheet,
        "A1",
        head,
        ("Komitmen 2: Keterbukaan data guru",),
        (1, "Validasi data guru", "Kemendikbud", "3 juta guru", "2,5 juta guru"),
        ("Halaman 1",),
        head,
        ("Komitmen 2: Keterbukaan data guru (lanjutan)",),
        (2, "Publikasi data guru", "Kemendikbud", "1 laman", None),
    )
    return said(
        "Cetak",
        "milestone commitment_title target_text achievement_text",
        (3, "Validasi data guru", "Keterbukaan data guru", "3 juta guru", "2,5 juta guru"),
        (7, "Publikasi data guru", "Keterbukaan data guru", "1 laman", None),
        commitment_number="2",
        lead_agencies=["Kemendikbud"],
    )


@good("a22_status_berhias.xlsx", "Status words with dots, ticks, remarks and percentages")
def decorated(book: Book) -> Expected:
    sheet = book.sheet("Status")
    words = (
        "🟢 Selesai",
        "✔ Tercapai",
        "Selesai (100%)",
        "Sedang berjalan - 60%",
        "Terlambat (menunggu data)",
        "SELESAI.",
    )
    fill(sheet, "A1", ("No", "Komitmen", "Milestone", "PJ", "Status Capaian"))
    for row, word in enumerate(words, start=2):
        sheet.row(row, row - 1, "Data terbuka", f"Langkah {row}", "BPS", word)
    return said(
        "Status",
        "milestone status",
        *((row, f"Langkah {row}", word) for row, word in enumerate(words, start=2)),
        commitment_title="Data terbuka",
    )


BUILDERS: list[Builder] = [
    value
    for value in list(globals().values())
    if getattr(value, "__qualname__", "").endswith("decorate.<locals>.build")
]

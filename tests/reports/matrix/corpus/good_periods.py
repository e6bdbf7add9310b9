"""Good files, second part: periods across and downwards (matrix.md, layout 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, pct, readable, rec


def cumulative_b03_to_b24() -> Example:
    """Stranas PK: cumulative percentages over two years; what is not due yet has a target and no achievement."""
    file = "11_stranas_kumulatif_b03_b24.xlsx"
    book = Book()
    sheet = book.sheet("Stranas")
    months = [f"B{number:02}" for number in range(3, 25, 3)]
    sheet.put(1, 1, "CAPAIAN KUMULATIF AKSI 2023-2024")
    sheet.row(3, "No", "Aksi", "Indikator", "Penanggung Jawab", "Target (%)")
    sheet.put(3, 13, "Capaian (%)")
    sheet.row(4, *months, *months, col=5)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:L3", "M3:T3")
    sheet.header(3, 4)
    targets = (10, 25, 35, 50, 60, 75, 90, 100)
    rows = (
        (5, "Satu peta kawasan hutan", "Tumpang tindih izin terpetakan", "KLHK", (12, 21.32, 33, 50)),
        (6, "Pemilik manfaat korporasi", "Korporasi melaporkan pemilik manfaat", "Kemenkumham", (8, 20, 41.5)),
    )
    expected = []
    for number, (row, title, measure, lead, reached) in enumerate(rows, start=1):
        sheet.row(row, number, title, measure, lead, *targets, *reached)
        expected += [
            rec(
                "Stranas",
                row,
                commitment_title=title,
                success_measure=measure,
                lead_agencies=[lead],
                period=month,
                target_year="any",
                target_text="any",
                percent=reached[position] if position < len(reached) else None,
            )
            for position, month in enumerate(months)
        ]
    return (
        file,
        book.data(),
        readable(
            file,
            "Cumulative B03 to B24, target and achievement in percent under merged headers",
            "header rows 3-4",
            expected,
        ),
    )


def ranham_three_reports() -> Example:
    """RANHAM: B04, B08 and B12 under Target and under Capaian, with data dukung once per row."""
    file = "12_ranham_b04_b08_b12.xlsx"
    book = Book()
    sheet = book.sheet("RANHAM")
    sheet.put(1, 1, "PELAPORAN AKSI HAM TAHUN 2023")
    sheet.row(3, "No", "Aksi", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", None, None, "Capaian")
    sheet.put(3, 11, "Data Dukung")
    sheet.row(4, *(["B04", "B08", "B12"] * 2), col=5)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3", "K3:K4")
    sheet.header(3, 4)
    title = "Layanan publik yang ramah penyandang disabilitas"
    sheet.rows(
        5,
        (
            1,
            title,
            "Jumlah kantor dengan sarana ramah disabilitas",
            "Kemensos",
            "Pemetaan kantor",
            "50 kantor",
            "100 kantor",
            "Pemetaan selesai",
            "41 kantor",
            None,
            "Laporan dan foto",
        ),
        (
            2,
            title,
            "Pelatihan petugas layanan",
            "KemenPANRB",
            None,
            "1 angkatan",
            "2 angkatan",
            None,
            "1 angkatan",
            None,
            "-",
        ),
    )
    first = {
        "commitment_title": title,
        "success_measure": "Jumlah kantor dengan sarana ramah disabilitas",
        "lead_agencies": ["Kemensos"],
        "target_year": 2023,
    }
    second = {
        **first,
        "success_measure": "Pelatihan petugas layanan",
        "lead_agencies": ["KemenPANRB"],
    }
    said = [
        (5, first, "2023-B04", "Pemetaan kantor", "Pemetaan selesai"),
        (5, first, "2023-B08", "50 kantor", "41 kantor"),
        (5, first, "2023-B12", "100 kantor", None),
        (6, second, "2023-B08", "1 angkatan", "1 angkatan"),
        (6, second, "2023-B12", "2 angkatan", None),
    ]
    return (
        file,
        book.data(),
        readable(
            file,
            "Three periods a year under Target and Capaian, the year in the title",
            "header rows 3-4",
            [
                rec("RANHAM", row, **common, period=period, target_text=target, achievement_text=achievement)
                for row, common, period, target, achievement in said
            ],
        ),
    )


def year_and_quarter_columns() -> Example:
    """Long periods: a year column (number, text and float) and a quarter column in several spellings."""
    file = "13_kolom_tahun_dan_periode.xlsx"
    book = Book()
    sheet = book.sheet("Laporan")
    sheet.row(
        1,
        "No Komitmen",
        "Komitmen",
        "Ukuran Keberhasilan",
        "Penanggung Jawab",
        "Tahun",
        "Periode",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Status",
    )
    sheet.header(1)
    title = "Keterbukaan data kebencanaan"
    measure = "Data kejadian bencana terbit dalam format terbuka"
    quarters = (
        (2, 2023, "TW I", "2023-Q1", "1 katalog", "1 katalog", 100, "Selesai", "completed"),
        (3, "2023", "Triwulan II", "2023-Q2", "10 dataset", "8 dataset", 80, "Sedang berjalan", "in_progress"),
        (4, 2023.0, "TW III", "2023-Q3", "20 dataset", "20 dataset", 100, "SELESAI", "completed"),
        (5, "2024", "Q1", "2024-Q1", "30 dataset", None, None, "Belum mulai", "not_started"),
    )
    expected = []
    for row, year, written, period, target, achievement, percent, status, meaning in quarters:
        sheet.row(row, 2, title, measure, "BNPB", year, written, target, achievement, percent, status)
        expected.append(
            rec(
                "Laporan",
                row,
                commitment_number="2",
                commitment_title=title,
                success_measure=measure,
                lead_agencies=["BNPB"],
                target_year=int(year),
                period=period,
                target_text=target,
                achievement_text=achievement,
                percent=percent,
                status=status,
                status_class=meaning,
            )
        )
    return (
        file,
        book.data(),
        readable(file, "The same measure in four periods is no duplicate", "header row 1", expected),
    )


def period_says_it_all() -> Example:
    """One column ``Periode Pelaporan`` holds quarter and year together."""
    file = "14_periode_lengkap.xlsx"
    book = Book()
    sheet = book.sheet("Monitoring")
    sheet.put(2, 2, "Monitoring kegiatan kokreasi")
    sheet.row(4, "Komitmen", "Kegiatan", "K/L Penanggung Jawab", "Periode", "Capaian", "Progres (%)", col=2)
    sheet.header(4)
    title = "Keterbukaan informasi beasiswa"
    rows = (
        (5, "Penyusunan panduan bersama", "TW IV 2023", "2023-Q4", 2023, "Panduan terbit", 100),
        (6, "Uji publik kriteria", "Triwulan I Tahun 2024", "2024-Q1", 2024, "2 pertemuan", 66),
        (7, "Portal beasiswa", "Semester 1 2024", "2024-S1", 2024, "Purwarupa", 30),
        (8, "Portal beasiswa", "B09 Tahun 2024", "2024-B09", 2024, "Uji coba terbatas", 55),
        (9, "Evaluasi", "Desember 2024", "2024-12", 2024, None, None),
    )
    expected = []
    for row, activity, written, period, year, achievement, percent in rows:
        sheet.row(row, title, activity, "Kemenkeu", written, achievement, percent, col=2)
        expected.append(
            rec(
                "Monitoring",
                row,
                commitment_title=title,
                milestone=activity,
                lead_agencies=["Kemenkeu"],
                period=period,
                target_year=year,
                achievement_text=achievement,
                percent=percent,
            )
        )
    return (
        file,
        book.data(),
        readable(file, "Period and year in one cell, five spellings", "header row 4, from column B", expected),
    )


def sheet_per_year() -> Example:
    """Two sheets with the same table; the year is only in the sheet names."""
    file = "15_lembar_per_tahun.xlsx"
    book = Book()
    title = "Data terbuka transportasi publik"
    expected = []
    for year, rows in (
        (2022, (("Jadwal angkutan tersedia sebagai GTFS", "3 kota", "3 kota", pct(1), 100),)),
        (
            2023,
            (
                ("Jadwal angkutan tersedia sebagai GTFS", "8 kota", "6 kota", pct(0.75), 75),
                ("Data keselamatan jalan terbuka", "1 dataset", "belum ada", pct(0), 0),
            ),
        ),
    ):
        sheet = book.sheet(f"Tahun {year}")
        sheet.row(2, "No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Realisasi", "%")
        sheet.header(2)
        for row, (measure, target, achievement, shown, percent) in enumerate(rows, start=3):
            sheet.row(row, 5, title, measure, "Kementerian Perhubungan", target, achievement, shown)
            expected.append(
                rec(
                    f"Tahun {year}",
                    row,
                    commitment_title=title,
                    success_measure=measure,
                    lead_agencies=["Kemenhub"],
                    target_year=year,
                    target_text=target,
                    achievement_text=achievement,
                    percent=percent,
                )
            )
    return (
        file,
        book.data(),
        readable(file, "One sheet per year, year in the sheet name", "header row 2 on two sheets", expected),
    )


def sismonev_quarter() -> Example:
    """Like SISMONEV: the quarter of the report stands above the table, due dates are quarters too."""
    file = "16_sismonev_triwulan.xlsx"
    book = Book()
    sheet = book.sheet("TW2")
    sheet.rows(
        1,
        ("LAPORAN TRIWULAN II TAHUN 2024",),
        ("PEMANTAUAN AKSI KETERBUKAAN PEMERINTAH",),
        (None,),
        ("No", "Ukuran Keberhasilan", "Rencana Aksi", "Komitmen", "Instansi Pelaksana", "Capaian", "%", "Ket"),
    )
    sheet.header(4)
    title = "Pelayanan statistik untuk publik"
    sheet.rows(
        5,
        (
            1,
            "Metadata statistik sektoral terbuka",
            "Pembinaan walidata",
            title,
            "Badan Pusat Statistik",
            "120 instansi dibina",
            "60 %",
            "n/a",
        ),
        (
            2,
            "Permintaan data mikro dijawab 5 hari",
            "Layanan permintaan daring",
            title,
            "BPS",
            "Rata-rata 4 hari kerja",
            "100 %",
            "—",
        ),
    )
    common = {
        "commitment_title": title,
        "lead_agencies": ["BPS"],
        "target_year": 2024,
        "period": "2024-Q2",
        "notes": None,
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Quarter in the title; an achievement that begins with Rata-rata is no total",
            "header row 4",
            [
                rec(
                    "TW2",
                    5,
                    **common,
                    success_measure="Metadata statistik sektoral terbuka",
                    milestone="Pembinaan walidata",
                    achievement_text="120 instansi dibina",
                    percent=60,
                ),
                rec(
                    "TW2",
                    6,
                    **common,
                    success_measure="Permintaan data mikro dijawab 5 hari",
                    milestone="Layanan permintaan daring",
                    achievement_text="Rata-rata 4 hari kerja",
                    percent=100,
                ),
            ],
        ),
    )


def target_and_reached_per_year() -> Example:
    """Year in the leaf: Target 2023, Realisasi 2023, Target 2024, Realisasi 2024 in one header row."""
    file = "17_target_realisasi_per_tahun.xlsx"
    book = Book()
    sheet = book.sheet("Matriks Target")
    sheet.row(
        1,
        "Komitmen",
        "Indikator",
        "Unit Kerja Penanggung Jawab",
        "Target 2023",
        "Realisasi 2023",
        "Target Tahun 2024",
        "Realisasi Tahun 2024",
        "Kendala",
    )
    sheet.header(1)
    title = "Transparansi perizinan tambang"
    sheet.rows(
        2,
        (
            title,
            "Peta izin tambang terbuka",
            "Kementerian Energi dan Sumber Daya Mineral",
            "500 izin",
            "530 izin",
            "1000 izin",
            "700 izin",
            "Data koordinat belum seragam",
        ),
        (
            title,
            "Data penerimaan negara per perusahaan",
            "Kementerian ESDM",
            "-",
            "-",
            "1 laporan",
            None,
            None,
        ),
    )
    common = {"commitment_title": title, "lead_agencies": ["ESDM"]}
    permits = {**common, "success_measure": "Peta izin tambang terbuka"}
    return (
        file,
        book.data(),
        readable(
            file,
            "Year inside the header text; a year with dashes only gives no record",
            "header row 1",
            [
                rec(
                    "Matriks Target",
                    2,
                    **permits,
                    target_year=2023,
                    target_text="500 izin",
                    achievement_text="530 izin",
                ),
                rec(
                    "Matriks Target",
                    2,
                    **permits,
                    target_year=2024,
                    target_text="1000 izin",
                    achievement_text="700 izin",
                ),
                rec(
                    "Matriks Target",
                    3,
                    **common,
                    success_measure="Data penerimaan negara per perusahaan",
                    target_year=2024,
                    target_text="1 laporan",
                    achievement_text=None,
                ),
            ],
        ),
    )


def due_as_written() -> Example:
    """Deadlines in a dozen spellings: days are days, quarters and months stay periods."""
    file = "18_tenggat_segala_ejaan.xlsx"
    book = Book()
    sheet = book.sheet("Renaksi")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Mulai", "Batas Waktu")
    sheet.header(1)
    title = "Keterbukaan data kelautan"
    days = {
        "31 Desember 2021": "2021-12-31",
        "05/07/2022": "2022-07-05",
        "31-12-2021": "2021-12-31",
        "2022-09-30": "2022-09-30",
        "17 Agt 2022": "2022-08-17",
        "17 Ags 2023": "2023-08-17",
        "1 Agu 2023": "2023-08-01",
        "Jumat, 30 September 2022": "2022-09-30",
        "3 Okt. 2022": "2022-10-03",
        "9 Mei 2023": "2023-05-09",
    }
    periods = {
        "Des-21": "2021-12",
        "TW IV 2021": "2021-Q4",
        "Q3 2021": "2021-Q3",
        "Triwulan II 2023": "2023-Q2",
        "Semester 1 2022": "2022-S1",
        "November 2023": "2023-11",
        2022: "2022",
        "2023": "2023",
    }
    open_ended = ("s.d. 30 Juni", "Q1-Q2", "Akhir 2022", "Y2")
    expected = []
    rows = [
        *((written, {"start_date": "2021-01-04", "due_date": read, "period": "any"}) for written, read in days.items()),
        *((written, {"start_date": None, "due_date": "any", "period": read}) for written, read in periods.items()),
        *((written, {"start_date": None, "due_date": "any", "period": "any"}) for written in open_ended),
    ]
    for row, (written, dates) in enumerate(rows, start=2):
        started = day(2021, 1, 4) if dates["start_date"] else None
        sheet.row(row, title, f"Tahap {row}", "KKP", started, written)
        expected.append(rec("Renaksi", row, commitment_title=title, milestone=f"Tahap {row}", **dates))
    return (
        file,
        book.data(),
        readable(file, "Every spelling of a deadline in matrix.md", "header row 1", expected, accepted="any"),
    )


def half_years_wide() -> Example:
    """Semester I and II of two years under ``Target`` and ``Capaian``, long text in the cells."""
    file = "19_semester_dua_tahun.xlsx"
    book = Book()
    sheet = book.sheet("Semesteran")
    sheet.put(1, 1, "Matriks Target dan Capaian per Semester")
    sheet.row(3, "No", "Komitmen", "Ukuran Keberhasilan", "Penanggungjawab", "2023", None, None, None, "2024")
    sheet.row(4, *["Semester I", None, "Semester II", None] * 2, col=5)
    sheet.row(5, *["Target", "Capaian"] * 4, col=5)
    sheet.merge("A3:A5", "B3:B5", "C3:C5", "D3:D5", "E3:H3", "I3:L3", "E4:F4", "G4:H4", "I4:J4", "K4:L4")
    sheet.header(3, 4, 5)
    title = "Peradilan yang terbuka"
    sheet.row(
        6,
        1,
        title,
        "Putusan diunggah paling lambat satu hari",
        "Mahkamah Agung",
        "60% pengadilan",
        "62% pengadilan",
        "70% pengadilan",
        "69% pengadilan",
        "80% pengadilan",
        "75% pengadilan",
        "90% pengadilan",
    )
    common = {
        "commitment_title": title,
        "success_measure": "Putusan diunggah paling lambat satu hari",
        "lead_agencies": ["Mahkamah Agung"],
    }
    said = (
        (2023, "2023-S1", "60% pengadilan", "62% pengadilan"),
        (2023, "2023-S2", "70% pengadilan", "69% pengadilan"),
        (2024, "2024-S1", "80% pengadilan", "75% pengadilan"),
        (2024, "2024-S2", "90% pengadilan", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Three header rows: year, semester, target and achievement",
            "header rows 3-5",
            [
                rec(
                    "Semesteran",
                    6,
                    **common,
                    target_year=year,
                    period=period,
                    target_text=target,
                    achievement_text=achievement,
                )
                for year, period, target, achievement in said
            ],
        ),
    )


def plan_years_are_no_year() -> Example:
    """The plan's span in the title is not the year of a target; two years stand in the year column."""
    file = "20_judul_memuat_masa_rencana.xlsx"
    book = Book()
    sheet = book.sheet("Komitmen")
    sheet.put(1, 1, "MATRIKS RENCANA AKSI NASIONAL 2023-2024")
    sheet.merge("A1:E1")
    sheet.row(2, "No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target")
    sheet.header(2)
    sheet.rows(
        3,
        (
            1,
            "Keterbukaan penanganan stunting",
            "Data prevalensi per desa terbuka",
            "Kemenkes; BKKBN",
            "100 kabupaten",
        ),
        (2, "Keterbukaan beras cadangan", "Stok harian terbit", "Bulog", "Laman stok"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "No year is said per target: none is invented",
            "header row 2",
            [
                rec(
                    "Komitmen",
                    3,
                    commitment_title="Keterbukaan penanganan stunting",
                    success_measure="Data prevalensi per desa terbuka",
                    lead_agencies=["Kemenkes", "BKKBN"],
                    target_year=None,
                    target_text="100 kabupaten",
                ),
                rec(
                    "Komitmen",
                    4,
                    commitment_title="Keterbukaan beras cadangan",
                    success_measure="Stok harian terbit",
                    lead_agencies=["Bulog"],
                    target_year=None,
                    target_text="Laman stok",
                ),
            ],
        ),
    )


def twelve_months_across() -> Example:
    """Month blocks JAN to DES under ``% Progres``; only the months that were filled are records."""
    file = "65_progres_bulanan.xlsx"
    book = Book()
    sheet = book.sheet("Progres 2024")
    sheet.put(1, 1, "PROGRES BULANAN RENCANA AKSI TAHUN 2024")
    sheet.row(3, "No", "Komitmen", "Kegiatan", "Penanggung Jawab", "% Progres")
    sheet.put(3, 17, "Keterangan")
    months = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGS", "SEP", "OKT", "NOV", "DES")
    sheet.row(4, *months, col=5)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:P3", "Q3:Q4")
    sheet.header(3, 4)
    title = "Keterbukaan data tanah wakaf"
    sheet.row(5, 1, title, "Pendataan bidang", "Kementerian Agama", pct(0.1), pct(0.25), pct(0.25), pct(0.4))
    sheet.row(6, 2, title, "Publikasi peta", "ATR/BPN", None, None, pct(0), "-", pct(0.125, "0.0%"))
    said = (
        (5, "Pendataan bidang", "Kemenag", "2024-01", 10),
        (5, "Pendataan bidang", "Kemenag", "2024-02", 25),
        (5, "Pendataan bidang", "Kemenag", "2024-03", 25),
        (5, "Pendataan bidang", "Kemenag", "2024-04", 40),
        (6, "Publikasi peta", "ATR/BPN", "2024-03", 0),
        (6, "Publikasi peta", "ATR/BPN", "2024-05", 12.5),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Twelve months under one percent header",
            "header rows 3-4",
            [
                rec(
                    "Progres 2024",
                    row,
                    commitment_title=title,
                    milestone=step,
                    lead_agencies=[lead],
                    target_year=2024,
                    period=period,
                    percent=percent,
                )
                for row, step, lead, period, percent in said
            ],
        ),
    )


BUILDERS: list[Builder] = [
    cumulative_b03_to_b24,
    ranham_three_reports,
    year_and_quarter_columns,
    period_says_it_all,
    sheet_per_year,
    sismonev_quarter,
    target_and_reached_per_year,
    due_as_written,
    half_years_wide,
    plan_years_are_no_year,
    twelve_months_across,
]

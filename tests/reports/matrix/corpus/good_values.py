"""Good files, sixth part: what stands in the cells (matrix.md, section 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import As, Book, Builder, Example, day, pct, readable, rec


def qualified_percentages() -> Example:
    """``>50%``, ``± 40%``, ``30-40%`` and ``50 % (3 dari 6)`` never become plain numbers; the person is told."""
    file = "54_persen_berkualifikasi.xlsx"
    book = Book()
    sheet = book.sheet("Monitoring")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Target", "% Capaian")
    sheet.header(1)
    title = "Keterbukaan data irigasi"
    written = (">50%", "± 40%", "30-40%", "50 % (3 dari 6)", "80%")
    expected = []
    for row, percent in enumerate(written, start=2):
        sheet.row(row, title, f"Daerah irigasi {row}", "Kementerian PUPR", "6 daerah", percent)
        expected.append(
            rec(
                "Monitoring",
                row,
                commitment_title=title,
                milestone=f"Daerah irigasi {row}",
                percent=80 if percent == "80%" else None,
            )
        )
    return (
        file,
        book.data(),
        readable(
            file,
            "Qualified percentages are kept as text with a warning",
            "header row 1",
            expected,
            warnings=["qualified_value"],
        ),
    )


def percent_without_sign_in_header() -> Example:
    """``Capaian`` holds only percentages by cell format, ``Progres`` only text."""
    file = "55_capaian_berupa_persen.xlsx"
    book = Book()
    sheet = book.sheet("Capaian")
    sheet.row(2, "No", "Komitmen", "Indikator Kinerja", "Penanggung Jawab", "Target", "Capaian", "Progres")
    sheet.header(2)
    title = "Keterbukaan data logistik"
    sheet.rows(
        3,
        (1, title, "Waktu tunggu pelabuhan terbit", "Kemenhub", "12 rilis", pct(0.5), "Enam rilis sudah terbit"),
        (2, title, "Biaya logistik terbit", "Kemenko Perekonomian", "1 kajian", pct(1), "Kajian selesai Mei"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "The column named Capaian holds percentages, Progres holds the words",
            "header row 2",
            [
                rec(
                    "Capaian",
                    3,
                    commitment_title=title,
                    success_measure="Waktu tunggu pelabuhan terbit",
                    lead_agencies=["Kemenhub"],
                    target_text="12 rilis",
                    percent=50,
                    achievement_text="Enam rilis sudah terbit",
                ),
                rec(
                    "Capaian",
                    4,
                    commitment_title=title,
                    success_measure="Biaya logistik terbit",
                    lead_agencies=["Kemenko Perekonomian"],
                    target_text="1 kajian",
                    percent=100,
                    achievement_text="Kajian selesai Mei",
                ),
            ],
        ),
    )


def every_status_word() -> Example:
    """Status words in any case and with trailing blanks; their wording is kept."""
    file = "56_kata_status.xlsx"
    book = Book()
    sheet = book.sheet("Status")
    sheet.row(1, "Komitmen", "Rencana Aksi", "PJ", "Status Pelaksanaan")
    sheet.header(1)
    title = "Keterbukaan data ketenagakerjaan"
    words = {
        "Selesai": "completed",
        "TERCAPAI": "completed",
        "On track": "any",
        "Sedang Berjalan ": "in_progress",
        "dalam proses": "in_progress",
        "Proses": "in_progress",
        "Belum mulai": "not_started",
        "Belum": "any",
        "Belum tercapai": "any",
        "Tidak tercapai": "any",
        "Terlambat": "delayed",
        "Dibatalkan": "any",
        "Completed": "completed",
        "In Progress": "in_progress",
        "Not started": "not_started",
        "Delayed": "delayed",
    }
    expected = []
    for row, (word, meaning) in enumerate(words.items(), start=2):
        sheet.row(row, title, f"Aksi {row}", "Kemnaker", word)
        expected.append(
            rec(
                "Status",
                row,
                commitment_title=title,
                milestone=f"Aksi {row}",
                status=word.strip(),
                status_class=meaning,
            )
        )
    for row, nothing in enumerate(("-", None), start=len(words) + 2):
        sheet.row(row, title, f"Aksi {row}", "Kemnaker", nothing)
        expected.append(rec("Status", row, commitment_title=title, milestone=f"Aksi {row}", status=None))
    return file, book.data(), readable(file, "All status words of matrix.md", "header row 1", expected)


def names_with_separators() -> Example:
    """Agency names that contain commas, slashes and ``dan``; lists with every separator."""
    file = "57_nama_instansi_majemuk.xlsx"
    book = Book()
    sheet = book.sheet("Instansi")
    sheet.row(1, "Komitmen", "Kegiatan", "Penanggung Jawab", "Instansi Terkait", "Mitra CSO")
    sheet.header(1)
    title = "Keterbukaan lintas kementerian"
    lists = (
        ("Kementerian Desa, PDT, dan Transmigrasi", "Kementerian PPN/Bappenas", "PATTIRO"),
        ("Kementerian PPN/Bappenas dan Kementerian Dalam Negeri", "ATR/BPN; Kemenkeu", "Perludem & KOPEL"),
        (
            "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi",
            "Kementerian Kelautan dan Perikanan, Kementerian Lingkungan Hidup dan Kehutanan",
            "Perkumpulan untuk Pemilu dan Demokrasi (Perludem), ICW",
        ),
        (
            "Kementerian Hukum dan HAM serta Kejaksaan Agung",
            "Kementerian Energi dan Sumber Daya Mineral, Lembaga Perlindungan Saksi dan Korban",
            "1. ICJR\n2. LeIP\n3. KontraS",
        ),
        ("Kementerian Pemberdayaan Perempuan dan Perlindungan Anak", "Seluruh K/L", "YAPPIKA-ActionAid / MediaLink"),
        ("Kementerian Komunikasi dan Informatika (Kominfo)", "- BSSN\n- Kantor Staf Presiden", "-"),
        ("Komisi Pemilihan Umum (KPU)\nBadan Pengawas Pemilihan Umum (Bawaslu)", "KOMNAS HAM", "TII"),
        ("Kementerian PAN dan RB", "Ombudsman RI", "LBH APIK, PBHI dan YLBHI"),
    )
    read = (
        (["Kemendesa PDTT"], ["Bappenas"], ["PATTIRO"]),
        (["Bappenas", "Kemendagri"], ["ATR/BPN", "Kemenkeu"], ["Perludem", "KOPEL"]),
        (["Kemendikbudristek"], ["KKP", "KLHK"], ["Perludem", "ICW"]),
        (["Kemenkumham", "Kejaksaan Agung"], ["ESDM", "LPSK"], ["ICJR", "LeIP", "KontraS"]),
        (["KemenPPPA"], ["Seluruh K/L"], ["YAPPIKA", "MediaLink"]),
        (["Kominfo"], ["BSSN", "KSP"], None),
        (["KPU", "Bawaslu"], ["Komnas HAM"], "any"),
        (["KemenPANRB"], ["Ombudsman RI"], ["LBH APIK", "PBHI", "YLBHI"]),
    )
    expected = []
    for row, (written, (lead, supporting, csos)) in enumerate(zip(lists, read, strict=True), start=2):
        sheet.row(row, title, f"Kegiatan {row}", *written)
        expected.append(
            rec(
                "Instansi",
                row,
                commitment_title=title,
                milestone=f"Kegiatan {row}",
                lead_agencies=lead,
                supporting=supporting,
                csos=csos,
            )
        )
    return (
        file,
        book.data(),
        readable(file, "Known names first, separators afterwards", "header row 1", expected, accepted="any"),
    )


def commitment_numbers() -> Example:
    """K1, Komitmen 2, 5., 06 and a float: one commitment number each."""
    file = "58_ejaan_nomor_komitmen.xlsx"
    book = Book()
    sheet = book.sheet("Nomor")
    sheet.row(1, "Nomor Komitmen", "Judul Komitmen", "Ukuran Keberhasilan", "PJ", "Tahun", "Target", "Satuan")
    sheet.header(1)
    spelled = (("K1", "1"), ("Komitmen 2", "2"), ("5.", "5"), ("06", "6"), (7.0, "7"), (" 8 ", "8"), ("12", "12"))
    expected = []
    for row, (written, number) in enumerate(spelled, start=2):
        title = f"Keterbukaan data sektor {number}"
        target = As(float(row * 10), "0.0")
        sheet.row(row, written, title, "Data terbit berkala", "BPS", 2024, target, "dataset")
        expected.append(
            rec(
                "Nomor",
                row,
                commitment_number=number,
                commitment_title=title,
                success_measure="Data terbit berkala",
                target_year=2024,
                target_text=str(row * 10),
                unit="dataset",
            )
        )
    return file, book.data(), readable(file, "Spellings of a commitment number", "header row 1", expected)


def narrative_like_formulas() -> Example:
    """Cells that begin with ``-``, ``=``, ``+`` or ``@`` and are honest text, a dozen lines among them."""
    file = "59_uraian_mirip_rumus.xlsx"
    book = Book()
    sheet = book.sheet("Uraian")
    sheet.row(1, "Komitmen", "Kegiatan", "PJ", "Capaian", "Kendala", "Tindak Lanjut", "Keterangan", "Data Dukung")
    sheet.header(1)
    title = "Keterbukaan data keselamatan pelayaran"
    dozen = "\n".join(f"- langkah {number} dilaksanakan bersama daerah" for number in range(1, 13))
    sheet.rows(
        2,
        (
            title,
            "Pendataan kapal rakyat",
            "Kemenhub",
            dozen,
            "=belum ada anggaran tahun berjalan",
            "+ tambahan personel",
            "@humas sudah diberi tahu",
            "https://a.example.go.id\nhttps://b.example.go.id",
        ),
        (
            title,
            "Pelatihan awak kapal",
            "Kemenhub",
            "- 4 pelatihan",
            "=1+1",
            "-",
            "'=A1 tidak dipakai",
            "Laporan <internal> & foto",
        ),
    )
    common = {"commitment_title": title, "lead_agencies": ["Kemenhub"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Text that looks like a formula stays text; a lone dash is empty",
            "header row 1",
            [
                rec(
                    "Uraian",
                    2,
                    **common,
                    milestone="Pendataan kapal rakyat",
                    achievement_text=dozen,
                    obstacles="=belum ada anggaran tahun berjalan",
                    follow_up="+ tambahan personel",
                    notes="@humas sudah diberi tahu",
                    evidence="https://a.example.go.id\nhttps://b.example.go.id",
                ),
                rec(
                    "Uraian",
                    3,
                    **common,
                    milestone="Pelatihan awak kapal",
                    achievement_text="- 4 pelatihan",
                    obstacles="=1+1",
                    follow_up=None,
                    notes="any",
                    evidence="Laporan <internal> & foto",
                ),
            ],
        ),
    )


def over_achievement() -> Example:
    """Above 100 and up to 200 is accepted, in three spellings, and the figure is kept."""
    file = "60_capaian_di_atas_seratus.xlsx"
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.row(1, "Komitmen", "Ukuran Keberhasilan", "Leading Sector", "Target 2024", "Realisasi", "Persentase Capaian")
    sheet.header(1)
    title = "Keterbukaan pelatihan kerja"
    expected = []
    for row, (measure, reached, written, percent) in enumerate(
        (
            ("Peserta daring", "1.340 peserta", pct(1.34), 134),
            ("Peserta difabel", "60 peserta", "120%", 120),
            ("Kelas desa", "200 kelas", "200 %", 200),
            ("Kelas kota", "98 kelas", pct(0.98), 98),
        ),
        start=2,
    ):
        sheet.row(row, title, measure, "Kemnaker", "lihat lampiran", reached, written)
        expected.append(
            rec(
                "Sheet1",
                row,
                commitment_title=title,
                success_measure=measure,
                lead_agencies=["Kemnaker"],
                target_year=2024,
                target_text="lihat lampiran",
                achievement_text=reached,
                percent=percent,
            )
        )
    return file, book.data(), readable(file, "Over-achievement up to 200 per cent", "header row 1", expected)


def english_quarters() -> Example:
    """English headers with quarters across: Target and Actual for Q1 to Q4 of one year, numbers in the cells."""
    file = "61_quarterly_report_english.xlsx"
    book = Book()
    sheet = book.sheet("Report 2024")
    sheet.put(1, 1, "Quarterly progress report")
    sheet.row(3, "No", "Commitment", "Success Measure", "Responsible Agency", "Target")
    sheet.put(3, 9, "Achievement")
    sheet.row(4, *(["Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024"] * 2), col=5)
    sheet.put(3, 13, "Remarks")
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:H3", "I3:L3", "M3:M4")
    sheet.header(3, 4)
    title = "Open contracting in the regions"
    sheet.rows(
        5,
        (1, title, "Districts publish contracts", "LKPP", 10, 20, 30, 40, 12, 18, None, None, "Two districts withdrew"),
        (2, title, "Citizens trained", "LKPP", None, 100, None, 200, None, 90),
    )
    first = {
        "commitment_title": title,
        "success_measure": "Districts publish contracts",
        "lead_agencies": ["LKPP"],
        "target_year": 2024,
        "notes": "any",
    }
    second = {**first, "success_measure": "Citizens trained", "notes": None}
    said = (
        (5, first, "2024-Q1", "10", "12"),
        (5, first, "2024-Q2", "20", "18"),
        (5, first, "2024-Q3", "30", None),
        (5, first, "2024-Q4", "40", None),
        (6, second, "2024-Q2", "100", "90"),
        (6, second, "2024-Q4", "200", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "English wide quarters with numbers",
            "header rows 3-4",
            [
                rec("Report 2024", row, **common, period=period, target_text=target, achievement_text=achievement)
                for row, common, period, target, achievement in said
            ],
        ),
    )


def words_instead_of_figures() -> Example:
    """Ministry wording: ``belum`` for no percentage, a unit inside the ministry, a column of the place."""
    file = "62_unit_kerja_dan_lokasi.xlsx"
    book = Book()
    sheet = book.sheet("Renstra")
    sheet.row(1, "LAPORAN UNIT KERJA", col=2)
    sheet.row(
        4,
        "Kode",
        "Komitmen",
        "Kegiatan",
        "Unit Kerja Penanggung Jawab",
        "Lokasi",
        "Pagu",
        "Volume Target",
        "Realisasi",
        "Progres (%)",
        col=2,
    )
    sheet.header(4)
    title = "Keterbukaan data badan hukum"
    sheet.rows(
        5,
        (
            "1.01",
            title,
            "Pembukaan data pemilik manfaat",
            "Ditjen AHU, Kemenkumham",
            "Jakarta",
            500,
            "1 basis data",
            None,
            "belum",
        ),
        (
            "1.02",
            title,
            "Pelatihan notaris",
            "Kemenkumham",
            "34 provinsi",
            250,
            "10 pelatihan",
            "3 pelatihan",
            "30 persen",
        ),
        col=2,
    )
    common = {"commitment_title": title}
    return (
        file,
        book.data(),
        readable(
            file,
            "Kode, Lokasi and Pagu are not read; belum is no percentage; a unit inside a ministry",
            "header row 4, from column B",
            [
                rec(
                    "Renstra",
                    5,
                    **common,
                    milestone="Pembukaan data pemilik manfaat",
                    lead_agencies="any",
                    target_text="1 basis data",
                    achievement_text=None,
                    percent=None,
                ),
                rec(
                    "Renstra",
                    6,
                    **common,
                    milestone="Pelatihan notaris",
                    lead_agencies=["Kemenkumham"],
                    target_text="10 pelatihan",
                    achievement_text="3 pelatihan",
                    percent=30,
                ),
            ],
            warnings=["unknown_column"],
            accepted="any",
        ),
    )


def role_per_columns_and_dates() -> Example:
    """Everything of a full report in one row, in real dates, with a merged title and a freeze pane."""
    file = "63_laporan_lengkap.xlsx"
    book = Book()
    sheet = book.sheet("Matriks RAN")
    sheet.put(1, 1, "MATRIKS TARGET CAPAIAN TAHUN 2024")
    sheet.merge("A1:R1")
    sheet.put(2, 1, "Triwulan III 2024")
    sheet.merge("A2:R2")
    sheet.row(
        4,
        "No Komitmen",
        "Komitmen RAN OGI",
        "Ukuran Keberhasilan",
        "Rencana Aksi",
        "K/L Penanggung Jawab",
        "K/L Pendukung",
        "OMS Pendukung",
        "Target",
        "Satuan",
        "Uraian Capaian",
        "% Capaian",
        "Status",
        "Tanggal Mulai",
        "Tenggat",
        "Data Dukung",
        "Permasalahan",
        "Rencana Tindak Lanjut",
        "Catatan",
    )
    sheet.header(4)
    sheet.worksheet.freeze_panes = "D5"
    sheet.row(
        5,
        11,
        "Keterbukaan data pemasyarakatan",
        "Data hunian terbuka",
        "Integrasi data lapas",
        "Kemenkumham",
        "Polri; Kejaksaan Agung",
        "ICJR, IJRS",
        526,
        "lapas",
        "480 lapas terhubung",
        pct(0.9125, "0.00%"),
        "Sedang berjalan",
        day(2024, 1, 15),
        day(2024, 12, 31),
        "Nota dinas dan tautan dasbor",
        "Jaringan lapas terpencil",
        "Pemasangan jaringan satelit",
        "Data mingguan",
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "One complete row: every field of the matrix",
            "header row 4",
            [
                rec(
                    "Matriks RAN",
                    5,
                    commitment_number="11",
                    commitment_title="Keterbukaan data pemasyarakatan",
                    success_measure="Data hunian terbuka",
                    milestone="Integrasi data lapas",
                    lead_agencies=["Kemenkumham"],
                    supporting=["Polri", "Kejaksaan Agung"],
                    csos=["ICJR", "IJRS"],
                    target_year=2024,
                    period="2024-Q3",
                    target_text="526",
                    unit="lapas",
                    achievement_text="480 lapas terhubung",
                    percent=91.25,
                    status="Sedang berjalan",
                    status_class="in_progress",
                    start_date="2024-01-15",
                    due_date="2024-12-31",
                    evidence="Nota dinas dan tautan dasbor",
                    obstacles="Jaringan lapas terpencil",
                    follow_up="Pemasangan jaringan satelit",
                    notes="Data mingguan",
                )
            ],
        ),
    )


def wide_percent_by_format() -> Example:
    """Target and Realisasi per quarter and a percent column beside each realisation."""
    file = "64_triwulan_dengan_persen.xlsx"
    book = Book()
    sheet = book.sheet("TW 2023")
    sheet.put(1, 1, "Pemantauan Aksi Tahun 2023")
    sheet.row(3, "No", "Komitmen", "Kegiatan", "PJ", "TW I", None, None, "TW II", None, None, "Ket")
    sheet.row(4, *(["Target", "Realisasi", "%"] * 2), col=5)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3", "K3:K4")
    sheet.header(3, 4)
    title = "Keterbukaan data perlindungan konsumen"
    sheet.rows(
        5,
        (1, title, "Publikasi pengaduan", "Kemendag", "1 rilis", "1 rilis", pct(1), "2 rilis", "1 rilis", pct(0.5)),
        (2, title, "Uji produk", "Kemendag", "-", "-", "-", "5 uji", "5 uji", pct(1), "hasil di laman"),
    )
    first = {
        "commitment_title": title,
        "milestone": "Publikasi pengaduan",
        "lead_agencies": ["Kemendag"],
        "target_year": 2023,
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Target, realisation and percent under each quarter; a quarter of dashes gives no record",
            "header rows 3-4",
            [
                rec(
                    "TW 2023",
                    5,
                    **first,
                    period="2023-Q1",
                    target_text="1 rilis",
                    achievement_text="1 rilis",
                    percent=100,
                ),
                rec(
                    "TW 2023",
                    5,
                    **first,
                    period="2023-Q2",
                    target_text="2 rilis",
                    achievement_text="1 rilis",
                    percent=50,
                ),
                rec(
                    "TW 2023",
                    6,
                    **{**first, "milestone": "Uji produk"},
                    period="2023-Q2",
                    target_text="5 uji",
                    achievement_text="5 uji",
                    percent=100,
                    notes="hasil di laman",
                ),
            ],
        ),
    )


BUILDERS: list[Builder] = [
    qualified_percentages,
    percent_without_sign_in_header,
    every_status_word,
    names_with_separators,
    commitment_numbers,
    narrative_like_formulas,
    over_achievement,
    english_quarters,
    words_instead_of_figures,
    role_per_columns_and_dates,
    wide_percent_by_format,
]

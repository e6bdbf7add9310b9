"""Good files, third part: groups of rows, sections, several measures in a cell (matrix.md, layouts 6 to 8 and 12)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, pct, readable, rec


def merged_three_deep() -> Example:
    """Commitment over measure over activity, all merged downwards, with a note that belongs to one row only."""
    file = "21_sel_gabung_bertingkat.xlsx"
    book = Book()
    sheet = book.sheet("Matriks")
    sheet.put(1, 1, "Matriks Rencana Aksi Kesetaraan Gender")
    sheet.row(3, "No", "Komitmen", "Penanggung Jawab", "Ukuran Keberhasilan", "Tahapan", "Target", "Keterangan")
    sheet.row(4, *(f"({number})" for number in range(1, 8)))
    sheet.header(3, 4)
    safe = "Layanan terpadu bagi korban kekerasan"
    work = "Keterbukaan data ketimpangan upah"
    sheet.rows(
        5,
        (1, safe, "Kementerian PPPA", "Standar layanan berlaku", "Penyusunan standar", "1 standar", "prioritas"),
        (None, None, None, None, "Uji coba standar", "5 kota"),
        (None, None, None, "Data kasus terbuka", "Integrasi data", "34 provinsi"),
        (None, None, None, None, "Publikasi data", "1 portal"),
        (2, work, "Kemnaker", "Data upah terbit", "Survei upah", "1 survei"),
        (None, None, None, None, "Publikasi hasil", "1 laporan"),
    )
    sheet.merge("A5:A8", "B5:B8", "C5:C8", "D5:D6", "D7:D8", "A9:A10", "B9:B10", "C9:C10", "D9:D10")
    said = (
        (5, safe, "KemenPPPA", "Standar layanan berlaku", "Penyusunan standar", "1 standar", "prioritas"),
        (6, safe, "KemenPPPA", "Standar layanan berlaku", "Uji coba standar", "5 kota", None),
        (7, safe, "KemenPPPA", "Data kasus terbuka", "Integrasi data", "34 provinsi", None),
        (8, safe, "KemenPPPA", "Data kasus terbuka", "Publikasi data", "1 portal", None),
        (9, work, "Kemnaker", "Data upah terbit", "Survei upah", "1 survei", None),
        (10, work, "Kemnaker", "Data upah terbit", "Publikasi hasil", "1 laporan", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Three levels of vertical merges under a header with a number row",
            "header row 3, numbers row 4",
            [
                rec(
                    "Matriks",
                    row,
                    commitment_title=title,
                    lead_agencies=[lead],
                    success_measure=measure,
                    milestone=step,
                    target_text=target,
                    notes=notes,
                )
                for row, title, lead, measure, step, target, notes in said
            ],
        ),
    )


def first_row_only() -> Example:
    """No merges: commitment and agencies in the first row of a group only; a new group with no agency stays without."""
    file = "22_hanya_baris_pertama.xlsx"
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.row(
        1, "No Komitmen", "Komitmen", "Penanggung Jawab", "OMS", "Rencana Aksi", "Target 2024", "Capaian", "%", "Status"
    )
    sheet.header(1)
    law = "Bantuan hukum yang inklusif"
    aid = "Keterbukaan data bantuan sosial"
    sheet.rows(
        2,
        (1, law, "BPHN", "PBHI; YLBHI", "Akreditasi OBH", "500 OBH", "524 OBH", "104,8%", "Selesai"),
        (None, None, None, None, "Paralegal komunitas", "1.000 orang", "600 orang", "60%", "Sedang berjalan"),
        (None, None, None, None, "Kajian kebutuhan hukum", "1 kajian"),
        (2, aid, None, None, "Kanal usul sanggah", "20 kabupaten", "20 kabupaten", "100%", "Selesai"),
        (None, None, "Kemensos", "PATTIRO", "Publikasi rekap", "1 laman"),
    )
    first = {
        "commitment_number": "1",
        "commitment_title": law,
        "lead_agencies": ["BPHN"],
        "csos": ["PBHI", "YLBHI"],
        "target_year": 2024,
    }
    second = {"commitment_number": "2", "commitment_title": aid, "target_year": 2024}
    return (
        file,
        book.data(),
        readable(
            file,
            "Values only in the first row of a group; percent above 100 is honest; nothing crosses a group",
            "header row 1",
            [
                rec(
                    "Sheet1",
                    2,
                    **first,
                    milestone="Akreditasi OBH",
                    target_text="500 OBH",
                    achievement_text="524 OBH",
                    percent=104.8,
                    status="Selesai",
                    status_class="completed",
                ),
                rec(
                    "Sheet1",
                    3,
                    **first,
                    milestone="Paralegal komunitas",
                    target_text="1.000 orang",
                    achievement_text="600 orang",
                    percent=60,
                    status="Sedang berjalan",
                    status_class="in_progress",
                ),
                rec(
                    "Sheet1",
                    4,
                    **first,
                    milestone="Kajian kebutuhan hukum",
                    target_text="1 kajian",
                    achievement_text=None,
                    percent=None,
                    status=None,
                ),
                rec(
                    "Sheet1",
                    5,
                    **second,
                    lead_agencies=None,
                    csos=None,
                    milestone="Kanal usul sanggah",
                    target_text="20 kabupaten",
                    percent=100,
                ),
                rec(
                    "Sheet1",
                    6,
                    **second,
                    lead_agencies=["Kemensos"],
                    csos=["PATTIRO"],
                    milestone="Publikasi rekap",
                    target_text="1 laman",
                    percent=None,
                    status=None,
                ),
            ],
        ),
    )


def ditto_words() -> Example:
    """``sda``, ``idem``, ``s.d.a`` and ditto marks repeat what stands above."""
    file = "23_sda_dan_idem.xlsx"
    book = Book()
    sheet = book.sheet("Laporan OMS")
    sheet.row(2, "No", "Komitmen", "K/L Penanggung Jawab", "Mitra OMS", "Kegiatan", "Realisasi", "Kendala")
    sheet.header(2)
    title = "Keterbukaan data penegakan hukum lingkungan"
    sheet.rows(
        3,
        (1, title, "KLHK", "ICEL", "Inventarisasi putusan", "120 putusan", "Putusan tersebar"),
        (2, "sda", "sda", "sda", "Publikasi putusan", "40 putusan", None),
        (3, "idem", "idem", "Auriga", "Analisis putusan", None, "-"),
        (4, '"', '"', '"', "Diskusi publik", "2 kali", None),
    )
    common = {"commitment_title": title, "lead_agencies": ["KLHK"]}
    said = (
        (3, "ICEL", "Inventarisasi putusan", "120 putusan", "Putusan tersebar"),
        (4, "ICEL", "Publikasi putusan", "40 putusan", None),
        (5, "Auriga", "Analisis putusan", None, None),
        (6, "Auriga", "Diskusi publik", "2 kali", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Ditto words and marks in title and agency columns",
            "header row 2",
            [
                rec(
                    "Laporan OMS",
                    row,
                    **common,
                    csos=[cso],
                    milestone=activity,
                    achievement_text=achievement,
                    obstacles=obstacle,
                )
                for row, cso, activity, achievement, obstacle in said
            ],
            must_not_import=["idem"],
        ),
    )


def sections_under_themes() -> Example:
    """Theme rows A and B, commitment rows under them, numbering that restarts, subtotals between."""
    file = "24_komitmen_sebagai_bagian.xlsx"
    book = Book()
    sheet = book.sheet("RAN")
    sheet.put(1, 1, "CAPAIAN RENCANA AKSI NASIONAL")
    sheet.row(3, "No", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian", "% Capaian", "Status")
    sheet.header(3)
    for row, text in (
        (4, "TEMA A. PELAYANAN PUBLIK"),
        (5, "Komitmen 1: Layanan kependudukan yang inklusif"),
        (9, "Komitmen 2: Mal pelayanan publik digital"),
        (12, "TEMA B. ANTIKORUPSI"),
        (13, "Komitmen 3: Keterbukaan laporan harta kekayaan"),
    ):
        sheet.put(row, 1, text)
        sheet.merge(f"A{row}:G{row}")
    sheet.rows(
        6,
        (
            1,
            "Penyandang disabilitas memiliki KTP elektronik",
            "Kemendagri",
            "90%",
            "86%",
            pct(0.96),
            "Sedang berjalan",
        ),
        (2, "Data agregat terbuka", "Kemendagri", "1 dataset", "1 dataset", pct(1), "Selesai"),
        (None, "Subtotal", None, None, None, pct(0.98)),
    )
    sheet.row(10, 1, "MPP digital tersedia", "KemenPANRB", "50 kota", "20 kota", pct(0.4), "Terlambat")
    sheet.row(11, None, "Subtotal", None, None, None, pct(0.4))
    sheet.row(14, 1, "LHKPN dapat diunduh", "KPK", "100%", "-", "-", "Belum mulai")
    said = (
        (
            6,
            "1",
            "Layanan kependudukan yang inklusif",
            "Penyandang disabilitas memiliki KTP elektronik",
            "Kemendagri",
            96,
            "Sedang berjalan",
            "in_progress",
        ),
        (
            7,
            "1",
            "Layanan kependudukan yang inklusif",
            "Data agregat terbuka",
            "Kemendagri",
            100,
            "Selesai",
            "completed",
        ),
        (10, "2", "Mal pelayanan publik digital", "MPP digital tersedia", "KemenPANRB", 40, "Terlambat", "delayed"),
        (
            14,
            "3",
            "Keterbukaan laporan harta kekayaan",
            "LHKPN dapat diunduh",
            "KPK",
            None,
            "Belum mulai",
            "not_started",
        ),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Commitments as section rows under themes, numbering restarts in each",
            "header row 3, section rows merged A:G",
            [
                rec(
                    "RAN",
                    row,
                    commitment_number=number,
                    commitment_title=title,
                    success_measure=measure,
                    lead_agencies=[lead],
                    percent=percent,
                    status=status,
                    status_class=meaning,
                )
                for row, number, title, measure, lead, percent, status, meaning in said
            ],
            must_not_import=["Subtotal"],
        ),
    )


def sections_unmerged() -> Example:
    """Section rows that are not merged: only the first cell is filled, in Roman and in plain spelling."""
    file = "25_bagian_tanpa_gabung.xlsx"
    book = Book()
    sheet = book.sheet("Sheet2")
    sheet.row(1, "No.", "Rencana Aksi", "Instansi Pelaksana", "Target", "Realisasi", "Capaian (%)", "Bukti Dukung")
    sheet.header(1)
    sheet.put(2, 1, "Komitmen III. Keterbukaan data pertanahan")
    sheet.rows(
        3,
        (1, "Publikasi peta zona nilai tanah", "Kementerian ATR/BPN", "100 kota", "70 kota", 70, "Laman peta"),
        (2, "Layanan pengecekan sertifikat", "ATR/BPN", "1 layanan", "1 layanan", 100, None),
    )
    sheet.put(5, 1, "Komitmen IV. Keterbukaan data pajak daerah")
    sheet.row(6, 1, "Publikasi realisasi pajak", "Kemenkeu, Kemendagri", "34 provinsi", None, None, None)
    land = {"commitment_title": "Keterbukaan data pertanahan", "commitment_number": "3"}
    return (
        file,
        book.data(),
        readable(
            file,
            "Unmerged section rows with Roman numbers",
            "header row 1",
            [
                rec(
                    "Sheet2",
                    3,
                    **land,
                    milestone="Publikasi peta zona nilai tanah",
                    lead_agencies=["ATR/BPN"],
                    target_text="100 kota",
                    achievement_text="70 kota",
                    percent=70,
                    evidence="Laman peta",
                ),
                rec(
                    "Sheet2",
                    4,
                    **land,
                    milestone="Layanan pengecekan sertifikat",
                    lead_agencies=["ATR/BPN"],
                    target_text="1 layanan",
                    achievement_text="1 layanan",
                    percent=100,
                    evidence=None,
                ),
                rec(
                    "Sheet2",
                    6,
                    commitment_number="4",
                    commitment_title="Keterbukaan data pajak daerah",
                    milestone="Publikasi realisasi pajak",
                    lead_agencies=["Kemenkeu", "Kemendagri"],
                    target_text="34 provinsi",
                    achievement_text=None,
                    percent=None,
                    evidence=None,
                ),
            ],
            soft=["commitment_number"],
        ),
    )


def numbered_measures_and_targets() -> Example:
    """Three numbered measures in a cell with three numbered targets: item k belongs to item k."""
    file = "26_ukuran_bernomor_dalam_sel.xlsx"
    book = Book()
    sheet = book.sheet("Rencana")
    sheet.row(2, "No", "Komitmen", "Penanggung Jawab", "Ukuran Keberhasilan", "Target 2024", "Capaian")
    sheet.header(2)
    sheet.row(
        3,
        1,
        "Keterbukaan data pendidikan tinggi",
        "Kemendikbudristek",
        "1. Data akreditasi terbuka\n2. Data biaya kuliah terbuka\n3. Kanal pengaduan kekerasan tersedia",
        "1. 4.000 program studi\n2. 300 perguruan tinggi\n3. 100 satuan tugas",
        "1. 3.200 program studi\n2. 280 perguruan tinggi\n3. 64 satuan tugas",
    )
    sheet.row(
        4,
        2,
        "Keterbukaan data riset",
        "BRIN",
        "a. Repositori nasional berfungsi\nb. Data riset dapat dikutip",
        "a. 1 repositori\nb. 500 dataset",
        "a. berfungsi\nb. 120 dataset",
    )
    common = {
        "commitment_title": "Keterbukaan data pendidikan tinggi",
        "lead_agencies": ["Kemendikbudristek"],
        "target_year": 2024,
    }
    other = {"commitment_title": "Keterbukaan data riset", "lead_agencies": ["BRIN"], "target_year": 2024}
    said = (
        (3, common, "Data akreditasi terbuka", "4.000 program studi", "3.200 program studi"),
        (3, common, "Data biaya kuliah terbuka", "300 perguruan tinggi", "280 perguruan tinggi"),
        (3, common, "Kanal pengaduan kekerasan tersedia", "100 satuan tugas", "64 satuan tugas"),
        (4, other, "Repositori nasional berfungsi", "1 repositori", "berfungsi"),
        (4, other, "Data riset dapat dikutip", "500 dataset", "120 dataset"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Numbered and lettered measures in one cell, targets and achievements numbered alike",
            "header row 2",
            [
                rec("Rencana", row, **fields, success_measure=measure, target_text=target, achievement_text=reached)
                for row, fields, measure, target, reached in said
            ],
        ),
    )


def numbered_measures_over_years() -> Example:
    """Numbered measures with numbered targets in two year columns; one year names only the second."""
    file = "27_ukuran_bernomor_dua_tahun.xlsx"
    book = Book()
    sheet = book.sheet("RAN OGI")
    sheet.row(1, "No", "Komitmen", "Ukuran Keberhasilan", "Target", None, "PIC K/L")
    sheet.row(2, "2023", "2024", col=4)
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2")
    sheet.header(1, 2)
    title = "Partisipasi publik dalam pembentukan peraturan"
    sheet.row(
        3,
        1,
        title,
        "1. Portal partisipasi berfungsi\n2. Masukan publik ditanggapi",
        "1. Rancangan portal\n2. Pedoman tanggapan",
        "1. Portal diluncurkan\n2. 60% masukan ditanggapi",
        "BPHN; Kemenkumham",
    )
    common = {"commitment_title": title, "lead_agencies": ["BPHN", "Kemenkumham"]}
    said = (
        (2023, "Portal partisipasi berfungsi", "Rancangan portal"),
        (2023, "Masukan publik ditanggapi", "Pedoman tanggapan"),
        (2024, "Portal partisipasi berfungsi", "Portal diluncurkan"),
        (2024, "Masukan publik ditanggapi", "60% masukan ditanggapi"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Two measures by two years in one row: four records",
            "header rows 1-2",
            [
                rec("RAN OGI", 3, **common, target_year=year, success_measure=measure, target_text=target)
                for year, measure, target in said
            ],
        ),
    )


def ministry_and_cso_rows() -> Example:
    """RAN VII: each measure twice, as the ministry and as civil society words it."""
    file = "28_kl_dan_oms_dua_baris.xlsx"
    book = Book()
    sheet = book.sheet("Komitmen 6")
    sheet.put(1, 1, "Komitmen 6: Akses informasi bagi penyandang disabilitas")
    sheet.row(3, "Ukuran Keberhasilan", "Status", "Capaian", "Data Dukung")
    sheet.header(3)
    rows = (
        (
            4,
            "(K/L) UK 1 : Situs pemerintah memenuhi standar aksesibilitas",
            "Selesai",
            "completed",
            "34 situs diuji",
            "https://uji.example.go.id",
        ),
        (
            5,
            "(OMS) UK 1 : Situs pemerintah memenuhi standar aksesibilitas",
            "Sedang berjalan",
            "in_progress",
            "12 dari 34 situs lolos uji pengguna",
            "#",
        ),
        (
            6,
            "(K/L) UK 2 : Juru bahasa isyarat tersedia pada siaran resmi",
            "Belum mulai",
            "not_started",
            None,
            None,
        ),
        (
            7,
            "(OMS) UK 2 : Juru bahasa isyarat tersedia pada semua siaran",
            "Belum mulai",
            "not_started",
            None,
            None,
        ),
    )
    expected = []
    for row, measure, status, meaning, achievement, evidence in rows:
        sheet.row(row, measure, status, achievement, evidence)
        expected.append(
            rec(
                "Komitmen 6",
                row,
                commitment_number="6",
                commitment_title="Akses informasi bagi penyandang disabilitas",
                success_measure=measure,
                status=status,
                status_class=meaning,
                achievement_text=achievement,
                evidence="any" if evidence == "#" else evidence,
            )
        )
    return (
        file,
        book.data(),
        readable(
            file,
            "K/L and OMS as two rows on one measure; the commitment stands above the table",
            "header row 3, commitment in row 1",
            expected,
        ),
    )


def who_reports_in_a_column() -> Example:
    """A column ``Pelapor`` separates ministry and civil society: same measure, same year, no duplicate."""
    file = "29_kolom_pelapor.xlsx"
    book = Book()
    sheet = book.sheet("Gabungan")
    sheet.row(
        1, "No Komitmen", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "Penanggung Jawab", "Tahun", "Capaian", "%"
    )
    sheet.header(1)
    title, measure = "Keterbukaan anggaran daerah", "APBD tersedia dalam format terbuka"
    common = {
        "commitment_number": "3",
        "commitment_title": title,
        "success_measure": measure,
        "lead_agencies": ["Kemendagri"],
        "target_year": 2024,
    }
    sheet.rows(
        2,
        (3, title, measure, "K/L", "Kemendagri", 2024, "450 daerah", "82%"),
        (3, title, measure, "OMS", "Kemendagri", 2024, "260 daerah berformat terbuka", "47%"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Two reporters on one measure and year, told apart by a column",
            "header row 1",
            [
                rec("Gabungan", 2, **common, achievement_text="450 daerah", percent=82),
                rec("Gabungan", 3, **common, achievement_text="260 daerah berformat terbuka", percent=47),
            ],
        ),
    )


def totals_legend_signature() -> Example:
    """Everything that may stand under a table: average, total, footnotes, source, legend, place, date, signature."""
    file = "30_total_catatan_legenda.xlsx"
    book = Book()
    sheet = book.sheet("Rekap Capaian")
    sheet.row(2, "No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Capaian (%)", "Status", col=2)
    sheet.header(2)
    sheet.rows(
        3,
        (
            1,
            "Keterbukaan data pariwisata",
            "Statistik kunjungan",
            "Kemenparekraf",
            "12 rilis",
            "6 rilis",
            50,
            "On Track",
        ),
        (None,),
        (
            2,
            "Keterbukaan data koperasi",
            "Basis data koperasi aktif",
            "Kementerian Koperasi dan UKM",
            "1 basis data",
            "1 basis data*)",
            100,
            "Selesai",
        ),
        col=2,
    )
    sheet.row(6, "JUMLAH", None, None, None, 13, 7, 150, col=2)
    sheet.row(7, None, "Rata-rata capaian", None, None, None, None, 75, col=2)
    for row, text in (
        (9, "*) data sementara"),
        (10, "Catatan: capaian dihitung per 30 Juni 2024"),
        (11, "Sumber: Biro Perencanaan"),
        (12, "Keterangan warna:"),
        (13, "Hijau = selesai"),
        (14, "Kuning = sedang berjalan"),
        (15, "Merah = belum mulai"),
    ):
        sheet.put(row, 2, text)
    for row, text in ((17, "Jakarta, 5 Juli 2024"), (18, "Sekretaris Utama"), (21, "Nama Pejabat"), (22, "NIP. 0000")):
        sheet.put(row, 8, text)
    return (
        file,
        book.data(),
        readable(
            file,
            "Blank row inside, totals, average, footnotes, legend and signature below",
            "header row 2, from column B",
            [
                rec(
                    "Rekap Capaian",
                    3,
                    commitment_title="Keterbukaan data pariwisata",
                    milestone="Statistik kunjungan",
                    lead_agencies=["Kemenparekraf"],
                    target_text="12 rilis",
                    achievement_text="6 rilis",
                    percent=50,
                    status="On Track",
                ),
                rec(
                    "Rekap Capaian",
                    5,
                    commitment_title="Keterbukaan data koperasi",
                    milestone="Basis data koperasi aktif",
                    lead_agencies=["KemenkopUKM"],
                    target_text="1 basis data",
                    achievement_text="1 basis data*)",
                    percent=100,
                    status="Selesai",
                    status_class="completed",
                ),
            ],
            must_not_import=[
                "JUMLAH",
                "Rata-rata capaian",
                "data sementara",
                "Sumber: Biro",
                "Hijau = selesai",
                "Nama Pejabat",
                "NIP. 0000",
                "Jakarta, 5 Juli 2024",
            ],
        ),
    )


def palm_oil_style() -> Example:
    """RAN kelapa sawit: bulleted activities, two agency columns with lists, a source of funding that is not kept."""
    file = "31_gaya_sawit_butir.xlsx"
    book = Book()
    sheet = book.sheet("Matriks RAN")
    sheet.row(
        1,
        "No",
        "Komitmen",
        "Kegiatan",
        "Instansi Penanggung Jawab",
        "Instansi Pendukung",
        "Keluaran",
        "Waktu Pelaksanaan",
        "Sumber Dana",
    )
    sheet.header(1)
    title = "Tata kelola sawit rakyat yang terbuka"
    sheet.rows(
        2,
        (
            1,
            title,
            "• Pendataan pekebun\n• Pemetaan lahan pekebun",
            "Kementerian Pertanian",
            "1. Kementerian ATR/BPN\n2. Badan Pusat Statistik\n3. Kementerian Dalam Negeri",
            "Basis data pekebun",
            "Desember 2023",
            "APBN",
        ),
        (
            None,
            None,
            "Sertifikasi kelompok",
            "Kementan & KLHK",
            "- Kemenkeu\n- Kementerian Koperasi dan UKM",
            "50 kelompok",
            "TW II 2024",
            "APBN/APBD",
        ),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Bulleted activities, numbered and bulleted agency lists, months and quarters as due",
            "header row 1",
            [
                rec(
                    "Matriks RAN",
                    2,
                    commitment_title=title,
                    milestone="any",
                    lead_agencies=["Kementan"],
                    supporting=["ATR/BPN", "BPS", "Kemendagri"],
                    target_text="Basis data pekebun",
                    period="2023-12",
                    due_date="any",
                ),
                rec(
                    "Matriks RAN",
                    3,
                    commitment_title=title,
                    milestone="Sertifikasi kelompok",
                    lead_agencies=["Kementan", "KLHK"],
                    supporting=["Kemenkeu", "KemenkopUKM"],
                    target_text="50 kelompok",
                    period="2024-Q2",
                    due_date="any",
                ),
            ],
            must_not_import=["APBN"],
            warnings=["unknown_column"],
        ),
    )


def lead_and_support_in_one_cell() -> Example:
    """Role labels inside the agency cell, in three spellings."""
    file = "32_utama_dan_pendukung_satu_sel.xlsx"
    book = Book()
    sheet = book.sheet("Renaksi")
    sheet.row(2, "No", "Komitmen", "Rencana Aksi", "Instansi Pelaksana", "Target", "Deadline")
    sheet.header(2)
    title = "Keterbukaan data obat dan makanan"
    sheet.rows(
        3,
        (
            1,
            title,
            "Daftar obat terbuka",
            "Lead: Badan Pengawas Obat dan Makanan\nSupport:\n1. Kementerian Kesehatan\n2. Kemendagri",
            "1 daftar",
            day(2024, 3, 31, "dd-mmm-yy"),
        ),
        (
            2,
            title,
            "Peringatan dini keracunan",
            "Utama: BPOM\nPendukung: Kemenkes; Kementerian Perdagangan",
            "1 sistem",
            day(2024, 9, 30, "dd-mmm-yy"),
        ),
        (3, title, "Uji petik pasar", "BPOM", "10 kota", day(2024, 12, 20, "dd-mmm-yy")),
    )
    common = {"commitment_title": title, "lead_agencies": ["BPOM"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Lead and support in one cell under role labels",
            "header row 2",
            [
                rec(
                    "Renaksi",
                    3,
                    **common,
                    milestone="Daftar obat terbuka",
                    supporting=["Kemenkes", "Kemendagri"],
                    target_text="1 daftar",
                    due_date="2024-03-31",
                ),
                rec(
                    "Renaksi",
                    4,
                    **common,
                    milestone="Peringatan dini keracunan",
                    supporting=["Kemenkes", "Kemendag"],
                    target_text="1 sistem",
                    due_date="2024-09-30",
                ),
                rec(
                    "Renaksi",
                    5,
                    **common,
                    milestone="Uji petik pasar",
                    supporting=None,
                    target_text="10 kota",
                    due_date="2024-12-20",
                ),
            ],
        ),
    )


def everything_at_once() -> Example:
    """What a ministry really sends: letterhead, two-row header, number row, sections, merges, K/L and OMS rows,
    B06 and B12 across, a hidden row, a total and a signature."""
    file = "66_semua_sekaligus.xlsx"
    book = Book()
    sheet = book.sheet("B06 2024")
    sheet.put(1, 2, "KEMENTERIAN KETENAGAKERJAAN")
    sheet.put(2, 2, "MATRIKS TARGET DAN CAPAIAN KOMITMEN TAHUN 2024")
    sheet.merge("B1:J1", "B2:J2")
    sheet.row(4, "No", "Ukuran Keberhasilan", "Penanggung\nJawab", "Mitra\nOMS", "Target", None, "Capaian", col=2)
    sheet.put(4, 10, "Ket.")
    sheet.row(5, "B06", "B12", "B06", "B12", col=6)
    sheet.merge("B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:G4", "H4:I4", "J4:J5")
    sheet.row(6, *(f"({number})" for number in range(1, 10)), col=2)
    sheet.header(4, 5, 6)
    sheet.put(7, 2, "TEMA: PELINDUNGAN SOSIAL")
    sheet.put(8, 2, "Komitmen 14. Keterbukaan data jaminan sosial pekerja")
    sheet.put(12, 2, "Komitmen 15. Keterbukaan data pekerja anak")
    sheet.merge("B7:J7", "B8:J8", "B12:J12")
    sheet.rows(
        9,
        (
            1,
            "(K/L) UK 1 : Data peserta terbuka",
            "Kemnaker",
            "Seknas FITRA",
            "34 provinsi",
            "38 provinsi",
            "30 provinsi",
        ),
        (None, "(OMS) UK 1 : Data peserta terbuka", None, None, None, None, "22 provinsi", None, "versi OMS"),
        (2, "Pengaduan terbuka", "Kemnaker; KSP", "-", None, "1 kanal"),
        col=2,
    )
    sheet.merge("B9:B10", "D9:D10", "E9:E10")
    sheet.row(13, 1, "Peta pekerja anak terbit", "KemenPPPA", "LBH APIK", "1 peta", "1 peta", "1 peta", col=2)
    sheet.hide(11)
    sheet.row(14, None, "Jumlah", None, None, 3, 4, 2, col=2)
    for row, text in ((16, "Jakarta, 9 Juli 2024"), (17, "Kepala Pusat Data"), (20, "Nama Pejabat")):
        sheet.put(row, 8, text)
    social = {"commitment_number": "14", "commitment_title": "Keterbukaan data jaminan sosial pekerja"}
    first = {**social, "lead_agencies": ["Kemnaker"], "csos": ["Seknas FITRA"], "target_year": 2024}
    ours, theirs = "(K/L) UK 1 : Data peserta terbuka", "(OMS) UK 1 : Data peserta terbuka"
    child = {
        "commitment_number": "15",
        "commitment_title": "Keterbukaan data pekerja anak",
        "success_measure": "Peta pekerja anak terbit",
        "lead_agencies": ["KemenPPPA"],
        "csos": ["LBH APIK"],
        "target_year": 2024,
    }
    said = (
        (9, {**first, "success_measure": ours}, "2024-B06", "34 provinsi", "30 provinsi"),
        (9, {**first, "success_measure": ours}, "2024-B12", "38 provinsi", None),
        (10, {**first, "success_measure": theirs, "notes": "versi OMS"}, "2024-B06", None, "22 provinsi"),
        (
            11,
            {
                **social,
                "success_measure": "Pengaduan terbuka",
                "lead_agencies": ["Kemnaker", "KSP"],
                "csos": None,
                "target_year": 2024,
            },
            "2024-B12",
            "1 kanal",
            None,
        ),
        (13, child, "2024-B06", "1 peta", "1 peta"),
        (13, child, "2024-B12", "1 peta", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Letterhead, two header rows, sections, merges, two reporters, B06 and B12, hidden row, total",
            "header rows 4-5, numbers row 6, from column B",
            [
                rec("B06 2024", row, **fields, period=period, target_text=target, achievement_text=reached)
                for row, fields, period, target, reached in said
            ],
            must_not_import=["Jumlah", "Nama Pejabat", "Kepala Pusat Data"],
            warnings=["hidden_rows"],
        ),
    )


BUILDERS: list[Builder] = [
    merged_three_deep,
    first_row_only,
    ditto_words,
    sections_under_themes,
    sections_unmerged,
    numbered_measures_and_targets,
    numbered_measures_over_years,
    ministry_and_cso_rows,
    who_reports_in_a_column,
    totals_legend_signature,
    palm_oil_style,
    lead_and_support_in_one_cell,
    everything_at_once,
]

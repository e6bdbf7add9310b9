# ruff: noqa: E501 - a row of a sheet is a line
"""Headers of forms in use: Inpres annexes, Stranas PK, RANHAM, Renja, LAKIP and OGP templates (matrix.md, section 2)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("j01_ukuran_per_b_bulan.xlsx", "Inpres: Ukuran Keberhasilan over B03 to B12, one text each, themes between")
def measures_by_month(book: Book) -> Expected:
    sheet = book.sheet("Lampiran Inpres")
    fill(
        sheet,
        "A2",
        ("LAMPIRAN INSTRUKSI PRESIDEN TENTANG AKSI PENCEGAHAN KORUPSI TAHUN 2024",),
        (),
        ("NO", "AKSI", "PENANGGUNG JAWAB", "INSTANSI TERKAIT", "KRITERIA KEBERHASILAN", "UKURAN KEBERHASILAN"),
        (None, None, None, None, None, "B03", "B06", "B09", "B12"),
        ("I", "STRATEGI PENCEGAHAN"),
        (
            1,
            "Transparansi perizinan",
            "Kementerian ESDM",
            "KPK",
            "Izin diproses daring",
            "Terpetakannya jenis izin",
            "Tersusunnya standar",
            None,
            "Sistem berjalan di 5 provinsi",
        ),
        (
            2,
            "Transparansi pengadaan",
            "LKPP",
            "-",
            "Kontrak terbuka",
            None,
            "Format data disepakati",
            None,
            "Data terbit",
        ),
    )
    sheet.merge("A2:I2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:I4", "A6:I6")
    permits, buying = {"commitment_title": "Transparansi perizinan"}, {"commitment_title": "Transparansi pengadaan"}
    name, fields = "Lampiran Inpres", "period success_measure"
    return [
        *said(
            name,
            fields,
            (7, "2024-B03", "Terpetakannya jenis izin"),
            (7, "2024-B06", "Tersusunnya standar"),
            (7, "2024-B12", "Sistem berjalan di 5 provinsi"),
            lead_agencies=["ESDM"],
            supporting=["KPK"],
            **permits,
        ),
        *said(
            name,
            fields,
            (8, "2024-B06", "Format data disepakati"),
            (8, "2024-B12", "Data terbit"),
            lead_agencies=["LKPP"],
            supporting=None,
            **buying,
        ),
    ]


@good("j02_lakip_di_bawah_komitmen.xlsx", "A performance table with unit and target, the commitment in a line above it")
def performance_table(book: Book) -> Expected:
    sheet = book.sheet("Capaian")
    fill(
        sheet,
        "B1",
        ("BADAN PUSAT STATISTIK",),
        ("Komitmen 4 : Penyediaan data terbuka yang berkualitas",),
        (),
        ("No.", "Indikator Kinerja", "Satuan", "Target 2023", "Realisasi 2023", "% Capaian", "Keterangan"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(4)", "(7)"),
        (1, "Jumlah dataset terbit", "dataset", 120, 132, pct(1.1), "Melampaui target"),
        (2, "Jumlah pengguna portal", "orang", "10.000", "9.500", pct(0.95)),
    )
    return said(
        "Capaian",
        "success_measure unit target_text achievement_text percent notes",
        (6, "Jumlah dataset terbit", "dataset", "120", "132", 110, "Melampaui target"),
        (7, "Jumlah pengguna portal", "orang", "10.000", "9.500", 95, None),
        commitment_number="4",
        commitment_title="Penyediaan data terbuka yang berkualitas",
        target_year=2023,
    )


@good("j03_semester_bagian_total.xlsx", "Semesters over target, realisation and per cent; sections; a total; merges")
def semesters_and_sections(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI 2024")
    blocks = ("Target", "Realisasi", "%")
    fill(
        sheet,
        "A1",
        ("MATRIKS TARGET DAN CAPAIAN RENCANA AKSI NASIONAL KETERBUKAAN PEMERINTAH",),
        (),
        (
            "No",
            "Ukuran Keberhasilan",
            "Instansi\nPelaksana",
            "Semester I",
            None,
            None,
            "Semester II",
            None,
            None,
            "Ket.",
        ),
        (None, None, None, *blocks, *blocks),
        ("Tema 1: Layanan Publik",),
        ("Komitmen 9: Layanan kesehatan inklusif",),
        (
            1,
            "Puskesmas ramah disabilitas",
            "Kemenkes",
            "50 unit",
            "45 unit",
            "90%",
            "100 unit",
            None,
            None,
            "Data s.d. Juni",
        ),
        (2, "Petugas terlatih", None, "200 orang", "200 orang", "100%", "400 orang", "-", "-"),
        ("Jumlah", None, None, None, None, "95%"),
        ("Komitmen 10: Pengaduan layanan kesehatan",),
        (1, "Aduan ditindaklanjuti", "Ombudsman RI", "80 persen", "75 persen", "93,75%"),
        ("Rata-rata keseluruhan", None, None, None, None, "94,5%"),
    )
    sheet.merge("A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:I3", "J3:J4", "A5:J5", "A6:J6", "A10:J10", "C7:C8")
    health, complaints = "Layanan kesehatan inklusif", "Pengaduan layanan kesehatan"
    return said(
        "RAN OGI 2024",
        "commitment_number commitment_title success_measure lead_agencies period target_text achievement_text percent",
        (7, "9", health, "Puskesmas ramah disabilitas", ["Kemenkes"], "2024-S1", "50 unit", "45 unit", 90),
        (7, "9", health, "Puskesmas ramah disabilitas", ["Kemenkes"], "2024-S2", "100 unit", None, None),
        (8, "9", health, "Petugas terlatih", ["Kemenkes"], "2024-S1", "200 orang", "200 orang", 100),
        (8, "9", health, "Petugas terlatih", ["Kemenkes"], "2024-S2", "400 orang", None, None),
        (11, "10", complaints, "Aduan ditindaklanjuti", ["Ombudsman RI"], "2024-S1", "80 persen", "75 persen", 93.75),
        target_year=2024,
    )


@good("j04_centang_triwulan.xlsx", "Ticks under quarters say when, they are no targets", accepted="any")
def ticks(book: Book) -> Expected:
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Keluaran", "Waktu Pelaksanaan 2024", None, None, None),
        (None, None, None, None, None, "TW I", "TW II", "TW III", "TW IV"),
        (1, "Data kesehatan terbuka", "Pemetaan data", "Kemenkes", "1 peta data", "√", None, None, None),
        (2, "Data kesehatan terbuka", "Publikasi", "Kemenkes", "1 portal", None, "√", "√", None),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:I1")
    return said(
        "Jadwal",
        "milestone target_text",
        (3, "Pemetaan data", "1 peta data"),
        (4, "Publikasi", "1 portal"),
        commitment_title="Data kesehatan terbuka",
        lead_agencies=["Kemenkes"],
        achievement_text=None,
    )


@good("j05_rumus_di_baris_nomor.xlsx", "Letters above, and a number row that explains: (8) = (7)/(6) x 100%")
def explained_numbers(book: Book) -> Expected:
    sheet = book.sheet("Form-1")
    fill(
        sheet,
        "A3",
        ("a", "b", "c", "d", "e", "f", "g", "h"),
        (
            "No",
            "Komitmen",
            "Aktivitas",
            "Penanggungjawab",
            "Volume Target",
            "Satuan",
            "Realisasi",
            "Persentase Capaian",
        ),
        ("1", "2", "3", "4", "5", "6", "7", "8 = 7/5 x 100%"),
        (1, "Keterbukaan anggaran", "Publikasi APBN ringkas", "Kemenkeu", 4, "dokumen", 3, 75),
        (2, "Keterbukaan anggaran", "Forum warga", "Kemenkeu", 10, "forum", 12, 120),
    )
    return said(
        "Form-1",
        "milestone target_text unit achievement_text percent",
        (6, "Publikasi APBN ringkas", "4", "dokumen", "3", 75),
        (7, "Forum warga", "10", "forum", "12", 120),
        commitment_title="Keterbukaan anggaran",
        lead_agencies=["Kemenkeu"],
    )


@good("j06_dua_bahasa_di_judul.xlsx", "Every title in two languages on two lines, the number column called No./Nr")
def two_languages(book: Book) -> Expected:
    sheet = book.sheet("OGI NAP")
    fill(
        sheet,
        "A4",
        (
            "No.",
            "Komitmen\n(Commitment)",
            "Rencana Aksi\n(Milestone)",
            "Penanggung Jawab\n(Lead Agency)",
            "Instansi Terkait\n(Supporting Agencies)",
            "OMS\n(CSO)",
            "Mulai\n(Start date)",
            "Selesai\n(End date)",
            "Status Pelaksanaan\n(Status)",
        ),
        (
            1,
            "Keterbukaan pengadaan",
            "Publikasi kontrak",
            "LKPP",
            "Kemenkeu; BPKP",
            "ICW",
            "1 Januari 2023",
            "31 Desember 2024",
            "On track",
        ),
        (2, "Keterbukaan pengadaan", "Pelatihan OMS", "LKPP", None, "ICW; TII", "01/07/2023", "30/06/2024", "Selesai"),
    )
    sheet.header(4)
    return said(
        "OGI NAP",
        "milestone start_date due_date status",
        (5, "Publikasi kontrak", "2023-01-01", "2024-12-31", "On track"),
        (6, "Pelatihan OMS", "2023-07-01", "2024-06-30", "Selesai"),
        commitment_title="Keterbukaan pengadaan",
        lead_agencies=["LKPP"],
    )


@good("j07_nomor_bertingkat.xlsx", "No. Komitmen and No. UK in their own columns beside the texts", accepted="any")
def numbered_levels(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        (
            "Nomor Komitmen",
            "Judul Komitmen",
            "No. UK",
            "Ukuran Keberhasilan",
            "K/L Penanggung Jawab",
            "Capaian",
            "Status",
        ),
        (11, "Peradilan terbuka", "11.1", "Putusan terbit", "Mahkamah Agung", "90% terbit", "Sedang berjalan"),
        (11, "Peradilan terbuka", "11.2", "Jadwal sidang terbit", "Mahkamah Agung", "Semua", "Selesai"),
        (12, "Pertanahan terbuka", "12.1", "Peta bidang terbit", "ATR/BPN", "-", "Belum mulai"),
    )
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure achievement_text status",
        (2, "11", "Peradilan terbuka", "Putusan terbit", "90% terbit", "Sedang berjalan"),
        (3, "11", "Peradilan terbuka", "Jadwal sidang terbit", "Semua", "Selesai"),
        (4, "12", "Pertanahan terbuka", "Peta bidang terbit", None, "Belum mulai"),
    )


@good(
    "j08_petunjuk_panjang_di_atas.xlsx",
    "Ten lines of instructions above a header in row 12 that repeat its words",
    must_not_import=["paling lambat", "Kolom Target"],
)
def instructions_above(book: Book) -> Expected:
    sheet = book.sheet("Isian")
    lines = (
        "FORMULIR PELAPORAN KOMITMEN OGI TAHUN 2024",
        "Petunjuk pengisian:",
        "1. Kolom Target diisi sesuai matriks yang disepakati.",
        "2. Kolom Capaian diisi uraian, bukan angka.",
        "3. Kolom Status dipilih: Selesai, Sedang berjalan, Belum mulai.",
        "4. Dikirim paling lambat 15 Juli 2024.",
        "5. Data dukung berupa tautan.",
    )
    for row, line in enumerate(lines, start=1):
        sheet.put(row, 1, line)
        sheet.merge(f"A{row}:H{row}")
    fill(
        sheet,
        "A12",
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Capaian", "Status", "Data Dukung"),
        (1, "Desa terbuka", "Pelatihan operator", "Kemendesa PDTT", "100 desa", "80 desa", "Sedang berjalan", "-"),
        (
            2,
            "Desa terbuka",
            "Publikasi",
            "Kemendesa PDTT",
            "1 laman",
            "Laman terbit",
            "Selesai",
            "https://contoh.go.id",
        ),
    )
    return said(
        "Isian",
        "milestone target_text achievement_text status evidence",
        (13, "Pelatihan operator", "100 desa", "80 desa", "Sedang berjalan", None),
        (14, "Publikasi", "1 laman", "Laman terbit", "Selesai", "https://contoh.go.id"),
        commitment_title="Desa terbuka",
        lead_agencies=["Kemendesa PDTT"],
    )


@good("j09_periode_rencana_bukan_tahun.xlsx", "The title names the plan's two years: no target year is said")
def years_of_the_plan(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("RENCANA AKSI NASIONAL KETERBUKAAN PEMERINTAH 2023-2024",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Keterangan"),
        (1, "Hak atas bantuan hukum", "Anggaran naik", "BPHN", "Naik 10%", "Perlu dibahas dengan Kemenkeu"),
    )
    return said(
        "Matriks",
        "success_measure target_text notes",
        (4, "Anggaran naik", "Naik 10%", "Perlu dibahas dengan Kemenkeu"),
        commitment_title="Hak atas bantuan hukum",
        lead_agencies=["BPHN"],
        target_year=None,
        period=None,
    )


@good("j10_ogp_other_actors.xlsx", "OGP: Other Actors Involved over state actors and the others", accepted="any")
def other_actors(book: Book) -> Expected:
    sheet = book.sheet("Commitments")
    fill(
        sheet,
        "A1",
        ("INDONESIA OPEN GOVERNMENT NATIONAL ACTION PLAN 2022-2024",),
        (
            "No",
            "Commitment",
            "Milestone Activity with a verifiable deliverable",
            "Start Date:",
            "End Date:",
            "Lead implementing agency/actor",
            "Other Actors Involved",
            None,
            "Status",
        ),
        (
            *(None,) * 6,
            "State actors involved",
            "CSOs, private sector, multilaterals, working groups",
        ),
        (
            1,
            "Open election data",
            "Publish polling station results",
            "January 2023",
            "December 2024",
            "KPU",
            "Bawaslu, Kemendagri",
            "Perludem",
            "Ongoing",
        ),
        (
            2,
            "Open election data",
            "Train observers",
            "1 Feb 2023",
            "30 Nov 2023",
            "Bawaslu",
            "-",
            "Perludem",
            "Completed",
        ),
    )
    sheet.merge("A1:I1", "G2:H2", *(f"{column}2:{column}3" for column in "ABCDEFI"))
    return said(
        "Commitments",
        "milestone lead_agencies supporting csos status status_class",
        (
            4,
            "Publish polling station results",
            ["KPU"],
            ["Bawaslu", "Kemendagri"],
            ["Perludem"],
            "Ongoing",
            "in_progress",
        ),
        (5, "Train observers", ["Bawaslu"], None, ["Perludem"], "Completed", "completed"),
        commitment_title="Open election data",
    )


@good("j11_komitmen_nomor_dan_judul.xlsx", "Komitmen over Nomor and Judul, Pelaksana over K/L and OMS")
def parents_everywhere(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "B3",
        ("Komitmen", None, "Rencana Aksi", "Pelaksana", None, "Target", None, "Keterangan"),
        ("Nomor", "Judul", None, "K/L", "OMS", "2023", "2024", None),
        (3, "Beneficial ownership", "Verifikasi data", "Kemenkumham", "TII", "50 persen", "100 persen", "Prioritas"),
        (None, None, "Buka data", "Kemenkumham", "ICW, TII", None, "1 portal", None),
    )
    sheet.merge("B3:C3", "D3:D4", "E3:F3", "G3:H3", "I3:I4", "B5:B6", "C5:C6")
    return said(
        "Sheet1",
        "milestone target_year target_text notes",
        (5, "Verifikasi data", 2023, "50 persen", "Prioritas"),
        (5, "Verifikasi data", 2024, "100 persen", "Prioritas"),
        (6, "Buka data", 2024, "1 portal", None),
        commitment_number="3",
        commitment_title="Beneficial ownership",
        lead_agencies=["Kemenkumham"],
    )


@good(
    "j12_bintang_dan_catatan_kaki.xlsx",
    "Titles with asterisks that footnotes explain",
    must_not_import=["diisi oleh", "angka sementara"],
)
def starred_titles(book: Book) -> Expected:
    sheet = book.sheet("Monev")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen *)",
            "Indikator Keberhasilan",
            "PJ",
            "Target",
            "Realisasi **)",
            "Progres (%) **",
            "Kendala/Hambatan",
        ),
        (1, "Keterbukaan hutan", "Peta terbit", "KLHK", "1 peta", "1 peta", 100, "Tidak ada"),
        (2, "Keterbukaan hutan", "Izin terbit", "KLHK", "200 izin", "120 izin", 60, "Data tersebar"),
        (),
        ("*) diisi oleh Seknas OGI",),
        ("**) diisi oleh K/L, angka sementara",),
    )
    return said(
        "Monev",
        "success_measure target_text achievement_text percent",
        (2, "Peta terbit", "1 peta", "1 peta", 100),
        (3, "Izin terbit", "200 izin", "120 izin", 60),
        commitment_title="Keterbukaan hutan",
        lead_agencies=["KLHK"],
    )


@good("j13_fisik_dan_anggaran.xlsx", "Anggaran over Pagu, Realisasi and %; Kinerja over Target, Realisasi and %")
def money_beside_work(book: Book) -> Expected:
    sheet = book.sheet("e-Monev")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Kegiatan",
            "Instansi Pelaksana",
            "Kinerja",
            None,
            None,
            "Anggaran (Rp)",
            None,
            None,
            "Kendala",
        ),
        (None, None, None, None, "Target", "Realisasi", "%", "Pagu", "Realisasi", "%", None),
        (1, "Data laut terbuka", "Pemasangan alat", "KKP", "10 alat", "8 alat", 80, 500000000, 450000000, 90, "Cuaca"),
        (2, "Data laut terbuka", "Publikasi", "KKP", "1 laman", "1 laman", 100, 100000000, 77000000, 77, None),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:J1", "K1:K2")
    return said(
        "e-Monev",
        "milestone target_text achievement_text percent obstacles",
        (3, "Pemasangan alat", "10 alat", "8 alat", 80, "Cuaca"),
        (4, "Publikasi", "1 laman", "1 laman", 100, None),
        commitment_title="Data laut terbuka",
        lead_agencies=["KKP"],
    )


@good(
    "j14_kontak_pic.xlsx",
    "Kontak over name, office, telephone and e-mail; a budget and a location",
    must_not_import=["0812", "@contoh", "Budi", "Kabag", "Gedung"],
    warnings=["unknown_column"],
)
def contacts(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "PIC", None, None, None, "Lokasi", "Target", "Capaian"),
        (None, None, None, None, "Nama", "Jabatan", "No. HP/WA", "Surel", None, None, None),
        (
            1,
            "Arsip terbuka",
            "Digitalisasi",
            "ANRI",
            "Budi Contoh",
            "Kabag Umum",
            "081200000001",
            "budi@contoh.go.id",
            "Gedung A",
            "100 boks",
            "90 boks",
        ),
        (2, "Arsip terbuka", "Publikasi", "ANRI", None, None, None, None, None, "1 laman", None),
    )
    sheet.merge("E1:H1", *(f"{column}1:{column}2" for column in "ABCDIJK"))
    return said(
        "Data",
        "milestone target_text achievement_text",
        (3, "Digitalisasi", "100 boks", "90 boks"),
        (4, "Publikasi", "1 laman", None),
        commitment_title="Arsip terbuka",
        lead_agencies=["ANRI"],
    )


@good("j15_ranham.xlsx", "RANHAM: strategy, action, criterion and measure, target and achievement for B04, B08, B12")
def human_rights(book: Book) -> Expected:
    sheet = book.sheet("RANHAM 2023")
    fill(
        sheet,
        "A1",
        ("MATRIKS AKSI HAM TAHUN 2023",),
        (),
        (
            "No",
            "Sasaran Strategis",
            "Aksi HAM",
            "Penanggung Jawab",
            "Instansi Terkait",
            "Kriteria Keberhasilan",
            "Ukuran Keberhasilan",
            "B04",
            None,
            "B08",
            None,
            "B12",
            None,
        ),
        (*(None,) * 7, *("Target", "Capaian (%)") * 3),
        (
            1,
            "Perlindungan penyandang disabilitas",
            "Penyediaan layanan peradilan yang mudah diakses",
            "Mahkamah Agung",
            "Kemenkumham; Polri",
            "Layanan tersedia",
            "Jumlah pengadilan",
            "10 pengadilan",
            100,
            "20 pengadilan",
            80,
            "40 pengadilan",
            None,
        ),
    )
    sheet.merge("H3:I3", "J3:K3", "L3:M3", *(f"{column}3:{column}4" for column in "ABCDEFG"))
    return said(
        "RANHAM 2023",
        "period target_text percent",
        (5, "2023-B04", "10 pengadilan", 100),
        (5, "2023-B08", "20 pengadilan", 80),
        (5, "2023-B12", "40 pengadilan", None),
        success_measure="any",
        lead_agencies=["Mahkamah Agung"],
        supporting=["Kemenkumham", "Polri"],
        target_year=2023,
    )


@good("j16_judul_sel_gabung_ganda.xlsx", "Every column is two merged columns wide, a hidden column of codes between")
def doubled_columns(book: Book) -> Expected:
    sheet = book.sheet("Cetak")
    rows = (
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Status"),
        (1, "Pajak terbuka", "Publikasi data", "Kemenkeu", "1 data", "Selesai"),
        (2, "Pajak terbuka", "Forum pajak", "Kemenkeu", "4 forum", "Proses"),
    )
    for number, cells in enumerate(rows, start=5):
        for position, value in enumerate(cells):
            sheet.put(number, 1 + 2 * position, value)
            sheet.worksheet.merge_cells(
                start_row=number, end_row=number, start_column=1 + 2 * position, end_column=2 + 2 * position
            )
    sheet.put(5, 13, "Kode")
    sheet.put(6, 13, "521.1")
    sheet.worksheet.column_dimensions["M"].hidden = True
    return said(
        "Cetak",
        "milestone target_text status",
        (6, "Publikasi data", "1 data", "Selesai"),
        (7, "Forum pajak", "4 forum", "Proses"),
        commitment_title="Pajak terbuka",
        lead_agencies=["Kemenkeu"],
    )


BUILDERS: list[Builder] = [
    measures_by_month,
    performance_table,
    semesters_and_sections,
    ticks,
    explained_numbers,
    two_languages,
    numbered_levels,
    instructions_above,
    years_of_the_plan,
    other_actors,
    parents_everywhere,
    starred_titles,
    money_beside_work,
    contacts,
    human_rights,
    doubled_columns,
]

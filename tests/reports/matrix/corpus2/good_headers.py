"""Where the table stands, how its header is built, and what lies around it (matrix.md, layouts 1 to 4, 11 and 13)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("h01_kop_surat_tabel_di_c7.xlsx", "Letterhead, table from C7, empty columns between the columns")
def letterhead_at_c7(book: Book) -> Expected:
    sheet = book.sheet("Lampiran II")
    sheet.put(1, 3, "KEMENTERIAN KOMUNIKASI DAN INFORMATIKA RI")
    sheet.put(2, 3, "DIREKTORAT JENDERAL APLIKASI INFORMATIKA")
    sheet.put(3, 3, "Jl. Medan Merdeka Barat No. 9, Jakarta 10110 Telp. (021) 3452841 Fax. (021) 3452841")
    sheet.put(5, 3, "FORMULIR PEMANTAUAN KOMITMEN KETERBUKAAN PEMERINTAH")
    sheet.merge("C1:N1", "C2:N2", "C3:N3", "C5:N5")
    sheet.row(7, "No.", "Komitmen", None, "Kegiatan", "Penanggung Jawab", None, "Target", "Realisasi", None, "%", col=3)
    sheet.header(7)
    title = "Tata kelola satu data layanan digital"
    sheet.row(
        8, 1, title, None, "Penyusunan arsitektur SPBE", "Kominfo", None, "1 dokumen", "1 dokumen", None, 100, col=3
    )
    sheet.row(9, 2, title, None, "Audit keamanan portal", "BSSN", None, "12 portal", "7 portal", None, 58, col=3)
    return said(
        "Lampiran II",
        "milestone lead_agencies target_text achievement_text percent",
        (8, "Penyusunan arsitektur SPBE", ["Kominfo"], "1 dokumen", "1 dokumen", 100),
        (9, "Audit keamanan portal", ["BSSN"], "12 portal", "7 portal", 58),
        commitment_title=title,
    )


@good(
    "h02_triwulan_target_realisasi_persen.xlsx", "Quarters over target, realisation and per cent, the year in the title"
)
def quarters_over_three(book: Book) -> Expected:
    sheet = book.sheet("Monev")
    fill(
        sheet,
        "A1",
        ("MATRIKS PEMANTAUAN RENCANA AKSI KETERBUKAAN PEMERINTAH",),
        ("TAHUN 2024",),
        (),
        (
            "No",
            "Komitmen",
            "Indikator Keberhasilan",
            "Instansi",
            "Triwulan I",
            None,
            None,
            "Triwulan II",
            None,
            None,
            "Triwulan III",
            None,
            None,
            "Triwulan IV",
            None,
            None,
            "Keterangan",
        ),
        (None, None, None, None, *["Target", "Realisasi", "%"] * 4),
        (
            1,
            "Akses bantuan hukum",
            "Jumlah OBH terakreditasi",
            "BPHN",
            "100 OBH",
            "90 OBH",
            90,
            "200 OBH",
            "210 OBH",
            105,
            "300 OBH",
            None,
            None,
            "619 OBH",
            None,
            None,
            "Anggaran ditambah",
        ),
        (2, "Akses bantuan hukum", "Jumlah paralegal", "BPHN", None, None, None, "500 orang", "250 orang", 50),
    )
    sheet.merge("A1:Q1", "A2:Q2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:G4", "H4:J4", "K4:M4", "N4:P4", "Q4:Q5")
    sheet.header(4, 5)
    return said(
        "Monev",
        "success_measure period target_text achievement_text percent",
        (6, "Jumlah OBH terakreditasi", "2024-Q1", "100 OBH", "90 OBH", 90),
        (6, "Jumlah OBH terakreditasi", "2024-Q2", "200 OBH", "210 OBH", 105),
        (6, "Jumlah OBH terakreditasi", "2024-Q3", "300 OBH", None, None),
        (6, "Jumlah OBH terakreditasi", "2024-Q4", "619 OBH", None, None),
        (7, "Jumlah paralegal", "2024-Q2", "500 orang", "250 orang", 50),
        commitment_title="Akses bantuan hukum",
        lead_agencies=["BPHN"],
        target_year=2024,
    )


@good("h03_tahun_semester_tiga_baris.xlsx", "Three header rows with the numbers (1) to (12) above them")
def year_semester_leaf(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "B2",
        tuple(f"({number})" for number in range(1, 13)),
        (
            "No",
            "Nama Komitmen",
            "Ukuran Keberhasilan",
            "K/L Penanggung Jawab",
            "Tahun 2023",
            None,
            None,
            None,
            "Tahun 2024",
            None,
            None,
            None,
        ),
        (None, None, None, None, "Semester 1", None, "Semester 2", None, "Semester 1", None, "Semester 2", None),
        (None, None, None, None, *["Target", "Capaian (%)"] * 4),
        (
            1,
            "Reformasi layanan paspor",
            "Antrean daring berlaku",
            "Kemenkumham",
            "20 kantor",
            50,
            "40 kantor",
            "75%",
            "80 kantor",
            "-",
            "126 kantor",
            None,
        ),
    )
    sheet.merge("B3:B5", "C3:C5", "D3:D5", "E3:E5", "F3:I3", "J3:M3", "F4:G4", "H4:I4", "J4:K4", "L4:M4")
    return said(
        "Matriks",
        "target_year period target_text percent",
        (6, 2023, "2023-S1", "20 kantor", 50),
        (6, 2023, "2023-S2", "40 kantor", 75),
        (6, 2024, "2024-S1", "80 kantor", None),
        (6, 2024, "2024-S2", "126 kantor", None),
        commitment_title="Reformasi layanan paspor",
        success_measure="Antrean daring berlaku",
        lead_agencies=["Kemenkumham"],
    )


@good(
    "h04_cetak_lima_halaman.xlsx",
    "Header and numbers on every printed page, page lines, a carried group",
    must_not_import=["Halaman"],
)
def printed_pages(book: Book) -> Expected:
    sheet = book.sheet("Cetak")
    head = ("No", "Komitmen", "Rencana Aksi", "Instansi Penanggung Jawab", "Target Penyelesaian", "Keluaran")
    numbers = tuple(range(1, 7))
    first, second = "Transparansi dana desa", "Keterbukaan data pupuk bersubsidi"
    fill(
        sheet,
        "A1",
        ("LAMPIRAN", None, None, None, None, "Halaman 1 dari 3"),
        head,
        numbers,
        (1, first, "Publikasi APBDes", "Kemendesa PDTT", "Maret 2024", "75.000 desa"),
        (None, None, "Papan informasi desa", "Kemendagri", "Juni 2024", "30.000 desa"),
        ("Halaman 2 dari 3",),
        head,
        numbers,
        (None, None, "Kanal pengaduan dana desa", "Kemendesa PDTT", "Oktober 2024", "1 kanal"),
        (2, second, "Publikasi alokasi", "Kementerian Pertanian", "Maret 2024", "514 daerah"),
        ("- 3 -",),
        head,
        numbers,
        (None, None, "Data penyalur", "Kementerian Pertanian", "Desember 2024", "1 dataset"),
    )
    sheet.merge("A4:A5", "B4:B5")
    return said(
        "Cetak",
        "commitment_title milestone lead_agencies period target_text",
        (4, first, "Publikasi APBDes", ["Kemendesa"], "2024-03", "75.000 desa"),
        (5, first, "Papan informasi desa", ["Kemendagri"], "2024-06", "30.000 desa"),
        (9, first, "Kanal pengaduan dana desa", ["Kemendesa"], "2024-10", "1 kanal"),
        (10, second, "Publikasi alokasi", ["Kementan"], "2024-03", "514 daerah"),
        (14, second, "Data penyalur", ["Kementan"], "2024-12", "1 dataset"),
    )


@good(
    "h05_pelaksana_utama_pendukung_mitra.xlsx",
    "Pelaksana over Utama, Pendukung and Mitra OMS; Waktu over Mulai and Selesai",
)
def actors_under_one(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A3",
        ("NO", "KOMITMEN", "TAHAPAN KEGIATAN", "PELAKSANA", None, None, "WAKTU", None, "KELUARAN", "DATA DUKUNG"),
        (None, None, None, "UTAMA", "PENDUKUNG", "MITRA OMS", "MULAI", "SELESAI"),
        (
            1,
            "Data kekerasan terpadu",
            "Penyusunan pedoman",
            "KemenPPPA",
            "Polri, Kemenkes",
            "LBH APIK",
            "Jan-24",
            "30/06/2024",
            "Pedoman ditetapkan",
            "https://contoh.go.id/pedoman",
        ),
        (
            2,
            "Data kekerasan terpadu",
            "Peluncuran dasbor",
            "KemenPPPA",
            "Kominfo",
            "-",
            "1 Juli 2024",
            "31 Des 2024",
            "Dasbor publik",
            "-",
        ),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3", "I3:I4", "J3:J4")
    return said(
        "Sheet1",
        "milestone supporting csos start_date due_date target_text evidence",
        (
            5,
            "Penyusunan pedoman",
            ["Polri", "Kemenkes"],
            ["LBH APIK"],
            "any",
            "2024-06-30",
            "Pedoman ditetapkan",
            "https://contoh.go.id/pedoman",
        ),
        (6, "Peluncuran dasbor", ["Kominfo"], None, "2024-07-01", "2024-12-31", "Dasbor publik", None),
        commitment_title="Data kekerasan terpadu",
        lead_agencies=["KemenPPPA"],
    )


@good("h06_judul_dua_bahasa.xlsx", "Bilingual titles, a title row longer than the table", warnings=["unknown_column"])
def bilingual(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("Open Government Indonesia – Komitmen / Commitment Tracker 2023–2024 – versi konsolidasi setelah rapat",),
        (
            "Komitmen / Commitment",
            "Tonggak (Milestone)",
            "Instansi / Agency",
            "Capaian / Achievement",
            "Status",
            "Tenggat / Due date",
            "Kontak / Contact person",
        ),
        (
            "Beneficial ownership transparency",
            "Register opened to the public",
            "Kemenkumham",
            "Register is online",
            "Completed",
            "2024-06-30",
            "Ibu Contoh",
        ),
        (
            "Beneficial ownership transparency",
            "Verification mechanism",
            "PPATK; Kemenkumham",
            "-",
            "Delayed",
            "2024-12-31",
        ),
    )
    sheet.merge("A1:M1")
    return said(
        "Data",
        "milestone lead_agencies achievement_text status due_date",
        (3, "Register opened to the public", ["Kemenkumham"], "Register is online", "Completed", "2024-06-30"),
        (4, "Verification mechanism", ["PPATK", "Kemenkumham"], None, "Delayed", "2024-12-31"),
        commitment_title="Beneficial ownership transparency",
    )


@good("h07_salah_ketik.xlsx", "Typing slips in five titles and line breaks inside them")
def slips(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VII")
    fill(
        sheet,
        "A2",
        (
            "No.",
            "Kommitmen",
            "Indikator\nKeberhasilan",
            "Penangung\nJawab",
            "Instansi Pendukng",
            "Targe",
            "Realisasi :",
            "Capaian\n(%)",
            "Kendala ",
            "Tindak  Lanjut*",
            "Bukti Dukug",
        ),
        (
            "1",
            "Keterbukaan peradilan",
            "Putusan terbit 1x24 jam",
            "MA",
            "KY",
            "95 persen perkara",
            "80 persen perkara",
            "84,2",
            "Jaringan",
            "Pengadaan server",
            "Laman direktori putusan",
        ),
        (
            "2",
            "Keterbukaan peradilan",
            "Biaya perkara terbit",
            "MA",
            None,
            "Seluruh pengadilan",
            "Seluruh pengadilan",
            "100",
            "Tidak ada",
            "-",
            None,
        ),
    )
    return said(
        "RAN OGI VII",
        "success_measure target_text achievement_text percent obstacles follow_up evidence",
        (
            3,
            "Putusan terbit 1x24 jam",
            "95 persen perkara",
            "80 persen perkara",
            84.2,
            "Jaringan",
            "Pengadaan server",
            "Laman direktori putusan",
        ),
        (4, "Biaya perkara terbit", "Seluruh pengadilan", "Seluruh pengadilan", 100, "any", None, None),
        commitment_title="Keterbukaan peradilan",
        lead_agencies=["Mahkamah Agung"],
    )


@good(
    "h08_tanda_tangan_langsung_di_bawah.xlsx",
    "Total, legend, place, date and signatures with NIP directly under the table",
    must_not_import=["19710101", "Mengetahui", "Hijau", "Jumlah", "Kepala Biro"],
)
def signatures_at_once(book: Book) -> Expected:
    sheet = book.sheet("KPU")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Realisasi", "Capaian (%)", "Status"),
        (1, "Data pemilu terbuka", "API hasil pemilu", "KPU", "1 API", "1 API", 100, "Selesai"),
        (2, "Data pemilu terbuka", "Kamus data", "KPU", "1 kamus", "0", 0, "Belum mulai"),
        ("Jumlah", None, None, None, None, None, 100),
        ("Rata-rata capaian", None, None, None, None, None, 50),
        ("Keterangan: Hijau = selesai, Kuning = berjalan, Merah = terlambat",),
        (None, None, None, None, None, None, "Jakarta, 5 Juli 2024"),
        ("Mengetahui,", None, None, None, None, None, "Kepala Biro Perencanaan"),
        (),
        (None, None, None, None, None, None, "Budi Contoh"),
        (None, None, None, None, None, None, "NIP. 19710101 199603 1 001"),
    )
    return said(
        "KPU",
        "milestone target_text achievement_text percent status",
        (2, "API hasil pemilu", "1 API", "1 API", 100, "Selesai"),
        (3, "Kamus data", "1 kamus", "0", 0, "Belum mulai"),
        commitment_title="Data pemilu terbuka",
        lead_agencies=["KPU"],
    )


@good(
    "h09_dua_tabel_berdampingan.xlsx",
    "The matrix on the left, a legend of the colours on the right",
    must_not_import=["Merah"],
)
def legend_beside(book: Book) -> Expected:
    sheet = book.sheet("Dashboard")
    fill(
        sheet,
        "A3",
        ("No", "Komitmen", "Kegiatan", "PJ", "Status"),
        (1, "Satu peta", "Unggah peta hutan", "KLHK", "Selesai"),
        (2, "Satu peta", "Unggah peta tambang", "ESDM", "Terlambat"),
        (3, "Satu peta", "Unggah peta sawah", "Kementan", "Belum mulai"),
    )
    fill(sheet, "H3", ("Warna", "Arti"), ("Hijau", "selesai"), ("Merah", "terlambat dari rencana"))
    return said(
        "Dashboard",
        "milestone lead_agencies status",
        (4, "Unggah peta hutan", ["KLHK"], "Selesai"),
        (5, "Unggah peta tambang", ["ESDM"], "Terlambat"),
        (6, "Unggah peta sawah", ["Kementan"], "Belum mulai"),
        commitment_title="Satu peta",
    )


@good("h10_dua_matriks_berdampingan.xlsx", "Two full tables side by side, an empty column between them")
def two_beside(book: Book) -> Expected:
    sheet = book.sheet("Gabungan")
    head = ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Status")
    sheet.put(1, 1, "KPU")
    sheet.put(1, 8, "Bawaslu")
    fill(
        sheet,
        "A3",
        head,
        (1, "Data pemilih terbuka", "Uji coba API", "KPU", "1 API", "Selesai"),
        (2, "Data pemilih terbuka", "Kamus data", "KPU", "1 kamus", "Terlambat"),
    )
    fill(
        sheet,
        "H3",
        head,
        (1, "Data pengawasan terbuka", "Portal laporan", "Bawaslu", "1 portal", "Sedang berjalan"),
        (2, "Data pengawasan terbuka", "Pelatihan", "Bawaslu", "34 provinsi", "Belum mulai"),
        (3, "Data pengawasan terbuka", "Evaluasi", "Bawaslu", "1 laporan", "Belum mulai"),
    )
    return said(
        "Gabungan",
        "commitment_title milestone lead_agencies target_text status",
        (4, "Data pemilih terbuka", "Uji coba API", ["KPU"], "1 API", "Selesai"),
        (4, "Data pengawasan terbuka", "Portal laporan", ["Bawaslu"], "1 portal", "Sedang berjalan"),
        (5, "Data pemilih terbuka", "Kamus data", ["KPU"], "1 kamus", "Terlambat"),
        (5, "Data pengawasan terbuka", "Pelatihan", ["Bawaslu"], "34 provinsi", "Belum mulai"),
        (6, "Data pengawasan terbuka", "Evaluasi", ["Bawaslu"], "1 laporan", "Belum mulai"),
    )


@good("h11_komitmen_dan_pj_saja.xlsx", "Nothing but commitments and who leads them")
def leads_only(book: Book) -> Expected:
    sheet = book.sheet("Daftar Komitmen")
    fill(
        sheet,
        "A1",
        ("DAFTAR KOMITMEN RAN OGI VII 2023-2024",),
        ("No", "Judul Komitmen", "Leading Sector", "Mitra CSO"),
        (1, "Penguatan keterbukaan kontrak", "LKPP", "ICW"),
        (2, "Layanan publik inklusif", "Kementerian PANRB", "YAPPIKA-ActionAid"),
        (3, "Keterbukaan data industri ekstraktif", "Kementerian ESDM", "PWYP Indonesia"),
    )
    return said(
        "Daftar Komitmen",
        "commitment_number commitment_title lead_agencies csos",
        (3, "1", "Penguatan keterbukaan kontrak", ["LKPP"], ["ICW"]),
        (4, "2", "Layanan publik inklusif", ["KemenPANRB"], ["YAPPIKA"]),
        (5, "3", "Keterbukaan data industri ekstraktif", ["ESDM"], ["PWYP"]),
    )


@good(
    "h12_catatan_di_sela_baris.xlsx",
    "Notes between the rows and a sub-total per commitment with formulas of Excel",
    must_not_import=["disesuaikan", "Rata-rata"],
)
def notes_between(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "B4",
        ("No", "Komitmen", "Aktivitas", "Instansi Pelaksana", "Volume Target", "Satuan", "Hasil", "% Capaian"),
        (1, "Pengaduan satu pintu", "Integrasi kanal", "KemenPANRB", 600, "instansi", "580 instansi", pct(0.97)),
        (None, None, "Publikasi rekap", "Ombudsman RI", 4, "laporan", "2 laporan", pct(0.5)),
        ("Catatan: target instansi disesuaikan dengan surat 12 Mei 2024",),
        (None, "Rata-rata komitmen 1", None, None, None, None, None, pct(0.735)),
        (2, "Pengawasan partisipatif", "Pelatihan warga", "Bawaslu", 1000, "orang", "1.000 orang", pct(1)),
        (None, "Rata-rata komitmen 2", None, None, None, None, None, pct(1)),
        ("Total", None, None, None, None, None, None, pct(0.82)),
    )
    sheet.merge("B7:I7")
    return said(
        "Laporan",
        "commitment_title milestone lead_agencies target_text unit achievement_text percent",
        (5, "Pengaduan satu pintu", "Integrasi kanal", ["KemenPANRB"], "600", "instansi", "580 instansi", 97),
        (6, "Pengaduan satu pintu", "Publikasi rekap", ["Ombudsman RI"], "4", "laporan", "2 laporan", 50),
        (9, "Pengawasan partisipatif", "Pelatihan warga", ["Bawaslu"], "1000", "orang", "1.000 orang", 100),
    )


@good(
    "h13_perangkat_daerah.xlsx",
    "A local plan: perangkat daerah, an unknown office, theme above, number row below",
    accepted="any",
)
def local_government(book: Book) -> Expected:
    sheet = book.sheet("RAD OGP")
    fill(
        sheet,
        "A1",
        ("PEMERINTAH KABUPATEN BANGGAI",),
        ("RENCANA AKSI DAERAH KETERBUKAAN PEMERINTAH TAHUN 2024",),
        (),
        (
            "No",
            "Komitmen",
            "Tahapan",
            "Perangkat Daerah Penanggung Jawab",
            "OMS Pendukung",
            "Target",
            "Capaian",
            "Ket.",
        ),
        ("1", "2", "3", "4", "5", "6", "7", "8"),
        (
            "1",
            "Musrenbang inklusif",
            "Bimbingan teknis",
            "Bappeda",
            "PATTIRO",
            "23 kecamatan",
            "20 kecamatan",
            "lanjut",
        ),
        ("2", "Musrenbang inklusif", "Kanal usulan daring", "Dinas Kominfo", "PATTIRO", "1 kanal", None, None),
    )
    return said(
        "RAD OGP",
        "milestone target_text achievement_text notes target_year",
        (6, "Bimbingan teknis", "23 kecamatan", "20 kecamatan", "lanjut", 2024),
        (7, "Kanal usulan daring", "1 kanal", None, None, 2024),
        commitment_title="Musrenbang inklusif",
        csos=["PATTIRO"],
    )


@good("h14_judul_dengan_penjelasan.xlsx", "Titles with explanations in brackets and a helper row below them")
def explained_titles(book: Book) -> Expected:
    sheet = book.sheet("Pelaporan")
    fill(
        sheet,
        "A1",
        (
            "Komitmen",
            "Ukuran Keberhasilan (UK)",
            "K/L Penanggung Jawab (Leading Sector)",
            "Target (2024)",
            "Capaian s.d. saat ini (uraian)",
            "Persentase Capaian (0-100%)",
            "Kendala/Hambatan",
            "Rencana Tindak Lanjut (RTL)",
            "Tautan Bukti Dukung",
        ),
        (
            "Perlindungan pembela HAM",
            "Peraturan ditetapkan",
            "Komnas HAM",
            "1 peraturan",
            "Draf dibahas",
            40,
            "Waktu terbatas",
            "Rapat lanjutan",
            "https://contoh.go.id/a",
        ),
    )
    return said(
        "Pelaporan",
        "success_measure lead_agencies target_year target_text achievement_text percent obstacles follow_up evidence",
        (
            2,
            "Peraturan ditetapkan",
            ["Komnas HAM"],
            2024,
            "1 peraturan",
            "Draf dibahas",
            40,
            "Waktu terbatas",
            "Rapat lanjutan",
            "https://contoh.go.id/a",
        ),
        commitment_title="Perlindungan pembela HAM",
    )


@good("h15_judul_atas_kosong_tidak_gabung.xlsx", "Parents over their leaves without any merge")
def unmerged_parents(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", None, "Capaian", None),
        (None, None, None, None, 2023, 2024, 2023, 2024),
        (1, "Keterbukaan anggaran", "APBN ringkas terbit", "Kemenkeu", "1 buku", "2 buku", "1 buku", None),
        (2, "Keterbukaan anggaran", "Portal data APBN", "Kemenkeu", None, "1 portal", None, "purwarupa"),
    )
    return said(
        "Matriks",
        "success_measure target_year target_text achievement_text",
        (3, "APBN ringkas terbit", 2023, "1 buku", "1 buku"),
        (3, "APBN ringkas terbit", 2024, "2 buku", None),
        (4, "Portal data APBN", 2024, "1 portal", "purwarupa"),
        commitment_title="Keterbukaan anggaran",
        lead_agencies=["Kemenkeu"],
    )


BUILDERS: list[Builder] = [
    letterhead_at_c7,
    quarters_over_three,
    year_semester_leaf,
    printed_pages,
    actors_under_one,
    bilingual,
    slips,
    signatures_at_once,
    legend_beside,
    two_beside,
    leads_only,
    notes_between,
    local_government,
    explained_titles,
    unmerged_parents,
]

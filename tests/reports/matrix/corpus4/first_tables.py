"""First round: ministries, CSOs and regions fill in forms that join several hazards (matrix.md, sections 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good(
    "e01_b_bulan_kl_oms_gabung.xlsx",
    "B04/B08/B12 over target and capaian, merged commitments, a K/L and an OMS row each",
)
def b_months_with_reporters(book: Book) -> Expected:
    sheet = book.sheet("Pelaporan 2024")
    fill(
        sheet,
        "A1",
        ("LAPORAN CAPAIAN KOMITMEN RAN OGI",),
        ("Tahun 2024",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "B04", None, "B08", None, "B12", None, "Keterangan"),
        (None, None, None, None, *("Target", "Capaian") * 3, None),
        (
            1,
            "Keterbukaan data bansos",
            "DTKS diperbarui",
            "K/L",
            "1 SK",
            "SK terbit",
            "10 kab",
            "8 kab",
            "20 kab",
            None,
            "Lancar",
        ),
        (None, None, None, "OMS", None, "SK belum dibuka", None, "4 kab", None, None, None),
        (None, None, "Kanal usul-sanggah", "K/L", None, None, "1 kanal", "-", "1 kanal", None, None),
        (None, None, None, "OMS", None, None, None, "Kanal belum ada", None, None, "Perlu rapat"),
    )
    sheet.merge("A1:K1", "A2:K2", "E4:F4", "G4:H4", "I4:J4", *(f"{c}4:{c}5" for c in "ABCDK"))
    sheet.merge("A6:A9", "B6:B9", "C6:C7", "C8:C9")
    return said(
        "Pelaporan 2024",
        "success_measure reporter period target_text achievement_text",
        (6, "DTKS diperbarui", "K/L", "2024-B04", "1 SK", "SK terbit"),
        (6, "DTKS diperbarui", "K/L", "2024-B08", "10 kab", "8 kab"),
        (6, "DTKS diperbarui", "K/L", "2024-B12", "20 kab", None),
        (7, "DTKS diperbarui", "OMS", "2024-B04", None, "SK belum dibuka"),
        (7, "DTKS diperbarui", "OMS", "2024-B08", None, "4 kab"),
        (8, "Kanal usul-sanggah", "K/L", "2024-B08", "1 kanal", None),
        (8, "Kanal usul-sanggah", "K/L", "2024-B12", "1 kanal", None),
        (9, "Kanal usul-sanggah", "OMS", "2024-B08", None, "Kanal belum ada"),
        commitment_title="Keterbukaan data bansos",
        target_year=2024,
    )


@good(
    "e02_ogp_tingkat_penyelesaian_centang.xlsx",
    "OGP self-assessment: ticks under Not Started, Limited, Substantial, Completed",
    must_not_import=["Budi", "0811"],
)
def completion_ticks(book: Book) -> Expected:
    sheet = book.sheet("C3")
    fill(
        sheet,
        "A1",
        ("OGP Self-Assessment Report - Commitment Completion Template",),
        ("Commitment number and title", "3. Open procurement in emergencies"),
        ("Lead implementing agency", "LKPP"),
        ("Other actors - CSO", "ICW, TII"),
        ("Responsible person", "Budi Contoh"),
        ("Phone", "0811 000"),
        (),
        ("Milestone", "Start Date", "End Date", "Completion level", None, None, None, "Results and evidence"),
        (None, None, None, "Not Started", "Limited", "Substantial", "Completed", None),
        ("3.1 Dashboard online", "1 January 2023", "30 June 2023", None, None, None, "√", "Dashboard live"),
        ("3.2 API published", "July 2023", "December 2024", None, "v", None, None, "Draft specification"),
        ("3.3 Civic monitoring", "January 2024", "December 2024", "X", None, None, None, None),
    )
    sheet.merge("D8:G8", "A8:A9", "B8:B9", "C8:C9", "H8:H9", "A1:H1")
    return said(
        "C3",
        "milestone status status_class",
        (10, "any", "Completed", "completed"),
        (11, "any", "Limited", "any"),
        (12, "any", "Not Started", "not_started"),
        commitment_number="3",
        commitment_title="Open procurement in emergencies",
        lead_agencies=["LKPP"],
        csos=["ICW", "TII"],
    )


@good(
    "e03_lembar_kl_dan_rekap.xlsx",
    "A sheet per ministry in one layout and a recap sheet with counts",
    must_not_import=["Jumlah Komitmen", "TOTAL"],
)
def ministries_and_recap(book: Book) -> Expected:
    recap = book.sheet("REKAP")
    fill(
        recap,
        "B2",
        ("REKAPITULASI PELAPORAN KOMITMEN OGI B06 TAHUN 2024",),
        (),
        ("No", "Kementerian/Lembaga", "Jumlah Komitmen", "Selesai", "Proses", "% Lapor"),
        (1, "Kemendagri", 2, 1, 1, pct(1)),
        (2, "BPS", 1, 0, 1, pct(0.5)),
        (None, "TOTAL", 3, 1, 2, pct(0.75)),
    )
    expected: Expected = []
    head = (
        "No",
        "Judul Komitmen",
        "Ukuran Keberhasilan",
        "Target B06",
        "Realisasi B06",
        "Status",
        "Kendala / Hambatan",
    )
    for name, rows in (
        (
            "Kemendagri",
            (
                (1, "Pemerintahan daerah terbuka", "SIPD terbuka", "34 provinsi", "30 provinsi", "Proses", "Regulasi"),
                (2, "Desa terbuka", "Prodeskel terbuka", "1 portal", "1 portal", "Selesai", "-"),
            ),
        ),
        ("BPS", ((1, "Statistik terbuka", "API", "5 API", "4 API", "Proses", None),)),
    ):
        sheet = book.sheet(name)
        fill(sheet, "B2", ("LAPORAN CAPAIAN TAHUN 2024",), (), head, *rows)
        expected += said(
            name,
            "commitment_title success_measure target_text achievement_text status obstacles",
            *((row, *values[1:6], None if values[6] == "-" else values[6]) for row, values in enumerate(rows, start=5)),
            lead_agencies=[name],
            period="2024-B06",
        )
    return expected


@good(
    "e04_tahun_semester_tiga_baris_nomor.xlsx",
    "Year over semester over T/C, an all-numbers row below, footnotes with stars",
    must_not_import=["Data sementara", "*)"],
)
def three_rows_numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks RAN OGI VII")
    fill(
        sheet,
        "B1",
        ("MATRIKS TARGET DAN CAPAIAN",),
        ("RENCANA AKSI NASIONAL KETERBUKAAN PEMERINTAH 2023-2024",),
        (),
        ("No.", "Komitmen", "Indikator", "Instansi", "2023", None, None, None, "2024", None, None, None, "Ket."),
        (None, None, None, None, "Semester I", None, "Semester II", None, "Semester I", None, "Semester II"),
        (None, None, None, None, *("Target", "Capaian") * 4, None),
        tuple(range(1, 14)),
        (
            1,
            "Satu Peta terbuka",
            "Geoportal",
            "BIG",
            "1 sistem",
            "1 sistem",
            "85 peta",
            "60 peta",
            "85 peta",
            "85 peta",
            "100 peta",
            None,
            "Tercatat",
        ),
        (2, "Hutan terbuka", "Peta adat", "KLHK", None, None, "10 peta", "2 peta", "-", "-", "30 peta", None, None),
        (),
        ("*) Data sementara",),
    )
    sheet.merge(
        "B1:N1", "B2:N2", "F4:I4", "J4:M4", "F5:G5", "H5:I5", "J5:K5", "L5:M5", *(f"{c}4:{c}6" for c in "BCDEN")
    )
    return said(
        "Matriks RAN OGI VII",
        "commitment_title period target_year target_text achievement_text",
        (8, "Satu Peta terbuka", "2023-S1", 2023, "1 sistem", "1 sistem"),
        (8, "Satu Peta terbuka", "2023-S2", 2023, "85 peta", "60 peta"),
        (8, "Satu Peta terbuka", "2024-S1", 2024, "85 peta", "85 peta"),
        (8, "Satu Peta terbuka", "2024-S2", 2024, "100 peta", None),
        (9, "Hutan terbuka", "2023-S2", 2023, "10 peta", "2 peta"),
        (9, "Hutan terbuka", "2024-S2", 2024, "30 peta", None),
    )


@good(
    "e05_blok_dan_tabel_kecil.xlsx",
    "Key/value blocks over small tables on one sheet, decimal commas, signatures last",
    must_not_import=["Mengetahui", "NIP"],
)
def blocks_and_tables(book: Book) -> Expected:
    sheet = book.sheet("Form Kemenkes")
    expected: Expected = []
    at = 1
    for number, title, cso, rows in (
        (
            6,
            "Layanan kesehatan bagi disabilitas",
            "WVI",
            (
                ("Pedoman akses", "1 pedoman", "1 pedoman", "100,0%"),
                ("Puskesmas ramah", "50 unit", "31 unit", "62,5 %"),
            ),
        ),
        (9, "Data stunting terbuka", "-", (("Dasbor stunting", "1 dasbor", "Purwarupa", "37,25%"),)),
    ):
        fill(
            sheet,
            f"A{at}",
            ("Komitmen No.", f": {number}"),
            ("Judul", f": {title}"),
            ("Penanggung Jawab", ": Kementerian Kesehatan"),
            ("Mitra OMS", f": {cso}"),
            ("No", "Kegiatan", "Target 2024", "Realisasi", "Capaian"),
            *((n, *row) for n, row in enumerate(rows, start=1)),
        )
        expected += said(
            "Form Kemenkes",
            "milestone target_text achievement_text percent",
            *(
                (at + 4 + n, row[0], row[1], row[2], float(row[3].strip(" %").replace(",", ".")))
                for n, row in enumerate(rows, start=1)
            ),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=["Kemenkes"],
            csos=None if cso == "-" else [cso],
            target_year=2024,
        )
        at += 6 + len(rows)
    sheet.row(at, "Mengetahui,", None, None, "Jakarta, 2 Juli 2024")
    sheet.row(at + 1, "Sekretaris Jenderal", None, None, "Kepala Pusdatin")
    sheet.row(at + 5, "NIP 196901", None, None, "NIP 197001")
    return expected


@good(
    "e06_butir_huruf_dengan_persen.xlsx",
    "a) b) in measures, targets, achievements, percentages and states, item by item",
)
def lettered_items(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian", "% Capaian", "Status"),
        (
            1,
            "Peradilan terbuka",
            "a) Putusan terbit\nb) Jadwal sidang terbit",
            "Mahkamah Agung",
            "a) 100 persen putusan\nb) 400 pengadilan",
            "a) 92 persen\nb) 400 pengadilan",
            "a) 92%\nb) 100%",
            "a) Proses\nb) Selesai",
        ),
        (2, "Kepolisian terbuka", "SP2HP daring", "Polri", "1 aplikasi", "1 aplikasi", "100%", "Selesai"),
    )
    return said(
        "Matriks",
        "commitment_title success_measure target_text achievement_text percent status",
        (2, "Peradilan terbuka", "Putusan terbit", "100 persen putusan", "92 persen", 92, "Proses"),
        (2, "Peradilan terbuka", "Jadwal sidang terbit", "400 pengadilan", "400 pengadilan", 100, "Selesai"),
        (3, "Kepolisian terbuka", "SP2HP daring", "1 aplikasi", "1 aplikasi", 100, "Selesai"),
    )


@good(
    "e07_koordinator_anggota.xlsx",
    "Koordinator/Anggota in lines, bersama, units of ministries, old names",
    accepted="any",
)
def coordinators(book: Book) -> Expected:
    sheet = book.sheet("RENAKSI")
    fill(
        sheet,
        "A1",
        ("No", "Rencana Aksi", "Tahapan Kegiatan", "Instansi Penanggung Jawab", "Keluaran"),
        (1, "Akses keadilan", "Satu", "Koordinator: Kejaksaan Agung\nAnggota:\n- Polri\n- Mahkamah Agung", "1 SOP"),
        (None, None, "Dua", "Utama : Kemenkumham\nPendukung :\n1) BPHN\n2) Kemendagri", "1 SOP"),
        (None, None, "Tiga", "Kemenkumham (Ditjen PP)", "1 SOP"),
        (None, None, "Empat", "K/L: BPS; OMS: Perludem", "1 SOP"),
        (2, "Data terbuka", "Lima", "Kemenristekdikti\nKemkominfo", "1 portal"),
        (None, None, "Enam", "Kejaksaan RI; Kepolisian RI", "1 portal"),
    )
    sheet.merge("A2:A5", "B2:B5", "A6:A7", "B6:B7")
    return said(
        "RENAKSI",
        "commitment_title milestone lead_agencies supporting csos",
        (2, "Akses keadilan", "Satu", ["Kejaksaan Agung"], ["Polri", "Mahkamah Agung"], None),
        (3, "Akses keadilan", "Dua", ["Kemenkumham"], ["BPHN", "Kemendagri"], None),
        (4, "Akses keadilan", "Tiga", ["Kemenkumham (Ditjen PP)"], None, None),
        (5, "Akses keadilan", "Empat", ["BPS"], None, ["Perludem"]),
        (6, "Data terbuka", "Lima", ["Kemenristekdikti", "Kemkominfo"], None, None),
        (7, "Data terbuka", "Enam", ["Kejaksaan RI", "Kepolisian RI"], None, None),
    )


@good(
    "e08_status_kolom_centang.xlsx",
    "Status over Selesai, Proses, Belum with ticks; hidden rows; dates in words",
    warnings=["hidden_rows"],
)
def ticked_states(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Batas Waktu", "Status", None, None, "Catatan"),
        (None, None, None, None, None, "Selesai", "Dalam Proses", "Belum Mulai", None),
        (1, "Data guru terbuka", "Pemutakhiran", "Kemendikbudristek", "30 September 2024", "v", None, None, None),
        (
            2,
            "Data guru terbuka",
            "Publikasi",
            "Kemendikbudristek",
            "akhir Desember 2024",
            None,
            "✓",
            None,
            "Server baru",
        ),
        (
            3,
            "Data sekolah terbuka",
            "Peta sekolah",
            "Kemendikbudristek",
            "s.d. 31 Oktober 2024",
            None,
            None,
            "x",
            "Anggaran",
        ),
        (4, "Data sekolah terbuka", "Kanal aduan", "Kemendikbudristek", "TBD", None, None, None, None),
    )
    sheet.merge("F2:H2", *(f"{c}2:{c}3" for c in "ABCDEI"))
    sheet.hide(5)
    return said(
        "Progres",
        "commitment_title milestone status notes",
        (4, "Data guru terbuka", "Pemutakhiran", "Selesai", None),
        (5, "Data guru terbuka", "Publikasi", "Dalam Proses", "Server baru"),
        (6, "Data sekolah terbuka", "Peta sekolah", "Belum Mulai", "Anggaran"),
        (7, "Data sekolah terbuka", "Kanal aduan", None, None),
        lead_agencies=["Kemendikbudristek"],
    )


@good("e09_tenggat_kabur.xlsx", "Deadlines that name a part of a year: no day is made up", accepted="any")
def vague_deadlines(book: Book) -> Expected:
    sheet = book.sheet("Rencana Kerja")
    read = (
        ("Akhir TW III 2024", "2024-Q3"),
        ("Minggu ke-2 Juli 2024", "2024-07"),
        ("Awal Maret 2024", "2024-03"),
        ("B09 2024", "2024-B09"),
        ("Q3 2024", "2024-Q3"),
        ("Pertengahan Agustus 2024", "2024-08"),
        ("s.d. Desember 2024", "2024-12"),
        ("Sep-24", "2024-09"),
        ("Triwulan 4 Tahun 2024", "2024-Q4"),
        ("Semester 2 TA 2024", "2024-S2"),
        ("November '24", "2024-11"),
        ("Paling lambat Oktober 2024", "2024-10"),
    )
    fill(sheet, "B2", ("Komitmen", "Aktivitas", "Instansi Pelaksana", "Hasil", "Target Waktu"))
    for row, (text, _) in enumerate(read, start=3):
        sheet.row(row, "Izin terbuka", f"Langkah {row}", "BKPM", "1 laporan", text, col=2)
    return said(
        "Rencana Kerja",
        "milestone period",
        *((row, f"Langkah {row}", period) for row, (_, period) in enumerate(read, start=3)),
        commitment_title="Izin terbuka",
        lead_agencies=["BKPM"],
    )


@good(
    "e10_instansi_sebagai_bagian.xlsx",
    "Section rows are ministries, commitments below them, restarting numbers, a total",
    must_not_import=["JUMLAH"],
)
def agencies_as_sections(book: Book) -> Expected:
    sheet = book.sheet("Semua KL")
    fill(
        sheet,
        "A1",
        ("CAPAIAN KOMITMEN OGI PER KEMENTERIAN/LEMBAGA TAHUN 2024",),
        (),
        ("No", "Komitmen", "Kegiatan", "Target", "Realisasi", "Capaian (%)"),
        ("A. KEMENTERIAN DALAM NEGERI",),
        (1, "Desa terbuka", "Data desa", "100 desa", "90 desa", 90),
        (2, "Anggaran daerah terbuka", "Laman APBD", "34 provinsi", "34 provinsi", 100),
        ("B. KOMISI PEMILIHAN UMUM",),
        (1, "Pemilu terbuka", "Data hasil", "1 data", "1 data", 100),
        ("C. LKPP",),
        (1, "Pengadaan terbuka", "Data kontrak", "1 data", "0 data", 0),
        ("JUMLAH", None, None, None, None, 72.5),
    )
    for row in (1, 4, 7, 9):
        sheet.merge(f"A{row}:F{row}")
    return said(
        "Semua KL",
        "lead_agencies commitment_title milestone target_text achievement_text percent",
        (5, ["Kemendagri"], "Desa terbuka", "Data desa", "100 desa", "90 desa", 90),
        (6, ["Kemendagri"], "Anggaran daerah terbuka", "Laman APBD", "34 provinsi", "34 provinsi", 100),
        (8, ["KPU"], "Pemilu terbuka", "Data hasil", "1 data", "1 data", 100),
        (10, ["LKPP"], "Pengadaan terbuka", "Data kontrak", "1 data", "0 data", 0),
        target_year=2024,
    )


@good("e11_penilaian_dua_pihak.xlsx", "Penilaian over K/L (%) and OMS (%), remarks once for each")
def two_assessments(book: Book) -> Expected:
    sheet = book.sheet("Monev Bersama")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian (%)", None, "Catatan", None),
        (None, None, None, None, "K/L", "OMS", "K/L", "OMS"),
        (1, "Pertambangan terbuka", "Kontrak terbit", "10 kontrak", 80, 40, "Sisa 2 kontrak", "Naskah tidak lengkap"),
        (2, "Kehutanan terbuka", "Peta terbit", "1 peta", "100%", "50%", None, "Tidak bisa diunduh"),
    )
    sheet.merge("E1:F1", "G1:H1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Monev Bersama",
        "commitment_title reporter percent notes",
        (3, "Pertambangan terbuka", "K/L", 80, "Sisa 2 kontrak"),
        (3, "Pertambangan terbuka", "OMS", 40, "Naskah tidak lengkap"),
        (4, "Kehutanan terbuka", "K/L", 100, None),
        (4, "Kehutanan terbuka", "OMS", 50, "Tidak bisa diunduh"),
    )


@good(
    "e12_perangkat_daerah_tw.xlsx",
    "A region: perangkat daerah, four quarters of realisation after one target, month of print",
    must_not_import=["Wali Kota"],
)
def region(book: Book) -> Expected:
    sheet = book.sheet("RAD")
    fill(
        sheet,
        "A1",
        ("PEMERINTAH KOTA CONTOH",),
        ("RENCANA AKSI DAERAH KETERBUKAAN PEMERINTAH TAHUN 2024",),
        (),
        (
            "NO",
            "KOMITMEN",
            "INDIKATOR KINERJA",
            "SATUAN",
            "TARGET TAHUNAN",
            "REALISASI",
            None,
            None,
            None,
            "PERANGKAT DAERAH PENANGGUNG JAWAB",
        ),
        (None, None, None, None, None, "TW I", "TW II", "TW III", "TW IV", None),
        (1, "Layanan aduan terbuka", "Aduan selesai", "persen", "90", "70", "80", None, None, "Dinas Kominfo"),
        (2, "Anggaran terbuka", "Dokumen terbit", "dokumen", "12", "3", "6", "-", "-", "BPKAD"),
        (),
        (*(None,) * 7, "Contoh, 1 Agustus 2024"),
        (*(None,) * 7, "a.n. Wali Kota"),
    )
    sheet.merge("A1:J1", "A2:J2", "F4:I4", *(f"{c}4:{c}5" for c in "ABCDEJ"))
    return said(
        "RAD",
        "success_measure unit period achievement_text lead_agencies",
        (6, "Aduan selesai", "persen", "2024-Q1", "70", ["Dinas Kominfo"]),
        (6, "Aduan selesai", "persen", "2024-Q2", "80", ["Dinas Kominfo"]),
        (7, "Dokumen terbit", "dokumen", "2024-Q1", "3", ["BPKAD"]),
        (7, "Dokumen terbit", "dokumen", "2024-Q2", "6", ["BPKAD"]),
        target_year=2024,
        target_text="any",
    )


@good(
    "e13_judul_berulang_kolom_kosong.xlsx",
    "Column A empty, a hidden column, header and page line repeated, sda over the break",
    must_not_import=["Hal."],
)
def page_breaks(book: Book) -> Expected:
    sheet = book.sheet("Cetak A3")
    head = ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Rencana Aksi", "Target", "Status")
    fill(
        sheet,
        "B2",
        head,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("1.", "Kesejahteraan hewan terbuka", "Data RPH", "Kementan", "Survei", "10 kota", "selesai"),
        ("2.", "sda", "sda", "sda", "Publikasi", "1 laman", "on progress"),
        ("Hal. 1 dari 2",),
        head,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("3.", "s.d.a", "Data vaksin hewan", "s.d.a", "Integrasi", "1 API", "belum"),
        ("Hal. 2 dari 2",),
    )
    sheet.worksheet.column_dimensions["D"].hidden = True
    return said(
        "Cetak A3",
        "success_measure milestone target_text status",
        (4, "Data RPH", "Survei", "10 kota", "selesai"),
        (5, "Data RPH", "Publikasi", "1 laman", "on progress"),
        (9, "Data vaksin hewan", "Integrasi", "1 API", "belum"),
        commitment_title="Kesejahteraan hewan terbuka",
        lead_agencies=["Kementan"],
    )


@good(
    "e14_tabel_a_dan_b.xlsx",
    "Two tables stacked: A. Target in one layout, B. Capaian in another, a legend between",
    must_not_import=["Keterangan warna", "Merah"],
)
def stacked_tables(book: Book) -> Expected:
    sheet = book.sheet("Gabung")
    fill(
        sheet,
        "A1",
        ("A. Target Komitmen Tahun 2024",),
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target"),
        (1, "Migas terbuka", "Lifting terbit", "ESDM", "12 rilis"),
        (2, "Listrik terbuka", "Tarif terbit", "ESDM", "4 rilis"),
        (),
        ("Keterangan warna: Merah = terlambat",),
        (),
        ("B. Capaian Komitmen Semester I Tahun 2024",),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Realisasi", "%", "Kendala", "Tindak Lanjut"),
        (1, "Migas terbuka", "Lifting terbit", "6 rilis", 50, "-", "Lanjut"),
        (2, "Listrik terbuka", "Tarif terbit", "1 rilis", 25, "Data telat", "Surat ke PLN"),
    )
    return [
        *said(
            "Gabung",
            "commitment_title target_text",
            (3, "Migas terbuka", "12 rilis"),
            (4, "Listrik terbuka", "4 rilis"),
            lead_agencies=["ESDM"],
            target_year=2024,
        ),
        *said(
            "Gabung",
            "commitment_title achievement_text percent obstacles follow_up",
            (10, "Migas terbuka", "6 rilis", 50, None, "Lanjut"),
            (11, "Listrik terbuka", "1 rilis", 25, "Data telat", "Surat ke PLN"),
            period="2024-S1",
        ),
    ]


@good(
    "e15_verifikasi_stranas.xlsx",
    "Codes of actions, target and achievement at B03 and B06, verdict and remark of the verifier",
    accepted="any",
)
def verifier(book: Book) -> Expected:
    sheet = book.sheet("Unduhan")
    fill(
        sheet,
        "A1",
        (
            "Kode Aksi",
            "Aksi",
            "Ukuran Keberhasilan",
            "K/L Penanggung Jawab",
            "Target B03 2024",
            "Capaian B03 2024",
            "Target B06 2024",
            "Capaian B06 2024",
            "Catatan Verifikator",
        ),
        (
            "A.1",
            "Perizinan terbuka",
            "Peta izin",
            "KLHK; ESDM; ATR/BPN",
            "Data 5 provinsi",
            "5 provinsi",
            "Data 10 provinsi",
            "7 provinsi",
            "BAST belum ditandatangani",
        ),
        ("A.2", "Pengadaan terbuka", "E-katalog", "LKPP", "-", "-", "1 sistem", "1 sistem", "Sesuai"),
    )
    return said(
        "Unduhan",
        "commitment_title period target_text achievement_text lead_agencies",
        (2, "Perizinan terbuka", "2024-B03", "Data 5 provinsi", "5 provinsi", ["KLHK", "ESDM", "ATR/BPN"]),
        (2, "Perizinan terbuka", "2024-B06", "Data 10 provinsi", "7 provinsi", ["KLHK", "ESDM", "ATR/BPN"]),
        (3, "Pengadaan terbuka", "2024-B06", "1 sistem", "1 sistem", ["LKPP"]),
    )


@good(
    "e16_kluster_vertikal.xlsx", "A cluster merged in column A, restarting numbers, roman commitments, English months"
)
def clusters(book: Book) -> Expected:
    sheet = book.sheet("Plan")
    fill(
        sheet,
        "A1",
        ("Kluster", "No. Komitmen", "Komitmen", "Milestone", "Instansi", "Mulai", "Selesai", "Status"),
        ("Anti Korupsi", "I", "BO terbuka", "Verifikasi", "Kemenkumham", "Jan 2023", "June 2023", "Completed"),
        (None, None, None, "Publikasi", None, "July 2023", "Aug 2024", "In Progress"),
        (None, "II", "LHKPN terbuka", "Data terbuka", "KPK", "1 March 2023", "31 May 2024", "Delayed"),
        ("Demokrasi", "III", "Pemilu terbuka", "Open data", "KPU", "2023-02-01", "2024-02-14", "Completed"),
    )
    sheet.merge("A2:A4", "B2:B3", "C2:C3", "E2:E3")
    return said(
        "Plan",
        "theme commitment_number commitment_title milestone lead_agencies status",
        (2, "Anti Korupsi", "1", "BO terbuka", "Verifikasi", ["Kemenkumham"], "Completed"),
        (3, "Anti Korupsi", "1", "BO terbuka", "Publikasi", ["Kemenkumham"], "In Progress"),
        (4, "Anti Korupsi", "2", "LHKPN terbuka", "Data terbuka", ["KPK"], "Delayed"),
        (5, "Demokrasi", "3", "Pemilu terbuka", "Open data", ["KPU"], "Completed"),
    )


@good("e17_angka_bertipe_teks.xlsx", "Numbers typed as text: 75,00 in a % column, 1.250 units, years with apostrophes")
def numbers_as_text(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("No", "Tahun", "Komitmen", "Indikator", "Unit Kerja", "Target", "Satuan", "Realisasi", "Persentase (%)"),
        ("1", "2023", "Data laut", "Kapal terpantau", "KKP", "1.250", "kapal", "937", "75,00"),
        ("2", "2024 ", "Data laut", "Pelabuhan terpantau", "KKP", "40", "pelabuhan", "40", "100,00"),
        ("3", "2024", "Data garam", "Petambak terdata", "KKP", "10.500", "orang", "1.050", " 10,00 "),
    )
    return said(
        "Data",
        "target_year commitment_title success_measure target_text achievement_text unit percent",
        (2, 2023, "Data laut", "Kapal terpantau", "1.250", "937", "kapal", 75),
        (3, 2024, "Data laut", "Pelabuhan terpantau", "40", "40", "pelabuhan", 100),
        (4, 2024, "Data garam", "Petambak terdata", "10.500", "1.050", "orang", 10),
        lead_agencies=["KKP"],
    )


@good("e18_lembar_target_dan_lembar_capaian.xlsx", "One sheet Target and one sheet Capaian B12 with the same keys")
def target_sheet_and_result_sheet(book: Book) -> Expected:
    rows = (
        (1, "Ombudsman terbuka", "Laporan aduan", "Ombudsman RI"),
        (2, "Komnas terbuka", "Data kasus", "Komnas HAM"),
    )
    target = book.sheet("Target 2024")
    fill(
        target,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target"),
        (*rows[0], "4 laporan"),
        (*rows[1], "1 data"),
    )
    result = book.sheet("Capaian B12 2024")
    fill(
        result,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Uraian Capaian", "Progres (%)"),
        (*rows[0], "3 laporan", 75),
        (*rows[1], "Data terbit", 100),
    )
    return [
        *said(
            "Target 2024",
            "success_measure target_text",
            (2, "Laporan aduan", "4 laporan"),
            (3, "Data kasus", "1 data"),
            target_year=2024,
        ),
        *said(
            "Capaian B12 2024",
            "success_measure achievement_text percent",
            (2, "Laporan aduan", "3 laporan", 75),
            (3, "Data kasus", "Data terbit", 100),
            period="2024-B12",
        ),
    ]


@good("e19_kosong_dengan_kata.xlsx", "nihil, tidak ada, belum ada, n/a and dashes in every column", accepted="any")
def words_for_nothing(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Persentase", "Data Dukung"),
        (1, "Pajak terbuka", "Satu", "Kemenkeu", "1 data", "N/A", "n/a", "-"),
        (2, "Pajak terbuka", "Dua", "Kemenkeu", "1 data", "–", "-", "n.a."),
        (3, "Pajak terbuka", "Tiga", "Kemenkeu", "1 data", "1 data", "100 %", "https://contoh.go.id"),
        (4, "Pajak terbuka", "Empat", "Kemenkeu", "1 data", "...", "belum ada", None),
    )
    return said(
        "Laporan",
        "milestone achievement_text percent evidence",
        (2, "Satu", None, None, None),
        (3, "Dua", None, None, None),
        (4, "Tiga", "1 data", 100, "https://contoh.go.id"),
        (5, "Empat", "any", None, None),
        commitment_title="Pajak terbuka",
    )


@good(
    "e20_petunjuk_contoh_daftar.xlsx",
    "Instruction sheet with an example table, lists, hidden draft; the real sheet has an example row",
    must_not_import=["Contoh komitmen", "contoh pengisian", "draf"],
)
def instructions_and_lists(book: Book) -> Expected:
    head = ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian", "Status")
    guide = book.sheet("PETUNJUK PENGISIAN")
    fill(
        guide,
        "A1",
        ("1. Isi sheet FORM sesuai contoh berikut:",),
        head,
        (1, "Contoh komitmen", "Contoh ukuran", "Kementerian A", "10", "5", "Proses"),
        ("2. Jangan mengubah urutan kolom.",),
    )
    form = book.sheet("FORM")
    fill(
        form,
        "A1",
        ("FORM PELAPORAN RAN OGI VII",),
        ("Periode : B12 2024",),
        head,
        ("cth.", "Contoh komitmen", "contoh pengisian", "Kementerian A", "10 dok", "5 dok", "Proses"),
        (1, "Arsip terbuka", "Arsip statis terbit", "ANRI", "1.000 arsip", "1.200 arsip", "Selesai"),
        (2, "Pustaka terbuka", "Katalog terbit", "Perpusnas", "1 katalog", None, "Belum mulai"),
    )
    fill(
        book.sheet("LIST"),
        "A1",
        ("Status", "Instansi"),
        ("Selesai", "ANRI"),
        ("Proses", "Perpusnas"),
        ("Belum mulai", "BPS"),
    )
    fill(book.sheet("old", state="hidden"), "A1", head, (1, "Arsip terbuka", "draf", "ANRI", "1", None, None))
    return said(
        "FORM",
        "commitment_title success_measure lead_agencies target_text achievement_text status",
        (5, "Arsip terbuka", "Arsip statis terbit", ["ANRI"], "1.000 arsip", "1.200 arsip", "Selesai"),
        (6, "Pustaka terbuka", "Katalog terbit", ["Perpusnas"], "1 katalog", None, "Belum mulai"),
        period="2024-B12",
    )


@good(
    "e21_tanggal_seri_dan_bulan.xlsx",
    "Days shown as mmm-yy, d mmmm yyyy with the Indonesian locale, text with a weekday, a bare month",
    accepted="any",
)
def day_formats(book: Book) -> Expected:
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("Tahun: 2024",),
        (),
        ("No", "Komitmen", "Langkah", "Pelaksana", "Target Penyelesaian", "Status Capaian"),
        (
            1,
            "Cagar budaya terbuka",
            "Data cagar",
            "Kemendikbudristek",
            day(2024, 9, 30, "[$-421]d mmmm yyyy"),
            "Tercapai",
        ),
        (2, "Cagar budaya terbuka", "Peta cagar", "Kemendikbudristek", day(2024, 11, 15, "d-mmm-yy"), "Belum tercapai"),
        (3, "Cagar budaya terbuka", "API cagar", "Kemendikbudristek", "Senin, 16 Desember 2024", "Belum tercapai"),
        (4, "Cagar budaya terbuka", "Panduan", "Kemendikbudristek", "05.08.2024", "Tercapai"),
    )
    return said(
        "Jadwal",
        "milestone due_date status",
        (4, "Data cagar", "2024-09-30", "Tercapai"),
        (5, "Peta cagar", "2024-11-15", "Belum tercapai"),
        (6, "API cagar", "2024-12-16", "Belum tercapai"),
        (7, "Panduan", "2024-08-05", "Tercapai"),
        commitment_title="Cagar budaya terbuka",
    )


@good(
    "e22_oms_matriks_kritis.xlsx",
    "A CSO's own matrix: temuan, rekomendasi, penilaian, sumber",
    accepted="any",
    must_not_import=["disusun oleh"],
)
def cso_matrix(book: Book) -> Expected:
    sheet = book.sheet("Pemantauan OMS")
    fill(
        sheet,
        "A1",
        ("PEMANTAUAN MASYARAKAT SIPIL ATAS KOMITMEN RAN OGI VII",),
        ("disusun oleh Koalisi Contoh",),
        (),
        (
            "No Komitmen",
            "Komitmen",
            "Ukuran Keberhasilan",
            "K/L Pengampu",
            "OMS Pemantau",
            "Capaian menurut K/L",
            "Capaian menurut OMS",
            "Tautan Bukti",
        ),
        (
            4,
            "Hak atas informasi lingkungan",
            "Amdal terbuka",
            "KLHK",
            "ICEL\nAuriga",
            "Amdalnet berjalan",
            "Dokumen tidak bisa diunduh",
            "https://contoh.or.id/amdal",
        ),
        (5, "Bantuan hukum", "Paralegal diakui", "BPHN", "PBHI, YLBHI", "1.000 paralegal", "Belum merata", None),
    )
    return said(
        "Pemantauan OMS",
        "commitment_number commitment_title lead_agencies csos reporter achievement_text",
        (5, "4", "Hak atas informasi lingkungan", ["KLHK"], ["ICEL", "Auriga"], "K/L", "Amdalnet berjalan"),
        (5, "4", "Hak atas informasi lingkungan", ["KLHK"], ["ICEL", "Auriga"], "OMS", "Dokumen tidak bisa diunduh"),
        (6, "5", "Bantuan hukum", ["BPHN"], ["PBHI", "YLBHI"], "K/L", "1.000 paralegal"),
        (6, "5", "Bantuan hukum", ["BPHN"], ["PBHI", "YLBHI"], "OMS", "Belum merata"),
    )


BUILDERS: list[Builder] = [
    b_months_with_reporters,
    completion_ticks,
    ministries_and_recap,
    three_rows_numbers,
    blocks_and_tables,
    lettered_items,
    coordinators,
    ticked_states,
    vague_deadlines,
    agencies_as_sections,
    two_assessments,
    region,
    page_breaks,
    stacked_tables,
    verifier,
    clusters,
    numbers_as_text,
    target_sheet_and_result_sheet,
    words_for_nothing,
    instructions_and_lists,
    day_formats,
    cso_matrix,
]

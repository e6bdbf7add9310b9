"""Matrices written from the sentences of matrix.md, sections 1 and 2: where the table stands and how it is built."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import As, Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said

ELECTION = "Penguatan ekosistem keterbukaan data pemilu untuk meningkatkan akuntabilitas penyelenggaraan pemilu"
PROCUREMENT = "Transparansi pengadaan barang dan jasa dalam masa darurat"
AID = "Penyaluran bantuan sosial yang transparan dan partisipatif"
JUSTICE = "Perluasan akses bantuan hukum dan keadilan"
COMPLAINTS = "Integrasi pengaduan pelayanan publik SP4N-LAPOR!"
FOREST = "Keterbukaan data lingkungan hidup dan kehutanan"


@good("hh01_kop_surat.xlsx", "Letterhead of six rows, (1) (2) above the header in row 9, table from column C")
def letterhead(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "C1",
        ("KEMENTERIAN PERENCANAAN PEMBANGUNAN NASIONAL/",),
        ("BADAN PERENCANAAN PEMBANGUNAN NASIONAL",),
        ("Jalan Taman Suropati No. 2, Jakarta 10310",),
        ("MATRIKS TARGET CAPAIAN RAN OGI VII TAHUN 2023-2024",),
        ("Periode: Semester I Tahun 2024",),
        ("Status: 30 Juni 2024",),
        (),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("No.", "Komitmen", "Ukuran Keberhasilan", "K/L Penanggung Jawab", "Target", "Capaian", "Status"),
        (1, ELECTION, "Portal Satu Data KPU aktif", "KPU", "1 portal", "Portal diuji", "Dalam proses"),
        (2, PROCUREMENT, "Dashboard dapat diakses publik", "LKPP", "1 dashboard", "Dashboard aktif", "Selesai"),
    )
    for number in range(1, 7):
        sheet.merge(f"C{number}:I{number}")
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure lead_agencies target_text achievement_text status_class",
        (
            10,
            "1",
            ELECTION,
            "Portal Satu Data KPU aktif",
            ["KPU"],
            "1 portal",
            "Portal diuji",
            "in_progress",
        ),
        (
            11,
            "2",
            PROCUREMENT,
            "Dashboard dapat diakses publik",
            ["LKPP"],
            "1 dashboard",
            "Dashboard aktif",
            "completed",
        ),
        period="2024-S1",
    )


@good(
    "hh02_waktu_dan_pelaksana.xlsx",
    "Merged Waktu Pelaksanaan over Mulai | Selesai and Pelaksana over Utama | Pendukung | Mitra, beside a Status",
)
def merged_groups(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    fill(
        sheet,
        "A1",
        ("Rencana Aksi Keterbukaan Pemerintah",),
        (),
        ("No", "Komitmen", "Rencana Aksi", "Waktu Pelaksanaan", None, "Pelaksana", None, None, "Status"),
        (None, None, None, "Mulai", "Selesai", "Utama", "Pendukung", "Mitra OMS", None),
        (
            1,
            AID,
            "Uji coba usul-sanggah",
            day(2023, 1, 9),
            day(2023, 12, 29),
            "Kemensos",
            "Kemendagri; Kementerian Desa, PDT, dan Transmigrasi",
            "PATTIRO",
            "Selesai",
        ),
        (1, AID, "Publikasi rekap penerima", "2 Jan 2024", "TW II 2024", "Kemensos", "-", "n/a", "BELUM"),
    )
    sheet.merge("D3:E3", "F3:H3", *(f"{c}3:{c}4" for c in "ABCI"))
    return said(
        "Renaksi",
        "milestone start_date due_date period lead_agencies supporting csos status_class",
        (
            5,
            "Uji coba usul-sanggah",
            "2023-01-09",
            "2023-12-29",
            "any",
            ["Kemensos"],
            ["Kemendagri", "Kementerian Desa, PDT, dan Transmigrasi"],
            ["PATTIRO"],
            "completed",
        ),
        (6, "Publikasi rekap penerima", "2024-01-02", None, "2024-Q2", ["Kemensos"], None, None, "not_started"),
        commitment_title=AID,
    )


@good(
    "hh03_tiga_baris_judul.xlsx",
    "Three header rows: Capaian Kinerja over years over Target | Realisasi, Kode over three columns, Lokasi",
    must_not_import=["Kab. Sleman", "01.02"],
)
def three_rows(book: Book) -> Expected:
    sheet = book.sheet("Renstra")
    fill(
        sheet,
        "A2",
        (
            "Kode",
            None,
            None,
            "Komitmen",
            "Indikator Kinerja",
            "Capaian Kinerja",
            None,
            None,
            None,
            "Unit Kerja PJ",
            "Lokasi",
        ),
        (None, None, None, None, None, 2023, None, 2024, None, "", None),
        (None, None, None, None, None, "Target", "Realisasi", "Target", "Realisasi", None, None),
        (
            1,
            "01.02",
            3,
            FOREST,
            "Ringkasan Amdal terbit",
            "50 dokumen",
            "41 dokumen",
            "200 dokumen",
            None,
            "KLHK",
            "Kab. Sleman",
        ),
        (1, "01.02", 4, FOREST, "Izin terbit", "10 izin", "12 izin", "-", "-", "KLHK", "Kab. Sleman"),
    )
    sheet.merge("A2:C4", "D2:D4", "E2:E4", "F2:I2", "F3:G3", "H3:I3", "K2:K4")
    return said(
        "Renstra",
        "success_measure target_year target_text achievement_text",
        (5, "Ringkasan Amdal terbit", 2023, "50 dokumen", "41 dokumen"),
        (5, "Ringkasan Amdal terbit", 2024, "200 dokumen", None),
        (6, "Izin terbit", 2023, "10 izin", "12 izin"),
        commitment_title=FOREST,
        lead_agencies=["KLHK"],
    )


@good(
    "hh04_b_bulan.xlsx",
    "RANHAM: B04, B08, B12 over Target and over Capaian with the year in the sheet's name, data dukung at the end",
)
def b_months(book: Book) -> Expected:
    sheet = book.sheet("TA 2024")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Aksi",
            "Indikator Keberhasilan",
            "Penanggung Jawab",
            "Target",
            None,
            None,
            "Capaian",
            None,
            None,
            "Data Dukung",
        ),
        (None, None, None, None, "B04", "B08", "B12", "B04", "B08", "B12", None),
        (
            1,
            JUSTICE,
            "Standar ditetapkan",
            "Kemenkumham",
            "Draf",
            "Uji publik",
            "Peraturan",
            "Draf ada",
            "-",
            None,
            "https://hukum.go.id/a",
        ),
        (2, COMPLAINTS, "Rekap terbit", "KemenPANRB", "1 rekap", "2 rekap", "3 rekap", "1 rekap", "2 rekap", None, "-"),
    )
    sheet.merge("E1:G1", "H1:J1", *(f"{c}1:{c}2" for c in "ABCDK"))
    return said(
        "TA 2024",
        "commitment_title period target_text achievement_text",
        (3, JUSTICE, "2024-B04", "Draf", "Draf ada"),
        (3, JUSTICE, "2024-B08", "Uji publik", None),
        (3, JUSTICE, "2024-B12", "Peraturan", None),
        (4, COMPLAINTS, "2024-B04", "1 rekap", "1 rekap"),
        (4, COMPLAINTS, "2024-B08", "2 rekap", "2 rekap"),
        (4, COMPLAINTS, "2024-B12", "3 rekap", None),
    )


@good(
    "hh05_tanpa_gabung.xlsx",
    "Value only in the first row of a group; sda, idem and ditto below; targets, notes and states are not filled",
)
def no_merges(book: Book) -> Expected:
    sheet = book.sheet("Lampiran")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "PJ", "Rencana Aksi", "Target", "Capaian (%)", "Status", "Ket."),
        (1, ELECTION, "KPU", "Integrasi rencana aksi", "Renstra", 100, "Selesai", "Renstra terbit"),
        (None, None, None, "Konsolidasi basis data", None, None, None, None),
        (None, '"', "sda", "Kajian rekapitulasi", "1 kajian", 50, "Proses", None),
        (None, "idem", "idem", "Uji coba", "3 daerah", None, "Belum", None),
        (2, PROCUREMENT, "LKPP", "Dashboard PBJ", "1 dashboard", "60 %", "On track", "-"),
        (None, None, "s.d.a.", "Uji bersama ICW", "1 uji", 0, "Belum mulai", None),
    )
    return said(
        "Lampiran",
        "commitment_title lead_agencies milestone target_text percent status notes",
        (2, ELECTION, ["KPU"], "Integrasi rencana aksi", "Renstra", 100, "Selesai", "Renstra terbit"),
        (3, ELECTION, ["KPU"], "Konsolidasi basis data", None, None, None, None),
        (4, ELECTION, ["KPU"], "Kajian rekapitulasi", "1 kajian", 50, "Proses", None),
        (5, ELECTION, ["KPU"], "Uji coba", "3 daerah", None, "Belum", None),
        (6, PROCUREMENT, ["LKPP"], "Dashboard PBJ", "1 dashboard", 60, "On track", None),
        (7, PROCUREMENT, ["LKPP"], "Uji bersama ICW", "1 uji", 0, "Belum mulai", None),
    )


@good(
    "hh06_tema_dan_komitmen.xlsx",
    "Section rows of commitments under theme rows; an average per section; a legend, a source and a signature",
    must_not_import=["Rata-rata", "Keterangan warna", "Sumber:", "NIP", "Jakarta, "],
)
def themes(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "Instansi Pelaksana", "Target 2024", "Realisasi", "% Capaian", "Keterangan"),
        ("TEMA A. PEMILU DAN ANTIKORUPSI",),
        (f"Komitmen 1: {ELECTION}",),
        (1, "Portal data aktif", "KPU dan Bawaslu", "1 portal", "1 portal", "100%", "ok"),
        (2, "Kajian terbit", "KPU", "1 kajian", None, "belum", None),
        (None, "Rata-rata Komitmen 1", None, None, None, "50%"),
        (f"Komitmen 2: {PROCUREMENT}",),
        (1, "Dashboard aktif", "LKPP", "1 dashboard", "purwarupa", "60,5 %", None),
        ("TEMA B. LAYANAN PUBLIK",),
        (f"Komitmen 5: {COMPLAINTS}",),
        (1, "Rekap terbit", "KemenPANRB", "12 rekap", "6 rekap", "50 persen", "semester"),
        (),
        ("Keterangan warna: hijau = selesai, kuning = proses",),
        ("Sumber: laporan K/L, diolah",),
        (None, None, None, None, "Jakarta, 30 Juni 2024"),
        (None, None, None, None, "Deputi Bidang Politik"),
        (None, None, None, None, "NIP 19700101 199501 1 001"),
    )
    sheet.merge(*(f"A{n}:G{n}" for n in (2, 3, 7, 9, 10)))
    return said(
        "Laporan",
        "commitment_number commitment_title success_measure lead_agencies target_text achievement_text percent notes",
        (4, "1", ELECTION, "Portal data aktif", ["KPU", "Bawaslu"], "1 portal", "1 portal", 100, "ok"),
        (5, "1", ELECTION, "Kajian terbit", ["KPU"], "1 kajian", None, None, None),
        (8, "2", PROCUREMENT, "Dashboard aktif", ["LKPP"], "1 dashboard", "purwarupa", 60.5, None),
        (11, "5", COMPLAINTS, "Rekap terbit", ["KemenPANRB"], "12 rekap", "6 rekap", 50, "semester"),
        target_year=2024,
    )


@good(
    "hh07_ukuran_dalam_satu_sel.xlsx",
    "Measures a. b. c. in one cell with targets of two years lettered alike; the second year lacks b.",
)
def lettered(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VII")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", None, "Penanggung Jawab"),
        (None, None, None, 2023, 2024, None),
        (
            1,
            AID,
            "a. Data terpadu dimutakhirkan\nb. Kanal sanggah dibuka\nc. Rekap per desa terbit",
            "a. 2 kabupaten\nb. 1 kanal\nc. 100 desa",
            "a. 10 kabupaten\nc. 500 desa",
            "Kementerian Sosial",
        ),
    )
    sheet.merge("D1:E1", *(f"{c}1:{c}2" for c in "ABCF"))
    return said(
        "RAN OGI VII",
        "success_measure target_year target_text",
        (3, "Data terpadu dimutakhirkan", 2023, "2 kabupaten"),
        (3, "Kanal sanggah dibuka", 2023, "1 kanal"),
        (3, "Rekap per desa terbit", 2023, "100 desa"),
        (3, "Data terpadu dimutakhirkan", 2024, "10 kabupaten"),
        (3, "Rekap per desa terbit", 2024, "500 desa"),
        commitment_title=AID,
        lead_agencies=["Kemensos"],
    )


@good(
    "hh08_lembar_per_kl.xlsx",
    "A cover, Petunjuk with an example row, one sheet per ministry, a list behind the drop-downs, a hidden draft",
    must_not_import=["Contoh", "konsep lama"],
    accepted="any",
)
def sheet_per_ministry(book: Book) -> Expected:
    fill(book.sheet("Sampul"), "B3", ("MATRIKS CAPAIAN RAN OGI VII",), ("Semester II 2023",))
    fill(
        book.sheet("Petunjuk"),
        "A1",
        ("Petunjuk pengisian",),
        ("1. Isi kolom Capaian dengan uraian singkat",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian"),
        (1, "Contoh: Data terbuka", "Contoh: Portal aktif", "Contoh: 1 portal", "Contoh: aktif"),
    )
    expected: Expected = []
    for name, lead, title, measure in (
        ("KPU", "KPU", ELECTION, "Portal aktif"),
        ("Kemensos", "Kemensos", AID, "Kanal sanggah"),
    ):
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            (f"Capaian {name} 2023",),
            (),
            ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian"),
            (1, title, measure, "1 unit", "ada"),
        )
        expected += said(
            name,
            "commitment_title success_measure lead_agencies target_text achievement_text",
            (4, title, measure, [lead], "1 unit", "ada"),
        )
    fill(book.sheet("Daftar"), "A1", ("Status",), ("Selesai",), ("Proses",), ("Belum",))
    fill(
        book.sheet("Draf", state="hidden"),
        "A1",
        ("Catatan konsep lama",),
    )
    return expected


@good(
    "hh09_formulir_komitmen.xlsx",
    "OGP form: labels in A, values in B, a table of milestones, a contact block",
    must_not_import=["Budi", "0812", "@contoh.go.id"],
    accepted="any",
)
def form(book: Book) -> Expected:
    sheet = book.sheet("Commitment 4")
    fill(
        sheet,
        "A1",
        ("Commitment Template",),
        ("Commitment number", 4),
        ("Commitment title", "Expanding access to legal aid"),
        ("Lead implementing agency", "Ministry of Law and Human Rights"),
        ("Other actors involved (government)", "BPHN"),
        ("Other actors involved (CSO)", "PBHI, LeIP"),
        (),
        ("Milestone activity with a verifiable deliverable", "Start date", "End date", "Status"),
        ("Standards drafted with CSOs", day(2023, 1, 2), day(2023, 6, 30), "Completed"),
        ("Standards adopted", day(2023, 7, 3), "Q4 2024", "In progress"),
        (),
        ("Contact information",),
        ("Name of responsible person", "Budi Santoso"),
        ("Phone", "0812-0000-0000"),
        ("Email", "budi@contoh.go.id"),
    )
    return said(
        "Commitment 4",
        "milestone start_date due_date status_class",
        (9, "Standards drafted with CSOs", "2023-01-02", "2023-06-30", "completed"),
        (10, "Standards adopted", "2023-07-03", None, "in_progress"),
        commitment_number="4",
        commitment_title="Expanding access to legal aid",
        lead_agencies=["Kemenkumham"],
        supporting=["BPHN"],
        csos=["PBHI", "LeIP"],
    )


@good(
    "hh10_judul_berulang.xlsx",
    "Inpres annex: the header and (1)..(7) again after each page, theme lines, Oktober 2011, Tidak Ada",
    must_not_import=["Halaman"],
)
def annex(book: Book) -> Expected:
    sheet = book.sheet("Lampiran Inpres")
    head = (
        "No",
        "Isu/Strategi Nasional",
        "Rencana Aksi",
        "Keluaran",
        "Target Penyelesaian",
        "Instansi Penanggung Jawab",
        "Instansi Terkait",
    )
    numbers = tuple(f"({n})" for n in range(1, 8))
    fill(
        sheet,
        "A1",
        ("LAMPIRAN INSTRUKSI PRESIDEN",),
        (),
        head,
        numbers,
        ("1", PROCUREMENT, "Penyusunan pedoman", "Pedoman terbit", "Oktober 2023", "LKPP", "Kemenkeu"),
        ("2", PROCUREMENT, "Uji coba dashboard", "Dashboard", "Tidak Ada", "LKPP", "Tidak Ada"),
        ("Halaman 1 dari 2",),
        head,
        numbers,
        ("3", FOREST, "Publikasi Amdal", "Ringkasan", "31 Desember 2023", "KLHK", "ATR/BPN"),
    )
    return said(
        "Lampiran Inpres",
        "commitment_title milestone target_text due_date period lead_agencies supporting",
        (5, PROCUREMENT, "Penyusunan pedoman", "Pedoman terbit", None, "2023-10", ["LKPP"], ["Kemenkeu"]),
        (6, PROCUREMENT, "Uji coba dashboard", "Dashboard", None, None, ["LKPP"], None),
        (10, FOREST, "Publikasi Amdal", "Ringkasan", "2023-12-31", "any", ["KLHK"], ["ATR/BPN"]),
    )


@good(
    "hh11_kl_dan_oms.xlsx",
    "(K/L) UK 1 and (OMS) UK 1 in one column, evidence a link or #, states empty",
)
def two_reporters(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 13")
    fill(
        sheet,
        "A1",
        ("Komitmen 13: Ekosistem keterbukaan data pemilu",),
        (),
        ("Ukuran Keberhasilan", "Status", "Data Dukung"),
        ("(K/L) UK 1 : Tersedianya portal data pemilu", None, "https://opendata.kpu.go.id"),
        ("(OMS) UK 1 : Tersedianya portal data pemilu", None, "#"),
        ("(K/L) UK 2 : Terselenggaranya uji coba rekapitulasi", None, "#"),
        ("(OMS) UK 2 : Terselenggaranya uji coba rekapitulasi", None, None),
    )
    return said(
        "Komitmen 13",
        "success_measure reporter evidence status",
        (4, "Tersedianya portal data pemilu", "K/L", "https://opendata.kpu.go.id", None),
        (5, "Tersedianya portal data pemilu", "OMS", "any", None),
        (6, "Terselenggaranya uji coba rekapitulasi", "K/L", "any", None),
        (7, "Terselenggaranya uji coba rekapitulasi", "OMS", None, None),
        commitment_number="13",
        commitment_title="Ekosistem keterbukaan data pemilu",
    )


@good(
    "hh12_pandas.xlsx",
    "pandas with a merged index of two levels and a column index of years, bold header",
)
def merged_index(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        ("komitmen", "ukuran keberhasilan", "target_2023", "target_2024", "penanggung jawab"),
        (ELECTION, "Portal aktif", "uji", "aktif", "KPU"),
        (None, "Kajian terbit", "1 kajian", None, "KPU"),
        (JUSTICE, "Standar terbit", None, "1 standar", "Kemenkumham"),
    )
    sheet.merge("A2:A3")
    return said(
        "Sheet1",
        "commitment_title success_measure target_year target_text lead_agencies",
        (2, ELECTION, "Portal aktif", 2023, "uji", ["KPU"]),
        (2, ELECTION, "Portal aktif", 2024, "aktif", ["KPU"]),
        (3, ELECTION, "Kajian terbit", 2023, "1 kajian", ["KPU"]),
        (4, JUSTICE, "Standar terbit", 2024, "1 standar", ["Kemenkumham"]),
    )


@good(
    "hh13_formulir_daring.xlsx",
    "Answers of an online form: Timestamp, Email Address, questions; numbers as text",
    must_not_import=["@kpu.go.id"],
)
def online(book: Book) -> Expected:
    sheet = book.sheet("Form Responses 1")
    fill(
        sheet,
        "A1",
        (
            "Timestamp",
            "Email Address",
            "Nama instansi Anda?",
            "Komitmen yang dilaporkan",
            "Ukuran keberhasilan yang mana?",
            "Sebutkan capaian sampai saat ini",
            "Berapa persentase capaian (%)?",
            "Apa kendala yang dihadapi?",
            "Apa rencana tindak lanjut?",
        ),
        (day(2024, 7, 1), "a@kpu.go.id", "KPU", ELECTION, "Portal aktif", "Portal diuji", "75", "SDM", "Pelatihan"),
        (day(2024, 7, 2), "b@kpu.go.id", "LKPP", PROCUREMENT, "Dashboard", "-", "0", "-", "Rapat"),
    )
    return said(
        "Form Responses 1",
        "commitment_title success_measure achievement_text percent obstacles follow_up",
        (2, ELECTION, "Portal aktif", "Portal diuji", 75, "SDM", "Pelatihan"),
        (3, PROCUREMENT, "Dashboard", None, 0, None, "Rapat"),
    )


@good(
    "hh14_blok_bulan.xlsx",
    "Month blocks JAN to MAR over Target and % Progress; table in B with title in row 1 and header in row 4",
)
def month_blocks(book: Book) -> Expected:
    sheet = book.sheet("2024")
    fill(
        sheet,
        "B1",
        ("RENCANA AKSI TAHUN 2024",),
        (),
        (),
        ("No", "Komitmen", "Kegiatan", "PIC K/L", "JAN", None, "FEB", None, "RVRO"),
        (None, None, None, None, "Target", "% Progress", "Target", "% Progress", None),
        (1, FOREST, "Publikasi Amdal", "KLHK", "10 dok", pct(1), "20 dok", pct(0.4), "x1"),
        (2, FOREST, "Publikasi izin", "KLHK", "5 izin", As(0.9999999999999997, "0%"), None, None, None),
    )
    sheet.merge("F4:G4", "H4:I4", *(f"{c}4:{c}5" for c in "BCDEJ"))
    sheet.worksheet.freeze_panes = "D6"
    return said(
        "2024",
        "milestone period target_text percent",
        (6, "Publikasi Amdal", "2024-01", "10 dok", 100),
        (6, "Publikasi Amdal", "2024-02", "20 dok", 40),
        (7, "Publikasi izin", "2024-01", "5 izin", 100),
        commitment_title=FOREST,
        lead_agencies=["KLHK"],
    )


@good(
    "hh15_kriteria_dan_ukuran.xlsx",
    "Aksi PPK: kriteria and ukuran keberhasilan are two things; TW and Tahun in columns",
)
def criteria(book: Book) -> Expected:
    sheet = book.sheet("Aksi PPK")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Aksi",
            "Penanggung Jawab",
            "Instansi Terkait",
            "Kriteria Keberhasilan",
            "Ukuran Keberhasilan",
            "Tahun",
            "TW",
            "Capaian",
            "Progres",
        ),
        (1, PROCUREMENT, "LKPP", "Kemenkeu, BNPB", "Pedoman disusun", "1 pedoman", 2023, "I", "Draf", 25),
        (1, PROCUREMENT, "LKPP", "Kemenkeu, BNPB", "Pedoman disusun", "1 pedoman", 2023, "II", "Final", 100),
    )
    return said(
        "Aksi PPK",
        "period achievement_text percent",
        (2, "2023-Q1", "Draf", 25),
        (3, "2023-Q2", "Final", 100),
        commitment_title=PROCUREMENT,
        lead_agencies=["LKPP"],
        supporting=["Kemenkeu", "BNPB"],
        success_measure="1 pedoman",
        target_year=2023,
    )


@good(
    "hh16_ogp_english.xlsx",
    "English OGP template: Other actors involved over Government and CSOs, long milestone title, dates as text",
)
def english(book: Book) -> Expected:
    sheet = book.sheet("NAP VII")
    fill(
        sheet,
        "A1",
        ("Indonesia National Action Plan 2023-2024",),
        (
            "Commitment No.",
            "Commitment",
            "Milestone activity with a verifiable deliverable",
            "Start date",
            "End date",
            "Lead implementing agency",
            "Other actors involved",
            None,
            "Status",
            "Remarks",
        ),
        (None, None, None, None, None, None, "Government", "CSOs", None, None),
        (
            1,
            "Election data",
            "Portal launched",
            "January 2, 2023",
            "30 June 2023",
            "KPU",
            "Bawaslu",
            "Perludem",
            "Completed",
            None,
        ),
        (
            2,
            "Procurement",
            "Dashboard online",
            "2023-02-01",
            "Q4 2024",
            "LKPP",
            "-",
            "ICW and TII",
            "Delayed",
            "budget",
        ),
    )
    sheet.merge("G2:H2", *(f"{c}2:{c}3" for c in "ABCDEFIJ"))
    return said(
        "NAP VII",
        "commitment_number commitment_title milestone start_date due_date lead_agencies supporting csos status_class"
        " notes",
        (
            4,
            "1",
            "Election data",
            "Portal launched",
            "2023-01-02",
            "2023-06-30",
            ["KPU"],
            ["Bawaslu"],
            ["Perludem"],
            "completed",
            None,
        ),
        (
            5,
            "2",
            "Procurement",
            "Dashboard online",
            "2023-02-01",
            None,
            ["LKPP"],
            None,
            ["ICW", "TII"],
            "delayed",
            "budget",
        ),
    )


@good(
    "hh17_beberapa_tabel.xlsx",
    "Two tables on one sheet, each under its commitment, with other columns; a total between",
    must_not_import=["Jumlah"],
    accepted="any",
)
def two_tables(book: Book) -> Expected:
    sheet = book.sheet("Rekap")
    fill(
        sheet,
        "A1",
        (f"Komitmen 3. {AID}",),
        ("No", "Rencana Aksi", "PJ", "Target 2023", "Capaian (%)"),
        (1, "Uji coba usul-sanggah", "Kemensos", "10 kabupaten", 80),
        (2, "Rekap penerima", "Kemensos", "500 desa", 24),
        ("Jumlah", None, None, None, 104),
        (),
        (f"Komitmen 4. {JUSTICE}",),
        ("No", "Ukuran Keberhasilan", "Instansi Pelaksana", "Tenggat", "Kendala", "Tindak Lanjut"),
        (1, "Standar tersusun", "BPHN", "Agt 2024", "Anggaran", "Revisi DIPA"),
    )
    return [
        *said(
            "Rekap",
            "milestone target_text target_year percent",
            (3, "Uji coba usul-sanggah", "10 kabupaten", 2023, 80),
            (4, "Rekap penerima", "500 desa", 2023, 24),
            commitment_number="3",
            commitment_title=AID,
            lead_agencies=["Kemensos"],
        ),
        *said(
            "Rekap",
            "success_measure period obstacles follow_up",
            (9, "Standar tersusun", "2024-08", "Anggaran", "Revisi DIPA"),
            commitment_number="4",
            commitment_title=JUSTICE,
            lead_agencies=["BPHN"],
        ),
    ]


@good(
    "hh18_blok_kunci.xlsx",
    "One sheet per commitment with a key/value block: Nomor Komitmen, Komitmen, K/L, Periode",
)
def key_block(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead, measure in (
        (5, COMPLAINTS, "KemenPANRB", "Rekap terbit"),
        (6, FOREST, "KLHK", "Amdal terbit"),
    ):
        sheet = book.sheet(f"K{number}")
        fill(
            sheet,
            "A1",
            ("Nomor Komitmen", ":", number),
            ("Komitmen", ":", title),
            ("K/L Penanggung Jawab", ":", lead),
            ("Periode", ":", "B06 2024"),
            (),
            ("No", "Ukuran Keberhasilan", "Target", "Capaian", "Status"),
            (1, measure, "12 unit", "6 unit", "On track"),
        )
        expected += said(
            f"K{number}",
            "success_measure target_text achievement_text status",
            (7, measure, "12 unit", "6 unit", "On track"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
            period="2024-B06",
        )
    return expected


@good(
    "hh19_tahun_di_judul_kolom.xlsx",
    "Target 2023, Capaian 2023, % 2023, Target 2024, Capaian 2024, % 2024 in one header row",
)
def years_in_titles(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "PJ",
            "Target 2023",
            "Capaian 2023",
            "Capaian 2023 (%)",
            "Target 2024",
            "Capaian 2024",
            "Capaian 2024 (%)",
        ),
        (1, ELECTION, "Portal aktif", "KPU", "uji", "diuji", 100, "aktif", "-", "-"),
        (2, JUSTICE, "Standar terbit", "Kemenkumham", "draf", "draf", "90%", "1 standar", None, None),
    )
    return said(
        "Matriks",
        "commitment_title target_year target_text achievement_text percent",
        (2, ELECTION, 2023, "uji", "diuji", 100),
        (2, ELECTION, 2024, "aktif", None, None),
        (3, JUSTICE, 2023, "draf", "draf", 90),
        (3, JUSTICE, 2024, "1 standar", None, None),
    )


@good(
    "hh20_triwulan_target_realisasi.xlsx",
    "Quarters over Target | Realisasi; the year stands in the title; TW III and IV still empty",
)
def quarters(book: Book) -> Expected:
    sheet = book.sheet("Monev")
    fill(
        sheet,
        "A1",
        ("MATRIKS MONITORING RAN OGI VII TAHUN 2024",),
        (),
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Leading Sector",
            "Triwulan I",
            None,
            "Triwulan II",
            None,
            "Triwulan III",
            None,
        ),
        (None, None, None, None, "Target", "Realisasi", "Target", "Realisasi", "Target", "Realisasi"),
        (1, ELECTION, "Portal aktif", "KPU", "draf", "draf", "uji", "-", "aktif", None),
        (2, AID, "Kanal sanggah", "Kemensos", "1", "1", "2", "2", None, None),
    )
    sheet.merge("E3:F3", "G3:H3", "I3:J3", *(f"{c}3:{c}4" for c in "ABCD"))
    return said(
        "Monev",
        "commitment_title period target_text achievement_text",
        (5, ELECTION, "2024-Q1", "draf", "draf"),
        (5, ELECTION, "2024-Q2", "uji", None),
        (5, ELECTION, "2024-Q3", "aktif", None),
        (6, AID, "2024-Q1", "1", "1"),
        (6, AID, "2024-Q2", "2", "2"),
    )


BUILDERS: list[Builder] = [
    letterhead,
    merged_groups,
    three_rows,
    b_months,
    no_merges,
    themes,
    lettered,
    sheet_per_ministry,
    form,
    annex,
    two_reporters,
    merged_index,
    online,
    month_blocks,
    criteria,
    english,
    two_tables,
    key_block,
    years_in_titles,
    quarters,
]

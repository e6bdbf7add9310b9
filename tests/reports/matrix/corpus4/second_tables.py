"""Second round: blocks per reporter, lines that are years, baselines, footnote signs in titles (matrix.md, 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("i01_blok_laporan_kl_dan_oms.xlsx", "LAPORAN K/L and LAPORAN OMS over capaian, status and evidence of their own")
def report_blocks(book: Book) -> Expected:
    sheet = book.sheet("Matriks Gabungan")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "LAPORAN K/L", None, None, "LAPORAN OMS", None, None),
        (None, None, None, None, *("Capaian", "Status", "Data Dukung") * 2),
        (
            1,
            "Data pemilu terbuka",
            "API hasil",
            "1 API",
            "API aktif",
            "Selesai",
            "https://a.id",
            "API sering mati",
            "Sedang berjalan",
            None,
        ),
        (
            2,
            "Dana kampanye terbuka",
            "Laporan harian",
            "1 laman",
            "-",
            "Belum mulai",
            None,
            "Belum ada",
            "Belum mulai",
            "https://b.id",
        ),
    )
    sheet.merge("E1:G1", "H1:J1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Matriks Gabungan",
        "commitment_title reporter achievement_text status evidence",
        (3, "Data pemilu terbuka", "K/L", "API aktif", "Selesai", "https://a.id"),
        (3, "Data pemilu terbuka", "OMS", "API sering mati", "Sedang berjalan", None),
        (4, "Dana kampanye terbuka", "K/L", None, "Belum mulai", None),
        (4, "Dana kampanye terbuka", "OMS", "Belum ada", "Belum mulai", "https://b.id"),
    )


@good(
    "i02_baris_tahun.xlsx",
    "Lines TAHUN 2023 and TAHUN 2024 divide the rows; a sub-total under each",
    must_not_import=["Subtotal"],
)
def year_lines(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian (%)"),
        ("TAHUN 2023",),
        (1, "Pendidikan terbuka", "Data guru", "Kemendikbudristek", "1 data", 100),
        (2, "Pendidikan terbuka", "Data sekolah", "Kemendikbudristek", "1 data", 80),
        ("Subtotal", None, None, None, None, 90),
        ("TAHUN 2024",),
        (1, "Pendidikan terbuka", "Dasbor BOS", "Kemendikbudristek", "1 dasbor", 45),
    )
    sheet.merge("A2:F2", "A6:F6")
    return said(
        "Renaksi",
        "target_year milestone target_text percent",
        (3, 2023, "Data guru", "1 data", 100),
        (4, 2023, "Data sekolah", "1 data", 80),
        (7, 2024, "Dasbor BOS", "1 dasbor", 45),
        commitment_title="Pendidikan terbuka",
    )


@good("i03_baris_triwulan.xlsx", "Lines TRIWULAN I and TRIWULAN II divide the rows, the year in the title")
def quarter_lines(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "B2",
        ("LAPORAN PELAKSANAAN KOMITMEN TAHUN 2024",),
        (),
        ("No", "Komitmen", "Kegiatan", "K/L", "Realisasi", "Status"),
        ("Triwulan I",),
        (1, "Industri terbuka", "Survei", "Kemenperin", "1 survei", "Selesai"),
        ("Triwulan II",),
        (1, "Industri terbuka", "Rilis", "Kemenperin", "Draf", "Proses"),
        (2, "Niaga terbuka", "Portal", "Kemendag", "Uji coba", "Proses"),
    )
    sheet.merge("B5:G5", "B7:G7")
    return said(
        "Sheet1",
        "period commitment_title milestone achievement_text",
        (6, "2024-Q1", "Industri terbuka", "Survei", "1 survei"),
        (8, "2024-Q2", "Industri terbuka", "Rilis", "Draf"),
        (9, "2024-Q2", "Niaga terbuka", "Portal", "Uji coba"),
    )


@good(
    "i04_baseline_dan_target.xlsx",
    "Baseline 2022 beside targets of 2023 and 2024, a weight in per cent",
    warnings=["unknown_column"],
)
def baseline(book: Book) -> Expected:
    sheet = book.sheet("Target")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Indikator Keberhasilan",
            "Instansi",
            "Bobot (%)",
            "Baseline 2022",
            "Target 2023",
            "Target 2024",
        ),
        (1, "Obat terbuka", "Harga terbit", "BPOM", 60, "10 obat", "100 obat", "500 obat"),
        (2, "Pangan terbuka", "Izin terbit", "BPOM", 40, "0", "-", "1 data"),
    )
    return said(
        "Target",
        "commitment_title target_year target_text percent",
        (2, "Obat terbuka", 2023, "100 obat", None),
        (2, "Obat terbuka", 2024, "500 obat", None),
        (3, "Pangan terbuka", 2024, "1 data", None),
        lead_agencies=["BPOM"],
    )


@good(
    "i05_tanda_catatan_di_judul.xlsx",
    "Titles with footnote signs: Komitmen¹, Target²), Status*); units below",
    must_not_import=["sesuai RAN OGI VII"],
)
def footnotes_in_titles(book: Book) -> Expected:
    sheet = book.sheet("Laporan B06")
    fill(
        sheet,
        "A1",
        ("MONITORING KOMITMEN OGI POSISI B06 TAHUN 2024",),
        ("NO.", "KOMITMEN¹", "KEGIATAN", "PENANGGUNG\nJAWAB", "TARGET²)", "CAPAIAN\n(%)", "STATUS*)"),
        (1, "Sawit terbuka", "Data pekebun", "Kementan", "10 kab", "40", "Sedang berjalan"),
        (2, "Sawit terbuka", "Peta kebun", "BIG", "1 peta", "100", "Selesai"),
        ("¹ Judul komitmen sesuai RAN OGI VII",),
        ("²) Target kumulatif",),
        ("*) Diisi oleh K/L",),
    )
    sheet.merge("A1:G1")
    return said(
        "Laporan B06",
        "milestone target_text percent status",
        (3, "Data pekebun", "10 kab", 40, "Sedang berjalan"),
        (4, "Peta kebun", "1 peta", 100, "Selesai"),
        commitment_title="Sawit terbuka",
        period="2024-B06",
    )


@good("i06_romawi_di_bawah_triwulan.xlsx", "Target Triwulan and Realisasi Triwulan over I, II, III, IV")
def roman_quarters(book: Book) -> Expected:
    sheet = book.sheet("2024")
    fill(
        sheet,
        "A3",
        (
            "No",
            "Komitmen",
            "Indikator",
            "Pelaksana",
            "Target Triwulan",
            None,
            None,
            None,
            "Realisasi Triwulan",
            None,
            None,
            None,
        ),
        (*(None,) * 4, *("I", "II", "III", "IV") * 2),
        (1, "Cuaca terbuka", "Stasiun terhubung", "BMKG", "10", "20", "30", "40", "8", "21", None, None),
        (2, "Gempa terbuka", "Sensor terhubung", "BMKG", "5", "5", "-", "10", "5", "-", None, None),
    )
    sheet.merge("E3:H3", "I3:L3", *(f"{c}3:{c}4" for c in "ABCD"))
    return said(
        "2024",
        "success_measure period target_text achievement_text",
        (5, "Stasiun terhubung", "2024-Q1", "10", "8"),
        (5, "Stasiun terhubung", "2024-Q2", "20", "21"),
        (5, "Stasiun terhubung", "2024-Q3", "30", None),
        (5, "Stasiun terhubung", "2024-Q4", "40", None),
        (6, "Sensor terhubung", "2024-Q1", "5", "5"),
        (6, "Sensor terhubung", "2024-Q2", "5", None),
        (6, "Sensor terhubung", "2024-Q4", "10", None),
        lead_agencies=["BMKG"],
    )


@good("i07_bulan_di_bawah_triwulan.xlsx", "Quarters over months over plan and actual in per cent", accepted="any")
def months_in_quarters(book: Book) -> Expected:
    sheet = book.sheet("Kurva S 2024")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Triwulan I", *[None] * 5, "Triwulan II", *[None] * 5),
        (*(None,) * 4, "Jan", None, "Feb", None, "Mar", None, "Apr", None, "Mei", None, "Jun", None),
        (*(None,) * 4, *("Rencana", "Realisasi") * 6),
        (
            1,
            "Pajak terbuka",
            "Portal data",
            "Kemenkeu",
            "5%",
            "5%",
            "10%",
            "8%",
            "20%",
            "15%",
            "40%",
            None,
            None,
            None,
            "100%",
            None,
        ),
    )
    sheet.merge(
        "E1:J1",
        "K1:P1",
        *(f"{a}2:{b}2" for a, b in ("EF", "GH", "IJ", "KL", "MN", "OP")),
        *(f"{c}1:{c}3" for c in "ABCD"),
    )
    return said(
        "Kurva S 2024",
        "period target_text",
        (4, "2024-01", "5%"),
        (4, "2024-02", "10%"),
        (4, "2024-03", "20%"),
        (4, "2024-04", "40%"),
        (4, "2024-06", "100%"),
        commitment_title="Pajak terbuka",
        milestone="Portal data",
    )


@good(
    "i08_dua_kolom_identitas.xlsx",
    "Two label/value pairs a row over the table, merged values, no commitment column",
    must_not_import=["0812", "Sdr. Contoh"],
)
def pairs_of_labels(book: Book) -> Expected:
    sheet = book.sheet("Isian KL")
    fill(
        sheet,
        "A1",
        ("FORMULIR CAPAIAN RENCANA AKSI OGI",),
        (),
        ("Nama Komitmen", None, "Keterbukaan data ketenagakerjaan", None, "Nomor Komitmen", 12),
        ("Kementerian/Lembaga", None, "Kementerian Ketenagakerjaan", None, "Tahun", 2024),
        ("Nama PIC", None, "Sdr. Contoh", None, "No. HP", "0812-000"),
        (),
        ("No", "Ukuran Keberhasilan", "Target", "Realisasi", "Persentase (%)", "Kendala"),
        (1, "Lowongan terbit", "10.000 lowongan", "12.500 lowongan", 125, None),
        (2, "Data PHK terbit", "12 rilis", "6 rilis", 50, "Data daerah terlambat"),
    )
    sheet.merge("A1:F1", "A3:B3", "C3:D3", "A4:B4", "C4:D4", "A5:B5", "C5:D5")
    return said(
        "Isian KL",
        "success_measure target_text achievement_text percent obstacles",
        (8, "Lowongan terbit", "10.000 lowongan", "12.500 lowongan", 125, None),
        (9, "Data PHK terbit", "12 rilis", "6 rilis", 50, "Data daerah terlambat"),
        commitment_title="Keterbukaan data ketenagakerjaan",
        commitment_number="12",
        lead_agencies=["Kementerian Ketenagakerjaan"],
        target_year=2024,
    )


@good("i09_capaian_lalu_target_depan.xlsx", "Capaian 2023 and Target 2024 side by side: two years, two records")
def last_and_next_year(book: Book) -> Expected:
    sheet = book.sheet("Rapat")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "K/L", "Capaian 2023", "Target 2024", "Keterangan"),
        ("Hukum terbuka", "Naskah RUU terbit", "Kemenkumham", "12 naskah", "20 naskah", "Perlu SOP"),
        ("Peradilan terbuka", "Putusan terbit", "Mahkamah Agung", "-", "100 persen", None),
    )
    return said(
        "Rapat",
        "commitment_title target_year target_text achievement_text",
        (2, "Hukum terbuka", 2023, None, "12 naskah"),
        (2, "Hukum terbuka", 2024, "20 naskah", None),
        (3, "Peradilan terbuka", 2024, "100 persen", None),
    )


@good(
    "i10_tanggal_banyak_ejaan.xlsx",
    "Days in English order, ordinal numbers, slashes from the year, two-digit years",
    accepted="any",
)
def spellings_of_days(book: Book) -> Expected:
    sheet = book.sheet("Tracker")
    read = (
        ("Dec 31, 2024", "2024-12-31"),
        ("31st December 2024", "2024-12-31"),
        ("June 30th, 2024", "2024-06-30"),
        ("2024/06/30", "2024-06-30"),
        ("30.6.24", "2024-06-30"),
        ("31-Des-2024", "2024-12-31"),
        ("Tgl. 15 Mei 2024", "2024-05-15"),
        ("Rabu/17 Juli 2024", "2024-07-17"),
        ("1 s.d. 31 Agustus 2024", "2024-08-31"),
        ("30 September 2024 pukul 23.59 WIB", "2024-09-30"),
        ("Senin (16 Desember 2024)", "2024-12-16"),
        ("01 Jan 24", "2024-01-01"),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Deadline"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, row - 1, "Data terbuka", f"Langkah {row}", "BPS", text)
    return said(
        "Tracker",
        "milestone due_date",
        *((row, f"Langkah {row}", value) for row, (_, value) in enumerate(read, start=2)),
    )


@good("i11_persen_banyak_ejaan.xlsx", "Percentages with words and signs around them", accepted="any")
def spellings_of_percentages(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    read = (
        ("75%.", 75),
        ("75,0 %", 75),
        ("99,99%", 99.99),
        ("100 Persen", 100),
        ("≥75%", None),
        ("50 %-60 %", None),
        ("kurang dari 10%", None),
        ("0 %", 0),
        (pct(0.333333, "0.0%"), 33.33),
        (110, 110),
        ("87.5", 87.5),
        ("45 prosen", 45),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Progress (%)"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, row - 1, "Data terbuka", f"Langkah {row}", "BPS", text)
    return said(
        "Progres",
        "milestone percent",
        *((row, f"Langkah {row}", value) for row, (_, value) in enumerate(read, start=2)),
    )


@good("i12_nama_instansi_sulit.xlsx", "cq., long names with dan and slashes, collective names", accepted="any")
def hard_names(book: Book) -> Expected:
    sheet = book.sheet("Instansi")
    read = (
        ("Kementerian Dalam Negeri c.q. Ditjen Polpum", ["Kementerian Dalam Negeri c.q. Ditjen Polpum"]),
        ("Seluruh K/L", ["Seluruh K/L"]),
        ("Kementerian Koperasi dan UKM, Kementerian Keuangan", ["Kementerian Koperasi dan UKM", "Kemenkeu"]),
        (
            "Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional",
            ["Kementerian Agraria dan Tata Ruang/Badan Pertanahan Nasional"],
        ),
        ("Kementerian Investasi/BKPM; KSP", ["Kementerian Investasi/BKPM", "KSP"]),
        (
            "Kementerian Pariwisata dan Ekonomi Kreatif\nKementerian Pemuda dan Olahraga",
            ["Kementerian Pariwisata dan Ekonomi Kreatif", "Kementerian Pemuda dan Olahraga"],
        ),
        ("KPU, Bawaslu, dan DKPP", ["KPU", "Bawaslu", "DKPP"]),
        (
            "Kementerian Komunikasi dan Informatika serta Badan Siber dan Sandi Negara",
            ["Kominfo", "Badan Siber dan Sandi Negara"],
        ),
        ("KEMENTERIAN PEKERJAAN UMUM DAN PERUMAHAN RAKYAT", ["KEMENTERIAN PEKERJAAN UMUM DAN PERUMAHAN RAKYAT"]),
        ("Mahkamah Agung (MA) dan Kejaksaan Agung (Kejagung)", ["Mahkamah Agung", "Kejaksaan Agung"]),
        ("(1) BPS; (2) BIG", ["BPS", "BIG"]),
        ("Kemenko PMK / Kemensos / BKKBN", ["Kemenko PMK", "Kemensos", "BKKBN"]),
    )
    fill(sheet, "A1", ("No", "Komitmen", "Kegiatan", "Instansi Penanggung Jawab"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, row - 1, "Data terbuka", f"Langkah {row}", text)
    return said(
        "Instansi",
        "milestone lead_agencies",
        *((row, f"Langkah {row}", value) for row, (_, value) in enumerate(read, start=2)),
    )


@good("i13_nomor_uk_dan_pelapor_bernama.xlsx", "No. UK merged, reporters named in brackets, years merged over both")
def named_reporters(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VII")
    fill(
        sheet,
        "A1",
        ("No.\nKomitmen", "Komitmen", "No. UK", "Ukuran Keberhasilan", "Tahun", "Pelapor", "Capaian", "%"),
        ("06", "Bantuan hukum", "UK 1", "Anggaran naik", 2023, "K/L (BPHN)", "Naik 5%", "50%"),
        (None, None, None, None, None, "OMS (PBHI)", "Belum cukup", "25%"),
        (None, None, None, None, 2024, "K/L (BPHN)", "Naik 10%", "100%"),
        (None, None, None, None, None, "OMS (PBHI)", "Cukup", "80%"),
    )
    sheet.merge("A2:A5", "B2:B5", "C2:C5", "D2:D5", "E2:E3", "E4:E5")
    return said(
        "RAN OGI VII",
        "target_year reporter achievement_text percent",
        (2, 2023, "K/L (BPHN)", "Naik 5%", 50),
        (3, 2023, "OMS (PBHI)", "Belum cukup", 25),
        (4, 2024, "K/L (BPHN)", "Naik 10%", 100),
        (5, 2024, "OMS (PBHI)", "Cukup", 80),
        commitment_number="6",
        commitment_title="Bantuan hukum",
        success_measure="Anggaran naik",
    )


@good(
    "i14_kolom_jauh_dan_tersembunyi.xlsx",
    "Table from column F, a hidden agency column, a logo row, comments of pages",
    warnings=["hidden_columns"],
)
def far_and_hidden(book: Book) -> Expected:
    sheet = book.sheet("Lamp. III")
    fill(
        sheet,
        "F6",
        ("Lampiran III Surat Nomor B-12/2024",),
        ("No", "Komitmen", "Rencana Aksi", "Penanggung jawab", "Target 2024", "Realisasi", "Bukti"),
        (1, "Perdagangan terbuka", "Data impor", "Kemendag", "12 rilis", "12 rilis", "ppid.kemendag.go.id"),
        (2, "Perdagangan terbuka", "Data harga", "Kemendag", "365 rilis", "200 rilis", "-"),
    )
    sheet.worksheet.column_dimensions["I"].hidden = True
    return said(
        "Lamp. III",
        "milestone lead_agencies target_text achievement_text evidence",
        (8, "Data impor", ["Kemendag"], "12 rilis", "12 rilis", "ppid.kemendag.go.id"),
        (9, "Data harga", ["Kemendag"], "365 rilis", "200 rilis", None),
        commitment_title="Perdagangan terbuka",
        target_year=2024,
    )


@good(
    "i15_butir_dan_strip.xlsx",
    "Bullets in measures, dashes in targets, one narrative for all; a second row plain",
    accepted="any",
)
def bullets_and_dashes(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", "Target 2024", "Kendala"),
        (
            1,
            "Laut terbuka",
            "• Data kapal terbit\n• Data kuota terbit",
            "KKP",
            "- 1 data kapal\n- 1 data kuota",
            "Anggaran terbatas",
        ),
        (2, "Garam terbuka", "Stok terbit", "KKP", "12 rilis", None),
    )
    return said(
        "Matriks",
        "commitment_title success_measure target_text obstacles",
        (2, "Laut terbuka", "Data kapal terbit", "1 data kapal", "Anggaran terbatas"),
        (2, "Laut terbuka", "Data kuota terbit", "1 data kuota", "Anggaran terbatas"),
        (3, "Garam terbuka", "Stok terbit", "12 rilis", None),
        target_year=2024,
    )


@good(
    "i16_irm_dan_status_inggris.xlsx",
    "English quarterly tracker: Q1 FY2024, RAG words are no status here, % done",
    accepted="any",
)
def english_tracker(book: Book) -> Expected:
    sheet = book.sheet("NAP tracker")
    fill(
        sheet,
        "A1",
        ("Indonesia OGP NAP 2022-2024 | Progress tracker",),
        (),
        (
            "Commitment #",
            "Commitment title",
            "Milestone",
            "Lead agency",
            "CSO partner",
            "Due date",
            "Q1 2024",
            None,
            "Q2 2024",
            None,
            "Remarks",
        ),
        (*(None,) * 6, "Achievement", "% done", "Achievement", "% done", None),
        (
            7,
            "Open climate data",
            "Publish emission data",
            "KLHK",
            "ICEL",
            day(2024, 12, 31),
            "Draft",
            0.25,
            "Portal beta",
            0.6,
            "On hold in May",
        ),
        (8, "Open budget", "Citizen budget", "MoF", "Seknas FITRA", "Aug 2024", "Published", 1, None, None, None),
    )
    for cell in ("H5", "J5", "H6"):
        sheet.worksheet[cell].number_format = "0%"
    sheet.merge("G3:H3", "I3:J3", *(f"{c}3:{c}4" for c in "ABCDEFK"))
    return said(
        "NAP tracker",
        "commitment_number commitment_title csos period achievement_text percent",
        (5, "7", "Open climate data", ["ICEL"], "2024-Q1", "Draft", 25),
        (5, "7", "Open climate data", ["ICEL"], "2024-Q2", "Portal beta", 60),
        (6, "8", "Open budget", ["Seknas FITRA"], "2024-Q1", "Published", 100),
    )


@good(
    "i17_kop_dan_tanda_tangan_lengkap.xlsx",
    "Letterhead, notes, three signatures, a legend table on the right, NBSP everywhere",
    must_not_import=["Biru", "NIP", "Menteri"],
)
def letter(book: Book) -> Expected:
    sheet = book.sheet("Lampiran")
    fill(
        sheet,
        "A1",
        ("KEMENTERIAN\u00a0DESA, PDT DAN TRANSMIGRASI",),
        ("REPUBLIK INDONESIA",),
        ("Laporan\u00a0Capaian Komitmen OGI Triwulan III Tahun 2024",),
        (),
        ("No.", "Komitmen", "Kegiatan", "Target", "Capaian", "Ket.", None, None, "Warna", "Arti"),
        (
            "1",
            "Desa\u00a0terbuka",
            "APBDes\u00a0daring",
            "70.000 desa",
            "61.250 desa",
            "\u00a0",
            None,
            None,
            "Biru",
            "Selesai",
        ),
        (
            "2",
            "Desa terbuka",
            "Musdes terbuka",
            "70.000 desa",
            "40.000 desa",
            "Data\u00a0SID",
            None,
            None,
            "Abu",
            "Belum",
        ),
        (),
        ("Keterangan:", "Data sementara"),
        (),
        (None, "Mengetahui:", None, None, "Jakarta, Oktober 2024"),
        (None, "a.n. Menteri Desa", None, None, "Kepala Pusat Data"),
        (None, None, None, None, None),
        (None, "(....................)", None, None, "Nama Contoh"),
        (None, "NIP. 1970", None, None, "NIP. 1975"),
    )
    return said(
        "Lampiran",
        "milestone target_text achievement_text notes period",
        (6, "APBDes daring", "70.000 desa", "61.250 desa", None, "2024-Q3"),
        (7, "Musdes terbuka", "70.000 desa", "40.000 desa", "Data SID", "2024-Q3"),
        commitment_title="Desa terbuka",
    )


@good(
    "i18_komitmen_dan_aksi_satu_kolom.xlsx",
    "One column Komitmen/Rencana Aksi: bold commitments with leads, steps with a)",
)
def both_in_one_column(book: Book) -> Expected:
    sheet = book.sheet("Matriks Aksi")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen/Rencana Aksi", "Penanggung Jawab", "Target", "Realisasi", "%"),
        ("1", "Keterbukaan perizinan", "BKPM"),
        ("1.1", "Publikasi izin", None, "1 data", "1 data", "100%"),
        ("1.2", "Kanal aduan izin", None, "1 kanal", "-", "0%"),
        ("2", "Keterbukaan tata ruang", "ATR/BPN"),
        ("2.1", "Publikasi RDTR", None, "300 RDTR", "210 RDTR", "70%"),
    )
    return said(
        "Matriks Aksi",
        "commitment_number commitment_title milestone lead_agencies target_text achievement_text percent",
        (3, "1", "Keterbukaan perizinan", "Publikasi izin", ["BKPM"], "1 data", "1 data", 100),
        (4, "1", "Keterbukaan perizinan", "Kanal aduan izin", ["BKPM"], "1 kanal", None, 0),
        (6, "2", "Keterbukaan tata ruang", "Publikasi RDTR", ["ATR/BPN"], "300 RDTR", "210 RDTR", 70),
    )


@good(
    "i19_rencana_realisasi_b.xlsx",
    "Rencana and Realisasi per B03, B06 with % columns, one for the year, footers",
    must_not_import=["Sumber"],
)
def plan_and_actual(book: Book) -> Expected:
    sheet = book.sheet("Stranas 2024")
    fill(
        sheet,
        "A2",
        ("No", "Aksi", "Output", "Penanggung Jawab", "B03", None, "B06", None, "Catatan"),
        (*(None,) * 4, "Rencana (%)", "Realisasi (%)", "Rencana (%)", "Realisasi (%)", None),
        (1, "Pengendalian ekspor impor", "Neraca komoditas", "Kemenko Perekonomian", 25, 20, 50, 50, "Lima komoditas"),
        (2, "Peta tunggal", "Peta 12 provinsi", "BIG", 25, 25, 50, None, None),
        ("Sumber: Stranas PK",),
    )
    sheet.merge("E2:F2", "G2:H2", *(f"{c}2:{c}3" for c in "ABCDI"))
    return said(
        "Stranas 2024",
        "commitment_title period percent",
        (4, "Pengendalian ekspor impor", "2024-B03", 20),
        (4, "Pengendalian ekspor impor", "2024-B06", 50),
        (5, "Peta tunggal", "2024-B03", 25),
        (5, "Peta tunggal", "2024-B06", None),
    )


@good(
    "i20_lembar_komitmen_tanpa_kata.xlsx",
    "Sheets 1 to 3, each with KOMITMEN n and the title in the next line",
    accepted="any",
)
def bare_sheets(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead in (
        (1, "Pengadaan terbuka", "LKPP"),
        (2, "Layanan aduan", "Ombudsman RI"),
        (3, "Data bansos", "Kemensos"),
    ):
        sheet = book.sheet(str(number))
        fill(
            sheet,
            "A1",
            (f"KOMITMEN {number}",),
            (title.upper(),),
            (),
            ("No", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian", "Status"),
            (1, "Ukuran satu", lead, "1 data", "1 data", "Tercapai"),
            (2, "Ukuran dua", lead, "2 data", None, "Belum tercapai"),
        )
        sheet.merge("A1:F1", "A2:F2")
        expected += said(
            str(number),
            "success_measure target_text status",
            (5, "Ukuran satu", "1 data", "Tercapai"),
            (6, "Ukuran dua", "2 data", "Belum tercapai"),
            commitment_number=str(number),
            commitment_title=title.upper(),
            lead_agencies=[lead],
        )
    return expected


BUILDERS: list[Builder] = [
    report_blocks,
    year_lines,
    quarter_lines,
    baseline,
    footnotes_in_titles,
    roman_quarters,
    months_in_quarters,
    pairs_of_labels,
    last_and_next_year,
    spellings_of_days,
    spellings_of_percentages,
    hard_names,
    named_reporters,
    far_and_hidden,
    bullets_and_dashes,
    english_tracker,
    letter,
    both_in_one_column,
    plan_and_actual,
    bare_sheets,
]

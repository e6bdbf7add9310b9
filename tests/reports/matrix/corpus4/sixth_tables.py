"""Sixth round: whole submissions as they arrive, many small troubles in each (matrix.md, sections 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good(
    "aa01_kementerian_lengkap.xlsx",
    "A ministry's return: letterhead, label block, two header rows, numbers, sections, sub-total, signature",
    must_not_import=["Kepala Biro", "NIP", "Rata-rata", "Contoh, M.Si"],
)
def whole_return(book: Book) -> Expected:
    sheet = book.sheet("Kemendagri B06")
    fill(
        sheet,
        "B1",
        ("KEMENTERIAN DALAM NEGERI REPUBLIK INDONESIA",),
        ("LAPORAN CAPAIAN RENCANA AKSI OPEN GOVERNMENT INDONESIA",),
        ("Instansi", ": Kementerian Dalam Negeri"),
        ("Periode", ": B06 Tahun 2024"),
        (),
        (
            "No.",
            "Ukuran Keberhasilan",
            "Target",
            None,
            "Realisasi",
            None,
            "Bukti Dukung",
            "Kendala",
            "Rencana Tindak Lanjut",
        ),
        (None, None, "Volume", "Satuan", "Volume", "%", None, None, None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"),
        ("Komitmen 2 – Transparansi Anggaran Daerah",),
        ("1.", "APBD ringkas terbit", 38, "provinsi", 30, "78,95%", "Surat Sekda", "Papua belum", "Surat edaran"),
        ("2.", "Laman SIPD publik", 1, "laman", 1, "100%", "sipd.go.id", "-", "-"),
        ("Rata-rata", None, None, None, None, "89,5%"),
        ("Komitmen 11 – Partisipasi Warga Desa",),
        ("1.", "Musdes terbuka", 1000, "desa", 250, "25%", None, "Anggaran", "Usulan DAK"),
        (),
        (None, None, None, None, None, None, "Jakarta, 8 Juli 2024"),
        (None, None, None, None, None, None, "Kepala Biro Perencanaan,"),
        (),
        (None, None, None, None, None, None, "Drs. Contoh, M.Si"),
        (None, None, None, None, None, None, "NIP 1969"),
    )
    sheet.merge("B1:J1", "B2:J2", "D6:E6", "F6:G6", *(f"{c}6:{c}7" for c in "BCHIJ"), "B9:J9", "B12:F12", "B13:J13")
    budget, villages = "Transparansi Anggaran Daerah", "Partisipasi Warga Desa"
    return said(
        "Kemendagri B06",
        "commitment_number commitment_title success_measure target_text unit achievement_text percent obstacles"
        " follow_up",
        (10, "2", budget, "APBD ringkas terbit", "38", "provinsi", "30", 78.95, "Papua belum", "Surat edaran"),
        (11, "2", budget, "Laman SIPD publik", "1", "laman", "1", 100, None, None),
        (14, "11", villages, "Musdes terbuka", "1000", "desa", "250", 25, "Anggaran", "Usulan DAK"),
        lead_agencies=["Kemendagri"],
        period="2024-B06",
    )


@good(
    "aa02_oms_google.xlsx",
    "A CSO's sheet: free titles, long narrative, links, dates with time zones",
    warnings=["unknown_column"],
)
def cso_sheet(book: Book) -> Expected:
    sheet = book.sheet("Form Responses 1")
    story = "- Rapat 3 Mei\n- Audiensi 12 Juni\n- Belum ada tindak lanjut"
    fill(
        sheet,
        "A1",
        (
            "Timestamp",
            "Nama OMS pelapor",
            "Komitmen yang dipantau",
            "Ukuran keberhasilan",
            "K/L penanggung jawab",
            "Capaian menurut OMS",
            "Persentase capaian menurut OMS (%)",
            "Rekomendasi",
            "Tautan bukti",
        ),
        (
            day(2024, 7, 1),
            "ICEL",
            "4. Data lingkungan terbuka",
            "Amdal terbit",
            "KLHK",
            story,
            40,
            "Buka dokumen penuh",
            "https://icel.or.id/a",
        ),
        (
            day(2024, 7, 2),
            "PWYP Indonesia",
            "5. Kontrak tambang terbuka",
            "Kontrak terbit",
            "ESDM",
            "Belum ada",
            0,
            "-",
            None,
        ),
    )
    return said(
        "Form Responses 1",
        "commitment_number commitment_title success_measure lead_agencies achievement_text percent follow_up",
        (2, "4", "Data lingkungan terbuka", "Amdal terbit", ["KLHK"], story, 40, "Buka dokumen penuh"),
        (3, "5", "Kontrak tambang terbuka", "Kontrak terbit", ["ESDM"], "Belum ada", 0, None),
    )


@good(
    "aa03_seknas_gabungan.xlsx",
    "The secretariat's master: theme, number, title, agencies, CSO, two years over four columns, hidden rows",
    warnings=["hidden_rows"],
)
def master(book: Book) -> Expected:
    sheet = book.sheet("MASTER")
    fill(
        sheet,
        "A1",
        ("MATRIKS TARGET CAPAIAN RAN OGI VI (2020-2022)",),
        ("Tema", "No", "Komitmen", "K/L", "OMS", "Ukuran Keberhasilan", "2021", None, None, "2022", None, None),
        (*(None,) * 6, *("Target", "Capaian", "Status") * 2),
        (
            "Demokrasi",
            1,
            "Data pemilu",
            "KPU\nBawaslu",
            "Perludem",
            "Portal data",
            "Renaksi di Renstra",
            "Renaksi di Renstra",
            "Selesai",
            "Portal final",
            "Portal uji",
            "Sedang berjalan",
        ),
        (
            None,
            None,
            None,
            None,
            None,
            "Rekap elektronik",
            "Kajian",
            "Kajian",
            "Selesai",
            "Uji coba 3 daerah",
            "-",
            "Belum mulai",
        ),
        (
            "Layanan",
            2,
            "Aduan terpadu",
            "KemenPANRB",
            "YAPPIKA",
            "Aduan dijawab",
            None,
            None,
            None,
            "100 K/L",
            "30 K/L",
            "Terlambat",
        ),
    )
    sheet.merge("A1:L1", "G2:I2", "J2:L2", *(f"{c}2:{c}3" for c in "ABCDEF"), *(f"{c}4:{c}5" for c in "ABCDE"))
    sheet.hide(5)
    return said(
        "MASTER",
        "theme commitment_title success_measure target_year target_text achievement_text status",
        (4, "Demokrasi", "Data pemilu", "Portal data", 2021, "Renaksi di Renstra", "Renaksi di Renstra", "Selesai"),
        (4, "Demokrasi", "Data pemilu", "Portal data", 2022, "Portal final", "Portal uji", "Sedang berjalan"),
        (5, "Demokrasi", "Data pemilu", "Rekap elektronik", 2021, "Kajian", "Kajian", "Selesai"),
        (5, "Demokrasi", "Data pemilu", "Rekap elektronik", 2022, "Uji coba 3 daerah", None, "Belum mulai"),
        (6, "Layanan", "Aduan terpadu", "Aduan dijawab", 2022, "100 K/L", "30 K/L", "Terlambat"),
    )


@good(
    "aa04_lembaga_kecil.xlsx",
    "An agency with one commitment: no number column, lower case titles, dates in words",
    accepted="any",
)
def small_agency(book: Book) -> Expected:
    sheet = book.sheet("lpsk")
    fill(
        sheet,
        "A2",
        (
            "komitmen",
            "ukuran keberhasilan",
            "rencana aksi",
            "penanggung jawab",
            "waktu pelaksanaan",
            "target",
            "realisasi",
            "prosentase",
            "ket",
        ),
        (
            "Perlindungan saksi",
            "Layanan daring",
            "Aplikasi",
            "LPSK",
            "Januari s.d. Juni 2024",
            "1 aplikasi",
            "1 aplikasi",
            "100 %",
            "ok",
        ),
        (
            "Perlindungan saksi",
            "Layanan daring",
            "Sosialisasi",
            "LPSK",
            "Juli s.d. Desember 2024",
            "10 kota",
            "4 kota",
            "40 %",
            "lanjut",
        ),
    )
    return said(
        "lpsk",
        "milestone target_text achievement_text percent notes",
        (3, "Aplikasi", "1 aplikasi", "1 aplikasi", 100, "ok"),
        (4, "Sosialisasi", "10 kota", "4 kota", 40, "lanjut"),
        commitment_title="Perlindungan saksi",
        success_measure="Layanan daring",
        lead_agencies=["LPSK"],
    )


@good(
    "aa05_ksp_pantauan.xlsx", "KSP: sheets by quarter with T and R, traffic light words in notes, codes", accepted="any"
)
def watch(book: Book) -> Expected:
    expected: Expected = []
    for quarter, done in (("I", "Rancangan"), ("II", "Uji publik")):
        name = f"TW {quarter}"
        fill(
            book.sheet(name),
            "A1",
            ("PEMANTAUAN KSP TAHUN 2024",),
            (),
            ("Kode", "Komitmen", "Rencana Aksi", "Instansi Penanggung Jawab", "Target", "Capaian", "Catatan KSP"),
            ("OGI-01", "Beneficial ownership", "Verifikasi", "Kemenkumham", "1 sistem", done, "Kuning"),
            ("OGI-02", "Satu data", "Integrasi", "Bappenas", "20 K/L", "12 K/L", "Hijau"),
        )
        expected += said(
            name,
            "milestone target_text achievement_text",
            (4, "Verifikasi", "1 sistem", done),
            (5, "Integrasi", "20 K/L", "12 K/L"),
            period=f"2024-Q{len(quarter)}",
        )
    return expected


@good(
    "aa06_provinsi.xlsx",
    "A province: OPD, sub kegiatan below a commitment, semesters with fisik and keuangan",
    accepted="any",
)
def province(book: Book) -> Expected:
    sheet = book.sheet("Lamp. SK Gubernur")
    fill(
        sheet,
        "A1",
        ("PEMERINTAH PROVINSI CONTOH",),
        ("RENCANA AKSI DAERAH OPEN GOVERNMENT TAHUN 2024",),
        (),
        (
            "NO",
            "KOMITMEN",
            "INDIKATOR KEBERHASILAN",
            "OPD PELAKSANA",
            "TARGET",
            "CAPAIAN SEMESTER I",
            None,
            "CAPAIAN SEMESTER II",
            None,
        ),
        (*(None,) * 5, "Uraian", "%", "Uraian", "%"),
        (1, "Layanan aduan", "Aduan dijawab", "Diskominfo", "90 persen", "88 persen", 97.8, None, None),
        (2, "APBD terbuka", "Dokumen terbit", "BPKAD", "12 dokumen", "6 dokumen", 50, "12 dokumen", 100),
    )
    sheet.merge("F4:G4", "H4:I4", *(f"{c}4:{c}5" for c in "ABCDE"))
    return said(
        "Lamp. SK Gubernur",
        "commitment_title period achievement_text percent",
        (6, "Layanan aduan", "2024-S1", "88 persen", 97.8),
        (7, "APBD terbuka", "2024-S1", "6 dokumen", 50),
        (7, "APBD terbuka", "2024-S2", "12 dokumen", 100),
        target_year=2024,
    )


@good(
    "aa07_english_narrative.xlsx",
    "English return with bullets, N/A, dates like mid-2024, percentages with comments",
    accepted="any",
)
def english_return(book: Book) -> Expected:
    sheet = book.sheet("Self assessment 2024")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Commitment title",
            "Milestone",
            "Lead implementing agency",
            "Supporting agencies",
            "Start date",
            "Due date",
            "Progress (%)",
            "Results",
            "Challenges",
            "Next steps",
        ),
        (
            1,
            "Open contracting",
            "Publish data",
            "LKPP",
            "Kemenkeu, BPKP",
            "1 Feb 2023",
            "30 Nov 2024",
            "60%",
            "• 34 provinces\n• 500 LPSE",
            "N/A",
            "Expand to BUMN",
        ),
        (2, "Open contracting", "Train CSOs", "LKPP", "N/A", "Jan-2024", "Dec-2024", "n/a", "N/A", "Budget", None),
    )
    return said(
        "Self assessment 2024",
        "milestone supporting percent achievement_text obstacles follow_up",
        (2, "Publish data", ["Kemenkeu", "BPKP"], 60, "• 34 provinces\n• 500 LPSE", None, "Expand to BUMN"),
        (3, "Train CSOs", None, None, None, "Budget", None),
        commitment_title="Open contracting",
        lead_agencies=["LKPP"],
    )


@good(
    "aa08_status_ganda_baris.xlsx",
    "Measure rows with K/L and OMS columns for status only, narrative shared, year in sheet",
    accepted="any",
)
def shared_narrative(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 10 (2024)")
    fill(
        sheet,
        "A1",
        ("Komitmen 10: Keterbukaan data migas",),
        ("No", "Ukuran Keberhasilan", "PJ", "Target", "Status K/L", "Status OMS", "Catatan"),
        (1, "Lifting terbit", "ESDM", "12 rilis", "Selesai", "Sedang berjalan", "Perlu API"),
        (2, "Kontrak terbit", "ESDM", "10 kontrak", "Belum mulai", "Belum mulai", None),
    )
    return said(
        "Komitmen 10 (2024)",
        "success_measure reporter target_text status",
        (3, "Lifting terbit", "K/L", "12 rilis", "Selesai"),
        (3, "Lifting terbit", "OMS", "12 rilis", "Sedang berjalan"),
        (4, "Kontrak terbit", "K/L", "10 kontrak", "Belum mulai"),
        (4, "Kontrak terbit", "OMS", "10 kontrak", "Belum mulai"),
        commitment_number="10",
        commitment_title="Keterbukaan data migas",
        target_year=2024,
    )


@good(
    "aa09_angka_excel.xlsx",
    "Percent formats with decimals and 99.99999999999997, serial days, years as floats",
    accepted="any",
)
def numbers_of_excel(book: Book) -> Expected:
    sheet = book.sheet("Data mentah")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Instansi", "Tahun", "Target", "Realisasi", "% Capaian", "Selesai Tanggal"),
        (1.0, "Riset terbuka", "Repositori", "BRIN", 2024.0, 3.0, 3.0, 99.99999999999997, 45473),
        (2.0, "Riset terbuka", "Katalog", "BRIN", 2024.0, 10.5, 2.1, pct(0.2, "0.00%"), None),
    )
    return said(
        "Data mentah",
        "milestone target_year target_text achievement_text percent",
        (2, "Repositori", 2024, "3", "3", 100),
        (3, "Katalog", 2024, "10.5", "2.1", 20),
        commitment_title="Riset terbuka",
    )


@good(
    "aa10_komitmen_panjang_di_bagian.xlsx",
    "Section rows with very long titles over line breaks, letters for measures, dashes as bullets",
)
def long_sections(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VII 2023-2024")
    long = (
        "Penguatan tata kelola data\nlingkungan hidup yang terbuka, inklusif,\ndan dapat digunakan kembali oleh publik"
    )
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "K/L Penanggung Jawab", "OMS", "Target 2023", "Target 2024"),
        (f"Komitmen 14. {long}",),
        ("a.", "Data izin terbit", "KLHK", "Auriga, ICEL", "1 data", "1 data"),
        ("b.", "Forum warga", "KLHK", "Auriga", "-", "3 forum"),
        ("Komitmen 15. Tata ruang terbuka",),
        ("a.", "RDTR terbit", "ATR/BPN", None, "100 RDTR", "300 RDTR"),
    )
    sheet.merge("A2:F2", "A5:F5")
    return said(
        "RAN OGI VII 2023-2024",
        "commitment_number commitment_title success_measure csos target_year target_text",
        (3, "14", long, "Data izin terbit", ["Auriga", "ICEL"], 2023, "1 data"),
        (3, "14", long, "Data izin terbit", ["Auriga", "ICEL"], 2024, "1 data"),
        (4, "14", long, "Forum warga", ["Auriga"], 2024, "3 forum"),
        (6, "15", "Tata ruang terbuka", "RDTR terbit", None, 2023, "100 RDTR"),
        (6, "15", "Tata ruang terbuka", "RDTR terbit", None, 2024, "300 RDTR"),
    )


@good(
    "aa11_empat_tabel.xlsx",
    "Four small tables with labels over each: commitment, agency, year; the year changes",
    accepted="any",
)
def four_tables(book: Book) -> Expected:
    sheet = book.sheet("Kumpulan")
    expected: Expected = []
    at = 1
    for title, lead, year, step in (
        ("Data pajak", "Kemenkeu", 2023, "Portal"),
        ("Data pajak", "Kemenkeu", 2024, "API"),
        ("Data haji", "Kemenag", 2023, "Kuota"),
        ("Data haji", "Kemenag", 2024, "Aduan"),
    ):
        fill(
            sheet,
            f"A{at}",
            ("Komitmen", title),
            ("Penanggung Jawab", lead),
            ("Tahun", year),
            ("No", "Kegiatan", "Target", "Capaian", "%"),
            (1, step, "1 data", "1 data", 100),
            (),
        )
        expected += said(
            "Kumpulan", "commitment_title lead_agencies target_year milestone", (at + 4, title, [lead], year, step)
        )
        at += 6
    return expected


@good(
    "aa12_kolom_bukti_banyak.xlsx",
    "Data Dukung 1, Data Dukung 2, Tautan; Catatan twice under different groups",
    accepted="any",
)
def many_evidences(book: Book) -> Expected:
    sheet = book.sheet("Bukti")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "K/L", "Capaian", "Data Dukung 1", "Data Dukung 2", "Tautan"),
        (1, "Guru terbuka", "Data guru", "Kemendikbudristek", "terbit", "SK", "Foto", "https://x.id"),
        (2, "Guru terbuka", "Data murid", "Kemendikbudristek", "terbit", "SK", None, None),
    )
    return said(
        "Bukti",
        "milestone achievement_text evidence",
        (2, "Data guru", "terbit", "SK\nFoto\nhttps://x.id"),
        (3, "Data murid", "terbit", "SK"),
        commitment_title="Guru terbuka",
    )


BUILDERS: list[Builder] = [
    whole_return,
    cso_sheet,
    master,
    small_agency,
    watch,
    province,
    english_return,
    shared_narrative,
    numbers_of_excel,
    long_sections,
    four_tables,
    many_evidences,
]

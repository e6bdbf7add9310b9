"""Fourth round: titles broken over rows or said twice, roles in brackets, notes between rows (matrix.md, 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("t01_judul_dua_bahasa_dua_baris.xlsx", "Indonesian titles, the English ones in the row below, nothing merged")
def bilingual_rows(book: Book) -> Expected:
    sheet = book.sheet("NAP 7")
    fill(
        sheet,
        "A2",
        ("No.", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Status", "Batas Waktu"),
        ("No.", "Commitment", "Success measure", "Lead agency", "Target", "Status", "Deadline"),
        (1, "Data iklim terbuka", "API terbit", "BMKG", "1 API", "Selesai", "30 Juni 2024"),
        (2, "Data iklim terbuka", "Kamus terbit", "BMKG", "1 kamus", "Belum mulai", "31 Desember 2024"),
    )
    sheet.header(2, 3)
    return said(
        "NAP 7",
        "success_measure target_text status due_date",
        (4, "API terbit", "1 API", "Selesai", "2024-06-30"),
        (5, "Kamus terbit", "1 kamus", "Belum mulai", "2024-12-31"),
        commitment_title="Data iklim terbuka",
        lead_agencies=["BMKG"],
    )


@good(
    "t02_judul_terputus_dua_sel.xlsx", "Titles broken by hand over two rows: Ukuran / Keberhasilan, Penanggung / Jawab"
)
def broken_titles(book: Book) -> Expected:
    sheet = book.sheet("Lembar1")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran", "Penanggung", "Target", "Realisasi", "Data", "Rencana"),
        (None, None, "Keberhasilan", "Jawab", "2024", None, "Dukung", "Tindak Lanjut"),
        (1, "Energi terbuka", "Kontrak terbit", "ESDM", "10 kontrak", "4 kontrak", "surat", "Rapat"),
        (2, "Energi terbuka", "Data sumur", "ESDM", "1 data", "-", "-", "-"),
    )
    return said(
        "Lembar1",
        "success_measure target_text achievement_text evidence follow_up",
        (3, "Kontrak terbit", "10 kontrak", "4 kontrak", "surat", "Rapat"),
        (4, "Data sumur", "1 data", None, None, None),
        commitment_title="Energi terbuka",
        lead_agencies=["ESDM"],
        target_year=2024,
    )


@good(
    "t03_peran_dalam_kurung.xlsx", "KPU (utama), Bawaslu (pendukung); K/L and OMS under labels in lines", accepted="any"
)
def roles_in_brackets(book: Book) -> Expected:
    sheet = book.sheet("Pelaksana")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Aksi", "Pelaksana", "Keluaran"),
        (1, "Pemilu terbuka", "Satu", "K/L:\n- KPU\n- Bawaslu\nOMS:\n- Perludem", "1 data"),
        (2, "Pemilu terbuka", "Dua", "Penanggung Jawab : KPU\nTerkait : Kemendagri; Polri", "1 data"),
        (3, "Hukum terbuka", "Tiga", "BPHN, Kemenkumham", "1 data"),
        (4, "Hukum terbuka", "Empat", "Ketua: Mahkamah Agung; Anggota: Kejaksaan Agung, Polri", "1 data"),
    )
    return said(
        "Pelaksana",
        "milestone lead_agencies supporting csos",
        (2, "Satu", ["KPU", "Bawaslu"], None, ["Perludem"]),
        (3, "Dua", ["KPU"], ["Kemendagri", "Polri"], None),
        (4, "Tiga", ["BPHN", "Kemenkumham"], None, None),
        (5, "Empat", ["Mahkamah Agung"], ["Kejaksaan Agung", "Polri"], None),
    )


@good(
    "t04_komitmen_label_di_dalam_tabel.xlsx",
    "Komitmen and its title in two cells between the rows, then the agency likewise",
    accepted="any",
)
def labels_inside(book: Book) -> Expected:
    sheet = book.sheet("Kemenkeu")
    fill(
        sheet,
        "A1",
        ("LAPORAN B12 TAHUN 2024",),
        ("No", "Ukuran Keberhasilan", "Target", "Capaian", "%"),
        ("Komitmen 1", "Keterbukaan APBN"),
        (1, "APBN ringkas terbit", "4 dokumen", "4 dokumen", 100),
        (2, "Data belanja terbit", "1 data", "Draf", 30),
        ("Komitmen 2", "Keterbukaan hibah"),
        (1, "Data hibah terbit", "1 data", "-", 0),
    )
    return said(
        "Kemenkeu",
        "commitment_number commitment_title success_measure target_text achievement_text percent",
        (4, "1", "Keterbukaan APBN", "APBN ringkas terbit", "4 dokumen", "4 dokumen", 100),
        (5, "1", "Keterbukaan APBN", "Data belanja terbit", "1 data", "Draf", 30),
        (7, "2", "Keterbukaan hibah", "Data hibah terbit", "1 data", None, 0),
        lead_agencies=["Kemenkeu"],
        period="2024-B12",
    )


@good(
    "t05_catatan_di_tengah.xlsx",
    "Notes of the secretariat between groups, merged across; a legend line above the table",
    must_not_import=["mohon dilengkapi", "Hijau ="],
)
def notes_between(book: Book) -> Expected:
    sheet = book.sheet("Draf 2")
    fill(
        sheet,
        "A1",
        ("Hijau = selesai; Kuning = proses; Merah = belum",),
        ("No", "Komitmen", "Kegiatan", "Instansi", "Target 2024", "Capaian"),
        (1, "Laut terbuka", "Data kapal", "KKP", "1 data", "terbit"),
        ("Catatan: mohon dilengkapi oleh KKP sebelum 10 Juli 2024",),
        (2, "Hutan terbuka", "Data izin", "KLHK", "1 data", "uji coba"),
        (3, "Hutan terbuka", "Data adat", "KLHK", "1 data", None),
    )
    sheet.merge("A1:F1", "A4:F4")
    return said(
        "Draf 2",
        "commitment_title milestone target_text achievement_text",
        (3, "Laut terbuka", "Data kapal", "1 data", "terbit"),
        (5, "Hutan terbuka", "Data izin", "1 data", "uji coba"),
        (6, "Hutan terbuka", "Data adat", "1 data", None),
        target_year=2024,
    )


@good("t06_tabel_kl_lalu_tabel_oms.xlsx", "A table of the ministries, below it one of the CSOs with columns of its own")
def ministry_then_cso(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 5")
    fill(
        sheet,
        "A1",
        ("Komitmen 5. Layanan aduan terpadu",),
        ("LAPORAN K/L",),
        ("No", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Realisasi", "Status"),
        (1, "Aduan dijawab", "KemenPANRB", "90 persen", "85 persen", "Sedang berjalan"),
        (2, "Rekap terbit", "Ombudsman RI", "12 rekap", "12 rekap", "Selesai"),
        (),
        ("LAPORAN OMS",),
        ("No", "Ukuran Keberhasilan", "OMS", "Temuan", "Capaian", "Status"),
        (1, "Aduan dijawab", "YAPPIKA", "Jawaban normatif", "Kurang", "Sedang berjalan"),
    )
    return [
        *said(
            "Komitmen 5",
            "success_measure lead_agencies target_text achievement_text status",
            (4, "Aduan dijawab", ["KemenPANRB"], "90 persen", "85 persen", "Sedang berjalan"),
            (5, "Rekap terbit", ["Ombudsman RI"], "12 rekap", "12 rekap", "Selesai"),
            commitment_number="5",
            commitment_title="Layanan aduan terpadu",
        ),
        *said(
            "Komitmen 5",
            "success_measure csos achievement_text status",
            (9, "Aduan dijawab", ["YAPPIKA"], "Kurang", "Sedang berjalan"),
            commitment_number="5",
            commitment_title="Layanan aduan terpadu",
        ),
    ]


@good("t07_ta_dan_fy.xlsx", "TA 2023 and T.A. 2024 over target and realisation; a column letter row A, B, C")
def budget_years(book: Book) -> Expected:
    sheet = book.sheet("Renstra")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Indikator Keberhasilan", "Unit Kerja", "TA 2023", None, "T.A. 2024", None),
        (*(None,) * 4, *("Target", "Realisasi") * 2),
        ("A", "B", "C", "D", "E", "F", "G", "H"),
        (1, "Bahasa terbuka", "Korpus terbit", "Badan Bahasa", "1 korpus", "1 korpus", "2 korpus", None),
        (2, "Naskah terbuka", "Naskah digital", "Perpusnas", "-", "-", "1.000 naskah", "750 naskah"),
    )
    sheet.merge("E1:F1", "G1:H1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Renstra",
        "commitment_title target_year target_text achievement_text",
        (4, "Bahasa terbuka", 2023, "1 korpus", "1 korpus"),
        (4, "Bahasa terbuka", 2024, "2 korpus", None),
        (5, "Naskah terbuka", 2024, "1.000 naskah", "750 naskah"),
    )


@good("t08_judul_persen_beragam.xlsx", "%\\nCapaian, Capaian (persen), Progres Fisik (%) on three sheets")
def titles_of_percentages(book: Book) -> Expected:
    expected: Expected = []
    for name, title in (
        ("A", "%\nCapaian"),
        ("B", "Capaian\n(persen)"),
        ("C", "Progress Fisik (%)"),
        ("D", "Capaian Kinerja\n(%)"),
    ):
        fill(
            book.sheet(name),
            "A1",
            ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Uraian Capaian", title),
            (1, f"Data {name}", "Satu", "BPS", "1 data", "terbit", 100),
            (2, f"Data {name}", "Dua", "BPS", "2 data", "uji", "37,5"),
        )
        expected += said(
            name,
            "milestone achievement_text percent",
            (2, "Satu", "terbit", 100),
            (3, "Dua", "uji", 37.5),
            commitment_title=f"Data {name}",
        )
    return expected


@good(
    "t09_periode_di_baris_dan_lembar.xlsx",
    "Sheets B04, B08, B12, the year in A1 as a number, recap last",
    must_not_import=["Rekap total"],
)
def periods_by_sheet(book: Book) -> Expected:
    expected: Expected = []
    for name, percent in (("B04", 20), ("B08", 55), ("B12", 90)):
        fill(
            book.sheet(name),
            "A1",
            ("Tahun", 2024),
            ("No", "Aksi HAM", "Ukuran Keberhasilan", "Penanggung Jawab", "Capaian (%)", "Data Dukung"),
            (1, "Layanan difabel", "Pedoman terbit", "Kemensos", percent, "Surat"),
            (2, "Bantuan hukum", "OBH bertambah", "BPHN", percent + 5, None),
        )
        expected += said(
            name,
            "success_measure percent",
            (3, "Pedoman terbit", percent),
            (4, "OBH bertambah", percent + 5),
            period=f"2024-{name}",
            target_year=2024,
        )
    fill(
        book.sheet("Rekap"),
        "A1",
        ("Aksi HAM", "B04", "B08", "B12"),
        ("Layanan difabel", 20, 55, 90),
        ("Rekap total", 22, 57, 92),
    )
    return expected


@good("t10_nomor_ukuran_di_kolom_no.xlsx", "1.a, 1.b and 2.a in the number column, titles merged beside them")
def lettered_numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Instansi", "Target", "Keterangan"),
        ("1.a", "Desa terbuka", "APBDes terbit", "Kemendesa PDTT", "70.000 desa", "Lanjutan"),
        ("1.b", None, "Musdes terbuka", None, "70.000 desa", None),
        ("2.a", "Kota terbuka", "APBD terbit", "Kemendagri", "98 kota", None),
    )
    sheet.merge("B2:B3", "D2:D3")
    return said(
        "Matriks",
        "commitment_title success_measure lead_agencies target_text notes",
        (2, "Desa terbuka", "APBDes terbit", ["Kemendesa PDTT"], "70.000 desa", "Lanjutan"),
        (3, "Desa terbuka", "Musdes terbuka", ["Kemendesa PDTT"], "70.000 desa", None),
        (4, "Kota terbuka", "APBD terbit", ["Kemendagri"], "98 kota", None),
    )


@good(
    "t11_tanggal_realisasi.xlsx",
    "Target date and date of realisation; months in mixed languages; a weekly note",
    accepted="any",
)
def real_dates(book: Book) -> Expected:
    sheet = book.sheet("Timeline")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Tahapan", "Pelaksana", "Tanggal Target", "Tanggal Realisasi", "Status", "Catatan"),
        (1, "Paten terbuka", "Kajian", "BRIN", "15 Mei 2024", "20 Mei 2024", "Selesai", "Terlambat 5 hari"),
        (2, "Paten terbuka", "Uji", "BRIN", day(2024, 8, 30, "d mmm yyyy"), None, "Proses", None),
        (3, "Paten terbuka", "Rilis", "BRIN", "Okt'24", None, "Belum", None),
    )
    return said(
        "Timeline",
        "milestone due_date status notes",
        (2, "Kajian", "2024-05-15", "Selesai", "Terlambat 5 hari"),
        (3, "Uji", "2024-08-30", "Proses", None),
        (4, "Rilis", "any", "Belum", None),
        commitment_title="Paten terbuka",
    )


@good(
    "t12_realisasi_ya_tidak.xlsx", "B06 and B12 over Target, Realisasi and Kendala; numbers as text and as number mixed"
)
def three_under_b(book: Book) -> Expected:
    sheet = book.sheet("Aksi PPK 2023")
    fill(
        sheet,
        "A3",
        ("No", "Aksi", "Kriteria Keberhasilan", "Ukuran Keberhasilan", "K/L", "B06", None, None, "B12", None, None),
        (*(None,) * 5, *("Target", "Realisasi", "Kendala") * 2),
        (1, "Izin terbuka", "Izin cepat", "Waktu izin", "BKPM", 14, "16", "SDM", 7, 7, "-"),
        (2, "Pajak terbuka", "Data jelas", "Data terbit", "Kemenkeu", "1", 1, None, "2", None, "Regulasi"),
    )
    sheet.merge("F3:H3", "I3:K3", *(f"{c}3:{c}4" for c in "ABCDE"))
    return said(
        "Aksi PPK 2023",
        "success_measure period target_text achievement_text obstacles",
        (5, "Waktu izin", "2023-B06", "14", "16", "SDM"),
        (5, "Waktu izin", "2023-B12", "7", "7", None),
        (6, "Data terbit", "2023-B06", "1", "1", None),
        (6, "Data terbit", "2023-B12", "2", None, "Regulasi"),
    )


@good(
    "t13_satu_komitmen_tanpa_judul_tabel.xlsx",
    "The name of the commitment in a long heading of the sheet, a letter number, a status date",
    accepted="any",
)
def heading_with_commitment(book: Book) -> Expected:
    sheet = book.sheet("Lampiran Surat")
    fill(
        sheet,
        "A1",
        ("Lampiran Surat Sekjen Nomor 123/S/VII/2024",),
        ("Matriks Target Capaian Komitmen 8: Keterbukaan Data Lingkungan Hidup",),
        ("Status per 30 Juni 2024",),
        (),
        ("No", "Ukuran Keberhasilan", "Kegiatan", "Unit Penanggung Jawab", "Target 2024", "Capaian s.d. B06", "%"),
        (1, "Amdal terbit", "Unggah ringkasan", "Ditjen PKTL", "200 dok", "64 dok", 32),
        (None, None, "Pelatihan", "Ditjen PKTL", "2 kali", "2 kali", 100),
    )
    sheet.merge("A6:A7", "B6:B7")
    return said(
        "Lampiran Surat",
        "success_measure milestone percent",
        (6, "Amdal terbit", "Unggah ringkasan", 32),
        (7, "Amdal terbit", "Pelatihan", 100),
        commitment_number="8",
        commitment_title="Keterbukaan Data Lingkungan Hidup",
    )


@good(
    "t14_kolom_berselang_kosong.xlsx",
    "Empty spacer columns, merged data cells over two columns, totals in the middle",
    must_not_import=["Sub total"],
)
def spacers(book: Book) -> Expected:
    sheet = book.sheet("Format lama")
    fill(
        sheet,
        "A4",
        ("No", "Komitmen", None, "Kegiatan", None, "Penanggung Jawab", None, "Target", "Realisasi"),
        (1, "Bandara terbuka", None, "Data delay", None, "Kemenhub", None, "12 rilis", "10 rilis"),
        (2, "Bandara terbuka", None, "Data slot", None, "Kemenhub", None, "4 rilis", "4 rilis"),
        (None, "Sub total", None, None, None, None, None, "16", "14"),
        (3, "Pelabuhan terbuka", None, "Data sandar", None, "Kemenhub", None, "12 rilis", None),
    )
    for row in range(4, 9):
        sheet.merge(*(f"{a}{row}:{b}{row}" for a, b in ("BC", "DE", "FG")))
    return said(
        "Format lama",
        "commitment_title milestone target_text achievement_text",
        (5, "Bandara terbuka", "Data delay", "12 rilis", "10 rilis"),
        (6, "Bandara terbuka", "Data slot", "4 rilis", "4 rilis"),
        (8, "Pelabuhan terbuka", "Data sandar", "12 rilis", None),
        lead_agencies=["Kemenhub"],
    )


@good(
    "t15_hasil_reviu_oms.xlsx",
    "K/L's text and the CSO's review with status each, percentages by format",
    accepted="any",
)
def review(book: Book) -> Expected:
    sheet = book.sheet("Reviu")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", None, "OMS", None),
        (None, None, None, "Capaian", "%", "Capaian", "%"),
        (1, "Data pangan terbuka", "Stok terbit", "Terbit bulanan", pct(0.9), "Tidak rutin", pct(0.5)),
        (2, "Data pupuk terbuka", "Alokasi terbit", "Terbit", pct(1), None, None),
    )
    sheet.merge("D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2")
    return said(
        "Reviu",
        "commitment_title reporter achievement_text percent",
        (3, "Data pangan terbuka", "K/L", "Terbit bulanan", 90),
        (3, "Data pangan terbuka", "OMS", "Tidak rutin", 50),
        (4, "Data pupuk terbuka", "K/L", "Terbit", 100),
    )


@good(
    "t16_tahapan_bernomor_di_kolom_aksi.xlsx",
    "1) 2) 3) steps in one cell with deadlines for each in another, outputs too",
)
def steps_in_a_cell(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    steps = "1) Kajian\n2) Uji coba\n3) Peluncuran"
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Rencana Aksi", "PJ", "Target", "Capaian"),
        (1, "Perizinan terbuka", "Portal izin", steps, "BKPM", "1 portal", "Kajian selesai"),
        (2, "Investasi terbuka", "Data investasi", "Publikasi", "BKPM", "4 rilis", "2 rilis"),
    )
    return said(
        "Renaksi",
        "commitment_title success_measure milestone target_text achievement_text",
        (2, "Perizinan terbuka", "Portal izin", steps, "1 portal", "Kajian selesai"),
        (3, "Investasi terbuka", "Data investasi", "Publikasi", "4 rilis", "2 rilis"),
    )


@good(
    "t17_lembar_sampul_dan_kode.xlsx",
    "A cover with period and ministry, sheets Bagian 1 and Bagian 2, a glossary",
    must_not_import=["Singkatan", "Kepanjangan"],
)
def cover(book: Book) -> Expected:
    fill(
        book.sheet("Cover"),
        "B2",
        ("LAPORAN KOMITMEN OGI",),
        ("Kementerian/Lembaga", "Kementerian Perhubungan"),
        ("Periode", "B06"),
        ("Tahun", "2024"),
    )
    expected: Expected = []
    for part, title in ((1, "Angkutan terbuka"), (2, "Tarif terbuka")):
        name = f"Bagian {part}"
        fill(
            book.sheet(name),
            "A1",
            ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian", "Status"),
            (1, title, "Data terbit", "1 data", "terbit", "Selesai"),
            (2, title, "API terbit", "1 API", None, "Belum"),
        )
        expected += said(
            name,
            "success_measure target_text status",
            (2, "Data terbit", "1 data", "Selesai"),
            (3, "API terbit", "1 API", "Belum"),
            commitment_title=title,
            lead_agencies=["Kemenhub"],
            period="2024-B06",
        )
    fill(
        book.sheet("Glosarium"),
        "A1",
        ("Singkatan", "Kepanjangan"),
        ("UK", "Ukuran Keberhasilan"),
        ("RTL", "Rencana Tindak Lanjut"),
    )
    return expected


@good("t18_english_year_blocks.xlsx", "Year 1 (2023) and Year 2 (2024) over Target, Result, Status")
def year_blocks(book: Book) -> Expected:
    sheet = book.sheet("Results framework")
    fill(
        sheet,
        "A1",
        ("Commitment", "Indicator", "Responsible institution", "2023", None, None, "2024", None, None),
        (None, None, None, *("Target", "Result", "Status") * 2),
        (
            "Open budget",
            "Citizen budget published",
            "Kemenkeu",
            "1 document",
            "1 document",
            "Completed",
            "2 documents",
            "1 document",
            "In progress",
        ),
        ("Open courts", "Verdicts online", "Mahkamah Agung", "n/a", "n/a", "n/a", "100 courts", None, "Not started"),
    )
    sheet.merge("D1:F1", "G1:I1", "A1:A2", "B1:B2", "C1:C2")
    return said(
        "Results framework",
        "commitment_title target_year target_text achievement_text status",
        (3, "Open budget", 2023, "1 document", "1 document", "Completed"),
        (3, "Open budget", 2024, "2 documents", "1 document", "In progress"),
        (4, "Open courts", 2024, "100 courts", None, "Not started"),
    )


BUILDERS: list[Builder] = [
    bilingual_rows,
    broken_titles,
    roles_in_brackets,
    labels_inside,
    notes_between,
    ministry_then_cso,
    budget_years,
    titles_of_percentages,
    periods_by_sheet,
    lettered_numbers,
    real_dates,
    three_under_b,
    heading_with_commitment,
    spacers,
    review,
    steps_in_a_cell,
    cover,
    year_blocks,
]

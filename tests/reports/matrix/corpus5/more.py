"""A second blind round over the same sentences, each joined with another one."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.bad_files import workbook
from tests.reports.matrix.corpus2.making import Expected, bad, fill, good, said
from tests.reports.matrix.corpus5.tables import AID, COMPLAINTS, ELECTION, FOREST, JUSTICE, PROCUREMENT


@good("kk01_b_dua_tahun.xlsx", "Years over B06 | B12 over Target | Capaian (%), commitments merged, (1) below")
def years_over_b_months(book: Book) -> Expected:
    sheet = book.sheet("Stranas")
    fill(
        sheet,
        "B2",
        ("No", "Komitmen", "Indikator", "PJ", 2023, None, None, None, 2024, None, None, None),
        (None, None, None, None, "B06", None, "B12", None, "B06", None, "B12", None),
        (None, None, None, None, *("Target", "Capaian (%)") * 4),
        tuple(f"({n})" for n in range(1, 13)),
        (1, AID, "Kanal", "Kemensos", "draf", 100, "uji", "75 %", "buka", "-", "10 kab", None),
        (None, None, "Rekap", "Kemensos", "1", pct(1.1), None, None, None, None, "500 desa", None),
    )
    sheet.merge("F2:I2", "J2:M2", "F3:G3", "H3:I3", "J3:K3", "L3:M3", "B6:B7", "C6:C7")
    sheet.merge(*(f"{c}2:{c}4" for c in "BCDE"))
    return said(
        "Stranas",
        "success_measure period target_text percent",
        (6, "Kanal", "2023-B06", "draf", 100),
        (6, "Kanal", "2023-B12", "uji", 75),
        (6, "Kanal", "2024-B06", "buka", None),
        (6, "Kanal", "2024-B12", "10 kab", None),
        (7, "Rekap", "2023-B06", "1", 110),
        (7, "Rekap", "2024-B12", "500 desa", None),
        commitment_title=AID,
    )


@good(
    "kk02_panjang_periode.xlsx",
    "Long: Tahun and Periode columns with TW, Semester, B; the same measure is no duplicate",
)
def long_periods(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        (
            "Tahun",
            "Periode",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Penanggung Jawab",
            "Target",
            "Realisasi",
            "Persentase Capaian",
        ),
        (2023, "TW I", ELECTION, "Portal", "KPU", "draf", "draf", "100%"),
        ("2023", "Triwulan II", ELECTION, "Portal", "KPU", "uji", "uji", "100%"),
        (2024.0, "Semester 1", ELECTION, "Portal", "KPU", "aktif", None, "0%"),
        (2024, "B09", ELECTION, "Portal", "KPU", "ramai", "-", "n/a"),
    )
    return said(
        "Data",
        "target_year period target_text achievement_text percent",
        (2, 2023, "2023-Q1", "draf", "draf", 100),
        (3, 2023, "2023-Q2", "uji", "uji", 100),
        (4, 2024, "2024-S1", "aktif", None, 0),
        (5, 2024, "2024-B09", "ramai", None, None),
        success_measure="Portal",
    )


@good("kk03_lembar_tahun.xlsx", "One sheet per year, target without a year, a recap sheet that counts")
def sheets_of_years(book: Book) -> Expected:
    expected: Expected = []
    for year in (2023, 2024):
        sheet = book.sheet(f"Target {year}")
        fill(
            sheet,
            "A1",
            ("No.", "Nama Komitmen", "Indikator Kinerja", "Target Kinerja", "Satuan", "Unit Kerja Penanggung Jawab"),
            (1, JUSTICE, "Standar layanan", "1", "dokumen", "BPHN"),
            (2, FOREST, "Ringkasan Amdal", "200", "dokumen", "KLHK"),
        )
        expected += said(
            f"Target {year}",
            "commitment_title success_measure unit lead_agencies",
            (2, JUSTICE, "Standar layanan", "dokumen", ["BPHN"]),
            (3, FOREST, "Ringkasan Amdal", "dokumen", ["KLHK"]),
            target_year=year,
        )
    return expected


@good("kk04_butir_dan_target_tunggal.xlsx", "1. 2. measures with numbered targets and numbered percents and states")
def numbered_everything(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target 2024", "Capaian", "Capaian (%)", "Status", "PJ"),
        (
            2,
            PROCUREMENT,
            "1. Dashboard aktif\n2. Pedoman terbit",
            "1. 1 dashboard\n2. 1 pedoman",
            "1. Purwarupa\n2. Pedoman final",
            "1. 60%\n2. 100%",
            "1. Proses\n2. Selesai",
            "LKPP",
        ),
    )
    return said(
        "Matriks",
        "success_measure target_text achievement_text percent status_class",
        (2, "Dashboard aktif", "1 dashboard", "Purwarupa", 60, "in_progress"),
        (2, "Pedoman terbit", "1 pedoman", "Pedoman final", 100, "completed"),
        commitment_title=PROCUREMENT,
        target_year=2024,
    )


@good(
    "kk05_ulang_di_tengah_kelompok.xlsx",
    "Header again amid a group, Halaman lines, subtotal, blank rows, Roman section lines",
    must_not_import=["Halaman", "Subtotal"],
)
def page_breaks(book: Book) -> Expected:
    sheet = book.sheet("Cetak")
    head = ("No", "Rencana Aksi", "Instansi Pelaksana", "Target", "Realisasi", "Capaian (%)")
    fill(
        sheet,
        "A1",
        ("MATRIKS CAPAIAN RAN OGI TAHUN 2023",),
        (),
        head,
        (f"Komitmen III. {AID}",),
        (1, "Uji coba", "Kemensos", "10 kab", "8 kab", "80 %"),
        ("Halaman 1",),
        (),
        head,
        (2, "Rekap", "Kemensos, Kemendagri", "500 desa", "120 desa", "24%"),
        (None, "Subtotal", None, None, None, "52%"),
        (f"Komitmen IV. {JUSTICE}",),
        (1, "Standar", "BPHN", "1 standar", None, "-"),
    )
    sheet.merge("A4:F4", "A11:F11")
    return said(
        "Cetak",
        "commitment_number commitment_title milestone lead_agencies target_text achievement_text percent",
        (5, "3", AID, "Uji coba", ["Kemensos"], "10 kab", "8 kab", 80),
        (9, "3", AID, "Rekap", ["Kemensos", "Kemendagri"], "500 desa", "120 desa", 24),
        (12, "4", JUSTICE, "Standar", ["BPHN"], "1 standar", None, None),
        target_year=2023,
    )


@good("kk06_pelapor_gabung.xlsx", "K/L and OMS rows below one merged measure and target; percent of each")
def reporters(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "Capaian", "Capaian (%)", "Status", "Bukti Dukung"),
        (1, ELECTION, "Portal aktif", "K/L", "Portal aktif", 100, "Tercapai", "https://kpu.go.id"),
        (None, None, None, "OMS", "Belum semua data", 60, "Belum tercapai", "-"),
        (2, COMPLAINTS, "Rekap terbit", "K/L", "Rekap TW I", 50, "Dalam Proses", None),
        (None, None, None, "OMS", "-", "n/a", "-", None),
    )
    sheet.merge(*(f"{c}{n}:{c}{n + 1}" for c in "ABC" for n in (2, 4)))
    return said(
        "Matriks",
        "commitment_title success_measure reporter achievement_text percent status evidence",
        (2, ELECTION, "Portal aktif", "K/L", "Portal aktif", 100, "Tercapai", "https://kpu.go.id"),
        (3, ELECTION, "Portal aktif", "OMS", "Belum semua data", 60, "Belum tercapai", None),
        (4, COMPLAINTS, "Rekap terbit", "K/L", "Rekap TW I", 50, "Dalam Proses", None),
        (5, COMPLAINTS, "Rekap terbit", "OMS", None, None, None, None),
    )


@good("kk07_dua_kolom_instansi.xlsx", "Two agency columns with ; lists whose names contain commas; Q2-Q3; narrative")
def agency_lists(book: Book) -> Expected:
    sheet = book.sheet("Matriks RAN")
    story = "\n".join(f"- langkah ke {n} dilaksanakan" for n in range(1, 13))
    fill(
        sheet,
        "B1",
        ("RENCANA AKSI NASIONAL 2024-2025",),
        (),
        tuple(range(1, 9)),
        (
            "No",
            "Komitmen",
            "Kegiatan",
            "Penanggung Jawab",
            "Instansi Terkait",
            "Tenggat",
            "Uraian Capaian",
            "Keterangan",
        ),
        (
            1,
            AID,
            "Rekap desa",
            "Kementerian Desa, PDT, dan Transmigrasi; Kementerian Sosial",
            "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi; Kementerian PPN/Bappenas",
            "Q2-Q3 2024",
            story,
            None,
        ),
        (2, AID, "Kanal", "Kementerian Sosial", "-", "30 Juni 2026", "- belum ada kendala", "-"),
    )
    return said(
        "Matriks RAN",
        "milestone lead_agencies supporting due_date achievement_text notes",
        (
            5,
            "Rekap desa",
            ["Kementerian Desa, PDT, dan Transmigrasi", "Kemensos"],
            ["KemenPANRB", "Bappenas"],
            None,
            story,
            None,
        ),
        (6, "Kanal", ["Kemensos"], None, "2026-06-30", "- belum ada kendala", None),
    )


@good("kk08_utama_pendukung_mitra.xlsx", "Leaf titles Utama, Pendukung, Mitra without a group; TW over percent of plan")
def bare_leaves(book: Book) -> Expected:
    sheet = book.sheet("Monev 2024")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Tahapan Kegiatan",
            "Utama",
            "K/L Pendukung",
            "Mitra Pembangunan",
            "Progres (%)",
            None,
            "Ket.",
        ),
        (None, None, None, None, None, None, "TW I", "TW II", None),
        (1, FOREST, "Publikasi Amdal", "KLHK", "ATR/BPN", "ICEL dan Auriga", "25,5%", 50, None),
        (2, FOREST, "Publikasi izin", "KLHK", None, "PWYP", "-", "± 40%", "menunggu"),
    )
    sheet.merge("G1:H1", *(f"{c}1:{c}2" for c in "ABCDEFI"))
    return said(
        "Monev 2024",
        "milestone lead_agencies supporting csos period percent",
        (3, "Publikasi Amdal", ["KLHK"], ["ATR/BPN"], ["ICEL", "Auriga"], "2024-Q1", 25.5),
        (3, "Publikasi Amdal", ["KLHK"], ["ATR/BPN"], ["ICEL", "Auriga"], "2024-Q2", 50),
        (4, "Publikasi izin", ["KLHK"], None, ["PWYP"], "2024-Q2", None),
    )


@good(
    "kk09_formulir_dua_lembar.xlsx",
    "OGP form in Indonesian on two sheets, milestones numbered, private contact, empty lines",
    must_not_import=["Siti", "0813"],
    accepted="any",
)
def forms(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead in ((2, PROCUREMENT, "LKPP"), (6, FOREST, "KLHK")):
        name = f"Komitmen {number}"
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            (f"KOMITMEN {number}",),
            ("Judul Komitmen", title),
            ("Penanggung Jawab", lead),
            ("Instansi Terkait", "Bappenas"),
            ("OMS", "ICW; ICEL"),
            ("Periode Pelaksanaan", "2023-2024"),
            (),
            ("No", "Tahapan", "Mulai", "Selesai", "Keluaran"),
            (1, "Penyusunan", day(2023, 1, 2), "Juni 2023", "1 rancangan"),
            (2, "Publikasi", "Juli 2023", day(2024, 12, 31), "1 portal"),
            (),
            ("Nama PIC", "Siti Aminah"),
            ("No. HP", "0813-0000"),
        )
        expected += said(
            name,
            "milestone start_date due_date target_text",
            (9, "Penyusunan", "2023-01-02", None, "1 rancangan"),
            (10, "Publikasi", "any", "2024-12-31", "1 portal"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
            supporting=["Bappenas"],
            csos=["ICW", "ICEL"],
        )
    return expected


@good("kk10_hasil_dan_output.xlsx", "Output and Hasil as titles, Progres in words, Issues and Next steps, Link")
def other_words(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        (
            "No.",
            "Commitment title",
            "Success measure",
            "Responsible agency",
            "Expected output",
            "Progress",
            "% complete",
            "Issues",
            "Next steps",
            "Link",
            "Due date",
        ),
        (
            1,
            "Election data",
            "Portal live",
            "KPU",
            "1 portal",
            "Portal tested",
            "50 percent",
            "Staff",
            "Training",
            "https://kpu.go.id",
            "31/12/2024",
        ),
        (2, "Social aid", "Channel open", "Kemensos", "1 channel", "n/a", ">50%", "-", None, "#", "Q1"),
    )
    return said(
        "Laporan",
        "commitment_title success_measure lead_agencies target_text achievement_text percent obstacles follow_up"
        " due_date",
        (
            2,
            "Election data",
            "Portal live",
            ["KPU"],
            "1 portal",
            "Portal tested",
            50,
            "Staff",
            "Training",
            "2024-12-31",
        ),
        (3, "Social aid", "Channel open", ["Kemensos"], "1 channel", None, None, None, None, None),
    )


@good(
    "kk11_persen_gabung.xlsx", "A percent and a note merged over a group belong to its first row only", accepted="any"
)
def merged_values(book: Book) -> Expected:
    sheet = book.sheet("Lampiran")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "PJ", "Rencana Aksi", "Target", "Capaian (%)", "Keterangan"),
        (1, ELECTION, "KPU", "Integrasi", "Renstra", 40, "gabungan"),
        (None, None, None, "Konsolidasi", "1 basis data", None, None),
        (2, AID, "Kemensos", "Kanal", "1 kanal", 80, None),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "F2:F3", "G2:G3")
    return said(
        "Lampiran",
        "commitment_title lead_agencies milestone target_text percent notes",
        (2, ELECTION, ["KPU"], "Integrasi", "Renstra", 40, "gabungan"),
        (3, ELECTION, ["KPU"], "Konsolidasi", "1 basis data", None, None),
        (4, AID, ["Kemensos"], "Kanal", "1 kanal", 80, None),
    )


@good("kk12_capaian_target_realisasi.xlsx", "Capaian over Target | Realisasi | %, one year in the title, units apart")
def over_capaian(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        ("Laporan Capaian RAN OGI VII",),
        ("Tahun 2024",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Satuan", "Capaian", None, None, "Instansi Penanggung Jawab"),
        (None, None, None, None, "Target", "Realisasi", "%", None),
        (1, AID, "Desa terbuka", "desa", 500, 120, 24, "Kemensos"),
        (2, FOREST, "Amdal terbit", "dokumen", "1.000", "1.250", "125%", "KLHK"),
    )
    sheet.merge("E4:G4", *(f"{c}4:{c}5" for c in "ABCDH"))
    return said(
        "Sheet1",
        "success_measure unit target_text achievement_text percent lead_agencies",
        (6, "Desa terbuka", "desa", "500", "120", 24, ["Kemensos"]),
        (7, "Amdal terbit", "dokumen", "1.000", "1.250", 125, ["KLHK"]),
        target_year=2024,
    )


@bad(
    "kk13_lebar_salah.xlsx",
    "A wrong percent and #DIV/0! in a wide table below three header rows",
    "percent_out_of_range",
    other_topics=["error_value_in_cell"],
    error_cells=["Matriks!E4", "Matriks!G4"],
)
def wide_troubles() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", 2023, None, 2024, None),
        (None, None, None, "Target", "Capaian (%)", "Target", "Capaian (%)"),
        (1, ELECTION, "Portal", "1", 50, "2", 60),
        (2, AID, "Kanal", "1", -20, "2", None),
    )
    cell = sheet.worksheet["G4"]
    cell.value, cell.data_type = "#DIV/0!", "e"
    sheet.merge("D1:E1", "F1:G1")
    return book.data()


@bad(
    "kk14_tanggal_mulai.xlsx",
    "No such day at the start, a bare fraction beside it",
    "invalid_date",
    other_topics=["ambiguous_percent"],
    error_cells=["Matriks!E2", "Matriks!G3"],
)
def start() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Tanggal Mulai", "Tenggat", "Capaian (%)"),
        (1, ELECTION, "Portal", "KPU", "30/02/2024", "31 Desember 2024", 50),
        (2, AID, "Kanal", "Kemensos", "1 Maret 2024", "Desember 2024", 0.75),
    )


@bad("kk15_dua_kolom_tenggat.xlsx", "Two deadlines that disagree", "ambiguous_header")
def two_deadlines() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Batas Waktu", "Tenggat"),
        (1, ELECTION, "Portal", "KPU", "Juni 2024", "Desember 2024"),
        (2, AID, "Kanal", "Kemensos", "Mei 2024", "Juni 2024"),
    )


@bad("kk16_indikator_kota.xlsx", "A contact list and a budget on two sheets", "no_recognisable_header")
def other_matters() -> bytes:
    book = Book()
    fill(
        book.sheet("Kontak"),
        "A1",
        ("No", "Nama", "Instansi", "E-mail", "No. HP"),
        (1, "Peserta 1", "KPU", "a@b.id", "08"),
    )
    fill(book.sheet("Pagu"), "A1", ("Kode", "Uraian", "Pagu"), ("1", "Rapat", 10), ("2", "Cetak", 20))
    return book.data()


GOOD: list[Builder] = [
    years_over_b_months,
    long_periods,
    sheets_of_years,
    numbered_everything,
    page_breaks,
    reporters,
    agency_lists,
    bare_leaves,
    forms,
    other_words,
    merged_values,
    over_capaian,
]
BAD: list[Builder] = [wide_troubles, start, two_deadlines, other_matters]

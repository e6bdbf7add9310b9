"""Ninth round: more submissions with several troubles each (matrix.md, sections 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("gg01_komdigi.xlsx", "Label block, section lines, K/L and OMS rows merged over each measure, states with signs")
def digital(book: Book) -> Expected:
    sheet = book.sheet("Komdigi")
    fill(
        sheet,
        "A1",
        ("Nama Instansi : Kementerian Komunikasi dan Informatika",),
        ("Periode Pelaporan : Semester II Tahun 2024",),
        (),
        ("No", "Ukuran Keberhasilan", "Pelapor", "Capaian", "Status", "Bukti"),
        ("KOMITMEN 7 : KETERBUKAAN DATA PUBLIK",),
        ("7.1", "Portal data aktif", "K/L", "Portal aktif", "✔ Selesai", "data.go.id"),
        (None, None, "OMS", "Data lama", "Proses", None),
        ("7.2", "Kamus data", "K/L", "-", "Belum mulai", "-"),
        (None, None, "OMS", "Belum ada kamus", "Belum mulai", None),
    )
    sheet.merge("A5:F5", "A6:A7", "B6:B7", "A8:A9", "B8:B9")
    return said(
        "Komdigi",
        "success_measure reporter achievement_text status_class evidence",
        (6, "Portal data aktif", "K/L", "Portal aktif", "completed", "data.go.id"),
        (7, "Portal data aktif", "OMS", "Data lama", "in_progress", None),
        (8, "Kamus data", "K/L", None, "not_started", None),
        (9, "Kamus data", "OMS", "Belum ada kamus", "not_started", None),
        commitment_number="7",
        commitment_title="KETERBUKAAN DATA PUBLIK",
        lead_agencies=["Kominfo"],
        period="2024-S2",
    )


@good(
    "gg02_polri_tw.xlsx",
    "Quarters over target/realisation with numbers as text, agency merged, blank rows, footers",
    must_not_import=["Catatan"],
)
def police(book: Book) -> Expected:
    sheet = book.sheet("Polri 2023")
    fill(
        sheet,
        "B3",
        ("No", "Komitmen", "Indikator", "PJ", "TW III", None, "TW IV", None),
        (None, None, None, None, *("Target", "Realisasi") * 2),
        (),
        (1, "Layanan terbuka", "SKCK daring", "Polri", "400 polres", "390 polres", "500 polres", "500 polres"),
        (2, "Perkara terbuka", "SP2HP", None, "100 persen", "85 persen", "100 persen", None),
        (),
        ("Catatan: data Bareskrim",),
    )
    sheet.merge("F3:G3", "H3:I3", "E6:E7", *(f"{c}3:{c}4" for c in "BCDE"))
    return said(
        "Polri 2023",
        "success_measure period target_text achievement_text",
        (6, "SKCK daring", "2023-Q3", "400 polres", "390 polres"),
        (6, "SKCK daring", "2023-Q4", "500 polres", "500 polres"),
        (7, "SP2HP", "2023-Q3", "100 persen", "85 persen"),
        (7, "SP2HP", "2023-Q4", "100 persen", None),
        lead_agencies=["Polri"],
    )


@good(
    "gg03_ma_centang_waktu.xlsx",
    "Schedule as ticks below months, states as ticks in the next group, outputs",
    accepted="any",
)
def courts(book: Book) -> Expected:
    sheet = book.sheet("MA")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Keluaran", "Status", None, None, "Ket"),
        (None, None, None, None, "Belum", "Proses", "Selesai", None),
        (1, "Peradilan terbuka", "Putusan", "1 laman", None, None, "v", "ecourt"),
        (2, "Peradilan terbuka", "Jadwal", "1 laman", None, "v", None, None),
        (3, "Peradilan terbuka", "Biaya", "1 laman", "v", None, None, None),
    )
    sheet.merge("E1:G1", *(f"{c}1:{c}2" for c in "ABCDH"))
    return said(
        "MA",
        "milestone target_text status notes",
        (3, "Putusan", "1 laman", "Selesai", "ecourt"),
        (4, "Jadwal", "1 laman", "Proses", None),
        (5, "Biaya", "1 laman", "Belum", None),
        commitment_title="Peradilan terbuka",
    )


@good(
    "gg04_kpk_stranas.xlsx",
    "Actions, sub-actions, outputs; B03 to B12 in per cent for plan and result; agencies with ;",
)
def corruption(book: Book) -> Expected:
    sheet = book.sheet("Stranas 2023")
    fill(
        sheet,
        "A1",
        ("No", "Aksi", "Sub Aksi", "Instansi", "Target (%)", None, "Capaian (%)", None),
        (None, None, None, None, "B03", "B06", "B03", "B06"),
        (1, "Peta tunggal", "Data kebun", "KLHK; ATR/BPN; BIG", 25, 50, 20, 45),
        (2, "Utilisasi NIK", "NIK bansos", "Kemensos; Kemendagri", 25, 50, 25, None),
    )
    sheet.merge("E1:F1", "G1:H1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Stranas 2023",
        "commitment_title milestone period target_text percent",
        (3, "Peta tunggal", "Data kebun", "2023-B03", "25", 20),
        (3, "Peta tunggal", "Data kebun", "2023-B06", "50", 45),
        (4, "Utilisasi NIK", "NIK bansos", "2023-B03", "25", 25),
        (4, "Utilisasi NIK", "NIK bansos", "2023-B06", "50", None),
    )


@good(
    "gg05_kemenko.xlsx",
    "Coordination: lead/support/CSO columns under Pelaksana, deadlines as quarter text, theme lines",
)
def coordination(book: Book) -> Expected:
    sheet = book.sheet("Kemenko")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Rencana Aksi", "Pelaksana", None, None, "Tenggat", "Keluaran"),
        (None, None, None, "Penanggung Jawab", "Pendukung", "OMS", None, None),
        ("Tema: Ekonomi",),
        (1, "BO terbuka", "Verifikasi", "Kemenkumham", "Kemenkeu dan PPATK", "TII; ICW", "TW IV 2024", "1 sistem"),
        (2, "Pajak terbuka", "Portal", "Kemenkeu", "-", "Seknas FITRA", "30 September 2024", "1 portal"),
        ("Tema: Sosial",),
        (3, "Bansos terbuka", "Sanggah", "Kemensos", "Kemendagri, BPS", "-", "Desember 2024", "1 kanal"),
    )
    sheet.merge("D2:F2", "A4:H4", "A7:H7", *(f"{c}2:{c}3" for c in "ABCGH"))
    return said(
        "Kemenko",
        "theme commitment_title lead_agencies supporting csos target_text",
        (5, "Ekonomi", "BO terbuka", ["Kemenkumham"], ["Kemenkeu", "PPATK"], ["TII", "ICW"], "1 sistem"),
        (6, "Ekonomi", "Pajak terbuka", ["Kemenkeu"], None, ["Seknas FITRA"], "1 portal"),
        (8, "Sosial", "Bansos terbuka", ["Kemensos"], ["Kemendagri", "BPS"], None, "1 kanal"),
    )


@good(
    "gg06_bnpb_satu_baris.xlsx",
    "One commitment, one row; every column there is; a percent above a hundred",
    accepted="any",
)
def single_row(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "Kegiatan",
            "PJ",
            "Instansi Terkait",
            "OMS",
            "Tahun",
            "Periode",
            "Target",
            "Capaian",
            "%",
            "Status",
            "Mulai",
            "Selesai",
            "Kendala",
            "RTL",
            "Data Dukung",
            "Ket",
        ),
        (
            1,
            "Bencana terbuka",
            "Data terbit",
            "Portal",
            "BNPB",
            "BMKG",
            "MediaLink",
            2024,
            "B06",
            "10 data",
            "12 data",
            pct(1.2),
            "Selesai",
            day(2024, 1, 2),
            day(2024, 6, 28),
            "-",
            "Lanjut",
            "laman",
            None,
        ),
    )
    return said(
        "Sheet1",
        "success_measure milestone lead_agencies supporting csos period target_text achievement_text percent status"
        " due_date follow_up evidence",
        (
            2,
            "Data terbit",
            "Portal",
            ["BNPB"],
            ["BMKG"],
            ["MediaLink"],
            "2024-B06",
            "10 data",
            "12 data",
            120,
            "Selesai",
            "2024-06-28",
            "Lanjut",
            "laman",
        ),
        commitment_title="Bencana terbuka",
        start_date="2024-01-02",
        obstacles=None,
    )


@good(
    "gg07_kemendikbud_sekolah.xlsx",
    "Titles with explanations and line breaks, an instruction row, an example row, empty numbered rows",
    must_not_import=["diisi", "Contoh"],
)
def schools(book: Book) -> Expected:
    sheet = book.sheet("Isian")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen\n(pilih)",
            "Ukuran Keberhasilan",
            "Target 2024\n(angka dan satuan)",
            "Realisasi\n(angka dan satuan)",
            "Persentase\n(%)",
            "Status\n(Selesai/Proses/Belum)",
        ),
        (None, "diisi judul", "diisi UK", "diisi angka", "diisi angka", "diisi angka", "pilih dari daftar"),
        ("Contoh", "Data guru", "Data terbit", "1 data", "1 data", "100", "Selesai"),
        (1, "BOS terbuka", "Dasbor terbit", "1 dasbor", "1 dasbor", "100", "Selesai"),
        (2, "BOS terbuka", "Sekolah melapor", "200.000 sekolah", "150.000 sekolah", "75", "Proses"),
        (3,),
        (4,),
    )
    return said(
        "Isian",
        "success_measure target_text achievement_text percent status",
        (4, "Dasbor terbit", "1 dasbor", "1 dasbor", 100, "Selesai"),
        (5, "Sekolah melapor", "200.000 sekolah", "150.000 sekolah", 75, "Proses"),
        commitment_title="BOS terbuka",
    )


@good(
    "gg08_oms_narasi.xlsx",
    "A CSO's narrative table: findings, long cells, no target; commitments by number and title in one cell",
)
def narrative(book: Book) -> Expected:
    sheet = book.sheet("Catatan OMS 2024")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "Instansi", "Perkembangan", "Hambatan", "Rekomendasi"),
        (
            "Komitmen 3 - Bansos terbuka",
            "DTKS terbuka",
            "Kemensos",
            "Data dibuka sebagian.\nPublik belum dapat mengunduh.",
            "Regulasi data pribadi",
            "Buka data agregat",
        ),
        ("Komitmen 5 - Kontrak terbuka", "Kontrak terbit", "ESDM", "Belum ada perkembangan", "-", "Terbitkan SK"),
    )
    return said(
        "Catatan OMS 2024",
        "commitment_number commitment_title lead_agencies achievement_text obstacles follow_up",
        (
            2,
            "3",
            "Bansos terbuka",
            ["Kemensos"],
            "Data dibuka sebagian.\nPublik belum dapat mengunduh.",
            "Regulasi data pribadi",
            "Buka data agregat",
        ),
        (3, "5", "Kontrak terbuka", ["ESDM"], "Belum ada perkembangan", None, "Terbitkan SK"),
    )


@good(
    "gg09_perpusnas_semester.xlsx",
    "Semester lines, the year in the sheet's name, repeated measures, a total per semester",
    must_not_import=["Total Semester"],
)
def semester_lines(book: Book) -> Expected:
    sheet = book.sheet("Perpusnas 2024")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Realisasi", "%"),
        ("SEMESTER I",),
        (1, "Pustaka terbuka", "Naskah digital", "500 naskah", "450 naskah", 90),
        ("Total Semester I", None, None, None, None, 90),
        ("SEMESTER II",),
        (1, "Pustaka terbuka", "Naskah digital", "1.000 naskah", "1.000 naskah", 100),
        ("Total Semester II", None, None, None, None, 100),
    )
    sheet.merge("A2:F2", "A5:F5")
    return said(
        "Perpusnas 2024",
        "period target_text achievement_text percent",
        (3, "2024-S1", "500 naskah", "450 naskah", 90),
        (6, "2024-S2", "1.000 naskah", "1.000 naskah", 100),
        commitment_title="Pustaka terbuka",
        success_measure="Naskah digital",
        target_year=2024,
    )


@good("gg10_english_mixed.xlsx", "English titles, Indonesian values, one sheet per commitment number, percent in words")
def mixed_languages(book: Book) -> Expected:
    expected: Expected = []
    for number, title in ((1, "Keterbukaan pemilu"), (2, "Keterbukaan hutan")):
        name = f"Commitment {number}"
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            (f"Commitment {number}: {title}",),
            ("No.", "Success indicator", "Responsible agency", "Target", "Achievement", "Completion (%)", "Remarks"),
            (1, "Data terbit", "KPU" if number == 1 else "KLHK", "1 data", "terbit", "100 persen", "ok"),
            (2, "API terbit", "KPU" if number == 1 else "KLHK", "1 API", None, "20 persen", None),
        )
        expected += said(
            name,
            "success_measure target_text achievement_text percent notes",
            (3, "Data terbit", "1 data", "terbit", 100, "ok"),
            (4, "API terbit", "1 API", None, 20, None),
            commitment_number=str(number),
            commitment_title=title,
        )
    return expected


@good(
    "gg11_setneg_tabel_bersambung.xlsx",
    "Two tables on one sheet with different commitments and columns, labels and years apart",
    accepted="any",
)
def continued(book: Book) -> Expected:
    sheet = book.sheet("Setneg")
    fill(
        sheet,
        "A1",
        ("Komitmen 1: Regulasi terbuka (2023)",),
        ("No", "Kegiatan", "PJ", "Target", "Realisasi", "Ket"),
        (1, "Portal JDIH", "Setneg", "1 portal", "1 portal", "ok"),
        (),
        ("Komitmen 2: Istana terbuka",),
        ("No", "Kegiatan", "Penanggung Jawab", "Batas Waktu", "Status"),
        (1, "Kunjungan daring", "Setneg", "31 Maret 2024", "Selesai"),
        (2, "Arsip foto", "ANRI", "Juni 2024", "Proses"),
    )
    return said(
        "Setneg",
        "commitment_number milestone lead_agencies",
        (3, "1", "Portal JDIH", ["Setneg"]),
        (7, "2", "Kunjungan daring", ["Setneg"]),
        (8, "2", "Arsip foto", ["ANRI"]),
    )


@good(
    "gg12_dpr_opi.xlsx",
    "Open parliament: leads as units (a) (b), milestones numbered in cells, start and end in months",
    accepted="any",
)
def parliament(book: Book) -> Expected:
    sheet = book.sheet("OPI")
    fill(
        sheet,
        "A1",
        ("No", "Commitment", "Milestone", "Start Date", "End Date", "Status", "Challenges"),
        (1, "Open legislation", "Publish drafts of laws", "September 2018", "August 2020", "Completed", "-"),
        (None, None, "Open data portal", "January 2019", "December 2019", "Substantial", "Budget"),
        (2, "Open sessions", "Livestream", "January 2019", "August 2020", "Limited", None),
    )
    return said(
        "OPI",
        "commitment_title milestone status obstacles",
        (2, "Open legislation", "Publish drafts of laws", "Completed", None),
        (3, "Open legislation", "Open data portal", "Substantial", "Budget"),
        (4, "Open sessions", "Livestream", "Limited", None),
    )


BUILDERS: list[Builder] = [
    digital,
    police,
    courts,
    corruption,
    coordination,
    single_row,
    schools,
    narrative,
    semester_lines,
    mixed_languages,
    continued,
    parliament,
]

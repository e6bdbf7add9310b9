"""Eighth round: combinations that ministries, regions and CSOs would send, each with three troubles or more."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good(
    "ee01_bpn_dua_periode.xlsx",
    "Merged commitments, B06 and B12 over target, result, %, evidence; footers",
    must_not_import=["Diolah"],
)
def land(book: Book) -> Expected:
    sheet = book.sheet("ATR-BPN")
    fill(
        sheet,
        "A1",
        ("CAPAIAN KOMITMEN OGI KEMENTERIAN ATR/BPN TAHUN 2024",),
        (),
        ("NO", "KOMITMEN", "UKURAN KEBERHASILAN", "B06", None, None, None, "B12", None, None, None),
        (None, None, None, *("TARGET", "REALISASI", "%", "DATA DUKUNG") * 2),
        (1, "Pertanahan terbuka", "Peta bidang", "10 kota", "8 kota", "80%", "SK", "20 kota", None, None, None),
        (None, None, "Layanan daring", "1 layanan", "1 layanan", "100%", "laman", "2 layanan", "-", "-", "-"),
        ("Diolah dari laporan unit kerja",),
    )
    sheet.merge("A1:K1", "D3:G3", "H3:K3", "A3:A4", "B3:B4", "C3:C4", "A5:A6", "B5:B6")
    return said(
        "ATR-BPN",
        "success_measure period target_text achievement_text percent evidence",
        (5, "Peta bidang", "2024-B06", "10 kota", "8 kota", 80, "SK"),
        (5, "Peta bidang", "2024-B12", "20 kota", None, None, None),
        (6, "Layanan daring", "2024-B06", "1 layanan", "1 layanan", 100, "laman"),
        (6, "Layanan daring", "2024-B12", "2 layanan", None, None, None),
        commitment_title="Pertanahan terbuka",
    )


@good("ee02_kejaksaan_butir.xlsx", "1. 2. 3. measures with aligned targets and percentages, lead and support in lines")
def prosecutors(book: Book) -> Expected:
    sheet = book.sheet("Kejagung")
    fill(
        sheet,
        "A2",
        ("No. Komitmen", "Komitmen", "Instansi", "Ukuran Keberhasilan", "Target", "Capaian (%)", "Tindak Lanjut"),
        (
            "K-6",
            "Akses keadilan",
            "Utama: Kejaksaan Agung\nPendukung: Polri, Mahkamah Agung",
            "1. Pedoman terbit\n2. Jaksa terlatih\n3. Data terbuka",
            "1. 1 pedoman\n2. 200 jaksa\n3. 1 data",
            "1. 100%\n2. 45%\n3. 0%",
            "Rapat triwulanan",
        ),
    )
    return said(
        "Kejagung",
        "success_measure target_text percent follow_up",
        (3, "Pedoman terbit", "1 pedoman", 100, "Rapat triwulanan"),
        (3, "Jaksa terlatih", "200 jaksa", 45, "Rapat triwulanan"),
        (3, "Data terbuka", "1 data", 0, "Rapat triwulanan"),
        commitment_number="6",
        commitment_title="Akses keadilan",
        lead_agencies=["Kejaksaan Agung"],
        supporting=["Polri", "Mahkamah Agung"],
    )


@good(
    "ee03_kota_dua_tahun.xlsx",
    "A city: RAD in years and semesters, OPD column, totals, Roman numbers, NBSP",
    must_not_import=["Jumlah Komitmen"],
)
def city(book: Book) -> Expected:
    sheet = book.sheet("RAD 2023-2024")
    fill(
        sheet,
        "A1",
        ("Kode", "Komitmen", "Indikator", "OPD Penanggung Jawab", "2023", None, "2024", None),
        (*(None,) * 4, *("Smt I", "Smt II") * 2),
        (
            "I",
            "Aduan\u00a0terpadu",
            "Aduan dijawab",
            "Diskominfo",
            "70 persen",
            "75 persen",
            "80 persen",
            "90\u00a0persen",
        ),
        ("II", "APBD terbuka", "Dokumen terbit", "BPKAD", "-", "6 dokumen", "-", "12 dokumen"),
        ("Jumlah Komitmen", 2),
    )
    sheet.merge("E1:F1", "G1:H1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "RAD 2023-2024",
        "commitment_title period target_text",
        (3, "Aduan terpadu", "2023-S1", "70 persen"),
        (3, "Aduan terpadu", "2023-S2", "75 persen"),
        (3, "Aduan terpadu", "2024-S1", "80 persen"),
        (3, "Aduan terpadu", "2024-S2", "90 persen"),
        (4, "APBD terbuka", "2023-S2", "6 dokumen"),
        (4, "APBD terbuka", "2024-S2", "12 dokumen"),
    )


@good(
    "ee04_oms_dua_kolom_status.xlsx", "A CSO: status of K/L and of OMS, remarks of OMS, section lines by working group"
)
def working_groups(book: Book) -> Expected:
    sheet = book.sheet("CSO OGP")
    fill(
        sheet,
        "A1",
        ("Penilaian CSO atas RAN OGI VII per Desember 2024",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", "Status versi K/L", "Status versi OMS", "Alasan / Keterangan"),
        ("Pokja Anti Korupsi",),
        (1, "BO terbuka", "Data BO terbit", "Kemenkumham", "Selesai", "Belum tercapai", "Data tidak dapat diunduh"),
        ("Pokja Lingkungan",),
        (4, "Amdal terbuka", "Amdal terbit", "KLHK", "Sedang berjalan", "Terlambat", None),
    )
    sheet.merge("A1:G1", "A4:G4", "A6:G6")
    return said(
        "CSO OGP",
        "commitment_title reporter status",
        (5, "BO terbuka", "K/L", "Selesai"),
        (5, "BO terbuka", "OMS", "Belum tercapai"),
        (7, "Amdal terbuka", "K/L", "Sedang berjalan"),
        (7, "Amdal terbuka", "OMS", "Terlambat"),
    )


@good(
    "ee05_kemenkes_bulanan.xlsx",
    "Months Jan to Jun with percentages, the target of the year in front, a hidden sheet of drafts",
    accepted="any",
    must_not_import=["konsep"],
)
def monthly(book: Book) -> Expected:
    sheet = book.sheet("Progres 2024")
    fill(
        sheet,
        "B2",
        ("No", "Komitmen", "Kegiatan", "PJ", *("Jan", "Feb", "Mar", "Apr", "Mei", "Jun")),
        (1, "Stunting terbuka", "Dasbor", "Kemenkes", "5%", "10%", "15%", "40%", "-", "80%"),
        (2, "Vaksin terbuka", "API", "Kemenkes", None, None, "20%", None, None, "100%"),
    )
    draft = book.sheet("draf", state="hidden")
    fill(
        draft, "A1", ("No", "Komitmen", "Kegiatan", "PJ", "Target"), (1, "Stunting terbuka", "konsep", "Kemenkes", "1")
    )
    return said(
        "Progres 2024",
        "milestone period percent",
        (3, "Dasbor", "2024-01", 5),
        (3, "Dasbor", "2024-02", 10),
        (3, "Dasbor", "2024-03", 15),
        (3, "Dasbor", "2024-04", 40),
        (3, "Dasbor", "2024-06", 80),
        (4, "API", "2024-03", 20),
        (4, "API", "2024-06", 100),
        lead_agencies=["Kemenkes"],
    )


@good(
    "ee06_form_per_komitmen_tiga_lembar.xlsx",
    "Three forms on three sheets, labels with colons in column B, steps with deadlines and ticks",
)
def three_forms(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead in (
        (1, "Pemilu terbuka", "KPU"),
        (2, "Pengadaan terbuka", "LKPP"),
        (3, "Bansos terbuka", "Kemensos"),
    ):
        name = f"K{number}"
        sheet = book.sheet(name)
        fill(
            sheet,
            "B2",
            ("Nomor Komitmen :", number),
            ("Judul Komitmen :", title),
            ("Penanggung Jawab :", lead),
            ("Tahun :", "2024"),
            (),
            ("Tahapan", "Target", "Tenggat", "Sudah", "Belum", "Keterangan"),
            ("Tahap satu", "1 kajian", "30 Juni 2024", "√", None, "Terbit"),
            ("Tahap dua", "1 laman", "31 Desember 2024", None, "√", None),
        )
        expected += said(
            name,
            "milestone target_text due_date status_class notes",
            (8, "Tahap satu", "1 kajian", "2024-06-30", "completed", "Terbit"),
            (9, "Tahap dua", "1 laman", "2024-12-31", "not_started", None),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
            target_year=2024,
        )
    return expected


@good(
    "ee07_lapor_cetak.xlsx",
    "Printed pages with titles and numbers repeated, groups cut by the page, sums, NIP",
    must_not_import=["Hal", "NIP", "Total"],
)
def printed(book: Book) -> Expected:
    sheet = book.sheet("Print")
    head = ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Realisasi", "Capaian (%)")
    numbers = tuple(str(n) for n in range(1, 8))
    fill(
        sheet,
        "A1",
        ("LAPORAN SEMESTER II TAHUN 2023",),
        head,
        numbers,
        (1, "Tani terbuka", "Data lahan", "Kementan", "34 provinsi", "34 provinsi", "100"),
        (None, None, "Data harga", None, "365 rilis", "300 rilis", "82,2"),
        ("Hal 1",),
        head,
        numbers,
        (None, None, "Data pupuk", None, "12 rilis", "6 rilis", "50"),
        (2, "Ternak terbuka", "Data ternak", "Kementan", "1 data", "-", "0"),
        (None, "Total", None, None, None, None, "58"),
        (),
        (None, None, None, None, "NIP 1970"),
    )
    return said(
        "Print",
        "commitment_title milestone lead_agencies target_text achievement_text percent",
        (4, "Tani terbuka", "Data lahan", ["Kementan"], "34 provinsi", "34 provinsi", 100),
        (5, "Tani terbuka", "Data harga", ["Kementan"], "365 rilis", "300 rilis", 82.2),
        (9, "Tani terbuka", "Data pupuk", ["Kementan"], "12 rilis", "6 rilis", 50),
        (10, "Ternak terbuka", "Data ternak", ["Kementan"], "1 data", None, 0),
        period="2023-S2",
    )


@good(
    "ee08_english_quarters.xlsx",
    "Quarter 1 to Quarter 4 of FY2024 over planned and actual, owners with roles",
    accepted="any",
)
def english_quarters(book: Book) -> Expected:
    sheet = book.sheet("FY2024")
    fill(
        sheet,
        "A1",
        ("OGP Commitments - FY2024",),
        ("#", "Commitment", "Milestone", "Lead agency", "Quarter 1", None, "Quarter 2", None, "Comments"),
        (None, None, None, None, *("Planned", "Actual") * 2, None),
        (
            1,
            "Open parliament",
            "Livestream",
            "DPR RI",
            "10 sessions",
            "12 sessions",
            "20 sessions",
            "18 sessions",
            "On YouTube",
        ),
        (2, "Open audit", "Reports online", "BPK", "5 reports", None, "10 reports", "10 reports", None),
    )
    sheet.merge("A1:I1", "E2:F2", "G2:H2", *(f"{c}2:{c}3" for c in "ABCDI"))
    return said(
        "FY2024",
        "commitment_title period target_text achievement_text notes",
        (4, "Open parliament", "2024-Q1", "10 sessions", "12 sessions", "On YouTube"),
        (4, "Open parliament", "2024-Q2", "20 sessions", "18 sessions", "On YouTube"),
        (5, "Open audit", "2024-Q1", "5 reports", None, None),
        (5, "Open audit", "2024-Q2", "10 reports", "10 reports", None),
    )


@good(
    "ee09_bawaslu_kosong_dan_rumus.xlsx",
    "n/a, TBD, tidak ada, dashes; percent formats; a remark column of formulas",
    accepted="any",
)
def empties(book: Book) -> Expected:
    sheet = book.sheet("Bawaslu")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Indikator Keberhasilan",
            "Leading Sector",
            "Target",
            "Realisasi",
            "Persentase",
            "Hambatan",
            "Deadline",
        ),
        (
            1,
            "Pengawasan terbuka",
            "Data pelanggaran",
            "Bawaslu",
            "1 data",
            "1 data",
            pct(1),
            "Tidak ada",
            day(2024, 6, 30),
        ),
        (2, "Pengawasan terbuka", "Pengawas partisipatif", "Bawaslu", "500 orang", "n/a", "n/a", "-", "TBD"),
        (3, "Pengawasan terbuka", "SOP aduan", "Bawaslu", "1 SOP", "–", None, None, "31 Des 2024"),
    )
    return said(
        "Bawaslu",
        "success_measure target_text achievement_text percent due_date",
        (2, "Data pelanggaran", "1 data", "1 data", 100, "2024-06-30"),
        (3, "Pengawas partisipatif", "500 orang", None, None, None),
        (4, "SOP aduan", "1 SOP", None, None, "2024-12-31"),
        commitment_title="Pengawasan terbuka",
        lead_agencies=["Bawaslu"],
    )


@good(
    "ee10_bappenas_induk_anak.xlsx",
    "Rows 1 over 1.1 and 1.2, a total per commitment in the parents' row left out",
    accepted="any",
)
def parents_and_children(book: Book) -> Expected:
    sheet = book.sheet("Bappenas")
    fill(
        sheet,
        "A1",
        ("No", "Uraian Komitmen/Rencana Aksi", "Instansi Penanggung Jawab", "Target 2024", "Capaian", "Status"),
        ("1", "Satu Data Indonesia", "Bappenas"),
        ("1.1", "Portal nasional", None, "1 portal", "1 portal", "Selesai"),
        ("1.2", "Forum data", None, "4 forum", "3 forum", "Sedang berjalan"),
        ("2", "Satu Peta", "BIG"),
        ("2.1", "Geoportal", None, "1 geoportal", "-", "Belum mulai"),
    )
    return said(
        "Bappenas",
        "commitment_number commitment_title milestone lead_agencies target_text status",
        (3, "1", "Satu Data Indonesia", "Portal nasional", ["Bappenas"], "1 portal", "Selesai"),
        (4, "1", "Satu Data Indonesia", "Forum data", ["Bappenas"], "4 forum", "Sedang berjalan"),
        (6, "2", "Satu Peta", "Geoportal", ["BIG"], "1 geoportal", "Belum mulai"),
    )


@good(
    "ee11_legenda_dan_catatan_kaki.xlsx",
    "A legend table below, footnotes with stars in data and below, place and date",
    must_not_import=["Keterangan warna", "angka sementara", "Surabaya"],
)
def legend_below(book: Book) -> Expected:
    sheet = book.sheet("Prov. Jatim")
    fill(
        sheet,
        "B3",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Perangkat Daerah", "Target 2024", "Capaian*", "Status"),
        (1, "Desa terbuka", "APBDes terbit", "DPMD", "7.724 desa", "6.500 desa*", "Sedang berjalan"),
        (2, "Data terbuka", "Dataset terbit", "Diskominfo", "500 dataset", "612 dataset", "Selesai"),
        ("*", "angka sementara"),
        (),
        ("Keterangan warna",),
        ("Hijau", "Selesai"),
        ("Merah", "Terlambat"),
        (),
        (None, None, None, None, None, "Surabaya, 10 Juli 2024"),
    )
    return said(
        "Prov. Jatim",
        "commitment_title success_measure target_text achievement_text status",
        (4, "Desa terbuka", "APBDes terbit", "7.724 desa", "6.500 desa*", "Sedang berjalan"),
        (5, "Data terbuka", "Dataset terbit", "500 dataset", "612 dataset", "Selesai"),
        target_year=2024,
    )


@good(
    "ee12_tahun_lalu_dan_ini.xlsx",
    "Target and realisation of 2023, target of 2024, obstacles once for all, sda in agencies",
)
def last_year(book: Book) -> Expected:
    sheet = book.sheet("Evaluasi")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "K/L", "2023", None, "2024", "Kendala"),
        (None, None, None, None, "Target", "Realisasi", "Target", None),
        (1, "Hutan terbuka", "Peta terbit", "KLHK", "1 peta", "1 peta", "2 peta", "Batas adat"),
        (2, "Kebun terbuka", "Data sawit", "sda", "1 data", "-", "1 data", None),
    )
    sheet.merge("E1:F1", *(f"{c}1:{c}2" for c in "ABCDH"))
    return said(
        "Evaluasi",
        "commitment_title lead_agencies target_year target_text achievement_text",
        (3, "Hutan terbuka", ["KLHK"], 2023, "1 peta", "1 peta"),
        (3, "Hutan terbuka", ["KLHK"], 2024, "2 peta", None),
        (4, "Kebun terbuka", ["KLHK"], 2023, "1 data", None),
        (4, "Kebun terbuka", ["KLHK"], 2024, "1 data", None),
    )


BUILDERS: list[Builder] = [
    land,
    prosecutors,
    city,
    working_groups,
    monthly,
    three_forms,
    printed,
    english_quarters,
    empties,
    parents_and_children,
    legend_below,
    last_year,
]

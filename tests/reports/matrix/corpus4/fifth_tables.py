"""Fifth round: groups without sub-titles, one-sided reports, ticks with signs in titles (matrix.md, 2 and 3)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("w01_komitmen_dua_kolom.xlsx", "Komitmen merged over a number and a title without sub-titles; sda below")
def number_and_title_under_one(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("Komitmen", None, "Ukuran Keberhasilan", "K/L", "Target 2024", "Capaian"),
        (1, "Pemilu terbuka", "API hasil", "KPU", "1 API", "1 API"),
        (None, None, "Data DPT", "KPU", "1 data", "-"),
        (2, "Pengawasan terbuka", "Data pelanggaran", "Bawaslu", "1 data", "uji coba"),
    )
    sheet.merge("A1:B1", "A2:A3", "B2:B3")
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure lead_agencies target_text achievement_text",
        (2, "1", "Pemilu terbuka", "API hasil", ["KPU"], "1 API", "1 API"),
        (3, "1", "Pemilu terbuka", "Data DPT", ["KPU"], "1 data", None),
        (4, "2", "Pengawasan terbuka", "Data pelanggaran", ["Bawaslu"], "1 data", "uji coba"),
        target_year=2024,
    )


@good(
    "w02_laporan_satu_pihak.xlsx",
    "Capaian K/L and Catatan OMS: one column for each side, of different kinds",
    accepted="any",
)
def one_sided(book: Book) -> Expected:
    sheet = book.sheet("Reviu OMS")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Capaian K/L", "Status", "Kendala"),
        (1, "Bansos terbuka", "Rekap terbit", "Kemensos", "120 desa", "Sedang berjalan", "Data desa"),
        (2, "Bansos terbuka", "Kanal sanggah", "Kemensos", "-", "Belum mulai", None),
    )
    return said(
        "Reviu OMS",
        "success_measure achievement_text status obstacles",
        (2, "Rekap terbit", "120 desa", "Sedang berjalan", "Data desa"),
        (3, "Kanal sanggah", None, "Belum mulai", None),
        commitment_title="Bansos terbuka",
        lead_agencies=["Kemensos"],
    )


@good(
    "w03_tercapai_centang_bertanda.xlsx",
    "Monitoring over Tercapai (√) and Tidak Tercapai (√); a remark and an average",
    must_not_import=["Rata-rata"],
)
def signs_in_titles(book: Book) -> Expected:
    sheet = book.sheet("Monitoring")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Instansi", "Monitoring", None, "Ket"),
        (None, None, None, None, "Tercapai (√)", "Tidak Tercapai (√)", None),
        (1, "Arsip terbuka", "Arsip terbit", "ANRI", "√", None, "Lengkap"),
        (2, "Arsip terbuka", "Arsip daring", "ANRI", None, "√", None),
        ("Rata-rata", None, None, None, "50%", "50%"),
    )
    sheet.merge("E1:F1", *(f"{c}1:{c}2" for c in "ABCDG"))
    return said(
        "Monitoring",
        "success_measure status_class notes",
        (3, "Arsip terbit", "completed", "Lengkap"),
        (4, "Arsip daring", "not_achieved", None),
        commitment_title="Arsip terbuka",
    )


@good("w04_ran_iv.xlsx", "RAN IV: Ukuran Keberhasilan 2016 and 2017 beside the action, numbered lists inside")
def plan_of_2016(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI IV")
    first = "1. Tersusunnya pedoman\n2. Terlaksananya uji coba (75%)"
    fill(
        sheet,
        "A1",
        ("RENCANA AKSI OPEN GOVERNMENT INDONESIA 2016-2017",),
        ("No", "Rencana Aksi", "K/L", "Ukuran Keberhasilan 2016", "Ukuran Keberhasilan 2017"),
        (1, "Penguatan LAPOR!", "KemenPANRB; KSP; Ombudsman RI", first, "Terhubungnya 100 K/L"),
        (2, "Transparansi haji", "Kementerian Agama", None, "Terbitnya data haji"),
    )
    sheet.merge("A1:E1")
    return said(
        "RAN OGI IV",
        "commitment_title lead_agencies target_year success_measure",
        (3, "Penguatan LAPOR!", ["KemenPANRB", "KSP", "Ombudsman RI"], 2016, first),
        (3, "Penguatan LAPOR!", ["KemenPANRB", "KSP", "Ombudsman RI"], 2017, "Terhubungnya 100 K/L"),
        (4, "Transparansi haji", ["Kementerian Agama"], 2017, "Terbitnya data haji"),
    )


@good("w05_instansi_lalu_komitmen.xlsx", "Lines of ministries over lines of commitments over the rows")
def ministries_over_commitments(book: Book) -> Expected:
    sheet = book.sheet("Rekap semua")
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "Target", "Realisasi", "Status"),
        ("KEMENTERIAN SOSIAL",),
        ("Komitmen 3: Bansos terbuka",),
        (1, "Rekap terbit", "1 rekap", "1 rekap", "Selesai"),
        ("Komitmen 4: Data difabel",),
        (1, "Data terbit", "1 data", "-", "Belum"),
        ("KEMENTERIAN AGAMA",),
        ("Komitmen 7: Haji terbuka",),
        (1, "Kuota terbit", "1 data", "1 data", "Selesai"),
    )
    for row in (2, 3, 5, 7, 8):
        sheet.merge(f"A{row}:E{row}")
    return said(
        "Rekap semua",
        "lead_agencies commitment_number commitment_title success_measure status",
        (4, ["Kementerian Sosial"], "3", "Bansos terbuka", "Rekap terbit", "Selesai"),
        (6, ["Kementerian Sosial"], "4", "Data difabel", "Data terbit", "Belum"),
        (9, ["Kementerian Agama"], "7", "Haji terbuka", "Kuota terbit", "Selesai"),
    )


@good(
    "w06_keterangan_berkelompok.xlsx",
    "Keterangan over Kendala and Tindak Lanjut; Target over Fisik and Anggaran",
    accepted="any",
)
def grouped_remarks(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Pelaksana", "Target", None, "Realisasi", None, "Keterangan", None),
        (*(None,) * 4, "Fisik", "Anggaran (Rp)", "Fisik", "Anggaran (Rp)", "Kendala", "Tindak Lanjut"),
        (
            1,
            "Jalan terbuka",
            "Data jalan",
            "PUPR",
            "34 provinsi",
            500_000_000,
            "30 provinsi",
            450_000_000,
            "Data Papua",
            "Survei",
        ),
        (2, "Air terbuka", "Data bendungan", "PUPR", "60 bendungan", 1_000_000, "61 bendungan", 900_000, "-", "-"),
    )
    sheet.merge("E1:F1", "G1:H1", "I1:J1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Laporan",
        "milestone target_text achievement_text obstacles follow_up",
        (3, "Data jalan", "34 provinsi", "30 provinsi", "Data Papua", "Survei"),
        (4, "Data bendungan", "60 bendungan", "61 bendungan", None, None),
    )


@good("w07_kriteria_sasaran_output.xlsx", "Sasaran, Kriteria, Ukuran, Output and Target together", accepted="any")
def many_kinds(book: Book) -> Expected:
    sheet = book.sheet("Kertas kerja")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Sasaran",
            "Kriteria Keberhasilan",
            "Ukuran Keberhasilan",
            "Penanggung Jawab",
            "Target",
            "Capaian",
        ),
        (1, "Izin terbuka", "Izin mudah", "Waktu izin turun", "SLA dipatuhi", "BKPM", "90 persen", "85 persen"),
        (2, "Pajak terbuka", "Pajak adil", "Data jelas", "Statistik terbit", "Kemenkeu", "12 rilis", "12 rilis"),
    )
    return said(
        "Kertas kerja",
        "commitment_title success_measure target_text achievement_text",
        (2, "Izin terbuka", "SLA dipatuhi", "90 persen", "85 persen"),
        (3, "Pajak terbuka", "Statistik terbit", "12 rilis", "12 rilis"),
    )


@good("w08_bulan_bernomor.xlsx", "Realisasi Bulan over 1 to 6, the year in the sheet's name; a target in front")
def numbered_months(book: Book) -> Expected:
    sheet = book.sheet("Realisasi 2024")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "K/L", "Realisasi Bulan (%)", None, None, None, None, None),
        (None, None, None, None, "Jan", "Feb", "Mar", "Apr", "Mei", "Jun"),
        (1, "Imigrasi terbuka", "Data visa", "Kemenkumham", 10, 20, 30, 40, None, None),
        (2, "Paten terbuka", "Data paten", "Kemenkumham", None, None, 50, 100, None, None),
    )
    sheet.merge("E1:J1", *(f"{c}1:{c}2" for c in "ABCD"))
    return said(
        "Realisasi 2024",
        "milestone period percent",
        (3, "Data visa", "2024-01", 10),
        (3, "Data visa", "2024-02", 20),
        (3, "Data visa", "2024-03", 30),
        (3, "Data visa", "2024-04", 40),
        (4, "Data paten", "2024-03", 50),
        (4, "Data paten", "2024-04", 100),
    )


@good(
    "w09_judul_di_tiap_blok.xlsx",
    "A commitment line, the titles again, the rows; pages between; numbers restart",
    must_not_import=["Halaman"],
)
def titles_in_every_block(book: Book) -> Expected:
    sheet = book.sheet("Cetak")
    head = ("No", "Rencana Aksi", "Ukuran Keberhasilan", "PJ", "Target", "Capaian", "Status")
    fill(
        sheet,
        "A1",
        ("Komitmen I: Data pertanahan",),
        head,
        (1, "Publikasi", "Peta terbit", "ATR/BPN", "1 peta", "1 peta", "Selesai"),
        (2, "Pelatihan", "Operator terlatih", "ATR/BPN", "100 orang", "40 orang", "Proses"),
        ("Halaman 1",),
        ("Komitmen II: Data kehutanan",),
        head,
        (1, "Publikasi", "Izin terbit", "KLHK", "1 data", None, "Belum"),
        ("Halaman 2",),
    )
    return said(
        "Cetak",
        "commitment_number commitment_title milestone success_measure lead_agencies target_text status",
        (3, "1", "Data pertanahan", "Publikasi", "Peta terbit", ["ATR/BPN"], "1 peta", "Selesai"),
        (4, "1", "Data pertanahan", "Pelatihan", "Operator terlatih", ["ATR/BPN"], "100 orang", "Proses"),
        (8, "2", "Data kehutanan", "Publikasi", "Izin terbit", ["KLHK"], "1 data", "Belum"),
    )


@good("w10_tanggal_di_target.xlsx", "Targets and results that are days, truth values, fractions and money as text")
def odd_targets(book: Book) -> Expected:
    sheet = book.sheet("Target lain")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Indikator", "Instansi", "Target", "Realisasi", "Satuan"),
        (1, "Dana terbuka", "Nilai hibah", "Kemenkeu", "Rp 5 M", "Rp 4,2 M", "rupiah"),
        (2, "Dana terbuka", "Dokumen", "Kemenkeu", "1 (satu) dokumen", "1 dok.", None),
        (3, "Dana terbuka", "Indeks", "Kemenkeu", "≥ 3,5", "3,71", "indeks"),
        (4, "Dana terbuka", "Opini", "Kemenkeu", "WTP", "WTP", "opini"),
    )
    return said(
        "Target lain",
        "success_measure target_text achievement_text unit",
        (2, "Nilai hibah", "Rp 5 M", "Rp 4,2 M", "rupiah"),
        (3, "Dokumen", "1 (satu) dokumen", "1 dok.", None),
        (4, "Indeks", "≥ 3,5", "3,71", "indeks"),
        (5, "Opini", "WTP", "WTP", "opini"),
        commitment_title="Dana terbuka",
    )


@good(
    "w11_nomor_gabung_saja.xlsx",
    "Only the number column is merged, the title stands in the first row, themes in column A",
    accepted="any",
)
def only_numbers_merged(book: Book) -> Expected:
    sheet = book.sheet("Tematik")
    fill(
        sheet,
        "A1",
        ("Tema", "No", "Komitmen", "Tahapan", "K/L", "Mitra OMS", "Tenggat", "Progres (%)"),
        ("Lingkungan", 1, "Iklim terbuka", "Inventori", "KLHK", "ICEL", "TW II 2024", 100),
        (None, None, None, "Dasbor", None, None, "TW IV 2024", 40),
        ("Ekonomi", 2, "BO terbuka", "Verifikasi", "Kemenkumham", "TII", "31/12/2024", 60),
    )
    sheet.merge("A2:A3", "B2:B3")
    return said(
        "Tematik",
        "theme commitment_title milestone lead_agencies percent",
        (2, "Lingkungan", "Iklim terbuka", "Inventori", ["KLHK"], 100),
        (3, "Lingkungan", "Iklim terbuka", "Dasbor", ["KLHK"], 40),
        (4, "Ekonomi", "BO terbuka", "Verifikasi", ["Kemenkumham"], 60),
    )


@good(
    "w12_target_tw_dan_capaian_b06.xlsx",
    "Target B06, Target B12, Capaian B06: the later target has no result yet; % with format",
)
def uneven_periods(book: Book) -> Expected:
    sheet = book.sheet("2024")
    fill(
        sheet,
        "C3",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "K/L",
            "Target B06",
            "Target B12",
            "Capaian B06",
            "% Capaian B06",
            "Data Dukung",
        ),
        (1, "Satu Data", "Dataset", "Bappenas", "100", "200", "110", pct(1.1), "laman"),
        (2, "Satu Peta", "Peta", "BIG", "-", "85", "-", None, None),
    )
    return said(
        "2024",
        "success_measure period target_text achievement_text percent",
        (4, "Dataset", "2024-B06", "100", "110", 110),
        (4, "Dataset", "2024-B12", "200", None, None),
        (5, "Peta", "2024-B12", "85", None, None),
    )


@good(
    "w13_formulir_ogp_bahasa.xlsx",
    "OGP self-assessment in Indonesian: labels in A, ticks for completion in a row",
    accepted="any",
    must_not_import=["Narahubung", "0812"],
)
def indonesian_form(book: Book) -> Expected:
    sheet = book.sheet("Komitmen 9")
    fill(
        sheet,
        "A1",
        ("LAPORAN PENILAIAN MANDIRI OGP",),
        ("Judul Komitmen", "Layanan publik inklusif"),
        ("Nomor Komitmen", 9),
        ("Instansi Penanggung Jawab", "Kementerian Kesehatan"),
        ("Narahubung", "Ibu Contoh 0812"),
        ("OMS yang terlibat", "WVI; YAPPIKA"),
        (),
        ("Tonggak Capaian", "Mulai", "Berakhir", "Tingkat Penyelesaian", "Hasil"),
        ("Pedoman disusun", "Januari 2023", "Juni 2023", "Selesai", "Pedoman terbit"),
        ("Puskesmas dilatih", "Juli 2023", "Desember 2024", "Terbatas", "40 puskesmas"),
    )
    return said(
        "Komitmen 9",
        "milestone achievement_text",
        (9, "Pedoman disusun", "Pedoman terbit"),
        (10, "Puskesmas dilatih", "40 puskesmas"),
        commitment_number="9",
        commitment_title="Layanan publik inklusif",
        lead_agencies=["Kementerian Kesehatan"],
        csos=["WVI", "YAPPIKA"],
    )


@good(
    "w14_penanggung_jawab_dua_kolom.xlsx",
    "Penanggung Jawab over Eselon I and K/L, days with times, a lone number below",
    accepted="any",
)
def two_levels_of_agencies(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", None, "Batas Waktu", "Progres"),
        (None, None, None, "K/L", "Unit Eselon I", None, None),
        (1, "Data terbuka", "Portal", "Kemendagri", "Ditjen Bina Pemdes", day(2024, 6, 30), "75%"),
        (2, "Data terbuka", "API", "Kemendagri", "Pusdatin", day(2024, 12, 31), "10%"),
    )
    sheet.merge("D1:E1", *(f"{c}1:{c}2" for c in "ABCFG"))
    return said(
        "Data",
        "milestone due_date percent",
        (3, "Portal", "2024-06-30", 75),
        (4, "API", "2024-12-31", 10),
        commitment_title="Data terbuka",
    )


@good(
    "w15_lembar_tahun_dan_tw.xlsx",
    "Sheet 2024 - TW II, title with Monitoring; statuses over/behind in English words",
    accepted="any",
)
def sheet_of_quarter(book: Book) -> Expected:
    sheet = book.sheet("2024 - TW II")
    fill(
        sheet,
        "A1",
        ("Monitoring Komitmen",),
        ("Komitmen", "Milestone", "PIC K/L", "Output", "Realisasi", "Status", "Isu", "Rencana Tindak Lanjut"),
        ("Kontrak terbuka", "Data kontrak", "LKPP", "1 data", "1 data", "Done", "-", "-"),
        ("Kontrak terbuka", "Kontrak migas", "ESDM", "10 kontrak", "2 kontrak", "Delayed", "Kerahasiaan", "Rapat"),
    )
    return said(
        "2024 - TW II",
        "milestone lead_agencies target_text achievement_text status follow_up",
        (3, "Data kontrak", ["LKPP"], "1 data", "1 data", "Done", None),
        (4, "Kontrak migas", ["ESDM"], "10 kontrak", "2 kontrak", "Delayed", "Rapat"),
        commitment_title="Kontrak terbuka",
        period="2024-Q2",
    )


BUILDERS: list[Builder] = [
    number_and_title_under_one,
    one_sided,
    signs_in_titles,
    plan_of_2016,
    ministries_over_commitments,
    grouped_remarks,
    many_kinds,
    numbered_months,
    titles_in_every_block,
    odd_targets,
    only_numbers_merged,
    uneven_periods,
    indonesian_form,
    two_levels_of_agencies,
    sheet_of_quarter,
]

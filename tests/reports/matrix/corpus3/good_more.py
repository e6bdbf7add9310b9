"""Columns that mean nearly the same, words around a table, periods and deadlines in further spellings."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("o01_output_dan_target.xlsx", "Keluaran in words beside Target in numbers", accepted="any")
def output_and_target(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No", "Komitmen", "Kegiatan", "Output", "Target", "Satuan", "Realisasi", "PJ"),
        (1, "Data terbuka", "Pelatihan", "Operator terlatih", 100, "orang", 80, "BPS"),
        (2, "Data terbuka", "Publikasi", "Dataset terbit", 20, "dataset", 25, "BPS"),
    )
    return said(
        "Matriks",
        "milestone achievement_text unit",
        (2, "Pelatihan", "80", "orang"),
        (3, "Publikasi", "25", "dataset"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("o02_kendala_solusi_tindak_lanjut.xlsx", "Kendala, Solusi and Rencana Tindak Lanjut beside each other")
def solutions(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Capaian", "Kendala", "Solusi", "Rencana Tindak Lanjut"),
        (1, "Data terbuka", "Pelatihan", "BPS", "80 orang", "Jadwal", "Daring", "Gelombang 2"),
        (2, "Data terbuka", "Publikasi", "BPS", "20 data", "-", "-", "Pemutakhiran"),
    )
    return said(
        "Matriks",
        "milestone achievement_text obstacles",
        (2, "Pelatihan", "80 orang", "Jadwal"),
        (3, "Publikasi", "20 data", None),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("o03_judul_dan_uraian_komitmen.xlsx", "Judul Komitmen and Deskripsi Komitmen")
def title_and_description(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No. Komitmen", "Judul Komitmen", "Deskripsi Komitmen", "Ukuran Keberhasilan", "PJ", "Target"),
        (1, "Data pemilu", "Membuka data pemilu bagi publik", "Data terbit", "KPU", "1 data"),
        (2, "Data hutan", "Membuka data hutan bagi publik", "Peta terbit", "KLHK", "1 peta"),
    )
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure lead_agencies target_text",
        (2, "1", "Data pemilu", "Data terbit", ["KPU"], "1 data"),
        (3, "2", "Data hutan", "Peta terbit", ["KLHK"], "1 peta"),
    )


@good("o04_status_kl_oms.xlsx", "Status and Capaian once for K/L and once for OMS, side by side")
def both_reporters(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Capaian", None, "Status", None),
        (None, None, None, "K/L", "OMS", "K/L", "OMS"),
        (1, "Data terbuka", "Portal terbit", "Terbit", "Sulit diakses", "Selesai", "Sedang berjalan"),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1")
    return said(
        "Matriks",
        "achievement_text status",
        (3, "Terbit", "Selesai"),
        (3, "Sulit diakses", "Sedang berjalan"),
        commitment_title="Data terbuka",
        success_measure="Portal terbit",
    )


@good("o05_bulan_mulai_selesai.xlsx", "Bulan Mulai and Bulan Selesai under Waktu, the year in the title")
def month_names(book: Book) -> Expected:
    sheet = book.sheet("Rencana")
    fill(
        sheet,
        "A1",
        ("RENCANA KERJA KOMITMEN TAHUN 2024",),
        (),
        ("No", "Komitmen", "Kegiatan", "PJ", "Waktu", None, "Output"),
        (None, None, None, None, "Mulai", "Selesai"),
        (1, "Data terbuka", "Kajian", "BPS", "Januari", "Maret", "1 kajian"),
        (2, "Data terbuka", "Uji", "BPS", "April", "30 Juni", "1 uji"),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4")
    return said(
        "Rencana",
        "milestone target_text",
        (5, "Kajian", "1 kajian"),
        (6, "Uji", "1 uji"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("o06_triwulan_dengan_bulan.xlsx", "Triwulan I (Jan-Mar), TW II/B06, Trw III, Tri Wulan IV as groups")
def quarters_with_months(book: Book) -> Expected:
    sheet = book.sheet("2024")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Kegiatan",
            "PJ",
            "Triwulan I (Jan-Mar)",
            None,
            "TW II/B06",
            None,
            "TRIWULAN III",
            None,
            "Tri Wulan IV",
            None,
        ),
        (*(None,) * 4, *("Target", "Realisasi") * 4),
        (1, "Data terbuka", "Rilis", "BPS", "1", "1", "2", "2", "3", None, "4", None),
    )
    sheet.merge("E1:F1", "G1:H1", "I1:J1", "K1:L1", *(f"{column}1:{column}2" for column in "ABCD"))
    return said(
        "2024",
        "period target_text achievement_text",
        (3, "2024-Q1", "1", "1"),
        (3, "2024-Q2", "2", "2"),
        (3, "2024-Q3", "3", None),
        (3, "2024-Q4", "4", None),
        commitment_title="Data terbuka",
        milestone="Rilis",
        target_year=2024,
    )


@good(
    "o07_kolom_periode_beragam.xlsx",
    "A period column: 2024 - TW 1, Jan-Mar 2024, B-06 2024, Bulan ke-6, Juni 2024",
    accepted="any",
)
def period_column(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    read = (
        ("2024 - TW 1", "2024-Q1"),
        ("TW-2/2024", "2024-Q2"),
        ("Triwulan III Tahun 2024", "2024-Q3"),
        ("B06 2024", "2024-B06"),
        ("B-12 2024", "2024-B12"),
        ("Smt I TA 2024", "2024-S1"),
        ("Juni 2024", "2024-06"),
        ("Tahun 2024", "2024"),
    )
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "PJ", "Periode", "Capaian"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", "BPS", text, "ada")
    return said(
        "Laporan",
        "milestone period",
        *((row, f"Kegiatan {row}", code if "-" in code else "any") for row, (_, code) in enumerate(read, start=2)),
        target_year=2024,
    )


@good("o08_tenggat_berkata.xlsx", "Deadlines behind words: paling lambat, s.d., per, tanggal, by; two-digit years")
def worded_deadlines(book: Book) -> Expected:
    sheet = book.sheet("Rencana")
    read = (
        ("Paling lambat 30 Juni 2024", "2024-06-30"),
        ("s.d. 31 Desember 2024", "2024-12-31"),
        ("sampai dengan 15 Agustus 2024", "2024-08-15"),
        ("31 Des '24", "2024-12-31"),
        ("By 30 September 2024", "2024-09-30"),
        ("1 Januari 2024 - 30 Juni 2024", "2024-06-30"),
        ("17-Agt-2024", "2024-08-17"),
        ("30 Juni 2024 (sudah lewat)", "2024-06-30"),
    )
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "PJ", "Target", "Batas Waktu"))
    for row, (text, _) in enumerate(read, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", "BPS", "1 data", text)
    return said(
        "Rencana",
        "milestone due_date",
        *((row, f"Kegiatan {row}", day) for row, (_, day) in enumerate(read, start=2)),
        target_text="1 data",
    )


@good(
    "o09_statistik_di_bawah.xlsx",
    "Counts of states and a small table of colours below the matrix",
    must_not_import=["Jumlah Selesai", "Hijau"],
)
def counts_below(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Status"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", "Selesai"),
        (2, "Data terbuka", "Dua", "BPS", "2 data", "Proses"),
        (),
        ("Rekapitulasi",),
        ("Jumlah Selesai", 1),
        ("Jumlah Proses", 1),
        (),
        ("Warna", "Arti"),
        ("Hijau", "Selesai"),
        ("Kuning", "Proses"),
    )
    return said(
        "Matriks",
        "milestone target_text status",
        (2, "Satu", "1 data", "Selesai"),
        (3, "Dua", "2 data", "Proses"),
        commitment_title="Data terbuka",
    )


@good("o10_baris_satuan_di_bawah_judul.xlsx", "A row of units and kinds under the titles: (uraian), (%), (tanggal)")
def units_below_titles(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Capaian", "Progres", "Tenggat"),
        (None, None, None, "(K/L)", "(uraian)", "(uraian)", "(%)", "(tgl/bln/thn)"),
        (1, "Data terbuka", "Satu", "BPS", "1 data", "terbit", 100, "30/06/2024"),
        (2, "Data terbuka", "Dua", "BPS", "2 data", "uji", 40, "31/12/2024"),
    )
    return said(
        "Matriks",
        "milestone target_text achievement_text percent due_date",
        (3, "Satu", "1 data", "terbit", 100, "2024-06-30"),
        (4, "Dua", "2 data", "uji", 40, "2024-12-31"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("o11_english_irm.xlsx", "English: completion level, progress to date, evidence link, responsible", accepted="any")
def completion_levels(book: Book) -> Expected:
    fill(
        book.sheet("Self-assessment"),
        "A1",
        (
            "No.",
            "Commitment",
            "Activities",
            "Responsible",
            "Timeline",
            "Progress to date",
            "Completion level",
            "Evidence link",
        ),
        (
            1,
            "Open contracting",
            "Publish contracts",
            "LKPP",
            "December 2024",
            "600 contracts online",
            "Substantial",
            "https://contoh.id/1",
        ),
        (2, "Open contracting", "Train users", "LKPP", "June 2024", "Two classes", "Limited", "https://contoh.id/2"),
        (3, "Open contracting", "Review law", "LKPP", "June 2023", "Law passed", "Completed", None),
    )
    return said(
        "Self-assessment",
        "milestone achievement_text status period",
        (2, "Publish contracts", "600 contracts online", "Substantial", "2024-12"),
        (3, "Train users", "Two classes", "Limited", "2024-06"),
        (4, "Review law", "Law passed", "Completed", "2023-06"),
        commitment_title="Open contracting",
        lead_agencies=["LKPP"],
    )


@good(
    "o12_target_realisasi_capaian_persen.xlsx",
    "Target, Realisasi, Capaian and % beside each other in a LAKIP",
    accepted="any",
)
def four_columns(book: Book) -> Expected:
    fill(
        book.sheet("LKj"),
        "A1",
        ("No", "Komitmen", "Indikator Kinerja", "Penanggung Jawab", "Target", "Realisasi", "% Capaian", "Analisis"),
        (1, "Data terbuka", "Dataset", "BPS", "100 data", "110 data", pct(1.1), "Melampaui"),
        (2, "Data terbuka", "Rilis", "BPS", "12 rilis", "12 rilis", pct(1), "Tercapai"),
    )
    return said(
        "LKj",
        "success_measure target_text achievement_text percent",
        (2, "Dataset", "100 data", "110 data", 110),
        (3, "Rilis", "12 rilis", "12 rilis", 100),
        commitment_title="Data terbuka",
    )


@good("o13_judul_terpenggal.xlsx", "Titles cut by hyphens at line ends, as PDF programs leave them")
def hyphenated(book: Book) -> Expected:
    fill(
        book.sheet("Konversi"),
        "A1",
        ("No", "Komit-\nmen", "Rencana\nAksi", "Penanggung-\njawab", "Target\nPenye-\nlesaian", "Keluar-\nan"),
        (1, "Data terbuka", "Satu", "BPS", "Juni 2024", "1 data"),
        (2, "Data terbuka", "Dua", "BPS", "Desember 2024", "2 data"),
    )
    return said(
        "Konversi",
        "milestone period target_text",
        (2, "Satu", "2024-06", "1 data"),
        (3, "Dua", "2024-12", "2 data"),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good("o14_bagian_dengan_instansi.xlsx", "Section rows that name number and title over two cells, numbers in the first")
def sections_in_two_cells(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "Rencana Aksi", "PJ", "Target 2023", "Target 2024", "Ket"),
        ("Komitmen 7", "Keterbukaan data desa"),
        ("7.1", "Data desa terpadu", "Pendataan", "Kemendesa PDTT", "10 desa", "20 desa", None),
        ("7.2", "Kanal aduan desa", "Uji coba", "Kemendagri", None, "1 kanal", "Baru"),
        ("Komitmen 8", "Keterbukaan data kota"),
        ("8.1", "Data kota terpadu", "Pendataan", "Kemendagri", "5 kota", "-", None),
    )
    sheet.merge("B2:G2", "B5:G5")
    return said(
        "Renaksi",
        "commitment_number commitment_title success_measure target_year target_text",
        (3, "7", "Keterbukaan data desa", "Data desa terpadu", 2023, "10 desa"),
        (3, "7", "Keterbukaan data desa", "Data desa terpadu", 2024, "20 desa"),
        (4, "7", "Keterbukaan data desa", "Kanal aduan desa", 2024, "1 kanal"),
        (6, "8", "Keterbukaan data kota", "Data kota terpadu", 2023, "5 kota"),
    )


@good("o15_nomor_di_judul.xlsx", "Titles that carry their numbers: 1. , 02 - , Komitmen #3 –, K4:")
def numbers_in_titles(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A1",
        ("Komitmen", "Indikator Keberhasilan", "Instansi", "Target"),
        ("1. Data pemilu terbuka", "Satu", "KPU", "1 data"),
        ("Komitmen #3 – Data hutan terbuka", "Dua", "KLHK", "1 data"),
        ("K4: Data laut terbuka", "Tiga", "KKP", "1 data"),
        ("Komitmen Nomor 5. Data desa terbuka", "Empat", "Kemendesa PDTT", "1 data"),
    )
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure",
        (2, "1", "Data pemilu terbuka", "Satu"),
        (3, "3", "Data hutan terbuka", "Dua"),
        (4, "4", "Data laut terbuka", "Tiga"),
        (5, "5", "Data desa terbuka", "Empat"),
    )


@good(
    "o16_status_lain.xlsx",
    "States of projects: dibatalkan, terlambat, tidak tercapai, delayed, ongoing",
    accepted="any",
)
def other_states(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    words = (
        ("Dibatalkan", "cancelled"),
        ("Tidak tercapai", "any"),
        ("TERLAMBAT", "any"),
        ("Delayed", "any"),
        ("Ongoing", "in_progress"),
        ("Belum", "not_started"),
        ("On Progress", "in_progress"),
        ("Belum dimulai", "not_started"),
        ("Sudah selesai", "completed"),
        ("Selesai 100%", "completed"),
        ("Berjalan", "in_progress"),
        ("Done", "completed"),
    )
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "PJ", "Status"))
    for row, (word, _) in enumerate(words, start=2):
        sheet.row(row, "Data terbuka", f"Kegiatan {row}", "BPS", word)
    return said(
        "Matriks",
        "milestone status_class",
        *((row, f"Kegiatan {row}", meaning) for row, (_, meaning) in enumerate(words, start=2)),
    )


@good("o17_kolom_tanpa_judul.xlsx", "The number column and a spare one have no title; a blank row below the header")
def untitled_columns(book: Book) -> Expected:
    fill(
        book.sheet("Matriks"),
        "A3",
        (None, "Komitmen", "Rencana Aksi", None, "Penanggung Jawab", "Target", "Realisasi"),
        (),
        (1, "Data terbuka", "Satu", None, "BPS", "1 data", "1 data"),
        (2, "Data terbuka", "Dua", "x", "BPS", "2 data", "-"),
    )
    return said(
        "Matriks",
        "milestone target_text achievement_text",
        (5, "Satu", "1 data", "1 data"),
        (6, "Dua", "2 data", None),
        commitment_title="Data terbuka",
        lead_agencies=["BPS"],
    )


@good(
    "o18_rencana_realisasi_dua_baris.xlsx",
    "Inpres of a region: Program, Kegiatan, Sub Kegiatan below a commitment",
    accepted="any",
)
def programme_levels(book: Book) -> Expected:
    sheet = book.sheet("Renja")
    fill(
        sheet,
        "A1",
        (
            "Kode",
            "Komitmen",
            "Program",
            "Kegiatan",
            "Indikator Keberhasilan",
            "Target",
            "Perangkat Daerah Penanggung Jawab",
            "Lokasi",
        ),
        (
            "1.01",
            "Layanan terbuka",
            "Program A",
            "Kegiatan satu",
            "Aduan dijawab",
            "90 persen",
            "Dinas Kominfo",
            "Kota",
        ),
        ("1.02", "Layanan terbuka", "Program A", "Kegiatan dua", "Kanal aktif", "1 kanal", "Dinas Sosial", "Kota"),
    )
    return said(
        "Renja",
        "milestone success_measure target_text",
        (2, "Kegiatan satu", "Aduan dijawab", "90 persen"),
        (3, "Kegiatan dua", "Kanal aktif", "1 kanal"),
        commitment_title="Layanan terbuka",
    )


BUILDERS: list[Builder] = [
    output_and_target,
    solutions,
    title_and_description,
    both_reporters,
    month_names,
    quarters_with_months,
    period_column,
    worded_deadlines,
    counts_below,
    units_below_titles,
    completion_levels,
    four_columns,
    hyphenated,
    sections_in_two_cells,
    numbers_in_titles,
    other_states,
    untitled_columns,
    programme_levels,
]

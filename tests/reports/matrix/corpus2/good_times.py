"""Periods across and downwards, dates in every spelling (matrix.md, layouts 4 and 5, section 3)."""

from __future__ import annotations

from datetime import datetime

from tests.reports.matrix.corpus.making import As, Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("t01_kolom_triwulan_angka_romawi.xlsx", "A quarter column that says I, II, 3 and TW IV; the year above")
def roman_quarters(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("Laporan Triwulanan Tahun 2023",),
        (),
        ("Komitmen", "Kegiatan", "PIC K/L", "Triwulan", "Target", "Realisasi"),
        ("Transparansi migas", "Publikasi kontrak", "ESDM", "I", "5 kontrak", "5 kontrak"),
        ("Transparansi migas", "Publikasi kontrak", "ESDM", "II", "10 kontrak", "9 kontrak"),
        ("Transparansi migas", "Publikasi kontrak", "ESDM", 3, "15 kontrak", "-"),
        ("Transparansi migas", "Publikasi kontrak", "ESDM", "TW IV", "20 kontrak", None),
    )
    return said(
        "Laporan",
        "period target_text achievement_text",
        (4, "2023-Q1", "5 kontrak", "5 kontrak"),
        (5, "2023-Q2", "10 kontrak", "9 kontrak"),
        (6, "2023-Q3", "15 kontrak", None),
        (7, "2023-Q4", "20 kontrak", None),
        commitment_title="Transparansi migas",
        milestone="Publikasi kontrak",
        lead_agencies=["ESDM"],
        target_year=2023,
    )


@good("t02_kolom_periode_b06_b12.xlsx", "Period B06 and B12 downwards, the year in the sheet name")
def long_b_months(book: Book) -> Expected:
    sheet = book.sheet("Capaian 2024")
    fill(
        sheet,
        "A1",
        ("No", "Aksi HAM", "Indikator", "Instansi Penanggung Jawab", "Periode", "Target", "Capaian", "Data Dukung"),
        (1, "Perlindungan lansia", "Jumlah panti ramah lansia", "Kemensos", "B06", "20 panti", "18 panti", "foto"),
        (1, "Perlindungan lansia", "Jumlah panti ramah lansia", "Kemensos", "B12", "40 panti", None, None),
        (2, "Perlindungan lansia", "Pelatihan perawat", "Kemenkes", "B06", "2 angkatan", "2 angkatan", "laporan"),
    )
    return said(
        "Capaian 2024",
        "success_measure lead_agencies period target_text achievement_text evidence",
        (2, "Jumlah panti ramah lansia", ["Kemensos"], "2024-B06", "20 panti", "18 panti", "foto"),
        (3, "Jumlah panti ramah lansia", ["Kemensos"], "2024-B12", "40 panti", None, None),
        (4, "Pelatihan perawat", ["Kemenkes"], "2024-B06", "2 angkatan", "2 angkatan", "laporan"),
        commitment_title="Perlindungan lansia",
        target_year=2024,
    )


@good("t03_semester_satu_kolom.xlsx", "Semester I 2024 and 2024 Semester II in one column of the period")
def semesters_long(book: Book) -> Expected:
    sheet = book.sheet("Rekap")
    fill(
        sheet,
        "B3",
        ("Komitmen", "Ukuran Keberhasilan", "Pelaksana", "Periode Pelaporan", "Capaian", "Progres (%)", "Status"),
        ("Pangan terbuka", "Harga harian terbit", "Bapanas", "Semester I 2024", "34 provinsi", 60, "Sedang berjalan"),
        ("Pangan terbuka", "Harga harian terbit", "Bapanas", "Semester II Tahun 2024", "38 provinsi", 100, "Tercapai"),
        ("Pangan terbuka", "Stok beras terbit", "Bulog", "Smt 2 2023", "1 laman", 30, "Proses"),
        ("Pangan terbuka", "Stok beras terbit", "Bulog", "S1-2024", "1 laman", 45, "On track"),
    )
    return said(
        "Rekap",
        "success_measure period target_year achievement_text percent status",
        (4, "Harga harian terbit", "2024-S1", 2024, "34 provinsi", 60, "Sedang berjalan"),
        (5, "Harga harian terbit", "2024-S2", 2024, "38 provinsi", 100, "Tercapai"),
        (6, "Stok beras terbit", "2023-S2", 2023, "1 laman", 30, "Proses"),
        (7, "Stok beras terbit", "2024-S1", 2024, "1 laman", 45, "On track"),
        commitment_title="Pangan terbuka",
    )


@good("t04_bulan_sebagai_tanggal.xlsx", "Months across that are real dates shown as Jan-24")
def months_are_dates(book: Book) -> Expected:
    sheet = book.sheet("Bulanan")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Kegiatan", "PJ", "Progres (%)", None, None),
        (None, None, None, None, *(day(2024, month, 1, "mmm-yy") for month in (1, 2, 3))),
        (1, "Data iklim", "Stasiun terhubung", "BMKG", 10, 20, 35),
        (2, "Data iklim", "API prakiraan", "BMKG", None, 5, "15%"),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2")
    return said(
        "Bulanan",
        "milestone period percent",
        (4, "Stasiun terhubung", "2024-01", 10),
        (4, "Stasiun terhubung", "2024-02", 20),
        (4, "Stasiun terhubung", "2024-03", 35),
        (5, "API prakiraan", "2024-02", 5),
        (5, "API prakiraan", "2024-03", 15),
        commitment_title="Data iklim",
        lead_agencies=["BMKG"],
        target_year=2024,
    )


@good("t05_target_realisasi_persen_per_tahun.xlsx", "Three parents over two years each, years as text")
def three_parents(book: Book) -> Expected:
    sheet = book.sheet("Capaian")
    fill(
        sheet,
        "A5",
        (
            "No",
            "Komitmen",
            "Indikator Kinerja",
            "Target Tahunan",
            None,
            "Realisasi",
            None,
            "Persentase Capaian",
            None,
            "Unit Kerja Penanggung Jawab",
        ),
        (None, None, None, *["TA 2023", "TA 2024"] * 3),
        (
            1,
            "Keterbukaan cukai",
            "Data penerimaan terbit",
            "12 rilis",
            "12 rilis",
            "12 rilis",
            "6 rilis",
            pct(1),
            pct(0.5),
            "Direktorat Jenderal Bea dan Cukai",
        ),
    )
    sheet.merge("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:G5", "H5:I5", "J5:J6")
    return said(
        "Capaian",
        "target_year target_text achievement_text percent",
        (7, 2023, "12 rilis", "12 rilis", 100),
        (7, 2024, "12 rilis", "6 rilis", 50),
        commitment_title="Keterbukaan cukai",
        success_measure="Data penerimaan terbit",
    )


@good("t06_b03_sampai_b24.xlsx", "Cumulative per cent B03 to B24 and words beside them")
def b_months_cumulative(book: Book) -> Expected:
    sheet = book.sheet("PK 2023-2024")
    fill(
        sheet,
        "A1",
        ("CAPAIAN AKSI PENCEGAHAN KORUPSI 2023-2024",),
        ("No", "Aksi", "Output", "Penanggung Jawab", "% Capaian Kumulatif", *[None] * 7, "Kendala"),
        (None, None, None, None, "B03", "B06", "B09", "B12", "B15", "B18", "B21", "B24"),
        (1, "Reformasi perizinan", "Satu izin satu peta", "BKPM", 10, 25, 40, 55, 60, "72,5", None, None, "Data ganda"),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:L2", "M2:M3")
    months = (("B03", 10), ("B06", 25), ("B09", 40), ("B12", 55), ("B15", 60), ("B18", 72.5))
    return said(
        "PK 2023-2024",
        "period percent",
        *((4, month, percent) for month, percent in months),
        commitment_title="Reformasi perizinan",
        lead_agencies=["BKPM"],
        obstacles="Data ganda",
        target_year="any",
    )


@good("t07_tenggat_ejaan_lain.xlsx", "Days in spellings of letters, reports and exports")
def days(book: Book) -> Expected:
    sheet = book.sheet("Rencana")
    read = {
        "31 Des. 2023": "2023-12-31",
        "30 juni 2024": "2024-06-30",
        "1 AGUSTUS 2024": "2024-08-01",
        "Senin, 3 Juni 2024": "2024-06-03",
        "31.12.2024": "2024-12-31",
        "31/12/24": "2024-12-31",
        "5-7-2024": "2024-07-05",
        "2024/09/30": "2024-09-30",
        "2024-03-01 00:00:00": "2024-03-01",
        "15 September 2023": "2023-09-15",
        "15 Sept 2023": "2023-09-15",
        "20 Nop 2023": "2023-11-20",
        "20 Pebruari 2024": "2024-02-20",
        "31 December 2024": "2024-12-31",
        "tanggal 17 Agustus 2024": "2024-08-17",
        "31 Desember 2024 ": "2024-12-31",
    }
    fill(sheet, "A1", ("Komitmen", "Sub Rencana Aksi", "PJ", "Target Waktu"))
    for row, written in enumerate(read, start=2):
        sheet.row(row, "Data ruang", f"Langkah {row}", "ATR/BPN", written)
    last = len(read) + 2
    sheet.row(last, "Data ruang", f"Langkah {last}", "ATR/BPN", As(datetime(2024, 5, 6), "[$-421]dd mmmm yyyy"))  # noqa: DTZ001
    return said(
        "Rencana",
        "milestone due_date",
        *((row, f"Langkah {row}", value) for row, value in enumerate([*read.values(), "2024-05-06"], start=2)),
        commitment_title="Data ruang",
    )


@good(
    "t08_tenggat_bukan_hari.xlsx",
    "Deadlines that are months, quarters, halves and years stay what was written",
    accepted="any",
)
def spans(book: Book) -> Expected:
    sheet = book.sheet("Rencana")
    read = {
        "Des 2023": "2023-12",
        "Agustus 2024": "2024-08",
        "Agt-24": "2024-08",
        "TW IV/2024": "2024-Q4",
        "TW 2 2024": "2024-Q2",
        "Triwulan III Tahun 2024": "2024-Q3",
        "Q1-2024": "2024-Q1",
        "2024 Q2": "2024-Q2",
        "Semester II 2024": "2024-S2",
        "Tahun 2024": "2024",
        2024: "2024",
        "B09 2024": "2024-B09",
        "Akhir Desember 2024": "any",
        "s.d. 31 Desember 2024": "any",
        "Juli - Desember 2024": "any",
        "2023-2024": "any",
        "TBD": "any",
    }
    fill(sheet, "A1", ("Komitmen", "Langkah", "Penanggung Jawab", "Waktu Pelaksanaan"))
    for row, written in enumerate(read, start=2):
        sheet.row(row, "Data ruang", f"Langkah {row}", "BIG", written)
    return said(
        "Rencana",
        "milestone period",
        *((row, f"Langkah {row}", value) for row, value in enumerate(read.values(), start=2)),
        commitment_title="Data ruang",
    )


@good("t09_judul_target_tahun_2023.xlsx", "The year in the title of every column, in three spellings")
def years_in_titles(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        (
            "Komitmen",
            "Ukuran Keberhasilan",
            "Penanggung Jawab",
            "Target Tahun 2023",
            "Capaian 2023",
            "% Capaian 2023",
            "Target Th. 2024",
            "Capaian TA 2024",
            "Capaian 2024 (%)",
        ),
        ("Energi bersih", "Data PLTS atap", "Kementerian ESDM", "1 data", "1 data", 100, "2 data", "1 data", 50),
        ("Energi bersih", "Peta panas bumi", "Kementerian ESDM", None, None, None, "1 peta", "-", "-"),
    )
    return said(
        "Sheet1",
        "success_measure target_year target_text achievement_text percent",
        (2, "Data PLTS atap", 2023, "1 data", "1 data", 100),
        (2, "Data PLTS atap", 2024, "2 data", "1 data", 50),
        (3, "Peta panas bumi", 2024, "1 peta", None, None),
        commitment_title="Energi bersih",
        lead_agencies=["ESDM"],
    )


@good("t10_tahun_lalu_triwulan.xlsx", "Target per year, realisation per quarter of 2024")
def yearly_target_quarterly_result(book: Book) -> Expected:
    sheet = book.sheet("2024")
    fill(
        sheet,
        "A3",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Realisasi", None, None, None),
        (None, None, None, None, "TW I", "TW II", "TW III", "TW IV"),
        (1, "Literasi keuangan", "Peserta pelatihan", "OJK", "100 orang", "250 orang", None, None),
        (2, "Literasi keuangan", "Modul terbit", "OJK", "-", "1 modul", None, None),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:H3")
    return said(
        "2024",
        "success_measure period achievement_text",
        (5, "Peserta pelatihan", "2024-Q1", "100 orang"),
        (5, "Peserta pelatihan", "2024-Q2", "250 orang"),
        (6, "Modul terbit", "2024-Q2", "1 modul"),
        commitment_title="Literasi keuangan",
        lead_agencies=["OJK"],
        target_year=2024,
    )


@good("t11_sistem_1904_dua_baris.xlsx", "Days counted from 1904 under Waktu Pelaksanaan")
def mac_days(book: Book) -> Expected:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.workbook.epoch = CALENDAR_MAC_1904
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Kegiatan", "Instansi", "Waktu Pelaksanaan", None),
        (None, None, None, "Awal", "Akhir"),
        ("Arsip terbuka", "Digitalisasi", "ANRI", day(2023, 2, 1), day(2023, 11, 30)),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:E1")
    return said(
        "Jadwal",
        "milestone start_date due_date",
        (3, "Digitalisasi", "2023-02-01", "2023-11-30"),
        commitment_title="Arsip terbuka",
        lead_agencies=["ANRI"],
    )


@good(
    "t12_english_years_and_quarters.xlsx",
    "English: baseline is unknown, target and actual per year, RAG",
    warnings=["unknown_column"],
)
def english_years(book: Book) -> Expected:
    sheet = book.sheet("M&E")
    fill(
        sheet,
        "A1",
        ("#", "Commitment", "Indicator", "Responsible agency", "Baseline", "2023", None, "2024", None, "Challenges"),
        (None, None, None, None, None, "Target", "Actual", "Target", "Actual"),
        (1, "Anti-corruption in licensing", "Permits online", "KPK", "0", "10", "12", "20", "8", "Old systems"),
    )
    sheet.merge("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:I1", "J1:J2")
    return said(
        "M&E",
        "target_year target_text achievement_text",
        (3, 2023, "10", "12"),
        (3, 2024, "20", "8"),
        commitment_title="Anti-corruption in licensing",
        success_measure="Permits online",
        lead_agencies=["KPK"],
        obstacles="Old systems",
    )


BUILDERS: list[Builder] = [
    roman_quarters,
    long_b_months,
    semesters_long,
    months_are_dates,
    three_parents,
    b_months_cumulative,
    days,
    spans,
    years_in_titles,
    yearly_target_quarterly_result,
    mac_days,
    english_years,
]

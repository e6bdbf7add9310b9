"""Periods in titles, sheet names, header text and columns; deadlines as people write them (matrix.md, layout 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, day, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said

HEAD = ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Capaian", "Progres (%)")


@good("l01_target_tw_satu_baris.xlsx", "One header row: Target TW I to IV, then Realisasi TW I to IV; the year above")
def quarters_in_one_row(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("Matriks Pemantauan Komitmen OGI Tahun Anggaran 2024",),
        (),
        (
            "No",
            "Komitmen",
            "Indikator",
            "PJ",
            *(f"Target TW {number}" for number in ("I", "II", "III", "IV")),
            *(f"Realisasi TW {number}" for number in ("I", "II", "III", "IV")),
        ),
        (1, "Pupuk terbuka", "Data alokasi", "Kementan", "10%", "40%", "70%", "100%", "12%", "35%"),
    )
    return said(
        "Matriks",
        "period target_text achievement_text",
        (4, "2024-Q1", "10%", "12%"),
        (4, "2024-Q2", "40%", "35%"),
        (4, "2024-Q3", "70%", None),
        (4, "2024-Q4", "100%", None),
        commitment_title="Pupuk terbuka",
        success_measure="Data alokasi",
        lead_agencies=["Kementan"],
        target_year=2024,
    )


@good("l02_tahun_dan_triwulan_gabung.xlsx", "A year merged over four rows, quarters in every spelling beside it")
def year_and_quarter(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "K/L", "Tahun", "Triwulan", "Target", "Realisasi"),
        ("Obat terbuka", "Harga terbit", "BPOM", "2023", "Triwulan 1", "1 rilis", "1 rilis"),
        (None, None, None, None, "TW2", "2 rilis", "2 rilis"),
        (None, None, None, None, "Tw. III", "3 rilis", "2 rilis"),
        (None, None, None, None, "Triwulan Keempat", "4 rilis", None),
        (None, None, None, "2024", "Q1", "5 rilis", None),
    )
    sheet.merge("A2:A6", "B2:B6", "C2:C6", "D2:D5")
    return said(
        "Data",
        "period target_year target_text achievement_text",
        (2, "2023-Q1", 2023, "1 rilis", "1 rilis"),
        (3, "2023-Q2", 2023, "2 rilis", "2 rilis"),
        (4, "2023-Q3", 2023, "3 rilis", "2 rilis"),
        (5, "2023-Q4", 2023, "4 rilis", None),
        (6, "2024-Q1", 2024, "5 rilis", None),
        commitment_title="Obat terbuka",
        success_measure="Harga terbit",
        lead_agencies=["BPOM"],
    )


@good("l03_capaian_sampai_dengan.xlsx", "Capaian s.d. TW II 2024 (%) and Uraian Capaian s.d. TW II 2024")
def up_to_a_quarter(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Kegiatan",
            "PJ",
            "Target 2024",
            "Uraian Capaian s.d. TW II 2024",
            "Capaian s.d. TW II 2024 (%)",
        ),
        (1, "Data gizi", "Dasbor stunting", "BKKBN", "1 dasbor", "Rancangan selesai", 40),
    )
    return said(
        "Laporan",
        "target_text target_year achievement_text percent period",
        (2, "1 dasbor", 2024, "Rancangan selesai", 40, "2024-Q2"),
        commitment_title="Data gizi",
        milestone="Dasbor stunting",
        lead_agencies=["BKKBN"],
    )


@good("l04_bulan_jan_des.xlsx", "Months JAN to DES under % Progress, the year in the title, empty months left out")
def months(book: Book) -> Expected:
    sheet = book.sheet("S-Curve")
    names = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
    fill(
        sheet,
        "A1",
        ("PROGRES KOMITMEN TAHUN 2024",),
        (),
        ("No", "Komitmen", "Kegiatan", "PJ", "% Progress", *[None] * 11),
        (None, None, None, None, *names),
        (1, "Cuaca terbuka", "API prakiraan", "BMKG", 5, 10, 20, None, 45, 60),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:P3")
    return said(
        "S-Curve",
        "period percent",
        (5, "2024-01", 5),
        (5, "2024-02", 10),
        (5, "2024-03", 20),
        (5, "2024-05", 45),
        (5, "2024-06", 60),
        commitment_title="Cuaca terbuka",
        milestone="API prakiraan",
        lead_agencies=["BMKG"],
    )


@good("l05_b_target_capaian_sejajar.xlsx", "One header row: Target B06, Capaian B06 (%), Target B12, Capaian B12 (%)")
def b_pairs(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI 2023")
    fill(
        sheet,
        "A2",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "PJ",
            "Target B06",
            "Capaian B06 (%)",
            "Target B12",
            "Capaian B12 (%)",
        ),
        (1, "Bantuan hukum", "OBH terakreditasi", "BPHN", "300 OBH", "80%", "619 OBH", "-"),
        (2, "Bantuan hukum", "Paralegal", "BPHN", None, None, "1.000 orang", None),
    )
    return said(
        "RAN OGI 2023",
        "success_measure period target_text percent",
        (3, "OBH terakreditasi", "2023-B06", "300 OBH", 80),
        (3, "OBH terakreditasi", "2023-B12", "619 OBH", None),
        (4, "Paralegal", "2023-B12", "1.000 orang", None),
        commitment_title="Bantuan hukum",
        target_year=2023,
    )


@good("l06_lembar_per_triwulan.xlsx", "The same table on TW I 2024 and TW II 2024: the sheet says the period")
def sheet_per_quarter(book: Book) -> Expected:
    expected: Expected = []
    for number, (percent, text) in enumerate(((30, "Rancangan"), (70, "Uji coba")), start=1):
        name = f"TW {'I' * number} 2024"
        fill(book.sheet(name), "A1", HEAD, (1, "Tanah terbuka", "Peta zona", "ATR/BPN", "1 peta", text, percent))
        expected += said(
            name,
            "achievement_text percent",
            (2, text, percent),
            period=f"2024-Q{number}",
            commitment_title="Tanah terbuka",
            milestone="Peta zona",
            target_text="1 peta",
        )
    return expected


@good("l07_lembar_b06_b12.xlsx", "Sheets B06 and B12, the year in the title on each")
def sheet_per_b_month(book: Book) -> Expected:
    expected: Expected = []
    for name, percent in (("B06", 45), ("B12", 100)):
        fill(
            book.sheet(name),
            "A1",
            ("Laporan Aksi Tahun 2023",),
            (),
            HEAD,
            (1, "Suap terkendali", "Unit pengendali", "KPK", "1 unit", "Sesuai rencana", percent),
        )
        expected += said(
            name, "percent", (4, percent), period=f"2023-{name}", commitment_title="Suap terkendali", target_year=2023
        )
    return expected


@good("l08_tahun_tanpa_kata_target.xlsx", "MATRIKS TARGET CAPAIAN with bare years as columns")
def bare_years(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("MATRIKS TARGET CAPAIAN RAN OGI",),
        (),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", 2023, 2024, "Keterangan"),
        (1, "Pemuda terbuka", "Indeks terbit", "Kemenpora", "1 indeks", "1 indeks", "Tahunan"),
        (2, "Pemuda terbuka", "Forum pemuda", "Kemenpora", None, "3 forum", None),
    )
    return said(
        "Matriks",
        "success_measure target_year target_text notes",
        (4, "Indeks terbit", 2023, "1 indeks", "Tahunan"),
        (4, "Indeks terbit", 2024, "1 indeks", "Tahunan"),
        (5, "Forum pemuda", 2024, "3 forum", None),
        commitment_title="Pemuda terbuka",
    )


@good("l09_rentang_waktu.xlsx", "Timelines that are spans or habits: no day is made up", accepted="any")
def spans(book: Book) -> Expected:
    sheet = book.sheet("Rencana")
    spoken = (
        "Januari – Juni 2024",
        "2023 s.d. 2024",
        "TW I – TW III 2024",
        "Setiap triwulan",
        "Sepanjang tahun",
        "Semester II",
    )
    fill(sheet, "A1", ("Komitmen", "Kegiatan", "PJ", "Keluaran", "Waktu Pelaksanaan"))
    for row, text in enumerate(spoken, start=2):
        sheet.row(row, "Perdagangan terbuka", f"Langkah {row}", "Kemendag", "1 laporan", text)
    return said(
        "Rencana",
        "milestone",
        *((row, f"Langkah {row}") for row in range(2, len(spoken) + 2)),
        commitment_title="Perdagangan terbuka",
        target_text="1 laporan",
        lead_agencies=["Kemendag"],
    )


@good("l10_half_years_english.xlsx", "English: H1 2024 and H2 2024 over Target and Actual, dates in words")
def half_years(book: Book) -> Expected:
    sheet = book.sheet("Tracker")
    fill(
        sheet,
        "A1",
        ("Commitment", "Milestone", "Lead agency", "End date", "H1 2024", None, "H2 2024", None, "Next steps"),
        (None, None, None, None, "Target", "Actual", "Target", "Actual"),
        (
            "Open health",
            "Vaccine API",
            "Kemenkes",
            "31 December 2024",
            "Design",
            "Design done",
            "Launch",
            None,
            "Hire staff",
        ),
        ("Open health", "Price portal", "BPOM", "December 2024", "Pilot", None, "Launch", "-", None),
    )
    sheet.merge("E1:F1", "G1:H1", *(f"{column}1:{column}2" for column in "ABCDI"))
    return said(
        "Tracker",
        "milestone lead_agencies period target_text achievement_text follow_up",
        (3, "Vaccine API", ["Kemenkes"], "2024-S1", "Design", "Design done", "Hire staff"),
        (3, "Vaccine API", ["Kemenkes"], "2024-S2", "Launch", None, "Hire staff"),
        (4, "Price portal", ["BPOM"], "2024-S1", "Pilot", None, None),
        (4, "Price portal", ["BPOM"], "2024-S2", "Launch", None, None),
        commitment_title="Open health",
        target_year=2024,
    )


@good("l11_tanggal_campuran.xlsx", "Start and end as Excel days, ISO text with time, words, a month and a cut year")
def mixed_days(book: Book) -> Expected:
    sheet = book.sheet("Jadwal")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Tahapan Kegiatan", "Pelaksana", "Tgl Mulai", "Tgl Selesai", "Status"),
        (1, "Industri terbuka", "Kajian", "Kemenperin", day(2024, 1, 15), "2024-06-30T00:00:00", "Selesai"),
        (2, "Industri terbuka", "Uji", "Kemenperin", "1 Juli 2024", "Kamis, 31 Oktober 2024", "Proses"),
        (3, "Industri terbuka", "Rilis", "Kemenperin", "01-11-2024", "31 Des 24", "Belum"),
    )
    return said(
        "Jadwal",
        "milestone start_date due_date status",
        (2, "Kajian", "2024-01-15", "2024-06-30", "Selesai"),
        (3, "Uji", "2024-07-01", "2024-10-31", "Proses"),
        (4, "Rilis", "2024-11-01", "2024-12-31", "Belum"),
        commitment_title="Industri terbuka",
        lead_agencies=["Kemenperin"],
    )


@good("l12_periode_pelaporan_di_atas.xlsx", "Periode Pelaporan : Semester I Tahun 2024 above the table, cells apart")
def period_above(book: Book) -> Expected:
    sheet = book.sheet("Form")
    fill(
        sheet,
        "A1",
        ("LAPORAN CAPAIAN KOMITMEN",),
        ("Instansi", None, ":", "Kementerian Agama"),
        ("Periode Pelaporan", None, ":", "Semester I Tahun 2024"),
        ("Tanggal Laporan", None, ":", "12 Juli 2024"),
        (),
        ("No", "Komitmen", "Kegiatan", "Target", "Capaian", "Progres (%)"),
        (1, "Haji terbuka", "Data kuota", "1 data", "1 data", 100),
        (2, "Haji terbuka", "Aduan jemaah", "1 kanal", "Uji coba", 60),
    )
    return said(
        "Form",
        "milestone target_text achievement_text percent",
        (7, "Data kuota", "1 data", "1 data", 100),
        (8, "Aduan jemaah", "1 kanal", "Uji coba", 60),
        commitment_title="Haji terbuka",
        lead_agencies=["Kemenag"],
        period="2024-S1",
        target_year=2024,
    )


@good("l13_b15_b24_target_teks.xlsx", "Texts as targets from B03 to B24 of a plan over two years", accepted="any")
def two_years_of_b(book: Book) -> Expected:
    sheet = book.sheet("Stranas PK")
    fill(
        sheet,
        "A1",
        ("AKSI PENCEGAHAN KORUPSI 2023-2024",),
        ("No", "Aksi", "Sub Aksi", "Penanggung Jawab", "Target", *[None] * 3, "Capaian (%)", *[None] * 3),
        (*(None,) * 4, *("B03", "B12", "B15", "B24") * 2),
        (
            1,
            "Perizinan",
            "Peta tunggal",
            "KLHK",
            "Data 5 provinsi",
            "10 provinsi",
            "20",
            "34 provinsi",
            10,
            50,
            60,
            None,
        ),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:L2")
    return said(
        "Stranas PK",
        "period target_text percent",
        (4, "B03", "Data 5 provinsi", 10),
        (4, "B12", "10 provinsi", 50),
        (4, "B15", "20", 60),
        (4, "B24", "34 provinsi", None),
        commitment_title="Perizinan",
        lead_agencies=["KLHK"],
    )


@good("l14_persen_kinerja_per_tahun.xlsx", "Years over target, realisation and per cent with percent formats")
def years_over_three(book: Book) -> Expected:
    sheet = book.sheet("Capaian")
    fill(
        sheet,
        "A3",
        ("Kode", "Komitmen", "Indikator Keberhasilan", "Unit Kerja Penanggung Jawab", "2023", None, None, "2024"),
        (None, None, None, None, *("Target", "Realisasi", "Capaian") * 2),
        (
            "OGI-1",
            "Statistik terbuka",
            "Rilis tepat waktu",
            "BPS",
            pct(0.9),
            pct(0.95),
            pct(1.0556, "0.00%"),
            pct(0.95),
        ),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:J3")
    return said(
        "Capaian",
        "target_year target_text achievement_text",
        (5, 2023, "90%", "95%"),
        (5, 2024, "95%", None),
        commitment_title="Statistik terbuka",
        success_measure="Rilis tepat waktu",
        lead_agencies=["BPS"],
    )


@good("l15_posisi_data.xlsx", "Posisi data 31 Desember 2023 in the title, a regulation of another year beside it")
def as_of(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        ("Pelaksanaan RAN OGI sesuai Kepmen PPN Nomor 88 Tahun 2018",),
        ("Posisi data: 31 Desember 2023",),
        (),
        HEAD,
        (1, "Ekonomi terbuka", "Dasbor", "Kemenko Perekonomian", "1 dasbor", "Terbit", 100),
    )
    return said(
        "Sheet1",
        "milestone achievement_text percent",
        (5, "Dasbor", "Terbit", 100),
        commitment_title="Ekonomi terbuka",
        lead_agencies=["Kemenko Perekonomian"],
        target_year="any",
    )


@good(
    "l16_target_2024_dan_realisasi_per_semester.xlsx", "A target for the year, realisation and per cent for its halves"
)
def yearly_and_half(book: Book) -> Expected:
    sheet = book.sheet("Monev")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Komitmen",
            "Ukuran Keberhasilan",
            "PJ",
            "Target 2024",
            "Realisasi",
            None,
            "Capaian (%)",
            None,
            "Kendala",
        ),
        (*(None,) * 5, "Sem. I", "Sem. II", "Sem. I", "Sem. II"),
        (1, "Komunikasi terbuka", "Aduan dijawab", "Kominfo", "90 persen", "80 persen", "88 persen", 88.9, 97.8, "SDM"),
    )
    sheet.merge("F1:G1", "H1:I1", *(f"{column}1:{column}2" for column in "ABCDEJ"))
    return said(
        "Monev",
        "period achievement_text percent",
        (3, "2024-S1", "80 persen", 88.9),
        (3, "2024-S2", "88 persen", 97.8),
        commitment_title="Komunikasi terbuka",
        obstacles="SDM",
        target_year=2024,
    )


BUILDERS: list[Builder] = [
    quarters_in_one_row,
    year_and_quarter,
    up_to_a_quarter,
    months,
    b_pairs,
    sheet_per_quarter,
    sheet_per_b_month,
    bare_years,
    spans,
    half_years,
    mixed_days,
    period_above,
    two_years_of_b,
    years_over_three,
    as_of,
    yearly_and_half,
]

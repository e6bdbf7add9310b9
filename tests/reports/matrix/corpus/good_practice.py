"""Good files, last part: a second wave, combinations as they occur in practice.

Built after the reader's first run, so its author could not have seen them: their first score is the honest one.
"""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, pct, readable, rec


def periods_in_one_header_row() -> Example:
    """Target B06, Capaian B06, Target B12, Capaian B12 in one header row, the year in the title."""
    file = "67_b06_b12_satu_baris_judul.xlsx"
    book = Book()
    sheet = book.sheet("Matriks OGI")
    sheet.put(1, 1, "TARGET DAN CAPAIAN KOMITMEN TAHUN 2023")
    sheet.row(
        2,
        "No",
        "Komitmen",
        "Ukuran Keberhasilan",
        "K/L",
        "Target B06",
        "Capaian B06",
        "Target B12",
        "Capaian B12",
        "Kendala",
    )
    sheet.header(2)
    title = "Keterbukaan data hutan adat"
    sheet.row(
        4, 1, title, "Peta hutan adat terbit", "KLHK", "5 peta", "3 peta", "12 peta", "12 peta", "Verifikasi lapangan"
    )
    sheet.row(5, 2, title, "Pengakuan masyarakat adat", "Kemendagri", None, None, "4 perda", None, None)
    first = {
        "commitment_title": title,
        "success_measure": "Peta hutan adat terbit",
        "lead_agencies": ["KLHK"],
        "target_year": 2023,
    }
    second = {**first, "success_measure": "Pengakuan masyarakat adat", "lead_agencies": ["Kemendagri"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Periods inside the header text; a blank row between header and data",
            "header row 2, data from row 4",
            [
                rec("Matriks OGI", 4, **first, period="2023-B06", target_text="5 peta", achievement_text="3 peta"),
                rec("Matriks OGI", 4, **first, period="2023-B12", target_text="12 peta", achievement_text="12 peta"),
                rec("Matriks OGI", 5, **second, period="2023-B12", target_text="4 perda", achievement_text=None),
            ],
        ),
    )


def achievement_over_three_leaves() -> Example:
    """``Capaian`` over Uraian, Persentase and Status; the fill-in advice above uses the words of the header."""
    file = "68_capaian_uraian_persen_status.xlsx"
    book = Book()
    sheet = book.sheet("Pelaporan")
    sheet.put(1, 1, "Pelaporan Komitmen, Target dan Capaian")
    sheet.put(2, 1, "Petunjuk: isi kolom Target, Capaian, Status dan Kendala; kolom lain jangan diubah.")
    sheet.row(4, "No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian", None, None, "Kendala")
    sheet.row(5, "Uraian", "Persentase (%)", "Status", col=6)
    sheet.merge("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:I5")
    sheet.header(4, 5)
    title = "Keterbukaan data obat esensial"
    sheet.rows(
        6,
        (1, title, "Harga obat terbit", "Kemenkes", "1 daftar", "Daftar terbit Mei", 100, "Selesai", None),
        (2, title, "Stok obat terbit", "Kemenkes", "500 puskesmas", "120 puskesmas", 24, "Terlambat", "Sistem berbeda"),
    )
    common = {"commitment_title": title, "lead_agencies": ["Kemenkes"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Achievement in words, percent and status under one merged header",
            "header rows 4-5",
            [
                rec(
                    "Pelaporan",
                    6,
                    **common,
                    milestone="Harga obat terbit",
                    target_text="1 daftar",
                    achievement_text="Daftar terbit Mei",
                    percent=100,
                    status="Selesai",
                    status_class="completed",
                    obstacles=None,
                ),
                rec(
                    "Pelaporan",
                    7,
                    **common,
                    milestone="Stok obat terbit",
                    target_text="500 puskesmas",
                    achievement_text="120 puskesmas",
                    percent=24,
                    status="Terlambat",
                    status_class="delayed",
                    obstacles="Sistem berbeda",
                ),
            ],
            must_not_import=["jangan diubah"],
        ),
    )


def sections_in_capitals() -> Example:
    """Section rows in the second column, in capitals and with a dash, a blank row before each."""
    file = "69_komitmen_kapital_kolom_kedua.xlsx"
    book = Book()
    sheet = book.sheet("RENAKSI")
    sheet.row(2, "NO", "KEGIATAN", "PENANGGUNG JAWAB", "INSTANSI TERKAIT", "TARGET", "WAKTU PELAKSANAAN", col=1)
    sheet.header(2)
    sheet.put(4, 2, "KOMITMEN 3 – KETERBUKAAN DATA BANJIR")
    sheet.rows(
        5,
        (1, "Pemasangan sensor", "BNPB", "BMKG", "40 sensor", "31 Maret 2024"),
        (2, "Peta genangan", "BNPB", "Kementerian PUPR", "1 peta", "30 September 2024"),
    )
    sheet.put(8, 2, "KOMITMEN 4 – KETERBUKAAN DATA KEKERINGAN")
    sheet.row(9, 1, "Buletin kekeringan", "BMKG", "Kementan", "4 buletin", "31 Desember 2024")
    flood, drought = "KETERBUKAAN DATA BANJIR", "KETERBUKAAN DATA KEKERINGAN"
    said = (
        (5, "3", flood, "Pemasangan sensor", "BNPB", "BMKG", "40 sensor", "2024-03-31"),
        (6, "3", flood, "Peta genangan", "BNPB", "PUPR", "1 peta", "2024-09-30"),
        (9, "4", drought, "Buletin kekeringan", "BMKG", "Kementan", "4 buletin", "2024-12-31"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Section rows in capitals in column B",
            "header row 2",
            [
                rec(
                    "RENAKSI",
                    row,
                    commitment_number=number,
                    commitment_title=title,
                    milestone=step,
                    lead_agencies=[lead],
                    supporting=[other],
                    target_text=target,
                    due_date=due,
                )
                for row, number, title, step, lead, other, target, due in said
            ],
        ),
    )


def target_and_reached_in_percent() -> Example:
    """``Target`` and ``Realisasi`` are both percentages by format; there is no other percent column."""
    file = "70_target_dan_realisasi_persen.xlsx"
    book = Book()
    sheet = book.sheet("Kinerja")
    sheet.row(1, "Komitmen", "Indikator Kinerja", "Penanggung Jawab", "Tahun", "Target", "Realisasi", "Keterangan")
    sheet.header(1)
    title = "Layanan informasi publik yang cepat"
    sheet.rows(
        2,
        (title, "Permohonan dijawab tepat waktu", "Komisi Informasi Pusat", 2023, pct(0.9), pct(0.84), None),
        (title, "Badan publik informatif", "Komisi Informasi Pusat", 2023, pct(0.5), pct(0.55), "melampaui target"),
    )
    common = {
        "commitment_title": title,
        "lead_agencies": ["Komisi Informasi Pusat"],
        "target_year": 2023,
        "target_text": "any",
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Target and realisation as percent cells",
            "header row 1",
            [
                rec(
                    "Kinerja",
                    2,
                    **common,
                    success_measure="Permohonan dijawab tepat waktu",
                    percent=84,
                    notes=None,
                ),
                rec(
                    "Kinerja",
                    3,
                    **common,
                    success_measure="Badan publik informatif",
                    percent=55,
                    notes="melampaui target",
                ),
            ],
        ),
    )


def theme_and_commitment_merged() -> Example:
    """Theme, commitment and year merged downwards; the second agency column lists civil society."""
    file = "71_tema_komitmen_tahun_gabung.xlsx"
    book = Book()
    sheet = book.sheet("RAN")
    sheet.row(3, "Tema", "No Komitmen", "Komitmen", "Tahun", "Ukuran Keberhasilan", "PJ", "Mitra CSO", "Target", col=2)
    sheet.header(3)
    youth, budget = "Partisipasi anak muda", "Anggaran yang terbuka"
    sheet.rows(
        4,
        ("Inklusi", 1, youth, 2023, "Forum pemuda dibentuk", "Kemenpora", "Wahana Visi Indonesia", "10 forum"),
        (None, None, None, None, "Usulan pemuda ditanggapi", "Kemenpora", None, "50 usulan"),
        (None, None, None, 2024, "Forum pemuda berlanjut", "Kemenpora", "-", "20 forum"),
        ("Fiskal", 2, budget, 2024, "APBN ringkas terbit", "Kemenkeu", "Seknas FITRA; ICW", "1 dokumen"),
        (None, None, None, None, "Diskusi publik APBN", "Kemenkeu", "Seknas FITRA", "3 diskusi"),
        col=2,
    )
    sheet.merge("B4:B6", "C4:C6", "D4:D6", "E4:E5", "B7:B8", "C7:C8", "D7:D8", "E7:E8")
    said = (
        (4, "1", youth, 2023, "Forum pemuda dibentuk", "Kemenpora", ["Wahana Visi Indonesia"], "10 forum"),
        (5, "1", youth, 2023, "Usulan pemuda ditanggapi", "Kemenpora", "any", "50 usulan"),
        (6, "1", youth, 2024, "Forum pemuda berlanjut", "Kemenpora", None, "20 forum"),
        (7, "2", budget, 2024, "APBN ringkas terbit", "Kemenkeu", ["Seknas FITRA", "ICW"], "1 dokumen"),
        (8, "2", budget, 2024, "Diskusi publik APBN", "Kemenkeu", ["Seknas FITRA"], "3 diskusi"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Theme, commitment and year merged over several measures",
            "header row 3, from column B",
            [
                rec(
                    "RAN",
                    row,
                    commitment_number=number,
                    commitment_title=title,
                    target_year=year,
                    success_measure=measure,
                    lead_agencies=[lead],
                    csos=csos,
                    target_text=target,
                )
                for row, number, title, year, measure, lead, csos, target in said
            ],
        ),
    )


def halves_in_english() -> Example:
    """Year and Period columns in English, H1 and H2, with the period before the year."""
    file = "72_half_years_english.xlsx"
    book = Book()
    sheet = book.sheet("Self-assessment")
    sheet.put(1, 1, "Mid-term self-assessment")
    sheet.row(
        3,
        "Period",
        "Year",
        "Commitment",
        "Milestone",
        "Lead Agency",
        "Target",
        "Progress",
        "Completion",
        "Status",
        "Evidence",
        "Follow-up",
    )
    sheet.header(3)
    title = "Open parliament data"
    sheet.rows(
        4,
        (
            "H1",
            2023,
            title,
            "Votes published",
            "BPHN",
            "1 dataset",
            "Dataset published",
            "100%",
            "Completed",
            "link",
            None,
        ),
        (
            "H2",
            2023,
            title,
            "Attendance published",
            "BPHN",
            "1 dataset",
            "Drafted",
            "35%",
            "Delayed",
            "-",
            "Publish in May",
        ),
    )
    common = {"commitment_title": title, "lead_agencies": ["BPHN"], "target_year": 2023, "target_text": "1 dataset"}
    return (
        file,
        book.data(),
        readable(
            file,
            "English long periods in halves",
            "header row 3",
            [
                rec(
                    "Self-assessment",
                    4,
                    **common,
                    period="2023-S1",
                    milestone="Votes published",
                    achievement_text="Dataset published",
                    percent=100,
                    status="Completed",
                    status_class="completed",
                    evidence="link",
                    follow_up=None,
                ),
                rec(
                    "Self-assessment",
                    5,
                    **common,
                    period="2023-S2",
                    milestone="Attendance published",
                    achievement_text="Drafted",
                    percent=35,
                    status="Delayed",
                    status_class="delayed",
                    evidence=None,
                    follow_up="Publish in May",
                ),
            ],
        ),
    )


def blank_rows_between_groups() -> Example:
    """Blank rows and page lines inside a group and between groups, values in the first row only, a late column number
    row, and an agency that changes inside the group."""
    file = "73_baris_kosong_di_dalam_kelompok.xlsx"
    book = Book()
    sheet = book.sheet("hal 1-3")
    sheet.row(1, "No", "Komitmen", "Tahapan", "Penanggung Jawab", "Target", "Realisasi", "%", "Status")
    sheet.row(2, 1, 2, 3, 4, 5, 6, 7, 8)
    sheet.header(1, 2)
    first, second = "Keterbukaan data paten", "Keterbukaan data merek"
    sheet.row(3, 1, first, "Migrasi data", "Kemenkumham", "1 juta data", "1 juta data", 100, "Selesai")
    sheet.row(5, None, None, "Portal pencarian", None, "1 portal", "0,5 portal", 50, "Sedang berjalan")
    sheet.put(6, 4, "- 2 -")
    sheet.row(7, None, None, "Pelatihan inventor", "BRIN", "10 kelas", "-", 0, "Belum mulai")
    sheet.row(9, 2, second, "Daftar merek terbuka", "Kemenkumham", "1 daftar", None, None, None)
    sheet.put(12, 1, "Ket: angka sementara")
    said = (
        (3, first, "Migrasi data", ["Kemenkumham"], "1 juta data", "1 juta data", 100, "Selesai"),
        (5, first, "Portal pencarian", ["Kemenkumham"], "1 portal", "0,5 portal", 50, "Sedang berjalan"),
        (7, first, "Pelatihan inventor", ["BRIN"], "10 kelas", None, 0, "Belum mulai"),
        (9, second, "Daftar merek terbuka", ["Kemenkumham"], "1 daftar", None, None, None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Blank rows and page lines inside a group",
            "header row 1, numbers row 2",
            [
                rec(
                    "hal 1-3",
                    row,
                    commitment_title=title,
                    milestone=step,
                    lead_agencies=lead,
                    target_text=target,
                    achievement_text=reached,
                    percent=percent,
                    status=status,
                )
                for row, title, step, lead, target, reached, percent, status in said
            ],
            must_not_import=["- 2 -", "angka sementara"],
        ),
    )


def form_on_one_sheet_after_another() -> Example:
    """Two OGP forms below each other on one sheet, each with its own steps; the labels end in a colon."""
    file = "74_dua_formulir_satu_lembar.xlsx"
    book = Book()
    sheet = book.sheet("Template")
    forms = (
        (
            1,
            "Keterbukaan data kapal",
            "Kemenhub",
            "ICEL",
            (
                ("Register kapal terbuka", day(2023, 4, 3), day(2024, 3, 29), "On track"),
                ("Data awak kapal", day(2023, 7, 3), day(2024, 9, 30), "Not started"),
            ),
        ),
        (
            12,
            "Keterbukaan data pelabuhan perikanan",
            "KKP",
            "Auriga",
            (("Data bongkar muat", day(2023, 5, 2), day(2024, 6, 28), "Completed"),),
        ),
    )
    expected = []
    for top, title, lead, cso, steps in forms:
        sheet.rows(
            top,
            ("Judul Komitmen:", title),
            ("K/L Penanggung Jawab:", lead),
            ("Mitra OMS:", cso),
        )
        sheet.row(top + 4, "Tahapan", "Tanggal Mulai", "Tanggal Selesai", "Status")
        for row, step in enumerate(steps, start=top + 5):
            sheet.row(row, *step)
            name, start, due, status = step
            expected.append(
                rec(
                    "Template",
                    row,
                    commitment_title=title,
                    lead_agencies=[lead],
                    csos=[cso],
                    milestone=name,
                    start_date=start.value.date().isoformat(),
                    due_date=due.value.date().isoformat(),
                    status=status,
                )
            )
    return (
        file,
        book.data(),
        readable(file, "Two label/value forms on one sheet", "forms from rows 1 and 12", expected),
    )


def indicator_under_a_commitment_line() -> Example:
    """The commitment in one line, then a table whose first column is ``Indikator``: a table, not a form."""
    file = "75_indikator_di_bawah_baris_komitmen.xlsx"
    book = Book()
    sheet = book.sheet("Komitmen 13")
    sheet.put(1, 1, "Komitmen 13: Keterbukaan data layanan kesehatan jiwa")
    sheet.row(3, "Indikator", "Status", "Capaian", "Data Dukung")
    sheet.header(3)
    rows = (
        ("Daftar layanan terbuka", "Selesai", "38 provinsi", "Surat edaran"),
        ("Rujukan berbasis komunitas", "Belum mulai", None, None),
    )
    sheet.rows(4, *rows)
    return (
        file,
        book.data(),
        readable(
            file,
            "A measure table that begins with Indikator under the line of its commitment",
            "header row 3, commitment in row 1",
            [
                rec(
                    "Komitmen 13",
                    row,
                    commitment_number="13",
                    commitment_title="Keterbukaan data layanan kesehatan jiwa",
                    success_measure=measure,
                    status=status,
                    achievement_text=reached,
                    evidence=evidence,
                )
                for row, (measure, status, reached, evidence) in enumerate(rows, start=4)
            ],
        ),
    )


BUILDERS: list[Builder] = [
    periods_in_one_header_row,
    achievement_over_three_leaves,
    sections_in_capitals,
    target_and_reached_in_percent,
    theme_and_commitment_merged,
    halves_in_english,
    blank_rows_between_groups,
    form_on_one_sheet_after_another,
    indicator_under_a_commitment_line,
]

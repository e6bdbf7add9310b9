"""Good files, fourth part: several sheets, several tables, forms (matrix.md, layouts 9 to 11)."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, readable, rec


def sheet_per_ministry() -> Example:
    """The ministry is only in the sheet name."""
    file = "33_lembar_per_kementerian.xlsx"
    book = Book()
    open_court = "Keterbukaan jadwal sidang"
    evidence = "Perlindungan saksi pelanggaran berat"
    expected = []
    for name, agency, rows in (
        (
            "Mahkamah Agung",
            "Mahkamah Agung",
            ((open_court, "Jadwal tayang di semua pengadilan", "900 pengadilan", "870 pengadilan", "Sedang berjalan"),),
        ),
        (
            "LPSK",
            "LPSK",
            (
                (evidence, "Data permohonan terbuka", "4 laporan", "4 laporan", "Selesai"),
                (evidence, "Kanal permohonan daring", "1 kanal", None, "Belum mulai"),
            ),
        ),
    ):
        sheet = book.sheet(name)
        sheet.put(1, 1, "Matriks capaian")
        sheet.row(2, "No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian", "Status")
        sheet.header(2)
        for row, values in enumerate(rows, start=3):
            sheet.row(row, row - 2, *values)
            title, measure, target, achievement, status = values
            expected.append(
                rec(
                    name,
                    row,
                    commitment_title=title,
                    success_measure=measure,
                    lead_agencies=[agency],
                    target_text=target,
                    achievement_text=achievement,
                    status=status,
                )
            )
    return (
        file,
        book.data(),
        readable(file, "One sheet per ministry, named in the sheet tab", "header row 2 on two sheets", expected),
    )


def key_value_block() -> Example:
    """Ministry, commitment and period in a block of labels above the table, the colon in a column of its own."""
    file = "34_blok_identitas_di_atas.xlsx"
    book = Book()
    sheet = book.sheet("Form Laporan")
    sheet.put(1, 1, "FORMULIR LAPORAN CAPAIAN")
    title = "Transparansi bantuan bagi lanjut usia"
    sheet.rows(
        3,
        ("Kementerian/Lembaga", ":", "Kementerian Sosial"),
        ("No. Komitmen", ":", 9),
        ("Komitmen", ":", title),
        ("Periode", ":", "B06 Tahun 2024"),
    )
    sheet.row(8, "No", "Ukuran Keberhasilan", "Target", "Realisasi", "Capaian (%)", "Hambatan", "Solusi")
    sheet.header(8)
    sheet.rows(
        9,
        (1, "Data penerima dapat diperiksa", "500 desa", "410 desa", 82, "Data ganda", "Pemadanan NIK"),
        (2, "Pengaduan dijawab tujuh hari", "90%", "71%", 79, "Petugas kurang", None),
    )
    common = {
        "commitment_number": "9",
        "commitment_title": title,
        "lead_agencies": ["Kemensos"],
        "target_year": 2024,
        "period": "2024-B06",
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Key/value block gives ministry, commitment and period",
            "header row 8, block in rows 3-6",
            [
                rec(
                    "Form Laporan",
                    9,
                    **common,
                    success_measure="Data penerima dapat diperiksa",
                    target_text="500 desa",
                    achievement_text="410 desa",
                    percent=82,
                    obstacles="Data ganda",
                    follow_up="Pemadanan NIK",
                ),
                rec(
                    "Form Laporan",
                    10,
                    **common,
                    success_measure="Pengaduan dijawab tujuh hari",
                    target_text="90%",
                    achievement_text="71%",
                    percent=79,
                    obstacles="Petugas kurang",
                    follow_up=None,
                ),
            ],
        ),
    )


def workbook_with_instructions() -> Example:
    """Cover, instructions with an example row, the matrix, lists behind the drop-downs and a hidden draft."""
    file = "35_petunjuk_daftar_dan_draf.xlsx"
    book = Book()
    cover = book.sheet("Sampul")
    cover.put(5, 3, "MATRIKS TARGET CAPAIAN")
    cover.put(7, 3, "Sekretariat Nasional (contoh)")
    header = ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian", "%", "Status")
    guide = book.sheet("Petunjuk")
    guide.put(1, 1, "PETUNJUK PENGISIAN")
    guide.put(2, 1, "1. Isi lembar Matriks, jangan mengubah judul kolom.")
    guide.put(3, 1, "Contoh pengisian:")
    guide.row(4, *header)
    guide.row(
        5,
        1,
        "Contoh komitmen",
        "Contoh ukuran",
        "Nama K/L",
        "Contoh target",
        "Contoh capaian",
        "50%",
        "Sedang berjalan",
    )
    sheet = book.sheet("Matriks")
    sheet.row(1, *header)
    sheet.header(1)
    title = "Keterbukaan data cuaca ekstrem"
    sheet.rows(
        2,
        (1, title, "Peringatan dini lewat pesan singkat", "BMKG", "10 kota", "4 kota", "40%", "Sedang berjalan"),
        (2, title, "Data historis terbuka", "BMKG", "30 tahun", "30 tahun", "100%", "Selesai"),
    )
    choices = DataValidation(type="list", formula1="=Daftar!$A$2:$A$5", allow_blank=True)
    choices.add("H2:H100")
    sheet.worksheet.add_data_validation(choices)
    lists = book.sheet("Daftar")
    lists.rows(1, ("Status", "K/L"), ("Selesai", "BMKG"), ("Sedang berjalan", "KPU"), ("Belum mulai", "Kemensos"))
    draft = book.sheet("Draf lama", state="hidden")
    draft.row(1, *header)
    draft.row(2, 1, title, "Ukuran usang", "BMKG", "5 kota", "0 kota", "0%", "Belum mulai")
    common = {"commitment_title": title, "lead_agencies": ["BMKG"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Cover, instructions with an example row, list sheet and a hidden old draft",
            "sheet Matriks, header row 1",
            [
                rec(
                    "Matriks",
                    2,
                    **common,
                    success_measure="Peringatan dini lewat pesan singkat",
                    target_text="10 kota",
                    achievement_text="4 kota",
                    percent=40,
                    status="Sedang berjalan",
                ),
                rec(
                    "Matriks",
                    3,
                    **common,
                    success_measure="Data historis terbuka",
                    target_text="30 tahun",
                    achievement_text="30 tahun",
                    percent=100,
                    status="Selesai",
                ),
            ],
            must_not_import=["Contoh komitmen", "Contoh capaian", "Ukuran usang"],
        ),
    )


def form_per_commitment() -> Example:
    """The OGP template in Indonesian, one sheet per commitment: labels in A, values in B, a table of steps."""
    file = "36_formulir_komitmen.xlsx"
    book = Book()
    expected = []
    for number, title, lead, partners, csos, steps in (
        (
            4,
            "Keterbukaan data energi bersih",
            "Kementerian ESDM",
            "Kementerian Keuangan, Bappenas",
            "PWYP Indonesia",
            (
                ("Publikasi data pembangkit", day(2023, 3, 1), day(2023, 12, 31), "Selesai"),
                ("Dasbor bauran energi", day(2023, 6, 1), day(2024, 11, 30), "Sedang berjalan"),
            ),
        ),
        (
            5,
            "Keterbukaan data keselamatan kerja",
            "Kemnaker",
            "BPS",
            "Seknas FITRA",
            (("Publikasi data kecelakaan kerja", day(2023, 2, 1), day(2024, 6, 30), "Terlambat"),),
        ),
    ):
        name = f"Komitmen {number}"
        sheet = book.sheet(name)
        sheet.put(1, 1, "FORMULIR KOMITMEN")
        sheet.rows(
            2,
            ("Nomor Komitmen", number),
            ("Judul Komitmen", title),
            ("Masa Komitmen", "Januari 2023 - Desember 2024"),
            ("K/L Penanggung Jawab", lead),
            ("Instansi Pendukung", partners),
            ("Mitra OMS", csos),
            ("Masalah publik yang ditangani", "Data tersebar dan sulit dipakai."),
        )
        sheet.row(10, "Tahapan Kegiatan", "Tanggal Mulai", "Tanggal Selesai", "Status")
        sheet.header(10)
        sheet.rows(11, *steps)
        sheet.rows(
            15, ("Kontak",), ("Nama", "Narahubung Contoh"), ("Jabatan", "Kepala Bagian"), ("Telepon", "0800-000-0009")
        )
        for row, (step, start, due, status) in enumerate(steps, start=11):
            expected.append(
                rec(
                    name,
                    row,
                    commitment_number=str(number),
                    commitment_title=title,
                    lead_agencies=[lead],
                    supporting=partners.split(", "),
                    csos=[csos],
                    milestone=step,
                    start_date=start.value.date().isoformat(),
                    due_date=due.value.date().isoformat(),
                    status=status,
                )
            )
    return (
        file,
        book.data(),
        readable(
            file,
            "OGP form: labels and values, a small milestone table, a contact block",
            "labels in column A, steps from row 11",
            expected,
            must_not_import=["Narahubung Contoh", "0800-000-0009", "Kepala Bagian"],
        ),
    )


def form_in_english() -> Example:
    """The same form in English, with the labels of the OGP template."""
    file = "37_commitment_form_english.xlsx"
    book = Book()
    sheet = book.sheet("Commitment template")
    sheet.put(1, 1, "Commitment template")
    sheet.merge("A1:D1")
    title = "Open data on air quality"
    sheet.rows(
        2,
        ("Commitment No.", 12),
        ("Commitment", title),
        ("Lead implementing agency", "Ministry of Environment and Forestry"),
        ("Supporting agencies", "BMKG"),
        ("CSO partners", "ICEL"),
        ("What is the public problem that the commitment will address?", "Citizens cannot see measurements."),
    )
    sheet.row(10, "Milestone activity with a verifiable deliverable", "Start date", "End date", "Status")
    sheet.header(10)
    sheet.rows(
        11,
        ("Hourly measurements published", day(2023, 1, 9), day(2023, 10, 31), "Completed"),
        ("Open interface for developers", day(2023, 11, 1), day(2024, 10, 31), "On track"),
    )
    sheet.rows(15, ("Contact information",), ("Name of responsible person", "Contact Person"), ("Phone", "0800-1"))
    common = {
        "commitment_number": "12",
        "commitment_title": title,
        "lead_agencies": ["KLHK"],
        "supporting": ["BMKG"],
        "csos": ["ICEL"],
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "OGP form in English",
            "labels in column A, milestones from row 11",
            [
                rec(
                    "Commitment template",
                    11,
                    **common,
                    milestone="Hourly measurements published",
                    start_date="2023-01-09",
                    due_date="2023-10-31",
                    status="Completed",
                    status_class="completed",
                ),
                rec(
                    "Commitment template",
                    12,
                    **common,
                    milestone="Open interface for developers",
                    start_date="2023-11-01",
                    due_date="2024-10-31",
                    status="On track",
                ),
            ],
            must_not_import=["Contact Person", "0800-1"],
        ),
    )


def tables_below_each_other() -> Example:
    """Three tables on one sheet, each under the title of its commitment, with a total under each."""
    file = "38_tabel_per_komitmen_satu_lembar.xlsx"
    book = Book()
    sheet = book.sheet("Semua")
    header = ("No", "Ukuran Keberhasilan", "K/L", "Target", "Capaian", "%")
    tables = (
        (
            "Komitmen 1. Keterbukaan data perumahan",
            "1",
            (
                ("Daftar penerima terbuka", "Kementerian PUPR", "38 provinsi", "30 provinsi", 79),
                ("Peta lahan terbuka", "ATR/BPN", "10 kota", "10 kota", 100),
            ),
        ),
        ("Komitmen 2. Keterbukaan data sampah", "2", (("Neraca sampah terbit", "KLHK", "514 daerah", None, None),)),
        (
            "Komitmen 3. Keterbukaan data air",
            "3",
            (("Mutu air sungai terbuka", "KLHK; BMKG", "12 sungai", "6 sungai", 50),),
        ),
    )
    expected = []
    row = 1
    for heading, number, measures in tables:
        sheet.put(row, 1, heading)
        sheet.row(row + 1, *header)
        sheet.header(row + 1)
        row += 2
        for position, (measure, lead, target, achievement, percent) in enumerate(measures, start=1):
            sheet.row(row, position, measure, lead, target, achievement, percent)
            expected.append(
                rec(
                    "Semua",
                    row,
                    commitment_number=number,
                    commitment_title=heading.partition(". ")[2],
                    success_measure=measure,
                    lead_agencies=lead.split("; "),
                    target_text=target,
                    achievement_text=achievement,
                    percent=percent,
                )
            )
            row += 1
        sheet.row(row, None, "Total", None, None, None, 90)
        row += 3
    return (
        file,
        book.data(),
        readable(
            file,
            "Several tables with repeated headers, a commitment title above each, totals below",
            "three header rows",
            expected,
            must_not_import=["Total"],
        ),
    )


def two_unlike_tables() -> Example:
    """Targets in the first table, obstacles of other activities in the second, with other columns."""
    file = "39_dua_tabel_berbeda.xlsx"
    book = Book()
    sheet = book.sheet("Laporan")
    sheet.put(1, 1, "A. Kegiatan yang berjalan")
    sheet.row(2, "No", "Komitmen", "Kegiatan", "PJ", "Capaian", "Status")
    title = "Keterbukaan data keimigrasian"
    sheet.row(3, 1, title, "Publikasi statistik perlintasan", "Kemenkumham", "6 rilis", "Sedang berjalan")
    sheet.row(4, 2, title, "Uji publik antrean paspor", "Kemenkumham", "3 kantor", "Sedang berjalan")
    sheet.put(7, 1, "B. Kegiatan yang terhambat")
    sheet.row(8, "Status", "Kegiatan", "Komitmen", "Kendala", "Tindak Lanjut", "PJ")
    sheet.row(9, "Terlambat", "Data izin tinggal", title, "Sistem sedang dipindahkan", "Migrasi Oktober", "Kemenkumham")
    sheet.header(2, 8)
    common = {"commitment_title": title, "lead_agencies": ["Kemenkumham"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "Two tables on one sheet with different columns in a different order",
            "header rows 2 and 8",
            [
                rec(
                    "Laporan",
                    3,
                    **common,
                    milestone="Publikasi statistik perlintasan",
                    achievement_text="6 rilis",
                    status="Sedang berjalan",
                ),
                rec(
                    "Laporan",
                    4,
                    **common,
                    milestone="Uji publik antrean paspor",
                    achievement_text="3 kantor",
                    status="Sedang berjalan",
                ),
                rec(
                    "Laporan",
                    9,
                    **common,
                    milestone="Data izin tinggal",
                    achievement_text=None,
                    status="Terlambat",
                    status_class="delayed",
                    obstacles="Sistem sedang dipindahkan",
                    follow_up="Migrasi Oktober",
                ),
            ],
        ),
    )


def page_break_inside_a_group() -> Example:
    """The header is repeated in the middle of a group: the commitment above still holds below it."""
    file = "40_judul_berulang_di_tengah_kelompok.xlsx"
    book = Book()
    sheet = book.sheet("Cetak")
    header = ("No", "Komitmen", "Penanggung Jawab", "Tahapan", "Target", "Keterangan")
    title = "Keterbukaan data perikanan tangkap"
    sheet.row(1, *header)
    sheet.rows(
        2,
        (1, title, "KKP", "Pendataan kapal", "5.000 kapal", None),
        (None, None, None, "Publikasi kuota", "1 laporan", None),
    )
    sheet.put(4, 3, "Halaman 1")
    sheet.row(5, *header)
    sheet.header(1, 5)
    sheet.rows(
        6,
        (None, None, None, "Pemantauan bersama nelayan", "4 kali", "lanjutan"),
        (2, "Keterbukaan harga ikan", "KKP", "Harga harian terbit", "20 pelabuhan", None),
    )
    said = (
        (2, title, "Pendataan kapal", "5.000 kapal", None),
        (3, title, "Publikasi kuota", "1 laporan", None),
        (6, title, "Pemantauan bersama nelayan", "4 kali", "lanjutan"),
        (7, "Keterbukaan harga ikan", "Harga harian terbit", "20 pelabuhan", None),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Header repeated after a page break in the middle of a group",
            "header rows 1 and 5",
            [
                rec(
                    "Cetak",
                    row,
                    commitment_title=commitment,
                    lead_agencies=["KKP"],
                    milestone=step,
                    target_text=target,
                    notes=notes,
                )
                for row, commitment, step, target, notes in said
            ],
            must_not_import=["Halaman 1"],
        ),
    )


def ministry_sheets_with_block() -> Example:
    """Sheets are numbered, the ministry stands in a line above the table; an empty sheet and a recap lie beside."""
    file = "41_identitas_satu_baris.xlsx"
    book = Book()
    expected = []
    for name, agency, short, title in (
        ("1", "Kementerian Perdagangan", "Kemendag", "Keterbukaan harga bahan pokok"),
        ("2", "Kementerian Perindustrian", "Kemenperin", "Keterbukaan data industri hijau"),
    ):
        sheet = book.sheet(name)
        sheet.put(1, 1, "Matriks Capaian Renaksi")
        sheet.put(2, 1, f"Kementerian/Lembaga: {agency}")
        sheet.put(3, 1, "Tahun: 2023")
        sheet.row(5, "No", "Komitmen", "Renaksi", "Target", "Realisasi", "Progres (%)")
        sheet.header(5)
        sheet.row(6, 1, title, "Pembaruan data", "12 rilis", "11 rilis", 92)
        expected.append(
            rec(
                name,
                6,
                commitment_title=title,
                milestone="Pembaruan data",
                lead_agencies=[short],
                target_year=2023,
                target_text="12 rilis",
                achievement_text="11 rilis",
                percent=92,
            )
        )
    book.sheet("Sheet3")
    recap = book.sheet("Rekap")
    recap.rows(1, ("Rekapitulasi jumlah renaksi",), ("Instansi", "Jumlah"), ("Kemendag", 1), ("Kemenperin", 1))
    return (
        file,
        book.data(),
        readable(
            file,
            "Ministry and year as one line each above the table; recap and empty sheets beside",
            "header row 5 on two sheets",
            expected,
            must_not_import=["Rekapitulasi"],
        ),
    )


BUILDERS: list[Builder] = [
    sheet_per_ministry,
    key_value_block,
    workbook_with_instructions,
    form_per_commitment,
    form_in_english,
    tables_below_each_other,
    two_unlike_tables,
    page_break_inside_a_group,
    ministry_sheets_with_block,
]

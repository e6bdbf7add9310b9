"""Sixth round: troubles in whole submissions, and tables that only look like matrices (matrix.md, section 5)."""

from __future__ import annotations

from tests.reports.matrix.corpus.bad_files import compound, sound
from tests.reports.matrix.corpus.making import Book, Builder, packed, parts_of, pct
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@bad("bb01_word_lama.xlsx", "An old Word document", "wrong_format", or_topics=["not_a_workbook"])
def old_word() -> bytes:
    return compound({"WordDocument": b"\xec\xa5" + bytes(600)})


@bad("bb02_epub.xlsx", "A book", "wrong_format", or_topics=["not_a_workbook"])
def book_file() -> bytes:
    return packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"})


@bad("bb03_teks_odt.xlsx", "A text of LibreOffice", "wrong_format", or_topics=["not_a_workbook"])
def text_document() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


@bad(
    "bb04_bagian_dan_persen.xlsx",
    "220% in the second section of a return",
    "percent_out_of_range",
    error_cells=["Matriks!E5"],
)
def in_a_section() -> bytes:
    return workbook(
        ("No", "Ukuran Keberhasilan", "PJ", "Target", "Capaian (%)"),
        ("Komitmen 1: Data terbuka",),
        (1, "Satu", "BPS", "1", 50),
        ("Komitmen 2: Peta terbuka",),
        (1, "Dua", "BIG", "1", "220%"),
    )


@bad("bb05_status_oms.xlsx", "The CSO's state is no known word", "unknown_status", error_cells=["Matriks!F2"])
def state_of_cso() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Status K/L", "Status OMS"),
        (1, "Data terbuka", "Satu", "1", "Selesai", "mandek kayaknya"),
        (2, "Data terbuka", "Dua", "1", "Selesai", "Selesai"),
    )


@bad("bb06_periode_baris.xlsx", "A line Triwulan II, below it a wrong day", "invalid_date", error_cells=["Matriks!E5"])
def below_a_quarter() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Tenggat", "Status"),
        ("Triwulan I 2024",),
        (1, "Data terbuka", "Satu", "BPS", "31 Maret 2024", "Selesai"),
        ("Triwulan II 2024",),
        (1, "Data terbuka", "Dua", "BPS", "31 April 2024", "Proses"),
    )


@bad("bb07_kembar_oms.xlsx", "The same reporter twice on one measure and year", "duplicate_rows")
def reporter_twice() -> bytes:
    head = ("No", "Komitmen", "Ukuran Keberhasilan", "Tahun", "Pelapor", "Capaian", "Status")
    one = (1, "Data terbuka", "Satu", 2024, "OMS", "terbit", "Selesai")
    return workbook(head, one, (1, "Data terbuka", "Satu", 2024, "K/L", "terbit", "Selesai"), one)


@bad("bb08_dua_nomor.xlsx", "Komitmen 3 and Komitmen 4 share a title in section lines", "conflicting_commitment")
def two_numbers() -> bytes:
    return workbook(
        ("No", "Kegiatan", "PJ", "Target"),
        ("Komitmen 3: Data terbuka",),
        (1, "Satu", "BPS", "1"),
        ("Komitmen 4: Data terbuka",),
        (1, "Dua", "BPS", "1"),
    )


@bad(
    "bb09_rumus_teks_gabung.xlsx",
    "Formulas without results in a wide table",
    "formula_without_value",
    error_cells=["Matriks!F3", "Matriks!G3"],
)
def wide_formulas() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "PJ", "B06 2024", None, "B12 2024"),
        (None, None, None, None, "Target", "Capaian (%)", "Capaian (%)"),
        (1, "Data terbuka", "Satu", "BPS", "1"),
    )
    sheet.merge("E1:F1")
    sheet.worksheet["F3"], sheet.worksheet["G3"] = "=1/2", "=F3*2"
    return book.data()


@bad("bb10_tenaga_ahli.xlsx", "Contracts of consultants", NO_MATRIX[1], or_topics=NO_MATRIX)
def consultants() -> bytes:
    return workbook(
        ("No", "Nama Tenaga Ahli", "Keahlian", "Mulai", "Selesai", "Status", "Keterangan"),
        (1, "Orang Satu", "Data", "1 Januari 2024", "31 Desember 2024", "Aktif", None),
        (2, "Orang Dua", "Hukum", "1 Februari 2024", "30 Juni 2024", "Selesai", None),
    )


@bad("bb11_rencana_rapat.xlsx", "A plan of meetings", NO_MATRIX[1], or_topics=NO_MATRIX)
def meetings() -> bytes:
    return workbook(
        ("No", "Agenda", "Tanggal", "Tempat", "Peserta", "Status"),
        (1, "Rapat komitmen 1", "1 Mei 2024", "Bappenas", "KPU", "Selesai"),
        (2, "Rapat komitmen 2", "2 Mei 2024", "Daring", "LKPP", "Belum"),
    )


@bad("bb12_isian_anggaran.xlsx", "Indicators with budgets, and not one commitment", NO_MATRIX[0], or_topics=NO_MATRIX)
def indicators() -> bytes:
    return workbook(
        ("Sasaran Program", "Indikator Kinerja Program", "Target 2024", "Realisasi 2024", "% Capaian", "Pagu"),
        ("Tata kelola", "Indeks SPBE", "3,5", "3,6", pct(1.02), 1_000_000),
        ("Layanan", "Indeks layanan", "4,0", "3,9", pct(0.97), 2_000_000),
    )


@bad(
    "bb13_sel_kontrol_catatan.xlsx",
    "An escape character in the obstacles",
    "control_characters",
    error_cells=["Matriks!E2"],
)
def escape_character() -> bytes:
    return workbook(
        tuple("Kendala" if title == "Target" else title for title in HEAD), row(1, target="SDM_x001B_[31m"), row(2)
    )


@bad(
    "bb14_relasi_keluar.xlsx",
    "A sheet that is said to lie on a server",
    "corrupt_file",
    or_topics=["unsafe_archive", "formula_injection"],
)
def sheet_elsewhere() -> bytes:
    parts = parts_of(sound().data())
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    rels = rels.replace(
        'Target="/xl/worksheets/sheet1.xml"', 'TargetMode="External" Target="https://contoh.test/sheet1.xml"'
    )
    return packed(parts | {"xl/_rels/workbook.xml.rels": rels.encode()})


BAD: list[Builder] = [
    old_word,
    book_file,
    text_document,
    in_a_section,
    state_of_cso,
    below_a_quarter,
    reporter_twice,
    two_numbers,
    wide_formulas,
    consultants,
    meetings,
    indicators,
    escape_character,
    sheet_elsewhere,
]

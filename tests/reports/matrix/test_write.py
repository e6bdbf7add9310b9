"""What leaves the tracker: no active cell from data, ready to print, and fast."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from models.language import speaking
from reports.matrix.format import COLUMNS, FIRST_DATA_ROW, HEADING_ROW, KEY_ROW, MatrixRow
from reports.matrix.write import cell_value, csv_bytes, height_of, lines_of, neutral, workbook_bytes
from tests.reports.conftest import Desk, column_of
from tests.reports.matrix.test_roundtrip import A_ROW, MARK, NASTY_TEXTS, PLAN, written

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|'/c calc'!A1",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    " =1",
]
TEXT_FIELDS = [c.key for c in COLUMNS if c.key not in ("commitment_number", "percent", "start_date", "due_date")]


def hostile_row(text: str) -> MatrixRow:
    values: dict[str, Any] = {}
    for name in TEXT_FIELDS:
        values[name] = (text,) if name in ("lead_agencies", "supporting", "csos", "evidence") else text
    return replace(A_ROW, **values)


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def parts_of(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}


# -- nothing active ---------------------------------------------------------------------------------------------------


def test_no_text_from_data_becomes_a_formula_in_any_column() -> None:
    content = written([hostile_row(text) for text in HOSTILE])
    parts = parts_of(content)
    assert not [name for name, text in parts.items() if re.search(r"<f[ >/]", text)]
    kinds = {cell.data_type for row in sheet_of(content).iter_rows(min_row=FIRST_DATA_ROW) for cell in row}
    assert kinds <= {"n", "s", "d", "inlineStr"}


def test_a_workbook_names_no_address_outside_itself() -> None:
    content = written([hostile_row("https://contoh.go.id/x"), hostile_row('=HYPERLINK("http://x","y")')])
    for name, text in parts_of(content).items():
        assert "TargetMode" not in text, name
        assert "<hyperlink" not in text, name
        assert "externalLink" not in text, name


def test_a_title_or_organisation_that_looks_like_a_formula_stays_text() -> None:
    plan = replace(PLAN, name_id="=1+1", period_label="", code="=2")
    content = workbook_bytes([A_ROW], plan, replace(MARK, plan_code="=2", organisation="=3", dispatch="=4"))
    assert not [name for name, text in parts_of(content).items() if re.search(r"<f[ >/]", text)]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=40))
def test_any_text_makes_a_workbook_that_opens_and_holds_it_as_text(text: str) -> None:
    content = workbook_bytes([hostile_row(text)], PLAN, MARK)
    for row in sheet_of(content).iter_rows(min_row=FIRST_DATA_ROW):
        for cell in row:
            assert cell.data_type != "f"
    assert not csv_bytes([hostile_row(text)]).startswith(b"=")


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_neutralises_what_a_spreadsheet_would_run(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes([hostile_row(text)]).decode("utf-8-sig"))))
    for column, shown in zip(COLUMNS, rows[1], strict=True):
        if column.key in TEXT_FIELDS:
            assert not shown.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
            assert shown.startswith("'")


def test_csv_keeps_numbers_and_dates_and_quotes_every_field() -> None:
    content = csv_bytes([replace(A_ROW, percent=37.5, commitment_number=6)])
    assert content.startswith(b"\xef\xbb\xbf")
    line = content.decode("utf-8-sig").split("\r\n")[1]
    assert '"6"' in line
    assert '"37.5"' in line
    assert '"31/12/2024"' in line
    assert re.match(r'^"(?:[^"]|"")*"(,"(?:[^"]|"")*")*$', line)


def test_csv_speaks_the_language_of_the_reader() -> None:
    with speaking("en"):
        head, line = csv_bytes([A_ROW]).decode("utf-8-sig").split("\r\n")[:2]
    assert '"Row code"' in head
    assert '"2024-12-31"' in line


def test_ordinary_text_is_left_as_it_is() -> None:
    assert neutral("Rapat 5-6 Mei = selesai") == "Rapat 5-6 Mei = selesai"


# -- ready to print ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheet() -> Any:
    return sheet_of(written([replace(A_ROW, row_code=f"RAN7-06-1-{n}") for n in range(1, 4)]))


def test_the_heading_stays_in_sight_and_the_key_row_does_not(sheet: Any) -> None:
    assert sheet.freeze_panes == f"D{FIRST_DATA_ROW}"
    assert sheet.row_dimensions[KEY_ROW].hidden
    assert [cell.value for cell in sheet[KEY_ROW]] == [column.marker for column in COLUMNS]
    assert sheet.auto_filter.ref == f"A{HEADING_ROW}:T{FIRST_DATA_ROW + 2}"


def test_text_wraps_and_columns_have_their_widths(sheet: Any) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(FIRST_DATA_ROW, place)
        assert cell.alignment.wrap_text, column.key
        assert cell.alignment.vertical == "top"
        assert sheet.column_dimensions[cell.column_letter].width == column.width


def test_it_prints_on_a3_across_with_its_heading_on_every_page(sheet: Any) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert "&P" in sheet.oddFooter.center.text


def test_drop_downs_reach_beyond_the_last_row(sheet: Any) -> None:
    rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
    status, period, percent = (rules[chr(64 + column_of(key))] for key in ("status", "period", "percent"))
    assert (status.type, status.errorStyle, status.formula1) == ("list", "warning", "_daftar!$A$1:$A$5")
    assert (period.type, period.formula1) == ("list", "_daftar!$B$1:$B$1")
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "200")
    assert str(status.sqref) == f"P{FIRST_DATA_ROW}:P{FIRST_DATA_ROW + 203}"


def test_keys_are_locked_and_everything_to_fill_in_is_open(sheet: Any) -> None:
    locked = [c.key for place, c in enumerate(COLUMNS, start=1) if sheet.cell(FIRST_DATA_ROW, place).protection.locked]
    assert locked == [column.key for column in COLUMNS if column.home.value == "key"]


def test_numbers_percents_and_dates_are_values_with_a_format(sheet: Any) -> None:
    values = {c.key: sheet.cell(FIRST_DATA_ROW, place) for place, c in enumerate(COLUMNS, start=1)}
    assert values["commitment_number"].value == 6
    assert (values["percent"].value, values["percent"].number_format) == (37.5, 'General" %"')
    assert values["due_date"].value.date() == dt.date(2024, 12, 31)
    assert values["due_date"].number_format == "dd/mm/yyyy"


def test_a_date_before_march_1900_or_far_away_is_still_that_date() -> None:
    for day in (dt.date(1900, 3, 1), dt.date(2000, 2, 29), dt.date(2999, 12, 31)):
        found = sheet_of(written([replace(A_ROW, due_date=day)])).cell(FIRST_DATA_ROW, column_of("due_date")).value
        assert found.date() == day


def test_the_empty_matrix_is_a_matrix_too() -> None:
    empty = sheet_of(written([]))
    assert empty.max_row == HEADING_ROW
    assert empty.auto_filter.ref == f"A{HEADING_ROW}:T{FIRST_DATA_ROW}"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 20, 1),
        ("pendek", 20, 1),
        ("satu\ndua\ntiga", 20, 3),
        ("kata " * 20, 20, 5),
        ("x" * 100, 20, 5),
        ("awal " + "x" * 50, 20, 4),
        ("\n\n", 20, 3),
    ],
)
def test_lines_are_counted_as_a_column_breaks_them(text: str, width: int, lines: int) -> None:
    assert lines_of(text.rstrip(" "), width) == lines


@given(st.text(st.sampled_from("abc \n"), max_size=200), st.integers(6, 40))
def test_a_text_never_needs_more_lines_than_counted(text: str, width: int) -> None:
    import textwrap

    room = int(width * 1.15)
    needed = sum(max(len(textwrap.wrap(line, room, break_on_hyphens=False)), 1) for line in text.split("\n"))
    assert lines_of(text, width) >= needed


def test_a_row_is_as_high_as_its_longest_cell_and_may_grow_in_excel() -> None:
    content = written([A_ROW, replace(A_ROW, achievement_text="satu dua tiga " * 30)])
    rows = re.findall(r'<row r="(\d+)" ht="(\d+)">', parts_of(content)["xl/worksheets/sheet1.xml"])
    low, high = (int(height) for _number, height in rows)
    assert 40 < low < 80
    assert high > 150
    # a row of fixed height would hide what an agency writes into it
    assert "customHeight" not in parts_of(content)["xl/worksheets/sheet1.xml"].split(f'<row r="{FIRST_DATA_ROW}"')[1]


def test_no_row_is_higher_than_excel_allows() -> None:
    assert height_of(10_000) == 409


def test_columns_that_say_nothing_leave_their_space_to_the_others() -> None:
    silent = sheet_of(written([replace(A_ROW, notes="", supporting=())]))
    for key in ("notes", "supporting"):
        letter = silent.cell(1, column_of(key)).column_letter
        usual = next(column.width for column in COLUMNS if column.key == key)
        assert silent.column_dimensions[letter].width < usual


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed: the printed page is not tested",
)
def test_the_printed_plan_is_one_page_wide_and_nothing_is_cut_off(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "kirim.xlsx"
    path.write_bytes(desk.export())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = tmp_path / "kirim.pdf"
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    pages = text.rstrip("\f").split("\f")
    assert 1 < len(pages) <= 5
    for page in pages:
        assert "Uraian capaian" in page
        assert "Keterangan" in page
    words = " ".join(text.split())
    for milestone in desk.data().milestones:
        assert milestone.row_code in words
        sentence = milestone.measure.wording_for(cso=False)
        assert all(word in words for word in re.findall(r"\b[A-Za-z]{3,12}\b", sentence))


# -- fast -------------------------------------------------------------------------------------------------------------


def test_a_styled_export_costs_no_more_than_a_bare_write_of_the_same_cells() -> None:
    rows = [replace(A_ROW, row_code=f"RAN7-06-1-{n}", achievement_text=f"Capaian {n}") for n in range(800)]

    def bare() -> None:
        book = Workbook()
        sheet: Any = book.active
        for row in rows:
            sheet.append([cell_value(column, getattr(row, column.key)) for column in COLUMNS])
        book.save(io.BytesIO())

    def best(work: Any) -> float:
        found = []
        for _round in range(2):
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
        return min(found)

    assert best(lambda: written(rows)) < best(bare)


def test_control_characters_never_reach_the_file() -> None:
    content = written([hostile_row("a\x00b\x1f\ufffe\ud800c")])
    assert sheet_of(content).cell(FIRST_DATA_ROW, 1).value == "abc"


@pytest.mark.parametrize("text", NASTY_TEXTS, ids=lambda text: repr(text[:24]))
def test_openpyxl_sees_the_text_that_was_written(text: str) -> None:
    from openpyxl.utils.escape import unescape

    found = sheet_of(written([replace(A_ROW, notes=text)])).cell(FIRST_DATA_ROW, column_of("notes")).value
    assert unescape(found) == text

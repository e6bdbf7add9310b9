"""A stranger's workbook given back with its problems marked: the same cells, nothing active, each problem in place."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from models.problems import Problem
from reports.matrix import catalogue
from reports.matrix.grid import Grid
from reports.matrix.marked import LISTINGS, marked_workbook
from reports.matrix.read import read_grid
from tests.reports.matrix.sheets import grid, sheet

HEAD = ["Komitmen", "Rencana Aksi", "PJ", "Target", "Capaian (%)", "Status"]
ROWS = [
    HEAD,
    ["Judul satu", "Langkah", "KPU", "5", 280, "beres gan"],
    ["Judul dua", "=1+1", "KPU", "+5", 40, "Selesai"],
]


def marked(grid_: Grid, *problems: Problem) -> Any:
    return load_workbook(io.BytesIO(marked_workbook(grid_, problems or read_grid(grid_).problems)))


def test_every_problem_is_listed_and_stands_at_its_cell() -> None:
    source = grid(sheet("Matriks", ROWS))
    found = [p for p in read_grid(source).problems if p.cell]
    book = marked(source, *found)
    listing, page = book.worksheets
    assert listing.title in LISTINGS.values()
    assert [row[0].value for row in listing.iter_rows(min_row=2)] == [problem.place for problem in found]
    assert "280" in page["E2"].comment.text
    assert page["E2"].fill.start_color.rgb == "00F4C7CB"
    assert "beres gan" in page["F2"].comment.text
    assert page["E3"].comment is None


def test_the_cells_are_the_same_and_none_is_active() -> None:
    source = grid(sheet("Matriks", ROWS))
    page = marked(source).worksheets[1]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == ROWS
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s", "n"}


def test_the_marked_file_reads_as_the_original_did() -> None:
    source = grid(sheet("Matriks", ROWS))
    from tests.reports.conftest import read_here

    again = read_here(marked_workbook(source, read_grid(source).problems))
    original = read_grid(source)
    assert [r.as_json() for r in again.records] == [r.as_json() for r in original.records]
    assert {p.cell for p in original.problems if p.cell} <= {p.cell for p in again.problems}


def test_a_problem_over_a_range_marks_each_of_its_cells() -> None:
    source = grid(sheet("Matriks", ROWS))
    page = marked(source, Problem(catalogue.UNKNOWN_STATUS, "Matriks", "F2:F3", {"value": "x", "accepted": "y"}))
    assert page.worksheets[1]["F2"].comment is not None
    assert page.worksheets[1]["F3"].comment is not None


def test_two_problems_of_a_cell_share_its_comment_and_the_worse_gives_the_colour() -> None:
    source = grid(sheet("Matriks", ROWS))
    page = marked(
        source,
        Problem(catalogue.QUALIFIED_VALUE, "Matriks", "E2", {"value": "280"}),
        Problem(catalogue.PERCENT_OUT_OF_RANGE, "Matriks", "E2", {"value": "280"}),
    ).worksheets[1]
    assert page["E2"].comment.text.count("\n") == 1
    assert page["E2"].fill.start_color.rgb == "00F4C7CB"


@pytest.mark.parametrize("name", ["x" * 40, "Perlu diperbaiki", "a/b*c?d:e[f]", "'kutip'", "=1+1", "History"])
def test_any_name_of_a_sheet_can_be_given_back(name: str) -> None:
    source = grid(sheet(name, ROWS), sheet(name[:30], ROWS))
    book = marked(source, Problem(catalogue.PERCENT_OUT_OF_RANGE, name, "E2", {"value": "280"}))
    assert len(book.worksheets) == 3
    assert book.worksheets[1]["E2"].comment is not None


def test_values_of_any_kind_come_back() -> None:
    values = [
        1.5, True, dt.date(2024, 1, 2), dt.time(1, 2), "x" * 32_767, "_x000D_", "a\tb\nc", "#N/A", "'x",
    ]  # fmt: skip
    source = grid(sheet("Matriks", [HEAD, *([value] * 2 for value in values)]))
    page = marked(source).worksheets[1]
    for row, value in enumerate(values, start=2):
        if not isinstance(value, dt.date | dt.time):
            from openpyxl.utils.escape import unescape

            shown = page.cell(row, 1).value
            assert (unescape(shown) if isinstance(shown, str) else shown) == value


def test_a_problem_of_the_whole_file_is_listed() -> None:
    book = marked(grid(sheet("Matriks", ROWS)), Problem(catalogue.NO_RECOGNISABLE_HEADER, values={"headers": "–"}))
    assert book.worksheets[0]["B2"].value


def test_text_of_a_stranger_is_no_formula_in_the_list_either() -> None:
    problem = Problem(catalogue.UNKNOWN_STATUS, "Matriks", "F2", {"value": "=cmd|'/c calc'!A1", "accepted": "y"})
    content = marked_workbook(grid(sheet("=1", ROWS)), [problem])
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name), name

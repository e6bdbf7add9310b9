"""Workbooks given back: the whole file marked, and the rows to be mended, which can be sent again."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from models.problems import Problem
from reports.matrix import catalogue
from reports.matrix.grid import Cell, Grid, Merge, Sheet
from reports.matrix.marked import cells_in, marked_workbook, mending_workbook
from reports.matrix.read import Reading, Record, read_grid
from reports.matrix.workbook import open_workbook
from tests.reports.matrix.corpus import good
from tests.reports.matrix.corpus.making import Builder


def said(record: Record) -> str:
    """What a record says, wherever it stands."""
    return repr({name: value for name, value in record.as_json().items() if name != "source_row"})


@pytest.mark.parametrize("build", good.BUILDERS, ids=lambda build: build.__name__)
def test_rows_given_back_alone_say_what_they_said_before(build: Builder) -> None:
    name, data, _expectation = build()
    grid = open_workbook(data, name)
    reading = read_grid(grid)
    rows = sorted({(record.source_sheet, record.source_row) for record in reading.records})
    wanted = set(rows[1::2] or rows)

    again = read_grid(open_workbook(mending_workbook(grid, reading, wanted, reading.problems), name))

    before = [said(r) for r in reading.records if (r.source_sheet, r.source_row) in wanted]
    assert sorted(said(r) for r in again.records) == sorted(before)


def a_grid(*rows: tuple[Any, ...], properties: dict[str, str] | None = None, merges: tuple[Merge, ...] = ()) -> Grid:
    cells = {
        (r, c): Cell(r, c, value)
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value is not None
    }
    return Grid("matriks.xlsx", "0" * 64, (Sheet("Matriks", cells, merges),), properties=properties or {})


HEADER = ("Komitmen", "Rencana Aksi", "Penanggung Jawab", "Capaian (%)")


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_problem_moves_with_its_row_and_is_listed_on_the_first_sheet() -> None:
    grid = a_grid(HEADER, ("Data pemilu", "Satu", "KPU", 40), ("Data pemilu", "Dua", "KPU", "banyak"))
    reading = read_grid(grid)
    problem = next(p for p in reading.problems if p.cell == "D3")

    book = opened(mending_workbook(grid, reading, {("Matriks", 3)}, [problem]))

    assert book.worksheets[0].title == "Perlu diperbaiki"
    assert book.worksheets[0]["A2"].value == "Matriks!D2"
    assert "banyak" in book["Matriks"]["D2"].comment.text
    assert book["Matriks"]["D2"].fill.start_color.rgb.endswith("F4C7CB")
    assert [row[1].value for row in book["Matriks"].iter_rows()] == ["Rencana Aksi", "Dua"]


def test_a_range_of_equal_problems_is_marked_cell_by_cell() -> None:
    grid = a_grid(HEADER, *(("Data pemilu", f"Kegiatan {n}", "KPU", 300) for n in range(4)))
    reading = read_grid(grid)
    problem = Problem(catalogue.PERCENT_OUT_OF_RANGE, "Matriks", "D2:D5", {"value": "300"})

    book = opened(mending_workbook(grid, reading, {("Matriks", 3), ("Matriks", 5)}, [problem]))

    assert [bool(book["Matriks"].cell(row, 4).comment) for row in (1, 2, 3)] == [False, True, True]


def test_our_own_marks_go_back_with_the_file() -> None:
    grid = a_grid(HEADER, ("Data pemilu", "Satu", "KPU", 40), properties={"tracker_dispatch": "K-1"})
    reading = read_grid(grid)
    again = open_workbook(mending_workbook(grid, reading, {("Matriks", 2)}, ()), "matriks.xlsx")
    assert again.properties["tracker_dispatch"] == "K-1"


def test_text_that_begins_like_a_formula_stays_text() -> None:
    grid = a_grid(HEADER, ("Data pemilu", "=1+1", "KPU", 40))
    book = opened(marked_workbook(grid, [Problem(catalogue.INVALID_PERCENT, "Matriks", "D2", {"value": "=2+2"})]))
    assert (book["Matriks"]["B2"].value, book["Matriks"]["B2"].data_type) == ("=1+1", "s")
    assert book.worksheets[0]["B2"].data_type == "s"


def test_a_merge_over_a_million_cells_costs_nothing() -> None:
    grid = a_grid(HEADER, ("Data pemilu", "Satu", "KPU", 40), merges=(Merge(1, 1, 1_048_576, 16_384),))
    assert len(marked_workbook(grid, [])) < 20_000


def test_an_earlier_list_of_ours_is_not_carried_along() -> None:
    grid = a_grid(HEADER, ("Data pemilu", "Satu", "KPU", 40))
    listed = Sheet("Perlu diperbaiki", {(1, 1): Cell(1, 1, "Tempat")})
    both = Grid(grid.file, grid.sha256, (listed, *grid.sheets))
    assert opened(marked_workbook(both, [])).sheetnames == ["Perlu diperbaiki", "Matriks"]


def test_without_rows_there_is_a_list_alone() -> None:
    grid = a_grid(HEADER)
    book = opened(mending_workbook(grid, Reading("matriks.xlsx", "0" * 64, (), ()), set(), ()))
    assert book.sheetnames == ["Perlu diperbaiki"]


@pytest.mark.parametrize(
    ("place", "cells"),
    [("F12", ("F12",)), ("F2:F4", ("F2", "F3", "F4")), ("A1:B2", ("A1:B2",)), ("", ("",))],
)
def test_a_place_is_its_cells(place: str, cells: tuple[str, ...]) -> None:
    assert cells_in(place) == cells

"""Small sheets for tests: rows of values become a grid, or a real workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from models.rules.naming import KnownNames
from reports.matrix.grid import Cell, Grid, Merge, Sheet
from reports.matrix.read import Reading, read_grid

Rows = Sequence[Sequence[Any]]


def sheet(name: str, rows: Rows, merges: Iterable[str] = (), **more: Any) -> Sheet:
    """A cell may be a value, (value, number format), or a Cell's keywords as a dict."""
    cells = {}
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            if isinstance(value, dict):
                cells[row, column] = Cell(row, column, **value)
            elif isinstance(value, tuple):
                cells[row, column] = Cell(row, column, *value)
            else:
                cells[row, column] = Cell(row, column, value)
    return Sheet(name, cells, tuple(_merge(area) for area in merges), **more)


def _merge(area: str) -> Merge:
    first_column, first_row, last_column, last_row = range_boundaries(area)
    return Merge(int(first_row or 0), int(first_column or 0), int(last_row or 0), int(last_column or 0))


def grid(*sheets: Sheet) -> Grid:
    return Grid("uji.xlsx", "0" * 64, sheets)


def read(rows: Rows, merges: Iterable[str] = (), *, name: str = "Matriks", known: KnownNames | None = None) -> Reading:
    """The reading of one sheet."""
    return read_grid(grid(sheet(name, rows, merges)), known=known)


def said(reading: Reading, *names: str) -> list[tuple[Any, ...]]:
    """The named fields of each record, as scripts see them."""
    return [tuple(record.as_json()[name] for name in names) for record in reading.records]


def codes(reading: Reading, *, without: Iterable[str] = ("missing_period",)) -> list[tuple[str, str | None]]:
    """Code and cell of each problem, but those that this test is not about."""
    return [(problem.code, problem.cell) for problem in reading.problems if problem.code not in set(without)]


def workbook(rows: Rows, merges: Iterable[str] = (), adjust: Callable[[Worksheet], None] | None = None) -> bytes:
    """The same as a real file."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Matriks"
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if isinstance(value, tuple):
                cell = page.cell(row, column, value[0])
                cell.number_format = value[1]
            elif value is not None:
                page.cell(row, column, value)
    for area in merges:
        page.merge_cells(area)
    if adjust is not None:
        adjust(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

"""A sheet indexed for reading: its rows once, its merged ranges by cell, and texts as people see them."""

from __future__ import annotations

import copy
import datetime as dt
import re
from typing import Final

from reports.matrix.grid import Cell, Merge, Sheet
from reports.matrix.values import cell_text, is_dash

#: footnote signs behind a title
_FOOTNOTE_SIGNS: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?$|(?<=[^\W\d_])\s?\d\)$")


def title_text(cell: Cell | None) -> str:
    """What a cell says as a column's title; the dash that a program writes for no title says nothing."""
    if cell is not None and isinstance(cell.value, dt.date):
        return f"{cell.value.year}-{cell.value.month:02}"
    text = cell_text(cell)
    if is_dash(text):
        return ""
    return text if text.count("(") == text.count(")") and "(" in text else _FOOTNOTE_SIGNS.sub("", text)


class Page:
    """Fast lookups on one sheet; nothing is changed in it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.name = sheet.name
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sheet.cells.items():
            if cell.value is not None or cell.formula is not None:
                rows.setdefault(row, {})[column] = cell
        for cells in rows.values():
            blank = [
                column
                for column, cell in cells.items()
                if isinstance(cell.value, str) and len(cell.value) < 12 and not cell_text(cell)
            ]
            for column in blank:
                del cells[column]
        #: row → its filled cells by column, left to right
        self.rows = {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items()) if cells}
        self._merges: dict[tuple[int, int], Merge] = {}
        for merge in sheet.merges:
            # a merge over whole columns or rows is decoration
            if (merge.last_row - merge.first_row) * (merge.last_column - merge.first_column) > 50_000:
                continue
            for row in range(merge.first_row, merge.last_row + 1):
                for column in range(merge.first_column, merge.last_column + 1):
                    self._merges[(row, column)] = merge

    def part(self, first: int, last: int, header_row: int) -> Page:
        """The page with these columns only, and the titles above ``header_row`` that are merged over all tables."""
        part = copy.copy(self)
        part.rows = {}
        for row, cells in self.rows.items():
            inside = {column: cell for column, cell in cells.items() if first <= column <= last}
            if not inside and row < header_row:
                inside = {column: cell for column, cell in cells.items() if column + self.width(row, column) > first}
            if inside:
                part.rows[row] = inside
        return part

    def row(self, row: int) -> dict[int, Cell]:
        return self.rows.get(row, {})

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def merge(self, row: int, column: int) -> Merge | None:
        return self._merges.get((row, column))

    def merged_cell(self, row: int, column: int) -> Cell | None:
        """The cell, or the top left one of the merged range it lies in."""
        cell = self.cell(row, column)
        if cell is None and (merge := self.merge(row, column)) is not None:
            return self.cell(merge.first_row, merge.first_column)
        return cell

    def text(self, row: int, column: int) -> str:
        return cell_text(self.cell(row, column))

    def title(self, row: int, column: int) -> str:
        """The text of a title; a day in one is how Excel keeps the month "Jan-24"."""
        return title_text(self.cell(row, column))

    def width(self, row: int, column: int) -> int:
        """How many columns the cell covers."""
        merge = self.merge(row, column)
        return merge.last_column - merge.first_column + 1 if merge else 1

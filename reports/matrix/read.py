"""Reads a matrix: a workbook's bytes, or its grid, become records and problems. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from models.problems import Problem, Scope
from models.rules.naming import KnownNames, Mention
from reports.matrix import catalogue, workbook
from reports.matrix.assemble import Assembly
from reports.matrix.format import LISTS_SHEET, MARK_SHEET
from reports.matrix.forms import read_form
from reports.matrix.grid import Grid, Sheet, address
from reports.matrix.layout import (
    Around,
    Table,
    around_sheets,
    best_titles,
    is_instructions,
    is_spare,
    is_summary,
    read_tables,
)
from reports.matrix.page import Page
from reports.matrix.records import ColumnReading, Reading, Record, SheetReading, TableReading, reading_as_json
from reports.matrix.rules import (
    conflicting_commitments,
    duplicate_rows,
    merged,
    missing_commitment,
    missing_periods,
    without_counted_rows,
)
from reports.matrix.values import cell_text
from reports.matrix.vocabulary import ROW_NUMBER, fold_title

__all__ = ["Reading", "Record", "read_grid", "read_matrix", "reading_as_json"]

#: properties of a file of ours begin with this; its hidden sheets hold no rows to be read
_OURS: Final = "tracker_"
_OUR_SHEETS: Final = frozenset({MARK_SHEET, LISTS_SHEET})
Mapping_ = Mapping[str, str | None]


def read_matrix(data: bytes, file: str, *, known: KnownNames | None = None, mapping: Mapping_ | None = None) -> Reading:
    """Read a stranger's file. One that cannot be opened gives a reading without records that says why."""
    try:
        grid = workbook.open_workbook(data, file)
    except workbook.Refused as refused:
        return Reading(file, hashlib.sha256(data).hexdigest(), (), tuple(refused.problems))
    return read_grid(grid, known=known, mapping=mapping)


def read_grid(grid: Grid, *, known: KnownNames | None = None, mapping: Mapping_ | None = None) -> Reading:
    """Understand an opened workbook.

    ``mapping`` is what a person decided about columns: ``"Matriks!F"`` or a column's folded titles → canonical key,
    or None to leave the column out.
    """
    reader = _Reader(known, mapping or {})
    pages = [Page(sheet) for sheet in grid.sheets]
    filled = [page for page in pages if page.rows]
    if not filled:
        return Reading(grid.file, grid.sha256, (), (Problem(catalogue.EMPTY_WORKBOOK),))
    visible = [page for page in filled if page.sheet.state == "visible" and page.name not in _OUR_SHEETS]
    reader.around = around_sheets(visible)
    for page in sorted(visible, key=lambda page: is_summary(page.name)):
        reader.read(page)
    if not reader.found_table:
        for page in visible:
            if is_spare(page.name):
                reader.read(page, spare=True)
    if not reader.found_table:
        for page in filled:
            if page.sheet.state != "visible" and not page.name.startswith("_"):
                reader.read(page, hidden=True)
    return reader.reading(grid, visible or filled)


class _Reader:
    def __init__(self, known: KnownNames | None, mapping: Mapping_) -> None:
        self.known = known
        self.mapping = mapping
        self.around = Around()
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self.sheets: list[SheetReading] = []
        self.empty: list[Problem] = []
        self.found_table = False
        #: records whose commitment number stood under a plain "No"
        self.inferred: set[int] = set()
        #: cell text → its organisations: the same lists stand in hundreds of rows
        self._organisations: dict[str, tuple[Mention, ...]] = {}

    def read(self, page: Page, *, hidden: bool = False, spare: bool = False) -> None:
        known = self.known or KnownNames()
        if spare:
            self.sheets = [sheet for sheet in self.sheets if sheet.name != page.name]
        elif is_instructions(page.name) or (self.records and is_summary(page.name)):
            self.sheets.append(SheetReading(page.name, "instructions" if is_instructions(page.name) else "other"))
            return
        tables, problems = read_tables(page, known, self.mapping, self.around)
        if not tables:
            self._read_form(page)
            return
        self.found_table = True
        self.problems += problems
        readings = []
        records: list[Record] = []
        for table in tables:
            assembly = Assembly(
                page, table.columns, list(table.lines), table.context, self.known, self._organisations
            ).run()
            records += assembly.records
            if assembly.numbers_are_inferred:
                self.inferred.update(id(record) for record in assembly.records)
            self.problems += assembly.problems
            self.problems += missing_commitment(page, table, assembly.records)
            self.problems += missing_periods(page, table, assembly.records)
            readings.append(_table_reading(table, len(assembly.records)))
            self.problems += _unknown_columns(page, table)
        self.sheets.append(SheetReading(page.name, "table", tuple(readings)))
        if not records:
            self.empty.append(Problem(catalogue.NO_DATA_ROWS, page.name))
            return
        self._report_sheet(page.sheet, tables, hidden=hidden)
        self.problems += duplicate_rows(records)
        self.records += records

    def _read_form(self, page: Page) -> None:
        found = read_form(page, self.known, self._organisations)
        if found is None:
            self.sheets.append(SheetReading(page.name, "other"))
            return
        self.found_table = True
        records, problems = found
        self.records += records
        self.problems += problems
        self.sheets.append(SheetReading(page.name, "form"))

    def _report_sheet(self, sheet: Sheet, tables: list[Table], *, hidden: bool) -> None:
        name = sheet.name
        if hidden:
            self.problems.append(Problem(catalogue.HIDDEN_SHEET, name))
        with_rows = [table for table in tables if table.data_rows]
        if len(with_rows) > 1:
            self.problems.append(Problem(catalogue.MULTIPLE_TABLES, name, None, {"count": len(with_rows)}))
        rows = [row for table in tables for row in table.data_rows if row in sheet.hidden_rows]
        if rows:
            place = f"{rows[0]}:{rows[-1]}"
            self.problems.append(Problem(catalogue.HIDDEN_ROWS, name, place, {"count": len(rows)}))
        columns = {
            column.index: column.letter
            for table in with_rows
            for column in table.columns
            if column.is_read and column.index in sheet.hidden_columns and column.how != "code"
        }
        if columns:
            letters = [columns[index] for index in sorted(columns)]
            place = f"{letters[0]}:{letters[-1]}"
            self.problems.append(Problem(catalogue.HIDDEN_COLUMNS, name, place, {"count": len(letters)}))
        if sheet.pictures:
            values = {"count": len(sheet.pictures)}
            self.problems.append(Problem(catalogue.PICTURES_IN_CELLS, name, sheet.pictures[0], values))

    def reading(self, grid: Grid, pages: list[Page]) -> Reading:
        problems = list(self.problems)
        if not self.found_table:
            headers = "; ".join(f"{page.name}: {', '.join(titles)}" for page in pages if (titles := best_titles(page)))
            problems.append(Problem(catalogue.NO_RECOGNISABLE_HEADER, None, None, {"headers": headers or "–"}))
        elif not self.records:
            problems += self.empty
        order = {sheet.name: place for place, sheet in enumerate(grid.sheets)}
        self.sheets.sort(key=lambda sheet: order[sheet.name])
        self.records = without_counted_rows(self.records, self.inferred)
        problems += conflicting_commitments(self.records, self.inferred)
        fingerprints = [table.fingerprint for sheet in self.sheets for table in sheet.tables]
        return Reading(
            grid.file,
            grid.sha256,
            tuple(self.records),
            tuple(merged(_ordered(problems))),
            tuple(self.sheets),
            _digest(sorted(set(fingerprints))),
            _mark_of(grid),
        )


def _mark_of(grid: Grid) -> dict[str, str]:
    """What a file of ours says it is: in its properties, or in its hidden sheet where a program dropped those."""
    sheet = next((sheet for sheet in grid.sheets if sheet.name == MARK_SHEET), None)
    if sheet is None or any(name.startswith(_OURS) for name in grid.properties):
        return grid.properties
    pairs = {cell.text.strip(): sheet.get(row, 2) for (row, column), cell in sheet.cells.items() if column == 1}
    found = {name: cell.text.strip() for name, cell in pairs.items() if name.startswith(_OURS) and cell is not None}
    return {**grid.properties, **found}


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of the file first, then of the sheets, then of the cells, each in the order found."""
    rank = {Scope.FILE: 0, Scope.SHEET: 1, Scope.CELL: 2}
    ordered = sorted(problems, key=lambda problem: rank[problem.kind.scope])
    return [problem for _, group in groupby(ordered, key=lambda problem: problem.kind.scope) for problem in group]


def _unknown_columns(page: Page, table: Table) -> list[Problem]:
    """Columns with content that nobody understood; reported by name, never stored (matrix.md §0)."""
    if not table.data_rows:
        return []
    return _added_beside_codes(page, table) + [
        Problem(catalogue.UNKNOWN_COLUMN, page.name, address(column.row, column.index), {"header": column.title})
        for column in table.columns
        if not column.is_read
        and column.field != ROW_NUMBER
        and column.how not in {"ambiguous", "mapping", "code"}
        and any(page.cell(row, column.index) is not None for row in table.data_rows)
    ]


def _added_beside_codes(page: Page, table: Table) -> list[Problem]:
    """Columns that somebody added to a matrix of ours: they have a title, and no code above it."""
    header = table.header
    if header.code_row is None:
        return []
    ours = {column.index for column in table.columns}
    return [
        Problem(catalogue.UNKNOWN_COLUMN, page.name, cell.address, {"header": cell_text(cell)})
        for row in range(header.first_row, header.last_row + 1)
        if row != header.code_row
        for index, cell in page.row(row).items()
        if index not in ours and cell_text(cell) and any(page.cell(each, index) is not None for each in table.data_rows)
    ]


def _table_reading(table: Table, records: int) -> TableReading:
    columns = tuple(
        ColumnReading(
            column.letter,
            column.path,
            column.field if column.is_read else None,
            column.how,
            column.period.code if column.period else None,
        )
        for column in table.columns
    )
    titles = [fold_title(column.title) for column in table.columns]
    rows = (table.header.first_row, table.header.last_row)
    return TableReading(table.area, rows, columns, records, _digest(titles))


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]

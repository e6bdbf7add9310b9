"""A stranger's workbook given back with its problems marked: the same cells, coloured and commented where something
is wrong. Made anew from the grid; the file itself is never passed on."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter

from models.language import _, current_language
from models.problems import Problem, Severity
from reports.look import DOCUMENT_FONT
from reports.matrix.grid import Cell, Grid, Sheet
from reports.matrix.read import Reading, Record, read_grid
from reports.matrix.vocabulary import FIELDS, ROW_NUMBER, meaning_of
from reports.matrix.write import escaped

_COLOURS: Final = {
    Severity.ERROR: PatternFill("solid", start_color="F4C7CB"),
    Severity.WARNING: PatternFill("solid", start_color="FBE7B2"),
}
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")
#: what the sheet that lists the problems is called, in either language; by this name the reader knows to skip it
LISTINGS: Final = {"id": "Petunjuk perbaikan", "en": "Instructions"}
#: Excel allows none of these in the name of a sheet; other programs do
_NOT_IN_A_NAME: Final = re.compile(r"[\\*?:/\[\]]")
#: a column is made as wide as its longest line, within these bounds
_WIDTHS: Final = (8, 48)
_LARGEST_MERGE: Final = 2_000


def marked_workbook(grid: Grid, problems: Iterable[Problem]) -> bytes:
    """The grid as a workbook in which each problem stands at its cell; the first sheet lists them all."""
    everything = list(problems)
    return _book(grid, grid.sheets, everything)


def mending_workbook(
    grid: Grid, reading: Reading, wanted: Collection[tuple[str, int]], problems: Iterable[Problem]
) -> bytes:
    """Only the rows that were not taken, under their own titles, marked: to be mended and sent again.

    ``wanted``: (sheet, row). What a row takes from another one (a merged or first-row-only value) is written into
    it, so that the file says the same without the rows that are left out.
    """
    rows = set(wanted)
    sheets: list[Sheet] = []
    moved: dict[tuple[str, int], int] = {}
    for sheet in grid.sheets:
        records = [record for record in reading.records if record.source_sheet == sheet.name]
        kept = [record for record in records if (sheet.name, record.source_row) in rows]
        if kept or sheet.name.startswith("_"):
            left_out = {record.source_row for record in records} - {record.source_row for record in kept}
            staying = [row for row in range(1, sheet.max_row + 1) if row not in left_out]
            places = {row: place for place, row in enumerate(staying, start=1)}
            moved.update({(sheet.name, row): place for row, place in places.items()})
            whole = _without_counting(_filled(sheet, records, kept), reading, kept)
            sheets.append(_reduced(whole, places))
    sheets = _titled_as_read(grid, sheets, reading)
    single = [replace(problem, cell=cell) for problem in problems for cell in cells_in(problem.cell or "")]
    return _book(grid, sheets, [_moved(problem, moved) for problem in single if _is_kept(problem, moved)])


_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def cells_in(place: str) -> tuple[str, ...]:
    """The cells of a place such as ``F12`` or ``F2:F9``, where equal problems were merged."""
    corners = [_CELL.fullmatch(corner) for corner in place.split(":")]
    first, last = corners[0], corners[-1]
    if first is None or last is None or first.group(1) != last.group(1):
        return (place,)
    return tuple(f"{first.group(1)}{row}" for row in range(int(first.group(2)), int(last.group(2)) + 1))


def _filled(sheet: Sheet, records: Iterable[Record], kept: Iterable[Record]) -> Sheet:
    """The sheet with values that rows take from other rows written into the rows themselves."""
    of_records = {record.source_row for record in records}
    cells = dict(sheet.cells)
    for record in kept:
        for place in record.cells.values():
            match = _RANGE.match(place)
            if match is None or (row := int(match.group(2))) == record.source_row or row not in of_records:
                continue  # its own, or from a line that stays where it is
            column = column_index_from_string(match.group(1))
            source = sheet.get(row, column)
            if source is not None:
                cells[record.source_row, column] = replace(source, row=record.source_row)
    merges = tuple(m for m in sheet.merges if not of_records.intersection(range(m.first_row, m.last_row + 1)))
    return replace(sheet, cells=cells, merges=merges)


def _without_counting(sheet: Sheet, reading: Reading, kept: Iterable[Record]) -> Sheet:
    """Without the numbers that only count rows: in a file of one row they would look like a commitment's."""
    counting = {
        column.letter
        for each in reading.sheets
        if each.name == sheet.name
        for table in each.tables
        for column in table.columns
        if column.field is None and (meaning := meaning_of(" / ".join(column.path))) and meaning.field == ROW_NUMBER
    }
    rows = {record.source_row for record in kept if record.commitment_number is None}
    places = {(row, column_index_from_string(letter)) for row in rows for letter in counting}
    return replace(sheet, cells={place: cell for place, cell in sheet.cells.items() if place not in places})


def _titled_as_read(grid: Grid, sheets: list[Sheet], reading: Reading) -> list[Sheet]:
    """A title whose meaning hung on the rows that are left out ("Aksi") gives way to one that says it plainly."""
    again = {each.name: each for each in read_grid(replace(grid, sheets=tuple(sheets))).sheets}
    before = {each.name: each for each in reading.sheets}
    result = []
    for sheet in sheets:
        cells = dict(sheet.cells)
        if sheet.name in before and sheet.name in again:
            for old, new in zip(before[sheet.name].tables, again[sheet.name].tables, strict=False):
                for was, now in zip(old.columns, new.columns, strict=False):
                    if was.letter == now.letter and was.field in FIELDS and was.field != now.field:
                        _retitle(cells, new.header_rows, column_index_from_string(was.letter), FIELDS[was.field])
        result.append(replace(sheet, cells=cells))
    return result


def _retitle(cells: dict[tuple[int, int], Cell], rows: tuple[int, int], column: int, title: str) -> None:
    place = next(((row, column) for row in range(rows[1], rows[0] - 1, -1) if (row, column) in cells), None)
    if place is not None:
        cells[place] = replace(cells[place], value=title)


def _reduced(sheet: Sheet, places: Mapping[int, int]) -> Sheet:
    """The sheet with its rows moved to their new places; a row without one is left out."""
    return replace(
        sheet,
        cells={
            (places[row], column): replace(cell, row=places[row])
            for (row, column), cell in sheet.cells.items()
            if row in places
        },
        merges=tuple(
            replace(m, first_row=places[m.first_row], last_row=places[m.last_row])
            for m in sheet.merges
            if m.first_row in places and m.last_row in places
        ),
        hidden_rows=frozenset(places[row] for row in sheet.hidden_rows if row in places),
    )


def _is_kept(problem: Problem, moved: Mapping[tuple[str, int], int]) -> bool:
    match = _RANGE.match(problem.cell or "")
    return match is not None and (problem.sheet or "", int(match.group(2))) in moved


def _moved(problem: Problem, moved: Mapping[tuple[str, int], int]) -> Problem:
    match = _RANGE.match(problem.cell or "")
    assert match is not None
    column, row = match.group(1), int(match.group(2))
    return replace(problem, cell=f"{column}{moved[problem.sheet or '', row]}")


def _book(grid: Grid, sheets: Iterable[Sheet], problems: list[Problem]) -> bytes:
    book = Workbook()
    listing: Any = book.active
    listing.title = LISTINGS[current_language()]
    _list(listing, problems)
    by_sheet: dict[str | None, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_sheet[problem.sheet].append(problem)
    for sheet in sheets:
        if sheet.name in LISTINGS.values():
            continue  # an earlier list of ours
        target = book.create_sheet(_NOT_IN_A_NAME.sub("_", sheet.name)[:31])
        _copy(sheet, target)
        _mark(target, by_sheet[sheet.name])
        _merge(target, sheet)
    for name, value in grid.properties.items():
        # part of openpyxl since 3.1, missing from its published types
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _list(listing: Any, problems: list[Problem]) -> None:
    listing.append([_("Tempat"), _("Apa yang perlu diperbaiki")])
    for cell in listing[1]:
        cell.font = Font(name=DOCUMENT_FONT, bold=True)
    for problem in problems:
        listing.append([problem.place, problem.message])
        for cell in listing[listing.max_row]:
            cell.data_type = "s"
    listing.column_dimensions["A"].width = 24
    listing.column_dimensions["B"].width = 110


def _copy(sheet: Sheet, target: Any) -> None:
    widths: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        copy = target.cell(row, column)
        copy.value = escaped(cell.value) if isinstance(cell.value, str) else cell.value
        if isinstance(cell.value, str):
            copy.data_type = "s"
            longest = max(len(line) for line in cell.value.split("\n"))
            widths[column] = max(widths.get(column, 0), longest)
        copy.number_format = cell.number_format
        if cell.bold:
            copy.font = Font(name=DOCUMENT_FONT, bold=True)
    target.sheet_state = sheet.state
    for row in sheet.hidden_rows:
        target.row_dimensions[row].hidden = True
    for column, width in widths.items():
        target.column_dimensions[get_column_letter(column)].width = min(max(width, _WIDTHS[0]), _WIDTHS[1])


def _merge(target: Any, sheet: Sheet) -> None:
    """Merge what was merged, within bounds: a stranger's range may span a million cells or overlap another."""
    taken: set[tuple[int, int]] = set()
    for m in sheet.merges:
        last_row, last_column = min(m.last_row, sheet.max_row), min(m.last_column, sheet.max_column)
        size = (last_row - m.first_row + 1) * (last_column - m.first_column + 1)
        if not 1 < size <= _LARGEST_MERGE:
            continue
        cells = {(r, c) for r in range(m.first_row, last_row + 1) for c in range(m.first_column, last_column + 1)}
        covered = cells - {(m.first_row, m.first_column)}
        if cells.isdisjoint(taken) and covered.isdisjoint(sheet.cells):
            taken |= cells
            target.merge_cells(None, m.first_row, m.first_column, last_row, last_column)


def _mark(target: Any, problems: list[Problem]) -> None:
    notes: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        match = _RANGE.match(problem.cell or "")
        if not match:
            continue
        for row in target[problem.cell] if match.group(3) else ((target[problem.cell],),):
            for cell in row:
                notes[cell.coordinate].append(problem)
    for address, found in notes.items():
        cell = target[address]
        worst = Severity.ERROR if any(p.severity is Severity.ERROR for p in found) else Severity.WARNING
        cell.fill = _COLOURS[worst]
        cell.comment = Comment("\n".join(p.message for p in found), _("Pelacak RAN OGI"), height=120, width=320)

"""A stranger's workbook given back with its problems marked: the same cells, coloured and commented where something
is wrong. Made anew from the grid; the file itself is never passed on."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from models.language import _
from models.problems import Problem, Severity
from reports.look import DOCUMENT_FONT
from reports.matrix.grid import Grid, Sheet

_COLOURS: Final = {
    Severity.ERROR: PatternFill("solid", start_color="F4C7CB"),
    Severity.WARNING: PatternFill("solid", start_color="FBE7B2"),
}
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$")
#: a column is made as wide as its longest line, within these bounds
_WIDTHS: Final = (8, 48)


def marked_workbook(grid: Grid, problems: Iterable[Problem]) -> bytes:
    """The grid as a workbook in which each problem stands at its cell; the first sheet lists them all."""
    everything = list(problems)
    book = Workbook()
    listing: Any = book.active
    listing.title = _("Perlu diperbaiki")[:31]
    _list(listing, everything)
    by_sheet: dict[str | None, list[Problem]] = defaultdict(list)
    for problem in everything:
        by_sheet[problem.sheet].append(problem)
    for sheet in grid.sheets:
        target = book.create_sheet(sheet.name[:31])
        _copy(sheet, target)
        _mark(target, by_sheet[sheet.name])
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
        copy.value = cell.value
        if isinstance(cell.value, str):
            copy.data_type = "s"
            longest = max(len(line) for line in cell.value.split("\n"))
            widths[column] = max(widths.get(column, 0), longest)
        copy.number_format = cell.number_format
        if cell.bold:
            copy.font = Font(name=DOCUMENT_FONT, bold=True)
    for column, width in widths.items():
        target.column_dimensions[get_column_letter(column)].width = min(max(width, _WIDTHS[0]), _WIDTHS[1])


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

"""Random damage to sound workbooks: whatever people do to a file, the reader answers with a reading."""

from __future__ import annotations

import io
import random
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

#: what may turn up in any cell
ODD: tuple[Any, ...] = (
    *(None, 0, -1, 0.5, 1e300, 2024, 45000, True, datetime(2024, 5, 6), datetime(1900, 1, 1)),  # noqa: DTZ001
    *("", " ", "-", "n/a", "sda", "No", "Komitmen", "Target", "Target 2024", "Capaian (%)", "TW I", "B06", "(1)", "1."),
    *(
        "=",
        "=1+",
        "#REF!",
        "Jumlah",
        "Komitmen 3: Uji",
        "a. x\nb. y",
        "1) x 2) y",
        "31 Februari 2024",
        "🟢",
        "\u202e",
        "(((",
    ),
    *(
        "Kementerian Desa, PDT, dan",
        "Lead:",
        "Lead: ; Support:",
        "/",
        ";;;",
        "(K/L) UK 1 :",
        "UK 1.1",
        "I" * 40,
        "9" * 400,
    ),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The same workbook with one to eight things moved, blanked, merged, swapped or replaced."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for _ in range(chance.randint(1, 8)):
        sheet = chance.choice(book.worksheets)
        if sheet.max_row > 1:
            chance.choice((_replace, _move, _merge, _unmerge, _swap_rows, _insert, _delete))(sheet, chance)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _place(sheet: Worksheet, chance: random.Random) -> Any:
    return sheet.cell(chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column))


def _put(cell: Any, value: Any) -> None:
    if type(cell).__name__ != "MergedCell":
        cell.value = value


def _replace(sheet: Worksheet, chance: random.Random) -> None:
    _put(_place(sheet, chance), chance.choice(ODD))


def _move(sheet: Worksheet, chance: random.Random) -> None:
    source, target = _place(sheet, chance), _place(sheet, chance)
    _put(target, source.value)
    _put(source, None)


def _merge(sheet: Worksheet, chance: random.Random) -> None:
    row, column = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
    last_row, last_column = row + chance.randint(0, 4), column + chance.randint(0, 4)
    sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _unmerge(sheet: Worksheet, chance: random.Random) -> None:
    ranges = list(sheet.merged_cells.ranges)
    if ranges:
        sheet.merged_cells.remove(chance.choice(ranges))


def _swap_rows(sheet: Worksheet, chance: random.Random) -> None:
    one, other = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_row)
    for column in range(1, sheet.max_column + 1):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        held = first.value
        _put(first, second.value)
        _put(second, held)


def _insert(sheet: Worksheet, chance: random.Random) -> None:
    chance.choice((sheet.insert_rows, sheet.insert_cols))(chance.randint(1, 8))


def _delete(sheet: Worksheet, chance: random.Random) -> None:
    chance.choice((sheet.delete_rows, sheet.delete_cols))(chance.randint(1, 8))

"""What the builders share: cells on a sheet, and the expectation that goes with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

Expectation = dict[str, Any]
Example = tuple[str, bytes, Expectation]
Builder = Callable[[], Example]

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="D9D9D9")


@dataclass(frozen=True)
class As:
    """A value shown with a number format."""

    value: Any
    number_format: str


def pct(value: float, number_format: str = "0%") -> As:
    """A fraction that Excel shows as a percentage: ``pct(0.75)`` is seen as 75%."""
    return As(value, number_format)


def day(year: int, month: int, of_month: int, number_format: str = "dd/mm/yyyy") -> As:
    return As(datetime(year, month, of_month), number_format)  # noqa: DTZ001 - Excel knows no time zones


class Sheet:
    """A worksheet that is filled row by row, with the row number written out where it matters."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet

    def row(self, number: int, *values: Any, col: int = 1) -> None:
        for offset, value in enumerate(values):
            if value is not None:
                self.put(number, col + offset, value)

    def put(self, row: int, column: int, value: Any) -> Cell:
        cell = self.worksheet.cell(row, column)
        if isinstance(value, As):
            cell.value = value.value
            cell.number_format = value.number_format
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # what looks like a formula was typed as text
            elif isinstance(value, date | datetime | time):
                cell.number_format = "dd/mm/yyyy"
        return cell

    def rows(self, first: int, *rows: Iterable[Any], col: int = 1) -> None:
        for offset, values in enumerate(rows):
            self.row(first + offset, *values, col=col)

    def merge(self, *ranges: str) -> None:
        for cells in ranges:
            self.worksheet.merge_cells(cells)

    def header(self, *numbers: int) -> None:
        """Gives rows the look of a header, as most senders do."""
        for number in numbers:
            for cell in self.worksheet[number]:
                if isinstance(cell, Cell):
                    cell.font, cell.fill, cell.border = Font(bold=True), GREY, BOX
                    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")

    def boxes(self, first: int, last: int, columns: int) -> None:
        """Draws borders around cells whether or not they hold anything."""
        for row in self.worksheet.iter_rows(first, last, 1, columns):
            for cell in row:
                cell.border = BOX

    def hide(self, *numbers: int) -> None:
        for number in numbers:
            self.worksheet.row_dimensions[number].hidden = True


class Book:
    def __init__(self) -> None:
        self.workbook = openpyxl.Workbook()
        self.workbook.remove(self.workbook.worksheets[0])

    def sheet(self, title: str, *, state: str = "visible") -> Sheet:
        worksheet = self.workbook.create_sheet(title)
        worksheet.sheet_state = state
        return Sheet(worksheet)

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()


def rec(sheet: str, row: int, **fields: Any) -> dict[str, Any]:
    """One expected record. A key left out is not asserted, None must be empty, "any" is for the reader to choose."""
    return {"source_sheet": sheet, "source_row": row, **fields}


def readable(
    file: str,
    why: str,
    layout: str,
    expected: list[dict[str, Any]],
    *,
    soft: Iterable[str] = (),
    must_not_import: Iterable[str] = (),
    warnings: Iterable[str] = (),
    accepted: bool | str = True,
) -> Expectation:
    """The expectation of a good file. ``warnings`` are codes that the person who imports must be told."""
    return {
        "file": file,
        "kind": "good",
        "why": why,
        "layout": layout,
        "accepted": accepted,
        "expected_count": len(expected),
        "expected": expected,
        "soft_fields": list(soft),
        "must_not_import": list(must_not_import),
        "warning_topics": list(warnings),
    }


def refused(
    file: str,
    why: str,
    topic: str,
    *,
    or_topics: Iterable[str] = (),
    other_topics: Iterable[str] = (),
    error_cells: Iterable[str] = (),
) -> Expectation:
    """The expectation of a bad file. ``or_topics`` are codes that would be just as right as ``topic``."""
    return {
        "file": file,
        "kind": "bad",
        "why": why,
        "expected_error_topic": topic,
        "or_topics": list(or_topics),
        "other_topics": list(other_topics),
        "error_cells": list(error_cells),
        "nothing_written": True,
    }


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def edited(data: bytes, part: str, *replacements: tuple[str, str]) -> bytes:
    """The same workbook with text replaced inside one part, as a hand or another tool would have left it."""
    parts = parts_of(data)
    text = parts[part].decode()
    for old, new in replacements:
        if old not in text:
            raise ValueError(f"{old!r} is not in {part}")
        text = text.replace(old, new)
    parts[part] = text.encode()
    return packed(parts)

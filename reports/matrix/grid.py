"""A stranger's workbook as plain values: what `workbook` makes and `layout` reads. No openpyxl from here on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


def column_letter(column: int) -> str:
    """1 → A, 28 → AB."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def address(row: int, column: int) -> str:
    """The cell's name as people look it up: (12, 6) → F12."""
    return f"{column_letter(column)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. A formula's ``value`` is its cached value; ``formula`` is its text, for the report."""

    row: int
    column: int
    value: CellValue
    number_format: str = "General"
    formula: str | None = None
    #: an error value such as #REF! (then ``value`` is that text)
    is_error: bool = False
    bold: bool = False
    comment: str | None = None

    @property
    def address(self) -> str:
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """The value as text, untrimmed; empty for nothing."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; its value is in the top left cell only."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's filled cells with what matters for reading them. Rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    #: "visible", "hidden" or "veryHidden"
    state: str = "visible"
    #: cells that hold a picture (place of its top left corner)
    pictures: tuple[str, ...] = ()

    @property
    def max_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def max_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    def get(self, row: int, column: int) -> Cell | None:
        return self.cells.get((row, column))

    def row(self, row: int) -> Iterator[Cell]:
        """The filled cells of one row, left to right."""
        return (self.cells[key] for key in sorted(key for key in self.cells if key[0] == row))


@dataclass(frozen=True, slots=True)
class Grid:
    """A workbook that passed every check, read once."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    #: serial dates were converted with the 1904 system (old Excel for Mac)
    epoch_1904: bool = False
    #: name → value of the workbook's custom properties (our own dispatch mark, if any)
    properties: dict[str, str] = field(default_factory=dict)

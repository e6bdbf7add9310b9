"""A sheet without a table: the form of one commitment, labels beside their values (matrix.md §2.10)."""

from __future__ import annotations

from models.problems import Problem
from models.rules.naming import KnownNames, Mention
from reports.matrix.assemble import Assembly
from reports.matrix.body import Kind, Line
from reports.matrix.context import Context, context_of_name, read_context
from reports.matrix.grid import Cell
from reports.matrix.page import Page
from reports.matrix.paths import Column
from reports.matrix.records import Record
from reports.matrix.vocabulary import FIELDS

_ABOUT = frozenset({"commitment_title", "success_measure", "milestone"})


def read_form(
    page: Page, known: KnownNames | None, organisations: dict[str, tuple[Mention, ...]]
) -> tuple[list[Record], list[Problem]] | None:
    """What a form says that names a commitment or measure and at least two more fields; else nothing."""
    context = read_context(page, page.rows, frozenset({*FIELDS, "actors"}))
    stated = context.values
    if not _ABOUT & stated.keys() or len(stated.keys() - {"commitment_number", "notes", "theme"}) < 3:
        return None
    places = {name: value for name, value in stated.items() if value.address is not None}
    row = min((_row(value.address) for value in places.values()), default=1)
    form = _Form(page, row, {name: _cell(page, value.address) for name, value in places.items()})
    named = context_of_name(page.name, known or KnownNames())
    sheet = Context({**named.values}, context.period, context.period_address, context.title_period)
    assembly = Assembly(form, form.columns, [Line(row, Kind.RECORD)], sheet, known, organisations).run()
    if not assembly.records:
        return None
    return assembly.records, assembly.problems


def _row(address: str | None) -> int:
    return int("".join(sign for sign in address or "1" if sign.isdigit()))


def _cell(page: Page, address: str | None) -> Cell | None:
    return page.sheet.cells.get(next(key for key, cell in page.sheet.cells.items() if cell.address == address))


class _Form(Page):
    """The form's values as if they stood side by side in one row of a table."""

    def __init__(self, page: Page, row: int, cells: dict[str, Cell | None]) -> None:
        super().__init__(page.sheet)
        self._values = [cell for cell in cells.values() if cell is not None]
        names = [name for name, cell in cells.items() if cell is not None]
        self.columns = tuple(Column(index, (name,), name, "title", row=row) for index, name in enumerate(names, 1))

    def row(self, row: int) -> dict[int, Cell]:
        return dict(enumerate(self._values, 1))

    def cell(self, row: int, column: int) -> Cell | None:
        return self._values[column - 1] if 0 < column <= len(self._values) else None

    def merge(self, row: int, column: int) -> None:
        return None

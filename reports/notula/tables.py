"""Tables by what their headings say: matrix, attendance, change of wording, targets, layout (notula.md §2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.notula.document import Line
from reports.notula.structure import Row, Table
from reports.notula.vocabulary import TARGET_COLUMN, column_of, fold, label_of, section_of

Kind = Literal["matrix", "attendance", "changes", "targets"]
HEADER_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose headings were understood: kind, meaning of each column, rows below the headings."""

    kind: Kind
    columns: tuple[str | None, ...]
    rows: tuple[Row, ...]
    #: years of target columns, by column
    years: dict[int, int]

    def cell(self, row: Row, *meanings: str) -> str:
        """The first filled cell of these meanings."""
        return next((text for text in self.cells(row, *meanings)), "")

    def cells(self, row: Row, *meanings: str) -> list[str]:
        """All filled cells of these meanings, in the order of the columns."""
        return [
            row.cells[index].strip()
            for index, meaning in enumerate(self.columns)
            if meaning in meanings and index < len(row.cells) and row.cells[index].strip()
        ]


def _kind(columns: Sequence[str | None], years: dict[int, int]) -> Kind | None:
    present = {column for column in columns if column}
    if len(present) + len(years) < 2:
        return None
    if {"before", "after"} <= present:
        return "changes"
    if years and "organisation" in present:
        return "targets"
    if "follow_up" in present or ("discussion" in present and len(present) > 1):
        return "matrix"
    if "name" in present and present & {"organisation", "role", "signature", "private", "number"}:
        return "attendance"
    if "organisation" in present and present & {"signature", "private", "role"}:
        return "attendance"
    return None


def _heading(cells: Sequence[str]) -> tuple[Kind | None, tuple[str | None, ...], dict[int, int]]:
    columns = tuple(column_of(cell) for cell in cells)
    years = {index: int(match[1]) for index, cell in enumerate(cells) if (match := TARGET_COLUMN.match(fold(cell)))}
    return _kind(columns, years), columns, years


def understand(table: Table) -> Sheet | None:
    """What the table is, from the first row that reads as headings; None when nothing does."""
    for index, row in enumerate(table.rows[:HEADER_DEPTH]):
        kind, columns, years = _heading(row.cells)
        if kind:
            below = [
                other for other in table.rows[index + 1 :] if _heading(other.cells)[1] != columns or not any(columns)
            ]
            return Sheet(kind, columns, tuple(_joined(below, columns)), years)
    return None


def like(sheet: Sheet, table: Table) -> Sheet | None:
    """A table without headings that goes on with the one before it (broken by a page)."""
    if len(table.rows[0].cells) != len(sheet.columns):
        return None
    return replace(sheet, rows=tuple(_joined(table.rows, sheet.columns)))


def _joined(rows: Sequence[Row], columns: Sequence[str | None]) -> Iterator[Row]:
    """Rows with an empty number continue the row above, as after a page break."""
    number = columns.index("number") if "number" in columns else None
    pending: Row | None = None
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        continues = (
            number is not None and number < len(row.cells) and not row.cells[number].strip() and pending is not None
        )
        if continues and pending is not None and sum(bool(cell.strip()) for cell in row.cells) < len(row.cells) - 1:
            pending = Row(
                [
                    f"{above}\n{below}".strip() if below.strip() else above
                    for above, below in zip(pending.cells, row.cells, strict=False)
                ],
                pending.line,
            )
            continue
        if pending is not None:
            yield pending
        pending = row
    if pending is not None:
        yield pending


def spaced_tables(lines: Sequence[Line]) -> list[Line]:
    """Tables without rules, whose columns are only kept apart by wide gaps, as rows: the headings tell them."""
    result: list[Line] = []
    width, number = 0, max((line.table or 0 for line in lines), default=0)
    for line in lines:
        cells = tuple(cell.strip() for cell in re.split(r"\t+|\s{2,}", line.text.strip())) if line.cells is None else ()
        if len(cells) > 2 and not line.furniture and all(map(column_of, cells)):
            width, number = len(cells), number + 1
        elif len(cells) != width:
            width = 0
        result.append(replace(line, cells=cells, table=number) if width else line)
    return result


def flatten_layout_tables(lines: Sequence[Line]) -> list[Line]:
    """Tables that only lay out the page — label | : | value, or one box around text — as plain lines."""
    result: list[Line] = []
    index = 0
    while index < len(lines):
        if lines[index].cells is None:
            result.append(lines[index])
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].cells is not None and lines[end].table == lines[index].table:
            end += 1
        group = [line for line in lines[index:end] if not line.furniture]
        result.extend(_flat(group) if _is_layout(group) else lines[index:end])
        index = end
    return result


def _filled(line: Line) -> list[str]:
    cells = [cell.strip().lstrip(":").strip() for cell in line.cells or ()]
    # a cell merged across columns may be copied into each of them
    return [cell for index, cell in enumerate(cells) if cell and (index == 0 or cell != cells[index - 1])]


def _is_layout(group: Sequence[Line]) -> bool:
    if not group:
        return False
    if all(len(_filled(line)) <= 1 for line in group):
        return True
    if any(_heading(line.cells or ())[0] for line in group[:HEADER_DEPTH]):
        return False
    named = sum(_labelled(line) for line in group)
    return named * 2 >= len(group)


def _labelled(line: Line) -> bool:
    cells = _filled(line)
    if not cells:
        return False
    left = cells[0].split("\n")[0]
    colon = any(cell.strip() == ":" for cell in line.cells or ()) or cells[0].rstrip().endswith(":")
    second_is_heading = len(cells) > 2 and not colon and column_of(cells[1]) is not None and label_of(cells[1]) is None
    return not second_is_heading and bool(
        label_of(left) or (section_of(left) and len(cells) == 2) or (colon and len(left) < 40)
    )


def _flat(group: Sequence[Line]) -> Iterator[Line]:
    for line in group:
        cells = _filled(line)
        if len(cells) >= 4 and len(cells) % 2 == 0 and all(label_of(cell) for cell in cells[::2]):
            for left, right in zip(cells[::2], cells[1::2], strict=True):
                yield from _pair(line, left, right)
        elif len(cells) >= 2:
            yield from _pair(line, cells[0], "\n".join(cells[1:]))
        elif cells:
            for text in cells[0].split("\n"):
                yield replace(line, text=text, cells=None, table=None)


def _pair(line: Line, left: str, right: str) -> Iterator[Line]:
    left = " ".join(left.split()).rstrip(" :")
    values = [value.strip() for value in right.split("\n") if value.strip()]
    bare = replace(line, cells=None, table=None)
    if section_of(left) and not label_of(left):
        yield replace(bare, text=left, bold=True)
    else:
        yield replace(bare, text=f"{left} : {values[0] if values else ''}".rstrip())
        values = values[1:]
    # a column of its own is deeper than the labels beside it
    yield from (replace(bare, text=value, indent=line.indent + 8) for value in values)

"""Rows of one file that speak about the same thing: pasted twice, or two institutions' rows on one milestone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from models.language import _
from models.problems import Problem
from models.rules.merging import WRITING, Outcome
from reports.matrix.format import BY_KEY, Home
from reports.matrix.plan import CellPlan, RowPlan, refused
from reports.matrix.questions import CONTRADICTION, DUPLICATE_ROW


def without_doubles(rows: Iterable[RowPlan]) -> list[RowPlan]:
    """The same row pasted twice: neither is taken, unless both say the same; then it counts once."""
    found: dict[tuple[int, int, int], list[RowPlan]] = defaultdict(list)
    order: list[tuple[RowPlan, tuple[int, int, int] | None]] = []
    for row in rows:
        key = None
        if row.milestone is not None and row.question is None and not row.skipped:
            key = (row.milestone.id, row.period.id if row.period else 0, row.reporter.id if row.reporter else 0)
            found[key].append(row)
        order.append((row, key))
    kept = []
    for row, key in order:
        alike = found[key] if key else [row]
        if len(alike) > 1 and any(_says(other) != _says(alike[0]) for other in alike):
            assert row.milestone is not None
            place = row.record.cells.get("row_code", f"A{row.row}")
            problem = Problem(DUPLICATE_ROW, row.sheet, place, {"value": row.milestone.row_code})
            kept.append(refused(row._replace(question=problem)))
        elif row is not alike[0]:
            kept.append(row._replace(cells=tuple(_repeated(cell) for cell in row.cells)))
        else:
            kept.append(row)
    return kept


def _says(row: RowPlan) -> dict[str, str]:
    return {cell.column_key: cell.said or cell.written for cell in row.cells if cell.said or cell.written}


def _repeated(cell: CellPlan) -> CellPlan:
    if cell.outcome not in WRITING:
        return cell
    return cell._replace(outcome=Outcome.UNCHANGED, note=_("Sudah dikatakan baris lain berkas ini."))


def without_contradictions(rows: Iterable[RowPlan]) -> list[RowPlan]:
    """Two institutions' rows on one milestone share its plan cells: the same change counts once, two are refused.

    Two different wordings of a measure are two proposals, and both wait for a decision.
    """
    rows = list(rows)
    shared: dict[tuple[str, int], list[CellPlan]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            if place := _shared_place(row, cell):
                shared[place].append(cell)
    verdicts: dict[str, CellPlan] = {}
    for (key, _id), cells in shared.items():
        first: dict[str, CellPlan] = {}
        for cell in cells:
            if first.setdefault(cell.said, cell) is not cell:
                verdicts[cell.key] = _repeated(cell)
        if len(first) > 1 and BY_KEY[key].home is Home.PLAN:
            for cell in cells:
                problem = Problem(CONTRADICTION, cell.sheet, cell.cell, {"value": cell.after})
                verdicts[cell.key] = cell._replace(outcome=Outcome.REFUSED, note=problem.message)
    return [_judged(row, verdicts) for row in rows] if verdicts else rows


def _shared_place(row: RowPlan, cell: CellPlan) -> tuple[str, int] | None:
    if row.milestone is None or cell.outcome not in WRITING:
        return None
    home = BY_KEY[cell.column_key].home
    if home is Home.PLAN:
        return cell.column_key, row.milestone.id
    return (cell.column_key, row.milestone.measure.id) if home is Home.WORDING else None


def _judged(row: RowPlan, verdicts: Mapping[str, CellPlan]) -> RowPlan:
    cells = tuple(verdicts.get(cell.key, cell) for cell in row.cells)
    refused = [c for c in cells if c.key in verdicts and c.outcome is Outcome.REFUSED]
    if not refused:
        return row._replace(cells=cells)
    problem = Problem(CONTRADICTION, row.sheet, refused[0].cell, {"value": refused[0].after})
    return row._replace(cells=cells, question=problem)

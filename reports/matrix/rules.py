"""What must hold across the records of a file: no row twice, no commitment number with two titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from operator import attrgetter

from rapidfuzz import fuzz

from models.problems import Problem
from models.rules.naming import fold
from reports.matrix import catalogue
from reports.matrix.grid import address
from reports.matrix.layout import Table
from reports.matrix.page import Page
from reports.matrix.records import Record

_NAMES = ("lead_agencies", "supporting", "csos")
_SAID = attrgetter(
    *(
        each.name
        for each in fields(Record)
        if each.name not in {"source_sheet", "source_row", "cells", "as_written", *_NAMES}
    )
)
#: titles that differ by less than this are the same one with a typing slip
SAME_TITLE = 90.0


def duplicate_rows(records: Iterable[Record]) -> list[Problem]:
    """Rows of a sheet that say exactly the same; another year or reporter makes another row."""
    first: dict[tuple[object, ...], Record] = {}
    told: set[int] = set()
    problems = []
    for record in records:
        names = tuple(mention.as_written for name in _NAMES for mention in getattr(record, name))
        key = (*_SAID(record), names)
        earlier = first.setdefault(key, record)
        if earlier.source_row != record.source_row and record.source_row not in told:
            told.add(record.source_row)
            place = next(iter(record.cells.values()), address(record.source_row, 1))
            column = re.sub(r"\d+", "", place)
            values = {"first": f"{earlier.source_sheet}!{column}{earlier.source_row}"}
            problems.append(
                Problem(catalogue.DUPLICATE_ROWS, record.source_sheet, f"{column}{record.source_row}", values)
            )
    return problems


def conflicting_commitments(records: Iterable[Record], inferred: set[int]) -> list[Problem]:
    """One number under two titles, or one title under two numbers, in the whole file."""
    titles: dict[str, str] = {}
    numbers: dict[str, str] = {}
    problems: dict[tuple[str, str], Problem] = {}
    for record in records:
        number, title = record.commitment_number, record.commitment_title
        if number is None or title is None:
            continue
        known = titles.setdefault(number, title)
        first = numbers.setdefault(fold(title), number)
        if known == title or fuzz.ratio(fold(known), fold(title)) >= SAME_TITLE:
            if first == number or id(record) in inferred:
                continue
            number, known = first, f"{title} ({number})"
        place = record.cells.get("commitment_title") or record.cells.get("commitment_number")
        if place is not None:
            values = {"value": f"{number}. {title}", "accepted": f"{number}. {known}"}
            problems.setdefault(
                (record.source_sheet, place),
                Problem(catalogue.CONFLICTING_IN_FILE, record.source_sheet, place, values),
            )
    return list(problems.values())


def without_counted_rows(records: list[Record], inferred: set[int]) -> list[Record]:
    """Take back numbers under a plain "No" that begin again on each sheet with other commitments: they count rows."""
    sheets_of: dict[str, dict[str, str]] = {}
    clashing: set[str] = set()
    for record in records:
        if record.commitment_number is None or record.commitment_title is None:
            continue
        by_sheet = sheets_of.setdefault(record.commitment_number, {})
        title = by_sheet.setdefault(record.source_sheet, record.commitment_title)
        if any(
            sheet != record.source_sheet and fuzz.ratio(fold(other), fold(title)) < SAME_TITLE
            for sheet, other in by_sheet.items()
        ):
            clashing |= {record.source_sheet, *by_sheet}
    return [
        replace(record, commitment_number=None)
        if id(record) in inferred and record.source_sheet in clashing
        else record
        for record in records
    ]


def missing_periods(page: Page, table: Table, records: Iterable[Record]) -> list[Problem]:
    """Achievements whose period the file does not say: asked once for the table (matrix.md §0)."""
    names = ("percent", "achievement_text", "status")
    asking = [
        record
        for record in records
        if record.period is None
        and record.target_year is None
        and any(getattr(record, name) is not None for name in names)
    ]
    columns = [column for name in names for column in table.columns if column.field == name]
    if not asking or not columns:
        return []
    return [Problem(catalogue.MISSING_PERIOD, page.name, address(columns[0].row, columns[0].index))]


def missing_commitment(page: Page, table: Table, records: Iterable[Record]) -> list[Problem]:
    """A table none of whose rows belongs to a commitment, where no column could be meant to name one."""
    could_name = any("commitment_title" in {column.field, *column.others} for column in table.columns)
    records = list(records)
    if could_name or not records or any(_names_commitment(record) for record in records):
        return []
    first = min(table.columns, key=lambda column: column.index)
    return [Problem(catalogue.MISSING_COMMITMENT, page.name, address(first.row, first.index))]


def _names_commitment(record: Record) -> bool:
    return bool(record.commitment_title or record.commitment_number or record.row_code)


_CELL = re.compile(r"^([A-Z]+)(\d+)$")


def merged(problems: list[Problem]) -> list[Problem]:
    """Equal problems of cells below one another as one over their range, "F3:F9"."""
    result: list[Problem] = []
    #: (code, sheet, column, values) → place in the result and last row
    open_runs: dict[tuple[str, str | None, str, str], tuple[int, int, int]] = {}
    seen: set[tuple[str, str | None, str | None, str]] = set()
    for problem in problems:
        values = repr(sorted(problem.values.items()))
        identity = (problem.code, problem.sheet, problem.cell, values)
        if identity in seen:
            continue
        seen.add(identity)
        match = _CELL.match(problem.cell or "")
        if match is None:
            result.append(problem)
            continue
        column, row = match.group(1), int(match.group(2))
        key = (problem.code, problem.sheet, column, values)
        run = open_runs.get(key)
        if run is not None and row == run[2] + 1:
            position, first, _last = run
            result[position] = replace(problem, cell=f"{column}{first}:{column}{row}")
            open_runs[key] = (position, first, row)
        else:
            open_runs[key] = (len(result), row, row)
            result.append(problem)
    return result

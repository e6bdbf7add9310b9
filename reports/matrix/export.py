"""The matrix for readers: one or several plans, organisations and periods in one print-ready workbook, and as csv.

Each plan has a sheet with the rows and codes of the matrix that goes out and comes back, so an export can be
returned. Below its rows stand the citation with the date of the data and the block for signatures; a sheet beside
them may show the assessments of both sides next to one another.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from models.language import _, current_language, long_date
from models.queries.matrix import MatrixData
from models.queries.plans import PlanRecord, period_name
from models.rules.periods import Period
from models.settings import settings
from models.vocabulary import Completion, Light, label
from reports.look import DOCUMENT_FONT, MUTED, SIGNS, TEXT
from reports.matrix import catalogue
from reports.matrix.format import (
    COLUMNS,
    FIRST_DATA_ROW,
    HEADING_ROW,
    SHEET_NAME,
    Column,
    Kind,
    Mark,
    MatrixRow,
)
from reports.matrix.read import Reading
from reports.matrix.rules import conflicting_commitments
from reports.matrix.side_by_side import Compared, add_side_by_side
from reports.matrix.write import (
    Filling,
    Place,
    add_drop_downs,
    add_heading,
    add_mark,
    add_styles,
    csv_field,
    neutral,
    put,
    set_up,
    style_of,
    widths_of,
    with_sheets,
)

#: the words of an agency or of the plan, which are nowhere translated
_NARRATIVE: Final = frozenset(
    {"success_measure", "milestone", "target_text", "achievement_text", "obstacles", "follow_up", "evidence", "notes"}
)
_COLOURS: Final = {
    Completion.COMPLETE: SIGNS[Light.COMPLETE],
    Completion.SUBSTANTIAL: SIGNS[Light.ON_TARGET],
    Completion.LIMITED: SIGNS[Light.ATTENTION],
    Completion.NOT_STARTED: SIGNS[Light.NOT_DUE],
    Completion.NO_EVIDENCE: SIGNS[Light.NOT_DUE],
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one plan contributes."""

    data: MatrixData
    rows: Sequence[MatrixRow]

    @property
    def plan(self) -> PlanRecord:
        return self.data.plan


def workbook_of(parts: Sequence[Part], mark: Mark, *, compared: Sequence[Compared] = ()) -> bytes:
    """The workbook, in the current language; ``compared`` adds the sheet with both sides' assessments."""
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    fillings: list[Filling] = []
    sheets: list[tuple[Any, list[str], int]] = []
    for number, part in enumerate(parts, start=1):
        sheet: Any = book.create_sheet(sheet_name(part.plan, alone=len(parts) == 1))
        widths = widths_of(part.rows)
        set_up(sheet, part.plan, widths, len(part.rows))
        add_heading(sheet, part.plan, replace(mark, plan_code=part.plan.code))
        _mark_originals(sheet)
        _pattern(sheet)
        _colour(sheet, len(part.rows))
        _foot(sheet, part, mark.made_on)
        fillings.append((part.rows, widths, Place(f"xl/worksheets/sheet{number}.xml")))
        sheets.append((sheet, [period_name(p) for p in part.data.periods], len(part.rows)))
    if compared:
        add_side_by_side(book, compared, mark.made_on)
    add_drop_downs(book, sheets)
    add_mark(book, mark)
    stream = io.BytesIO()
    book.save(stream)
    return with_sheets(stream, fillings)


def sheet_name(plan: PlanRecord, *, alone: bool) -> str:
    """What a plan's sheet is called."""
    return _(SHEET_NAME) if alone else re.sub(r"[\[\]:*?/\\]", "-", f"{_(SHEET_NAME)} {plan.code}")[:31]


def _pattern(sheet: Any) -> None:
    """A row that begins a commitment, and one that goes on with it."""
    for row, first in ((FIRST_DATA_ROW, True), (FIRST_DATA_ROW + 1, False)):
        for place, column in enumerate(COLUMNS, start=1):
            sheet.cell(row, place).style = style_of(column, first=first)


def heading(column: Column) -> str:
    """A column's title; where the reader's language is not that of the words below, it says so."""
    title = _(column.title)
    return _("{title} (teks asli)", title=title) if _is_foreign(column) else title


def _is_foreign(column: Column) -> bool:
    return current_language() != "id" and column.key in _NARRATIVE and column.kind is Kind.TEXT


def _mark_originals(sheet: Any) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        if _is_foreign(column):
            put(sheet, HEADING_ROW, place, heading(column), "matrix_heading")
            sheet.row_dimensions[HEADING_ROW].height = 48


def _colour(sheet: Any, rows: int) -> None:
    """The completion levels in the colours that states have everywhere; the word stands in the cell."""
    place = next(n for n, column in enumerate(COLUMNS, start=1) if column.kind is Kind.STATUS)
    letter = get_column_letter(place)
    area = f"{letter}{FIRST_DATA_ROW}:{letter}{FIRST_DATA_ROW + max(rows, 1)}"
    for level, sign in _COLOURS.items():
        word = label(level).replace('"', '""')
        fill = PatternFill("solid", bgColor=sign.colour.lstrip("#"))
        font = Font(bold=True, color=sign.ink.lstrip("#"))
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{word}"'], dxf=DifferentialStyle(font=font, fill=fill))
        sheet.conditional_formatting.add(area, rule)


def citation(plans: Sequence[PlanRecord], made_on: dt.date) -> str:
    """How to cite the file, with the date of its data."""
    named = ", ".join(plan.title for plan in plans)
    return _(
        "Sumber: Pelacak komitmen RAN OGI, matriks target capaian {plans}, data per {day}, {address}. CC BY 4.0.",
        plans=named,
        day=long_date(made_on),
        address=settings().public_url,
    )


def _foot(sheet: Any, part: Part, made_on: dt.date) -> None:
    """Below the rows: the citation, and the block for signatures."""
    row = FIRST_DATA_ROW + max(len(part.rows), 2) + 1
    quiet = Font(name=DOCUMENT_FONT, size=9, italic=True, color=MUTED.lstrip("#"))
    lines = [citation([part.plan], made_on)]
    if current_language() != "id":
        lines.append(_("Catatan: uraian dalam bahasa aslinya, tidak diterjemahkan."))
    for number, line in enumerate(lines):
        _merged(sheet, row + number, 1, len(COLUMNS), line, quiet)
    row += len(lines) + 1
    body = Font(name=DOCUMENT_FONT, size=10, color=TEXT.lstrip("#"))
    left, right = (4, 6), (16, 19)
    for first, last, words in (
        (*left, (_("Mengetahui,"), "", "", "", "(………………………………………)", "NIP. ………………………")),
        (*right, (_("………………, ……………… {year}", year=made_on.year), "", "", "", "(………………………………………)", "NIP. ………………………")),
    ):
        for number, text in enumerate(words):
            if text:
                _merged(sheet, row + number, first, last, text, body)
    for number in range(6):
        sheet.row_dimensions[row + number].height = 16


def _merged(sheet: Any, row: int, first: int, last: int, text: str, font: Font) -> None:
    put(sheet, row, first, text, "matrix_subtitle")
    cell = sheet.cell(row, first)
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=False)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


# --- csv -------------------------------------------------------------------------------------------------------------


def csv_of(parts: Sequence[Part]) -> bytes:
    """The same rows as csv for a spreadsheet program: UTF-8 with its mark, formulas neutralised.

    Several plans stand below one another, the plan in front of each row.
    """
    several = len(parts) > 1
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*([_("Rencana aksi")] if several else []), *(heading(column) for column in COLUMNS)])
    for part in parts:
        before = [neutral(part.plan.name)] if several else []
        writer.writerows(
            [*before, *(csv_field(column, getattr(row, column.key)) for column in COLUMNS)] for row in part.rows
        )
    return stream.getvalue().encode("utf-8-sig")


# --- coming back -----------------------------------------------------------------------------------------------------


def reading_of_plan(reading: Reading, plan: PlanRecord) -> Reading:
    """What a workbook of ours that holds several plans says about one of them; any other file as it is."""
    properties = reading.properties
    if "tracker_format" not in properties or properties.get("tracker_plan"):
        return reading
    ours = {r.source_sheet for r in reading.records if (r.row_code or "").startswith(f"RAN{plan.number}-")}
    foreign = {
        r.source_sheet for r in reading.records if r.row_code and not r.row_code.startswith(f"RAN{plan.number}-")
    }
    named = {sheet.name for sheet in reading.sheets if sheet.name.endswith(f" {plan.code}")}
    others = {sheet.name for sheet in reading.sheets} - (ours | (named - foreign))
    records = tuple(r for r in reading.records if r.source_sheet not in others)
    # the same number may stand for one commitment in each plan; what counts is whether it does so within this one
    problems = [p for p in reading.problems if p.sheet not in others and p.kind is not catalogue.CONFLICTING_IN_FILE]
    problems += conflicting_commitments(list(records), set())
    return replace(
        reading,
        records=records,
        problems=tuple(problems),
        sheets=tuple(s for s in reading.sheets if s.name not in others),
        properties={**properties, "tracker_plan": plan.code},
    )


def periods_asked(data: MatrixData, wanted: str) -> tuple[Period, ...] | None:
    """All periods ("semua") or those of a year ("2024"); None where one period or the current one is meant."""
    if wanted.casefold() == "semua":
        return data.periods
    if re.fullmatch(r"20\d\d", wanted):
        return tuple(period for period in data.periods if period.year == int(wanted))
    return None

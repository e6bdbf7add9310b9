"""Writes the matrix: a print-ready workbook that can come back, and csv.

Style objects are shared between cells (per-cell styles cost more than twice the time, architecture.md). Text is
always written as text: a cell that begins with "=" never becomes a formula. The only drop-downs, widths, titles
and hidden keys are those of ``format``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from models.language import _, current_language, long_date
from models.queries.plans import PlanRecord, period_name
from models.rules.periods import Period
from models.vocabulary import Completion, label
from reports.look import ACCENT, DOCUMENT_FONT, LINE, MUTED, SHADE, TEXT
from reports.matrix.format import (
    COLUMNS,
    FIRST_DATA_ROW,
    HEADING_ROW,
    KEY_ROW,
    LISTS_SHEET,
    MARK_SHEET,
    SHEET_NAME,
    SUBTITLE_ROW,
    TITLE_ROW,
    Column,
    Home,
    Kind,
    Mark,
    MatrixRow,
)

#: control characters that a workbook cannot hold
_FORBIDDEN: Final = {code: None for code in range(32) if code not in (9, 10, 13)}
#: a csv cell that begins with one of these is taken for a formula by spreadsheet programs (security.md §3)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DATE_FORMAT: Final = "dd/mm/yyyy"
PERCENT_FORMAT: Final = '0.##"%"'

_THIN = Side(style="thin", color=LINE.lstrip("#"))
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def workbook_bytes(rows: Sequence[MatrixRow], plan: PlanRecord, mark: Mark, *, periods: Iterable[Period] = ()) -> bytes:
    """The workbook for these rows, in the current language."""
    book = Workbook(write_only=True)
    _add_styles(book)
    sheet = book.create_sheet(_(SHEET_NAME))
    _set_up(sheet, plan, len(rows))
    for line in _heading(sheet, plan, mark):
        sheet.append(line)
    painted = [(column, _styled(sheet, "", _style_of(column))._style) for column in COLUMNS]
    for row in rows:
        sheet.append([_cell(sheet, column, style, getattr(row, column.key)) for column, style in painted])
    _add_drop_downs(book, sheet, [period_name(p) for p in periods], len(rows))
    _add_mark(book, mark)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_value(column: Column, value: Any) -> Any:
    """A row's value as its cell holds it."""
    if value is None or value == "" or value == ():
        return None
    if column.kind is Kind.ORGANISATIONS and isinstance(value, tuple):
        return "; ".join(value)
    if column.kind is Kind.LINKS:
        return "\n".join(value)
    if isinstance(value, str):
        return value.translate(_FORBIDDEN)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _cell(sheet: Any, column: Column, style: Any, value: Any) -> Any:
    shown = cell_value(column, value)
    cell: Any = WriteOnlyCell(sheet, value=shown)
    if isinstance(shown, str):
        cell.data_type = "s"  # openpyxl takes a leading "=" for a formula and "#N/A" for an error
    cell._style = style  # shared: looking a named style up for every cell would double the time
    return cell


def _style_of(column: Column) -> str:
    if column.home is Home.KEY:
        return "matrix_key"
    if column.kind is Kind.DATE:
        return "matrix_date"
    if column.kind is Kind.PERCENT:
        return "matrix_percent"
    return "matrix_report" if column.home is Home.REPORT else "matrix_plan"


def _add_styles(book: Workbook) -> None:
    body = Font(name=DOCUMENT_FONT, size=10, color=TEXT.lstrip("#"))
    quiet = Font(name=DOCUMENT_FONT, size=10, color=MUTED.lstrip("#"))
    wrapped = Alignment(wrap_text=True, vertical="top")
    centred = Alignment(wrap_text=True, vertical="top", horizontal="center")
    shaded = PatternFill("solid", start_color=SHADE.lstrip("#"))
    strong = PatternFill("solid", start_color=ACCENT.lstrip("#"))
    open_cell = Protection(locked=False)
    for style in (
        NamedStyle("matrix_title", font=Font(name=DOCUMENT_FONT, size=16, bold=True, color=TEXT.lstrip("#"))),
        NamedStyle("matrix_subtitle", font=quiet),
        NamedStyle(
            "matrix_heading",
            font=Font(name=DOCUMENT_FONT, size=10, bold=True, color="FFFFFF"),
            fill=strong,
            border=_GRID,
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
        ),
        NamedStyle("matrix_key", font=quiet, fill=shaded, border=_GRID, alignment=wrapped),
        NamedStyle("matrix_plan", font=body, border=_GRID, alignment=wrapped, protection=open_cell),
        NamedStyle("matrix_report", font=body, border=_GRID, alignment=wrapped, protection=open_cell),
        NamedStyle(
            "matrix_date", font=body, border=_GRID, alignment=centred, number_format=DATE_FORMAT, protection=open_cell
        ),
        NamedStyle(
            "matrix_percent",
            font=body,
            border=_GRID,
            alignment=centred,
            number_format=PERCENT_FORMAT,
            protection=open_cell,
        ),
    ):
        book.add_named_style(style)


def _set_up(sheet: Any, plan: PlanRecord, rows: int) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.row_dimensions[TITLE_ROW].height = 24
    sheet.row_dimensions[HEADING_ROW].height = 34
    sheet.freeze_panes = f"D{FIRST_DATA_ROW}"
    last = f"{get_column_letter(len(COLUMNS))}{max(HEADING_ROW + rows, HEADING_ROW + 1)}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.print_area = f"A1:{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for margin in ("left", "right"):
        setattr(sheet.page_margins, margin, 0.4)
    sheet.oddFooter.left.text = plan.code
    sheet.oddFooter.center.text = _("Halaman {page} dari {pages}", page="&P", pages="&N")
    sheet.oddFooter.right.text = _("Pelacak komitmen RAN OGI")


def _heading(sheet: Any, plan: PlanRecord, mark: Mark) -> Iterable[list[Any]]:
    yield [_styled(sheet, plan.title, "matrix_title")]
    about = _("Matriks target capaian · data per {day}", day=long_date(mark.made_on))
    if mark.organisation:
        about += f" · {mark.organisation}"
    yield [_styled(sheet, about, "matrix_subtitle")]
    yield [_styled(sheet, column.marker, "matrix_subtitle") for column in COLUMNS]
    yield [_styled(sheet, _(column.title), "matrix_heading") for column in COLUMNS]
    assert (TITLE_ROW, SUBTITLE_ROW, KEY_ROW, HEADING_ROW, FIRST_DATA_ROW) == (1, 2, 3, 4, 5)


def _styled(sheet: Any, text: str, style: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.style = style
    return cell


def _add_drop_downs(book: Workbook, sheet: Any, periods: list[str], rows: int) -> None:
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    statuses = [label(level) for level in Completion]
    for place in range(max(len(statuses), len(periods))):
        lists.append([values[place] if place < len(values) else None for values in (statuses, periods)])
    last = FIRST_DATA_ROW + max(rows, 1) + 200  # room for new rows
    for number, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        rule = _validation(column, len(statuses), len(periods))
        if rule is not None:
            rule.add(f"{letter}{FIRST_DATA_ROW}:{letter}{last}")
            sheet.data_validations.append(rule)


def _validation(column: Column, statuses: int, periods: int) -> DataValidation | None:
    rule = None
    if column.kind is Kind.STATUS:
        # a word of their own is kept as written, so the list advises and does not refuse
        rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!$A$1:$A${statuses}", errorStyle="warning")
    elif column.kind is Kind.PERIOD and periods:
        rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!$B$1:$B${periods}")
    elif column.kind is Kind.PERCENT:
        rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="200", errorStyle="warning")
    elif column.help:
        rule = DataValidation()
    if rule is None:
        return None
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorTitle = rule.promptTitle = _(column.title)[:32]
    rule.error = rule.prompt = _(column.help)[:255] if column.help else None
    rule.showInputMessage = bool(column.help)
    return rule


def _add_mark(book: Workbook, mark: Mark) -> None:
    sheet = book.create_sheet(MARK_SHEET)
    sheet.sheet_state = "veryHidden"
    properties: Any = book.custom_doc_props  # type: ignore[attr-defined]  # unknown to the published types
    for name, value in mark.as_properties().items():
        sheet.append([name, value])
        properties.append(StringProperty(name=name, value=value))


def csv_bytes(rows: Iterable[MatrixRow]) -> bytes:
    """The same rows as csv for Excel: UTF-8 with its mark, every field quoted, formulas neutralised."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_(column.title) for column in COLUMNS])
    for row in rows:
        writer.writerow([neutral(_as_text(cell_value(column, getattr(row, column.key)))) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y") if current_language() == "id" else value.isoformat()
    return str(value)


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

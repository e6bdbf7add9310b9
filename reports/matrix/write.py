"""Writes the matrix: a print-ready workbook that can come back, and csv.

openpyxl makes the workbook with its styles, drop-downs and print set-up, and a pattern row; the rows themselves are
written as text in that pattern, which takes a fraction of the time that a cell object each would take. Text is always
written as text: a cell that begins with "=" never becomes a formula. The only drop-downs, widths, titles and hidden
keys are those of ``format``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
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

#: characters that a workbook cannot hold; a lone carriage return would be read as a line break anyway
_FORBIDDEN: Final = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    13: "\n",
}
#: What Excel would take for an escaped character gets its own first sign escaped (ECMA-376 part 1, 22.9.2.19).
#: LibreOffice takes fewer than four digits for one too.
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]+_)")
#: a csv cell that begins with one of these is taken for a formula by spreadsheet programs (security.md §3)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DATE_FORMAT: Final = "dd/mm/yyyy"
#: Excel counts days from here (right from March 1900 on)
_DAY_ZERO: Final = dt.date(1899, 12, 30)
#: Not 0.##, which Excel shows as "40."; the blank keeps LibreOffice from writing the sign as one that multiplies.
PERCENT_FORMAT: Final = 'General" %"'

#: points; Excel's own limit is the highest
_LINE_HEIGHT, _LOWEST, _HIGHEST = 13, 18, 409
#: of its usual width, what a column gets in which no row says anything: the space goes to those that do
_WHEN_EMPTY: Final = 0.6
#: letters that fit into the width of a digit, in a font somewhat wider than ours
_LETTERS: Final = 1.05

_THIN = Side(style="thin", color=LINE.lstrip("#"))
_STRONG = Side(style="thin", color=MUTED.lstrip("#"))

_values_of = attrgetter(*(column.key for column in COLUMNS))
_commitment_of = attrgetter("commitment_number", "commitment_title")


def workbook_bytes(rows: Sequence[MatrixRow], plan: PlanRecord, mark: Mark, *, periods: Iterable[Period] = ()) -> bytes:
    """The workbook for these rows, in the current language."""
    widths = widths_of(rows)
    book = Workbook()
    add_styles(book)
    sheet: Any = book.active
    sheet.title = _(SHEET_NAME)
    set_up(sheet, plan, widths, len(rows))
    add_heading(sheet, plan, mark)
    # a row that begins a commitment, and one that goes on with it
    for row, first in ((FIRST_DATA_ROW, True), (FIRST_DATA_ROW + 1, False)):
        for place, column in enumerate(COLUMNS, start=1):
            sheet.cell(row, place).style = style_of(column, first=first)
    add_drop_downs(book, [(sheet, [period_name(p) for p in periods], len(rows))])
    add_mark(book, mark)
    stream = io.BytesIO()
    book.save(stream)
    return with_rows(stream, rows, widths)


# --- rows as text -----------------------------------------------------------------------------------------------------

_SHEET_PART: Final = "xl/worksheets/sheet1.xml"
_STYLE = re.compile(r'<c r="[A-Z]+\d+" s="(\d+)"')


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of a workbook go: its sheet, the first row, and how many empty ones follow.

    From the first row on stand as many pattern rows: one that begins a commitment, one that goes on with it, and
    with ``room`` one that waits for a new entry.
    """

    part: str = _SHEET_PART
    first_row: int = FIRST_DATA_ROW
    room: int = 0
    #: when the workbook was made, for one that must come out the same each time
    moment: dt.datetime | None = None


def with_rows(
    pattern: io.BytesIO, rows: Sequence[MatrixRow], widths: Sequence[int], place: Place | None = None
) -> bytes:
    """The same workbook with these rows in place of the pattern."""
    place = place or Place()
    return with_sheets(pattern, [(rows, widths, place)], place.moment)


Filling = tuple[Sequence[MatrixRow], Sequence[int], Place]


def with_sheets(pattern: io.BytesIO, fillings: Iterable[Filling], moment: dt.datetime | None = None) -> bytes:
    """The same workbook with the rows of each sheet in place of its pattern."""
    by_part = {place.part: (rows, widths, place) for rows, widths, place in fillings}
    stream = io.BytesIO()
    with ZipFile(pattern) as source, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename in by_part:
                content = _fill(content.decode(), *by_part[part.filename]).encode()
            if moment is not None:
                part = _entry_of(part.filename, moment)
                if part.filename == "docProps/core.xml":
                    content = _SAVED.sub(moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            target.writestr(part if moment else part.filename, content)
    return stream.getvalue()


_SAVED = re.compile(rb"(?<=>)[^<]+(?=</dcterms:(?:created|modified)>)")


def _entry_of(name: str, moment: dt.datetime) -> ZipInfo:
    entry = ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _fill(sheet: str, rows: Sequence[MatrixRow], widths: Sequence[int], place: Place) -> str:
    numbers = "|".join(str(place.first_row + n) for n in range(3 if place.room else 2))
    found = list(re.finditer(rf'<row r="(?:{numbers})".*?</row>', sheet, re.DOTALL))
    first, following, *empty = (_STYLE.findall(match.group()) for match in found)
    assert len(first) == len(following) == len(COLUMNS)
    written = "".join(_row_lines(rows, first, following, widths, place.first_row))
    written += "".join(_empty_lines(place.first_row + len(rows), place.room, empty[0] if empty else ()))
    return sheet[: found[0].start()] + written + sheet[found[-1].end() :]


def _empty_lines(first_row: int, count: int, styles: Sequence[str]) -> Iterator[str]:
    for number in range(first_row, first_row + count):
        cells = [f'<c r="{get_column_letter(n)}{number}" s="{style}"/>' for n, style in enumerate(styles, start=1)]
        yield f'<row r="{number}" ht="{height_of(2)}">{"".join(cells)}</row>'


def _row_lines(
    rows: Sequence[MatrixRow],
    first: Sequence[str],
    following: Sequence[str],
    widths: Sequence[int],
    first_row: int = FIRST_DATA_ROW,
) -> Iterator[str]:
    letters = [get_column_letter(place) for place in range(1, len(COLUMNS) + 1)]
    before: object = None
    for number, row in enumerate(rows, start=first_row):
        commitment = _commitment_of(row)
        styles = following if commitment == before else first
        before = commitment
        lines = 1
        cells = []
        for column, letter, style, width, value in zip(COLUMNS, letters, styles, widths, _values_of(row), strict=True):
            shown = cell_value(column, value)
            if shown is None:
                cells.append(f'<c r="{letter}{number}" s="{style}"/>')
            elif isinstance(shown, str):
                if len(shown) >= width or "\n" in shown:
                    lines = max(lines, lines_of(shown, width))
                cells.append(
                    f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
                    f"{escape(escaped(shown))}</t></is></c>"
                )
            else:
                plain = (shown - _DAY_ZERO).days if isinstance(shown, dt.date) else shown
                cells.append(f'<c r="{letter}{number}" s="{style}"><v>{plain}</v></c>')
        # without customHeight, so that a row grows when somebody writes into it
        yield f'<row r="{number}" ht="{height_of(lines)}">{"".join(cells)}</row>'


@lru_cache(maxsize=4096)
def lines_of(text: str, width: int) -> int:
    """On how many lines a column of this width shows a text, words kept whole where they fit."""
    room = int(width * _LETTERS)
    lines = 0
    for line in text.split("\n"):
        lines, left = lines + 1, room
        for word in line.split(" "):
            if len(word) > left and left < room:
                lines, left = lines + 1, room
            if len(word) > room:
                lines += (len(word) - 1) // room
                left = room - (len(word) - 1) % room - 1
            left -= 1 if len(word) > room else len(word) + 1
    return lines


def height_of(lines: int) -> int:
    """The height of a row in points; a long text gets room to spare, as other fonts break it more often."""
    return min(max((lines + lines // 6) * _LINE_HEIGHT + 4, _LOWEST), _HIGHEST)


def holdable(text: str) -> str:
    """The text without characters that no workbook can hold, so that both sides of a comparison lack them."""
    return text if text.isprintable() else text.replace("\r\n", "\n").translate(_FORBIDDEN)


def escaped(text: str) -> str:
    """The text as a file holds it, where "_x000D_" would be read as a line break."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def cell_value(column: Column, value: Any) -> Any:
    """A row's value as its cell holds it."""
    if value is None or value == "" or value == ():
        return None
    if column.kind is Kind.ORGANISATIONS and isinstance(value, tuple):
        value = "; ".join(value)
    elif column.kind is Kind.LINKS:
        value = "\n".join(value)
    if isinstance(value, str):
        return holdable(value) or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


# --- how it looks -----------------------------------------------------------------------------------------------------


def style_of(column: Column, *, first: bool) -> str:
    """The named style of a column's cells."""
    if column.home is Home.KEY:
        name = "matrix_number" if column.kind is Kind.NUMBER else "matrix_key"
    elif column.kind is Kind.DATE:
        name = "matrix_date"
    elif column.kind is Kind.PERCENT:
        name = "matrix_percent"
    else:
        name = "matrix_text"
    return f"{name}_first" if first else name


def add_styles(book: Workbook) -> None:
    """The styles of a matrix, made known to the workbook."""
    body = Font(name=DOCUMENT_FONT, size=10, color=TEXT.lstrip("#"))
    quiet = Font(name=DOCUMENT_FONT, size=10, color=MUTED.lstrip("#"))
    wrapped = Alignment(wrap_text=True, vertical="top")
    centred = Alignment(wrap_text=True, vertical="top", horizontal="center")
    shaded = PatternFill("solid", start_color=SHADE.lstrip("#"))
    open_cell = Protection(locked=False)
    for style in (
        NamedStyle("matrix_title", font=Font(name=DOCUMENT_FONT, size=16, bold=True, color=TEXT.lstrip("#"))),
        NamedStyle("matrix_subtitle", font=quiet),
        NamedStyle(
            "matrix_heading",
            font=Font(name=DOCUMENT_FONT, size=10, bold=True, color="FFFFFF"),
            fill=PatternFill("solid", start_color=ACCENT.lstrip("#")),
            border=Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN),
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
        ),
    ):
        book.add_named_style(style)
    for first in (True, False):
        end = "_first" if first else ""
        grid = Border(left=_THIN, right=_THIN, top=_STRONG if first else _THIN, bottom=_THIN)
        for style in (
            NamedStyle(f"matrix_key{end}", font=quiet, fill=shaded, border=grid, alignment=wrapped),
            NamedStyle(f"matrix_number{end}", font=quiet, fill=shaded, border=grid, alignment=centred),
            NamedStyle(f"matrix_text{end}", font=body, border=grid, alignment=wrapped, protection=open_cell),
            NamedStyle(
                f"matrix_date{end}",
                font=body,
                border=grid,
                alignment=centred,
                number_format=DATE_FORMAT,
                protection=open_cell,
            ),
            NamedStyle(
                f"matrix_percent{end}",
                font=body,
                border=grid,
                alignment=centred,
                number_format=PERCENT_FORMAT,
                protection=open_cell,
            ),
        ):
            book.add_named_style(style)


def widths_of(rows: Sequence[MatrixRow]) -> list[int]:
    """The widths of the columns for these rows, in characters."""
    silent = [not any(getattr(row, column.key) not in (None, "", ()) for row in rows) for column in COLUMNS]
    return [
        max(round(column.width * _WHEN_EMPTY), _longest_word(_(column.title)) + 2) if empty else column.width
        for column, empty in zip(COLUMNS, silent, strict=True)
    ]


def _longest_word(text: str) -> int:
    return max(len(word) for word in re.split(r"[\s/]", text))


def set_up(sheet: Any, plan: PlanRecord, widths: Sequence[int], rows: int) -> None:
    """Widths, frozen titles, filter and print set-up: A3 landscape, one page wide."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[KEY_ROW].hidden = True
    sheet.row_dimensions[TITLE_ROW].height = 24
    sheet.row_dimensions[SUBTITLE_ROW].height = 18
    sheet.row_dimensions[HEADING_ROW].height = 34
    sheet.freeze_panes = f"D{FIRST_DATA_ROW}"
    sheet.sheet_view.showGridLines = False
    last = f"{get_column_letter(len(COLUMNS))}{HEADING_ROW + max(rows, 1)}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    for margin, inches in (("left", 0.3), ("right", 0.3), ("top", 0.4), ("bottom", 0.6), ("footer", 0.3)):
        setattr(sheet.page_margins, margin, inches)
    sheet.oddFooter.left.text = plan.code
    sheet.oddFooter.center.text = _("Halaman {page} dari {pages}", page="&P", pages="&N")
    sheet.oddFooter.right.text = _("Pelacak komitmen RAN OGI")


def add_heading(sheet: Any, plan: PlanRecord, mark: Mark) -> None:
    """Title, what the sheet is, the hidden keys and the titles of the columns."""
    put(sheet, TITLE_ROW, 1, plan.title, "matrix_title")
    about = _("Matriks target capaian · data per {day}", day=long_date(mark.made_on))
    if mark.organisation:
        about += f" · {mark.organisation}"
    about += " · " + _("kolom abu-abu menandai baris dan tidak diubah · sel kosong berarti belum dilaporkan, bukan 0")
    put(sheet, SUBTITLE_ROW, 1, about, "matrix_subtitle")
    for place, column in enumerate(COLUMNS, start=1):
        put(sheet, KEY_ROW, place, column.marker, "matrix_subtitle")
        put(sheet, HEADING_ROW, place, _(column.title), "matrix_heading")


def put(sheet: Any, row: int, column: int, text: str, style: str) -> None:
    """Write a text as text, whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.value = holdable(text)
    cell.data_type = "s"  # openpyxl takes a leading "=" for a formula and "#N/A" for an error
    cell.style = style


def add_drop_downs(book: Workbook, sheets: Sequence[tuple[Any, list[str], int]]) -> None:
    """The choices of each sheet, given with its periods and number of rows; they stand in a hidden sheet."""
    lists = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    statuses = [label(level) for level in Completion]
    choices = [statuses, *(periods for _sheet, periods, _rows in sheets)]
    for place in range(max(map(len, choices))):
        lists.append([values[place] if place < len(values) else None for values in choices])
    for number, (sheet, periods, rows) in enumerate(sheets, start=2):
        last = FIRST_DATA_ROW + max(rows, 1) + 200  # room for new rows
        for position, column in enumerate(COLUMNS, start=1):
            letter = get_column_letter(position)
            rule = validation_of(column, len(statuses), len(periods), get_column_letter(number))
            if rule is not None:
                rule.add(f"{letter}{FIRST_DATA_ROW}:{letter}{last}")
                sheet.add_data_validation(rule)


def validation_of(column: Column, statuses: int, periods: int, periods_in: str = "B") -> DataValidation | None:
    """The drop-down, the limits or the note of a column; None where it has none."""
    rule = None
    if column.kind is Kind.STATUS:
        # a word of their own is kept as written, so the list advises and does not refuse
        rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!$A$1:$A${statuses}", errorStyle="warning")
    elif column.kind is Kind.PERIOD and periods:
        rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!${periods_in}$1:${periods_in}${periods}")
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


def add_mark(book: Workbook, mark: Mark, row_codes: Iterable[str] = ()) -> None:
    """The hidden sheet that says what the file is, and the same as properties of the file."""
    sheet: Any = book.create_sheet(MARK_SHEET)
    sheet.sheet_state = "veryHidden"
    properties: Any = book.custom_doc_props  # type: ignore[attr-defined]  # unknown to the published types
    for row, (name, text) in enumerate(mark.as_properties().items(), start=1):
        value = text.translate(_FORBIDDEN)
        sheet.cell(row, 1, name)
        cell = sheet.cell(row, 2, value)
        cell.data_type = "s"
        properties.append(StringProperty(name=name, value=value))
    for code in row_codes:
        sheet.append(["row_code", code])


# --- csv --------------------------------------------------------------------------------------------------------------


def csv_bytes(rows: Iterable[MatrixRow]) -> bytes:
    """The same rows as csv for Excel: UTF-8 with its mark, every field quoted, formulas neutralised."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_(column.title) for column in COLUMNS])
    for row in rows:
        writer.writerow([csv_field(column, getattr(row, column.key)) for column in COLUMNS])
    return stream.getvalue().encode("utf-8-sig")


def csv_field(column: Column, value: Any) -> str:
    """A row's value as a field of csv for a spreadsheet program."""
    shown = cell_value(column, value)
    if shown is None:
        return ""
    if isinstance(shown, dt.date):
        return shown.strftime("%d/%m/%Y") if current_language() == "id" else shown.isoformat()
    return neutral(shown) if isinstance(shown, str) else str(shown)


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text

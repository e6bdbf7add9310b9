"""The workbook that one institution fills in: instructions, and the matrix with everything locked but its own columns.

It is always made from what was stored when it was sent, never from what stands today, so that a second download and
a reminder carry the same file. ``format`` says which columns there are; ``write`` writes the rows.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from sqlmodel import Session

from models.commands.exchange import Covering, Parcel, dispatch
from models.language import N_, _, long_date, number, speaking
from models.problems import Invalid, NotFound
from models.queries.exchange import SentMatrix
from models.queries.matrix import MatrixData, StoredCommitment, StoredMilestone, StoredReport
from models.queries.plans import period_name
from models.queries.progress import OrganisationName
from models.rules.access import Actor
from models.rules.merging import ERASE_MARK
from models.rules.periods import Period
from models.settings import settings
from models.vocabulary import Completion, Light, Precision, label
from reports.look import ACCENT, DOCUMENT_FONT, LINE, MUTED, SHADE, SIGNS, TEXT
from reports.matrix.cells import as_text, completion_of, stored_values
from reports.matrix.compare import counted
from reports.matrix.format import (
    BY_KEY,
    COLUMNS,
    FIRST_DATA_ROW,
    FORMAT_VERSION,
    HEADING_ROW,
    LISTS_SHEET,
    SHEET_NAME,
    SUBTITLE_ROW,
    Column,
    Home,
    Kind,
    Mark,
    MatrixRow,
)
from reports.matrix.rows import bare_row
from reports.matrix.write import (
    DATE_FORMAT,
    PERCENT_FORMAT,
    Place,
    add_heading,
    add_mark,
    add_styles,
    height_of,
    lines_of,
    put,
    set_up,
    style_of,
    validation_of,
    widths_of,
    with_rows,
)

#: the reader takes a sheet of this name for instructions, in either language
GUIDE_SHEET: Final = N_("Petunjuk")
SENDER: Final = N_("Sekretariat Nasional Open Government Indonesia")
#: directly below the titles; the reader knows it by its first word
EXAMPLE_ROW: Final = FIRST_DATA_ROW
EXAMPLE: Final = N_("Contoh")
FIRST_ROW: Final = EXAMPLE_ROW + 1
#: empty rows below the last one, for what is not in the plan yet
ROOM: Final = 20
#: what recipients fill if nobody chooses otherwise: their own assessment
USUAL_COLUMNS: Final = tuple(column.key for column in COLUMNS if column.home is Home.REPORT)
#: what the secretariat may open for editing
OPEN_COLUMNS: Final = tuple(column.key for column in COLUMNS if column.home is not Home.KEY)

_MATRIX_PART: Final = "xl/worksheets/sheet2.xml"
_MISSING: Final = PatternFill("solid", bgColor="FFF3C4")
_LATE: Final = SIGNS[Light.LATE].colour.lstrip("#")


# --- which rows -------------------------------------------------------------------------------------------------------


class Scope(StrEnum):
    """Which rows of the plan go out."""

    #: what the recipient answers for, or is a party of
    OWN = "own"
    THEME = "theme"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows somebody chose for a dispatch."""

    scope: Scope = Scope.OWN
    theme: str = ""

    def takes(self, milestone: StoredMilestone, organisation_id: int) -> bool:
        """Whether a milestone goes to this recipient."""
        if milestone.cancelled:
            return False
        if self.scope is Scope.ALL:
            return True
        if self.scope is Scope.THEME:
            return self.theme in themes_of(milestone.commitment)
        return organisation_id in {o.id for o in milestone.responsible} | milestone.commitment.party_ids


def themes_of(commitment: StoredCommitment) -> list[str]:
    """A commitment's themes one by one."""
    return [theme.strip() for theme in commitment.theme.split(";") if theme.strip()]


def row_count(data: MatrixData, organisation_id: int, selection: Selection) -> int:
    """How many rows the recipient's matrix will have."""
    milestones = sum(1 for m in data.milestones if selection.takes(m, organisation_id))
    return milestones + len(_without_measures(data, organisation_id))


def _without_measures(data: MatrixData, organisation_id: int) -> list[StoredCommitment]:
    """The recipient's commitments that have no measures yet: named in the matrix, so that some can be written."""
    known = {m.commitment.id for m in data.milestones}
    return [c for c in data.commitments if c.id not in known and organisation_id in c.party_ids]


class PlanTexts:
    """What stands in the plan's own columns, in the form in which returns are compared: worked out once for all
    recipients.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], dict[str, str]] = {}

    def of(self, milestone: StoredMilestone, recipient: OrganisationName) -> dict[str, str]:
        """Column → text. A CSO gets the measure in its own words."""
        place = (milestone.id, recipient.is_cso)
        if place not in self._known:
            self._known[place] = _texts(milestone, None, recipient)
        return {**self._known[place], "reporter": as_text("reporter", recipient.short)}


def _texts(milestone: StoredMilestone, report: StoredReport | None, recipient: OrganisationName) -> dict[str, str]:
    standing = stored_values(milestone, report, recipient)
    return {column.key: as_text(column.key, standing.get(column.key)) for column in COLUMNS}


def cells_to_send(
    data: MatrixData,
    recipient: OrganisationName,
    period: Period | None,
    selection: Selection | None = None,
    plan_texts: PlanTexts | None = None,
) -> Mapping[tuple[str, str], str]:
    """(row code, column) → the value as sent, in the form in which returns are compared.

    Each row carries the recipient's own report, if it has handed one in. Titles are sent as the plan words them.
    """
    selection, plan_texts = selection or Selection(), plan_texts or PlanTexts()
    sent: dict[tuple[str, str], str] = {}
    with speaking("id"):
        for milestone in data.milestones:
            if not selection.takes(milestone, recipient.id):
                continue
            report = counted(data.reports.get((milestone.id, period.id, recipient.id)) if period else None)
            texts = _texts(milestone, report, recipient) if report else plan_texts.of(milestone, recipient)
            for key, text in texts.items():
                sent[milestone.row_code, key] = text
    return sent


# --- sending ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """What the secretariat asks for in one go: who gets which rows, and what they may fill."""

    recipient_ids: tuple[int, ...]
    period_id: int | None = None
    selection: Selection = Selection()
    columns: tuple[str, ...] = USUAL_COLUMNS
    due_on: dt.date | None = None
    letter_number: str = ""
    letter_text: str = ""


def send(
    session: Session,
    actor: Actor,
    data: MatrixData,
    order: Order,
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[str, ...]:
    """Register a matrix for every recipient, all or none: the dispatch codes in the order of the recipients."""
    columns = tuple(column.key for column in COLUMNS if column.key in order.columns)
    if not columns or not set(order.columns) <= set(OPEN_COLUMNS):
        raise Invalid(N_("Pilih sedikitnya satu kolom yang boleh diisi."), field="columns")
    period = next((p for p in data.periods if p.id == order.period_id), None)
    covering = Covering(
        data.plan.id,
        order.period_id,
        columns,
        order.due_on,
        order.letter_number,
        order.letter_text,
        FORMAT_VERSION,
    )

    def parcels() -> Iterator[Parcel]:
        recipients, plan_texts = list(dict.fromkeys(order.recipient_ids)), PlanTexts()
        for done, organisation_id in enumerate(recipients):
            on_progress(done, len(recipients))
            if organisation_id not in data.organisations:
                raise NotFound
            if not row_count(data, organisation_id, order.selection):
                raise Invalid(
                    N_("Tidak ada baris untuk {who} dalam pilihan ini."),
                    field="recipients",
                    who=data.organisations[organisation_id].short,
                )
            cells = cells_to_send(data, data.organisations[organisation_id], period, order.selection, plan_texts)
            yield Parcel(organisation_id, cells)
        on_progress(len(recipients), len(recipients))

    return tuple(sent.code for sent in dispatch(session, actor, parcels(), covering))


# --- from what was stored back to rows --------------------------------------------------------------------------------


def rows_sent(sent: SentMatrix, data: MatrixData) -> list[MatrixRow]:
    """The rows of the sheet as they were sent, then the recipient's commitments that have no measures."""
    period = _period(sent, data)
    milestones = data.by_code()
    shown = period_name(period) if period else ""
    rows = []
    for code, cells in _by_row(sent).items():
        values: dict[str, Any] = {
            key: _READ[BY_KEY[key].kind](text) if BY_KEY[key].kind in _READ else text
            for key, text in cells.items()
            if text
        }
        for key, place in (("start_date", "start"), ("due_date", "due")):
            values[key] = _date(cells.get(key, ""), milestones.get(code), place)
        values |= {"row_code": code, "reporter": sent.organisation.short, "period": shown}
        rows.append(MatrixRow(**values))
    with speaking("id"):
        return rows + [bare_row(commitment) for commitment in _without_measures(data, sent.organisation.id)]


def _period(sent: SentMatrix, data: MatrixData) -> Period | None:
    return next((p for p in data.periods if p.id == sent.record.period_id), None)


def _by_row(sent: SentMatrix) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for (code, key), text in sent.cells.items():
        rows.setdefault(code, {})[key] = text
    return rows


def _status_shown(text: str) -> str:
    level = completion_of(text, None)
    return label(level) if level else text


#: what a cell holds for a value as it was sent; other kinds hold the text itself
_READ: Final[Mapping[Kind, Callable[[str], Any]]] = {
    Kind.NUMBER: lambda text: int(float(text)),
    Kind.PERCENT: float,
    Kind.ORGANISATIONS: lambda text: tuple(text.split("; ")),
    Kind.LINKS: lambda text: tuple(text.split("\n")),
    Kind.STATUS: _status_shown,
}


def _date(text: str, milestone: StoredMilestone | None, place: str) -> dt.date | str | None:
    """A day; or the words of the plan where only a quarter, month or year is known, made anew if they have changed."""
    if not text:
        return None
    precision_text, _space, day_text = text.rpartition(" ")
    day = dt.date.fromisoformat(day_text)
    if not precision_text:
        return day
    precision = Precision(precision_text)
    if milestone is not None:
        standing = (
            (milestone.starts_on, milestone.start_precision, milestone.start_text)
            if place == "start"
            else (milestone.due_on, milestone.due_precision, milestone.due_text)
        )
        if standing[:2] == (day, precision) and standing[2]:
            return standing[2]
    return words_for(day, precision)


_ROMAN: Final = ("I", "II", "III", "IV")


def words_for(day: dt.date, precision: Precision) -> str:
    """A stretch of time as the reader understands it: TW IV 2024, Semester II 2024, 12/2024, 2024."""
    match precision:
        case Precision.QUARTER:
            return f"TW {_ROMAN[(day.month - 1) // 3]} {day.year}"
        case Precision.SEMESTER:
            return f"Semester {_ROMAN[(day.month - 1) // 6]} {day.year}"
        case Precision.MONTH:
            with speaking("id"):
                return long_date(day).partition(" ")[2]
        case _:
            return str(day.year)


# --- the workbook -----------------------------------------------------------------------------------------------------


def workbook_of(sent: SentMatrix, data: MatrixData) -> bytes:
    """The workbook of a dispatch in the current language; the same dispatch gives the same bytes."""
    rows = rows_sent(sent, data)
    editable = frozenset(sent.record.editable_columns or USUAL_COLUMNS)
    widths = _widths(rows, editable)
    book = Workbook()
    add_styles(book)
    _add_own_styles(book)
    _add_guide(book, _Guide(sent, data, editable, len(rows)))
    sheet: Any = book.create_sheet(_(SHEET_NAME))
    mark = Mark(data.plan.code, sent.record.sent_on, sent.organisation.short, sent.record.code, sent.format_version)
    set_up(sheet, data.plan, widths, 1 + len(rows))
    add_heading(sheet, data.plan, mark)
    _say_who_and_when(sheet, sent, data)
    _add_example(sheet, sent, data, widths)
    _add_pattern(sheet, editable)
    last = FIRST_ROW + len(rows) - 1
    _add_choices(book, sheet, data, last)
    _add_colours(sheet, editable, last)
    _protect(sheet)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(COLUMNS))}{last + ROOM}"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{max(last, EXAMPLE_ROW)}"
    add_mark(book, mark, sent.row_codes)
    stream = io.BytesIO()
    book.save(stream)
    return with_rows(stream, rows, widths, Place(_MATRIX_PART, FIRST_ROW, ROOM, sent.prepared_at))


#: what a day takes together with the word that it has passed
_LATE_WIDTH: Final = 21


def _widths(rows: Sequence[MatrixRow], editable: Collection[str]) -> list[int]:
    """As in every matrix, but columns to be filled keep their width, and days too: cut off they show as ###."""
    widths = [
        column.width if column.key in editable or column.kind is Kind.DATE else width
        for column, width in zip(COLUMNS, widths_of(rows), strict=True)
    ]
    if any(isinstance(row.due_date, dt.date) for row in rows):
        widths[COLUMNS.index(BY_KEY["due_date"])] = _LATE_WIDTH
    return widths


def _locked(column: Column, editable: Collection[str]) -> bool:
    return column.home is Home.KEY or column.key not in editable


def _style(column: Column, editable: Collection[str], *, first: bool) -> str:
    if column.home is Home.KEY or not _locked(column, editable):
        return style_of(column, first=first)
    end = "_first" if first else ""
    if column.kind is Kind.DATE:
        return f"locked_date{end}"
    return f"locked_percent{end}" if column.kind is Kind.PERCENT else f"matrix_key{end}"


def _add_own_styles(book: Workbook) -> None:
    """What only a matrix that goes out has: locked dates and percents, quiet titles, the example, the guide."""
    thin = Side(style="thin", color=LINE.lstrip("#"))
    strong = Side(style="thin", color=MUTED.lstrip("#"))
    quiet = Font(name=DOCUMENT_FONT, size=10, color=MUTED.lstrip("#"))
    body = Font(name=DOCUMENT_FONT, size=11, color=TEXT.lstrip("#"))
    shaded = PatternFill("solid", start_color=SHADE.lstrip("#"))
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrapped = Alignment(wrap_text=True, vertical="top")
    centred = Alignment(wrap_text=True, vertical="top", horizontal="center")
    middle = Alignment(wrap_text=True, vertical="center")
    styles = [
        NamedStyle(
            f"locked_{kind}{'_first' if first else ''}",
            font=quiet,
            fill=shaded,
            border=Border(left=thin, right=thin, top=strong if first else thin, bottom=thin),
            alignment=centred,
            number_format=code,
        )
        for kind, code in (("date", DATE_FORMAT), ("percent", PERCENT_FORMAT))
        for first in (True, False)
    ]
    styles += [
        NamedStyle(
            "locked_heading",
            font=Font(name=DOCUMENT_FONT, size=10, bold=True, color=TEXT.lstrip("#")),
            fill=PatternFill("solid", start_color=LINE.lstrip("#")),
            border=grid,
            alignment=Alignment(wrap_text=True, vertical="center", horizontal="center"),
        ),
        *(
            NamedStyle(
                name,
                font=Font(name=DOCUMENT_FONT, size=10, italic=True, color=ACCENT.lstrip("#")),
                fill=PatternFill("solid", start_color="EAF3F8"),
                border=grid,
                alignment=alignment,
                number_format=code,
            )
            for name, alignment, code in (
                ("example", wrapped, "General"),
                ("example_date", centred, DATE_FORMAT),
                ("example_percent", centred, PERCENT_FORMAT),
            )
        ),
        NamedStyle("guide_text", font=body, alignment=middle),
        NamedStyle("guide_label", font=Font(name=DOCUMENT_FONT, size=11, color=MUTED.lstrip("#")), alignment=middle),
        NamedStyle(
            "guide_section",
            font=Font(name=DOCUMENT_FONT, size=13, bold=True, color=TEXT.lstrip("#")),
            alignment=Alignment(vertical="bottom"),
        ),
        NamedStyle(
            "guide_cell", font=Font(name=DOCUMENT_FONT, size=10, color=TEXT.lstrip("#")), border=grid, alignment=middle
        ),
        NamedStyle("guide_locked", font=quiet, fill=shaded, border=grid, alignment=middle),
    ]
    for style in styles:
        book.add_named_style(style)


def _say_who_and_when(sheet: Any, sent: SentMatrix, data: MatrixData) -> None:
    """The line below the title: from whom, for whom, about which period, by when."""
    period = _period(sent, data)
    parts = [
        _("Dari {sender} untuk {who}", sender=_(SENDER), who=sent.organisation.name),
        _("periode {period}", period=period_name(period)) if period else "",
        _("kirim kembali paling lambat {day}", day=long_date(sent.record.due_on)) if sent.record.due_on else "",
        _("isi kolom berjudul biru; sel abu-abu terkunci"),
    ]
    put(sheet, SUBTITLE_ROW, 1, " · ".join(filter(None, parts)), "matrix_subtitle")
    editable = sent.record.editable_columns or USUAL_COLUMNS
    for place, column in enumerate(COLUMNS, start=1):
        if _locked(column, editable):
            sheet.cell(HEADING_ROW, place).style = "locked_heading"


def example_values(sent: SentMatrix, data: MatrixData) -> dict[str, Any]:
    """Column → what a filled row looks like, without the word that marks it as an example."""
    period = _period(sent, data)
    year = period.year if period else sent.record.sent_on.year
    return {
        **{column.key: _(column.example) if column.example else "" for column in COLUMNS},
        "lead_agencies": sent.organisation.short,
        "due_date": dt.date(year, 12, 31),
        "reporter": sent.organisation.short,
        "period": period_name(period) if period else "",
        "percent": float(BY_KEY["percent"].example),
        "status": label(Completion.SUBSTANTIAL),
    }


def _add_example(sheet: Any, sent: SentMatrix, data: MatrixData, widths: Sequence[int]) -> None:
    """A filled row that says in each of its texts that it is an example: the reader passes over it in any order of
    columns, and nobody takes it for data.
    """
    values = example_values(sent, data)
    word = _(EXAMPLE)
    lines = 1
    for place, (column, width) in enumerate(zip(COLUMNS, widths, strict=True), start=1):
        value = values[column.key]
        if isinstance(value, str):
            value = f"{word}: {value}" if value else word if column.key == "row_code" else ""
            put(sheet, EXAMPLE_ROW, place, value, "example")
            lines = max(lines, lines_of(value, width))
        else:
            cell = sheet.cell(EXAMPLE_ROW, place, value)
            cell.style = "example_date" if column.kind is Kind.DATE else "example_percent"
    sheet.row_dimensions[EXAMPLE_ROW].height = height_of(lines)


def _add_pattern(sheet: Any, editable: Collection[str]) -> None:
    """The rows from which the writer takes its styles: begins a commitment, goes on with it, waits for a new entry."""
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(FIRST_ROW, place).style = _style(column, editable, first=True)
        sheet.cell(FIRST_ROW + 1, place).style = _style(column, editable, first=False)
        sheet.cell(FIRST_ROW + 2, place).style = _style_of_new(column)


def _style_of_new(column: Column) -> str:
    """New rows are open in every column but the code, which the secretariat gives."""
    if column.key == "row_code":
        return "matrix_key"
    return style_of(column, first=False) if column.home is not Home.KEY else "matrix_text"


def _add_choices(book: Workbook, sheet: Any, data: MatrixData, last: int) -> None:
    """Drop-downs, limits and the note of each column; new rows choose their commitment from a list."""
    lists: Any = book.create_sheet(LISTS_SHEET)
    lists.sheet_state = "hidden"
    with speaking("id"):
        titles = [commitment.title for commitment in data.commitments]
    choices = ([label(level) for level in Completion], [period_name(p) for p in data.periods], titles)
    for place, values in enumerate(choices, start=1):
        for row, value in enumerate(values, start=1):
            put(lists, row, place, value, "guide_text")
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        rule = validation_of(column, len(choices[0]), len(choices[1]))
        if rule is None:
            continue
        new_rows = f"{letter}{last + 1}:{letter}{last + ROOM}"
        if column.key == "commitment_title" and titles:
            sheet.add_data_validation(_list_of_titles(column, len(titles), new_rows))
            new_rows = ""
        rule.add(f"{letter}{EXAMPLE_ROW}:{letter}{last}")
        if new_rows:
            rule.add(new_rows)
        sheet.add_data_validation(rule)


def _list_of_titles(column: Column, titles: int, cells: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=f"{LISTS_SHEET}!$C$1:$C${titles}", errorStyle="warning")
    rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
    rule.errorTitle = rule.promptTitle = _(column.title)[:32]
    rule.error = rule.prompt = _("Pilih komitmen yang dituju baris baru ini.")[:255]
    rule.add(cells)
    return rule


def _add_colours(sheet: Any, editable: Collection[str], last: int) -> None:
    """Yellow where a percent is missing; red, with the word, where the day has passed and it is reported short."""
    if last < FIRST_ROW:
        return
    at = {column.key: get_column_letter(place) for place, column in enumerate(COLUMNS, start=1)}
    code, percent, due, status = (f"${at[key]}{FIRST_ROW}" for key in ("row_code", "percent", "due_date", "status"))
    if "percent" in editable:
        area = f"{at['percent']}{FIRST_ROW}:{at['percent']}{last}"
        sheet.conditional_formatting.add(area, _rule(f'AND({code}<>"",ISBLANK({percent}))', fill=_MISSING))
    complete, late_word = label(Completion.COMPLETE), _("terlambat")
    late = _rule(
        f'AND(ISNUMBER({due}),{due}<TODAY(),{status}<>"{complete}",OR({status}<>"",NOT(ISBLANK({percent}))))',
        font=Font(color=_LATE),
        numFmt=NumberFormat(numFmtId=200, formatCode=f'{DATE_FORMAT}" {late_word}"'),
    )
    sheet.conditional_formatting.add(f"{at['due_date']}{FIRST_ROW}:{at['due_date']}{last}", late)


def _rule(formula: str, **look: Any) -> Rule:
    return Rule(type="expression", dxf=DifferentialStyle(**look), formula=[formula])


def _protect(sheet: Any) -> None:
    """Locked without a password: it guards against slips. What people do to read a sheet stays allowed."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertHyperlinks"):
        setattr(protection, allowed, False)  # in the file, False means: not forbidden


# --- the guide --------------------------------------------------------------------------------------------------------

_GUIDE_WIDTHS: Final = (24, 15, 52, 40)


@dataclass(slots=True)
class _Guide:
    """The first sheet: what is asked, by when, whom to ask, how each column is filled."""

    sent: SentMatrix
    data: MatrixData
    editable: frozenset[str]
    rows: int
    sheet: Any = None
    row: int = 1

    def write(self, sheet: Any) -> None:
        self.sheet = sheet
        put(sheet, 1, 1, _("Petunjuk pengisian matriks"), "matrix_title")
        sheet.row_dimensions[1].height = 26
        self.row = 2
        self._facts()
        self._section(_("Langkah"))
        for place, step in enumerate(self._steps(), start=1):
            self._line(f"{place}. {step}")
        self._section(_("Aturan"))
        for rule in self._rules():
            self._line(f"• {rule}")
        self._section(_("Cara mengisi tiap kolom"))
        self._columns()

    def _facts(self) -> None:
        record = self.sent.record
        period = _period(self.sent, self.data)
        asked = _("Laporan capaian dalam {n} baris pada lembar “{sheet}”.", n=number(self.rows), sheet=_(SHEET_NAME))
        facts = (
            (_("Yang diminta"), asked),
            (_("Untuk"), self.sent.organisation.name),
            (_("Rencana aksi"), self.data.plan.title),
            (_("Periode"), period_name(period) if period else ""),
            (_("Kirim kembali paling lambat"), long_date(record.due_on) if record.due_on else ""),
            (_("Surat"), self.sent.letter_number),
            (_("Dari"), _(SENDER)),
            (_("Pertanyaan"), _("Balas surel pengantar matriks ini; capaian semua instansi: {url}", url=_url())),
            (_("Kode pengiriman"), _("{code}, disiapkan {day}", code=record.code, day=long_date(record.sent_on))),
        )
        for name, value in facts:
            if value:
                put(self.sheet, self.row, 1, name, "guide_label")
                self._across(value, first=2, style="guide_text")

    def _steps(self) -> Iterable[str]:
        yield _("Buka lembar “{sheet}”. Isi sel putih di bawah judul biru; sel abu-abu terkunci.", sheet=_(SHEET_NAME))
        yield _("Baris miring berwarna biru muda hanya contoh; tidak ikut terbaca.")
        yield _(
            "Simpan, lalu kirim berkas ini kembali sebagai balasan surel. Nama berkas boleh diubah; akun tidak perlu."
        )

    def _rules(self) -> Iterable[str]:
        yield _("Sel yang dikosongkan berarti tidak berubah. Untuk menghapus isinya, tulis {mark}.", mark=ERASE_MARK)
        yield _("Kode baris tidak pernah diubah: dengan kode itu kami mengenali barisnya, juga setelah diurutkan.")
        yield _(
            "Baris baru ditulis pada {n} baris kosong di bawah baris terakhir, dengan komitmen yang dituju; "
            "kodenya kami berikan.",
            n=number(ROOM),
        )
        yield _("Kuning: capaian (%) belum diisi. Merah dengan kata “terlambat”: batas waktu lewat dan belum selesai.")
        if "success_measure" in self.editable:
            yield _("Perubahan rumusan ukuran keberhasilan dicatat sebagai usulan dan diputuskan bersama.")
        yield _("Setiap nilai yang Anda kirim tercatat asalnya, dan dapat dikembalikan bila keliru.")

    def _columns(self) -> None:
        for place, title in enumerate((_("Kolom"), _("Anda isi?"), _("Cara mengisi"), _("Contoh")), start=1):
            put(self.sheet, self.row, place, title, "locked_heading")
        self.row += 1
        examples = example_values(self.sent, self.data)
        for column in COLUMNS:
            locked = _locked(column, self.editable)
            value = examples[column.key]
            shown = value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else value
            shown = number(shown) if isinstance(shown, float) else shown
            answer = _("terkunci") if locked else _("ya")
            cells = (_(column.title), answer, _(column.help) if column.help else "", shown if not locked else "")
            for place, text in enumerate(cells, start=1):
                put(self.sheet, self.row, place, text, "guide_locked" if locked else "guide_cell")
            lines = max(lines_of(text, width) for text, width in zip(cells, _GUIDE_WIDTHS, strict=True))
            self.sheet.row_dimensions[self.row].height = height_of(lines)
            self.row += 1

    def _section(self, title: str) -> None:
        put(self.sheet, self.row, 1, title, "guide_section")
        self.sheet.row_dimensions[self.row].height = 30
        self.row += 1

    def _line(self, text: str) -> None:
        self._across(text, first=1, style="guide_text")

    def _across(self, text: str, *, first: int, style: str) -> None:
        """A text over the rest of the width, in a row high enough for it."""
        put(self.sheet, self.row, first, text, style)
        # not by merge_cells, which makes a cell for each covered one and takes as long as a hundred rows
        last = get_column_letter(len(_GUIDE_WIDTHS))
        self.sheet.merged_cells.add(f"{get_column_letter(first)}{self.row}:{last}{self.row}")
        lines = lines_of(text, sum(_GUIDE_WIDTHS[first - 1 :]))
        self.sheet.row_dimensions[self.row].height = height_of(lines) + 2
        self.row += 1


def _url() -> str:
    return settings().public_url


def _add_guide(book: Workbook, guide: _Guide) -> None:
    sheet: Any = book.active
    sheet.title = _(GUIDE_SHEET)
    for place, width in enumerate(_GUIDE_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    guide.write(sheet)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = _("Halaman {page} dari {pages}", page="&P", pages="&N")

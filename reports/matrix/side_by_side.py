"""The assessments of both sides beside one another, with where each milestone stands: a sheet to read, not to return.

Its name says that it sums up, which is how the reader of matrices knows to leave it alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from models.language import N_, _, long_date, percent, short_date
from models.queries.matrix import MatrixData, StoredMilestone, StoredReport
from models.queries.plans import period_name
from models.queries.progress import MilestonePicture, PlanPicture
from models.rules.periods import Period
from models.rules.status import COUNTED, points_apart
from models.vocabulary import Assessor, Light, label
from reports.look import ACCENT, DOCUMENT_FONT, LINE, MUTED, SIGNS, TEXT
from reports.matrix.write import height_of, holdable, lines_of

SHEET: Final = N_("Ringkasan penilaian")
_TITLES_IN: Final = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """One plan: its reports, where its milestones stand, and which rows and periods are wanted."""

    data: MatrixData
    picture: PlanPicture
    periods: tuple[Period, ...]
    row_codes: frozenset[str]
    #: commitment → completion as OGP's reviewers state it
    reviewed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    plan: str
    milestone: StoredMilestone
    stands: MilestonePicture
    period: Period
    agencies: tuple[StoredReport, ...]
    csos: tuple[StoredReport, ...]
    reviewed: str


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    text: Callable[[_Line], str]
    centred: bool = False


_COLUMNS: Final = (
    _Column(N_("Rencana aksi"), 12, lambda line: line.plan),
    _Column(N_("Kode baris"), 13, lambda line: line.milestone.row_code),
    _Column(N_("Komitmen"), 24, lambda line: line.milestone.commitment.title),
    _Column(N_("Kegiatan/tahapan"), 28, lambda line: line.stands.title),
    _Column(N_("Target"), 18, lambda line: line.milestone.target_text),
    _Column(N_("Batas waktu"), 12, lambda line: short_date(line.milestone.due_on), True),
    _Column(N_("Posisi"), 17, lambda line: f"{SIGNS[_light(line)].shape} {label(_light(line))}"),
    _Column(N_("Periode"), 12, lambda line: period_name(line.period), True),
    _Column(N_("Penilaian K/L"), 14, lambda line: _levels(line.agencies)),
    _Column(N_("Uraian K/L"), 34, lambda line: _words(line.agencies)),
    _Column(N_("Penilaian OMS"), 14, lambda line: _levels(line.csos)),
    _Column(N_("Uraian OMS"), 34, lambda line: _words(line.csos)),
    _Column(N_("Selisih"), 10, lambda line: _apart(line), True),
    _Column(N_("Penilaian IRM (komitmen)"), 16, lambda line: line.reviewed),
)


def _light(line: _Line) -> Light:
    return line.stands.standing.light


def _levels(reports: Iterable[StoredReport]) -> str:
    return "\n".join(f"{r.organisation.short}: {_level(r)}" for r in reports) or _("belum ada")


def _level(report: StoredReport) -> str:
    said = [percent(report.percent)] if report.percent is not None else []
    if report.completion:
        said.append(label(report.completion))
    elif report.status_text:
        said.append(report.status_text)
    return ", ".join(said) or "–"


def _words(reports: Iterable[StoredReport]) -> str:
    parts = []
    for report in reports:
        obstacle = _("Kendala: {obstacle}", obstacle=report.obstacle) if report.obstacle else ""
        said = " ".join(filter(None, (report.achievement, obstacle)))
        if said:
            parts.append(f"{report.organisation.short}: {said}")
    return "\n".join(parts)


def _apart(line: _Line) -> str:
    """Percentage points between the two sides, where both gave any; of several the widest."""
    here = [r.percent for r in line.agencies if r.percent is not None]
    there = [r.percent for r in line.csos if r.percent is not None]
    if not here or not there:
        return "–"
    widest = max(points_apart(a, b) for a in here for b in there)
    return _("{n} poin", n=percent(widest).removesuffix("%"))


def _lines(compared: Sequence[Compared]) -> Iterable[_Line]:
    for one in compared:
        stands = {m.row_code: m for _c, m in one.picture.milestones}
        by_place: dict[tuple[int, int], list[StoredReport]] = {}
        for (milestone_id, period_id, _who), report in one.data.reports.items():
            if report.state in COUNTED:
                by_place.setdefault((milestone_id, period_id), []).append(report)
        for milestone in one.data.milestones:
            if milestone.row_code not in one.row_codes:
                continue
            for period in one.periods:
                reports = sorted(by_place.get((milestone.id, period.id), ()), key=lambda r: r.organisation.short)
                if not reports and period != one.periods[-1]:
                    continue
                yield _Line(
                    one.data.plan.name,
                    milestone,
                    stands[milestone.row_code],
                    period,
                    tuple(r for r in reports if r.assessor is Assessor.AGENCY),
                    tuple(r for r in reports if r.assessor is Assessor.CSO),
                    one.reviewed.get(milestone.commitment.code, ""),
                )


_THIN: Final = Side(style="thin", color=LINE.lstrip("#"))
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def add_side_by_side(book: Workbook, compared: Sequence[Compared], made_on: dt.date) -> None:
    """Add the sheet, print-ready like the others."""
    sheet: Any = book.create_sheet(_(SHEET))
    _put(sheet, 1, 1, _("Penilaian berdampingan"), Font(name=DOCUMENT_FONT, size=16, bold=True, color=TEXT.lstrip("#")))
    about = _(
        "Data per {day} · lembar ini untuk dibaca, tidak untuk dikirim kembali · kosong berarti belum dilaporkan, "
        "bukan 0",
        day=long_date(made_on),
    )
    _put(sheet, 2, 1, about, Font(name=DOCUMENT_FONT, size=10, color=MUTED.lstrip("#")))
    head = Font(name=DOCUMENT_FONT, size=10, bold=True, color="FFFFFF")
    for place, column in enumerate(_COLUMNS, start=1):
        cell = _put(sheet, _TITLES_IN, place, _(column.title), head, wrap=True, centred=True)
        cell.fill = PatternFill("solid", start_color=ACCENT.lstrip("#"))
        cell.border = _GRID
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    body = Font(name=DOCUMENT_FONT, size=10, color=TEXT.lstrip("#"))
    row = _TITLES_IN
    for row, line in enumerate(_lines(compared), start=_TITLES_IN + 1):
        texts = [column.text(line) for column in _COLUMNS]
        for place, (column, text) in enumerate(zip(_COLUMNS, texts, strict=True), start=1):
            cell = _put(sheet, row, place, text, body, wrap=True, centred=column.centred)
            cell.border = _GRID
        _state(sheet.cell(row, 7), _light(line))
        lines = max(lines_of(text, column.width) for column, text in zip(_COLUMNS, texts, strict=True) if text)
        sheet.row_dimensions[row].height = height_of(lines)
    _print_set_up(sheet, row)


def _state(cell: Any, light: Light) -> None:
    """Shape and word stand in the cell; the colour goes with them."""
    sign = SIGNS[light]
    if light is Light.NOT_REPORTED:
        cell.font = Font(name=DOCUMENT_FONT, size=10, bold=True, color=TEXT.lstrip("#"))
        return
    cell.font = Font(
        name=DOCUMENT_FONT, size=10, bold=True, color=sign.ink.lstrip("#"), strike=light is Light.CANCELLED
    )
    cell.fill = PatternFill("solid", start_color=sign.colour.lstrip("#"))


def _print_set_up(sheet: Any, last_row: int) -> None:
    last = get_column_letter(len(_COLUMNS))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 24, 18
    sheet.row_dimensions[_TITLES_IN].height = 34
    sheet.freeze_panes = f"C{_TITLES_IN + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.auto_filter.ref = f"A{_TITLES_IN}:{last}{max(last_row, _TITLES_IN + 1)}"
    sheet.print_title_rows = f"{_TITLES_IN}:{_TITLES_IN}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for margin, inches in (("left", 0.3), ("right", 0.3), ("top", 0.4), ("bottom", 0.6), ("footer", 0.3)):
        setattr(sheet.page_margins, margin, inches)
    sheet.oddFooter.center.text = _("Halaman {page} dari {pages}", page="&P", pages="&N")
    sheet.oddFooter.right.text = _("Pelacak komitmen RAN OGI")


def _put(sheet: Any, row: int, column: int, text: str, font: Font, *, wrap: bool = False, centred: bool = False) -> Any:
    """Text as text, whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.value = holdable(text)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal="center" if centred else None)
    return cell

"""What changed between two dates as a workbook, the same rows as the page shows, ready to print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from models.language import N_, WIB, N_plural, _, long_date, plural
from models.queries.changes import ChangeFilter, Changes
from models.queries.plans import PlanRecord
from models.queries.recent import Recent, Topic
from models.vocabulary import label
from reports.look import DOCUMENT_FONT, LINE
from reports.matrix.write import DATE_FORMAT, escaped, height_of, holdable, lines_of

TOPICS: Final[dict[Topic, str]] = {
    Topic.REPORT: N_("Laporan"),
    Topic.VERDICT: N_("Putusan verifikasi"),
    Topic.EVIDENCE: N_("Data dukung"),
    Topic.WORDING: N_("Rumusan"),
    Topic.TARGET: N_("Target capaian"),
    Topic.DATE: N_("Batas waktu"),
    Topic.PARTY: N_("Pihak"),
    Topic.DECISION: N_("Keputusan rapat"),
    Topic.COMMITMENT: N_("Komitmen"),
}
_COUNTS: Final[dict[Topic, str]] = {
    Topic.REPORT: N_plural("{n} laporan"),
    Topic.VERDICT: N_plural("{n} putusan verifikasi"),
    Topic.EVIDENCE: N_plural("{n} data dukung"),
    Topic.WORDING: N_plural("{n} perubahan rumusan"),
    Topic.TARGET: N_plural("{n} perubahan target"),
    Topic.DATE: N_plural("{n} perubahan batas waktu"),
    Topic.PARTY: N_plural("{n} perubahan pihak"),
    Topic.DECISION: N_plural("{n} keputusan rapat"),
    Topic.COMMITMENT: N_plural("{n} perubahan komitmen"),
}
_COLUMNS: Final = (
    (N_("Tanggal"), 12),
    (N_("Pukul (WIB)"), 9),
    (N_("Jenis"), 17),
    (N_("Komitmen"), 30),
    (N_("Perubahan"), 52),
    (N_("Sebelum"), 40),
    (N_("Sesudah"), 40),
    (N_("Oleh"), 22),
    (N_("Alasan"), 24),
    (N_("Sumber"), 26),
    (N_("Alamat"), 30),
)
_HEAD_ROW: Final = 4


def topic_word(topic: Topic) -> str:
    """What a topic is called."""
    return _(TOPICS[topic])


def topic_count(topic: Topic, n: int) -> str:
    """So many changes of a kind, in words."""
    return plural(_COUNTS[topic], n)


def source_words(change: Recent) -> str:
    """By what way it came, with file and cell where the reader may know them."""
    return ", ".join(filter(None, (label(change.source), change.place)))


def workbook_bytes(plan: PlanRecord, which: ChangeFilter, changes: Changes, address: str) -> bytes:
    """The workbook, in the current language. ``address``: of this site, for the links."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Perubahan")
    bold, plain = Font(name=DOCUMENT_FONT, size=10, bold=True), Font(name=DOCUMENT_FONT, size=10)
    _put(sheet, 1, 1, _("Perubahan {plan}", plan=plan.title), Font(name=DOCUMENT_FONT, size=14, bold=True))
    _put(sheet, 2, 1, _("{since} sampai {until}", since=long_date(which.since), until=long_date(which.until)), plain)
    line = Border(bottom=Side(style="thin", color=LINE.lstrip("#")))
    wrapped = Alignment(wrap_text=True, vertical="top")
    shade = PatternFill("solid", start_color="F1F0EE")
    for place, (title, width) in enumerate(_COLUMNS, start=1):
        cell = _put(sheet, _HEAD_ROW, place, _(title), bold)
        cell.fill, cell.alignment, cell.border = shade, wrapped, line
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row, change in enumerate(changes.found, start=_HEAD_ROW + 1):
        texts = _row(change, changes, address)
        moment = change.at.astimezone(WIB)
        sheet.cell(row, 1, moment.date()).number_format = DATE_FORMAT
        for place, text in enumerate(texts, start=2):
            _put(sheet, row, place, text, plain)
        for place in range(1, len(_COLUMNS) + 1):
            cell = sheet.cell(row, place)
            cell.font, cell.alignment, cell.border = plain, wrapped, line
        sheet.row_dimensions[row].height = height_of(_lines(texts))
    _for_print(sheet, len(changes.found))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(change: Recent, changes: Changes, address: str) -> list[str]:
    code = change.commitment_code
    return [
        change.at.astimezone(WIB).strftime("%H.%M"),
        topic_word(change.topic),
        f"{code} {changes.titles.get(code, '')}".strip(),
        change.text,
        "\n".join(d.before for d in change.differences),
        "\n".join(d.after for d in change.differences),
        change.who,
        change.reason,
        source_words(change),
        f"{address}/{change.page}?{urlencode(change.query)}" if change.page else "",
    ]


def _lines(texts: Sequence[str]) -> int:
    return max(lines_of(text, width) for text, (_title, width) in zip(texts, _COLUMNS[1:], strict=True))


def _put(sheet: Any, row: int, column: int, text: str, font: Font) -> Any:
    cell = sheet.cell(row, column)
    cell.value = escaped(holdable(text))
    if cell.value:
        cell.data_type = "s"  # never a formula, whatever somebody wrote
    cell.font = font
    return cell


def _for_print(sheet: Any, rows: int) -> None:
    last = get_column_letter(len(_COLUMNS))
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{_HEAD_ROW + max(rows, 1)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.center.text = "&P / &N"

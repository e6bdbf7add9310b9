"""What could not be applied, given back: a workbook of those rows with the cells marked, the whole file marked, and a
letter that lists the cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from models.language import N_, _, number, plural
from models.problems import Problem, ProblemKind, Scope, Severity
from models.rules.merging import WRITING, Outcome
from pages.ui import frame
from pages.ui.importing.questions import PLACING
from reports.matrix.marked import marked_workbook, mending_workbook
from reports.matrix.plan import CellPlan, RowPlan

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared

_MOST_IN_LETTER = 60

NOT_TAKEN = ProblemKind("not_taken", Severity.ERROR, Scope.CELL, N_("Sel {place}: {reason}"))
STILL_OPEN = ProblemKind(
    "conflict_kept",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” berbeda dari nilai yang sekarang tersimpan, “{stands}”. Periksa mana yang benar."),
)
UNPLACED = ProblemKind(
    "row_not_placed",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: baris ini belum dapat dicocokkan dengan target capaian. Isi “Kode baris” dari matriks kami."),
)
TURNED_DOWN = ProblemKind(
    "turned_down", Severity.ERROR, Scope.CELL, N_("Sel {place}: “{value}” tidak diterima: {reason}")
)
LEFT_ASIDE = ProblemKind(
    "left_aside", Severity.WARNING, Scope.CELL, N_("Sel {place}: “{value}” tidak diterapkan. Periksa sekali lagi.")
)


@dataclass(frozen=True, slots=True)
class Mending:
    """The rows that were not applied, with what is wrong where."""

    rows: frozenset[tuple[str, int]]
    problems: tuple[Problem, ...]


def mending_of(prepared: Prepared, accepted: Iterable[str], declined: Mapping[str, str] | None = None) -> Mending:
    """What has to go back to the sender, as things stand. Rows left out on purpose do not."""
    plan = prepared.plan
    if plan is None:
        return Mending(frozenset(), tuple(prepared.reading.problems))
    taken, rows = frozenset(accepted), set()
    problems = [p for p in plan.problems if p.kind.scope is not Scope.CELL or p.severity is Severity.WARNING]
    errors = [p for p in plan.problems if p.kind.scope is Scope.CELL and p.severity is Severity.ERROR]
    errors = [p for p in errors if p.kind not in PLACING]  # told to the sender in other words
    told = {(p.sheet, p.cell) for p in errors}
    for row in plan.rows:
        found = [] if row.skipped else list(_troubles(row, taken, declined or {}, foreign=_is_foreign(prepared, row)))
        if found or (row.key in prepared.wrong and not row.skipped):
            rows.add((row.sheet, row.row))
        problems += [p for p in found if (p.sheet, p.cell) not in told]
    return Mending(frozenset(rows), tuple(_distinct((*errors, *problems))))


def _is_foreign(prepared: Prepared, row: RowPlan) -> bool:
    """For an agency or CSO: a row that is somebody else's to fill, and nothing to mend."""
    own = prepared.choices.organisation_id if prepared.choices else None
    return prepared.sender_only and (row.reporter is None or row.reporter.id != own)


def _troubles(row: RowPlan, taken: frozenset[str], declined: Mapping[str, str], *, foreign: bool) -> Iterable[Problem]:
    for cell in row.cells:
        if foreign or not cell.cell:
            continue
        if cell.outcome is Outcome.REFUSED:
            yield _refused(row, cell)
        elif cell.key in declined:
            yield Problem(TURNED_DOWN, cell.sheet, cell.cell, {"value": cell.after[:60], "reason": declined[cell.key]})
        elif cell.outcome is Outcome.DECLINED and cell.key not in taken:
            yield Problem(NOT_TAKEN, cell.sheet, cell.cell, {"reason": cell.note})
        elif cell.outcome is Outcome.CONFLICT and cell.key not in taken:
            yield Problem(STILL_OPEN, cell.sheet, cell.cell, {"value": cell.after, "stands": cell.before})
        elif cell.outcome in WRITING and cell.key not in taken:
            yield Problem(LEFT_ASIDE, cell.sheet, cell.cell, {"value": cell.after[:60]})


def _refused(row: RowPlan, cell: CellPlan) -> Problem:
    if row.question is not None and row.question.kind in PLACING:
        return replace(row.question, kind=UNPLACED)
    if row.question is not None:
        return row.question
    return Problem(NOT_TAKEN, cell.sheet, cell.cell, {"reason": cell.note})


def _distinct(problems: Iterable[Problem]) -> Iterable[Problem]:
    return {(p.sheet, p.cell, p.message): p for p in problems}.values()


# -- on the page -----------------------------------------------------------------------------------------------------


def offer(prepared: Prepared, accepted: Iterable[str], declined: Mapping[str, str] | None = None) -> None:
    """Both workbooks and the letter; nothing where nothing is left."""
    mending = mending_of(prepared, accepted, declined)
    errors = [problem for problem in mending.problems if problem.severity is Severity.ERROR]
    if not errors and not mending.rows:
        return
    work = prepared.work
    title = _("Jawaban untuk pengirim")
    if mending.rows:
        title = _("Perlu diperbaiki: {what}", what=plural("{n} baris", len(mending.rows)))
    with st.expander(title, key=work.key("mend")):
        frame.quiet(_("Kembalikan kepada pengirim. Berkas yang sudah diperbaiki dapat diunggah lagi di sini."))
        with st.container(horizontal=True):
            _downloads(prepared, mending)
        st.text_area(
            _("Jawaban siap salin untuk pengirim"),
            value=reply_text(prepared.name, errors),
            height=180,
            key=work.key("reply", hash(tuple(p.message for p in errors))),
        )


def _downloads(prepared: Prepared, mending: Mending) -> None:
    grid, work = prepared.grid, prepared.work
    if grid is None:
        return
    if mending.rows:
        st.download_button(
            _("Unduh baris yang perlu diperbaiki ({n})", n=number(len(mending.rows))),
            data=lambda: mending_workbook(grid, prepared.reading, mending.rows, mending.problems),
            file_name=_("perlu-diperbaiki-{file}", file=prepared.name),
            on_click="ignore",
            key=work.key("mend_rows"),
            icon=":material/download:",
        )
    st.download_button(
        _("Unduh seluruh berkas dengan sel bertanda"),
        data=lambda: marked_workbook(grid, mending.problems),
        file_name=_("bertanda-{file}", file=prepared.name),
        on_click="ignore",
        key=work.key("marked"),
        icon=":material/download:",
    )


def reply_text(file: str, problems: Iterable[Problem]) -> str:
    """A letter that lists the cells, ready to be sent."""
    told = [f"- {problem.message}" for problem in problems]
    lines = [_("Terima kasih atas berkas {file}. Mohon perbaiki sel berikut, lalu kirim ulang:", file=file), ""]
    lines += told[:_MOST_IN_LETTER]
    if len(told) > _MOST_IN_LETTER:
        lines.append(
            _("… dan {n} lagi; semuanya ditandai dalam berkas terlampir.", n=number(len(told) - _MOST_IN_LETTER))
        )
    return "\n".join(lines)

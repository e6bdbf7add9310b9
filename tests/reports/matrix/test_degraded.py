"""A matrix that comes back damaged: each kind of damage has a stated outcome, and nothing is lost or overwritten."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models import database
from models.commands.commitments import edit_milestone
from models.problems import Invalid
from models.rules.access import SYSTEM
from models.vocabulary import SourceKind
from reports.matrix.plan import Choices, ImportPlan, RowChoice
from tests.reports.conftest import KPU_ROW, RECEIVED, Desk, cells_by_outcome, column_of, edited
from tests.reports.matrix.test_apply import enter

SOFFICE = shutil.which("soffice")
#: what KPU wrote, and what became of it where the dispatch is recognised
ANSWER = {(KPU_ROW, "percent"): 60}
MERGED = {
    "changed": [(KPU_ROW, "percent", "40", "60")],
    "changed_by_others": [(KPU_ROW, "target_text", "7 data", "5 kelompok data")],
}


def sent(desk: Desk) -> bytes:
    """KPU's matrix, after which the target was changed here."""
    enter(desk, {"percent": 40.0})
    _code, content = desk.dispatch("KPU", "target_text")
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": "7 data"})
    return content


def codes(plan: ImportPlan) -> set[str]:
    return {problem.code for problem in plan.problems}


def moved(_book: Workbook, sheet: Worksheet) -> None:
    """The achievements now stand in front of everything."""
    place = column_of("percent")
    for row in sheet.iter_rows(min_row=3, max_row=sheet.max_row):
        values = [cell.value for cell in row]
        values.insert(0, values.pop(place - 1))
        for cell, value in zip(row, values, strict=True):
            cell.value = value


def more_columns(_book: Workbook, sheet: Worksheet) -> None:
    last = sheet.max_column + 1
    sheet.cell(4, last, "Nama PIC dan nomor HP")
    sheet.cell(6, last, "0812-0000-0000")


def as_google_sheets(book: Workbook, sheet: Worksheet) -> None:
    """Without the file's properties, protection, notes and drop-downs; hidden sheets are merely hidden."""
    for name in [each.name for each in book.custom_doc_props.props]:  # type: ignore[attr-defined]
        del book.custom_doc_props[name]  # type: ignore[attr-defined]
    for each in book.worksheets:
        each.protection.sheet = False
        each.data_validations.dataValidation = []
        if each.sheet_state != "visible":
            each.sheet_state = "hidden"
    sheet.title = "Salinan dari Matriks"


def renamed_columns(_book: Workbook, sheet: Worksheet) -> None:
    for cell in sheet[4]:
        cell.value = f"{cell.value} KPU" if cell.value else cell.value


def filtered(_book: Workbook, sheet: Worksheet) -> None:
    for row in range(6, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (moved, set()),
        (more_columns, {"unknown_column"}),
        (as_google_sheets, set()),
        (renamed_columns, set()),
        (filtered, {"hidden_rows"}),
        (lambda _book, sheet: setattr(sheet, "title", "Lembar kerja biro"), set()),
    ],
    ids=["moved", "more columns", "Google Sheets", "renamed columns", "filtered", "renamed sheet"],
)
def test_it_is_still_the_answer_to_what_was_sent(desk: Desk, damage: Any, told: set[str]) -> None:
    plan = desk.plan(edited(sent(desk), ANSWER, damage))
    assert plan.dispatch is not None
    assert cells_by_outcome(plan) == MERGED
    assert told <= codes(plan)
    assert codes(plan) - told <= {"hidden_rows", "hidden_columns"}
    desk.apply(edited(sent(desk), ANSWER, damage))
    assert desk.milestone().target_text == "7 data"
    assert desk.report().percent == 60  # type: ignore[union-attr]


def test_a_column_nobody_knows_is_named_and_not_stored(desk: Desk) -> None:
    plan = desk.plan(edited(sent(desk), ANSWER, more_columns))
    (problem,) = [p for p in plan.problems if p.code == "unknown_column"]
    assert "Nama PIC dan nomor HP" in problem.message
    assert not any("0812" in cell.after for cell in plan.cells)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: its files are not tested here")
def test_filled_and_saved_in_libreoffice_it_is_still_the_answer(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kembali.xlsx").write_bytes(edited(sent(desk), ANSWER))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", "disimpan", "kembali.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=240)
    plan = desk.plan((tmp_path / "disimpan" / "kembali.xlsx").read_bytes())
    assert plan.dispatch is not None
    assert cells_by_outcome(plan) == MERGED
    assert plan.accepted


def without_codes(_book: Workbook, sheet: Worksheet) -> None:
    for row in range(6, sheet.max_row + 1):
        sheet.cell(row, 1).value = None


def test_without_row_codes_a_placed_row_is_compared_with_what_was_sent(desk: Desk) -> None:
    content = edited(sent(desk), ANSWER, without_codes)
    plan = desk.plan(content)
    (row,) = [row for row in plan.rows if row.question]
    assert plan.writing() == ()
    assert row.suggestions[0].row_code == KPU_ROW
    placed = Choices(RECEIVED, rows={row.key: RowChoice(milestone_id=row.suggestions[0].milestone_id)})
    assert cells_by_outcome(desk.plan(content, choices=placed)) == MERGED


def test_rows_that_did_not_come_back_are_told_on_the_command_line_too(desk: Desk) -> None:
    _code, content = desk.dispatch("Bawaslu")
    rows = len(desk.plan(content).rows)
    gone = desk.plan(edited(content, adjust=lambda _book, sheet: sheet.delete_rows(6)))
    assert len(gone.rows) == rows - 1
    (problem,) = [p for p in gone.problems if p.code == "rows_gone"]
    assert gone.removed_row_codes[0] in problem.message
    assert gone.accepted
    assert gone.writing() == ()


def test_a_matrix_of_another_plan_is_refused_and_says_which(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU")
    with pytest.raises(Invalid, match="dibuat untuk RAN-VII"):
        desk.plan(content, plan="RAN-VIII")

"""Undo takes an import back as one act: old values return, what somebody edited since stays and is named."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from models import database, journal
from models.commands.commitments import apply_wording, edit_milestone
from models.commands.progress import judge_evidence, verify_report
from models.problems import Invalid, NotAllowed, NotFound
from models.queries.exchange import find_import
from models.queries.matrix import MatrixData
from models.rules.access import SYSTEM
from models.tables.exchange import MatrixImport
from models.tables.history import Change
from models.tables.meeting import WordingChange
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Completion, ImportState, ReportState, SourceKind, Verdict, WordingState
from reports.matrix.plan import RowChoice
from tests.reports.conftest import KPU_ROW, RECEIVED, Desk, cells_by_outcome, edited
from tests.reports.matrix.test_apply import FILLED, enter, rows_of
from tests.reports.matrix.test_compare import by_title


def state_of(data: MatrixData) -> Any:
    """Everything that stands, without versions and without reports that were taken back."""
    milestones = [dataclasses.replace(m, version=0) for m in data.milestones if not m.cancelled]
    reports = {
        key: dataclasses.replace(report, version=0)
        for key, report in data.reports.items()
        if report.state is not ReportState.WITHDRAWN
    }
    return data.commitments, milestones, reports, data.proposed_wordings


def test_every_cell_returns_and_both_acts_stay_in_the_history(each_desk: Desk) -> None:
    desk = each_desk
    before = state_of(desk.data())
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    assert state_of(desk.data()) != before
    undone = desk.undo(number)
    assert (undone.restored, undone.kept) == (len(FILLED), ())
    assert state_of(desk.data()) == before
    with database.reading(desk.engine) as session:
        kinds = {change.source_kind for change in session.exec(select(Change))}
        assert {SourceKind.IMPORT, SourceKind.UNDO} <= kinds
        assert find_import(session, SYSTEM, number or 0).state is ImportState.UNDONE
        assert journal.verify(session.connection()) is None


def test_old_values_of_a_report_return_with_its_verdict(each_desk: Desk) -> None:
    desk = each_desk
    report_id = enter(desk, {"percent": 20.0, "achievement": "Satu", "completion": Completion.LIMITED, "notes": "n"})
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        verify_report(session, SYSTEM, report_id, note="Sesuai")
    (stored,) = rows_of(desk, ProgressReport)
    before = stored.model_dump(exclude={"version"})
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    assert desk.report().state is ReportState.SUBMITTED  # type: ignore[union-attr]
    assert desk.undo(number).kept == ()
    (restored,) = rows_of(desk, ProgressReport)
    assert restored.model_dump(exclude={"version"}) == before


def test_what_was_edited_since_stays_and_is_named(each_desk: Desk) -> None:
    desk = each_desk
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": "8 kelompok data"})
    enter(desk, {"percent": 55.0})
    undone = desk.undo(number)
    assert undone.kept == ((KPU_ROW, "target_text", "Matriks!I5"), (KPU_ROW, "percent", "Matriks!N5"))
    assert undone.restored == len(FILLED) - 2
    assert desk.milestone().target_text == "8 kelompok data"
    report = desk.report()
    assert report is not None
    assert (report.percent, report.achievement, report.completion) == (55, "", None)
    assert report.state is ReportState.SUBMITTED


def test_another_field_entered_since_stays_and_the_report_with_it(desk: Desk) -> None:
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    enter(desk, {"notes": "Catatan baru"})
    undone = desk.undo(number)
    assert (undone.restored, undone.kept) == (1, ())
    report = desk.report()
    assert report is not None
    assert (report.state, report.percent, report.notes) == (ReportState.SUBMITTED, None, "Catatan baru")


def test_thirty_seven_changes_one_edited_since_thirty_six_restored(desk: Desk) -> None:
    codes = [m.row_code for m in desk.data().milestones][:37]
    extra = [(code, "milestone") for code in codes] + [(code, "target_text") for code in codes]
    content = edited(desk.export(), {place: f"baru {place}" for place in extra[:37]})
    number = desk.apply(content)
    code = extra[5][0]
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone(code).id, {"activity": "milik orang lain"})
    undone = desk.undo(number)
    assert undone.restored == 36
    assert [(row, column) for row, column, _cell in undone.kept] == [(code, "milestone")]


def test_a_verified_report_is_no_longer_the_import_s_to_take_back(desk: Desk) -> None:
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "obstacles"): "Anggaran"}))
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        verify_report(session, SYSTEM, desk.report().id)  # type: ignore[union-attr]
    undone = desk.undo(number)
    assert undone.restored == 0
    assert {column for _code, column, _cell in undone.kept} == {"percent", "obstacles"}
    report = desk.report()
    assert report is not None
    assert (report.state, report.percent, report.obstacle) == (ReportState.VERIFIED, 40, "Anggaran")


def test_judged_evidence_and_an_applied_wording_stay_too(desk: Desk) -> None:
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    (evidence,) = rows_of(desk, Evidence)
    (wording,) = [w for w in rows_of(desk, WordingChange) if w.import_id]
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        judge_evidence(session, SYSTEM, evidence.id or 0, Verdict.ACCEPTED)
        apply_wording(session, SYSTEM, wording.id or 0)
    undone = desk.undo(number)
    assert {column for _code, column, _cell in undone.kept} == {"evidence", "success_measure"}
    assert not rows_of(desk, Evidence)[0].withdrawn
    assert next(w for w in rows_of(desk, WordingChange) if w.import_id).state is WordingState.APPLIED


def test_a_report_that_only_the_import_made_is_withdrawn_and_its_picture_of_that_day_too(each_desk: Desk) -> None:
    desk = each_desk
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    desk.undo(number)
    report = desk.report()
    assert report is not None
    assert report.state is ReportState.WITHDRAWN
    editions = sorted(rows_of(desk, ReportEdition), key=lambda e: e.id)
    assert [(e.known_on, e.state) for e in editions] == [
        (RECEIVED, ReportState.SUBMITTED),
        (RECEIVED, ReportState.WITHDRAWN),
    ]


def test_the_picture_as_of_the_day_of_receipt_reverts(desk: Desk) -> None:
    from models.queries.plans import find_plan
    from models.queries.progress import plan_picture

    def picture() -> Any:
        with database.reading(desk.engine) as session:
            return plan_picture(session, SYSTEM, find_plan(session, SYSTEM, "RAN-VII"), RECEIVED + dt.timedelta(1))

    before = picture()
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    assert picture() != before
    desk.undo(number)
    assert picture() == before


def test_rows_that_existed_before_are_never_deleted(desk: Desk) -> None:
    enter(desk, {"percent": 20.0})
    count = {table: len(rows_of(desk, table)) for table in (ProgressReport, WordingChange, Evidence)}
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    desk.undo(number)
    assert all(len(rows_of(desk, table)) >= n for table, n in count.items())
    assert desk.report().percent == 20  # type: ignore[union-attr]


def test_a_link_that_was_there_before_stays(desk: Desk) -> None:
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/a"}))
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/a\nhttps://kpu.go.id/b"}))
    desk.undo(number)
    assert desk.report().evidence == ("https://kpu.go.id/a",)  # type: ignore[union-attr]


def test_twice_is_refused_and_an_unknown_number_too(each_desk: Desk) -> None:
    desk = each_desk
    number = desk.apply(edited(desk.export("KPU"), FILLED))
    desk.undo(number)
    with pytest.raises(Invalid, match="sudah dikembalikan"):
        desk.undo(number)
    with pytest.raises(NotFound):
        desk.undo(99_999)


def test_the_file_can_be_applied_again_after_an_undo(each_desk: Desk) -> None:
    desk = each_desk
    content = edited(desk.export("KPU"), FILLED)
    first = desk.apply(content)
    after = state_of(desk.data())
    desk.undo(first)
    again = desk.apply(content)
    assert again not in (None, first)
    assert state_of(desk.data()) == after
    desk.undo(again)


def test_a_report_that_was_taken_back_begins_anew(desk: Desk) -> None:
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "obstacles"): "Anggaran"}))
    desk.undo(number)
    second = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 50}))
    report = desk.report()
    assert report is not None
    assert (report.percent, report.obstacle, report.state) == (50, "", ReportState.SUBMITTED)
    desk.undo(second)
    assert desk.report().state is ReportState.WITHDRAWN  # type: ignore[union-attr]


def test_the_order_of_responsible_institutions_returns(desk: Desk) -> None:
    milestone = next(m for m in desk.data().milestones if len(m.responsible) > 2)
    names = [o.short for o in milestone.responsible]
    content = edited(desk.export(), {(milestone.row_code, "lead_agencies"): "; ".join([names[-1], "Bawaslu"])})
    number = desk.apply(content)
    assert [o.short for o in desk.milestone(milestone.row_code).responsible] == [names[-1], "Bawaslu"]
    desk.undo(number)
    assert [o.short for o in desk.milestone(milestone.row_code).responsible] == names


def test_a_new_milestone_is_cancelled_unless_it_was_edited(desk: Desk) -> None:
    content = by_title(desk)
    (row,) = desk.plan(content, plan="RAN-VII").rows
    choices = desk.choices(rows={row.key: RowChoice(new_under_measure=desk.milestone().measure.id)})
    before = state_of(desk.data())
    desk.undo(desk.apply(content, choices=choices, plan_code="RAN-VII"))
    assert desk.milestone("RAN7-06-1-2").cancelled
    assert state_of(desk.data()) == before
    number = desk.apply(content, choices=choices, plan_code="RAN-VII")
    assert desk.milestone("RAN7-06-1-3").activity == "Bimbingan teknis"
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone("RAN7-06-1-3").id, {"target_text": "4 angkatan"})
    undone = desk.undo(number)
    assert [column for _code, column, _cell in undone.kept] == ["target_text"]
    assert not desk.milestone("RAN7-06-1-3").cancelled


def test_an_agency_undoes_its_own_import_but_not_what_only_the_secretariat_may_write(desk: Desk) -> None:
    own = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}), desk.cast.kpu)
    for stranger in (desk.cast.bawaslu, desk.cast.perludem, desk.cast.director, desk.cast.visitor):
        with pytest.raises(NotAllowed):
            desk.undo(own, stranger)
    desk.undo(own, desk.cast.kpu)
    by_staff = desk.apply(edited(desk.export("KPU"), FILLED), desk.cast.secretariat, desk.choices(organisation="KPU"))
    before = desk.data()
    with pytest.raises(NotAllowed):
        desk.undo(by_staff, desk.cast.kpu)
    assert desk.data() == before
    assert rows_of(desk, MatrixImport)[-1].state is ImportState.APPLIED


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)
changes = st.fixed_dictionaries(
    {},
    optional={
        "percent": st.sampled_from([0, 12.5, 40, 100, 120]) | st.just("(kosongkan)"),
        "achievement_text": texts | st.just("(kosongkan)"),
        "status": st.sampled_from(["Selesai", "Belum mulai", "Sedang berjalan", "(kosongkan)"]),
        "obstacles": texts,
        "notes": texts,
        "evidence": st.sampled_from(["https://kpu.go.id/a", "https://kpu.go.id/b\nhttps://kpu.go.id/c"]),
        "target_text": texts | st.just("(kosongkan)"),
        "milestone": texts,
        "due_date": st.sampled_from(["31/12/2024", "TW III 2024", "2025", "(kosongkan)"]),
        "lead_agencies": st.sampled_from(["KPU; Bawaslu", "Perludem", "(kosongkan)"]),
        "success_measure": texts,
    },
)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=changes, second=changes)
def test_apply_then_undo_restores_everything_whatever_was_changed(
    each_desk: Desk, first: dict[str, Any], second: dict[str, Any]
) -> None:
    desk = each_desk
    began = state_of(desk.data())
    one = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, key): value for key, value in first.items()}, where="KPU"))
    between = state_of(desk.data())
    two = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, key): value for key, value in second.items()}, where="KPU"))
    if two:
        assert desk.undo(two).kept == ()
    assert state_of(desk.data()) == between
    assert cells_by_outcome(desk.plan(desk.export("KPU"))) == {}
    if one:
        assert desk.undo(one).kept == ()
    assert state_of(desk.data()) == began

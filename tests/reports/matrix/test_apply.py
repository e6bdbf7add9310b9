"""An import writes what was accepted, all of it or nothing, and two people at once never lose anything."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from sqlmodel import select

from models import database, journal
from models.commands.commitments import edit_milestone
from models.commands.progress import return_report, verify_report
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.problems import Invalid, NotAllowed, Stale
from models.queries.exchange import cells_of_import, declined_in_import, find_import
from models.queries.history import history_of_milestone
from models.rules.access import SYSTEM, Actor
from models.tables.exchange import ImportedCell, MatrixImport
from models.tables.history import Change
from models.tables.meeting import WordingChange
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, Completion, ReportState, SourceKind, WordingState
from reports.matrix import apply as applying
from reports.matrix.apply import PlanMoved, apply_import
from reports.matrix.plan import Choices, RowChoice
from tests.reports.conftest import KPU_ROW, RECEIVED, Desk, cell_of, cells_by_outcome, edited
from tests.reports.matrix.test_compare import by_title

FILLED = {
    (KPU_ROW, "percent"): 40,
    (KPU_ROW, "achievement_text"): "Dua kelompok data terbit",
    (KPU_ROW, "status"): "Terbatas",
    (KPU_ROW, "evidence"): "https://kpu.go.id/data",
    (KPU_ROW, "target_text"): "6 kelompok data",
    (KPU_ROW, "success_measure"): "Tersedianya Data Pemilu yang terbuka",
}


def rows_of(desk: Desk, table: Any) -> list[Any]:
    with database.reading(desk.engine) as session:
        return list(session.exec(select(table)).all())


def key_of(desk: Desk, organisation: str = "KPU", assessor: Assessor = Assessor.AGENCY) -> ReportKey:
    data = desk.data()
    organisation_id = next(o.id for o in data.organisations.values() if o.short == organisation)
    period = next(p for p in data.periods if (p.year, p.code) == (2024, "B06"))
    return ReportKey(desk.milestone().id, period.id, organisation_id, assessor)


def enter(desk: Desk, content: dict[str, Any], *, submit: bool = True, organisation: str = "KPU") -> int:
    assessor = Assessor.CSO if organisation == "Perludem" else Assessor.AGENCY
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        report = enter_report(session, SYSTEM, key_of(desk, organisation, assessor), content, Entry(submit=submit))
        return report.id or 0


def test_what_is_accepted_is_written_with_its_cells(each_desk: Desk) -> None:
    desk = each_desk
    content = edited(desk.export("KPU"), FILLED)
    number = desk.apply(content, desk.cast.secretariat)
    report = desk.report()
    assert report is not None
    assert (report.percent, report.completion, report.achievement) == (
        40,
        Completion.LIMITED,
        "Dua kelompok data terbit",
    )
    assert (report.state, report.received_on) == (ReportState.SUBMITTED, RECEIVED)
    assert report.evidence == ("https://kpu.go.id/data",)
    assert desk.milestone().target_text == "6 kelompok data"
    with database.reading(desk.engine) as session:
        cells = cells_of_import(session, SYSTEM, number or 0)
        record = find_import(session, SYSTEM, number or 0)
        changes = session.exec(select(Change).where(Change.source_kind == SourceKind.IMPORT)).all()
        assert journal.verify(session.connection()) is None
    assert {(c.cell, c.column_key) for c in cells} == {
        ("N5", "percent"), ("O5", "achievement_text"), ("P5", "status"), ("S5", "evidence"), ("I5", "target_text"),
        ("D5", "success_measure"),
    }  # fmt: skip
    assert (record.new, record.changed, record.applied_by) == (4, 2, "Rudi")
    target = next(c for c in changes if c.table_name == "milestone" and c.field == "target_text")
    assert target.source is not None
    assert (target.source["cell"], target.source["sheet"], target.source["import"]) == ("I5", "Matriks", number)


def test_the_text_of_the_cell_is_kept_verbatim(desk: Desk) -> None:
    number = desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "status"): "TERCAPAI", (KPU_ROW, "percent"): "37,5 %"}))
    with database.reading(desk.engine) as session:
        cells = {c.field: c.as_written for c in session.exec(select(ImportedCell)) if c.import_id == number and c.cell}
    assert cells["completion"] == "TERCAPAI"
    assert cells["percent"] == "37,5 %"


def test_the_same_file_twice_is_one_act(each_desk: Desk) -> None:
    desk = each_desk
    content = edited(desk.export("KPU"), FILLED)
    assert desk.apply(content) is not None
    before = desk.data()
    assert desk.apply(content) is None
    assert desk.data() == before
    assert len(rows_of(desk, MatrixImport)) == 1
    assert len(rows_of(desk, WordingChange)) - len([w for w in rows_of(desk, WordingChange) if not w.import_id]) == 1


def test_only_the_accepted_cells_are_written(desk: Desk) -> None:
    content = edited(desk.export("KPU"), FILLED)
    chosen = cell_of(desk.plan(content), KPU_ROW, "percent").key
    desk.apply(content, accepted={chosen})
    report = desk.report()
    assert report is not None
    assert (report.percent, report.achievement, report.evidence) == (40, "", ())
    assert desk.milestone().target_text != "6 kelompok data"
    assert desk.apply(content, accepted=set()) is None


def test_refused_and_locked_cells_are_not_written_even_when_asked_for(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 280, (KPU_ROW, "csos"): "KOPEL"})
    plan = desk.plan(content)
    assert desk.apply(content, accepted={cell.key for cell in plan.cells}) is None


def test_a_new_wording_is_a_proposal_once_and_changes_no_sentence(desk: Desk) -> None:
    before = desk.milestone().measure.wordings
    content = edited(desk.export("KPU"), {(KPU_ROW, "success_measure"): "Rumusan baru"})
    desk.apply(content)
    proposals = [w for w in rows_of(desk, WordingChange) if w.after == "Rumusan baru"]
    assert [(w.state, w.place) for w in proposals] == [(WordingState.PROPOSED, "Matriks!D5")]
    assert desk.milestone().measure.wordings == before
    again = edited(desk.export("KPU"), {(KPU_ROW, "success_measure"): "Rumusan baru", (KPU_ROW, "percent"): 10})
    desk.apply(again)
    assert len([w for w in rows_of(desk, WordingChange) if w.after == "Rumusan baru"]) == 1


def test_two_institutions_on_one_milestone_never_overwrite_each_other(each_desk: Desk) -> None:
    desk = each_desk
    kpu = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 60}, where="KPU")
    perludem = edited(desk.export("Perludem"), {(KPU_ROW, "percent"): 30}, where="Perludem")
    desk.apply(kpu, desk.cast.kpu)
    desk.apply(perludem, desk.cast.perludem)
    assert [(desk.report(who).percent, desk.report(who).assessor) for who in ("KPU", "Perludem")] == [  # type: ignore[union-attr]
        (60, Assessor.AGENCY),
        (30, Assessor.CSO),
    ]
    assert cells_by_outcome(desk.plan(desk.export())) == {}


def test_links_are_added_and_never_removed(desk: Desk) -> None:
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/a"}))
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/b"}))
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/a\nhttps://kpu.go.id/a"}))
    assert desk.report().evidence == ("https://kpu.go.id/a", "https://kpu.go.id/b")  # type: ignore[union-attr]


def test_a_link_more_does_not_unverify_a_verified_report(desk: Desk) -> None:
    number = enter(desk, {"percent": 40.0})
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        verify_report(session, SYSTEM, number)
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): "https://kpu.go.id/a"}))
    assert desk.report().state is ReportState.VERIFIED  # type: ignore[union-attr]


def test_a_returned_report_that_comes_again_is_submitted_again(desk: Desk) -> None:
    number = enter(desk, {"percent": 40.0, "obstacle": "Anggaran"})
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        return_report(session, SYSTEM, number, "Lampirkan data dukung")
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40})
    assert cell_of(desk.plan(content), KPU_ROW, "percent").outcome == "new"
    desk.apply(content)
    report = desk.report()
    assert report is not None
    assert (report.state, report.percent, report.obstacle) == (ReportState.SUBMITTED, 40, "Anggaran")


def test_blank_cells_of_a_returned_file_keep_what_the_agency_said_before(desk: Desk) -> None:
    enter(desk, {"percent": 40.0, "achievement": "Dua kelompok", "obstacle": "Anggaran"})
    content = edited(
        desk.export("KPU"),
        {(KPU_ROW, "percent"): 60, (KPU_ROW, "achievement_text"): None, (KPU_ROW, "obstacles"): None},
    )
    desk.apply(content)
    report = desk.report()
    assert report is not None
    assert (report.percent, report.achievement, report.obstacle) == (60, "Dua kelompok", "Anggaran")


def test_an_erased_cell_is_emptied(desk: Desk) -> None:
    enter(desk, {"percent": 40.0, "achievement": "Dua kelompok", "completion": Completion.LIMITED})
    marks = dict.fromkeys([(KPU_ROW, "percent"), (KPU_ROW, "achievement_text"), (KPU_ROW, "status")], "(kosongkan)")
    desk.apply(edited(desk.export("KPU"), {**marks, (KPU_ROW, "target_text"): "(kosongkan)"}))
    report = desk.report()
    assert report is not None
    assert (report.percent, report.achievement, report.completion) == (None, "", None)
    assert desk.milestone().target_text == ""


def test_a_row_becomes_a_new_milestone_with_the_next_code(each_desk: Desk) -> None:
    desk = each_desk
    content = by_title(desk)
    (row,) = desk.plan(content, plan="RAN-VII").rows
    choices = desk.choices(rows={row.key: RowChoice(new_under_measure=desk.milestone().measure.id)})
    desk.apply(content, choices=choices, plan_code="RAN-VII")
    milestone = desk.milestone("RAN7-06-1-2")
    assert (milestone.activity, milestone.target_text) == ("Bimbingan teknis", "3 angkatan")
    assert desk.report(code="RAN7-06-1-2").percent == 40  # type: ignore[union-attr]


# -- atomic -----------------------------------------------------------------------------------------------------------


def test_an_error_in_the_middle_leaves_nothing(each_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = each_desk
    before = desk.data()
    content = edited(desk.export(), {(code, "target_text"): f"t {code}" for code in ("RAN7-05-1-1", KPU_ROW)})
    real, calls = applying.edit_milestone, []

    def breaks(*arguments: Any, **more: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 2:
            raise RuntimeError("listrik padam")
        return real(*arguments, **more)

    monkeypatch.setattr(applying, "edit_milestone", breaks)
    with pytest.raises(RuntimeError, match="listrik padam"):
        desk.apply(content)
    assert len(calls) == 2
    assert desk.data() == before
    assert rows_of(desk, MatrixImport) == rows_of(desk, ImportedCell) == []
    with database.reading(desk.engine) as session:
        assert journal.verify(session.connection()) is None


def test_a_value_that_a_command_refuses_names_its_row_and_nothing_is_written(each_desk: Desk) -> None:
    desk = each_desk
    before = desk.data()
    content = edited(
        desk.export(),
        {
            ("RAN7-05-1-1", "target_text"): "x",
            (KPU_ROW, "start_date"): "01/12/2024",
            (KPU_ROW, "due_date"): "01/01/2024",
        },
    )
    with pytest.raises(Invalid, match="Batas waktu mendahului tanggal mulai") as failure:
        desk.apply(content)
    assert "Matriks!J" in str(failure.value)
    assert desk.data() == before


def test_a_day_of_receipt_in_the_future_is_refused(desk: Desk, today: dt.date) -> None:
    with pytest.raises(Invalid, match="Tanggal terima"):
        desk.apply(edited(desk.export("KPU"), FILLED), choices=Choices(today + dt.timedelta(1)))


def test_an_agency_cannot_apply_for_another(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40})
    assert desk.apply(content, desk.cast.bawaslu) is None
    with pytest.raises(NotAllowed):
        desk.apply(content, desk.cast.kpu, desk.choices(organisation="Bawaslu"))
    assert desk.apply(content, desk.cast.kpu) is not None


def test_the_plan_cells_of_an_agency_s_file_are_never_written(desk: Desk) -> None:
    before = desk.milestone()
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "target_text"): "lain"})
    plan = desk.plan(content, desk.cast.kpu)
    desk.apply(content, desk.cast.kpu, accepted={cell.key for cell in plan.cells})
    assert desk.milestone() == before
    assert desk.report().percent == 40  # type: ignore[union-attr]


# -- while others work ------------------------------------------------------------------------------------------------


def test_data_that_moved_since_the_preview_shows_the_new_plan_and_writes_nothing(each_desk: Desk) -> None:
    desk = each_desk
    content = edited(desk.export("KPU"), FILLED)
    shown = desk.plan(content).fingerprint
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": "7 kelompok data"})
    before = desk.data()
    with pytest.raises(PlanMoved, match="Data berubah") as moved:
        desk.apply(content, shown_fingerprint=shown)
    assert cell_of(moved.value.plan, KPU_ROW, "target_text").before == "7 kelompok data"
    assert desk.data() == before
    assert desk.apply(content, shown_fingerprint=moved.value.plan.fingerprint) is not None


def test_two_people_who_apply_the_same_file_at_the_same_moment_make_one_act(each_desk: Desk) -> None:
    desk = each_desk
    reading = desk.read(edited(desk.export("KPU"), FILLED))
    shown = desk.plan(reading).fingerprint
    together = threading.Barrier(2)
    answers: list[str] = []

    def person() -> None:
        together.wait()
        try:
            with database.transaction(SYSTEM, source=SourceKind.IMPORT, on=desk.engine) as session:
                act, _plan = apply_import(session, SYSTEM, reading, Choices(RECEIVED), shown_fingerprint=shown)
                answers.append("applied" if act else "unchanged")
        except PlanMoved:
            answers.append("moved")

    _both(person, person)
    assert sorted(answers) == ["applied", "moved"]
    assert len(rows_of(desk, MatrixImport)) == 1
    assert len([w for w in rows_of(desk, WordingChange) if w.import_id]) == 1
    assert len(rows_of(desk, Evidence)) == 1
    with database.reading(desk.engine) as session:
        assert journal.verify(session.connection()) is None


def _both(*people: Any) -> None:
    threads = [threading.Thread(target=person) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_two_files_at_the_same_moment_are_both_there_afterwards(each_desk: Desk) -> None:
    desk = each_desk
    kpu = desk.read(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 60}, where="KPU"))
    perludem = desk.read(edited(desk.export("Perludem"), {(KPU_ROW, "percent"): 30}, where="Perludem"))
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def person(reading: Any) -> Any:
        def work() -> None:
            together.wait()
            try:
                with database.transaction(SYSTEM, source=SourceKind.IMPORT, on=desk.engine) as session:
                    apply_import(session, SYSTEM, reading, Choices(RECEIVED))
            except BaseException as failure:  # noqa: BLE001 - a thread must not swallow it
                failures.append(failure)

        return work

    _both(person(kpu), person(perludem))
    assert failures == []
    assert [desk.report(who).percent for who in ("KPU", "Perludem")] == [60, 30]  # type: ignore[union-attr]


def test_a_form_and_an_import_at_the_same_moment_never_lose_a_report(each_desk: Desk) -> None:
    desk = each_desk
    reading = desk.read(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 60}))
    key = key_of(desk)
    together = threading.Barrier(2)
    answers: list[str] = []

    def attempt(name: str, work: Any) -> Any:
        def run() -> None:
            together.wait()
            try:
                with database.transaction(SYSTEM, source=SourceKind.IMPORT, on=desk.engine) as session:
                    work(session)
                answers.append(name)
            except Stale:
                answers.append("stale")
            except Exception as failure:  # noqa: BLE001 - a form does not translate it; what matters is what stands
                answers.append(type(failure).__name__)

        return run

    _both(
        attempt("import", lambda session: apply_import(session, SYSTEM, reading, Choices(RECEIVED))),
        attempt("form", lambda session: enter_report(session, SYSTEM, key, {"obstacle": "Anggaran"})),
    )
    report = desk.report()
    assert report is not None
    assert ("import" in answers) == (report.percent == 60)
    assert ("form" in answers) == (report.obstacle == "Anggaran")
    assert len(rows_of(desk, ProgressReport)) == 1
    assert len(rows_of(desk, ReportEdition)) >= 1


# -- refused with a reason --------------------------------------------------------------------------------------------


def test_a_refusal_is_kept_with_its_reason_and_not_asked_again(each_desk: Desk) -> None:
    desk = each_desk
    _code, content = desk.dispatch("KPU", "target_text")
    content = edited(content, {(KPU_ROW, "percent"): 90, (KPU_ROW, "target_text"): "6 kelompok data"})
    percent, target = (cell_of(desk.plan(content), KPU_ROW, key) for key in ("percent", "target_text"))

    number = desk.apply(content, accepted={target.key}, declined={percent.key: "Bukti untuk 90% belum ada"})

    assert desk.report() is None
    assert desk.milestone().target_text == "6 kelompok data"
    with database.reading(desk.engine) as session:
        (refusal,) = declined_in_import(session, SYSTEM, number or 0)
        assert (refusal.proposed, refusal.kept, refusal.reason) == ("90", "", "Bukti untuk 90% belum ada")
        told = history_of_milestone(session, SYSTEM, KPU_ROW).entries
        (entry,) = [e for e in told if e.subject.startswith("Isian yang ditolak")]
        assert {"Persentase", "Bukti untuk 90% belum ada"} <= {change.after for change in entry.changes}
        assert percent.cell in "".join(change.place for change in entry.changes)
    # said once more it is not taken, not even by the command line, which takes all that is new or changed
    again = cell_of(desk.plan(content), KPU_ROW, "percent")
    assert again.outcome == "declined"
    assert "Bukti untuk 90% belum ada" in again.note
    assert desk.apply(content) is None
    # a corrected figure is another question; so is the same one after the refusal was taken back
    assert cell_of(desk.plan(edited(content, {(KPU_ROW, "percent"): 60})), KPU_ROW, "percent").outcome == "new"
    desk.undo(number)
    assert cell_of(desk.plan(content), KPU_ROW, "percent").outcome == "new"


def test_a_person_may_take_what_was_refused_after_all(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU")
    content = edited(content, {(KPU_ROW, "percent"): 90})
    key = cell_of(desk.plan(content), KPU_ROW, "percent").key
    assert desk.apply(content, accepted=(), declined={key: "Belum ada bukti"}) is not None
    assert desk.apply(content, accepted={key}) is not None
    assert desk.report().percent == 90  # type: ignore[union-attr]


def test_no_refusal_without_a_reason(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 90})
    key = cell_of(desk.plan(content), KPU_ROW, "percent").key
    with pytest.raises(Invalid, match="alasan"):
        desk.apply(content, accepted=(), declined={key: "  "})
    assert rows_of(desk, MatrixImport) == []


def test_an_agency_learns_what_was_refused_of_its_own_only(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 90}, where="KPU")
    key = cell_of(desk.plan(content), KPU_ROW, "percent").key
    desk.apply(content, accepted=(), declined={key: "Belum ada bukti"})

    def told(actor: Actor) -> list[str]:
        with database.reading(desk.engine) as session:
            try:
                found = history_of_milestone(session, actor, KPU_ROW).entries
            except NotAllowed:
                return []
            return [e.subject for e in found if "ditolak" in e.subject]

    assert len(told(desk.cast.kpu)) == 1
    assert told(desk.cast.perludem) == told(desk.cast.bawaslu) == []

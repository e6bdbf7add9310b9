"""What a workbook would do: rows found by code, people asked where the file does not say, nothing guessed."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models import database
from models.commands.commitments import add_measure, edit_milestone
from models.problems import Invalid, NotFound
from models.queries.matrix import StoredMilestone
from models.rules.access import SYSTEM
from models.vocabulary import Completion, Precision, SourceKind
from reports.matrix.format import COLUMNS, Home
from reports.matrix.plan import Choices, ImportPlan, RowChoice
from tests.reports.conftest import KPU_ROW, RECEIVED, Desk, cell_of, cells_by_outcome, column_of, edited
from tests.reports.matrix.sheets import workbook

SAMPLES = Path(__file__).parents[2] / "data" / "matrix"


def codes(plan: ImportPlan) -> list[str]:
    return [problem.code for problem in plan.problems]


# -- the plan a file belongs to ---------------------------------------------------------------------------------------


def test_a_file_for_another_plan_is_refused_with_a_sentence(desk: Desk) -> None:
    with pytest.raises(Invalid, match="dibuat untuk RAN-VII, bukan RAN-VI"):
        desk.plan(desk.export(), plan="RAN-VI")


def test_a_stranger_s_file_needs_a_plan_and_one_that_exists(desk: Desk) -> None:
    content = workbook([["No", "Komitmen", "Target", "PJ"], [1, "Judul", "5 dokumen", "KPU"]])
    with pytest.raises(Invalid, match="Pilih rencana aksinya"):
        desk.plan(content)
    with pytest.raises(NotFound) as failure:
        desk.plan(content, plan="RAN-XX")
    assert str(failure.value) == "Tidak ada rencana aksi RAN-XX."


def test_the_plan_is_named_however_it_is_capitalised(desk: Desk) -> None:
    assert desk.plan(desk.export(), plan=" ran-vii ").plan_code == "RAN-VII"


# -- rows -------------------------------------------------------------------------------------------------------------


def test_an_unknown_row_code_is_asked_about_at_its_cell(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "row_code"): "RAN7-99-1-1", (KPU_ROW, "percent"): 40})
    plan = desk.plan(content)
    (problem,) = plan.problems
    assert (problem.code, problem.cell) == ("unknown_row_code", "A5")
    assert "RAN7-99-1-1" in problem.message
    assert plan.counts["new"] == plan.counts["changed"] == 0
    assert plan.counts["refused"] > 0


def test_a_row_code_is_known_in_any_case_and_with_blanks(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "row_code"): " ran7-06-1-1 "})
    assert cell_of(desk.plan(content), KPU_ROW, "percent").outcome == "new"


def pasted(values: dict[str, Any]) -> Any:
    """The last row of the table once more below it, with other values in some columns."""

    def paste(_book: Workbook, sheet: Worksheet) -> None:
        last = max(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("RAN7-"))
        sheet.insert_rows(last + 1)
        for place in range(1, len(COLUMNS) + 1):
            sheet.cell(last + 1, place, sheet.cell(last, place).value)
        for key, value in values.items():
            sheet.cell(last + 1, column_of(key), value)

    return paste


def test_a_row_pasted_twice_with_different_values_is_refused_both_times(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}, pasted({"percent": 50}))
    plan = desk.plan(content)
    assert codes(plan) == ["row_pasted_twice", "row_pasted_twice"]
    assert plan.counts["new"] == plan.counts["changed"] == 0
    assert [p.cell for p in plan.problems] == ["A5", "A6"]


def test_a_row_pasted_twice_with_the_same_values_counts_once(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "target_text"): "baru"}, pasted({}))
    plan = desk.plan(content)
    assert (plan.counts["new"], plan.counts["changed"]) == (1, 1)


def test_two_institutions_rows_that_contradict_each_other_in_a_shared_cell_are_both_refused(desk: Desk) -> None:
    content = edited(
        desk.export("KPU"),
        {(KPU_ROW, "target_text"): "6 kelompok data"},
        pasted({"reporter": "Perludem", "target_text": "7 kelompok data"}),
    )
    plan = desk.plan(content)
    assert [p.code for p in plan.problems] == ["contradicting_rows", "contradicting_rows"]
    assert {c.outcome for c in plan.cells if c.column_key == "target_text"} == {"refused"}
    same = edited(
        desk.export("KPU"),
        {(KPU_ROW, "target_text"): "6 kelompok data"},
        pasted({"reporter": "Perludem"}),
    )
    found = [c.outcome.value for c in desk.plan(same).cells if c.column_key == "target_text"]
    assert found == ["changed", "unchanged"]


def test_a_missing_row_never_means_delete(desk: Desk) -> None:
    content = edited(desk.export(), adjust=lambda _book, sheet: sheet.delete_rows(5, 20))
    plan = desk.plan(content)
    assert cells_by_outcome(plan) == {}
    assert plan.problems == ()


def test_a_commitment_without_measures_is_named_and_nothing_more(desk: Desk) -> None:
    plan = desk.plan(desk.export(plan="RAN-VI", period=""))
    bare = [row for row in plan.rows if row.milestone is None]
    assert len(bare) > 10
    assert all(row.commitment is not None and not row.cells for row in bare)


# -- locked, blank, erased --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("commitment_number", 9),
        ("commitment_title", "Judul lain sama sekali"),
        ("csos", "KOPEL"),
        ("supporting", "LKPP"),
    ],
)
def test_a_locked_cell_is_told_and_not_applied(desk: Desk, key: str, value: object) -> None:
    plan = desk.plan(edited(desk.export("KPU"), {(KPU_ROW, key): value}))
    cell = cell_of(plan, KPU_ROW, key)
    assert (cell.outcome, cell.note) == ("locked", "Sel terkunci; isinya tidak diterapkan.")
    assert plan.counts["refused"] == 1
    assert desk.apply(edited(desk.export("KPU"), {(KPU_ROW, key): value})) is None


def test_a_blank_keeps_and_the_mark_erases(desk: Desk) -> None:
    before = desk.milestone()
    assert before.target_text
    blank = desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "target_text"): None}))
    assert cells_by_outcome(blank) == {}
    for mark in ("(kosongkan)", " (KOSONGKAN) "):
        erased = cell_of(
            desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "target_text"): mark})), KPU_ROW, "target_text"
        )
        assert (erased.outcome, erased.before, erased.after) == ("changed", before.target_text, "")


def test_erasing_what_is_empty_changes_nothing(desk: Desk) -> None:
    assert cells_by_outcome(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "obstacles"): "(kosongkan)"}))) == {}


@pytest.mark.parametrize("key", ["success_measure", "evidence"])
def test_wording_and_evidence_cannot_be_erased_through_the_sheet(desk: Desk, key: str) -> None:
    cell = cell_of(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, key): "(kosongkan)"})), KPU_ROW, key)
    assert cell.outcome == "refused"
    assert cell.note


@pytest.mark.parametrize("dash", ["-", "–", "n/a", "  ", "—"])
def test_a_dash_says_nothing(desk: Desk, dash: str) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "achievement_text"): dash, (KPU_ROW, "percent"): dash})
    assert cells_by_outcome(desk.plan(content)) == {}


# -- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "after", "completion"),
    [
        ("Selesai", "Selesai", Completion.COMPLETE),
        ("tercapai", "Selesai", Completion.COMPLETE),
        ("Belum mulai", "Belum mulai", Completion.NOT_STARTED),
        ("Terbatas", "Terbatas", Completion.LIMITED),
        ("Substansial", "Substansial", Completion.SUBSTANTIAL),
        ("Tidak ada bukti", "Tidak ada bukti", Completion.NO_EVIDENCE),
        ("Complete", "Selesai", Completion.COMPLETE),
        ("Sedang berjalan", "Sedang berjalan", None),
        ("Terlambat", "Terlambat", None),
        ("Dibatalkan", "Dibatalkan", None),
    ],
)
def test_a_status_word_sets_completion_only_where_it_says_as_much(
    desk: Desk, written: str, after: str, completion: Completion | None
) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "status"): written})
    assert cell_of(desk.plan(content), KPU_ROW, "status").after == after
    desk.apply(content)
    report = desk.report()
    assert report is not None
    assert (report.completion, report.status_text) == (completion, written)
    assert cells_by_outcome(desk.plan(content)) == {}


@pytest.mark.parametrize(
    ("written", "after"),
    [("37,5", "37.5"), ("37,5%", "37.5"), ("1.0", "1"), (120, "120"), ("75 persen", "75"), (0, "0"), ("0", "0")],
)
def test_a_percent_is_read_as_people_write_it(desk: Desk, written: object, after: str) -> None:
    cell = cell_of(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "percent"): written})), KPU_ROW, "percent")
    assert (cell.outcome, cell.after) == ("new", after)


@pytest.mark.parametrize(
    ("key", "written"),
    [("percent", "seratus lima"), ("percent", 280), ("status", "beres gan"), ("due_date", "31 Februari 2024")],
)
def test_a_cell_with_a_problem_is_refused_as_written_and_blocks_the_command_line(
    desk: Desk, key: str, written: object
) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, key): written, (KPU_ROW, "obstacles"): "Anggaran"})
    plan = desk.plan(content)
    cell = cell_of(plan, KPU_ROW, key)
    assert cell.outcome == "refused"
    assert str(written) in cell.after
    assert cell.note
    assert not plan.accepted
    assert plan.counts["refused"] == 1
    # on the page a person may apply the clean cells
    assert cell_of(plan, KPU_ROW, "obstacles").outcome == "new"


def test_a_qualified_percent_is_told_and_not_made_a_number(desk: Desk) -> None:
    cell = cell_of(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "percent"): ">50%"})), KPU_ROW, "percent")
    assert (cell.outcome, cell.after) == ("refused", ">50%")


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("TW IV 2024", dt.date(2024, 12, 31), Precision.QUARTER),
        ("Triwulan III 2024", dt.date(2024, 9, 30), Precision.QUARTER),
        ("Semester 2 2024", dt.date(2024, 12, 31), Precision.SEMESTER),
        ("Agustus 2024", dt.date(2024, 8, 31), Precision.MONTH),
        ("2024", dt.date(2024, 12, 31), Precision.YEAR),
        ("31/12/2024", dt.date(2024, 12, 31), Precision.DAY),
        ("30 Juni 2024", dt.date(2024, 6, 30), Precision.DAY),
    ],
)
def test_a_due_date_keeps_its_words_and_its_precision(
    desk: Desk, written: str, day: dt.date, precision: Precision
) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "due_date"): written})
    desk.apply(content)
    milestone = desk.milestone()
    words = "" if precision is Precision.DAY else written
    assert (milestone.due_on, milestone.due_precision, milestone.due_text) == (day, precision, words)
    assert cells_by_outcome(desk.plan(content)) == {}
    assert cells_by_outcome(desk.plan(desk.export("KPU"))) == {}


def test_what_starts_in_a_quarter_starts_with_it(desk: Desk) -> None:
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "start_date"): "TW I 2024", (KPU_ROW, "due_date"): "Maret 2024"}))
    milestone = desk.milestone()
    assert (milestone.starts_on, milestone.due_on) == (dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert cells_by_outcome(desk.plan(desk.export("KPU"))) == {}


def test_the_preview_shows_a_quarter_in_its_own_words(desk: Desk) -> None:
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "due_date"): "TW III 2024"}))
    cell = cell_of(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "due_date"): "TW IV 2024"})), KPU_ROW, "due_date")
    assert (cell.before, cell.after) == ("TW III 2024", "TW IV 2024")


@pytest.mark.parametrize("precision", [Precision.TENTATIVE, Precision.RELATIVE, Precision.PLAN_END])
def test_a_date_that_no_reader_understands_comes_back_unchanged(desk: Desk, precision: Precision) -> None:
    values = {"due_on": dt.date(2024, 11, 18), "due_text": "16 atau 18 November", "due_precision": precision}
    _edit(desk, desk.milestone(), **values)
    plan = desk.plan(desk.export("KPU"))
    assert cells_by_outcome(plan) == {}
    assert plan.problems == ()


def _edit(desk: Desk, milestone: StoredMilestone, **values: Any) -> None:
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, milestone.id, values)


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("https://kpu.go.id/a", ["https://kpu.go.id/a"]),
        ("https://kpu.go.id/a\nhttps://kpu.go.id/b", ["https://kpu.go.id/a", "https://kpu.go.id/b"]),
        ("https://kpu.go.id/a; https://kpu.go.id/b", ["https://kpu.go.id/a", "https://kpu.go.id/b"]),
        ("https://kpu.go.id/a?x=1;2,3&y=(z)", ["https://kpu.go.id/a?x=1;2,3&y=(z)"]),
        ("Lihat laporan (https://kpu.go.id/a).", ["https://kpu.go.id/a"]),
        ("Undangan: https://kpu.go.id/a, notula: https://kpu.go.id/b.", ["https://kpu.go.id/a", "https://kpu.go.id/b"]),
    ],
)
def test_links_are_found_in_what_people_write_and_stay_as_they_are(desk: Desk, written: str, links: list[str]) -> None:
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): written}))
    report = desk.report()
    assert report is not None
    assert list(report.evidence) == links
    assert cells_by_outcome(desk.plan(desk.export("KPU"))) == {}


@pytest.mark.parametrize("written", ["Terlampir", "https://", "javascript:alert(1)", "file:///etc/passwd"])
def test_what_is_no_web_address_is_refused_at_its_cell(desk: Desk, written: str) -> None:
    cell = cell_of(desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "evidence"): written})), KPU_ROW, "evidence")
    assert cell.outcome == "refused"


def test_an_unknown_institution_is_refused_and_never_created(desk: Desk) -> None:
    plan = desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "lead_agencies"): "KPU; Dinas Antah Berantah"}))
    cell = cell_of(plan, KPU_ROW, "lead_agencies")
    assert (cell.outcome, cell.after) == ("refused", "KPU; Dinas Antah Berantah")
    assert "unknown_organisation" in codes(plan)


# -- who reports, for when --------------------------------------------------------------------------------------------


def test_a_report_without_a_clear_reporter_is_asked_about(desk: Desk) -> None:
    code = next(m.row_code for m in desk.data().milestones if len(m.responsible) > 1)
    content = edited(desk.export(), {(code, "percent"): 40})
    plan = desk.plan(content)
    assert codes(plan) == ["ask_reporter"]
    answered = desk.plan(content, choices=desk.choices(organisation="LKPP"))
    assert cell_of(answered, code, "percent").outcome == "new"
    assert answered.problems == ()


def test_the_side_before_a_measure_says_which_kind_reports_not_who(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "reporter"): "OMS", (KPU_ROW, "percent"): 30})
    plan = desk.plan(content, choices=desk.choices(organisation="Perludem"))
    (row,) = [row for row in plan.rows if row.milestone]
    assert row.reporter is not None
    assert row.reporter.short == "Perludem"
    agency = desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "reporter"): "K/L", (KPU_ROW, "percent"): 30}))
    assert [row.reporter.short for row in agency.rows if row.reporter] == ["KPU"]


def test_an_unknown_period_is_asked_about(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "period"): "B06 Tahun 2031", (KPU_ROW, "percent"): 40})
    assert codes(desk.plan(content)) == ["ask_period"]


def test_a_report_is_for_the_period_its_row_names(desk: Desk) -> None:
    content = edited(desk.export("KPU", period="2023-B12"), {(KPU_ROW, "percent"): 40})
    desk.apply(content, choices=desk.choices(period="2024-B06"))
    assert desk.report(period="2024-B06") is None
    report = desk.report(period="2023-B12")
    assert report is not None
    assert report.percent == 40


# -- rows without a code ----------------------------------------------------------------------------------------------


def test_the_sample_whose_numbers_are_row_numbers_asks_for_every_row(desk: Desk) -> None:
    reading = desk.read((SAMPLES / "contoh_02_target_2021_2022.xlsx").read_bytes(), "contoh_02.xlsx")
    plan = desk.plan(reading, plan="RAN-VI")
    assert len(plan.rows) > 1
    assert all(row.question is not None for row in plan.rows)
    assert {row.question.code for row in plan.rows if row.question} <= {"ask_commitment", "ask_milestone"}
    assert plan.writing() == ()


def test_suggestions_are_of_the_subject_and_the_best_comes_first(desk: Desk) -> None:
    wanted = desk.milestone()
    wording = wanted.measure.wording_for(cso=False)
    content = workbook(
        [
            ["No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian (%)", "Periode"],
            [
                1,
                "Data pemilu yang terbuka",
                wording.replace("Tersedianya", "tersedia nya"),
                "KPU",
                "6 data",
                40,
                "B06 2024",
            ],
            [2, "Hal yang lain", "Xyzzy plugh foobar", "KPU", "1", 40, "B06 2024"],
        ]
    )
    first, second = desk.plan(content, plan="RAN-VII").rows
    assert first.suggestions[0].row_code == wanted.row_code
    assert first.suggestions[0].score > 70
    assert [s.score for s in first.suggestions] == sorted((s.score for s in first.suggestions), reverse=True)
    assert second.suggestions == ()


def by_title(desk: Desk, number: int | None = 6) -> bytes:
    title = desk.milestone().commitment.title
    return workbook(
        [
            [
                "No Komitmen",
                "Komitmen",
                "Ukuran Keberhasilan",
                "Kegiatan",
                "Target",
                "Capaian (%)",
                "Periode",
                "Pelapor",
            ],
            [number, title, "Rumusan yang lain", "Bimbingan teknis", "3 angkatan", 40, "B06 2024", "KPU"],
        ]
    )


def test_number_and_title_together_find_the_commitment_and_the_milestone_is_asked_for(desk: Desk) -> None:
    (row,) = desk.plan(by_title(desk), plan="RAN-VII").rows
    assert row.commitment is not None
    assert row.commitment.code == "RAN7-06"
    assert row.question is not None
    assert row.question.code == "ask_milestone"
    (other,) = desk.plan(by_title(desk, number=7), plan="RAN-VII").rows
    assert other.commitment is None
    assert other.question is not None
    assert other.question.code == "ask_commitment"


def test_a_person_places_a_row_skips_it_or_makes_it_a_new_milestone(desk: Desk) -> None:
    content = by_title(desk)
    (row,) = desk.plan(content, plan="RAN-VII").rows
    milestone = desk.milestone()

    chosen = desk.plan(content, choices=desk.choices(rows={row.key: RowChoice(milestone.id)}), plan="RAN-VII")
    assert cell_of(chosen, KPU_ROW, "percent").outcome == "new"
    assert cell_of(chosen, KPU_ROW, "target_text").before == milestone.target_text
    assert chosen.problems == ()

    skipped = desk.plan(content, choices=desk.choices(rows={row.key: RowChoice(skip=True)}), plan="RAN-VII")
    assert (skipped.cells, skipped.problems) == ((), ())

    below = RowChoice(new_under_measure=milestone.measure.id)
    new = desk.plan(content, choices=desk.choices(rows={row.key: below}), plan="RAN-VII")
    assert new.problems == ()
    assert new.counts["refused"] == 0
    assert {c.column_key for c in new.writing()} == {"success_measure", "milestone", "target_text", "percent"}


def test_a_choice_of_another_plan_is_no_choice(desk: Desk) -> None:
    content = by_title(desk)
    (row,) = desk.plan(content, plan="RAN-VII").rows
    foreign = desk.data("RAN-V").milestones[0]
    for choice in (RowChoice(foreign.id), RowChoice(new_under_measure=foreign.measure.id)):
        (asked,) = desk.plan(content, choices=desk.choices(rows={row.key: choice}), plan="RAN-VII").rows
        assert asked.question is not None


# -- wording ----------------------------------------------------------------------------------------------------------


def test_either_side_s_wording_is_known_and_a_new_one_is_a_change(desk: Desk) -> None:
    milestone = next(m for m in desk.data().milestones if len({text for _, text in m.measure.wordings}) > 1)
    for cso in (True, False):
        content = edited(
            desk.export(), {(milestone.row_code, "success_measure"): milestone.measure.wording_for(cso=cso)}
        )
        assert cells_by_outcome(desk.plan(content)) == {}
    content = edited(desk.export("KPU"), {(KPU_ROW, "success_measure"): "Rumusan baru"})
    cell = cell_of(desk.plan(content), KPU_ROW, "success_measure")
    assert (cell.outcome, cell.after) == ("changed", "Rumusan baru")


def test_one_new_wording_in_all_rows_of_a_measure_is_one_proposal(desk: Desk) -> None:
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        from models.commands.commitments import add_milestone

        add_milestone(session, SYSTEM, desk.milestone().measure.id, {"activity": "Tahap dua"})
    content = edited(desk.export(), {(f"RAN7-06-1-{n}", "success_measure"): "Rumusan baru" for n in (1, 2)})
    found = [c.outcome.value for c in desk.plan(content).cells if c.after == "Rumusan baru"]
    assert sorted(found) == ["changed", "unchanged"]


# -- who may ----------------------------------------------------------------------------------------------------------


def test_an_agency_writes_its_own_reports_and_nothing_of_the_plan(desk: Desk) -> None:
    content = edited(
        desk.export("KPU"),
        {(KPU_ROW, "percent"): 40, (KPU_ROW, "target_text"): "lain", (KPU_ROW, "due_date"): "31/12/2024"},
    )
    plan = desk.plan(content, desk.cast.kpu)
    assert cell_of(plan, KPU_ROW, "percent").outcome == "new"
    for key in ("target_text", "due_date"):
        assert cell_of(plan, KPU_ROW, key).outcome == "refused"
        assert "Sekretariat" in cell_of(plan, KPU_ROW, key).note


@pytest.mark.parametrize("who", ["bawaslu", "perludem", "visitor", "director"])
def test_nobody_writes_another_institution_s_report(desk: Desk, who: str) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "achievement_text"): "x"})
    plan = desk.plan(content, getattr(desk.cast, who))
    assert {c.outcome.value for c in plan.cells if c.column_key in ("percent", "achievement_text")} == {"refused"}
    assert plan.writing() == ()


def test_a_wording_is_proposed_only_by_those_it_concerns(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "success_measure"): "Rumusan baru"})
    for who, outcome in (("kpu", "changed"), ("perludem", "changed"), ("bawaslu", "refused"), ("visitor", "refused")):
        plan = desk.plan(content, getattr(desk.cast, who))
        assert (who, cell_of(plan, KPU_ROW, "success_measure").outcome.value) == (who, outcome)
    number = desk.apply(content, desk.cast.kpu)
    assert number is not None
    assert desk.undo(number, desk.cast.kpu).kept == ()


def test_an_agency_that_is_no_party_has_no_row(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "reporter"): "Bawaslu"})
    plan = desk.plan(content, desk.cast.bawaslu)
    assert cell_of(plan, KPU_ROW, "percent").outcome == "refused"


def test_a_cso_assesses_the_same_milestone_in_its_own_name(desk: Desk) -> None:
    content = edited(desk.export("Perludem"), {(KPU_ROW, "percent"): 30}, where="Perludem")
    plan = desk.plan(content, desk.cast.perludem)
    assert cell_of_reporter(plan, "Perludem", "percent") == "new"


def cell_of_reporter(plan: ImportPlan, reporter: str, key: str) -> str:
    (found,) = [
        cell.outcome.value
        for row in plan.rows
        if row.reporter and row.reporter.short == reporter and row.milestone and row.milestone.row_code == KPU_ROW
        for cell in row.cells
        if cell.column_key == key
    ]
    return found


# -- the fingerprint --------------------------------------------------------------------------------------------------


def test_the_fingerprint_moves_with_the_file_the_choices_and_the_data(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40})
    first = desk.plan(content)
    assert desk.plan(content).fingerprint == first.fingerprint
    others = [
        desk.plan(edited(content, {(KPU_ROW, "percent"): 41})),
        desk.plan(content, choices=Choices(RECEIVED - dt.timedelta(1))),
        desk.plan(content, choices=desk.choices(organisation="KPU")),
    ]
    _edit(desk, desk.milestone(), target_text="lain")
    others.append(desk.plan(content))
    assert len({first.fingerprint, *(plan.fingerprint for plan in others)}) == 5


def test_comparing_writes_nothing(desk: Desk) -> None:
    before = desk.data()
    desk.plan(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    assert desk.data() == before


def test_every_writable_column_can_be_changed_through_the_sheet(desk: Desk) -> None:
    values = {
        "success_measure": "Rumusan baru", "milestone": "Kegiatan baru", "lead_agencies": "Bawaslu; KPU",
        "target_text": "9 data", "start_date": "01/02/2024", "due_date": "31/12/2024", "percent": 40,
        "achievement_text": "Terbit", "status": "Terbatas", "obstacles": "Format", "follow_up": "Pedoman",
        "evidence": "https://kpu.go.id/a", "notes": "Catatan",
    }  # fmt: skip
    assert set(values) == {column.key for column in COLUMNS if column.home is not Home.KEY}
    content = edited(desk.export("KPU"), {(KPU_ROW, key): value for key, value in values.items()})
    plan = desk.plan(content)
    assert {c.column_key for c in plan.writing()} == set(values)
    desk.apply(content)
    assert cells_by_outcome(desk.plan(content)) == {}
    stream = io.BytesIO(desk.export("KPU"))
    assert cells_by_outcome(desk.plan(stream.getvalue())) == {}


def test_a_measure_added_meanwhile_does_not_disturb_an_older_file(desk: Desk) -> None:
    content = edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40})
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        add_measure(session, SYSTEM, desk.milestone().commitment.id, "Ukuran tambahan")
    assert desk.plan(content).counts["new"] == 1

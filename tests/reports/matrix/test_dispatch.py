"""What went out is known, and what comes back is compared with it: three values, one outcome."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlmodel import select

from models import database
from models.commands.commitments import edit_milestone
from models.commands.exchange import close_dispatch, register_dispatch
from models.commands.progress import return_report
from models.language import speaking
from models.problems import NotAllowed
from models.queries.exchange import find_dispatch, last_said
from models.queries.plans import find_plan
from models.rules.access import SYSTEM
from models.rules.merging import Outcome, three_way, two_way
from models.tables.exchange import Dispatch, DispatchCell
from models.vocabulary import DispatchState, Precision, SourceKind
from reports.matrix.cells import as_text
from reports.matrix.format import COLUMNS, Home
from reports.matrix.headless import cells_as_sent
from reports.matrix.plan import ImportPlan
from tests.reports.conftest import KPU_ROW, Desk, cell_of, cells_by_outcome, column_of, edited, row_of_code
from tests.reports.matrix.test_apply import enter

# -- the rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "theirs", "stands", "shared", "outcome"),
    [
        ("40", "40", "40", True, "unchanged"),
        ("40", "60", "40", True, "changed"),
        ("40", "40", "60", True, "changed_by_others"),
        ("40", "60", "60", True, "same_on_both"),
        ("40", "50", "60", True, "conflict"),
        ("40", "50", "60", False, "changed"),
        ("40", None, "40", True, "emptied"),
        (None, None, "40", True, "unchanged"),
        (None, "40", None, True, "new"),
        (None, "40", "50", True, "conflict"),
        ("40", "50", None, True, "conflict"),
        (None, None, None, True, "unchanged"),
    ],
)
def test_three_values_make_one_outcome(
    base: str | None, theirs: str | None, stands: str | None, shared: bool, outcome: str
) -> None:
    assert three_way(base, theirs, stands, shared=shared).value == outcome


@pytest.mark.parametrize(
    ("base", "stands", "shared", "outcome"),
    [
        ("40", "40", True, "changed"),
        ("40", "60", True, "conflict"),
        ("40", "60", False, "changed"),
        ("40", None, True, "same_on_both"),
        (None, None, True, "unchanged"),
    ],
)
def test_erasing_is_a_change_like_any_other(base: str | None, stands: str | None, shared: bool, outcome: str) -> None:
    assert three_way(base, None, stands, shared=shared, erase=True).value == outcome


def test_without_a_base_there_is_no_conflict() -> None:
    assert two_way("50", "60") is Outcome.CHANGED
    assert two_way("50", None) is Outcome.NEW
    assert two_way(None, "60") is Outcome.UNCHANGED
    assert two_way(None, "60", erase=True) is Outcome.CHANGED
    assert two_way(None, None, erase=True) is Outcome.UNCHANGED


# -- going out --------------------------------------------------------------------------------------------------------


def said(desk: Desk, code: str) -> dict[tuple[str, str], str]:
    with database.reading(desk.engine) as session:
        dispatch = find_dispatch(session, SYSTEM, code)
        assert dispatch is not None
        return last_said(session, dispatch.id)


def test_every_value_is_stored_as_it_was_sent(each_desk: Desk) -> None:
    desk = each_desk
    enter(desk, {"percent": 40.0, "achievement": "Dua"})
    code, content = desk.dispatch("KPU")
    sent = said(desk, code)
    assert (sent[KPU_ROW, "percent"], sent[KPU_ROW, "achievement_text"]) == ("40", "Dua")
    (record,) = desk.read(content).records
    spoken = {column.key for column in COLUMNS if column.home is not Home.KEY}
    assert {key for _row, key in sent} & spoken == record.cells.keys() & spoken, "what is not here went out empty"
    reading = desk.read(content)
    assert reading.properties["tracker_dispatch"] == code
    assert [record.row_code for record in reading.records] == [KPU_ROW]


def test_drafts_and_returned_reports_are_not_sent_and_not_remembered_as_sent(desk: Desk) -> None:
    number = enter(desk, {"percent": 40.0})
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        return_report(session, SYSTEM, number, "Lengkapi")
    code, content = desk.dispatch("KPU")
    assert (KPU_ROW, "percent") not in said(desk, code)
    assert cells_by_outcome(desk.plan(content)) == {}
    again = desk.plan(edited(content, {(KPU_ROW, "percent"): 40}))
    assert cell_of(again, KPU_ROW, "percent").outcome == "new"


def test_a_plan_with_commitments_without_measures_can_be_sent(desk: Desk) -> None:
    data = desk.data("RAN-VI")
    bare = next(c for c in data.commitments if all(m.commitment.id != c.id for m in data.milestones) and c.party_ids)
    recipient = (*bare.leads, *bare.supporting, *bare.partners)[0]
    code, content = desk.dispatch(recipient.short, plan="RAN-VI", period="")
    assert cells_by_outcome(desk.plan(content)) == {}
    assert all(row_code for row_code, _key in said(desk, code))


def test_only_the_secretariat_sends(desk: Desk) -> None:
    data = desk.data()
    for who in ("kpu", "perludem", "director", "visitor"):
        actor = getattr(desk.cast, who)
        with (
            pytest.raises(NotAllowed),
            database.transaction(actor, source=SourceKind.FORM, on=desk.engine) as session,
        ):
            register_dispatch(session, actor, plan_id=data.plan.id, organisation_id=1, cells={})


def test_an_untouched_return_reports_nothing_and_the_file_is_recognised(each_desk: Desk) -> None:
    desk = each_desk
    enter(desk, {"percent": 40.0, "achievement": "-", "obstacle": "n/a"})
    code, content = desk.dispatch("KPU")
    plan = desk.plan(content)
    assert cells_by_outcome(plan) == {}
    assert (plan.problems, plan.removed_row_codes) == ((), ())
    assert plan.dispatch is not None
    assert (plan.dispatch.code, plan.dispatch.organisation) == (code, "KPU")


# -- coming back ------------------------------------------------------------------------------------------------------


def change(desk: Desk, **values: Any) -> None:
    """Somebody of the secretariat edits the milestone meanwhile."""
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, values)


def test_each_cell_of_a_return_is_told_apart(each_desk: Desk) -> None:
    desk = each_desk
    change(desk, activity="Terbitkan", target_text="5 data")
    enter(desk, {"percent": 40.0, "achievement": "Dua", "obstacle": "Format"})
    _code, content = desk.dispatch("KPU", "target_text")
    change(desk, activity="Terbitkan data", target_text="7 data", due_on=None)
    content = edited(
        content,
        {
            (KPU_ROW, "percent"): 60,
            (KPU_ROW, "obstacles"): None,
            (KPU_ROW, "follow_up"): "Pedoman",
            (KPU_ROW, "target_text"): "6 data",
            (KPU_ROW, "csos"): "KOPEL",
        },
    )
    assert cells_by_outcome(desk.plan(content)) == {
        "changed_by_others": [(KPU_ROW, "milestone", "Terbitkan data", "Terbitkan")],
        "conflict": [(KPU_ROW, "target_text", "7 data", "6 data")],
        "changed": [(KPU_ROW, "percent", "40", "60")],
        "emptied": [(KPU_ROW, "obstacles", "Format", "")],
        "new": [(KPU_ROW, "follow_up", "", "Pedoman")],
        "locked": [(KPU_ROW, "csos", "Perludem", "KOPEL")],
    }


def test_the_same_change_on_both_sides_is_no_conflict(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU", "target_text")
    change(desk, target_text="6 data")
    plan = desk.plan(edited(content, {(KPU_ROW, "target_text"): "6 data"}))
    assert cell_of(plan, KPU_ROW, "target_text").outcome == "same_on_both"


def test_a_column_that_was_not_opened_is_locked_but_a_new_wording_is_a_proposal(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU")
    content = edited(content, {(KPU_ROW, "target_text"): "6 data", (KPU_ROW, "success_measure"): "Rumusan baru"})
    plan = desk.plan(content)
    assert cell_of(plan, KPU_ROW, "target_text").outcome == "locked"
    assert cell_of(plan, KPU_ROW, "success_measure").outcome == "changed"
    change(desk, target_text="6 data")
    assert cell_of(desk.plan(content), KPU_ROW, "target_text").outcome == "same_on_both"


def test_a_conflict_is_never_resolved_without_a_person(each_desk: Desk) -> None:
    desk = each_desk
    _code, content = desk.dispatch("KPU", "target_text")
    change(desk, target_text="7 data")
    content = edited(content, {(KPU_ROW, "target_text"): "6 data", (KPU_ROW, "percent"): 10})
    plan = desk.plan(content)
    conflict = cell_of(plan, KPU_ROW, "target_text")
    assert (conflict.outcome, conflict.base, conflict.before, conflict.after) == (
        "conflict", "5 kelompok data", "7 data", "6 data"
    )  # fmt: skip
    desk.apply(content)
    assert desk.milestone().target_text == "7 data"
    desk.apply(content, accepted={conflict.key})
    assert desk.milestone().target_text == "6 data"


def test_an_emptied_cell_is_listed_at_its_place_and_kept(desk: Desk) -> None:
    enter(desk, {"percent": 40.0, "obstacle": "Format"})
    _code, content = desk.dispatch("KPU")
    content = edited(content, {(KPU_ROW, "obstacles"): None, (KPU_ROW, "percent"): "-"})
    plan = desk.plan(content)
    listed = {c.column_key: c.cell for c in plan.cells if c.outcome is Outcome.EMPTIED}
    assert listed == {"obstacles": "Q6", "percent": "N6"}
    assert desk.apply(content) is None
    assert desk.report().obstacle == "Format"  # type: ignore[union-attr]


def test_sent_forty_accepted_sixty_now_forty_is_sixty_to_forty_without_a_conflict(each_desk: Desk) -> None:
    desk = each_desk
    enter(desk, {"percent": 40.0})
    _code, content = desk.dispatch("KPU")
    desk.apply(edited(content, {(KPU_ROW, "percent"): 60}))
    plan = desk.plan(edited(content, {(KPU_ROW, "percent"): 40}))
    assert cells_by_outcome(plan) == {"changed": [(KPU_ROW, "percent", "60", "40")]}
    desk.apply(edited(content, {(KPU_ROW, "percent"): 40}))
    assert desk.report().percent == 40  # type: ignore[union-attr]


def test_a_shared_cell_of_a_corrected_file_has_no_conflict_with_its_own_first_version(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU", "target_text")
    desk.apply(edited(content, {(KPU_ROW, "target_text"): "6 data"}))
    plan = desk.plan(edited(content, {(KPU_ROW, "target_text"): "7 data"}))
    assert cells_by_outcome(plan) == {"changed": [(KPU_ROW, "target_text", "6 data", "7 data")]}


def test_what_both_had_said_already_becomes_the_base(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU", "target_text")
    change(desk, target_text="6 data")
    content = edited(content, {(KPU_ROW, "target_text"): "6 data", (KPU_ROW, "percent"): 10})
    desk.apply(content)
    change(desk, target_text="8 data")
    assert cell_of(desk.plan(content), KPU_ROW, "target_text").outcome == "changed_by_others"


def test_a_return_in_the_other_language_is_the_same_return(desk: Desk) -> None:
    enter(desk, {"percent": 40.0})
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "status"): "Terbatas"}))
    with speaking("en"):
        _code, content = desk.dispatch("KPU")
    assert cells_by_outcome(desk.plan(content)) == {}


def test_a_status_that_was_changed_and_a_date_that_was_not(desk: Desk) -> None:
    change(desk, due_on=dt.date(2024, 12, 31), due_text="TW IV 2024", due_precision=Precision.QUARTER)
    _code, content = desk.dispatch("KPU")
    plan = desk.plan(edited(content, {(KPU_ROW, "status"): "Selesai"}))
    assert cells_by_outcome(plan) == {"new": [(KPU_ROW, "status", "", "Selesai")]}


def test_rows_that_did_not_come_back_are_named(desk: Desk) -> None:
    _code, content = desk.dispatch("Bawaslu")
    gone = edited(content, adjust=lambda _book, sheet: sheet.delete_rows(row_of_code(sheet, "RAN7-05-1-1")))
    assert desk.plan(gone).removed_row_codes == ("RAN7-05-1-1",)


def test_a_row_that_was_added_is_asked_about(desk: Desk) -> None:
    def added(_book: Workbook, sheet: Worksheet) -> None:
        known = row_of_code(sheet, KPU_ROW)
        row = known + 1
        sheet.cell(row, column_of("commitment_title"), sheet.cell(known, column_of("commitment_title")).value)
        sheet.cell(row, column_of("milestone"), "Kegiatan tambahan")
        sheet.cell(row, column_of("percent"), 10)

    _code, content = desk.dispatch("KPU")
    plan = desk.plan(edited(content, adjust=added))
    assert [p.code for p in plan.problems] == ["ask_milestone"]


# -- degraded returns -------------------------------------------------------------------------------------------------


def without(*, sheets: bool = False, properties: bool = False, keys: bool = False, codes: bool = False) -> Any:
    def spoil(book: Workbook, sheet: Worksheet) -> None:
        if sheets:
            for name in {*book.sheetnames} - {sheet.title}:
                del book[name]
        if properties:
            for name in [each.name for each in book.custom_doc_props.props]:
                del book.custom_doc_props[name]
        if codes:
            for row in range(3, sheet.max_row + 1):
                sheet.cell(row, 1).value = None
        if keys:
            sheet.delete_rows(3)

    return spoil


def notices(plan: ImportPlan) -> list[str]:
    assert plan.accepted
    return [problem.code for problem in plan.notices]


def returned(desk: Desk, spoil: Any) -> ImportPlan:
    enter(desk, {"percent": 40.0})
    _code, content = desk.dispatch("KPU")
    change(desk, target_text="7 data")
    return desk.plan(edited(content, {(KPU_ROW, "percent"): 60}, spoil), plan="RAN-VII")


def test_without_its_hidden_sheets_the_properties_still_name_the_dispatch(desk: Desk) -> None:
    plan = returned(desk, without(sheets=True))
    assert plan.dispatch is not None
    assert notices(plan) == []
    assert set(cells_by_outcome(plan)) == {"changed", "changed_by_others"}


def test_without_any_mark_it_is_a_two_way_difference_and_says_so(desk: Desk) -> None:
    plan = returned(desk, without(sheets=True, properties=True))
    assert plan.dispatch is None
    assert notices(plan) == ["unmarked_return"]
    assert "periksa tiap perubahan" in plan.notices[0].message
    # the target they never touched now looks like their change: a person must look
    assert cells_by_outcome(plan) == {
        "changed": [(KPU_ROW, "target_text", "7 data", "5 kelompok data"), (KPU_ROW, "percent", "40", "60")]
    }


def test_without_the_key_row_the_titles_serve(desk: Desk) -> None:
    plan = returned(desk, without(keys=True))
    assert set(cells_by_outcome(plan)) == {"changed", "changed_by_others"}


def test_without_row_codes_every_row_is_asked_about_with_suggestions(desk: Desk) -> None:
    plan = returned(desk, without(codes=True, sheets=True, properties=True))
    asked = [row for row in plan.rows if row.question]
    assert [row.question.code for row in asked if row.question] == ["ask_milestone"]
    assert asked[0].suggestions[0].row_code == KPU_ROW
    assert plan.writing() == ()


def test_a_column_that_is_gone_is_told_once_and_its_values_stay(desk: Desk) -> None:
    enter(desk, {"percent": 40.0, "obstacle": "Format"})
    _code, content = desk.dispatch("KPU")
    gone = edited(content, adjust=lambda _book, sheet: sheet.delete_cols(column_of("obstacles")))
    plan = desk.plan(gone)
    assert [p.code for p in plan.notices] == ["column_gone"]
    assert "Kendala" in plan.notices[0].message
    assert cells_by_outcome(plan) == {}


def test_sorted_filtered_hidden_and_renamed_is_still_the_same_return(desk: Desk) -> None:
    from tests.reports.matrix.test_roundtrip import shuffled

    _code, content = desk.dispatch("Bawaslu")
    plan = desk.plan(edited(content, {("RAN7-05-1-1", "percent"): 10}, shuffled))
    assert cells_by_outcome(plan) == {"new": [("RAN7-05-1-1", "percent", "", "10")]}
    assert plan.dispatch is not None


def test_an_older_dispatch_is_compared_with_what_it_said_and_named_as_superseded(desk: Desk) -> None:
    enter(desk, {"percent": 40.0})
    old, content = desk.dispatch("KPU")
    enter(desk, {"percent": 60.0})
    new, _content = desk.dispatch("KPU")
    plan = desk.plan(content)
    assert cells_by_outcome(plan) == {"changed_by_others": [(KPU_ROW, "percent", "60", "40")]}
    assert notices(plan) == ["superseded_dispatch"]
    assert old in plan.notices[0].message
    assert new in plan.notices[0].message


def test_a_closed_dispatch_is_told(desk: Desk) -> None:
    code, content = desk.dispatch("KPU")
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        dispatch = find_dispatch(session, SYSTEM, code)
        assert dispatch is not None
        close_dispatch(session, SYSTEM, dispatch.id)
    content = edited(content, {(KPU_ROW, "percent"): 10})
    assert notices(desk.plan(content)) == ["closed_dispatch"]
    desk.apply(content)
    assert state_of(desk, code) is DispatchState.CLOSED


def state_of(desk: Desk, code: str) -> DispatchState:
    with database.reading(desk.engine) as session:
        return session.exec(select(Dispatch.state).where(Dispatch.code == code)).one()


def test_a_dispatch_that_is_not_known_here_is_told(desk: Desk) -> None:
    def forged(book: Workbook, _sheet: Worksheet) -> None:
        book.custom_doc_props["tracker_dispatch"].value = "K-00000000"

    _code, content = desk.dispatch("KPU")
    assert notices(desk.plan(edited(content, adjust=forged))) == ["unknown_dispatch"]


def test_another_institution_cannot_answer_a_dispatch(desk: Desk) -> None:
    _code, content = desk.dispatch("KPU")
    plan = desk.plan(edited(content, {(KPU_ROW, "percent"): 10}), desk.cast.bawaslu)
    assert plan.dispatch is None
    assert plan.writing() == ()


def test_a_dispatch_speaks_for_its_recipient_and_its_period_only(desk: Desk) -> None:
    enter(desk, {"percent": 40.0})
    _code, content = desk.dispatch("KPU")
    other = desk.plan(edited(content, {(KPU_ROW, "reporter"): "Perludem", (KPU_ROW, "percent"): 10}))
    assert [p.code for p in other.problems] == ["not_the_sender"]
    assert other.writing() == ()
    # the very value that was sent about B06 is news about B12
    later = desk.plan(edited(content, {(KPU_ROW, "period"): "B12 Tahun 2024"}))
    assert cells_by_outcome(later) == {"new": [(KPU_ROW, "percent", "", "40")]}
    desk.apply(edited(content, {(KPU_ROW, "period"): "B12 Tahun 2024", (KPU_ROW, "percent"): 80}))
    assert cells_by_outcome(desk.plan(content)) == {}


# -- what was last said, and undo -------------------------------------------------------------------------------------


def test_a_return_is_registered_and_an_undo_forgets_what_was_said_in_it(each_desk: Desk) -> None:
    desk = each_desk
    enter(desk, {"percent": 40.0})
    code, content = desk.dispatch("KPU")
    before = said(desk, code)
    number = desk.apply(edited(content, {(KPU_ROW, "percent"): 60, (KPU_ROW, "obstacles"): "Format"}))
    assert state_of(desk, code) is DispatchState.RETURNED
    assert said(desk, code)[KPU_ROW, "percent"] == "60"
    second = desk.apply(edited(content, {(KPU_ROW, "percent"): 70, (KPU_ROW, "obstacles"): "Format"}))
    desk.undo(second)
    assert said(desk, code)[KPU_ROW, "percent"] == "60"
    assert state_of(desk, code) is DispatchState.RETURNED
    desk.undo(number)
    assert said(desk, code) == before
    assert state_of(desk, code) is DispatchState.OUT
    assert cells_by_outcome(desk.plan(content)) == {}


def test_disjoint_edits_of_two_recipients_merge_to_both_in_either_order(each_desk: Desk) -> None:
    desk = each_desk
    _kpu, for_kpu = desk.dispatch("KPU", "target_text", "milestone")
    _perludem, for_perludem = desk.dispatch("Perludem", "target_text", "milestone")
    first = edited(for_kpu, {(KPU_ROW, "percent"): 60, (KPU_ROW, "target_text"): "6 data"})
    second = edited(for_perludem, {(KPU_ROW, "percent"): 30, (KPU_ROW, "milestone"): "Uji publik"})

    def outcome(*order: bytes) -> Any:
        acts = [desk.apply(content) for content in order]
        milestone = desk.milestone()
        result = (
            milestone.target_text, milestone.activity, desk.report("KPU").percent, desk.report("Perludem").percent  # type: ignore[union-attr]
        )  # fmt: skip
        for act in reversed(acts):
            desk.undo(act)
        return result

    assert outcome(first, second) == outcome(second, first) == ("6 data", "Uji publik", 60, 30)


def test_applying_the_same_return_twice_equals_once(each_desk: Desk) -> None:
    desk = each_desk
    _code, content = desk.dispatch("KPU")
    content = edited(content, {(KPU_ROW, "percent"): 60, (KPU_ROW, "evidence"): "https://kpu.go.id/a"})
    assert desk.apply(content) is not None
    before = desk.data()
    assert desk.apply(content) is None
    assert desk.data() == before


def test_what_is_stored_as_sent_is_what_an_untouched_cell_says(desk: Desk) -> None:
    with database.reading(desk.engine) as session:
        find_plan(session, SYSTEM, "RAN-VII")
    data = desk.data()
    for organisation in {o.id: o for m in data.milestones for o in m.responsible}.values():
        sent = cells_as_sent(data, organisation, data.periods[2])
        assert all(isinstance(text, str) for text in sent.values())
    assert as_text("percent", 40.0) == "40"


def test_cells_of_a_dispatch_are_one_row_each(desk: Desk) -> None:
    code, content = desk.dispatch("KPU")
    desk.apply(edited(content, {(KPU_ROW, "percent"): 60}))
    with database.reading(desk.engine) as session:
        cells = session.exec(select(DispatchCell)).all()
        assert len(cells) == len({(c.dispatch_id, c.row_code, c.column_key) for c in cells})
    assert code.startswith("K-")

"""The workbook one institution fills in: what is locked and open, that nothing of ours comes back as theirs."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from models import database
from models.clock import today
from models.commands.commitments import edit_milestone
from models.commands.exchange import close_dispatch
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.language import speaking
from models.problems import Invalid, NotAllowed, NotFound
from models.queries.exchange import (
    RegisterEntry,
    dispatch_register,
    find_dispatch,
    list_dispatches,
    matrices_for,
    not_yet_reported,
    sent_matrix,
)
from models.rules.access import SYSTEM, Actor
from models.rules.dispatching import Awaited, days_overdue, standing, usual_deadline
from models.vocabulary import Assessor, DispatchState, Precision, SourceKind
from reports.matrix import headless
from reports.matrix.dispatch_book import (
    EXAMPLE_ROW,
    FIRST_ROW,
    OPEN_COLUMNS,
    ROOM,
    USUAL_COLUMNS,
    Order,
    Scope,
    Selection,
    row_count,
    send,
    words_for,
    workbook_of,
)
from reports.matrix.format import BY_KEY, COLUMNS, HEADING_ROW, KEY_ROW, Home
from tests.reports.conftest import KPU_ROW, Desk, cells_by_outcome, column_of

DUE = dt.date(2024, 8, 15)
NOTHING = {"new": 0, "changed": 0, "conflict": 0, "refused": 0}


def organisation_id(desk: Desk, short: str) -> int:
    return next(o.id for o in desk.data().organisations.values() if o.short == short)


def order(desk: Desk, *names: str, **more: Any) -> Order:
    """An order for these institutions about the first half of 2024."""
    plan = more.pop("plan", "RAN-VII")
    period = next((p.id for p in desk.data(plan).periods if (p.year, p.code) == (2024, "B06")), None)
    return Order(tuple(organisation_id(desk, name) for name in names), period_id=period, **more)


def sent(desk: Desk, wanted: Order, *, actor: Actor = SYSTEM, plan: str = "RAN-VII") -> tuple[str, ...]:
    with database.transaction(actor, source=SourceKind.COMMAND, on=desk.engine) as session:
        return send(session, actor, desk.data(plan), wanted)


def book(desk: Desk, code: str, *, plan: str = "RAN-VII", language: str = "id") -> bytes:
    with speaking(language), database.reading(desk.engine) as session:
        return workbook_of(sent_matrix(session, SYSTEM, code), desk.data(plan))


def kpu_book(desk: Desk, **more: Any) -> bytes:
    (code,) = sent(desk, order(desk, "KPU", **more))
    return book(desk, code)


def matrix_of(content: bytes) -> Worksheet:
    found: Worksheet = load_workbook(io.BytesIO(content)).worksheets[1]
    return found


def register(desk: Desk, day: dt.date | None = None, actor: Actor = SYSTEM) -> dict[str, RegisterEntry]:
    with database.reading(desk.engine) as session:
        return {e.record.code: e for e in dispatch_register(session, actor, day or today())}


def changes(desk: Desk, content: bytes) -> dict[str, int]:
    """The counts of what a return would do, without what is unchanged."""
    return {name: n for name, n in desk.plan(content).counts.items() if name != "unchanged"}


# -- untouched ------------------------------------------------------------------------------------------------------


def everybody(desk: Desk, plan: str = "RAN-VII") -> list[str]:
    data = desk.data(plan)
    parties = {o for c in data.commitments for o in (*c.leads, *c.supporting, *c.partners)}
    parties |= {o for m in data.milestones for o in m.responsible}
    return sorted(o.short for o in parties)


@pytest.mark.parametrize("plan", ["RAN-VII", "RAN-VI"])
def test_an_untouched_matrix_of_any_institution_changes_nothing(desk: Desk, plan: str) -> None:
    """RAN VII: 34 institutions with measures; RAN VI: most have commitments without any."""
    names = everybody(desk, plan)
    assert len(names) > 30
    for code in sent(desk, order(desk, *names, plan=plan, due_on=DUE), plan=plan):
        result = desk.plan(book(desk, code, plan=plan))
        assert changes(desk, book(desk, code, plan=plan)) == NOTHING
        assert not result.problems, (code, [problem.message for problem in result.problems])
        assert not result.removed_row_codes


@pytest.mark.parametrize("scope", [Selection(Scope.ALL), Selection(Scope.THEME, "Elections")])
def test_rows_of_others_come_back_untouched_too(desk: Desk, scope: Selection) -> None:
    (code,) = sent(desk, order(desk, "Perludem", selection=scope))
    content = book(desk, code)
    assert changes(desk, content) == NOTHING
    rows = matrix_of(content).max_row - ROOM - EXAMPLE_ROW
    assert rows == row_count(desk.data(), organisation_id(desk, "Perludem"), scope)


def test_a_matrix_in_english_is_read_in_indonesian_without_a_change(desk: Desk) -> None:
    for code in sent(desk, order(desk, "KPU", "LKPP", "ICW", columns=OPEN_COLUMNS)):
        assert changes(desk, book(desk, code, language="en")) == NOTHING


def test_a_filled_matrix_comes_back_as_it_was_sent(desk: Desk) -> None:
    report(desk, percent=33.5, completion=None, achievement="=HYPERLINK(1)\n- satu\n- dua", obstacle="@besok")
    content = kpu_book(desk)
    assert cells_by_outcome(desk.plan(content)) == {}


def report(desk: Desk, **values: Any) -> None:
    data = desk.data()
    milestone = data.by_code()[KPU_ROW]
    period = next(p for p in data.periods if (p.year, p.code) == (2024, "B06"))
    key = ReportKey(milestone.id, period.id, organisation_id(desk, "KPU"), Assessor.AGENCY)
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        enter_report(session, SYSTEM, key, values, Entry(received_on=today()))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_saved_by_libreoffice_it_still_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    report(desk, percent=40.0, achievement="Tiga kelompok data terbit")
    (tmp_path / "asli").mkdir()
    path = tmp_path / "asli" / "matriks.xlsx"
    path.write_bytes(kpu_book(desk, columns=OPEN_COLUMNS))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    content = (tmp_path / "matriks.xlsx").read_bytes()
    assert changes(desk, content) == NOTHING
    assert desk.plan(content).dispatch is not None


# -- locked and open ------------------------------------------------------------------------------------------------


def locked_columns(sheet: Worksheet, row: int) -> set[str]:
    return {c.key for n, c in enumerate(COLUMNS, start=1) if sheet.cell(row, n).protection.locked}


@pytest.mark.parametrize("columns", [USUAL_COLUMNS, ("percent",), ("due_date", "success_measure", "notes")])
def test_only_the_chosen_columns_are_open(desk: Desk, columns: tuple[str, ...]) -> None:
    sheet = matrix_of(kpu_book(desk, columns=columns))
    keys = {column.key for column in COLUMNS}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in (FIRST_ROW,):
        assert locked_columns(sheet, row) == keys - set(columns)
    for row in (KEY_ROW, HEADING_ROW, EXAMPLE_ROW):
        assert locked_columns(sheet, row) == keys


def test_reading_it_in_ones_own_way_stays_allowed(desk: Desk) -> None:
    protection = matrix_of(kpu_book(desk)).protection
    forbidden = {
        name
        for name in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertHyperlinks")
        if getattr(protection, name)
    }
    assert forbidden == set()
    assert protection.deleteRows
    assert protection.insertColumns


def test_below_the_last_row_is_room_for_new_ones(desk: Desk) -> None:
    content = kpu_book(desk)
    sheet = matrix_of(content)
    assert sheet.max_row == FIRST_ROW + ROOM
    for row in range(FIRST_ROW + 1, FIRST_ROW + 1 + ROOM):
        assert locked_columns(sheet, row) == {"row_code"}
        assert sheet.cell(row, 5).border.bottom.style
        assert all(cell.value is None for cell in sheet[row])
    titles = next(
        rule for rule in sheet.data_validations.dataValidation if rule.type == "list" and "$C$" in str(rule.formula1)
    )
    assert range_boundaries(str(titles.sqref))[1::2] == (FIRST_ROW + 1, FIRST_ROW + ROOM)


def test_a_new_row_is_asked_about_and_not_passed_over(desk: Desk) -> None:
    content = kpu_book(desk)
    whole = load_workbook(io.BytesIO(content))
    sheet = whole.worksheets[1]
    row = FIRST_ROW + ROOM  # the very last one, with empty rows above
    for key, value in (
        ("commitment_title", sheet.cell(FIRST_ROW, column_of("commitment_title")).value),
        ("milestone", "Pelatihan petugas data"),
        ("percent", 10),
    ):
        sheet.cell(row, column_of(key)).value = value
    plan = desk.plan(saved(whole))
    (new,) = [r for r in plan.rows if r.record.row_code is None]
    assert new.commitment is not None
    assert new.commitment.code == "RAN7-06"
    assert new.question is not None
    assert {c.outcome.value for c in new.cells} == {"refused"}


def saved(whole: Workbook) -> bytes:
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()


def test_every_cell_has_at_most_one_drop_down_or_note(desk: Desk) -> None:
    """Two rules over one cell make Excel offer to repair the file."""
    sheet = matrix_of(kpu_book(desk, columns=OPEN_COLUMNS))
    seen: set[tuple[int, int]] = set()
    for rule in sheet.data_validations.dataValidation:
        for area in str(rule.sqref).split():
            left, top, right, bottom = (int(n or 0) for n in range_boundaries(area))
            cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            assert not cells & seen, area
            seen |= cells
    assert {(FIRST_ROW, column_of(key)) for key in ("status", "percent", "period", "evidence")} <= seen


def test_colours_stand_on_formulas_of_ours_and_no_cell_holds_one(desk: Desk) -> None:
    report(desk, percent=40.0, achievement="=1+1", obstacle="+62")
    content = kpu_book(desk, letter_number="=2+2", letter_text='=cmd|" /C calc"!A0')
    whole = load_workbook(io.BytesIO(content))
    for sheet in whole.worksheets:
        for line in sheet.iter_rows():
            assert not [cell.coordinate for cell in line if cell.data_type == "f"]
    formulas = [f for rules in whole.worksheets[1].conditional_formatting for rule in rules.rules for f in rule.formula]
    assert len(formulas) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not re.search(rb"<f[ >]", archive.read("xl/worksheets/sheet2.xml"))


def test_a_workbook_names_its_dispatch_rows_and_format_in_a_hidden_sheet(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "LKPP"))
    whole = load_workbook(io.BytesIO(book(desk, code)))
    assert [sheet.sheet_state for sheet in whole.worksheets] == ["visible", "visible", "hidden", "veryHidden"]
    said = [(str(name.value), str(value.value)) for name, value in whole.worksheets[3].iter_rows(max_col=2)]
    assert ("tracker_dispatch", code) in said
    assert ("tracker_format", "1") in said
    assert len([value for name, value in said if name == "row_code"]) == 7


def test_it_prints_on_a3_with_its_titles_on_every_page(desk: Desk) -> None:
    sheet = matrix_of(kpu_book(desk))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
    assert sheet.row_dimensions[KEY_ROW].hidden


def test_the_first_sheet_says_what_is_asked_by_when_and_how(desk: Desk) -> None:
    guide = load_workbook(io.BytesIO(kpu_book(desk, due_on=DUE, letter_number="B-12/OGI"))).worksheets[0]
    words = "\n".join(str(cell.value) for line in guide.iter_rows() for cell in line if cell.value)
    assert guide.title == "Petunjuk"
    for expected in ("15 Agustus 2024", "B06 Tahun 2024", "Komisi Pemilihan Umum", "B-12/OGI", "(kosongkan)"):
        assert expected in words
    for column in COLUMNS:
        assert column.help in words


# -- the example ----------------------------------------------------------------------------------------------------


def read_codes(desk: Desk, content: bytes) -> list[str | None]:
    return [record.row_code for record in desk.read(content).records]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_is_never_read(desk: Desk, language: str) -> None:
    (code,) = sent(desk, order(desk, "KPU"))
    content = book(desk, code, language=language)
    example = [cell.value for cell in matrix_of(content)[EXAMPLE_ROW] if isinstance(cell.value, str)]
    word = {"id": "Contoh", "en": "Example"}[language]
    assert len(example) > 10
    assert all(text.startswith(word) for text in example) or language == "en"
    assert read_codes(desk, content) == [KPU_ROW]


def without(content: bytes, keys: Collection[str], *, key_row: bool = True, reverse: bool = False) -> bytes:
    """The visible matrix alone, with columns taken out or turned round, as somebody might copy it."""
    source = matrix_of(content)
    columns = [n for n, c in enumerate(COLUMNS, start=1) if c.key not in keys]
    copy = Workbook()
    target: Any = copy.active
    for line in source.iter_rows():
        if line[0].row != KEY_ROW or key_row:
            target.append([line[n - 1].value for n in (reversed(columns) if reverse else columns)])
    return saved(copy)


@pytest.mark.parametrize("key_row", [True, False])
@pytest.mark.parametrize("reverse", [True, False])
@pytest.mark.parametrize("keys", [(), ("row_code",), ("row_code", "commitment_number", "commitment_title"), ("notes",)])
def test_the_example_is_passed_over_in_any_order_of_columns(
    desk: Desk, keys: tuple[str, ...], reverse: bool, key_row: bool
) -> None:
    content = without(kpu_book(desk), keys, key_row=key_row, reverse=reverse)
    rows = [record.source_row for record in desk.read(content).records]
    assert len(rows) == 1, rows


# -- the same again -------------------------------------------------------------------------------------------------


def test_a_second_download_is_the_same_whatever_has_changed_since(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU", columns=OPEN_COLUMNS, due_on=DUE))
    first = book(desk, code)
    report(desk, percent=90.0, achievement="Selesai semua")
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": "Lain"})
    assert book(desk, code) == first


def test_page_and_command_line_give_the_same_file(desk: Desk) -> None:
    code, content = desk.dispatch("KPU")
    assert content == book(desk, code)
    with database.reading(desk.engine) as session:
        assert set(sent_matrix(session, SYSTEM, code).record.editable_columns) == set(USUAL_COLUMNS)
    assert set(headless.cells_as_sent(desk.data(), desk.milestone().responsible[0], None)) == {
        (KPU_ROW, column.key) for column in COLUMNS
    }


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (dt.date(2024, 3, 31), Precision.QUARTER),
        (dt.date(2024, 12, 31), Precision.QUARTER),
        (dt.date(2024, 6, 30), Precision.SEMESTER),
        (dt.date(2023, 12, 31), Precision.SEMESTER),
        (dt.date(2024, 2, 29), Precision.MONTH),
        (dt.date(2024, 12, 31), Precision.YEAR),
    ],
)
def test_a_time_without_words_gets_some_that_are_read_as_that_time(
    desk: Desk, day: dt.date, precision: Precision
) -> None:
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        values = {"due_on": day, "due_precision": precision, "due_text": ""}
        edit_milestone(session, SYSTEM, desk.milestone().id, values)
    content = kpu_book(desk, columns=OPEN_COLUMNS)
    assert matrix_of(content).cell(FIRST_ROW, column_of("due_date")).value == words_for(day, precision)
    assert cells_by_outcome(desk.plan(content)) == {}


# -- sending --------------------------------------------------------------------------------------------------------


def test_only_who_may_dispatch_sends_sees_and_closes(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU"))
    for name, actor in desk.cast.items():
        if name in ("secretariat", "administrator"):
            continue
        with pytest.raises(NotAllowed):
            sent(desk, order(desk, "KPU"), actor=actor)
        with database.reading(desk.engine) as session:
            if name == "kpu":  # the recipient may have its own workbook again, without the address of who made it
                assert sent_matrix(session, actor, code).sender == ""
            else:
                with pytest.raises(NotAllowed):
                    sent_matrix(session, actor, code)
        with pytest.raises(NotAllowed):
            register(desk, actor=actor)
        with (
            pytest.raises(NotAllowed),
            database.transaction(actor, source=SourceKind.FORM, on=desk.engine) as session,
        ):
            close_dispatch(session, actor, 1)
    with database.reading(desk.engine) as session:
        assert find_dispatch(session, desk.cast.kpu, code) is not None
        assert find_dispatch(session, desk.cast.bawaslu, code) is None


@pytest.mark.parametrize("columns", [(), ("row_code",), ("percent", "period"), ("tidak_ada",)])
def test_keys_are_never_opened(desk: Desk, columns: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        sent(desk, order(desk, "KPU", columns=columns))


def test_all_are_registered_or_none(desk: Desk) -> None:
    nobody = next(o.short for o in desk.data().organisations.values() if o.short not in everybody(desk))
    for names, problem in ((("KPU", nobody), Invalid), ((), Invalid)):
        with pytest.raises(problem):
            sent(desk, order(desk, *names))
    with pytest.raises(NotFound):
        sent(desk, Order((organisation_id(desk, "KPU"), 999_999)))
    assert register(desk) == {}


def test_a_period_of_another_plan_is_refused(desk: Desk) -> None:
    other = desk.data("RAN-VI").periods[0].id
    with pytest.raises(Invalid):
        sent(desk, Order((organisation_id(desk, "KPU"),), period_id=other))


def test_a_newer_matrix_takes_the_place_of_the_older_one(desk: Desk) -> None:
    (old,) = sent(desk, order(desk, "KPU"))
    (other_period,) = sent(desk, Order((organisation_id(desk, "KPU"),), period_id=desk.data().periods[0].id))
    (bawaslu,) = sent(desk, order(desk, "Bawaslu"))
    (new,) = sent(desk, order(desk, "KPU"))
    entries = register(desk)
    assert entries[old].standing is Awaited.SUPERSEDED
    assert entries[old].record.superseded_by == new
    assert {entries[code].standing for code in (other_period, bawaslu, new)} == {Awaited.WAITING}
    assert list(entries) == [new, bawaslu, other_period, old]
    assert book(desk, old) != book(desk, new)


# -- the register ---------------------------------------------------------------------------------------------------


def test_the_register_says_who_is_silent_and_for_how_long(desk: Desk) -> None:
    kpu, bawaslu = sent(desk, order(desk, "KPU", "Bawaslu", due_on=DUE, letter_number="B-1"))
    assert {e.days_overdue for e in register(desk, DUE).values()} == {0}
    late = register(desk, DUE + dt.timedelta(days=3))
    assert [(e.standing, e.days_overdue, e.is_silent) for e in late.values()] == [(Awaited.OVERDUE, 3, True)] * 2
    assert (late[kpu].rows, late[bawaslu].rows, late[kpu].period) == (1, 2, "B06 Tahun 2024")
    assert late[kpu].letter_number == "B-1"
    filled = load_workbook(io.BytesIO(book(desk, kpu)))
    filled.worksheets[1].cell(FIRST_ROW, column_of("percent")).value = 60
    desk.apply(saved(filled))
    back = register(desk, DUE + dt.timedelta(days=3))
    assert (back[kpu].standing, back[kpu].returns, back[kpu].new) == (Awaited.RETURNED, 1, 1)
    assert back[bawaslu].is_silent


def test_a_matrix_closed_by_hand_is_awaited_no_more(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU", due_on=DUE))
    with database.transaction(desk.cast.secretariat, source=SourceKind.FORM, on=desk.engine) as session:
        close_dispatch(session, desk.cast.secretariat, register(desk)[code].record.id)
    entry = register(desk, DUE + dt.timedelta(days=30))[code]
    assert (entry.standing, entry.is_silent) == (Awaited.CLOSED, False)


def test_an_agency_knows_of_its_own_matrices_only(desk: Desk) -> None:
    sent(desk, order(desk, "KPU", "Bawaslu"))
    with database.reading(desk.engine) as session:
        assert {r.organisation for r in list_dispatches(session, desk.cast.kpu)} == {"KPU"}
        assert list_dispatches(session, desk.cast.visitor) == ()
        assert [e.record.organisation for e in matrices_for(session, desk.cast.kpu, today())] == ["KPU"]
        assert matrices_for(session, desk.cast.perludem, today()) == ()
        assert matrices_for(session, desk.cast.secretariat, today()) == ()


def test_who_has_not_reported_is_who_owes_a_report(desk: Desk) -> None:
    def silent() -> set[str]:
        data = desk.data()
        return {o.short for o in not_yet_reported(data, data.periods[2])}

    before = silent()
    assert {"KPU", "Bawaslu"} <= before
    assert "Perludem" not in before  # a partner owes nothing
    report(desk, percent=10.0)
    assert before - silent() == {"KPU"}


@pytest.mark.parametrize(
    ("state", "due", "superseded", "expected"),
    [
        (DispatchState.OUT, None, False, Awaited.WAITING),
        (DispatchState.OUT, dt.date(2024, 7, 31), False, Awaited.WAITING),
        (DispatchState.OUT, dt.date(2024, 7, 30), False, Awaited.OVERDUE),
        (DispatchState.RETURNED, dt.date(2024, 1, 1), False, Awaited.RETURNED),
        (DispatchState.CLOSED, dt.date(2024, 1, 1), False, Awaited.CLOSED),
        (DispatchState.CLOSED, None, True, Awaited.SUPERSEDED),
    ],
)
def test_where_a_dispatch_stands(
    state: DispatchState, due: dt.date | None, superseded: bool, expected: Awaited
) -> None:
    assert standing(state, due, dt.date(2024, 7, 31), superseded=superseded) is expected


def test_the_usual_deadline_is_the_periods_own_unless_it_is_over() -> None:
    day = dt.date(2024, 7, 31)
    assert usual_deadline(dt.date(2024, 8, 31), day) == dt.date(2024, 8, 31)
    assert usual_deadline(day, day) == usual_deadline(None, day) == dt.date(2024, 8, 14)
    assert days_overdue(None, day) == days_overdue(day, day) == 0


def test_what_may_be_opened_is_everything_but_the_keys() -> None:
    assert {BY_KEY[key].home for key in OPEN_COLUMNS} == {Home.PLAN, Home.WORDING, Home.REPORT}
    assert {BY_KEY[key].home for key in USUAL_COLUMNS} == {Home.REPORT}

"""One uploaded workbook on its way from upload to receipt: what was understood, what was chosen, what it would do.

Nothing is kept but the visitor's own choices, under keys made here; everything else is made again from them.
"""

from __future__ import annotations

import string
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from models.problems import Scope, Severity, TrackerError
from models.queries.exchange import Remembered, find_remembered
from models.queries.matrix import MatrixData, matrix_data
from models.queries.organisations import known_names
from models.queries.plans import PlanRecord, find_plan, list_plans, revision
from models.rules.merging import Outcome
from pages.ui.gate import Visit, database
from pages.ui.importing import choices as import_choices
from pages.ui.importing import columns as import_columns
from pages.ui.importing.questions import ERASE, KEEP
from pages.ui.uploads import Uploaded, kept, open_upload, read_upload
from reports.matrix.apply import plan_import
from reports.matrix.export import reading_of_plan
from reports.matrix.grid import Grid
from reports.matrix.marked import cells_in
from reports.matrix.plan import Choices, ImportPlan
from reports.matrix.read import Reading


@dataclass(frozen=True, slots=True)
class Work:
    """A workbook's place in the visitor's session."""

    upload: Uploaded

    def key(self, *parts: object) -> str:
        """The name of a widget or value of this file."""
        return ":".join(("impor", self.upload.sha256[:16], *map(str, parts)))

    def get(self, *parts: object, default: Any = None) -> Any:
        return st.session_state.get(self.key(*parts), default)

    def put(self, value: object, *parts: object) -> None:
        st.session_state[self.key(*parts)] = value

    @property
    def applied(self) -> int | None:
        """The number of the import that this file became."""
        number: int | None = self.get("applied")
        return number

    def decisions(self) -> dict[str, bool]:
        """Cell → whether it is to be applied, where a person said so."""
        found: dict[str, bool] = st.session_state.setdefault(self.key("decisions"), {})
        return found

    def reasons(self) -> dict[str, str]:
        """Cell → why a person refuses it."""
        found: dict[str, str] = st.session_state.setdefault(self.key("reasons"), {})
        return found

    def refuse(self, cells: Iterable[str], reason: str) -> None:
        """Refuse cells with a reason; without one they are only left, and asked about again."""
        for key in cells:
            if reason.strip():
                self.reasons()[key] = reason.strip()
            else:
                self.reasons().pop(key, None)

    def decide(self, cells: Mapping[str, bool]) -> None:
        """Decide on cells from outside of the table, which is then drawn anew."""
        self.decisions().update(cells)
        self.put(None, "view")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything known of a workbook at this moment."""

    work: Work
    grid: Grid | None
    reading: Reading
    #: what reading the file alone gives, without the person's corrections
    base: Reading
    remembered: Mapping[str, Remembered]
    plans: tuple[PlanRecord, ...] = ()
    plan_code: str = ""
    choices: Choices | None = None
    plan: ImportPlan | None = None
    data: MatrixData | None = None
    fingerprint: str = ""
    #: rows with an error in them: not applied unless a person says so
    wrong: frozenset[str] = frozenset()
    #: an agency or CSO imports its own rows
    sender_only: bool = False
    error: str = ""

    @property
    def name(self) -> str:
        return self.work.upload.name

    @property
    def stopped(self) -> bool:
        """Whether a problem of the file or a sheet must be settled before anything can be applied."""
        return not self.reading.records or any(
            p.severity is Severity.ERROR and p.kind.scope is not Scope.CELL for p in self.reading.problems
        )

    @property
    def questions(self) -> int:
        return sum(1 for row in self.plan.rows if row.question is not None) if self.plan else 0


def prepare(visit: Visit, work: Work) -> Prepared:
    """Read the file as corrected so far and compare it with what stands, with the choices made so far."""
    opened = open_upload(work.upload)
    if isinstance(opened, Reading):
        return Prepared(work, None, opened, opened, {})
    with database() as session:
        now, known = revision(session), known_names(session)
        plans = tuple(plan for plan in list_plans(session, visit.actor) if plan.commitments)
        grid, titles = import_columns.titled_by_hand(work, opened)
        raw, _key = read_upload(grid, known, {}, (titles, now))
        remembered = _remembered(visit, session, raw)
        used = remembered if work.get("memory", default=True) else {}
        base, _key = read_upload(grid, known, import_columns.as_places(raw, used), (titles, now))
        mapping = import_columns.mapping_of(work, raw, base, used)
        reading, key = read_upload(grid, known, mapping, (titles, now))
    sender_only = visit.actor.organisation_id is not None
    return _compared(visit, Prepared(work, grid, reading, base, remembered, plans, sender_only=sender_only), key)


def _remembered(visit: Visit, session: Any, raw: Reading) -> dict[str, Remembered]:
    """Header fingerprint → how it was understood the last time."""
    found = {
        table.fingerprint: find_remembered(session, visit.actor, table.fingerprint, visit.actor.organisation_id)
        for sheet in raw.sheets
        for table in sheet.tables
    }
    return {fingerprint: memory for fingerprint, memory in found.items() if memory is not None}


def _compared(visit: Visit, prepared: Prepared, key: Hashable) -> Prepared:
    if prepared.stopped:
        return prepared
    plan_code, choices = import_choices.choices_so_far(visit, prepared)
    prepared = replace(prepared, plan_code=plan_code, choices=choices)
    plan = next((plan for plan in prepared.plans if plan.code == plan_code), None)
    if plan is not None:
        # an export may hold several plans; each is imported for itself
        prepared = replace(prepared, reading=reading_of_plan(prepared.reading, plan))
    try:
        found = _plan(visit, prepared, choices, key)
        erase = emptied_to_erase(prepared.work, found.plan)
        if erase:
            choices = replace(choices, erase=erase)
            found = _plan(visit, prepared, choices, key)
        data = _data(visit, plan_code, key)
    except TrackerError as error:
        return replace(prepared, error=str(error))
    return replace(
        prepared, choices=choices, plan=found.plan, data=data, fingerprint=found.fingerprint, wrong=found.wrong
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    plan: ImportPlan
    fingerprint: str
    wrong: frozenset[str]


def _plan(visit: Visit, prepared: Prepared, choices: Choices, reading: Hashable) -> _Compared:
    asked = (
        choices.received_on,
        choices.organisation_id,
        choices.period_id,
        tuple(choices.rows.items()),
        choices.erase,
    )

    def made() -> _Compared:
        with database() as session:
            plan = plan_import(session, visit.actor, prepared.reading, choices, plan_code=prepared.plan_code)
        return _Compared(plan, plan.fingerprint, rows_with_errors(plan))

    return kept("plan", (reading, prepared.plan_code, asked, visit.actor), made)


def _data(visit: Visit, plan_code: str, reading: Hashable) -> MatrixData:
    def made() -> MatrixData:
        with database() as session:
            return matrix_data(session, visit.actor, find_plan(session, visit.actor, plan_code))

    return kept("data", (plan_code, reading, visit.actor), made)


def rows_with_errors(plan: ImportPlan) -> frozenset[str]:
    """The rows in which a cell has an error, which refuses the row (product.md, "Refusing")."""
    errors = [p for p in plan.problems if p.severity is Severity.ERROR and p.kind.scope is Scope.CELL]
    wrong = {(p.sheet, cell) for p in errors for cell in cells_in(p.cell or "")}
    owned = {(row.sheet, cell) for row in plan.rows for cell in row.record.cells.values()}
    # an error of a row as a whole stands at its first column, whoever owns that cell
    lines = {(sheet, cell.lstrip(string.ascii_uppercase)) for sheet, cell in wrong - owned}
    return frozenset(
        row.key
        for row in plan.rows
        if row.question is not None
        or (row.sheet, str(row.row)) in lines
        or any((row.sheet, cell) in wrong for cell in row.record.cells.values())
    )


def emptied_to_erase(work: Work, plan: ImportPlan) -> frozenset[str]:
    """The cells that came back empty and are meant so, as the person answered for all of them or one by one."""
    answer = work.get("emptied", default=KEEP)
    if answer == KEEP:
        return frozenset()
    emptied = {cell.key for cell in plan.cells if cell.outcome is Outcome.EMPTIED}
    return frozenset(emptied if answer == ERASE else emptied.intersection(work.get("erased", default=())))

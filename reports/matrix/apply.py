"""Carries an import out: the same plan computed again inside the transaction, then commands, then the register.

If the data moved since the person looked, the plan differs, nothing is written and the new plan is shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.commands import exchange
from models.commands.commitments import add_milestone, edit_milestone, propose_wording
from models.commands.exchange import (
    RESPONSIBLE,
    Declined,
    Received,
    Written,
    begin_import,
    remember_accepted,
    remember_cells,
)
from models.commands.progress import (
    Entry,
    ReportContent,
    ReportKey,
    add_evidence_link,
    enter_report,
    find_report,
)
from models.journal import plain
from models.language import N_
from models.problems import Invalid, NotFound, Stale, TrackerError
from models.queries.exchange import DispatchRecord, find_dispatch, last_said, refusals
from models.queries.matrix import matrix_data
from models.queries.organisations import known_names
from models.queries.plans import PlanRecord, find_plan
from models.rules.access import Actor
from models.rules.merging import WRITING, Outcome
from models.rules.status import COUNTED
from models.tables.commitment import Milestone
from models.tables.exchange import MatrixImport
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Precision, ReportState
from reports.matrix.cells import Dated, Erased, Parties, Rated
from reports.matrix.compare import compare, proposal_of
from reports.matrix.format import BY_KEY, Home, Kind
from reports.matrix.plan import CellPlan, Choices, Context, ImportPlan, RowPlan
from reports.matrix.read import Reading

#: without a person's word only what nobody else has touched is taken
BY_DEFAULT = frozenset({Outcome.NEW, Outcome.CHANGED})


class PlanMoved(TrackerError):
    """The data changed between looking and applying; ``plan`` is what would happen now."""

    default = N_(
        "Data berubah sejak Anda melihat rencana impor ini. Tidak ada yang ditulis; periksa rencana yang baru."
    )

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self.plan = plan


def plan_import(
    session: Session, actor: Actor, reading: Reading, choices: Choices, *, plan_code: str | None = None
) -> ImportPlan:
    """What this workbook would do. The plan is the file's own where it says so. Raises NotFound, Invalid."""
    return compare(reading, _context(session, actor, reading, choices, plan_code))


def _context(session: Session, actor: Actor, reading: Reading, choices: Choices, plan_code: str | None) -> Context:
    plan = _plan_of(session, actor, reading, plan_code)
    dispatch = _dispatch_of(session, actor, reading, plan)
    return Context(
        actor=actor,
        data=matrix_data(session, actor, plan),
        known=known_names(session),
        choices=choices,
        dispatch=dispatch,
        said=last_said(session, dispatch.id) if dispatch else None,
        declined=refusals(session, plan.id),
    )


def _plan_of(session: Session, actor: Actor, reading: Reading, plan_code: str | None) -> PlanRecord:
    own = reading.properties.get("tracker_plan", "")
    code = plan_code or own
    if not code:
        raise Invalid(N_("Berkas ini tidak menyebut rencana aksi. Pilih rencana aksinya."), field="plan")
    if plan_code and own and plan_code.strip().casefold() != own.casefold():
        raise Invalid(
            N_("Berkas ini dibuat untuk {own}, bukan {plan}. Pilih {own} atau kirim berkas yang benar."),
            field="plan",
            own=own,
            plan=plan_code,
        )
    try:
        return find_plan(session, actor, code)
    except NotFound:
        raise NotFound(N_("Tidak ada rencana aksi {plan}."), plan=code) from None


def _dispatch_of(session: Session, actor: Actor, reading: Reading, plan: PlanRecord) -> DispatchRecord | None:
    """The dispatch this file answers; none where it names one of another plan."""
    code = reading.properties.get("tracker_dispatch", "")
    dispatch = find_dispatch(session, actor, code) if code else None
    return dispatch if dispatch is not None and dispatch.plan_id == plan.id else None


@dataclass
class _Work:
    """What one application writes and remembers."""

    session: Session
    actor: Actor
    plan: ImportPlan
    act: MatrixImport
    written: list[Written] = field(default_factory=list)

    def place(self, cell: CellPlan) -> dict[str, Any]:
        return {"import": self.act.id, "file": self.act.file_name, "sheet": cell.sheet, "cell": cell.cell}

    def remember(
        self, cell: CellPlan, table: str, row_id: int, name: str, before: Any, after: Any, *, created: bool
    ) -> None:
        self.written.append(
            Written(
                sheet=cell.sheet,
                cell=cell.cell,
                row_code=cell.row_code,
                column_key=cell.column_key,
                table_name=table,
                row_id=row_id,
                field=name,
                as_written=cell.written or cell.after,
                before=plain(before),
                after=plain(after),
                created_row=created,
            )
        )


def apply_import(
    session: Session,
    actor: Actor,
    reading: Reading,
    choices: Choices,
    *,
    plan_code: str | None = None,
    accepted: Collection[str] | None = None,
    declined: Mapping[str, str] | None = None,
    shown_fingerprint: str | None = None,
) -> tuple[MatrixImport | None, ImportPlan]:
    """Write the accepted cells in this transaction; without a choice all that is new or changed, no conflict.

    ``declined``: cell → why a person refuses it; kept with the act and in the history. Nothing to write or to refuse
    leaves no act behind. Raises PlanMoved if the data moved since ``shown_fingerprint``, Stale if
    somebody enters the same report at this moment, Invalid with the cell whose value a command refuses.
    """
    owner = _plan_of(session, actor, reading, plan_code)
    exchange.one_at_a_time(session, owner.id)
    context = _context(session, actor, reading, choices, plan_code)
    plan = compare(reading, context)
    if shown_fingerprint is not None and plan.fingerprint != shown_fingerprint:
        raise PlanMoved(plan)
    chosen = {
        cell.key
        for cell in plan.writing()
        if (cell.outcome in BY_DEFAULT if accepted is None else cell.key in accepted)
    }
    refused = _declined(plan, context, {key: why for key, why in (declined or {}).items() if key not in chosen})
    if not chosen and not refused:
        return None, plan
    try:
        act = _carried_out(session, actor, plan, owner.id, chosen)
        exchange.decline_cells(session, actor, act, refused)
    except IntegrityError as error:
        raise Stale from error
    return act, plan


def _declined(plan: ImportPlan, context: Context, reasons: Mapping[str, str]) -> list[Declined]:
    """What a person refuses of what would otherwise be written."""
    return [
        Declined(
            sheet=cell.sheet,
            cell=cell.cell,
            proposed=cell.after,
            reason=reasons[cell.key],
            **dataclasses.asdict(proposal_of(cell, row, context)),
        )
        for row in plan.rows
        for cell in row.cells
        if cell.outcome in WRITING and cell.key in reasons
    ]


def _carried_out(
    session: Session, actor: Actor, plan: ImportPlan, plan_id: int, chosen: Collection[str]
) -> MatrixImport:
    reading, choices = plan.reading, plan.choices
    act = begin_import(
        session,
        actor,
        Received(
            file_name=reading.file,
            sha256=reading.sha256,
            plan_id=plan_id,
            fingerprint=plan.fingerprint,
            received_on=choices.received_on,
            organisation_id=_organisation(plan, choices, actor),
            period_id=choices.period_id,
            dispatch_id=plan.dispatch.id if plan.dispatch else None,
            counts=_counts(plan, chosen),
        ),
    )
    work = _Work(session, actor, plan, act)
    for row in plan.rows:
        cells = [cell for cell in row.cells if cell.key in chosen]
        if cells:
            _apply_placed(work, row, cells)
    remember_cells(session, act, work.written)
    if plan.dispatch:
        remember_accepted(session, act, _accepted(plan, chosen))
    return act


def _counts(plan: ImportPlan, chosen: Collection[str]) -> dict[str, int]:
    """What the register says of an act: the values it wrote, and what was left of the file."""
    taken = [cell.outcome for cell in plan.cells if cell.key in chosen]
    left = sum(1 for cell in plan.cells if cell.outcome is Outcome.CONFLICT and cell.key not in chosen)
    new = taken.count(Outcome.NEW)
    return {**plan.counts, "new": new, "changed": len(taken) - new, "conflict": left}


def _apply_placed(work: _Work, row: RowPlan, cells: list[CellPlan]) -> None:
    """What a command refuses is told with the row it came from: a person must find it in a long sheet."""
    try:
        _apply_row(work, row, cells)
    except Invalid as error:
        place = f"{row.sheet}!{cells[0].cell}"
        raise Invalid(
            N_("Baris {place} tidak dapat diterapkan, jadi tidak ada yang ditulis: {reason}"),
            field=error.field,
            place=place,
            reason=str(error),
        ) from error


def _organisation(plan: ImportPlan, choices: Choices, actor: Actor) -> int | None:
    if plan.dispatch:
        return plan.dispatch.organisation_id
    reporters = {row.reporter.id for row in plan.rows if row.reporter}
    return choices.organisation_id or actor.organisation_id or (reporters.pop() if len(reporters) == 1 else None)


def _accepted(plan: ImportPlan, chosen: Collection[str]) -> Mapping[tuple[str, str], str]:
    """What the sender is now known to say: what was taken, and what they say that stands already.

    Only about what the dispatch asked: a report on another period has no base in it.
    """
    return {
        (c.row_code, c.column_key): c.said
        for row in plan.rows
        if row.milestone is not None
        for c in row.cells
        if c.base is not None and (c.key in chosen or c.outcome is Outcome.SAME_ON_BOTH)
    }


def _apply_row(work: _Work, row: RowPlan, cells: list[CellPlan]) -> None:
    milestone_id = row.milestone.id if row.milestone else _new_milestone(work, row, cells)
    by_home: dict[Home, list[CellPlan]] = {}
    for cell in cells:
        by_home.setdefault(BY_KEY[cell.column_key].home, []).append(cell)
    if row.milestone:
        _apply_plan_cells(work, milestone_id, by_home.get(Home.PLAN, []))
    measure_id = row.milestone.measure.id if row.milestone else row.new_under_measure or 0
    for cell in by_home.get(Home.WORDING, []):
        _propose(work, measure_id, cell, row)
    if by_home.get(Home.REPORT):
        _apply_report(work, row, milestone_id, by_home[Home.REPORT])


def _new_milestone(work: _Work, row: RowPlan, cells: list[CellPlan]) -> int:
    values: dict[str, Any] = {}
    places = {}
    for cell in cells:
        if BY_KEY[cell.column_key].home is Home.PLAN and cell.column_key != "lead_agencies":
            for name, value in _milestone_values(cell).items():
                values[name] = value
                places[name] = work.place(cell)
    parties = next((c.value.ids for c in cells if isinstance(c.value, Parties)), ())
    measure_id = row.new_under_measure or 0
    milestone = add_milestone(work.session, work.actor, measure_id, values, organisation_ids=parties, places=places)
    for cell in cells:
        if BY_KEY[cell.column_key].home is Home.PLAN and cell.column_key != "lead_agencies":
            for name, value in _milestone_values(cell).items():
                work.remember(cell, "milestone", milestone.id or 0, name, None, value, created=True)
    return milestone.id or 0


def _milestone_values(cell: CellPlan) -> dict[str, Any]:
    """The fields of a milestone that a cell sets."""
    name, value = BY_KEY[cell.column_key].field, cell.value
    if BY_KEY[cell.column_key].kind is Kind.DATE:
        words, precision = name.replace("starts_on", "start").replace("due_on", "due"), None
        if isinstance(value, Dated):
            exact = value.precision is Precision.DAY
            precision = value.precision
            return {name: value.day, f"{words}_text": "" if exact else value.words, f"{words}_precision": precision}
        return {name: None, f"{words}_text": "", f"{words}_precision": None}
    return {name: "" if isinstance(value, Erased) or value is None else value}


def _apply_plan_cells(work: _Work, milestone_id: int, cells: list[CellPlan]) -> None:
    fields = [cell for cell in cells if cell.column_key != "lead_agencies"]
    if fields:
        values, places = {}, {}
        for cell in fields:
            for name, value in _milestone_values(cell).items():
                values[name], places[name] = value, work.place(cell)
        milestone = work.session.get_one(Milestone, milestone_id)
        before = {name: getattr(milestone, name) for name in values}
        edit_milestone(work.session, work.actor, milestone_id, values, places=places)
        for cell in fields:
            for name, value in _milestone_values(cell).items():
                work.remember(cell, "milestone", milestone_id, name, before[name], value, created=False)
    for cell in cells:
        if cell.column_key == "lead_agencies":
            standing = exchange.responsible_ids(work.session, milestone_id)
            ids = list(cell.value.ids) if isinstance(cell.value, Parties) else []
            exchange.set_responsible_in_order(work.session, work.actor, milestone_id, ids)
            work.remember(cell, "milestone", milestone_id, RESPONSIBLE, standing, ids, created=False)


def _propose(work: _Work, measure_id: int, cell: CellPlan, row: RowPlan) -> None:
    change = propose_wording(
        work.session,
        work.actor,
        measure_id,
        cell.said,
        before=cell.before,
        organisation_id=work.actor.organisation_id or (row.reporter.id if row.reporter else None),
        import_id=work.act.id,
        place=f"{cell.sheet}!{cell.cell}",
    )
    work.remember(cell, "wording_change", change.id or 0, "after", None, change.after, created=True)


#: what becomes of a report by arriving, without a cell of its own
_ARRIVAL = (
    "state",
    "received_on",
    "submitted_at",
    "decided_at",
    "decided_by",
    "verdict_note",
    "entered_at",
    "entered_by",
)
_BLANK: Mapping[str, Any] = dataclasses.asdict(ReportContent())


def _apply_report(work: _Work, row: RowPlan, milestone_id: int, cells: list[CellPlan]) -> None:
    assert row.reporter is not None
    assert row.period is not None
    key = ReportKey(milestone_id, row.period.id, row.reporter.id, row.assessor)
    report = find_report(work.session, key)
    written = [cell for cell in cells if cell.column_key != "evidence"]
    if written or report is None or report.state not in COUNTED:
        report = _enter(work, row, key, report, written)
    for cell in cells:
        if cell.column_key == "evidence" and isinstance(cell.value, tuple):
            _add_links(work, cell, report.id or 0)


def _enter(
    work: _Work, row: RowPlan, key: ReportKey, standing: ProgressReport | None, cells: list[CellPlan]
) -> ProgressReport:
    tracked = (*_BLANK, *_ARRIVAL)
    before = {name: getattr(standing, name) for name in tracked} if standing else {**_BLANK, "verdict_note": ""}
    # what was withdrawn was taken back: the report begins anew
    content = dict(_BLANK) if standing and standing.state is ReportState.WITHDRAWN else {}
    places: dict[str, dict[str, Any]] = {}
    owners: dict[str, CellPlan] = {}
    for cell in cells:
        for name, value in _report_values(cell).items():
            content[name], places[name], owners[name] = value, work.place(cell), cell
    entry = Entry(received_on=work.plan.choices.received_on, places=places)
    report = enter_report(work.session, work.actor, key, content, entry)
    row_code = row.milestone.row_code if row.milestone else ""
    for name in tracked:
        owner = owners.get(name) or CellPlan("", row.sheet, "", row_code, name, Outcome.CHANGED)
        was, now = before.get(name), getattr(report, name)
        if owner.cell or was != now:
            work.remember(owner, "progress_report", report.id or 0, name, was, now, created=standing is None)
    return report


def _report_values(cell: CellPlan) -> dict[str, Any]:
    value = None if isinstance(cell.value, Erased) else cell.value
    if cell.column_key == "evidence":
        return {}
    if cell.column_key == "status":
        if isinstance(value, Rated):
            return {"completion": value.completion, "status_text": value.words}
        return {"completion": None, "status_text": ""}
    name = BY_KEY[cell.column_key].field
    return {name: value if name == "percent" else value or ""}


def _add_links(work: _Work, cell: CellPlan, report_id: int) -> None:
    known = set(
        work.session.exec(
            select(Evidence.url).where(Evidence.report_id == report_id, col(Evidence.withdrawn).is_(False))
        )
    )
    for url in cell.value:
        if url not in known:
            evidence = add_evidence_link(work.session, work.actor, report_id, url, place=work.place(cell))
            link = dataclasses.replace(cell, written=url)
            work.remember(link, "evidence", evidence.id or 0, "url", None, url, created=True)

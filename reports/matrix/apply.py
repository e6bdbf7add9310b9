"""Carries an import out: the same plan computed again inside the transaction, then commands, then the register.

If the data moved since the person looked, the plan differs, nothing is written and the new plan is shown.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.commands import exchange
from models.commands.commitments import add_milestone, edit_milestone, propose_wording
from models.commands.exchange import (
    ARRIVAL,
    RESPONSIBLE,
    Declined,
    Received,
    Written,
    begin_import,
    remember_accepted,
    remember_cells,
)
from models.commands.guards import fetch_all, in_portions
from models.commands.progress import Link, add_evidence_links, web_address
from models.commands.report_entry import Entry, ReportBook, ReportContent, ReportKey
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
    taken = [(row, [cell for cell in row.cells if cell.key in chosen]) for row in plan.rows]
    _apply_all(work, [(row, cells) for row, cells in taken if cells])
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


@contextmanager
def _placed(row: RowPlan, cells: Sequence[CellPlan]) -> Iterator[None]:
    """What a command refuses is told with the row it came from: a person must find it in a long sheet."""
    try:
        yield
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


def _apply_all(work: _Work, rows: Sequence[tuple[RowPlan, list[CellPlan]]]) -> None:
    """First what a row says of the plan, which may make its milestone; then all reports at once."""
    edited = {row.milestone.id for row, cells in rows if row.milestone and any(_home(c) is Home.PLAN for c in cells)}
    held = fetch_all(work.session, Milestone, edited)  # kept until written, so that the session keeps them too
    arrived = []
    for row, cells in rows:
        with _placed(row, cells):
            milestone_id = _apply_to_plan(work, row, cells)
        reported = [cell for cell in cells if _home(cell) is Home.REPORT]
        if reported:
            arrived.append(_Arrived(row, _report_key(row, milestone_id), reported))
    work.session.flush()
    del held
    _apply_reports(work, arrived)


def _home(cell: CellPlan) -> Home:
    return BY_KEY[cell.column_key].home


def _apply_to_plan(work: _Work, row: RowPlan, cells: list[CellPlan]) -> int:
    """The row's milestone, with its own fields as the row has them; wording becomes a proposal."""
    milestone_id = row.milestone.id if row.milestone else _new_milestone(work, row, cells)
    if row.milestone:
        _apply_plan_cells(work, milestone_id, [cell for cell in cells if _home(cell) is Home.PLAN])
    measure_id = row.milestone.measure.id if row.milestone else row.new_under_measure or 0
    for cell in cells:
        if _home(cell) is Home.WORDING:
            _propose(work, measure_id, cell, row)
    return milestone_id


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
_ON_ARRIVAL = (
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
_TRACKED = (*_BLANK, *_ON_ARRIVAL)


@dataclass
class _Arrived:
    """What a row reports, and how the report stood before."""

    row: RowPlan
    key: ReportKey
    cells: list[CellPlan]
    before: Mapping[str, Any] | None = None
    #: field → the cell its value came from
    owners: dict[str, CellPlan] = field(default_factory=dict)
    report: ProgressReport | None = None


def _report_key(row: RowPlan, milestone_id: int) -> ReportKey:
    assert row.reporter is not None
    assert row.period is not None
    return ReportKey(milestone_id, row.period.id, row.reporter.id, row.assessor)


def _apply_reports(work: _Work, arrived: Sequence[_Arrived]) -> None:
    book = ReportBook(work.session, work.actor, {each.key for each in arrived})
    entered = []
    for each in arrived:
        standing = book.standing(each.key)
        each.report = standing
        if standing is None or standing.state not in COUNTED or any(c.column_key != "evidence" for c in each.cells):
            with _placed(each.row, each.cells):
                _enter(work, book, each)
            entered.append(each)
    book.write()
    for each in entered:
        _remember_report(work, each)
    _add_links(work, arrived)


def _enter(work: _Work, book: ReportBook, each: _Arrived) -> None:
    standing = each.report
    each.before = {name: getattr(standing, name) for name in _TRACKED} if standing else None
    # what was withdrawn was taken back: the report begins anew
    content = dict(_BLANK) if standing and standing.state is ReportState.WITHDRAWN else {}
    places: dict[str, dict[str, Any]] = {}
    for cell in each.cells:
        for name, value in _report_values(cell).items():
            content[name], places[name], each.owners[name] = value, work.place(cell), cell
    entry = Entry(received_on=work.plan.choices.received_on, places=places)
    each.report = book.enter(each.key, content, entry)


def _remember_report(work: _Work, each: _Arrived) -> None:
    """Each value with its cell; what became of the report by arriving, as one."""
    report, created = each.report, each.before is None
    assert report is not None
    before = each.before or {**_BLANK, "verdict_note": ""}
    now = {name: getattr(report, name) for name in _TRACKED}
    for name, owner in each.owners.items():
        work.remember(owner, "progress_report", report.id or 0, name, before.get(name), now[name], created=created)
    others = [name for name in _TRACKED if name not in each.owners and before.get(name) != now[name]]
    if others:
        row_code = each.row.milestone.row_code if each.row.milestone else ""
        arrival = CellPlan("", each.row.sheet, "", row_code, ARRIVAL, Outcome.CHANGED)
        was, became = ({name: plain(values.get(name)) for name in others} for values in (before, now))
        work.remember(arrival, "progress_report", report.id or 0, ARRIVAL, was, became, created=created)


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


def _add_links(work: _Work, arrived: Iterable[_Arrived]) -> None:
    """The links a cell adds to its report; those that stand already were not written by it."""
    asked: list[tuple[CellPlan, Link]] = []
    for each in arrived:
        for cell in each.cells:
            if cell.column_key != "evidence" or not isinstance(cell.value, tuple) or each.report is None:
                continue
            with _placed(each.row, [cell]):
                urls = [web_address(url) for url in cell.value]
            asked += [(cell, Link(each.report.id or 0, url, place=work.place(cell))) for url in urls]
    known = _known_links(work.session, {link.report_id for _cell, link in asked})
    links = add_evidence_links(work.session, work.actor, [link for _cell, link in asked])
    for (cell, link), evidence in zip(asked, links, strict=True):
        if evidence.id not in known:
            known.add(evidence.id)
            written = cell._replace(written=link.url)
            work.remember(written, "evidence", evidence.id or 0, "url", None, link.url, created=True)


def _known_links(session: Session, report_ids: Iterable[int]) -> set[int | None]:
    return {
        evidence
        for portion in in_portions(report_ids)
        for evidence in session.exec(select(Evidence.id).where(col(Evidence.report_id).in_(portion)))
    }

"""What may be done with matrices: record what an import wrote, undo it as one act, register what was sent."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import update
from sqlmodel import Session, col, select

from models import journal
from models.base import Table
from models.clock import now, today
from models.commands.commitments import set_responsible
from models.commands.guards import demand, fetch, fetch_all, insert_at_once, short_enough
from models.commands.report_entry import remember_editions
from models.language import N_
from models.problems import Invalid, NotFound
from models.rules.access import Action, Actor, Subject
from models.tables.commitment import Milestone, MilestoneParty, MilestoneTarget
from models.tables.exchange import ColumnMapping, DeclinedCell, Dispatch, DispatchCell, ImportedCell, MatrixImport
from models.tables.meeting import WordingChange
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import DispatchState, Existence, ImportState, ReportState, Verdict, WordingState

#: the field under which the responsible organisations of a milestone are kept, as a list of ids
RESPONSIBLE = "responsible"
#: the field under which the values are kept, together, that a report gets by arriving: state, days, who entered it
ARRIVAL = "arrival"
_TABLES: dict[str, type[Table]] = {
    "milestone": Milestone,
    "progress_report": ProgressReport,
    "evidence": Evidence,
    "wording_change": WordingChange,
    "milestone_target": MilestoneTarget,
    "dispatch_cell": DispatchCell,
}
#: what becomes of a row that only exists because of the import
_TAKEN_BACK: dict[str, tuple[str, Any]] = {
    "milestone": ("state", Existence.CANCELLED),
    "evidence": ("withdrawn", True),
    "wording_change": ("state", WordingState.REJECTED),
}


@dataclass(frozen=True, slots=True)
class Written:
    """One value that an import wrote."""

    sheet: str
    cell: str
    row_code: str
    column_key: str
    table_name: str
    row_id: int
    field: str
    as_written: str
    before: Any
    after: Any
    created_row: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """What a file is and on whose behalf it is entered."""

    file_name: str
    sha256: str
    plan_id: int
    fingerprint: str
    received_on: dt.date
    organisation_id: int | None = None
    period_id: int | None = None
    dispatch_id: int | None = None
    counts: Mapping[str, int] | None = None


def one_at_a_time(session: Session, plan_id: int) -> None:
    """Let whoever else applies to this plan finish first, so that what is compared now is what will be changed.

    A SQLite writer waits by itself.
    """
    session.exec(select(ActionPlan.id).where(ActionPlan.id == plan_id).with_for_update()).all()


def begin_import(session: Session, actor: Actor, received: Received) -> MatrixImport:
    """Open the act: everything written after it in this transaction points back to this file."""
    demand(actor, Action.IMPORT, Subject(received.organisation_id))
    fetch(session, ActionPlan, received.plan_id)
    if received.received_on > today():
        raise Invalid(N_("Tanggal terima tidak boleh sesudah hari ini."), field="received_on")
    counts = received.counts or {}
    act = MatrixImport(
        fingerprint=received.fingerprint,
        file_name=received.file_name[:255],
        sha256=received.sha256,
        plan_id=received.plan_id,
        organisation_id=received.organisation_id,
        period_id=received.period_id,
        dispatch_id=received.dispatch_id,
        received_on=received.received_on,
        new_count=counts.get("new", 0),
        changed_count=counts.get("changed", 0),
        unchanged_count=counts.get("unchanged", 0),
        conflict_count=counts.get("conflict", 0),
        refused_count=counts.get("refused", 0),
        applied_at=now(),
        applied_by=actor.account_id,
    )
    session.add(act)
    session.flush()
    return act


def remember_cells(session: Session, act: MatrixImport, written: Iterable[Written]) -> None:
    """Keep where each value came from and what stood before: the ground of provenance and undo."""
    # like the history they are written once and never changed: at once, as a plan has tens of thousands
    rows = [
        {
            "import_id": act.id,
            "sheet": w.sheet,
            "cell": w.cell,
            "row_code": w.row_code,
            "column_key": w.column_key,
            "table_name": w.table_name,
            "row_id": w.row_id,
            "field": w.field,
            "as_written": w.as_written,
            "before": _packed(w.before),
            "after": _packed(w.after),
            "created_row": w.created_row,
        }
        for w in written
    ]
    insert_at_once(session, ImportedCell, rows)


@dataclass(frozen=True, slots=True)
class Declined:
    """One value of a file that a person refused, with the reason."""

    sheet: str
    cell: str
    row_code: str
    column_key: str
    organisation_id: int | None
    period_id: int | None
    proposed: str
    kept: str
    said: str
    reason: str


def decline_cells(session: Session, actor: Actor, act: MatrixImport, declined: Iterable[Declined]) -> None:
    """Keep what a person refused of this file and why. Raises Invalid without a reason."""
    demand(actor, Action.IMPORT, Subject(act.organisation_id))
    for d in declined:
        reason = short_enough(d.reason.strip(), "reason")
        if not reason:
            raise Invalid(N_("Sebutkan alasan menolak isian ini."), field="reason")
        row = DeclinedCell(
            import_id=act.id or 0,
            sheet=d.sheet,
            cell=d.cell,
            row_code=d.row_code,
            column_key=d.column_key,
            organisation_id=d.organisation_id,
            period_id=d.period_id,
            proposed=d.proposed,
            kept=d.kept,
            said=d.said,
            reason=reason,
        )
        session.add(row)
        place = {"import": act.id, "file": act.file_name, "sheet": d.sheet, "cell": d.cell}
        journal.came_from(session, row, place, "proposed")
    session.flush()


def _packed(value: Any) -> str | None:
    return None if value is None else json.dumps(journal.plain(value), ensure_ascii=False)


def _unpacked(value: str | None) -> Any:
    return None if value is None else json.loads(value)


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing did: cells restored, and those left because somebody has changed them since."""

    restored: int
    kept: tuple[tuple[str, str, str], ...]


def undo_import(session: Session, actor: Actor, import_id: int) -> Undone:
    """Take an import back as one act: old values return, cells edited since are left and named (lessons.md, 7).

    No row that existed before is deleted; a report that only the import made is withdrawn.
    Raises Invalid if it was undone already, NotAllowed also where the actor could not have written these cells.
    """
    act = session.exec(select(MatrixImport).where(MatrixImport.id == import_id).with_for_update()).first()
    if act is None:
        raise NotFound
    demand(actor, Action.IMPORT, Subject(act.organisation_id))
    if act.state is ImportState.UNDONE:
        raise Invalid(N_("Impor ini sudah dikembalikan sebelumnya."), field="id")
    cells = session.exec(
        select(ImportedCell).where(ImportedCell.import_id == import_id).order_by(col(ImportedCell.id).desc())
    ).all()
    by_row: dict[tuple[str, int], list[ImportedCell]] = defaultdict(list)
    for cell in cells:  # the last thing done is undone first
        by_row[cell.table_name, cell.row_id].append(cell)
    rows = {
        (table, row_id): row
        for table, kind in _TABLES.items()
        for row_id, row in fetch_all(session, kind, (row_id for name, row_id in by_row if name == table)).items()
    }
    restored = 0
    kept: list[tuple[str, str, str]] = []
    reports: list[ProgressReport] = []
    for place, group in by_row.items():
        row = rows.get(place)
        if row is None:
            continue
        _demand_for(session, actor, row)
        done, left = _restore(session, actor, row, group)
        restored += len({(cell.cell, cell.column_key) for cell in done if cell.cell})
        kept.extend((cell.row_code, cell.column_key, f"{cell.sheet}!{cell.cell}") for cell in left if cell.cell)
        if isinstance(row, ProgressReport) and done:
            reports.append(row)
    session.flush()
    remember_editions(session, [(report, act.received_on) for report in reports])
    act.state = ImportState.UNDONE
    act.undone_at = now()
    act.undone_by = actor.account_id
    session.flush()
    _await_again(session, act)
    return Undone(restored, tuple(dict.fromkeys(reversed(kept))))


def _demand_for(session: Session, actor: Actor, row: Table) -> None:
    """Undoing writes, so it asks for the same right as writing did."""
    if isinstance(row, Evidence):
        row = fetch(session, ProgressReport, row.report_id)
    if isinstance(row, ProgressReport):
        demand(actor, Action.REPORT, Subject(row.organisation_id, row.assessor))
    elif isinstance(row, Milestone | MilestoneTarget):
        demand(actor, Action.EDIT_PLAN)


def _await_again(session: Session, act: MatrixImport) -> None:
    """A dispatch all of whose returns were taken back is out again."""
    dispatch = session.get(Dispatch, act.dispatch_id) if act.dispatch_id else None
    if dispatch is None or dispatch.state is not DispatchState.RETURNED:
        return
    returned = select(MatrixImport.id).where(
        MatrixImport.dispatch_id == dispatch.id, MatrixImport.state == ImportState.APPLIED
    )
    if session.exec(returned).first() is None:
        dispatch.state = DispatchState.OUT
        session.flush()


def _restore(
    session: Session, actor: Actor, row: Table, cells: list[ImportedCell]
) -> tuple[list[ImportedCell], list[ImportedCell]]:
    """Give a row its old values back: the cells that were, and those left because they were changed since."""
    stands = [cell for cell in cells if _stands(session, row, cell)]
    if _judged_since(session, row):
        stands = []
    left = [cell for cell in cells if cell not in stands]
    if left:
        # somebody has written anew since: how and when the report arrived is theirs
        stands = [cell for cell in stands if cell.cell]
    if cells[0].created_row and not left:
        _take_back(row)
    else:
        for cell in stands:
            _put(session, actor, row, cell.field, _unpacked(cell.before))
    return stands, left


def _judged_since(session: Session, row: Table) -> bool:
    """Whether somebody has decided on what the import brought: then it is no longer the import's to take back."""
    if isinstance(row, ProgressReport):
        return row.state in (ReportState.VERIFIED, ReportState.RETURNED)
    if isinstance(row, Evidence):
        return row.verdict is not Verdict.NOT_CHECKED
    if isinstance(row, WordingChange):
        return row.state is not WordingState.PROPOSED
    return False


def _take_back(row: Table) -> None:
    if isinstance(row, ProgressReport):
        row.state = ReportState.WITHDRAWN
    elif isinstance(row, DispatchCell):
        row.accepted = None
    else:
        field, value = _TAKEN_BACK[str(row.__tablename__)]
        setattr(row, field, value)


def _stands(session: Session, row: Table, cell: ImportedCell) -> bool:
    """Whether a row still says what the import wrote."""
    written = _unpacked(cell.after)
    if cell.field == ARRIVAL:
        return all(journal.plain(getattr(row, name)) == value for name, value in written.items())
    if cell.field == RESPONSIBLE and isinstance(row, Milestone):
        return bool(responsible_ids(session, row.id or 0) == written)
    return bool(journal.plain(getattr(row, cell.field)) == written)


def responsible_ids(session: Session, milestone_id: int) -> list[int]:
    """The organisations that answer for a milestone, in their order."""
    return list(
        session.exec(
            select(MilestoneParty.organisation_id)
            .where(MilestoneParty.milestone_id == milestone_id)
            .order_by(col(MilestoneParty.position), col(MilestoneParty.id))
        ).all()
    )


def _put(session: Session, actor: Actor, row: Table, field: str, value: Any) -> None:
    if field == RESPONSIBLE and isinstance(row, Milestone):
        set_responsible_in_order(session, actor, row.id or 0, value or [])
        return
    if field == ARRIVAL:
        for name, before in value.items():
            _put(session, actor, row, name, before)
        return
    # JSON holds words and dates as text; the field's type turns them back
    kind: Any = type(row).model_fields[field].annotation
    setattr(row, field, TypeAdapter(kind).validate_python("" if value is None and kind is str else value))


def set_responsible_in_order(session: Session, actor: Actor, milestone_id: int, organisation_ids: list[int]) -> None:
    """Say which organisations answer for a milestone, and which of them is named first."""
    set_responsible(session, actor, milestone_id, organisation_ids)
    parties = session.exec(select(MilestoneParty).where(MilestoneParty.milestone_id == milestone_id)).all()
    for party in parties:
        party.position = organisation_ids.index(party.organisation_id)
    session.flush()


def register_dispatch(
    session: Session,
    actor: Actor,
    *,
    plan_id: int,
    organisation_id: int,
    cells: Mapping[tuple[str, str], str],
    period_id: int | None = None,
    editable_columns: Iterable[str] = (),
    due_on: dt.date | None = None,
    letter_number: str = "",
    letter_text: str = "",
    format_version: int = 1,
) -> Dispatch:
    """Register a workbook that goes out, with every value as sent: (row code, column) → text.

    It takes the place of an older one to the same institution for the same plan and period, which is closed.
    """
    demand(actor, Action.DISPATCH)
    fetch(session, ActionPlan, plan_id)
    fetch(session, Organisation, organisation_id)
    _close_older(session, plan_id, organisation_id, period_id)
    dispatch = Dispatch(
        code=f"K-{secrets.token_hex(4).upper()}",
        plan_id=plan_id,
        organisation_id=organisation_id,
        period_id=period_id,
        editable_columns=",".join(editable_columns),
        due_on=due_on,
        letter_number=letter_number,
        letter_text=letter_text,
        format_version=format_version,
        sent_on=today(),
        created_at=now(),
        created_by=actor.account_id,
    )
    session.add(dispatch)
    session.flush()
    # cells are no statement of a person and have no history: at once, as forty matrices have 400,000; those that
    # went out empty, half of them, are known to be so by the rest of their row
    known = [
        {"dispatch_id": dispatch.id, "row_code": row_code, "column_key": column, "sent": text}
        for (row_code, column), text in cells.items()
        if text
    ]
    insert_at_once(session, DispatchCell, known)
    return dispatch


def _close_older(session: Session, plan_id: int, organisation_id: int, period_id: int | None) -> None:
    older = session.exec(
        select(Dispatch).where(
            Dispatch.plan_id == plan_id,
            Dispatch.organisation_id == organisation_id,
            Dispatch.period_id == period_id,
            Dispatch.state != DispatchState.CLOSED,
        )
    ).all()
    for dispatch in older:
        dispatch.state = DispatchState.CLOSED


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one institution: (row code, column) → the value as sent."""

    organisation_id: int
    cells: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Covering:
    """What is the same for everybody who gets a matrix: the question, the deadline and the letter."""

    plan_id: int
    period_id: int | None = None
    editable_columns: tuple[str, ...] = ()
    due_on: dt.date | None = None
    letter_number: str = ""
    letter_text: str = ""
    format_version: int = 1


def dispatch(session: Session, actor: Actor, parcels: Iterable[Parcel], covering: Covering) -> tuple[Dispatch, ...]:
    """Register the matrices of several institutions, all or none. Raises Invalid if there is nobody to send to."""
    demand(actor, Action.DISPATCH)
    if covering.period_id is not None:
        period = fetch(session, ReportingPeriod, covering.period_id)
        if period.plan_id != covering.plan_id:
            raise Invalid(N_("Periode ini bukan bagian dari rencana aksi yang dipilih."), field="period")
    letter_number = short_enough(covering.letter_number, "letter_number")
    letter_text = short_enough(covering.letter_text, "letter_text")
    sent = tuple(
        register_dispatch(
            session,
            actor,
            plan_id=covering.plan_id,
            organisation_id=parcel.organisation_id,
            cells=parcel.cells,
            period_id=covering.period_id,
            editable_columns=covering.editable_columns,
            due_on=covering.due_on,
            letter_number=letter_number,
            letter_text=letter_text,
            format_version=covering.format_version,
        )
        for parcel in parcels
    )
    if not sent:
        raise Invalid(N_("Pilih sedikitnya satu penerima."), field="recipients")
    return sent


def remember_accepted(session: Session, act: MatrixImport, accepted: Mapping[tuple[str, str], str]) -> None:
    """After a return was applied: what its sender is now known to say, and that the matrix came back.

    Kept among the cells of the import, so that undoing it also forgets what they said in it.
    """
    dispatch = fetch(session, Dispatch, act.dispatch_id)
    asked = select(DispatchCell.id, DispatchCell.row_code, DispatchCell.column_key, DispatchCell.accepted)
    where = DispatchCell.dispatch_id == dispatch.id
    missing = accepted.keys() - {(code, column) for _id, code, column, _said in session.exec(asked.where(where))}
    new = [{"dispatch_id": dispatch.id, "row_code": code, "column_key": column} for code, column in sorted(missing)]
    insert_at_once(session, DispatchCell, new)
    known = {(code, column): (key or 0, said) for key, code, column, said in session.exec(asked.where(where))}
    written, said_now = [], []
    for (row_code, column), text in accepted.items():
        key, before = known[row_code, column]
        written.append(Written("", "", row_code, column, "dispatch_cell", key, "accepted", text, before, text))
        if before != text:
            said_now.append({"id": key, "accepted": text})
    if said_now:
        session.execute(update(DispatchCell), said_now)
    if dispatch.state is DispatchState.OUT:
        dispatch.state = DispatchState.RETURNED
    session.flush()
    remember_cells(session, act, written)


def close_dispatch(session: Session, actor: Actor, dispatch_id: int) -> None:
    """No longer wait for this matrix."""
    demand(actor, Action.DISPATCH)
    fetch(session, Dispatch, dispatch_id).state = DispatchState.CLOSED
    session.flush()


def remember_mapping(
    session: Session, actor: Actor, fingerprint: str, mapping: Mapping[str, str | None], organisation_id: int | None
) -> None:
    """Keep how a sender's columns were understood (None: left out), for the next file with the same header."""
    demand(actor, Action.IMPORT, Subject(organisation_id))
    known = session.exec(
        select(ColumnMapping).where(
            ColumnMapping.fingerprint == fingerprint, ColumnMapping.organisation_id == organisation_id
        )
    ).first()
    row = known or ColumnMapping(
        fingerprint=fingerprint, organisation_id=organisation_id, mapping="", remembered_at=now()
    )
    row.mapping = json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)
    row.remembered_at = now()
    session.add(row)
    session.flush()

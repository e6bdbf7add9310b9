"""Matrices that came in and went out: the register, each import with its cells, and what a sender last said."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.problems import NotFound
from models.rules.access import Action, Actor, Subject, can
from models.tables.account import Account
from models.tables.exchange import ColumnMapping, Dispatch, DispatchCell, ImportedCell, MatrixImport
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.vocabulary import DispatchState, ImportState


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An applied workbook, as the register shows it."""

    id: int
    file_name: str
    sha256: str
    plan_code: str
    organisation: str
    received_on: dt.date
    applied_at: dt.datetime
    applied_by: str
    state: ImportState
    undone_at: dt.datetime | None
    new: int
    changed: int
    unchanged: int
    conflict: int
    refused: int


@dataclass(frozen=True, slots=True)
class CellRecord:
    """A value that an import wrote, with its cell."""

    sheet: str
    cell: str
    row_code: str
    column_key: str
    as_written: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class DispatchRecord:
    """A workbook that went out."""

    id: int
    code: str
    plan_id: int
    plan_code: str
    organisation_id: int
    organisation: str
    period_id: int | None
    sent_on: dt.date
    due_on: dt.date | None
    state: DispatchState


@dataclass(frozen=True, slots=True)
class CellSource:
    """Where a stored value came from: file, sheet and cell."""

    import_id: int
    file_name: str
    sha256: str
    sheet: str
    cell: str
    column_key: str
    received_on: dt.date
    as_written: str


def list_imports(session: Session, actor: Actor, *, plan_id: int | None = None) -> tuple[ImportRecord, ...]:
    """The imports the actor may know of, the latest first."""
    query = (
        select(MatrixImport, ActionPlan.code, Organisation, Account.name)
        .join(ActionPlan, col(ActionPlan.id) == MatrixImport.plan_id)
        .outerjoin(Organisation, col(Organisation.id) == MatrixImport.organisation_id)
        .outerjoin(Account, col(Account.id) == MatrixImport.applied_by)
        .order_by(col(MatrixImport.id).desc())
    )
    if plan_id is not None:
        query = query.where(MatrixImport.plan_id == plan_id)
    return tuple(
        ImportRecord(
            id=row.id or 0,
            file_name=row.file_name,
            sha256=row.sha256,
            plan_code=plan,
            organisation=organisation.short if row.organisation_id else "",
            received_on=row.received_on,
            applied_at=row.applied_at,
            applied_by=account or "",
            state=row.state,
            undone_at=row.undone_at,
            new=row.new_count,
            changed=row.changed_count,
            unchanged=row.unchanged_count,
            conflict=row.conflict_count,
            refused=row.refused_count,
        )
        for row, plan, organisation, account in session.exec(query).all()
        if can(actor, Action.IMPORT, Subject(row.organisation_id))
    )


def find_import(session: Session, actor: Actor, import_id: int) -> ImportRecord:
    """One import. Raises NotFound also for one the actor may not know of."""
    for record in list_imports(session, actor):
        if record.id == import_id:
            return record
    raise NotFound


def cells_of_import(session: Session, actor: Actor, import_id: int) -> tuple[CellRecord, ...]:
    """What an import wrote, in the order of the sheet's cells."""
    find_import(session, actor, import_id)
    rows = session.exec(
        select(ImportedCell)
        .where(ImportedCell.import_id == import_id, ImportedCell.cell != "")
        .order_by(col(ImportedCell.id))
    ).all()
    return tuple(
        CellRecord(
            row.sheet,
            row.cell,
            row.row_code,
            row.column_key,
            row.as_written,
            None if row.before is None else json.loads(row.before),
            None if row.after is None else json.loads(row.after),
        )
        for row in rows
    )


def sources_of(session: Session, table_name: str, row_ids: tuple[int, ...]) -> dict[tuple[int, str], CellSource]:
    """(row, field) → the cell its value last came from, for imports that still stand."""
    if not row_ids:
        return {}
    rows = session.exec(
        select(ImportedCell, MatrixImport)
        .join(MatrixImport, col(MatrixImport.id) == ImportedCell.import_id)
        .where(
            ImportedCell.table_name == table_name,
            col(ImportedCell.row_id).in_(row_ids),
            MatrixImport.state == ImportState.APPLIED,
            ImportedCell.cell != "",
        )
        .order_by(col(ImportedCell.id))
    ).all()
    return {
        (cell.row_id, cell.field): CellSource(
            act.id or 0,
            act.file_name,
            act.sha256,
            cell.sheet,
            cell.cell,
            cell.column_key,
            act.received_on,
            cell.as_written,
        )
        for cell, act in rows
    }


def find_dispatch(session: Session, actor: Actor, code: str) -> DispatchRecord | None:
    """The dispatch with this code, if the actor may answer it."""
    row = session.exec(
        select(Dispatch, ActionPlan.code, Organisation)
        .join(ActionPlan, col(ActionPlan.id) == Dispatch.plan_id)
        .join(Organisation, col(Organisation.id) == Dispatch.organisation_id)
        .where(Dispatch.code == code)
    ).first()
    if row is None or not can(actor, Action.IMPORT, Subject(row[0].organisation_id)):
        return None
    return _dispatch(*row)


def list_dispatches(session: Session, actor: Actor, *, plan_id: int | None = None) -> tuple[DispatchRecord, ...]:
    """What is out, with whom and since when, the latest first."""
    query = (
        select(Dispatch, ActionPlan.code, Organisation)
        .join(ActionPlan, col(ActionPlan.id) == Dispatch.plan_id)
        .join(Organisation, col(Organisation.id) == Dispatch.organisation_id)
        .order_by(col(Dispatch.id).desc())
    )
    if plan_id is not None:
        query = query.where(Dispatch.plan_id == plan_id)
    return tuple(
        _dispatch(*row)
        for row in session.exec(query).all()
        if can(actor, Action.IMPORT, Subject(row[0].organisation_id))
    )


def _dispatch(row: Dispatch, plan_code: str, organisation: Organisation) -> DispatchRecord:
    return DispatchRecord(
        row.id or 0,
        row.code,
        row.plan_id,
        plan_code,
        row.organisation_id,
        organisation.short,
        row.period_id,
        row.sent_on,
        row.due_on,
        row.state,
    )


def last_said(session: Session, dispatch_id: int) -> dict[tuple[str, str], str]:
    """(row code, column) → what the sender was last known to say: the value sent, then their last accepted value."""
    rows = session.exec(select(DispatchCell).where(DispatchCell.dispatch_id == dispatch_id)).all()
    return {(row.row_code, row.column_key): row.sent if row.accepted is None else row.accepted for row in rows}


def remembered_mapping(session: Session, fingerprint: str, organisation_id: int | None) -> dict[str, str]:
    """How this header was understood before, from this sender or, failing that, from anybody."""
    rows = session.exec(select(ColumnMapping).where(ColumnMapping.fingerprint == fingerprint)).all()
    own = [row for row in rows if row.organisation_id == organisation_id]
    for row in own or rows:
        mapping: dict[str, str] = json.loads(row.mapping)
        return mapping
    return {}

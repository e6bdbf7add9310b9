"""Matrices that came in and went out: the register, each import with its cells, and what a sender last said."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.problems import NotAllowed, NotFound
from models.queries.history_words import Words
from models.queries.matrix import MatrixData
from models.queries.plans import period_name, periods_of
from models.queries.progress import OrganisationName
from models.rules.access import Action, Actor, Subject, can
from models.rules.dispatching import SILENT, Awaited, days_overdue, standing
from models.rules.periods import Period, overlaps
from models.rules.status import COUNTED
from models.tables.account import Account
from models.tables.commitment import Commitment, MilestoneParty
from models.tables.exchange import ColumnMapping, DeclinedCell, Dispatch, DispatchCell, ImportedCell, MatrixImport
from models.tables.history import Change
from models.tables.organisation import Contact, Organisation
from models.tables.plan import ActionPlan
from models.tables.progress import Evidence
from models.vocabulary import Assessor, Completion, DispatchState, ImportState, OrganisationKind


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
class DeclinedRecord:
    """A value that was proposed and refused, with its cell and the reason."""

    sheet: str
    cell: str
    row_code: str
    column_key: str
    proposed: str
    kept: str
    reason: str


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
    #: keys of the columns its recipient may fill; others are locked in the workbook
    editable_columns: tuple[str, ...] = ()
    #: the code of the newer matrix that took its place
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class SentMatrix:
    """Everything a workbook that went out was made of, so that it can be made again, the same."""

    record: DispatchRecord
    organisation: OrganisationName
    letter_number: str
    letter_text: str
    format_version: int
    prepared_at: dt.datetime
    #: the address of whoever prepared it
    sender: str
    #: (row code, column) → the value as sent, in the order of the sheet; without cells that went out empty
    cells: dict[tuple[str, str], str] = field(repr=False)

    @property
    def row_codes(self) -> tuple[str, ...]:
        """The rows in the order of the sheet."""
        return tuple(dict.fromkeys(code for code, _column in self.cells))


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of the register: what is out, with whom, since when, and what came back."""

    record: DispatchRecord
    #: "B06 Tahun 2024"; empty for a plan without periods
    period: str
    letter_number: str
    rows: int
    standing: Awaited
    days_overdue: int
    #: applied returns of this matrix
    returns: int
    returned_on: dt.date | None
    #: values those returns brought
    new: int
    changed: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come back and something is expected."""
        return self.standing in SILENT


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


def declined_in_import(session: Session, actor: Actor, import_id: int) -> tuple[DeclinedRecord, ...]:
    """What a person refused of an import's file, and why."""
    find_import(session, actor, import_id)
    rows = session.exec(
        select(DeclinedCell).where(DeclinedCell.import_id == import_id).order_by(col(DeclinedCell.id))
    ).all()
    return tuple(DeclinedRecord(r.sheet, r.cell, r.row_code, r.column_key, r.proposed, r.kept, r.reason) for r in rows)


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
    row = session.exec(_dispatches().where(Dispatch.code == code)).first()
    if row is None or not can(actor, Action.IMPORT, Subject(row[0].organisation_id)):
        return None
    return _dispatch(*row)


def list_dispatches(session: Session, actor: Actor, *, plan_id: int | None = None) -> tuple[DispatchRecord, ...]:
    """What is out, with whom and since when, the latest first."""
    query = _dispatches().order_by(col(Dispatch.id).desc())
    if plan_id is not None:
        query = query.where(Dispatch.plan_id == plan_id)
    return tuple(
        _dispatch(*row)
        for row in session.exec(query).all()
        if can(actor, Action.IMPORT, Subject(row[0].organisation_id))
    )


def _dispatches() -> Any:
    """Dispatches with plan, institution and the code of the newest one for the same question, if that is another."""
    newest = aliased(Dispatch)
    newer = (
        select(newest.code)
        .where(
            newest.plan_id == Dispatch.plan_id,
            newest.organisation_id == Dispatch.organisation_id,
            func.coalesce(newest.period_id, 0) == func.coalesce(Dispatch.period_id, 0),
            col(newest.id) > col(Dispatch.id),
        )
        .order_by(col(newest.id).desc())
        .limit(1)
        .correlate(Dispatch)
        .scalar_subquery()
    )
    return (
        select(Dispatch, ActionPlan.code, Organisation, newer)
        .join(ActionPlan, col(ActionPlan.id) == Dispatch.plan_id)
        .join(Organisation, col(Organisation.id) == Dispatch.organisation_id)
    )


def _dispatch(row: Dispatch, plan_code: str, organisation: Organisation, newer: str | None) -> DispatchRecord:
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
        tuple(filter(None, row.editable_columns.split(","))),
        newer or "",
    )


def dispatch_register(
    session: Session, actor: Actor, today: dt.date, *, plan_id: int | None = None
) -> tuple[RegisterEntry, ...]:
    """What is out, with whom, since when, what came back and who is silent; the latest first. Raises NotAllowed."""
    if not can(actor, Action.DISPATCH):
        raise NotAllowed
    return _register(session, list_dispatches(session, actor, plan_id=plan_id), today)


def matrices_for(session: Session, actor: Actor, today: dt.date) -> tuple[RegisterEntry, ...]:
    """What an agency or CSO was sent and can still answer, the latest first; nothing for anybody else."""
    if actor.organisation_id is None:
        return ()
    own = [r for r in list_dispatches(session, actor) if r.organisation_id == actor.organisation_id]
    return _register(session, [r for r in own if r.state is not DispatchState.CLOSED], today)


def _register(session: Session, records: Sequence[DispatchRecord], today: dt.date) -> tuple[RegisterEntry, ...]:
    letters = dict(session.exec(select(Dispatch.id, Dispatch.letter_number)).all())
    periods = {p.id: p for plan in {r.plan_id for r in records} for p in periods_of(session, plan)}
    rows = dict(
        session.exec(
            select(DispatchCell.dispatch_id, func.count(func.distinct(DispatchCell.row_code)))
            .where(DispatchCell.sent != "")
            .group_by(col(DispatchCell.dispatch_id))
        ).all()
    )
    came_back = _returns(session)
    return tuple(
        RegisterEntry(
            record=record,
            period=period_name(periods[record.period_id]) if record.period_id in periods else "",
            letter_number=letters.get(record.id, ""),
            rows=rows.get(record.id, 0),
            standing=standing(record.state, record.due_on, today, superseded=bool(record.superseded_by)),
            days_overdue=days_overdue(record.due_on, today),
            **came_back.get(record.id, _NOTHING_CAME),
        )
        for record in records
    )


_NOTHING_CAME: dict[str, Any] = {"returns": 0, "returned_on": None, "new": 0, "changed": 0}


def _returns(session: Session) -> dict[int, dict[str, Any]]:
    """Dispatch → how often it came back, when last, and with how many values; undone imports do not count."""
    rows = session.execute(
        select_columns(
            col(MatrixImport.dispatch_id),
            func.count(),
            func.max(MatrixImport.received_on),
            func.sum(MatrixImport.new_count),
            func.sum(MatrixImport.changed_count),
        )
        .where(col(MatrixImport.dispatch_id).is_not(None), col(MatrixImport.state) == ImportState.APPLIED)
        .group_by(col(MatrixImport.dispatch_id))
    ).all()
    return {
        dispatch: {"returns": n, "returned_on": last, "new": int(new), "changed": int(changed)}
        for dispatch, n, last, new, changed in rows
        if dispatch is not None
    }


def sent_matrix(session: Session, actor: Actor, code: str) -> SentMatrix:
    """A matrix as it went out, for who sends them and for its recipient. Raises NotAllowed, NotFound."""
    sends = can(actor, Action.DISPATCH)
    if not sends and find_dispatch(session, actor, code) is None:
        raise NotAllowed
    found = session.exec(
        _dispatches()
        .add_columns(Account.email)
        .outerjoin(Account, col(Account.id) == Dispatch.created_by)
        .where(Dispatch.code == code)
    ).first()
    if found is None:
        raise NotFound
    row, plan_code, organisation, newer, email = found
    # as plain rows: ten thousand cells each, and forty of these at once
    cells = session.connection().execute(
        select(DispatchCell.row_code, DispatchCell.column_key, DispatchCell.sent)
        .where(DispatchCell.dispatch_id == row.id, DispatchCell.sent != "")
        .order_by(col(DispatchCell.id))
    )
    return SentMatrix(
        record=_dispatch(row, plan_code, organisation, newer),
        organisation=OrganisationName(
            organisation.id or 0, organisation.name, organisation.short, organisation.kind is OrganisationKind.CSO
        ),
        letter_number=row.letter_number,
        letter_text=row.letter_text,
        format_version=row.format_version,
        prepared_at=row.created_at,
        sender=(email or "") if sends else "",
        cells={(code, column): text for code, column, text in cells},
    )


def mailboxes(session: Session, actor: Actor) -> dict[int, str]:
    """Institution → its role mailbox. Addresses are for the secretariat's eyes: nobody else gets any."""
    if not can(actor, Action.SEE_PERSONAL):
        return {}
    rows = session.exec(
        select(Contact.organisation_id, Contact.email)
        .where(col(Contact.is_role_mailbox).is_(True), Contact.email != "")
        .order_by(col(Contact.id).desc())
    ).all()
    return dict(rows)


def not_yet_reported(data: MatrixData, period: Period) -> tuple[OrganisationName, ...]:
    """Who owes a report for a period and has handed in none, by name; product.md, "Duty to report"."""
    spoken = {(m, o) for (m, p, o), report in data.reports.items() if p == period.id and report.state in COUNTED}
    heard: dict[OrganisationName, bool] = {}
    with_milestones = {m.commitment.id for m in data.milestones}
    for commitment in data.commitments:
        if commitment.id not in with_milestones:
            heard.update((lead, heard.get(lead, False)) for lead in commitment.leads)
    for milestone in data.milestones:
        if milestone.cancelled or not overlaps(period, milestone.starts_on, milestone.due_on):
            continue
        if _completed_before(data, milestone.id, period):
            continue
        for o in milestone.responsible:
            heard[o] = heard.get(o, False) or (milestone.id, o.id) in spoken
    return tuple(sorted((o for o, spoke in heard.items() if not spoke), key=lambda o: o.short.casefold()))


def _completed_before(data: MatrixData, milestone_id: int, period: Period) -> bool:
    earlier = [p.id for p in data.periods if p < period]
    return any(
        report.completion is Completion.COMPLETE and report.state in COUNTED and report.assessor is Assessor.AGENCY
        for (m, p, _o), report in data.reports.items()
        if m == milestone_id and p in earlier
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a cell of a return proposes: whose word it is, about which period if any, against what stands."""

    organisation_id: int | None
    period_id: int | None
    row_code: str
    column_key: str
    said: str
    kept: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A person's no, with its reason and the day on which the file had come."""

    reason: str
    on: dt.date


def refusals(session: Session, plan_id: int) -> dict[Proposal, Refusal]:
    """What was refused in imports of a plan that still stand; the latest reason counts."""
    rows = session.exec(
        select(DeclinedCell, MatrixImport)
        .join(MatrixImport, col(MatrixImport.id) == DeclinedCell.import_id)
        .where(MatrixImport.plan_id == plan_id, MatrixImport.state == ImportState.APPLIED)
        .order_by(col(DeclinedCell.id))
    ).all()
    found = {}
    for r, act in rows:
        proposal = Proposal(r.organisation_id, r.period_id, r.row_code, r.column_key, r.said, r.kept)
        found[proposal] = Refusal(r.reason, act.received_on)
    return found


def last_said(session: Session, dispatch_id: int) -> dict[tuple[str, str], str]:
    """(row code, column) → what the sender was last known to say: the value sent, then their last accepted value.

    Without empty ones: a cell that is not among those of its row says nothing.
    """
    rows = session.connection().execute(
        select(DispatchCell.row_code, DispatchCell.column_key, DispatchCell.sent, DispatchCell.accepted).where(
            DispatchCell.dispatch_id == dispatch_id
        )
    )
    return {
        (code, column): said
        for code, column, sent, accepted in rows
        if (said := sent if accepted is None else accepted)
    }


@dataclass(frozen=True, slots=True)
class Remembered:
    """How a header was understood once: title → column key, None for a column that was left out."""

    mapping: dict[str, str | None]
    #: the sender it was remembered for; empty where the reader may not know, or nobody was named
    organisation: str
    remembered_at: dt.datetime


def remembered_mapping(session: Session, fingerprint: str, organisation_id: int | None) -> dict[str, str | None]:
    """How this header was understood before, from this sender or, failing that, from anybody."""
    found = _remembered(session, fingerprint, organisation_id)
    return {} if found is None else dict(json.loads(found.mapping))


def find_remembered(
    session: Session, actor: Actor, fingerprint: str, organisation_id: int | None = None
) -> Remembered | None:
    """The same with whose file taught it and when."""
    found = _remembered(session, fingerprint, organisation_id)
    if found is None:
        return None
    sender = session.get(Organisation, found.organisation_id) if found.organisation_id else None
    known = sender is not None and can(actor, Action.IMPORT, Subject(sender.id))
    return Remembered(json.loads(found.mapping), sender.short if sender and known else "", found.remembered_at)


def _remembered(session: Session, fingerprint: str, organisation_id: int | None) -> ColumnMapping | None:
    """This sender's own, else the latest from anybody."""
    rows = session.exec(
        select(ColumnMapping)
        .where(ColumnMapping.fingerprint == fingerprint)
        .order_by(col(ColumnMapping.remembered_at).desc(), col(ColumnMapping.id).desc())
    ).all()
    own = [row for row in rows if row.organisation_id == organisation_id]
    return next(iter(own or rows), None)


def commitment_titles(session: Session) -> dict[str, frozenset[str]]:
    """Plan → the titles of its commitments in both languages, for telling which plan a workbook speaks of."""
    rows = session.exec(
        select(ActionPlan.code, Commitment.title_id, Commitment.title_en).join(
            Commitment, col(Commitment.plan_id) == ActionPlan.id
        )
    ).all()
    titles: dict[str, set[str]] = {}
    for code, *both in rows:
        titles.setdefault(code, set()).update(title for title in both if title)
    return {code: frozenset(found) for code, found in titles.items()}


@dataclass(frozen=True, slots=True)
class LastWord:
    """Who wrote a value, when, and from which file and cell if it came in one."""

    at: dt.datetime
    who: str
    file_name: str = ""
    cell: str = ""


def who_wrote(session: Session, actor: Actor, milestone_id: int, field: str) -> LastWord | None:
    """Whose value of a milestone an import would overwrite; without a field who answers for it."""
    query = select(Change).order_by(col(Change.id).desc())
    if field:
        query = query.where(Change.table_name == "milestone", Change.row_id == milestone_id, Change.field == field)
    else:
        parties = select(MilestoneParty.id).where(MilestoneParty.milestone_id == milestone_id)
        query = query.where(Change.table_name == "milestone_party", col(Change.row_id).in_(parties))
    change = session.exec(query).first()
    if change is None:
        return None
    place = change.source if isinstance(change.source, dict) else {}
    cell = "!".join(str(place[part]) for part in ("sheet", "cell") if place.get(part))
    who = Words(session, actor).who(change.actor_role, change.account_id)
    return LastWord(change.at, who, str(place.get("file", "")), cell)


def last_accepted(session: Session, dispatch_id: int, row_code: str, column_key: str) -> dt.date | None:
    """The day of receipt of the return in which a sender's cell was last accepted; None: it is as it was sent."""
    return session.exec(
        select(col(MatrixImport.received_on))
        .join(ImportedCell, col(ImportedCell.import_id) == MatrixImport.id)
        .join(DispatchCell, col(DispatchCell.id) == ImportedCell.row_id)
        .where(
            ImportedCell.table_name == "dispatch_cell",
            DispatchCell.dispatch_id == dispatch_id,
            DispatchCell.row_code == row_code,
            DispatchCell.column_key == column_key,
            MatrixImport.state == ImportState.APPLIED,
        )
        .order_by(col(MatrixImport.id).desc())
    ).first()


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """An evidence file that came with an import."""

    evidence_id: int
    row_code: str
    file_name: str


def files_of_import(session: Session, actor: Actor, import_id: int) -> tuple[AttachedFile, ...]:
    """The evidence files that an import brought and that still stand."""
    find_import(session, actor, import_id)
    rows = session.exec(
        select(ImportedCell.row_code, Evidence.id, Evidence.file_name)
        .join(Evidence, col(Evidence.id) == ImportedCell.row_id)
        .where(
            ImportedCell.import_id == import_id,
            ImportedCell.table_name == "evidence",
            ImportedCell.field == "sha256",
            col(Evidence.withdrawn).is_(False),
        )
        .order_by(col(ImportedCell.id))
    ).all()
    return tuple(AttachedFile(evidence_id or 0, code, name) for code, evidence_id, name in rows)

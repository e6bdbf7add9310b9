"""What the secretariat edits of a plan: its settings, periods, commitments, measures and milestones, with the versions
that guard each form. For those who may edit the plan only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from models.problems import NotAllowed, NotFound
from models.queries.plans import PlanRecord, find_plan
from models.rules.access import Action, Actor, can
from models.rules.periods import Period, intake
from models.tables.commitment import (
    Commitment,
    CommitmentLineage,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import IrmAssessment, ProgressReport
from models.vocabulary import Existence, LineageKind, PartyRole, PeriodState, Reporter


@dataclass(frozen=True, slots=True)
class PeriodEntry:
    """A period with when it takes reports, and what already hangs on it."""

    id: int
    version: int
    code: str
    year: int
    starts_on: dt.date
    ends_on: dt.date
    due_on: dt.date
    opens_on: dt.date | None
    closed_on: dt.date | None
    state: PeriodState
    reports: int
    targets: int

    @property
    def period(self) -> Period:
        return Period(self.ends_on, self.starts_on, self.due_on, self.code, self.year, self.id)


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in the list of those that are being entered, with what it lacks."""

    id: int
    code: str
    number: int | None
    title: str
    cancelled: bool
    leads: int
    measures: int
    milestones: int
    without_due: int
    without_responsible: int


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan as it is edited."""

    plan: PlanRecord
    #: the fields of the form as stored
    values: Mapping[str, Any]
    periods: tuple[PeriodEntry, ...]
    commitments: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True)
class WordingEntry:
    """The current sentence of one side."""

    id: int
    reporter: Reporter
    text_id: str
    text_en: str
    edition: int


@dataclass(frozen=True, slots=True)
class InterimEntry:
    """What a milestone should have reached by the end of a period."""

    version: int
    text: str
    percent: float | None


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """A milestone in the list below its measure."""

    id: int
    version: int
    row_code: str
    activity: str
    target_text: str
    starts_on: dt.date | None
    due_on: dt.date | None
    due_text: str
    weight: float
    cancelled: bool
    responsible: tuple[int, ...]
    #: by period
    interim: Mapping[int, InterimEntry]

    @property
    def title(self) -> str:
        return self.activity or self.target_text


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure with the sentences of each side and its milestones."""

    id: int
    version: int
    number: int
    cancelled: bool
    wordings: tuple[WordingEntry, ...]
    milestones: tuple[MilestoneEntry, ...]

    def worded_by(self, reporter: Reporter) -> tuple[WordingEntry, ...]:
        """The current sentences of one side."""
        return tuple(w for w in self.wordings if w.reporter is reporter)


@dataclass(frozen=True, slots=True)
class LineageEntry:
    """An earlier commitment that this one follows from."""

    id: int
    code: str
    title: str
    kind: LineageKind
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class IrmEntry:
    """What the IRM states, with the commitment it is about ("" for the whole plan)."""

    id: int
    commitment_code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """A commitment as it is edited."""

    id: int
    version: int
    plan: PlanRecord
    code: str
    title: str
    cancelled: bool
    values: Mapping[str, Any]
    parties: Mapping[PartyRole, tuple[int, ...]]
    lineage: tuple[LineageEntry, ...]
    measures: tuple[MeasureEntry, ...]
    periods: tuple[PeriodEntry, ...]


def plan_entry(session: Session, actor: Actor, code: str, today: dt.date) -> PlanEntry:
    """One plan with everything that is edited of it. Raises NotAllowed, NotFound."""
    _demand(actor)
    record = find_plan(session, actor, code)
    row = session.get_one(ActionPlan, record.id)
    return PlanEntry(
        record, row.model_dump(), periods_entry(session, actor, record.id, today), _list(session, record.id)
    )


def periods_entry(session: Session, actor: Actor, plan_id: int, today: dt.date) -> tuple[PeriodEntry, ...]:
    """A plan's periods in the order of time. Raises NotAllowed."""
    _demand(actor)
    rows = session.exec(
        select(ReportingPeriod)
        .where(ReportingPeriod.plan_id == plan_id)
        .order_by(col(ReportingPeriod.ends_on), col(ReportingPeriod.id))
    ).all()
    ids = [row.id or 0 for row in rows]
    reports = _counts(session, ProgressReport.period_id, ids)
    targets = _counts(session, MilestoneTarget.period_id, ids)
    return tuple(
        PeriodEntry(
            id=row.id or 0,
            version=row.version,
            code=row.code,
            year=row.year,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            due_on=row.due_on,
            opens_on=row.opens_on,
            closed_on=row.closed_on,
            state=intake(row.opens_on, row.closed_on, today),
            reports=reports.get(row.id or 0, 0),
            targets=targets.get(row.id or 0, 0),
        )
        for row in rows
    )


def commitment_entry(session: Session, actor: Actor, code: str, today: dt.date) -> CommitmentEntry:
    """One commitment with everything that is edited of it. Raises NotAllowed, NotFound."""
    _demand(actor)
    row = session.exec(select(Commitment).where(Commitment.code == code.strip().upper())).first()
    if row is None or row.id is None:
        raise NotFound
    plan = find_plan(session, actor, session.get_one(ActionPlan, row.plan_id).code)
    parties: dict[PartyRole, list[int]] = defaultdict(list)
    for party in session.exec(
        select(CommitmentParty)
        .where(CommitmentParty.commitment_id == row.id)
        .order_by(col(CommitmentParty.position), col(CommitmentParty.id))
    ):
        parties[party.role].append(party.organisation_id)
    return CommitmentEntry(
        id=row.id,
        version=row.version,
        plan=plan,
        code=row.code,
        title=row.title,
        cancelled=row.state is Existence.CANCELLED,
        values=row.model_dump(),
        parties={role: tuple(parties[role]) for role in PartyRole},
        lineage=_lineage(session, row.id),
        measures=_measures(session, row.id),
        periods=periods_entry(session, actor, row.plan_id, today),
    )


def irm_entries(session: Session, actor: Actor, plan_id: int) -> tuple[IrmEntry, ...]:
    """What the IRM states of a plan and its commitments, the plan first. Raises NotAllowed."""
    _demand(actor)
    rows = session.exec(
        select(IrmAssessment, Commitment)
        .outerjoin(Commitment, col(Commitment.id) == IrmAssessment.commitment_id)
        .where(IrmAssessment.plan_id == plan_id)
        .order_by(col(Commitment.number).nulls_first(), col(IrmAssessment.id))
    ).all()
    ordered = sorted(rows, key=lambda pair: (pair[0].commitment_id is not None,))
    return tuple(
        IrmEntry(row.id or 0, "" if row.commitment_id is None else commitment.code, row.model_dump())
        for row, commitment in ordered
    )


def _demand(actor: Actor) -> None:
    if not can(actor, Action.EDIT_PLAN):
        raise NotAllowed


def _counts(session: Session, column: Any, ids: Sequence[int]) -> dict[int, int]:
    rows = session.exec(select(column, func.count()).where(col(column).in_(ids)).group_by(column)).all()
    return dict(rows)


def _list(session: Session, plan_id: int) -> tuple[CommitmentRow, ...]:
    rows = session.exec(
        select(Commitment)
        .where(Commitment.plan_id == plan_id)
        .order_by(col(Commitment.number).nulls_last(), col(Commitment.code))
    ).all()
    ids = [row.id or 0 for row in rows]
    leads = _by_commitment(
        session,
        select(CommitmentParty.commitment_id, func.count())
        .where(col(CommitmentParty.commitment_id).in_(ids), CommitmentParty.role == PartyRole.LEAD)
        .group_by(col(CommitmentParty.commitment_id)),
    )
    measures = _by_commitment(
        session,
        select(SuccessMeasure.commitment_id, func.count())
        .where(col(SuccessMeasure.commitment_id).in_(ids), SuccessMeasure.state == Existence.ACTIVE)
        .group_by(col(SuccessMeasure.commitment_id)),
    )
    milestones = (
        select(SuccessMeasure.commitment_id, func.count())
        .join(Milestone, col(Milestone.measure_id) == SuccessMeasure.id)
        .where(col(SuccessMeasure.commitment_id).in_(ids), Milestone.state == Existence.ACTIVE)
        .group_by(col(SuccessMeasure.commitment_id))
    )
    answered = select(MilestoneParty.milestone_id)
    total = _by_commitment(session, milestones)
    without_due = _by_commitment(session, milestones.where(col(Milestone.due_on).is_(None)))
    without_responsible = _by_commitment(session, milestones.where(col(Milestone.id).not_in(answered)))
    return tuple(
        CommitmentRow(
            id=row.id or 0,
            code=row.code,
            number=row.number,
            title=row.title,
            cancelled=row.state is Existence.CANCELLED,
            leads=leads.get(row.id or 0, 0),
            measures=measures.get(row.id or 0, 0),
            milestones=total.get(row.id or 0, 0),
            without_due=without_due.get(row.id or 0, 0),
            without_responsible=without_responsible.get(row.id or 0, 0),
        )
        for row in rows
    )


def _by_commitment(session: Session, query: Any) -> dict[int, int]:
    return dict(session.exec(query).all())


def _lineage(session: Session, commitment_id: int) -> tuple[LineageEntry, ...]:
    rows = session.exec(
        select(CommitmentLineage, Commitment)
        .join(Commitment, col(Commitment.id) == CommitmentLineage.earlier_id)
        .where(CommitmentLineage.later_id == commitment_id)
        .order_by(col(Commitment.code))
    ).all()
    return tuple(
        LineageEntry(line.id or 0, earlier.code, earlier.title, line.kind, line.note, line.source)
        for line, earlier in rows
    )


def _measures(session: Session, commitment_id: int) -> tuple[MeasureEntry, ...]:
    rows = session.exec(
        select(SuccessMeasure).where(SuccessMeasure.commitment_id == commitment_id).order_by(col(SuccessMeasure.number))
    ).all()
    ids = [row.id for row in rows]
    wordings: dict[int, list[WordingEntry]] = defaultdict(list)
    for w in session.exec(
        select(MeasureWording)
        .where(col(MeasureWording.measure_id).in_(ids), col(MeasureWording.is_current).is_(True))
        .order_by(col(MeasureWording.position))
    ):
        wordings[w.measure_id].append(WordingEntry(w.id or 0, w.reporter, w.text_id, w.text_en, w.edition))
    milestones = session.exec(
        select(Milestone).where(col(Milestone.measure_id).in_(ids)).order_by(col(Milestone.number))
    ).all()
    own = [m.id for m in milestones]
    responsible: dict[int, list[int]] = defaultdict(list)
    for party in session.exec(
        select(MilestoneParty).where(col(MilestoneParty.milestone_id).in_(own)).order_by(col(MilestoneParty.position))
    ):
        responsible[party.milestone_id].append(party.organisation_id)
    interim: dict[int, dict[int, InterimEntry]] = defaultdict(dict)
    for target in session.exec(select(MilestoneTarget).where(col(MilestoneTarget.milestone_id).in_(own))):
        interim[target.milestone_id][target.period_id] = InterimEntry(target.version, target.text, target.percent)
    below: dict[int, list[MilestoneEntry]] = defaultdict(list)
    for m in milestones:
        key = m.id or 0
        below[m.measure_id].append(
            MilestoneEntry(
                id=key,
                version=m.version,
                row_code=m.row_code,
                activity=m.activity,
                target_text=m.target_text,
                starts_on=m.starts_on,
                due_on=m.due_on,
                due_text=m.due_text,
                weight=m.weight,
                cancelled=m.state is Existence.CANCELLED,
                responsible=tuple(responsible[key]),
                interim=interim[key],
            )
        )
    return tuple(
        MeasureEntry(
            id=row.id or 0,
            version=row.version,
            number=row.number,
            cancelled=row.state is Existence.CANCELLED,
            wordings=tuple(wordings[row.id or 0]),
            milestones=tuple(below[row.id or 0]),
        )
        for row in rows
    )

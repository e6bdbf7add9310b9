"""Everything that stands in the matrix of a plan: what the writer puts into a workbook and what a workbook that
comes in is compared with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.queries.plans import PlanRecord, periods_of
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, Subject, can
from models.rules.periods import Period
from models.rules.status import COUNTED
from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    SuccessMeasure,
)
from models.tables.meeting import WordingChange
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import (
    Assessor,
    Completion,
    Existence,
    PartyRole,
    Precision,
    Reporter,
    ReportState,
    Visibility,
    WordingState,
)


@dataclass(frozen=True, slots=True)
class StoredCommitment:
    """A commitment with its parties, as the matrix names it."""

    id: int
    code: str
    number: int | None
    title_id: str
    title_en: str
    theme: str
    leads: tuple[OrganisationName, ...]
    supporting: tuple[OrganisationName, ...]
    partners: tuple[OrganisationName, ...]

    @property
    def title(self) -> str:
        return self.title_id or self.title_en

    @property
    def party_ids(self) -> frozenset[int]:
        return frozenset(o.id for o in (*self.leads, *self.supporting, *self.partners))


@dataclass(frozen=True, slots=True)
class StoredMeasure:
    """A success measure with its current sentences by who words it."""

    id: int
    commitment_id: int
    number: int
    wordings: tuple[tuple[Reporter, str], ...]

    def wording_for(self, *, cso: bool) -> str:
        """The sentence as this side words it, else the other's; one measure may have two."""
        preferred = (
            (Reporter.CSO, Reporter.PLAN, Reporter.AGENCY) if cso else (Reporter.AGENCY, Reporter.PLAN, Reporter.CSO)
        )
        for reporter in preferred:
            sentences = [text for who, text in self.wordings if who is reporter]
            if sentences:
                return "\n".join(sentences)
        return ""


@dataclass(frozen=True, slots=True)
class StoredMilestone:
    """A milestone as it stands."""

    id: int
    version: int
    row_code: str
    measure: StoredMeasure
    commitment: StoredCommitment
    activity: str
    target_text: str
    starts_on: dt.date | None
    start_text: str
    start_precision: Precision | None
    due_on: dt.date | None
    due_text: str
    due_precision: Precision | None
    responsible: tuple[OrganisationName, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it stands, whatever its state."""

    id: int
    version: int
    milestone_id: int
    period_id: int
    organisation: OrganisationName
    assessor: Assessor
    percent: float | None
    completion: Completion | None
    status_text: str
    achievement: str
    obstacle: str
    next_step: str
    notes: str
    state: ReportState
    published: bool
    received_on: dt.date | None
    evidence: tuple[str, ...]


ReportKeyTuple = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MatrixData:
    """The matrix of a plan as one actor may see it."""

    plan: PlanRecord
    periods: tuple[Period, ...]
    commitments: tuple[StoredCommitment, ...]
    milestones: tuple[StoredMilestone, ...]
    #: (milestone, period, organisation) → report
    reports: dict[ReportKeyTuple, StoredReport]
    organisations: dict[int, OrganisationName]
    #: (measure, sentence) that waits for a decision
    proposed_wordings: frozenset[tuple[int, str]] = frozenset()

    def by_code(self) -> dict[str, StoredMilestone]:
        """Row code → milestone."""
        return {m.row_code: m for m in self.milestones}


def matrix_data(session: Session, actor: Actor, plan: PlanRecord) -> MatrixData:
    """Everything of a plan's matrix in a few statements."""
    names = organisation_names(session)
    commitments = _commitments(session, plan.id, names)
    measures = _measures(session, plan.id)
    return MatrixData(
        plan=plan,
        periods=periods_of(session, plan.id),
        commitments=tuple(commitments.values()),
        milestones=_milestones(session, plan.id, names, commitments, measures),
        reports=_reports(session, actor, plan.id, names),
        organisations=names,
        proposed_wordings=_proposed_wordings(session, plan.id),
    )


def _proposed_wordings(session: Session, plan_id: int) -> frozenset[tuple[int, str]]:
    rows = session.exec(
        select(WordingChange.measure_id, WordingChange.after)
        .join(SuccessMeasure, col(SuccessMeasure.id) == WordingChange.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id, WordingChange.state == WordingState.PROPOSED)
    )
    return frozenset((measure_id, after) for measure_id, after in rows)


def _commitments(session: Session, plan_id: int, names: dict[int, OrganisationName]) -> dict[int, StoredCommitment]:
    roles: dict[tuple[int, PartyRole], list[OrganisationName]] = defaultdict(list)
    parties = session.exec(
        select(CommitmentParty)
        .join(Commitment, col(Commitment.id) == CommitmentParty.commitment_id)
        .where(Commitment.plan_id == plan_id)
        .order_by(col(CommitmentParty.position), col(CommitmentParty.id))
    )
    for party in parties:
        roles[party.commitment_id, party.role].append(names[party.organisation_id])
    rows = session.exec(
        select(Commitment).where(Commitment.plan_id == plan_id).order_by(col(Commitment.number), col(Commitment.code))
    )
    return {
        row.id or 0: StoredCommitment(
            id=row.id or 0,
            code=row.code,
            number=row.number,
            title_id=row.title_id,
            title_en=row.title_en,
            theme=row.theme,
            leads=tuple(roles[row.id or 0, PartyRole.LEAD]),
            supporting=tuple(roles[row.id or 0, PartyRole.SUPPORTING]),
            partners=tuple(roles[row.id or 0, PartyRole.PARTNER]),
        )
        for row in rows
    }


def _measures(session: Session, plan_id: int) -> dict[int, StoredMeasure]:
    wordings: dict[int, list[tuple[Reporter, str]]] = defaultdict(list)
    sentences = session.exec(
        select(MeasureWording)
        .join(SuccessMeasure, col(SuccessMeasure.id) == MeasureWording.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id, col(MeasureWording.is_current).is_(True))
        .order_by(col(MeasureWording.position))
    )
    for sentence in sentences:
        wordings[sentence.measure_id].append((sentence.reporter, sentence.text))
    rows = session.exec(
        select(SuccessMeasure)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id)
    )
    return {
        row.id or 0: StoredMeasure(row.id or 0, row.commitment_id, row.number, tuple(wordings[row.id or 0]))
        for row in rows
    }


def _milestones(
    session: Session,
    plan_id: int,
    names: dict[int, OrganisationName],
    commitments: dict[int, StoredCommitment],
    measures: dict[int, StoredMeasure],
) -> tuple[StoredMilestone, ...]:
    responsible: dict[int, list[OrganisationName]] = defaultdict(list)
    parties = session.exec(
        select(MilestoneParty)
        .join(Milestone, col(Milestone.id) == MilestoneParty.milestone_id)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id)
        .order_by(col(MilestoneParty.position))
    )
    for party in parties:
        responsible[party.milestone_id].append(names[party.organisation_id])
    rows = session.exec(
        select(Milestone)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id)
        .order_by(col(Commitment.number), col(Commitment.code), col(SuccessMeasure.number), col(Milestone.number))
    )
    return tuple(
        StoredMilestone(
            id=row.id or 0,
            version=row.version,
            row_code=row.row_code,
            measure=measures[row.measure_id],
            commitment=commitments[measures[row.measure_id].commitment_id],
            activity=row.activity,
            target_text=row.target_text,
            starts_on=row.starts_on,
            start_text=row.start_text,
            start_precision=row.start_precision,
            due_on=row.due_on,
            due_text=row.due_text,
            due_precision=row.due_precision,
            responsible=tuple(responsible[row.id or 0]),
            cancelled=row.state is Existence.CANCELLED,
        )
        for row in rows
    )


def _reports(
    session: Session, actor: Actor, plan_id: int, names: dict[int, OrganisationName]
) -> dict[ReportKeyTuple, StoredReport]:
    links: dict[int, list[str]] = defaultdict(list)
    evidence = select(Evidence).where(col(Evidence.withdrawn).is_(False), Evidence.url != "").order_by(col(Evidence.id))
    for item in session.exec(evidence):
        if item.visibility is Visibility.PUBLIC or can(actor, Action.SEE_INTERNAL):
            links[item.report_id].append(item.url)
    rows = session.exec(
        select(ProgressReport)
        .join(Milestone, col(Milestone.id) == ProgressReport.milestone_id)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan_id)
    )
    return {
        (row.milestone_id, row.period_id, row.organisation_id): StoredReport(
            id=row.id or 0,
            version=row.version,
            milestone_id=row.milestone_id,
            period_id=row.period_id,
            organisation=names[row.organisation_id],
            assessor=row.assessor,
            percent=row.percent,
            completion=row.completion,
            status_text=row.status_text,
            achievement=row.achievement,
            obstacle=row.obstacle,
            next_step=row.next_step,
            notes=row.notes,
            state=row.state,
            published=row.published,
            received_on=row.received_on,
            evidence=tuple(links[row.id or 0]),
        )
        for row in rows
        if row.assessor is not Assessor.SECRETARIAT and _may_see(actor, row)
    }


def _may_see(actor: Actor, row: ProgressReport) -> bool:
    subject = Subject(row.organisation_id, row.assessor)
    if row.state in COUNTED:
        public = row.published if row.assessor is Assessor.CSO else row.state is ReportState.VERIFIED
        return public or can(actor, Action.SEE_SUBMITTED, subject)
    return can(actor, Action.SEE_DRAFT, subject) or can(actor, Action.IMPORT)

"""One reporter's desk: what its organisation is asked for a period, what it has said so far, and what others said.

Only ever about the actor's own organisation. Drafts of others never come near it: reports are read through
``reports_on``, which narrows by what the actor may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlmodel import Session, col, or_, select

from models.problems import NotAllowed
from models.queries.commitments import ReportRecord, reports_on
from models.queries.plans import PlanRecord
from models.queries.progress import (
    CommitmentPicture,
    MilestonePicture,
    OrganisationName,
    PlanPicture,
    organisation_names,
)
from models.queries.worklist import Remark, Reporter, Yardstick, reporter_of
from models.rules.access import Actor
from models.rules.periods import Period, intake, overlaps
from models.rules.status import COUNTED, MilestoneFacts, Target, target_percent
from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import ProgressReport
from models.vocabulary import Assessor, Completion, Light, PeriodState, ReportState, Role


class Stage(StrEnum):
    """How far the answer for one milestone has come."""

    EMPTY = "empty"
    #: something is written, not sent, and still lacks something
    DRAFT = "draft"
    #: written and complete, not sent
    READY = "ready"
    RETURNED = "returned"
    SENT = "sent"
    VERIFIED = "verified"


class Lack(StrEnum):
    """What stands between a draft and its sending."""

    NOTHING_SAID = "nothing_said"
    OBSTACLE = "obstacle"


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when agencies and CSOs may report on a period; None is no limit."""

    opens_on: dt.date | None = None
    closed_on: dt.date | None = None

    def state(self, today: dt.date) -> PeriodState:
        return intake(self.opens_on, self.closed_on, today)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One milestone that the organisation reports on or assesses, for one period."""

    commitment: CommitmentPicture
    milestone: MilestonePicture
    reporter: Reporter
    yardstick: Yardstick
    #: what this period asks for in words, if that was written down
    period_text: str
    #: the report is owed: the organisation answers for the milestone, and it is not complete yet
    owed: bool
    #: the organisation answers for the milestone, so that its report becomes public by verification
    answers: bool
    report: ReportRecord | None
    #: the version of the row that stands, readable or not; 0 says that there is none
    version: int
    before: ReportRecord | None
    others: tuple[ReportRecord, ...]

    @property
    def row_code(self) -> str:
        return self.milestone.row_code

    @property
    def period(self) -> Period:
        return self.yardstick.period

    @property
    def target(self) -> float | None:
        """The percentage the period asks for."""
        return target_percent(self.yardstick.facts, self.period)

    @property
    def hidden(self) -> bool:
        """Something stands that was taken back: what is saved replaces all of it."""
        return self.report is None and self.version > 0

    @property
    def sent(self) -> bool:
        return self.report is not None and self.report.state in COUNTED

    @property
    def returned_because(self) -> str:
        """Why the report came back, also while it is being mended; empty if it did not."""
        if self.report is None or self.report.state not in (ReportState.RETURNED, ReportState.DRAFT):
            return ""
        return self.report.verdict_note

    def remarks(self, day: dt.date) -> tuple[Remark, ...]:
        """What to point out about the report as it stands."""
        report = self.report
        if report is None:
            return ()
        return self.yardstick.remarks(
            self.reporter.assessor,
            report.percent,
            report.completion,
            obstacle=report.obstacle,
            has_evidence=bool(report.evidence),
            day=day,
        )

    def lacks(self, day: dt.date) -> tuple[Lack, ...]:
        """What must be added before it can be sent."""
        report = self.report
        if report is None or not says_something(report.percent, report.completion, report.achievement):
            return (Lack.NOTHING_SAID,)
        return (Lack.OBSTACLE,) if Remark.OBSTACLE_MISSING in self.remarks(day) else ()

    def stage(self, day: dt.date) -> Stage:
        """How far it has come."""
        if self.report is None:
            return Stage.EMPTY
        if self.report.state is ReportState.DRAFT:
            return Stage.DRAFT if self.lacks(day) else Stage.READY
        return _STAGES[self.report.state]


_STAGES = {
    ReportState.RETURNED: Stage.RETURNED,
    ReportState.SUBMITTED: Stage.SENT,
    ReportState.VERIFIED: Stage.VERIFIED,
}


def says_something(percent: float | None, completion: Completion | None, achievement: str) -> bool:
    """Whether there is anything to send: a percentage, a level or words."""
    return percent is not None or completion is not None or bool(achievement.strip())


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything one contact person has to do for a period of a plan."""

    plan: PlanRecord
    period: Period
    window: Window
    organisation: OrganisationName
    assessor: Assessor
    rows: tuple[DeskRow, ...]
    #: commitments the organisation leads that have nothing to report on yet
    without_milestones: tuple[CommitmentPicture, ...] = field(default=())

    @property
    def asked(self) -> tuple[DeskRow, ...]:
        """What counts as the work of this period; the rest may be reported as well."""
        return tuple(row for row in self.rows if row.owed)

    @property
    def sent(self) -> tuple[DeskRow, ...]:
        """What of it is done."""
        return tuple(row for row in self.asked if row.sent)

    def at(self, stage: Stage, day: dt.date) -> tuple[DeskRow, ...]:
        """The rows that have come this far, asked for or not."""
        return tuple(row for row in self.rows if row.stage(day) is stage)


def own_assessor(actor: Actor) -> Assessor:
    """In which assessment somebody reports. Raises NotAllowed for who reports for no organisation."""
    assessor = {Role.AGENCY: Assessor.AGENCY, Role.CSO: Assessor.CSO}.get(actor.role)
    if assessor is None or actor.organisation_id is None:
        raise NotAllowed
    return assessor


def reporting_desk(session: Session, actor: Actor, picture: PlanPicture, period: Period) -> Desk:
    """What the actor's organisation reports on, as of today. Raises NotAllowed.

    An agency owes what it answers for (product.md, "Duty to report"); a CSO is asked for its view of every milestone
    of the commitments that it is a party of.
    """
    assessor = own_assessor(actor)
    own = organisation_names(session)[actor.organisation_id or 0]
    involved = [
        (commitment, milestone)
        for commitment, milestone in picture.milestones
        if milestone.standing.light is not Light.CANCELLED and _involved(own, commitment, milestone)
    ]
    ids = tuple(milestone.id for _, milestone in involved)
    periods = {p.id: p for p in picture.periods}
    spans = {row.id: row for row in session.exec(select(Milestone).where(col(Milestone.id).in_(ids)))}
    targets: dict[int, dict[int, MilestoneTarget]] = {}
    for target in session.exec(select(MilestoneTarget).where(col(MilestoneTarget.milestone_id).in_(ids))):
        targets.setdefault(target.milestone_id, {})[target.period_id] = target
    reports = reports_on(session, actor, ids, periods)
    versions = _versions(session, ids, period, own.id, assessor)
    reporter = Reporter(own, assessor)
    rows = []
    for commitment, milestone in involved:
        span = spans[milestone.id]
        said = [r for r in reports if r.milestone_id == milestone.id]
        mine = {r.period: r for r in said if reporter_of(r) == reporter}
        if period not in mine and not overlaps(period, span.starts_on, span.due_on):
            continue
        asked = targets.get(milestone.id, {})
        facts = MilestoneFacts(
            span.starts_on, span.due_on, targets=tuple(Target(periods[key], t.percent) for key, t in asked.items())
        )
        answers = own in (milestone.responsible or commitment.leads)
        rows.append(
            DeskRow(
                commitment=commitment,
                milestone=milestone,
                reporter=reporter,
                yardstick=Yardstick(facts, period, picture.periods, picture.plan.rules),
                period_text=asked[period.id].text if period.id in asked else "",
                owed=(answers or assessor is Assessor.CSO) and not _complete_before(milestone, mine, period),
                answers=own in milestone.responsible or (answers and assessor is Assessor.AGENCY),
                report=mine.get(period),
                version=versions.get(milestone.id, 0),
                before=max((r for p, r in mine.items() if p < period), key=lambda r: r.period, default=None),
                others=tuple(r for r in said if r.period == period and reporter_of(r) != reporter),
            )
        )
    return Desk(
        plan=picture.plan,
        period=period,
        window=_window(session, period),
        organisation=own,
        assessor=assessor,
        rows=tuple(rows),
        without_milestones=tuple(
            c
            for c in picture.commitments
            if not c.milestones and c.light is not Light.CANCELLED and own in (*c.leads, *(o for _, o in c.parties))
        ),
    )


def _involved(own: OrganisationName, commitment: CommitmentPicture, milestone: MilestonePicture) -> bool:
    return own in milestone.responsible or any(own == party for _, party in commitment.parties)


def _complete_before(milestone: MilestonePicture, mine: Mapping[Period, ReportRecord], period: Period) -> bool:
    """Nothing is owed after the period in which the milestone was reported complete."""
    if period in mine:
        return False
    standing = milestone.standing.report
    if standing and standing.completion is Completion.COMPLETE and standing.period < period:
        return True
    return any(r.completion is Completion.COMPLETE and r.state in COUNTED and p < period for p, r in mine.items())


def _versions(
    session: Session, ids: tuple[int, ...], period: Period, organisation_id: int, assessor: Assessor
) -> dict[int, int]:
    rows = session.exec(
        select(ProgressReport.milestone_id, ProgressReport.version).where(
            col(ProgressReport.milestone_id).in_(ids),
            ProgressReport.period_id == period.id,
            ProgressReport.organisation_id == organisation_id,
            ProgressReport.assessor == assessor,
        )
    )
    return dict(rows.all())


def _window(session: Session, period: Period) -> Window:
    row = session.get_one(ReportingPeriod, period.id)
    return Window(row.opens_on, row.closed_on)


def plans_to_report_on(session: Session, actor: Actor) -> tuple[str, ...]:
    """The codes of the plans with periods in which the actor's organisation has a part, the latest first."""
    has_part = or_(
        select(CommitmentParty.id)
        .where(CommitmentParty.commitment_id == Commitment.id, CommitmentParty.organisation_id == actor.organisation_id)
        .exists(),
        select(MilestoneParty.id)
        .join(Milestone, col(Milestone.id) == MilestoneParty.milestone_id)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .where(SuccessMeasure.commitment_id == Commitment.id, MilestoneParty.organisation_id == actor.organisation_id)
        .exists(),
    )
    rows = session.exec(
        select(ActionPlan.code)
        .join(Commitment, col(Commitment.plan_id) == ActionPlan.id)
        .where(has_part, select(ReportingPeriod.id).where(ReportingPeriod.plan_id == ActionPlan.id).exists())
        .group_by(ActionPlan.code, col(ActionPlan.number))
        .order_by(col(ActionPlan.number).desc())
    )
    return tuple(rows.all())

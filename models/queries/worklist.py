"""What the secretariat works through: per period each milestone × who reports on it, and one milestone in full.

Every row carries the version it was read with, so that a save can be refused when somebody else was faster.
A report that exists but is not this actor's to read (a draft, one taken back) shows as empty with its version.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlmodel import Session, col, select

from models.problems import NotAllowed, NotFound
from models.queries.commitments import ReportRecord, reports_on
from models.queries.plans import PlanRecord, find_plan, periods_of
from models.queries.progress import (
    CommitmentPicture,
    MilestonePicture,
    OrganisationName,
    PlanPicture,
    organisation_names,
    plan_picture,
)
from models.rules.access import Action, Actor, can
from models.rules.periods import Period, overlaps
from models.rules.risk import BEHIND
from models.rules.status import Assessed, MilestoneFacts, PlanRules, Target, is_above_hundred, judge, target_percent
from models.tables.commitment import Commitment, Milestone, MilestoneTarget, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Assessor, Completion, Existence, Horizon, Precision, ReportState, Verdict, Visibility

#: in whose name the secretariat's own assessment is kept; the first that is known
_SECRETARIAT = ("Seknas OGI", "Bappenas")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody in whose name a report can be entered."""

    organisation: OrganisationName
    assessor: Assessor

    @property
    def key(self) -> str:
        """Names the reporter in an address: ``agency-12``."""
        return f"{self.assessor.value}-{self.organisation.id}"


class Remark(StrEnum):
    """What a report lacks or should be looked at for; never a reason to refuse what somebody reported."""

    OBSTACLE_MISSING = "obstacle_missing"
    COMPLETE_WITHOUT_EVIDENCE = "complete_without_evidence"
    ABOVE_HUNDRED = "above_hundred"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a report on one milestone and period is measured against."""

    facts: MilestoneFacts
    period: Period
    periods: tuple[Period, ...]
    rules: PlanRules

    def remarks(
        self,
        assessor: Assessor,
        reported: float | None,
        completion: Completion | None,
        *,
        obstacle: str,
        has_evidence: bool,
        day: dt.date,
    ) -> tuple[Remark, ...]:
        """What to point out when this is reported on a day."""
        found = []
        said = Assessed(self.period, Assessor.AGENCY, 0, ReportState.SUBMITTED, reported, completion)
        reasons = judge(self.facts, [said], self.periods, self.rules, day).reasons
        if assessor is Assessor.AGENCY and not obstacle.strip() and BEHIND.intersection(reasons):
            found.append(Remark.OBSTACLE_MISSING)
        if completion is Completion.COMPLETE and not has_evidence:
            found.append(Remark.COMPLETE_WITHOUT_EVIDENCE)
        if is_above_hundred(reported):
            found.append(Remark.ABOVE_HUNDRED)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """That a report exists, whoever may read it."""

    version: int
    state: ReportState


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of the grid: a milestone, its reporter, and what stands for the period."""

    milestone_id: int
    row_code: str
    commitment_code: str
    commitment_title: str
    title: str
    yardstick: Yardstick
    target_text: str
    reporter: Reporter
    #: None if there is none or it is not this actor's to read
    report: ReportRecord | None
    standing: Standing | None

    @property
    def key(self) -> str:
        return f"{self.row_code} {self.reporter.key}"

    @property
    def target(self) -> float | None:
        """The percentage the period asks for."""
        return target_percent(self.yardstick.facts, self.yardstick.period)

    @property
    def version(self) -> int:
        """The version that was shown; 0 says that no report was."""
        return self.standing.version if self.standing else 0

    @property
    def hidden(self) -> bool:
        """Something stands that the actor may not read: what is saved must replace all of it."""
        return self.report is None and self.standing is not None


@dataclass(frozen=True, slots=True)
class EvidenceToJudge:
    """A piece of evidence with the verifier's checks; None is "not checked"."""

    id: int
    version: int
    title: str
    url: str
    file_name: str
    visibility: Visibility
    verdict: Verdict
    verdict_reason: str
    letterhead_seen: bool | None
    matches_measure: bool | None
    opens_without_login: bool | None
    document_date: dt.date | None = None
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class InterimState:
    """The interim target of a period as it stands."""

    version: int
    text: str
    percent: float | None


@dataclass(frozen=True, slots=True)
class MilestoneWork:
    """One milestone with everything that can be entered on it."""

    plan: PlanRecord
    periods: tuple[Period, ...]
    commitment: CommitmentPicture
    picture: MilestonePicture
    version: int
    target_value: float | None
    target_unit: str
    starts_on: dt.date | None
    start_text: str
    due_precision: Precision | None
    horizon: Horizon
    notes: str
    cancelled: bool
    reporters: tuple[Reporter, ...]
    reports: tuple[ReportRecord, ...]
    standings: Mapping[tuple[int, str], Standing] = field(default_factory=dict)
    targets: Mapping[int, InterimState] = field(default_factory=dict)
    evidence: Mapping[int, tuple[EvidenceToJudge, ...]] = field(default_factory=dict)

    def yardstick(self, period: Period) -> Yardstick:
        """What a report on this period is measured against."""
        by_id = {p.id: p for p in self.periods}
        targets = tuple(Target(by_id[key], t.percent) for key, t in self.targets.items())
        return Yardstick(
            MilestoneFacts(self.starts_on, self.picture.due_on, targets=targets), period, self.periods, self.plan.rules
        )

    def report(self, period: Period, reporter: Reporter) -> ReportRecord | None:
        """What this reporter says about this period."""
        return next((r for r in self.reports if r.period == period and reporter_of(r) == reporter), None)

    def standing(self, period: Period, reporter: Reporter) -> Standing | None:
        """That there is a report, readable or not."""
        return self.standings.get((period.id, reporter.key))

    def before(self, period: Period, reporter: Reporter) -> ReportRecord | None:
        """The same reporter's last report on an earlier period."""
        earlier = [r for r in self.reports if r.period < period and reporter_of(r) == reporter]
        return max(earlier, key=lambda r: r.period, default=None)

    def others(self, period: Period, reporter: Reporter) -> tuple[ReportRecord, ...]:
        """What the other assessors say about the same period."""
        return tuple(r for r in self.reports if r.period == period and reporter_of(r) != reporter)


def reporter_of(report: ReportRecord) -> Reporter:
    """In whose name a report was given."""
    return Reporter(report.organisation, report.assessor)


def worklist(
    session: Session, actor: Actor, picture: PlanPicture, period: Period, organisation_id: int | None = None
) -> tuple[WorkRow, ...]:
    """Every milestone that owes a report for the period or has one, once per reporter. Raises NotAllowed."""
    _demand(actor)
    ids = tuple(m.id for _, m in picture.milestones)
    spans = _spans(session, ids)
    reports: dict[int, dict[str, ReportRecord]] = {}
    period_by_id = {p.id: p for p in picture.periods}
    standings = _standings(session, ids, period.id)
    spoken_of = tuple(sorted({milestone for milestone, _ in standings}))
    for found in reports_on(session, actor, spoken_of, period_by_id):
        if found.period == period:
            reports.setdefault(found.milestone_id, {})[reporter_of(found).key] = found
    targets = _targets(session, ids)
    names = organisation_names(session)
    rows = []
    for commitment, milestone in picture.milestones:
        span = spans[milestone.id]
        own_reports = reports.get(milestone.id, {})
        if span.cancelled or not (own_reports or overlaps(period, span.starts_on, span.due_on)):
            continue
        interim = targets.get(milestone.id, {})
        asked = tuple(Target(period_by_id[p], t.percent) for p, t in interim.items())
        facts = MilestoneFacts(span.starts_on, span.due_on, targets=asked)
        own_standings = {r: s for (m, r), s in standings.items() if m == milestone.id}
        reporters = {r.key: r for r in _answering(commitment, milestone)}
        reporters.update((key, reporter_of(r)) for key, r in own_reports.items())
        reporters.update((key, _reporter(key, names)) for key in own_standings if key not in reporters)
        rows += [
            WorkRow(
                milestone_id=milestone.id,
                row_code=milestone.row_code,
                commitment_code=commitment.code,
                commitment_title=commitment.title,
                title=milestone.title,
                yardstick=Yardstick(facts, period, picture.periods, picture.plan.rules),
                target_text=(interim[period.id].text if period.id in interim else "") or milestone.target_text,
                reporter=reporter,
                report=own_reports.get(key),
                standing=own_standings.get(key),
            )
            for key, reporter in reporters.items()
            if organisation_id in (None, reporter.organisation.id)
        ]
    return tuple(rows)


def milestone_work(session: Session, actor: Actor, row_code: str, as_of: dt.date) -> MilestoneWork:
    """One milestone by its row code. Raises NotAllowed, NotFound."""
    _demand(actor)
    found = session.exec(
        select(Milestone, Commitment, ActionPlan.code)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .join(ActionPlan, col(ActionPlan.id) == Commitment.plan_id)
        .where(Milestone.row_code == row_code.strip().upper())
    ).first()
    if found is None:
        raise NotFound
    row, owner, plan_code = found
    plan = find_plan(session, actor, plan_code)
    periods = periods_of(session, plan.id)
    picture = plan_picture(session, actor, plan, as_of)
    commitment = next(c for c in picture.commitments if c.id == owner.id)
    milestone = next(m for m in commitment.milestones if m.id == row.id)
    reports = reports_on(session, actor, (milestone.id,), {p.id: p for p in periods})
    return MilestoneWork(
        plan=plan,
        periods=periods,
        commitment=commitment,
        picture=milestone,
        version=row.version,
        target_value=row.target_value,
        target_unit=row.target_unit,
        starts_on=row.starts_on,
        start_text=row.start_text,
        due_precision=row.due_precision,
        horizon=row.horizon,
        notes=row.notes,
        cancelled=row.state is Existence.CANCELLED,
        reporters=_reporters(session, commitment, milestone, reports),
        reports=reports,
        standings={
            (period.id, reporter): standing
            for period in periods
            for (_, reporter), standing in _standings(session, (milestone.id,), period.id).items()
        },
        targets=_targets(session, (milestone.id,)).get(milestone.id, {}),
        evidence=evidence_of(session, actor, tuple(r.id for r in reports)),
    )


def evidence_of(session: Session, actor: Actor, report_ids: tuple[int, ...]) -> dict[int, tuple[EvidenceToJudge, ...]]:
    """The evidence of these reports with the verifier's checks. Raises NotAllowed."""
    _demand(actor)
    found: dict[int, list[EvidenceToJudge]] = {}
    rows = session.exec(
        select(Evidence)
        .where(col(Evidence.report_id).in_(report_ids), col(Evidence.withdrawn).is_(False))
        .order_by(col(Evidence.id))
    )
    for row in rows:
        found.setdefault(row.report_id, []).append(
            EvidenceToJudge(
                id=row.id or 0,
                version=row.version,
                title=row.title,
                url=row.url,
                file_name=row.file_name,
                visibility=row.visibility,
                verdict=row.verdict,
                verdict_reason=row.verdict_reason,
                letterhead_seen=row.letterhead_seen,
                matches_measure=row.matches_measure,
                opens_without_login=row.opens_without_login,
                document_date=row.document_date,
                document_number=row.document_number,
            )
        )
    return {report: tuple(items) for report, items in found.items()}


def reporting_organisations(picture: PlanPicture) -> tuple[OrganisationName, ...]:
    """Who answers for anything in this plan, by name: the choices of the institution filter."""
    found = {r.organisation for c, m in picture.milestones for r in _answering(c, m)}
    return tuple(sorted(found, key=lambda o: (o.is_cso, o.short.casefold())))


def _demand(actor: Actor) -> None:
    if not can(actor, Action.VERIFY):
        raise NotAllowed


@dataclass(frozen=True, slots=True)
class _Span:
    starts_on: dt.date | None
    due_on: dt.date | None
    cancelled: bool


def _spans(session: Session, ids: tuple[int, ...]) -> dict[int, _Span]:
    rows = session.exec(
        select(col(Milestone.id), col(Milestone.starts_on), col(Milestone.due_on), col(Milestone.state)).where(
            col(Milestone.id).in_(ids)
        )
    )
    return {key or 0: _Span(starts, due, state is Existence.CANCELLED) for key, starts, due, state in rows}


def _standings(session: Session, ids: tuple[int, ...], period_id: int) -> dict[tuple[int, str], Standing]:
    rows = session.exec(
        select(ProgressReport).where(col(ProgressReport.milestone_id).in_(ids), ProgressReport.period_id == period_id)
    )
    return {
        (row.milestone_id, f"{row.assessor.value}-{row.organisation_id}"): Standing(row.version, row.state)
        for row in rows
    }


def _targets(session: Session, ids: tuple[int, ...]) -> dict[int, dict[int, InterimState]]:
    found: dict[int, dict[int, InterimState]] = {}
    for row in session.exec(select(MilestoneTarget).where(col(MilestoneTarget.milestone_id).in_(ids))):
        found.setdefault(row.milestone_id, {})[row.period_id] = InterimState(row.version, row.text, row.percent)
    return found


def _reporter(key: str, names: Mapping[int, OrganisationName]) -> Reporter:
    assessor, _, number = key.rpartition("-")
    return Reporter(names[int(number)], Assessor(assessor))


def _of(organisation: OrganisationName) -> Reporter:
    return Reporter(organisation, Assessor.CSO if organisation.is_cso else Assessor.AGENCY)


def _answering(commitment: CommitmentPicture, milestone: MilestonePicture) -> tuple[Reporter, ...]:
    """Who owes the report: those named for the milestone, else those that lead the commitment."""
    return tuple(_of(o) for o in milestone.responsible or commitment.leads)


def _reporters(
    session: Session,
    commitment: CommitmentPicture,
    milestone: MilestonePicture,
    reports: tuple[ReportRecord, ...],
) -> tuple[Reporter, ...]:
    """Everybody in whose name something can be entered: who answers first, then parties, then the secretariat."""
    own = session.exec(select(Organisation).where(col(Organisation.abbreviation).in_(_SECRETARIAT))).all()
    names = {o.abbreviation: OrganisationName(o.id or 0, o.name, o.short, False) for o in own}
    secretariat = next((names[name] for name in _SECRETARIAT if name in names), None)
    found = [
        *_answering(commitment, milestone),
        *(_of(o) for _, o in commitment.parties),
        *(reporter_of(r) for r in reports),
        *([Reporter(secretariat, Assessor.SECRETARIAT)] if secretariat else []),
    ]
    return tuple(dict.fromkeys(found))

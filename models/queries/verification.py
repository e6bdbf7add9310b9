"""The queue of reports that wait for a verdict, and everything a verifier needs to give one.

The queue is read in a handful of plain statements for the whole plan, so that it stays quick on closing day; the
report that is being looked at is read in full by ``dossier``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, select
from sqlmodel import Session, col

from models.language import current_language
from models.problems import NotAllowed, NotFound
from models.queries.commitments import ReportRecord, reports_on
from models.queries.history_words import Words
from models.queries.plan_rows import measure_sentence
from models.queries.plans import PlanRecord, periods_of
from models.queries.progress import OrganisationName, organisation_names
from models.queries.worklist import EvidenceToJudge, Reporter, evidence_of, reporter_of
from models.rules.access import Action, Actor, can
from models.rules.periods import Period
from models.rules.risk import Risk, Surroundings, gravity, may_be_verified, risks
from models.rules.status import COUNTED, Assessed, MilestoneFacts, Target, judge, target_percent
from models.tables.commitment import (
    Commitment,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.plan import ActionPlan
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, Completion, ReportState, Verdict


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A report that waits for a verdict, as the queue lists it."""

    report_id: int
    version: int
    commitment_code: str
    row_code: str
    title: str
    reporter: Reporter
    period: Period
    percent: float | None
    completion: Completion | None
    received_on: dt.date | None
    #: of the milestone
    due_on: dt.date | None
    evidence: int
    evidence_accepted: bool
    risks: tuple[Risk, ...]

    @property
    def ready(self) -> bool:
        """Whether it may be verified as it is."""
        return may_be_verified(self.completion, evidence_accepted=self.evidence_accepted)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which reports of the queue; nothing given means all."""

    period: Period | None = None
    organisation_id: int | None = None
    risk: Risk | None = None
    row_code: str = ""

    def fits(self, line: QueueLine) -> bool:
        """Whether a line is wanted."""
        return (
            self.period in (None, line.period)
            and self.organisation_id in (None, line.reporter.organisation.id)
            and (self.risk is None or self.risk in line.risks)
            and self.row_code in ("", line.row_code)
        )


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """A verdict that was given on a report before."""

    state: ReportState
    at: dt.datetime
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """One report with all that a verdict rests on."""

    line: QueueLine
    report: ReportRecord
    evidence: tuple[EvidenceToJudge, ...]
    #: the sentence of the measure, where the milestone has a title of its own
    wording: str
    commitment_title: str
    target_text: str
    target: float | None
    due_text: str
    others: tuple[ReportRecord, ...]
    before: ReportRecord | None
    last_verdict: GivenVerdict | None


def verification_queue(
    session: Session, actor: Actor, plan: PlanRecord, today: dt.date, which: QueueFilter | None = None
) -> tuple[QueueLine, ...]:
    """Reports nobody has decided on: by their period's due date, then the riskiest first. Raises NotAllowed.

    Of those who answer for the milestone; a partner's assessment is its own and needs no verdict.
    """
    if not can(actor, Action.SEE_INTERNAL):
        raise NotAllowed
    wanted = which or QueueFilter()
    found = [line for line in _lines(session, plan, today) if wanted.fits(line)]
    return tuple(sorted(found, key=_place))


def _place(line: QueueLine) -> tuple[Any, ...]:
    return (
        line.period.due_on,
        *gravity(line.risks),
        line.due_on or dt.date.max,
        line.received_on or dt.date.min,
        line.report_id,
    )


def dossier(session: Session, actor: Actor, plan: PlanRecord, line: QueueLine) -> Dossier:
    """Everything about one report of the queue. Raises NotAllowed, NotFound."""
    if not can(actor, Action.VERIFY):
        raise NotAllowed
    row = session.get(ProgressReport, line.report_id)
    milestone = session.get(Milestone, row.milestone_id) if row else None
    measure = session.get(SuccessMeasure, milestone.measure_id) if milestone else None
    commitment = session.get(Commitment, measure.commitment_id) if measure else None
    if milestone is None or measure is None or commitment is None:
        raise NotFound
    periods = {p.id: p for p in periods_of(session, plan.id)}
    spoken = reports_on(session, actor, (milestone.id or 0,), periods)
    report = next((r for r in spoken if r.id == line.report_id), None)
    if report is None:
        raise NotFound
    targets = session.execute(
        select(col(MilestoneTarget.period_id), col(MilestoneTarget.text), col(MilestoneTarget.percent)).where(
            col(MilestoneTarget.milestone_id) == milestone.id
        )
    ).all()
    facts = MilestoneFacts(targets=tuple(Target(periods[t.period_id], t.percent) for t in targets))
    words = session.execute(
        select(
            measure_sentence(col(MeasureWording.text_id)).label("id"),
            measure_sentence(col(MeasureWording.text_en)).label("en"),
        ).where(col(Milestone.id) == milestone.id)
    ).one()
    wording = words.id or words.en or ""
    who = reporter_of(report)
    earlier = [r for r in spoken if r.period < report.period and reporter_of(r) == who]
    interim = next((t.text for t in targets if t.period_id == report.period.id and t.text), "")
    return Dossier(
        line=line,
        report=report,
        evidence=evidence_of(session, actor, (report.id,)).get(report.id, ()),
        wording=wording if wording != line.title else "",
        commitment_title=(commitment.title_en if current_language() == "en" else "") or commitment.title_id,
        target_text=interim or milestone.target_text,
        target=target_percent(facts, report.period),
        due_text=milestone.due_text,
        others=tuple(r for r in spoken if r.period == report.period and reporter_of(r) != who),
        before=max(earlier, key=lambda r: r.period, default=None),
        last_verdict=last_verdict(session, actor, report.id),
    )


def last_verdict(session: Session, actor: Actor, report_id: int) -> GivenVerdict | None:
    """The verdict that was given last on a report, also one that a correction has overtaken since."""
    changes = session.scalars(
        select(Change)
        .where(
            col(Change.table_name) == "progress_report",
            col(Change.row_id) == report_id,
            col(Change.field).in_(("state", "verdict_note")),
        )
        .order_by(col(Change.id).desc())
    ).all()
    for _act, lines in groupby(changes, key=lambda c: c.act):
        said = {c.field: c for c in lines}
        state = said.get("state")
        if state is None or state.after not in (ReportState.VERIFIED, ReportState.RETURNED):
            continue
        note = said.get("verdict_note")
        who = Words(session, actor).who(state.actor_role, state.account_id)
        return GivenVerdict(ReportState(state.after), state.at, who, str(note.after or "") if note else "")
    return None


# -- the queue's rows -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the evidence of a report amounts to."""

    pieces: int = 0
    accepted: bool = False
    rejected: bool = False


def _lines(session: Session, plan: PlanRecord, today: dt.date) -> list[QueueLine]:
    reports = session.execute(_counted_reports(plan.id)).mappings().all()
    waiting = [r for r in reports if r["state"] is ReportState.SUBMITTED]
    if not waiting:
        return []
    periods = {p.id: p for p in periods_of(session, plan.id)}
    names = organisation_names(session)
    ids = [r["id"] for r in waiting]
    proofs = _proofs(session, plan.id)
    parties = session.execute(select(col(MilestoneParty.milestone_id), col(MilestoneParty.organisation_id)))
    answering = {(milestone_id, organisation_id) for milestone_id, organisation_id in parties}
    returned = set(
        session.scalars(
            select(col(ReportEdition.report_id))
            .where(col(ReportEdition.state) == ReportState.RETURNED, col(ReportEdition.report_id).in_(ids))
            .distinct()
        )
    )
    targets = _targets(session, plan.id, periods)
    cumulative = bool(session.scalar(select(col(ActionPlan.cumulative)).where(col(ActionPlan.id) == plan.id)))
    said: dict[int, list[tuple[int, Assessed]]] = defaultdict(list)
    for r in reports:
        answers = r["assessor"] is Assessor.AGENCY or (r["milestone_id"], r["organisation_id"]) in answering
        proof = proofs.get(r["id"], _Proof())
        said[r["milestone_id"]].append((r["id"], _assessed(r, periods[r["period_id"]], proof, answers=answers)))
    lines = []
    for r in waiting:
        of_milestone = said[r["milestone_id"]]
        own = next(a for key, a in of_milestone if key == r["id"])
        if not own.answers:
            continue
        facts = MilestoneFacts(r["starts_on"], r["due_on"], targets=targets.get(r["milestone_id"], ()))
        proof = proofs.get(r["id"], _Proof())
        seen = Surroundings(
            others=[a for key, a in of_milestone if key != r["id"] and a.period == own.period],
            before=_before(own, of_milestone),
            reasons=judge(facts, [own], (), plan.rules, today).reasons,
            evidence_accepted=proof.accepted,
            returned_before=r["id"] in returned,
            cumulative=cumulative,
        )
        lines.append(_line(r, own, proof, names, risks(own, r["obstacle"], seen, plan.rules)))
    return lines


def _line(
    r: RowMapping,
    own: Assessed,
    proof: _Proof,
    names: Mapping[int, OrganisationName],
    found: tuple[Risk, ...],
) -> QueueLine:
    return QueueLine(
        report_id=r["id"],
        version=r["version"],
        commitment_code=r["code"],
        row_code=r["row_code"],
        title=r["activity"] or r["wording"] or r["wording_en"] or r["target_text"] or r["row_code"],
        reporter=Reporter(names[r["organisation_id"]], r["assessor"]),
        period=own.period,
        percent=r["percent"],
        completion=r["completion"],
        received_on=r["received_on"],
        due_on=r["due_on"],
        evidence=proof.pieces,
        evidence_accepted=proof.accepted,
        risks=found,
    )


def _before(own: Assessed, of_milestone: list[tuple[int, Assessed]]) -> Assessed | None:
    earlier = [
        a
        for _, a in of_milestone
        if a.period < own.period and (a.assessor, a.organisation_id) == (own.assessor, own.organisation_id)
    ]
    return max(earlier, key=lambda a: a.period, default=None)


def _assessed(r: RowMapping, period: Period, proof: _Proof, *, answers: bool) -> Assessed:
    return Assessed(
        period=period,
        assessor=r["assessor"],
        organisation_id=r["organisation_id"],
        state=r["state"],
        percent=r["percent"],
        completion=r["completion"],
        responsible=answers,
        has_evidence=proof.pieces > 0,
        evidence_rejected=proof.rejected,
    )


def _counted_reports(plan_id: int) -> Any:
    return (
        select(
            col(ProgressReport.id),
            col(ProgressReport.version),
            col(ProgressReport.milestone_id),
            col(ProgressReport.period_id),
            col(ProgressReport.assessor),
            col(ProgressReport.organisation_id),
            col(ProgressReport.state),
            col(ProgressReport.percent),
            col(ProgressReport.completion),
            col(ProgressReport.obstacle),
            col(ProgressReport.received_on),
            col(Milestone.row_code),
            col(Milestone.activity),
            col(Milestone.target_text),
            col(Milestone.starts_on),
            col(Milestone.due_on),
            col(Commitment.code),
            measure_sentence(col(MeasureWording.text_id)).label("wording"),
            measure_sentence(col(MeasureWording.text_en)).label("wording_en"),
        )
        .select_from(ProgressReport)
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .where(col(Commitment.plan_id) == plan_id, col(ProgressReport.state).in_(COUNTED))
    )


def _proofs(session: Session, plan_id: int) -> dict[int, _Proof]:
    rows = session.execute(
        select(col(Evidence.report_id), col(Evidence.verdict))
        .join(ProgressReport, col(ProgressReport.id) == col(Evidence.report_id))
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .where(col(Commitment.plan_id) == plan_id, col(Evidence.withdrawn).is_(False))
    )
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for report_id, verdict in rows:
        verdicts[report_id].append(verdict)
    return {
        key: _Proof(len(found), Verdict.ACCEPTED in found, all(v is Verdict.REJECTED for v in found))
        for key, found in verdicts.items()
    }


def _targets(session: Session, plan_id: int, periods: Mapping[int, Period]) -> dict[int, tuple[Target, ...]]:
    rows = session.execute(
        select(col(MilestoneTarget.milestone_id), col(MilestoneTarget.period_id), col(MilestoneTarget.percent))
        .join(Milestone, col(Milestone.id) == col(MilestoneTarget.milestone_id))
        .join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .where(col(Commitment.plan_id) == plan_id)
    )
    found: dict[int, tuple[Target, ...]] = {}
    for milestone_id, period_id, reported in rows:
        found[milestone_id] = (*found.get(milestone_id, ()), Target(periods[period_id], reported))
    return found

"""How the plans stand against what OGP asks of a repository and a forum (domain.md, lessons.md 1c).

The figures are one for everybody: each is about what the public can see. Why a commitment has no public evidence, and
which minutes are still inside, is told to those who may know.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, func, or_, select

from models.language import WIB, current_language
from models.queries.meeting_reader import Reader
from models.queries.plans import PlanRecord, default_plan, list_plans, periods_of
from models.queries.progress import OrganisationName, organisation_names
from models.queries.proposals import ProposalFilter, ProposalRecord, list_proposals
from models.rules.access import Action, Actor, can
from models.rules.periods import Period, last_ended
from models.rules.readiness import Clock, Gap, gap
from models.tables.commitment import Commitment, CommitmentParty, Milestone, SuccessMeasure
from models.tables.history import Change
from models.tables.meeting import Meeting
from models.tables.plan import PlanDocument
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, Existence, PartyRole, ReportState, SourceKind, Visibility

#: what of the register is public the moment it is written
_REGISTER: Final = (
    "action_plan",
    "commitment",
    "commitment_party",
    "measure_wording",
    "milestone",
    "milestone_target",
    "plan_document",
    "proposal",
    "sourced_fact",
)
#: what becomes public by being released
_RELEASED: Final = ("meeting", "decision", "follow_up", "wording_change", "statement")
_STANDS: Final = (ReportState.SUBMITTED, ReportState.VERIFIED)


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A commitment without public evidence in the period."""

    code: str
    title: str
    leads: tuple[OrganisationName, ...]
    #: for those who may know; None for the public
    why: Gap | None


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A meeting, as a list names it."""

    id: int
    title: str
    held_on: dt.date


@dataclass(frozen=True, slots=True)
class Readiness:
    """How the plans stand on a day."""

    #: since the public record last changed by somebody's hand; loading the reference data is no update
    updated: Clock
    #: since the forum last met, as far as this reader may know
    met: Clock
    forum_meeting: MeetingName | None
    plan: PlanRecord | None
    #: None where the plan asks for no periodic reports: then evidence of any time counts
    period: Period | None
    commitments: int
    without_evidence: tuple[EvidenceGap, ...]
    unpublished: int
    #: the meetings behind the count, for those who may know of them
    unpublished_meetings: tuple[MeetingName, ...]
    unanswered: tuple[ProposalRecord, ...]
    proposals: int


def readiness(session: Session, actor: Actor, today: dt.date, plan_code: str = "") -> Readiness:
    """Where OGP's requirements stand on a day, for one plan or the one that runs."""
    plans = list_plans(session, actor)
    plan = next((one for one in plans if one.code == plan_code), None) or default_plan(plans)
    period = last_ended(periods_of(session, plan.id), today) if plan else None
    gaps, commitments = _gaps(session, actor, plan, period) if plan else ((), 0)
    met, forum_meeting = _met(session, actor, today)
    unpublished = session.exec(
        select(Meeting)
        .where(col(Meeting.released).is_(False), Meeting.held_on <= today)
        .order_by(col(Meeting.held_on), col(Meeting.id))
    ).all()
    proposals = list_proposals(session, actor, ProposalFilter())
    return Readiness(
        updated=Clock.of(_updates(session), today),
        met=met,
        forum_meeting=forum_meeting,
        plan=plan,
        period=period,
        commitments=commitments,
        without_evidence=gaps,
        unpublished=len(unpublished),
        unpublished_meetings=_names(session, actor, unpublished) if can(actor, Action.SEE_INTERNAL) else (),
        unanswered=tuple(row for row in proposals if not row.is_answered),
        proposals=len(proposals),
    )


# -- when the public record last changed ------------------------------------------------------------------------------


def _updates(session: Session) -> list[dt.date | None]:
    """The days on which each part of the public record last changed by somebody's hand."""
    register = select(func.max(Change.at)).where(
        col(Change.table_name).in_(_REGISTER), col(Change.source_kind) != SourceKind.SEED
    )
    releases = select(Change).where(
        col(Change.table_name).in_(_RELEASED),
        col(Change.field) == "released",
        col(Change.source_kind) != SourceKind.SEED,
    )
    reports = select(func.max(ReportEdition.entered_at)).where(
        or_(col(ReportEdition.state) == ReportState.VERIFIED, col(ReportEdition.published))
    )
    evidence = select(func.max(Evidence.added_on)).join(ProgressReport, col(ProgressReport.id) == Evidence.report_id)
    published = evidence.where(
        col(Evidence.withdrawn).is_(False),
        Evidence.visibility == Visibility.PUBLIC,
        or_(col(ProgressReport.state) == ReportState.VERIFIED, col(ProgressReport.published)),
    )
    released = [change.at for change in session.exec(releases) if change.after is True]
    moments = [session.exec(register).one(), session.exec(reports).one(), max(released, default=None)]
    return [*(moment.astimezone(WIB).date() for moment in moments if moment), session.exec(published).one()]


# -- when the forum last met ------------------------------------------------------------------------------------------


def _met(session: Session, actor: Actor, today: dt.date) -> tuple[Clock, MeetingName | None]:
    query = select(Meeting).where(col(Meeting.is_forum_meeting), Meeting.held_on <= today)
    if not can(actor, Action.SEE_INTERNAL):
        query = query.where(col(Meeting.released))
    latest = session.exec(query.order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())).first()
    proven = session.exec(
        select(func.max(PlanDocument.published_on)).where(
            col(PlanDocument.is_forum_meeting),
            col(PlanDocument.withdrawn).is_(False),
            col(PlanDocument.published_on) <= today,
        )
    ).one()
    clock = Clock.of([latest.held_on if latest else None, proven], today)
    shown = latest is not None and latest.held_on == clock.last
    return clock, _names(session, actor, [latest])[0] if latest is not None and shown else None


def _names(session: Session, actor: Actor, meetings: Sequence[Meeting]) -> tuple[MeetingName, ...]:
    reader = Reader.of(session, actor, [row.id or 0 for row in meetings])
    return tuple(MeetingName(row.id or 0, reader.text(row.id, row.title), row.held_on) for row in meetings)


# -- evidence ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Found:
    """What there is for one commitment."""

    reported: bool = False
    evidence: bool = False
    verified_evidence: bool = False
    public_evidence: bool = False


def _gaps(
    session: Session, actor: Actor, plan: PlanRecord, period: Period | None
) -> tuple[tuple[EvidenceGap, ...], int]:
    commitments = session.exec(
        select(Commitment)
        .where(Commitment.plan_id == plan.id, Commitment.state == Existence.ACTIVE)
        .order_by(col(Commitment.number), col(Commitment.code))
    ).all()
    found = _evidence(session, plan, period)
    leads = _leads(session, plan)
    internal = can(actor, Action.SEE_INTERNAL)
    english = current_language() == "en"
    gaps = []
    for row in commitments:
        one = found[row.id or 0]
        why = gap(
            reported=one.reported,
            evidence=one.evidence,
            verified_evidence=one.verified_evidence,
            public_evidence=one.public_evidence,
        )
        if why is not None:
            title = (row.title_en if english else "") or row.title
            gaps.append(EvidenceGap(row.code, title, leads[row.id or 0], why if internal else None))
    return tuple(gaps), len(commitments)


def _evidence(session: Session, plan: PlanRecord, period: Period | None) -> dict[int, _Found]:
    reports = (
        select(SuccessMeasure.commitment_id, ProgressReport)
        .join(Milestone, col(Milestone.measure_id) == SuccessMeasure.id)
        .join(ProgressReport, col(ProgressReport.milestone_id) == Milestone.id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan.id, col(ProgressReport.state).in_(_STANDS))
    )
    if period is not None:
        reports = reports.where(ProgressReport.period_id == period.id)
    found: dict[int, _Found] = defaultdict(_Found)
    by_report: dict[int, tuple[int, ProgressReport]] = {}
    for commitment_id, report in session.exec(reports):
        found[commitment_id].reported = True
        by_report[report.id or 0] = commitment_id, report
    evidence = session.exec(
        select(Evidence)
        .join(ProgressReport, col(ProgressReport.id) == Evidence.report_id)
        .where(
            col(Evidence.withdrawn).is_(False),
            *([ProgressReport.period_id == period.id] if period is not None else []),
        )
    )
    for item in evidence:
        if item.report_id not in by_report:
            continue
        commitment_id, report = by_report[item.report_id]
        one = found[commitment_id]
        one.evidence = True
        if report.published or (report.state is ReportState.VERIFIED and report.assessor is not Assessor.CSO):
            one.verified_evidence = True
            one.public_evidence = one.public_evidence or item.visibility is Visibility.PUBLIC
    return found


def _leads(session: Session, plan: PlanRecord) -> dict[int, tuple[OrganisationName, ...]]:
    names = organisation_names(session)
    leads: dict[int, tuple[OrganisationName, ...]] = defaultdict(tuple)
    rows = session.exec(
        select(CommitmentParty)
        .join(Commitment, col(Commitment.id) == CommitmentParty.commitment_id)
        .where(Commitment.plan_id == plan.id, CommitmentParty.role == PartyRole.LEAD)
        .order_by(col(CommitmentParty.position))
    )
    for row in rows:
        leads[row.commitment_id] = (*leads[row.commitment_id], names[row.organisation_id])
    return leads

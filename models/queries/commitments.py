"""One commitment with everything that is known of it, as the actor may see it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, or_, select

from models.language import current_language
from models.problems import NotFound
from models.queries.exchange import CellSource, sources_of
from models.queries.meeting_reader import Reader
from models.queries.plans import PlanRecord, find_plan, periods_of
from models.queries.progress import CommitmentPicture, OrganisationName, PlanPicture, organisation_names, plan_picture
from models.rules.access import Action, Actor, Subject, can
from models.rules.periods import Period
from models.rules.status import COUNTED
from models.tables.account import Account
from models.tables.commitment import (
    Commitment,
    CommitmentLineage,
    CommitmentNote,
    MeasureWording,
    MilestoneParty,
    MilestoneTarget,
    SourcedFact,
    SuccessMeasure,
)
from models.tables.meeting import Decision, FollowUp, Meeting, MeetingLink, Proposal, ProposalParty, WordingChange
from models.tables.plan import ActionPlan
from models.tables.progress import Evidence, IrmAssessment, ProgressReport, ReportEdition
from models.vocabulary import (
    Assessor,
    Completion,
    Confidence,
    EvidenceKind,
    FollowUpState,
    LineageKind,
    LinkState,
    Precision,
    ProposalRole,
    ProposalState,
    Reporter,
    ReportState,
    Verdict,
    Visibility,
    WordingState,
)


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A piece of evidence, as its reader may see it."""

    id: int
    kind: EvidenceKind
    title: str
    url: str
    file_name: str
    visibility: Visibility
    verdict: Verdict
    verdict_reason: str
    document_date: dt.date | None
    version: int
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report with its evidence and the cells its values came from."""

    id: int
    version: int
    milestone_id: int
    period: Period
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
    verdict_note: str
    entered_at: dt.datetime
    entered_by: str
    evidence: tuple[EvidenceRecord, ...] = ()
    sources: dict[str, CellSource] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordingRecord:
    """A sentence of a measure."""

    reporter: Reporter
    position: int
    edition: int
    is_current: bool
    text: str
    valid_from: dt.date | None
    meeting_id: int | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """A success measure with every edition of its sentences."""

    id: int
    number: int
    notes: str
    wordings: tuple[WordingRecord, ...]

    @property
    def current(self) -> tuple[WordingRecord, ...]:
        return tuple(w for w in self.wordings if w.is_current)


@dataclass(frozen=True, slots=True)
class WordingChangeRecord:
    """A change of wording that was proposed, with where it was proposed."""

    id: int
    measure_number: int
    before: str
    before_inferred: bool
    after: str
    state: WordingState
    proposed_by: str
    meeting_id: int | None
    import_id: int | None
    place: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class LineageRecord:
    """A neighbour of the commitment in an earlier or later plan."""

    plan_code: str
    code: str
    title: str
    kind: LineageKind
    is_earlier: bool
    note: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A dated statement from a public source."""

    on: dt.date | None
    date_text: str
    parties: str
    text: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A phrase about the commitment that is no formal measure."""

    text: str
    target: str
    source: str


@dataclass(frozen=True, slots=True)
class IrmRecord:
    """What OGP's Independent Reporting Mechanism states."""

    verifiable: str
    relevant_to_ogp_values: str
    ogp_ambition: str
    potential_for_results: str
    completion: str
    early_results: str
    notes: str
    source: str


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting that spoke of the commitment."""

    id: int
    title: str
    held_on: dt.date
    #: why the link was made; empty below SEE_INTERNAL
    reason: str
    state: LinkState
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUpMention:
    """A follow-up that concerns the commitment."""

    id: int
    meeting_id: int
    text: str
    due_on: dt.date | None
    due_text: str
    due_precision: Precision | None
    state: FollowUpState

    @property
    def is_open(self) -> bool:
        return self.state in (FollowUpState.OPEN, FollowUpState.RUNNING)


@dataclass(frozen=True, slots=True)
class ProposalMention:
    """A proposal this commitment came from."""

    id: int
    title: str
    proposers: tuple[str, ...]
    state: ProposalState
    response: str
    source: str


@dataclass(frozen=True, slots=True)
class InterimTarget:
    """What should have been reached by the end of a period."""

    milestone_id: int
    period: Period
    text: str
    percent: float | None


@dataclass(frozen=True, slots=True)
class CommitmentDetail:
    """Everything about one commitment."""

    plan: PlanRecord
    as_of: dt.date
    picture: CommitmentPicture
    summary: str
    ogp_id: str
    source: str
    confidence: Confidence
    title_source: str
    version: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    measures: tuple[MeasureRecord, ...]
    reports: tuple[ReportRecord, ...]
    targets: tuple[InterimTarget, ...]
    wording_changes: tuple[WordingChangeRecord, ...]
    lineage: tuple[LineageRecord, ...]
    facts: tuple[FactRecord, ...]
    notes: tuple[NoteRecord, ...]
    irm: tuple[IrmRecord, ...]
    meetings: tuple[MeetingMention, ...]
    follow_ups: tuple[FollowUpMention, ...]
    proposals: tuple[ProposalMention, ...]
    #: milestone and field → the cell it came from
    milestone_sources: dict[tuple[int, str], CellSource]

    def reports_on(self, milestone_id: int) -> tuple[ReportRecord, ...]:
        """The reports on one milestone, the latest period first."""
        own = [r for r in self.reports if r.milestone_id == milestone_id]
        by_assessor = sorted(own, key=lambda r: (_SIDE_BY_SIDE[r.assessor], r.organisation.short))
        return tuple(sorted(by_assessor, key=lambda r: r.period, reverse=True))


_SIDE_BY_SIDE = {Assessor.AGENCY: 0, Assessor.CSO: 1, Assessor.SECRETARIAT: 2}


def plan_of_commitment(session: Session, code: str) -> str:
    """The code of the plan a commitment belongs to. Raises NotFound."""
    plan_code = session.exec(
        select(ActionPlan.code)
        .join(Commitment, col(Commitment.plan_id) == ActionPlan.id)
        .where(Commitment.code == code.strip().upper())
    ).first()
    if plan_code is None:
        raise NotFound
    return plan_code


def commitment_detail(
    session: Session, actor: Actor, code: str, as_of: dt.date, whole: PlanPicture | None = None
) -> CommitmentDetail:
    """One commitment by its code; ``whole`` is the picture of its plan, where it is known. Raises NotFound."""
    row = session.exec(select(Commitment).where(Commitment.code == code.strip().upper())).first()
    if row is None or row.id is None:
        raise NotFound
    plan_code = session.exec(select(ActionPlan.code).where(ActionPlan.id == row.plan_id)).one()
    plan = find_plan(session, actor, plan_code)
    whole = plan_picture(session, actor, plan, as_of) if whole is None else whole
    picture = next(c for c in whole.commitments if c.id == row.id)
    milestone_ids = tuple(m.id for m in picture.milestones)
    periods = {p.id: p for p in periods_of(session, plan.id)}
    measures = _measures(session, row.id)
    return CommitmentDetail(
        plan=plan,
        as_of=as_of,
        picture=picture,
        summary=row.summary,
        ogp_id=row.ogp_id,
        source=row.source,
        confidence=row.confidence,
        title_source=row.title_source,
        version=row.version,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        measures=measures,
        reports=reports_on(session, actor, milestone_ids, periods, as_of),
        targets=_targets(session, milestone_ids, periods),
        wording_changes=_wording_changes(session, actor, measures),
        lineage=_lineage(session, row.id),
        facts=_facts(session, row.id),
        notes=tuple(
            NoteRecord(n.text, n.target_text, n.source)
            for n in session.exec(select(CommitmentNote).where(CommitmentNote.commitment_id == row.id))
        ),
        irm=irm_of(session, IrmAssessment.commitment_id == row.id),
        meetings=_meetings(session, actor, row.id, tuple(m.id for m in measures)),
        follow_ups=_follow_ups(session, actor, row.id),
        proposals=_proposals(session, row.id),
        milestone_sources=sources_of(session, "milestone", milestone_ids),
    )


def irm_of(session: Session, which: Any) -> tuple[IrmRecord, ...]:
    """The assessments that fit a condition; a commitment's, or a whole plan's."""
    return tuple(
        IrmRecord(
            r.verifiable,
            r.relevant_to_ogp_values,
            r.ogp_ambition,
            r.potential_for_results,
            r.completion,
            r.early_results,
            r.notes,
            r.source,
        )
        for r in session.exec(select(IrmAssessment).where(which).order_by(col(IrmAssessment.id)))
    )


def _measures(session: Session, commitment_id: int) -> tuple[MeasureRecord, ...]:
    rows = session.exec(
        select(SuccessMeasure).where(SuccessMeasure.commitment_id == commitment_id).order_by(col(SuccessMeasure.number))
    ).all()
    wordings: dict[int, list[WordingRecord]] = defaultdict(list)
    found = session.exec(
        select(MeasureWording)
        .where(col(MeasureWording.measure_id).in_([row.id for row in rows]))
        .order_by(col(MeasureWording.reporter), col(MeasureWording.position), col(MeasureWording.edition).desc())
    )
    english = current_language() == "en"
    for w in found:
        text = (w.text_en or w.text_id) if english else w.text
        wordings[w.measure_id].append(
            WordingRecord(
                w.reporter, w.position, w.edition, w.is_current, text, w.valid_from, w.meeting_id, w.source, w.note
            )
        )
    return tuple(MeasureRecord(row.id or 0, row.number, row.notes, tuple(wordings[row.id or 0])) for row in rows)


def reports_on(
    session: Session,
    actor: Actor,
    milestone_ids: tuple[int, ...],
    periods: dict[int, Period],
    as_of: dt.date | None = None,
) -> tuple[ReportRecord, ...]:
    """The reports on these milestones that the actor may see, with evidence and cells."""
    names = organisation_names(session)
    rows = session.exec(select(ProgressReport).where(col(ProgressReport.milestone_id).in_(milestone_ids))).all()
    known = rows if as_of is None else _as_known(session, rows, as_of)
    answering = _answering(session, milestone_ids)
    visible = [
        row for row in known if may_see_report(actor, row, leads=(row.milestone_id, row.organisation_id) in answering)
    ]
    ids = tuple(row.id or 0 for row in visible)
    evidence: dict[int, list[EvidenceRecord]] = defaultdict(list)
    items = session.exec(
        select(Evidence)
        .where(col(Evidence.report_id).in_(ids), col(Evidence.withdrawn).is_(False))
        .order_by(col(Evidence.id))
    )
    owners = {row.id: row for row in visible}
    for item in items:
        if as_of is not None and item.added_on > as_of:
            continue
        owner = owners[item.report_id]
        own = can(actor, Action.REPORT, Subject(owner.organisation_id, owner.assessor))
        if item.visibility is Visibility.PUBLIC or can(actor, Action.SEE_INTERNAL) or own:
            evidence[item.report_id].append(_evidence(item))
    sources = sources_of(session, "progress_report", ids)
    authors = {a.id: a.name for a in session.exec(select(Account))} if can(actor, Action.SEE_SUBMITTED) else {}
    return tuple(
        ReportRecord(
            id=row.id or 0,
            version=row.version,
            milestone_id=row.milestone_id,
            period=periods[row.period_id],
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
            verdict_note=row.verdict_note,
            entered_at=row.entered_at,
            entered_by=authors.get(row.entered_by, ""),
            evidence=tuple(evidence[row.id or 0]),
            sources={name: source for (owner_id, name), source in sources.items() if owner_id == row.id},
        )
        for row in visible
    )


def may_see_report(actor: Actor, row: ProgressReport, *, leads: bool = False) -> bool:
    """Public is what is verified, or published by a CSO; the rest is its author's, the secretariat's and directors'.

    ``leads``: the organisation answers for the milestone; what such a CSO reports is public like an agency's.
    """
    subject = Subject(row.organisation_id, row.assessor)
    if row.state in COUNTED:
        own_word = row.assessor is Assessor.CSO and not leads
        if row.published or (row.state is ReportState.VERIFIED and not own_word):
            return True
        return can(actor, Action.SEE_SUBMITTED, subject)
    if row.state is ReportState.RETURNED and can(actor, Action.VERIFY):
        return True
    return row.state is not ReportState.WITHDRAWN and can(actor, Action.SEE_DRAFT, subject)


def _answering(session: Session, milestone_ids: tuple[int, ...]) -> set[tuple[int, int]]:
    rows = session.exec(select(MilestoneParty).where(col(MilestoneParty.milestone_id).in_(milestone_ids)))
    return {(row.milestone_id, row.organisation_id) for row in rows}


def _as_known(session: Session, rows: Sequence[ProgressReport], as_of: dt.date) -> list[ProgressReport]:
    """The reports as they stood at the end of a day; what was never sent is as it is."""
    editions: dict[int, list[ReportEdition]] = defaultdict(list)
    for edition in session.exec(
        select(ReportEdition)
        .where(col(ReportEdition.report_id).in_([row.id for row in rows]))
        .order_by(col(ReportEdition.known_on), col(ReportEdition.id))
    ):
        editions[edition.report_id].append(edition)
    found = []
    for row in rows:
        everything = editions[row.id or 0]
        known = [edition for edition in everything if edition.known_on <= as_of]
        if known == everything:
            found.append(row)
        elif known:
            found.append(_earlier(row, known))
    return found


def _earlier(row: ProgressReport, known: list[ReportEdition]) -> ProgressReport:
    """What a report said by these editions, as a row of its own that no session knows."""
    latest = known[-1]
    said = {name: getattr(latest, name) for name in _REMEMBERED}
    sent = [edition.known_on for edition in known if edition.state is ReportState.SUBMITTED]
    others = {"status_text": "", "notes": "", "verdict_note": "", "received_on": max(sent, default=latest.known_on)}
    return ProgressReport(**{**row.model_dump(), **others, **said})


#: what an edition keeps of a report
_REMEMBERED = ("state", "percent", "completion", "published", "achievement", "obstacle", "next_step", "entered_at")


def _evidence(item: Evidence) -> EvidenceRecord:
    return EvidenceRecord(
        item.id or 0,
        item.kind,
        item.title,
        item.url,
        item.file_name,
        item.visibility,
        item.verdict,
        item.verdict_reason,
        item.document_date,
        item.version,
        item.document_number,
    )


def _targets(session: Session, milestone_ids: tuple[int, ...], periods: dict[int, Period]) -> tuple[InterimTarget, ...]:
    rows = session.exec(select(MilestoneTarget).where(col(MilestoneTarget.milestone_id).in_(milestone_ids))).all()
    made = [InterimTarget(row.milestone_id, periods[row.period_id], row.text, row.percent) for row in rows]
    return tuple(sorted(made, key=lambda t: (t.milestone_id, t.period)))


def _wording_changes(
    session: Session, actor: Actor, measures: tuple[MeasureRecord, ...]
) -> tuple[WordingChangeRecord, ...]:
    numbers = {m.id: m.number for m in measures}
    names = organisation_names(session)
    rows = session.exec(
        select(WordingChange, Meeting)
        .outerjoin(Meeting, col(Meeting.id) == WordingChange.meeting_id)
        .where(col(WordingChange.measure_id).in_(numbers))
        .order_by(col(WordingChange.id).desc())
    ).all()
    reader = Reader.of(session, actor, {change.meeting_id for change, _ in rows if change.meeting_id is not None})
    return tuple(
        WordingChangeRecord(
            change.id or 0,
            numbers[change.measure_id],
            reader.text(change.meeting_id, change.before),
            change.before_certainty == "inferred",
            reader.text(change.meeting_id, change.after),
            change.state,
            names[change.organisation_id].short if change.organisation_id else "",
            change.meeting_id,
            change.import_id,
            reader.text(change.meeting_id, change.place),
            meeting.held_on if change.meeting_id else None,
        )
        for change, meeting in rows
        if reader.sees(change, meeting)
    )


def _lineage(session: Session, commitment_id: int) -> tuple[LineageRecord, ...]:
    rows = session.exec(
        select(CommitmentLineage).where(
            or_(CommitmentLineage.earlier_id == commitment_id, CommitmentLineage.later_id == commitment_id)
        )
    ).all()
    found = []
    for row in rows:
        is_earlier = row.later_id == commitment_id
        other = session.get_one(Commitment, row.earlier_id if is_earlier else row.later_id)
        plan = session.get_one(ActionPlan, other.plan_id)
        found.append(LineageRecord(plan.code, other.code, other.title, row.kind, is_earlier, row.note, row.confidence))
    return tuple(sorted(found, key=lambda r: r.code))


def _facts(session: Session, commitment_id: int) -> tuple[FactRecord, ...]:
    rows = session.exec(
        select(SourcedFact)
        .where(SourcedFact.commitment_id == commitment_id)
        .order_by(col(SourcedFact.stated_on).desc().nulls_last(), col(SourcedFact.id))
    )
    return tuple(
        FactRecord(r.stated_on, r.date_text, r.parties_as_written, r.text, r.value_text, r.source) for r in rows
    )


def _meetings(
    session: Session, actor: Actor, commitment_id: int, measure_ids: tuple[int, ...]
) -> tuple[MeetingMention, ...]:
    rows = session.exec(
        select(MeetingLink, Meeting)
        .join(Meeting, col(Meeting.id) == MeetingLink.meeting_id)
        .where(
            or_(MeetingLink.commitment_id == commitment_id, col(MeetingLink.measure_id).in_(measure_ids)),
            MeetingLink.state != LinkState.REJECTED,
        )
        # of several links to one meeting a confirmed one speaks
        .order_by(
            col(Meeting.held_on).desc(),
            col(Meeting.id).desc(),
            col(MeetingLink.state) == LinkState.SUGGESTED,
            col(MeetingLink.id),
        )
    ).all()
    reader = Reader.of(session, actor, {link.meeting_id for link, _ in rows})
    mentions: dict[int, MeetingMention] = {}
    for link, meeting in rows:
        if meeting.id in mentions or not (meeting.released or reader.internal):
            continue
        if link.state is LinkState.SUGGESTED and not reader.internal:
            continue
        decisions = session.exec(
            select(Decision).where(Decision.meeting_id == meeting.id).order_by(col(Decision.position))
        ).all()
        mentions[meeting.id or 0] = MeetingMention(
            meeting.id or 0,
            reader.text(meeting.id, meeting.title),
            meeting.held_on,
            reader.text(meeting.id, link.reason) if reader.internal else "",
            link.state,
            tuple(reader.text(meeting.id, d.text) for d in reader.visible(decisions)),
        )
    return tuple(mentions.values())


def _follow_ups(session: Session, actor: Actor, commitment_id: int) -> tuple[FollowUpMention, ...]:
    rows = session.exec(
        select(FollowUp, Meeting)
        .join(Meeting, col(Meeting.id) == FollowUp.meeting_id)
        .where(FollowUp.commitment_id == commitment_id)
        .order_by(col(FollowUp.due_on).nulls_last(), col(FollowUp.id))
    ).all()
    reader = Reader.of(session, actor, {row.meeting_id for row, _ in rows})
    return tuple(
        FollowUpMention(
            row.id or 0,
            row.meeting_id,
            reader.text(row.meeting_id, row.text),
            row.due_on,
            reader.text(row.meeting_id, row.due_text),
            row.due_precision,
            row.state,
        )
        for row, meeting in rows
        if reader.sees(row, meeting)
    )


def _proposals(session: Session, commitment_id: int) -> tuple[ProposalMention, ...]:
    names = organisation_names(session)
    rows = session.exec(select(Proposal).where(Proposal.commitment_id == commitment_id)).all()
    found = []
    for row in rows:
        proposers = session.exec(
            select(ProposalParty.organisation_id).where(
                ProposalParty.proposal_id == row.id, ProposalParty.role == ProposalRole.PROPOSER
            )
        ).all()
        found.append(
            ProposalMention(
                row.id or 0, row.title, tuple(names[p].short for p in proposers), row.state, row.response, row.source
            )
        )
    return tuple(found)

"""Meetings and what came of them, as the actor may see it.

Below SEE_INTERNAL only what a person released, and of the meeting itself only title, date and institutions.
Below SEE_PERSONAL no text leaves this module with the name of a person, and no search finds one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models.language import N_, current_language
from models.problems import NotFound
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, can
from models.rules.wording import Piece, difference, without_names
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    Person,
    Proposal,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.tables.plan import ActionPlan
from models.vocabulary import (
    Certainty,
    DecisionKind,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    Medium,
    MeetingState,
    OutputHorizon,
    ParticipationRole,
    PointKind,
    Precision,
    StatementKind,
    WordingState,
)

OPEN_STATES = frozenset({FollowUpState.OPEN, FollowUpState.RUNNING})
#: a longer search is no search
LONGEST_SEARCH = 200


# -- what may be asked ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings. What is empty narrows nothing."""

    plan: str = ""
    commitment: str = ""
    organisation_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which follow-ups."""

    open_only: bool = False
    overdue: bool = False
    without_owner: bool = False
    without_date: bool = False
    meetings: MeetingFilter = field(default_factory=MeetingFilter)


# -- what is answered -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommitmentName:
    """A commitment as a list names it."""

    id: int
    code: str
    title: str
    plan: str
    #: a link that nobody confirmed yet
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found its words."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list."""

    id: int
    title: str
    held_on: dt.date
    plan: str
    institutions: tuple[OrganisationName, ...]
    commitments: tuple[CommitmentName, ...]
    decisions: int
    follow_ups: int
    open_follow_ups: int
    wording_changes: int
    state: MeetingState
    released: bool
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Where in the minutes it stands."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """A follow-up with whom it waits for."""

    id: int
    version: int
    meeting_id: int
    meeting_title: str
    held_on: dt.date
    text: str
    recipients: str
    purpose: str
    owners: tuple[OrganisationName, ...]
    due_text: str
    due_on: dt.date | None
    due_precision: Precision | None
    state: FollowUpState
    origin: FollowUpOrigin
    commitment: CommitmentName | None
    closed_on: dt.date | None
    evidence_url: str
    inferred: bool
    lines: Lines
    released: bool
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def has_date(self) -> bool:
        """Whether any deadline was said, also one that is no single day."""
        return self.due_on is not None or bool(self.due_text)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was settled."""

    id: int
    version: int
    kind: DecisionKind
    text: str
    organisation: OrganisationName | None
    milestone: str
    commitment: str
    inferred: bool
    lines: Lines
    released: bool


@dataclass(frozen=True, slots=True)
class WordingRecord:
    """A new sentence for a measure, from this meeting."""

    id: int
    version: int
    commitment: str
    measure: int
    before: str
    after: str
    before_inferred: bool
    state: WordingState
    proposed_by: OrganisationName | None
    place: str
    note: str
    released: bool

    @property
    def pieces(self) -> list[Piece]:
        """The two sentences as one, word by word."""
        return difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: an institution; a person only for those who may know."""

    participation_id: int | None
    organisation: OrganisationName | None
    as_written: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """Something said, with what belongs to it."""

    id: int
    version: int
    kind: StatementKind
    text: str
    horizon: OutputHorizon | None
    inferred: bool
    lines: Lines
    released: bool
    children: tuple[StatementRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go."""

    speaker: Speaker
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """Somebody's part, as written."""

    id: int
    role: ParticipationRole
    organisation: OrganisationName | None
    as_written: str
    is_group: bool
    head_count: int | None
    inferred: bool
    is_person: bool
    #: for those who may see personal data
    person: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class PointRecord:
    """Agenda, objective, or text that fits nowhere."""

    kind: PointKind
    text: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """What the meeting or one statement is about."""

    id: int
    state: LinkState
    #: RAN6-13, RAN6-13-1, or the title of a proposal
    target: str
    title: str
    commitment: str
    proposal_id: int | None
    statement_id: int | None
    matched_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The file the facts were taken from; its text for those who may see personal data."""

    file_name: str
    extractor: str
    defects: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is for internal use: everything of a meeting that was not released."""

    state: MeetingState
    document_type: str
    starts_at: str
    ends_at: str
    time_zone: str
    place: str
    medium: Medium | None
    introduction: str
    plan_stage: str
    working_group: str
    is_forum_meeting: bool
    points: tuple[PointRecord, ...]
    participants: tuple[ParticipantRecord, ...]
    links: tuple[LinkRecord, ...]
    document: DocumentRecord | None


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting."""

    id: int
    version: int
    title: str
    held_on: dt.date
    ends_on: dt.date | None
    plan: str
    plan_name: str
    released: bool
    institutions: tuple[OrganisationName, ...]
    commitments: tuple[CommitmentName, ...]
    decisions: tuple[DecisionRecord, ...]
    wording_changes: tuple[WordingRecord, ...]
    follow_ups: tuple[FollowUpRecord, ...]
    turns: tuple[Turn, ...]
    #: statements that were not released and are not shown
    withheld: int
    #: None below SEE_INTERNAL
    minutes: Minutes | None


# -- the questions ----------------------------------------------------------------------------------------------------


def list_meetings(session: Session, actor: Actor, which: MeetingFilter | None = None) -> tuple[MeetingRow, ...]:
    """The meetings that fit, the latest first; a search says where it found its words."""
    which = which or MeetingFilter()
    rows = _meetings(session, actor, which)
    reader = _Reader.of(session, actor, [row.id or 0 for row in rows])
    hits = _search(session, reader, rows, which.text) if which.text.strip() else None
    if hits is not None:
        rows = [row for row in rows if hits.get(row.id or 0)]
    ids = [row.id or 0 for row in rows]
    plans, names = _plan_codes(session), organisation_names(session)
    institutions = _institutions(session, ids, names)
    commitments = _commitments_of(session, reader, ids)
    decisions = _by_meeting(reader.visible(_of(session, Decision, ids)))
    follow_ups = _by_meeting(reader.visible(_of(session, FollowUp, ids)))
    changes = _by_meeting(reader.visible(_of(session, WordingChange, ids)))
    return tuple(
        MeetingRow(
            id=key,
            title=reader.text(key, row.title),
            held_on=row.held_on,
            plan=plans.get(row.plan_id, ""),
            institutions=institutions[key],
            commitments=commitments[key],
            decisions=len(decisions[key]),
            follow_ups=len(follow_ups[key]),
            open_follow_ups=sum(1 for f in follow_ups[key] if f.state in OPEN_STATES),
            wording_changes=len(changes[key]),
            state=row.state,
            released=row.released,
            hits=tuple(hits[key]) if hits else (),
        )
        for key, row in zip(ids, rows, strict=True)
    )


def list_follow_ups(
    session: Session, actor: Actor, today: dt.date, which: FollowUpFilter | None = None
) -> tuple[FollowUpRecord, ...]:
    """The follow-ups that fit: overdue ones first, then by deadline, those without any last."""
    which = which or FollowUpFilter()
    meetings = {row.id or 0: row for row in _meetings(session, actor, which.meetings)}
    reader = _Reader.of(session, actor, meetings)
    found = _follow_ups(session, reader, meetings, today)
    wanted = [f for f in found if _fits(f, which) and _says(f, which.meetings.text)]
    return tuple(sorted(wanted, key=_urgency))


def meeting_detail(session: Session, actor: Actor, meeting_id: int, today: dt.date) -> MeetingDetail:
    """One meeting. Raises NotFound, also for one that the actor may not know of."""
    row = session.get(Meeting, meeting_id)
    if row is None or not (row.released or can(actor, Action.SEE_INTERNAL)):
        raise NotFound
    reader = _Reader.of(session, actor, [meeting_id])
    names = organisation_names(session)
    plan = session.get(ActionPlan, row.plan_id) if row.plan_id else None
    statements = sorted(_of(session, Statement, [meeting_id]), key=lambda s: s.position)
    shown = reader.visible(statements)
    return MeetingDetail(
        id=meeting_id,
        version=row.version,
        title=reader.text(meeting_id, row.title),
        held_on=row.held_on,
        ends_on=row.ends_on,
        plan=plan.code if plan else "",
        plan_name=_plan_name(plan),
        released=row.released,
        institutions=_institutions(session, [meeting_id], names)[meeting_id],
        commitments=_commitments_of(session, reader, [meeting_id])[meeting_id],
        decisions=_decisions(session, reader, meeting_id, names),
        wording_changes=_wording_changes(session, reader, meeting_id, names),
        follow_ups=_follow_ups(session, reader, {meeting_id: row}, today),
        turns=_turns(shown, statements, _speakers(session, reader, meeting_id, names), reader),
        withheld=len(statements) - len(shown),
        minutes=_minutes(session, reader, row, names) if reader.internal else None,
    )


def commitment_names(session: Session, actor: Actor) -> tuple[CommitmentName, ...]:
    """All commitments as a choice, the latest plan first."""
    rows = session.exec(
        select(Commitment, ActionPlan)
        .join(ActionPlan, col(ActionPlan.id) == Commitment.plan_id)
        .order_by(col(ActionPlan.number).desc(), col(Commitment.number), col(Commitment.code))
    ).all()
    return tuple(_commitment_name(commitment, plan.code) for commitment, plan in rows)


# -- who may see what -------------------------------------------------------------------------------------------------

Released = TypeVar("Released", Statement, Decision, FollowUp, WordingChange)
Found = TypeVar("Found", Statement, Decision, FollowUp, WordingChange, MeetingPoint, Participation, MeetingLink)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one actor may see of these meetings, and the names to leave out of the texts of each."""

    internal: bool
    personal: bool
    names: Mapping[int, tuple[str, ...]]

    @classmethod
    def of(cls, session: Session, actor: Actor, meeting_ids: Collection[int]) -> _Reader:
        personal = can(actor, Action.SEE_PERSONAL)
        names = {} if personal else names_in(session, meeting_ids)
        return cls(can(actor, Action.SEE_INTERNAL), personal, names)

    def visible(self, rows: Iterable[Released]) -> list[Released]:
        """The rows of meetings the actor sees that are released, or all."""
        return [row for row in rows if row.released or self.internal]

    def text(self, meeting_id: int | None, text: str) -> str:
        """A text of a meeting as this actor may read it."""
        return text if self.personal else without_names(text, self.names.get(meeting_id or 0, ()))


def names_in(session: Session, meeting_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The people of each meeting. For masking and erasing; never part of an answer."""
    rows = session.exec(
        select(Participation.meeting_id, Person.name)
        .join(Person, col(Person.id) == Participation.person_id)
        .where(col(Participation.meeting_id).in_(meeting_ids), col(Person.erased).is_(False))
    ).all()
    names: dict[int, list[str]] = defaultdict(list)
    for meeting_id, name in rows:
        names[meeting_id].append(name)
    return {meeting_id: tuple(found) for meeting_id, found in names.items()}


# -- meetings ---------------------------------------------------------------------------------------------------------


def _meetings(session: Session, actor: Actor, which: MeetingFilter) -> list[Meeting]:
    query = select(Meeting).order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
    internal = can(actor, Action.SEE_INTERNAL)
    if not internal:
        query = query.where(col(Meeting.released))
    if which.plan:
        query = query.join(ActionPlan, col(ActionPlan.id) == Meeting.plan_id).where(ActionPlan.code == which.plan)
    if which.organisation_id is not None:
        query = query.where(or_(*_with_organisation(which.organisation_id, internal)))
    if which.commitment:
        query = query.where(or_(*_about(which.commitment, internal)))
    return list(session.exec(query).all())


def _with_organisation(organisation_id: int, internal: bool) -> list[ColumnElement[bool]]:
    took_part = select(Participation.meeting_id).where(Participation.organisation_id == organisation_id)
    owes = (
        select(FollowUp.meeting_id)
        .join(FollowUpOwner, col(FollowUpOwner.follow_up_id) == FollowUp.id)
        .where(FollowUpOwner.organisation_id == organisation_id, *_only_released(FollowUp.released, internal))
    )
    return [col(Meeting.id).in_(took_part), col(Meeting.id).in_(owes)]


def _about(code: str, internal: bool) -> list[ColumnElement[bool]]:
    commitment = select(Commitment.id).where(Commitment.code == code.strip().upper())
    measures = select(SuccessMeasure.id).where(col(SuccessMeasure.commitment_id).in_(commitment))
    states = [LinkState.CONFIRMED, LinkState.SUGGESTED] if internal else [LinkState.CONFIRMED]
    linked = select(MeetingLink.meeting_id).where(
        or_(col(MeetingLink.commitment_id).in_(commitment), col(MeetingLink.measure_id).in_(measures)),
        col(MeetingLink.state).in_(states),
    )
    follow_ups = select(FollowUp.meeting_id).where(
        col(FollowUp.commitment_id).in_(commitment), *_only_released(FollowUp.released, internal)
    )
    return [col(Meeting.id).in_(linked), col(Meeting.id).in_(follow_ups)]


def _only_released(column: Any, internal: bool) -> list[ColumnElement[bool]]:
    return [] if internal else [col(column).is_(True)]


def _of(session: Session, kind: type[Found], meeting_ids: Collection[int]) -> list[Found]:
    """The rows of one table that belong to these meetings."""
    query = select(kind).where(col(kind.meeting_id).in_(meeting_ids)).order_by(col(kind.id))
    return list(session.exec(query).all())


def _by_meeting(rows: Iterable[Released]) -> dict[int, list[Released]]:
    groups: dict[int, list[Released]] = defaultdict(list)
    for row in rows:
        groups[row.meeting_id or 0].append(row)
    return groups


def _institutions(
    session: Session, meeting_ids: Collection[int], names: Mapping[int, OrganisationName]
) -> dict[int, tuple[OrganisationName, ...]]:
    """Who took part, by institution, in the order of the list; never a person and nothing as written."""
    found: dict[int, dict[OrganisationName, None]] = defaultdict(dict)
    for row in sorted(_of(session, Participation, meeting_ids), key=lambda p: p.position):
        if row.organisation_id is not None and row.role is not ParticipationRole.ABSENT:
            found[row.meeting_id][names[row.organisation_id]] = None
    return {key: tuple(found[key]) for key in meeting_ids}


def _plan_codes(session: Session) -> dict[int | None, str]:
    return {plan.id: plan.code for plan in session.exec(select(ActionPlan))}


def _plan_name(plan: ActionPlan | None) -> str:
    if plan is None:
        return ""
    return (plan.name_en if current_language() == "en" else "") or plan.name_id


# -- links ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Target:
    """What a link points to."""

    label: str
    title: str
    commitment: CommitmentName | None


def _targets(session: Session, links: Sequence[MeetingLink]) -> dict[int, _Target]:
    """Where each link leads."""
    measures = {
        measure.id: measure
        for measure in session.exec(
            select(SuccessMeasure).where(col(SuccessMeasure.id).in_({link.measure_id for link in links}))
        )
    }
    proposals = {
        proposal.id: proposal
        for proposal in session.exec(select(Proposal).where(col(Proposal.id).in_({link.proposal_id for link in links})))
    }
    wanted = {link.commitment_id for link in links} | {m.commitment_id for m in measures.values()}
    commitments = _commitments(session, {key for key in wanted if key is not None})
    found: dict[int, _Target] = {}
    for link in links:
        if link.commitment_id is not None:
            commitment = commitments[link.commitment_id]
            found[link.id or 0] = _Target(commitment.code, commitment.title, commitment)
        elif link.measure_id is not None:
            measure = measures[link.measure_id]
            commitment = commitments[measure.commitment_id]
            found[link.id or 0] = _Target(f"{commitment.code}-{measure.number}", commitment.title, commitment)
        else:
            found[link.id or 0] = _Target(proposals[link.proposal_id].title, "", None)
    return found


def _commitments(session: Session, ids: Collection[int]) -> dict[int, CommitmentName]:
    plans = _plan_codes(session)
    rows = session.exec(select(Commitment).where(col(Commitment.id).in_(ids))).all()
    return {row.id or 0: _commitment_name(row, plans[row.plan_id]) for row in rows}


def _commitment_name(row: Commitment, plan: str) -> CommitmentName:
    titles = (row.title_en, row.title_id) if current_language() == "en" else (row.title_id, row.title_en)
    return CommitmentName(row.id or 0, row.code, titles[0] or titles[1], plan)


def _commitments_of(
    session: Session, reader: _Reader, meeting_ids: Collection[int]
) -> dict[int, tuple[CommitmentName, ...]]:
    """The commitments each meeting is about, directly or by a measure; a suggestion only for internal eyes."""
    links = [link for link in _of(session, MeetingLink, meeting_ids) if _is_shown(link, reader)]
    targets = _targets(session, links)
    found: dict[int, dict[str, CommitmentName]] = defaultdict(dict)
    for link in sorted(links, key=lambda one: one.state is LinkState.SUGGESTED):
        commitment = targets[link.id or 0].commitment
        if commitment is not None:
            suggested = link.state is LinkState.SUGGESTED
            name = CommitmentName(commitment.id, commitment.code, commitment.title, commitment.plan, suggested)
            found[link.meeting_id].setdefault(commitment.code, name)
    return {key: tuple(found[key].values()) for key in meeting_ids}


def _is_shown(link: MeetingLink, reader: _Reader) -> bool:
    return link.state is LinkState.CONFIRMED or (reader.internal and link.state is LinkState.SUGGESTED)


def _links(session: Session, reader: _Reader, meeting_id: int) -> tuple[LinkRecord, ...]:
    links = _of(session, MeetingLink, [meeting_id])
    targets = _targets(session, links)
    return tuple(
        LinkRecord(
            id=link.id or 0,
            state=link.state,
            target=reader.text(meeting_id, targets[link.id or 0].label),
            title=targets[link.id or 0].title,
            commitment=_code(targets[link.id or 0].commitment),
            proposal_id=link.proposal_id,
            statement_id=link.statement_id,
            matched_text=reader.text(meeting_id, link.matched_text),
            reason=reader.text(meeting_id, link.reason),
        )
        for link in links
    )


def _code(commitment: CommitmentName | None) -> str:
    return commitment.code if commitment else ""


# -- what came of it --------------------------------------------------------------------------------------------------


def _decisions(
    session: Session, reader: _Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[DecisionRecord, ...]:
    rows = sorted(reader.visible(_of(session, Decision, [meeting_id])), key=lambda d: d.position)
    milestones = _milestones(session, {row.milestone_id for row in rows})
    return tuple(
        DecisionRecord(
            id=row.id or 0,
            version=row.version,
            kind=row.kind,
            text=reader.text(meeting_id, row.text),
            organisation=names.get(row.organisation_id or 0),
            milestone=milestones.get(row.milestone_id, ("", ""))[0],
            commitment=milestones.get(row.milestone_id, ("", ""))[1],
            inferred=_is_inferred(row),
            lines=Lines(row.first_line, row.last_line),
            released=row.released,
        )
        for row in rows
    )


def _milestones(session: Session, ids: Collection[int | None]) -> dict[int | None, tuple[str, str]]:
    """Row code and commitment code."""
    rows = session.exec(
        select(Milestone.id, Milestone.row_code, Commitment.code)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(col(Milestone.id).in_(ids))
    ).all()
    return {key: (row_code, code) for key, row_code, code in rows}


def _wording_changes(
    session: Session, reader: _Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[WordingRecord, ...]:
    rows = session.exec(
        select(WordingChange, SuccessMeasure.number, Commitment.code)
        .join(SuccessMeasure, col(SuccessMeasure.id) == WordingChange.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(WordingChange.meeting_id == meeting_id)
        .order_by(col(WordingChange.id))
    ).all()
    return tuple(
        WordingRecord(
            id=row.id or 0,
            version=row.version,
            commitment=code,
            measure=number,
            before=reader.text(meeting_id, row.before),
            after=reader.text(meeting_id, row.after),
            before_inferred=row.before_certainty is Certainty.INFERRED,
            state=row.state,
            proposed_by=names.get(row.organisation_id or 0),
            place=reader.text(meeting_id, row.place),
            note=reader.text(meeting_id, row.note),
            released=row.released,
        )
        for row, number, code in rows
        if row.released or reader.internal
    )


def _follow_ups(
    session: Session, reader: _Reader, meetings: Mapping[int, Meeting], today: dt.date
) -> tuple[FollowUpRecord, ...]:
    rows = reader.visible(_of(session, FollowUp, meetings))
    owners = _owners(session, [row.id or 0 for row in rows])
    commitments = _commitments(session, {row.commitment_id for row in rows if row.commitment_id is not None})
    ordered = sorted(rows, key=lambda f: (f.meeting_id, f.position))
    return tuple(
        FollowUpRecord(
            id=row.id or 0,
            version=row.version,
            meeting_id=row.meeting_id,
            meeting_title=reader.text(row.meeting_id, meetings[row.meeting_id].title),
            held_on=meetings[row.meeting_id].held_on,
            text=reader.text(row.meeting_id, row.text),
            recipients=reader.text(row.meeting_id, row.recipients),
            purpose=reader.text(row.meeting_id, row.purpose),
            owners=owners[row.id or 0],
            due_text=reader.text(row.meeting_id, row.due_text),
            due_on=row.due_on,
            due_precision=row.due_precision,
            state=row.state,
            origin=row.origin,
            commitment=commitments.get(row.commitment_id or 0),
            closed_on=row.closed_on,
            evidence_url=row.evidence_url,
            inferred=_is_inferred(row),
            lines=Lines(row.first_line, row.last_line),
            released=row.released,
            is_overdue=row.state in OPEN_STATES and row.due_on is not None and row.due_on < today,
        )
        for row in ordered
    )


def _owners(session: Session, follow_up_ids: Collection[int]) -> dict[int, tuple[OrganisationName, ...]]:
    names = organisation_names(session)
    rows = session.exec(
        select(FollowUpOwner).where(col(FollowUpOwner.follow_up_id).in_(follow_up_ids)).order_by(col(FollowUpOwner.id))
    ).all()
    found: dict[int, list[OrganisationName]] = defaultdict(list)
    for row in rows:
        found[row.follow_up_id].append(names[row.organisation_id])
    return {key: tuple(found[key]) for key in follow_up_ids}


def _is_inferred(row: Statement | Decision | FollowUp) -> bool:
    return row.certainty is Certainty.INFERRED


def _fits(row: FollowUpRecord, which: FollowUpFilter) -> bool:
    return (
        (row.is_open or not which.open_only)
        and (row.is_overdue or not which.overdue)
        and (not row.owners or not which.without_owner)
        and (not row.has_date or not which.without_date)
    )


def _urgency(row: FollowUpRecord) -> tuple[bool, bool, dt.date, int]:
    return (not row.is_open, not row.is_overdue, row.due_on or dt.date.max, -row.held_on.toordinal())


# -- what was said ----------------------------------------------------------------------------------------------------


def _speakers(
    session: Session, reader: _Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> Callable[[Statement], Speaker]:
    """Who said a statement, as this reader may know."""
    parts = {part.id: part for part in _of(session, Participation, [meeting_id])}
    people = _people(session, meeting_id) if reader.personal else {}

    def speaker_of(row: Statement) -> Speaker:
        part = parts.get(row.participation_id)
        organisation = names.get(row.organisation_id or 0)
        if part is None:
            return Speaker(None, organisation)
        if not reader.internal:
            return Speaker(part.id, organisation)
        written = reader.text(meeting_id, part.as_written)
        return Speaker(part.id, organisation, written, people.get(part.person_id, ""))

    return speaker_of


def _people(session: Session, meeting_id: int) -> dict[int | None, str]:
    rows = session.exec(
        select(Person)
        .join(Participation, col(Participation.person_id) == Person.id)
        .where(Participation.meeting_id == meeting_id)
    ).all()
    return {person.id: person.name for person in rows}


def _turns(
    shown: Sequence[Statement],
    everything: Sequence[Statement],
    speaker_of: Callable[[Statement], Speaker],
    reader: _Reader,
) -> tuple[Turn, ...]:
    """The statements as a tree under their speakers. What hangs below a hidden one moves up to what is shown."""
    visible, parents = {row.id for row in shown}, {row.id: row.parent_id for row in everything}
    children: dict[int | None, list[Statement]] = defaultdict(list)
    for row in shown:
        above = row.parent_id
        while above is not None and above not in visible:
            above = parents[above]
        children[above].append(row)

    def record(row: Statement) -> StatementRecord:
        return StatementRecord(
            id=row.id or 0,
            version=row.version,
            kind=row.kind,
            text=reader.text(row.meeting_id, row.text),
            horizon=row.horizon,
            inferred=_is_inferred(row),
            lines=Lines(row.first_line, row.last_line),
            released=row.released,
            children=tuple(record(child) for child in children[row.id]),
        )

    by_speaker = groupby(children[None], key=speaker_of)
    return tuple(Turn(speaker, tuple(record(row) for row in rows)) for speaker, rows in by_speaker)


# -- the minutes ------------------------------------------------------------------------------------------------------


def _minutes(session: Session, reader: _Reader, row: Meeting, names: Mapping[int, OrganisationName]) -> Minutes:
    key = row.id or 0
    points = sorted(_of(session, MeetingPoint, [key]), key=lambda p: (p.kind, p.position))
    return Minutes(
        state=row.state,
        document_type=row.document_type,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        place=reader.text(key, row.place),
        medium=row.medium,
        introduction=reader.text(key, row.introduction),
        plan_stage=row.plan_stage,
        working_group=reader.text(key, row.working_group),
        is_forum_meeting=row.is_forum_meeting,
        points=tuple(PointRecord(point.kind, reader.text(key, point.text)) for point in points),
        participants=_participants(session, reader, key, names),
        links=_links(session, reader, key),
        document=_document(session, reader, row),
    )


def _participants(
    session: Session, reader: _Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[ParticipantRecord, ...]:
    people = _people(session, meeting_id) if reader.personal else {}
    return tuple(
        ParticipantRecord(
            id=row.id or 0,
            role=row.role,
            organisation=names.get(row.organisation_id or 0),
            as_written=reader.text(meeting_id, row.as_written),
            is_group=row.is_group,
            head_count=row.head_count,
            inferred=row.certainty is Certainty.INFERRED,
            is_person=row.person_id is not None,
            person=people.get(row.person_id, ""),
            person_id=row.person_id if reader.personal else None,
        )
        for row in sorted(_of(session, Participation, [meeting_id]), key=lambda p: p.position)
    )


def _document(session: Session, reader: _Reader, row: Meeting) -> DocumentRecord | None:
    document = session.get(SourceDocument, row.document_id) if row.document_id else None
    if document is None:
        return None
    key = row.id or 0
    return DocumentRecord(
        file_name=reader.text(key, document.file_name),
        extractor=document.extractor,
        defects=reader.text(key, document.defects),
        text=document.text if reader.personal else None,
    )


# -- search -----------------------------------------------------------------------------------------------------------

Searched = TypeVar("Searched", Statement, Decision, FollowUp)


def _search(session: Session, reader: _Reader, meetings: Sequence[Meeting], text: str) -> dict[int, list[Hit]]:
    """Where all words of a search stand together, in texts as this reader may read them.

    The database narrows (``%`` and ``_`` are ordinary characters); what counts is the text without names, or a
    search would tell who spoke.
    """
    words = _words(text)
    ids = [row.id or 0 for row in meetings]
    hits: dict[int, list[Hit]] = defaultdict(list)
    for row in meetings:
        if _has_all(title := reader.text(row.id, row.title), words):
            hits[row.id or 0].append(Hit(N_("Judul"), title))
    for hit in (
        *_found(session, reader, Decision, ids, words),
        *_found(session, reader, FollowUp, ids, words),
        *_found(session, reader, Statement, ids, words),
    ):
        hits[hit[0]].append(hit[1])
    return hits


_NAMES_OF_HITS: dict[type[Any], str] = {
    Decision: N_("Keputusan"),
    FollowUp: N_("Tindak lanjut"),
    Statement: N_("Pembahasan"),
}


def _found(
    session: Session, reader: _Reader, kind: type[Searched], meeting_ids: Collection[int], words: Sequence[str]
) -> list[tuple[int, Hit]]:
    narrowed = [col(kind.text).icontains(word, autoescape=True) for word in words]
    query = select(kind).where(col(kind.meeting_id).in_(meeting_ids), *narrowed).order_by(col(kind.position))
    shown = [(row.meeting_id, reader.text(row.meeting_id, row.text)) for row in reader.visible(session.exec(query))]
    return [(key, Hit(_NAMES_OF_HITS[kind], text)) for key, text in shown if _has_all(text, words)]


def _words(text: str) -> list[str]:
    return text[:LONGEST_SEARCH].split()


def _has_all(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def _says(row: FollowUpRecord, text: str) -> bool:
    return _has_all(f"{row.text} {row.recipients} {row.purpose} {row.due_text}", _words(text))

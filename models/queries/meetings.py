"""Meetings and what came of them, as the actor may see it.

Below SEE_INTERNAL only what a person released, and of the meeting itself only title, date and institutions.
Below SEE_PERSONAL no text leaves with the name of a person, and no search finds one (``meeting_reader``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from models.language import current_language
from models.problems import NotFound
from models.queries.meeting_links import commitment_name, commitments_of, plan_codes
from models.queries.meeting_minutes import discussion_of, minutes_of
from models.queries.meeting_outcomes import decisions_of, follow_ups_of, wording_changes_of
from models.queries.meeting_reader import Reader, Released, rows_of
from models.queries.meeting_records import (
    OPEN_STATES,
    CommitmentName,
    FollowUpFilter,
    FollowUpRecord,
    MeetingDetail,
    MeetingFilter,
    MeetingRow,
)
from models.queries.meeting_search import says, search
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, can
from models.tables.commitment import Commitment, SuccessMeasure
from models.tables.meeting import Decision, FollowUp, FollowUpOwner, Meeting, MeetingLink, Participation, WordingChange
from models.tables.plan import ActionPlan
from models.vocabulary import LinkState, ParticipationRole


def list_meetings(session: Session, actor: Actor, which: MeetingFilter | None = None) -> tuple[MeetingRow, ...]:
    """The meetings that fit, the latest first; a search says where it found its words."""
    which = which or MeetingFilter()
    rows = _meetings(session, actor, which)
    reader = Reader.of(session, actor, [row.id or 0 for row in rows])
    hits = search(session, reader, rows, which.text) if which.text.strip() else None
    if hits is not None:
        rows = [row for row in rows if hits.get(row.id or 0)]
    ids = [row.id or 0 for row in rows]
    plans, names = plan_codes(session), organisation_names(session)
    institutions = _institutions(session, ids, names)
    commitments = commitments_of(session, reader, ids)
    decisions = _by_meeting(reader.visible(rows_of(session, Decision, ids)))
    follow_ups = _by_meeting(reader.visible(rows_of(session, FollowUp, ids)))
    changes = _by_meeting(reader.visible(rows_of(session, WordingChange, ids)))
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
    reader = Reader.of(session, actor, meetings)
    found = follow_ups_of(session, reader, meetings, today)
    wanted = [f for f in found if _fits(f, which) and says(f, which.meetings.text)]
    return tuple(sorted(wanted, key=_urgency))


def meeting_detail(session: Session, actor: Actor, meeting_id: int, today: dt.date) -> MeetingDetail:
    """One meeting. Raises NotFound, also for one that the actor may not know of."""
    row = session.get(Meeting, meeting_id)
    if row is None or not (row.released or can(actor, Action.SEE_INTERNAL)):
        raise NotFound
    reader = Reader.of(session, actor, [meeting_id])
    names = organisation_names(session)
    plan = session.get(ActionPlan, row.plan_id) if row.plan_id else None
    turns, withheld = discussion_of(session, reader, meeting_id, names)
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
        commitments=commitments_of(session, reader, [meeting_id])[meeting_id],
        decisions=decisions_of(session, reader, meeting_id, names),
        wording_changes=wording_changes_of(session, reader, meeting_id, names),
        follow_ups=follow_ups_of(session, reader, {meeting_id: row}, today),
        turns=turns,
        withheld=withheld,
        minutes=minutes_of(session, reader, row, names) if reader.internal else None,
    )


def commitment_names(session: Session, actor: Actor) -> tuple[CommitmentName, ...]:
    """All commitments as a choice, the latest plan first."""
    rows = session.exec(
        select(Commitment, ActionPlan)
        .join(ActionPlan, col(ActionPlan.id) == Commitment.plan_id)
        .order_by(col(ActionPlan.number).desc(), col(Commitment.number), col(Commitment.code))
    ).all()
    return tuple(commitment_name(commitment, plan.code) for commitment, plan in rows)


# -- which of them ----------------------------------------------------------------------------------------------------


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


def _fits(row: FollowUpRecord, which: FollowUpFilter) -> bool:
    return (
        (row.is_open or not which.open_only)
        and (row.is_overdue or not which.overdue)
        and (not row.owners or not which.without_owner)
        and (not row.has_date or not which.without_date)
    )


def _urgency(row: FollowUpRecord) -> tuple[bool, bool, dt.date, int]:
    return (not row.is_open, not row.is_overdue, row.due_on or dt.date.max, -row.held_on.toordinal())


# -- their rows -------------------------------------------------------------------------------------------------------


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
    for row in sorted(rows_of(session, Participation, meeting_ids), key=lambda p: p.position):
        if row.organisation_id is not None and row.role is not ParticipationRole.ABSENT:
            found[row.meeting_id][names[row.organisation_id]] = None
    return {key: tuple(found[key]) for key in meeting_ids}


def _plan_name(plan: ActionPlan | None) -> str:
    if plan is None:
        return ""
    return (plan.name_en if current_language() == "en" else "") or plan.name_id

"""What came of a meeting: decisions, new sentences for measures, follow-ups."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from models.queries.meeting_links import commitments_by_id
from models.queries.meeting_reader import Reader, rows_of
from models.queries.meeting_records import OPEN_STATES, DecisionRecord, FollowUpRecord, Lines, WordingRecord
from models.queries.progress import OrganisationName, organisation_names
from models.rules.periods import is_past
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.meeting import Decision, FollowUp, FollowUpOwner, Meeting, WordingChange
from models.vocabulary import Certainty


def decisions_of(
    session: Session, reader: Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[DecisionRecord, ...]:
    """The decisions of a meeting in their order."""
    rows = sorted(reader.visible(rows_of(session, Decision, [meeting_id])), key=lambda d: d.position)
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
            inferred=row.certainty is Certainty.INFERRED,
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


def wording_changes_of(
    session: Session, reader: Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[WordingRecord, ...]:
    """The sentences a meeting would change, before and after."""
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


def follow_ups_of(
    session: Session, reader: Reader, meetings: Mapping[int, Meeting], today: dt.date
) -> tuple[FollowUpRecord, ...]:
    """The follow-ups of these meetings, meeting by meeting in their order."""
    rows = reader.visible(rows_of(session, FollowUp, meetings))
    owners = _owners(session, [row.id or 0 for row in rows])
    commitments = commitments_by_id(session, {row.commitment_id for row in rows if row.commitment_id is not None})
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
            inferred=row.certainty is Certainty.INFERRED,
            lines=Lines(row.first_line, row.last_line),
            released=row.released,
            is_overdue=row.state in OPEN_STATES and is_past(row.due_on, today),
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

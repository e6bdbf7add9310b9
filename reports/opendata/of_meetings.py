"""Meetings and what came of them, as far as a person released it; never the name of a person."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from models.queries.meeting_records import FollowUpFilter, MeetingDetail, MeetingFilter, MeetingRow, StatementRecord
from models.queries.meetings import list_follow_ups, list_meetings, meeting_detail
from models.rules.access import VISITOR
from models.vocabulary import DecisionKind, FollowUpState, StatementKind, WordingState
from reports.opendata.describe import SEPARATOR, Asked, Field, Resource, Row, codes, names


def _meetings(session: Session, asked: Asked) -> Iterator[MeetingRow]:
    for m in list_meetings(session, VISITOR):
        if asked.plan and asked.plan.casefold() != m.plan.casefold():
            continue
        if asked.commitment and asked.commitment.casefold() not in {c.code.casefold() for c in m.commitments}:
            continue
        if not asked.leaves_out(asked.commitment, (o.short for o in m.institutions)):
            yield m


def _details(session: Session, asked: Asked) -> Iterator[MeetingDetail]:
    return (meeting_detail(session, VISITOR, m.id, asked.today) for m in _meetings(session, asked))


def _meeting_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for m in _meetings(session, asked):
        yield {
            "id": m.id,
            "title": m.title,
            "held_on": m.held_on,
            "plan": m.plan,
            "institutions": names(m.institutions),
            "commitments": SEPARATOR.join(c.code for c in m.commitments),
            "decisions": m.decisions,
            "wording_changes": m.wording_changes,
            "follow_ups": m.follow_ups,
        }


def _decision_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for m in _details(session, asked):
        for d in m.decisions:
            yield {
                "id": d.id,
                "meeting": m.id,
                "kind": d.kind.value,
                "text": d.text,
                "organisation": d.organisation.short if d.organisation else "",
                "row_code": d.milestone,
            }


def _statement_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for m in _details(session, asked):
        for turn in m.turns:
            who = turn.speaker.organisation.short if turn.speaker.organisation else ""
            for statement in _with_children(turn.statements):
                yield {
                    "id": statement.id,
                    "meeting": m.id,
                    "organisation": who,
                    "kind": statement.kind.value,
                    "text": statement.text,
                }


def _with_children(statements: tuple[StatementRecord, ...]) -> Iterator[StatementRecord]:
    for statement in statements:
        if statement.released:
            yield statement
        yield from _with_children(statement.children)


def _wording_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for m in _details(session, asked):
        for w in m.wording_changes:
            yield {
                "id": w.id,
                "meeting": m.id,
                "commitment": w.commitment,
                "measure": w.measure,
                "before": w.before,
                "after": w.after,
                "state": w.state.value,
                "proposed_by": w.proposed_by.short if w.proposed_by else "",
            }


def _follow_up_rows(session: Session, asked: Asked) -> Iterator[Row]:
    which = FollowUpFilter(meetings=MeetingFilter())
    of_plan = {m.id for m in _meetings(session, Asked(asked.today, plan=asked.plan))}
    for f in list_follow_ups(session, VISITOR, asked.today, which):
        code = f.commitment.code if f.commitment else ""
        if f.meeting_id not in of_plan or asked.leaves_out(code, (o.short for o in f.owners)):
            continue
        yield {
            "id": f.id,
            "meeting": f.meeting_id,
            "text": f.text,
            "owners": names(f.owners),
            "due_as_written": f.due_text,
            "due_on": f.due_on,
            "state": f.state.value,
            "overdue": f.is_overdue,
            "closed_on": f.closed_on,
            "commitment": code,
        }


_ID = Field("id", "number", "integer", required=True)
_MEETING = Field("meeting", "number of the meeting", "integer", required=True)
_TO_MEETING = (("meeting",), "meetings", ("id",))

MEETINGS = Resource(
    "meetings",
    "Meetings whose minutes were released; never the names of people",
    (
        _ID,
        Field("title", "title", required=True),
        Field("held_on", "day", "date", required=True),
        Field("plan", "plan it was about"),
        Field("institutions", "institutions that took part, separated by “; ”"),
        Field("commitments", "commitments it spoke of, separated by “; ”"),
        Field("decisions", "released decisions", "integer", required=True),
        Field("wording_changes", "released changes of wording", "integer", required=True),
        Field("follow_ups", "released follow-ups", "integer", required=True),
    ),
    _meeting_rows,
    key=("id",),
    refers=((("plan",), "plans", ("code",)),),
)
DECISIONS = Resource(
    "decisions",
    "Released decisions of meetings",
    (
        _ID,
        _MEETING,
        Field("kind", "what sort of decision", required=True, values=codes(DecisionKind)),
        Field("text", "what was settled"),
        Field("organisation", "institution it is about"),
        Field("row_code", "milestone it is about"),
    ),
    _decision_rows,
    key=("id",),
    refers=(_TO_MEETING, (("row_code",), "milestones", ("row_code",))),
)
STATEMENTS = Resource(
    "statements",
    "Released statements from meetings, by institution",
    (
        _ID,
        _MEETING,
        Field("organisation", "institution that spoke"),
        Field("kind", "what sort of statement", required=True, values=codes(StatementKind)),
        Field("text", "what was said"),
    ),
    _statement_rows,
    key=("id",),
    refers=(_TO_MEETING,),
)
WORDING_CHANGES = Resource(
    "wording-changes",
    "Released changes of the wording of success measures",
    (
        _ID,
        _MEETING,
        Field("commitment", "code of the commitment", required=True),
        Field("measure", "number of the measure", "integer", required=True),
        Field("before", "the sentence before"),
        Field("after", "the sentence after"),
        Field("state", "where the change stands", required=True, values=codes(WordingState)),
        Field("proposed_by", "institution that proposed it"),
    ),
    _wording_rows,
    key=("id",),
    refers=(_TO_MEETING, (("commitment",), "commitments", ("code",))),
)
FOLLOW_UPS = Resource(
    "follow-ups",
    "Released follow-ups",
    (
        _ID,
        _MEETING,
        Field("text", "what was promised"),
        Field("owners", "institutions that owe it, separated by “; ”"),
        Field("due_as_written", "due date as written"),
        Field("due_on", "due date", "date"),
        Field("state", "where it stands", required=True, values=codes(FollowUpState)),
        Field("overdue", "whether it is open and its due date has passed", "boolean", required=True),
        Field("closed_on", "day it was closed", "date"),
        Field("commitment", "commitment it concerns"),
    ),
    _follow_up_rows,
    key=("id",),
    refers=(_TO_MEETING, (("commitment",), "commitments", ("code",))),
)

"""What changed in a plan, one sentence per act and row (``recent_words``), with its topic, reason and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlmodel import Session, and_, col, or_, select

from models.language import WIB
from models.queries.history_words import Words, field_word, number_in, place_words
from models.queries.recent_words import Event, Teller, editions_of
from models.rules.access import Action, Actor, can
from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.meeting import Decision, Meeting
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import ChangeKind, ReportState, SourceKind, label

#: changes read per sentence that is wanted: one act on one row changes several fields
_FIELDS_PER_ACT: Final = 25


class Topic(StrEnum):
    """What a change is about; the values stand in addresses."""

    REPORT = "laporan"
    VERDICT = "putusan"
    EVIDENCE = "data-dukung"
    WORDING = "rumusan"
    TARGET = "target"
    DATE = "batas-waktu"
    PARTY = "pihak"
    DECISION = "keputusan"
    COMMITMENT = "komitmen"


@dataclass(frozen=True, slots=True)
class Difference:
    """One text from before to after, in full."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Recent:
    """One thing that happened: when, what in a sentence, who, why, and the page that shows it."""

    at: dt.datetime
    text: str
    who: str
    #: for those who may see the history
    reason: str
    source: SourceKind
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    topic: Topic = Topic.COMMITMENT
    #: whose report, or who became or ceased to be a party
    organisation_id: int | None = None
    #: file and cell, or file and line; for those who may see the history
    place: str = ""
    import_id: int | None = None
    #: a meeting that the reader may open
    meeting_id: int | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def commitment_code(self) -> str:
        """The commitment it belongs to; empty for a meeting's decision."""
        return self.query.get("kode", "")

    def __str__(self) -> str:
        return self.text


def recent_changes(
    session: Session,
    actor: Actor,
    plan_id: int,
    since: dt.date | None = None,
    limit: int = 30,
    until: dt.date | None = None,
) -> tuple[Recent, ...]:
    """What changed in a plan since a day (and until another, both included), the latest first."""
    codes = session.exec(select(Commitment.id, Commitment.code).where(Commitment.plan_id == plan_id)).all()
    teller = Teller(session, actor, Words(session, actor), {key or 0: code for key, code in codes})
    found: list[Recent] = []
    changes = _changes(session, plan_id, since, until, limit * _FIELDS_PER_ACT)
    held = _at_once(session, changes)  # kept, so that the session keeps them too
    teller.editions |= editions_of(session, {row.id or 0 for row in held if isinstance(row, ProgressReport)})
    for table, event in _events(changes):
        told = teller.tell(table, event)
        if told is None:
            continue
        found.append(_recent(teller, table, event, told))
        if len(found) == limit:
            break
    del held
    return tuple(found)


def _recent(teller: Teller, table: str, event: Event, told: tuple[str, str, dict[str, str]]) -> Recent:
    text, page, query = told
    first = event.changes[0]
    inside = can(teller.actor, Action.SEE_HISTORY)
    place = first.source if isinstance(first.source, dict) else {}
    return Recent(
        at=first.at,
        text=text,
        who=teller.words.who(first.actor_role, first.account_id),
        reason=first.reason if inside else "",
        source=first.source_kind,
        page=page,
        query=query,
        topic=_topic(teller, table, event),
        organisation_id=_organisation(teller, table, event),
        place=place_words(place) if inside else "",
        import_id=number_in(place, "import") if inside else None,
        meeting_id=_meeting(teller, number_in(place, "meeting") or event.after("meeting_id")),
        differences=_full_texts(teller, table, event),
    )


_DATES = frozenset({"due_on", "due_text", "starts_on", "start_text", "due_precision", "start_precision"})
_TOPICS = {
    "evidence": Topic.EVIDENCE,
    "milestone": Topic.TARGET,
    "milestone_target": Topic.TARGET,
    "measure_wording": Topic.WORDING,
    "commitment_party": Topic.PARTY,
    "decision": Topic.DECISION,
}


def _topic(teller: Teller, table: str, event: Event) -> Topic:
    if table == "progress_report":
        decided = event.after("state") in (ReportState.VERIFIED, ReportState.RETURNED)
        # who learns of a report only by its verdict is told what it says
        return Topic.VERDICT if decided and teller.knew_before(event) else Topic.REPORT
    if table == "milestone" and not event.created and {c.field for c in event.changes} <= _DATES:
        return Topic.DATE
    return _TOPICS.get(table, Topic.COMMITMENT)


def _organisation(teller: Teller, table: str, event: Event) -> int | None:
    if table == "progress_report":
        report = teller.session.get(ProgressReport, event.row_id)
        return report.organisation_id if report else None
    if table == "evidence":
        evidence = teller.session.get(Evidence, event.row_id)
        owner = teller.session.get(ProgressReport, evidence.report_id) if evidence else None
        return owner.organisation_id if owner else None
    if table == "commitment_party":
        values = event.changes[0].after or event.changes[0].before or {}
        return values.get("organisation_id") if isinstance(values, dict) else None
    return None


def _meeting(teller: Teller, meeting_id: Any) -> int | None:
    meeting = teller.session.get(Meeting, meeting_id) if isinstance(meeting_id, int) else None
    if meeting is None or not (meeting.released or can(teller.actor, Action.SEE_INTERNAL)):
        return None
    return meeting.id


#: texts that are worth reading in full, with what was struck and what was added
_TEXTS = {
    "milestone": ("activity", "target_text"),
    "milestone_target": ("text",),
    "commitment": ("title_id", "title_en", "summary"),
}


def _full_texts(teller: Teller, table: str, event: Event) -> tuple[Difference, ...]:
    if table == "measure_wording":
        return _rewording(teller, event)
    return tuple(
        Difference(field_word(c.field), str(c.before or ""), str(c.after or ""))
        for c in event.changes
        if c.field in _TEXTS.get(table, ())
    )


def _rewording(teller: Teller, event: Event) -> tuple[Difference, ...]:
    now = teller.session.get(MeasureWording, event.row_id)
    if now is None or now.edition == 1:
        return ()
    before = teller.session.exec(
        select(MeasureWording).where(
            MeasureWording.measure_id == now.measure_id,
            MeasureWording.reporter == now.reporter,
            MeasureWording.position == now.position,
            MeasureWording.edition == now.edition - 1,
        )
    ).first()
    return (Difference(label(now.reporter), before.text if before else "", now.text),)


#: rows that a sentence needs, read in one statement per table instead of one per row
_READ_AHEAD: Final[dict[str, Any]] = {
    "progress_report": ProgressReport,
    "evidence": Evidence,
    "milestone": Milestone,
    "milestone_target": MilestoneTarget,
    "measure_wording": MeasureWording,
    "decision": Decision,
}


def _at_once(session: Session, changes: Iterable[Change]) -> list[Any]:
    ids: dict[str, set[int]] = {}
    for change in changes:
        ids.setdefault(change.table_name, set()).add(change.row_id)
    held: list[Any] = []
    for table, kind in _READ_AHEAD.items():
        wanted = sorted(ids.get(table, ()))
        for start in range(0, len(wanted), 500):
            held += session.exec(select(kind).where(col(kind.id).in_(wanted[start : start + 500]))).all()
    owners = {row.report_id for row in held if isinstance(row, Evidence)}
    held += session.exec(select(ProgressReport).where(col(ProgressReport.id).in_(owners))).all() if owners else []
    subjects = {row.milestone_id for row in held if isinstance(row, ProgressReport | MilestoneTarget)}
    held += session.exec(select(Milestone).where(col(Milestone.id).in_(subjects))).all() if subjects else []
    measures = {row.measure_id for row in held if isinstance(row, Milestone | MeasureWording)}
    held += session.exec(select(SuccessMeasure).where(col(SuccessMeasure.id).in_(measures))).all() if measures else []
    return held


def _changes(session: Session, plan_id: int, since: dt.date | None, until: dt.date | None, limit: int) -> list[Change]:
    commitments = select(Commitment.id).where(Commitment.plan_id == plan_id)
    measures = select(SuccessMeasure.id).where(col(SuccessMeasure.commitment_id).in_(commitments))
    milestones = select(Milestone.id).where(col(Milestone.measure_id).in_(measures))
    reports = select(ProgressReport.id).where(col(ProgressReport.milestone_id).in_(milestones))
    meetings = select(Meeting.id).where(Meeting.plan_id == plan_id)
    rows: dict[str, Any] = {
        "commitment": commitments,
        "commitment_party": select(CommitmentParty.id).where(col(CommitmentParty.commitment_id).in_(commitments)),
        "milestone": milestones,
        "milestone_target": select(MilestoneTarget.id).where(col(MilestoneTarget.milestone_id).in_(milestones)),
        "measure_wording": select(MeasureWording.id).where(col(MeasureWording.measure_id).in_(measures)),
        "progress_report": reports,
        "evidence": select(Evidence.id).where(col(Evidence.report_id).in_(reports)),
        "decision": select(Decision.id).where(col(Decision.meeting_id).in_(meetings)),
    }
    belongs = [and_(col(Change.table_name) == table, col(Change.row_id).in_(ids)) for table, ids in rows.items()]
    # a party that is gone cannot be found by its id any more
    gone = and_(col(Change.table_name) == "commitment_party", col(Change.kind) == ChangeKind.DELETED)
    query = select(Change).where(col(Change.source_kind) != SourceKind.SEED, or_(*belongs, gone))
    if since is not None:
        query = query.where(Change.at >= dt.datetime.combine(since, dt.time(), WIB))
    if until is not None:
        query = query.where(Change.at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), WIB))
    return list(session.exec(query.order_by(col(Change.id).desc()).limit(limit)))


def _events(changes: Iterable[Change]) -> Iterable[tuple[str, Event]]:
    """One event per act and row, also where the changes of several rows were written in turns."""
    for _act, of_act in groupby(changes, key=lambda c: c.act):
        rows: dict[tuple[str, int, bool], list[Change]] = {}
        for change in of_act:
            # SQLite may give the id of a row that was just deleted to a new one
            gone = change.kind is ChangeKind.DELETED
            rows.setdefault((change.table_name, change.row_id, gone), []).append(change)
        for (table, row_id, _gone), group in rows.items():
            yield table, Event(row_id, tuple(sorted(group, key=lambda c: (c.kind is not ChangeKind.CREATED, c.id))))

"""The history of a record, and what changed lately in a plan, in words.

Personal fields are kept as digests and shown as "[data pribadi]"; what an agency wrote in a draft is its own until
it is sent. Visitors learn only of what is public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from models.commands.report_entry import CONTENT_FIELDS
from models.language import _
from models.problems import NotAllowed, NotFound
from models.queries.history_words import (
    VEILED,
    Words,
    field_word,
    number_in,
    place_words,
    table_word,
    tracked_tables,
)
from models.queries.recent import Recent as Recent
from models.queries.recent import recent_changes as recent_changes
from models.rules.access import Action, Actor, Subject, can
from models.tables.commitment import (
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.exchange import DeclinedCell
from models.tables.history import Change
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import ChangeKind, ReportState, SourceKind

#: how many changes a page shows at most, the latest first
LIMIT: Final = 400
#: set by the machine whenever something else was done
_FOLLOWS = frozenset({"submitted_at", "decided_at", "decided_by", "entered_at", "entered_by"})
#: what a creation need not repeat: the row's own place among its neighbours, and defaults
_PLUMBING = _FOLLOWS | frozenset({"position", "folded", "sha256", "fingerprint", "weight", "withdrawn", "confidence"})
#: said by the subject of the entry already
_IN_SUBJECT: Final[dict[str, frozenset[str]]] = {
    "progress_report": frozenset({"milestone_id", "period_id", "organisation_id"}),
    "evidence": frozenset({"report_id", "title", "kind", "size"}),
    "milestone_target": frozenset({"milestone_id", "period_id"}),
    "milestone_party": frozenset({"milestone_id", "organisation_id"}),
    "milestone": frozenset({"row_code", "number"}),
    "declined_cell": frozenset({"row_code", "sheet", "cell", "said", "import_id"}),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field from before to after, in words, with the cell or line it came from."""

    field: str
    name: str
    before: str
    after: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one act did to one row."""

    id: int
    at: dt.datetime
    kind: ChangeKind
    subject: str
    who: str
    reason: str
    source: SourceKind
    place: str
    meeting_id: int | None
    import_id: int | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """The history of a record, the latest first."""

    title: str
    entries: tuple[HistoryEntry, ...]
    #: the oldest entries were left out
    cut: bool = False
    row_code: str = ""

    def of_field(self, name: str) -> RecordHistory:
        """Only what became of one field."""
        kept = [replace(e, changes=tuple(c for c in e.changes if c.field == name)) for e in self.entries]
        return replace(self, entries=tuple(e for e in kept if e.changes))

    @property
    def fields(self) -> dict[str, str]:
        """Every field that is spoken of, with what it is called."""
        return {c.field: c.name for e in self.entries for c in e.changes}


@dataclass(frozen=True, slots=True)
class Touch:
    """Who wrote a row last, and when."""

    at: dt.datetime
    who: str


def history_of(session: Session, actor: Actor, table: str, row_id: int) -> RecordHistory:
    """The history of one row. Raises NotAllowed, NotFound."""
    if table not in tracked_tables():
        raise NotFound
    _demand(session, actor, table, row_id)
    found = _changes(session, [(table, [row_id]), *(_belonging(session, row_id) if table == "commitment" else ())])
    if not found:
        raise NotFound
    words = Words(session, actor)
    return RecordHistory(
        title=_subject(words, table, row_id, next((c for c in found if c.table_name == table), found[0])),
        entries=_entries(words, _veiled(session, actor, found)),
        cut=len(found) >= LIMIT,
        row_code=_row_code(session, table, row_id),
    )


def _belonging(session: Session, commitment_id: int) -> Iterable[tuple[str, Sequence[int | None]]]:
    """What is part of a commitment's story: its parties, its measures, and each sentence they ever had."""
    measures = session.exec(select(SuccessMeasure.id).where(SuccessMeasure.commitment_id == commitment_id)).all()
    wordings = session.exec(select(MeasureWording.id).where(col(MeasureWording.measure_id).in_(measures))).all()
    parties = session.exec(select(CommitmentParty.id).where(CommitmentParty.commitment_id == commitment_id)).all()
    return (("success_measure", measures), ("measure_wording", wordings), ("commitment_party", parties))


def history_of_milestone(session: Session, actor: Actor, row_code: str) -> RecordHistory:
    """A milestone with its targets, parties, reports and evidence as one story; for an agency its own reports."""
    milestone = session.exec(select(Milestone).where(Milestone.row_code == row_code.strip().upper())).first()
    if milestone is None:
        raise NotFound
    reports = [
        report
        for report in session.exec(select(ProgressReport).where(ProgressReport.milestone_id == milestone.id))
        if _may_see_history_of(actor, report)
    ]
    refused = _refused_of(session, actor, milestone.row_code)
    if not reports and not refused and not can(actor, Action.SEE_HISTORY):
        raise NotAllowed
    rows: list[tuple[str, Sequence[int | None]]] = [
        ("progress_report", [r.id for r in reports]),
        ("evidence", session.exec(_evidence_ids([r.id for r in reports])).all()),
    ]
    if can(actor, Action.SEE_HISTORY):
        rows += [
            ("milestone", [milestone.id]),
            ("milestone_target", session.exec(_ids(MilestoneTarget, milestone.id)).all()),
            ("milestone_party", session.exec(_ids(MilestoneParty, milestone.id)).all()),
        ]
    rows.append(("declined_cell", refused))
    words = Words(session, actor)
    found = _changes(session, rows)
    return RecordHistory(
        title=_("Target capaian {row_code}", row_code=milestone.row_code),
        entries=_entries(words, _veiled(session, actor, found)),
        cut=len(found) >= LIMIT,
        row_code=milestone.row_code,
    )


def last_touch(session: Session, actor: Actor, table: str, row_id: int) -> Touch | None:
    """Who wrote this row last; for showing whose value stands in the way of a stale save."""
    change = session.exec(
        select(Change).where(Change.table_name == table, Change.row_id == row_id).order_by(col(Change.id).desc())
    ).first()
    return None if change is None else Touch(change.at, Words(session, actor).who(change.actor_role, change.account_id))


# -- who may look ---------------------------------------------------------------------------------------------------

_ACTIONS = {
    "account": Action.MANAGE_ACCOUNTS,
    "contact": Action.SEE_PERSONAL,
    "person": Action.SEE_PERSONAL,
}


def _demand(session: Session, actor: Actor, table: str, row_id: int) -> None:
    if table in ("progress_report", "evidence"):
        report = _report_behind(session, table, row_id)
        if report is None:
            raise NotFound
        if not _may_see_history_of(actor, report):
            raise NotAllowed
    elif not can(actor, Action.SEE_HISTORY) or not can(actor, _ACTIONS.get(table, Action.SEE_HISTORY)):
        raise NotAllowed


def _report_behind(session: Session, table: str, row_id: int) -> ProgressReport | None:
    if table == "progress_report":
        return session.get(ProgressReport, row_id)
    evidence = session.get(Evidence, row_id)
    return session.get(ProgressReport, evidence.report_id) if evidence else None


def _may_see_history_of(actor: Actor, report: ProgressReport) -> bool:
    subject = Subject(report.organisation_id, report.assessor)
    if report.state is ReportState.DRAFT and not can(actor, Action.SEE_DRAFT, subject):
        return False
    return can(actor, Action.SEE_HISTORY, subject)


# -- reading the changes --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Raw:
    """A change with its values, some of which may be veiled from this reader."""

    change: Change
    before: Any
    after: Any


def _ids(kind: type[MilestoneTarget] | type[MilestoneParty], milestone_id: int | None) -> Any:
    return select(kind.id).where(kind.milestone_id == milestone_id)


def _evidence_ids(report_ids: Sequence[int | None]) -> Any:
    return select(Evidence.id).where(col(Evidence.report_id).in_(report_ids))


def _refused_of(session: Session, actor: Actor, row_code: str) -> list[int | None]:
    """What was refused of returned matrices in this row; an agency or CSO learns what was refused of its own."""
    rows = session.exec(select(DeclinedCell).where(DeclinedCell.row_code == row_code)).all()
    return [row.id for row in rows if can(actor, Action.SEE_HISTORY, Subject(row.organisation_id))]


def _is_one_of(rows: Iterable[tuple[str, Any]]) -> ColumnElement[bool]:
    return or_(*(and_(col(Change.table_name) == table, col(Change.row_id).in_(ids)) for table, ids in rows))


def _changes(session: Session, rows: Iterable[tuple[str, Any]]) -> list[Change]:
    """The latest changes of these rows, the latest first."""
    return list(session.exec(select(Change).where(_is_one_of(rows)).order_by(col(Change.id).desc()).limit(LIMIT)))


def _veiled(session: Session, actor: Actor, changes: list[Change]) -> list[_Raw]:
    """The changes, latest first, without what was written in drafts that this reader may not read."""
    # where the beginning was left out, a report counts as a draft until it says otherwise
    unknown = len(changes) >= LIMIT
    drafting: dict[int, bool] = {}
    seen: list[_Raw] = []
    by_act = groupby(reversed(changes), key=lambda c: (c.act, c.table_name, c.row_id))
    for (_act, table, row_id), group in by_act:
        lines = list(group)
        report = session.get(ProgressReport, row_id) if table == "progress_report" else None
        if report is None or can(actor, Action.SEE_DRAFT, Subject(report.organisation_id, report.assessor)):
            seen += [_Raw(c, c.before, c.after) for c in lines]
            continue
        was = drafting.get(row_id, unknown)
        now = drafting[row_id] = _is_draft_after(lines, was)
        seen += [_veil(c, was=was, now=now) for c in lines]
    return seen[::-1]


def _is_draft_after(lines: list[Change], was: bool) -> bool:
    for line in lines:
        if line.kind is ChangeKind.CREATED:
            was = (line.after or {}).get("state") == ReportState.DRAFT
        elif line.field == "state":
            was = line.after == ReportState.DRAFT
    return was


def _veil(change: Change, *, was: bool, now: bool) -> _Raw:
    if change.kind is ChangeKind.CREATED:
        open_fields = {k: v for k, v in (change.after or {}).items() if not (now and k in CONTENT_FIELDS)}
        return _Raw(change, None, open_fields)
    if change.field not in CONTENT_FIELDS:
        return _Raw(change, change.before, change.after)
    return _Raw(change, VEILED if was else change.before, VEILED if now else change.after)


def _entries(words: Words, found: list[_Raw]) -> tuple[HistoryEntry, ...]:
    rows = groupby(found, key=lambda raw: _same_event(raw.change))
    return tuple(_entry(words, list(group)) for _key, group in rows)


def _same_event(change: Change) -> tuple[str, str, int, bool]:
    """What one act did to one row; SQLite may give the id of a row that was just deleted to a new one."""
    return change.act, change.table_name, change.row_id, change.kind is ChangeKind.DELETED


def _entry(words: Words, group: list[_Raw]) -> HistoryEntry:
    first = group[-1].change
    place = first.source if isinstance(first.source, dict) else {}
    lines = [line for raw in reversed(group) for line in _lines(words, raw)]
    return HistoryEntry(
        id=first.id or 0,
        at=first.at,
        kind=first.kind,
        subject=_subject(words, first.table_name, first.row_id, first),
        who=words.who(first.actor_role, first.account_id),
        reason=first.reason,
        source=first.source_kind,
        place=place_words(place),
        meeting_id=number_in(place, "meeting"),
        import_id=number_in(place, "import"),
        changes=tuple(line for line in lines if line.before or line.after),
    )


def _lines(words: Words, raw: _Raw) -> Iterable[FieldChange]:
    change, table = raw.change, raw.change.table_name
    place = change.source if isinstance(change.source, dict) else {}
    if change.kind is ChangeKind.CHANGED:
        if change.field not in _FOLLOWS:
            yield _line(words, table, change.field, raw.before, raw.after, place)
        return
    cells = place.get("cells", {})
    snapshot = raw.after if change.kind is ChangeKind.CREATED else raw.before
    for name, value in (snapshot or {}).items():
        if value is False or name in _PLUMBING or name in _IN_SUBJECT.get(table, ()):
            continue
        if change.kind is ChangeKind.CREATED:
            before = _edition_before(words.session, snapshot, name) if table == "measure_wording" else None
            yield _line(words, table, name, before, value, cells.get(name, {}))
        else:
            yield _line(words, table, name, value, None, {})


def _edition_before(session: Session, snapshot: Any, name: str) -> str | None:
    """What the sentence said in the edition that a new one replaces."""
    if name not in ("text_id", "text_en") or snapshot.get("edition", 1) < 2:
        return None
    earlier = session.exec(
        select(MeasureWording).where(
            MeasureWording.measure_id == snapshot["measure_id"],
            MeasureWording.reporter == snapshot["reporter"],
            MeasureWording.position == snapshot["position"],
            MeasureWording.edition == snapshot["edition"] - 1,
        )
    ).first()
    return getattr(earlier, name) if earlier else None


def _line(words: Words, table: str, name: str, before: Any, after: Any, place: Any) -> FieldChange:
    return FieldChange(
        name,
        field_word(name),
        words.value(table, name, before),
        words.value(table, name, after),
        place_words(place if isinstance(place, dict) else {}),
    )


# -- what a row is called -------------------------------------------------------------------------------------------


def _subject(words: Words, table: str, row_id: int, change: Change) -> str:
    session = words.session
    if table == "progress_report" and (report := session.get(ProgressReport, row_id)):
        return words.report(report)
    if table == "evidence" and (evidence := session.get(Evidence, row_id)):
        shown = evidence.title or evidence.file_name or evidence.url.split("//", 1)[-1]
        return f"{table_word(table)}: {shown}"
    if table == "milestone_target" and (target := session.get(MilestoneTarget, row_id)):
        return f"{table_word(table)} {words.name('reporting_period', target.period_id)}"
    if table == "milestone_party" and (party := session.get(MilestoneParty, row_id)):
        return f"{table_word(table)}: {words.organisation(party.organisation_id)}"
    return f"{table_word(table)} {change.row_label or f'#{row_id}'}"


def _row_code(session: Session, table: str, row_id: int) -> str:
    """The milestone a record belongs to, for the way to its whole story."""
    report = _report_behind(session, table, row_id) if table in ("progress_report", "evidence") else None
    target = session.get(MilestoneTarget, row_id) if table == "milestone_target" else None
    owner = report.milestone_id if report else target.milestone_id if target else row_id
    known = report or target or table == "milestone"
    milestone = session.get(Milestone, owner) if known else None
    return milestone.row_code if milestone else ""

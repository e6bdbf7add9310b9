"""Which plans a stretch of the history touched: what is cached of the others still stands.

The head of the history changes with every act, also one about another plan or somebody's account. A plan's own
revision is the head as it was when the plan was last touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, select

from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.history import ChainHead, Change
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import ChangeKind

#: more changes than this are not looked through: everything counts as touched
_MOST_CHANGES = 2_000
#: tables that no picture of a plan is made of
_BESIDE = frozenset(
    {
        "account",
        "contact",
        "person",
        "source_document",
        "column_mapping",
        "commitment_lineage",
        "commitment_note",
        "decision",
        "dispatch",
        "follow_up",
        "follow_up_owner",
        "irm_assessment",
        "matrix_import",
        "meeting",
        "meeting_link",
        "meeting_point",
        "participation",
        "plan_document",
        "proposal",
        "proposal_party",
        "sourced_fact",
        "sourced_fact_party",
        "statement",
        "wording_change",
    }
)

_HEAD = select(col(ChainHead.change_id), col(ChainHead.hash)).where(col(ChainHead.id) == 1)


def head_of(session: Session) -> tuple[int, str]:
    """The last place of the history and its hash; asked once in a session that only reads."""
    known: tuple[int, str] | None = session.info.get("head")
    if known is None:
        place, head = session.connection().execute(_HEAD).first() or (0, "")
        known = (place, head)
        if session.info.get("reading"):
            session.info["head"] = known
    return known


def touched_plans(session: Session, after: int, up_to: int) -> frozenset[int] | None:
    """The plans whose picture the changes between two places of the history may have changed; None: any plan."""
    rows = session.exec(
        select(Change.table_name, Change.row_id, Change.kind)
        .where(col(Change.id) > after, col(Change.id) <= up_to)
        .limit(_MOST_CHANGES + 1)
    ).all()
    if len(rows) > _MOST_CHANGES:
        return None
    ids: dict[str, set[int]] = defaultdict(set)
    for table, row_id, kind in rows:
        if table in _BESIDE:
            continue
        if table not in _PLAN_OF or kind is ChangeKind.DELETED:  # an organisation's name, a party that is gone
            return None
        ids[table].add(row_id)
    return frozenset(plan for table, own in ids.items() for plan in session.execute(_PLAN_OF[table](own)).scalars())


def _of_milestones(which: Any) -> Select[Any]:
    return (
        select(col(Commitment.plan_id))
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == Commitment.id)
        .join(Milestone, col(Milestone.measure_id) == SuccessMeasure.id)
        .where(which)
        .distinct()
    )


def _of_reports(ids: Collection[int]) -> Select[Any]:
    milestones = select(col(ProgressReport.milestone_id)).where(col(ProgressReport.id).in_(ids))
    return _of_milestones(col(Milestone.id).in_(milestones))


def _of_evidence(ids: Collection[int]) -> Select[Any]:
    reports = select(col(Evidence.report_id)).where(col(Evidence.id).in_(ids))
    milestones = select(col(ProgressReport.milestone_id)).where(col(ProgressReport.id).in_(reports))
    return _of_milestones(col(Milestone.id).in_(milestones))


def _of_targets(ids: Collection[int]) -> Select[Any]:
    milestones = select(col(MilestoneTarget.milestone_id)).where(col(MilestoneTarget.id).in_(ids))
    return _of_milestones(col(Milestone.id).in_(milestones))


def _of_measures(ids: Any) -> Select[Any]:
    return (
        select(col(Commitment.plan_id))
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == Commitment.id)
        .where(col(SuccessMeasure.id).in_(ids))
        .distinct()
    )


def _of_wordings(ids: Collection[int]) -> Select[Any]:
    return _of_measures(select(col(MeasureWording.measure_id)).where(col(MeasureWording.id).in_(ids)))


def _of_commitment_parties(ids: Collection[int]) -> Select[Any]:
    commitments = select(col(CommitmentParty.commitment_id)).where(col(CommitmentParty.id).in_(ids))
    return select(col(Commitment.plan_id)).where(col(Commitment.id).in_(commitments)).distinct()


def _of_milestone_parties(ids: Collection[int]) -> Select[Any]:
    milestones = select(col(MilestoneParty.milestone_id)).where(col(MilestoneParty.id).in_(ids))
    return _of_milestones(col(Milestone.id).in_(milestones))


_PLAN_OF: dict[str, Callable[[Collection[int]], Select[Any]]] = {
    "action_plan": lambda ids: select(col(ActionPlan.id)).where(col(ActionPlan.id).in_(ids)),
    "commitment_party": _of_commitment_parties,
    "measure_wording": _of_wordings,
    "milestone_party": _of_milestone_parties,
    "success_measure": _of_measures,
    "commitment": lambda ids: select(col(Commitment.plan_id)).where(col(Commitment.id).in_(ids)),
    "milestone": lambda ids: _of_milestones(col(Milestone.id).in_(ids)),
    "milestone_target": _of_targets,
    "progress_report": _of_reports,
    "evidence": _of_evidence,
    "reporting_period": lambda ids: select(col(ReportingPeriod.plan_id)).where(col(ReportingPeriod.id).in_(ids)),
}


@dataclass
class PlanRevisions:
    """What this process knows of when each plan was last touched; asks the database only for what is new."""

    _seen: int = 0
    _head: str = ""
    #: the revision of every plan that was not touched since
    _base: str = ""
    _own: dict[int, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, session: Session, plan_id: int) -> str:
        """The plan's revision, as the session sees the data."""
        place, head = head_of(session)
        with self._lock:
            if head != self._head:
                self._move_on(session, place, head)
            return self._own.get(plan_id, self._base)

    def _move_on(self, session: Session, place: int, head: str) -> None:
        touched = touched_plans(session, self._seen, place) if self._continues(session, place) else None
        if touched is None:
            self._base, self._own = head, {}
        else:
            self._own.update(dict.fromkeys(touched, head))
        self._seen, self._head = place, head

    def _continues(self, session: Session, place: int) -> bool:
        """Whether the history we know is the beginning of this one: a restored database is another."""
        if not self._head or place < self._seen:
            return False
        return session.exec(select(Change.hash).where(Change.id == self._seen)).first() == self._head

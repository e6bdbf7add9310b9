"""What changed in a plan between two dates, narrowed as somebody asks; the same for the page and its workbook."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, col, select

from models.queries.plans import PlanRecord
from models.queries.recent import Recent, Topic, recent_changes
from models.rules.access import Actor
from models.tables.commitment import Commitment, CommitmentParty, Milestone, MilestoneParty, SuccessMeasure

#: acts that one question answers; whoever needs more asks for a shorter time
MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes; the days are both included."""

    since: dt.date
    until: dt.date
    organisation_id: int | None = None
    commitment: str = ""
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a time, the latest first."""

    found: tuple[Recent, ...]
    #: title by code, of the commitments that are spoken of
    titles: Mapping[str, str]
    #: the time held more than one answer takes; the oldest are missing
    cut: bool = False

    @property
    def topics(self) -> Mapping[Topic, int]:
        """How many changes each topic has, in the order of the vocabulary."""
        return {topic: n for topic in Topic if (n := sum(c.topic is topic for c in self.found))}

    @property
    def commitments(self) -> int:
        """How many commitments are spoken of."""
        return len({c.commitment_code for c in self.found if c.commitment_code})


def changes_between(session: Session, actor: Actor, plan: PlanRecord, which: ChangeFilter) -> Changes:
    """What changed, as this actor may know it."""
    everything = recent_changes(session, actor, plan.id, which.since, MOST, which.until)
    concerned = _concerned(session, plan.id) if which.organisation_id else {}
    found = tuple(
        change
        for change in everything
        if which.topic in (None, change.topic)
        and which.commitment in ("", change.commitment_code)
        and (which.organisation_id is None or _is_about(change, which.organisation_id, concerned))
    )
    rows = session.exec(
        select(Commitment.code, Commitment.title_id, Commitment.title_en).where(Commitment.plan_id == plan.id)
    ).all()
    return Changes(found, {code: title or english for code, title, english in rows}, cut=len(everything) >= MOST)


def _is_about(change: Recent, organisation_id: int, concerned: Mapping[str, set[int]]) -> bool:
    """What an organisation reported is its own; what was changed in a commitment concerns all its parties."""
    if change.organisation_id is not None:
        return change.organisation_id == organisation_id
    return organisation_id in concerned.get(change.commitment_code, ())


def _concerned(session: Session, plan_id: int) -> Mapping[str, set[int]]:
    parties: dict[str, set[int]] = defaultdict(set)
    roles = (
        select(Commitment.code, CommitmentParty.organisation_id)
        .join(CommitmentParty, col(CommitmentParty.commitment_id) == Commitment.id)
        .where(Commitment.plan_id == plan_id)
    )
    named = (
        select(Commitment.code, MilestoneParty.organisation_id)
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == Commitment.id)
        .join(Milestone, col(Milestone.measure_id) == SuccessMeasure.id)
        .join(MilestoneParty, col(MilestoneParty.milestone_id) == Milestone.id)
        .where(Commitment.plan_id == plan_id)
    )
    for query in (roles, named):
        for code, organisation_id in session.exec(query):
            parties[code].add(organisation_id)
    return parties

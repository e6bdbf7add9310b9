"""All plans at a glance: where each stands, in figures that fit one line."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import and_, not_
from sqlmodel import Session, col

from models.queries.plan_rows import Known, known_reports, rows_of_plans
from models.queries.plans import PlanRecord, periods_by_plan
from models.queries.progress import Coverage, PlanPicture, awaits_verdict, organisation_names, picture_of, sees
from models.rules.access import Actor
from models.rules.periods import Period, current_period
from models.rules.status import RollUp
from models.tables.progress import ProgressReport
from models.vocabulary import Light, ReportState

#: as many milestones are named in one question to the database
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan's figures on a day; a picture without its rows."""

    #: commitments by light; they add up to all commitments
    counts: Mapping[Light, int]
    progress: RollUp
    coverage: Coverage
    provisional: bool


def standing_of(picture: PlanPicture) -> PlanStanding:
    """What an overview shows of a plan."""
    return PlanStanding(dict(picture.counts), picture.progress, picture.coverage, picture.provisional)


def standings(session: Session, actor: Actor, plans: Sequence[PlanRecord], as_of: dt.date) -> dict[int, PlanStanding]:
    """The figures of several plans, by plan: those of their pictures, read without words and settled reports.

    A light rests on the last word about a milestone, so the reports before it are not read.
    """
    ids = [plan.id for plan in plans]
    periods = periods_by_plan(session, ids)
    rows = rows_of_plans(session, periods, as_of, words=False)
    names = organisation_names(session)
    plan_of = {
        m["id"]: plan for plan, own in rows.commitments.items() for c in own for m in rows.milestones.get(c["id"], ())
    }
    read = partial(known_reports, session, rows=rows)
    is_recent = col(ProgressReport.period_id).in_([p.id for own in periods.values() for p in _recent(own, as_of)])

    known = read(ids, which=is_recent)
    settled = {k.milestone_id for k in known if k.assessed.answers and sees(actor, k.assessed, published=k.published)}
    unsettled = [key for key in plan_of if key not in settled]
    for start in range(0, len(unsettled), _AT_ONCE):
        of_these = col(ProgressReport.milestone_id).in_(unsettled[start : start + _AT_ONCE])
        known += read(ids, which=and_(of_these, not_(is_recent)))
    by_plan: dict[int, list[Known]] = defaultdict(list)
    for report in known:
        by_plan[plan_of[report.milestone_id]].append(report)
    found = {
        plan.id: standing_of(picture_of(actor, plan, periods[plan.id], rows, by_plan[plan.id], names)) for plan in plans
    }
    firm = [key for key, standing in found.items() if not standing.provisional]
    waiting = read(firm, which=not_(is_recent), states=(ReportState.SUBMITTED,)) if firm else ()
    for key in {plan_of[report.milestone_id] for report in waiting if awaits_verdict(report.assessed)}:
        found[key] = replace(found[key], provisional=True)
    return found


def _recent(periods: Sequence[Period], as_of: dt.date) -> Sequence[Period]:
    """The period that is spoken of, the one before it, and those to come."""
    current = current_period(periods, as_of)
    return periods if current is None else periods[max(0, periods.index(current) - 1) :]

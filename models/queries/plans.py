"""Which plans and periods there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.language import _
from models.problems import NotFound
from models.rules.access import Actor
from models.rules.periods import Period
from models.rules.status import PlanRules
from models.tables.commitment import Commitment
from models.tables.history import ChainHead
from models.tables.plan import ActionPlan, ReportingPeriod
from models.vocabulary import PlanState


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan as pages and documents show it."""

    id: int
    code: str
    number: int
    name_id: str
    name_en: str
    period_label: str
    state: PlanState
    starts_on: dt.date | None
    ends_on: dt.date | None
    margin_points: int
    disagreement_points: int
    stated_commitments: int | None
    commitments: int
    theme: str
    notes: str
    source: str
    version: int

    @property
    def name(self) -> str:
        """What people call the plan in either language: RAN OGI VII. OGP's own label differs (``name_en``)."""
        return self.name_id

    @property
    def title(self) -> str:
        """Name with the years of the Indonesian label: RAN OGI VII (2023-2024)."""
        if not self.period_label or self.period_label in self.name:
            return self.name
        return f"{self.name} ({self.period_label})"

    @property
    def rules(self) -> PlanRules:
        """The settings by which this plan is judged."""
        return PlanRules(
            closed=self.state is PlanState.CLOSED,
            ends_on=self.ends_on,
            margin_points=self.margin_points,
            disagreement_points=self.disagreement_points,
        )


def period_name(period: Period) -> str:
    """A period with its year: "B06 Tahun 2024"."""
    return _("{code} Tahun {year}", code=period.code, year=period.year)


def list_plans(session: Session, actor: Actor) -> tuple[PlanRecord, ...]:
    """All plans, the latest first."""
    counts = (
        select(col(Commitment.plan_id), func.count(col(Commitment.id)).label("n"))
        .group_by(col(Commitment.plan_id))
        .subquery()
    )
    rows = session.exec(
        select(ActionPlan, func.coalesce(counts.c.n, 0))
        .outerjoin(counts, counts.c.plan_id == ActionPlan.id)
        .order_by(col(ActionPlan.number).desc())
    ).all()
    return tuple(_record(plan, n) for plan, n in rows)


def find_plan(session: Session, actor: Actor, code: str) -> PlanRecord:
    """The plan with this code, however it is capitalised. Raises NotFound."""
    for plan in list_plans(session, actor):
        if plan.code.casefold() == code.strip().casefold():
            return plan
    raise NotFound


def default_plan(plans: Sequence[PlanRecord]) -> PlanRecord | None:
    """The plan a newcomer should see: the running one, else the latest that has commitments."""
    filled = [plan for plan in plans if plan.commitments]
    running = [plan for plan in filled if plan.state is PlanState.OPEN]
    return next(iter(running or filled or plans), None)


def periods_of(session: Session, plan_id: int) -> tuple[Period, ...]:
    """A plan's reporting periods in the order of time."""
    return periods_by_plan(session, (plan_id,))[plan_id]


def periods_by_plan(session: Session, plan_ids: Collection[int]) -> dict[int, tuple[Period, ...]]:
    """The reporting periods of each of these plans in the order of time."""
    found: dict[int, list[Period]] = {plan_id: [] for plan_id in plan_ids}
    for row in session.exec(select(ReportingPeriod).where(col(ReportingPeriod.plan_id).in_(plan_ids))):
        found[row.plan_id].append(Period(row.ends_on, row.starts_on, row.due_on, row.code, row.year, row.id or 0))
    return {plan_id: tuple(sorted(periods)) for plan_id, periods in found.items()}


def revision(session: Session) -> str:
    """What stands for the whole state of the data, the key of everything that is cached: the head of the history.

    Its hash and not its number, so that a restored database never meets pictures of another one.
    """
    return session.exec(select(ChainHead.hash).where(ChainHead.id == 1)).first() or ""


def _record(plan: ActionPlan, commitments: int) -> PlanRecord:
    return PlanRecord(
        id=plan.id or 0,
        code=plan.code,
        number=plan.number,
        name_id=plan.name_id,
        name_en=plan.name_en,
        period_label=plan.period_label,
        state=plan.state,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        margin_points=plan.margin_points,
        disagreement_points=plan.disagreement_points,
        stated_commitments=plan.stated_commitments,
        commitments=commitments,
        theme=plan.theme,
        notes=plan.notes,
        source=plan.source,
        version=plan.version,
    )

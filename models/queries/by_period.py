"""A plan's picture seen by period: which institution reported what when, and planned against achieved.

Computed from the picture alone, so that nothing shows here that the picture's reader may not see: an unverified
report counts as "reported" for everybody, and its figure is for those who may read it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from models.queries.progress import (
    MilestonePicture,
    OrganisationName,
    PlanPicture,
    answering,
    owes,
)
from models.rules.periods import Period, has_ended
from models.rules.status import (
    Assessed,
    MilestoneFacts,
    PlanRules,
    RollUp,
    commitment_light,
    counted,
    judge,
    roll_up,
    target_percent,
)
from models.vocabulary import Completion, Light


@dataclass(frozen=True, slots=True)
class Duty:
    """What an institution owed for a period, and what came."""

    period: Period
    due: int
    #: milestones it reported on, whoever may read that
    reported: int
    #: by what this reader may read; None where reports came and none of them may be read yet
    light: Light | None
    progress: RollUp


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """An institution's duties, period by period; None where it owed nothing."""

    organisation: OrganisationName
    duties: tuple[Duty | None, ...]

    @property
    def owed(self) -> int:
        return sum(duty.due for duty in self.duties if duty)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Planned and achieved at the end of a period, as weighted means over the milestones of the plan."""

    period: Period
    #: over the milestones with a target in percent
    planned: RollUp
    #: over those that were reported for the period, or complete before it
    achieved: RollUp
    #: planned over the milestones that were also reported, the only fair comparison
    planned_of_reported: float | None
    is_over: bool


def institution_rows(picture: PlanPicture) -> tuple[InstitutionRow, ...]:
    """Every institution that owes reports: K/L before OMS, those with most duties first."""
    owing: dict[OrganisationName, list[MilestonePicture]] = {}
    for commitment in picture.commitments:
        for milestone in commitment.milestones:
            for organisation in answering(commitment, milestone):
                owing.setdefault(organisation, []).append(milestone)
    rows = [
        InstitutionRow(o, tuple(_duty(picture, o, milestones, period) for period in picture.periods))
        for o, milestones in owing.items()
    ]
    with_duties = [row for row in rows if row.owed]
    return tuple(sorted(with_duties, key=lambda r: (r.organisation.is_cso, -r.owed, r.organisation.short.casefold())))


def _duty(
    picture: PlanPicture, organisation: OrganisationName, milestones: Iterable[MilestonePicture], period: Period
) -> Duty | None:
    due = [m for m in milestones if owes(m, period)]
    if not due:
        return None
    own = {m.id: own_report(m, organisation.id, period) for m in due}
    reported = [m for m in due if _spoke(m, organisation.id, period)]
    fallen = has_fallen_due(picture, period)
    readable = [m for m in due if own[m.id] is not None]
    lights = [period_light(m.facts, own[m.id], picture.plan.rules, fallen=fallen) for m in due]
    return Duty(
        period=period,
        due=len(due),
        reported=len(reported),
        light=None if reported and not readable else commitment_light(lights),
        progress=roll_up((m.weight, level.level if (level := own[m.id]) else None) for m in due),
    )


def has_fallen_due(picture: PlanPicture, period: Period) -> bool:
    """Whether reports for a period should be there by the day of the picture."""
    return picture.plan.rules.fell_due(period, picture.as_of)


def own_report(milestone: MilestonePicture, organisation_id: int, period: Period) -> Assessed | None:
    """What an institution said of a milestone for a period, if this reader may read it."""
    own = (a for a in milestone.said if a.organisation_id == organisation_id and a.period == period)
    return counted(own)


def _spoke(milestone: MilestonePicture, organisation_id: int, period: Period) -> bool:
    return any(s.organisation_id == organisation_id and s.period == period and s.answers for s in milestone.spoken)


def period_light(facts: MilestoneFacts, report: Assessed | None, rules: PlanRules, *, fallen: bool) -> Light:
    """Where one report left its milestone at the end of its period, measured against that period's target."""
    if report is None:
        return Light.NOT_REPORTED if fallen else Light.NOT_DUE
    running = PlanRules(margin_points=rules.margin_points, disagreement_points=rules.disagreement_points)
    return judge(facts, [report], [report.period], running, report.period.ends_on).light


def trend(picture: PlanPicture) -> tuple[TrendPoint, ...]:
    """Planned against achieved, period by period; later periods have a plan only."""
    counted_in = [m for _c, m in picture.milestones if m.standing.light is not Light.CANCELLED]
    return tuple(_point(picture.as_of, counted_in, period) for period in picture.periods)


def _point(as_of: dt.date, milestones: list[MilestonePicture], period: Period) -> TrendPoint:
    planned: list[tuple[float, float | None]] = []
    achieved: list[tuple[float, float | None]] = []
    both: list[tuple[float, float | None]] = []
    is_over = has_ended(period, as_of)
    for milestone in milestones:
        wanted = target_percent(milestone.facts, period)
        report = _reached_by(milestone, period) if is_over else None
        level = report.level if report else None
        if wanted is not None:
            planned.append((milestone.weight, wanted))
            if level is not None:
                both.append((milestone.weight, wanted))
        achieved.append((milestone.weight, level))
    return TrendPoint(
        period=period,
        planned=roll_up(planned),
        achieved=roll_up(achieved),
        planned_of_reported=roll_up(both).percent,
        is_over=is_over,
    )


def _reached_by(milestone: MilestonePicture, period: Period) -> Assessed | None:
    """The report for the period, or the one that said "complete" before it; an old figure is not carried on."""
    now = counted(a for a in milestone.said if a.period == period)
    if now is not None:
        return now
    earlier = counted(a for a in milestone.said if a.period < period)
    return earlier if earlier is not None and earlier.completion is Completion.COMPLETE else None


def years_of(picture: PlanPicture) -> tuple[int, ...]:
    """The years in which milestones fall due."""
    return tuple(sorted({m.facts.due_on.year for _c, m in picture.milestones if m.facts.due_on}))


#: the order of a list that needs action: late, needing attention, silent; then what runs, is complete or cancelled
URGENT_FIRST = (
    Light.LATE,
    Light.ATTENTION,
    Light.NOT_REPORTED,
    Light.ON_TARGET,
    Light.NOT_DUE,
    Light.COMPLETE,
    Light.CANCELLED,
)

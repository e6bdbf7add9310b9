"""Where a milestone and a commitment stand on a day. Nothing else in the code compares dates or percents.

The rules are product.md's ("Light", "Progress of many"); there is no official threshold for RAN OGI, so margins
are settings of the plan and the legend shows them. Everything here is derived and never stored.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from models.rules.periods import Period, duties, is_past
from models.vocabulary import COMPLETION_ORDER, Assessor, Completion, Light, ReportState

#: the two states in which a report counts; of two the verified one is preferred
COUNTED = (ReportState.VERIFIED, ReportState.SUBMITTED)
#: levels that say that nothing was done, or nothing can be shown: no target above zero is reached
_NOTHING_DONE = (Completion.NO_EVIDENCE, Completion.NOT_STARTED)
#: points are compared to this many digits: 20.1 is 10 points above 10.1, whatever binary fractions say
_DIGITS = 6


class Reason(StrEnum):
    """Why a milestone needs somebody's attention."""

    LATE = "late"
    FAR_BELOW_TARGET = "far_below_target"
    BELOW_TARGET = "below_target"
    DISAGREEMENT = "disagreement"
    EVIDENCE_REJECTED = "evidence_rejected"
    NO_EVIDENCE = "no_evidence"
    NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True)
class PlanRules:
    """The plan's settings that the rules need."""

    closed: bool = False
    ends_on: dt.date | None = None
    margin_points: int = 10
    disagreement_points: int = 20

    def judged_on(self, as_of: dt.date) -> dt.date:
        """A closed plan is judged at its end: by the first morning after its last day."""
        if self.closed and self.ends_on:
            return min(as_of, self.ends_on + dt.timedelta(days=1))
        return as_of

    def is_over(self, as_of: dt.date) -> bool:
        """Whether the whole plan is closed and behind us: then every duty of it has fallen due."""
        return self.closed and is_past(self.ends_on, as_of)

    def fell_due(self, period: Period, as_of: dt.date) -> bool:
        """Whether the reports on a period should be there: its deadline has passed, or the whole plan has."""
        return self.is_over(as_of) or is_past(period.due_on, as_of)


class Assessed(NamedTuple):
    """What one assessor said about one period, as known on the day of the picture.

    A tuple and no dataclass, like everything that a picture holds by the thousand: made five times as fast.
    """

    period: Period
    assessor: Assessor
    organisation_id: int
    state: ReportState
    percent: float | None = None
    completion: Completion | None = None
    #: by an organisation that answers for the milestone: a leading CSO's report counts like an agency's
    responsible: bool = True
    has_evidence: bool = False
    evidence_rejected: bool = False

    @property
    def level(self) -> float | None:
        """The percentage, or 100 where only "complete" was said."""
        if self.percent is None and self.completion is Completion.COMPLETE:
            return 100.0
        return self.percent

    @property
    def measured(self) -> float | None:
        """What a target is compared with: the level, or nothing where "not started" was said."""
        return 0.0 if self.level is None and self.completion in _NOTHING_DONE else self.level

    @property
    def says_done(self) -> bool:
        """Complete, or all of it where no completion level was given."""
        if self.completion is None:
            return self.level is not None and self.level >= 100
        return self.completion is Completion.COMPLETE

    @property
    def answers(self) -> bool:
        """Whether it fulfils the duty to report and can carry a light."""
        return self.state in COUNTED and self.responsible and self.assessor is not Assessor.SECRETARIAT


class Target(NamedTuple):
    """The interim target of a period; only percentages can be compared."""

    period: Period
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """What is stored of a milestone and needed to judge it."""

    starts_on: dt.date | None = None
    due_on: dt.date | None = None
    cancelled: bool = False
    weight: float = 1.0
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a milestone stands: its light with the report it rests on and every reason to act."""

    light: Light
    report: Assessed | None = None
    reasons: tuple[Reason, ...] = ()
    #: the light rests on a report that nobody has verified yet
    unverified: bool = False
    #: the first day after the due date that was missed, or after which the report was missing
    since: dt.date | None = None
    duties_due: int = 0
    duties_met: int = 0

    @property
    def percent(self) -> float | None:
        return self.report.level if self.report else None


def counted(assessments: Iterable[Assessed]) -> Assessed | None:
    """The report a light rests on: the latest period; there the verified one, else the submitted one.

    Where several institutions report on one milestone the most cautious counts, so that order never matters.
    """
    return _latest(a for a in assessments if a.answers)


def latest_of(assessments: Iterable[Assessed], assessor: Assessor) -> Assessed | None:
    """The latest that one side said, chosen in the same way."""
    return _latest(a for a in assessments if a.assessor is assessor and a.state in COUNTED)


def _latest(assessments: Iterable[Assessed]) -> Assessed | None:
    usable = list(assessments)
    if len(usable) < 2:
        return usable[0] if usable else None
    latest = max(a.period for a in usable)
    of_latest = [a for a in usable if a.period == latest]
    verified = [a for a in of_latest if a.state is ReportState.VERIFIED]
    return min(verified or of_latest, key=_caution)


def _caution(assessed: Assessed) -> tuple[bool, bool, bool, float, int, int]:
    """Least first: what says nothing comparable never hides what does, and "complete" needs everybody to say so."""
    level = assessed.measured
    completion = -1 if assessed.completion is None else COMPLETION_ORDER[assessed.completion]
    return (
        level is None and assessed.completion is None,
        assessed.completion is Completion.COMPLETE,
        level is None,
        level or 0.0,
        completion,
        assessed.organisation_id,
    )


def _points(more: float, less: float) -> float:
    return round(more - less, _DIGITS)


def points_apart(one: float, other: float) -> float:
    """How many percentage points lie between two percentages."""
    return abs(_points(one, other))


def is_above_hundred(percent: float | None) -> bool:
    """Whether more than everything was reported: honest, and worth a second look."""
    return percent is not None and percent > 100


def disagree(one: Assessed, other: Assessed, points: int) -> bool:
    """Whether two assessments of the same period are one completion level or ``points`` apart."""
    if one.completion and other.completion and one.completion != other.completion:
        return True
    if one.level is None or other.level is None:
        return False
    return points_apart(one.level, other.level) >= points


def is_disputed(report: Assessed, assessments: Iterable[Assessed], points: int) -> bool:
    """Whether another side that counts says otherwise about what an answering report says.

    Two institutions that both answer do not dispute each other: of theirs the most cautious counts.
    """
    if not report.answers:
        return False
    others = (
        a
        for a in assessments
        if a.state in COUNTED
        and a.period == report.period
        and (a.assessor is not report.assessor or not a.responsible)  # where a CSO leads, other CSOs assess it
    )
    return any(disagree(report, other, points) for other in others)


def target_percent(facts: MilestoneFacts, period: Period) -> float | None:
    """The percentage asked for by a period: its own, or the last one set before it."""
    known = [t for t in facts.targets if t.percent is not None and t.period.ends_on <= period.ends_on]
    return max(known, key=lambda t: t.period).percent if known else None


def judge(
    facts: MilestoneFacts,
    assessments: Sequence[Assessed],
    periods: Sequence[Period],
    rules: PlanRules,
    as_of: dt.date,
) -> Standing:
    """Where the milestone stands on the day, seen through these assessments."""
    if facts.cancelled:
        return Standing(Light.CANCELLED)
    report = counted(assessments)
    completed_in = report.period if report and report.completion is Completion.COMPLETE else None
    due = _duties_due(facts, periods, rules, as_of, completed_in)
    if report is None:
        return _unreported(facts, due, rules, as_of)
    answered = {a.period for a in assessments if a.answers}
    light, reasons, since = _reported(facts, report, assessments, rules, as_of)
    return Standing(
        light,
        report,
        reasons,
        unverified=report.state is ReportState.SUBMITTED,
        since=since,
        duties_due=len(due),
        duties_met=sum(1 for period in due if period in answered),
    )


def _duties_due(
    facts: MilestoneFacts, periods: Sequence[Period], rules: PlanRules, as_of: dt.date, completed_in: Period | None
) -> list[Period]:
    owed = duties(periods, facts.starts_on, facts.due_on, completed_in=completed_in)
    return [period for period in owed if rules.fell_due(period, as_of)]


def _unreported(facts: MilestoneFacts, due: list[Period], rules: PlanRules, as_of: dt.date) -> Standing:
    if due:
        # the duties of a plan that is over fell due at its end at the latest
        owed_until = min(due[0].due_on, rules.ends_on) if rules.is_over(as_of) and rules.ends_on else due[0].due_on
        missing_since = owed_until + dt.timedelta(days=1)
        return Standing(Light.NOT_REPORTED, reasons=(Reason.NO_REPORT,), since=missing_since, duties_due=len(due))
    # a due date that passed in silence is missed, however long its period may still be reported on;
    # without periods and date the one duty is the end of the plan
    owed_on = facts.due_on or rules.ends_on
    if owed_on is not None and is_past(owed_on, rules.judged_on(as_of)):
        missing_since = owed_on + dt.timedelta(days=1)
        return Standing(Light.NOT_REPORTED, reasons=(Reason.NO_REPORT,), since=missing_since, duties_due=1)
    return Standing(Light.NOT_DUE)


def _reported(
    facts: MilestoneFacts, report: Assessed, assessments: Sequence[Assessed], rules: PlanRules, as_of: dt.date
) -> tuple[Light, tuple[Reason, ...], dt.date | None]:
    reasons: list[Reason] = []
    if is_disputed(report, assessments, rules.disagreement_points):
        reasons.append(Reason.DISAGREEMENT)
    if report.evidence_rejected:
        reasons.append(Reason.EVIDENCE_REJECTED)
    elif not report.has_evidence and (report.completion is Completion.COMPLETE or report.level):
        reasons.append(Reason.NO_EVIDENCE)
    if report.completion is Completion.COMPLETE:
        return Light.COMPLETE, tuple(reasons), None
    if is_overdue(facts.due_on, rules, as_of) and not report.says_done:
        assert facts.due_on is not None
        return Light.LATE, (Reason.LATE, *reasons), facts.due_on + dt.timedelta(days=1)
    wanted = target_percent(facts, report.period)
    if wanted is not None and report.measured is not None and _points(wanted, report.measured) > rules.margin_points:
        return Light.LATE, (Reason.FAR_BELOW_TARGET, *reasons), report.period.ends_on + dt.timedelta(days=1)
    if wanted is not None and not _reaches(report, wanted):
        return Light.ATTENTION, (Reason.BELOW_TARGET, *reasons), None
    if Reason.DISAGREEMENT in reasons or Reason.EVIDENCE_REJECTED in reasons:
        return Light.ATTENTION, tuple(reasons), None
    return Light.ON_TARGET, tuple(reasons), None


def _reaches(report: Assessed, wanted: float) -> bool:
    """Whether a target is reached. A level in words alone is known to miss only a target of everything."""
    if report.measured is not None:
        return _points(wanted, report.measured) <= 0
    return report.completion is None or wanted < 100


def is_overdue(due_on: dt.date | None, rules: PlanRules, as_of: dt.date) -> bool:
    """Whether a due date has passed on the day that the plan is judged on."""
    return is_past(due_on, rules.judged_on(as_of))


def duty_fell_due(periods: Iterable[Period], rules: PlanRules, as_of: dt.date) -> bool:
    """Whether a plan has asked for any report yet: what decides for a commitment without milestones."""
    return rules.is_over(as_of) or any(rules.fell_due(period, as_of) for period in periods)


def commitment_light(lights: Iterable[Light], *, cancelled: bool = False, duty_fell_due: bool = False) -> Light:
    """Where a commitment stands by its milestones; ``duty_fell_due`` decides for one without any."""
    found = Counter(lights)
    standing = Counter({light: n for light, n in found.items() if light is not Light.CANCELLED})
    if cancelled or (found and not standing):
        return Light.CANCELLED
    if not standing:
        return Light.NOT_REPORTED if duty_fell_due else Light.NOT_DUE
    if set(standing) == {Light.COMPLETE}:
        return Light.COMPLETE
    for worst in (Light.LATE, Light.ATTENTION):
        if standing[worst]:
            return worst
    if not standing[Light.COMPLETE] and not standing[Light.ON_TARGET]:
        return Light.NOT_REPORTED if standing[Light.NOT_REPORTED] else Light.NOT_DUE
    return Light.ON_TARGET


@dataclass(frozen=True, slots=True)
class RollUp:
    """Progress of many: the weighted mean of what was reported, never without how much that was."""

    percent: float | None
    reported: int
    due: int


def roll_up(parts: Iterable[tuple[float, float | None]]) -> RollUp:
    """Σ(weight × percent) / Σ weight over the reported parts, given as (weight, percent or None)."""
    everything = list(parts)
    reported = [(weight, percent) for weight, percent in everything if percent is not None]
    total = math.fsum(weight for weight, _ in reported)
    if not total:
        return RollUp(None, len(reported), len(everything))
    # summed exactly, so that the order never matters; within the parts, whatever rounding does
    mean = round(math.fsum(weight * percent for weight, percent in reported) / total, 10)
    percents = [percent for _, percent in reported]
    return RollUp(min(max(mean, min(percents)), max(percents)), len(reported), len(everything))


def light_counts(lights: Iterable[Light]) -> Mapping[Light, int]:
    """How many stand where, in the order the dashboards use; the counts add up to all."""
    found = Counter(lights)
    return {light: found[light] for light in Light}

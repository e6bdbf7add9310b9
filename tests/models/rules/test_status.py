"""Where a milestone and a commitment stand: the rules of product.md as tables, each state on both sides of its edge."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.periods import Period
from models.rules.status import (
    Assessed,
    MilestoneFacts,
    PlanRules,
    Reason,
    RollUp,
    Standing,
    Target,
    commitment_light,
    counted,
    disagree,
    is_above_hundred,
    is_disputed,
    is_overdue,
    judge,
    latest_of,
    light_counts,
    points_apart,
    roll_up,
    target_percent,
)
from models.vocabulary import Assessor, Completion, Light, ReportState

B06 = Period(dt.date(2024, 6, 30), dt.date(2024, 1, 1), dt.date(2024, 7, 31), "B06", 2024, 1)
B12 = Period(dt.date(2024, 12, 31), dt.date(2024, 7, 1), dt.date(2025, 1, 31), "B12", 2024, 2)
PERIODS = (B06, B12)
YEAR_END = dt.date(2024, 12, 31)
OPEN = PlanRules(ends_on=YEAR_END)
CLOSED = PlanRules(closed=True, ends_on=YEAR_END)
RUNNING = MilestoneFacts(dt.date(2024, 1, 1), YEAR_END, targets=(Target(B06, 50.0), Target(B12, 100.0)))
#: when B06 can still be reported on, and the day after
IN_TIME, AFTER = dt.date(2024, 7, 31), dt.date(2024, 8, 1)


def said(percent: float | None = None, completion: Completion | None = None, **more: Any) -> Assessed:
    """A verified report of KPU on B06 with evidence, unless told otherwise."""
    standard = {"period": B06, "assessor": Assessor.AGENCY, "organisation_id": 1, "state": ReportState.VERIFIED}
    return Assessed(percent=percent, completion=completion, **{**standard, "has_evidence": True, **more})


def by_cso(percent: float | None = None, completion: Completion | None = None, **more: Any) -> Assessed:
    return said(percent, completion, **{"assessor": Assessor.CSO, "organisation_id": 9, "responsible": False, **more})


def stand(
    *reports: Assessed,
    on: dt.date = AFTER,
    facts: MilestoneFacts = RUNNING,
    rules: PlanRules = OPEN,
    periods: tuple[Period, ...] = PERIODS,
) -> Standing:
    return judge(facts, reports, periods, rules, on)


# -- the light of a milestone ---------------------------------------------------------------------------------------

LEVELS = [
    # percent, completion, light, first reason: target of B06 is 50, margin 10
    (100.0, Completion.COMPLETE, Light.COMPLETE, None),
    (None, Completion.COMPLETE, Light.COMPLETE, None),
    (30.0, Completion.COMPLETE, Light.COMPLETE, None),
    (200.0, None, Light.ON_TARGET, None),
    (100.0, None, Light.ON_TARGET, None),
    (50.0, None, Light.ON_TARGET, None),
    (50.0, Completion.LIMITED, Light.ON_TARGET, None),
    (49.99, None, Light.ATTENTION, Reason.BELOW_TARGET),
    (40.0, None, Light.ATTENTION, Reason.BELOW_TARGET),
    (39.99, None, Light.LATE, Reason.FAR_BELOW_TARGET),
    (0.0, None, Light.LATE, Reason.FAR_BELOW_TARGET),
    (None, Completion.NOT_STARTED, Light.LATE, Reason.FAR_BELOW_TARGET),
    (None, Completion.NO_EVIDENCE, Light.LATE, Reason.FAR_BELOW_TARGET),
    # how much that is was not said, and is not invented
    (None, Completion.LIMITED, Light.ON_TARGET, None),
    (None, Completion.SUBSTANTIAL, Light.ON_TARGET, None),
    (None, None, Light.ON_TARGET, None),
]


@pytest.mark.parametrize(("percent", "completion", "light", "reason"), LEVELS)
def test_what_is_reported_is_judged_against_the_target_of_its_period(
    percent: float | None, completion: Completion | None, light: Light, reason: Reason | None
) -> None:
    standing = stand(said(percent, completion))
    assert (standing.light, next(iter(standing.reasons), None)) == (light, reason)


@pytest.mark.parametrize("below", [Completion.LIMITED, Completion.SUBSTANTIAL])
def test_a_level_in_words_below_complete_does_not_reach_a_target_of_everything(below: Completion) -> None:
    standing = stand(said(None, below, period=B12), on=YEAR_END)
    assert (standing.light, standing.reasons) == (Light.ATTENTION, (Reason.BELOW_TARGET,))


@pytest.mark.parametrize(("wanted", "reported"), [(20.1, 10.1), (45.3, 35.3), (70.1, 60.1), (100.0, 90.0)])
def test_exactly_the_margin_below_needs_attention_whatever_binary_fractions_say(wanted: float, reported: float) -> None:
    facts = replace(RUNNING, targets=(Target(B06, wanted),))
    assert stand(said(reported), facts=facts).light is Light.ATTENTION
    assert stand(said(reported - 0.01), facts=facts).light is Light.LATE


@pytest.mark.parametrize(("margin", "light"), [(0, Light.LATE), (9, Light.LATE), (10, Light.ATTENTION)])
def test_the_margin_is_a_setting_of_the_plan(margin: int, light: Light) -> None:
    assert stand(said(40.0), rules=replace(OPEN, margin_points=margin)).light is light


def test_without_a_target_in_percent_a_report_is_on_target() -> None:
    facts = replace(RUNNING, targets=(Target(B06, None),))
    assert stand(said(1.0), facts=facts).light is Light.ON_TARGET


@pytest.mark.parametrize(
    ("percent", "completion", "light"),
    [
        (99.99, None, Light.LATE),
        (None, None, Light.LATE),
        (None, Completion.SUBSTANTIAL, Light.LATE),
        (None, Completion.COMPLETE, Light.COMPLETE),
        (100.0, None, Light.ON_TARGET),
        (120.0, None, Light.ON_TARGET),
        # the number says all of it, the word says less: the word is explicit
        (100.0, Completion.SUBSTANTIAL, Light.LATE),
    ],
)
def test_a_milestone_is_late_the_day_after_its_due_date_if_it_is_reported_below_complete(
    percent: float | None, completion: Completion | None, light: Light
) -> None:
    facts = MilestoneFacts(due_on=YEAR_END)
    report = said(percent, completion, period=B12)
    on_the_day = stand(report, on=YEAR_END, facts=facts)
    after = stand(report, on=dt.date(2025, 1, 1), facts=facts)
    assert on_the_day.light in (Light.ON_TARGET, Light.COMPLETE)
    assert (after.light, after.since) == (light, dt.date(2025, 1, 1) if light is Light.LATE else None)
    assert (Reason.LATE in after.reasons) is (light is Light.LATE)


def test_a_milestone_without_a_due_date_is_never_late_by_date() -> None:
    assert not is_overdue(None, OPEN, dt.date(2100, 1, 1))
    assert stand(said(80.0), facts=MilestoneFacts(), on=dt.date(2100, 1, 1)).light is Light.ON_TARGET


@pytest.mark.parametrize(
    ("evidence", "light", "reasons"),
    [
        ({"has_evidence": True, "evidence_rejected": True}, Light.ATTENTION, (Reason.EVIDENCE_REJECTED,)),
        ({"has_evidence": True, "evidence_rejected": False}, Light.ON_TARGET, ()),
        ({"has_evidence": False}, Light.ON_TARGET, (Reason.NO_EVIDENCE,)),
    ],
)
def test_rejected_evidence_needs_attention_and_missing_evidence_is_named(
    evidence: dict[str, bool], light: Light, reasons: tuple[Reason, ...]
) -> None:
    standing = stand(said(60.0, **evidence))
    assert (standing.light, standing.reasons) == (light, reasons)


def test_nothing_done_needs_no_evidence() -> None:
    assert Reason.NO_EVIDENCE not in stand(said(0.0, has_evidence=False)).reasons
    assert Reason.NO_EVIDENCE in stand(said(None, Completion.COMPLETE, has_evidence=False)).reasons


def test_a_cancelled_milestone_is_cancelled_whatever_was_said() -> None:
    assert stand(said(0.0), facts=replace(RUNNING, cancelled=True)) == Standing(Light.CANCELLED)


# -- duty, silence --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "light", "due", "since"),
    [
        (dt.date(2024, 1, 1), Light.NOT_DUE, 0, None),
        (IN_TIME, Light.NOT_DUE, 0, None),
        (AFTER, Light.NOT_REPORTED, 1, AFTER),
        (dt.date(2025, 1, 31), Light.NOT_REPORTED, 1, AFTER),
        (dt.date(2025, 2, 1), Light.NOT_REPORTED, 2, AFTER),
    ],
)
def test_silence_is_not_reported_from_the_day_after_a_duty_fell_due(
    day: dt.date, light: Light, due: int, since: dt.date | None
) -> None:
    standing = stand(on=day)
    assert (standing.light, standing.duties_due, standing.duties_met, standing.since) == (light, due, 0, since)
    assert standing.percent is None


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.RETURNED, ReportState.WITHDRAWN])
def test_what_is_not_submitted_does_not_count(state: ReportState) -> None:
    assert stand(said(90.0, state=state)).light is Light.NOT_REPORTED


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.VERIFIED])
def test_a_submitted_report_counts_and_is_marked_unverified(state: ReportState) -> None:
    standing = stand(said(90.0, state=state))
    assert (standing.light, standing.unverified) == (Light.ON_TARGET, state is ReportState.SUBMITTED)
    assert (standing.duties_due, standing.duties_met) == (1, 1)


def test_of_two_reports_the_verified_one_counts() -> None:
    standing = stand(said(40.0, organisation_id=1, state=ReportState.SUBMITTED), said(80.0, organisation_id=2))
    assert (standing.percent, standing.unverified) == (80.0, False)


def test_the_latest_period_counts_even_if_only_an_earlier_one_is_verified() -> None:
    standing = stand(said(80.0), said(95.0, period=B12, state=ReportState.SUBMITTED), on=YEAR_END)
    assert (standing.percent, standing.unverified) == (95.0, True)


def test_the_secretariats_and_a_partners_assessment_fulfil_no_duty_and_carry_no_light() -> None:
    for other in (said(90.0, assessor=Assessor.SECRETARIAT), by_cso(90.0)):
        standing = stand(other)
        assert (standing.light, standing.report) == (Light.NOT_REPORTED, None)
    beside = stand(said(60.0), said(60.0, assessor=Assessor.SECRETARIAT, period=B12), on=dt.date(2025, 2, 1))
    assert (beside.duties_due, beside.duties_met) == (2, 1)


def test_a_cso_that_leads_is_judged_like_an_agency() -> None:
    standing = stand(by_cso(60.0, responsible=True))
    assert (standing.light, standing.percent, standing.duties_met) == (Light.ON_TARGET, 60.0, 1)


def test_after_completion_no_further_report_is_owed() -> None:
    day = dt.date(2025, 2, 1)
    assert stand(said(None, Completion.COMPLETE), on=day).duties_due == 1
    assert stand(said(60.0), on=day, facts=replace(RUNNING, due_on=None)).duties_due == 2


def test_a_plan_without_periods_owes_one_report_on_the_due_date() -> None:
    facts = MilestoneFacts(due_on=IN_TIME)
    assert stand(facts=facts, periods=(), on=IN_TIME).light is Light.NOT_DUE
    after = stand(facts=facts, periods=(), on=AFTER)
    assert (after.light, after.since, after.duties_due) == (Light.NOT_REPORTED, AFTER, 1)


def test_a_plan_without_periods_and_dates_owes_one_report_at_its_end() -> None:
    assert stand(facts=MilestoneFacts(), periods=(), on=YEAR_END).light is Light.NOT_DUE
    assert stand(facts=MilestoneFacts(), periods=(), on=dt.date(2025, 1, 1)).light is Light.NOT_REPORTED
    assert stand(facts=MilestoneFacts(), periods=(), rules=PlanRules(), on=YEAR_END).light is Light.NOT_DUE


def test_a_due_date_that_passed_in_silence_is_missed_before_its_period_closes() -> None:
    facts = MilestoneFacts(due_on=dt.date(2024, 3, 31))
    assert stand(facts=facts, on=dt.date(2024, 3, 31)).light is Light.NOT_DUE
    missed = stand(facts=facts, on=dt.date(2024, 4, 1))
    assert (missed.light, missed.since) == (Light.NOT_REPORTED, dt.date(2024, 4, 1))


# -- a closed plan --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_on", "day", "light"),
    [
        (YEAR_END, YEAR_END, Light.ON_TARGET),
        (YEAR_END, dt.date(2025, 1, 1), Light.LATE),
        (YEAR_END, dt.date(2030, 1, 1), Light.LATE),
        # beyond the plan: when it was judged, this was not due yet
        (dt.date(2025, 1, 1), dt.date(2030, 1, 1), Light.ON_TARGET),
    ],
)
def test_a_closed_plan_is_judged_at_its_end(due_on: dt.date, day: dt.date, light: Light) -> None:
    facts = MilestoneFacts(due_on=due_on)
    assert stand(said(80.0, period=B12), facts=facts, rules=CLOSED, on=day).light is light
    assert stand(said(80.0, period=B12), facts=facts, rules=replace(CLOSED, closed=False), on=day).light is (
        Light.LATE if day > due_on else Light.ON_TARGET
    )


def test_when_a_plan_is_over_all_its_duties_have_fallen_due() -> None:
    after = dt.date(2025, 1, 1)
    standing = stand(rules=CLOSED, on=after, facts=replace(RUNNING, starts_on=dt.date(2024, 7, 1)))
    assert (standing.light, standing.duties_due) == (Light.NOT_REPORTED, 1)
    assert standing.since == after, "not on a day that is still to come"
    assert stand(rules=OPEN, on=after, facts=RUNNING).duties_due == 1
    assert stand(rules=CLOSED, on=YEAR_END, facts=RUNNING).duties_due == 1


# -- disagreement ---------------------------------------------------------------------------------------------------

PAIRS = [
    ((60.0, None), (60.0, None), False),
    ((60.0, None), (40.01, None), False),
    ((60.0, None), (40.0, None), True),
    ((40.3, None), (20.3, None), True),
    ((30.0, None), (60.0, None), True),
    ((None, Completion.LIMITED), (None, Completion.LIMITED), False),
    ((None, Completion.LIMITED), (None, Completion.SUBSTANTIAL), True),
    ((60.0, Completion.LIMITED), (60.0, Completion.SUBSTANTIAL), True),
    ((60.0, Completion.LIMITED), (30.0, Completion.LIMITED), True),
    # one said a number, the other a word: nothing to compare, except complete = 100
    ((60.0, None), (None, Completion.LIMITED), False),
    ((80.0, None), (None, Completion.COMPLETE), True),
    ((81.0, None), (None, Completion.COMPLETE), False),
    ((None, None), (90.0, None), False),
]


@pytest.mark.parametrize(("one", "other", "differ"), PAIRS)
def test_assessments_disagree_by_one_level_or_by_the_plans_points(
    one: tuple[float | None, Completion | None], other: tuple[float | None, Completion | None], differ: bool
) -> None:
    assert disagree(said(*one), by_cso(*other), 20) is differ
    assert disagree(by_cso(*other), said(*one), 20) is differ


DISPUTES = [
    # report, what else was said, disputed
    (said(60.0), [by_cso(30.0)], True),
    (said(60.0), [said(30.0, assessor=Assessor.SECRETARIAT)], True),
    (said(60.0), [by_cso(50.0), by_cso(30.0, organisation_id=10)], True),
    (said(60.0), [by_cso(50.0)], False),
    (said(60.0), [by_cso(30.0, period=B12)], False),
    (said(60.0), [by_cso(30.0, state=ReportState.DRAFT)], False),
    # two institutions that both answer do not dispute each other
    (said(60.0), [said(30.0, organisation_id=2)], False),
    # where a CSO leads, its partners assess it
    (by_cso(60.0, responsible=True), [by_cso(30.0, organisation_id=10)], True),
    # only an answering report can be disputed: the other side is
    (by_cso(30.0), [said(60.0)], False),
    (said(60.0, state=ReportState.DRAFT), [by_cso(30.0)], False),
]


@pytest.mark.parametrize(("report", "others", "disputed"), DISPUTES)
def test_a_report_is_disputed_by_another_side_only(report: Assessed, others: list[Assessed], disputed: bool) -> None:
    assert is_disputed(report, others, 20) is disputed
    assert is_disputed(report, [report, *others], 20) is disputed, "nobody disputes himself"


@pytest.mark.parametrize(
    ("one", "other", "points"), [(60.0, 40.0, 20.0), (40.0, 60.0, 20.0), (40.3, 20.3, 20.0), (7.0, 7.0, 0.0)]
)
def test_points_lie_between_two_percentages_whatever_binary_fractions_say(
    one: float, other: float, points: float
) -> None:
    assert points_apart(one, other) == points


@pytest.mark.parametrize(
    ("percent", "above"), [(None, False), (0.0, False), (100.0, False), (100.01, True), (200.0, True)]
)
def test_more_than_everything_is_above_a_hundred(percent: float | None, above: bool) -> None:
    assert is_above_hundred(percent) is above


def test_the_latest_of_a_side_is_chosen_like_the_report_that_counts() -> None:
    everything = [
        said(90.0),
        said(40.0, period=B12, organisation_id=2, state=ReportState.SUBMITTED),
        said(80.0, period=B12, organisation_id=1),
        said(10.0, period=B12, organisation_id=3, state=ReportState.RETURNED),
        by_cso(20.0),
    ]
    for order in (everything, everything[::-1]):
        assert latest_of(order, Assessor.AGENCY) == counted(order) == everything[2]
        assert latest_of(order, Assessor.CSO) == everything[4]
        assert latest_of(order, Assessor.SECRETARIAT) is None


@pytest.mark.parametrize(
    ("rules", "day", "fell_due"),
    [
        (OPEN, IN_TIME, False),
        (OPEN, AFTER, True),
        (CLOSED, IN_TIME, False),
        (CLOSED, YEAR_END + dt.timedelta(days=1), True),
    ],
)
def test_a_periods_reports_are_due_until_its_deadline(rules: PlanRules, day: dt.date, fell_due: bool) -> None:
    assert rules.fell_due(B06, day) is fell_due


def test_when_the_plan_is_over_so_is_a_deadline_still_to_come() -> None:
    day = YEAR_END + dt.timedelta(days=1)
    assert B12.due_on > day
    assert CLOSED.fell_due(B12, day)
    assert not OPEN.fell_due(B12, day)


@pytest.mark.parametrize(("points", "light"), [(30, Light.ATTENTION), (31, Light.ON_TARGET)])
def test_how_many_points_are_a_disagreement_is_a_setting(points: int, light: Light) -> None:
    assert stand(said(60.0), by_cso(30.0), rules=replace(OPEN, disagreement_points=points)).light is light


@pytest.mark.parametrize(
    "other",
    [
        by_cso(30.0, state=ReportState.DRAFT),
        by_cso(30.0, state=ReportState.RETURNED),
        by_cso(30.0, period=B12),
        said(55.0, assessor=Assessor.SECRETARIAT),
    ],
)
def test_only_what_was_said_of_the_same_period_can_disagree(other: Assessed) -> None:
    assert Reason.DISAGREEMENT not in stand(said(60.0), other).reasons


def test_a_partner_can_disagree_with_a_cso_that_leads() -> None:
    assert stand(by_cso(60.0, responsible=True, organisation_id=8), by_cso(30.0)).light is Light.ATTENTION


def test_a_disagreement_about_what_is_complete_is_named_and_stays_complete() -> None:
    standing = stand(said(None, Completion.COMPLETE), by_cso(None, Completion.LIMITED))
    assert (standing.light, standing.reasons) == (Light.COMPLETE, (Reason.DISAGREEMENT,))


# -- several institutions on one milestone --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("least", "other"),
    [
        (said(40.0), said(60.0, organisation_id=2)),
        (said(60.0, organisation_id=2), said(None, Completion.COMPLETE)),
        (said(100.0, organisation_id=2), said(100.0, Completion.COMPLETE)),
        (said(None, Completion.NOT_STARTED), said(60.0, organisation_id=2)),
        (said(None, Completion.LIMITED), said(None, Completion.COMPLETE, organisation_id=2)),
        # a narrative alone hides no figure
        (said(10.0), said(None, None, organisation_id=2)),
        (said(None, Completion.COMPLETE), said(None, None, organisation_id=2)),
    ],
)
def test_of_several_institutions_the_most_cautious_counts(least: Assessed, other: Assessed) -> None:
    assert counted([least, other]) is least
    assert counted([other, least]) is least


def test_a_target_holds_until_the_next_one_is_set() -> None:
    facts = MilestoneFacts(targets=(Target(B06, 50.0), Target(B12, None)))
    assert [target_percent(facts, p) for p in PERIODS] == [50.0, 50.0]
    assert target_percent(MilestoneFacts(targets=(Target(B12, 80.0),)), B06) is None


# -- commitments ----------------------------------------------------------------------------------------------------

C, T, A, L, N, D, X = (
    Light.COMPLETE,
    Light.ON_TARGET,
    Light.ATTENTION,
    Light.LATE,
    Light.NOT_REPORTED,
    Light.NOT_DUE,
    Light.CANCELLED,
)


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ((C, C), C),
        ((C, T), T),
        ((C, X), C),
        ((C, N), T),
        ((C, D), T),
        ((T, N), T),
        ((C, T, A), A),
        ((A, N), A),
        ((C, T, A, L), L),
        ((L, N), L),
        ((L, X), L),
        ((N, N), N),
        ((N, D), N),
        ((D, D), D),
        ((X, D), D),
        ((X, X), X),
    ],
)
def test_a_commitment_stands_by_its_milestones(lights: tuple[Light, ...], expected: Light) -> None:
    for order in itertools.permutations(lights):
        assert commitment_light(order, duty_fell_due=True) is expected


@pytest.mark.parametrize(("fell_due", "expected"), [(True, N), (False, D)])
def test_a_commitment_without_milestones_owes_a_report_too(fell_due: bool, expected: Light) -> None:
    assert commitment_light((), duty_fell_due=fell_due) is expected


def test_a_cancelled_commitment_is_cancelled_whatever_its_milestones_say() -> None:
    assert commitment_light((L, C), cancelled=True, duty_fell_due=True) is X


@given(st.lists(st.sampled_from(Light)))
def test_the_counts_always_add_up(lights: list[Light]) -> None:
    counts = light_counts(lights)
    assert list(counts) == list(Light)
    assert sum(counts.values()) == len(lights)


# -- progress of many -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(1, 40), (1, None)], RollUp(40, 1, 2)),
        ([(2, 60), (3, 60), (5, 80)], RollUp(70, 3, 3)),
        ([(1, 0), (1, 100)], RollUp(50, 2, 2)),
        ([(1, 0)], RollUp(0, 1, 1)),
        ([(1, 150), (1, 50)], RollUp(100, 2, 2)),
        ([(1, None)], RollUp(None, 0, 1)),
        ([], RollUp(None, 0, 0)),
    ],
)
def test_progress_is_the_weighted_mean_of_what_was_reported(
    parts: list[tuple[float, float | None]], expected: RollUp
) -> None:
    assert roll_up(parts) == expected


weights = st.floats(0.01, 1000)
percents = st.none() | st.floats(0, 200)


@given(st.lists(st.tuples(weights, percents), max_size=12), st.randoms(use_true_random=False))
def test_the_mean_lies_between_the_smallest_and_the_largest_and_no_order_matters(
    parts: list[tuple[float, float | None]], random: Any
) -> None:
    found = roll_up(parts)
    known = [percent for _, percent in parts if percent is not None]
    assert (found.reported, found.due) == (len(known), len(parts))
    if not known:
        assert found.percent is None
    else:
        assert found.percent is not None
        assert min(known) <= found.percent <= max(known)
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert roll_up(shuffled) == found


@given(st.lists(st.tuples(weights, st.floats(0, 200)), min_size=1, max_size=6), st.floats(0.1, 100))
def test_only_the_proportion_of_weights_matters(parts: list[tuple[float, float]], factor: float) -> None:
    scaled = roll_up((weight * factor, percent) for weight, percent in parts).percent
    assert scaled == pytest.approx(roll_up(parts).percent, abs=1e-6)


# -- properties of judging ------------------------------------------------------------------------------------------

assessments = st.builds(
    Assessed,
    period=st.sampled_from(PERIODS),
    assessor=st.sampled_from(Assessor),
    organisation_id=st.integers(1, 3),
    state=st.sampled_from(ReportState),
    percent=percents,
    completion=st.none() | st.sampled_from(Completion),
    responsible=st.booleans(),
    has_evidence=st.booleans(),
    evidence_rejected=st.booleans(),
)
unlike = st.lists(assessments, max_size=6, unique_by=lambda a: (a.period, a.assessor, a.organisation_id))
days = st.dates(dt.date(2023, 12, 1), dt.date(2025, 6, 1))
dates = st.none() | st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 1))
milestones = st.builds(
    MilestoneFacts,
    starts_on=dates,
    due_on=dates,
    cancelled=st.booleans(),
    targets=st.sampled_from([(), (Target(B06, 50.0),), (Target(B06, 50.0), Target(B12, 100.0))]),
)
plans = st.builds(PlanRules, st.booleans(), st.none() | days, st.integers(0, 100), st.integers(1, 100))


@given(milestones, unlike, plans, days, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(
    facts: MilestoneFacts, reports: list[Assessed], rules: PlanRules, day: dt.date, random: Any
) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)
    one, other = (judge(facts, given, PERIODS, rules, day) for given in (reports, shuffled))
    if one.report and other.report:  # two that say the same differ by their author only
        assert (one.light, one.percent, one.duties_met) == (other.light, other.percent, other.duties_met)
    assert replace(one, report=None, reasons=()) == replace(other, report=None, reasons=())


@given(milestones, unlike, plans, days)
def test_every_standing_is_sound(
    facts: MilestoneFacts, reports: list[Assessed], rules: PlanRules, day: dt.date
) -> None:
    standing = judge(facts, reports, PERIODS, rules, day)
    assert 0 <= standing.duties_met <= standing.duties_due
    assert (standing.light is Light.CANCELLED) is facts.cancelled
    if standing.light in (Light.NOT_REPORTED, Light.NOT_DUE, Light.CANCELLED):
        assert standing.report is None, "not reported is never 0 %"
        assert standing.percent is None
    else:
        assert standing.report in reports
    if standing.light in (Light.NOT_REPORTED,) and standing.since:
        assert standing.since <= day
    if standing.light in (Light.LATE, Light.ATTENTION):
        assert standing.reasons

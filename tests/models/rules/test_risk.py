"""What a verifier should look at first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.periods import Period
from models.rules.risk import Risk, Surroundings, gravity, may_be_verified, risks
from models.rules.status import Assessed, PlanRules, Reason
from models.vocabulary import Assessor, Completion, ReportState

PERIOD = Period(dt.date(2024, 6, 30), dt.date(2024, 1, 1), dt.date(2024, 7, 31), "B06", 2024, 1)


def said(percent: float | None = 60, completion: Completion | None = None, **facts: object) -> Assessed:
    values = {"has_evidence": True, **facts}
    return Assessed(PERIOD, Assessor.AGENCY, 1, ReportState.SUBMITTED, percent, completion, **values)  # type: ignore[arg-type]


def by_cso(percent: float, state: ReportState = ReportState.SUBMITTED) -> Assessed:
    return Assessed(PERIOD, Assessor.CSO, 2, state, percent, responsible=False)


@pytest.mark.parametrize(
    ("report", "obstacle", "seen", "expected"),
    [
        (said(), "", Surroundings(), ()),
        (said(), "", Surroundings(others=[by_cso(30)]), (Risk.DISAGREEMENT,)),
        (said(), "", Surroundings(others=[by_cso(41)]), ()),
        (said(), "", Surroundings(others=[by_cso(30, ReportState.DRAFT)]), ()),
        (said(100, Completion.COMPLETE), "", Surroundings(), (Risk.COMPLETE_UNPROVEN,)),
        (said(100, Completion.COMPLETE), "", Surroundings(evidence_accepted=True), ()),
        (said(evidence_rejected=True), "", Surroundings(), (Risk.EVIDENCE_REJECTED,)),
        (said(), "", Surroundings(before=said(70)), (Risk.FELL_BACK,)),
        (said(), "", Surroundings(before=said(60)), ()),
        (said(), "", Surroundings(before=said(70), cumulative=False), ()),
        (said(), "", Surroundings(before=said(None)), ()),
        (said(), " ", Surroundings(reasons=[Reason.BELOW_TARGET]), (Risk.OBSTACLE_MISSING,)),
        (said(), "Anggaran", Surroundings(reasons=[Reason.LATE]), ()),
        (said(), "", Surroundings(returned_before=True), (Risk.RETURNED_BEFORE,)),
        (said(has_evidence=False), "", Surroundings(), (Risk.NO_EVIDENCE,)),
        (said(0, has_evidence=False), "", Surroundings(), ()),
        (said(120), "", Surroundings(), (Risk.ABOVE_HUNDRED,)),
    ],
)
def test_each_reason_for_a_second_look(
    report: Assessed, obstacle: str, seen: Surroundings, expected: tuple[Risk, ...]
) -> None:
    assert risks(report, obstacle, seen, PlanRules()) == expected


@given(st.sets(st.sampled_from(Risk)), st.sets(st.sampled_from(Risk)))
def test_the_gravest_single_reason_comes_before_any_number_of_lesser_ones(one: set[Risk], other: set[Risk]) -> None:
    order = list(Risk)
    first, second = ([risk for risk in order if risk in found] for found in (one, other))
    if first and second and order.index(first[0]) < order.index(second[0]):
        assert gravity(first) < gravity(second)
    if first and not second:
        assert gravity(first) < gravity(second)


@pytest.mark.parametrize("level", [None, *Completion])
def test_only_complete_needs_accepted_evidence(level: Completion | None) -> None:
    assert may_be_verified(level, evidence_accepted=True)
    assert may_be_verified(level, evidence_accepted=False) == (level is not Completion.COMPLETE)

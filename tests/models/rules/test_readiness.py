"""OGP's six months, counted in days a person would count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.readiness import Clock, Gap, Pace, gap, months_after

TODAY = dt.date(2024, 7, 31)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (dt.date(2024, 1, 31), dt.date(2024, 7, 31)),
        (dt.date(2023, 8, 31), dt.date(2024, 2, 29)),
        (dt.date(2022, 8, 31), dt.date(2023, 2, 28)),
        (dt.date(2023, 7, 1), dt.date(2024, 1, 1)),
        (dt.date(2023, 12, 30), dt.date(2024, 6, 30)),
    ],
)
def test_six_months_later(day: dt.date, later: dt.date) -> None:
    assert months_after(day, 6) == later


@pytest.mark.parametrize(
    ("last", "pace", "days", "left"),
    [
        (None, Pace.NEVER, None, None),
        (dt.date(2024, 7, 31), Pace.IN_TIME, 0, 184),
        (dt.date(2024, 3, 1), Pace.IN_TIME, 152, 32),
        (dt.date(2024, 2, 28), Pace.SOON, 154, 28),
        (dt.date(2024, 1, 31), Pace.SOON, 182, 0),
        (dt.date(2024, 1, 30), Pace.OVERDUE, 183, -1),
        (dt.date(2020, 9, 21), Pace.OVERDUE, 1409, -1228),
    ],
)
def test_a_clock_says_how_long_ago_and_how_long_still(
    last: dt.date | None, pace: Pace, days: int | None, left: int | None
) -> None:
    clock = Clock(last, TODAY)
    assert (clock.pace, clock.days, clock.days_left) == (pace, days, left)


def test_the_latest_day_counts_and_none_that_lies_ahead() -> None:
    days = [dt.date(2024, 1, 1), None, dt.date(2024, 5, 1), dt.date(2024, 8, 1)]
    assert Clock.of(days, TODAY).last == dt.date(2024, 5, 1)
    assert Clock.of([], TODAY).last is None


@given(st.dates(dt.date(2000, 1, 1), TODAY))
def test_the_share_that_has_run_out_agrees_with_the_pace(last: dt.date) -> None:
    clock = Clock(last, TODAY)
    assert 0 <= clock.share <= 1
    assert (clock.share == 1) == (clock.days_left is not None and clock.days_left <= 0)


@pytest.mark.parametrize(
    ("reported", "evidence", "verified", "public", "expected"),
    [
        (False, False, False, False, Gap.NO_REPORT),
        (True, False, False, False, Gap.NO_EVIDENCE),
        (True, True, False, False, Gap.NOT_VERIFIED),
        (True, True, True, False, Gap.RESTRICTED),
        (True, True, True, True, None),
    ],
)
def test_what_stands_between_a_commitment_and_public_evidence(
    reported: bool, evidence: bool, verified: bool, public: bool, expected: Gap | None
) -> None:
    found = gap(reported=reported, evidence=evidence, verified_evidence=verified, public_evidence=public)
    assert found == expected

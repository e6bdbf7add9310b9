"""Periods and the duty to report (product.md, domain.md §2)."""

from __future__ import annotations

import datetime as dt
import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import clock
from models.rules.periods import (
    TEMPLATES,
    Period,
    current_period,
    duties,
    first_duty,
    has_begun,
    has_ended,
    intake,
    is_due_soon,
    is_owed,
    is_past,
    is_recent,
    last_day,
    last_ended,
    overlaps,
    period_template,
    span_of,
)
from models.vocabulary import Precision

B06, B12 = period_template("semester", 2024, 2024)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("triwulan", ["TW1", "TW2", "TW3", "TW4", "TW1", "TW2", "TW3", "TW4"]),
        ("semester", ["B06", "B12", "B06", "B12"]),
        ("caturwulan", ["B04", "B08", "B12", "B04", "B08", "B12"]),
        ("triwulan_kumulatif", ["B03", "B06", "B09", "B12", "B15", "B18", "B21", "B24"]),
    ],
)
def test_a_template_makes_the_periods_of_two_years(name: str, codes: list[str]) -> None:
    made = period_template(name, 2023, 2024)
    assert [period.code for period in made] == codes
    assert [period.year for period in made] == [2023] * (len(codes) // 2) + [2024] * (len(codes) // 2)


@given(st.sampled_from(sorted(TEMPLATES)), st.integers(2016, 2030), st.integers(0, 4))
def test_the_periods_of_a_template_cover_its_years_without_gap_or_overlap(name: str, first: int, more: int) -> None:
    made = period_template(name, first, first + more)
    assert list(made) == sorted(made)
    assert made[0].starts_on == dt.date(first, 1, 1)
    assert made[-1].ends_on == dt.date(first + more, 12, 31)
    for before, after in itertools.pairwise(made):
        assert after.starts_on == before.ends_on + dt.timedelta(days=1)
    assert len({(period.year, period.code) for period in made}) == len(made), "the database refuses twins"
    assert all(period.due_on == _end_of_next_month(period.ends_on) for period in made)


def _end_of_next_month(day: dt.date) -> dt.date:
    following = day + dt.timedelta(days=1)
    return last_day(following.year, following.month)


def test_an_unknown_template_or_an_empty_span_makes_nothing() -> None:
    with pytest.raises(KeyError):
        period_template("mingguan", 2024, 2024)
    assert period_template("semester", 2024, 2023) == ()


@pytest.mark.parametrize(
    ("starts_on", "due_on", "owed"),
    [
        (None, None, (B06, B12)),
        (dt.date(2024, 6, 30), None, (B06, B12)),
        (dt.date(2024, 7, 1), None, (B12,)),
        (None, dt.date(2024, 7, 1), (B06, B12)),
        (None, dt.date(2024, 6, 30), (B06,)),
        (None, dt.date(2024, 1, 1), (B06,)),
        (None, dt.date(2023, 12, 31), ()),
        (dt.date(2025, 1, 1), None, ()),
        (dt.date(2024, 6, 30), dt.date(2024, 6, 30), (B06,)),
    ],
)
def test_a_milestone_owes_a_report_for_every_period_it_runs_in(
    starts_on: dt.date | None, due_on: dt.date | None, owed: tuple[Period, ...]
) -> None:
    assert duties((B12, B06), starts_on, due_on) == owed
    assert tuple(p for p in (B06, B12) if overlaps(p, starts_on, due_on)) == owed


def test_it_owes_none_after_the_period_in_which_it_was_complete() -> None:
    assert duties((B06, B12), None, None, completed_in=B06) == (B06,)
    assert duties((B06, B12), None, None, completed_in=B12) == (B06, B12)


def test_the_first_duty_is_the_first_period_or_the_due_date() -> None:
    due = dt.date(2024, 12, 31)
    assert first_duty((B12, B06), None, due) == B06.due_on
    assert first_duty((), None, due) == due
    assert first_duty((), None, None) is None


@pytest.mark.parametrize(
    ("day", "precision", "span"),
    [
        (dt.date(2024, 2, 14), Precision.DAY, ("2024-02-14", "2024-02-14")),
        (dt.date(2024, 2, 14), Precision.MONTH, ("2024-02-01", "2024-02-29")),
        (dt.date(2023, 2, 14), Precision.MONTH, ("2023-02-01", "2023-02-28")),
        (dt.date(2024, 3, 31), Precision.QUARTER, ("2024-01-01", "2024-03-31")),
        (dt.date(2024, 4, 1), Precision.QUARTER, ("2024-04-01", "2024-06-30")),
        (dt.date(2024, 6, 30), Precision.SEMESTER, ("2024-01-01", "2024-06-30")),
        (dt.date(2024, 7, 1), Precision.SEMESTER, ("2024-07-01", "2024-12-31")),
        (dt.date(2024, 7, 1), Precision.YEAR, ("2024-01-01", "2024-12-31")),
        (dt.date(2024, 12, 31), Precision.PLAN_END, ("2024-12-31", "2024-12-31")),
        (dt.date(2024, 12, 31), Precision.TENTATIVE, ("2024-12-31", "2024-12-31")),
        (dt.date(2024, 12, 31), Precision.RELATIVE, ("2024-12-31", "2024-12-31")),
    ],
)
def test_a_quarter_stays_a_quarter(day: dt.date, precision: Precision, span: tuple[str, str]) -> None:
    assert tuple(d.isoformat() for d in span_of(day, precision)) == span


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(Precision))
def test_a_span_holds_its_day(day: dt.date, precision: Precision) -> None:
    first, last = span_of(day, precision)
    assert first <= day <= last


D = dt.date(2024, 7, 31)


@pytest.mark.parametrize(
    ("deadline", "today", "past"),
    [
        (None, D, False),
        (D, D - dt.timedelta(days=1), False),
        (D, D, False),
        (D, D + dt.timedelta(days=1), True),
    ],
)
def test_a_deadline_is_missed_from_the_day_after(deadline: dt.date | None, today: dt.date, past: bool) -> None:
    assert is_past(deadline, today) is past


@pytest.mark.parametrize(
    ("moment", "today", "past"),
    [
        # the last day lasts until midnight in Jakarta, seven hours before midnight in UTC
        ("2024-07-31T16:59:59+00:00", "2024-07-31", False),
        ("2024-07-31T17:00:00+00:00", "2024-08-01", True),
        ("2024-07-31T23:59:59+00:00", "2024-08-01", True),
        ("2024-07-31T23:59:59+07:00", "2024-07-31", False),
        ("2024-08-01T00:00:00+07:00", "2024-08-01", True),
        # on the American west coast it is still the morning of the 31st
        ("2024-07-31T10:00:00-07:00", "2024-08-01", True),
    ],
)
def test_the_day_after_begins_at_midnight_in_jakarta(
    moment: str, today: str, past: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime.fromisoformat(moment).astimezone(tz)

    monkeypatch.delenv("TRACKER_TODAY", raising=False)
    monkeypatch.setattr(clock, "settings", lambda: SimpleNamespace(today=None))
    monkeypatch.setattr(clock, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
    assert clock.today() == dt.date.fromisoformat(today)
    assert is_past(D, clock.today()) is past


@pytest.mark.parametrize(
    ("deadline", "soon"),
    [
        (None, False),
        (D - dt.timedelta(days=1), False),  # missed, not soon
        (D, True),
        (D + dt.timedelta(days=30), True),
        (D + dt.timedelta(days=31), False),
    ],
)
def test_a_deadline_is_near_from_so_many_days_before_to_its_last_day(deadline: dt.date | None, soon: bool) -> None:
    assert is_due_soon(deadline, D, 30) is soon


@pytest.mark.parametrize(
    ("day", "recent"),
    [
        (None, False),
        (D - dt.timedelta(days=7), False),
        (D - dt.timedelta(days=6), True),
        (D, True),
        (D + dt.timedelta(days=1), False),
    ],
)
def test_today_is_one_of_the_last_seven_days(day: dt.date | None, recent: bool) -> None:
    assert is_recent(day, D, 7) is recent


@pytest.mark.parametrize(
    ("today", "begun", "ended", "ended_last", "spoken_of"),
    [
        (dt.date(2023, 12, 31), False, False, None, B06),
        (dt.date(2024, 1, 1), True, False, None, B06),
        (dt.date(2024, 6, 29), True, False, None, B06),
        (dt.date(2024, 6, 30), True, True, B06, B06),
        (dt.date(2024, 12, 30), True, True, B06, B06),
        (dt.date(2024, 12, 31), True, True, B12, B12),
        (dt.date(2026, 1, 1), True, True, B12, B12),
    ],
)
def test_the_period_spoken_of_is_the_last_that_ended_else_the_first(
    today: dt.date, begun: bool, ended: bool, ended_last: Period | None, spoken_of: Period
) -> None:
    assert (has_begun(B06, today), has_ended(B06, today)) == (begun, ended)
    assert last_ended((B12, B06), today) == ended_last
    assert current_period((B12, B06), today) == spoken_of
    assert current_period((), today) is None


@pytest.mark.parametrize(
    ("period", "starts_on", "due_on", "completed_in", "owed"),
    [
        (B06, None, None, None, True),
        (B06, dt.date(2024, 6, 30), None, None, True),
        (B06, dt.date(2024, 7, 1), None, None, False),
        (B12, None, dt.date(2024, 7, 1), None, True),
        (B12, None, dt.date(2024, 6, 30), None, False),
        (B06, None, None, B06, True),  # the report that says so is owed itself
        (B12, None, None, B06, False),
        (B06, None, None, B12, True),
    ],
)
def test_a_report_is_owed_while_the_milestone_runs_and_until_it_is_complete(
    period: Period, starts_on: dt.date | None, due_on: dt.date | None, completed_in: Period | None, owed: bool
) -> None:
    assert is_owed(period, starts_on, due_on, completed_in) is owed
    assert (period in duties((B06, B12), starts_on, due_on, completed_in=completed_in)) is owed


@pytest.mark.parametrize(
    ("opens_on", "closed_on", "state"),
    [
        (None, None, "open"),
        (D, None, "open"),
        (D + dt.timedelta(days=1), None, "upcoming"),
        (None, D, "open"),
        (None, D - dt.timedelta(days=1), "closed"),
        (D - dt.timedelta(days=9), D - dt.timedelta(days=1), "closed"),
        (D - dt.timedelta(days=9), D + dt.timedelta(days=9), "open"),
    ],
)
def test_reports_are_taken_from_the_opening_to_the_last_day(
    opens_on: dt.date | None, closed_on: dt.date | None, state: str
) -> None:
    assert intake(opens_on, closed_on, D) == state


H1 = Period(dt.date(2023, 6, 30), dt.date(2023, 1, 1), dt.date(2023, 7, 31), "B06", 2023)
H2 = Period(dt.date(2023, 12, 31), dt.date(2023, 7, 1), dt.date(2024, 1, 31), "B12", 2023)
H3 = Period(dt.date(2024, 6, 30), dt.date(2024, 1, 1), dt.date(2024, 7, 31), "B06", 2024)


@pytest.mark.parametrize(
    ("starts_on", "due_on", "completed_in", "owed"),
    [
        # without dates, or with a target for no period, every period of the plan is owed
        (None, None, None, (H1, H2, H3)),
        (None, dt.date(2023, 6, 30), None, (H1,)),
        # one day in a period is enough
        (None, dt.date(2023, 7, 1), None, (H1, H2)),
        (dt.date(2023, 12, 31), None, None, (H2, H3)),
        (dt.date(2024, 7, 1), None, None, ()),
        (dt.date(2023, 8, 1), dt.date(2023, 9, 1), None, (H2,)),
        # until it is complete, that period included
        (None, None, H1, (H1,)),
        (None, None, H2, (H1, H2)),
        (dt.date(2023, 8, 1), None, H1, ()),
    ],
)
def test_every_period_that_overlaps_is_owed_until_complete(
    starts_on: dt.date | None, due_on: dt.date | None, completed_in: Period | None, owed: tuple[Period, ...]
) -> None:
    assert duties((H3, H1, H2), starts_on, due_on, completed_in=completed_in) == owed

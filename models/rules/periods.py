"""Reporting periods and the duty to report.

Duty (product.md): every open milestone × every period of its plan that overlaps its start and due date, until
it is complete or cancelled. A plan without periods owes one report per milestone, on its due date.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.vocabulary import PeriodState, Precision


class Period(NamedTuple):
    """A period as the rules see it, in the order of time.

    A tuple and no dataclass: where a milestone stands is decided by comparing periods, thousands of times a page.
    """

    ends_on: dt.date
    starts_on: dt.date
    due_on: dt.date
    code: str = ""
    year: int = 0
    id: int = 0


def overlaps(period: Period, starts_on: dt.date | None, due_on: dt.date | None) -> bool:
    """Whether a milestone that runs from start to due date has something to say in this period."""
    begins_in_time = starts_on is None or starts_on <= period.ends_on
    ends_after_start = due_on is None or due_on >= period.starts_on
    return begins_in_time and ends_after_start


def is_owed(
    period: Period, starts_on: dt.date | None, due_on: dt.date | None, completed_in: Period | None = None
) -> bool:
    """Whether a milestone owes a report for a period: it runs in it, and was not complete before it."""
    return overlaps(period, starts_on, due_on) and (completed_in is None or period.ends_on <= completed_in.ends_on)


def duties(
    periods: Iterable[Period], starts_on: dt.date | None, due_on: dt.date | None, *, completed_in: Period | None = None
) -> tuple[Period, ...]:
    """The periods for which a milestone owes a report, up to the one in which it was reported complete."""
    return tuple(sorted(period for period in periods if is_owed(period, starts_on, due_on, completed_in)))


def first_duty(periods: Sequence[Period], starts_on: dt.date | None, due_on: dt.date | None) -> dt.date | None:
    """The last day on which the first report is in time; None if nothing will ever be owed."""
    owed = duties(periods, starts_on, due_on)
    return owed[0].due_on if owed else due_on


def is_past(deadline: dt.date | None, today: dt.date) -> bool:
    """Whether a deadline was missed: from the day after, at 00:00 western Indonesian time. None is never missed."""
    return deadline is not None and today > deadline


def is_due_soon(deadline: dt.date | None, today: dt.date, days: int) -> bool:
    """Whether a deadline is today or within the days that follow."""
    return deadline is not None and today <= deadline <= today + dt.timedelta(days=days)


def is_recent(day: dt.date | None, today: dt.date, days: int) -> bool:
    """Whether something happened in the last days, today being one of them."""
    return day is not None and today - dt.timedelta(days=days) < day <= today


def has_begun(period: Period, today: dt.date) -> bool:
    """Whether a period has something to speak of, from its first day."""
    return period.starts_on <= today


def has_ended(period: Period, today: dt.date) -> bool:
    """Whether a period has come to its end, from its last day: reports "position B06" are written on 30 June."""
    return period.ends_on <= today


def last_ended(periods: Iterable[Period], today: dt.date) -> Period | None:
    """The latest period that has come to its end."""
    return max((period for period in periods if has_ended(period, today)), default=None)


def current_period(periods: Sequence[Period], today: dt.date) -> Period | None:
    """The period that is spoken of on a day: the last one that has ended, else the first."""
    return last_ended(periods, today) or min(periods, default=None)


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def span_of(day: dt.date, precision: Precision) -> tuple[dt.date, dt.date]:
    """First and last day of what was written: a quarter stays a quarter (product.md)."""
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEMESTER: 6, Precision.YEAR: 12}.get(precision)
    if months is None:
        return day, day
    first_month = (day.month - 1) // months * months + 1
    return dt.date(day.year, first_month, 1), last_day(day.year, first_month + months - 1)


def intake(opens_on: dt.date | None, closed_on: dt.date | None, today: dt.date) -> PeriodState:
    """Whether reports of agencies and CSOs are taken: from the opening day, if one was set, to the last day."""
    if closed_on is not None and closed_on < today:
        return PeriodState.CLOSED
    if opens_on is not None and today < opens_on:
        return PeriodState.UPCOMING
    return PeriodState.OPEN


#: years that one plan may span; a longer one is a slip of the pen
LONGEST_PLAN = 6

#: what a plan may be given when it is made: title → months per period, and whether codes count on over the years
TEMPLATES = {
    "triwulan": ("TW{number}", 3, False),
    "semester": ("B{month:02}", 6, False),
    "caturwulan": ("B{month:02}", 4, False),
    "triwulan_kumulatif": ("B{month:02}", 3, True),
}


def period_template(name: str, first_year: int, last_year: int) -> tuple[Period, ...]:
    """The periods of a plan by a template; reports are due at the end of the month after each.

    ``triwulan_kumulatif`` counts on over the years as Stranas PK does (B03 … B24, domain.md §2).
    """
    pattern, months, counts_on = TEMPLATES[name]
    made = []
    for year in range(first_year, last_year + 1):
        for last_month in range(months, 13, months):
            month = last_month + (12 * (year - first_year) if counts_on else 0)
            due = last_day(year + last_month // 12, last_month % 12 + 1)
            code = pattern.format(number=last_month // months, month=month)
            made.append(
                Period(
                    starts_on=dt.date(year, last_month - months + 1, 1),
                    ends_on=last_day(year, last_month),
                    due_on=due,
                    code=code,
                    year=year,
                )
            )
    return tuple(made)

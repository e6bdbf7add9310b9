"""A matrix that went out: is it awaited, overdue, back, replaced? Dates of dispatches are compared here only."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from models.vocabulary import DispatchState

#: how long people get when the period's own deadline is too near or behind us
USUAL_DAYS: Final = 14


class Awaited(StrEnum):
    """Where a matrix that went out stands, derived and never stored."""

    WAITING = "waiting"
    #: nothing came back and the due date is behind us
    OVERDUE = "overdue"
    RETURNED = "returned"
    #: a newer matrix for the same institution, plan and period took its place
    SUPERSEDED = "superseded"
    CLOSED = "closed"


#: nothing has come back, and something is still expected
SILENT: Final = frozenset({Awaited.WAITING, Awaited.OVERDUE})


def standing(state: DispatchState, due_on: dt.date | None, today: dt.date, *, superseded: bool = False) -> Awaited:
    """Where a dispatch stands on a day. A due date ends with its day; without one nothing is overdue."""
    if state is DispatchState.RETURNED:
        return Awaited.RETURNED
    if state is DispatchState.CLOSED:
        return Awaited.SUPERSEDED if superseded else Awaited.CLOSED
    return Awaited.OVERDUE if days_overdue(due_on, today) else Awaited.WAITING


def days_overdue(due_on: dt.date | None, today: dt.date) -> int:
    """How many days a due date is behind us; 0 on the day itself and before."""
    return max((today - due_on).days, 0) if due_on else 0


def usual_deadline(report_due: dt.date | None, today: dt.date) -> dt.date:
    """The day to propose: when the period's reports are due, else two weeks from now."""
    return report_due if report_due and report_due > today else today + dt.timedelta(days=USUAL_DAYS)

"""OGP's clocks: how long ago something happened that must happen at least every six months. Pure.

OGP's Participation and Co-creation Standards ask for a repository that is updated at least twice a year (2.2) and for a
forum that meets at least every six months (1). Whether that was met is judged by the IRM; here it is counted only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.rules.periods import last_day

#: OGP's limit for both
LIMIT_MONTHS: Final = 6
#: a reminder is due this many days before the limit
SOON_DAYS: Final = 30


class Pace(StrEnum):
    """How a clock stands."""

    IN_TIME = "in_time"
    SOON = "soon"
    OVERDUE = "overdue"
    NEVER = "never"


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day(day.year + years, month + 1)
    return end.replace(day=min(day.day, end.day))


@dataclass(frozen=True, slots=True)
class Clock:
    """The last time something happened, seen from a day. What lies ahead of that day has not happened."""

    last: dt.date | None
    today: dt.date

    @classmethod
    def of(cls, days: Iterable[dt.date | None], today: dt.date) -> Clock:
        """The clock that runs since the latest of these days."""
        return cls(max((day for day in days if day is not None and day <= today), default=None), today)

    @property
    def days(self) -> int | None:
        """Days since then; None if it never happened."""
        return None if self.last is None else (self.today - self.last).days

    @property
    def due_on(self) -> dt.date | None:
        """The last day on which the next time is in time."""
        return None if self.last is None else months_after(self.last, LIMIT_MONTHS)

    @property
    def days_left(self) -> int | None:
        """Days until then; negative once it has passed."""
        return None if self.due_on is None else (self.due_on - self.today).days

    @property
    def share(self) -> float:
        """How much of the limit has run out, at most 1."""
        if self.last is None or self.due_on is None:
            return 1.0
        return min(1.0, (self.today - self.last).days / (self.due_on - self.last).days)

    @property
    def pace(self) -> Pace:
        """In time, soon due, overdue, or never happened."""
        left = self.days_left
        if left is None:
            return Pace.NEVER
        if left < 0:
            return Pace.OVERDUE
        return Pace.SOON if left <= SOON_DAYS else Pace.IN_TIME


class Gap(StrEnum):
    """Why a commitment has no public evidence in a period; the first that applies, from nothing to nearly done."""

    NO_REPORT = "no_report"
    NO_EVIDENCE = "no_evidence"
    NOT_VERIFIED = "not_verified"
    RESTRICTED = "restricted"


def gap(*, reported: bool, evidence: bool, verified_evidence: bool, public_evidence: bool) -> Gap | None:
    """What stands between a commitment and its public evidence; None if nothing does."""
    if public_evidence:
        return None
    if not reported:
        return Gap.NO_REPORT
    if not evidence:
        return Gap.NO_EVIDENCE
    return Gap.RESTRICTED if verified_evidence else Gap.NOT_VERIFIED

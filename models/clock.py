"""Today and now: the only place that asks. TRACKER_TODAY fixes the day for the demonstration."""

from __future__ import annotations

import datetime as dt

from models.language import WIB
from models.settings import settings


def now() -> dt.datetime:
    """This moment in UTC; on a fixed day, this time of day on that day in western Indonesian time."""
    moment = dt.datetime.now(dt.UTC)
    fixed = settings().today
    if fixed is None:
        return moment
    return dt.datetime.combine(fixed, moment.astimezone(WIB).time(), WIB).astimezone(dt.UTC)


def today() -> dt.date:
    """The day in western Indonesian time, by which due dates are judged."""
    return now().astimezone(WIB).date()

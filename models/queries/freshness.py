"""How fresh the data are."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, select

from models.language import WIB
from models.tables.history import Change


def as_fresh_as(session: Session, today: dt.date) -> dt.datetime:
    """The moment since which everything shown today has stood: the last change, or the morning of the day.

    A light can change overnight without anybody writing anything.
    """
    morning = dt.datetime.combine(today, dt.time(), WIB).astimezone(dt.UTC)
    last = session.exec(select(Change.at).order_by(col(Change.id).desc()).limit(1)).first()
    return morning if last is None else max(morning, last)

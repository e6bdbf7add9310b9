"""What happened, day by day: deeds are collected in any order and done in the order of time, each on its day."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

from sqlmodel import Session

from models import journal
from models.rules.access import Actor
from models.settings import settings
from models.vocabulary import SourceKind
from seed.demo.files import REASON
from seed.demo.known import Known

SECRETARIAT = "sekretariat@contoh.go.id"
#: who enters reports in their own name; for everybody else the secretariat types what came by mail
_REPORTERS = {"KPU": "narahubung.kpu@contoh.go.id", "Perludem": "perludem@contoh.or.id"}


class Order(IntEnum):
    """What comes first on a day."""

    PLAN = 0
    DISPATCH = 1
    ENTER = 2
    IMPORT = 3
    JUDGE = 4
    DECIDE = 5
    PUBLISH = 6
    MEETING = 7
    RELEASE = 8


@dataclass
class Stage:
    """Where a deed is done: the open transaction, what the data may name, and who does it."""

    session: Session
    known: Known
    actor: Actor


Do = Callable[[Stage], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of one person on one day."""

    day: dt.date
    order: Order
    do: Do
    reason: str
    source: SourceKind = SourceKind.FORM
    who: str = SECRETARIAT


def reporter_account(organisation: str) -> str:
    """Whose account enters what an organisation says."""
    return _REPORTERS.get(organisation, SECRETARIAT)


def perform(session: Session, known: Known, actors: Mapping[str, Actor], deeds: list[Deed]) -> None:
    """Do everything in the order of time. Each deed is an act of its own in the history."""
    stage = Stage(session, known, actors[SECRETARIAT])
    for deed in sorted(deeds, key=lambda d: (d.day, d.order)):
        stage.actor = actors[deed.who]
        with standing_on(deed.day):
            act(session, stage.actor, deed.source, deed.reason)
            deed.do(stage)
            session.flush()


def act(session: Session, actor: Actor, source: SourceKind, reason: str, code: str = "") -> None:
    """From here on the history writes down somebody else's act, in the same transaction."""
    session.flush()
    new = journal.Act(actor=actor, source=source, reason=f"{REASON}: {reason}")
    if code:
        new.code = code
    journal.begin(session, new)


@contextmanager
def standing_on(day: dt.date) -> Iterator[None]:
    """Let ``models.clock`` give this day: the setting that fixes the day of a demonstration, moved along."""
    before = os.environ.get("TRACKER_TODAY")
    _set_today(day.isoformat())
    try:
        yield
    finally:
        _set_today(before)


def _set_today(text: str | None) -> None:
    if text is None:
        os.environ.pop("TRACKER_TODAY", None)
    else:
        os.environ["TRACKER_TODAY"] = text
    settings.cache_clear()

"""Brings the demonstration in: the reference data first, then everything else in one transaction or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, text
from sqlmodel import Session, col, func, select

from models import database
from models.base import Table
from models.rules.access import SYSTEM
from models.settings import settings
from models.tables.account import Account
from models.tables.commitment import Milestone
from models.tables.exchange import Dispatch, MatrixImport
from models.tables.history import Change
from models.tables.meeting import Meeting
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Confidence, SourceKind
from seed.demo.accounts import Credentials, create_accounts
from seed.demo.chronicle import act, perform, standing_on
from seed.demo.known import Known
from seed.demo.meetings import meeting_deeds, proposal_deeds
from seed.demo.plan import add_contacts, open_plan, plan_deeds
from seed.demo.progress import progress_deeds
from seed.demo.workbooks import workbook_deeds
from seed.load import load

#: the launch of RAN VII (domain.md §2): the day the tracker of the demonstration begins
FIRST_DAY = dt.date(2023, 2, 7)
#: the first act of the sample data; change it when they change, an older set is then refused and not mixed
MARK = "data-contoh-1"
_ANY_MARK = "data-contoh-"
#: names the advisory lock that lets one run at a time on PostgreSQL
_LOCK = 7_204_213


class DemoRefused(Exception):
    """This is no place for sample data."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came in, and what to sign in with."""

    counts: Mapping[str, int]
    credentials: list[Credentials]


def load_demo(on: Engine | None = None) -> Loaded | None:
    """Load the sample data; None if they are there already. Raises DemoRefused where they do not belong."""
    if not settings().demo:
        raise DemoRefused("Data contoh hanya untuk basis data contoh. Jalankan lewat: make demo (TRACKER_DEMO=1).")
    with standing_on(FIRST_DAY):
        load(on)
        with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
            _one_at_a_time(session)
            if _is_loaded(session):
                return None
            act(session, SYSTEM, SourceKind.COMMAND, "RAN OGI VII sebagai rencana aksi yang berjalan", code=MARK)
            return _load(session)


def _one_at_a_time(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def _is_loaded(session: Session) -> bool:
    """Whether this set is there. An older set, or what people wrote without one, is not mixed with it."""
    marks = set(session.exec(select(Change.act).where(col(Change.act).startswith(_ANY_MARK))).all())
    if MARK in marks:
        return True
    if marks:
        raise DemoRefused("Basis data ini berisi data contoh versi lama. Hapus basis data contoh, lalu ulangi.")
    if _count(session, Account) or _count(session, ProgressReport):
        raise DemoRefused("Basis data ini sudah dipakai: ada akun atau laporan yang bukan data contoh.")
    return False


def _load(session: Session) -> Loaded:
    known = Known(session)
    open_plan(session, known)
    add_contacts(session, known)
    credentials, actors = create_accounts(session, known)
    deeds = [*plan_deeds(), *progress_deeds(), *workbook_deeds(), *meeting_deeds(), *proposal_deeds()]
    perform(session, known, actors, deeds)
    return Loaded(_counts(session), credentials)


def _counts(session: Session) -> Mapping[str, int]:
    milestones = select(func.count()).select_from(Milestone).where(Milestone.confidence == Confidence.SAMPLE)
    return {
        "target capaian": session.exec(milestones).one(),
        "laporan": _count(session, ProgressReport),
        "data dukung": _count(session, Evidence),
        "rapat": _count(session, Meeting),
        "impor matriks": _count(session, MatrixImport),
        "matriks terkirim": _count(session, Dispatch),
    }


def _count(session: Session, kind: type[Table]) -> int:
    return session.exec(select(func.count()).select_from(kind)).one()

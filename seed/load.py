"""Loads everything in seed/data in one transaction; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Engine, text
from sqlmodel import Session

from models import database
from models.rules.access import SYSTEM
from models.vocabulary import SourceKind
from seed.commitments import (
    Commitments,
    load_commitments,
    load_facts,
    load_irm_assessments,
    load_lineage,
    load_notes,
    load_parties,
)
from seed.ledger import Ledger
from seed.measures import load_measures
from seed.meetings import load_meetings
from seed.organisations import Directory, load_organisations
from seed.plans import load_periods, load_plans
from seed.proposals import load_proposals, load_proposed_actions

REASON = "Data awal RAN OGI dari sumber publik dan dua notula rapat (seed/data)"
#: any constant: names the advisory lock that lets one seed run at a time on PostgreSQL
_LOCK = 7_204_212


def load(on: Engine | None = None) -> Mapping[str, int]:
    """Bring the database up to date and the reference data in. Returns how many rows of which table are new."""
    database.upgrade(on)
    with database.transaction(SYSTEM, source=SourceKind.SEED, reason=REASON, on=on) as session:
        _one_at_a_time(session)
        return load_into(session)


def load_into(session: Session) -> Mapping[str, int]:
    """The reference data into a transaction that somebody else opened."""
    directory, commitments, ledger = Directory(), Commitments(), Ledger(session)
    load_plans(ledger)
    load_periods(ledger)
    load_organisations(ledger, directory)
    load_commitments(ledger, commitments)
    load_parties(ledger, commitments, directory)
    load_lineage(ledger)
    load_notes(ledger, commitments)
    load_measures(ledger, commitments, directory)
    load_proposals(ledger, commitments, directory)
    load_proposed_actions(ledger, commitments, directory)
    load_irm_assessments(ledger, commitments)
    load_facts(ledger, commitments, directory)
    load_meetings(ledger, directory)
    session.flush()
    return ledger.created


def _one_at_a_time(session: Session) -> None:
    """A second seed waits for the first, then finds everything there. A SQLite writer waits by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})

"""What the seed has brought in already, known from the history, so that it never does so twice.

Each row the seed creates leaves its key in the history. A later run finds it there, whatever people have done to
the row since: one that was renamed is not doubled, one that was removed does not come back, and nothing that a
person may have changed is written again. Rows that people made before the seed are found by their natural key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from models import journal
from models.base import Table
from models.tables.commitment import (
    Commitment,
    CommitmentLineage,
    CommitmentNote,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    SourcedFact,
    SourcedFactParty,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.meeting import Proposal, ProposalParty, SourceDocument
from models.tables.organisation import Organisation, OrganisationAlias
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import IrmAssessment
from models.vocabulary import ChangeKind, SourceKind
from seed.records import Record, SeedError

Row = TypeVar("Row", bound=Table)

#: by what a row is recognised that a person made before the seed
NATURAL_KEYS: dict[type[Table], tuple[str, ...]] = {
    ActionPlan: ("code",),
    ReportingPeriod: ("plan_id", "year", "code"),
    Organisation: ("name",),
    OrganisationAlias: ("organisation_id", "folded"),
    Commitment: ("code",),
    CommitmentParty: ("commitment_id", "organisation_id", "role"),
    CommitmentLineage: ("earlier_id", "later_id"),
    CommitmentNote: ("commitment_id", "text"),
    SuccessMeasure: ("commitment_id", "number"),
    MeasureWording: ("measure_id", "reporter", "position", "edition"),
    Milestone: ("row_code",),
    MilestoneParty: ("milestone_id", "organisation_id"),
    SourcedFact: ("commitment_id", "text"),
    SourcedFactParty: ("fact_id", "organisation_id"),
    IrmAssessment: ("plan_id", "commitment_id", "notes", "source"),
    Proposal: ("plan_id", "commitment_id", "title"),
    ProposalParty: ("proposal_id", "organisation_id", "role"),
    SourceDocument: ("sha256",),
}


@dataclass(frozen=True, slots=True)
class Ref:
    """Another row of the seed by its key; stands for the row's id until that is known."""

    kind: type[Table]
    key: str


class _Gone(Exception):
    """The row a new one would belong to was removed by a person."""


class Ledger:
    """Creates the rows that are missing and remembers which row a key of the seed means."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.created: Counter[str] = Counter()
        self._remembered = _remembered(session)
        self._present: dict[tuple[type[Table], str], Table] = {}
        self._existing: dict[type[Table], dict[tuple[Any, ...], Table]] = {}

    def knows(self, kind: type[Table], key: str) -> bool:
        """Whether this row was brought in before or in this run."""
        return (str(kind.__tablename__), key) in self._remembered or (kind, key) in self._present

    def keep(self, kind: type[Row], key: str, origin: Record, values: Mapping[str, Any]) -> Row | None:
        """Make sure that the row exists; the new row if this call created it, with ``Ref`` values resolved."""
        if self.knows(kind, key):
            return None
        try:
            plain = {name: self.id_of(v.kind, v.key) if isinstance(v, Ref) else v for name, v in values.items()}
        except _Gone:
            return None
        row = kind.model_validate(plain)
        standing = self._standing(kind).get(_natural_key(row))
        self._present[kind, key] = row if standing is None else standing
        if standing is not None:
            return None
        place = {"file": origin.file, "line": origin.line, "key": key}
        journal.came_from(self.session, row, place, NATURAL_KEYS[kind][0])
        self.add(row)
        return row

    def add(self, row: Table) -> None:
        """Write a row that is not looked for again, such as a part of a meeting that came in as a whole."""
        self.session.add(row)
        self.created[str(row.__tablename__)] += 1

    def id_of(self, kind: type[Table], key: str) -> int:
        """The id of a row of the seed. Raises SeedError if the data name a row they do not hold."""
        row = self._present.get((kind, key))
        if row is None:
            known = self._remembered.get((str(kind.__tablename__), key))
            if known is None:
                raise SeedError(f"{kind.__name__} {key!r} is not in the seed data")
            row = self.session.get(kind, known)
            if row is None:
                raise _Gone
            self._present[kind, key] = row
        if row.id is None:  # type: ignore[attr-defined]
            self.session.flush()
        return int(row.id)  # type: ignore[attr-defined]

    def _standing(self, kind: type[Table]) -> dict[tuple[Any, ...], Table]:
        """The rows of a table before this run, by natural key."""
        if kind not in self._existing:
            with self.session.no_autoflush:
                self._existing[kind] = {_natural_key(row): row for row in self.session.exec(select(kind))}
        return self._existing[kind]


def _natural_key(row: Table) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in NATURAL_KEYS[type(row)])


def _remembered(session: Session) -> dict[tuple[str, str], int]:
    changes = session.exec(
        select(Change.table_name, Change.row_id, Change.source).where(
            col(Change.kind) == ChangeKind.CREATED, col(Change.source_kind) == SourceKind.SEED
        )
    )
    return {
        (table, place["key"]): row_id
        for table, row_id, source in changes
        for place in ((source or {}).get("cells") or {}).values()
        if "key" in place
    }

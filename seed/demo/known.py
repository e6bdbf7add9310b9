"""The rows that the sample data speak of by name: organisations, milestones, periods and the rest of RAN VII."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from models.rules.codes import row_code
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from seed.records import SeedError, names

PLAN = "RAN-VII"


class Known:
    """Ids by the names that people use. Raises SeedError for one that the reference data do not hold."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._plans = dict(session.exec(select(ActionPlan.code, ActionPlan.id)).all())
        self._organisations: dict[str, int | None] = {}
        organisations = session.exec(select(Organisation)).all()
        for row in organisations:
            self._organisations[row.name] = row.id
            self._organisations.setdefault(row.abbreviation, row.id)
        periods = session.exec(select(ReportingPeriod).where(ReportingPeriod.plan_id == self.plan(PLAN))).all()
        #: a session forgets rows that nobody holds, and every command would read them again
        self._held: list[object] = [*organisations, *periods, *session.exec(select(SuccessMeasure)).all()]
        self._milestones: dict[str, int] = {}
        self._periods = {f"{period.code} {period.year}": period.id for period in periods}
        self._commitments = dict(session.exec(select(Commitment.code, Commitment.id)).all())
        measures = session.exec(
            select(Commitment.code, SuccessMeasure.number, SuccessMeasure.id).join(
                SuccessMeasure, col(SuccessMeasure.commitment_id) == Commitment.id
            )
        ).all()
        self._measures = {f"{code}-{number}": key for code, number, key in measures}

    def plan(self, code: str) -> int:
        """A plan by its code."""
        return _found(self._plans, code)

    def organisation(self, name: str) -> int:
        """An organisation by its abbreviation or name."""
        return _found(self._organisations, name)

    def organisations(self, text: str) -> list[int]:
        """The organisations of a semicolon list."""
        return [self.organisation(name) for name in names(text)]

    def period(self, name: str) -> int:
        """A period of RAN VII: ``B06 2024``."""
        return _found(self._periods, name)

    @property
    def periods(self) -> tuple[str, ...]:
        """The names of all periods of RAN VII."""
        return tuple(self._periods)

    def commitment(self, code: str) -> int:
        """A commitment by its code."""
        return _found(self._commitments, code)

    def measure(self, code: str) -> int:
        """A measure by commitment and number: ``RAN7-06-1``."""
        return _found(self._measures, code)

    def milestone(self, code: str) -> int:
        """A milestone by its row code."""
        if code not in self._milestones:
            self.milestone_or_none(code)
        return _found(self._milestones, code)

    def milestone_or_none(self, code: str) -> int | None:
        """The same, before it is made."""
        row = self._session.exec(select(Milestone).where(Milestone.row_code == code)).first()
        if row is None or row.id is None:
            return None
        self._held.append(row)
        self._milestones[code] = row.id
        return row.id


def split_code(code: str) -> tuple[str, int]:
    """The measure a row code belongs to, and the milestone's number: ``RAN7-06-1-2`` → ``RAN7-06-1``, 2."""
    measure, _, number = code.rpartition("-")
    commitment, _, measure_number = measure.rpartition("-")
    assert row_code(commitment, int(measure_number), int(number)) == code
    return measure, int(number)


def _found(table: dict[str, Any], name: str) -> int:
    key = table.get(name)
    if key is None:
        raise SeedError(f"{name!r} of seed/data/demo is not in the database")
    return int(key)

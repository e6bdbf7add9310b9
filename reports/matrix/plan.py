"""What a workbook would do, as values: the page shows it, the command line prints it, ``apply`` carries it out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from models.problems import Problem, Severity
from models.queries.exchange import DispatchRecord, Proposal, Refusal
from models.queries.matrix import MatrixData, StoredCommitment, StoredMilestone, StoredReport
from models.queries.progress import OrganisationName
from models.rules.access import Actor
from models.rules.merging import WRITING, Outcome
from models.rules.naming import KnownNames
from models.rules.periods import Period
from models.vocabulary import Assessor
from reports.matrix.format import BY_KEY, Home
from reports.matrix.read import Reading, Record


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a person decided about one row of the file."""

    milestone_id: int | None = None
    #: add the row as a new milestone of this measure
    new_under_measure: int | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What the file does not say and a person does."""

    received_on: dt.date
    organisation_id: int | None = None
    period_id: int | None = None
    rows: Mapping[str, RowChoice] = field(default_factory=dict)
    #: cells that came back empty and are meant so: their values are erased
    erase: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A milestone a row may mean, with how alike the wording is, 0 to 100."""

    milestone_id: int
    row_code: str
    title: str
    score: float


class CellPlan(NamedTuple):
    """One cell: what it would change from what to what."""

    key: str
    sheet: str
    cell: str
    row_code: str
    column_key: str
    outcome: Outcome
    before: str = ""
    after: str = ""
    #: what the sender was last known to say, for a conflict
    base: str | None = None
    value: Any = None
    note: str = ""
    #: what the sender says, in the form in which it is compared and remembered
    said: str = ""
    #: the cell's own text
    written: str = ""

    def as_json(self) -> dict[str, Any]:
        """The stable shape that scripts read."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row_code": self.row_code,
            "column": self.column_key,
            "outcome": self.outcome.value,
            "before": self.before,
            "after": self.after,
        }


class RowPlan(NamedTuple):
    """One record: where it belongs and what its cells would do."""

    key: str
    sheet: str
    row: int
    record: Record
    milestone: StoredMilestone | None = None
    commitment: StoredCommitment | None = None
    reporter: OrganisationName | None = None
    period: Period | None = None
    report: StoredReport | None = None
    new_under_measure: int | None = None
    question: Problem | None = None
    suggestions: tuple[Suggestion, ...] = ()
    cells: tuple[CellPlan, ...] = ()
    skipped: bool = False

    @property
    def assessor(self) -> Assessor:
        return Assessor.CSO if self.reporter and self.reporter.is_cso else Assessor.AGENCY


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a workbook would do, before a person says yes."""

    reading: Reading
    plan_code: str
    choices: Choices
    rows: tuple[RowPlan, ...]
    problems: tuple[Problem, ...]
    dispatch: DispatchRecord | None = None
    #: rows that were sent and did not come back; also among the notices
    removed_row_codes: tuple[str, ...] = ()
    #: what a person should know before saying yes: two-way only, superseded, closed; also among the problems
    notices: tuple[Problem, ...] = ()

    @property
    def cells(self) -> tuple[CellPlan, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def accepted(self) -> bool:
        """Whether nothing stands against applying the file as it is."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    @property
    def counts(self) -> dict[str, int]:
        """Cells by what they mean, in the five numbers people are shown first."""
        found = Counter(cell.outcome for cell in self.cells)
        return {
            "new": found[Outcome.NEW],
            "changed": found[Outcome.CHANGED],
            "unchanged": found[Outcome.UNCHANGED] + found[Outcome.SAME_ON_BOTH] + found[Outcome.CHANGED_BY_OTHERS],
            "conflict": found[Outcome.CONFLICT],
            "refused": sum(
                found[outcome] for outcome in (Outcome.REFUSED, Outcome.LOCKED, Outcome.EMPTIED, Outcome.DECLINED)
            ),
        }

    @property
    def fingerprint(self) -> str:
        """The same file with the same choices against the same data gives the same plan."""
        choices = self.choices
        facts = [self.reading.sha256, self.plan_code, choices.received_on.isoformat()]
        facts += [f"{choices.organisation_id}|{choices.period_id}"]
        facts += [_placed(row) for row in self.rows]
        facts += [f"{c.key}|{c.outcome}|{c.before}|{c.after}|{c.said}" for c in self.cells]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def writing(self) -> tuple[CellPlan, ...]:
        """The cells that would write something."""
        return tuple(cell for cell in self.cells if cell.outcome in WRITING)


def _placed(row: RowPlan) -> str:
    ids = [thing.id if thing else None for thing in (row.milestone, row.reporter, row.period, row.report)]
    return "|".join(map(str, (row.key, *ids, row.new_under_measure, row.skipped)))


def refused(row: RowPlan) -> RowPlan:
    """A row that cannot be taken as it is: each of its cells with the reason."""
    record = row.record
    note = row.question.message if row.question else ""
    cells = tuple(
        CellPlan(
            f"{row.key}|{key}",
            row.sheet,
            record.cells.get(key, ""),
            record.row_code or "",
            key,
            Outcome.REFUSED,
            after=record.as_written.get(key, ""),
            note=note,
            written=record.as_written.get(key, ""),
        )
        for key in record.cells
        if key in BY_KEY and BY_KEY[key].home is not Home.KEY
    )
    return row._replace(cells=cells)


@dataclass(frozen=True, slots=True)
class Context:
    """What records are compared with."""

    actor: Actor
    data: MatrixData
    known: KnownNames
    choices: Choices
    dispatch: DispatchRecord | None = None
    said: Mapping[tuple[str, str], str] | None = None
    #: what was refused before, by what it was about
    declined: Mapping[Proposal, Refusal] = field(default_factory=dict)

"""What a matrix says, in long form: one record per row and period, every value with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.problems import Problem, Severity
from models.rules.naming import Mention


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the sheet for one period (and reporter, where the columns tell them apart)."""

    source_sheet: str
    source_row: int
    row_code: str | None = None
    commitment_number: str | None = None
    commitment_title: str | None = None
    success_measure: str | None = None
    success_criterion: str | None = None
    milestone: str | None = None
    lead_agencies: tuple[Mention, ...] = ()
    supporting: tuple[Mention, ...] = ()
    csos: tuple[Mention, ...] = ()
    reporter: str | None = None
    target_year: int | None = None
    #: the period the row reports on; see ``due_period`` for a due date that only names a period
    period: str | None = None
    target_text: str | None = None
    target_value: int | float | None = None
    unit: str | None = None
    achievement_text: str | None = None
    percent: int | float | None = None
    status: str | None = None
    status_class: str | None = None
    start_date: dt.date | None = None
    due_date: dt.date | None = None
    #: the quarter, month or year that the due date's cell names instead of a day
    due_period: str | None = None
    evidence: str | None = None
    obstacles: str | None = None
    follow_up: str | None = None
    notes: str | None = None
    theme: str | None = None
    #: field → the cell its value comes from (a label's cell for what the sheet states once)
    cells: dict[str, str] = field(default_factory=dict)
    #: field → the text of that cell
    as_written: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The stable shape that scripts read. ``period`` is the due date's where only that names one."""
        period = self.period
        if self.due_period is not None and "period" not in self.cells:
            period = self.due_period
        return {
            "source_sheet": self.source_sheet,
            "source_row": self.source_row,
            "row_code": self.row_code,
            "commitment_number": self.commitment_number,
            "commitment_title": self.commitment_title,
            "success_measure": self.success_measure,
            "success_criterion": self.success_criterion,
            "milestone": self.milestone,
            "lead_agencies": [mention.as_written for mention in self.lead_agencies],
            "supporting": [mention.as_written for mention in self.supporting],
            "csos": [mention.as_written for mention in self.csos],
            "reporter": self.reporter,
            "target_year": self.target_year,
            "period": period,
            "target_text": self.target_text,
            "target_value": self.target_value,
            "unit": self.unit,
            "achievement_text": self.achievement_text,
            "percent": self.percent,
            "status": self.status,
            "status_class": self.status_class,
            "start_date": self.start_date.isoformat() if self.start_date else None,
            "due_date": self.due_date.isoformat() if self.due_date else None,
            "evidence": self.evidence,
            "obstacles": self.obstacles,
            "follow_up": self.follow_up,
            "notes": self.notes,
            "theme": self.theme,
        }


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was understood."""

    letter: str
    #: its titles from the top
    path: tuple[str, ...]
    field: str | None
    #: "code", "mapping", "title", "words", "part", "path", "near", "period", "content", "ambiguous" or ""
    how: str
    #: the year or period its titles name
    period: str | None = None


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table of a sheet."""

    #: from its first title to its last row, "A4:L37"
    area: str
    header_rows: tuple[int, int]
    columns: tuple[ColumnReading, ...]
    records: int
    #: of the titles, to remember a person's mapping by
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a sheet was taken for."""

    name: str
    #: "table", "form", "hidden", "instructions" or "other"
    kind: str
    tables: tuple[TableReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as understood. Problems of every sheet at once; nothing has been written anywhere."""

    file: str
    sha256: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    sheets: tuple[SheetReading, ...] = ()
    #: of all titles of the file
    fingerprint: str = ""
    #: what a workbook of ours says about itself
    properties: Mapping[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether nothing stands against applying the file as it is."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The stable shape of the command line."""
    return {
        "file": reading.file,
        "accepted": reading.accepted,
        "records": [record.as_json() for record in reading.records],
        "problems": [problem.as_json() for problem in reading.problems],
    }

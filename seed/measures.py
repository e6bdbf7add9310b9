"""Success measures in their wordings, and the milestones by which they are to be reached.

RAN VII words each measure once for the agency and once for the CSO: two wordings of one measure. A measure without
stated targets gets one milestone for the end of its plan (architecture.md).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.rules.codes import row_code
from models.tables.commitment import (
    Commitment,
    MeasureWording,
    Milestone,
    MilestoneParty,
    SuccessMeasure,
)
from models.tables.organisation import Organisation
from models.vocabulary import Confidence, Horizon, Precision, Reporter
from seed.commitments import Commitments
from seed.ledger import Ledger, Ref
from seed.organisations import Directory
from seed.records import Record, first_day, last_day, quantity, read


@dataclass
class _Wording:
    """A sentence of one side with the row it stands in."""

    reporter: Reporter
    row: Record

    @property
    def text(self) -> str:
        return self.row["measure_id"] or self.row["measure_en"]


@dataclass
class _Target:
    """A milestone to be: its values and who answers for it where the row says so."""

    row: Record
    values: dict[str, Any]

    @property
    def agencies(self) -> str:
        return self.row["agency"]


@dataclass
class _Measure:
    """What the rows under one number of a commitment say together."""

    commitment: str
    number: int
    row: Record
    wordings: list[_Wording] = field(default_factory=list)
    targets: list[_Target] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.commitment}-{self.number}"

    def add_wording(self, reporter: Reporter, row: Record) -> None:
        """Take a sentence; the very same one of the same side is kept once."""
        wording = _Wording(reporter, row)
        if not any(w.reporter is reporter and w.text == wording.text for w in self.wordings):
            self.wordings.append(wording)


def load_measures(ledger: Ledger, commitments: Commitments, directory: Directory) -> None:
    """Measures, wordings, milestones and who answers for them."""
    measures = _measures(commitments)
    notes = {(row["commitment"], int(row["measure_number"])): row["note"] for row in read("measure_notes.csv")}
    plan_ends = {
        row["code"]: last_day(row["end_date"] or row["end_year"]) for row in read("action_plans.csv") if row["end_year"]
    }
    for measure in measures:
        ledger.keep(
            SuccessMeasure,
            measure.key,
            measure.row,
            {
                "commitment_id": Ref(Commitment, measure.commitment),
                "number": measure.number,
                "notes": notes.get((measure.commitment, measure.number), ""),
            },
        )
    for measure in measures:
        _load_wordings(ledger, measure)
        measure.targets = measure.targets or [_end_of_plan(measure, plan_ends)]
        _load_milestones(ledger, measure)
    for measure in measures:
        leads = commitments.rows[measure.commitment]["lead_agencies"]
        _load_responsible(ledger, measure, leads, directory)


def _measures(commitments: Commitments) -> list[_Measure]:
    """The rows of success_measures.csv put together by commitment and number."""
    found: dict[tuple[str, int], _Measure] = {}
    rows = [row for row in read("success_measures.csv") if row["kind"] in {"measure", "year_target", "milestone"}]
    for row in rows:
        code = commitments.code_of(row)
        # the source numbers its milestones and words no measure: they hang on one
        number = 1 if row["kind"] == "milestone" else int(row["measure_number"])
        measure = found.setdefault((code, number), _Measure(code, number, row))
        if row["kind"] == "measure":
            measure.add_wording(Reporter(row["reporter"] or Reporter.PLAN), row)
    for row in rows:
        code = commitments.code_of(row)
        if row["kind"] == "milestone":
            found[code, 1].targets.append(_dated_milestone(row))
        elif row["kind"] == "year_target":
            _add_year_target(found[code, int(row["measure_number"])], row)
    return list(found.values())


def _add_year_target(measure: _Measure, row: Record) -> None:
    """A target of one year; RAN IV has these only, so that their text words the measure as well."""
    if not any(w.row["kind"] == "measure" for w in measure.wordings):
        measure.add_wording(Reporter.PLAN, row)
    value, unit = quantity(row["target_text"])
    year = int(row["period"])
    values = {
        "target_text": row["target_text"],
        "target_value": value,
        "target_unit": unit,
        "due_on": dt.date(year, 12, 31),
        "due_text": row["period"],
        "due_precision": Precision.YEAR,
    }
    measure.targets.append(_Target(row, values))
    worded_by_years = [w.row for w in measure.wordings if w.row["kind"] == "year_target"]
    if len(worded_by_years) > 1:  # two sentences under one number: each milestone says which one it is about
        for target in measure.targets:
            target.values["activity"] = target.row["measure_en"]


def _dated_milestone(row: Record) -> _Target:
    start, due = row["period"].split("/")
    return _Target(
        row,
        {
            "activity": row["measure_id"] or row["measure_en"],
            "starts_on": first_day(start),
            "start_text": start,
            "start_precision": Precision.DAY,
            "due_on": last_day(due),
            "due_text": due,
            "due_precision": Precision.DAY,
        },
    )


def _end_of_plan(measure: _Measure, plan_ends: Mapping[str, dt.date | None]) -> _Target:
    """The one milestone of a measure without stated targets; a target text beside a wording becomes its target."""
    rows = [w.row for w in measure.wordings]
    stated = next((row for row in rows if row["target_text"]), None)
    value, unit = quantity(stated["target_text"]) if stated else (None, "")
    row = stated or next((row for row in rows if row["agency"]), measure.row)
    values = {
        "target_text": stated["target_text"] if stated else "",
        "target_value": value,
        "target_unit": unit,
        "due_on": plan_ends[row["plan_code"]],
        "due_precision": Precision.PLAN_END,
        # no source states this milestone unless it states a target
        "confidence": Confidence(row["confidence"]) if stated else Confidence.INFERRED,
    }
    return _Target(row, values)


def _load_wordings(ledger: Ledger, measure: _Measure) -> None:
    positions: dict[Reporter, int] = defaultdict(int)
    for wording in measure.wordings:
        positions[wording.reporter] += 1
        row = wording.row
        ledger.keep(
            MeasureWording,
            f"{measure.key} {wording.reporter} {positions[wording.reporter]}",
            row,
            {
                "measure_id": Ref(SuccessMeasure, measure.key),
                "reporter": wording.reporter,
                "position": positions[wording.reporter],
                "text_id": row["measure_id"],
                "text_en": row["measure_en"],
                "source": row["source_url"],
                "confidence": Confidence(row["confidence"]),
                "note": row["note"],
            },
        )


def _load_milestones(ledger: Ledger, measure: _Measure) -> None:
    for number, target in enumerate(measure.targets, start=1):
        code = row_code(measure.commitment, measure.number, number)
        ledger.keep(
            Milestone,
            code,
            target.row,
            {
                "measure_id": Ref(SuccessMeasure, measure.key),
                "number": number,
                "row_code": code,
                "horizon": Horizon.WITHIN,
                "source": target.row["source_url"],
                "confidence": Confidence(target.row["confidence"]),
                **target.values,
            },
        )


def _load_responsible(ledger: Ledger, measure: _Measure, leads: str, directory: Directory) -> None:
    """The agencies the row names, else those that lead the commitment."""
    for number, target in enumerate(measure.targets, start=1):
        code = row_code(measure.commitment, measure.number, number)
        for position, (name, written) in enumerate(directory.parties(target.agencies or leads), start=1):
            ledger.keep(
                MilestoneParty,
                f"{code} {name}",
                target.row,
                {
                    "milestone_id": Ref(Milestone, code),
                    "organisation_id": Ref(Organisation, name),
                    "position": position,
                    "as_written": written,
                },
            )

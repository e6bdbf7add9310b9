"""A database as large as all of OGP's member countries together: 100 plans, 250,000 reports.

Written with Core bulk statements, past the history: what is measured is reading.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Engine, insert
from sqlmodel import Session, select

from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import ProgressReport, ReportEdition
from models.vocabulary import Assessor, Completion, PartyRole, PlanState, Reporter, ReportState

PLANS, COMMITMENTS, MILESTONES, REPORTS = 100, 50, 5, 10
#: the first plan of the large ones: beyond the real ones
_FIRST = 101
_DAY = dt.date(2024, 3, 1)
_MOMENT = dt.datetime(2024, 3, 1, 3, tzinfo=dt.UTC)


def fill(on: Engine) -> None:
    """Put 100 plans with 5,000 commitments, 25,000 milestones and 250,000 reports beside what is there."""
    with Session(on) as session:
        organisations = [o.id or 0 for o in session.exec(select(Organisation)).all()][:40]
    start = 1_000_000  # ids of our own, so that nothing need be read back
    with on.execution_options(writing=True).begin() as connection:
        for place in range(PLANS):
            for table, rows in _plan(place, start, organisations).items():
                connection.execute(insert(table), rows)
        connection.exec_driver_sql("ANALYZE")


def _plan(place: int, start: int, organisations: list[int]) -> dict[Any, list[dict[str, Any]]]:
    plan_id = start + place
    name = f"Rencana {_FIRST + place}"
    rows: dict[Any, list[dict[str, Any]]] = {
        ActionPlan: [
            {
                "id": plan_id,
                "code": f"UJI-{_FIRST + place}",
                "number": _FIRST + place,
                "name_id": name,
                "state": PlanState.CLOSED,
                "starts_on": dt.date(2019, 1, 1),
                "ends_on": dt.date(2023, 12, 31),
                "version": 1,
            }
        ]
    }
    periods = [start + place * REPORTS + n for n in range(REPORTS)]
    rows[ReportingPeriod] = [
        {
            "id": key,
            "plan_id": plan_id,
            "code": "B06" if n % 2 == 0 else "B12",
            "year": 2019 + n // 2,
            "starts_on": dt.date(2019 + n // 2, 1 if n % 2 == 0 else 7, 1),
            "ends_on": dt.date(2019 + n // 2, 6 if n % 2 == 0 else 12, 30),
            "due_on": dt.date(2019 + n // 2, 7 if n % 2 == 0 else 12, 31),
            "version": 1,
        }
        for n, key in enumerate(periods)
    ]
    tables = (Commitment, CommitmentParty, SuccessMeasure, MeasureWording, Milestone, MilestoneParty, MilestoneTarget)
    for table in (*tables, ProgressReport, ReportEdition):
        rows[table] = []
    for c in range(COMMITMENTS):
        commitment = start + place * COMMITMENTS + c
        _commitment(rows, commitment, c, plan_id, f"UJI{_FIRST + place}-{c:02}", organisations[c % len(organisations)])
        for m in range(MILESTONES):
            milestone = start + (place * COMMITMENTS + c) * MILESTONES + m
            organisation = organisations[(c + m) % len(organisations)]
            _milestone(rows, milestone, m, commitment, f"UJI{_FIRST + place}-{c:02}-1-{m}", organisation, periods)
    return rows


def _commitment(rows: dict[Any, Any], key: int, place: int, plan_id: int, code: str, lead: int) -> None:
    title = f"Komitmen keterbukaan nomor {place} tentang layanan publik"
    rows[Commitment].append(
        {"id": key, "plan_id": plan_id, "code": code, "number": place + 1, "title_id": title, "version": 1}
    )
    rows[CommitmentParty].append({"commitment_id": key, "organisation_id": lead, "role": PartyRole.LEAD})
    rows[SuccessMeasure].append({"id": key, "commitment_id": key, "number": 1, "version": 1})
    text = f"Ukuran keberhasilan {place}"
    rows[MeasureWording].append({"measure_id": key, "reporter": Reporter.PLAN, "text_id": text, "version": 1})


def _milestone(
    rows: dict[Any, Any], key: int, place: int, measure: int, code: str, organisation: int, periods: list[int]
) -> None:
    rows[Milestone].append(
        {
            "id": key,
            "measure_id": measure,
            "number": place + 1,
            "row_code": code,
            "activity": f"Kegiatan tahap {place}",
            "due_on": dt.date(2023, 12, 31),
            "version": 1,
        }
    )
    rows[MilestoneParty].append({"milestone_id": key, "organisation_id": organisation})
    for n, period in enumerate(periods):
        level = min(100.0, (n + 1) * (8.0 + place))
        report = key * REPORTS + n
        said = {
            "percent": level,
            "completion": Completion.COMPLETE if level >= 100 else None,
            "state": ReportState.VERIFIED if n < 9 else ReportState.SUBMITTED,
            "achievement": "Capaian sesuai rencana kerja",
            "obstacle": "Koordinasi lintas unit" if level < 50 else "",
            "entered_at": _MOMENT,
        }
        rows[ProgressReport].append(
            {
                "id": report,
                "milestone_id": key,
                "period_id": period,
                "assessor": Assessor.AGENCY,
                "organisation_id": organisation,
                "received_on": _DAY,
                "version": 1,
                **said,
            }
        )
        rows[ReportEdition].append({"report_id": report, "known_on": _DAY, **said})
        if n % 2:
            rows[MilestoneTarget].append(
                {"milestone_id": key, "period_id": period, "percent": min(100.0, (n + 1) * 10.0), "version": 1}
            )

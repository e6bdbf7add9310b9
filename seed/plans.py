"""The action plans and the reporting periods a source or a template gives them."""

from __future__ import annotations

from models.rules.periods import period_template
from models.tables.plan import ActionPlan, ReportingPeriod
from models.vocabulary import Confidence, PlanState
from seed.ledger import Ledger, Ref
from seed.records import Record, first_day, last_day, number, read

_STATES = {"closed": PlanState.CLOSED, "in_development": PlanState.DRAFTING}
#: the sources give months or years; what the days are is our reading of them
_ASSUMED_FROM_YEARS = (
    "Sumber hanya menyebut tahun; tanggal 1 Januari dan 31 Desember adalah anggapan agar jatuh tempo dapat dihitung."
)
_ASSUMED_FROM_MONTHS = "Sumber hanya menyebut bulan; hari pertama dan hari terakhirnya adalah anggapan."


def load_plans(ledger: Ledger) -> None:
    """All plans of the reference data."""
    for row in read("action_plans.csv"):
        start, end = row["start_date"] or row["start_year"], row["end_date"] or row["end_year"]
        ledger.keep(
            ActionPlan,
            row["code"],
            row,
            {
                "code": row["code"],
                "number": int(row["number"]),
                "name_id": row["name_id"],
                "name_en": row["ogp_name"],
                "period_label": row["period_label_id"],
                "start_year": number(row["start_year"]),
                "end_year": number(row["end_year"]),
                "starts_on": first_day(start),
                "ends_on": last_day(end),
                "theme": row["theme"],
                "state": _STATES[row["status"]],
                "stated_commitments": number(row["n_commitments"]),
                "notes": _notes(row),
                "source": row["source_url"],
                "confidence": Confidence(row["confidence"]),
            },
        )


def _notes(row: Record) -> str:
    assumed = _ASSUMED_FROM_MONTHS if row["start_date"] else _ASSUMED_FROM_YEARS if row["start_year"] else ""
    return "\n".join(note for note in (row["notes"], assumed) if note)


def load_periods(ledger: Ledger) -> None:
    """The periods of plans that people report on; a plan without a row here has none until an officer adds them."""
    for row in read("reporting_periods.csv"):
        for period in period_template(row["template"], int(row["first_year"]), int(row["last_year"])):
            ledger.keep(
                ReportingPeriod,
                f"{row['plan_code']} {period.code} {period.year}",
                row,
                {
                    "plan_id": Ref(ActionPlan, row["plan_code"]),
                    "code": period.code,
                    "year": period.year,
                    "starts_on": period.starts_on,
                    "ends_on": period.ends_on,
                    "due_on": period.due_on,
                    "source": row["source_url"],
                },
            )

"""Commitments with their parties, lineage and notes, and what sources say of them: IRM assessments and dated facts."""

from __future__ import annotations

from models.rules.codes import commitment_code
from models.tables.commitment import (
    Commitment,
    CommitmentLineage,
    CommitmentNote,
    CommitmentParty,
    SourcedFact,
    SourcedFactParty,
)
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.tables.progress import IrmAssessment
from models.vocabulary import Confidence, LineageKind, PartyRole, Precision
from seed.ledger import Ledger, Ref
from seed.organisations import Directory
from seed.records import Record, first_day, last_day, number, read

_ROLES = (
    ("lead_agencies", PartyRole.LEAD),
    ("supporting_agencies", PartyRole.SUPPORTING),
    ("csos", PartyRole.PARTNER),
)
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


class Commitments:
    """The commitments of the seed data, found by plan and number or OGP id."""

    def __init__(self) -> None:
        plan_numbers = {row["code"]: int(row["number"]) for row in read("action_plans.csv")}
        self.rows: dict[str, Record] = {}
        self._codes: dict[tuple[str, str], str] = {}
        for row in read("commitments.csv"):
            code = commitment_code(plan_numbers[row["plan_code"]], number(row["number"]), row["ogp_id"])
            self.rows[code] = row
            self._codes[row["plan_code"], row["number"] or row["ogp_id"]] = code

    def code_of(self, row: Record) -> str:
        """The code of the commitment a row of another file speaks of."""
        return self._codes[row.commitment]


def load_commitments(ledger: Ledger, commitments: Commitments) -> None:
    """All commitments. Months and years of start and end become their first and last day."""
    for code, row in commitments.rows.items():
        ledger.keep(
            Commitment,
            code,
            row,
            {
                "plan_id": Ref(ActionPlan, row["plan_code"]),
                "code": code,
                "number": number(row["number"]),
                "ogp_id": row["ogp_id"],
                "ogp_id_basis": row["ogp_id_basis"],
                "title_id": row["title_id"],
                "title_en": row["title_en"],
                "title_source": row["title_id_source"],
                "theme": row["policy_area"],
                "summary": row["summary"],
                "starts_on": first_day(row["start"]),
                "ends_on": last_day(row["end"]),
                "source": row["source_url"],
                "confidence": Confidence(row["confidence"]),
            },
        )


def load_parties(ledger: Ledger, commitments: Commitments, directory: Directory) -> None:
    """Who leads, supports and partners; an organisation may have several roles but none twice."""
    for code, row in commitments.rows.items():
        for column, role in _ROLES:
            for position, (name, written) in enumerate(directory.parties(row[column]), start=1):
                ledger.keep(
                    CommitmentParty,
                    f"{code} {role} {name}",
                    row,
                    {
                        "commitment_id": Ref(Commitment, code),
                        "organisation_id": Ref(Organisation, name),
                        "role": role,
                        "position": position,
                        "as_written": written,
                    },
                )


def load_lineage(ledger: Ledger) -> None:
    """Which commitment continues which, with the reason we think so."""
    for row in read("lineage.csv"):
        ledger.keep(
            CommitmentLineage,
            f"{row['earlier']} {row['later']}",
            row,
            {
                "earlier_id": Ref(Commitment, row["earlier"]),
                "later_id": Ref(Commitment, row["later"]),
                "kind": LineageKind(row["kind"]),
                "note": row["note"],
                "source": row["source_url"],
                "confidence": Confidence(row["confidence"]),
            },
        )


def load_notes(ledger: Ledger, commitments: Commitments) -> None:
    """Target phrases of commitment descriptions; they are no formal measures."""
    for row in read("success_measures.csv"):
        if row["kind"] != "description":
            continue
        code = commitments.code_of(row)
        ledger.keep(
            CommitmentNote,
            f"{code} {row['measure_number']}",
            row,
            {
                "commitment_id": Ref(Commitment, code),
                "text": row["measure_id"] or row["measure_en"],
                "target_text": row["target_text"],
                "parties_as_written": row["agency"],
                "source": row["source_url"],
                "confidence": Confidence(row["confidence"]),
            },
        )


def load_irm_assessments(ledger: Ledger, commitments: Commitments) -> None:
    """What the IRM states; a row without number and OGP id is about the whole plan."""
    seen: dict[str, int] = {}
    for row in read("irm_assessments.csv"):
        about = commitments.code_of(row) if row.commitment[1] else row["plan_code"]
        seen[about] = seen.get(about, 0) + 1
        ledger.keep(
            IrmAssessment,
            f"{about} {seen[about]}",
            row,
            {
                "plan_id": Ref(ActionPlan, row["plan_code"]),
                "commitment_id": Ref(Commitment, about) if row.commitment[1] else None,
                "verifiable": row["verifiable"],
                "relevant_to_ogp_values": row["relevant_to_ogp_values"],
                "ogp_ambition": row["ogp_ambition"],
                "potential_for_results": row["potential_for_results"],
                "completion": row["completion"],
                "early_results": row["early_results"],
                "notes": row["notes"],
                "source": row["source_url"],
            },
        )


def load_facts(ledger: Ledger, commitments: Commitments, directory: Directory) -> None:
    """Dated statements of public sources with the organisations they speak of. They are no reports."""
    seen: dict[str, int] = {}
    for row in read("progress_facts.csv"):
        code = commitments.code_of(row)
        seen[code] = seen.get(code, 0) + 1
        key = f"{code} {seen[code]}"
        written = row["fact_date"]
        ledger.keep(
            SourcedFact,
            key,
            row,
            {
                "commitment_id": Ref(Commitment, code),
                # a month is known to be over only on its last day
                "stated_on": last_day(written),
                "date_text": written,
                "precision": _PRECISIONS.get(len(written)),
                "period_code": row["period_code"],
                "parties_as_written": row["agency"],
                "text": row["fact"],
                "value_text": row["progress_value"],
                "source": row["source_url"],
            },
        )
        for name, _ in directory.parties(row["agency"]):
            ledger.keep(
                SourcedFactParty,
                f"{key} {name}",
                row,
                {"fact_id": Ref(SourcedFact, key), "organisation_id": Ref(Organisation, name)},
            )

"""Proposals (usulan) of CSOs: those of the co-creation and the meetings, and actions proposed for a commitment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.tables.commitment import Commitment
from models.tables.meeting import Proposal, ProposalParty
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.vocabulary import ProposalRole, ProposalState
from seed.commitments import Commitments
from seed.ledger import Ledger, Ref
from seed.organisations import Directory
from seed.records import Record, first_day, read

#: who handed the proposed actions to LKPP, as the address of their source says
_ACTION_PROPOSERS = "TI Indonesia;ICW"
#: the status shown on the co-creation page → where the proposal stands
_STATES = {"Diteruskan Pembahasan dengan K/L": ProposalState.DISCUSSED, "": ProposalState.PROPOSED}


def load_proposals(ledger: Ledger, commitments: Commitments, directory: Directory) -> None:
    """The proposals of proposals.csv, with what the meeting notes add about them."""
    details = {(row["plan_code"], row["proposer"]): row for row in read("proposal_details.csv")}
    codes = {(row["plan_code"], row["number"]): code for code, row in commitments.rows.items()}
    for row in read("proposals.csv"):
        detail = details.get((row["plan_code"], row["proposer"]))
        values = {
            "plan_id": Ref(ActionPlan, row["plan_code"]),
            "title": row["title_id"],
            "working_group": row["working_group_code"],
            "state": _STATES[row["status_id"]],
            "state_text": row["status_id"],
            "commitment_id": Ref(Commitment, codes[row["plan_code"], row["became_commitment"]]),
            "source": row["source_url"],
            "confidence": row["confidence"],
            **(_from_meeting(detail, row) if detail else {}),
        }
        key = f"{row['plan_code']} {row['proposer']}"
        _keep(ledger, key, row, values, directory, row["proposer"], row["target_agency"])


def _from_meeting(detail: Record, row: Record) -> dict[str, Any]:
    """What a meeting note says about a proposal; what it leaves open stays as in proposals.csv."""
    sources = dict.fromkeys((row["source_url"], detail["source_url"]))
    return {
        "title": row["title_id"] or detail["title"],
        "scope": detail["scope"],
        "working_group": row["working_group_code"] or detail["working_group"],
        "state": ProposalState(detail["state"]),
        "response": detail["response"],
        "responded_on": first_day(detail["responded_on"]),
        "source": "; ".join(sources),
    }


def load_proposed_actions(ledger: Ledger, commitments: Commitments, directory: Directory) -> None:
    """Actions CSOs proposed for a commitment. They are not the final text, hence no measures."""
    for row in read("success_measures.csv"):
        if row["kind"] != "proposed_action":
            continue
        code = commitments.code_of(row)
        values = {
            "plan_id": Ref(ActionPlan, row["plan_code"]),
            "title": row["measure_id"],
            "state": ProposalState.PROPOSED,
            "commitment_id": Ref(Commitment, code),
            "source": row["source_url"],
            "confidence": row["confidence"],
        }
        key = f"{code} {row['measure_number']}"
        _keep(ledger, key, row, values, directory, _ACTION_PROPOSERS, row["agency"])


def _keep(
    ledger: Ledger,
    key: str,
    row: Record,
    values: dict[str, Any],
    directory: Directory,
    proposers: str,
    addressed: str,
) -> None:
    ledger.keep(Proposal, key, row, values)
    _keep_parties(ledger, key, row, directory.parties(proposers), ProposalRole.PROPOSER)
    _keep_parties(ledger, key, row, directory.parties(addressed), ProposalRole.ADDRESSED)


def _keep_parties(
    ledger: Ledger, key: str, row: Record, parties: Iterable[tuple[str, str]], role: ProposalRole
) -> None:
    for name, _ in parties:
        ledger.keep(
            ProposalParty,
            f"{key} {role} {name}",
            row,
            {"proposal_id": Ref(Proposal, key), "organisation_id": Ref(Organisation, name), "role": role},
        )

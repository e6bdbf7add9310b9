"""What OGP's Independent Reporting Mechanism states about the commitments of a plan, and about the plan itself."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, select

from models.rules.access import Actor
from models.tables.commitment import Commitment
from models.tables.progress import IrmAssessment


def irm_of_plan(session: Session, actor: Actor, plan_id: int) -> Iterator[tuple[str, IrmAssessment]]:
    """(code of the commitment, or "" for the whole plan; assessment), in the order of the plan. Public."""
    rows = session.exec(
        select(IrmAssessment, Commitment.code)
        .outerjoin(Commitment, col(Commitment.id) == IrmAssessment.commitment_id)
        .where(IrmAssessment.plan_id == plan_id)
        .order_by(col(Commitment.number), col(Commitment.code), col(IrmAssessment.id))
    )
    return ((code or "", row) for row, code in rows)

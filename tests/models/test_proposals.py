"""A proposal gets its reasoned answer: from whom, with what, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models import database
from models.commands.proposals import Answer, answer_proposal
from models.problems import Invalid, NotAllowed, Stale
from models.queries.proposals import list_proposals
from models.rules.access import VISITOR
from models.tables.history import Change
from models.tables.meeting import Proposal
from models.tables.plan import ActionPlan
from models.vocabulary import ProposalState, SourceKind
from tests.conftest import TODAY
from tests.models.conftest import Plan

REASON = "Sudah tercakup dalam program pengawasan partisipatif."


@pytest.fixture
def proposal(engine: Engine, plan: Plan) -> int:
    with database.transaction(plan.cast.secretariat, source=SourceKind.FORM, on=engine) as session:
        (plan_id,) = session.exec(select(ActionPlan.id).where(ActionPlan.code == "RAN-VII")).all()
        row = Proposal(plan_id=plan_id or 0, title="Data pemilu terbuka", state=ProposalState.PROPOSED)
        session.add(row)
        session.flush()
        return row.id or 0


def answer(
    engine: Engine, plan: Plan, proposal: int, given: Answer, *, who: str = "secretariat", version: int | None = None
) -> None:
    actor = getattr(plan.cast, who)
    with database.transaction(actor, source=SourceKind.FORM, on=engine) as session:
        answer_proposal(session, actor, proposal, given, shown_version=version)


def test_an_answer_is_public_dated_and_in_the_history(engine: Engine, plan: Plan, proposal: int) -> None:
    answer(engine, plan, proposal, Answer(ProposalState.COVERED, REASON, TODAY))
    with database.reading(engine) as session:
        (row,) = list_proposals(session, VISITOR)
        assert (row.state, row.response, row.responded_on, row.is_answered) == (
            ProposalState.COVERED,
            REASON,
            TODAY,
            True,
        )
        fields = session.exec(select(Change.field).where(Change.table_name == "proposal", Change.field != "")).all()
        assert {"state", "response", "responded_on"} <= set(fields)


@pytest.mark.parametrize("who", ["kpu", "perludem", "director"])
def test_only_who_releases_answers(engine: Engine, plan: Plan, proposal: int, who: str) -> None:
    with pytest.raises(NotAllowed):
        answer(engine, plan, proposal, Answer(ProposalState.COVERED, REASON), who=who)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Answer(ProposalState.REJECTED, "  "), "response"),
        (Answer(ProposalState.ACCEPTED, REASON), "commitment_id"),
        (Answer(ProposalState.COVERED, REASON, TODAY + dt.timedelta(days=1)), "responded_on"),
        (Answer(ProposalState.COVERED, "Bapak Anwar sudah menjawab."), "response"),
    ],
)
def test_an_answer_that_says_too_little_or_too_much_is_refused(
    engine: Engine, plan: Plan, proposal: int, given: Answer, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        answer(engine, plan, proposal, given)
    assert refused.value.field == field
    with database.reading(engine) as session:
        assert session.get_one(Proposal, proposal).state is ProposalState.PROPOSED


def test_an_answer_on_what_somebody_else_answered_meanwhile_is_stale(engine: Engine, plan: Plan, proposal: int) -> None:
    answer(engine, plan, proposal, Answer(ProposalState.DISCUSSED, ""), version=1)
    with pytest.raises(Stale):
        answer(engine, plan, proposal, Answer(ProposalState.COVERED, REASON), version=1)

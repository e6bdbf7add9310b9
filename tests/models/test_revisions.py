"""A plan's own revision changes with what its picture is made of, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from models import database
from models.commands.commitments import add_milestone, edit_milestone, set_interim_target, set_parties, set_responsible
from models.commands.progress import add_evidence_link, verify_report
from models.queries.plans import revision
from models.queries.revisions import PlanRevisions
from models.rules.access import SYSTEM
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.vocabulary import PartyRole, PlanState
from tests.models.conftest import Plan, say, write

KPU = "RAN7-06"


def other_plan(session: Session) -> int:
    plan = ActionPlan(code="RAN-VIII", number=8, name_id="RAN OGI VIII", state=PlanState.DRAFTING)
    session.add(plan)
    session.flush()
    return plan.id or 0


def of(revisions: PlanRevisions, plan_id: int) -> str:
    with database.reading() as session:
        return revisions.of(session, plan_id)


def rename(session: Session) -> None:
    session.exec(select(Organisation).where(Organisation.abbreviation == "KPU")).one().name = "KPU RI"


@pytest.mark.parametrize(
    "do",
    [
        lambda s, p, r: verify_report(s, SYSTEM, r),
        lambda s, p, r: add_evidence_link(s, SYSTEM, r, "https://kpu.go.id"),
        lambda s, p, r: edit_milestone(s, SYSTEM, p.milestones[KPU], {"weight": 2.0}),
        lambda s, p, r: add_milestone(s, SYSTEM, p.measures[KPU], {}, organisation_ids=[p.kpu]),
        lambda s, p, r: set_interim_target(s, SYSTEM, p.milestones[KPU], p.periods["B06"], percent=10.0),
        lambda s, p, r: set_responsible(s, SYSTEM, p.milestones[KPU], []),
        lambda s, p, r: set_parties(s, SYSTEM, p.commitments[KPU], PartyRole.LEAD, [p.bawaslu]),
        lambda s, p, r: rename(s),
    ],
)
def test_whatever_a_picture_is_made_of_changes_the_plans_revision(
    engine: Engine, plan: Plan, do: Callable[[Session, Plan, int], object]
) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=40.0)
    revisions = PlanRevisions()
    before = of(revisions, plan.plan_id)
    write(SYSTEM, lambda s: do(s, plan, report))
    assert of(revisions, plan.plan_id) != before


def test_what_happens_in_another_plan_leaves_it(engine: Engine, plan: Plan) -> None:
    revisions = PlanRevisions()
    other = write(SYSTEM, other_plan)
    mine, theirs = of(revisions, plan.plan_id), of(revisions, other)
    say(plan.cast.kpu, plan.key(), percent=40.0)
    assert of(revisions, other) == theirs
    assert of(revisions, plan.plan_id) != mine


def test_another_history_is_never_taken_for_a_continuation(engine: Engine, plan: Plan) -> None:
    """A restored database may have as many changes as the one before it."""
    revisions = PlanRevisions()
    of(revisions, plan.plan_id)
    revisions._head = "of another database"
    say(plan.cast.kpu, plan.key(), percent=40.0)
    with database.reading() as session:
        assert revisions.of(session, plan.plan_id) == revision(session)
        assert revisions.of(session, 999) == revision(session), "nothing that was cached before stands"

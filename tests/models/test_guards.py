"""Permission holds when a command is called directly: every command of progress and plan × everybody, own and foreign.

Hiding a page is courtesy; these are the locks.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models import database
from models.commands import commitment_basics as basics
from models.commands import commitments, progress, report_entry
from models.commands import plan as plans
from models.commands.commitments import propose_wording
from models.commands.progress import add_evidence_link, publish_assessment, verify_report
from models.commands.report_entry import ReportKey, enter_report
from models.rules.access import SYSTEM, Actor
from models.vocabulary import Assessor, LineageKind, PartyRole, Reporter, SourceKind, Verdict
from tests.models.conftest import Plan, count_traces, outcome_of, undone

IRM = {"completion": "Complete", "source": "https://www.opengovpartnership.org/"}
PERIOD = {
    "code": "B06",
    "year": 2026,
    "starts_on": dt.date(2026, 1, 1),
    "ends_on": dt.date(2026, 6, 30),
    "due_on": dt.date(2026, 7, 31),
}
STAFF = {"administrator", "secretariat", "system"}
EVERYBODY = {"administrator", "secretariat", "director", "kpu", "bawaslu", "perludem", "visitor", "system"}


class Stage:
    """The plan with a report by everybody who may report, some evidence, and a proposed wording."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        with database.transaction(SYSTEM, source=SourceKind.SEED) as session:
            self.kpu = self._report(session, plan.key())
            self.perludem = self._report(session, plan.key(cso=True))
            self.bawaslu = self._report(session, plan.key(of="RAN7-07"))
            self.evidence = {
                who: add_evidence_link(session, SYSTEM, report, f"https://{who}.id").id or 0
                for who, report in (("kpu", self.kpu), ("perludem", self.perludem), ("bawaslu", self.bawaslu))
            }
            self.wording = propose_wording(session, SYSTEM, plan.measures["RAN7-06"], "Baru").id or 0
            before = plans.add_plan(session, SYSTEM, 6, {"name_id": "RAN OGI VI"}).id or 0
            first, second = (
                basics.add_commitment(session, SYSTEM, before, {"number": n, "title_id": "Dulu"}).id or 0
                for n in (1, 2)
            )
            later = plan.commitments["RAN7-06"]
            self.unlinked = (later, second)
            self.lineage = basics.link_lineage(session, SYSTEM, later, first, LineageKind.CONTINUES).id or 0
            self.irm = basics.add_irm(session, SYSTEM, plan.plan_id, IRM).id or 0

    @staticmethod
    def _report(session: Session, key: ReportKey) -> int:
        return enter_report(session, SYSTEM, key, {"percent": 50.0}).id or 0


Do = Callable[[Session, Actor, Stage], Any]


def report(key: Callable[[Plan], ReportKey]) -> Do:
    return lambda s, actor, stage: enter_report(s, actor, key(stage.plan), {"percent": 60.0})


def foreign_assessment(p: Plan) -> ReportKey:
    """KPU's own milestone, in the voice of the civil society that KPU is not."""
    return ReportKey(p.milestones["RAN7-06"], p.periods["B06"], p.kpu, Assessor.CSO)


def by_secretariat(p: Plan) -> ReportKey:
    return ReportKey(p.milestones["RAN7-06"], p.periods["B06"], p.kpu, Assessor.SECRETARIAT)


def stranger(p: Plan) -> ReportKey:
    """Bawaslu in its own name on KPU's milestone, in whose commitment it has no role."""
    return ReportKey(p.milestones["RAN7-06"], p.periods["B06"], p.bawaslu, Assessor.AGENCY)


#: what is done → who may; everybody else is told that they may not
TABLE: dict[str, tuple[Do, set[str]]] = {
    "enter_report: KPU's": (report(lambda p: p.key()), STAFF | {"kpu"}),
    "enter_report: KPU's, first": (report(lambda p: p.key("B12/23")), STAFF | {"kpu"}),
    "enter_report: Bawaslu's": (report(lambda p: p.key(of="RAN7-07")), STAFF | {"bawaslu"}),
    "enter_report: Perludem's assessment": (report(lambda p: p.key(cso=True)), STAFF | {"perludem"}),
    "enter_report: Perludem's as lead": (report(lambda p: p.key(of="RAN7-08")), STAFF | {"perludem"}),
    "enter_report: as a CSO, which KPU is not": (report(foreign_assessment), set()),
    "enter_report: as the secretariat": (report(by_secretariat), STAFF),
    "enter_report: on a milestone of others": (report(stranger), STAFF),
    "verify_report": (lambda s, a, x: progress.verify_report(s, a, x.kpu), STAFF),
    "return_report": (lambda s, a, x: progress.return_report(s, a, x.kpu, "tidak jelas"), STAFF),
    "publish_assessment": (lambda s, a, x: publish_assessment(s, a, x.perludem), STAFF | {"perludem"}),
    "add_evidence_link: KPU's": (
        lambda s, a, x: add_evidence_link(s, a, x.kpu, "https://x.id"),
        STAFF | {"kpu"},
    ),
    "add_evidence_links: one of several is of others": (
        lambda s, a, x: progress.add_evidence_links(
            s, a, [progress.Link(x.kpu, "https://x.id"), progress.Link(x.perludem, "https://x.id")]
        ),
        STAFF,
    ),
    "add_evidence_link: Perludem's": (
        lambda s, a, x: add_evidence_link(s, a, x.perludem, "https://x.id"),
        STAFF | {"perludem"},
    ),
    "judge_evidence": (
        lambda s, a, x: progress.judge_evidence(s, a, x.evidence["kpu"], Verdict.ACCEPTED),
        STAFF,
    ),
    "withdraw_evidence: KPU's": (
        lambda s, a, x: progress.withdraw_evidence(s, a, x.evidence["kpu"]),
        STAFF | {"kpu"},
    ),
    "withdraw_evidence: Bawaslu's": (
        lambda s, a, x: progress.withdraw_evidence(s, a, x.evidence["bawaslu"]),
        STAFF | {"bawaslu"},
    ),
    "edit_milestone": (
        lambda s, a, x: commitments.edit_milestone(s, a, x.plan.milestones["RAN7-06"], {"activity": "x"}),
        STAFF,
    ),
    "add_milestone": (lambda s, a, x: commitments.add_milestone(s, a, x.plan.measures["RAN7-06"], {}), STAFF),
    "add_measure": (lambda s, a, x: commitments.add_measure(s, a, x.plan.commitments["RAN7-06"], "x"), STAFF),
    "set_responsible": (
        lambda s, a, x: commitments.set_responsible(s, a, x.plan.milestones["RAN7-06"], [x.plan.bawaslu]),
        STAFF,
    ),
    "set_parties": (
        lambda s, a, x: commitments.set_parties(s, a, x.plan.commitments["RAN7-06"], PartyRole.LEAD, [x.plan.bawaslu]),
        STAFF,
    ),
    "cancel_milestone": (
        lambda s, a, x: commitments.cancel_milestone(s, a, x.plan.milestones["RAN7-06"]),
        STAFF,
    ),
    "set_interim_target": (
        lambda s, a, x: commitments.set_interim_target(
            s, a, x.plan.milestones["RAN7-06"], x.plan.periods["B06"], percent=1.0
        ),
        STAFF,
    ),
    "propose_wording": (
        lambda s, a, x: commitments.propose_wording(s, a, x.plan.measures["RAN7-06"], "x"),
        STAFF,
    ),
    "apply_wording": (lambda s, a, x: commitments.apply_wording(s, a, x.wording), STAFF),
    "word_measure": (
        lambda s, a, x: commitments.word_measure(s, a, x.plan.measures["RAN7-06"], Reporter.PLAN, "x"),
        STAFF,
    ),
    "cancel_measure": (lambda s, a, x: commitments.cancel_measure(s, a, x.plan.measures["RAN7-06"]), STAFF),
    "add_plan": (lambda s, a, x: plans.add_plan(s, a, 9, {"name_id": "x"}), STAFF),
    "edit_plan": (lambda s, a, x: plans.edit_plan(s, a, x.plan.plan_id, {"notes": "x"}), STAFF),
    "add_periods": (lambda s, a, x: plans.add_periods(s, a, x.plan.plan_id, "semester", 2026, 2026), STAFF),
    "add_period": (lambda s, a, x: plans.add_period(s, a, x.plan.plan_id, PERIOD), STAFF),
    "edit_period": (lambda s, a, x: plans.edit_period(s, a, x.plan.periods["B06"], {"code": "S1"}), STAFF),
    "close_period": (lambda s, a, x: plans.close_period(s, a, x.plan.periods["B06"]), STAFF),
    "take_back_period": (lambda s, a, x: plans.take_back_period(s, a, x.plan.periods["B12"]), STAFF),
    "add_commitment": (
        lambda s, a, x: basics.add_commitment(s, a, x.plan.plan_id, {"number": 9, "title_id": "x"}),
        STAFF,
    ),
    "edit_commitment": (
        lambda s, a, x: basics.edit_commitment(s, a, x.plan.commitments["RAN7-06"], {"theme": "x"}),
        STAFF,
    ),
    "cancel_commitment": (lambda s, a, x: basics.cancel_commitment(s, a, x.plan.commitments["RAN7-06"]), STAFF),
    "link_lineage": (
        lambda s, a, x: basics.link_lineage(s, a, *x.unlinked, LineageKind.CONTINUES),
        STAFF,
    ),
    "unlink_lineage": (lambda s, a, x: basics.unlink_lineage(s, a, x.lineage), STAFF),
    "add_irm": (lambda s, a, x: basics.add_irm(s, a, x.plan.plan_id, IRM), STAFF),
    "edit_irm": (lambda s, a, x: basics.edit_irm(s, a, x.irm, {"notes": "x"}), STAFF),
    "take_back_irm": (lambda s, a, x: basics.take_back_irm(s, a, x.irm), STAFF),
}


@pytest.mark.parametrize("what", TABLE)
def test_a_command_is_done_for_those_who_may_and_refused_to_all_others(sqlite: Engine, plan: Plan, what: str) -> None:
    do, allowed = TABLE[what]
    stage = Stage(plan)
    before = count_traces()
    people = {**dict(plan.cast.items()), "system": SYSTEM}
    assert set(people) == EVERYBODY
    found = {}
    for who, actor in people.items():
        with undone(actor) as session:
            found[who] = outcome_of(lambda a=actor, s=session: do(s, a, stage))
            wrote = bool(session.info["act"].pending or session.new or session.dirty or session.deleted)
            assert who in allowed or not wrote, "who may not leaves nothing behind"
    assert found == {who: "done" if who in allowed else "NotAllowed" for who in people}
    assert count_traces() == before


@pytest.mark.parametrize("module", [progress, report_entry, commitments, plans, basics])
def test_the_table_knows_every_command(module: ModuleType) -> None:
    named = {what.split(":")[0] for what in TABLE}
    commands = {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "actor" in inspect.signature(function).parameters
        if not name.startswith("_")
    }
    assert commands <= named, "a new command is put into the table of permissions"


def test_a_command_does_not_reveal_what_exists_to_a_visitor(sqlite: Engine, plan: Plan) -> None:
    visitor = plan.cast.visitor
    with undone(visitor) as session:
        assert outcome_of(lambda: verify_report(session, visitor, 4711)) == "NotAllowed"

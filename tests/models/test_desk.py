"""The desk: every figure is the length of its list, and the institutions' figures add up to the whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session

from models import database
from models.commands.progress import add_evidence_link, return_report, verify_report
from models.commands.report_entry import enter_report
from models.problems import NotAllowed
from models.queries.desk import Desk, DeskList, desk
from models.queries.verification import QueueFilter, verification_queue
from models.rules.access import SYSTEM, Actor
from models.vocabulary import ReportState
from tests.conftest import TODAY
from tests.models.conftest import Plan, picture, plan_record, say, undone, write

OF_PERIOD = [w for w in DeskList if w not in (DeskList.ARRIVED, DeskList.LATE, DeskList.DUE_SOON)]


def the_desk(actor: Actor, today: dt.date = TODAY, session: Session | None = None) -> Desk:
    if session is not None:
        found = picture(actor, today, session)
        return desk(session, actor, found, found.coverage.period, today)
    with database.reading() as fresh:
        found = picture(actor, today)
        return desk(fresh, actor, found, found.coverage.period, today)


def test_only_who_sees_internal_matters_has_a_desk(engine: Engine, plan: Plan) -> None:
    for actor in (plan.cast.kpu, plan.cast.perludem, plan.cast.visitor):
        with pytest.raises(NotAllowed):
            the_desk(actor)
    assert the_desk(plan.cast.director).matrices is None
    assert the_desk(plan.cast.secretariat).matrices == ()


def test_a_plan_nobody_reported_on_owes_everything(engine: Engine, plan: Plan) -> None:
    found = the_desk(plan.cast.secretariat)

    assert found.count(DeskList.OWED) == found.count(DeskList.MISSING) == 3
    assert [row.organisation.short for row in found.silent] == ["Bawaslu", "KPU", "Perludem"]
    assert not found.is_overdue
    assert the_desk(plan.cast.secretariat, dt.date(2024, 8, 1)).is_overdue


def test_each_figure_of_a_working_day(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    kpu = say(cast.kpu, plan.key("B06"), on=dt.date(2024, 7, 30), percent=60.0)
    say(cast.perludem, plan.key("B06", cso=True), on=dt.date(2024, 7, 1), percent=20.0)
    bawaslu = say(cast.bawaslu, plan.key("B06", of="RAN7-07"), on=dt.date(2024, 7, 29), percent=40.0)
    write(cast.secretariat, lambda s: return_report(s, cast.secretariat, bawaslu, "Bukti kurang"))
    say(cast.kpu, plan.key("B12/23"), on=dt.date(2024, 1, 5), percent=10.0)

    found = the_desk(cast.secretariat)

    figures = {which: found.count(which) for which in DeskList}
    assert figures == {
        DeskList.ARRIVED: 1,
        DeskList.OWED: 3,
        DeskList.REPORTED: 1,
        DeskList.MISSING: 2,
        DeskList.UNVERIFIED: 1,
        DeskList.RETURNED: 1,
        DeskList.WITHOUT_EVIDENCE: 1,
        DeskList.DISPUTED: 1,
        DeskList.LATE: 0,
        DeskList.DUE_SOON: 0,
    }
    assert found.waiting_elsewhere == 1
    row = next(r for r in found.institutions if r.organisation.short == "KPU")
    assert row.last_received == dt.date(2024, 7, 30)
    write(cast.kpu, lambda s: add_evidence_link(s, cast.kpu, kpu, "https://kpu.go.id/a"))
    assert the_desk(cast.secretariat).count(DeskList.WITHOUT_EVIDENCE) == 0


acts = st.lists(
    st.tuples(
        st.sampled_from(["kpu", "cso", "bawaslu", "led"]),
        st.sampled_from(["B12/23", "B06"]),
        st.sampled_from([None, 0.0, 40.0, 70.0, 100.0]),
        st.sampled_from(["leave", "verify", "return"]),
    ),
    max_size=8,
)


@given(acts)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_figures_add_up_whatever_was_reported(sqlite: Engine, plan: Plan, given_acts: list[Any]) -> None:
    keys = {"kpu": {}, "cso": {"cso": True}, "bawaslu": {"of": "RAN7-07"}, "led": {"of": "RAN7-08"}}
    with undone() as session:
        for who, period, percent, verdict in given_acts:
            key = plan.key(period, **keys[who])
            report = enter_report(session, SYSTEM, key, {"percent": percent})
            if verdict != "leave" and report.state is ReportState.SUBMITTED:
                do = {"verify": verify_report, "return": lambda *a: return_report(*a, "Alasan")}[verdict]
                do(session, SYSTEM, report.id or 0)
        secretariat = plan.cast.secretariat
        found = the_desk(secretariat, session=session)
        seen = picture(secretariat, TODAY, session)

        for which in OF_PERIOD:
            of_all = sum(row.counts[which] for row in found.institutions)
            others = [
                i for i in found.listed(which) if i.organisation not in {r.organisation for r in found.institutions}
            ]
            assert of_all + len(others) == found.count(which)
        assert found.count(DeskList.OWED) == found.count(DeskList.REPORTED) + found.count(DeskList.MISSING)
        queue = verification_queue(
            session, secretariat, plan_record(session, secretariat), TODAY, QueueFilter(period=found.period)
        )
        assert {i.report_id for i in found.listed(DeskList.UNVERIFIED)} == {line.report_id for line in queue}
        coverage = seen.coverage
        assert len(found.institutions) == coverage.institutions_due
        assert {r.organisation for r in found.silent} == set(coverage.silent)
        for commitment in seen.commitments:  # roll-up lies within its children
            spoken = [m.standing.percent for m in commitment.milestones if m.standing.percent is not None]
            if spoken and commitment.progress.percent is not None:
                assert min(spoken) <= commitment.progress.percent <= max(spoken)


def test_a_desk_takes_a_handful_of_statements_however_large_the_plan(sqlite: Engine, plan: Plan) -> None:
    def statements() -> int:
        with database.reading() as session:
            found = picture(plan.cast.secretariat)
            seen: list[str] = []
            listener = lambda *given: seen.append(given[2])  # noqa: E731
            event.listen(sqlite, "before_cursor_execute", listener)
            desk(session, plan.cast.secretariat, found, found.coverage.period, TODAY)
            event.remove(sqlite, "before_cursor_execute", listener)
            return len(seen)

    few = statements()
    for of in ("RAN7-06", "RAN7-07", "RAN7-08"):
        write(SYSTEM, lambda s, of=of: enter_report(s, SYSTEM, plan.key("B06", of=of), {"percent": 50.0}))
    assert statements() <= few + 2

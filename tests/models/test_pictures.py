"""The picture of a plan: who sees what, on which day, with counts that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event
from sqlmodel import Session

from models import clock, database
from models.commands.commitments import (
    add_milestone,
    cancel_milestone,
    edit_milestone,
    set_interim_target,
    set_responsible,
)
from models.commands.plan import edit_plan
from models.commands.progress import (
    add_evidence_link,
    judge_evidence,
    publish_assessment,
    return_report,
    verify_report,
    withdraw_evidence,
)
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.problems import NotFound
from models.queries.organisations import find_organisation, list_organisations, roles_of
from models.queries.plans import default_plan, find_plan, list_plans, periods_of, revision
from models.queries.progress import MilestonePicture, PlanPicture, attention_list, plan_picture
from models.rules.access import SYSTEM, VISITOR, Actor
from models.rules.periods import current_period
from models.rules.status import Reason, RollUp
from models.tables.commitment import Commitment, CommitmentParty
from models.tables.organisation import OrganisationAlias
from models.tables.plan import ActionPlan
from models.vocabulary import Completion, Existence, Light, PartyRole, PlanState, SourceKind, Verdict
from tests.conftest import TODAY, Configure
from tests.models.conftest import (
    Plan,
    commitment_in,
    milestone_in,
    picture,
    plan_record,
    report_of,
    say,
    undone,
    write,
)

KPU, BAWASLU, CSO_LED = "RAN7-06", "RAN7-07", "RAN7-08"
JULY = [dt.date(2024, 7, day) for day in range(1, 32)]


def verify(plan: Plan, report: int) -> int:
    write(plan.cast.secretariat, lambda s: verify_report(s, plan.cast.secretariat, report))
    return report


def percent(actor: Actor, as_of: dt.date = TODAY, code: str = KPU) -> float | None:
    return milestone_in(picture(actor, as_of), code).standing.percent


# -- who sees what --------------------------------------------------------------------------------------------------

ALL = {"administrator", "secretariat", "director", "kpu", "bawaslu", "perludem", "visitor"}
STAFF = {"administrator", "secretariat", "director"}


def readers(plan: Plan, sees: Callable[[MilestonePicture], bool], code: str = KPU) -> set[str]:
    return {who for who, actor in plan.cast.items() if sees(milestone_in(picture(actor), code))}


@pytest.mark.parametrize(
    ("state", "who"),
    [("draft", set()), ("submitted", STAFF | {"kpu"}), ("returned", set()), ("verified", ALL)],
)
def test_a_report_is_seen_by_those_it_concerns_until_it_is_verified(
    engine: Engine, plan: Plan, state: str, who: set[str]
) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=state != "draft", percent=40.0)
    if state == "returned":
        write(SYSTEM, lambda s: return_report(s, SYSTEM, report, "x"))
    if state == "verified":
        verify(plan, report)
    assert readers(plan, lambda m: m.standing.percent == 40.0) == who
    counts = {actor: milestone_in(picture(actor)).awaiting for _, actor in plan.cast.items()}
    assert set(counts.values()) == {1 if state == "submitted" else 0}, "as a count, for everybody"


def test_what_is_not_verified_is_marked_and_makes_the_picture_provisional(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=60.0)
    for actor in (plan.cast.director, VISITOR):
        assert picture(actor).provisional
    assert milestone_in(picture(plan.cast.director)).standing.unverified
    verify(plan, report)
    assert not picture(VISITOR).provisional
    assert not milestone_in(picture(VISITOR)).standing.unverified


def test_a_partners_assessment_shows_as_a_disagreement_once_published(engine: Engine, plan: Plan) -> None:
    verify(plan, say(plan.cast.kpu, plan.key(), percent=60.0))
    assessment = say(plan.cast.perludem, plan.key(cso=True), percent=30.0)
    disputed = lambda: readers(plan, lambda m: Reason.DISAGREEMENT in m.standing.reasons)  # noqa: E731
    assert disputed() == STAFF | {"perludem"}, "not KPU, before it is public"
    verify(plan, assessment)
    assert disputed() == STAFF | {"perludem"}, "a verdict does not publish what a CSO says"
    write(plan.cast.perludem, lambda s: publish_assessment(s, plan.cast.perludem, assessment))
    assert disputed() == ALL
    assert {percent(actor) for _, actor in plan.cast.items()} == {60.0}, "the light rests on who answers"


def test_a_cso_that_leads_reports_like_an_agency(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.perludem, plan.key(of=CSO_LED), percent=70.0)
    seventy = lambda: readers(plan, lambda m: m.standing.percent == 70.0, CSO_LED)  # noqa: E731
    assert seventy() == STAFF | {"perludem"}
    verify(plan, report)
    assert seventy() == ALL


# -- coverage -------------------------------------------------------------------------------------------------------


def counts(found: PlanPicture) -> tuple[int, int, int, int, int]:
    c = found.coverage
    return c.institutions_reported, c.institutions_due, c.milestones_reported, c.milestones_due, c.unverified


def test_coverage_counts_institutions_then_milestones_the_same_for_everybody(engine: Engine, plan: Plan) -> None:
    assert counts(picture(VISITOR)) == (0, 3, 0, 3, 0)
    say(plan.cast.kpu, plan.key(), percent=10.0)
    say(plan.cast.kpu, plan.key("B12/23"), completion=Completion.COMPLETE)
    verify(plan, say(plan.cast.bawaslu, plan.key(of=BAWASLU), percent=10.0))
    say(plan.cast.bawaslu, plan.key(of=BAWASLU), percent=20.0)
    say(plan.cast.perludem, plan.key(cso=True), percent=10.0)
    found = {who: picture(actor) for who, actor in plan.cast.items()}
    assert {who: counts(p) for who, p in found.items()} == dict.fromkeys(found, (2, 3, 2, 3, 2))
    coverage = found["visitor"].coverage
    assert coverage.period is not None
    assert (coverage.period.code, [o.short for o in coverage.silent]) == ("B06", ["Perludem"])


def test_what_was_complete_before_owes_nothing_whoever_may_read_that(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B12/23"), completion=Completion.COMPLETE)
    assert {who: counts(picture(a)) for who, a in plan.cast.items()} == dict.fromkeys(ALL, (0, 2, 0, 2, 0))


def test_a_milestone_nobody_is_named_for_is_owed_by_who_leads(engine: Engine, plan: Plan) -> None:
    write(SYSTEM, lambda s: set_responsible(s, SYSTEM, plan.milestones[KPU], []))
    assert counts(picture(VISITOR)) == (0, 3, 0, 3, 0)
    say(plan.cast.kpu, plan.key(), percent=10.0)
    assert counts(picture(VISITOR)) == (1, 3, 1, 3, 1)


def test_a_report_of_a_supporting_institution_covers_the_milestone(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.add(
            CommitmentParty(
                commitment_id=plan.commitments[KPU], organisation_id=plan.bawaslu, role=PartyRole.SUPPORTING
            )
        )
    key = replace(plan.key(), organisation_id=plan.bawaslu)
    say(plan.cast.bawaslu, key, percent=10.0)
    assert counts(picture(VISITOR)) == (0, 3, 1, 3, 1)


def test_a_commitment_without_milestones_is_owed_by_its_leads(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        bare = Commitment(plan_id=plan.plan_id, code="RAN7-09", number=9, title_id="Tanpa target")
        session.add(bare)
        session.flush()
        session.add(CommitmentParty(commitment_id=bare.id, organisation_id=plan.bawaslu, role=PartyRole.LEAD))
    assert counts(picture(VISITOR)) == (0, 3, 0, 3, 0)
    assert commitment_in(picture(VISITOR), "RAN7-09").light is Light.NOT_REPORTED
    assert commitment_in(picture(VISITOR, dt.date(2024, 1, 31)), "RAN7-09").light is Light.NOT_DUE


@pytest.mark.parametrize("what", ["milestone", "commitment"])
def test_what_is_cancelled_is_left_out_everywhere(engine: Engine, plan: Plan, what: str) -> None:
    verify(plan, say(plan.cast.kpu, plan.key(), percent=0.0))
    verify(plan, say(plan.cast.bawaslu, plan.key(of=BAWASLU), percent=80.0))
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        edit_milestone(session, SYSTEM, plan.milestones[KPU], {"due_on": dt.date(2024, 6, 30)})
    assert picture(VISITOR).progress == RollUp(40.0, 2, 3)
    assert attention_list(picture(VISITOR))[0][0].code == KPU
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        if what == "milestone":
            cancel_milestone(session, SYSTEM, plan.milestones[KPU])
        else:
            session.get_one(Commitment, plan.commitments[KPU]).state = Existence.CANCELLED
    found = picture(VISITOR)
    assert commitment_in(found).light is Light.CANCELLED
    assert found.progress == RollUp(80.0, 1, 2)
    assert commitment_in(found).progress == RollUp(None, 0, 0)
    assert KPU not in [c.code for c, _ in attention_list(found)]
    assert counts(found) == (1, 2, 1, 2, 0)
    assert sum(found.counts.values()) == 3
    assert found.counts[Light.CANCELLED] == 1


def test_an_empty_plan_has_an_empty_picture(engine: Engine, plan: Plan) -> None:
    with undone() as session:
        session.add(ActionPlan(code="RAN-VIII", number=8, name_id="RAN OGI VIII", state=PlanState.DRAFTING))
        session.flush()
        found = plan_picture(session, VISITOR, find_plan(session, VISITOR, "ran-viii"), TODAY)
        assert (found.commitments, found.coverage.period, found.updated_on) == ((), None, None)
        assert found.progress == RollUp(None, 0, 0)
        assert sum(found.counts.values()) == 0


def test_no_reports_are_never_nought_percent(engine: Engine, plan: Plan) -> None:
    found = picture(VISITOR)
    assert found.progress == RollUp(None, 0, 3)
    assert {m.standing.percent for _, m in found.milestones} == {None}
    assert found.counts[Light.NOT_REPORTED] == 3


def test_progress_is_weighted_and_shows_its_coverage(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        for code, weight in ((KPU, 2.0), (BAWASLU, 3.0), (CSO_LED, 5.0)):
            edit_milestone(session, SYSTEM, plan.milestones[code], {"weight": weight})
    for actor, code, value in ((plan.cast.kpu, KPU, 60.0), (plan.cast.bawaslu, BAWASLU, 60.0)):
        say(actor, plan.key(of=code), percent=value)
    assert picture(plan.cast.director).progress == RollUp(60.0, 2, 3)
    say(plan.cast.perludem, plan.key(of=CSO_LED), percent=80.0)
    assert picture(plan.cast.director).progress == RollUp(70.0, 3, 3)
    assert picture(VISITOR).progress == RollUp(None, 0, 3)


def test_a_picture_takes_a_handful_of_statements_however_large_the_plan(sqlite: Engine, plan: Plan) -> None:
    def statements() -> int:
        seen: list[str] = []
        listener = lambda *given: seen.append(given[2])  # noqa: E731
        event.listen(sqlite, "before_cursor_execute", listener)
        picture(VISITOR, dt.date(2024, 7, 1))
        event.remove(sqlite, "before_cursor_execute", listener)
        return len(seen)

    before = statements()
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        for _ in range(20):
            add_milestone(session, SYSTEM, plan.measures[KPU], {}, organisation_ids=[plan.kpu])
    assert statements() == before
    assert before <= 30, "the picture, and its figures in the overview"


# -- on a day -------------------------------------------------------------------------------------------------------


def test_a_report_counts_from_the_day_it_was_received(engine: Engine, plan: Plan) -> None:
    say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 6, 30), percent=40.0)
    staff = plan.cast.director
    assert [percent(staff, dt.date(2024, *day)) for day in ((6, 29), (6, 30), (7, 31))] == [None, 40.0, 40.0]


def test_a_correction_shows_from_its_own_day_and_a_verdict_from_its_day(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 1), percent=40.0)
    say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 5), percent=60.0)
    verify(plan, report)
    staff = plan.cast.director
    assert [percent(staff, dt.date(2024, 7, day)) for day in (1, 4, 5, 30, 31)] == [40.0, 40.0, 60.0, 60.0, 60.0]
    assert [percent(VISITOR, dt.date(2024, 7, day)) for day in (30, 31)] == [None, 60.0]
    assert picture(staff).updated_on == TODAY
    assert picture(staff, dt.date(2024, 7, 4)).updated_on == dt.date(2024, 7, 1)


def test_what_stands_is_what_todays_picture_shows(engine: Engine, plan: Plan) -> None:
    """Also when an older mail is entered after a newer one, and after a verdict."""
    report = say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 10), percent=40.0)
    verify(plan, report)
    say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 5), percent=60.0)
    found = milestone_in(picture(plan.cast.director)).standing
    assert (found.percent, found.unverified) == (report_of(report).percent, True) == (60.0, True)
    assert percent(plan.cast.director, dt.date(2024, 7, 7)) == 60.0


Act = tuple[str, dt.date, float]
DEEDS = ["kpu", "bawaslu", "cso", "lead", "verify", "return", "publish", "evidence", "reject", "withdraw"]
acts = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.sampled_from(JULY),
        st.floats(0, 200, allow_nan=False).map(lambda value: round(value, 1)),
    ),
    min_size=1,
    max_size=7,
)  # fmt: skip


class Days:
    """Acts done one after the other, each on its day, by the clock of that day."""

    def __init__(self, session: Session, plan: Plan, configure: Configure) -> None:
        self.session, self.plan, self.configure = session, plan, configure
        self.reports: dict[str, int] = {}

    def do(self, act: Act) -> None:
        what, day, value = act
        self.configure(TRACKER_TODAY=day.isoformat())
        try:
            self._do(what, day, value)
        finally:
            self.configure(TRACKER_TODAY=TODAY.isoformat())

    def _do(self, what: str, day: dt.date, value: float) -> None:
        keys: dict[str, ReportKey] = {
            "kpu": self.plan.key(),
            "bawaslu": self.plan.key(of=BAWASLU),
            "cso": self.plan.key(cso=True),
            "lead": self.plan.key(of=CSO_LED),
        }
        session, own = self.session, self.reports.get("kpu")
        if what in keys:
            report = enter_report(session, SYSTEM, keys[what], {"percent": value}, Entry(received_on=day))
            self.reports[what] = report.id or 0
        elif what == "publish" and "cso" in self.reports:
            publish_assessment(session, SYSTEM, self.reports["cso"])
        elif own is None:
            return
        elif what in ("verify", "return"):
            if report_state(session, own) == "submitted":
                verify_report(session, SYSTEM, own) if what == "verify" else return_report(session, SYSTEM, own, "x")
        else:
            evidence = add_evidence_link(session, SYSTEM, own, "https://kpu.go.id")
            if what == "reject":
                judge_evidence(session, SYSTEM, evidence.id or 0, Verdict.REJECTED, reason="x")
            elif what == "withdraw":
                withdraw_evidence(session, SYSTEM, evidence.id or 0)


def report_state(session: Session, report: int) -> str:
    from models.tables.progress import ProgressReport

    return session.get_one(ProgressReport, report).state.value


@given(acts, st.tuples(st.sampled_from(["kpu", "cso", "verify", "return", "reject", "withdraw", "publish"]),
                       st.sampled_from(JULY), st.floats(0, 100)))  # fmt: skip
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_picture_as_of_a_day_changes_only_by_what_was_known_up_to_that_day(
    engine: Engine, plan: Plan, configure: Configure, done: list[Act], last: Act
) -> None:
    with undone() as session:
        days = Days(session, plan, configure)
        for act in sorted(done, key=lambda a: a[1]):
            days.do(act)
        earlier = [day for day in JULY if day < last[1]][-1:] + [act[1] for act in done if act[1] < last[1]][:2]
        actors = (plan.cast.director, VISITOR)
        before = [_facts(picture(actor, day, session)) for actor in actors for day in earlier]
        days.do(last)
        assert [_facts(picture(actor, day, session)) for actor in actors for day in earlier] == before


def _facts(found: PlanPicture) -> Any:
    return found.commitments, found.coverage, found.updated_on


@given(acts)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_picture_adds_up_on_every_day_for_everybody(
    sqlite: Engine, plan: Plan, configure: Configure, done: list[Act]
) -> None:
    with undone() as session:
        days = Days(session, plan, configure)
        for act in sorted(done, key=lambda a: a[1]):
            days.do(act)
        for actor in (VISITOR, plan.cast.kpu, plan.cast.perludem, plan.cast.director):
            for day in (JULY[0], done[0][1], TODAY):
                found = picture(actor, day, session)
                assert sum(found.counts.values()) == len(found.commitments) == 3
                known = [m.standing.percent for _, m in found.milestones if m.standing.percent is not None]
                assert found.progress.reported == len(known)
                assert not known or min(known) <= (found.progress.percent or 0.0) <= max(known)
                assert found.coverage.institutions_reported <= found.coverage.institutions_due
                assert found.coverage.milestones_reported <= found.coverage.milestones_due


def test_a_verdict_on_evidence_does_not_change_the_past(engine: Engine, plan: Plan, configure: Configure) -> None:
    configure(TRACKER_TODAY="2024-07-01")
    report = say(plan.cast.kpu, plan.key(), percent=60.0)
    evidence = write(plan.cast.kpu, lambda s: add_evidence_link(s, plan.cast.kpu, report, "https://kpu.go.id").id)
    configure(TRACKER_TODAY="2024-07-10")
    write(SYSTEM, lambda s: judge_evidence(s, SYSTEM, evidence, Verdict.REJECTED, reason="x"))
    configure(TRACKER_TODAY="2024-07-20")
    write(plan.cast.kpu, lambda s: withdraw_evidence(s, plan.cast.kpu, evidence))
    configure(TRACKER_TODAY=TODAY.isoformat())
    found = [milestone_in(picture(plan.cast.director, dt.date(2024, 7, day))).standing for day in (9, 10, 19, 20)]
    assert [s.light for s in found] == [Light.ON_TARGET, Light.ATTENTION, Light.ATTENTION, Light.ON_TARGET]
    assert [s.reasons for s in found] == [
        (), (Reason.EVIDENCE_REJECTED,), (Reason.EVIDENCE_REJECTED,), (Reason.NO_EVIDENCE,),
    ]  # fmt: skip


def test_what_changes_in_the_plan_does_not_change_the_past(engine: Engine, plan: Plan, configure: Configure) -> None:
    configure(TRACKER_TODAY="2024-05-01")
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        add_milestone(session, SYSTEM, plan.measures[BAWASLU], {"due_on": dt.date(2024, 12, 31)})
    write(SYSTEM, lambda s: set_interim_target(s, SYSTEM, plan.milestones[KPU], plan.periods["B06"], percent=50.0))
    configure(TRACKER_TODAY="2024-07-01")
    verify(plan, say(plan.cast.kpu, plan.key(), percent=45.0))
    configure(TRACKER_TODAY="2024-07-10")
    write(SYSTEM, lambda s: set_interim_target(s, SYSTEM, plan.milestones[KPU], plan.periods["B06"], percent=90.0))
    configure(TRACKER_TODAY="2024-07-20")
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        edit_milestone(session, SYSTEM, plan.milestones[KPU], {"due_on": dt.date(2024, 7, 15), "weight": 3.0})
        session.get_one(Commitment, plan.commitments[BAWASLU]).state = Existence.CANCELLED
    configure(TRACKER_TODAY=TODAY.isoformat())
    found = {day: picture(VISITOR, dt.date(2024, 7, day)) for day in (9, 10, 19, 20, 31)}
    own = {day: milestone_in(p) for day, p in found.items()}
    assert {day: (m.standing.reasons[0], m.due_on, m.weight) for day, m in own.items()} == {
        9: (Reason.BELOW_TARGET, dt.date(2024, 12, 31), 1.0),
        10: (Reason.FAR_BELOW_TARGET, dt.date(2024, 12, 31), 1.0),
        19: (Reason.FAR_BELOW_TARGET, dt.date(2024, 12, 31), 1.0),
        20: (Reason.LATE, dt.date(2024, 7, 15), 3.0),
        31: (Reason.LATE, dt.date(2024, 7, 15), 3.0),
    }
    assert [commitment_in(p, BAWASLU).light is Light.CANCELLED for p in found.values()] == [False] * 3 + [True] * 2


def test_lateness_flips_at_midnight_in_jakarta_whatever_the_zone_of_the_machine(
    sqlite: Engine, plan: Plan, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(TRACKER_TODAY=None)
    verify(plan, say(SYSTEM, plan.key(), percent=60.0, on=dt.date(2024, 6, 30)))
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        edit_milestone(session, SYSTEM, plan.milestones[KPU], {"due_on": dt.date(2024, 12, 31)})
    lights = {}
    for zone in ("UTC", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        for moment in ("2024-12-31T16:59:59+00:00", "2024-12-31T17:00:00+00:00"):
            monkeypatch.setattr(clock, "now", lambda m=moment: dt.datetime.fromisoformat(m))
            with database.reading() as session:
                found = plan_picture(session, plan.cast.director, plan_record(session, SYSTEM), clock.today())
            lights.setdefault(moment, set()).add(milestone_in(found).standing.light)
    assert list(lights.values()) == [{Light.ON_TARGET}, {Light.LATE}]


def test_a_closed_plan_stands_still(engine: Engine, plan: Plan, configure: Configure) -> None:
    configure(TRACKER_TODAY="2025-02-20")
    verify(plan, say(plan.cast.kpu, plan.key("B12"), percent=80.0))
    write(SYSTEM, lambda s: edit_plan(s, SYSTEM, plan.plan_id, {"state": "closed"}))
    days = [dt.date(2025, 2, 20), dt.date(2026, 1, 1), dt.date(2030, 1, 1)]
    assert {milestone_in(picture(VISITOR, day)).standing.light for day in days} == {Light.LATE}
    assert {milestone_in(picture(VISITOR, day)).standing.since for day in days} == {dt.date(2025, 1, 1)}


# -- plans, periods, organisations ----------------------------------------------------------------------------------


def test_plans_are_found_by_their_code_however_written(engine: Engine, plan: Plan) -> None:
    with database.reading() as session:
        found = find_plan(session, VISITOR, " ran-vii ")
        assert (found.code, found.commitments, found.rules.margin_points) == ("RAN-VII", 3, 10)
        with pytest.raises(NotFound):
            find_plan(session, VISITOR, "RAN-IX")
        assert [p.code for p in periods_of(session, found.id)] == ["B12", "B06", "B12"]


def test_a_newcomer_sees_the_running_plan_that_has_commitments(engine: Engine, plan: Plan) -> None:
    with undone() as session:
        session.add(ActionPlan(code="RAN-VIII", number=8, name_id="RAN OGI VIII", state=PlanState.OPEN))
        session.flush()
        plans = list_plans(session, VISITOR)
        assert [p.code for p in plans] == ["RAN-VIII", "RAN-VII"]
        chosen = default_plan(plans)
        assert chosen is not None
        assert chosen.code == "RAN-VII"
        assert default_plan(()) is None


@pytest.mark.parametrize(
    ("day", "index"),
    [("2023-12-30", 0), ("2023-12-31", 0), ("2024-06-29", 0), ("2024-06-30", 1), ("2024-12-31", 2), ("2030-01-01", 2)],
)
def test_the_period_spoken_of_is_the_last_that_ended(sqlite: Engine, plan: Plan, day: str, index: int) -> None:
    with database.reading() as session:
        periods = periods_of(session, plan.plan_id)
    assert current_period(periods, dt.date.fromisoformat(day)) == periods[index]
    assert current_period((), TODAY) is None


def test_the_revision_is_another_after_every_change(engine: Engine, plan: Plan) -> None:
    def now() -> str:
        with database.reading() as session:
            return revision(session)

    before = now()
    report = say(plan.cast.kpu, plan.key(), percent=1.0)
    between = now()
    verify(plan, report)
    assert len({before, between, now()}) == 3
    assert now() == now()


def test_an_organisation_is_found_by_any_spelling_but_never_guessed(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.SEED) as session:
        for organisation in (plan.kpu, plan.bawaslu):
            session.add(OrganisationAlias(organisation_id=organisation, alias="Penyelenggara", folded="penyelenggara"))
        session.add(OrganisationAlias(organisation_id=plan.kpu, alias="KPU RI", folded="kpu ri"))
    with database.reading() as session:
        for name in ("KPU", "kpu", "komisi  pemilihan umum", "kpu-ri"):
            assert find_organisation(session, VISITOR, name).abbreviation == "KPU"
        for name in ("Penyelenggara", "KP", ""):
            with pytest.raises(NotFound):
                find_organisation(session, VISITOR, name)
        own = find_organisation(session, VISITOR, "KPU")
        assert (own.aliases, own.commitments, own.milestones) == (("KPU RI", "Penyelenggara"), 1, 1)
        assert [(r.commitment_code, r.role) for r in roles_of(session, VISITOR, plan.perludem)] == [
            (KPU, PartyRole.PARTNER),
            (CSO_LED, PartyRole.LEAD),
        ]
        assert len(list_organisations(session, VISITOR)) == 3

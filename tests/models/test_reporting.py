"""A reporter's desk: what is asked, how far it is, what is sent together, and that it shows nobody else's drafts."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models import database
from models.commands.commitments import cancel_milestone, set_interim_target
from models.commands.evidence import add_evidence_file, describe_evidence
from models.commands.progress import (
    add_evidence_link,
    publish_assessment,
    return_report,
    verify_report,
    withdraw_evidence,
)
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.commands.reporting import open_report, publish_assessments, submit_reports
from models.database import reading, transaction
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.queries.commitments import reports_on
from models.queries.plans import periods_of
from models.queries.progress import plan_picture
from models.queries.reporting import Desk, DeskRow, Lack, Stage, plans_to_report_on, reporting_desk
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.plan import ReportingPeriod
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Assessor, Completion, PeriodState, ReportState, SourceKind, Visibility
from tests.conftest import TODAY
from tests.models.conftest import (
    Plan,
    changes_of,
    milestone_in,
    outcome_of,
    picture,
    plan_record,
    report_of,
    say,
    undone,
    write,
)

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def desk_of(actor: Actor, period: str = "B06", year: int = 2024) -> Desk:
    """The desk of an actor for a period, as the page reads it."""
    with reading() as session:
        plan = plan_record(session, actor)
        found = next(p for p in periods_of(session, plan.id) if (p.code, p.year) == (period, year))
        return reporting_desk(session, actor, plan_picture(session, actor, plan, TODAY), found)


def only_row(actor: Actor, **how: Any) -> DeskRow:
    (row,) = desk_of(actor, **how).rows
    return row


def stage(actor: Actor) -> Stage:
    return only_row(actor).stage(TODAY)


def target(plan: Plan, percent: float) -> None:
    write(
        SYSTEM,
        lambda s: set_interim_target(s, SYSTEM, plan.milestones["RAN7-06"], plan.periods["B06"], percent=percent),
    )


# -- what is asked --------------------------------------------------------------------------------------------------


def test_an_agency_owes_what_it_answers_for_and_a_cso_is_asked_about_its_commitments(
    engine: Engine, plan: Plan
) -> None:
    codes = {name: [r.commitment.code for r in desk_of(actor).asked] for name, actor in plan.cast.items()[3:6]}
    assert codes == {"kpu": ["RAN7-06"], "bawaslu": ["RAN7-07"], "perludem": ["RAN7-06", "RAN7-08"]}
    mine = {r.commitment.code: r for r in desk_of(plan.cast.perludem).rows}
    assert [mine[code].answers for code in ("RAN7-06", "RAN7-08")] == [False, True]
    assert {r.reporter.assessor for r in mine.values()} == {Assessor.CSO}


@pytest.mark.parametrize("who", ["visitor", "director", "secretariat", "administrator"])
def test_who_reports_for_no_organisation_has_no_desk(sqlite: Engine, plan: Plan, who: str) -> None:
    with pytest.raises(NotAllowed):
        desk_of(getattr(plan.cast, who))


def test_nothing_is_owed_after_complete_or_for_what_was_cancelled(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B12/23"), completion=Completion.COMPLETE)
    done = only_row(plan.cast.kpu)
    assert (done.owed, done.before is not None) == (False, True)
    assert desk_of(plan.cast.kpu, "B12", 2023).asked, "the period in which it was said still counts"
    write(SYSTEM, lambda s: cancel_milestone(s, SYSTEM, plan.milestones["RAN7-07"]))
    assert desk_of(plan.cast.bawaslu).rows == ()


def test_a_period_that_does_not_touch_the_milestone_asks_nothing(engine: Engine, plan: Plan) -> None:
    from models.commands.commitments import edit_milestone

    write(SYSTEM, lambda s: edit_milestone(s, SYSTEM, plan.milestones["RAN7-06"], {"starts_on": dt.date(2024, 1, 15)}))
    assert desk_of(plan.cast.kpu, "B12", 2023).rows == ()
    assert len(desk_of(plan.cast.kpu).rows) == 1


def test_plans_without_periods_are_not_offered(engine: Engine, plan: Plan) -> None:
    with reading() as session:
        assert plans_to_report_on(session, plan.cast.kpu) == ("RAN-VII",)
    with transaction(SYSTEM, source=SourceKind.SEED) as session:
        for period in session.exec(select(ReportingPeriod)):
            session.delete(period)
    with reading() as session:
        assert plans_to_report_on(session, plan.cast.kpu) == ()


# -- how far it is --------------------------------------------------------------------------------------------------


def test_a_row_goes_from_empty_over_draft_and_returned_to_verified(engine: Engine, plan: Plan) -> None:
    kpu, rudi, key = plan.cast.kpu, plan.cast.secretariat, plan.key()
    target(plan, 50.0)
    assert stage(kpu) is Stage.EMPTY
    report = say(kpu, key, submit=False, next_step="Rapat")
    assert (stage(kpu), only_row(kpu).lacks(TODAY)) == (Stage.DRAFT, (Lack.NOTHING_SAID,))
    say(kpu, key, submit=False, percent=20.0)
    assert (stage(kpu), only_row(kpu).lacks(TODAY)) == (Stage.DRAFT, (Lack.OBSTACLE,))
    say(kpu, key, submit=False, obstacle="Server rusak")
    assert stage(kpu) is Stage.READY
    say(kpu, key)
    assert stage(kpu) is Stage.SENT
    write(rudi, lambda s: return_report(s, rudi, report, "Lampirkan surat"))
    assert (stage(kpu), only_row(kpu).returned_because) == (Stage.RETURNED, "Lampirkan surat")
    say(kpu, key, submit=False, achievement="Surat terlampir")
    assert only_row(kpu).returned_because == "Lampirkan surat", "the reason stays while it is mended"
    say(kpu, key)
    write(rudi, lambda s: verify_report(s, rudi, report))
    assert (stage(kpu), only_row(kpu).returned_because) == (Stage.VERIFIED, "")


def test_a_cso_need_not_name_an_obstacle(engine: Engine, plan: Plan) -> None:
    target(plan, 50.0)
    say(plan.cast.perludem, plan.key(cso=True), submit=False, percent=20.0)
    row = next(r for r in desk_of(plan.cast.perludem).rows if r.commitment.code == "RAN7-06")
    assert row.stage(TODAY) is Stage.READY


def test_last_period_and_the_others_stand_beside(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B12/23"), percent=30.0)
    assessment = say(plan.cast.perludem, plan.key(cso=True), percent=20.0)
    row = only_row(plan.cast.kpu)
    assert row.before is not None
    assert row.before.percent == 30.0
    assert row.others == (), "an assessment is the CSO's own until it is published"
    lia = plan.cast.perludem
    write(lia, lambda s: publish_assessment(s, lia, assessment))
    assert [r.percent for r in only_row(plan.cast.kpu).others] == [20.0]


# -- nobody else's --------------------------------------------------------------------------------------------------


def test_a_draft_is_seen_by_nobody_but_its_organisation(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=False, percent=33.0)
    link = write(plan.cast.kpu, lambda s: add_evidence_link(s, plan.cast.kpu, report, "https://kpu.go.id/x").id)
    assert link
    for name, actor in plan.cast.items():
        with reading() as session:
            periods = {p.id: p for p in periods_of(session, plan.plan_id)}
            seen = reports_on(session, actor, (plan.milestones["RAN7-06"],), periods)
        assert bool(seen) == (name == "kpu"), name
    assert [r.others for r in desk_of(plan.cast.perludem).rows] == [(), ()]


@pytest.mark.parametrize("who", ["bawaslu", "perludem", "director", "visitor"])
def test_nobody_writes_sends_attaches_to_or_publishes_another_row(sqlite: Engine, plan: Plan, who: str) -> None:
    actor = getattr(plan.cast, who)
    report = say(plan.cast.kpu, plan.key(), submit=False, percent=33.0)
    mine = say(plan.cast.perludem, plan.key(cso=True), percent=20.0)
    evidence = write(plan.cast.kpu, lambda s: add_evidence_link(s, plan.cast.kpu, report, "https://kpu.go.id/x").id)
    attempts = {
        "draft": lambda s: enter_report(s, actor, plan.key(), {"percent": 1.0}, Entry(submit=False)),
        "open": lambda s: open_report(s, actor, plan.key("B12")),
        "send": lambda s: submit_reports(s, actor, {report: 1}),
        "link": lambda s: add_evidence_link(s, actor, report, "https://kpu.go.id/y"),
        "file": lambda s: add_evidence_file(s, actor, report, "a.pdf", PDF),
        "describe": lambda s: describe(s, actor, evidence),
        "withdraw": lambda s: withdraw_evidence(s, actor, evidence),
    }
    if who != "perludem":
        attempts["publish"] = lambda s: publish_assessments(s, actor, [mine])
    before = report_of(report)
    for name, attempt in attempts.items():
        with undone(actor) as session:
            assert outcome_of(lambda s=session, a=attempt: a(s)) == "NotAllowed", name  # type: ignore[misc]
    assert report_of(report) == before


def test_a_party_of_no_role_cannot_report_in_its_own_name_either(sqlite: Engine, plan: Plan) -> None:
    key = ReportKey(plan.milestones["RAN7-06"], plan.periods["B06"], plan.bawaslu, Assessor.AGENCY)
    with pytest.raises(NotAllowed):
        say(plan.cast.bawaslu, key, percent=1.0)


# -- several at once ------------------------------------------------------------------------------------------------


def test_what_is_complete_is_sent_together_or_not_at_all(engine: Engine, plan: Plan) -> None:
    lia = plan.cast.perludem
    one = say(lia, plan.key(cso=True), submit=False, percent=20.0)
    other = say(lia, plan.key(of="RAN7-08"), submit=False, percent=40.0)
    shown = {r: report_of(r).version for r in (one, other)}
    say(lia, plan.key(of="RAN7-08"), submit=False, percent=41.0)
    with pytest.raises(Stale):
        write(lia, lambda s: submit_reports(s, lia, shown))
    assert [report_of(r).state for r in shown] == [ReportState.DRAFT] * 2
    shown[other] = report_of(other).version
    write(lia, lambda s: submit_reports(s, lia, shown))
    assert [(report_of(r).state, report_of(r).received_on) for r in shown] == [(ReportState.SUBMITTED, TODAY)] * 2


def test_a_closed_period_takes_no_bundle(sqlite: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=False, percent=20.0)
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(ReportingPeriod, plan.periods["B06"]).closed_on = TODAY - dt.timedelta(1)
    with pytest.raises(Invalid) as refused:
        write(plan.cast.kpu, lambda s: submit_reports(s, plan.cast.kpu, {report: report_of(report).version}))
    assert refused.value.field == "period"
    assert desk_of(plan.cast.kpu).window.state(TODAY) is PeriodState.CLOSED


def test_a_file_opens_a_draft_where_there_is_no_report(engine: Engine, plan: Plan) -> None:
    kpu = plan.cast.kpu
    report = write(kpu, lambda s: open_report(s, kpu, plan.key()).id)
    assert write(kpu, lambda s: open_report(s, kpu, plan.key()).id) == report
    assert (report_of(report).state, report_of(report).percent) == (ReportState.DRAFT, None)
    assert stage(kpu) is Stage.DRAFT


# -- a CSO's own word -----------------------------------------------------------------------------------------------


def test_an_assessment_is_public_from_its_publication_on_and_no_verdict_publishes_it(
    engine: Engine, plan: Plan
) -> None:
    lia, rudi = plan.cast.perludem, plan.cast.secretariat

    def public() -> list[float | None]:
        with reading() as session:
            periods = {p.id: p for p in periods_of(session, plan.plan_id)}
            found = reports_on(session, VISITOR, (plan.milestones["RAN7-06"],), periods)
        return [r.percent for r in found if r.assessor is Assessor.CSO]

    report = say(lia, plan.key(cso=True), percent=20.0)
    write(rudi, lambda s: verify_report(s, rudi, report))
    assert public() == [], "verified, and still the CSO's own"
    write(lia, lambda s: publish_assessments(s, lia, [report]))
    assert public() == [20.0]
    say(lia, plan.key(cso=True), percent=25.0)
    assert public() == [25.0], "a correction of what is published is public at once"
    write(rudi, lambda s: return_report(s, rudi, report, "Salah periode"))
    assert public() == []
    say(lia, plan.key(cso=True), percent=26.0)
    write(rudi, lambda s: publish_assessments(s, rudi, [report], published=False))
    assert public() == [], "the secretariat may act in its name"


# -- evidence -------------------------------------------------------------------------------------------------------


def describe(session: Any, actor: Actor, evidence_id: int, **how: Any) -> Evidence:
    said = {
        "title": "SK Ketua KPU",
        "visibility": Visibility.PUBLIC,
        "document_date": dt.date(2024, 3, 1),
        "document_number": "12/2024",
    }
    return describe_evidence(session, actor, evidence_id, **{**said, **how})


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_document_has_a_date_and_a_number_and_may_be_described_later(engine: Engine, plan: Plan, kind: str) -> None:
    kpu = plan.cast.kpu
    report = say(kpu, plan.key(), percent=1.0)
    facts: dict[str, Any] = {"document_date": dt.date(2024, 2, 29), "document_number": " 7/2024 "}
    if kind == "link":
        evidence = write(kpu, lambda s: add_evidence_link(s, kpu, report, "https://kpu.go.id/x", **facts).id)
    else:
        evidence = write(kpu, lambda s: add_evidence_file(s, kpu, report, "SK.pdf", PDF, **facts).id)
    with reading() as session:
        row = session.get_one(Evidence, evidence)
        assert (row.document_date, row.document_number) == (dt.date(2024, 2, 29), "7/2024")
    write(kpu, lambda s: describe(s, kpu, evidence))
    with reading() as session:
        row = session.get_one(Evidence, evidence)
        assert (row.title, row.visibility, row.document_number) == ("SK Ketua KPU", Visibility.PUBLIC, "12/2024")
    with pytest.raises(Stale):
        write(kpu, lambda s: describe(s, kpu, evidence, shown_version=1))
    shown = only_row(kpu).report
    assert shown is not None
    assert [(e.document_number, e.document_date) for e in shown.evidence] == [("12/2024", dt.date(2024, 3, 1))]


def test_a_document_from_the_future_is_refused_at_its_field(engine: Engine, plan: Plan) -> None:
    kpu, tomorrow = plan.cast.kpu, TODAY + dt.timedelta(1)
    report = say(kpu, plan.key(), percent=1.0)
    evidence = write(kpu, lambda s: add_evidence_link(s, kpu, report, "https://kpu.go.id/x").id)
    for attempt in (
        lambda s: add_evidence_link(s, kpu, report, "https://kpu.go.id/y", document_date=tomorrow),
        lambda s: add_evidence_file(s, kpu, report, "SK.pdf", PDF, document_date=tomorrow),
        lambda s: describe(s, kpu, evidence, document_date=tomorrow),
    ):
        with pytest.raises(Invalid, match="1 Agu 2024") as refused:
            write(kpu, attempt)
        assert refused.value.field == "document_date"
    with reading() as session:
        assert len(session.exec(select(Evidence)).all()) == 1


def test_what_was_withdrawn_is_not_described_any_more(sqlite: Engine, plan: Plan) -> None:
    kpu = plan.cast.kpu
    report = say(kpu, plan.key(), percent=1.0)
    evidence = write(kpu, lambda s: add_evidence_link(s, kpu, report, "https://kpu.go.id/x").id)
    write(kpu, lambda s: withdraw_evidence(s, kpu, evidence))
    with pytest.raises(NotFound):
        write(kpu, lambda s: describe(s, kpu, evidence))


# -- properties -----------------------------------------------------------------------------------------------------

_SAID = st.tuples(
    st.sampled_from(["kpu B12/23", "kpu B06", "perludem B06", "bawaslu B06"]),
    st.none() | st.integers(0, 200).map(float),
    st.none() | st.sampled_from(Completion),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(_SAID, min_size=2, max_size=4, unique_by=lambda one: one[0]), random=st.randoms())
def test_the_order_in_which_reports_come_in_does_not_matter(
    engine: Engine, plan: Plan, said: list[Any], random: Any
) -> None:
    def seen(order: list[Any]) -> list[Any]:
        with undone() as session:
            for which, percent, completion in order:
                who, period = which.split()
                of = "RAN7-07" if who == "bawaslu" else "RAN7-06"
                content = {"percent": percent, "completion": completion}
                enter_report(session, SYSTEM, plan.key(period, cso=who == "perludem", of=of), content)
            found = picture(plan.cast.director, session=session)
            return [
                (c.code, c.light, c.progress, found.coverage, milestone_in(found, c.code).standing)
                for c in found.commitments
            ]

    shuffled = list(said)
    random.shuffle(shuffled)
    assert seen(said) == seen(shuffled)


def test_in_50_rounds_of_two_contact_persons_on_one_draft_no_save_is_lost_silently(engine: Engine, plan: Plan) -> None:
    """Threads of one server, as two browser tabs are: each looks, types on, and saves with the version it saw."""
    report = say(plan.cast.kpu, plan.key(), submit=False, achievement="Awal")
    start, kept, told = threading.Barrier(2), {"A": [], "B": []}, {"A": 0, "B": 0}  # type: ignore[var-annotated]

    def edit(who: str) -> None:
        start.wait(timeout=30)
        for number in range(50):
            with reading() as session:
                row = session.exec(select(ProgressReport)).one()
                seen, text = row.version, row.achievement
            mark = f"{who}{number}"
            try:
                with database.transaction(plan.cast.kpu, source=SourceKind.FORM) as session:
                    entry = Entry(submit=False, shown_version=seen)
                    enter_report(session, plan.cast.kpu, plan.key(), {"achievement": f"{text} {mark}"}, entry)
                kept[who].append(mark)
            except Stale:
                told[who] += 1

    editors = [threading.Thread(target=edit, args=(who,)) for who in kept]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(timeout=120)
    stored = report_of(report).achievement.split()[1:]
    assert sorted(stored) == sorted(kept["A"] + kept["B"]), "what was said to be saved is there, and nothing else"
    assert all(len(kept[who]) + told[who] == 50 for who in kept), "and who was too late was told"
    assert len([c for c in changes_of("progress_report", report) if c.field == "achievement"]) == len(stored)

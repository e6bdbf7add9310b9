"""The queue and its verdicts: what waits in which order, many accepted as one act, a verdict taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from models import database
from models.commands.progress import add_evidence_link, judge_evidence, return_report, verify_report
from models.commands.verification import NotVerified, reopen_report, verify_reports
from models.problems import Invalid, NotAllowed, Stale
from models.queries.verification import QueueFilter, QueueLine, last_verdict, verification_queue
from models.rules.access import Actor
from models.rules.risk import Risk
from models.vocabulary import Completion, Light, ReportState, Verdict
from tests.conftest import TODAY
from tests.models.conftest import Plan, count_traces, milestone_in, picture, plan_record, report_of, say, write


def queue(actor: Actor, which: QueueFilter | None = None) -> tuple[QueueLine, ...]:
    with database.reading() as session:
        return verification_queue(session, actor, plan_record(session, actor), TODAY, which)


def test_the_queue_goes_by_due_date_and_then_by_risk(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    late = say(cast.bawaslu, plan.key("B06", of="RAN7-07"), percent=30.0)
    risky = say(cast.kpu, plan.key("B06"), percent=60.0)
    say(cast.perludem, plan.key("B06", cso=True), percent=20.0)
    earlier = say(cast.bawaslu, plan.key("B12/23", of="RAN7-07"), percent=30.0)

    found = queue(cast.secretariat)

    assert [line.report_id for line in found] == [earlier, risky, late]
    assert found[1].risks[0] is Risk.DISAGREEMENT


def test_a_partners_assessment_waits_for_nobody_but_a_leading_csos_report_does(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    say(cast.perludem, plan.key("B06", cso=True), percent=20.0)
    own = say(cast.perludem, plan.key("B06", of="RAN7-08"), percent=20.0)

    assert [line.report_id for line in queue(cast.secretariat)] == [own]
    found = picture(cast.secretariat)
    assert sum(m.awaiting for _, m in found.milestones) == found.coverage.unverified == 1


def test_only_who_sees_internal_matters_sees_the_queue(engine: Engine, plan: Plan) -> None:
    for actor in (plan.cast.kpu, plan.cast.perludem, plan.cast.visitor):
        with pytest.raises(NotAllowed):
            queue(actor)
    assert queue(plan.cast.director) == ()


def test_the_queue_is_narrowed(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    kpu = say(cast.kpu, plan.key("B06"), percent=120.0)
    bawaslu = say(cast.bawaslu, plan.key("B06", of="RAN7-07"), percent=30.0)

    assert [i.report_id for i in queue(cast.secretariat, QueueFilter(organisation_id=plan.bawaslu))] == [bawaslu]
    assert [i.report_id for i in queue(cast.secretariat, QueueFilter(risk=Risk.ABOVE_HUNDRED))] == [kpu]
    code = queue(cast.secretariat)[0].row_code
    assert len(queue(cast.secretariat, QueueFilter(row_code=code))) == 1


def test_many_are_verified_as_one_act_or_none_is(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    first = say(cast.kpu, plan.key("B06"), percent=60.0)
    second = say(cast.bawaslu, plan.key("B06", of="RAN7-07"), completion=Completion.COMPLETE)
    shown = {line.report_id: line.version for line in queue(cast.secretariat)}
    before = count_traces()

    with pytest.raises(NotVerified) as refused:
        write(cast.secretariat, lambda session: verify_reports(session, cast.secretariat, shown))

    assert set(refused.value.refused) == {second}
    assert "1 dari 2" in str(refused.value)
    assert count_traces() == before
    assert report_of(first).state is ReportState.SUBMITTED

    def prove() -> None:
        link = write(cast.bawaslu, lambda s: add_evidence_link(s, cast.bawaslu, second, "https://bawaslu.go.id/a").id)
        write(cast.secretariat, lambda s: judge_evidence(s, cast.secretariat, link, Verdict.ACCEPTED))

    prove()
    shown = {line.report_id: line.version for line in queue(cast.secretariat)}
    write(cast.secretariat, lambda session: verify_reports(session, cast.secretariat, shown))
    assert {report_of(first).state, report_of(second).state} == {ReportState.VERIFIED}


def test_a_report_that_moved_meanwhile_stops_the_whole_act(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    say(cast.kpu, plan.key("B06"), percent=60.0)
    shown = {line.report_id: line.version for line in queue(cast.secretariat)}
    say(cast.kpu, plan.key("B06"), percent=70.0)

    with pytest.raises(NotVerified):
        write(cast.secretariat, lambda session: verify_reports(session, cast.secretariat, shown))


def test_only_a_verifier_verifies_many_or_takes_back(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key("B06"), percent=60.0)
    for actor in (plan.cast.kpu, plan.cast.director, plan.cast.visitor):
        with pytest.raises(NotAllowed):
            write(actor, lambda session, who=actor: verify_reports(session, who, {report: 1}))
        with pytest.raises(NotAllowed):
            write(actor, lambda session, who=actor: reopen_report(session, who, report))


@pytest.mark.parametrize("verdict", ["verified", "returned"])
def test_a_verdict_is_taken_back_and_the_picture_with_it(engine: Engine, plan: Plan, verdict: str) -> None:
    cast = plan.cast
    report = say(cast.kpu, plan.key("B06"), percent=60.0)
    if verdict == "verified":
        write(cast.secretariat, lambda s: verify_report(s, cast.secretariat, report))
    else:
        write(cast.secretariat, lambda s: return_report(s, cast.secretariat, report, "Bukti kurang"))
    version = report_of(report).version

    write(cast.secretariat, lambda s: reopen_report(s, cast.secretariat, report, shown_version=version))

    row = report_of(report)
    assert (row.state, row.decided_at, row.decided_by, row.verdict_note) == (ReportState.SUBMITTED, None, None, "")
    standing = milestone_in(picture(cast.secretariat)).standing
    assert standing.unverified
    assert milestone_in(picture(cast.visitor)).standing.light is not Light.ON_TARGET


def test_what_was_not_decided_or_was_changed_since_is_not_taken_back(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    report = say(cast.kpu, plan.key("B06"), percent=60.0)
    with pytest.raises(Invalid):
        write(cast.secretariat, lambda s: reopen_report(s, cast.secretariat, report))
    write(cast.secretariat, lambda s: return_report(s, cast.secretariat, report, "Bukti kurang"))
    version = report_of(report).version
    say(cast.kpu, plan.key("B06"), percent=65.0)
    with pytest.raises(Stale):
        write(cast.secretariat, lambda s: reopen_report(s, cast.secretariat, report, shown_version=version))


def test_the_last_verdict_is_told_with_its_reason_also_after_a_correction(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    report = say(cast.kpu, plan.key("B06"), percent=60.0)
    with database.reading() as session:
        assert last_verdict(session, cast.secretariat, report) is None
    write(cast.secretariat, lambda s: return_report(s, cast.secretariat, report, "Unggah surat bertanda tangan"))
    say(cast.kpu, plan.key("B06"), percent=65.0)

    with database.reading() as session:
        found = last_verdict(session, cast.secretariat, report)

    assert found is not None
    assert (found.state, found.note) == (ReportState.RETURNED, "Unggah surat bertanda tangan")
    assert queue(cast.secretariat)[0].risks == (Risk.RETURNED_BEFORE, Risk.NO_EVIDENCE)
    assert queue(cast.secretariat)[0].period.due_on == dt.date(2024, 7, 31)

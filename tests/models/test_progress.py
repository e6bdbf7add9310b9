"""Reports: their way from draft to verified, what is refused, and that no save is lost."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models import database
from models.commands.guards import LONGEST_TEXT
from models.commands.progress import (
    add_evidence_link,
    judge_evidence,
    publish_assessment,
    reporters_for,
    return_report,
    verify_report,
    web_address,
    withdraw_evidence,
)
from models.commands.report_entry import CONTENT_FIELDS, Entry, ReportKey, enter_report
from models.database import make_engine, reading, transaction
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.rules.access import SYSTEM, Actor
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, Completion, PlanState, ReportState, SourceKind, Verdict, Visibility
from tests.conftest import TODAY
from tests.models.conftest import Plan, at_once, changes_of, count_traces, report_of, say, undone, write

D, S, R, V = ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED, ReportState.VERIFIED


def verify(plan: Plan, report_id: int, **how: Any) -> None:
    write(plan.cast.secretariat, lambda s: verify_report(s, plan.cast.secretariat, report_id, **how))


def send_back(plan: Plan, report_id: int, reason: str = "Lengkapi datanya") -> None:
    write(plan.cast.secretariat, lambda s: return_report(s, plan.cast.secretariat, report_id, reason))


def link(plan: Plan, report_id: int, url: str = "https://kpu.go.id/data", actor: Actor | None = None) -> int:
    chosen = actor or plan.cast.kpu
    return int(write(chosen, lambda s: add_evidence_link(s, chosen, report_id, url).id))


def judge(plan: Plan, evidence_id: int, verdict: Verdict, **how: Any) -> None:
    write(plan.cast.secretariat, lambda s: judge_evidence(s, plan.cast.secretariat, evidence_id, verdict, **how))


def editions_of(report_id: int) -> list[ReportEdition]:
    with reading() as session:
        rows = session.exec(select(ReportEdition).where(ReportEdition.report_id == report_id))
        return sorted(rows, key=lambda e: e.id or 0)


# -- the way of a report --------------------------------------------------------------------------------------------


def test_a_report_goes_from_draft_over_submitted_and_returned_to_verified(engine: Engine, plan: Plan) -> None:
    kpu, key = plan.cast.kpu, plan.key()
    report = say(kpu, key, submit=False, percent=10.0)
    assert (report_of(report).state, report_of(report).received_on, editions_of(report)) == (D, None, [])
    assert say(kpu, key, percent=20.0) == report
    assert (report_of(report).state, report_of(report).received_on) == (S, TODAY)
    send_back(plan, report)
    returned = report_of(report)
    assert (returned.state, returned.verdict_note) == (R, "Lengkapi datanya")
    assert returned.decided_by == plan.cast.secretariat.account_id
    assert say(kpu, key, percent=30.0) == report
    again = report_of(report)
    assert (again.state, again.verdict_note, again.decided_by, again.decided_at) == (S, "", None, None)
    verify(plan, report, note="Sesuai")
    assert (report_of(report).state, report_of(report).verdict_note) == (V, "Sesuai")
    assert [(e.state, e.percent) for e in editions_of(report)] == [(S, 20.0), (R, 20.0), (S, 30.0), (V, 30.0)]


@pytest.mark.parametrize("state", [D, R, V])
@pytest.mark.parametrize("verdict", ["verify", "return"])
def test_only_what_is_submitted_can_be_decided_on(sqlite: Engine, plan: Plan, state: ReportState, verdict: str) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=state is not D, percent=10.0)
    if state is R:
        send_back(plan, report)
    if state is V:
        verify(plan, report)
    with pytest.raises(Invalid) as refused:
        verify(plan, report) if verdict == "verify" else send_back(plan, report)
    assert refused.value.field == "state"
    assert report_of(report).state is state


@pytest.mark.parametrize("reason", ["", "  \n ", "\x00"])
def test_a_report_is_not_returned_without_a_reason(sqlite: Engine, plan: Plan, reason: str) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=10.0)
    with pytest.raises(Invalid) as refused:
        send_back(plan, report, reason)
    assert refused.value.field == "reason"
    assert report_of(report).state is S


def test_complete_is_not_verified_without_accepted_evidence(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), completion=Completion.COMPLETE)
    evidence = link(plan, report)
    for verdict in (Verdict.NOT_CHECKED, Verdict.REJECTED):
        judge(plan, evidence, verdict, reason="tidak terbaca")
        with pytest.raises(Invalid) as refused:
            verify(plan, report)
        assert refused.value.field == "evidence"
    judge(plan, evidence, Verdict.ACCEPTED)
    verify(plan, report)
    assert report_of(report).state is V


@pytest.mark.parametrize(("percent", "completion"), [(100.0, None), (100.0, Completion.SUBSTANTIAL), (0.0, None)])
def test_less_than_complete_is_verified_without_evidence(
    sqlite: Engine, plan: Plan, percent: float, completion: Completion | None
) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=percent, completion=completion)
    verify(plan, report)
    assert report_of(report).state is V


@pytest.mark.parametrize("loss", ["withdrawn", "rejected"])
def test_a_verified_complete_report_waits_again_when_its_evidence_is_gone(
    engine: Engine, plan: Plan, loss: str
) -> None:
    report = say(plan.cast.kpu, plan.key(), completion=Completion.COMPLETE)
    one, other = link(plan, report), link(plan, report, "https://kpu.go.id/lain")
    judge(plan, one, Verdict.ACCEPTED)
    verify(plan, report)
    write(plan.cast.kpu, lambda s: withdraw_evidence(s, plan.cast.kpu, other))
    assert report_of(report).state is V, "it rests on the other one"
    if loss == "withdrawn":
        write(plan.cast.kpu, lambda s: withdraw_evidence(s, plan.cast.kpu, one))
    else:
        judge(plan, one, Verdict.REJECTED, reason="palsu")
    assert report_of(report).state is S
    assert editions_of(report)[-1].state is S


def test_editing_a_verified_report_makes_it_submitted_again(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=40.0)
    verify(plan, report)
    say(plan.cast.kpu, plan.key(), percent=41.0)
    edited = report_of(report)
    assert (edited.state, edited.decided_by, edited.percent) == (S, None, 41.0)


@pytest.mark.parametrize("state", [S, V])
def test_a_draft_does_not_replace_what_was_sent(sqlite: Engine, plan: Plan, state: ReportState) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=40.0)
    if state is V:
        verify(plan, report)
    with pytest.raises(Invalid) as refused:
        say(plan.cast.kpu, plan.key(), submit=False, percent=99.0)
    assert refused.value.field == "state"
    assert (report_of(report).percent, report_of(report).state) == (40.0, state)


# -- the same again -------------------------------------------------------------------------------------------------

SAID = {"percent": 40.0, "completion": Completion.LIMITED, "achievement": "Tiga dari lima", "obstacle": "Server"}


@pytest.mark.parametrize("state", [D, S, V])
@pytest.mark.parametrize("part", [SAID, {"percent": 40}, {"achievement": " Tiga dari lima \n"}, {}])
def test_the_same_report_entered_twice_changes_nothing(
    sqlite: Engine, plan: Plan, state: ReportState, part: dict[str, Any]
) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=state is not D, **SAID)
    if state is V:
        verify(plan, report)
    before, stood = count_traces(), report_of(report)
    assert say(plan.cast.kpu, plan.key(), submit=state is not D, **part) == report
    assert count_traces() == before, "no history and no edition"
    assert report_of(report) == stood


def test_what_is_not_said_again_stays(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), **SAID)
    say(plan.cast.kpu, plan.key(), next_step="Rapat")
    assert {n: getattr(report_of(report), n) for n in SAID} == SAID
    say(plan.cast.kpu, plan.key(), percent=None, obstacle="")
    assert (report_of(report).percent, report_of(report).obstacle) == (None, "")


def test_a_corrected_day_of_receipt_is_kept(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 3), **SAID)
    say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 6, 30), **SAID)
    assert report_of(report).received_on == dt.date(2024, 6, 30)


def test_two_institutions_never_share_a_row(engine: Engine, plan: Plan) -> None:
    one = say(plan.cast.kpu, plan.key(), percent=60.0)
    other = say(plan.cast.perludem, plan.key(cso=True), percent=30.0)
    assert one != other
    assert [report_of(r).percent for r in (one, other)] == [60.0, 30.0]


# -- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [None, 0.0, 0, 33.33, 100.0, 100.01, 200.0])
def test_a_percentage_from_0_to_200_is_taken(sqlite: Engine, plan: Plan, percent: float | None) -> None:
    assert report_of(say(plan.cast.kpu, plan.key(), percent=percent)).percent == percent


@pytest.mark.parametrize("percent", [-0.01, -1.0, 200.01, 250.0, math.nan, math.inf, -math.inf])
def test_a_percentage_beyond_is_refused_at_its_field(sqlite: Engine, plan: Plan, percent: float) -> None:
    with pytest.raises(Invalid) as refused:
        say(plan.cast.kpu, plan.key(), percent=percent)
    assert refused.value.field == "percent"
    assert "Persentase" in str(refused.value)
    assert changes_of("progress_report") == []


@pytest.mark.parametrize("field", [f for f in CONTENT_FIELDS if f not in ("percent", "completion")])
def test_text_up_to_the_limit_of_a_cell_is_kept_whole(sqlite: Engine, plan: Plan, field: str) -> None:
    with undone() as session:
        longest = "ñ" * LONGEST_TEXT
        report = enter_report(session, SYSTEM, plan.key(), {field: f"  {longest}\n"})
        assert getattr(report, field) == longest
        with pytest.raises(Invalid) as refused:
            enter_report(session, SYSTEM, plan.key(), {field: f"{longest}x"})
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("\x1b[31mmerah", "[31mmerah"),
        ("setengah \ud83d tanda", "setengah  tanda"),
        ("baris\nkolom\tisi\r\n", "baris\nkolom\tisi"),
        ("=1+1 'x' \u202e 😀 e\u0301", "=1+1 'x' \u202e 😀 e\u0301"),
    ],
)
def test_characters_that_no_database_takes_are_left_out(engine: Engine, plan: Plan, typed: str, kept: str) -> None:
    assert report_of(say(plan.cast.kpu, plan.key(), achievement=typed)).achievement == kept


@pytest.mark.parametrize(("closed_on", "refused"), [(None, False), (TODAY, False), (TODAY - dt.timedelta(1), True)])
def test_a_closed_period_takes_reports_from_the_secretariat_only(
    sqlite: Engine, plan: Plan, closed_on: dt.date | None, refused: bool
) -> None:
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(ReportingPeriod, plan.periods["B06"]).closed_on = closed_on
    for actor, key in ((plan.cast.kpu, plan.key()), (plan.cast.perludem, plan.key(cso=True))):
        if not refused:
            say(actor, key, percent=1.0)
            continue
        with pytest.raises(Invalid, match="B06 2024") as found:
            say(actor, key, percent=1.0)
        assert found.value.field == "period"
    say(plan.cast.secretariat, plan.key(), percent=2.0)


def test_a_day_of_receipt_that_is_still_to_come_is_refused(engine: Engine, plan: Plan) -> None:
    with pytest.raises(Invalid, match="1 Agu 2024") as refused:
        say(plan.cast.secretariat, plan.key(), on=TODAY + dt.timedelta(1), percent=1.0)
    assert refused.value.field == "received_on"
    say(plan.cast.secretariat, plan.key(), on=TODAY, percent=1.0)


def test_a_period_of_another_plan_is_refused(engine: Engine, plan: Plan) -> None:
    with transaction(SYSTEM, source=SourceKind.SEED) as session:
        other = ActionPlan(code="RAN-VIII", number=8, name_id="RAN OGI VIII", state=PlanState.OPEN)
        session.add(other)
        session.flush()
        day = dt.date(2025, 6, 30)
        period = ReportingPeriod(plan_id=other.id, code="B06", year=2025, starts_on=day, ends_on=day, due_on=day)
        session.add(period)
        session.flush()
        key = ReportKey(plan.milestones["RAN7-06"], period.id or 0, plan.kpu, Assessor.AGENCY)
    with pytest.raises(Invalid) as refused:
        say(plan.cast.secretariat, key, percent=1.0)
    assert refused.value.field == "period"


@pytest.mark.parametrize("field", ["milestone_id", "period_id", "organisation_id"])
def test_what_does_not_exist_is_not_found(sqlite: Engine, plan: Plan, field: str) -> None:
    key = plan.key()
    values = {name: getattr(key, name) for name in ("milestone_id", "period_id", "organisation_id", "assessor")}
    with pytest.raises(NotFound):
        say(plan.cast.secretariat, ReportKey(**{**values, field: 4711}), percent=1.0)


@pytest.mark.parametrize("assessor", [Assessor.CSO, Assessor.AGENCY])
def test_nobody_not_even_the_secretariat_speaks_in_a_foreign_assessment(
    sqlite: Engine, plan: Plan, assessor: Assessor
) -> None:
    organisation = plan.kpu if assessor is Assessor.CSO else plan.perludem
    key = ReportKey(plan.milestones["RAN7-06"], plan.periods["B06"], organisation, assessor)
    with pytest.raises(NotAllowed):
        say(plan.cast.secretariat, key, percent=1.0)


# -- nobody is overwritten ------------------------------------------------------------------------------------------


def test_a_stale_save_is_refused_with_what_stands(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), **SAID)
    seen = report_of(report).version
    say(plan.cast.secretariat, plan.key(), percent=55.0)
    with pytest.raises(Stale) as refused:
        write(
            plan.cast.kpu,
            lambda s: enter_report(s, plan.cast.kpu, plan.key(), {"percent": 60.0}, Entry(shown_version=seen)),
        )
    assert refused.value.theirs == {
        **SAID,
        "percent": 55.0,
        "next_step": "",
        "notes": "",
        "status_text": "",
        "state": S,
    }
    assert report_of(report).percent == 55.0


@pytest.mark.parametrize("shown", [0, 1])
def test_a_form_that_showed_another_report_or_none_is_stale(sqlite: Engine, plan: Plan, shown: int) -> None:
    say(plan.cast.kpu, plan.key(), percent=1.0)
    say(plan.cast.kpu, plan.key(), percent=2.0)
    with pytest.raises(Stale):
        write(SYSTEM, lambda s: enter_report(s, SYSTEM, plan.key(), {"percent": 3.0}, Entry(shown_version=shown)))


@pytest.mark.parametrize("verdict", ["verify", "return", "judge"])
def test_a_stale_verdict_is_refused(engine: Engine, plan: Plan, verdict: str) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=10.0)
    evidence = link(plan, report)
    seen = report_of(report).version
    say(plan.cast.kpu, plan.key(), percent=90.0)
    judge(plan, evidence, Verdict.REJECTED, reason="x")
    who = plan.cast.secretariat
    attempts = {
        "verify": lambda s: verify_report(s, who, report, shown_version=seen),
        "return": lambda s: return_report(s, who, report, "x", shown_version=seen),
        "judge": lambda s: judge_evidence(s, who, evidence, Verdict.ACCEPTED, shown_version=1),
    }
    with pytest.raises(Stale):
        write(who, attempts[verdict])
    assert report_of(report).state is S


def _edit_in_rounds(url: str, key: ReportKey, who: str, rounds: int) -> Any:
    """An editor: looks, thinks, saves with the version seen; notes each save that was said to be stored."""
    engine = make_engine(url)
    kept, refused = [], 0
    for number in range(rounds):
        with reading(engine) as session:
            row = session.exec(select(ProgressReport)).one()
            seen, text = row.version, row.achievement
        mark = f"{who}{number}"
        try:
            with transaction(SYSTEM, source=SourceKind.FORM, on=engine) as session:
                content = {"achievement": f"{text} {mark}"}
                enter_report(session, SYSTEM, key, content, Entry(shown_version=seen))
            kept.append(mark)
        except Stale:
            refused += 1
    engine.dispose()
    return kept, refused


def test_in_50_rounds_of_two_editors_on_one_record_no_save_is_lost_silently(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), achievement="Awal")
    url = engine.url.render_as_string(hide_password=False)
    one, other = at_once(_edit_in_rounds, (url, plan.key(), "A", 50), (url, plan.key(), "B", 50))
    stored = report_of(report).achievement.split()
    assert sorted(stored[1:]) == sorted(one[0] + other[0]), "every save that was confirmed is there, and no other"
    assert len(one[0]) + one[1] == len(other[0]) + other[1] == 50
    written = [c for c in changes_of("progress_report", report) if c.field == "achievement"]
    assert len(written) == len(stored) - 1
    for before, after in itertools.pairwise(written):
        assert before.after == after.before, "each saw what the one before had left"


def _first_report(url: str, key: ReportKey, text: str) -> Any:
    engine = make_engine(url)
    try:
        with transaction(SYSTEM, source=SourceKind.FORM, on=engine) as session:
            enter_report(session, SYSTEM, key, {"achievement": text}, Entry(shown_version=0))
        return text
    except Stale:
        return "stale"
    finally:
        engine.dispose()


def test_of_two_first_reports_sent_at_once_one_is_stored_and_the_other_told(engine: Engine, plan: Plan) -> None:
    url = engine.url.render_as_string(hide_password=False)
    found = at_once(_first_report, (url, plan.key(), "A"), (url, plan.key(), "B"), (url, plan.key(), "C"))
    assert found.count("stale") == 2
    with reading() as session:
        assert session.exec(select(ProgressReport.achievement)).one() in found


# -- evidence -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "https://kpu.go.id", "http://kpu.go.id/a?b=c&d=%20#e", " https://kpu.go.id/x \n", "HTTPS://KPU.GO.ID",
        "https://contoh.go.id:8443/é", "https://[2001:db8::1]/x",
    ],
)  # fmt: skip
def test_a_web_address_is_taken(address: str) -> None:
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "", "kpu.go.id", "www.kpu.go.id/x", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x",
        "file:///etc/passwd", "ftp://kpu.go.id", "//kpu.go.id", "https://", "https:///x", "https://kpu.go.id/a b",
        "https://kpu.go.id/a\nb", "https://[::1", "https://]", "http://kpu.go.id/\x00", "https://kpu.go.id/\u202egpj",
        "mailto:a@b.id", "https:kpu.go.id", "ht\ntps://kpu.go.id",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_at_its_field(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        web_address(address)
    assert refused.value.field == "evidence"
    assert str(refused.value)


def test_the_same_link_twice_stays_one_until_it_is_withdrawn(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=1.0)
    first = link(plan, report)
    before = count_traces()
    assert link(plan, report, " https://kpu.go.id/data ") == first
    assert count_traces() == before
    write(plan.cast.kpu, lambda s: withdraw_evidence(s, plan.cast.kpu, first))
    assert link(plan, report) != first
    with reading() as session:
        assert session.get_one(Evidence, first).withdrawn, "it stays in the history"


def test_a_link_is_public_and_dated_and_keeps_its_place(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=1.0)
    place = {"cell": "H9"}
    with transaction(plan.cast.kpu, source=SourceKind.IMPORT) as session:
        made = add_evidence_link(session, plan.cast.kpu, report, "https://kpu.go.id", title=" Data ", place=place)
        assert (made.visibility, made.added_on, made.title) == (Visibility.PUBLIC, TODAY, "Data")
    assert changes_of("evidence")[-1].source == {"cells": {"url": place}}


def test_a_rejection_needs_its_reason_and_checks_may_stay_unchecked(engine: Engine, plan: Plan) -> None:
    evidence = link(plan, say(plan.cast.kpu, plan.key(), percent=1.0))
    with pytest.raises(Invalid) as refused:
        judge(plan, evidence, Verdict.REJECTED, reason=" ")
    assert refused.value.field == "reason"
    judge(plan, evidence, Verdict.ACCEPTED, matches_measure=True, opens_without_login=False)
    with reading() as session:
        row = session.get_one(Evidence, evidence)
        assert (row.letterhead_seen, row.matches_measure, row.opens_without_login) == (None, True, False)


# -- the CSO's own word ---------------------------------------------------------------------------------------------


def test_a_cso_publishes_its_assessment_and_takes_it_back(engine: Engine, plan: Plan) -> None:
    lia = plan.cast.perludem
    report = say(lia, plan.key(cso=True), percent=30.0)
    assert not report_of(report).published
    write(lia, lambda s: publish_assessment(s, lia, report))
    assert report_of(report).published
    before = count_traces()
    write(lia, lambda s: publish_assessment(s, lia, report))
    assert count_traces() == before
    write(lia, lambda s: publish_assessment(s, lia, report, published=False))
    assert not report_of(report).published
    assert [e.published for e in editions_of(report)] == [False, True, False]


def test_only_a_sent_cso_assessment_can_be_published(engine: Engine, plan: Plan) -> None:
    draft = say(plan.cast.perludem, plan.key(cso=True), submit=False, percent=30.0)
    agency = say(plan.cast.kpu, plan.key(), percent=60.0)
    for actor, report in ((plan.cast.perludem, draft), (plan.cast.kpu, agency)):
        with pytest.raises(Invalid) as refused:
            write(actor, lambda s, a=actor, r=report: publish_assessment(s, a, r))
        assert refused.value.field == "published"


def test_those_who_answer_come_first_among_the_reporters(engine: Engine, plan: Plan) -> None:
    with database.reading() as session:
        names = [o.abbreviation for o in reporters_for(session, plan.milestones["RAN7-06"])]
        assert names == ["KPU", "Perludem"]
        with pytest.raises(NotFound):
            reporters_for(session, 4711)


# -- days -----------------------------------------------------------------------------------------------------------


def test_a_verdict_is_known_from_the_day_it_was_given(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 3), percent=10.0)
    verify(plan, report)
    assert [(e.known_on, e.state) for e in editions_of(report)] == [(dt.date(2024, 7, 3), S), (TODAY, V)]


def test_an_old_mail_entered_late_is_what_stands_and_what_is_shown(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 10), percent=40.0)
    say(plan.cast.secretariat, plan.key(), on=dt.date(2024, 7, 5), percent=60.0)
    assert report_of(report).percent == 60.0
    assert [(e.known_on.day, e.percent) for e in editions_of(report)] == [(10, 40.0), (5, 60.0), (10, 60.0)]

"""One commitment in full: nothing in it that its reader may not see, and nothing that was not known on its day."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models import database
from models.commands.commitments import apply_wording, propose_wording, set_interim_target
from models.commands.progress import add_evidence_link, publish_assessment, return_report, verify_report
from models.problems import NotFound
from models.queries.commitments import CommitmentDetail, ReportRecord, commitment_detail
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.meeting import Decision, FollowUp, Meeting, MeetingLink
from models.tables.progress import ProgressReport
from models.vocabulary import (
    Assessor,
    DecisionKind,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    MeetingState,
    ReportState,
    SourceKind,
    Visibility,
)
from tests.conftest import TODAY
from tests.models.conftest import Plan, say, write

CODE = "RAN7-06"
ALL = {"administrator", "secretariat", "director", "kpu", "bawaslu", "perludem", "visitor"}
STAFF = {"administrator", "secretariat", "director"}


def detail(actor: Actor, as_of: dt.date = TODAY, code: str = CODE) -> CommitmentDetail:
    with database.reading() as session:
        return commitment_detail(session, actor, code, as_of)


def readers(plan: Plan, code: str = CODE) -> set[str]:
    """Who sees any report of the commitment."""
    return {who for who, actor in plan.cast.items() if detail(actor, code=code).reports}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("draft", {"kpu"}),
        ("submitted", STAFF | {"kpu"}),
        ("returned", {"kpu", "administrator", "secretariat"}),
        ("verified", ALL),
        ("withdrawn", set()),
    ],
)
def test_who_reads_an_agencys_report(engine: Engine, plan: Plan, state: str, who: set[str]) -> None:
    report = say(plan.cast.kpu, plan.key(), submit=state != "draft", percent=40.0)
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        if state == "returned":
            return_report(session, SYSTEM, report, "x")
        if state == "verified":
            verify_report(session, SYSTEM, report)
        if state == "withdrawn":
            session.get_one(ProgressReport, report).state = ReportState.WITHDRAWN
    assert readers(plan) == who


def test_an_unpublished_assessment_is_its_authors_and_the_secretariats(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.perludem, plan.key(cso=True), percent=30.0, achievement="Belum ada portal")
    assert readers(plan) == STAFF | {"perludem"}
    write(SYSTEM, lambda s: verify_report(s, SYSTEM, report))
    assert readers(plan) == STAFF | {"perludem"}, "a verdict publishes nothing"
    write(plan.cast.perludem, lambda s: publish_assessment(s, plan.cast.perludem, report))
    assert readers(plan) == ALL


def test_what_a_leading_cso_reports_is_public_like_an_agencys(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.perludem, plan.key(of="RAN7-08"), percent=70.0)
    assert readers(plan, "RAN7-08") == STAFF | {"perludem"}
    write(SYSTEM, lambda s: verify_report(s, SYSTEM, report))
    assert readers(plan, "RAN7-08") == ALL, "the figure on the dashboard leads to its report"


def test_the_author_of_a_report_is_named_to_staff_only(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=40.0)
    write(SYSTEM, lambda s: verify_report(s, SYSTEM, report))
    named = {who for who, actor in plan.cast.items() if detail(actor).reports[0].entered_by == "Dewi"}
    assert named == STAFF


def test_restricted_evidence_is_shown_to_its_owner_and_staff(engine: Engine, plan: Plan) -> None:
    report = say(plan.cast.kpu, plan.key(), percent=40.0)
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        verify_report(session, SYSTEM, report)
        add_evidence_link(session, SYSTEM, report, "https://kpu.go.id/umum")
        add_evidence_link(session, SYSTEM, report, "https://kpu.go.id/hadir", visibility=Visibility.RESTRICTED)
    seen = {who: len(detail(actor).reports[0].evidence) for who, actor in plan.cast.items()}
    assert {who for who, n in seen.items() if n == 2} == STAFF | {"kpu"}
    assert {who for who, n in seen.items() if n == 1} == {"bawaslu", "perludem", "visitor"}


def only(actor: Actor, day: int) -> ReportRecord | None:
    reports = detail(actor, dt.date(2024, 7, day)).reports
    return reports[0] if reports else None


def test_a_report_reads_as_it_stood_on_the_day(engine: Engine, plan: Plan) -> None:
    who = plan.cast.secretariat
    report = say(who, plan.key(), on=dt.date(2024, 7, 1), percent=40.0, achievement="Lama", notes="a")
    say(who, plan.key(), on=dt.date(2024, 7, 20), percent=60.0, achievement="Baru")
    write(who, lambda s: verify_report(s, who, report))
    assert only(who, 0 + 1) is not None
    assert detail(who, dt.date(2024, 6, 30)).reports == ()
    found = {day: only(who, day) for day in (1, 19, 20, 31)}
    assert {d: r and (r.percent, r.achievement, r.state, r.received_on) for d, r in found.items()} == {
        1: (40.0, "Lama", ReportState.SUBMITTED, dt.date(2024, 7, 1)),
        19: (40.0, "Lama", ReportState.SUBMITTED, dt.date(2024, 7, 1)),
        20: (60.0, "Baru", ReportState.SUBMITTED, dt.date(2024, 7, 20)),
        31: (60.0, "Baru", ReportState.VERIFIED, dt.date(2024, 7, 20)),
    }
    for day in (1, 19, 20, 31):
        whole = detail(who, dt.date(2024, 7, day))
        assert whole.picture.milestones[0].standing.percent == whole.reports[0].percent, "figure and report agree"
    assert only(VISITOR, 30) is None
    assert only(VISITOR, 31) is not None


def test_the_assessments_of_a_period_stand_side_by_side(engine: Engine, plan: Plan) -> None:
    say(plan.cast.perludem, plan.key(cso=True), percent=30.0)
    say(plan.cast.kpu, plan.key(), percent=60.0)
    say(plan.cast.kpu, plan.key("B12/23"), percent=20.0)
    found = detail(plan.cast.director).reports_on(plan.milestones[CODE])
    assert [(r.period.code, r.assessor, r.percent) for r in found] == [
        ("B06", Assessor.AGENCY, 60.0),
        ("B06", Assessor.CSO, 30.0),
        ("B12", Assessor.AGENCY, 20.0),
    ]


def test_a_commitment_is_found_by_its_code_however_written(engine: Engine, plan: Plan) -> None:
    assert detail(VISITOR, code=" ran7-06 ").picture.code == CODE
    for unknown in ("RAN7-99", "", "RAN7-06-1-1", "%"):
        with pytest.raises(NotFound):
            detail(VISITOR, code=unknown)


def test_a_proposed_wording_is_internal_and_an_applied_one_is_an_edition(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        change = propose_wording(session, SYSTEM, plan.measures[CODE], "Rumusan baru", organisation_id=plan.kpu)
        set_interim_target(session, SYSTEM, plan.milestones[CODE], plan.periods["B06"], text="Rancangan", percent=40.0)
        key = change.id or 0
    seen = {who for who, actor in plan.cast.items() if detail(actor).wording_changes}
    assert seen == STAFF
    write(SYSTEM, lambda s: apply_wording(s, SYSTEM, key))
    (measure,) = detail(VISITOR).measures
    assert [(w.text, w.edition, w.is_current) for w in measure.wordings] == [
        ("Rumusan baru", 2, True),
        ("Ukuran KPU", 1, False),
    ]
    assert [w.text for w in measure.current] == ["Rumusan baru"]
    assert [(t.text, t.percent) for t in detail(VISITOR).targets] == [("Rancangan", 40.0)]


def add_meeting(session: Session, plan: Plan, *, released: bool, state: LinkState) -> None:
    meeting = Meeting(
        title=f"Rapat {released} {state}", held_on=dt.date(2024, 6, 1), released=released, state=MeetingState.CONFIRMED
    )
    session.add(meeting)
    session.flush()
    key = meeting.id or 0
    session.add(MeetingLink(meeting_id=key, commitment_id=plan.commitments[CODE], state=state))
    for position, open_ in enumerate((True, False)):
        session.add(
            Decision(
                meeting_id=key, position=position, kind=DecisionKind.DECISION, text=f"Keputusan {open_}", released=open_
            )
        )
        session.add(
            FollowUp(
                meeting_id=key, position=position, commitment_id=plan.commitments[CODE], text=f"Tindak {open_}",
                state=FollowUpState.OPEN, origin=FollowUpOrigin.SECTION, released=open_,
            )
        )  # fmt: skip
    session.flush()


def test_meetings_show_what_was_released_and_links_what_was_confirmed(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.MEETING) as session:
        for released in (True, False):
            for state in LinkState:
                add_meeting(session, plan, released=released, state=state)
    for who, actor in plan.cast.items():
        found = detail(actor)
        decisions = {text for meeting in found.meetings for text in meeting.decisions}
        if who in STAFF:
            assert len(found.meetings) == 4, "all but the rejected links"
            assert decisions == {"Keputusan True", "Keputusan False"}
            assert len(found.follow_ups) == 12
        else:
            assert [m.title for m in found.meetings] == [f"Rapat True {LinkState.CONFIRMED}"]
            assert decisions == {"Keputusan True"}
            assert {f.text for f in found.follow_ups} == {"Tindak True"}

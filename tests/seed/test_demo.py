"""The demonstration shows every state once, tells the same story on any day, and is plainly made up."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from models import database, journal
from models.commands.account import matches
from models.language import WIB
from models.queries.commitments import commitment_detail
from models.queries.meetings import list_meetings
from models.queries.plans import find_plan
from models.queries.progress import PlanPicture, plan_picture
from models.queries.recent import recent_changes
from models.rules.access import SYSTEM, VISITOR, Actor
from models.rules.status import Reason
from models.rules.wording import people_in
from models.settings import settings
from models.tables.account import Account
from models.tables.commitment import Milestone
from models.tables.exchange import Dispatch, MatrixImport
from models.tables.history import Change
from models.tables.meeting import FollowUp, FollowUpOwner, Meeting, Participation, Person, Proposal
from models.tables.organisation import Contact
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import (
    Confidence,
    DispatchState,
    Existence,
    FollowUpState,
    Light,
    Precision,
    ReportState,
    Role,
    SourceKind,
    Verdict,
)
from seed.demo import __main__ as command
from seed.demo.accounts import reset_passwords
from seed.demo.files import SOURCE, meeting_files
from seed.demo.load import DemoRefused, Loaded, load_demo
from seed.load import load
from seed.records import DATA
from tests.conftest import Configure

TODAY = dt.date(2024, 7, 31)
DIRECTOR = Actor(Role.DIRECTOR)
LIGHTS = {Light.COMPLETE: 2, Light.ON_TARGET: 6, Light.ATTENTION: 3, Light.LATE: 3, Light.NOT_REPORTED: 1}


@dataclass(frozen=True)
class Demo:
    """The sample data as they came in."""

    engine: Engine
    loaded: Loaded


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration, loaded once for all tests that only read."""
    folder = tmp_path_factory.mktemp("demo")
    engine = database.make_engine(f"sqlite:///{folder / 'tracker.db'}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        patch.setenv("TRACKER_DEMO", "1")
        patch.setenv("TRACKER_TODAY", TODAY.isoformat())
        settings.cache_clear()
        loaded = load_demo(engine)
    settings.cache_clear()
    assert loaded is not None
    yield Demo(engine, loaded)
    engine.dispose()


@pytest.fixture
def session(demo: Demo) -> Iterator[Session]:
    """A reading session on the demonstration."""
    with database.reading(demo.engine) as session:
        yield session


def picture(session: Session, on: dt.date, actor: Actor = DIRECTOR) -> PlanPicture:
    return plan_picture(session, actor, find_plan(session, actor, "RAN-VII"), on)


# -- what is seen on the first page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", [DIRECTOR, VISITOR], ids=["director", "visitor"])
def test_every_light_is_shown_and_they_add_up(session: Session, actor: Actor) -> None:
    seen = picture(session, TODAY, actor)
    assert {light: n for light, n in seen.counts.items() if n} == LIGHTS
    assert sum(seen.counts.values()) == len(seen.commitments) == 15
    assert seen.provisional


def test_most_institutions_have_reported_and_some_are_silent(session: Session) -> None:
    coverage = picture(session, TODAY).coverage
    assert (coverage.institutions_reported, coverage.institutions_due) == (29, 36)
    assert {o.short for o in coverage.silent} >= {"ATR/BPN", "KIP"}


def test_about_half_of_the_latest_reports_are_verified(session: Session) -> None:
    waiting = picture(session, TODAY).coverage.unverified
    verified = session.exec(
        select(func.count())
        .select_from(ProgressReport)
        .where(ProgressReport.period_id == _period(session), ProgressReport.state == ReportState.VERIFIED)
    ).one()
    assert 0.4 < verified / (verified + waiting) < 0.6


def _period(session: Session) -> int:
    return next(p.id for p in picture(session, TODAY).periods if (p.code, p.year) == ("B06", 2024))


@pytest.mark.parametrize(
    ("on", "progress", "lights"),
    [
        (dt.date(2023, 8, 15), (25, 40), {Light.ON_TARGET: 11, Light.ATTENTION: 3, Light.NOT_REPORTED: 1}),
        (
            dt.date(2024, 2, 15),
            (50, 65),
            {Light.ON_TARGET: 11, Light.ATTENTION: 2, Light.LATE: 1, Light.NOT_REPORTED: 1},
        ),
        (TODAY, (70, 80), LIGHTS),
    ],
    ids=str,
)
def test_the_past_is_another_picture(
    session: Session, on: dt.date, progress: tuple[int, int], lights: dict[Light, int]
) -> None:
    seen = picture(session, on)
    assert seen.progress.percent is not None
    assert progress[0] < seen.progress.percent < progress[1]
    assert {light: n for light, n in seen.counts.items() if n} == lights
    assert seen.updated_on is not None
    assert seen.updated_on <= on
    assert seen.coverage.institutions_reported < seen.coverage.institutions_due


def test_before_the_first_reports_nothing_is_late(session: Session) -> None:
    assert picture(session, dt.date(2023, 6, 30)).counts[Light.NOT_DUE] == 15


def test_percentages_rise_from_period_to_period(session: Session) -> None:
    order = {p.id: p for p in picture(session, TODAY).periods}
    told: dict[tuple[int, int], list[tuple[dt.date, float]]] = defaultdict(list)
    for report in session.exec(select(ProgressReport)):
        if report.percent is not None:
            told[report.milestone_id, report.organisation_id].append((order[report.period_id].ends_on, report.percent))
    for reports in told.values():
        assert all(one <= other for (_, one), (_, other) in itertools.pairwise(sorted(reports)))
    assert {120, 37.5} <= {percent for reports in told.values() for _, percent in reports}


def test_what_changed_in_july_is_dated_in_july(session: Session) -> None:
    plan = find_plan(session, DIRECTOR, "RAN-VII")
    found = recent_changes(session, DIRECTOR, plan.id, since=dt.date(2024, 7, 1), limit=300)
    days = {change.at.astimezone(WIB).date() for change in found}
    assert len(found) > 100
    assert len(days) > 10
    assert max(days) < TODAY
    assert any("55% → 60%" in change.text for change in found)


# -- disagreements, evidence, workbooks -------------------------------------------------------------------------------


def test_assessments_disagree_on_several_milestones(session: Session) -> None:
    found = {
        m.row_code
        for _, m in picture(session, TODAY).milestones
        if Reason.DISAGREEMENT in m.standing.reasons and m.standing.light is not Light.COMPLETE
    }
    assert {"RAN7-01-1-1", "RAN7-06-1-1", "RAN7-11-3-1", "RAN7-13-2-1", "RAN7-15-3-1"} <= found


def test_kpu_and_perludem_stand_side_by_side_for_everybody(session: Session) -> None:
    detail = commitment_detail(session, VISITOR, "RAN7-06", TODAY)
    first = next(m for m in detail.picture.milestones if m.row_code == "RAN7-06-1-1")
    latest = [r for r in detail.reports_on(first.id) if (r.period.code, r.period.year) == ("B06", 2024)]
    assert {r.organisation.short: r.percent for r in latest} == {"KPU": 60, "Perludem": 30}
    assert all(r.obstacle and r.evidence for r in latest)


@pytest.mark.parametrize(
    ("commitment", "row_code", "organisation", "percent", "file"),
    [
        ("RAN7-06", "RAN7-06-1-1", "KPU", 60, "Matriks_RAN-VII_KPU_B06-2024.xlsx"),
        ("RAN7-08", "RAN7-08-2-2", "Kemendagri", 37.5, "capaian B06 2024 Kemendagri - final (2).xlsx"),
    ],
)
def test_a_figure_leads_to_its_cell(
    session: Session, commitment: str, row_code: str, organisation: str, percent: float, file: str
) -> None:
    detail = commitment_detail(session, DIRECTOR, commitment, TODAY)
    milestone = next(m for m in detail.picture.milestones if m.row_code == row_code)
    report = next(r for r in detail.reports_on(milestone.id) if r.organisation.short == organisation)
    assert report.percent == percent
    source = report.sources["percent"]
    assert (source.file_name, source.sheet, source.cell[0]) == (file, "Matriks", "N")


def test_one_matrix_came_back_and_one_institution_is_silent(session: Session) -> None:
    dispatches = session.exec(select(Dispatch)).all()
    assert sorted(d.state for d in dispatches) == [DispatchState.OUT, DispatchState.RETURNED]
    assert {d.sent_on for d in dispatches} == {dt.date(2024, 7, 1)}
    imports = session.exec(select(MatrixImport)).all()
    assert [i.refused_count + i.conflict_count for i in imports] == [0, 0]


def test_every_state_of_a_report_and_every_verdict_is_there(session: Session) -> None:
    states = set(session.exec(select(ProgressReport.state)).all())
    assert states == {ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED, ReportState.VERIFIED}
    assert set(session.exec(select(Evidence.verdict)).all()) == set(Verdict)
    reasons = session.exec(select(Evidence.verdict_reason).where(Evidence.verdict == Verdict.REJECTED)).all()
    assert all(reasons)
    assert session.exec(select(func.count()).where(Milestone.state == Existence.CANCELLED)).one() == 1


def test_who_is_late_says_why(session: Session) -> None:
    detail = {c.code: commitment_detail(session, DIRECTOR, c.code, TODAY) for c in picture(session, TODAY).commitments}
    for found in detail.values():
        for milestone in found.picture.milestones:
            if milestone.standing.light is Light.LATE:
                period = milestone.standing.report.period if milestone.standing.report else None
                assert any(r.obstacle for r in found.reports_on(milestone.id) if r.period == period), milestone.row_code


# -- meetings and proposals -------------------------------------------------------------------------------------------


def test_follow_ups_show_every_gap(session: Session) -> None:
    own = select(Meeting.id).where(col(Meeting.document_type).contains(SOURCE))
    rows = session.exec(select(FollowUp).where(col(FollowUp.meeting_id).in_(own))).all()
    owned = set(session.exec(select(FollowUpOwner.follow_up_id)).all())
    still_open = [r for r in rows if r.state in (FollowUpState.OPEN, FollowUpState.RUNNING)]
    assert [r for r in still_open if r.due_on and r.due_on < TODAY]
    assert [r for r in still_open if r.id not in owned]
    assert [r for r in still_open if not r.due_on]
    assert [r for r in still_open if r.due_precision is Precision.TENTATIVE]
    assert [r for r in rows if r.state is FollowUpState.DONE and r.closed_on]


def test_a_draft_of_minutes_is_not_public(session: Session) -> None:
    public = {m.title for m in list_meetings(session, VISITOR)}
    inside = {m.title for m in list_meetings(session, DIRECTOR)}
    assert inside - public == {"Pembahasan perbedaan penilaian data pemilu"}
    forum = session.exec(select(Meeting).where(Meeting.is_forum_meeting)).one()
    assert forum.held_on == dt.date(2024, 5, 21)
    assert forum.title in public


def test_an_applied_wording_is_a_new_edition_with_its_meeting(session: Session) -> None:
    detail = commitment_detail(session, VISITOR, "RAN7-06", TODAY)
    editions = {w.edition: w for w in detail.measures[0].wordings if w.reporter == "plan"}
    assert editions[2].is_current
    assert not editions[1].is_current
    assert editions[2].meeting_id is not None
    assert "lisensi terbuka" in editions[2].text
    proposed = commitment_detail(session, VISITOR, "RAN7-11", TODAY).wording_changes
    assert [c.state for c in proposed] == ["diusulkan"]


# -- accounts ---------------------------------------------------------------------------------------------------------


def test_there_is_an_account_for_each_role_and_its_password_fits(demo: Demo, session: Session) -> None:
    accounts = {a.email: a for a in session.exec(select(Account))}
    assert sorted(a.role for a in accounts.values()) == sorted(
        (Role.ADMINISTRATOR, Role.SECRETARIAT, Role.DIRECTOR, Role.AGENCY, Role.CSO)
    )
    assert {one.email for one in demo.loaded.credentials} == accounts.keys()
    first = demo.loaded.credentials[0]
    assert matches(accounts[first.email].password_hash, first.password)
    assert len({one.password for one in demo.loaded.credentials}) == 5


# -- plainly made up --------------------------------------------------------------------------------------------------


def test_no_person_is_named(session: Session) -> None:
    own = select(Meeting.id).where(col(Meeting.document_type).contains(SOURCE))
    parts = session.exec(select(Participation).where(col(Participation.meeting_id).in_(own))).all()
    assert parts
    assert not [p for p in parts if p.person_id is not None]
    reference = {p.person_id for p in session.exec(select(Participation)) if p.person_id}
    assert {p.id for p in session.exec(select(Person))} == reference
    for file in [*meeting_files(), "reports.csv", "milestones.csv", "proposals.json", "workbooks.json"]:
        text = (DATA / "demo" / file).read_text("utf-8")
        assert people_in(text, ()) == (), file


def test_addresses_are_plainly_sample_addresses(session: Session) -> None:
    links = session.exec(select(Evidence.url)).all()
    assert all(re.match(r"https://contoh\.(go|or)\.id/", link) for link in links)
    mailboxes = session.exec(select(Contact)).all()
    assert len(mailboxes) == 36
    assert all(c.is_role_mailbox and not c.name for c in mailboxes)
    assert all(re.fullmatch(r"ogi@contoh-[a-z-]+\.(go|or)\.id", c.email) for c in mailboxes)
    assert all("@contoh." in a.email and "akun contoh" in a.name for a in session.exec(select(Account)))


def test_what_can_say_so_says_that_it_is_sample_data(session: Session) -> None:
    milestones = session.exec(select(Milestone).where(col(Milestone.row_code).startswith("RAN7-"))).all()
    assert len(milestones) == 70
    assert all(m.confidence is Confidence.SAMPLE and m.source.startswith(SOURCE) for m in milestones)
    assert session.exec(select(func.count()).where(Proposal.source == SOURCE)).one() == 5
    meetings = session.exec(select(Meeting).where(col(Meeting.introduction).startswith("Data contoh"))).all()
    assert len(meetings) == len(meeting_files()) == 6
    reasons = session.exec(select(Change.reason).where(Change.source_kind != SourceKind.SEED).distinct()).all()
    assert all(reason.startswith("Data contoh: ") for reason in reasons)


def test_the_history_is_whole(demo: Demo) -> None:
    with demo.engine.connect() as connection:
        assert journal.verify(connection) is None


def test_the_history_is_in_the_order_of_time(session: Session) -> None:
    days = [at.astimezone(WIB).date() for at in session.exec(select(Change.at).order_by(col(Change.id))).all()]
    assert days == sorted(days)


# -- where and how often ----------------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(demo: Demo, configure: Configure, capsys: pytest.CaptureFixture[str]) -> None:
    configure(TRACKER_DEMO="1", DATABASE_URL=str(demo.engine.url))
    before = _changes(demo.engine)
    database.engine.cache_clear()
    assert command.main([]) == 0
    database.engine().dispose()
    database.engine.cache_clear()
    assert "Akun sudah ada" in capsys.readouterr().out
    assert _changes(demo.engine) == before
    assert settings().today == TODAY


def _changes(on: Engine) -> int:
    with database.reading(on) as session:
        return session.exec(select(func.count()).select_from(Change)).one()


@pytest.mark.postgres
def test_the_demonstration_and_new_passwords_on_postgres(postgres_url: str, configure: Configure) -> None:
    configure(TRACKER_DEMO="1")
    engine = database.make_engine(postgres_url)
    loaded = load_demo(engine)
    assert loaded is not None
    assert load_demo(engine) is None
    changed = reset_passwords(engine)
    assert [one.email for one in changed] == [one.email for one in loaded.credentials]
    with database.reading(engine) as session:
        assert {light: n for light, n in picture(session, TODAY).counts.items() if n} == LIGHTS
        account = session.exec(select(Account).where(Account.email == changed[0].email)).one()
        assert matches(account.password_hash, changed[0].password)
        assert not matches(account.password_hash, loaded.credentials[0].password)
    engine.dispose()


def test_it_refuses_a_database_that_is_none_for_samples(sqlite: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 1
    assert "make demo" in capsys.readouterr().err
    assert _changes(sqlite) == 0


def test_it_refuses_a_database_in_use(sqlite: Engine, cast: object, configure: Configure) -> None:
    configure(TRACKER_DEMO="1")
    with pytest.raises(DemoRefused, match="sudah dipakai"):
        load_demo(sqlite)


def test_new_passwords_need_accounts(sqlite: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--reset-passwords"]) == 1
    assert "Belum ada akun contoh" in capsys.readouterr().err


def test_an_older_set_is_not_mixed_with_this_one(sqlite: Engine, configure: Configure) -> None:
    configure(TRACKER_DEMO="1")
    load(sqlite)
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=sqlite) as session:
        journal.act_of(session).code = "data-contoh-0"
        session.exec(select(Meeting)).first().place = "Jakarta"  # type: ignore[union-attr]
    with pytest.raises(DemoRefused, match="versi lama"):
        load_demo(sqlite)


def test_the_json_files_are_well_formed() -> None:
    for path in (DATA / "demo").rglob("*.json"):
        json.loads(path.read_text("utf-8"))

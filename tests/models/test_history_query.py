"""The history in words, who may read it, and what changed lately in a plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models import database, journal
from models.commands.commitments import add_milestone, edit_milestone, set_interim_target
from models.commands.progress import add_evidence_link, return_report, verify_report
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.problems import NotAllowed, NotFound
from models.queries.history import history_of, history_of_milestone, last_touch, recent_changes
from models.queries.history_words import FIELDS, TABLES, tracked_tables
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.commitment import Commitment, CommitmentParty, SuccessMeasure
from models.tables.organisation import Contact, Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from models.vocabulary import Assessor, Completion, PartyRole, PlanState, SourceKind
from tests.conftest import Cast


@dataclass
class Scene:
    """A plan with one commitment of KPU, its milestone RAN7-06-1-1 and the period B06 2024."""

    plan_id: int
    commitment_id: int
    milestone_id: int
    period_id: int
    kpu_id: int
    perludem_id: int

    @property
    def key(self) -> ReportKey:
        return ReportKey(self.milestone_id, self.period_id, self.kpu_id, Assessor.AGENCY)

    @property
    def cso_key(self) -> ReportKey:
        return ReportKey(self.milestone_id, self.period_id, self.perludem_id, Assessor.CSO)


@pytest.fixture
def scene(engine: Engine, cast: Cast) -> Scene:
    return make_scene(engine, cast)


def make_scene(engine: Engine, cast: Cast) -> Scene:
    with database.transaction(SYSTEM, source=SourceKind.SEED, on=engine) as session:
        plan = ActionPlan(
            code="RAN-VII", number=7, name_id="RAN OGI VII", state=PlanState.OPEN,
            starts_on=dt.date(2023, 1, 1), ends_on=dt.date(2024, 12, 31),
        )  # fmt: skip
        session.add(plan)
        session.flush()
        periods = [
            ReportingPeriod(
                plan_id=plan.id, code="B12", year=2023, starts_on=dt.date(2023, 7, 1), ends_on=dt.date(2023, 12, 31),
                due_on=dt.date(2024, 1, 31),
            ),
            ReportingPeriod(
                plan_id=plan.id, code="B06", year=2024, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2024, 6, 30),
                due_on=dt.date(2024, 7, 31),
            ),
        ]  # fmt: skip
        session.add_all(periods)
        commitment = Commitment(plan_id=plan.id, code="RAN7-06", number=6, title_id="Data pemilu terbuka")
        session.add(commitment)
        session.flush()
        assert cast.kpu.organisation_id is not None
        session.add(
            CommitmentParty(commitment_id=commitment.id, organisation_id=cast.kpu.organisation_id, role=PartyRole.LEAD)
        )
        session.add(
            CommitmentParty(
                commitment_id=commitment.id, organisation_id=cast.perludem.organisation_id, role=PartyRole.PARTNER
            )
        )
        measure = SuccessMeasure(commitment_id=commitment.id, number=1)
        session.add(measure)
        session.flush()
        milestone = add_milestone(
            session, SYSTEM, measure.id or 0, {"target_text": "5 kelompok data", "due_on": dt.date(2024, 12, 31)},
            organisation_ids=[cast.kpu.organisation_id],
        )  # fmt: skip
        return Scene(
            plan.id or 0, commitment.id or 0, milestone.id or 0, periods[1].id or 0, cast.kpu.organisation_id,
            cast.perludem.organisation_id or 0,
        )  # fmt: skip


def say(actor: Actor, scene: Scene, key: ReportKey | None = None, *, submit: bool = True, **content: object) -> int:
    with database.transaction(actor, source=SourceKind.FORM) as session:
        return enter_report(session, actor, key or scene.key, content, Entry(submit=submit)).id or 0


def sentences(actor: Actor, scene: Scene, **how: object) -> list[str]:
    with database.reading() as session:
        return [str(change) for change in recent_changes(session, actor, scene.plan_id, **how)]  # type: ignore[arg-type]


def test_every_tracked_table_and_field_has_a_word() -> None:
    fields = {
        column.key
        for kind in tracked_tables().values()
        for column in kind.__mapper__.columns  # type: ignore[attr-defined]
        if column.key not in ("id", "version") and not column.info.get("secret")
    }
    assert set(TABLES) == set(tracked_tables())
    assert fields - set(FIELDS) == set()


def test_a_change_is_told_with_who_what_why_and_both_values(scene: Scene, cast: Cast) -> None:
    with database.transaction(cast.secretariat, source=SourceKind.FORM, reason="Kesepakatan rapat") as session:
        edit_milestone(session, cast.secretariat, scene.milestone_id, {"target_text": "6 kelompok data"})
    with database.reading() as session:
        entry, created = history_of(session, cast.secretariat, "milestone", scene.milestone_id).entries
    assert (entry.subject, entry.who, entry.reason) == (
        "Target capaian RAN7-06-1-1",
        "Sekretariat OGI · Rudi",
        "Kesepakatan rapat",
    )
    assert [(c.name, c.before, c.after) for c in entry.changes] == [("Target", "5 kelompok data", "6 kelompok data")]
    assert created.source is SourceKind.SEED
    assert ("Batas waktu", "31 Desember 2024") in [(c.name, c.after) for c in created.changes]


def test_a_value_from_a_matrix_names_its_file_and_cell(scene: Scene, cast: Cast) -> None:
    place = {"import": 3, "file": "matriks KPU.xlsx", "sheet": "Matriks", "cell": "F12"}
    with database.transaction(cast.secretariat, source=SourceKind.IMPORT) as session:
        milestone = edit_milestone(
            session, cast.secretariat, scene.milestone_id, {"target_text": "7 kelompok data"},
            places={"target_text": place},
        )  # fmt: skip
        assert milestone.id
    with database.reading() as session:
        entry = history_of(session, cast.secretariat, "milestone", scene.milestone_id).entries[0]
    assert entry.changes[0].place == "matriks KPU.xlsx, Matriks!F12"
    assert (entry.import_id, entry.place) == (3, "matriks KPU.xlsx, Matriks!F12")


def test_account_names_are_for_the_secretariat_and_the_administrator(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, percent=60.0)
    told = {}
    for name in ("secretariat", "administrator", "director", "kpu"):
        with database.reading() as session:
            told[name] = history_of(session, getattr(cast, name), "progress_report", report).entries[0].who
    assert told["secretariat"] == told["administrator"] == "Narahubung K/L · KPU · Dewi"
    assert told["director"] == told["kpu"] == "Narahubung K/L · KPU"


def test_who_may_read_which_history(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, percent=60.0)
    for who in (cast.bawaslu, cast.perludem, VISITOR):
        with database.reading() as session, pytest.raises(NotAllowed):
            history_of(session, who, "progress_report", report)
        with database.reading() as session, pytest.raises(NotAllowed):
            history_of_milestone(session, who, "RAN7-06-1-1")
    with database.reading() as session:
        assert history_of(session, cast.kpu, "progress_report", report).entries
        with pytest.raises(NotAllowed):
            history_of(session, cast.kpu, "milestone", scene.milestone_id)
        with pytest.raises(NotAllowed):
            history_of(session, cast.secretariat, "account", cast.kpu.account_id or 0)
        assert history_of(session, cast.administrator, "account", cast.kpu.account_id or 0).entries
        for table, key in (("tidak_ada", 1), ("login_session", 1), ("milestone", 999), ("progress_report", 999)):
            with pytest.raises(NotFound):
                history_of(session, cast.secretariat, table, key)


def test_a_draft_is_its_authors_until_it_is_sent(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, submit=False, percent=10.0, achievement="belum boleh dibaca")
    with database.reading() as session, pytest.raises(NotAllowed):
        history_of(session, cast.secretariat, "progress_report", report)
    say(cast.kpu, scene, percent=60.0, achievement="selesai ditulis")
    with database.reading() as session:
        seen = str(history_of(session, cast.secretariat, "progress_report", report))
        own = str(history_of(session, cast.kpu, "progress_report", report))
        story = str(history_of_milestone(session, cast.director, "ran7-06-1-1"))
    assert "belum boleh dibaca" not in seen + story
    assert "10%" not in seen
    assert "[draf pelapor]" in seen
    assert "60%" in seen
    assert "belum boleh dibaca" in own


def test_personal_fields_are_never_shown(scene: Scene, cast: Cast) -> None:
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        contact = Contact(organisation_id=scene.kpu_id, name="Dewi Lestari", email="dewi@kpu.go.id")
        session.add(contact)
        session.flush()
    with database.reading() as session:
        told = str(history_of(session, cast.secretariat, "contact", contact.id or 0))
        with pytest.raises(NotAllowed):
            history_of(session, cast.director, "contact", contact.id or 0)
    assert "Dewi" not in told.replace("Rudi", "")
    assert "digest:" not in told
    assert told.count("[data pribadi]") == 2


def test_a_milestones_story_holds_its_reports_targets_and_evidence(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, percent=60.0)
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        add_evidence_link(session, cast.secretariat, report, "https://kpu.go.id/a.pdf", title="Surat edaran")
        set_interim_target(session, cast.secretariat, scene.milestone_id, scene.period_id, percent=70)
    with database.reading() as session:
        subjects = [e.subject for e in history_of_milestone(session, cast.secretariat, "RAN7-06-1-1").entries]
        own = [e.subject for e in history_of_milestone(session, cast.kpu, "RAN7-06-1-1").entries]
        touch = last_touch(session, cast.secretariat, "progress_report", report)
    assert set(subjects) == {
        "Target capaian RAN7-06-1-1",
        "Instansi penanggung jawab: KPU",
        "Laporan KPU untuk RAN7-06-1-1 (B06 Tahun 2024)",
        "Data dukung: Surat edaran",
        "Target periode B06 Tahun 2024",
    }
    assert set(own) == {"Laporan KPU untuk RAN7-06-1-1 (B06 Tahun 2024)", "Data dukung: Surat edaran"}
    assert touch is not None
    assert touch.who == "Narahubung K/L · KPU · Dewi"


def test_recent_changes_are_sentences(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, percent=60.0, obstacle="Anggaran")
    say(cast.kpu, scene, percent=40.0)
    with database.transaction(cast.secretariat, source=SourceKind.FORM, reason="Salah ketik") as session:
        edit_milestone(session, cast.secretariat, scene.milestone_id, {"target_text": "6 kelompok data"})
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        return_report(session, cast.secretariat, report, "Bukti kurang")
    assert sentences(cast.secretariat, scene) == [
        "Laporan KPU untuk RAN7-06-1-1 (B06 Tahun 2024) dikembalikan: Bukti kurang",
        "Target RAN7-06-1-1 diubah: 5 kelompok data → 6 kelompok data",
        "KPU mengubah laporannya untuk RAN7-06-1-1 (B06 Tahun 2024): 60% → 40%",
        "KPU melaporkan 60% untuk RAN7-06-1-1 (B06 Tahun 2024)",
    ]
    assert sentences(cast.secretariat, scene, limit=2)[-1].startswith("Target RAN7-06-1-1")


def test_visitors_learn_only_what_is_public(scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, percent=60.0)
    say(cast.perludem, scene, scene.cso_key, percent=30.0)
    for who in (VISITOR, cast.bawaslu):
        assert sentences(who, scene) == []
    assert sentences(cast.kpu, scene) == ["KPU melaporkan 60% untuk RAN7-06-1-1 (B06 Tahun 2024)"]
    say(cast.kpu, scene, percent=40.0)
    with database.transaction(cast.secretariat, source=SourceKind.FORM, reason="internal") as session:
        verify_report(session, cast.secretariat, report)
        edit_milestone(session, cast.secretariat, scene.milestone_id, {"notes": "catatan dalam"})
    assert sentences(VISITOR, scene) == ["KPU melaporkan 40% untuk RAN7-06-1-1 (B06 Tahun 2024)"]
    with database.reading() as session:
        assert [c.reason for c in recent_changes(session, VISITOR, scene.plan_id)] == [""]
        assert recent_changes(session, cast.director, scene.plan_id)[0].reason == "internal"


def test_a_completion_without_percent_is_told_in_words(scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, completion=Completion.LIMITED)
    assert sentences(cast.secretariat, scene) == ["KPU melaporkan “Terbatas” untuk RAN7-06-1-1 (B06 Tahun 2024)"]


def test_the_seed_another_plan_and_earlier_days_are_left_out(scene: Scene, cast: Cast) -> None:
    assert sentences(cast.secretariat, scene) == []
    say(cast.kpu, scene, percent=60.0)
    assert sentences(cast.secretariat, scene, since=dt.date(2024, 7, 31)) != []
    assert sentences(cast.secretariat, scene, since=dt.date(2024, 8, 1)) == []
    with database.reading() as session:
        assert recent_changes(session, cast.secretariat, scene.plan_id + 1) == ()


def test_parties_that_come_and_go_are_told(scene: Scene, cast: Cast, engine: Engine) -> None:
    from models.commands.commitments import set_parties

    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        bawaslu = session.exec(select(Organisation.id).where(Organisation.abbreviation == "Bawaslu")).one()
        set_parties(session, cast.secretariat, scene.commitment_id, PartyRole.PARTNER, [bawaslu or 0])
    assert set(sentences(VISITOR, scene)) == {
        "Bawaslu menjadi Mitra OMS pada RAN7-06",
        "Perludem tidak lagi menjadi Mitra OMS pada RAN7-06",
    }
    with engine.connect() as connection:
        assert journal.verify(connection) is None

"""The plan page in the hands of a secretariat that enters RAN VIII, and the doors it keeps shut to others."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.commitment_basics import edit_commitment
from models.rules.access import SYSTEM
from models.tables.commitment import Commitment, CommitmentParty, Milestone, MilestoneTarget, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import IrmAssessment
from models.vocabulary import PlanState, SourceKind
from tests.conftest import Cast
from tests.pages.conftest import Visit
from tests.pages.test_meetings_pages import field, press, told


def reopened(visit: Visit, people: Cast, **query: str) -> AppTest:
    return visit("rencana", people.secretariat, **query)


def rows(engine: Engine, kind: type, **where: object) -> list:
    with database.reading(engine) as session:
        query = select(kind)
        for name, value in where.items():
            query = query.where(getattr(kind, name) == value)
        return list(session.exec(query).all())


def plan_of(engine: Engine, code: str) -> ActionPlan:
    (found,) = rows(engine, ActionPlan, code=code)
    assert isinstance(found, ActionPlan)
    return found


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"rencana": "RAN-VIII"},
        {"rencana": "RAN-VII", "bagian": "periode"},
        {"rencana": "RAN-VI", "bagian": "komitmen"},
        {"rencana": "RAN-VI", "bagian": "irm"},
        {"rencana": "RAN-VIII", "bagian": "periode"},
        {"komitmen": "RAN7-06"},
        {"komitmen": "RAN7-06", "bagian-komitmen": "pihak"},
        {"komitmen": "RAN7-06", "bagian-komitmen": "ukuran"},
        {"komitmen": "RAN6-05", "bagian-komitmen": "irm"},
        {"komitmen": "RAN9-99"},
        {"baris": "RAN7-06-1-1"},
        {"baris": "' OR 1=1 --"},
        {"baru": "1"},
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_part_opens_for_the_secretariat(visit: Visit, people: Cast, query: dict[str, str], language: str) -> None:
    at = visit("rencana", people.secretariat, language=language, **query)

    assert not at.exception
    assert at.title


@pytest.mark.parametrize("who", ["visitor", "kpu", "perludem", "director"])
def test_the_page_is_shut_to_who_may_not_edit_the_plan(visit: Visit, people: Cast, who: str) -> None:
    at = visit("rencana", getattr(people, who), komitmen="RAN7-06")

    assert not at.title
    assert at.error or at.info


def test_ran_eight_is_entered_in_the_browser_from_periods_to_targets(
    seeded: Engine, visit: Visit, people: Cast
) -> None:
    at = reopened(visit, people, rencana="RAN-VIII", bagian="periode")
    field(at, "text_input", "Tahun pertama").set_value("2026")
    field(at, "text_input", "Tahun terakhir").set_value("2027")
    at = press(at, "Tambah periode menurut pola")
    assert "4 periode ditambahkan." in told(at)

    at = reopened(visit, people, rencana="RAN-VIII", bagian="komitmen")
    field(at, "text_area", "Judul (Indonesia)").set_value("Keterbukaan data anggaran desa")
    at = press(at, "Tambah komitmen")
    plan = plan_of(seeded, "RAN-VIII")
    (commitment,) = rows(seeded, Commitment, plan_id=plan.id)
    assert commitment.code == "RAN8-01"

    (kpu,) = rows(seeded, Organisation, abbreviation="KPU")
    at = reopened(visit, people, komitmen="RAN8-01", **{"bagian-komitmen": "pihak"})
    field(at, "multiselect", "Penanggung jawab").set_value([kpu.id])
    at = press(at, "Simpan pihak")
    assert [p.organisation_id for p in rows(seeded, CommitmentParty, commitment_id=commitment.id)] == [kpu.id]

    at = reopened(visit, people, komitmen="RAN8-01", **{"bagian-komitmen": "ukuran"})
    field(at, "text_area", "Rumusan (Indonesia)").set_value("Data anggaran terbuka di 100 desa")
    at = press(at, "Tambah ukuran keberhasilan")
    (measure,) = rows(seeded, SuccessMeasure, commitment_id=commitment.id)

    at = reopened(visit, people, komitmen="RAN8-01", **{"bagian-komitmen": "ukuran"})
    field(at, "text_area", "Target").set_value("100 desa")
    field(at, "text_input", "Batas waktu sebagaimana tertulis").set_value("Triwulan II 2027")
    field(at, "text_input", "Bobot").set_value("1,5")
    field(at, "text_input", "B06 2026 (%)").set_value("25")
    at = press(at, "Tambah target capaian")
    assert not at.exception

    (milestone,) = rows(seeded, Milestone, measure_id=measure.id)
    assert (milestone.row_code, str(milestone.due_on), milestone.due_precision, milestone.weight) == (
        "RAN8-01-1-1",
        "2027-06-30",
        "quarter",
        1.5,
    )
    (target,) = rows(seeded, MilestoneTarget, milestone_id=milestone.id)
    assert target.percent == 25


def test_a_new_plan_comes_with_the_periods_of_its_template(seeded: Engine, visit: Visit, people: Cast) -> None:
    at = reopened(visit, people, baru="1")
    field(at, "text_input", "Nomor").set_value("9")
    field(at, "text_input", "Nama rencana aksi").set_value("RAN OGI IX")
    field(at, "text_input", "Tahun awal menurut OGP").set_value("2028")
    field(at, "text_input", "Tahun akhir menurut OGP").set_value("2029")
    at.selectbox[-1].set_value("caturwulan")
    at = press(at, "Buat rencana aksi")

    plan = plan_of(seeded, "RAN-IX")
    assert plan.state is PlanState.DRAFTING
    assert [p.code for p in rows(seeded, ReportingPeriod, plan_id=plan.id)] == ["B04", "B08", "B12"] * 2


def test_a_refused_plan_keeps_what_was_typed(seeded: Engine, visit: Visit, people: Cast) -> None:
    at = reopened(visit, people, baru="1")
    field(at, "text_input", "Nomor").set_value("7")
    field(at, "text_input", "Nama rencana aksi").set_value("RAN OGI lagi")
    at = press(at, "Buat rencana aksi")

    assert "sudah dipakai rencana aksi lain" in told(at)
    assert field(at, "text_input", "Nama rencana aksi").value == "RAN OGI lagi"


def test_margins_and_state_of_a_plan_are_saved_and_a_stale_save_shows_both_values(
    seeded: Engine, visit: Visit, people: Cast
) -> None:
    first = reopened(visit, people, rencana="RAN-VII")
    second = reopened(visit, people, rencana="RAN-VII")
    field(first, "text_input", "Batas “perlu perhatian” (poin di bawah target)").set_value("15")
    press(first, "Simpan rencana aksi")
    assert plan_of(seeded, "RAN-VII").margin_points == 15

    field(second, "text_input", "Batas “perlu perhatian” (poin di bawah target)").set_value("20")
    second = press(second, "Simpan rencana aksi")
    assert plan_of(seeded, "RAN-VII").margin_points == 15
    seen = told(second)
    assert "Belum disimpan" in seen
    assert "Yang tersimpan sekarang" in seen


def test_a_stale_commitment_is_refused_in_the_browser(seeded: Engine, visit: Visit, people: Cast) -> None:
    at = reopened(visit, people, komitmen="RAN7-06")
    (row,) = rows(seeded, Commitment, code="RAN7-06")
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=seeded) as session:
        edit_commitment(session, SYSTEM, row.id or 0, {"theme": "Tema orang lain"})
    field(at, "text_input", "Tema").set_value("Tema saya")
    at = press(at, "Simpan komitmen")

    seen = told(at)
    assert "Tema orang lain" in seen
    assert "Tema saya" in seen
    (row,) = rows(seeded, Commitment, code="RAN7-06")
    assert row.theme == "Tema orang lain"


def test_a_period_is_closed_and_opened_by_one_button(seeded: Engine, visit: Visit, people: Cast) -> None:
    plan = plan_of(seeded, "RAN-VII")
    at = press(reopened(visit, people, rencana="RAN-VII", bagian="periode"), "Tutup B06 2023 sekarang")
    assert "Periode B06 2023 ditutup." in told(at)
    assert rows(seeded, ReportingPeriod, plan_id=plan.id, code="B06", year=2023)[0].closed_on is not None

    at = press(reopened(visit, people, rencana="RAN-VII", bagian="periode"), "Buka kembali B06 2023")
    assert rows(seeded, ReportingPeriod, plan_id=plan.id, code="B06", year=2023)[0].closed_on is None


def test_an_irm_assessment_is_entered_and_shown_on_the_commitment(seeded: Engine, visit: Visit, people: Cast) -> None:
    at = reopened(visit, people, komitmen="RAN7-06", **{"bagian-komitmen": "irm"})
    field(at, "selectbox", "Penyelesaian").set_value("Substantial")
    at = press(at, "Catat penilaian IRM")
    assert "Tulis sumbernya" in told(at), "without a source nothing is recorded"
    field(at, "text_input", "Sumber").set_value("https://www.opengovpartnership.org/laporan")
    at = press(at, "Catat penilaian IRM")
    assert not at.exception

    (commitment,) = rows(seeded, Commitment, code="RAN7-06")
    assert [r.completion for r in rows(seeded, IrmAssessment, commitment_id=commitment.id)] == ["Substantial"]
    assert "Substantial" in told(visit("komitmen", kode="RAN7-06"))

"""The pages for updating milestones, history, organisations and accounts, as every role."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.report_entry import Entry, enter_report
from models.problems import Invalid
from models.queries.account import presence_of
from models.queries.plans import find_plan, periods_of
from models.queries.progress import plan_picture
from models.queries.verification import verification_queue
from models.queries.worklist import WorkRow, milestone_work, worklist
from models.rules.access import VISITOR, Actor
from models.rules.periods import Period
from models.tables.account import Account
from models.tables.commitment import Milestone, MilestoneTarget
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import ReportState, Role, SourceKind
from pages.ui import pictures
from pages.ui.account_parts import new_password
from pages.ui.entry import read_percent
from pages.ui.reporting.form import read_links
from pages.ui.reporting.milestone_grid import NotSaved, TypedRow, cells_of, save_rows, typed_rows
from tests.conftest import Cast, OpenPage
from tests.models.test_history_query import Scene, make_scene, say

PAGES = ("mutakhirkan", "verifikasi", "riwayat", "instansi", "akun")


@pytest.fixture(autouse=True)
def no_pictures_of_other_databases() -> None:
    """Pictures are kept by revision, and two tests' databases may be at the same one."""
    pictures.forget()


@pytest.fixture
def scene(request: pytest.FixtureRequest, cast: Cast) -> Scene:
    on: Engine = request.getfixturevalue("engine" if "engine" in request.fixturenames else "sqlite")
    return make_scene(on, cast)


def words(at: AppTest) -> str:
    """Everything a page says, for asking whether it says something."""
    parts = [str(element.value) for kind in (at.title, at.error, at.warning, at.success, at.info) for element in kind]
    shown = " ".join([*parts, *(html.body for html in at.get("html")), *(code.value for code in at.code)])
    return shown.replace("\\", "")  # what markdown would act on stands behind a backslash


def stored(scene: Scene) -> ProgressReport | None:
    with database.reading() as session:
        return session.exec(select(ProgressReport).where(ProgressReport.milestone_id == scene.milestone_id)).first()


def field(at: AppTest, label: str) -> Any:
    """The form field with this label."""
    return next(e for kind in (at.text_input, at.text_area, at.selectbox) for e in kind if e.label == label)


def press(at: AppTest, label: str) -> AppTest:
    return next(b for b in at.button if b.label == label).click().run()


# -- who gets in ----------------------------------------------------------------------------------------------------

OPEN_TO = {
    "mutakhirkan": {"administrator", "secretariat"},
    "verifikasi": {"administrator", "secretariat"},
    "akun": {"administrator"},
    "instansi": {"administrator", "secretariat", "director", "kpu", "bawaslu", "perludem", "visitor"},
    "riwayat": {"administrator", "secretariat", "director", "kpu"},
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_role_finds_what_is_theirs_and_no_more(
    page: str, language: str, open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    say(cast.kpu, scene, percent=60.0)
    query = {"baris": "RAN7-06-1-1"} if page == "riwayat" else {}
    for name, actor in cast.items():
        at = open_page(page, actor, language=language, **query)
        assert not at.exception, (page, name)
        refused = any("wenang" in e.value or "not permitted" in e.value for e in at.error) or bool(
            [box for box in (*at.error, *at.info) if box.proto.title]
        )
        assert (name in OPEN_TO[page]) == (not refused), (page, name, words(at)[:300])


def test_a_history_that_is_not_there_says_so(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    for query in ({}, {"baris": "TIDAK-ADA"}, {"tabel": "milestone", "id": "x"}, {"tabel": "login_session", "id": "1"}):
        at = open_page("riwayat", cast.secretariat, **query)
        assert not at.exception
        assert "Data yang diminta tidak ditemukan." in words(at)


# -- the form -------------------------------------------------------------------------------------------------------


def the_form(open_page: OpenPage, actor: Actor) -> AppTest:
    at = open_page("mutakhirkan", actor, baris="RAN7-06-1-1")
    assert not at.exception
    return at


def test_a_report_is_entered_in_the_name_of_its_institution(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = the_form(open_page, cast.secretariat)
    field(at, "Persentase (%)").set_value("75,5")
    field(at, "Capaian").set_value("Data dibuka")
    field(at, "Tautan data dukung baru").set_value("Surat edaran https://kpu.go.id/se.pdf\nhttps://kpu.go.id/dua.pdf")
    next(d for d in at.date_input if d.label == "Diterima pada").set_value(dt.date(2024, 6, 30))
    press(at, "Simpan laporan")
    assert not at.exception
    assert "Tersimpan" in at.success[0].value
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.organisation_id, report.received_on) == (75.5, scene.kpu_id, dt.date(2024, 6, 30))
    assert report.state is ReportState.SUBMITTED
    with database.reading() as session:
        links = session.exec(select(Evidence)).all()
    assert [(e.title, e.url) for e in links] == [
        ("Surat edaran", "https://kpu.go.id/se.pdf"),
        ("", "https://kpu.go.id/dua.pdf"),
    ]
    assert field(at, "Persentase (%)").value == "75,5"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("Persentase (%)", "250", "Persentase 250 di luar 0 sampai 200"),
        ("Persentase (%)", "-5", "Persentase -5 di luar 0 sampai 200"),
        ("Persentase (%)", "separuh", "“separuh” bukan persentase"),
        ("Tautan data dukung baru", "dokumen saya", "“dokumen saya” bukan alamat web"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field_and_stays_on_screen(
    open_page: OpenPage, scene: Scene, cast: Cast, name: str, typed: str, sentence: str
) -> None:
    at = the_form(open_page, cast.secretariat)
    field(at, "Capaian").set_value("Ditulis panjang lebar")
    field(at, name).set_value(typed)
    press(at, "Simpan laporan")
    assert sentence in at.error[0].value.replace("\\", "")
    assert any(sentence in html.body for html in at.get("html") if 'role="alert"' in html.body)
    assert field(at, name).value == typed
    assert field(at, "Capaian").value == "Ditulis panjang lebar"
    assert stored(scene) is None


def test_a_stale_save_is_refused_with_both_values_and_who_wrote_the_other(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    say(cast.kpu, scene, percent=60.0, achievement="Versi KPU")
    at = the_form(open_page, cast.secretariat)
    field(at, "Persentase (%)").set_value("70")
    say(cast.administrator, scene, percent=40.0)
    press(at, "Simpan laporan")
    shown = words(at)
    assert "sudah diubah orang lain" in shown
    for text in ("Yang Anda isi", "70%", "Yang tersimpan sekarang", "40%", "Administrator · Sinta", "WIB"):
        assert text in shown, text
    assert field(at, "Persentase (%)").value == "70"
    assert (report := stored(scene)) is not None
    assert report.percent == 40.0
    press(at, "Muat yang tersimpan")
    assert field(at, "Persentase (%)").value == "40"
    assert not at.error


def test_who_saw_the_other_value_may_replace_it(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=60.0)
    at = the_form(open_page, cast.secretariat)
    field(at, "Persentase (%)").set_value("70")
    say(cast.administrator, scene, percent=40.0)
    press(at, "Simpan laporan")
    press(at, "Pertahankan isian saya")
    press(at, "Simpan laporan")
    assert not at.error
    assert (report := stored(scene)) is not None
    assert report.percent == 70.0


def test_a_report_made_meanwhile_is_not_overwritten_by_a_form_that_showed_none(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = the_form(open_page, cast.secretariat)
    field(at, "Persentase (%)").set_value("70")
    say(cast.kpu, scene, percent=40.0)
    press(at, "Simpan laporan")
    assert "sudah diubah orang lain" in words(at)
    assert (report := stored(scene)) is not None
    assert report.percent == 40.0


def test_an_obstacle_is_asked_for_below_the_target(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        session.add(MilestoneTarget(milestone_id=scene.milestone_id, period_id=scene.period_id, percent=60))
    at = the_form(open_page, cast.secretariat)
    field(at, "Persentase (%)").set_value("50")
    press(at, "Simpan laporan")
    assert "tulis kendalanya" in at.error[0].value
    assert stored(scene) is None
    at.checkbox[0].check()
    press(at, "Simpan laporan")
    assert stored(scene) is not None
    assert "kendala belum diisi" in words(at)


def test_what_an_agency_drafts_is_not_shown_to_the_secretariat(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, submit=False, percent=10.0, achievement="belum boleh dibaca", notes="rahasia")
    at = the_form(open_page, cast.secretariat)
    assert "belum boleh dibaca" not in str(at.main)
    assert "draf yang belum dikirim" in words(at)
    field(at, "Persentase (%)").set_value("20")
    press(at, "Simpan laporan")
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.achievement, report.notes) == (20.0, "", "")


def test_an_unknown_row_code_falls_back_to_the_grid(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = open_page("mutakhirkan", cast.secretariat, baris="RAN7-99-1-1", rencana="RAN-99", periode="2099-B99")
    assert not at.exception
    assert "RAN7" in at.warning[0].value
    assert at.title[0].value == "Mutakhirkan capaian"


def test_the_milestones_own_fields_are_edited_under_the_same_guard(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = the_form(open_page, cast.secretariat)
    field(at, "Target").set_value("8 kelompok data")
    field(at, "Bobot").set_value("nol")
    press(at, "Simpan target capaian")
    assert "bukan angka" in at.error[0].value
    field(at, "Bobot").set_value("2,5")
    with database.transaction(cast.administrator, source=SourceKind.FORM) as session:
        row = session.get_one(Milestone, scene.milestone_id)
        row.target_text = "7 kelompok data"
    press(at, "Simpan target capaian")
    assert "7 kelompok data" in words(at)
    assert "8 kelompok data" in words(at)
    press(at, "Pertahankan isian saya")
    press(at, "Simpan target capaian")
    with database.reading() as session:
        row = session.get_one(Milestone, scene.milestone_id)
    assert (row.target_text, row.weight) == ("8 kelompok data", 2.5)


def test_an_interim_target_is_set_and_guarded(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = the_form(open_page, cast.secretariat)
    field(at, "Target (%)").set_value("250")
    press(at, "Simpan target periode")
    assert "Target 250%" in at.error[0].value
    field(at, "Target (%)").set_value("62,5")
    press(at, "Simpan target periode")
    with database.reading() as session:
        assert session.exec(select(MilestoneTarget.percent)).all() == [62.5]


# -- the grid -------------------------------------------------------------------------------------------------------


def rows_for(actor: Actor) -> tuple[Period, tuple[WorkRow, ...]]:
    with database.reading() as session:
        plan = find_plan(session, actor, "RAN-VII")
        period = periods_of(session, plan.id)[1]
        picture = plan_picture(session, actor, plan, dt.date(2024, 7, 31))
        return period, worklist(session, actor, picture, period)


def add_second_milestone(cast: Cast, scene: Scene) -> int:
    from models.commands.commitments import add_milestone

    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        measure = session.get_one(Milestone, scene.milestone_id).measure_id
        made = add_milestone(
            session, cast.secretariat, measure, {"activity": "Portal"}, organisation_ids=[scene.kpu_id]
        )
        return made.id or 0


def save(actor: Actor, typed: list[TypedRow], period: Period) -> None:
    with database.transaction(actor, source=SourceKind.FORM) as session:
        save_rows(session, actor, period, typed, dt.date(2024, 7, 31))


def percents() -> dict[int, float | None]:
    with database.reading() as session:
        return {r.milestone_id: r.percent for r in session.exec(select(ProgressReport))}


def typed_in(rows: tuple[WorkRow, ...], *values: dict[str, str]) -> list[TypedRow]:
    return typed_rows(rows, [{**cells_of(row), **value} for row, value in zip(rows, values, strict=True)])


def test_only_typed_rows_are_saved_in_one_transaction(engine: Engine, scene: Scene, cast: Cast) -> None:
    second = add_second_milestone(cast, scene)
    period, rows = rows_for(cast.secretariat)
    assert [row.row_code for row in rows] == ["RAN7-06-1-1", "RAN7-06-1-2"]
    assert typed_in(rows, {}, {}) == []
    typed = typed_in(rows, {"percent": "75,5", "link": "Surat https://kpu.go.id/a.pdf"}, {"completion": "limited"})
    save(cast.secretariat, typed, period)
    assert percents() == {scene.milestone_id: 75.5, second: None}
    with database.reading() as session:
        assert session.exec(select(Evidence.title)).all() == ["Surat"]


def test_one_wrong_row_stops_all_and_every_row_is_told(engine: Engine, scene: Scene, cast: Cast) -> None:
    add_second_milestone(cast, scene)
    period, rows = rows_for(cast.secretariat)
    with pytest.raises(NotSaved) as refused:
        save(cast.secretariat, typed_in(rows, {"percent": "50"}, {"percent": "250"}), period)
    assert str(refused.value).startswith("Tidak ada yang disimpan: 1 dari 2 baris")
    good, bad = refused.value.outcomes
    assert (good.problem, bad.stale) == ("", False)
    assert bad.problem.startswith("Persentase: Persentase 250 di luar 0 sampai 200")
    assert percents() == {}


def test_a_row_that_somebody_else_saved_stops_the_press(engine: Engine, scene: Scene, cast: Cast) -> None:
    add_second_milestone(cast, scene)
    period, rows = rows_for(cast.secretariat)
    say(cast.kpu, scene, percent=40.0)
    with pytest.raises(NotSaved) as refused:
        save(cast.secretariat, typed_in(rows, {"percent": "50"}, {"percent": "60"}), period)
    assert [o.stale for o in refused.value.outcomes] == [True, False]
    assert percents() == {scene.milestone_id: 40.0}
    _period, fresh = rows_for(cast.secretariat)
    save(cast.secretariat, typed_in(fresh, {"percent": "50"}, {"percent": "60"}), period)
    assert sorted(value for value in percents().values() if value) == [50.0, 60.0]


def test_a_link_alone_does_not_undo_a_verification(engine: Engine, scene: Scene, cast: Cast) -> None:
    from models.commands.progress import verify_report

    report_id = say(cast.kpu, scene, percent=60.0)
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        verify_report(session, cast.secretariat, report_id)
    period, rows = rows_for(cast.secretariat)
    save(cast.secretariat, typed_in(rows, {"link": "https://kpu.go.id/a.pdf"}), period)
    assert (report := stored(scene)) is not None
    assert report.state is ReportState.VERIFIED


def type_into(at: AppTest, scene: Scene, **rows: dict[str, str]) -> None:
    """Type into the grid's cells as the browser would report it."""
    scope = f"RAN-VII/{scene.period_id}//id"
    generation = at.session_state["sheets"][scope].generation
    edits = {int(name.removeprefix("row_")): cells for name, cells in rows.items()}
    at.session_state[f"tabel/{scope}/{generation}"] = {"edited_rows": edits, "added_rows": [], "deleted_rows": []}


def test_the_grid_keeps_what_was_typed_and_shows_each_rows_outcome(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    add_second_milestone(cast, scene)
    at = open_page("mutakhirkan", cast.secretariat, periode="2024-B06")
    assert not at.exception
    type_into(at, scene, row_0={"percent": "70"}, row_1={"percent": "250"})
    at.run()
    say(cast.kpu, scene, percent=40.0)
    type_into(at, scene, row_0={"percent": "70"}, row_1={"percent": "250"})
    press(at, "Simpan 2 baris")
    assert not at.exception
    shown = words(at)
    assert "Tidak ada yang disimpan: 2 dari 2 baris" in shown
    assert "Persentase 250 di luar 0 sampai 200" in shown
    for text in ("70%", "40%", "Narahubung K/L · KPU · Dewi"):
        assert text in shown, text
    press(at, "Pertahankan isian saya")
    typed = at.data_editor[0].value
    assert list(typed["percent"]) == ["70", "250"]
    type_into(at, scene, row_1={"percent": "25"})
    at.run()
    press(at, "Simpan 2 baris")
    assert sorted(value for value in percents().values() if value) == [25.0, 70.0]


def test_the_worklist_leaves_out_what_owes_nothing(scene: Scene, cast: Cast, engine: Engine) -> None:
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        session.get_one(Milestone, scene.milestone_id).due_on = dt.date(2023, 12, 31)
    assert rows_for(cast.secretariat)[1] == ()
    say(cast.kpu, scene, percent=10.0)
    assert len(rows_for(cast.secretariat)[1]) == 1
    with database.reading() as session:
        plan = find_plan(session, cast.secretariat, "RAN-VII")
        waiting = verification_queue(session, cast.secretariat, plan, dt.date(2024, 7, 31))
        assert [line.row_code for line in waiting] == ["RAN7-06-1-1"]


def test_the_last_periods_report_stands_beside(engine: Engine, scene: Scene, cast: Cast) -> None:
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        plan = find_plan(session, VISITOR, "RAN-VII")
        earlier, now = periods_of(session, plan.id)
        key = type(scene.key)(scene.milestone_id, earlier.id, scene.kpu_id, scene.key.assessor)
        enter_report(session, cast.kpu, key, {"percent": 30.0}, Entry())
    with database.reading() as session:
        work = milestone_work(session, cast.secretariat, "ran7-06-1-1", dt.date(2024, 7, 31))
    before = work.before(now, work.reporters[0])
    assert before is not None
    assert before.percent == 30.0
    assert work.before(earlier, work.reporters[0]) is None


# -- small parts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("75,5", 75.5), ("75.5", 75.5), ("75 %", 75.0), ("75,5 persen", 75.5), ("0", 0.0), ("", None), ("  ", None),
        ("1.00", 1.0), ("100", 100.0), ("1.234,5", 1234.5), ("-3", -3.0),
    ],
)  # fmt: skip
def test_percentages_are_read_as_people_type_them(text: str, value: float | None) -> None:
    assert read_percent(text) == value


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1e5", "75 sampai 80", "--"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_percent(text)


def test_links_are_read_line_by_line_with_their_titles() -> None:
    assert read_links("Surat – https://a.go.id/x\n\n https://b.go.id ") == [
        ("Surat", "https://a.go.id/x"),
        ("", "https://b.go.id"),
    ]
    with pytest.raises(Invalid):
        read_links("Surat https://a.go.id/x dan lagi")


# -- organisations --------------------------------------------------------------------------------------------------


def test_organisations_are_found_by_any_of_their_names(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = open_page("instansi", VISITOR, cari="pemilihan")
    assert "Komisi Pemilihan Umum" in words(at)
    assert "Perludem" not in words(at)
    at = open_page("instansi", VISITOR, nama="kpu")
    assert at.title[0].value == "Komisi Pemilihan Umum (KPU)"
    shown = words(at)
    for text in ("RAN7-06-1-1", "Data pemilu terbuka", "/ekspor?rencana=RAN-VII&amp;instansi=KPU", "Penanggung jawab"):
        assert text in shown, text
    at = open_page("instansi", VISITOR, nama="![x](http://jahat)")
    assert "![x](http" not in at.warning[0].value
    assert not at.exception


# -- accounts -------------------------------------------------------------------------------------------------------


def test_an_account_is_made_with_a_password_shown_once(open_page: OpenPage, cast: Cast) -> None:
    at = open_page("akun", cast.administrator)
    field(at, "Alamat surel").set_value("baru@kpu.go.id")
    field(at, "Nama").set_value("Baru")
    next(s for s in at.selectbox if s.label == "Peran").set_value(Role.AGENCY.value).run()
    press(at, "Buat akun")
    assert "Pilih instansi" in words(at)
    next(s for s in at.selectbox if s.label == "Instansi atau organisasi").set_value(cast.kpu.organisation_id)
    press(at, "Buat akun")
    assert not at.exception
    password = at.code[0].value
    assert "baru@kpu.go.id" in words(at)
    at.run()
    assert password not in words(at)
    with database.reading() as session:
        account = session.exec(select(Account).where(Account.email == "baru@kpu.go.id")).one()
    assert account.role is Role.AGENCY
    assert password not in account.password_hash


def test_an_account_is_closed_only_after_being_asked(open_page: OpenPage, cast: Cast) -> None:
    from tests.conftest import sign_in_as

    signed_in = sign_in_as(cast.kpu)
    at = open_page("akun", cast.administrator, akun=str(cast.kpu.account_id))
    press(at, "Tutup akun")
    assert "langsung keluar dari semua perangkat" in at.warning[0].value
    with database.reading() as session:
        assert session.get_one(Account, cast.kpu.account_id).active
    press(at, "Ya, tutup akun")
    assert not at.exception
    with database.reading() as session:
        assert not session.get_one(Account, cast.kpu.account_id).active
        assert presence_of(session, int(signed_in["session"])) is None
    press(at, "Buka kembali akun")
    press(at, "Ya, buka kembali")
    with database.reading() as session:
        assert session.get_one(Account, cast.kpu.account_id).active


def test_a_new_password_replaces_the_old_one(open_page: OpenPage, cast: Cast) -> None:
    at = open_page("akun", cast.administrator, akun=str(cast.director.account_id))
    press(at, "Buat kata sandi baru")
    press(at, "Ya, buat kata sandi baru")
    assert len(at.code[0].value) == 19
    at = open_page("akun", cast.administrator, akun=str(cast.administrator.account_id))
    press(at, "Buat kata sandi baru")
    press(at, "Ya, buat kata sandi baru")
    assert "Kata sandi sekarang tidak cocok" in words(at)
    press(at, "Tutup akun")
    press(at, "Ya, tutup akun")
    assert "administrator terakhir" in words(at)


def test_a_role_is_changed_after_being_asked(open_page: OpenPage, cast: Cast) -> None:
    at = open_page("akun", cast.administrator, akun=str(cast.director.account_id))
    next(s for s in at.selectbox if s.label == "Peran").set_value(Role.SECRETARIAT.value).run()
    press(at, "Ubah peran")
    assert "Sekretariat OGI" in at.warning[0].value
    press(at, "Ya, ubah peran")
    with database.reading() as session:
        assert session.get_one(Account, cast.director.account_id).role is Role.SECRETARIAT


def test_generated_passwords_are_long_and_never_alike() -> None:
    made = {new_password() for _place in range(200)}
    assert len(made) == 200
    assert all(len(word) == 19 and not set("01oil") & set(word) for word in made)

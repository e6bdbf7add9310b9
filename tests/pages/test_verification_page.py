"""The verification page: one report after the other, an institution's at once, and back again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.commitments import add_milestone
from models.commands.progress import add_evidence_link
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.tables.commitment import Milestone
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Completion, ReportState, SourceKind
from tests.conftest import Cast, OpenPage
from tests.models.test_history_query import Scene, make_scene, say
from tests.pages.test_update_pages import press, stored, words


@pytest.fixture
def scene(request: pytest.FixtureRequest, cast: Cast) -> Scene:
    on: Engine = request.getfixturevalue("engine" if "engine" in request.fixturenames else "sqlite")
    return make_scene(on, cast)


def more_reports(cast: Cast, scene: Scene, n: int, **content: Any) -> list[int]:
    """So many further milestones of KPU, each with a report that waits."""
    made = []
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        measure = session.get_one(Milestone, scene.milestone_id).measure_id
        for place in range(n):
            values = {"activity": f"Kegiatan {place}"}
            milestone = add_milestone(session, cast.secretariat, measure, values, organisation_ids=[scene.kpu_id])
            key = ReportKey(milestone.id or 0, scene.key.period_id, scene.kpu_id, scene.key.assessor)
            report = enter_report(session, cast.secretariat, key, {"percent": 40.0, **content}, Entry())
            made.append(report.id or 0)
    return made


def states() -> list[ReportState]:
    with database.reading() as session:
        return list(session.exec(select(ProgressReport.state).order_by(col(ProgressReport.id))))


def pressed(at: AppTest, label: str) -> Any:
    return next(b for b in at.button if b.label == label)


def test_an_empty_queue_says_what_to_do_next(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = open_page("verifikasi", cast.secretariat)

    assert not at.exception
    assert "Tidak ada laporan RAN OGI VII yang menunggu verifikasi." in words(at)
    assert "/kirim?rencana=RAN-VII" in words(at)


def test_a_report_is_accepted_and_the_next_takes_its_place(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    first, second, third = more_reports(cast, scene, 3)
    at = open_page("verifikasi", cast.secretariat, laporan=str(second))
    assert at.subheader[0].value == "Kegiatan 1"

    press(at, "Terima")

    assert not at.exception
    assert states() == [ReportState.SUBMITTED, ReportState.VERIFIED, ReportState.SUBMITTED]
    assert at.subheader[0].value == "Kegiatan 2"
    assert at.query_params["laporan"] == str(third)
    press(at, "Sebelumnya")
    assert at.subheader[0].value == "Kegiatan 0"
    assert at.query_params["laporan"] == str(first)


def test_a_verdict_is_taken_back(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    more_reports(cast, scene, 2)
    at = open_page("verifikasi", cast.secretariat)
    press(at, "Terima")
    assert states() == [ReportState.VERIFIED, ReportState.SUBMITTED]

    press(at, "Urungkan putusan atas 1 laporan")

    assert not at.exception
    assert states() == [ReportState.SUBMITTED, ReportState.SUBMITTED]
    assert at.subheader[0].value == "Kegiatan 0"
    assert not [b for b in at.button if b.label.startswith("Urungkan")]


def test_usual_reasons_for_returning_have_a_digit_each(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=60.0)
    at = open_page("verifikasi", cast.secretariat)

    press(at, "Kembalikan")  # that the digit returns the report is seen in the browser: AppTest presses none in dialogs

    assert not at.exception
    digits = {b.label: b.proto.shortcut for b in at.button if b.proto.shortcut.isdigit()}
    assert digits["Tautan data dukung tidak dapat dibuka tanpa masuk."] == "3"
    assert len(digits) == 4


def test_while_a_reason_is_asked_for_no_other_key_decides(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    more_reports(cast, scene, 2)
    at = open_page("verifikasi", cast.secretariat)
    assert pressed(at, "Terima").proto.shortcut == "t"

    press(at, "Kembalikan")

    assert not pressed(at, "Terima").proto.shortcut


def test_complete_needs_accepted_evidence_which_is_judged_on_the_same_screen(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    report_id = say(cast.kpu, scene, completion=Completion.COMPLETE)
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        add_evidence_link(session, cast.kpu, report_id, "https://kpu.go.id/a.pdf", title="Surat")
    at = open_page("verifikasi", cast.secretariat)
    press(at, "Terima")
    assert "belum ada data dukung yang diterima" in words(at)
    press(at, "Data dukung diterima")

    press(at, "Terima")

    assert not at.error
    assert (report := stored(scene)) is not None
    assert report.state is ReportState.VERIFIED


def test_the_verifier_notes_number_and_date_of_the_document(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    report_id = say(cast.kpu, scene, percent=60.0)
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        add_evidence_link(session, cast.kpu, report_id, "https://kpu.go.id/a.pdf", title="Surat")
    at = open_page("verifikasi", cast.secretariat)
    field(at, "Nomor dokumen").input("12/PP.01/2024")
    field(at, "Tanggal dokumen").input("31/02/2024")
    press(at, "Simpan putusan")
    assert "31/02/2024" in words(at), "a day that does not exist is refused at its field"
    assert proof(report_id).document_number == ""

    field(at, "Tanggal dokumen").input("28/02/2024")
    press(at, "Simpan putusan")

    assert not at.exception
    found = proof(report_id)
    assert (found.document_number, found.document_date) == ("12/PP.01/2024", dt.date(2024, 2, 28))
    assert found.title == "Surat"
    assert "nomor 12/PP.01/2024" in words(at)


def field(at: AppTest, name: str) -> Any:
    return next(box for box in at.text_input if box.label == name)


def proof(report_id: int) -> Evidence:
    with database.reading() as session:
        return session.exec(select(Evidence).where(Evidence.report_id == report_id)).one()


def test_the_last_verdict_and_the_other_assessment_stand_beside_the_report(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    from models.commands.progress import return_report

    report_id = say(cast.kpu, scene, percent=60.0)
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        return_report(session, cast.secretariat, report_id, "Unggah surat bertanda tangan")
    say(cast.kpu, scene, percent=65.0)

    at = open_page("verifikasi", cast.secretariat)

    shown = words(at)
    assert "Unggah surat bertanda tangan" in shown
    assert "pernah dikembalikan" in shown
    assert "tanpa data dukung" in shown


def test_what_somebody_else_decided_meanwhile_is_not_decided_again(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    say(cast.kpu, scene, percent=60.0)
    at = open_page("verifikasi", cast.secretariat)
    say(cast.kpu, scene, percent=70.0)

    press(at, "Terima")

    # the run that pressed reads the queue anew, so the button belongs to the version now on screen
    assert not at.exception
    assert (report := stored(scene)) is not None
    assert report.percent == 70.0


def test_an_institution_is_accepted_except_what_is_picked_out(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    ids = more_reports(cast, scene, 3)
    say(cast.kpu, scene, completion=Completion.COMPLETE)
    at = open_page("verifikasi", cast.secretariat, instansi="KPU", cara="banyak")
    assert "3 laporan KPU akan diverifikasi; 1 belum dapat diterima" in words(at)
    key = at.data_editor[0].proto.id
    untick(at, key, 1)

    assert "2 laporan KPU akan diverifikasi; 1 dikeluarkan dan tetap menunggu; 1 belum dapat diterima" in words(at)
    press(at, "Terima 2 laporan KPU")

    assert not at.exception
    with database.reading() as session:
        found = {i: session.get_one(ProgressReport, i).state for i in ids}
    assert sorted(found.values()) == sorted([ReportState.VERIFIED, ReportState.VERIFIED, ReportState.SUBMITTED])
    assert "2 laporan KPU terverifikasi." in words(at)
    press(at, "Urungkan putusan atas 2 laporan")
    assert set(states()) == {ReportState.SUBMITTED}


def untick(at: AppTest, key: str, *rows: int) -> None:
    name = key.split("-", 2)[-1]
    at.session_state[name] = {
        "edited_rows": {row: {"accept": False} for row in rows}, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    at.run()


def test_institutions_are_listed_before_one_is_chosen(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    more_reports(cast, scene, 2)

    at = open_page("verifikasi", cast.secretariat, cara="banyak")

    assert "/verifikasi?rencana=RAN-VII&amp;instansi=KPU&amp;cara=banyak" in words(at)


def test_the_queue_is_narrowed_by_what_its_address_says(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    more_reports(cast, scene, 2)
    report_id = say(cast.kpu, scene, percent=120.0)

    at = open_page("verifikasi", cast.secretariat, perhatian="above_hundred")

    assert "1 laporan menunggu verifikasi dari 3 seluruhnya" in words(at)
    assert f"laporan={report_id}" in words(at)

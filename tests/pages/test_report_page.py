"""The reporter's page: typed, kept, refused at the field, returned, sent and published, by each role."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.commitments import set_interim_target
from models.commands.progress import add_evidence_link, return_report, verify_report
from models.problems import Invalid
from models.rules.access import SYSTEM, Actor
from models.rules.files import MAX_BYTES
from models.tables.plan import ReportingPeriod
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Completion, ReportState, SourceKind, Visibility
from pages.ui import pictures
from pages.ui.entry import read_day
from pages.ui.gate import Visit
from pages.ui.reporting.own_evidence import Placed, place_files, sound, suggested_row
from pages.ui.reporting.own_report import save_own
from pages.ui.site import menu_for
from pages.ui.uploads import Uploaded
from tests.conftest import TODAY, Cast, OpenPage
from tests.models.test_history_query import Scene, make_scene, say
from tests.models.test_reporting import only_row
from tests.pages.conftest import Visit as OpenSeeded

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
ROW = "RAN7-06-1-1"
SAID = {"percent": 40.0, "completion": Completion.LIMITED, "achievement": "Dua kelompok data", "obstacle": "Server"}


@pytest.fixture(autouse=True)
def no_pictures_of_other_databases() -> None:
    pictures.forget()


@pytest.fixture
def scene(sqlite: Engine, cast: Cast) -> Scene:
    return make_scene(sqlite, cast)


def words(at: AppTest) -> str:
    parts = [str(e.value) for kind in (at.title, at.error, at.warning, at.success, at.info) for e in kind]
    labels = [box.label for box in at.expander] + [button.label for button in at.button]
    return " ".join([*parts, *labels, *(html.body for html in at.get("html"))]).replace("\\", "")


def field(at: AppTest, label: str) -> Any:
    return next(e for kind in (at.text_input, at.text_area, at.selectbox) for e in kind if e.label == label)


def press(at: AppTest, label: str) -> AppTest:
    return next(b for b in at.button if b.label == label).click().run()


def fill(at: AppTest, label: str, value: Any) -> AppTest:
    """Type and leave the field."""
    field(at, label).set_value(value)
    return at.run()


def opened(open_page: OpenPage, actor: Actor, **query: str) -> AppTest:
    at = open_page("lapor", actor, **query)
    assert not at.exception
    return at


def stored(scene: Scene, *, cso: bool = False) -> ProgressReport | None:
    key = scene.cso_key if cso else scene.key
    with database.reading() as session:
        return session.exec(
            select(ProgressReport).where(
                ProgressReport.organisation_id == key.organisation_id, ProgressReport.period_id == key.period_id
            )
        ).first()


def at_field(at: AppTest) -> str:
    """What is said right at a field."""
    return " ".join(html.body for html in at.get("html") if 'role="alert"' in html.body)


def act(actor: Actor, do: Any) -> Any:
    with database.transaction(actor, source=SourceKind.FORM) as session:
        return do(session)


def ask_for(scene: Scene, percent: float) -> None:
    act(SYSTEM, lambda s: set_interim_target(s, SYSTEM, scene.milestone_id, scene.period_id, percent=percent))


# -- whose page it is -----------------------------------------------------------------------------------------------


def test_it_is_the_first_page_of_agencies_and_csos_and_in_nobody_elses_menu(scene: Scene, cast: Cast) -> None:
    for name, actor in cast.items():
        menu = [page.address for page in menu_for(Visit(actor, "id", TODAY))]
        assert (menu[0] == "lapor") == (name in ("kpu", "bawaslu", "perludem")), name
        assert ("lapor" in menu) == (name in ("kpu", "bawaslu", "perludem")), name


def test_each_reporter_meets_its_own_work_and_staff_a_sentence(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    shown = words(opened(open_page, cast.kpu))
    assert "0 dari 1 target capaian sudah dilaporkan untuk B06 Tahun 2024; batas 31 Juli 2024." in shown
    assert "Hari ini hari terakhir." in shown
    shown = words(opened(open_page, cast.perludem))
    assert "Penilaian OMS" in shown
    assert "0 dari 1 target capaian sudah Anda nilai" in shown
    assert "Tidak ada target capaian Bawaslu" in words(opened(open_page, cast.bawaslu))
    assert "Halaman ini milik narahubung" in words(opened(open_page, cast.secretariat))
    assert "reported for B06" in words(open_page("lapor", cast.kpu, language="en"))


def test_somebody_elses_row_is_named_and_not_opened(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = opened(open_page, cast.bawaslu, baris=ROW)
    assert "tidak ada target capaian" in words(at).casefold()
    assert not at.text_area
    at = opened(open_page, cast.kpu, baris="RAN7-99-1-1")
    assert "“RAN7-99-1-1” bukan target capaian yang KPU laporkan" in words(at)


# -- typing is kept -------------------------------------------------------------------------------------------------


def test_what_is_typed_is_a_draft_at_once_and_survives_a_new_visit(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = opened(open_page, cast.kpu)
    fill(at, "Persentase (%)", "37,5")
    fill(at, "Capaian", "Tiga kelompok data terbuka")
    assert not at.exception
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.achievement, report.state) == (37.5, "Tiga kelompok data terbuka", ReportState.DRAFT)
    assert report.received_on is None
    assert "hanya terlihat oleh KPU" in words(at)
    again = opened(open_page, cast.kpu)
    assert field(again, "Persentase (%)").value == "37,5"
    assert field(again, "Capaian").value == "Tiga kelompok data terbuka"
    assert "draf siap dikirim · kini 37,5%" in words(again)


def test_a_draft_is_sent_and_the_headline_counts_it(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = opened(open_page, cast.kpu)
    fill(at, "Persentase (%)", "75,5")
    press(at, "Kirim laporan ini")
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.state, report.received_on) == (75.5, ReportState.SUBMITTED, TODAY)
    shown = words(at)
    assert "Semua 1 target capaian sudah dilaporkan untuk B06 Tahun 2024." in shown
    assert "1 masih menunggu verifikasi" in shown
    assert "terkirim, belum diverifikasi" in shown


def test_last_periods_answer_is_copied_into_what_is_empty(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    with database.reading() as session:
        earlier = session.exec(select(ReportingPeriod.id).where(ReportingPeriod.year == 2023)).one()
    assert earlier
    key = type(scene.key)(scene.milestone_id, earlier, scene.kpu_id, scene.key.assessor)
    say(cast.kpu, scene, key, **SAID)
    at = opened(open_page, cast.kpu)
    assert "Periode lalu: B12 Tahun 2023" in words(at)
    fill(at, "Capaian", "Kini tiga")
    press(at, "Salin dari periode lalu")
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.completion, report.achievement, report.obstacle) == (
        40.0, Completion.LIMITED, "Kini tiga", "Server",
    )  # fmt: skip
    assert report.state is ReportState.DRAFT


def test_a_returned_report_says_why_on_top_and_is_sent_again(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, **SAID)
    act(cast.secretariat, lambda s: return_report(s, cast.secretariat, report, "Lampirkan surat keputusan"))
    at = opened(open_page, cast.kpu)
    assert "Lampirkan surat keputusan" in at.warning[0].value
    assert "dikembalikan" in words(at)
    fill(at, "Rencana tindak lanjut", "Surat menyusul 5 Agustus")
    assert "Lampirkan surat keputusan" in at.warning[0].value, "also while it is mended"
    press(at, "Kirim ulang")
    found = stored(scene)
    assert found is not None
    assert (found.state, found.verdict_note) == (ReportState.SUBMITTED, "")


def test_a_correction_of_what_was_sent_is_stored_only_when_it_is_sent(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    report = say(cast.kpu, scene, **SAID)
    act(cast.secretariat, lambda s: verify_report(s, cast.secretariat, report))
    at = opened(open_page, cast.kpu, baris=ROW)
    fill(at, "Persentase (%)", "45")
    found = stored(scene)
    assert found is not None
    assert (found.percent, found.state) == (40.0, ReportState.VERIFIED)
    assert "baru tersimpan setelah “Kirim perbaikan”" in words(at)
    press(at, "Kirim perbaikan")
    found = stored(scene)
    assert found is not None
    assert (found.percent, found.state) == (45.0, ReportState.SUBMITTED)


# -- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("250", "Persentase 250 di luar 0 sampai 200"),
        ("-1", "Persentase -1 di luar 0 sampai 200"),
        ("abc", "“abc” bukan persentase"),
    ],
)
def test_a_wrong_percentage_is_refused_at_its_field_and_stays_while_the_rest_is_kept(
    open_page: OpenPage, scene: Scene, cast: Cast, typed: str, sentence: str
) -> None:
    at = opened(open_page, cast.kpu)
    fill(at, "Persentase (%)", typed)
    assert sentence in at_field(at)
    assert stored(scene) is None
    fill(at, "Capaian", "Ditulis panjang lebar")
    assert sentence in at_field(at)
    press(at, "Kirim laporan ini")
    assert sentence in at_field(at)
    assert (field(at, "Persentase (%)").value, field(at, "Capaian").value) == (typed, "Ditulis panjang lebar")
    report = stored(scene)
    assert report is not None
    assert (report.percent, report.achievement, report.state) == (None, "Ditulis panjang lebar", ReportState.DRAFT)


def test_an_empty_report_is_not_sent(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = opened(open_page, cast.kpu)
    press(at, "Kirim laporan ini")
    assert "Isi sekurangnya persentase" in at_field(at)
    assert stored(scene) is None


def test_below_target_the_obstacle_is_asked_for_at_its_field(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    ask_for(scene, 60.0)
    at = opened(open_page, cast.kpu)
    fill(at, "Persentase (%)", "20")
    press(at, "Kirim laporan ini")
    assert "tulis kendalanya" in at_field(at)
    report = stored(scene)
    assert report is not None
    assert report.state is ReportState.DRAFT
    fill(at, "Kendala", "Server rusak")
    press(at, "Kirim laporan ini")
    report = stored(scene)
    assert report is not None
    assert report.state is ReportState.SUBMITTED


def test_a_stale_form_shows_both_values_and_who_wrote_the_other(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, submit=False, percent=10.0)
    at = opened(open_page, cast.kpu)
    say(cast.secretariat, scene, submit=False, percent=30.0)
    fill(at, "Persentase (%)", "20")
    shown = words(at)
    for text in ("sudah diubah orang lain", "Yang Anda isi", "20%", "Yang tersimpan sekarang", "30%", "Sekretariat"):
        assert text in shown, text
    assert field(at, "Persentase (%)").value == "20"
    report = stored(scene)
    assert report is not None
    assert report.percent == 30.0
    press(at, "Pertahankan isian saya")
    report = stored(scene)
    assert report is not None
    assert report.percent == 20.0


def test_who_types_nothing_simply_sees_what_the_other_wrote(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, submit=False, percent=10.0)
    at = opened(open_page, cast.kpu)
    say(cast.secretariat, scene, submit=False, percent=30.0)
    at.run()
    assert field(at, "Persentase (%)").value == "30"
    assert not at.error


def test_a_period_closed_while_the_form_was_open_keeps_what_was_typed(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    row = only_row(cast.kpu)
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(ReportingPeriod, scene.period_id).closed_on = TODAY - dt.timedelta(1)
    for submit in (False, True):
        with pytest.raises(Invalid) as refused:
            act(cast.kpu, lambda s, how=submit: save_own(s, cast.kpu, row, {"percent": 1.0}, version=0, submit=how))
        assert refused.value.field == "period"
    at = opened(open_page, cast.kpu, baris=ROW)
    assert "B06 Tahun 2024 ditutup 30 Juli 2024" in words(at)
    assert not at.text_area


def test_a_period_that_is_not_open_yet_says_when_it_will_be(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(ReportingPeriod, scene.period_id).opens_on = TODAY + dt.timedelta(1)
    at = opened(open_page, cast.kpu)
    assert "baru menerima laporan mulai 1 Agustus 2024" in words(at)
    assert not at.text_area


@pytest.mark.parametrize(
    "written", ["31 Februari 2024", "31/02/2024", "kemarin", "2024", "Maret 2024", "1/1/2024 - 3/1/2024"]
)
def test_a_date_that_does_not_exist_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(Invalid, match="bukan tanggal") as refused:
        read_day(written, "document_date")
    assert refused.value.field == "document_date"


@pytest.mark.parametrize("written", ["28/02/2024", "28 Februari 2024", "28-02-2024", "2024-02-28", " 28 Feb 2024 "])
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert read_day(written, "document_date") == dt.date(2024, 2, 28)
    assert read_day("  ", "document_date") is None


def file_of(name: str, data: bytes = PDF) -> Uploaded:
    return Uploaded(name, data, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (file_of("foto.png"), "Isi berkas “foto.png” bukan PNG yang utuh"),
        (file_of("besar.pdf", b"%PDF-1.4" + bytes(MAX_BYTES)), "lebih besar dari 10 MB"),
        (file_of("kosong.pdf", b""), "kosong"),
        (file_of("skrip.exe"), "tidak dapat disimpan sebagai data dukung"),
    ],
    ids=["a PDF called PNG", "too large", "empty", "another format"],
)
def test_a_file_that_cannot_be_taken_is_refused_before_anything_is_written(file: Uploaded, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        sound([file_of("baik.pdf"), file])


# -- evidence -------------------------------------------------------------------------------------------------------


def test_a_link_is_attached_with_date_and_number_and_opens_a_draft(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = opened(open_page, cast.kpu)
    field(at, "Alamat tautan").set_value("kpu.go.id/sk")
    field(at, "Nomor dokumen").set_value("7/2024")
    field(at, "Tanggal dokumen").set_value("31 Februari 2024")
    press(at, "Lampirkan tautan")
    assert "bukan alamat web" in at_field(at)
    field(at, "Alamat tautan").set_value("https://kpu.go.id/sk")
    press(at, "Lampirkan tautan")
    assert "“31 Februari 2024” bukan tanggal" in at_field(at)
    assert field(at, "Alamat tautan").value == "https://kpu.go.id/sk"
    assert stored(scene) is None
    field(at, "Tanggal dokumen").set_value("29 Februari 2024")
    press(at, "Lampirkan tautan")
    with database.reading() as session:
        found = session.exec(select(Evidence)).one()
    assert (found.url, found.document_number, found.document_date, found.visibility) == (
        "https://kpu.go.id/sk", "7/2024", dt.date(2024, 2, 29), Visibility.PUBLIC,
    )  # fmt: skip
    shown = words(at)
    assert "Data dukung (1)" in shown
    assert "Belum diperiksa · Publik · nomor 7/2024 · tertanggal 29 Feb 2024" in shown


def test_files_are_attached_as_restricted_and_a_false_one_is_refused_at_the_field(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = opened(open_page, cast.kpu)
    uploader = next(u for u in at.file_uploader if u.label.startswith("Berkas PDF"))
    uploader.set_value([("foto.png", PDF, "image/png")])
    press(at, "Lampirkan berkas")
    assert "bukan PNG yang utuh" in at_field(at)
    assert stored(scene) is None
    uploader = next(u for u in at.file_uploader if u.label.startswith("Berkas PDF"))
    uploader.set_value([("SK.pdf", PDF, "application/pdf")])
    press(at, "Lampirkan berkas")
    with database.reading() as session:
        found = session.exec(select(Evidence)).one()
    assert (found.file_name, found.visibility) == ("SK.pdf", Visibility.RESTRICTED)


def test_files_dropped_together_find_their_rows_by_name_and_are_stored_together(scene: Scene, cast: Cast) -> None:
    row = only_row(cast.kpu)
    rows = {ROW: row}
    assert suggested_row("RAN7-06-1-1 surat keputusan.pdf", rows) == ROW
    assert suggested_row("bukti komitmen 6.pdf", rows) == ROW
    assert suggested_row("bukti komitmen 7.pdf", rows) is None
    assert suggested_row("pindaian.pdf", rows) is None
    good = [Placed(file_of(name, PDF + name.encode()), ROW, Visibility.RESTRICTED) for name in ("a.pdf", "b.pdf")]
    bad = Placed(file_of("c.png"), ROW, Visibility.PUBLIC)

    class Now:
        session: Any
        actor = cast.kpu

    def store(placed: list[Placed]) -> None:
        with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
            Now.session = session
            place_files(Now, rows, placed)

    with pytest.raises(Invalid):
        store([*good, bad])
    with database.reading() as session:
        assert session.exec(select(Evidence)).all() == []
    store(good)
    with database.reading() as session:
        assert [e.file_name for e in session.exec(select(Evidence))] == ["a.pdf", "b.pdf"]


def test_complete_without_evidence_is_warned_about_and_sent_all_the_same(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    at = opened(open_page, cast.kpu)
    fill(at, "Tingkat penyelesaian", "complete")
    shown = words(at)
    assert "Dilaporkan “Selesai” tanpa data dukung" in shown
    assert f"1 di antaranya menyatakan “Selesai” tanpa data dukung dan belum dapat diverifikasi: {ROW}." in shown
    press(at, "Kirim 1 yang lengkap")
    report = stored(scene)
    assert report is not None
    assert report.state is ReportState.SUBMITTED
    assert "1 laporan terkirim ke Sekretariat." in words(at)


def test_what_is_incomplete_stays_behind_with_its_reason(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, submit=False, next_step="Rapat")
    shown = words(opened(open_page, cast.kpu))
    assert f"{ROW} tidak ikut: persentase, tingkat penyelesaian, atau capaian belum diisi." in shown
    assert "Kirim 0" not in shown


def test_evidence_shows_its_verdict_and_can_be_withdrawn(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    report = say(cast.kpu, scene, **SAID)
    act(cast.kpu, lambda s: add_evidence_link(s, cast.kpu, report, "https://kpu.go.id/x", title="Surat edaran"))
    at = opened(open_page, cast.kpu, baris=ROW)
    assert "Surat edaran" in words(at)
    press(at, "Tarik data dukung ini")
    with database.reading() as session:
        assert session.exec(select(Evidence)).one().withdrawn


# -- a CSO's own word -----------------------------------------------------------------------------------------------


def test_a_cso_sends_its_assessment_and_publishes_it_itself(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = opened(open_page, cast.perludem)
    fill(at, "Persentase (%)", "30")
    press(at, "Kirim penilaian ini")
    report = stored(scene, cso=True)
    assert report is not None
    assert (report.state, report.published) == (ReportState.SUBMITTED, False)
    assert "terkirim, belum terbit" in words(at)
    at = opened(open_page, cast.perludem, baris=ROW)
    assert "OMS sendiri yang menerbitkan" in words(at)
    press(at, "Terbitkan penilaian")
    report = stored(scene, cso=True)
    assert report is not None
    assert report.published
    assert "terkirim dan terbit" in words(at)
    public = words(open_page("komitmen", kode="RAN7-06"))
    assert "30%" in public
    press(at, "Tarik dari publik")
    report = stored(scene, cso=True)
    assert report is not None
    assert not report.published


def test_all_assessments_are_published_together(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.perludem, scene, scene.cso_key, percent=30.0)
    at = opened(open_page, cast.perludem)
    press(at, "Terbitkan 1 penilaian")
    report = stored(scene, cso=True)
    assert report is not None
    assert report.published


# -- Excel, and what is not there yet -------------------------------------------------------------------------------


def test_the_own_matrix_is_one_click_away(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    shown = words(opened(open_page, cast.kpu))
    assert "/unduh/matriks.xlsx?rencana=RAN-VII&amp;instansi=KPU&amp;periode=2024-B06" in shown
    assert 'href="/impor"' in shown


def test_a_running_plan_without_periods_says_so_and_leads_to_the_others(
    open_page: OpenPage, scene: Scene, cast: Cast
) -> None:
    with database.transaction(SYSTEM, source=SourceKind.SEED) as session:
        for period in session.exec(select(ReportingPeriod)):
            session.delete(period)
    shown = words(opened(open_page, cast.kpu))
    assert "RAN OGI VII belum punya periode pelaporan." in shown
    assert "Sekretariat membuka periode lebih dulu" in shown


def test_the_real_data_open_for_an_agency_and_a_cso_in_both_languages(visit: OpenSeeded, people: Cast) -> None:
    for actor in (people.kpu, people.perludem):
        for language in ("id", "en"):
            at = visit("lapor", actor, language=language)
            assert not at.exception
            assert at.expander, "what was never reported can still be"

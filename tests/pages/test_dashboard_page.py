"""The first page says which commitments are late and why, with counts that add up, to everybody what is theirs."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.commitments import edit_milestone
from models.commands.progress import verify_report
from models.language import set_language
from models.queries.plans import find_plan
from models.queries.progress import plan_picture
from models.rules.access import SYSTEM, VISITOR, Actor
from models.settings import PROJECT_ROOT
from models.vocabulary import Assessor, SourceKind
from pages.ui import pictures
from reports.figures import TABLES, csv_of
from tests.conftest import TODAY, Cast, sign_in_as
from tests.pages.conftest import Visit
from tests.pages.support import report_on

OBSTACLE = "Menunggu jadwal pleno <b>KPU</b>"


def dashboard(**query: str) -> AppTest:
    """A fresh visitor who opens a shared address."""
    at = AppTest.from_file(str(PROJECT_ROOT / "tracker_app.py"), default_timeout=60)
    at.user = {**sign_in_as(VISITOR), "language": "id"}
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def all_html(at: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in at.get("html"))


@pytest.fixture
def late(seeded: Engine) -> int:
    """KPU reported half of a milestone that was due a month ago."""
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        report = report_on(session, "RAN7-06-1-1", "KPU", Assessor.AGENCY, percent=50.0, obstacle=OBSTACLE)
        edit_milestone(session, SYSTEM, report.milestone_id, {"due_on": TODAY - dt.timedelta(days=31)})
        return report.id or 0


def verify(report: int) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        verify_report(session, SYSTEM, report)


def test_the_first_screen_says_what_is_late_and_why(visit: Visit, people: Cast, late: int) -> None:
    at = visit("", people.director, rencana="RAN-VII")
    assert not at.exception
    shown = all_html(at)
    assert "lewat batas waktu" in shown
    assert "Kendala menurut KPU" in shown
    assert "Menunggu jadwal pleno &lt;b&gt;KPU&lt;/b&gt;" in shown, "their own words, as text"
    assert "(sementara)" in shown


def test_a_visitor_reads_the_obstacle_once_it_is_verified(visit: Visit, late: int) -> None:
    assert "Menunggu jadwal pleno" not in all_html(visit("", rencana="RAN-VII"))
    verify(late)
    assert "Menunggu jadwal pleno" in all_html(visit("", rencana="RAN-VII"))


def test_filters_of_the_address_narrow_the_page_and_unknown_ones_leave_it(visit: Visit) -> None:
    at = visit("", rencana="RAN-VII", instansi="kpu")
    assert "KPU" in at.title[0].value
    assert at.query_params["instansi"] == "KPU"
    at = visit("", rencana="RAN-VII", tema="Tidak Ada", instansi="NASA")
    assert at.title[0].value == "RAN OGI VII (2023-2024)"
    assert "tema" not in at.query_params
    assert "instansi" not in at.query_params


@pytest.mark.parametrize("tab", ["tindakan", "instansi", "tema", "capaian", "jadwal", "perubahan"])
def test_every_tab_opens_from_its_address(visit: Visit, people: Cast, late: int, tab: str) -> None:
    at = visit("", people.director, rencana="RAN-VII", tab=tab)
    assert not at.exception
    assert at.query_params["tab"] == tab


def test_a_theme_in_the_address_narrows_the_page(late: int) -> None:
    at = dashboard(rencana="RAN-VII", tema="Elections")
    shown = all_html(at)
    assert "Keterbukaan Tata Kelola Data Pemilihan Umum" in shown
    assert "Bantuan Hukum" not in shown


def test_an_empty_plan_says_so(seeded: Engine) -> None:
    assert "masih disusun" in all_html(dashboard(rencana="RAN-VIII"))


def test_all_plans_stand_on_one_page(visit: Visit) -> None:
    shown = all_html(visit("rencana-aksi"))
    assert all(name in shown for name in ("RAN OGI VII", "RAN OGI VI", "RAN OGI VIII"))


def test_the_overview_changes_at_once_and_is_nobody_elses(visit: Visit, people: Cast, late: int) -> None:
    def of_ran_vii(actor: Actor = VISITOR) -> str:
        shown = all_html(visit("rencana-aksi", actor))
        return shown[shown.index("RAN OGI VII ") : shown.index("RAN OGI VI ")]

    reported = "50%</strong>"
    assert reported in of_ran_vii(people.director)
    assert reported not in of_ran_vii(), "not verified yet, however often the director has looked"
    assert "(sementara)" in of_ran_vii()
    verify(late)
    assert reported in of_ran_vii()
    assert "(sementara)" not in of_ran_vii()


def test_the_first_page_changes_at_once_and_is_nobody_elses(visit: Visit, people: Cast, late: int) -> None:
    def obstacle_shown(actor: Actor = VISITOR) -> bool:
        return "Menunggu jadwal pleno" in all_html(visit("", actor, rencana="RAN-VII"))

    assert obstacle_shown(people.director)
    assert not obstacle_shown()
    verify(late)
    assert obstacle_shown()


def test_the_start_makes_what_everybody_opens_first(
    seeded: Engine, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures.prepare()
    for made in ("plan_picture", "standings", "list_plans"):
        monkeypatch.delattr(pictures, made)
    at = visit("rencana-aksi")
    assert not at.exception
    assert "15 komitmen" in all_html(at)


def test_an_institutions_duties_and_reports_by_period(visit: Visit, people: Cast, late: int) -> None:
    shown = all_html(visit("instansi", people.director, nama="KPU", rencana="RAN-VII", periode="B06-2023"))
    assert "50% · B06 Tahun 2023 · belum diverifikasi" in shown
    public = all_html(visit("instansi", nama="KPU", rencana="RAN-VII", periode="B06-2023"))
    assert "50% ·" not in public
    assert "sudah melapor, belum diverifikasi" in public


def test_the_commitment_shows_the_figure_its_state_and_where_it_came_from(
    visit: Visit, people: Cast, late: int
) -> None:
    shown = all_html(visit("komitmen", people.director, kode="RAN7-06", baris="RAN7-06-1-1"))
    assert 'id="RAN7-06-1-1" open' in shown, "the row that was asked for stands open"
    assert "Penilaian K/L" in shown
    assert "Kendala menurut pelapornya" in shown


@pytest.mark.parametrize("part", TABLES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figures_behind_a_chart_as_csv(seeded: Engine, late: int, part: str, language: str) -> None:
    set_language(language)
    with database.reading() as session:
        picture = plan_picture(session, VISITOR, find_plan(session, VISITOR, "RAN-VII"), TODAY)
    data = csv_of(TABLES[part](picture))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    set_language("id")
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    assert "50.0" not in {cell for row in rows for cell in row}, "nobody verified it yet"

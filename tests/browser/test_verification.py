"""Closing day: the secretariat works through the queue with the keyboard alone, and accepts the rest at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.commands.report_entry import Entry, ReportKey, enter_report
from models.database import make_engine, transaction
from models.queries.progress import organisation_names
from models.rules.access import SYSTEM
from models.tables.commitment import Commitment, Milestone, MilestoneParty, SuccessMeasure
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import ProgressReport
from models.vocabulary import Assessor, ReportState, SourceKind
from tests.browser.conftest import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def reported(desk: Desk) -> tuple[str, int]:
    """The agency with the most targets in RAN VII has reported on all of them; its name and how many there are."""
    on = make_engine(f"sqlite:///{desk.folder / 'data' / 'tracker.db'}")
    try:
        with transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
            return _report_on_everything(session)
    finally:
        on.dispose()


def _report_on_everything(session: Session) -> tuple[str, int]:
    plan = session.exec(select(ActionPlan).where(ActionPlan.code == "RAN-VII")).one()
    period = session.exec(
        select(ReportingPeriod).where(ReportingPeriod.plan_id == plan.id).order_by(col(ReportingPeriod.ends_on))
    ).first()
    names = organisation_names(session)
    rows = session.exec(
        select(MilestoneParty.organisation_id, MilestoneParty.milestone_id)
        .join(Milestone, col(Milestone.id) == MilestoneParty.milestone_id)
        .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .where(Commitment.plan_id == plan.id)
    ).all()
    owed: dict[int, list[int]] = {}
    for organisation_id, milestone_id in rows:
        if not names[organisation_id].is_cso:
            owed.setdefault(organisation_id, []).append(milestone_id)
    most = max(owed, key=lambda key: len(owed[key]))
    assert period is not None
    assert period.id is not None
    for place, milestone_id in enumerate(owed[most]):
        key = ReportKey(milestone_id, period.id, most, Assessor.AGENCY)
        enter_report(session, SYSTEM, key, {"percent": 10.0 + place}, Entry(received_on=dt.date(2024, 7, 1)))
    return names[most].short, len(owed[most])


def states(desk: Desk) -> list[ReportState]:
    on = make_engine(f"sqlite:///{desk.folder / 'data' / 'tracker.db'}")
    try:
        with Session(on) as session:
            return sorted(session.exec(select(ProgressReport.state)))
    finally:
        on.dispose()


def waiting(page: Any, n: int) -> None:
    """Until the queue has this many reports and its keys are there to be pressed."""
    page.get_by_text(f"{n} laporan menunggu verifikasi").first.wait_for()
    page.get_by_role("button", name="Berikutnya").wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")


def test_the_queue_is_worked_through_with_the_keyboard_and_the_rest_at_once(
    desk: Desk, reported: tuple[str, int]
) -> None:
    who, n = reported
    assert n >= 4
    page = desk.tab()
    desk.sign_in(page, "secretariat")
    desk.open(page, "/meja?rencana=RAN-VII")
    page.get_by_test_id("stMain").get_by_text("menunggu verifikasi").first.wait_for()
    desk.open(page, "/verifikasi?rencana=RAN-VII")
    waiting(page, n)
    keys = page.keyboard

    keys.press("t")  # accept
    page.get_by_text("terverifikasi.").first.wait_for()
    waiting(page, n - 1)

    keys.press("u")  # and take it back
    page.get_by_text("diurungkan").first.wait_for()
    waiting(page, n)

    keys.press("k")  # return with a usual reason
    page.get_by_role("dialog").wait_for()
    page.get_by_role("button", name="Data dukung belum berkop").wait_for()
    keys.press("2")
    page.get_by_text("dikembalikan.").first.wait_for()
    waiting(page, n - 1)

    keys.press("k")  # return with a reason of one's own: typed letters decide nothing
    page.get_by_role("dialog").get_by_role("textbox").wait_for()
    page.get_by_role("dialog").get_by_role("textbox").focus()
    keys.type("tanggal pada surat belum ada")
    keys.press("Control+Enter")
    waiting(page, n - 2)

    desk.open(page, f"/verifikasi?rencana=RAN-VII&instansi={who}&cara=banyak")
    page.get_by_text(f"{n - 2} laporan {who} akan diverifikasi").wait_for()
    grid = page.get_by_test_id("stDataFrame").first
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 42, box["y"] + 35 + 17)  # the tick in the middle of the first row's first cell
    page.get_by_text("1 dikeluarkan dan tetap menunggu").wait_for()
    page.get_by_role("button", name=f"Terima {n - 3} laporan {who}").click()
    page.get_by_text(f"{n - 3} laporan {who} terverifikasi.").first.wait_for()

    found = states(desk)
    assert found.count(ReportState.RETURNED) == 2
    assert found.count(ReportState.VERIFIED) == n - 3
    assert found.count(ReportState.SUBMITTED) == 1

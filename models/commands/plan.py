"""What may be done with an action plan and its reporting periods: made, adjusted, opened and closed, never thrown away.

A period that somebody reported on or has a target for stays; only one entered by mistake can be taken back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.clock import today
from models.commands.guards import demand, fetch, same_as_shown, short_enough
from models.language import N_
from models.problems import Invalid
from models.rules.access import Action, Actor
from models.rules.codes import LARGEST_PLAN, plan_code
from models.rules.periods import LONGEST_PLAN, TEMPLATES, period_template
from models.tables.commitment import MilestoneTarget
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import ProgressReport
from models.vocabulary import PlanState

#: what a form may change; code and number name the plan for good, row codes are made of them
PLAN_FIELDS = (
    "name_id",
    "name_en",
    "period_label",
    "start_year",
    "end_year",
    "starts_on",
    "ends_on",
    "theme",
    "state",
    "stated_commitments",
    "margin_points",
    "disagreement_points",
    "cumulative",
    "notes",
    "source",
)
PERIOD_FIELDS = ("code", "year", "starts_on", "ends_on", "due_on", "opens_on", "closed_on")
#: the settings in points, with the smallest that makes sense
_POINTS = {"margin_points": 0, "disagreement_points": 1}
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,30}[A-Z0-9])?")
_YEARS = range(2011, 2100)


# -- the plan ---------------------------------------------------------------------------------------------------------


def add_plan(session: Session, actor: Actor, number: int, values: Mapping[str, Any], *, code: str = "") -> ActionPlan:
    """Make a plan, in preparation unless told otherwise; without a code it is named by its number (RAN-IX).

    Raises NotAllowed, Invalid (number or code taken, title missing, dates, margins).
    """
    demand(actor, Action.EDIT_PLAN)
    if not 1 <= number <= LARGEST_PLAN:
        raise Invalid(N_("Nomor rencana aksi 1 sampai {limit}."), field="number", limit=LARGEST_PLAN)
    code = code.strip().upper() or plan_code(number)
    if not _CODE.fullmatch(code):
        raise Invalid(N_("Kode rencana aksi terdiri atas huruf, angka, dan tanda hubung: RAN-VIII."), field="code")
    if session.exec(select(ActionPlan.id).where(ActionPlan.number == number)).first() is not None:
        raise Invalid(N_("Nomor {number} sudah dipakai rencana aksi lain."), field="number", number=number)
    if session.exec(select(ActionPlan.id).where(ActionPlan.code == code)).first() is not None:
        raise Invalid(N_("Kode {code} sudah dipakai rencana aksi lain."), field="code", code=code)
    plan = ActionPlan(code=code, number=number, name_id="", state=PlanState.DRAFTING)
    _assign_plan(plan, values)
    session.add(plan)
    session.flush()
    return plan


def edit_plan(
    session: Session, actor: Actor, plan_id: int, values: Mapping[str, Any], *, shown_version: int | None = None
) -> ActionPlan:
    """Change a plan: titles, years, state, and the margins that the legend shows. Raises NotAllowed, Invalid, Stale.

    A closed plan is judged at its end date, so it needs one.
    """
    demand(actor, Action.EDIT_PLAN)
    plan = fetch(session, ActionPlan, plan_id)
    same_as_shown(plan, shown_version, *values)
    _assign_plan(plan, values)
    session.flush()
    return plan


def _assign_plan(plan: ActionPlan, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in PLAN_FIELDS:
            raise KeyError(name)
        if name in _POINTS and not _POINTS[name] <= value <= 100:
            raise Invalid(N_("Isi angka {least} sampai 100 untuk batas ini."), field=name, least=_POINTS[name])
        if name in ("start_year", "end_year") and value is not None and value not in _YEARS:
            raise Invalid(N_("“{value}” bukan tahun rencana aksi."), field=name, value=value)
        if name == "state":
            value = PlanState(value)
        setattr(plan, name, short_enough(value, name) if type(value) is str else value)
    if not plan.name_id:
        raise Invalid(N_("Tulis nama rencana aksi."), field="name_id")
    if plan.start_year and plan.end_year and plan.end_year < plan.start_year:
        raise Invalid(N_("Tahun akhir mendahului tahun awal. Periksa kedua tahun."), field="end_year")
    if plan.starts_on and plan.ends_on and plan.ends_on < plan.starts_on:
        raise Invalid(N_("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal."), field="ends_on")
    if plan.state is PlanState.CLOSED and plan.ends_on is None and "state" in values:
        raise Invalid(
            N_("Isi tanggal akhir sebelum menutup rencana aksi: rencana yang ditutup dinilai pada tanggal itu."),
            field="ends_on",
        )


# -- its periods ------------------------------------------------------------------------------------------------------


def add_periods(
    session: Session, actor: Actor, plan_id: int, template: str, first_year: int, last_year: int
) -> tuple[ReportingPeriod, ...]:
    """Give a plan the periods of a template that it does not have yet. Raises NotAllowed, NotFound, Invalid."""
    demand(actor, Action.EDIT_PLAN)
    if template not in TEMPLATES:
        raise KeyError(template)
    if first_year not in _YEARS or not first_year <= last_year < first_year + LONGEST_PLAN:
        raise Invalid(
            N_("Periksa tahun pertama dan terakhir: paling banyak {limit} tahun."),
            field="last_year",
            limit=LONGEST_PLAN,
        )
    known = {(period.year, period.code) for period in _periods(session, plan_id)}
    made = [
        add_period(
            session,
            actor,
            plan_id,
            {
                "code": period.code,
                "year": period.year,
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
                "due_on": period.due_on,
            },
        )
        for period in period_template(template, first_year, last_year)
        if (period.year, period.code) not in known
    ]
    return tuple(made)


def add_period(session: Session, actor: Actor, plan_id: int, values: Mapping[str, Any]) -> ReportingPeriod:
    """Give a plan one more period. Raises NotAllowed, NotFound, Invalid (dates, code taken, days counted twice)."""
    demand(actor, Action.EDIT_PLAN)
    fetch(session, ActionPlan, plan_id)
    if missing := [name for name in PERIOD_FIELDS[:5] if not values.get(name)]:
        raise Invalid(N_("Isi kode, tahun, hari pertama, hari terakhir, dan tenggat periode."), field=missing[0])
    day = values["ends_on"]
    period = ReportingPeriod(plan_id=plan_id, code="", year=day.year, starts_on=day, ends_on=day, due_on=day)
    _assign_period(session, period, values)
    session.add(period)
    session.flush()
    return period


def edit_period(
    session: Session, actor: Actor, period_id: int, values: Mapping[str, Any], *, shown_version: int | None = None
) -> ReportingPeriod:
    """Change a period: its days, its due date, from when and until when reports are taken. Raises Invalid, Stale."""
    demand(actor, Action.EDIT_PLAN)
    period = fetch(session, ReportingPeriod, period_id)
    same_as_shown(period, shown_version, *PERIOD_FIELDS)
    with session.no_autoflush:
        _assign_period(session, period, values)
    session.flush()
    return period


def _assign_period(session: Session, period: ReportingPeriod, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in PERIOD_FIELDS:
            raise KeyError(name)
        setattr(period, name, short_enough(value, name) if type(value) is str else value)
    if not period.code or len(period.code) > 16:
        raise Invalid(N_("Tulis kode periode, paling banyak 16 huruf: B06, TW2."), field="code")
    if period.year not in _YEARS:
        raise Invalid(N_("“{value}” bukan tahun rencana aksi."), field="year", value=period.year)
    if period.ends_on < period.starts_on:
        raise Invalid(N_("Hari terakhir mendahului hari pertama. Periksa kedua tanggal."), field="ends_on")
    if period.due_on < period.ends_on:
        raise Invalid(N_("Tenggat laporan mendahului akhir periode. Periksa kedua tanggal."), field="due_on")
    if period.opens_on and period.closed_on and period.closed_on < period.opens_on:
        raise Invalid(N_("Periode ditutup sebelum dibuka. Periksa kedua tanggal."), field="closed_on")
    for other in _periods(session, period.plan_id):
        if other.id == period.id:
            continue
        if (other.year, other.code.casefold()) == (period.year, period.code.casefold()):
            raise Invalid(N_("Periode {period} sudah ada."), field="code", period=f"{other.code} {other.year}")
        if other.starts_on <= period.ends_on and period.starts_on <= other.ends_on:
            raise Invalid(
                N_("Hari-hari periode {mine} bertumpang tindih dengan {other}: laporannya akan ditagih dua kali."),
                field="starts_on",
                mine=f"{period.code} {period.year}",
                other=f"{other.code} {other.year}",
            )


def close_period(
    session: Session, actor: Actor, period_id: int, *, closed: bool = True, shown_version: int | None = None
) -> ReportingPeriod:
    """Take no more reports of agencies and CSOs from today on, or take them again. Raises NotAllowed, Stale."""
    demand(actor, Action.EDIT_PLAN)
    period = fetch(session, ReportingPeriod, period_id)
    same_as_shown(period, shown_version, "opens_on", "closed_on")
    yesterday = today() - dt.timedelta(days=1)
    period.closed_on = yesterday if closed else None
    if closed and period.opens_on and period.opens_on > yesterday:
        period.opens_on = None  # it never opened
    session.flush()
    return period


def take_back_period(session: Session, actor: Actor, period_id: int, *, shown_version: int | None = None) -> None:
    """Remove a period entered by mistake. Raises NotAllowed, Stale, Invalid for one with reports or targets."""
    demand(actor, Action.EDIT_PLAN)
    period = fetch(session, ReportingPeriod, period_id)
    same_as_shown(period, shown_version, *PERIOD_FIELDS)
    for kind in (ProgressReport, MilestoneTarget):
        if session.exec(select(kind.id).where(kind.period_id == period_id)).first() is not None:
            raise Invalid(
                N_(
                    "Periode {period} sudah punya laporan atau target, jadi tidak dapat dihapus. Tutup saja periodenya."
                ),
                field="code",
                period=f"{period.code} {period.year}",
            )
    session.delete(period)
    session.flush()


def _periods(session: Session, plan_id: int) -> list[ReportingPeriod]:
    query = select(ReportingPeriod).where(ReportingPeriod.plan_id == plan_id).order_by(col(ReportingPeriod.ends_on))
    return list(session.exec(query).all())

"""The filters that stand in one row on top of a page and live in its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import streamlit as st
from sqlmodel import Session

from models.language import _, short_date
from models.queries.plans import PlanRecord, default_plan, list_plans, period_name
from models.rules.access import Actor
from models.rules.periods import Period
from pages.ui.gate import Visit
from pages.ui.markup import verbatim

LabelVisibility = Literal["visible", "hidden", "collapsed"]
#: letters that a choice shows where four of them stand in one row
_ROOM = 28


def asked(name: str, allowed: Sequence[str], fallback: str) -> str:
    """What the address asks for, if it is one of the known choices."""
    wanted = str(st.query_params.get(name, "")).casefold()
    return next((choice for choice in allowed if choice.casefold() == wanted), fallback)


def remember(name: str, value: str, *, fallback: str = "") -> None:
    """Keep a choice in the address, so that the page can be shared; the usual one needs no mention."""
    if value == fallback or not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def say_unknown_plan(wanted: str, shown: PlanRecord) -> None:
    """An address that names no plan of ours is told so, and what stands here instead."""
    unknown = verbatim(wanted[:40])
    st.warning(_("Tidak ada rencana aksi berkode “{code}”. Yang tampil: {plan}.", code=unknown, plan=shown.title))


def choose_plan(
    session: Session,
    actor: Actor,
    *,
    key: str,
    plans: Sequence[PlanRecord] | None = None,
    label_visibility: LabelVisibility = "visible",
    width: int | Literal["stretch"] = "stretch",
) -> PlanRecord | None:
    """Which plan the page is about. None as long as there is no plan at all."""
    plans = list_plans(session, actor) if plans is None else plans
    usual = default_plan(plans)
    if usual is None:
        return None
    by_code = {plan.code: plan for plan in plans}
    start = asked("rencana", list(by_code), usual.code)
    wanted = str(st.query_params.get("rencana", ""))
    if wanted and start.casefold() != wanted.casefold():
        say_unknown_plan(wanted, usual)
    code = st.selectbox(
        _("Rencana aksi"),
        list(by_code),
        index=list(by_code).index(start),
        format_func=lambda c: plan_words(by_code[c]),
        key=key,
        label_visibility=label_visibility,
        width=width,
    )
    if code.casefold() != wanted.casefold():  # a shared address keeps the plan it names, also when another is usual
        remember("rencana", code, fallback=usual.code)
    return by_code[code]


def plan_words(plan: PlanRecord) -> str:
    """A long name is cut off in its box and says its number last: the code goes before it."""
    return plan.title if len(plan.title) <= _ROOM else f"{plan.code} · {plan.title}"


def choose_day(visit: Visit, plan: PlanRecord, *, key: str) -> dt.date:
    """The day of the picture: what was known then, by day of receipt."""
    start = asked_day(visit)
    day = st.date_input(
        _("Posisi per tanggal"),
        value=start,
        max_value=visit.today,
        format="DD/MM/YYYY",
        key=key,
        help=_("Gambaran menurut laporan yang sudah diterima sampai hari itu."),
    )
    remember("per", day.isoformat() if day != visit.today else "")
    return day


def asked_day(visit: Visit) -> dt.date:
    """The day the address asks for; today without one, and never a day to come."""
    try:
        day = dt.date.fromisoformat(str(st.query_params.get("per", "")))
    except ValueError:
        return visit.today
    return min(day, visit.today)


def day_note(day: dt.date, visit: Visit) -> None:
    """Say plainly that a page shows the past."""
    if day != visit.today:
        st.info(_("Anda melihat keadaan per {day}, bukan hari ini.", day=short_date(day)), icon=":material/history:")


def choose_period(periods: Sequence[Period], usual: Period, *, key: str) -> Period:
    """Which of these periods the page is about; the usual one needs no word in the address."""
    by_code = {f"{p.year}-{p.code}": p for p in periods}
    fallback = f"{usual.year}-{usual.code}"
    start = asked("periode", list(by_code), fallback)
    code = st.selectbox(
        _("Periode"),
        list(by_code),
        index=list(by_code).index(start),
        format_func=lambda c: period_name(by_code[c]),
        key=key,
    )
    remember("periode", code, fallback=fallback)
    return by_code[code]

"""All action plans at a glance, each leading to its dashboard."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from models.language import _, number, percent, plural, short_date
from models.queries.overview import PlanStanding
from models.queries.plans import PlanRecord, period_name
from models.rules.naming import fold
from models.vocabulary import label
from pages.ui import frame
from pages.ui.choices import asked_day, day_note
from pages.ui.filters import search_box
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show
from pages.ui.pictures import ON_ONE_PAGE, plans_for, standings_for
from pages.ui.themes import small_bar


def page(visit: Visit) -> None:
    """A row per plan, the latest first."""
    day = asked_day(visit)
    with database() as session:
        plans = plans_for(session, visit)
    day_note(day, visit)
    total = sum(plan.commitments for plan in plans)
    frame.head(
        _("Semua rencana aksi"),
        lead=_(
            "{plans} dengan {commitments}. Posisi per {day}.",
            plans=plural("{n} rencana aksi", len(plans)),
            commitments=plural("{n} komitmen", total),
            day=short_date(day),
        ),
    )
    if not plans:
        frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
        return
    words = fold(search_box(_("Cari rencana aksi"), _("Nama atau tahun"))).split() if len(plans) > _SEARCHED else []
    found = [plan for plan in plans if all(word in fold(f"{plan.code} {plan.title} {plan.name_en}") for word in words)]
    if not found:
        frame.empty(_("Tidak ada rencana aksi yang cocok."), _("Coba nama, kode, atau tahun lain."))
        return
    page_number = _page_asked(len(found))
    shown = found[(page_number - 1) * ON_ONE_PAGE : page_number * ON_ONE_PAGE]
    with database() as session:
        standings = standings_for(session, visit, shown, day, waiting=st.empty())
    show(join([_row(plan, standings[plan.id], day, visit.today) for plan in shown]))
    if len(found) > ON_ONE_PAGE:
        _pages(len(found), page_number)


def _last(n: int) -> int:
    return max(1, -(-n // ON_ONE_PAGE))


def _page_asked(n: int) -> int:
    given = st.query_params.get("halaman", "1")
    return min(max(int(given), 1), _last(n)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


def _pages(n: int, current: int) -> None:
    query = {name: st.query_params.get(name, "") for name in ("cari", "per")}
    links = [
        html("<strong aria-current='page'>{n}</strong>", n=number(place))
        if place == current
        else frame.link(number(place), "rencana-aksi", **query, halaman=place if place > 1 else "")
        for place in range(1, _last(n) + 1)
    ]
    show(
        html(
            '<nav aria-label="{name}" style="margin-top:.8rem;line-height:2">{name}: {links}</nav>',
            name=_("Halaman"),
            links=join(links, " &nbsp; "),
        )
    )


#: fewer plans than this are found by looking
_SEARCHED = 12


def _row(plan: PlanRecord, standing: PlanStanding, day: dt.date, today: dt.date) -> Markup:
    per = day.isoformat() if day != today else ""
    return html(
        '<div class="baris3 rencana3"><div class="judul">{link}<div class="kecil">{about}</div></div><div>{bar}</div>'
        '<div class="kanan">{figures}</div></div>',
        link=frame.link(plan.title, "", rencana=plan.code, per=per),
        about=" · ".join(filter(None, (label(plan.state), plural("{n} komitmen", plan.commitments)))),
        bar=small_bar(standing.counts)
        if plan.commitments
        else html('<span class="kecil">{text}</span>', text=_("belum ada komitmen yang tercatat")),
        figures=_figures(standing),
    )


def _figures(standing: PlanStanding) -> Markup:
    parts = []
    progress, coverage = standing.progress, standing.coverage
    if progress.due:
        value = percent(progress.percent) if progress.percent is not None else ""
        told = _("{n} dari {due} target capaian melapor", n=number(progress.reported), due=number(progress.due))
        if standing.provisional:
            told += " " + _("(sementara)")
        parts.append(html('<strong>{value}</strong> <span class="kecil">{told}</span>', value=value, told=told))
    if coverage.period is not None and coverage.institutions_due:
        told = _(
            "{n} dari {due} instansi melapor untuk {period}",
            n=number(coverage.institutions_reported),
            due=number(coverage.institutions_due),
            period=period_name(coverage.period),
        )
        parts.append(html('<div class="kecil">{told}</div>', told=told))
    return join(parts)


page(allow_visitors())

"""Verification: the queue of reports that wait, one at a time by keyboard, or an institution's at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from models.language import N_plural, _, percent, plural
from models.queries.plans import PlanRecord, period_name, periods_of
from models.queries.progress import OrganisationName, organisation_names
from models.queries.verification import QueueFilter, QueueLine, dossier, verification_queue
from models.rules.access import Action
from models.rules.periods import Period
from models.rules.risk import Risk
from models.vocabulary import label
from pages.ui import frame
from pages.ui.choices import choose_plan
from pages.ui.entry import show_news
from pages.ui.filters import pick, switch
from pages.ui.gate import Visit, database, require
from pages.ui.markup import Markup, html, join, show
from pages.ui.verification import STYLE, Steps, risk_marks, risk_word, show_dossier, undo_button
from pages.ui.verify_many import accept_all_but, by_institution

ONE, MANY = "satu", "banyak"
#: reports listed beside the one that is looked at
AROUND = 12


def page(visit: Visit) -> None:
    """Filters in one row; then one report with its keys and the queue beside it, or many with a tick each."""
    with database() as session:
        top = st.columns([3, 2, 2, 3])
        with top[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        everything = verification_queue(session, visit.actor, plan, visit.today)
        periods = {f"{p.year}-{p.code}": p for p in periods_of(session, plan.id)}
        known = sorted(organisation_names(session).values(), key=lambda o: o.short.casefold())
        by_short = {o.short: o for o in known}
        which, organisation = _filters(top[1:], everything, periods, by_short)
    queue = tuple(line for line in everything if which.fits(line))
    frame.head(_("Verifikasi"), lead=_lead(plan, everything, queue))
    show_news()
    undo_button()
    if not queue:
        _nothing(plan, bool(everything))
        return
    way = switch(_("Cara"), "cara", {ONE: _("Satu per satu"), MANY: _("Sekaligus per instansi")})
    if way == ONE:
        _one(visit, plan, queue)
    elif organisation is not None:
        accept_all_but(queue, organisation, plan.code)
    else:
        by_institution(queue, plan.code, {"periode": st.query_params.get("periode", "")})


def _one(visit: Visit, plan: PlanRecord, queue: Sequence[QueueLine]) -> None:
    place = _place(queue)
    with database() as session:
        found = dossier(session, visit.actor, plan, queue[place])
    left, right = st.columns([5, 2], gap="large")
    with left:
        show_dossier(found, _steps(queue, place))
    with right:
        _beside(queue, place)


def _filters(
    places: Sequence[st.delta_generator.DeltaGenerator],
    everything: Sequence[QueueLine],
    periods: dict[str, Period],
    by_short: dict[str, OrganisationName],
) -> tuple[QueueFilter, OrganisationName | None]:
    # what the address asks for stays a choice when its last report was decided
    asked_for = {name: st.query_params.get(name, "") for name in ("periode", "instansi", "perhatian")}
    spoken = {line.period for line in everything}
    present = {risk for line in everything for risk in line.risks}
    with places[0]:
        offered = {k: period_name(p) for k, p in periods.items() if p in spoken or k == asked_for["periode"]}
        period = pick(_("Periode"), "periode", offered, _("Semua"))
    with places[1]:
        waiting = {line.reporter.organisation.short for line in everything}
        names = [short for short in by_short if short in waiting or short == asked_for["instansi"]]
        organisation = pick(_("Instansi atau OMS"), "instansi", {short: short for short in names}, _("Semua"))
    with places[2]:
        options = {r.value: risk_word(r) for r in Risk if r in present or r.value == asked_for["perhatian"]}
        risk = pick(_("Perlu dilihat karena"), "perhatian", options, _("Semua laporan"))
    chosen = by_short.get(organisation)
    return (
        QueueFilter(periods.get(period), chosen.id if chosen else None, Risk(risk) if risk else None),
        chosen,
    )


_TOLD = (
    (Risk.DISAGREEMENT, N_plural("{n} berbeda penilaian")),
    (Risk.COMPLETE_UNPROVEN, N_plural("{n} “Selesai” tanpa data dukung yang diterima")),
    (Risk.NO_EVIDENCE, N_plural("{n} tanpa data dukung")),
)


def _lead(plan: PlanRecord, everything: Sequence[QueueLine], queue: Sequence[QueueLine]) -> str:
    if not everything:
        return plan.title
    who = len({line.reporter.organisation.id for line in queue})
    told = plural("{n} laporan menunggu verifikasi", len(queue))
    if len(queue) != len(everything):
        told += _(" dari {total} seluruhnya", total=len(everything))
    told += plural(", dari {n} instansi", who) if who > 1 else ""
    parts = [plural(text, n) for risk, text in _TOLD if (n := sum(1 for line in queue if risk in line.risks))]
    return f"{told}: {', '.join(parts)}." if parts else f"{told}."


def _nothing(plan: PlanRecord, others: bool) -> None:
    if others:
        frame.empty(_("Tidak ada laporan yang cocok."), _("Longgarkan saringan di atas."))
        return
    frame.empty(
        _("Tidak ada laporan {plan} yang menunggu verifikasi.", plan=plan.name),
        _("Laporan yang dikirim K/L, diimpor dari matriks, atau diisikan muncul di sini sampai diputuskan."),
    )
    links = [
        frame.link(_("Siapkan matriks untuk K/L dan OMS"), "kirim", rencana=plan.code),
        frame.link(_("Impor matriks yang kembali"), "impor"),
        frame.link(_("Isi laporan langsung"), "mutakhirkan", rencana=plan.code),
    ]
    show(html("<p>{links}</p>", links=join(links, " · ")))


# -- one after the other --------------------------------------------------------------------------------------------


def _place(queue: Sequence[QueueLine]) -> int:
    """Where in the queue we are: at the report of the address, else at the place it had, else at the first."""
    wanted = st.query_params.get("laporan", "")
    for place, line in enumerate(queue):
        if str(line.report_id) == wanted:
            return place
    if wanted:
        st.info(
            _("Laporan yang diminta sudah diputuskan atau tidak termasuk saringan ini; yang berikutnya ditampilkan.")
        )
        st.query_params.pop("laporan", None)
    return 0


def _steps(queue: Sequence[QueueLine], place: int) -> Steps:
    def to(target: int) -> Callable[[], None]:
        def go() -> None:
            st.query_params["laporan"] = str(queue[target].report_id)

        return go

    def decided() -> None:
        following = [*queue[place + 1 :], *queue[:place]]
        if following:
            st.query_params["laporan"] = str(following[0].report_id)
        else:
            st.query_params.pop("laporan", None)

    return Steps(
        go_back=to(place - 1) if place > 0 else None,
        go_on=to(place + 1) if place + 1 < len(queue) else None,
        decided=decided,
    )


def _beside(queue: Sequence[QueueLine], place: int) -> None:
    frame.quiet(
        _("Laporan {place} dari {total}, menurut tenggat lalu risiko.", place=place + 1, total=len(queue))
        + " "
        + _("Huruf pada tombol adalah tombol papan ketiknya.")
    )
    first = max(min(place - 2, len(queue) - AROUND), 0)
    rows = [_row(line, current=line is queue[place]) for line in queue[first : first + AROUND]]
    show(
        html(
            '<nav class="antrean" aria-label="{name}">{rows}</nav>{style}',
            name=_("Antrean"),
            rows=join(rows),
            style=STYLE,
        )
    )


def _row(line: QueueLine, *, current: bool) -> Markup:
    kept = {name: st.query_params.get(name, "") for name in ("rencana", "periode", "instansi", "perhatian")}
    level = percent(line.percent) if line.percent is not None else label(line.completion) if line.completion else "–"
    return html(
        '<a href="{to}" target="_self"{here}><strong>{who}</strong> · {level}<br>'
        '<span class="kecil">{code} · {period}</span>{marks}</a>',
        to=frame.address("verifikasi", **kept, laporan=line.report_id),
        here=Markup(' aria-current="true"') if current else Markup(""),
        who=line.reporter.organisation.short,
        level=level,
        code=line.row_code,
        period=period_name(line.period),
        marks=html("<br>{marks}", marks=risk_marks(line)) if line.risks else Markup(""),
    )


page(require(Action.VERIFY))

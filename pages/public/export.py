"""Export of the matrix: choose, download. Two clicks, no account."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from models.language import N_, _, plural
from models.queries.matrix import matrix_data
from models.queries.plans import current_period, period_name
from models.rules.access import Action, can
from pages.ui import frame
from pages.ui.choices import choose_plan
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import html, join, show
from reports.matrix.format import COLUMNS, MatrixRow
from reports.matrix.rows import rows_of
from reports.matrix.write import cell_value

ABOUT = N_("Matriks siap cetak (A3 mendatar) yang dapat dikirim kembali dan dibaca lagi tanpa kehilangan apa pun.")


def page(visit: Visit) -> None:
    """Filters on top, the files, and what they hold."""
    frame.head(_("Ekspor matriks"), lead=_(ABOUT))
    with database() as session:
        left, middle, right = st.columns([3, 3, 2])
        with left:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        data = matrix_data(session, visit.actor, plan)
    involved = {o.short: o.id for c in data.commitments for o in (*c.leads, *c.supporting, *c.partners)}
    involved |= {o.short: o.id for m in data.milestones for o in m.responsible}
    with middle:
        asked = [name for name in st.query_params.get_all("instansi") if name in involved]
        chosen = st.multiselect(
            _("Instansi atau OMS"), sorted(involved), default=asked, key="organisations", placeholder=_("Semua")
        )
        st.query_params["instansi"] = chosen
    with right:
        usual = current_period(data.periods, min(visit.today, plan.ends_on) if plan.ends_on else visit.today)
        period = st.selectbox(
            _("Periode"),
            list(reversed(data.periods)),
            index=list(reversed(data.periods)).index(usual) if usual else None,
            format_func=period_name,
            key="period",
        )
    rows = rows_of(data, period, organisation_ids=[involved[name] for name in chosen])
    query = [("rencana", plan.code), *(("instansi", name) for name in chosen)]
    if period:
        query.append(("periode", f"{period.year}-{period.code}"))
    if not rows:
        frame.empty(_("Tidak ada baris untuk pilihan ini."), _("Pilih rencana aksi atau instansi lain."))
        return
    _files(urlencode(query), len(rows))
    _preview(rows)
    if can(visit.actor, Action.SEE_SUBMITTED):
        frame.quiet(_("Berisi juga laporan yang belum diverifikasi; periksa sebelum dibagikan."))
    else:
        frame.quiet(_("Berisi laporan yang sudah diverifikasi dan penilaian OMS yang sudah diterbitkan."))


def _files(query: str, n: int) -> None:
    button = (
        '<a href="/unduh/matriks.{kind}?{query}" target="_self" style="display:inline-block;padding:.6rem 1.2rem;'
        "border-radius:6px;background:{back};color:{ink};border:1px solid #0B6E99;text-decoration:none;"
        'font-weight:600">{text}</a> '
    )
    workbook = html(button, kind="xlsx", query=query, back="#0B6E99", ink="#fff", text=_("Unduh Excel (.xlsx)"))
    plain = html(button, kind="csv", query=query, back="#fff", ink="#0B6E99", text=_("Unduh CSV"))
    show(html('<div style="display:flex;gap:.6rem;flex-wrap:wrap">{files}</div>', files=join([workbook, plain])))
    frame.quiet(plural("{n} baris.", n))


def _preview(rows: list[MatrixRow]) -> None:
    with st.expander(_("Lihat isinya"), expanded=True):
        shown = [{_(c.title): cell_value(c, getattr(row, c.key)) for c in COLUMNS} for row in rows[:50]]
        st.dataframe(shown, hide_index=True)
        if len(rows) > 50:
            frame.quiet(_("50 baris pertama; berkasnya memuat semua."))


page(allow_visitors())

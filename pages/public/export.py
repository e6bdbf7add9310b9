"""Export of the matrix: choose, download. Two clicks, no account."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from models.language import LANGUAGES, N_, Language, _, language_name, plural, short_date
from models.queries.matrix import MatrixData, matrix_data
from models.queries.plans import PlanRecord, default_plan, list_plans, period_name
from models.rules.access import Action, can
from pages.ui import frame
from pages.ui.choices import remember, say_unknown_plan
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import html, join, show
from reports.matrix.export import citation
from reports.matrix.format import COLUMNS, Column, MatrixRow
from reports.matrix.headless import export_periods
from reports.matrix.rows import rows_over
from reports.matrix.write import cell_value

ABOUT = N_("Matriks siap cetak (A3 mendatar) yang dapat dikirim kembali dan dibaca lagi tanpa kehilangan apa pun.")
#: rows of the preview
_SHOWN = 50


def page(visit: Visit) -> None:
    """Filters on top, the files, and what they hold."""
    frame.head(_("Ekspor matriks"), lead=_(ABOUT))
    with database() as session:
        plans = list_plans(session, visit.actor)
        usual = default_plan(plans)
        if usual is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        first = st.columns([3, 3])
        with first[0]:
            chosen = _choose_plans(plans, usual)
        held = [matrix_data(session, visit.actor, plan) for plan in chosen]
    with first[1]:
        organisations = _choose_organisations(held)
    second = st.columns([3, 3])
    with second[0]:
        period = _choose_period(held)
    with second[1]:
        language = _choose_language(visit)
    beside = st.checkbox(
        _("Tambahkan lembar penilaian berdampingan (K/L, OMS, IRM)"),
        value=st.query_params.get("penilaian") == "berdampingan",
        key="beside",
    )
    remember("penilaian", "berdampingan" if beside else "")
    rows = _rows(held, organisations, period)
    if not rows:
        frame.empty(_("Tidak ada baris untuk pilihan ini."), _("Pilih rencana aksi atau instansi lain."))
        return
    query = [("rencana", data.plan.code) for data in held] + [("instansi", name) for name in organisations]
    query += [(name, value) for name, value in (("periode", period), ("bahasa", language)) if value]
    _files(urlencode(query), urlencode([*query, ("penilaian", "berdampingan")] if beside else query), len(rows))
    if can(visit.actor, Action.SEE_SUBMITTED):
        frame.quiet(_("Berisi juga laporan yang belum diverifikasi; periksa sebelum dibagikan."))
    else:
        frame.quiet(_("Berisi laporan yang sudah diverifikasi dan penilaian OMS yang sudah diterbitkan."))
    frame.quiet(citation([data.plan for data in held], visit.today))
    _preview(rows)


def _choose_plans(plans: tuple[PlanRecord, ...], usual: PlanRecord) -> list[PlanRecord]:
    by_code = {plan.code: plan for plan in plans if plan.commitments}
    asked = [code for code in st.query_params.get_all("rencana") if code in by_code]
    for unknown in [code for code in st.query_params.get_all("rencana") if code not in by_code]:
        say_unknown_plan(unknown, by_code[asked[0]] if asked else usual)
    chosen = st.multiselect(
        _("Rencana aksi"),
        list(by_code),
        default=asked or [usual.code],
        format_func=lambda code: by_code[code].title,
        key="plans",
        placeholder=usual.title,
    )
    st.query_params["rencana"] = [] if chosen == [usual.code] else chosen
    return [by_code[code] for code in chosen] or [usual]


def _choose_organisations(held: list[MatrixData]) -> list[str]:
    involved = sorted(_involved(held), key=str.casefold)
    asked = [name for name in st.query_params.get_all("instansi") if name in involved]
    chosen = st.multiselect(
        _("Instansi atau OMS"), involved, default=asked, key="organisations", placeholder=_("Semua")
    )
    st.query_params["instansi"] = chosen
    return chosen


def _involved(held: list[MatrixData]) -> dict[str, int]:
    """Short name → id of everybody who has a part in these plans."""
    found = {o.short: o.id for d in held for c in d.commitments for o in (*c.leads, *c.supporting, *c.partners)}
    return found | {o.short: o.id for d in held for m in d.milestones for o in m.responsible}


def _choose_period(held: list[MatrixData]) -> str:
    """ "" is the current one of each plan."""
    options = {"": _("Periode terakhir"), "semua": _("Semua periode")}
    years = {period.year for data in held for period in data.periods}
    options |= {str(year): _("Tahun {year}", year=year) for year in sorted(years, reverse=True)}
    if len(held) == 1:
        options |= {f"{p.year}-{p.code}": period_name(p) for p in reversed(held[0].periods)}
    asked = st.query_params.get("periode", "")
    period = st.selectbox(
        _("Periode"),
        list(options),
        index=list(options).index(asked) if asked in options else 0,
        format_func=options.__getitem__,
        key="period",
    )
    remember("periode", period)
    return period


def _choose_language(visit: Visit) -> Language:
    asked = st.query_params.get("bahasa")
    language: Language = st.selectbox(
        _("Bahasa judul kolom"),
        LANGUAGES,
        index=LANGUAGES.index(asked if asked in LANGUAGES else visit.language),
        format_func=language_name,
        key="heading_language",
        help=_("Uraian tetap dalam bahasa aslinya dan ditandai begitu."),
    )
    remember("bahasa", language, fallback=visit.language)
    return language


def _rows(held: list[MatrixData], organisations: list[str], period: str) -> list[MatrixRow]:
    involved = _involved(held)
    rows: list[MatrixRow] = []
    for data in held:
        periods = export_periods(data, period, alone=len(held) == 1)
        if periods is not None:
            rows += rows_over(data, periods, organisation_ids=[involved[name] for name in organisations])
    return rows


def _files(plain: str, workbook: str, n: int) -> None:
    button = (
        '<a href="/unduh/matriks.{kind}?{query}" target="_self" style="display:inline-block;padding:.6rem 1.2rem;'
        "border-radius:6px;background:{back};color:{ink};border:1px solid #0B6E99;text-decoration:none;"
        'font-weight:600">{text}</a> '
    )
    excel = html(button, kind="xlsx", query=workbook, back="#0B6E99", ink="#fff", text=_("Unduh Excel (.xlsx)"))
    comma = html(button, kind="csv", query=plain, back="#fff", ink="#0B6E99", text=_("Unduh CSV"))
    show(html('<div style="display:flex;gap:.6rem;flex-wrap:wrap">{files}</div>', files=join([excel, comma])))
    frame.quiet(plural("{n} baris.", n))


def _preview(rows: list[MatrixRow]) -> None:
    with st.expander(_("Lihat isinya"), expanded=True):
        shown = [{_(c.title): _seen(c, row) for c in COLUMNS} for row in rows[:_SHOWN]]
        st.dataframe(shown, hide_index=True)
        if len(rows) > _SHOWN:
            frame.quiet(_("{n} baris pertama; berkasnya memuat semua.", n=_SHOWN))


def _seen(column: Column, row: MatrixRow) -> Any:
    """A cell's value; a column of days may also hold words, so days are words here."""
    value = cell_value(column, getattr(row, column.key))
    return short_date(value) if isinstance(value, dt.date) else value


page(allow_visitors())

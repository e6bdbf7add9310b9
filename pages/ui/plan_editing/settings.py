"""The forms of an action plan itself and of its reporting periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.commands import plan as commands
from models.language import N_, _, current_language, long_date, number, plural, short_date
from models.problems import Invalid
from models.queries.plan_entry import PeriodEntry, PlanEntry
from models.rules.periods import TEMPLATES
from models.vocabulary import PeriodState, PlanState, label
from pages.ui import frame
from pages.ui.entry import news
from pages.ui.gate import Visit, change
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.row_form import RowForm
from reports.matrix.values import read_number

#: no plan is older than Indonesia's membership of OGP
FIRST_DAY, LAST_DAY = dt.date(2011, 1, 1), dt.date(2049, 12, 31)

_PLAN = {
    "name_id": N_("Nama rencana aksi"),
    "name_en": N_("Nama menurut OGP (Inggris)"),
    "period_label": N_("Tahun menurut Indonesia"),
    "start_year": N_("Tahun awal menurut OGP"),
    "end_year": N_("Tahun akhir menurut OGP"),
    "starts_on": N_("Tanggal mulai"),
    "ends_on": N_("Tanggal akhir"),
    "state": N_("Keadaan"),
    "margin_points": N_("Batas “perlu perhatian” (poin di bawah target)"),
    "disagreement_points": N_("Batas “penilaian berbeda” (poin)"),
    "cumulative": N_("Persentase kumulatif: capaian periode mencakup periode sebelumnya"),
    "theme": N_("Tema"),
    "stated_commitments": N_("Jumlah komitmen menurut sumber"),
    "source": N_("Sumber"),
    "notes": N_("Catatan"),
}
_NUMBERS = ("start_year", "end_year", "stated_commitments", "margin_points", "disagreement_points")
_TEMPLATE_TITLES = {
    "semester": N_("Semester (B06, B12)"),
    "triwulan": N_("Triwulan (TW1 sampai TW4)"),
    "caturwulan": N_("Caturwulan (B04, B08, B12)"),
    "triwulan_kumulatif": N_("Triwulan kumulatif antartahun (B03 sampai B24)"),
}
_PERIOD = {
    "code": N_("Kode"),
    "year": N_("Tahun"),
    "starts_on": N_("Hari pertama"),
    "ends_on": N_("Hari terakhir"),
    "due_on": N_("Tenggat laporan"),
    "opens_on": N_("Dibuka mulai"),
    "closed_on": N_("Laporan terakhir diterima"),
}


def _words(name: str, value: Any) -> str:
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if name == "state" and value:
        return label(PlanState(value))
    return str(value if value is not None else "")


def day_input(form: RowForm, name: str) -> None:
    """A date, or none, in the years of action plans."""
    st.date_input(
        form.title(name),
        value=form.value(name),
        key=form.key(name),
        format="DD/MM/YYYY",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
    )


def whole_number(text: Any, field: str) -> int | None:
    """A whole number as typed; None for nothing. Raises Invalid."""
    written = str(text or "").strip()
    value = read_number(written) if written else None
    if written and (value is None or value != int(value)):
        raise Invalid(N_("“{value}” bukan bilangan bulat."), field=field, value=written[:40])
    return None if value is None else int(value)


# -- the plan ---------------------------------------------------------------------------------------------------------


def settings_form(visit: Visit, entry: PlanEntry) -> None:
    """Titles, years, state and margins of a plan."""
    stored = {name: entry.values[name] for name in _PLAN}
    stored |= {name: "" if stored[name] is None else str(stored[name]) for name in _NUMBERS}
    stored["state"] = entry.plan.state.value
    form = RowForm("action_plan", entry.plan.id, entry.plan.version, stored, _PLAN, _words)
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        _plan_fields(form)
        reason = st.text_input(
            _("Alasan perubahan"),
            key=form.key("reason"),
            help=_("Masuk ke riwayat, misalnya nomor surat atau rapat yang menyepakatinya."),
        )
        pressed = st.form_submit_button(_("Simpan rencana aksi"), type="primary")
    if pressed:
        _save_plan(form, entry, reason)
    frame.quiet(
        html(
            "{code} · {history}",
            code=_(
                "Kode {code} dan nomor {n} tidak berubah; kode baris dibuat darinya.",
                code=entry.plan.code,
                n=entry.plan.number,
            ),
            history=frame.link(_("Riwayat"), "riwayat", tabel="action_plan", id=entry.plan.id),
        )
    )


def _plan_fields(form: RowForm) -> None:
    indonesian, english = st.columns(2)
    with indonesian:
        st.text_input(form.title("name_id"), value=form.value("name_id"), key=form.key("name_id"))
    with english:
        st.text_input(form.title("name_en"), value=form.value("name_en"), key=form.key("name_en"))
    label_column, first, last = st.columns([2, 1, 1])
    with label_column:
        st.text_input(
            form.title("period_label"),
            value=form.value("period_label"),
            key=form.key("period_label"),
            placeholder="2026-2027",
        )
    with first:
        st.text_input(form.title("start_year"), value=form.value("start_year"), key=form.key("start_year"))
    with last:
        st.text_input(form.title("end_year"), value=form.value("end_year"), key=form.key("end_year"))
    start, end, state = st.columns([1, 1, 2])
    with start:
        day_input(form, "starts_on")
    with end:
        day_input(form, "ends_on")
    with state:
        states = [s.value for s in PlanState]
        st.selectbox(
            form.title("state"),
            states,
            index=form.index("state", states),
            format_func=lambda s: label(PlanState(s)),
            key=form.key("state"),
            help=_("Rencana aksi yang selesai masa berlakunya dinilai pada tanggal akhirnya."),
        )
    margin, points = st.columns(2)
    with margin:
        st.text_input(
            form.title("margin_points"),
            value=form.value("margin_points"),
            key=form.key("margin_points"),
            help=_("Tidak ada batas resmi untuk RAN OGI. Batas ini tampil pada “Arti status”."),
        )
    with points:
        st.text_input(
            form.title("disagreement_points"),
            value=form.value("disagreement_points"),
            key=form.key("disagreement_points"),
        )
    st.checkbox(form.title("cumulative"), value=form.value("cumulative"), key=form.key("cumulative"))
    theme, stated = st.columns([3, 1])
    with theme:
        st.text_input(form.title("theme"), value=form.value("theme"), key=form.key("theme"))
    with stated:
        st.text_input(
            form.title("stated_commitments"), value=form.value("stated_commitments"), key=form.key("stated_commitments")
        )
    st.text_input(form.title("source"), value=form.value("source"), key=form.key("source"))
    st.text_area(form.title("notes"), value=form.value("notes"), key=form.key("notes"), height=90)


def _plan_values(changed: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(changed)
    for name in _NUMBERS:
        if name in values:
            values[name] = whole_number(values[name], name)
    for name in ("margin_points", "disagreement_points"):
        if name in values and values[name] is None:
            raise Invalid(N_("Isi angka {least} sampai 100 untuk batas ini."), field=name, least=1)
    if "state" in values:
        values["state"] = PlanState(values["state"])
    return values


def _save_plan(form: RowForm, entry: PlanEntry, reason: str) -> None:
    changed = form.changed()
    if not changed:
        st.info(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
        return
    told = ", ".join(form.title(name).lower() for name in changed)
    form.save(
        lambda session, actor: commands.edit_plan(
            session, actor, entry.plan.id, _plan_values(changed), shown_version=form.draft.version
        ),
        _("Tersimpan: {changed}.", changed=told),
        reason=reason,
    )


def new_plan() -> None:
    """The form of a plan that is not there yet, with a template for its periods."""
    frame.head(
        _("Rencana aksi baru"),
        lead=_("Nomor dan kodenya menamai rencana aksi seterusnya; yang lain dapat diubah kemudian."),
        trail=((_("Rencana aksi dan periode"), frame.address("rencana")),),
    )
    blank = {**dict.fromkeys(_PLAN, ""), "starts_on": None, "ends_on": None, "cumulative": True}
    blank |= {"state": PlanState.DRAFTING.value, "margin_points": "10", "disagreement_points": "20"}
    own = {"number": N_("Nomor"), "code": N_("Kode, bila bukan RAN-nomor Romawi")}
    form = RowForm("action_plan", 0, 0, {**blank, "number": "", "code": "", "template": ""}, {**_PLAN, **own}, _words)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        number_column, code = st.columns([1, 3])
        with number_column:
            st.text_input(form.title("number"), value=form.value("number"), key=form.key("number"), placeholder="9")
        with code:
            st.text_input(form.title("code"), value=form.value("code"), key=form.key("code"), placeholder="RAN-IX")
        _plan_fields(form)
        _template_box(form.key("template"), _("Pola periode (dapat ditambah kemudian)"), none=True)
        pressed = st.form_submit_button(_("Buat rencana aksi"), type="primary")
    if not pressed:
        return
    values = {name: form.draft[name] for name in _PLAN}
    made: list[str] = []
    with change() as attempt:
        chosen = _plan_values(values)
        key = whole_number(form.draft["number"], "number")
        if key is None:
            raise Invalid(N_("Isi nomor rencana aksi."), field="number")
        plan = commands.add_plan(attempt.session, attempt.actor, key, chosen, code=form.draft["code"])
        if template := form.draft["template"]:
            first = chosen["start_year"] or (plan.starts_on.year if plan.starts_on else None)
            last = chosen["end_year"] or (plan.ends_on.year if plan.ends_on else None)
            if first is None or last is None:
                raise Invalid(N_("Isi tahun awal dan akhir agar periode dapat dibuat."), field="start_year")
            commands.add_periods(attempt.session, attempt.actor, plan.id or 0, template, first, last)
        made.append(plan.code)
    if attempt.done:
        form.draft.load_stored()
        news(_("{code} dibuat. Lanjutkan dengan periode dan komitmennya.", code=made[0]))
        st.query_params.clear()
        st.query_params["rencana"] = made[0]
        st.rerun()


def _template_box(key: str, title: str, *, none: bool) -> str:
    names = [*([""] if none else []), *(name for name in _TEMPLATE_TITLES if name in TEMPLATES)]
    return str(
        st.selectbox(title, names, format_func=lambda n: _(_TEMPLATE_TITLES[n]) if n else _("Tanpa periode"), key=key)
    )


# -- its periods ------------------------------------------------------------------------------------------------------


def periods(visit: Visit, entry: PlanEntry) -> None:
    """What periods there are, each to be adjusted, opened or closed; and how to get more."""
    if entry.periods:
        show(_period_table(entry))
    else:
        frame.empty(
            _("Rencana aksi ini belum punya periode pelaporan."),
            _("Pilih pola di bawah; tanpa periode, tiap target capaian wajib dilaporkan sekali, pada batas waktunya."),
        )
    for period in entry.periods:
        with st.expander(verbatim(f"{period.code} {period.year} · {label(period.state)}")):
            _one_period(visit, period)
    left, right = st.columns(2, gap="large")
    with left:
        _from_template(entry)
    with right:
        _single_period(entry)


def _period_table(entry: PlanEntry) -> Markup:
    heads = (_("Periode"), _("Masa"), _("Tenggat laporan"), _("Penerimaan"), _("Laporan"), _("Target"))
    rows = [
        html(
            '<tr><th scope="row">{name}</th><td data-judul="{h1}">{span}</td><td data-judul="{h2}">{due}</td>'
            '<td data-judul="{h3}">{state}</td><td data-judul="{h4}">{reports}</td>'
            '<td data-judul="{h5}">{targets}</td></tr>',
            name=f"{p.code} {p.year}",
            span=f"{short_date(p.starts_on)} – {short_date(p.ends_on)}",
            due=short_date(p.due_on),
            state=_state_in_words(p),
            reports=number(p.reports),
            targets=number(p.targets),
            h1=heads[1],
            h2=heads[2],
            h3=heads[3],
            h4=heads[4],
            h5=heads[5],
        )
        for p in entry.periods
    ]
    titles = [html('<th scope="col" style="overflow-wrap:normal">{head}</th>', head=head) for head in heads]
    return html(
        '<table class="banding"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>',
        heads=join(titles),
        rows=join(rows),
    )


def _state_in_words(period: PeriodEntry) -> str:
    word = label(period.state)
    if period.state is PeriodState.CLOSED and period.closed_on:
        return _("{state}, laporan terakhir {day}", state=word, day=short_date(period.closed_on))
    if period.state is PeriodState.UPCOMING and period.opens_on:
        return _("{state}, mulai {day}", state=word, day=short_date(period.opens_on))
    if period.closed_on:
        return _("{state} sampai {day}", state=word, day=short_date(period.closed_on))
    return word


def _period_fields(form: RowForm) -> None:
    code, year, first, last = st.columns([1, 1, 2, 2])
    with code:
        st.text_input(form.title("code"), value=form.value("code"), key=form.key("code"), placeholder="B06")
    with year:
        st.text_input(form.title("year"), value=form.value("year"), key=form.key("year"))
    with first:
        day_input(form, "starts_on")
    with last:
        day_input(form, "ends_on")
    due, opens, closed = st.columns(3)
    with due:
        day_input(form, "due_on")
    with opens:
        day_input(form, "opens_on")
    with closed:
        day_input(form, "closed_on")


def _period_values(changed: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(changed)
    if "year" in values:
        values["year"] = whole_number(values["year"], "year")
    missing = [name for name in ("year", "starts_on", "ends_on", "due_on") if name in values and not values[name]]
    if missing:
        raise Invalid(N_("Isi kode, tahun, hari pertama, hari terakhir, dan tenggat periode."), field=missing[0])
    return values


def _one_period(visit: Visit, period: PeriodEntry) -> None:
    stored = {name: getattr(period, name) for name in _PERIOD} | {"year": str(period.year)}
    form = RowForm("reporting_period", period.id, period.version, stored, _PERIOD, _words)
    form.show_conflict(visit)
    name = f"{period.code} {period.year}"
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        _period_fields(form)
        pressed = st.form_submit_button(_("Simpan periode"))
    if pressed:
        changed = form.changed()
        form.save(
            lambda session, actor: commands.edit_period(
                session, actor, period.id, _period_values(changed), shown_version=form.draft.version
            ),
            _("Periode {period} tersimpan.", period=name),
        )
    closing = period.state is not PeriodState.CLOSED
    with st.container(horizontal=True):
        shut = st.button(
            _("Tutup {period} sekarang", period=name) if closing else _("Buka kembali {period}", period=name),
            key=f"tutup/{period.id}",
            help=_("K/L dan OMS tidak dapat lagi melapor; Sekretariat tetap dapat menyusulkan laporan.")
            if closing
            else None,
        )
        removed = period.reports == period.targets == 0 and st.button(
            _("Hapus {period}", period=name),
            key=f"hapus/{period.id}",
            help=_("Hanya untuk periode yang salah dibuat: belum punya laporan atau target."),
        )
    if shut:
        form.save(
            lambda session, actor: commands.close_period(
                session, actor, period.id, closed=closing, shown_version=period.version
            ),
            _("Periode {period} ditutup.", period=name)
            if closing
            else _("Periode {period} dibuka kembali.", period=name),
        )
    if removed:
        form.save(
            lambda session, actor: commands.take_back_period(session, actor, period.id, shown_version=period.version),
            _("Periode {period} dihapus.", period=name),
        )


def _from_template(entry: PlanEntry) -> None:
    st.subheader(_("Tambah menurut pola"), anchor=False)
    values = entry.values
    first = values["start_year"] or (entry.plan.starts_on.year if entry.plan.starts_on else "")
    last = values["end_year"] or (entry.plan.ends_on.year if entry.plan.ends_on else "")
    with st.form(f"pola/{entry.plan.id}/{current_language()}", enter_to_submit=False):
        template = _template_box(f"pola/{entry.plan.id}/nama", _("Pola"), none=False)
        from_year, to_year = st.columns(2)
        with from_year:
            started = st.text_input(_("Tahun pertama"), str(first), key=f"pola/{entry.plan.id}/awal")
        with to_year:
            ended = st.text_input(_("Tahun terakhir"), str(last), key=f"pola/{entry.plan.id}/akhir")
        pressed = st.form_submit_button(_("Tambah periode menurut pola"))
    frame.quiet(_("Tenggat laporan: akhir bulan setelah tiap periode. Periode yang sudah ada tidak diubah."))
    if not pressed:
        return
    made: list[int] = []
    with change() as attempt:
        years = whole_number(started, "first_year"), whole_number(ended, "last_year")
        if years[0] is None or years[1] is None:
            raise Invalid(N_("Isi tahun pertama dan terakhir."), field="first_year")
        added = commands.add_periods(attempt.session, attempt.actor, entry.plan.id, template, years[0], years[1])
        made.append(len(added))
    if attempt.done:
        news(plural("{n} periode ditambahkan.", made[0]) if made[0] else _("Semua periode pola ini sudah ada."))
        st.rerun()


def _single_period(entry: PlanEntry) -> None:
    st.subheader(_("Tambah satu periode"), anchor=False)
    blank = dict.fromkeys(_PERIOD) | {"code": "", "year": ""}
    form = RowForm("reporting_period", -entry.plan.id, 0, blank, _PERIOD, _words)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        _period_fields(form)
        pressed = st.form_submit_button(_("Tambah periode"))
    if pressed:
        values = {name: form.draft[name] for name in _PERIOD}
        form.save(
            lambda session, actor: commands.add_period(session, actor, entry.plan.id, _period_values(values)),
            _("Periode {period} ditambahkan.", period=f"{values['code']} {values['year']}"),
        )

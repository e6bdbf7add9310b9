"""The first page: how the plan stands, what needs action, what changed."""

from __future__ import annotations

import streamlit as st

from models.language import N_, _, date_and_time
from models.queries.progress import PlanPicture
from models.queries.recent import Recent, recent_changes
from models.vocabulary import Light
from pages.ui import frame
from pages.ui.attention import attention_section
from pages.ui.choices import choose_day, choose_plan, day_note
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show
from pages.ui.pictures import picture_for
from pages.ui.standing import commitment_table, legend_section, progress_bars, standing_bar
from reports import charts, headline

NO_PLAN = N_("Belum ada rencana aksi.")


def page(visit: Visit) -> None:
    """Headline, the one picture, the list that needs action; the rest behind tabs."""
    with database() as session:
        filters = st.columns([3, 2, 3])
        with filters[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_(NO_PLAN), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        with filters[1]:
            day = choose_day(visit, plan, key="day")
        picture = picture_for(session, visit, plan, day)
    day_note(day, visit)
    frame.head(plan.title, lead=headline.headline(picture))
    if not picture.commitments:
        frame.empty(
            _("{plan} masih disusun.", plan=plan.name),
            _("Komitmennya muncul di sini setelah dicatat Sekretariat. Pilih rencana aksi lain di atas."),
        )
        return
    if plan.name_en:
        frame.quiet(_("Di OGP: {name}", name=plan.name_en))
    _standing(picture)
    tabs = [_("Perlu tindakan"), _("Semua komitmen"), _("Capaian"), _("Batas waktu"), _("Perubahan terbaru")]
    silent = picture.counts[Light.NOT_REPORTED] == len(picture.commitments)
    attention, commitments, progress, timeline, changes = st.tabs(
        tabs, default=tabs[1] if silent else tabs[0], on_change="rerun", key="dashboard_tab"
    )
    if attention.open:
        with attention:
            attention_section(picture)
    if commitments.open:
        with commitments:
            commitment_table(picture)
    if progress.open:
        with progress:
            _progress(picture)
    if timeline.open:
        with timeline:
            st.plotly_chart(charts.milestone_timeline(picture, picture.as_of), config=charts.CONFIG, key="timeline")
    if changes.open:
        with changes:
            _changes(visit, picture)
    legend_section(picture)


def _standing(picture: PlanPicture) -> None:
    show(standing_bar(picture.counts))
    frame.quiet(headline.progress_sentence(picture))


def _progress(picture: PlanPicture) -> None:
    if picture.progress.percent is None:
        frame.empty(
            _("Belum ada capaian yang dilaporkan."),
            _("Kirim matriks ke K/L, impor matriks yang kembali, atau isi langsung di halaman pemutakhiran."),
        )
        return
    show(progress_bars(picture.commitments))


def _changes(visit: Visit, picture: PlanPicture) -> None:
    with database() as session:
        found = recent_changes(session, visit.actor, picture.plan.id, limit=30)
    if not found:
        frame.empty(_("Belum ada perubahan."), _("Laporan, verifikasi, dan perubahan rumusan muncul di sini."))
        return
    show(join([_change(change) for change in found]))


def _change(change: Recent) -> Markup:
    about = " · ".join(filter(None, (date_and_time(change.at), change.who, change.reason)))
    return html(
        '<div style="padding:.45rem 0;border-bottom:1px solid #D9D9D6">{text}<div class="kecil">{about}</div></div>',
        text=frame.link(change.text, change.page, **change.query) if change.page else change.text,
        about=about,
    )


page(allow_visitors())

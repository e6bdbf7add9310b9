"""The first page: how the plan stands, which commitments are late and why; everything else behind tabs."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from models.language import N_, _, date_and_time, short_date
from models.queries.narrowing import narrowed, organisations_of, themes_of
from models.queries.progress import PlanPicture
from models.queries.recent import Recent, recent_changes
from models.rules.themes import theme_name
from pages.ui import frame
from pages.ui.attention import attention_section
from pages.ui.choices import asked, asked_day, choose_day, choose_plan, day_note, remember
from pages.ui.filters import pick, switch
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.institutions import heat_map
from pages.ui.markup import Markup, html, join, show
from pages.ui.pictures import picture_for, plans_for
from pages.ui.standing import board, legend_section, standing_bar
from pages.ui.tables import figures_section
from pages.ui.themes import theme_table, year_table
from pages.ui.timeline import timeline
from pages.ui.trend import trend_section
from reports import headline

NO_PLAN = N_("Belum ada rencana aksi.")
#: by the word in the address; the first is the usual one
TABS = {
    "komitmen": N_("Komitmen"),
    "tindakan": N_("Perlu tindakan"),
    "instansi": N_("Instansi"),
    "tema": N_("Tema"),
    "capaian": N_("Capaian"),
    "jadwal": N_("Jadwal"),
    "perubahan": N_("Perubahan"),
}


def page(visit: Visit) -> None:
    """Headline, the one picture, the commitments that are late with the reason."""
    with database() as session:
        bar = st.container(horizontal=True, vertical_alignment="bottom", key="dasbor-saringan")
        with bar:
            plan = choose_plan(
                session,
                visit.actor,
                key="plan",
                plans=plans_for(session, visit),
                label_visibility="collapsed",
                width=330,
            )
        if plan is None:
            frame.empty(_(NO_PLAN), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        with bar:
            popover = st.popover(_chosen(), icon=":material/tune:", key="saringan", on_change="rerun")
        with popover:  # filled when it is opened; until then the address alone says what the page is narrowed to
            day = choose_day(visit, plan, key="day") if popover.open else asked_day(visit)
        whole = picture_for(session, visit, plan, day, waiting=st.empty())
    with popover:
        theme, organisation = _filters(whole, choose=bool(popover.open))
    picture = narrowed(whole, theme=theme, organisation=organisation)
    query = {
        "rencana": plan.code,
        "per": day.isoformat() if day != visit.today else "",
        "tema": theme,
        "instansi": organisation,
    }
    day_note(day, visit)
    frame.head(_title(picture, theme, organisation))
    lead = frame.headline(headline.headline(picture))
    if not whole.commitments:
        show(lead)
        frame.empty(
            _("{plan} masih disusun.", plan=plan.name),
            _("Komitmennya muncul di sini setelah dicatat Sekretariat. Pilih rencana aksi lain di atas."),
        )
        return
    if not picture.commitments:
        show(lead)
        frame.empty(_("Tidak ada komitmen yang cocok."), _("Pilih tema atau instansi lain, atau kosongkan saringan."))
        return
    # in one piece: every piece of a page costs its own message to the browser
    show(join([lead, standing_bar(picture.counts, **query), frame.small_print(_sources(picture))]))
    _tabs(visit, picture, query, only=frozenset(c.code for c in picture.commitments) if picture is not whole else None)
    legend_section(picture)


def _chosen() -> str:
    """What the page is narrowed to, on the button that changes it."""
    names = [
        st.query_params.get("per", ""),
        theme_name(st.query_params.get("tema", "")),
        st.query_params.get("instansi", ""),
    ]
    chosen = " · ".join(name for name in names if name)
    return chosen[:60] or _("Tanggal dan saringan")


def _filters(picture: PlanPicture, *, choose: bool) -> tuple[str, str]:
    themes = {theme: theme_name(theme) for theme in themes_of(picture)}
    organisations = {o.short: o.short for o in organisations_of(picture)}
    if not choose:
        theme, organisation = asked("tema", list(themes), ""), asked("instansi", list(organisations), "")
        remember("tema", theme)  # what this plan does not have goes from the address
        remember("instansi", organisation)
        return theme, organisation
    theme = pick(_("Tema"), "tema", themes, _("Semua tema")) if themes else ""
    organisation = pick(_("Instansi atau OMS"), "instansi", organisations, _("Semua")) if organisations else ""
    return theme, organisation


def _title(picture: PlanPicture, theme: str, organisation: str) -> str:
    return " · ".join(filter(None, (picture.plan.title, theme_name(theme) if theme else "", organisation)))


def _sources(picture: PlanPicture) -> str:
    parts = [headline.progress_sentence(picture)]
    if picture.plan.name_en:
        parts.append(_("Di OGP: {name}", name=picture.plan.name_en))
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)


def _tabs(visit: Visit, picture: PlanPicture, query: dict[str, str], only: frozenset[str] | None) -> None:
    # one control instead of st.tabs, which costs a message to the browser for each tab at every click
    opened = switch(_("Bagian dasbor"), "tab", {key: _(title) for key, title in TABS.items()}, wrap=False)
    _part(visit, opened, picture, query, only)


def _part(visit: Visit, which: str, picture: PlanPicture, query: dict[str, str], only: frozenset[str] | None) -> None:
    narrowing = {name: value for name, value in query.items() if name != "rencana"}
    if which == "komitmen":
        show(board(picture, **query))
        figures_section("komitmen", picture, **narrowing)
    elif which == "tindakan":
        attention_section(visit, picture, only)
    elif which == "instansi":
        _institutions(picture, narrowing)
    elif which == "tema":
        _themes(picture, query, narrowing)
    elif which == "capaian":
        trend_section(picture, **narrowing)
    elif which == "jadwal":
        _timeline(picture, narrowing)
    else:
        _changes(visit, picture)


def _institutions(picture: PlanPicture, narrowing: dict[str, str]) -> None:
    if not picture.periods:
        frame.empty(
            _("Rencana aksi ini tidak mempunyai periode pelaporan."),
            _("Kewajiban lapor mengikuti batas waktu tiap target capaian; lihat tab Jadwal."),
        )
        return
    frame.quiet(
        _(
            "Isi sel: rata-rata capaian dan target capaian yang dilaporkan dari yang wajib. "
            "Bergaris putus: sudah jatuh tempo dan belum ada laporan. Pilih sel untuk melihat laporannya."
        )
    )
    show(heat_map(picture))
    figures_section("instansi", picture, **narrowing)


def _themes(picture: PlanPicture, query: dict[str, str], narrowing: dict[str, str]) -> None:
    st.subheader(_("Komitmen menurut tema"), anchor=False)
    frame.quiet(_("Tema menurut bidang kebijakan OGP; satu komitmen dapat mempunyai beberapa tema."))
    show(theme_table(picture, **query))
    figures_section("tema", picture, **narrowing)
    st.subheader(_("Target capaian menurut tahun batas waktu"), anchor=False)
    show(year_table(picture))


def _timeline(picture: PlanPicture, narrowing: dict[str, str]) -> None:
    drawn = timeline(picture, picture.as_of)
    if not drawn:
        frame.empty(_("Belum ada batas waktu."), _("Target capaian rencana aksi ini tidak mempunyai tanggal."))
        return
    frame.quiet(_("Satu tanda untuk tiap target capaian pada batas waktunya. Pilih tanda untuk membuka komitmennya."))
    show(drawn)
    figures_section("target-capaian", picture, **narrowing)


# -- what changed -----------------------------------------------------------------------------------------------------


def _changes(visit: Visit, picture: PlanPicture) -> None:
    since = _since(visit, picture)
    with database() as session:
        found = recent_changes(session, visit.actor, picture.plan.id, since=since, limit=60)
    if not found:
        frame.empty(
            _("Tidak ada perubahan sejak {day}.", day=short_date(since)),
            _("Laporan, verifikasi, dan perubahan rumusan muncul di sini. Pilih tanggal yang lebih awal."),
        )
        return
    show(join([_change(change) for change in found]))


def _since(visit: Visit, picture: PlanPicture) -> dt.date:
    usual = picture.as_of - dt.timedelta(days=30)
    try:
        start = min(dt.date.fromisoformat(str(st.query_params.get("sejak", ""))), visit.today)
    except ValueError:
        start = usual
    with st.columns([2, 5])[0]:
        since = st.date_input(
            _("Perubahan sejak"), value=start, max_value=visit.today, format="DD/MM/YYYY", key="changes_since"
        )
    remember("sejak", since.isoformat() if since != usual else "")
    return since


def _change(change: Recent) -> Markup:
    about = " · ".join(filter(None, (date_and_time(change.at), change.who, change.reason)))
    return html(
        '<div style="padding:.45rem 0;border-bottom:1px solid #E7E6E3">{text}<div class="kecil">{about}</div></div>',
        text=frame.link(change.text, change.page, **change.query) if change.page else change.text,
        about=about,
    )


page(allow_visitors())

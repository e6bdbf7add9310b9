"""Bahan rapat: two pages for a director and a text for a chat; whole plan, one institution or one theme."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import streamlit as st

from models.language import LANGUAGES, N_, _, language_name, plural, short_date
from models.queries.plans import PlanRecord
from models.queries.progress import PlanPicture
from pages.ui import frame
from pages.ui.choices import choose_day, choose_plan, remember
from pages.ui.filters import pick
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show
from pages.ui.pictures import picture_for
from reports.brief.gather import USUAL_DAYS, Brief, Wanted, gather, themes_of
from reports.brief.message import LONGEST, message

ABOUT = N_("Dua halaman A4 untuk rapat: posisi, yang perlu tindakan, yang berubah, keputusan, dan tindak lanjut.")


def page(visit: Visit) -> None:
    """Choices on top, the files, and the text to copy."""
    frame.head(_("Bahan rapat"), lead=_(ABOUT))
    with database() as session:
        first = st.columns([3, 3, 3])
        with first[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        everything = picture_for(session, visit, plan, visit.today)
        with first[1]:
            organisation = pick(_("Instansi atau OMS"), "instansi", _organisations(everything), _("Semua"))
        with first[2]:
            theme = pick(_("Tema"), "tema", _themes(everything), _("Semua"))
        second = st.columns([3, 3, 3])
        with second[0]:
            day = choose_day(visit, plan, key="day")
        with second[1]:
            since = _choose_since(day)
        wanted = Wanted(plan.code, day, organisation, theme, since)
        brief = gather(session, visit.actor, wanted)
    if not brief.picture.commitments:
        frame.empty(_("Tidak ada komitmen untuk pilihan ini."), _("Pilih rencana aksi, instansi, atau tema yang lain."))
        return
    _files(visit, plan, wanted)
    _holds(brief)
    _text(brief)


def _organisations(picture: PlanPicture) -> dict[str, str]:
    found = {o.short: o.short for c in picture.commitments for _role, o in c.parties}
    found |= {o.short: o.short for _c, m in picture.milestones for o in m.responsible}
    return dict(sorted(found.items(), key=lambda pair: pair[0].casefold()))


def _themes(picture: PlanPicture) -> dict[str, str]:
    return {theme: theme for theme in sorted({t for c in picture.commitments for t in themes_of(c)})}


def _choose_since(day: dt.date) -> dt.date:
    usual = day - dt.timedelta(days=USUAL_DAYS)
    try:
        start = dt.date.fromisoformat(st.query_params.get("sejak", ""))
    except ValueError:
        start = usual
    since = st.date_input(
        _("Perubahan sejak"),
        value=min(start, day),
        max_value=day,
        format="DD/MM/YYYY",
        key="since",
        help=_("Misalnya tanggal rapat atau bahan rapat yang terakhir."),
    )
    remember("sejak", since.isoformat() if since != usual else "")
    return since


def _files(visit: Visit, plan: PlanRecord, wanted: Wanted) -> None:
    asked = {
        "rencana": plan.code,
        "instansi": wanted.organisation,
        "tema": wanted.theme,
        "per": wanted.as_of.isoformat(),
        "sejak": wanted.changes_since.isoformat(),
    }
    query = {name: value for name, value in asked.items() if value}
    own_first = sorted(LANGUAGES, key=lambda language: language != visit.language)
    buttons = [_button(urlencode({**query, "bahasa": language}), language, visit.language) for language in own_first]
    show(
        html('<div style="display:flex;gap:.6rem;flex-wrap:wrap;margin:.4rem 0">{buttons}</div>', buttons=join(buttons))
    )


def _button(query: str, language: str, own: str) -> Markup:
    look = "background:#0B6E99;color:#fff" if language == own else "background:#fff;color:#0B6E99"
    return html(
        '<a href="/unduh/bahan-rapat.pdf?{query}" target="_self" style="display:inline-block;padding:.6rem 1.2rem;'
        'border-radius:6px;{look};border:1px solid #0B6E99;text-decoration:none;font-weight:600">{text}</a>',
        query=query,
        look=Markup(look),
        text=_("Unduh PDF ({language})", language=language_name(language)),  # type: ignore[arg-type]
    )


def _holds(brief: Brief) -> None:
    parts = [
        plural("{n} komitmen", len(brief.picture.commitments)),
        plural("{n} perlu tindakan", len(brief.attention)),
        plural("{n} hal yang berubah sejak {day}", len(brief.moved) + len(brief.changes), day=short_date(brief.since)),
        plural("{n} keputusan rapat-rapat terakhir", len(brief.decisions)),
        plural("{n} tindak lanjut terbuka", len(brief.follow_ups)),
    ]
    frame.quiet(" · ".join(parts))
    if brief.internal:
        frame.quiet(_("Untuk penggunaan internal: memuat laporan dan keputusan yang belum dirilis, tanpa nama orang."))


def _text(brief: Brief) -> None:
    text = message(brief)
    st.subheader(_("Untuk dikirim sebagai pesan"), anchor=False)
    st.code(text, language=None, wrap_lines=True)
    frame.quiet(_("{n} dari paling banyak {most} karakter.", n=len(text), most=LONGEST))


page(allow_visitors())

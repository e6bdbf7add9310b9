"""The list that needs action: the most urgent first, each with its reason and a link."""

from __future__ import annotations

import streamlit as st

from models.language import _, number, percent, short_date
from models.queries.progress import CommitmentPicture, MilestonePicture, PlanPicture, attention_list
from models.vocabulary import Light
from pages.ui import frame
from pages.ui.markup import Markup, badge, html, join, show
from reports.headline import reasons_in_words

#: how many are shown before a person asks for all
AT_FIRST = 12


def attention_section(picture: PlanPicture) -> None:
    """Milestones that are late, below target, disputed or silent; then institutions without any report."""
    urgent = attention_list(picture)
    if not urgent:
        frame.empty(_("Tidak ada yang perlu tindakan."), _("Semua yang jatuh tempo sudah dilaporkan sesuai target."))
    elif all(m.standing.light is Light.NOT_REPORTED for _c, m in urgent):
        _silence(picture, len(urgent))
    else:
        everything = (
            st.toggle(_("Tampilkan semua ({n})", n=number(len(urgent))), key="all_urgent")
            if len(urgent) > AT_FIRST
            else True
        )
        show(join([_row(c, m) for c, m in (urgent if everything else urgent[:AT_FIRST])]))
    _silent(picture)


def _silence(picture: PlanPicture, n: int) -> None:
    frame.empty(
        _("Belum ada laporan untuk {n} target capaian.", n=number(n)),
        _("Sekretariat dapat mengirim matriks ke K/L dan OMS, mengimpor matriks yang kembali, atau mengisi langsung."),
    )


def _row(commitment: CommitmentPicture, milestone: MilestonePicture) -> Markup:
    standing = milestone.standing
    who = ", ".join(o.short for o in milestone.responsible)
    facts = [reasons_in_words(standing.reasons)]
    if standing.since:
        facts.append(_("sejak {day}", day=short_date(standing.since)))
    if standing.percent is not None:
        facts.append(_("capaian {value}", value=percent(standing.percent)))
    if standing.unverified:
        facts.append(_("belum diverifikasi"))
    return html(
        '<div style="display:flex;gap:.8rem;align-items:baseline;padding:.55rem 0;border-bottom:1px solid #D9D9D6;'
        'flex-wrap:wrap"><div style="min-width:9.5rem">{badge}</div><div style="flex:1;min-width:15rem">{link}'
        '<div style="font-size:.85rem;color:#63666A">{code} · {who}</div></div>'
        '<div style="flex:1;min-width:12rem;font-size:.92rem">{facts}</div></div>',
        badge=badge(standing.light),
        link=frame.link(milestone.title, "komitmen", kode=commitment.code, baris=milestone.row_code),
        code=milestone.row_code,
        who=who,
        facts=" · ".join(filter(None, facts)),
    )


def _silent(picture: PlanPicture) -> None:
    coverage = picture.coverage
    if not coverage.silent or coverage.period is None or not coverage.institutions_reported:
        return
    names = ", ".join(o.short for o in coverage.silent)
    frame.quiet(
        _(
            "Belum melapor untuk {period}: {names}.",
            period=f"{coverage.period.code} {coverage.period.year}",
            names=names,
        )
    )

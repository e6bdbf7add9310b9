"""The milestones of a commitment: one line each with its light and a bar per assessment, everything else on a click."""

from __future__ import annotations

import streamlit as st

from models.language import N_, _, percent, plural, short_date
from models.queries.commitments import CommitmentDetail
from models.queries.plans import period_name
from models.queries.progress import MilestonePicture
from models.rules.access import Action
from models.rules.status import Assessed, Reason, latest_of, target_percent
from models.vocabulary import Assessor
from pages.ui import frame
from pages.ui.gate import Visit
from pages.ui.markup import Markup, badge, html, join
from pages.ui.reports import report_cards
from pages.ui.standing import why

#: as short as a column allows; spelled out on the assessment cards above
_SIDES = {Assessor.AGENCY: N_("K/L"), Assessor.CSO: N_("OMS"), Assessor.SECRETARIAT: N_("Sekr.")}
_BARS = {Assessor.AGENCY: "#0B6E99", Assessor.CSO: "#7A4B8C", Assessor.SECRETARIAT: "#63666A"}


def milestone_rows(visit: Visit, detail: CommitmentDetail, milestones: list[MilestonePicture]) -> Markup:
    """The rows; the one the address asks for stands open."""
    wanted = str(st.query_params.get("baris", "")).upper()
    return join([_row(visit, detail, m, is_open=m.row_code == wanted) for m in milestones])


def _row(visit: Visit, detail: CommitmentDetail, milestone: MilestonePicture, *, is_open: bool) -> Markup:
    standing = milestone.standing
    title = milestone.activity or milestone.target_text or _("Target akhir rencana aksi")
    reasons = why(milestone) if standing.reasons else _("belum diverifikasi") if standing.unverified else ""
    return html(
        '<details class="target" id="{code}" {open}><summary><div><span class="judul">{title}</span>'
        '<div class="kecil">{about}</div></div><div>{bars}</div><div>{badge}<div class="kecil">{why}</div></div>'
        '<span class="panah" aria-hidden="true">›</span></summary>'
        '<div class="isi">{facts}{reports}{links}</div></details>',
        code=milestone.row_code,
        open=Markup("open") if is_open else Markup(""),
        title=title,
        about=_about(milestone),
        bars=_bars(milestone),
        badge=badge(standing.light),
        why=reasons,
        facts=_facts(detail, milestone),
        reports=report_cards(detail, milestone),
        links=_links(visit, detail, milestone),
    )


def _about(milestone: MilestonePicture) -> str:
    due = milestone.due_text or (short_date(milestone.due_on) if milestone.due_on else _("tanpa batas waktu"))
    who = ", ".join(o.short for o in milestone.responsible)
    return " · ".join(filter(None, (milestone.row_code, _("batas waktu {due}", due=due), who)))


def _bars(milestone: MilestonePicture) -> Markup:
    """The latest of each assessment, with a line where the period's target lies."""
    found = [(assessor, latest_of(milestone.said, assessor)) for assessor in Assessor]
    bars = [_bar(milestone, assessor, said) for assessor, said in found if said is not None]
    if not bars:
        return html('<span class="kecil">{text}</span>', text=_("belum ada laporan"))
    disputed = Reason.DISAGREEMENT in milestone.standing.reasons
    note = html('<div class="kecil"><strong>≠ {text}</strong></div>', text=_("penilaian berbeda")) if disputed else ""
    return html("{bars}{note}", bars=join(bars), note=note)


def _bar(milestone: MilestonePicture, assessor: Assessor, said: Assessed) -> Markup:
    wanted = target_percent(milestone.facts, said.period)
    level = said.level
    value = percent(level) if level is not None else "–"
    spoken = _("{who} {value} pada {period}", who=_(_SIDES[assessor]), value=value, period=period_name(said.period))
    if wanted is not None:
        spoken += " · " + _("target {value}", value=percent(wanted))
    return html(
        '<div class="batang" title="{spoken}"><span>{who}</span><span class="rel"><span style="{look}"></span>{mark}'
        '</span><span class="angka1">{value}</span></div>',
        spoken=spoken,
        who=_(_SIDES[assessor]),
        look=Markup(f"width:{min(level or 0, 100):.0f}%;background:{_BARS[assessor]}"),
        mark=Markup(f'<i style="left:{min(wanted, 100):.0f}%"></i>') if wanted is not None else Markup(""),
        value=value,
    )


def _facts(detail: CommitmentDetail, milestone: MilestonePicture) -> Markup:
    facts = []
    if milestone.activity and milestone.target_text:
        facts.append((_("Target"), milestone.target_text))
    own = [t for t in detail.targets if t.milestone_id == milestone.id]
    if own:
        shown = [
            f"{t.period.code} {t.period.year}: {percent(t.percent) if t.percent is not None else t.text}" for t in own
        ]
        facts.append((_("Target periode"), " · ".join(shown)))
    if milestone.awaiting:
        facts.append((_("Menunggu verifikasi"), plural("{n} laporan", milestone.awaiting)))
    rows = [html("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in facts]
    return html('<dl class="fakta" style="margin:0 0 .5rem">{rows}</dl>', rows=join(rows)) if rows else Markup("")


def _links(visit: Visit, detail: CommitmentDetail, milestone: MilestonePicture) -> Markup:
    links = []
    if visit.may(Action.VERIFY):
        links.append(frame.link(_("Mutakhirkan"), "mutakhirkan", baris=milestone.row_code))
    if visit.may(Action.SEE_HISTORY):
        links.append(frame.link(_("Riwayat"), "riwayat", baris=milestone.row_code))
    links.append(frame.link(_("Tautan baris ini"), "komitmen", kode=detail.picture.code, baris=milestone.row_code))
    return html('<p class="tanpa-cetak" style="font-size:.88rem">{links}</p>', links=join(links, " · "))


def legend() -> Markup:
    """What the bars say."""
    parts = [
        html(
            '<span style="white-space:nowrap"><span style="display:inline-block;width:.8rem;height:.6rem;'
            'border-radius:2px;background:{colour}"></span> {name}</span>',
            colour=Markup(_BARS[assessor]),
            name=name,
        )
        for assessor, name in (
            (Assessor.AGENCY, _("penilaian K/L")),
            (Assessor.CSO, _("penilaian OMS")),
            (Assessor.SECRETARIAT, _("penilaian Sekretariat")),
        )
    ]
    parts.append(html("<span>▏{text}</span>", text=_("target periode")))
    return html('<p class="kecil" style="display:flex;gap:.3rem 1rem;flex-wrap:wrap">{parts}</p>', parts=join(parts))

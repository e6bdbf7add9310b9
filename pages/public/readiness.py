"""OGP's requirements, counted: what was done in time, what is missing, and the list behind each figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from models.language import N_, _, long_date, number, plural
from models.queries.documents import list_documents
from models.queries.plans import list_plans, period_name
from models.queries.readiness import EvidenceGap, Readiness, readiness
from models.rules.access import Action
from models.rules.readiness import Clock, Gap, Pace
from pages.ui import documents, frame
from pages.ui.choices import choose_plan
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show

_STYLE = Markup(
    "<style>"
    ".kartu{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,10.5rem),1fr));gap:.8rem;"
    "margin:.4rem 0 1rem}"
    ".kartu>div{border:1px solid #D9D9D6;border-top:4px solid var(--tanda);border-radius:6px;padding:.8rem 1rem 1rem;"
    "display:flex;flex-direction:column;gap:.25rem;background:#fff;color:#2D2926}"
    ".kartu .besar{font-size:2.1rem;line-height:1.1;font-weight:600}.kartu .besar small{font-size:1rem;font-weight:400}"
    ".kartu .apa{font-weight:600;line-height:1.3}.kartu .rinci{font-size:.88rem;color:#63666A;line-height:1.4}"
    ".kartu .nilai{font-size:.85rem;font-weight:600}.kartu a{margin-top:auto;font-size:.9rem}"
    ".jam{height:8px;border-radius:4px;background:#EDEDEB;overflow:hidden;margin:.25rem 0}"
    ".jam span{display:block;height:100%;background:var(--tanda)}"
    ".celah.celah{list-style:none;margin:0;padding:0;max-width:60rem}"
    ".celah.celah li{margin:0;padding:.5rem 0;border-top:1px solid #D9D9D6;display:grid;gap:.1rem 1rem;"
    "grid-template-columns:minmax(0,1fr) 15rem;overflow-wrap:anywhere}"
    ".celah .kanan{font-size:.9rem}.celah .kecil{font-size:.85rem;color:#63666A}"
    "@media(max-width:700px){.celah.celah li{grid-template-columns:minmax(0,1fr)}}"
    "</style>"
)

_PACES: Final[dict[Pace, tuple[str, str, str]]] = {
    Pace.IN_TIME: ("●", "#2E8B6F", N_("dalam batas enam bulan")),
    Pace.SOON: ("▲", "#E3A008", N_("batas enam bulan sudah dekat")),
    Pace.OVERDUE: ("■", "#AD2330", N_("lewat batas enam bulan")),
    Pace.NEVER: ("○", "#8A8D91", N_("belum tercatat")),
}
_GAPS: Final[dict[Gap, str]] = {
    Gap.NO_REPORT: N_("Belum ada laporan: ingatkan instansinya."),
    Gap.NO_EVIDENCE: N_("Laporan tanpa data dukung: minta tautan atau berkas."),
    Gap.NOT_VERIFIED: N_("Data dukung ada, laporan belum diverifikasi."),
    Gap.RESTRICTED: N_("Data dukung berakses terbatas: mintakan versi yang boleh dibuka."),
}
#: proposals that are listed here; all of them have a page of their own
_SHOWN: Final = 6
_NONE: Final = ("✓", "#0B6E99")
_SOME: Final = ("▲", "#E3A008")


# -- the sentence on top ----------------------------------------------------------------------------------------------


def lead(found: Readiness) -> str:
    """How the plans stand, in words."""
    return " ".join((_clocks(found.updated, found.met), _gaps_told(found)))


def _clocks(updated: Clock, met: Clock) -> str:
    repository = (
        _("Belum ada pembaruan sejak data rujukan dimuat.")
        if updated.days is None
        else plural("Repositori dimutakhirkan {n} hari yang lalu.", updated.days)
        if updated.days
        else _("Repositori dimutakhirkan hari ini.")
    )
    forum = (
        _("Rapat forum multipihak belum tercatat.")
        if met.days is None
        else plural("Forum multipihak terakhir bertemu {n} hari yang lalu.", met.days)
        if met.days
        else _("Forum multipihak bertemu hari ini.")
    )
    return f"{repository} {forum}"


def _gaps_told(found: Readiness) -> str:
    gaps = []
    if found.commitments:
        gaps.append(
            plural(
                "{n} dari {total} komitmen belum mempunyai data dukung publik",
                len(found.without_evidence),
                total=number(found.commitments),
            )
        )
    gaps.append(plural("{n} notula belum diterbitkan", found.unpublished))
    gaps.append(plural("{n} usulan belum dijawab", len(found.unanswered)))
    return ", ".join(gaps) + "."


# -- the cards --------------------------------------------------------------------------------------------------------


def cards(found: Readiness) -> None:
    """Each requirement as a figure with its sign, in words and shape."""
    period = _within(found)
    missing = len(found.without_evidence)
    show(
        html(
            '<div class="kartu">{cards}</div>',
            cards=join(
                [
                    _clock_card(
                        found.updated,
                        _("sejak pembaruan repositori"),
                        _("OGP meminta repositori dimutakhirkan sedikitnya dua kali setahun."),
                    ),
                    _clock_card(
                        found.met,
                        _("sejak rapat forum multipihak"),
                        _("OGP meminta forum bertemu sedikitnya sekali dalam enam bulan."),
                    ),
                    _count_card(
                        missing,
                        _("dari {n}", n=number(found.commitments)),
                        _("komitmen tanpa data dukung publik"),
                        period,
                        "data-dukung",
                    ),
                    _count_card(
                        found.unpublished,
                        "",
                        _("notula belum diterbitkan"),
                        _("rapat yang sudah lewat dan belum dibuka untuk umum"),
                        "notula",
                    ),
                    _count_card(
                        len(found.unanswered),
                        _("dari {n}", n=number(found.proposals)),
                        _("usulan belum dijawab"),
                        _("OGP meminta jawaban beralasan atas setiap masukan."),
                        "usulan",
                    ),
                ]
            ),
        )
    )


def _within(found: Readiness) -> str:
    if found.plan is None:
        return ""
    if found.period is None:
        return _("{plan}, sepanjang masa rencana", plan=found.plan.name)
    return _("{plan}, periode {period}", plan=found.plan.name, period=period_name(found.period))


def _clock_card(clock: Clock, what: str, rule: str) -> Markup:
    shape, colour, word = _PACES[clock.pace]
    return html(
        '<div style="--tanda:{colour}"><span class="besar">{days}</span><span class="apa">{what}</span>'
        '<div class="jam" aria-hidden="true"><span style="width:{share}%"></span></div>'
        '<span class="nilai">{shape} {word}</span><span class="rinci">{when}</span>'
        '<span class="rinci">{rule}</span></div>',
        colour=colour,
        days="–" if clock.days is None else plural("{n} hari", clock.days),
        what=what,
        share=round(clock.share * 100) if clock.last else 0,
        shape=shape,
        word=_(word),
        when=_(
            "terakhir {last}, berikutnya paling lambat {due}", last=long_date(clock.last), due=long_date(clock.due_on)
        )
        if clock.last
        else _("belum ada tanggal untuk dihitung"),
        rule=rule,
    )


def _count_card(n: int, of: str, what: str, note: str, place: str) -> Markup:
    shape, colour = _SOME if n else _NONE
    return html(
        '<div style="--tanda:{colour}"><span class="besar">{n} <small>{of}</small></span>'
        '<span class="apa">{what}</span><span class="nilai">{shape} {word}</span><span class="rinci">{note}</span>'
        '<a href="#{place}">{more}</a></div>',
        colour=colour,
        n=number(n),
        of=of,
        what=what,
        shape=shape,
        word=_("perlu ditindaklanjuti") if n else _("tidak ada yang tertinggal"),
        note=note,
        place=place,
        more=_("Lihat rinciannya"),
    )


# -- the lists behind them --------------------------------------------------------------------------------------------


def evidence(visit: Visit, found: Readiness) -> None:
    """The commitments without public evidence, and for those who may know what each lacks."""
    st.subheader(_("Komitmen tanpa data dukung publik"), anchor="data-dukung")
    frame.quiet(_within(found))
    if not found.commitments:
        frame.empty(_("Belum ada komitmen dalam rencana aksi ini."), _("Pilih rencana aksi lain di atas."))
    elif not found.without_evidence:
        frame.quiet(_("Setiap komitmen mempunyai sedikitnya satu data dukung yang dapat dibuka umum."))
    else:
        _items([_evidence_gap(gap) for gap in found.without_evidence])
        if visit.may(Action.VERIFY) and found.plan:
            _to_do(frame.link(_("Mutakhirkan dan verifikasi laporan"), "mutakhirkan", rencana=found.plan.code))


def _evidence_gap(gap: EvidenceGap) -> Markup:
    return html(
        '<li><div>{link}<div class="kecil">{code} · {leads}</div></div><div class="kanan">{why}</div></li>',
        link=frame.link(gap.title, "komitmen", kode=gap.code),
        code=gap.code,
        leads=", ".join(lead.short for lead in gap.leads) or _("penanggung jawab belum tercatat"),
        why=_(_GAPS[gap.why]) if gap.why else "",
    )


def unpublished(visit: Visit, found: Readiness) -> None:
    """Minutes that are still inside: as a number for the public, by name for those who may know."""
    st.subheader(_("Notula yang belum diterbitkan"), anchor="notula")
    if not found.unpublished:
        frame.quiet(_("Semua rapat yang tercatat sudah dibuka untuk umum."))
    elif not found.unpublished_meetings:
        frame.quiet(
            plural("{n} rapat yang sudah lewat belum dibuka untuk umum oleh Sekretariat OGI.", found.unpublished)
        )
    else:
        page = "catat-rapat" if visit.may(Action.EDIT_MEETING) else "rapat"
        text = _("Periksa dan terbitkan") if visit.may(Action.EDIT_MEETING) else _("Buka catatan rapat")
        _items(
            [
                html(
                    '<li><div>{title}<div class="kecil">{day}</div></div><div class="kanan">{link}</div></li>',
                    title=frame.link(meeting.title, "rapat", id=meeting.id),
                    day=long_date(meeting.held_on),
                    link=frame.link(text, page, id=meeting.id),
                )
                for meeting in found.unpublished_meetings
            ]
        )


def unanswered(found: Readiness) -> None:
    """Proposals that still wait for a reasoned answer."""
    st.subheader(_("Usulan yang belum dijawab"), anchor="usulan")
    if not found.unanswered:
        frame.quiet(_("Setiap usulan yang tercatat sudah dijawab.") if found.proposals else _("Belum ada usulan."))
        return
    _items(
        [
            html(
                '<li><div>{title}<div class="kecil">{plan} · {who}</div></div>'
                '<div class="kanan kecil">{status}</div></li>',
                title=frame.link(row.title, "usulan", id=row.id),
                plan=row.plan,
                who=", ".join(party.short for party in row.proposers),
                status=row.state_text,
            )
            for row in found.unanswered[:_SHOWN]
        ]
    )
    rest = len(found.unanswered) - _SHOWN
    more = plural("Tampilkan {n} lainnya", rest) if rest > 0 else _("Buka di halaman usulan")
    _to_do(frame.link(more, "usulan", keadaan="belum-dijawab"))


def _items(rows: Sequence[Markup]) -> None:
    show(html('<ul class="celah">{rows}</ul>', rows=join(list(rows))))


def _to_do(link: Markup) -> None:
    show(html("<p>{link}</p>", link=link))


def page(visit: Visit) -> None:
    """The whole page."""
    show(_STYLE)
    title = st.container()
    with database() as session:
        top, _rest = st.columns([3, 4])
        with top:
            plan = choose_plan(session, visit.actor, key="plan")
        found = readiness(session, visit.actor, visit.today, plan.code if plan else "")
        published = list_documents(session, visit.actor)
        plans = list_plans(session, visit.actor)
    with title:
        frame.head(_("Kesiapan OGP"), lead=lead(found))
    cards(found)
    frame.quiet(
        _(
            "Dihitung per {day}. Apakah syarat OGP terpenuhi dinilai oleh IRM, bukan oleh halaman ini.",
            day=long_date(visit.today),
        )
    )
    evidence(visit, found)
    unpublished(visit, found)
    unanswered(found)
    documents.show_documents(visit, published, plans)


page(allow_visitors())

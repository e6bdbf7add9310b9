"""Institutions and CSOs: the list with its search in the address, and one of them by ``?nama=KPU``."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import streamlit as st

from models.language import _, current_language, long_date, number, percent, plural, short_date
from models.problems import NotFound
from models.queries.by_period import Duty, has_fallen_due, institution_rows, own_report, period_light
from models.queries.meeting_records import FollowUpFilter, MeetingFilter
from models.queries.meetings import list_follow_ups
from models.queries.organisations import (
    OrganisationRecord,
    RoleRecord,
    find_organisation,
    list_organisations,
    roles_of,
)
from models.queries.plans import period_name
from models.queries.progress import CommitmentPicture, MilestonePicture, PlanPicture, answering, owes
from models.rules.naming import fold
from models.rules.periods import Period
from models.rules.status import light_counts
from models.vocabulary import AGENCY_KINDS, Light, OrganisationKind, ReportState, label
from pages.ui import frame
from pages.ui.attention import follow_up_row
from pages.ui.choices import asked, choose_plan, remember
from pages.ui.filters import pick
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, badge, html, join, show, source_link, verbatim
from pages.ui.pictures import picture_for

KINDS = {
    "kl": AGENCY_KINDS - {OrganisationKind.UNIT},
    "oms": frozenset({OrganisationKind.CSO}),
    "unit": frozenset({OrganisationKind.UNIT}),
    "lain": frozenset({OrganisationKind.DONOR}),
}


def page(visit: Visit) -> None:
    """The list, or the one organisation the address names."""
    name = st.query_params.get("nama", "")
    if not name:
        listing(visit)
        return
    try:
        with database() as session:
            found = find_organisation(session, visit.actor, name)
    except NotFound:
        st.warning(_("Tidak ada satu instansi atau OMS bernama “{name}”. Pilih dari daftar.", name=verbatim(name[:80])))
        listing(visit)
        return
    detail(visit, found)


# -- the list -------------------------------------------------------------------------------------------------------


def listing(visit: Visit) -> None:
    """Everybody who has a part in an action plan, K/L and OMS apart."""
    with database() as session:
        everybody = list_organisations(session, visit.actor)
    frame.head(_("Instansi dan OMS"), lead=_lead(everybody))
    titles = {
        "kl": _("Kementerian/lembaga (K/L)"),
        "oms": _("Organisasi masyarakat sipil (OMS)"),
        "unit": _("Unit kerja"),
        "lain": _("Mitra pembangunan"),
    }
    groups = {key: [o for o in everybody if o.kind in kinds] for key, kinds in KINDS.items()}
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        words = st.text_input(
            _("Cari nama, singkatan, atau ejaan"),
            value=st.query_params.get("cari", ""),
            key="words",
            type="search",
            placeholder=_("Cari"),
        )
        remember("cari", words)
    with right:
        offered = [key for key in titles if groups[key]]
        start = asked("jenis", offered, "kl")
        chosen = st.segmented_control(
            _("Jenis"),
            offered,
            default=start,
            required=True,
            format_func=lambda key: f"{titles[key]} · {number(len(_fitting(groups[key], words)))}",
            key="kind",
            wrap=True,
        )
        remember("jenis", chosen or start, fallback="kl")
    found = _fitting(groups[chosen or start], words)
    if found:
        show(join([_listed(o, everybody) for o in found] + [_STYLE]))
    else:
        frame.empty(_("Tidak ada nama yang cocok."), _("Coba singkatan atau satu kata dari namanya."))


def _lead(everybody: tuple[OrganisationRecord, ...]) -> str:
    kinds = Counter(key for o in everybody if o.commitments for key, kinds in KINDS.items() if o.kind in kinds)
    return _(
        "{agencies} kementerian/lembaga dan {csos} organisasi masyarakat sipil mempunyai peran dalam rencana aksi.",
        agencies=number(kinds["kl"]),
        csos=number(kinds["oms"]),
    )


def _fitting(group: list[OrganisationRecord], words: str) -> list[OrganisationRecord]:
    wanted = fold(words).split()
    fitting = [o for o in group if all(word in _searched(o) for word in wanted)]
    return sorted(fitting, key=lambda o: (-o.commitments, o.name.casefold()))


def _searched(o: OrganisationRecord) -> str:
    return fold(" ".join((o.name, o.abbreviation, o.name_en, *o.aliases)))


def _address_name(o: OrganisationRecord, everybody: tuple[OrganisationRecord, ...]) -> str:
    """The short name where it means one organisation only, else the full one."""
    return o.short if sum(1 for other in everybody if other.short == o.short) == 1 else o.name


def _name(o: OrganisationRecord) -> str:
    """The full name in the reader's language, where it is known."""
    return o.name_en if current_language() == "en" and o.name_en else o.name


def _listed(o: OrganisationRecord, everybody: tuple[OrganisationRecord, ...]) -> Markup:
    return html(
        '<div class="instansi"><div class="singkat">{short}</div><div class="nama">{link}</div>'
        '<div class="jumlah">{commitments}{milestones}</div></div>',
        short=o.abbreviation,
        link=frame.link(_name(o), "instansi", nama=_address_name(o, everybody)),
        commitments=plural("{n} komitmen", o.commitments) if o.commitments else "–",
        milestones=" · " + plural("{n} target capaian", o.milestones) if o.milestones else "",
    )


# -- one of them ----------------------------------------------------------------------------------------------------


def detail(visit: Visit, o: OrganisationRecord) -> None:
    """What an organisation answers for in the chosen plan, its roles in all plans, and its names."""
    with database() as session:
        top, _rest = st.columns([3, 4])
        with top:
            plan = choose_plan(session, visit.actor, key="plan")
        roles = roles_of(session, visit.actor, o.id)
        picture = picture_for(session, visit, plan, visit.today) if plan else None
    own = _own(picture, o)
    title = f"{_name(o)} ({o.abbreviation})" if o.abbreviation else _name(o)
    frame.head(title, lead=_standing(o, picture, own), trail=((_("Instansi dan OMS"), "/instansi"),))
    if picture:
        _actions(o, picture)
        _duties(o, picture)
        _milestones(o, picture, own)
    _follow_ups(visit, o)
    _roles(roles)
    _about(o)


def _own(picture: PlanPicture | None, o: OrganisationRecord) -> list[tuple[CommitmentPicture, MilestonePicture]]:
    """The milestones the organisation is named for; where nobody is named, those of the commitments it leads."""
    if picture is None:
        return []
    return [(c, m) for c, m in picture.milestones if any(x.id == o.id for x in answering(c, m))]


def _standing(
    o: OrganisationRecord, picture: PlanPicture | None, own: list[tuple[CommitmentPicture, MilestonePicture]]
) -> str:
    if picture is None:
        return ""
    if not own:
        return _("{who} tidak bertanggung jawab atas target capaian dalam {plan}.", who=o.short, plan=picture.plan.name)
    counts = light_counts(m.standing.light for _c, m in own)
    parts = [f"{number(n)} {label(light).lower()}" for light, n in counts.items() if n]
    return _(
        "{who} bertanggung jawab atas {milestones} dalam {plan}: {parts}.",
        who=o.short,
        milestones=plural("{n} target capaian", len(own)),
        plan=picture.plan.name,
        parts=", ".join(parts),
    )


def _actions(o: OrganisationRecord, picture: PlanPicture) -> None:
    links = [
        frame.link(_("Ekspor matriks {who}", who=o.short), "ekspor", rencana=picture.plan.code, instansi=o.short),
        frame.link(_("Komitmennya"), "komitmen", rencana=picture.plan.code, instansi=o.short),
    ]
    show(html("<p>{links}</p>", links=join(links, " &nbsp;·&nbsp; ")))


def _duties(o: OrganisationRecord, picture: PlanPicture) -> None:
    """What it owed and what came, period by period."""
    row = next((row for row in institution_rows(picture) if row.organisation.id == o.id), None)
    if row is None:
        return
    st.subheader(_("Kewajiban lapor menurut periode"), anchor=False)
    boxes = [_duty(o, picture, duty) for duty in row.duties if duty is not None]
    show(html('<div class="sisi">{boxes}</div>', boxes=join(boxes)))


def _duty(o: OrganisationRecord, picture: PlanPicture, duty: Duty) -> Markup:
    state = badge(duty.light) if duty.light else html("<strong>◌ {text}</strong>", text=_("Belum diverifikasi"))
    return html(
        '<div><div class="kecil">{period}</div><div style="margin:.2rem 0">{state}</div>'
        '<div><strong>{value}</strong> <span class="kecil">{coverage}</span></div><div class="kecil">{due}</div></div>',
        period=frame.link(
            period_name(duty.period), "instansi", nama=o.short, rencana=picture.plan.code, periode=key_of(duty.period)
        ),
        state=state,
        value=percent(duty.progress.percent) if duty.progress.percent is not None else "",
        coverage=_("{n} dari {due} melapor", n=number(duty.reported), due=number(duty.due)),
        due=_("batas lapor {day}", day=short_date(duty.period.due_on)),
    )


def key_of(period: Period) -> str:
    """A period in an address: B06-2024."""
    return f"{period.code}-{period.year}"


def _milestones(
    o: OrganisationRecord, picture: PlanPicture, own: list[tuple[CommitmentPicture, MilestonePicture]]
) -> None:
    if not own:
        return
    st.subheader(verbatim(_("Target capaian dalam {plan}", plan=picture.plan.name)), anchor=False)
    periods = {key_of(p): p for p in picture.periods}
    years = {str(year): str(year) for year in sorted({m.due_on.year for _c, m in own if m.due_on})}
    left, right, _rest = st.columns([2, 2, 3])
    with left:
        chosen = pick(_("Periode"), "periode", {key: period_name(p) for key, p in periods.items()}, _("Terakhir"))
    with right:
        year = pick(_("Tahun batas waktu"), "tahun", years, _("Semua tahun"))
    shown = [
        (c, m)
        for c, m in own
        if (not year or (m.due_on is not None and str(m.due_on.year) == year))
        and (not chosen or owes(m, periods[chosen]))
    ]
    if not shown:
        frame.empty(_("Tidak ada target capaian yang cocok."), _("Pilih periode atau tahun lain."))
        return
    show(join([_milestone(picture, c, m, o, periods.get(chosen)) for c, m in shown] + [_STYLE]))


def _follow_ups(visit: Visit, o: OrganisationRecord) -> None:
    """What it still owes from meetings."""
    which = FollowUpFilter(open_only=True, meetings=MeetingFilter(organisation_id=o.id))
    with database() as session:
        found = list_follow_ups(session, visit.actor, visit.today, which)
    own = [f for f in found if any(owner.id == o.id for owner in f.owners)]
    if own:
        st.subheader(_("Tindak lanjut rapat yang belum selesai"), anchor="tindak-lanjut")
        show(join([follow_up_row(row) for row in own]))


def _milestone(
    picture: PlanPicture,
    commitment: CommitmentPicture,
    milestone: MilestonePicture,
    o: OrganisationRecord,
    period: Period | None,
) -> Markup:
    """A milestone with the report its light rests on, or with the organisation's own report for a period."""
    light, report = milestone.standing.light, milestone.standing.report
    if period is not None:
        report = own_report(milestone, o.id, period)
        fallen = has_fallen_due(picture, period)
        light = period_light(milestone.facts, report, picture.plan.rules, fallen=fallen)
    said = _("belum ada laporan")
    if report is not None:
        value = percent(report.percent) if report.percent is not None else label(report.completion)
        said = f"{value} · {period_name(report.period)}"
        if report.state is ReportState.SUBMITTED:
            said += " · " + _("belum diverifikasi")
    elif period is not None and any(s.period == period and s.organisation_id == o.id for s in milestone.spoken):
        said = _("sudah melapor, belum diverifikasi")
    elif light in (Light.NOT_DUE, Light.CANCELLED):
        said = ""
    due = milestone.due_text or (long_date(milestone.due_on) if milestone.due_on else "")
    return html(
        '<div class="sasaran"><div>{badge}</div><div class="nama">{link}<div class="kecil">{code} · {commitment}</div>'
        '</div><div class="jumlah">{said}<div class="kecil">{due}</div></div></div>',
        badge=badge(light),
        link=frame.link(
            milestone.title or milestone.row_code, "komitmen", kode=commitment.code, baris=milestone.row_code
        ),
        code=milestone.row_code,
        commitment=commitment.title,
        said=said,
        due=_("batas waktu {due}", due=due) if due else "",
    )


def _roles(roles: tuple[RoleRecord, ...]) -> None:
    st.subheader(_("Peran dalam rencana aksi"), anchor=False)
    if not roles:
        frame.quiet(_("Belum ada peran yang tercatat."))
        return
    for plan_code, group in groupby(roles, key=lambda r: r.plan_code):
        by_commitment: dict[tuple[str, str], list[str]] = {}
        for role in group:
            by_commitment.setdefault((role.commitment_code, role.commitment_title), []).append(label(role.role))
        items = [
            html(
                "<li>{link} <span class='kecil'>{roles}</span></li>",
                link=frame.link(title, "komitmen", kode=code),
                roles=", ".join(words),
            )
            for (code, title), words in by_commitment.items()
        ]
        show(html("<h3 class='rencana'>{plan}</h3><ul class='peran'>{items}</ul>", plan=plan_code, items=join(items)))


def _about(o: OrganisationRecord) -> None:
    st.subheader(_("Tentang"), anchor=False)
    website = o.website if o.website.startswith("http") else f"https://{o.website}" if o.website else ""
    facts = [
        (_("Jenis"), label(o.kind)),
        (_("Nama Indonesia"), o.name if _name(o) != o.name else ""),
        (_("Nama Inggris"), o.name_en if _name(o) == o.name else ""),
        (_("Induk"), o.parent),
        (_("Ejaan yang dikenal"), ", ".join(o.aliases)),
        (_("Situs web"), source_link(website) if website else ""),
        (_("Sumber"), source_link(o.source) if o.source else ""),
    ]
    rows = [html("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in facts if value]
    show(html("<dl class='tentang'>{rows}</dl>{style}", rows=join(rows), style=_STYLE))


_STYLE = Markup(
    "<style>"
    ".instansi,.sasaran{display:grid;gap:.2rem 1rem;padding:.55rem .2rem;border-bottom:1px solid #D9D9D6;"
    "align-items:baseline}"
    ".instansi{grid-template-columns:9rem minmax(0,1fr) 15rem}"
    ".sasaran{grid-template-columns:11rem minmax(0,1fr) 15rem}"
    ".instansi .singkat{font-weight:600}.instansi .nama a,.sasaran .nama a{text-decoration:none;overflow-wrap:anywhere}"
    ".sasaran .nama a{font-weight:600}"
    ".instansi a:hover,.sasaran a:hover,.instansi a:focus,.sasaran a:focus{text-decoration:underline}"
    ".instansi .jumlah,.sasaran .jumlah{text-align:right;font-size:.92rem}"
    ".kecil{font-size:.85rem;color:#63666A}"
    ".rencana{font-size:1rem;margin:.6rem 0 .2rem}.peran{margin:0 0 .6rem 1.1rem;padding:0}.peran li{margin:.2rem 0}"
    ".tentang{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.35rem 1rem;margin:0}"
    ".tentang dt{color:#63666A}.tentang dd{margin:0;overflow-wrap:anywhere}"
    "@media(max-width:700px){.instansi,.sasaran,.tentang{grid-template-columns:minmax(0,1fr)}"
    ".instansi .jumlah,.sasaran .jumlah{text-align:left}.tentang dt{margin-top:.4rem}}"
    "</style>"
)


page(allow_visitors())

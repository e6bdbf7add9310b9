"""One commitment, as a director reads it standing: where it stands by each assessment, what stands in the way, its
milestones in a line each, its way from proposal to now; and from any figure the way to its cell or minute."""

from __future__ import annotations

import streamlit as st

from models.language import N_, _, long_date, number, percent, plural, short_date
from models.queries.assessments import Side, disputed, sides
from models.queries.commitments import CommitmentDetail, IrmRecord, MeasureRecord, WordingChangeRecord
from models.queries.plans import period_name
from models.queries.progress import Attention, MilestonePicture
from models.rules.access import Action
from models.rules.themes import theme_name, themes_in
from models.settings import settings
from models.vocabulary import Assessor, PartyRole, Reporter, label
from pages.ui import frame, journey, milestones
from pages.ui.attention import obstacle_of
from pages.ui.gate import Visit
from pages.ui.markup import Markup, badge, html, join, show, source_link


def show_commitment(visit: Visit, detail: CommitmentDetail) -> None:
    """The whole page of one commitment."""
    plan = detail.plan
    frame.head(
        _title(detail),
        trail=[(plan.title, f"/?rencana={plan.code}"), (_("Komitmen"), f"/komitmen?rencana={plan.code}")],
    )
    show(_standing(detail))
    show(_sides(detail))
    show(join([_obstacles(detail), _parties(detail), _summary(detail)]))
    _measures(visit, detail)
    _journey(detail)
    _background(detail)
    _foot(visit, detail)


def _title(detail: CommitmentDetail) -> str:
    number_text = f"{detail.picture.number}. " if detail.picture.number is not None else ""
    return number_text + detail.picture.title


# -- where it stands --------------------------------------------------------------------------------------------------


def _standing(detail: CommitmentDetail) -> Markup:
    picture = detail.picture
    facts = [badge(picture.light)]
    progress = picture.progress
    if progress.percent is not None:
        facts.append(
            html(
                "<span><strong>{value}</strong> {coverage}</span>",
                value=percent(progress.percent),
                coverage=_(
                    "rata-rata; {n} dari {due} target capaian sudah melapor",
                    n=number(progress.reported),
                    due=number(progress.due),
                ),
            )
        )
    elif progress.due:
        facts.append(
            html("<span>{text}</span>", text=_("Belum ada laporan untuk {n} target capaian.", n=number(progress.due)))
        )
    if n := disputed(picture):
        facts.append(
            html("<strong>≠ {text}</strong>", text=_("penilaian berbeda pada {n} target capaian", n=number(n)))
        )
    if awaiting := sum(m.awaiting for m in picture.milestones):
        facts.append(html("<span>{text}</span>", text=_("{n} laporan menunggu verifikasi.", n=number(awaiting))))
    return html(
        '<p style="display:flex;gap:.4rem 1rem;flex-wrap:wrap;align-items:center">{facts}</p>', facts=join(facts)
    )


#: obstacles that stand open; a commitment may have one for each of its milestones
_OBSTACLES = 3
_SIDE_TITLES = {
    Assessor.AGENCY: N_("penilaian K/L"),
    Assessor.CSO: N_("penilaian OMS"),
    Assessor.SECRETARIAT: N_("penilaian Sekretariat"),
}


def _sides(detail: CommitmentDetail) -> Markup:
    """The assessments side by side; a commitment nobody may report on yet needs no three empty boxes."""
    found = sides(detail.picture)
    if not any(side.assessed for side in found):
        return Markup("")
    return html('<div class="sisi">{boxes}</div>', boxes=join([_side(side) for side in found]))


def _side(side: Side) -> Markup:
    words = _(_SIDE_TITLES[side.assessor])
    name = words[:1].upper() + words[1:]
    if not side.assessed:
        return html(
            '<div><div class="kecil">{name}</div><div class="nilai" style="color:#63666A">○</div>'
            '<div class="kecil">{text}</div></div>',
            name=name,
            text=_("belum ada penilaian"),
        )
    facts = [
        _("{n} dari {due} target capaian dinilai", n=number(side.assessed), due=number(side.progress.due)),
        _("{n} selesai", n=number(side.complete)),
    ]
    if side.latest:
        facts.append(_("terakhir {period}", period=period_name(side.latest)))
    if side.unverified:
        facts.append(_("sebagian belum diverifikasi"))
    return html(
        '<div><div class="kecil">{name}</div><div class="nilai">{value}</div><div class="kecil">{facts}</div></div>',
        name=name,
        value=percent(side.progress.percent),
        facts=" · ".join(facts),
    )


def _obstacles(detail: CommitmentDetail) -> Markup:
    """What stands in the way of what is late or below target, in the institutions' own words."""
    behind: list[Attention] = [
        (detail.picture, m) for m in detail.picture.milestones if m.obstacle and m.standing.reasons
    ]
    rows = [
        html(
            "<div style='margin:.4rem 0'>{link}{obstacle}</div>",
            link=html('<a href="#{code}">{title}</a>', code=m.row_code, title=m.title or m.row_code),
            obstacle=obstacle_of(m),
        )
        for _c, m in behind
    ]
    if not rows:
        return Markup("")
    first, rest = rows[:_OBSTACLES], rows[_OBSTACLES:]
    more = html(
        "<details><summary>{words}</summary>{rows}</details>",
        words=plural("{n} kendala lain", len(rest)),
        rows=join(rest),
    )
    return html(
        '<div style="margin:.9rem 0 .4rem"><strong>{title}</strong>{first}{more}</div>',
        title=_("Kendala menurut pelapornya"),
        first=join(first),
        more=more if rest else "",
    )


def _parties(detail: CommitmentDetail) -> Markup:
    facts: list[tuple[str, object]] = []
    for role in (PartyRole.LEAD, PartyRole.SUPPORTING, PartyRole.PARTNER, PartyRole.PROPOSER):
        names = [
            frame.link(o.short, "instansi", nama=o.short, rencana=detail.plan.code)
            for r, o in detail.picture.parties
            if r is role
        ]
        if names:
            facts.append((label(role), join(names, ", ")))
    if due := _due(detail):
        facts.append((_("Batas waktu"), due))
    if themes := themes_in(detail.picture.theme):
        links = [frame.link(theme_name(theme), "", rencana=detail.plan.code, tema=theme) for theme in themes]
        facts.append((_("Tema"), join(links, ", ")))
    facts.append((_("Kode"), f"{detail.picture.code}" + (f" · OGP {detail.ogp_id}" if detail.ogp_id else "")))
    rows = [html("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in facts]
    return html('<dl class="fakta">{rows}</dl>', rows=join(rows))


def _due(detail: CommitmentDetail) -> str:
    days = [m.due_on for m in detail.picture.milestones if m.due_on]
    if not days:
        return short_date(detail.ends_on) if detail.ends_on else ""
    first, last = min(days), max(days)
    return (
        short_date(last) if first == last else _("{first} s.d. {last}", first=short_date(first), last=short_date(last))
    )


def _summary(detail: CommitmentDetail) -> Markup:
    if not detail.summary:
        return Markup("")
    return html(
        '<p style="max-width:56rem;margin-top:.7rem"><span lang="en">{summary}</span> '
        '<span class="kecil">({note})</span></p>',
        summary=detail.summary,
        note=_("ringkasan kami, dalam bahasa Inggris"),
    )


# -- measures and milestones ------------------------------------------------------------------------------------------


def _measures(visit: Visit, detail: CommitmentDetail) -> None:
    if not detail.measures:
        frame.empty(
            _("Belum ada ukuran keberhasilan untuk komitmen ini."),
            _("Sumber publik tidak memuatnya. Sekretariat dapat menambahkannya dari matriks atau naskah rencana aksi."),
        )
        return
    for place, measure in enumerate(detail.measures):
        own = [m for m in detail.picture.milestones if m.measure_number == measure.number]
        st.subheader(_("Ukuran keberhasilan {n}", n=measure.number), anchor=f"uk-{measure.number}", divider="gray")
        parts = [_wording(measure) if measure.current else _no_wording()]
        if measure.notes:
            parts.append(html('<p class="kecil">{text}</p>', text=measure.notes))
        parts += [_wording_change(c) for c in detail.wording_changes if c.measure_number == measure.number]
        if place == 0 and _anything_said(own):
            parts.append(milestones.legend())
        parts.append(milestones.milestone_rows(visit, detail, own))
        show(join(parts))


def _anything_said(own: list[MilestonePicture]) -> bool:
    return any(m.said for m in own)


def _no_wording() -> Markup:
    return html('<p class="kecil">{text}</p>', text=_("Sumber tidak memuat rumusan ukuran ini."))


def _wording(measure: MeasureRecord) -> Markup:
    texts: dict[str, list[str]] = {}
    for wording in measure.current:
        who = _REPORTERS[wording.reporter]
        texts.setdefault(wording.text, []).append(_(who) if who else "")
    rows = []
    for text, sources in texts.items():
        said_by = " · ".join(filter(None, sources))
        side = (
            html('<span class="kecil" style="font-weight:600">({sides})</span> ', sides=said_by)
            if said_by
            else Markup("")
        )
        rows.append(
            html('<p style="font-size:1.05rem;max-width:56rem;margin:.2rem 0">{side}{text}</p>', side=side, text=text)
        )
    return join(rows)


_REPORTERS = {Reporter.AGENCY: "K/L", Reporter.CSO: "OMS", Reporter.PLAN: ""}


def _wording_change(change: WordingChangeRecord) -> Markup:
    where = [change.proposed_by]
    if change.on:
        where.append(_("rapat {day}", day=long_date(change.on)))
    if change.place:
        where.append(change.place)
    before = _("Semula (disimpulkan)") if change.before_inferred else _("Semula")
    meeting = (
        html("<p>{link}</p>", link=frame.link(_("Buka catatan rapat"), "rapat", id=change.meeting_id))
        if change.meeting_id
        else Markup("")
    )
    return html(
        '<details class="asal"><summary>{title}</summary><p class="kecil">{where}</p>{old}'
        "<p><strong>{after_word}:</strong> {after}</p>{meeting}</details>",
        title=_("Perubahan rumusan: {state}", state=label(change.state)),
        where=" · ".join(filter(None, where)),
        old=html("<p><strong>{word}:</strong> {text}</p>", word=before, text=change.before) if change.before else "",
        after_word=_("Menjadi"),
        after=change.after,
        meeting=meeting,
    )


# -- from proposal to now ---------------------------------------------------------------------------------------------


def _journey(detail: CommitmentDetail) -> None:
    if promised := journey.follow_ups(detail, detail.as_of):
        st.subheader(_("Tindak lanjut rapat"), anchor="tindak-lanjut", divider="gray")
        show(promised)
    if way := journey.journey(detail):
        st.subheader(_("Perjalanan komitmen"), anchor="perjalanan", divider="gray")
        show(way)
        if detail.facts:
            frame.quiet(_("Fakta dari sumber publik bukan laporan instansi dan tidak dihitung sebagai capaian."))


def _background(detail: CommitmentDetail) -> None:
    parts = [_folded(title, rows) for title, rows in _folds(detail) if rows]
    if not parts:
        return
    st.subheader(_("Latar belakang"), anchor="latar", divider="gray")
    show(join(parts))


def _folds(detail: CommitmentDetail) -> list[tuple[str, list[Markup]]]:
    lineage = [
        html(
            "<p>{what} {link} <span class='kecil'>{note} ({confidence})</span></p>",
            what=_("Melanjutkan") if other.is_earlier else _("Dilanjutkan oleh"),
            link=frame.link(f"{other.code} {other.title}", "komitmen", kode=other.code),
            note=other.note,
            confidence=label(other.confidence),
        )
        for other in detail.lineage
    ]
    notes = [
        html("<p>{text} {target} {source}</p>", text=n.text, target=n.target, source=source_link(n.source))
        for n in detail.notes
    ]
    return [
        (_("Penilaian IRM (OGP)"), [_irm(irm) for irm in detail.irm]),
        (_("Silsilah antarrencana"), lineage),
        (_("Catatan dari uraian komitmen (bukan ukuran keberhasilan resmi)"), notes),
    ]


def _folded(title: str, rows: list[Markup]) -> Markup:
    return html('<details class="lipat" open><summary>{title}</summary>{rows}</details>', title=title, rows=join(rows))


def _irm(irm: IrmRecord) -> Markup:
    facts = [
        (_("Dapat diverifikasi"), irm.verifiable),
        (_("Relevan dengan nilai OGP"), irm.relevant_to_ogp_values),
        (_("Ambisi"), irm.ogp_ambition),
        (_("Potensi hasil"), irm.potential_for_results),
        (_("Penyelesaian"), irm.completion),
        (_("Hasil awal"), irm.early_results),
    ]
    shown = [html("<strong>{name}:</strong> {value}", name=name, value=value) for name, value in facts if value]
    return html(
        "<p>{facts} {source}</p>{notes}",
        facts=join(shown, " · "),
        source=source_link(irm.source),
        notes=html('<p class="kecil">{text}</p>', text=irm.notes) if irm.notes else "",
    )


def _foot(visit: Visit, detail: CommitmentDetail) -> None:
    st.divider()
    code = detail.picture.code
    links = [frame.link(_("Ekspor matriks komitmen ini"), "ekspor", rencana=detail.plan.code, komitmen=code)]
    if visit.may(Action.SEE_HISTORY):
        links.append(frame.link(_("Riwayat komitmen"), "riwayat", tabel="commitment", id=detail.picture.id))
    show(
        html(
            '<p class="kecil">{what} {source} ({confidence})</p><p class="tanpa-cetak">{links}</p>'
            '<p class="kecil">{address}: {link}</p>',
            what=_("Sumber komitmen:"),
            source=source_link(detail.source),
            confidence=label(detail.confidence),
            links=join(links, " · "),
            address=_("Alamat tetap halaman ini"),
            link=html('<a href="/komitmen?kode={code}" target="_self">{shown}</a>', code=code, shown=_permanent(code)),
        )
    )


def _permanent(code: str) -> str:
    return f"{settings().public_url.rstrip('/')}/komitmen?kode={code}"

"""One commitment, as a director reads it standing: where it stands, who answers, what was promised and reported,
and from any figure the way to its cell or minute."""

from __future__ import annotations

import streamlit as st

from models.language import _, long_date, number, percent, short_date
from models.queries.commitments import CommitmentDetail, MeasureRecord
from models.queries.progress import MilestonePicture
from models.rules.access import Action
from models.vocabulary import PartyRole, Reporter, label
from pages.ui import frame
from pages.ui.gate import Visit
from pages.ui.markup import Markup, badge, html, join, show, source_link, verbatim
from pages.ui.reports import report_cards
from reports.headline import reasons_in_words


def show_commitment(visit: Visit, detail: CommitmentDetail) -> None:
    """The whole page of one commitment."""
    plan = detail.plan
    frame.head(
        _title(detail),
        trail=[(plan.title, f"/?rencana={plan.code}"), (_("Komitmen"), f"/komitmen?rencana={plan.code}")],
    )
    _standing(detail)
    if detail.summary:
        show(
            html(
                '<p style="max-width:52rem"><span lang="en">{summary}</span> <span class="kecil">({note})</span></p>',
                summary=detail.summary,
                note=_("ringkasan kami, dalam bahasa Inggris"),
            )
        )
    _parties(detail)
    if not detail.measures:
        frame.empty(
            _("Belum ada ukuran keberhasilan untuk komitmen ini."),
            _("Sumber publik tidak memuatnya. Sekretariat dapat menambahkannya dari matriks atau naskah rencana aksi."),
        )
    for measure in detail.measures:
        _measure(visit, detail, measure)
    _meetings(detail)
    _background(detail)
    _foot(visit, detail)


def _title(detail: CommitmentDetail) -> str:
    number_text = f"{detail.picture.number}. " if detail.picture.number is not None else ""
    return number_text + detail.picture.title


def _standing(detail: CommitmentDetail) -> None:
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
    awaiting = sum(m.awaiting for m in picture.milestones)
    if awaiting:
        facts.append(html("<span>{text}</span>", text=_("{n} laporan menunggu verifikasi.", n=number(awaiting))))
    facts.append(
        html(
            '<span style="color:#63666A">{code} {ogp}</span>',
            code=picture.code,
            ogp=f"· OGP {detail.ogp_id}" if detail.ogp_id else "",
        )
    )
    show(
        html('<p style="display:flex;gap:.4rem 1rem;flex-wrap:wrap;align-items:center">{facts}</p>', facts=join(facts))
    )


def _parties(detail: CommitmentDetail) -> None:
    lines = []
    for role in (PartyRole.LEAD, PartyRole.SUPPORTING, PartyRole.PARTNER, PartyRole.PROPOSER):
        names = [frame.link(o.short, "instansi", nama=o.short) for r, o in detail.picture.parties if r is role]
        if names:
            lines.append(html("<div><strong>{role}:</strong> {names}</div>", role=label(role), names=join(names, ", ")))
    if lines:
        show(join(lines))


def _measure(visit: Visit, detail: CommitmentDetail, measure: MeasureRecord) -> None:
    st.subheader(_("Ukuran keberhasilan {n}", n=measure.number), anchor=f"uk-{measure.number}", divider="gray")
    if measure.current:
        show(_wording(measure))
    else:
        frame.quiet(_("Sumber tidak memuat rumusan ukuran ini."))
    if measure.notes:
        frame.quiet(measure.notes)
    _wording_changes(detail, measure.number)
    for milestone in detail.picture.milestones:
        if milestone.measure_number == measure.number:
            _milestone(visit, detail, milestone)


def _wording(measure: MeasureRecord) -> Markup:
    texts: dict[str, list[str]] = {}
    for wording in measure.current:
        who = _REPORTERS[wording.reporter]
        texts.setdefault(wording.text, []).append(_(who) if who else "")
    rows = []
    for text, sources in texts.items():
        sides = " · ".join(filter(None, sources))
        side = (
            html('<span style="font-size:.8rem;font-weight:600;color:#63666A">({sides})</span> ', sides=sides)
            if sides
            else Markup("")
        )
        rows.append(
            html('<p style="font-size:1.05rem;max-width:56rem;margin:.2rem 0">{side}{text}</p>', side=side, text=text)
        )
    return join(rows)


_REPORTERS = {Reporter.AGENCY: "K/L", Reporter.CSO: "OMS", Reporter.PLAN: ""}


def _wording_changes(detail: CommitmentDetail, measure_number: int) -> None:
    for change in detail.wording_changes:
        if change.measure_number != measure_number:
            continue
        with st.expander(_("Perubahan rumusan: {state}", state=label(change.state))):
            where = [change.proposed_by]
            if change.on:
                where.append(_("rapat {day}", day=long_date(change.on)))
            if change.place:
                where.append(change.place)
            frame.quiet(" · ".join(filter(None, where)))
            before = _("Semula (disimpulkan)") if change.before_inferred else _("Semula")
            if change.before:
                st.caption(before)
                st.text(change.before)
            st.caption(_("Menjadi"))
            st.text(change.after)
            if change.meeting_id:
                show(frame.link(_("Buka catatan rapat"), "rapat", id=change.meeting_id))


def _milestone(visit: Visit, detail: CommitmentDetail, milestone: MilestonePicture) -> None:
    standing = milestone.standing
    with st.container(border=True, key=f"baris_{milestone.id}"):
        facts = [badge(standing.light)]
        if standing.percent is not None:
            facts.append(html("<strong>{value}</strong>", value=percent(standing.percent)))
        if standing.unverified:
            facts.append(html("<em>{text}</em>", text=_("belum diverifikasi")))
        if standing.reasons:
            facts.append(html("<span>{text}</span>", text=reasons_in_words(standing.reasons)))
        if standing.since:
            facts.append(html("<span>{text}</span>", text=_("sejak {day}", day=short_date(standing.since))))
        title = milestone.activity or milestone.target_text or _("Target akhir rencana aksi")
        show(
            html(
                '<div style="font-weight:600">{title}</div>'
                '<div style="display:flex;gap:.3rem .9rem;flex-wrap:wrap;align-items:center;margin:.35rem 0">'
                '{facts}</div><div style="font-size:.88rem;color:#63666A">{about}</div>',
                title=title,
                facts=join(facts),
                about=_about(milestone),
            )
        )
        _targets(detail, milestone)
        report_cards(visit, detail, milestone)
        _links(visit, milestone)


def _about(milestone: MilestonePicture) -> str:
    due = milestone.due_text or (short_date(milestone.due_on) if milestone.due_on else _("tanpa batas waktu"))
    about = [milestone.row_code]
    if milestone.activity and milestone.target_text:
        about.append(_("target: {target}", target=milestone.target_text))
    about.append(_("batas waktu {due}", due=due))
    about.append(_("penanggung jawab: {who}", who=", ".join(o.short for o in milestone.responsible) or "–"))
    return " · ".join(about)


def _targets(detail: CommitmentDetail, milestone: MilestonePicture) -> None:
    own = [t for t in detail.targets if t.milestone_id == milestone.id]
    if own:
        parts = [
            f"{t.period.code} {t.period.year}: {percent(t.percent) if t.percent is not None else t.text}" for t in own
        ]
        frame.quiet(_("Target periode: {targets}", targets=" · ".join(parts)))


def _links(visit: Visit, milestone: MilestonePicture) -> None:
    links = []
    if visit.may(Action.VERIFY):
        links.append(frame.link(_("Mutakhirkan"), "mutakhirkan", baris=milestone.row_code))
    if visit.may(Action.SEE_HISTORY):
        links.append(frame.link(_("Riwayat"), "riwayat", baris=milestone.row_code))
    if links:
        show(html('<p style="font-size:.88rem;margin:.2rem 0">{links}</p>', links=join(links, " · ")))


def _meetings(detail: CommitmentDetail) -> None:
    if not (detail.meetings or detail.follow_ups or detail.proposals):
        return
    st.subheader(_("Rapat, tindak lanjut, dan usulan"), anchor="rapat", divider="gray")
    for meeting in detail.meetings:
        show(
            html(
                "<p>{day} · {link}</p>",
                day=long_date(meeting.held_on),
                link=frame.link(meeting.title, "rapat", id=meeting.id),
            )
        )
        for decision in meeting.decisions:
            st.markdown(f"- {verbatim(decision)}")
    for follow_up in detail.follow_ups:
        due = follow_up.due_text or (short_date(follow_up.due_on) if follow_up.due_on else _("belum ada tenggat"))
        show(
            html(
                "<p><strong>{what}</strong> {text} <span style='color:#63666A'>({state} · {due})</span></p>",
                what=_("Tindak lanjut:"),
                text=follow_up.text,
                state=label(follow_up.state),
                due=due,
            )
        )
    for proposal in detail.proposals:
        who = ", ".join(proposal.proposers)
        show(
            html(
                "<p><strong>{what}</strong> {title} <span style='color:#63666A'>({who} · {state})</span></p>",
                what=_("Usulan:"),
                title=proposal.title,
                who=who,
                state=label(proposal.state),
            )
        )


def _background(detail: CommitmentDetail) -> None:
    if detail.facts:
        st.subheader(_("Fakta dari sumber publik"), anchor="fakta", divider="gray")
        for fact in detail.facts:
            day = fact.date_text or (long_date(fact.on) if fact.on else _("tanpa tanggal"))
            show(
                html(
                    "<p>{day} · {parties}: {text} {source}</p>",
                    day=day,
                    parties=fact.parties,
                    text=fact.text,
                    source=source_link(fact.source),
                )
            )
        frame.quiet(_("Fakta ini bukan laporan instansi dan tidak dihitung sebagai capaian."))
    if detail.notes:
        with st.expander(_("Catatan dari uraian komitmen (bukan ukuran keberhasilan resmi)")):
            for note in detail.notes:
                show(
                    html(
                        "<p>{text} {target} {source}</p>",
                        text=note.text,
                        target=note.target,
                        source=source_link(note.source),
                    )
                )
    if detail.irm:
        _irm(detail)
    if detail.lineage:
        st.subheader(_("Silsilah"), anchor="silsilah", divider="gray")
        for other in detail.lineage:
            what = _("Melanjutkan") if other.is_earlier else _("Dilanjutkan oleh")
            show(
                html(
                    "<p>{what} {link} <span style='color:#63666A'>{note} ({confidence})</span></p>",
                    what=what,
                    link=frame.link(f"{other.code} {other.title}", "komitmen", kode=other.code),
                    note=other.note,
                    confidence=label(other.confidence),
                )
            )


def _irm(detail: CommitmentDetail) -> None:
    st.subheader(_("Penilaian IRM (OGP)"), anchor="irm", divider="gray")
    for irm in detail.irm:
        facts = [
            (_("Dapat diverifikasi"), irm.verifiable),
            (_("Relevan dengan nilai OGP"), irm.relevant_to_ogp_values),
            (_("Ambisi"), irm.ogp_ambition),
            (_("Potensi hasil"), irm.potential_for_results),
            (_("Penyelesaian"), irm.completion),
            (_("Hasil awal"), irm.early_results),
        ]
        shown = [html("<strong>{name}:</strong> {value}", name=name, value=value) for name, value in facts if value]
        show(html("<p>{facts} {source}</p>", facts=join(shown, " · "), source=source_link(irm.source)))
        if irm.notes:
            frame.quiet(irm.notes)


def _foot(visit: Visit, detail: CommitmentDetail) -> None:
    st.divider()
    show(
        html(
            '<p style="font-size:.85rem;color:#63666A">{what} {source} ({confidence})</p>',
            what=_("Sumber komitmen:"),
            source=source_link(detail.source),
            confidence=label(detail.confidence),
        )
    )
    links = [
        frame.link(_("Ekspor matriks komitmen ini"), "ekspor", rencana=detail.plan.code, komitmen=detail.picture.code)
    ]
    if visit.may(Action.SEE_HISTORY):
        links.append(frame.link(_("Riwayat komitmen"), "riwayat", tabel="commitment", id=detail.picture.id))
    show(join(links, " · "))

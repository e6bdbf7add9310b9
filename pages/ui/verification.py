"""One report that waits for a verdict: what it says, what it rests on, what others say, and the keys to decide it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from models.commands.evidence import describe_evidence
from models.commands.progress import judge_evidence, return_report, verify_report, withdraw_evidence
from models.commands.verification import reopen_report
from models.language import N_, _, date_and_time, long_date, percent, plural, short_date
from models.problems import Invalid
from models.queries.commitments import ReportRecord
from models.queries.plans import period_name
from models.queries.verification import Dossier, QueueLine
from models.queries.worklist import EvidenceToJudge
from models.rules.periods import is_past
from models.rules.risk import Risk
from models.vocabulary import Completion, ReportState, Verdict, Visibility, label
from pages.ui import frame
from pages.ui.entry import field_error, news
from pages.ui.gate import Attempt, change
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.reporting.fields import field_name
from pages.ui.reporting.own_evidence import Identity, identity_facts

_CHECKS = ("letterhead_seen", "matches_measure", "opens_without_login")
_SIGNS = {Verdict.REJECTED: "■", Verdict.NOT_CHECKED: "○", Verdict.ACCEPTED: "✓"}
#: what verifiers write again and again; a digit returns the report with it
USUAL_REASONS = (
    N_("Data dukung tidak sesuai dengan ukuran keberhasilan."),
    N_("Data dukung belum berkop surat atau belum ditandatangani."),
    N_("Tautan data dukung tidak dapat dibuka tanpa masuk."),
    N_("Angka capaian tidak cocok dengan uraian atau data dukungnya."),
)
_RISKS = {
    Risk.DISAGREEMENT: N_("penilaian berbeda"),
    Risk.COMPLETE_UNPROVEN: N_("“Selesai” tanpa data dukung yang diterima"),
    Risk.EVIDENCE_REJECTED: N_("data dukung ditolak"),
    Risk.FELL_BACK: N_("turun dari periode sebelumnya"),
    Risk.OBSTACLE_MISSING: N_("di bawah target tanpa kendala"),
    Risk.RETURNED_BEFORE: N_("pernah dikembalikan"),
    Risk.NO_EVIDENCE: N_("tanpa data dukung"),
    Risk.ABOVE_HUNDRED: N_("di atas 100%"),
}
_LAST = "putusan-terakhir"


def risk_word(risk: Risk) -> str:
    """Why a report deserves a second look, for lists and filters."""
    return _(_RISKS[risk])


def risk_marks(line: QueueLine) -> Markup:
    """The risks of a report as small labels, the gravest first."""
    marks = [html('<span class="tanda">{word}</span>', word=risk_word(risk)) for risk in line.risks]
    return join(marks, " ")


@dataclass(frozen=True, slots=True)
class Steps:
    """Where a verifier can go from a report."""

    go_back: Callable[[], None] | None
    go_on: Callable[[], None] | None
    #: called after a verdict: the next report takes this one's place
    decided: Callable[[], None]


def show_dossier(found: Dossier, steps: Steps) -> None:
    """The report on one screen, its keys on top."""
    st.subheader(verbatim(found.line.title), anchor=False)
    _about(found)
    slot = st.empty()
    asking = _decide(found, steps, slot)
    _said(found)
    _evidence(found, with_keys=not asking)
    _beside(found)


def _about(found: Dossier) -> None:
    line = found.line
    facts = [
        html("<strong>{who}</strong>", who=line.reporter.organisation.short),
        html("{period}", period=period_name(line.period)),
        html("{code}", code=line.row_code),
        frame.link(found.commitment_title or line.commitment_code, "komitmen", kode=line.commitment_code),
    ]
    marks = html("<p>{marks}</p>", marks=risk_marks(line)) if line.risks else Markup("")
    show(html("<p>{facts}</p>{marks}{style}", facts=join(facts, " · "), marks=marks, style=STYLE))


# -- the verdict ----------------------------------------------------------------------------------------------------


def _decide(found: Dossier, steps: Steps, slot: Any) -> bool:
    """The row of keys; whether a reason for returning is being asked for."""
    line = found.line
    with st.container(horizontal=True):
        place = st.container(width="content")
        back = st.button(_("Kembalikan"), key=f"putusan/{line.report_id}/balik", icon=":material/undo:", shortcut="K")
        # while a reason is asked for, a stray key must not decide or leave
        keys = {} if back else {"sebelum": "S", "sesudah": "B", "terima": "T"}
        verify = place.button(
            _("Terima"), key=f"putusan/{line.report_id}/terima", type="primary", icon=":material/check_circle:",
            shortcut=keys.get("terima"),
        )  # fmt: skip
        st.button(
            _("Sebelumnya"), key="antrean/sebelum", on_click=steps.go_back, disabled=steps.go_back is None,
            shortcut=keys.get("sebelum"), type="tertiary",
        )  # fmt: skip
        st.button(
            _("Berikutnya"), key="antrean/sesudah", on_click=steps.go_on, disabled=steps.go_on is None,
            shortcut=keys.get("sesudah"), type="tertiary",
        )  # fmt: skip
    if back:
        _ask_reason(found, steps)
    elif verify:
        _verify(found, steps, slot)
    return back


def _verify(found: Dossier, steps: Steps, slot: Any) -> None:
    line = found.line
    version = 0
    with change() as attempt:
        report = verify_report(attempt.session, attempt.actor, line.report_id, shown_version=line.version)
        version = report.version
    if attempt.done:
        remember_verdicts({line.report_id: version})
    told(
        attempt,
        slot,
        _(
            "Laporan {who} untuk {row_code} terverifikasi.",
            who=line.reporter.organisation.short,
            row_code=line.row_code,
        ),
        steps.decided,
    )


def _ask_reason(found: Dossier, steps: Steps) -> None:
    title = _("Kembalikan laporan {who}", who=found.line.reporter.organisation.short)
    st.dialog(title, width="medium", on_dismiss="rerun")(_reason)(found, steps)


def _reason(found: Dossier, steps: Steps) -> None:
    """Asked for in a dialog: a usual reason by its digit, or one of the verifier's own."""
    line = found.line
    st.caption(_("Tekan angka untuk alasan yang lazim, atau tulis alasan sendiri. Pelapor membacanya persis begini."))
    chosen = ""
    for place, reason in enumerate(USUAL_REASONS, start=1):
        if st.button(_(reason), key=f"alasan/{line.report_id}/{place}", shortcut=str(place), width="stretch"):
            chosen = _(reason)
    with st.form(f"alasan/{line.report_id}", border=False):
        written = st.text_area(_("Alasan pengembalian"), key=f"alasan/{line.report_id}/teks/{line.version}", height=96)
        slot = st.empty()
        sent = st.form_submit_button(_("Kembalikan ke pelapor"), type="primary")
    if chosen or sent:
        give_back(found, chosen or written, steps, slot)


def give_back(found: Dossier, reason: str, steps: Steps, slot: Any) -> None:
    """Return a report with its reason."""
    line = found.line
    version = 0
    with change() as attempt:
        report = return_report(attempt.session, attempt.actor, line.report_id, reason, shown_version=line.version)
        version = report.version
    if attempt.done:
        remember_verdicts({line.report_id: version})
    told(
        attempt,
        slot,
        _("Laporan {who} untuk {row_code} dikembalikan.", who=line.reporter.organisation.short, row_code=line.row_code),
        steps.decided,
    )


def told(attempt: Attempt, slot: Any, sentence: str, afterwards: Callable[[], None] | None = None) -> None:
    """Say what an attempt achieved at the top of the next run, or what stands in the way under its field."""
    if attempt.done:
        news(sentence)
        if afterwards:
            afterwards()
        st.rerun()
    if isinstance(attempt.error, Invalid):
        field_error(slot, attempt.error)


def remember_verdicts(versions: dict[int, int]) -> None:
    """Keep what was decided last, as report → version, so that it can be taken back."""
    st.session_state[_LAST] = versions


def undo_button() -> None:
    """Take the last verdict back, be it on one report or on many."""
    last: dict[int, int] = st.session_state.get(_LAST, {})
    if not last:
        return
    pressed = st.button(
        plural("Urungkan putusan atas {n} laporan", len(last)), key="urungkan", icon=":material/history:", shortcut="U"
    )
    if not pressed:
        return
    with change(_("putusan diurungkan")) as attempt:
        for report_id, version in last.items():
            reopen_report(attempt.session, attempt.actor, report_id, shown_version=version)
    st.session_state.pop(_LAST, None)
    if attempt.done:
        if len(last) == 1:
            st.query_params["laporan"] = str(next(iter(last)))
        news(plural("Putusan atas {n} laporan diurungkan; laporannya menunggu verifikasi lagi.", len(last)))
        st.rerun()


# -- what it says ---------------------------------------------------------------------------------------------------


def _said(found: Dossier) -> None:
    report = found.report
    level = [
        percent(report.percent) if report.percent is not None else "",
        label(report.completion) if report.completion else report.status_text,
    ]
    target = percent(found.target) if found.target is not None else ""
    show(
        html(
            '<div class="pernyataan"><div class="tingkat">{level}</div><div class="kecil">{target}</div></div>',
            level=" · ".join(filter(None, level)) or "–",
            target=_("target {period}: {target}", period=period_name(report.period), target=target)
            if target
            else _("Belum ada target angka untuk periode ini."),
        )
    )
    due = long_date(found.line.due_on) if found.line.due_on else found.due_text
    facts = [
        fact(_("Target"), found.target_text),
        fact(_("Ukuran keberhasilan"), found.wording),
        *(fact(field_name(name), getattr(report, name)) for name in ("achievement", "obstacle", "next_step")),
        fact(_("Keterangan"), report.notes),
        fact(_("Batas waktu"), due),
    ]
    show(html("<div>{facts}</div>", facts=join(facts)))
    late = report.received_on is not None and is_past(report.period.due_on, report.received_on)
    links = [
        html("{day}", day=_("diterima {day}", day=short_date(report.received_on)) if report.received_on else ""),
        html("{word}", word=_("sesudah tenggat {day}", day=short_date(report.period.due_on)) if late else ""),
        *(html("{place}", place=_places(report)) for _once in [0] if report.sources),
        frame.link(_("Buka formulir"), "mutakhirkan", baris=found.line.row_code, pelapor=found.line.reporter.key),
        frame.link(_("Riwayat"), "riwayat", tabel="progress_report", id=report.id),
    ]
    frame.quiet(join([part for part in links if part], " · "))
    if found.last_verdict:
        _last_verdict(found)


def _places(report: ReportRecord) -> str:
    first = next(iter(report.sources.values()))
    return f"{first.file_name}, {first.sheet}!{first.cell}"


def _last_verdict(found: Dossier) -> None:
    last = found.last_verdict
    assert last is not None
    word = _("dikembalikan") if last.state is ReportState.RETURNED else _("diverifikasi")
    show(
        html(
            '<p class="putusan"><strong>{title}</strong> {word}, {moment}, {who}{note}</p>',
            title=_("Putusan sebelumnya:"),
            word=word,
            moment=date_and_time(last.at),
            who=last.who,
            note=f": “{last.note}”" if last.note else "",
        )
    )


def fact(name: str, text: str) -> Markup:
    """A named text; nothing for an empty one."""
    if not text:
        return Markup("")
    return html('<p style="margin:.25rem 0;max-width:60rem"><strong>{name}:</strong> {text}</p>', name=name, text=text)


def _beside(found: Dossier) -> None:
    """The other assessments of the same period, and the reporter's last report."""
    cards = [_card(other, label(other.assessor)) for other in found.others]
    if found.before:
        cards.append(_card(found.before, _("Laporan sebelumnya")))
    if not cards:
        frame.quiet(_("Belum ada penilaian lain untuk periode ini, dan belum ada laporan periode sebelumnya."))
        return
    title = _("Sebagai pembanding")
    st.markdown(f"**{title}**")
    show(html('<div class="pembanding">{cards}</div>', cards=join(cards)))


def _card(report: ReportRecord, title: str) -> Markup:
    level = [
        percent(report.percent) if report.percent is not None else "",
        label(report.completion) if report.completion else report.status_text,
    ]
    texts = [
        fact(field_name(name), getattr(report, name)) for name in ("achievement", "obstacle") if getattr(report, name)
    ]
    return html(
        '<div><div class="kecil">{title} · {who} · {period} · {state}</div><div class="tingkat">{level}</div>{texts}'
        '<div class="kecil">{evidence}</div></div>',
        title=title,
        who=report.organisation.short,
        period=period_name(report.period),
        state=label(report.state),
        level=" · ".join(filter(None, level)) or "–",
        texts=join(texts),
        evidence=plural("{n} data dukung", len(report.evidence)),
    )


# -- evidence -------------------------------------------------------------------------------------------------------


def _evidence(found: Dossier, *, with_keys: bool) -> None:
    title = plural("{n} data dukung", len(found.evidence)) if found.evidence else _("Data dukung")
    st.markdown(f"**{title}**")
    for place, evidence in enumerate(found.evidence, start=1):
        _judge(evidence, str(place) if with_keys and place < 10 else None)
    if not found.evidence:
        complete = found.report.completion is Completion.COMPLETE
        st.info(
            _("Belum ada data dukung; laporan “Selesai” ini belum dapat diterima.")
            if complete
            else _("Belum ada data dukung."),
            icon=":material/link_off:",
        )


def _judge(evidence: EvidenceToJudge, key: str | None) -> None:
    name = f"bukti/{evidence.id}/{evidence.version}"
    with st.container(border=True):
        show(_document(evidence))
        slot = st.empty()
        with st.container(horizontal=True):
            if evidence.verdict is not Verdict.ACCEPTED and st.button(
                _("Data dukung diterima"), key=f"{name}/terima", icon=":material/check:", shortcut=key
            ):
                _save_verdict(evidence, Verdict.ACCEPTED, "", {}, slot)
            with st.popover(_("Periksa data dukung"), icon=":material/fact_check:"):
                _check_form(evidence, name)


def _check_form(evidence: EvidenceToJudge, name: str) -> None:
    with st.form(f"{name}/form", border=False):
        checks = {check: _check(check, getattr(evidence, check), name) for check in _CHECKS}
        verdict = st.selectbox(
            _("Putusan"),
            [v.value for v in Verdict],
            index=list(Verdict).index(evidence.verdict),
            format_func=lambda v: label(Verdict(v)),
            key=f"{name}/putusan",
        )
        reason = st.text_input(_("Alasan"), value=evidence.verdict_reason, key=f"{name}/alasan")
        identity = Identity(name, evidence)
        slot = st.empty()
        saved = st.form_submit_button(_("Simpan putusan"), type="primary")
        withdrawn = st.form_submit_button(_("Tarik data dukung ini"))
    if saved:
        try:
            document = identity.read()
        except Invalid as error:
            field_error(identity.slot, error)
            return
        _save_verdict(evidence, Verdict(verdict), reason, checks, slot, document)
    elif withdrawn:
        with change(reason) as attempt:
            withdraw_evidence(attempt.session, attempt.actor, evidence.id)
        told(attempt, slot, _("Data dukung ditarik; riwayatnya tetap ada."))


def _save_verdict(
    evidence: EvidenceToJudge,
    verdict: Verdict,
    reason: str,
    checks: dict[str, bool | None],
    slot: Any,
    document: tuple[dt.date | None, str] | None = None,
) -> None:
    """Keep the verdict, and the document's date and number where the verifier was asked for them."""
    version = evidence.version
    with change() as attempt:
        if document not in (None, (evidence.document_date, evidence.document_number)):
            day, number = document
            described = describe_evidence(
                attempt.session, attempt.actor, evidence.id, title=evidence.title, visibility=evidence.visibility,
                document_date=day, document_number=number, shown_version=version,
            )  # fmt: skip
            version = described.version
        judge_evidence(
            attempt.session, attempt.actor, evidence.id, verdict, reason=reason, shown_version=version, **checks
        )
    told(attempt, slot, _("Putusan data dukung tersimpan."))


def _document(evidence: EvidenceToJudge) -> Markup:
    shown = evidence.title or evidence.file_name or evidence.url.split("//", 1)[-1][:70]
    name = (
        html('<a href="{url}" target="_blank" rel="noopener noreferrer">{shown}</a>', url=evidence.url, shown=shown)
        if evidence.url
        else frame.link(shown, "unduh/bukti", id=evidence.id)
    )
    said = {
        "letterhead_seen": (_("berkop atau bertanda tangan"), _("tanpa kop dan tanda tangan")),
        "matches_measure": (_("sesuai ukuran"), _("tidak sesuai ukuran")),
        "opens_without_login": (_("terbuka tanpa masuk"), _("tidak terbuka tanpa masuk")),
    }
    checks = [said[check][0 if stands else 1] for check in _CHECKS if (stands := getattr(evidence, check)) is not None]
    facts = [
        f"{_SIGNS[evidence.verdict]} {label(evidence.verdict)}"
        + (f": {evidence.verdict_reason}" if evidence.verdict_reason else ""),
        *identity_facts(evidence),
        *checks,
        label(Visibility.RESTRICTED) if evidence.visibility is Visibility.RESTRICTED else "",
    ]
    return html('{name}<br><span class="kecil">{facts}</span>', name=name, facts=" · ".join(filter(None, facts)))


def _check(name: str, stands: bool | None, key: str) -> bool | None:
    titles = {
        "letterhead_seen": _("Kop surat atau tanda tangan terlihat"),
        "matches_measure": _("Sesuai dengan ukuran keberhasilan"),
        "opens_without_login": _("Terbuka tanpa perlu masuk"),
    }
    words = {None: _("belum diperiksa"), True: _("ya"), False: _("tidak")}
    options = [None, True, False]
    return st.selectbox(
        titles[name], options, index=options.index(stands), format_func=lambda v: words[v], key=f"{key}/{name}",
        placeholder=words[None],
    )  # fmt: skip


STYLE = Markup(
    "<style>"
    ".tanda{display:inline-block;border:1px solid #AD2330;color:#AD2330;border-radius:10px;padding:0 .55rem;"
    "font-size:.8rem;margin:0 .15rem .2rem 0}"
    ".pernyataan{display:flex;gap:.2rem 1rem;align-items:baseline;flex-wrap:wrap;margin:.4rem 0}"
    ".tingkat{font-size:1.5rem;font-weight:700}"
    ".putusan{border-left:3px solid #E3A008;padding:.1rem .7rem}"
    ".pembanding{display:grid;gap:.8rem 1.2rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}"
    ".pembanding>div{border-left:3px solid #D9D9D6;padding:0 0 0 .8rem;overflow-wrap:anywhere}"
    ".pembanding .tingkat{font-size:1.15rem}"
    ".antrean a{display:block;padding:.45rem .6rem;border-left:3px solid transparent;border-bottom:1px solid #EDEDEB;"
    "text-decoration:none!important;color:inherit!important}"
    ".antrean a[aria-current]{border-left-color:#0B6E99;background:#F1F6F9}"
    "</style>"
)

"""Reports that wait for a verdict, with their evidence: verify, return with a reason, judge each document."""

from __future__ import annotations

from typing import Any

import streamlit as st

from models.commands.progress import judge_evidence, return_report, verify_report, withdraw_evidence
from models.language import _, number, percent, plural, short_date
from models.problems import Invalid
from models.queries.plans import period_name
from models.queries.worklist import Awaiting, EvidenceToJudge
from models.vocabulary import Verdict, Visibility, label
from pages.ui import frame
from pages.ui.entry import field_error, news
from pages.ui.gate import Attempt, change
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.report_form import field_name

#: reports on one page of the queue
AT_ONCE = 10
_CHECKS = ("letterhead_seen", "matches_measure", "opens_without_login")
_WORST_FIRST = {Verdict.REJECTED: "■", Verdict.NOT_CHECKED: "○", Verdict.ACCEPTED: "✓"}


def verification(awaiting: tuple[Awaiting, ...]) -> None:
    """The queue, those received first at the top."""
    if not awaiting:
        frame.empty(
            _("Tidak ada laporan yang menunggu verifikasi."),
            _("Laporan yang dikirim atau diisikan muncul di sini sampai diputuskan."),
        )
        return
    if len(awaiting) > AT_ONCE:
        frame.quiet(
            _("Ditampilkan {n} yang paling lama menunggu dari {total}.", n=number(AT_ONCE), total=number(len(awaiting)))
        )
    for place, item in enumerate(awaiting[:AT_ONCE]):
        with st.expander(_title(item), expanded=place == 0 and len(awaiting) == 1):
            _one(item)


def _title(item: Awaiting) -> str:
    report = item.report
    parts = [
        item.row_code,
        report.organisation.short,
        period_name(report.period),
        percent(report.percent) if report.percent is not None else label(report.completion),
        plural("{n} data dukung", len(item.evidence)),
    ]
    return verbatim(" · ".join(parts))


def _one(item: Awaiting) -> None:
    report = item.report
    said = [
        _fact(_("Target capaian"), item.title),
        _fact(_("Target"), item.target_text),
        _fact(_("Tingkat penyelesaian"), label(report.completion) if report.completion else report.status_text),
        *(_fact(field_name(name), getattr(report, name)) for name in ("achievement", "obstacle", "next_step")),
    ]
    show(html("<div>{said}</div>", said=join(said)))
    frame.quiet(
        join(
            [
                html("{day} · ", day=_("diterima {day}", day=short_date(report.received_on))),
                frame.link(_("Buka formulir"), "mutakhirkan", baris=item.row_code, pelapor=_reporter_key(item)),
                Markup(" · "),
                frame.link(_("Riwayat"), "riwayat", tabel="progress_report", id=report.id),
            ]
        )
    )
    for evidence in item.evidence:
        _judge(evidence)
    if not item.evidence:
        st.info(_("Belum ada data dukung."), icon=":material/link_off:")
    _decide(item)


def _reporter_key(item: Awaiting) -> str:
    return f"{item.report.assessor.value}-{item.report.organisation.id}"


def _fact(name: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return html('<p style="margin:.2rem 0;max-width:60rem"><strong>{name}:</strong> {text}</p>', name=name, text=text)


def _decide(item: Awaiting) -> None:
    report = item.report
    reason = st.text_area(
        _("Catatan, atau alasan pengembalian"), key=f"putusan/{report.id}/{report.version}/alasan", height=68
    )
    slot = st.empty()
    with st.container(horizontal=True):
        verify = st.button(
            _("Verifikasi"), key=f"putusan/{report.id}/terima", type="primary", icon=":material/check_circle:"
        )
        back = st.button(_("Kembalikan ke pelapor"), key=f"putusan/{report.id}/balik", icon=":material/undo:")
    if not (verify or back):
        return
    with change() as attempt:
        if verify:
            verify_report(attempt.session, attempt.actor, report.id, shown_version=report.version, note=reason)
        else:
            return_report(attempt.session, attempt.actor, report.id, reason, shown_version=report.version)
    who = {"who": report.organisation.short, "row_code": item.row_code}
    _told(
        attempt,
        slot,
        _("Laporan {who} untuk {row_code} terverifikasi.", **who)
        if verify
        else _("Laporan {who} untuk {row_code} dikembalikan.", **who),
    )


def _told(attempt: Attempt, slot: Any, sentence: str) -> None:
    if attempt.done:
        news(sentence)
        st.rerun()
    if isinstance(attempt.error, Invalid):
        field_error(slot, attempt.error)


# -- evidence -------------------------------------------------------------------------------------------------------


def _judge(evidence: EvidenceToJudge) -> None:
    key = f"bukti/{evidence.id}/{evidence.version}"
    with st.container(border=True):
        show(_document(evidence))
        with st.popover(_("Periksa data dukung"), icon=":material/fact_check:"), st.form(f"{key}/form", border=False):
            checks = {name: _check(name, getattr(evidence, name), key) for name in _CHECKS}
            verdict = st.selectbox(
                _("Putusan"),
                [v.value for v in Verdict],
                index=list(Verdict).index(evidence.verdict),
                format_func=lambda v: label(Verdict(v)),
                key=f"{key}/putusan",
            )
            reason = st.text_input(_("Alasan"), value=evidence.verdict_reason, key=f"{key}/alasan")
            slot = st.empty()
            saved = st.form_submit_button(_("Simpan putusan"), type="primary")
            withdrawn = st.form_submit_button(_("Tarik data dukung ini"))
    if saved:
        with change() as attempt:
            judge_evidence(
                attempt.session, attempt.actor, evidence.id, Verdict(verdict),
                reason=reason, shown_version=evidence.version, **checks,
            )  # fmt: skip
        _told(attempt, slot, _("Putusan data dukung tersimpan."))
    elif withdrawn:
        with change(reason) as attempt:
            withdraw_evidence(attempt.session, attempt.actor, evidence.id)
        _told(attempt, slot, _("Data dukung ditarik; riwayatnya tetap ada."))


def _document(evidence: EvidenceToJudge) -> Markup:
    shown = evidence.title or evidence.file_name or evidence.url.split("//", 1)[-1][:70]
    name = (
        html('<a href="{url}" target="_blank" rel="noopener noreferrer">{shown}</a>', url=evidence.url, shown=shown)
        if evidence.url
        else html("{shown}", shown=shown)
    )
    restricted = f" · {label(Visibility.RESTRICTED)}" if evidence.visibility is Visibility.RESTRICTED else ""
    return html(
        '{name}<br><span style="font-size:.85rem;color:#63666A"><span aria-hidden="true">{sign}</span> {verdict}'
        "{reason}{restricted}</span>",
        name=name,
        sign=_WORST_FIRST[evidence.verdict],
        verdict=label(evidence.verdict),
        reason=f": {evidence.verdict_reason}" if evidence.verdict_reason else "",
        restricted=restricted,
    )


def _check(name: str, stands: bool | None, key: str) -> bool | None:
    titles = {
        "letterhead_seen": _("Kop surat atau tanda tangan terlihat"),
        "matches_measure": _("Sesuai dengan ukuran keberhasilan"),
        "opens_without_login": _("Terbuka tanpa perlu masuk"),
    }
    words = {None: _("belum diperiksa"), True: _("ya"), False: _("tidak")}
    options = [None, True, False]
    return st.selectbox(
        titles[name], options, index=options.index(stands), format_func=lambda v: words[v], key=f"{key}/{name}"
    )

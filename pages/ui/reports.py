"""Reports on a milestone: assessments of the same period side by side, in the reporters' own words, with the way
from each figure to the cell it came from."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from models.language import _, date_and_time, percent, short_date
from models.queries.commitments import CommitmentDetail, EvidenceRecord, ReportRecord
from models.queries.exchange import CellSource
from models.queries.plans import period_name
from models.queries.progress import MilestonePicture
from models.vocabulary import ReportState, Verdict, label
from pages.ui import frame
from pages.ui.gate import Visit
from pages.ui.markup import Markup, html, join, show


def report_cards(visit: Visit, detail: CommitmentDetail, milestone: MilestonePicture) -> None:
    """The latest period open, earlier ones behind a click."""
    reports = detail.reports_on(milestone.id)
    for place, (period, group) in enumerate(groupby(reports, key=lambda r: r.period)):
        side_by_side = list(group)
        with st.expander(period_name(period), expanded=place == 0, key=f"laporan_{milestone.id}_{period.id}"):
            for column, report in zip(st.columns(max(len(side_by_side), 1)), side_by_side, strict=True):
                with column:
                    _card(report)


def _card(report: ReportRecord) -> None:
    who = html(
        "<strong>{assessor}</strong> · {organisation}",
        assessor=label(report.assessor),
        organisation=report.organisation.short,
    )
    level = " · ".join(
        filter(
            None,
            (
                percent(report.percent) if report.percent is not None else "",
                label(report.completion) if report.completion else report.status_text,
            ),
        )
    )
    parts = [
        html("<div>{who}</div>", who=who),
        html('<div style="font-size:1.25rem;font-weight:700">{level}</div>', level=level or "–"),
        _text(_("Capaian"), report.achievement),
        _text(_("Kendala"), report.obstacle),
        _text(_("Tindak lanjut"), report.next_step),
        _text(_("Keterangan"), report.notes),
        _evidence(report.evidence),
        _state(report),
    ]
    show(join([p for p in parts if p]))
    if report.sources:
        with st.popover(_("Asal angka"), icon=":material/location_searching:"):
            show(join([_source(name, source) for name, source in report.sources.items()]))


def _text(title: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return html('<p style="margin:.3rem 0"><strong>{title}:</strong> {text}</p>', title=title, text=text)


def _evidence(evidence: tuple[EvidenceRecord, ...]) -> Markup:
    if not evidence:
        return html('<p style="margin:.3rem 0;color:#63666A">{text}</p>', text=_("Belum ada data dukung."))
    items = [_evidence_item(item) for item in evidence]
    return html(
        '<p style="margin:.3rem 0"><strong>{title}:</strong> {items}</p>',
        title=_("Data dukung"),
        items=join(items, ", "),
    )


def _evidence_item(item: EvidenceRecord) -> Markup:
    verdict = "" if item.verdict is Verdict.NOT_CHECKED else f" ({label(item.verdict)})"
    shown = item.title or item.file_name or item.url.split("//", 1)[-1][:50]
    if item.url:
        return html(
            '<a href="{url}" target="_blank" rel="noopener noreferrer">{shown}</a>{verdict}',
            url=item.url,
            shown=shown,
            verdict=verdict,
        )
    return html("{shown}{verdict}", shown=shown, verdict=verdict)


def _state(report: ReportRecord) -> Markup:
    received = _("diterima {day}", day=short_date(report.received_on)) if report.received_on else ""
    entered = _("dicatat {moment}", moment=date_and_time(report.entered_at))
    note = ""
    if report.verdict_note and report.state in (ReportState.RETURNED, ReportState.VERIFIED):
        note = f" · {report.verdict_note}"
    state = _("Diterbitkan OMS") if report.published else label(report.state)
    facts = " · ".join(filter(None, (state, received, entered, report.entered_by)))
    return html('<p style="font-size:.82rem;color:#63666A;margin:.3rem 0">{facts}{note}</p>', facts=facts, note=note)


def _source(field: str, source: CellSource) -> Markup:
    return html(
        "<p><strong>{field}</strong>: {file}, {cell}<br>{received} · {link}<br>"
        '<span style="font-size:.75rem;color:#63666A">SHA-256 {sha}</span></p>',
        field=_(FIELD_WORDS.get(field, field)),
        file=source.file_name,
        cell=f"{source.sheet}!{source.cell}",
        received=_("diterima {day}", day=short_date(source.received_on)),
        link=frame.link(_("impor nomor {n}", n=source.import_id), "impor", id=source.import_id),
        sha=source.sha256,
    )


FIELD_WORDS = {
    "percent": "Capaian (%)",
    "achievement": "Uraian capaian",
    "completion": "Status",
    "status_text": "Status",
    "obstacle": "Kendala",
    "next_step": "Tindak lanjut",
    "notes": "Keterangan",
}

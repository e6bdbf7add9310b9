"""Reports on a milestone: assessments of the same period side by side, in the reporters' own words, with the way
from each figure to the cell it came from."""

from __future__ import annotations

from itertools import groupby

from models.language import N_, _, date_and_time, percent, short_date
from models.queries.commitments import CommitmentDetail, EvidenceRecord, ReportRecord
from models.queries.exchange import CellSource
from models.queries.plans import period_name
from models.queries.progress import MilestonePicture
from models.vocabulary import ReportState, Verdict, label
from pages.ui import frame
from pages.ui.markup import Markup, html, join


def report_cards(detail: CommitmentDetail, milestone: MilestonePicture) -> Markup:
    """Every period with what was said in it, the latest first; the earlier ones open on a click."""
    reports = detail.reports_on(milestone.id)
    if not reports:
        return html('<p class="kecil">{text}</p>', text=_("Belum ada laporan."))
    return join(
        [_period(period_name(period), list(group), place == 0)
         for place, (period, group) in enumerate(groupby(reports, key=lambda r: r.period))]
    )  # fmt: skip


def _period(name: str, reports: list[ReportRecord], latest: bool) -> Markup:
    return html(
        "<details {open} style='margin:.3rem 0'><summary style='font-weight:600;cursor:pointer'>{name}</summary>"
        '<div class="laporan" style="margin-top:.4rem">{cards}</div></details>',
        open=Markup("open") if latest else Markup(""),
        name=name,
        cards=join([_card(report) for report in reports]),
    )


def said_level(report: ReportRecord) -> str:
    """What a report says of the milestone: percent and level, or the word of the matrix."""
    level = label(report.completion) if report.completion else report.status_text
    return " · ".join(filter(None, (percent(report.percent) if report.percent is not None else "", level)))


def _card(report: ReportRecord) -> Markup:
    parts = [
        html(
            "<div><strong>{assessor}</strong> · {organisation}</div>",
            assessor=label(report.assessor),
            organisation=report.organisation.short,
        ),
        html('<div style="font-size:1.25rem;font-weight:700">{level}</div>', level=said_level(report) or "–"),
        _source_section(report),
        _text(_("Capaian"), report.achievement),
        _text(_("Kendala"), report.obstacle),
        _text(_("Tindak lanjut"), report.next_step),
        _text(_("Keterangan"), report.notes),
        _evidence(report.evidence),
        _state(report),
    ]
    return html("<div>{parts}</div>", parts=join([p for p in parts if p]))


def _text(title: str, text: str) -> Markup:
    if not text:
        return Markup("")
    return html('<p style="margin:.3rem 0"><strong>{title}:</strong> {text}</p>', title=title, text=text)


def _evidence(evidence: tuple[EvidenceRecord, ...]) -> Markup:
    if not evidence:
        return html('<p style="margin:.3rem 0;color:#63666A">{text}</p>', text=_("Belum ada data dukung."))
    items = [evidence_item(item) for item in evidence]
    return html(
        '<p style="margin:.3rem 0"><strong>{title}:</strong> {items}</p>',
        title=_("Data dukung"),
        items=join(items, ", "),
    )


def evidence_item(item: EvidenceRecord) -> Markup:
    """A piece of evidence, as a link where it is one, with the verdict."""
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
    return html('<p class="kecil" style="margin:.3rem 0">{facts}{note}</p>', facts=facts, note=note)


# -- where a figure came from -----------------------------------------------------------------------------------------


def _source_section(report: ReportRecord) -> Markup:
    """The cell of each value, or the sentence that it was typed in."""
    if not report.sources:
        return Markup("")
    return html(
        '<details class="asal"><summary>{title}</summary>{rows}</details>',
        title=_("Asal angka"),
        rows=join([_source(name, source) for name, source in report.sources.items()]),
    )


def _source(field: str, source: CellSource) -> Markup:
    return html(
        "<p><strong>{field}</strong>: {file}, {cell}<br>{received} · {link}<br>"
        '<span style="font-size:.75rem;color:#63666A;overflow-wrap:anywhere">SHA-256 {sha}</span></p>',
        field=_(FIELD_WORDS.get(field, field)),
        file=source.file_name,
        cell=f"{source.sheet}!{source.cell}",
        received=_("diterima {day}", day=short_date(source.received_on)),
        link=frame.link(_("impor nomor {n}", n=source.import_id), "impor", id=source.import_id),
        sha=source.sha256,
    )


FIELD_WORDS = {
    "percent": N_("Capaian (%)"),
    "achievement": N_("Uraian capaian"),
    "completion": N_("Status"),
    "status_text": N_("Status"),
    "obstacle": N_("Kendala"),
    "next_step": N_("Tindak lanjut"),
    "notes": N_("Keterangan"),
}

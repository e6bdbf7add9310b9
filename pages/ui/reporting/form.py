"""One report by form: what the reporter says about one milestone and period, beside what was said before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.commands.progress import add_evidence_link, web_address
from models.commands.report_entry import CONTENT_FIELDS, Entry, ReportKey, enter_report
from models.language import N_, _, long_date, percent
from models.problems import Invalid, Stale
from models.queries.commitments import ReportRecord
from models.queries.history import last_touch
from models.queries.plans import period_name
from models.queries.worklist import MilestoneWork, Remark, Reporter, reporter_of
from models.rules.access import Actor
from models.rules.periods import Period
from models.vocabulary import Assessor, label
from pages.ui import frame
from pages.ui.entry import Draft, clash_table, field_error, news
from pages.ui.gate import Visit, change, database
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.publication import publication
from pages.ui.reporting.fields import (
    REMARKS,
    TEXTS,
    clashes,
    content_of,
    panel,
    report_inputs,
    said,
    shown_values,
)


def report_form(visit: Visit, work: MilestoneWork, period: Period, reporter: Reporter) -> None:
    """The form on the left, the last period's report and the other assessments on the right."""
    left, right = st.columns([3, 2], gap="large")
    with right:
        _before_and_beside(work, period, reporter)
    with left:
        _form(visit, work, period, reporter)


def read_links(text: str) -> list[tuple[str, str]]:
    """Title and address of each line: "Surat edaran https://…". Raises Invalid for a line without a web address."""
    links = []
    for line in filter(None, (part.strip() for part in text.splitlines())):
        start = min((line.find(scheme) for scheme in ("https://", "http://") if scheme in line), default=-1)
        title, url = (line[:start], line[start:]) if start >= 0 else ("", line)
        links.append((title.strip(" -–|:\t"), web_address(url)))
    return links


def save_report(
    session: Session,
    actor: Actor,
    key: ReportKey,
    content: Mapping[str, Any],
    *,
    version: int,
    received_on: dt.date,
    links: list[tuple[str, str]],
    hidden: bool = False,
) -> int:
    """Write one report with its new links, as one part of a transaction. Raises Invalid, NotAllowed, Stale."""
    if hidden:  # what could not be read must not be carried over unseen
        content = {**{name: None if name in ("percent", "completion") else "" for name in CONTENT_FIELDS}, **content}
    try:
        report = enter_report(session, actor, key, content, Entry(received_on=received_on, shown_version=version))
    except IntegrityError as error:  # another process made the same report at this very moment
        raise Stale from error
    for title, url in links:
        add_evidence_link(session, actor, report.id or 0, url, title=title)
    return report.id or 0


# -- the form -------------------------------------------------------------------------------------------------------


def _form(visit: Visit, work: MilestoneWork, period: Period, reporter: Reporter) -> None:
    report, standing = work.report(period, reporter), work.standing(period, reporter)
    draft = Draft(f"laporan/{work.picture.row_code}/{period.id}/{reporter.key}")
    draft.begin(
        {**shown_values(report), "links": "", "received_on": visit.today, "no_obstacle": False},
        standing.version if standing else 0,
    )
    if report is None and standing is not None:
        st.info(_("Pelapor mempunyai draf yang belum dikirim. Yang Anda simpan di sini menggantikannya."))
    slots: dict[str, Any] = {}
    with st.form(f"{draft.name}/form", border=False, enter_to_submit=False):
        _fields(work, period, reporter, draft, slots, visit)
        pressed = st.form_submit_button(_("Simpan laporan"), type="primary")
        frame.quiet(
            _(
                "Tersimpan atas nama {who} sebagai “belum diverifikasi”; laporan yang sudah terverifikasi perlu "
                "diverifikasi lagi setelah diubah.",
                who=reporter.organisation.short,
            )
        )
    # below the button: that is where the person who pressed it is looking
    if pressed:
        _save(visit, work, period, reporter, draft, slots)
    if draft.is_stale:
        _stale(visit, work, period, reporter, draft)


def _fields(
    work: MilestoneWork, period: Period, reporter: Reporter, draft: Draft, slots: dict[str, Any], visit: Visit
) -> None:
    asks = reporter.assessor is Assessor.AGENCY

    def not_said() -> None:
        st.checkbox(
            _("Pelapor tidak menyebut kendala"), value=draft.value("no_obstacle"), key=draft.key("no_obstacle"),
            disabled=not asks, help=_("Kendala diminta bila capaian di bawah target atau terlambat."),
        )  # fmt: skip

    report_inputs(draft, slots, beneath_obstacle=not_said)
    st.text_area(
        _("Tautan data dukung baru"), value=draft.value("links"), key=draft.key("links"), height=80,
        placeholder=_("Judul dokumen https://contoh.go.id/dokumen.pdf"),
        help=_("Satu tautan per baris: judul, lalu alamat lengkapnya."),
    )  # fmt: skip
    slots["evidence"] = st.empty()
    report = work.report(period, reporter)
    st.date_input(
        _("Diterima pada"), key=draft.key("received_on"), max_value=visit.today, format="DD/MM/YYYY",
        help=_("Hari laporan sampai di Sekretariat: surel 30 Juni yang diisikan 3 Juli tetap tepat waktu.")
        + (" " + _("Laporan ini semula diterima {day}.", day=long_date(report.received_on))
           if report and report.received_on else ""),
    )  # fmt: skip
    slots["received_on"] = st.empty()


def _save(
    visit: Visit, work: MilestoneWork, period: Period, reporter: Reporter, draft: Draft, slots: dict[str, Any]
) -> None:
    names = draft.changed(*TEXTS)
    report = work.report(period, reporter)
    try:
        content = content_of({name: draft[name] for name in TEXTS}, list(TEXTS))
        links = read_links(draft["links"])
        if not names and not links:
            raise Invalid(N_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
        if report is None and not any(value for value in draft_values(draft)):
            raise Invalid(N_("Isi sekurangnya persentase, tingkat penyelesaian, atau capaian."), field="percent")
        remarks = _remarks(
            work,
            period,
            reporter,
            content,
            has_evidence=bool(links or (report and report.evidence)),
            received_on=draft["received_on"],
        )
        if Remark.OBSTACLE_MISSING in remarks and not draft["no_obstacle"]:
            raise Invalid(
                N_(
                    "Capaian di bawah target atau terlambat: tulis kendalanya, atau centang “Pelapor tidak menyebut "
                    "kendala”."
                ),
                field="obstacle",
            )
    except Invalid as error:
        _show_error(error, slots)
        return
    key = ReportKey(work.picture.id, period.id, reporter.organisation.id, reporter.assessor)
    standing = work.standing(period, reporter)
    with change() as attempt:
        if names:
            save_report(
                attempt.session, attempt.actor, key, {name: content[name] for name in names},
                version=draft.version, received_on=draft["received_on"], links=links,
                hidden=report is None and standing is not None,
            )  # fmt: skip
        elif report is not None:
            for title, url in links:
                add_evidence_link(attempt.session, attempt.actor, report.id, url, title=title)
    _after(work, reporter, period, draft, attempt.error, remarks, slots)


def draft_values(draft: Draft) -> list[Any]:
    """What was typed, for asking whether anything was."""
    return [draft[name] for name in ("percent", "completion", "achievement")]


def _after(
    work: MilestoneWork,
    reporter: Reporter,
    period: Period,
    draft: Draft,
    error: Exception | None,
    remarks: tuple[Remark, ...],
    slots: dict[str, Any],
) -> None:
    if isinstance(error, Stale):
        draft.refuse_as_stale()
        st.rerun()
    if error is not None:
        if isinstance(error, Invalid) and error.field in slots:
            field_error(slots[error.field], error)
        return
    news(
        _(
            "Tersimpan: laporan {who} untuk {row_code}, {period}.",
            who=reporter.organisation.short,
            row_code=work.picture.row_code,
            period=period_name(period),
        ),
        *(_(REMARKS[remark]) for remark in remarks),
    )
    draft.load_stored()
    st.rerun()


def _show_error(error: Invalid, slots: dict[str, Any]) -> None:
    st.error(verbatim(str(error)))
    if error.field in slots:
        field_error(slots[error.field], error)


def _remarks(
    work: MilestoneWork,
    period: Period,
    reporter: Reporter,
    content: Mapping[str, Any],
    *,
    has_evidence: bool,
    received_on: dt.date,
) -> tuple[Remark, ...]:
    return work.yardstick(period).remarks(
        reporter.assessor,
        content["percent"],
        content["completion"],
        obstacle=content["obstacle"],
        has_evidence=has_evidence,
        day=received_on,
    )


# -- when somebody else was faster ----------------------------------------------------------------------------------


def _stale(visit: Visit, work: MilestoneWork, period: Period, reporter: Reporter, draft: Draft) -> None:
    report, standing = work.report(period, reporter), work.standing(period, reporter)
    st.error(str(Stale()), title=_("Belum disimpan"))
    with database() as session:
        touch = last_touch(session, visit.actor, "progress_report", report.id) if report else None
    clash_table(clashes(draft, shown_values(report)), touch)
    with st.container(horizontal=True):
        st.button(_("Muat yang tersimpan"), key=f"{draft.name}/muat", on_click=draft.load_stored)
        st.button(
            _("Pertahankan isian saya"), key=f"{draft.name}/tahan",
            on_click=draft.keep_typed, args=(standing.version if standing else 0,),
            help=_("Isian Anda menggantikan yang tersimpan saat Anda menekan “Simpan laporan” lagi."),
        )  # fmt: skip


# -- what was said before and by others -----------------------------------------------------------------------------


def _before_and_beside(work: MilestoneWork, period: Period, reporter: Reporter) -> None:
    target = work.targets.get(period.id)
    asked = [
        text
        for text in (
            work.picture.target_text,
            _("Target periode ini: {value}", value=percent(target.percent))
            if target and target.percent is not None
            else "",
            target.text if target else "",
        )
        if text
    ]
    if asked:
        show(panel(_("Yang diminta"), join([html("<p>{text}</p>", text=text) for text in asked])))
    before = work.before(period, reporter)
    if before:
        show(panel(_("Laporan sebelumnya, {period}", period=period_name(before.period)), said(before)))
    else:
        frame.quiet(_("Belum ada laporan {who} untuk periode sebelumnya.", who=reporter.organisation.short))
    own = work.report(period, reporter)
    if own:
        show(panel(_("Yang tersimpan untuk {period}", period=period_name(period)), _stored(own)))
        publication(own, by_verdict=reporter.organisation in work.picture.responsible)
    for other in work.others(period, reporter):
        who = reporter_of(other)
        title = f"{label(who.assessor)} · {who.organisation.short}"
        show(panel(title, said(other)))


def _stored(report: ReportRecord) -> Markup:
    """Where the report stands: its state, the verdict's words, and its evidence."""
    parts = [html("<p><strong>{state}</strong></p>", state=label(report.state))]
    if report.verdict_note:
        parts.append(html("<p>{note}</p>", note=report.verdict_note))
    parts += [
        html(
            '<p><a href="{url}" target="_blank" rel="noopener noreferrer">{title}</a> · {verdict}</p>',
            url=item.url,
            title=item.title or item.url.split("//", 1)[-1][:60],
            verdict=label(item.verdict),
        )
        if item.url
        else html("<p>{title} · {verdict}</p>", title=item.title or item.file_name, verdict=label(item.verdict))
        for item in report.evidence
    ]
    if not report.evidence:
        parts.append(html("<p>{text}</p>", text=_("Belum ada data dukung.")))
    return join(parts)

"""One report in the reporter's own hands: typed beside last period's answer, kept as a draft at every step, sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.commands.report_entry import Entry, ReportContent, ReportKey, enter_report
from models.commands.reporting import BLANK
from models.language import N_, _, date_and_time, long_date, number, percent
from models.problems import Invalid, Stale
from models.queries.history import last_touch
from models.queries.plans import period_name
from models.queries.reporting import DeskRow, says_something
from models.queries.worklist import Remark
from models.rules.access import Actor
from models.vocabulary import Assessor, label
from pages.ui import frame
from pages.ui.entry import Draft, clash_table, field_error, news, read_percent
from pages.ui.gate import Visit, change, database
from pages.ui.markup import html, join, show, verbatim
from pages.ui.publication import publication
from pages.ui.reporting.fields import REMARKS, TEXTS, clashes, content_of, panel, report_inputs, said, shown_values

OBSTACLE_ASKED = N_("Capaian di bawah target atau terlambat: tulis kendalanya.")


def draft_of(row: DeskRow) -> Draft:
    """What is being typed for this row, as this session remembers it."""
    return Draft(f"lapor/{row.row_code}/{row.period.id}")


def own_report(visit: Visit, row: DeskRow) -> bool:
    """The form of one report with what stands beside it. Whether the report was sent just now."""
    stored = shown_values(row.report)
    draft = draft_of(row)
    draft.catch_up(stored, row.version)
    draft.begin(stored, row.version)
    _returned(row)
    _asked(row)
    left, right = st.columns([3, 2], gap="large")
    with right:
        _beside(row)
    with left:
        slots = _fields(draft)
        problem = _problem(draft, slots)
        _pointed_out(visit, row, draft, problem, slots)
        sent = _keep_or_send(visit, row, draft, problem, slots)
        publication(row.report, by_verdict=row.answers)
    if draft.is_stale:
        _stale(visit, row, draft, stored)
    return sent


# -- what stands around the form ------------------------------------------------------------------------------------


def _returned(row: DeskRow) -> None:
    if row.returned_because:
        st.warning(
            verbatim(row.returned_because),
            title=_("Dikembalikan oleh Sekretariat"),
            icon=":material/undo:",
        )


def _asked(row: DeskRow) -> None:
    target = row.target
    facts = [
        row.period_text or row.milestone.target_text,
        _("target periode ini {value}", value=percent(target)) if target is not None else "",
        _("batas waktu {day}", day=long_date(row.milestone.due_on)) if row.milestone.due_on else row.milestone.due_text,
    ]
    parts = [html("<strong>{asked}</strong> ", asked=_("Yang diminta:"))]
    parts.append(html("{facts}", facts=" · ".join(fact for fact in facts if fact) or _("tidak ada target tertulis")))
    parts.append(
        html(
            ' · {code} · <a href="{to}" target="_self">{text}</a>',
            code=row.row_code,
            to=frame.address("riwayat", baris=row.row_code) if row.report else frame.address(
                "komitmen", kode=row.commitment.code
            ),
            text=_("riwayat") if row.report else _("komitmen"),
        )
    )  # fmt: skip
    show(html("<p>{parts}</p>", parts=join(parts)))


def _beside(row: DeskRow) -> None:
    if row.before:
        show(panel(_("Periode lalu: {period}", period=period_name(row.before.period)), said(row.before)))
    else:
        nothing = html("<p>{text}</p>", text=_("Belum ada laporan Anda untuk periode sebelumnya."))
        show(panel(_("Periode lalu"), nothing))
    for other in row.others:
        show(panel(f"{label(other.assessor)} · {other.organisation.short}", said(other)))


# -- the fields -----------------------------------------------------------------------------------------------------


def _fields(draft: Draft) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    report_inputs(draft, slots)
    slots["period"] = st.empty()
    return slots


def _problem(draft: Draft, slots: Mapping[str, Any]) -> Invalid | None:
    """What is wrong with the percentage as typed, said at its field; the rest is kept meanwhile."""
    try:
        ReportContent(percent=read_percent(draft["percent"])).validated()
    except Invalid as error:
        field_error(slots["percent"], error)
        return error
    return None


def _pointed_out(visit: Visit, row: DeskRow, draft: Draft, problem: Invalid | None, slots: Mapping[str, Any]) -> None:
    """What the report lacks as it is typed, before anybody presses anything."""
    if problem is not None:
        return
    remarks = _remarks(visit, row, draft)
    for remark in remarks:
        if remark is Remark.OBSTACLE_MISSING:
            with slots["obstacle"]:
                frame.quiet(_(OBSTACLE_ASKED))
        elif remark is Remark.COMPLETE_WITHOUT_EVIDENCE:
            with slots["completion"]:
                frame.quiet(_(REMARKS[remark]))
        else:
            with slots["percent"]:
                frame.quiet(_(REMARKS[remark]))


def _remarks(visit: Visit, row: DeskRow, draft: Draft) -> tuple[Remark, ...]:
    content = content_of({name: draft[name] for name in TEXTS}, list(TEXTS))
    return row.yardstick.remarks(
        row.reporter.assessor,
        content["percent"],
        content["completion"],
        obstacle=content["obstacle"],
        has_evidence=bool(row.report and row.report.evidence),
        day=visit.today,
    )


# -- keeping and sending --------------------------------------------------------------------------------------------


def save_own(
    session: Session, actor: Actor, row: DeskRow, content: Mapping[str, Any], *, version: int, submit: bool
) -> tuple[int, int]:
    """Write the report as one part of a transaction; its id and new version.

    Raises Invalid, NotAllowed, and Stale also where the same report was begun elsewhere at this very moment.
    """
    if row.hidden:  # what was taken back must not come back unseen
        content = {**BLANK, **content}
    key = ReportKey(row.milestone.id, row.period.id, row.reporter.organisation.id, row.reporter.assessor)
    try:
        report = enter_report(session, actor, key, content, Entry(submit=submit, shown_version=version))
    except IntegrityError as error:
        raise Stale from error
    return report.id or 0, report.version


def _keep_or_send(visit: Visit, row: DeskRow, draft: Draft, problem: Invalid | None, slots: Mapping[str, Any]) -> bool:
    changed = draft.changed(*TEXTS)
    assess = row.reporter.assessor is Assessor.CSO
    with st.container(horizontal=True, vertical_alignment="center"):
        send = st.button(
            _send_words(row, assess=assess),
            key=f"{draft.name}/kirim",
            icon=":material/send:",
            disabled=row.sent and not changed,
        )
        keep = False if row.sent else st.button(_("Simpan draf"), key=f"{draft.name}/simpan")
        if row.before and not row.sent:
            st.button(
                _("Salin dari periode lalu"),
                key=f"{draft.name}/salin",
                icon=":material/content_copy:",
                on_click=_copy_forward,
                args=(row, draft),
                help=_("Mengisi yang masih kosong dengan isian periode lalu; yang sudah Anda tulis tetap."),
            )
    frame.quiet(_where_it_stands(row, changed))
    if draft.is_stale:
        return False
    if send:
        return _send(visit, row, draft, problem, slots)
    if changed and not row.sent:
        _keep(row, draft, [name for name in changed if problem is None or name != problem.field], slots)
    elif keep:
        news(_("Draf {row_code} tersimpan.", row_code=row.row_code))
        st.rerun()
    return False


def _send_words(row: DeskRow, *, assess: bool) -> str:
    if row.sent:
        return _("Kirim perbaikan")
    if row.returned_because:
        return _("Kirim ulang")
    return _("Kirim penilaian ini") if assess else _("Kirim laporan ini")


def _where_it_stands(row: DeskRow, changed: list[str]) -> str:
    report = row.report
    if row.sent and report is not None:
        sent = _("Diterima Sekretariat {day}, {state}.", day=long_date(report.received_on), state=label(report.state))
        if not changed:
            return sent
        return sent + " " + _("Perubahan Anda baru tersimpan setelah “Kirim perbaikan”.")
    if report is None:
        return _("Belum ada yang tersimpan. Yang Anda isi tersimpan sebagai draf begitu Anda meninggalkan isiannya.")
    return _(
        "Draf tersimpan {moment}; hanya terlihat oleh {who}.",
        moment=date_and_time(report.entered_at),
        who=row.reporter.organisation.short,
    )


def _copy_forward(row: DeskRow, draft: Draft) -> None:
    """Fill what is still empty with the last period's answer."""
    draft.overwrite({name: value for name, value in shown_values(row.before).items() if not draft[name]})


def _keep(row: DeskRow, draft: Draft, names: list[str], slots: Mapping[str, Any]) -> None:
    """Write what was typed as a draft, without being asked."""
    if not names:
        return
    content = content_of({name: draft[name] for name in names}, names)
    draft.about_to_save({name: as_stored(name, draft[name]) for name in names})
    with change() as attempt:
        _id, version = save_own(
            attempt.session, attempt.actor, row, content, version=draft.version, submit=False
        )  # fmt: skip
    if attempt.done:
        draft.saved(names, version)
        st.rerun()
    _refused(attempt.error, draft, slots)


def as_stored(field: str, typed: Any) -> Any:
    """What the form will show of this once it is stored."""
    if field == "percent":
        value = read_percent(typed)
        return "" if value is None else number(value, 4)
    return typed if field == "completion" else str(typed or "").strip()


def _send(visit: Visit, row: DeskRow, draft: Draft, problem: Invalid | None, slots: Mapping[str, Any]) -> bool:
    content: dict[str, Any] = {}
    try:
        if problem is not None:
            raise problem
        content = content_of({name: draft[name] for name in TEXTS}, list(TEXTS))
        if not says_something(content["percent"], content["completion"], content["achievement"]):
            raise Invalid(N_("Isi sekurangnya persentase, tingkat penyelesaian, atau capaian."), field="percent")
        remarks = _remarks(visit, row, draft)
        if Remark.OBSTACLE_MISSING in remarks:
            raise Invalid(OBSTACLE_ASKED, field="obstacle")
    except Invalid as error:
        st.error(verbatim(str(error)))
        field_error(slots[error.field or "percent"], error)
        return False
    draft.about_to_save({name: as_stored(name, draft[name]) for name in TEXTS})
    with change() as attempt:
        _id, version = save_own(
            attempt.session, attempt.actor, row, content, version=draft.version, submit=True
        )  # fmt: skip
    if not attempt.done:
        _refused(attempt.error, draft, slots)
        return False
    draft.saved(TEXTS, version)
    sentence = (
        _("Penilaian untuk {row_code} terkirim.", row_code=row.row_code)
        if row.reporter.assessor is Assessor.CSO
        else _("Laporan {row_code} terkirim; Sekretariat memverifikasinya.", row_code=row.row_code)
    )
    news(sentence, *(_(REMARKS[remark]) for remark in remarks))
    return True


def _refused(error: Exception | None, draft: Draft, slots: Mapping[str, Any]) -> None:
    if isinstance(error, Stale):
        draft.refuse_as_stale()
        st.rerun()
    if isinstance(error, Invalid) and error.field is not None and error.field in slots:
        field_error(slots[error.field], error)


# -- when somebody else was faster ----------------------------------------------------------------------------------


def _stale(visit: Visit, row: DeskRow, draft: Draft, stored: Mapping[str, Any]) -> None:
    st.error(str(Stale()), title=_("Belum disimpan"))
    with database() as session:
        touch = last_touch(session, visit.actor, "progress_report", row.report.id) if row.report else None
    clash_table(clashes(draft, stored), touch)
    with st.container(horizontal=True):
        st.button(_("Muat yang tersimpan"), key=f"{draft.name}/muat", on_click=draft.load_stored)
        st.button(
            _("Pertahankan isian saya"), key=f"{draft.name}/tahan", on_click=draft.keep_typed, args=(row.version,),
            help=_("Isian Anda menggantikan yang tersimpan begitu disimpan lagi."),
        )  # fmt: skip


def standing_report(row: DeskRow) -> None:
    """What was reported, where nothing can be changed any more."""
    _returned(row)
    _asked(row)
    if row.report:
        show(panel(_("Laporan Anda"), said(row.report)))
    else:
        frame.quiet(_("Tidak ada laporan Anda untuk periode ini."))
    _beside(row)

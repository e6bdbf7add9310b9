"""A milestone's own fields and the interim target of a period, by form; guarded by the version that was shown."""

from __future__ import annotations

from typing import Any

import streamlit as st

from models.commands.commitments import cancel_milestone, edit_milestone, set_interim_target
from models.language import N_, _, long_date, number, percent
from models.problems import Invalid, Stale
from models.queries.history import last_touch
from models.queries.plans import period_name
from models.queries.worklist import MilestoneWork
from models.rules.periods import Period
from models.vocabulary import Horizon, Precision, label
from pages.ui import frame
from pages.ui.entry import Clash, Draft, clash_table, field_error, news, read_percent
from pages.ui.gate import Visit, change, database
from pages.ui.markup import verbatim
from reports.matrix.values import read_number

_FIELDS = {
    "activity": N_("Kegiatan"),
    "target_text": N_("Target"),
    "target_value": N_("Nilai target"),
    "target_unit": N_("Satuan"),
    "starts_on": N_("Mulai"),
    "due_on": N_("Batas waktu"),
    "due_text": N_("Batas waktu sebagaimana tertulis"),
    "due_precision": N_("Ketelitian batas waktu"),
    "horizon": N_("Jangka"),
    "weight": N_("Bobot"),
    "notes": N_("Catatan"),
}


def milestone_form(visit: Visit, work: MilestoneWork) -> None:
    """What the milestone is: activity, target, dates, weight."""
    draft = Draft(f"target/{work.picture.row_code}")
    draft.begin(_stored(work), work.version)
    slots: dict[str, Any] = {}
    with st.form(f"{draft.name}/form", border=False, enter_to_submit=False):
        _fields(draft, slots)
        reason = st.text_input(
            _("Alasan perubahan"),
            key=draft.key("reason"),
            help=_("Masuk ke riwayat, misalnya nomor surat atau rapat yang menyepakatinya."),
        )
        pressed = st.form_submit_button(_("Simpan target capaian"), type="primary")
    if pressed:
        _save(work, draft, slots, reason)
    if draft.is_stale:
        _stale(visit, work, draft)


def _name(field: str) -> str:
    return _(_FIELDS[field])


def _stored(work: MilestoneWork) -> dict[str, Any]:
    picture = work.picture
    return {
        "activity": picture.activity,
        "target_text": picture.target_text,
        "target_value": "" if work.target_value is None else number(work.target_value, 6),
        "target_unit": work.target_unit,
        "starts_on": work.starts_on,
        "due_on": picture.due_on,
        "due_text": picture.due_text,
        "due_precision": work.due_precision.value if work.due_precision else None,
        "horizon": work.horizon.value,
        "weight": number(picture.weight, 6),
        "notes": work.notes,
    }


def _fields(draft: Draft, slots: dict[str, Any]) -> None:
    st.text_area(_name("activity"), value=draft.value("activity"), key=draft.key("activity"), height=80)
    st.text_area(_name("target_text"), value=draft.value("target_text"), key=draft.key("target_text"), height=80)
    value, unit, weight = st.columns([1, 2, 1])
    with value:
        st.text_input(_name("target_value"), value=draft.value("target_value"), key=draft.key("target_value"))
        slots["target_value"] = st.empty()
    with unit:
        st.text_input(_name("target_unit"), value=draft.value("target_unit"), key=draft.key("target_unit"))
    with weight:
        st.text_input(
            _name("weight"),
            value=draft.value("weight"),
            key=draft.key("weight"),
            help=_("Untuk rerata tertimbang; 1 bila semua setara."),
        )
        slots["weight"] = st.empty()
    start, due, precision = st.columns(3)
    with start:
        st.date_input(
            _name("starts_on"), value=draft.value("starts_on"), key=draft.key("starts_on"), format="DD/MM/YYYY"
        )
    with due:
        st.date_input(_name("due_on"), value=draft.value("due_on"), key=draft.key("due_on"), format="DD/MM/YYYY")
        slots["due_on"] = st.empty()
    with precision:
        precisions = [None, *(p.value for p in Precision)]
        st.selectbox(
            _name("due_precision"),
            precisions,
            index=draft.index("due_precision", precisions),
            format_func=lambda p: label(Precision(p)) if p else "–",
            key=draft.key("due_precision"),
            placeholder="–",
        )
    text, horizon = st.columns([2, 1])
    with text:
        st.text_input(_name("due_text"), value=draft.value("due_text"), key=draft.key("due_text"))
    with horizon:
        horizons = [h.value for h in Horizon]
        st.selectbox(
            _name("horizon"),
            horizons,
            index=draft.index("horizon", horizons),
            format_func=lambda h: label(Horizon(h)),
            key=draft.key("horizon"),
        )
    st.text_area(_name("notes"), value=draft.value("notes"), key=draft.key("notes"), height=80)


def _values(draft: Draft, names: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: draft[name] for name in names}
    for name in ("target_value", "weight"):
        if name in values:
            values[name] = _number(str(values[name]), name)
    if "due_precision" in values:
        values["due_precision"] = Precision(values["due_precision"]) if values["due_precision"] else None
    if "horizon" in values:
        values["horizon"] = Horizon(values["horizon"])
    return values


def _number(text: str, field: str) -> float | None:
    value = read_number(text) if text.strip() else None
    if value is None and (text.strip() or field == "weight"):
        raise Invalid(N_("“{value}” bukan angka. Tulis misalnya 2 atau 1,5."), field=field, value=text[:40])
    return value


def _save(work: MilestoneWork, draft: Draft, slots: dict[str, Any], reason: str) -> None:
    names = draft.changed(*_FIELDS)
    try:
        values = _values(draft, names)
        if not values:
            raise Invalid(N_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
    except Invalid as error:
        st.error(verbatim(str(error)))
        if error.field in slots:
            field_error(slots[error.field], error)
        return
    with change(reason) as attempt:
        edit_milestone(attempt.session, attempt.actor, work.picture.id, values, shown_version=draft.version)
    if isinstance(attempt.error, Stale):
        draft.refuse_as_stale()
        st.rerun()
    if isinstance(attempt.error, Invalid) and attempt.error.field in slots:
        field_error(slots[attempt.error.field], attempt.error)
    if attempt.done:
        changed = ", ".join(_name(name).lower() for name in names)
        news(_("Tersimpan: {changed} untuk {row_code}.", changed=changed, row_code=work.picture.row_code))
        draft.load_stored()
        st.rerun()


def _stale(visit: Visit, work: MilestoneWork, draft: Draft) -> None:
    stored = _stored(work)
    st.error(str(Stale()), title=_("Belum disimpan"))
    with database() as session:
        touch = last_touch(session, visit.actor, "milestone", work.picture.id)
    clash_table(
        [
            Clash(_(name), _in_words(field, draft[field]), _in_words(field, stored[field]))
            for field, name in _FIELDS.items()
            if draft[field] != stored[field]
        ],
        touch,
    )
    with st.container(horizontal=True):
        st.button(_("Muat yang tersimpan"), key=f"{draft.name}/muat", on_click=draft.load_stored)
        st.button(
            _("Pertahankan isian saya"), key=f"{draft.name}/tahan", on_click=draft.keep_typed, args=(work.version,)
        )


def _in_words(field: str, value: Any) -> str:
    if value and field == "due_precision":
        return label(Precision(value))
    if value and field == "horizon":
        return label(Horizon(value))
    return long_date(value) if value and field.endswith("_on") else str(value or "")


# -- the interim target ---------------------------------------------------------------------------------------------


def interim_form(work: MilestoneWork, period: Period) -> None:
    """What should be reached by the end of the chosen period."""
    stands = work.targets.get(period.id)
    draft = Draft(f"antara/{work.picture.row_code}/{period.id}")
    stored = {
        "percent": number(stands.percent, 4) if stands and stands.percent is not None else "",
        "text": stands.text if stands else "",
    }
    draft.begin(stored, stands.version if stands else 0)
    st.subheader(verbatim(_("Target {period}", period=period_name(period))), anchor=False)
    with st.form(f"{draft.name}/form", border=False, enter_to_submit=False):
        left, right = st.columns([1, 3])
        with left:
            st.text_input(
                _("Target (%)"), value=draft.value("percent"), key=draft.key("percent"), placeholder=_("misalnya 60")
            )
            slot = st.empty()
        with right:
            st.text_input(_("Target dalam kata-kata"), value=draft.value("text"), key=draft.key("text"))
        pressed = st.form_submit_button(_("Simpan target periode"))
    others = [
        f"{period_name(p)}: {percent(work.targets[p.id].percent)}"
        for p in work.periods
        if p != period and p.id in work.targets
    ]
    if others:
        frame.quiet(_("Periode lain: {targets}", targets=" · ".join(others)))
    if pressed:
        _save_interim(work, period, draft, slot)
    if draft.is_stale:
        _stale_interim(draft, stored, stands.version if stands else 0)


def _save_interim(work: MilestoneWork, period: Period, draft: Draft, slot: Any) -> None:
    try:
        asked = read_percent(draft["percent"])
    except Invalid as error:
        st.error(verbatim(str(error)))
        field_error(slot, error)
        return
    with change() as attempt:
        set_interim_target(
            attempt.session,
            attempt.actor,
            work.picture.id,
            period.id,
            text=draft["text"],
            percent=asked,
            shown_version=draft.version,
        )
    if isinstance(attempt.error, Stale):
        draft.refuse_as_stale()
        st.rerun()
    if isinstance(attempt.error, Invalid) and attempt.error.field == "percent":
        field_error(slot, attempt.error)
    if attempt.done:
        news(_("Tersimpan: target {period}.", period=period_name(period)))
        draft.load_stored()
        st.rerun()


def _stale_interim(draft: Draft, stored: dict[str, Any], version: int) -> None:
    st.error(str(Stale()), title=_("Belum disimpan"))
    names = {"percent": _("Target (%)"), "text": _("Target dalam kata-kata")}
    clash_table([Clash(names[f], draft[f], stored[f]) for f in names if draft[f] != stored[f]], None)
    with st.container(horizontal=True):
        st.button(_("Muat yang tersimpan"), key=f"{draft.name}/muat", on_click=draft.load_stored)
        st.button(_("Pertahankan isian saya"), key=f"{draft.name}/tahan", on_click=draft.keep_typed, args=(version,))


# -- cancelling -----------------------------------------------------------------------------------------------------


def cancel_section(work: MilestoneWork) -> None:
    """Cancel the milestone or take that back, saying what it means."""
    with st.expander(_("Aktifkan kembali") if work.cancelled else _("Batalkan target capaian")):
        reason = st.text_input(_("Alasan"), key=f"batal/{work.picture.row_code}/{work.version}")
        st.text(
            _("Target capaian ini kembali dihitung dan wajib dilaporkan.")
            if work.cancelled
            else _(
                "Target capaian ini tidak lagi dihitung atau ditagih. Laporannya tetap ada, dan pembatalan dapat "
                "ditarik kembali."
            )
        )
        pressed = st.button(
            _("Aktifkan kembali {row_code}", row_code=work.picture.row_code)
            if work.cancelled
            else _("Batalkan {row_code}", row_code=work.picture.row_code),
            disabled=not reason.strip() and not work.cancelled,
        )
    if not pressed:
        return
    with change(reason) as attempt:
        cancel_milestone(
            attempt.session,
            attempt.actor,
            work.picture.id,
            cancelled=not work.cancelled,
            shown_version=work.version,
        )
    if attempt.done:
        news(
            _("{row_code} aktif kembali.", row_code=work.picture.row_code)
            if work.cancelled
            else _("{row_code} dibatalkan.", row_code=work.picture.row_code)
        )
        st.rerun()

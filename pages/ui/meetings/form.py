"""The forms of a meeting itself: what it was, and who took part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.commands import meetings as commands
from models.language import N_, _
from models.problems import Invalid
from models.queries.meeting_records import MeetingDetail, Minutes
from models.rules.access import Actor
from models.vocabulary import Medium, MeetingState, ParticipationRole, PointKind, label
from pages.ui.frame import address, head, quiet
from pages.ui.gate import Visit, change
from pages.ui.meetings import parts
from pages.ui.meetings.editing import NOBODY, Choices, RowForm, act, clock, in_words, several, tell
from pages.ui.meetings.minutes import participants

_MEETING = {
    "title": N_("Judul rapat"),
    "held_on": N_("Tanggal"),
    "ends_on": N_("Hari terakhir (bila lebih dari sehari)"),
    "starts_at": N_("Jam mulai"),
    "ends_at": N_("Jam selesai"),
    "time_zone": N_("Zona waktu"),
    "place": N_("Tempat"),
    "medium": N_("Cara bertemu"),
    "plan_id": N_("Rencana aksi"),
    "working_group": N_("Kelompok kerja"),
    "institutions": N_("Instansi yang hadir"),
    "agenda": N_("Agenda, satu baris per butir"),
    "is_forum_meeting": N_("Pertemuan forum multipihak (dihitung untuk aturan enam bulan OGP)"),
    "state": N_("Keadaan catatan"),
}
_NEW_MEETING: dict[str, Any] = {
    "title": "",
    "held_on": None,
    "ends_on": None,
    "starts_at": None,
    "ends_at": None,
    "time_zone": "WIB",
    "place": "",
    "medium": "",
    "plan_id": NOBODY,
    "working_group": "",
    "institutions": [],
    "agenda": "",
    "is_forum_meeting": False,
    "state": MeetingState.DRAFT.value,
}


def stored_meeting(meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> dict[str, Any]:
    """The meeting as the form shows it."""
    by_name = {name: key for key, name in choices.plans.items()}
    organisations = {p.organisation.id for p in minutes.participants if p.organisation}
    return {
        "title": meeting.title,
        "held_on": meeting.held_on,
        "ends_on": meeting.ends_on,
        "starts_at": _time(minutes.starts_at),
        "ends_at": _time(minutes.ends_at),
        "time_zone": minutes.time_zone,
        "place": minutes.place,
        "medium": minutes.medium.value if minutes.medium else "",
        "plan_id": by_name.get(meeting.plan_name, NOBODY),
        "working_group": minutes.working_group,
        "institutions": [key for key in choices.organisations if key in organisations],
        "agenda": "\n".join(point.text for point in minutes.points if point.kind is PointKind.AGENDA),
        "is_forum_meeting": minutes.is_forum_meeting,
        "state": minutes.state.value,
    }


def _time(written: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(written) if written else None
    except ValueError:
        return None


def meeting_fields(form: RowForm, choices: Choices) -> None:
    """Title, when, where, about which plan, who."""
    st.text_input(form.title("title"), value=form.value("title"), key=form.key("title"))
    day, last, start, end, zone = st.columns([2, 2, 1.4, 1.4, 1.2])
    with day:
        st.date_input(form.title("held_on"), value=form.value("held_on"), key=form.key("held_on"), format="DD/MM/YYYY")
    with last:
        st.date_input(form.title("ends_on"), value=form.value("ends_on"), key=form.key("ends_on"), format="DD/MM/YYYY")
    with start:
        st.time_input(form.title("starts_at"), value=form.value("starts_at"), key=form.key("starts_at"), step=300)
    with end:
        st.time_input(form.title("ends_at"), value=form.value("ends_at"), key=form.key("ends_at"), step=300)
    with zone:
        zones = list(dict.fromkeys(["WIB", "WITA", "WIT", "", form.value("time_zone")]))
        st.selectbox(
            form.title("time_zone"),
            zones,
            index=form.index("time_zone", zones),
            format_func=lambda z: z or "–",
            key=form.key("time_zone"),
        )
    place, medium, plan, group = st.columns([3, 2, 2, 2])
    with place:
        st.text_input(form.title("place"), value=form.value("place"), key=form.key("place"))
    with medium:
        media = ["", *(m.value for m in Medium)]
        st.selectbox(
            form.title("medium"),
            media,
            index=form.index("medium", media),
            format_func=lambda m: label(Medium(m)) if m else "–",
            key=form.key("medium"),
        )
    with plan:
        plans = [NOBODY, *choices.plans]
        st.selectbox(
            form.title("plan_id"),
            plans,
            index=form.index("plan_id", plans),
            format_func=lambda p: choices.plans.get(p, "–"),
            key=form.key("plan_id"),
        )
    with group:
        st.text_input(form.title("working_group"), value=form.value("working_group"), key=form.key("working_group"))
    several(form.title("institutions"), choices.organisations, form.key("institutions"), form.value("institutions"))
    st.text_area(form.title("agenda"), value=form.value("agenda"), key=form.key("agenda"), height=110)
    st.checkbox(form.title("is_forum_meeting"), value=form.value("is_forum_meeting"), key=form.key("is_forum_meeting"))
    st.segmented_control(
        form.title("state"),
        [s.value for s in MeetingState],
        default=form.value("state"),
        format_func=lambda s: label(MeetingState(s)),
        required=True,
        key=form.key("state"),
    )


def meeting_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says in the terms of the command; lists go their own way."""
    own = {name: value for name, value in values.items() if name not in ("institutions", "agenda")}
    if "held_on" in own and own["held_on"] is None:
        raise Invalid(N_("Pilih tanggal rapat."), field="held_on")
    for name in ("starts_at", "ends_at"):
        if name in own:
            own[name] = clock(own[name])
    if "plan_id" in own:
        own["plan_id"] = own["plan_id"] or None
    if "medium" in own:
        own["medium"] = Medium(own["medium"]) if own["medium"] else None
    if "state" in own:
        own["state"] = MeetingState(own["state"])
    return own


def new_meeting(here: Visit, choices: Choices) -> None:
    """The form of a meeting that is not there yet."""
    head(
        _("Catat rapat"),
        lead=_("Catat rapatnya dulu; keputusan, tindak lanjut, dan publikasi menyusul pada halaman yang sama."),
        trail=[(_("Rapat"), address("rapat"))],
    )
    form = RowForm("baru", 0, 0, _NEW_MEETING, _MEETING, in_words(choices))
    with st.form("rapat/baru", enter_to_submit=False):
        meeting_fields(form, choices)
        pressed = st.form_submit_button(_("Simpan rapat"), type="primary")
    if not pressed:
        return
    made: list[int] = []
    with change() as attempt:
        values = {name: form.draft[name] for name in _MEETING}
        meeting = commands.record_meeting(
            attempt.session,
            attempt.actor,
            meeting_values(values),
            organisation_ids=values["institutions"],
            agenda=values["agenda"].splitlines(),
        )
        made.append(meeting.id or 0)
    if attempt.done:
        form.draft.load_stored()
        tell(_("Rapat tersimpan sebagai catatan internal. Lanjutkan dengan keputusan dan tindak lanjutnya."))
        st.query_params.update({"id": str(made[0]), "bagian": "keputusan"})
        st.rerun()


def edit_identity(here: Visit, meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """What is known of the meeting."""
    stored = stored_meeting(meeting, minutes, choices)
    form = RowForm("meeting", meeting.id, meeting.version, stored, _MEETING, in_words(choices))
    form.show_conflict(here)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        meeting_fields(form, choices)
        pressed = st.form_submit_button(_("Simpan rapat"), type="primary")
    if not pressed:
        return
    changed = form.changed()
    if not changed:
        st.info(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
        return

    def write(session: Session, actor: Actor) -> None:
        commands.edit_meeting(session, actor, meeting.id, meeting_values(changed), shown_version=form.draft.version)
        if "institutions" in changed:
            commands.set_institutions(
                session, actor, meeting.id, changed["institutions"], shown=form.shown("institutions")
            )
        if "agenda" in changed:
            commands.set_agenda(
                session,
                actor,
                meeting.id,
                changed["agenda"].splitlines(),
                shown=form.shown("agenda").splitlines(),
            )

    form.save(write, _("Rapat tersimpan."))


# -- participants -----------------------------------------------------------------------------------------------------


def people(meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """Names of people: personal data, seen by the secretariat only."""
    quiet(_("Nama orang hanya terlihat oleh Sekretariat. Di tempat lain tampil nama instansinya."))
    parts.draw(participants(minutes))
    with st.form("rapat/orang", enter_to_submit=False, clear_on_submit=False):
        name, organisation, role = st.columns([3, 3, 2])
        with name:
            written = st.text_input(_("Nama"), key="rapat/orang/nama")
        with organisation:
            chosen = st.selectbox(
                _("Instansi"),
                [NOBODY, *choices.organisations],
                format_func=lambda key: choices.organisations.get(key, "–"),
                key="rapat/orang/instansi",
            )
        with role:
            part = st.selectbox(
                _("Peran"),
                [r.value for r in ParticipationRole],
                index=3,
                format_func=lambda r: label(ParticipationRole(r)),
                key="rapat/orang/peran",
            )
        pressed = st.form_submit_button(_("Tambah peserta"))
    if pressed:
        act(
            lambda session, actor: commands.add_person(
                session, actor, meeting.id, written, organisation_id=chosen or None, role=ParticipationRole(part)
            ),
            _("Peserta ditambahkan."),
        )

"""The forms of what came of a meeting: its decisions and its follow-ups."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.commands import meetings as commands
from models.language import N_, _
from models.queries.meeting_records import DecisionRecord, FollowUpRecord, MeetingDetail
from models.vocabulary import DecisionKind, FollowUpState, Precision, label
from pages.ui.frame import quiet
from pages.ui.gate import Visit
from pages.ui.markup import verbatim
from pages.ui.meetings.editing import NOBODY, Choices, RowForm, in_words, several
from reports.notula.deadlines import read_due

# -- decisions --------------------------------------------------------------------------------------------------------

_DECISION = {
    "kind": N_("Jenis"),
    "text": N_("Isi"),
    "organisation_id": N_("Instansi yang bersangkutan"),
    "checked": N_("Sudah dicocokkan dengan notula"),
}
_NEW_DECISION = {"kind": DecisionKind.AGREEMENT.value, "text": "", "organisation_id": NOBODY, "checked": False}


def decisions(here: Visit, meeting: MeetingDetail, choices: Choices) -> None:
    """The decisions of the meeting, and room for another."""
    for row in meeting.decisions:
        with st.expander(_row_title(label(row.kind), row.text, row.inferred)):
            edit_decision(here, row, choices)
    st.subheader(_("Keputusan baru"), anchor=False)
    form = RowForm("decision", -meeting.id, 0, _NEW_DECISION, _DECISION, in_words(choices))
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        decision_fields(form, choices, inferred=False)
        pressed = st.form_submit_button(_("Tambah keputusan"), type="primary")
    if pressed:
        values = decision_values({name: form.draft[name] for name in _DECISION})
        form.save(
            lambda session, actor: commands.add_decision(session, actor, meeting.id, values),
            _("Keputusan ditambahkan sebagai catatan internal."),
        )


def edit_decision(here: Visit, row: DecisionRecord, choices: Choices) -> None:
    """One decision."""
    stored = {
        "kind": row.kind.value,
        "text": row.text,
        "organisation_id": row.organisation.id if row.organisation else NOBODY,
        "checked": False,
    }
    form = RowForm("decision", row.id, row.version, stored, _DECISION, in_words(choices))
    form.show_conflict(here)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        decision_fields(form, choices, inferred=row.inferred)
        pressed = st.form_submit_button(_("Simpan keputusan"))
    if pressed:
        changed = form.changed()
        form.save(
            lambda session, actor: commands.edit_decision(
                session,
                actor,
                row.id,
                decision_values(changed),
                shown_version=form.draft.version,
                checked=changed.get("checked", False),
            ),
            _("Keputusan tersimpan."),
        )


def decision_fields(form: RowForm, choices: Choices, *, inferred: bool) -> None:
    """Kind, text, institution."""
    st.text_area(form.title("text"), value=form.value("text"), key=form.key("text"), height=90)
    kind, organisation = st.columns(2)
    with kind:
        kinds = [k.value for k in DecisionKind]
        st.selectbox(
            form.title("kind"),
            kinds,
            index=form.index("kind", kinds),
            format_func=lambda k: label(DecisionKind(k)),
            key=form.key("kind"),
        )
    with organisation:
        one_of(form, "organisation_id", choices.organisations)
    _check_box(form, inferred)


def _check_box(form: RowForm, inferred: bool) -> None:
    if inferred:
        st.checkbox(
            form.title("checked"),
            value=form.value("checked"),
            key=form.key("checked"),
            help=_("Butir ini disimpulkan dari teks. Centang setelah dicocokkan; tandanya lalu hilang."),
        )


def one_of(form: RowForm, name: str, names: Mapping[int, str]) -> None:
    """One institution, or none."""
    options = [NOBODY, *names]
    st.selectbox(
        form.title(name),
        options,
        index=form.index(name, options),
        format_func=lambda key: names.get(key, "–"),
        key=form.key(name),
    )


def decision_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says in the terms of the command."""
    own = {name: value for name, value in values.items() if name != "checked"}
    if "kind" in own:
        own["kind"] = DecisionKind(own["kind"])
    if "organisation_id" in own:
        own["organisation_id"] = own["organisation_id"] or None
    return own


def _row_title(what: str, text: str, inferred: bool) -> str:
    short = text if len(text) <= 110 else text[:110].rsplit(" ", 1)[0] + " …"
    return ("▲ " if inferred else "") + f"**{verbatim(what)}** · {verbatim(short)}"


# -- follow-ups -------------------------------------------------------------------------------------------------------

_FOLLOW_UP = {
    "text": N_("Apa yang akan dilakukan"),
    "owners": N_("Siapa yang bertanggung jawab"),
    "due_text": N_("Tenggat sebagaimana disebut"),
    "due_on": N_("Tanggal tenggat, bila pasti"),
    "recipients": N_("Ditujukan kepada"),
    "purpose": N_("Untuk apa"),
    "commitment_id": N_("Komitmen"),
    "checked": N_("Sudah dicocokkan dengan notula"),
}
_NEW_FOLLOW_UP: dict[str, Any] = {
    "text": "",
    "owners": [],
    "due_text": "",
    "due_on": None,
    "recipients": "",
    "purpose": "",
    "commitment_id": NOBODY,
    "checked": False,
}
_STATE = {
    "state": N_("Keadaan"),
    "closed_on": N_("Tanggal selesai atau batal"),
    "evidence_url": N_("Tautan bukti"),
}


def follow_ups(here: Visit, meeting: MeetingDetail, choices: Choices) -> None:
    """The follow-ups of the meeting, and room for another."""
    for row in meeting.follow_ups:
        with st.expander(_row_title(label(row.state), row.text, row.inferred)):
            move_follow_up(here, row, choices)
            edit_follow_up(here, row, choices)
    st.subheader(_("Tindak lanjut baru"), anchor=False)
    quiet(_("Penanggung jawab dan tenggat boleh kosong; keduanya lalu tampil sebagai hal yang belum jelas."))
    form = RowForm("follow_up", -meeting.id, 0, _NEW_FOLLOW_UP, _FOLLOW_UP, in_words(choices))
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        follow_up_fields(form, choices, inferred=False)
        pressed = st.form_submit_button(_("Tambah tindak lanjut"), type="primary")
    if pressed:
        values = {name: form.draft[name] for name in _FOLLOW_UP}
        form.save(
            lambda session, actor: commands.add_follow_up(
                session, actor, meeting.id, follow_up_values(values, values), owner_ids=values["owners"]
            ),
            _("Tindak lanjut ditambahkan sebagai catatan internal."),
        )


def edit_follow_up(here: Visit, row: FollowUpRecord, choices: Choices) -> None:
    """What was promised, by whom, until when."""
    stored = {
        "text": row.text,
        "owners": [owner.id for owner in row.owners],
        "due_text": row.due_text,
        "due_on": row.due_on,
        "recipients": row.recipients,
        "purpose": row.purpose,
        "commitment_id": row.commitment.id if row.commitment else NOBODY,
        "checked": False,
    }
    form = RowForm("follow_up", row.id, row.version, stored, _FOLLOW_UP, in_words(choices))
    form.show_conflict(here)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        follow_up_fields(form, choices, inferred=row.inferred)
        pressed = st.form_submit_button(_("Simpan tindak lanjut"))
    if pressed:
        changed = form.changed()
        everything = {name: form.draft[name] for name in _FOLLOW_UP}
        form.save(
            lambda session, actor: commands.edit_follow_up(
                session,
                actor,
                row.id,
                follow_up_values(changed, everything),
                owner_ids=changed.get("owners"),
                shown_owners=form.shown("owners"),
                shown_version=form.draft.version,
                checked=changed.get("checked", False),
            ),
            _("Tindak lanjut tersimpan."),
        )


def follow_up_fields(form: RowForm, choices: Choices, *, inferred: bool) -> None:
    """What, who, when, for whom."""
    st.text_area(form.title("text"), value=form.value("text"), key=form.key("text"), height=90)
    several(form.title("owners"), choices.organisations, form.key("owners"), form.value("owners"))
    words, day = st.columns([3, 2])
    with words:
        st.text_input(
            form.title("due_text"),
            value=form.value("due_text"),
            key=form.key("due_text"),
            placeholder=_("misalnya akhir November 2024"),
        )
    with day:
        st.date_input(form.title("due_on"), value=form.value("due_on"), key=form.key("due_on"), format="DD/MM/YYYY")
    to, why, commitment = st.columns([2, 2, 3])
    with to:
        st.text_input(form.title("recipients"), value=form.value("recipients"), key=form.key("recipients"))
    with why:
        st.text_input(form.title("purpose"), value=form.value("purpose"), key=form.key("purpose"))
    with commitment:
        names = {key: f"{one.code} {one.title}" for key, one in choices.commitments.items()}
        one_of(form, "commitment_id", names)
    _check_box(form, inferred)


def follow_up_values(changed: Mapping[str, Any], everything: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says in the terms of the command; a deadline in words gets a day only where one is written."""
    own = {name: value for name, value in changed.items() if name not in ("owners", "checked")}
    if "commitment_id" in own:
        own["commitment_id"] = own["commitment_id"] or None
    if "due_on" in own or "due_text" in own:
        chosen = everything["due_on"] if "due_on" in own else None
        own |= deadline(everything["due_text"], chosen)
    return own


def deadline(words: str, chosen: dt.date | None) -> dict[str, Any]:
    """The day of a deadline and how precise it is: chosen by a person, or read from the words."""
    if chosen is not None:
        return {"due_on": chosen, "due_precision": Precision.DAY}
    found = read_due(words) if words.strip() else None
    if found is None:
        return {"due_on": None, "due_precision": None}
    if found.date is None:
        precision = Precision.TENTATIVE if found.precision == "day" else Precision(found.precision)
        return {"due_on": None, "due_precision": precision}
    year, month, *day = map(int, found.date.split("-"))
    last = day[0] if day else calendar.monthrange(year, month)[1]
    return {"due_on": dt.date(year, month, last), "due_precision": Precision(found.precision)}


def move_follow_up(here: Visit, row: FollowUpRecord, choices: Choices) -> None:
    """Where it stands now."""
    stored = {"state": row.state.value, "closed_on": row.closed_on, "evidence_url": row.evidence_url}
    form = RowForm("follow_up", row.id, row.version, stored, _STATE, in_words(choices), part="/keadaan")
    form.show_conflict(here)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        state, day, evidence = st.columns([2, 2, 3])
        with state:
            states = [s.value for s in FollowUpState]
            st.selectbox(
                form.title("state"),
                states,
                index=form.index("state", states),
                format_func=lambda s: label(FollowUpState(s)),
                key=form.key("state"),
            )
        with day:
            st.date_input(
                form.title("closed_on"), value=form.value("closed_on"), key=form.key("closed_on"), format="DD/MM/YYYY"
            )
        with evidence:
            st.text_input(
                form.title("evidence_url"),
                value=form.value("evidence_url"),
                key=form.key("evidence_url"),
                placeholder="https://",
            )
        pressed = st.form_submit_button(_("Simpan keadaan"))
    if pressed:
        form.save(
            lambda session, actor: commands.move_follow_up(
                session,
                actor,
                row.id,
                FollowUpState(form.draft["state"]),
                on=form.draft["closed_on"],
                evidence_url=form.draft["evidence_url"],
                shown_version=form.draft.version,
            ),
            _("Keadaan tindak lanjut tersimpan."),
        )

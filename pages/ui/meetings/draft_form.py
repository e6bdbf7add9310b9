"""The draft of a notula on screen: what was read with its lines and how sure it is, each part to be confirmed.

What is plainly stated comes in bulk, decisions and follow-ups one by one; nothing is stored before the button.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from models.commands.minutes import (
    About,
    Attendee,
    Minutes,
    Said,
    record_minutes,
)
from models.language import N_, _, number, plural
from models.problems import Invalid
from models.queries.meeting_intake import ReadingAids
from models.rules.wording import without_names
from models.vocabulary import (
    Certainty,
    Medium,
    MeetingState,
    ParticipationRole,
    PointKind,
    SourceKind,
    label,
)
from pages.ui.frame import link, quiet
from pages.ui.gate import Visit, change
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.meetings import draft_outcomes as outcomes
from pages.ui.meetings import parts
from pages.ui.meetings.editing import NOBODY, Choices, clock, show_news, tell
from reports.notula.proposal import IntakeDraft

_FACTS = {
    "title": N_("Judul rapat"),
    "held_on": N_("Tanggal"),
    "ends_on": N_("Hari terakhir (bila lebih dari sehari)"),
    "starts_at": N_("Jam mulai"),
    "ends_at": N_("Jam selesai"),
    "time_zone": N_("Zona waktu"),
    "place": N_("Tempat"),
    "medium": N_("Cara bertemu"),
}
_SEAT = N_("Ikut dicatat"), N_("Nama"), N_("Instansi"), N_("Sebagaimana tertulis"), N_("Peran")


def already_stored(meeting_id: int) -> None:
    """The same file was confirmed before, or just now."""
    if not show_news(meeting_id):
        st.info(_("Notula ini sudah pernah dibaca dan disimpan. Tidak ada yang perlu diulang."))
    show(
        html(
            "<p>{view} · {edit}</p>",
            view=link(_("Buka rapatnya"), "rapat", id=meeting_id),
            edit=link(_("Lengkapi catatannya"), "catat-rapat", id=meeting_id),
        )
    )


def confirm(visit: Visit, draft: IntakeDraft, aids: ReadingAids, choices: Choices) -> None:
    """The whole draft as one form, then the buttons that store it."""
    place = f"notula/{draft.source.sha256[:16]}/{visit.language}"
    show(html('<p style="font-size:1.12rem;max-width:56rem">{text}</p>', text=headline(draft)))
    for warning in draft.warnings:
        st.warning(verbatim(warning), icon=":material/info:")
    outcomes.legend()
    with st.expander(_("Teks sumber dengan nomor baris")):
        show(outcomes.source_text(draft))
    with st.form(place, border=False, enter_to_submit=False):
        _facts(draft, choices, place)
        seats = _seats(draft, choices, place)
        _statements(draft, place)
        outcomes.decisions(draft, choices, place)
        outcomes.follow_ups(draft, choices, place)
        outcomes.changes(draft, aids, place)
        outcomes.links(draft, choices, place)
        outcomes.unplaced(draft)
        with st.container(horizontal=True):
            confirmed = st.form_submit_button(_("Konfirmasi dan simpan notula"), type="primary")
            drafted = st.form_submit_button(_("Simpan sebagai draf"))
    if confirmed or drafted:
        _store(draft, choices, seats, place, MeetingState.CONFIRMED if confirmed else MeetingState.DRAFT)


def headline(draft: IntakeDraft) -> str:
    """What was found, in numbers."""
    speakers = {said.speaker for said in draft.statements if said.speaker is not None}
    sure = [one for one in draft.follow_ups if not one.is_candidate]
    said = [
        plural("{n} pernyataan", _count(draft.statements)),
        plural("{n} pembicara", len(speakers)),
        plural("{n} keputusan atau kesimpulan", len(draft.decisions)),
        plural("{n} tindak lanjut", len(sure)),
        plural("{n} calon tindak lanjut", len(draft.follow_ups) - len(sure)),
    ]
    found = _("Terbaca: {found}.", found=", ".join(said))
    if draft.to_check:
        found += " " + plural("{n} isian disimpulkan dan perlu diperiksa.", draft.to_check)
    if draft.unplaced:
        found += " " + plural("{n} teks belum dikelompokkan.", len(draft.unplaced))
    return found


def _count(statements: Sequence[Said]) -> int:
    return sum(1 + _count(said.items) for said in statements)


# -- the meeting ------------------------------------------------------------------------------------------------------


def _facts(draft: IntakeDraft, choices: Choices, place: str) -> None:
    st.subheader(_("Identitas rapat"), anchor=False, divider="gray")
    _field(draft, "title", lambda title, value, key: st.text_input(title, value, key=key), place)
    day, last, start, end = st.columns([2, 2, 1.5, 1.5])
    for column, name in ((day, "held_on"), (last, "ends_on")):
        with column:
            _field(draft, name, _day_box, place)
    for column, name in ((start, "starts_at"), (end, "ends_at")):
        with column:
            _field(draft, name, _time_box, place)
    zone, where, medium = st.columns([1.2, 3, 2])
    with zone:
        zones = dict.fromkeys(["WIB", "WITA", "WIT", "", draft.facts["time_zone"].value])
        _field(
            draft,
            "time_zone",
            lambda t, v, k: st.selectbox(t, list(zones), list(zones).index(v), format_func=lambda z: z or "–", key=k),
            place,
        )
    with where:
        _field(draft, "place", lambda title, value, key: st.text_input(title, value, key=key), place)
    with medium:
        media = ["", *(m.value for m in Medium)]
        _field(
            draft,
            "medium",
            lambda t, v, k: st.selectbox(
                t, media, media.index(v), format_func=lambda m: label(Medium(m)) if m else "–", key=k
            ),
            place,
        )
    plan, group, forum = st.columns([2, 2, 3], vertical_alignment="bottom")
    with plan:
        st.selectbox(
            _("Rencana aksi"),
            [NOBODY, *choices.plans],
            format_func=lambda p: choices.plans.get(p, "–"),
            key=f"{place}/plan",
        )
    with group:
        st.text_input(_("Kelompok kerja"), key=f"{place}/group")
    with forum:
        st.checkbox(_("Pertemuan forum multipihak (dihitung untuk aturan enam bulan OGP)"), key=f"{place}/forum")
    st.text_area(_("Agenda, satu baris per butir"), "\n".join(draft.agenda), key=f"{place}/agenda", height=68)
    st.text_area(_("Tujuan, satu baris per butir"), "\n".join(draft.objectives), key=f"{place}/objectives", height=68)
    st.text_area(_("Pengantar"), draft.facts["introduction"].value, key=f"{place}/introduction", height=90)


def _field(draft: IntakeDraft, name: str, box: Any, place: str) -> None:
    fact = draft.facts[name]
    box(_(_FACTS[name]), fact.value, f"{place}/{name}")
    parts.draw(outcomes.mark(fact.origin))


def _day_box(title: str, value: dt.date | None, key: str) -> None:
    st.date_input(title, value, min_value=outcomes.DAYS[0], max_value=outcomes.DAYS[1], format="DD/MM/YYYY", key=key)


def _time_box(title: str, value: str, key: str) -> None:
    st.time_input(title, dt.time.fromisoformat(value) if value else None, step=300, key=key)


# -- who was there ----------------------------------------------------------------------------------------------------


def _seats(draft: IntakeDraft, choices: Choices, place: str) -> list[dict[str, Any]]:
    st.subheader(_("Peserta dan pembicara ({n})", n=number(len(draft.attendees))), anchor=False, divider="gray")
    quiet(_("Nama orang hanya terlihat oleh Sekretariat. Di tempat lain tampil nama instansinya."))
    if not draft.attendees:
        st.text(_("Notula ini tidak menyebut peserta atau pembicara."))
        return []
    on, name, organisation, written, role = (_(title) for title in _SEAT)
    rows = [
        {
            on: True,
            name: attendee.name,
            organisation: choices.organisations.get(attendee.organisation_id or 0, ""),
            written: attendee.as_written,
            role: label(attendee.role),
        }
        for attendee in draft.attendees
    ]
    edited = st.data_editor(
        rows,
        key=f"{place}/seats",
        hide_index=True,
        width="stretch",
        column_config={
            organisation: st.column_config.SelectboxColumn(options=["", *choices.organisations.values()]),
            role: st.column_config.SelectboxColumn(options=[label(r) for r in ParticipationRole], required=True),
        },
    )
    return [
        {
            "on": row[on],
            "name": row[name],
            "organisation": row[organisation],
            "written": row[written],
            "role": row[role],
        }
        for row in edited
    ]


def _attendees(
    draft: IntakeDraft, seats: Sequence[Mapping[str, Any]], choices: Choices
) -> tuple[list[Attendee], dict[int, int]]:
    """Those who stay, and where each place among the read ones has gone."""
    ids = {name: key for key, name in choices.organisations.items()}
    roles = {label(role): role for role in ParticipationRole}
    stay: list[Attendee] = []
    moved: dict[int, int] = {}
    for place, (read, row) in enumerate(zip(draft.attendees, seats, strict=True)):
        if not row["on"]:
            continue
        moved[place] = len(stay)
        name = str(row["name"] or "").strip()
        stay.append(
            replace(
                read,
                name=name,
                organisation_id=ids.get(str(row["organisation"] or "")),
                as_written=str(row["written"] or "").strip(),
                role=roles.get(str(row["role"]), read.role),
                is_group=not name,
            )
        )
    return stay, moved


# -- what was said ----------------------------------------------------------------------------------------------------


def _statements(draft: IntakeDraft, place: str) -> None:
    n = _count(draft.statements)
    st.subheader(_("Pernyataan ({n})", n=number(n)), anchor=False, divider="gray")
    if not n:
        st.text(_("Tidak ada pembahasan yang terbaca."))
        return
    st.checkbox(_("Simpan semua pernyataan ini beserta pembicaranya"), True, key=f"{place}/statements")
    quiet(_("Jenisnya disimpulkan dari kata kerjanya. Tidak ada yang publik sebelum Anda merilisnya."))
    with st.expander(_("Lihat {n} pernyataan", n=number(n)), expanded=n <= 12):
        parts.draw(*(_turn(draft, said) for said in draft.statements))


def _turn(draft: IntakeDraft, said: Said) -> Markup:
    attendee = draft.attendees[said.speaker] if said.speaker is not None else None
    who = " · ".join(filter(None, (attendee.name, attendee.as_written))) if attendee else ""
    return html(
        '<div class="rp-turn">{speaker}{body}</div>',
        speaker=html('<p class="rp-speaker">{who}</p>', who=who) if who else "",
        body=_tree((said,)),
    )


def _tree(statements: Sequence[Said]) -> Markup:
    rows = [
        html(
            '<li><span class="rp-kind">{kind}</span>{text} <span class="rp-quiet">{lines}{check}</span>{below}</li>',
            kind=label(said.kind),
            text=said.text,
            lines=outcomes.lines(said.origin),
            check=" ▲" if said.origin.certainty is Certainty.INFERRED else "",
            below=_tree(said.items) if said.items else "",
        )
        for said in statements
    ]
    return html('<ul class="rp-tree">{rows}</ul>', rows=join(rows))


def _moved(statements: Sequence[Said], moved: Mapping[int, int]) -> tuple[Said, ...]:
    """The statements with their speakers where they are now; who was taken out leaves them without a speaker."""
    return tuple(
        replace(
            said,
            speaker=moved.get(said.speaker) if said.speaker is not None else None,
            items=_moved(said.items, moved),
        )
        for said in statements
    )


# -- storing ----------------------------------------------------------------------------------------------------------


def _store(
    draft: IntakeDraft, choices: Choices, seats: Sequence[Mapping[str, Any]], place: str, state: MeetingState
) -> None:
    with change(source=SourceKind.MEETING) as attempt:
        minutes = _minutes(draft, choices, seats, place, state)
        record_minutes(attempt.session, attempt.actor, minutes)
    if isinstance(attempt.error, Invalid):
        quiet(_("Belum ada yang tersimpan; isian Anda tetap ada."))
    if attempt.done:
        tell(
            _("Notula tersimpan dan dikonfirmasi. Belum ada yang publik: rilis bagian yang boleh dibaca umum.")
            if state is MeetingState.CONFIRMED
            else _("Notula tersimpan sebagai draf.")
        )
        st.rerun()


def _minutes(
    draft: IntakeDraft, choices: Choices, seats: Sequence[Mapping[str, Any]], place: str, state: MeetingState
) -> Minutes:
    attendees, moved = _attendees(draft, seats, choices)
    given = {name: st.session_state[f"{place}/{name}"] for name in _FACTS}
    if given["held_on"] is None:
        raise Invalid(N_("Pilih tanggal rapat."), field="held_on")
    values = {
        **given,
        "starts_at": clock(given["starts_at"]),
        "ends_at": clock(given["ends_at"]),
        "medium": Medium(given["medium"]) if given["medium"] else None,
        "introduction": st.session_state[f"{place}/introduction"],
        "plan_id": st.session_state[f"{place}/plan"] or None,
        "working_group": st.session_state[f"{place}/group"],
        "is_forum_meeting": st.session_state[f"{place}/forum"],
        "state": state,
    }
    names = [a.name for a in attendees if a.name]
    keep = bool(st.session_state.get(f"{place}/statements", False))
    confirmed = st.session_state[f"{place}/links"]
    others = [key for key in draft.links if key in choices.commitments and key not in confirmed]
    return Minutes(
        values=values,
        source=draft.source,
        attendees=attendees,
        points={
            PointKind.AGENDA: st.session_state[f"{place}/agenda"].splitlines(),
            PointKind.OBJECTIVE: st.session_state[f"{place}/objectives"].splitlines(),
            PointKind.UNPLACED: [without_names(one.text, names) for one in draft.unplaced],
        },
        statements=_moved(draft.statements, moved) if keep else (),
        decisions=outcomes.settled(draft, place),
        follow_ups=outcomes.promised(draft, place),
        wording_changes=outcomes.reworded(draft.changes, place),
        links=[*(About(key, confirmed=True) for key in confirmed), *(About(key, confirmed=False) for key in others)],
    )

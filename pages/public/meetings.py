"""Meetings: the list with what came of each, the follow-ups still owed, and one meeting by ``?id=``."""

from __future__ import annotations

import streamlit as st
from sqlmodel import Session

from models.language import N_plural, _, long_date, plural
from models.problems import NotFound
from models.queries.meeting_records import FollowUpFilter, FollowUpRecord, MeetingDetail, MeetingFilter, MeetingRow
from models.queries.meetings import commitment_names, list_follow_ups, list_meetings, meeting_detail
from models.queries.plans import list_plans
from models.queries.progress import organisation_names
from models.rules.access import Action
from pages.ui.filters import key_in_address, pick, search_box, side_by_side, switch
from pages.ui.frame import address, empty, head, link, quiet
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import html, show, verbatim
from pages.ui.meetings import cards, parts
from pages.ui.meetings.minutes import discussion, identity, participants

MEETINGS, FOLLOW_UPS = "rapat", "tindak-lanjut"


def show_list(session: Session, here: Visit) -> None:
    """All meetings, or all follow-ups, as the filters in the address say."""
    everything = list_meetings(session, here.actor)
    open_ones = list_follow_ups(session, here.actor, here.today, FollowUpFilter(open_only=True))
    head(_("Rapat"), lead=_lead(everything, open_ones))
    which = _filters(session, here, everything)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = switch(_("Tampilan"), "daftar", {MEETINGS: _("Rapat"), FOLLOW_UPS: _("Tindak lanjut")})
        state = _follow_up_state() if view == FOLLOW_UPS else ""
    if view == FOLLOW_UPS:
        _show_follow_ups(session, here, which, state)
    else:
        _show_meetings(session, here, which, bool(everything))


def _lead(meetings: tuple[MeetingRow, ...], follow_ups: tuple[FollowUpRecord, ...]) -> str:
    if not meetings:
        return ""
    latest = max(row.held_on for row in meetings)
    told = plural("{n} rapat tercatat, yang terakhir pada {date}.", len(meetings), date=long_date(latest))
    return f"{told} {_open_follow_ups(follow_ups)}"


def _open_follow_ups(rows: tuple[FollowUpRecord, ...]) -> str:
    if not rows:
        return _("Tidak ada tindak lanjut yang masih terbuka.")
    gaps = (
        (sum(f.is_overdue for f in rows), N_plural("{n} lewat tenggat")),
        (sum(not f.owners for f in rows), N_plural("{n} belum ada penanggung jawab")),
        (sum(not f.has_date for f in rows), N_plural("{n} belum ada tenggat")),
    )
    told = plural("{n} tindak lanjut masih terbuka", len(rows))
    missing = ", ".join(plural(text, n) for n, text in gaps if n)
    return f"{told}: {missing}." if missing else f"{told}."


def _filters(session: Session, here: Visit, meetings: tuple[MeetingRow, ...]) -> MeetingFilter:
    plans = {row.plan for row in meetings if row.plan}
    present = {o.id for row in meetings for o in row.institutions}
    mentioned = {one.code for row in meetings for one in row.commitments}
    search, plan, commitment, organisation = side_by_side("saringan", [3, 2, 2, 2])
    with search:
        text = search_box(_("Cari"), _("kata dalam keputusan, tindak lanjut, pembahasan"))
    with plan:
        chosen_plan = pick(
            _("Rencana aksi"),
            "rencana",
            {p.code: p.name for p in list_plans(session, here.actor) if p.code in plans},
            _("Semua"),
        )
    with commitment:
        chosen_commitment = pick(
            _("Komitmen"),
            "kode",
            {c.code: f"{c.code} {c.title}" for c in commitment_names(session, here.actor) if c.code in mentioned},
            _("Semua"),
        )
    with organisation:
        chosen_organisation = pick(
            _("Instansi"),
            "instansi",
            {str(o.id): o.short for o in organisation_names(session).values() if o.id in present},
            _("Semua"),
        )
    return MeetingFilter(
        chosen_plan, chosen_commitment, int(chosen_organisation) if chosen_organisation else None, text
    )


def _show_meetings(session: Session, here: Visit, which: MeetingFilter, any_at_all: bool) -> None:
    rows = list_meetings(session, here.actor, which)
    if rows:
        parts.items(cards.meeting_item(row, which.text, here.may(Action.SEE_INTERNAL)) for row in rows)
    elif any_at_all:
        empty(_("Tidak ada rapat yang cocok."), _("Longgarkan saringan atau cari kata lain."))
    elif here.may(Action.EDIT_MEETING):
        empty(_("Belum ada rapat."), _("Catat rapat pertama lewat menu “Catat rapat”."))
    else:
        empty(_("Belum ada rapat."), _("Rapat muncul di sini setelah Sekretariat OGI menerbitkannya."))
    if here.may(Action.EDIT_MEETING):
        show(html("<p>{link}</p>", link=link(_("Catat rapat baru"), "catat-rapat")))


def _follow_up_state() -> str:
    return pick(
        _("Tindak lanjut yang"),
        "keadaan",
        {
            "lewat": _("lewat tenggat"),
            "tanpa-penanggung-jawab": _("belum ada penanggung jawab"),
            "tanpa-tenggat": _("belum ada tenggat"),
            "semua": _("terbuka maupun selesai"),
        },
        _("masih terbuka"),
        width=320,
    )


def _show_follow_ups(session: Session, here: Visit, which: MeetingFilter, state: str) -> None:
    rows = list_follow_ups(
        session,
        here.actor,
        here.today,
        FollowUpFilter(
            open_only=state != "semua",
            overdue=state == "lewat",
            without_owner=state == "tanpa-penanggung-jawab",
            without_date=state == "tanpa-tenggat",
            meetings=which,
        ),
    )
    if rows:
        parts.items(cards.follow_up_item(row, here.may(Action.SEE_INTERNAL)) for row in rows)
    else:
        empty(_("Tidak ada tindak lanjut yang cocok."), _("Longgarkan saringan di atas."))


def show_detail(session: Session, here: Visit, meeting_id: int) -> None:
    """One meeting, as much of it as this visitor may see."""
    trail = [(_("Rapat"), address("rapat"))]
    try:
        meeting = meeting_detail(session, here.actor, meeting_id, here.today)
    except NotFound:
        head(_("Rapat tidak ditemukan"), trail=trail)
        empty(_("Rapat ini tidak ada atau belum dibuka untuk umum."), _("Pilih rapat lain dari daftar."))
        return
    internal = meeting.minutes is not None
    head(meeting.title, lead=_outcome(meeting), trail=trail)
    if here.may(Action.EDIT_MEETING):
        edit = link(_("Sunting dan terbitkan"), "catat-rapat", id=meeting.id)
        parts.draw(parts.marks(parts.visibility(meeting.released), edit))
    parts.draw(identity(meeting))
    if meeting.decisions:
        st.subheader(_("Keputusan dan kesimpulan"), anchor="keputusan")
        parts.items(cards.decision_item(row, internal) for row in meeting.decisions)
    if meeting.wording_changes:
        st.subheader(_("Perubahan rumusan"), anchor="perubahan-rumusan")
        quiet(_("Yang dicoret dihapus, yang bergaris bawah ditambah."))
        parts.items(cards.wording_item(row, internal) for row in meeting.wording_changes)
    if meeting.follow_ups:
        st.subheader(_("Tindak lanjut"), anchor="tindak-lanjut")
        parts.items(cards.follow_up_item(row, internal, with_meeting=False) for row in meeting.follow_ups)
    _show_discussion(meeting, internal)
    _show_minutes(meeting)


def _outcome(meeting: MeetingDetail) -> str:
    told = cards.outcome(len(meeting.decisions), len(meeting.wording_changes), len(meeting.follow_ups))
    if not told:
        return _("Belum ada hasil rapat yang dapat ditampilkan.")
    pending = tuple(f for f in meeting.follow_ups if f.is_open)
    said = _("Hasil rapat: {outcome}.", outcome=told)
    return f"{said} {_open_follow_ups(pending)}" if pending else said


def _show_discussion(meeting: MeetingDetail, internal: bool) -> None:
    st.subheader(_("Pembahasan"), anchor="pembahasan")
    if meeting.turns:
        parts.draw(discussion(meeting.turns, internal))
    if meeting.withheld:
        quiet(plural("{n} butir pembahasan belum dibuka untuk umum.", meeting.withheld))
    elif not meeting.turns:
        quiet(_("Tidak ada pembahasan yang dicatat."))


def _show_minutes(meeting: MeetingDetail) -> None:
    minutes = meeting.minutes
    if minutes is None:
        return
    if minutes.participants:
        st.subheader(_("Peserta dan pembicara"), anchor=False)
        parts.draw(participants(minutes))
    if minutes.document is None:
        return
    st.subheader(_("Dokumen sumber"), anchor=False)
    quiet(f"{minutes.document.file_name} · {minutes.document.extractor}")
    if minutes.document.defects:
        quiet(_("Catatan tentang berkas: {defects}", defects=minutes.document.defects))
    if minutes.document.text is not None:
        with st.expander(_("Teks lengkap {file} (memuat nama orang)", file=verbatim(minutes.document.file_name))):
            st.code(minutes.document.text, language=None, wrap_lines=True, line_numbers=True)


here = allow_visitors()
parts.style()
wanted = key_in_address()
with database() as session:
    if wanted is None:
        show_list(session, here)
    else:
        show_detail(session, here, wanted)

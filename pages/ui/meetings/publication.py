"""What of a meeting is public, what it is linked to, and the erasure of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.commands import meetings as commands
from models.language import _, plural
from models.queries.meeting_records import LinkRecord, MeetingDetail, Minutes, StatementRecord
from models.rules.access import Actor
from models.rules.wording import ERASED
from models.tables.meeting import Decision, FollowUp, Meeting, Statement, WordingChange
from models.vocabulary import LinkState, label
from pages.ui.entry import Draft
from pages.ui.frame import link, quiet
from pages.ui.markup import html, verbatim
from pages.ui.meetings import parts
from pages.ui.meetings.editing import Choices, act

# -- what is public ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be released."""

    kind: type[Any]
    id: int
    version: int
    text: str
    released: bool

    @property
    def key(self) -> str:
        return f"{self.kind.__tablename__}/{self.id}"


def publication(meeting: MeetingDetail) -> None:
    """The meeting as a whole, then its parts one by one."""
    if meeting.released:
        quiet(_("Rapat ini publik: judul, tanggal, instansi, dan butir yang dicentang di bawah."))
        text, told = _("Tarik rapat ini dari publik"), _("Rapat ini sekarang internal.")
    else:
        quiet(_("Rapat ini internal: tidak ada bagiannya yang terlihat oleh umum."))
        text, told = _("Terbitkan rapat ini"), _("Rapat ini sekarang publik.")
    if st.button(text, type="secondary" if meeting.released else "primary", key="rapat/terbit"):
        act(
            lambda session, actor: commands.release(
                session, actor, Meeting, meeting.id, released=not meeting.released, shown_version=meeting.version
            ),
            told,
        )
    _choose_parts(
        meeting.id,
        "hasil",
        {
            _("Keputusan"): [Part(Decision, d.id, d.version, d.text, d.released) for d in meeting.decisions],
            _("Perubahan rumusan"): [
                Part(WordingChange, w.id, w.version, w.after, w.released) for w in meeting.wording_changes
            ],
            _("Tindak lanjut"): [Part(FollowUp, f.id, f.version, f.text, f.released) for f in meeting.follow_ups],
        },
    )
    statements = list(_all_statements(s for turn in meeting.turns for s in turn.statements))
    if statements:
        with st.expander(
            plural("{n} butir pembahasan; nama orang diganti “[nama]” bila diterbitkan", len(statements)),
            expanded=any(s.released for s in statements),
        ):
            _choose_parts(
                meeting.id,
                "pembahasan",
                {_("Pembahasan"): [Part(Statement, s.id, s.version, s.text, s.released) for s in statements]},
            )


def _all_statements(rows: Iterable[StatementRecord]) -> Iterable[StatementRecord]:
    for row in rows:
        yield row
        yield from _all_statements(row.children)


def _choose_parts(meeting_id: int, name: str, groups: Mapping[str, Sequence[Part]]) -> None:
    everything = [part for group in groups.values() for part in group]
    if not everything:
        return
    # what was shown, with its versions, outlives the run: a text that changed meanwhile is not released unseen
    draft = Draft(f"rapat/terbit/{name}/{meeting_id}")
    draft.begin({part.key: part.released for part in everything} | {f"#{p.key}": p.version for p in everything}, 0)
    with st.form(draft.name, enter_to_submit=False):
        for title, group in groups.items():
            if group:
                st.markdown(f"**{verbatim(title)}**")
            for part in group:
                st.checkbox(verbatim(part.text), value=draft.value(part.key), key=draft.key(part.key))
        pressed = st.form_submit_button(_("Simpan pilihan"), type="primary")
    if not pressed:
        return
    changed = set(draft.changed(*(part.key for part in everything)))
    wanted = [(part, bool(draft[part.key]), draft[f"#{part.key}"]) for part in everything if part.key in changed]

    def write(session: Session, actor: Actor) -> None:
        for part, released, version in wanted:
            commands.release(session, actor, part.kind, part.id, released=released, shown_version=version)

    opened = sum(released for _part, released, _version in wanted)
    draft.load_stored()
    act(write, _("{opened} butir diterbitkan, {closed} ditarik.", opened=opened, closed=len(wanted) - opened))


# -- links ------------------------------------------------------------------------------------------------------------


def links(meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """What the meeting is about: suggestions to confirm or reject, and a new link."""
    suggested = [one for one in minutes.links if one.state is LinkState.SUGGESTED]
    quiet(plural("{n} saran menunggu keputusan Anda; yang disetujui tampil untuk umum.", len(suggested)))
    for one in sorted(minutes.links, key=lambda row: list(LinkState).index(row.state)):
        _link(one)
    with st.form("rapat/kaitan", enter_to_submit=False):
        names = {key: f"{one.code} {one.title}" for key, one in choices.commitments.items()}
        chosen = st.selectbox(
            _("Kaitkan dengan komitmen"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Pilih komitmen"),
            key="rapat/kaitan/komitmen",
        )
        pressed = st.form_submit_button(_("Kaitkan"), type="primary")
    if pressed and chosen is not None:
        act(
            lambda session, actor: commands.link_commitment(session, actor, meeting.id, chosen),
            _("Rapat dikaitkan dengan {code}.", code=choices.commitments[chosen].code),
        )


def _link(one: LinkRecord) -> None:
    with st.container(border=True):
        parts.draw(
            parts.marks(
                parts.mark(
                    label(one.state), {LinkState.SUGGESTED: "check", LinkState.CONFIRMED: "ours"}.get(one.state, "off")
                )
            ),
            html(
                "<p><b>{target}</b> {title}</p>",
                target=link(one.target, "komitmen", kode=one.commitment) if one.commitment else one.target,
                title=one.title,
            ),
            parts.quiet(html("“{text}”", text=one.matched_text) if one.matched_text else None, one.reason),
        )
        with st.container(horizontal=True):
            if one.state is not LinkState.CONFIRMED and st.button(_("Setujui"), key=f"rapat/kaitan/{one.id}/ya"):
                _decide(one, LinkState.CONFIRMED, _("Kaitan disetujui."))
            if one.state is not LinkState.REJECTED and st.button(_("Tolak"), key=f"rapat/kaitan/{one.id}/tidak"):
                _decide(one, LinkState.REJECTED, _("Kaitan ditolak; tidak akan disarankan lagi."))


def _decide(one: LinkRecord, state: LinkState, told: str) -> None:
    act(lambda session, actor: commands.decide_link(session, actor, one.id, state, shown_state=one.state), told)


# -- erasing a person -------------------------------------------------------------------------------------------------


def erasure(minutes: Minutes) -> None:
    """Take a person out of everything that was written down, for good."""
    known = {
        p.person_id: f"{p.person} ({p.organisation.short if p.organisation else '–'})"
        for p in minutes.participants
        if p.person_id is not None and p.person != ERASED
    }
    if not known:
        return
    st.subheader(_("Hapus data pribadi"), anchor=False)
    with st.form("rapat/hapus-orang", enter_to_submit=False):
        quiet(
            _(
                "Nama orang ini diganti “[dihapus]” pada daftar peserta, pembahasan, dan teks sumber rapat yang "
                "diikutinya. Penghapusan tidak dapat dibatalkan."
            )
        )
        chosen = st.selectbox(
            _("Orang"), list(known), index=None, format_func=known.__getitem__, key="rapat/hapus/siapa",
            placeholder=_("Pilih nama"),
        )  # fmt: skip
        sure = st.checkbox(_("Saya mengerti bahwa ini tidak dapat dibatalkan"), key="rapat/hapus/yakin")
        pressed = st.form_submit_button(_("Hapus data orang ini"))
    if not pressed:
        return
    if chosen is None or not sure:
        st.warning(_("Pilih orangnya dan centang pernyataan di atas."))
        return
    act(lambda session, actor: commands.erase_person(session, actor, chosen), _("Data orang itu dihapus."))

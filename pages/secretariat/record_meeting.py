"""Write down a meeting, or edit one by ``?id=``: what it was, what came of it, and what of that is public."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.commands import meetings as commands
from models.language import N_, _, long_date, plural
from models.problems import Invalid, NotFound, Stale
from models.queries.history import last_touch
from models.queries.meetings import (
    CommitmentName,
    DecisionRecord,
    FollowUpRecord,
    LinkRecord,
    MeetingDetail,
    Minutes,
    StatementRecord,
    commitment_names,
    meeting_detail,
)
from models.queries.plans import list_plans
from models.queries.progress import organisation_names
from models.rules.access import Action, Actor
from models.rules.wording import ERASED
from models.tables.meeting import Decision, FollowUp, Meeting, Statement, WordingChange
from models.vocabulary import (
    DecisionKind,
    FollowUpState,
    LinkState,
    Medium,
    MeetingState,
    ParticipationRole,
    PointKind,
    Precision,
    label,
)
from pages.ui import meeting_parts as parts
from pages.ui.entry import Clash, Draft, clash_table
from pages.ui.frame import address, empty, head, link, quiet
from pages.ui.gate import Visit, change, database, require
from pages.ui.markup import html, show, verbatim
from reports.notula.deadlines import read_due

Write = Callable[[Session, Actor], object]
#: as the form keeps it: nothing chosen
NOBODY = 0
#: what the last act achieved, until it is said
_TOLD = "rapat/kabar"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the select boxes offer, by id."""

    organisations: Mapping[int, str]
    plans: Mapping[int, str]
    commitments: Mapping[int, CommitmentName]


@dataclass(frozen=True, slots=True)
class RowForm:
    """A form on one row: what is stored, at which version, and how its fields are called."""

    table: str
    row_id: int
    version: int
    stored: Mapping[str, Any]
    titles: Mapping[str, str]
    words: Callable[[str, Any], str]
    #: tells two forms on one row apart
    part: str = ""
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "draft", Draft(f"rapat/{self.table}/{self.row_id}{self.part}"))
        self.draft.begin(self.stored, self.version)

    def key(self, name: str) -> str:
        return self.draft.key(name)

    def changed(self) -> dict[str, Any]:
        """The fields that differ from what was shown."""
        return {name: self.draft[name] for name in self.draft.changed(*self.titles)}

    def shown(self, name: str) -> Any:
        """What a field showed before anybody typed."""
        return self.draft["#shown"][name]

    def title(self, name: str) -> str:
        return _(self.titles[name])

    def save(self, write: Write, told: str) -> None:
        """Do it, or show whose value stands in the way."""
        with change() as attempt:
            write(attempt.session, attempt.actor)
        if isinstance(attempt.error, Stale):
            self.draft.refuse_as_stale()
            st.rerun()
        if attempt.done:
            st.session_state[_TOLD] = told
            self.draft.load_stored()
            st.rerun()

    def show_conflict(self, here: Visit) -> None:
        """Both values of what somebody else changed meanwhile."""
        if not self.draft.is_stale:
            return
        st.error(str(Stale()), title=_("Belum disimpan"))
        with database() as session:
            touch = last_touch(session, here.actor, self.table, self.row_id)
        clash_table(
            [
                Clash(_(title), self.words(name, self.draft[name]), self.words(name, self.stored[name]))
                for name, title in self.titles.items()
                if self.draft[name] != self.stored[name]
            ],
            touch,
        )
        with st.container(horizontal=True):
            st.button(_("Muat yang tersimpan"), key=f"{self.draft.name}/muat", on_click=self.draft.load_stored)
            st.button(_("Pertahankan isian saya"), key=f"{self.draft.name}/tahan", on_click=self._keep)

    def _keep(self) -> None:
        self.draft.keep_typed(self.version)
        st.session_state[self.key("#shown")] = dict(self.stored)


def in_words(choices: Choices) -> Callable[[str, Any], str]:
    """How a value of a form reads in a table of conflicts."""

    def words(name: str, value: Any) -> str:
        if name in ("institutions", "owners"):
            return ", ".join(choices.organisations[key] for key in value)
        if name == "organisation_id":
            return choices.organisations.get(value, "")
        if name == "plan_id":
            return choices.plans.get(value, "")
        if name == "commitment_id":
            return choices.commitments[value].code if value in choices.commitments else ""
        if isinstance(value, dt.time):
            return clock(value)
        if isinstance(value, dt.date):
            return long_date(value)
        if isinstance(value, bool):
            return _("ya") if value else _("tidak")
        kind = _WORDS.get(name)
        return label(kind(value)) if kind and value else str(value or "")

    return words


_WORDS: dict[str, Callable[[str], Any]] = {
    "medium": Medium,
    "state": lambda value: MeetingState(value) if value in set(MeetingState) else FollowUpState(value),
    "kind": DecisionKind,
}


def clock(value: dt.time | None) -> str:
    """13:30, as it is stored."""
    return value.strftime("%H:%M") if value else ""


# -- the meeting itself -----------------------------------------------------------------------------------------------

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
    st.text_input(form.title("title"), key=form.key("title"))
    day, last, start, end, zone = st.columns([2, 2, 1.4, 1.4, 1.2])
    with day:
        st.date_input(form.title("held_on"), value=None, key=form.key("held_on"), format="DD/MM/YYYY")
    with last:
        st.date_input(form.title("ends_on"), value=None, key=form.key("ends_on"), format="DD/MM/YYYY")
    with start:
        st.time_input(form.title("starts_at"), value=None, key=form.key("starts_at"), step=300)
    with end:
        st.time_input(form.title("ends_at"), value=None, key=form.key("ends_at"), step=300)
    with zone:
        zones = dict.fromkeys(["WIB", "WITA", "WIT", "", form.draft["time_zone"]])
        st.selectbox(form.title("time_zone"), list(zones), format_func=lambda z: z or "–", key=form.key("time_zone"))
    place, medium, plan, group = st.columns([3, 2, 2, 2])
    with place:
        st.text_input(form.title("place"), key=form.key("place"))
    with medium:
        st.selectbox(
            form.title("medium"),
            ["", *(m.value for m in Medium)],
            format_func=lambda m: label(Medium(m)) if m else "–",
            key=form.key("medium"),
        )
    with plan:
        st.selectbox(
            form.title("plan_id"),
            [NOBODY, *choices.plans],
            format_func=lambda p: choices.plans.get(p, "–"),
            key=form.key("plan_id"),
        )
    with group:
        st.text_input(form.title("working_group"), key=form.key("working_group"))
    several(form.title("institutions"), choices.organisations, form.key("institutions"))
    st.text_area(form.title("agenda"), key=form.key("agenda"), height=110)
    st.checkbox(form.title("is_forum_meeting"), key=form.key("is_forum_meeting"))
    st.segmented_control(
        form.title("state"),
        [s.value for s in MeetingState],
        format_func=lambda s: label(MeetingState(s)),
        required=True,
        key=form.key("state"),
    )


def several(title: str, names: Mapping[int, str], key: str) -> None:
    """Several institutions."""
    st.multiselect(title, list(names), format_func=names.__getitem__, key=key, placeholder=_("Pilih instansi"))


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
        st.session_state[_TOLD] = _(
            "Rapat tersimpan sebagai catatan internal. Lanjutkan dengan keputusan dan tindak lanjutnya."
        )
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
    st.text_area(form.title("text"), key=form.key("text"), height=90)
    kind, organisation = st.columns(2)
    with kind:
        st.selectbox(
            form.title("kind"),
            [k.value for k in DecisionKind],
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
            key=form.key("checked"),
            help=_("Butir ini disimpulkan dari teks. Centang setelah dicocokkan; tandanya lalu hilang."),
        )


def one_of(form: RowForm, name: str, names: Mapping[int, str]) -> None:
    """One institution, or none."""
    st.selectbox(form.title(name), [NOBODY, *names], format_func=lambda key: names.get(key, "–"), key=form.key(name))


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
    st.text_area(form.title("text"), key=form.key("text"), height=90)
    several(form.title("owners"), choices.organisations, form.key("owners"))
    words, day = st.columns([3, 2])
    with words:
        st.text_input(form.title("due_text"), key=form.key("due_text"), placeholder=_("misalnya akhir November 2024"))
    with day:
        st.date_input(form.title("due_on"), value=None, key=form.key("due_on"), format="DD/MM/YYYY")
    to, why, commitment = st.columns([2, 2, 3])
    with to:
        st.text_input(form.title("recipients"), key=form.key("recipients"))
    with why:
        st.text_input(form.title("purpose"), key=form.key("purpose"))
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
            st.selectbox(
                form.title("state"),
                [s.value for s in FollowUpState],
                format_func=lambda s: label(FollowUpState(s)),
                key=form.key("state"),
            )
        with day:
            st.date_input(form.title("closed_on"), value=None, key=form.key("closed_on"), format="DD/MM/YYYY")
        with evidence:
            st.text_input(form.title("evidence_url"), key=form.key("evidence_url"), placeholder="https://")
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


# -- links ------------------------------------------------------------------------------------------------------------


def links(here: Visit, meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
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
        _do(
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
    _do(lambda session, actor: commands.decide_link(session, actor, one.id, state, shown_state=one.state), told)


def _do(write: Write, told: str) -> None:
    """One act of one button."""
    with change() as attempt:
        write(attempt.session, attempt.actor)
    if attempt.done:
        st.session_state[_TOLD] = told
        st.rerun()


# -- participants -----------------------------------------------------------------------------------------------------


def people(here: Visit, meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """Names of people: personal data, seen by the secretariat only."""
    quiet(_("Nama orang hanya terlihat oleh Sekretariat. Di tempat lain tampil nama instansinya."))
    parts.draw(parts.participants(minutes))
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
        _do(
            lambda session, actor: commands.add_person(
                session, actor, meeting.id, written, organisation_id=chosen or None, role=ParticipationRole(part)
            ),
            _("Peserta ditambahkan."),
        )
    _erase(minutes)


def _erase(minutes: Minutes) -> None:
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
    _do(lambda session, actor: commands.erase_person(session, actor, chosen), _("Data orang itu dihapus."))


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


def publication(here: Visit, meeting: MeetingDetail) -> None:
    """The meeting as a whole, then its parts one by one."""
    if meeting.released:
        quiet(_("Rapat ini publik: judul, tanggal, instansi, dan butir yang dicentang di bawah."))
        text, told = _("Tarik rapat ini dari publik"), _("Rapat ini sekarang internal.")
    else:
        quiet(_("Rapat ini internal: tidak ada bagiannya yang terlihat oleh umum."))
        text, told = _("Terbitkan rapat ini"), _("Rapat ini sekarang publik.")
    if st.button(text, type="secondary" if meeting.released else "primary", key="rapat/terbit"):
        _do(
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
                st.checkbox(verbatim(part.text), key=draft.key(part.key))
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
    _do(write, _("{opened} butir diterbitkan, {closed} ditarik.", opened=opened, closed=len(wanted) - opened))


# -- the page ---------------------------------------------------------------------------------------------------------


def edit(here: Visit, meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """Everything that can be done with one meeting, a part at a time."""
    trail = [(_("Rapat"), address("rapat")), (long_date(meeting.held_on), address("rapat", id=meeting.id))]
    head(meeting.title, trail=trail)
    parts.draw(
        parts.marks(
            parts.visibility(meeting.released),
            parts.mark(label(minutes.state), "check" if minutes.state is MeetingState.DRAFT else ""),
            link(_("Lihat halaman rapat"), "rapat", id=meeting.id),
        )
    )
    if told := st.session_state.pop(_TOLD, ""):
        parts.draw(parts.done(told, link(_("Lihat halaman rapat"), "rapat", id=meeting.id)))
    sections = {
        "identitas": _("Identitas"),
        "keputusan": _("Keputusan ({n})", n=len(meeting.decisions)),
        "tindak-lanjut": _("Tindak lanjut ({n})", n=len(meeting.follow_ups)),
        "kaitan": _("Kaitan ({n})", n=len(minutes.links)),
    }
    if here.may(Action.SEE_PERSONAL):
        sections["peserta"] = _("Peserta ({n})", n=len(minutes.participants))
    if here.may(Action.RELEASE):
        sections["publikasi"] = _("Publikasi")
    section = parts.switch(_("Bagian"), "bagian", sections)
    if section == "keputusan":
        decisions(here, meeting, choices)
    elif section == "tindak-lanjut":
        follow_ups(here, meeting, choices)
    elif section == "kaitan":
        links(here, meeting, minutes, choices)
    elif section == "peserta":
        people(here, meeting, minutes, choices)
    elif section == "publikasi":
        publication(here, meeting)
    else:
        edit_identity(here, meeting, minutes, choices)


def load_choices(session: Session, here: Visit) -> Choices:
    """Institutions by name, plans and commitments the latest first."""
    organisations = sorted(organisation_names(session).values(), key=lambda o: o.short.casefold())
    return Choices(
        {o.id: o.short if o.short == o.name else f"{o.short} – {o.name}" for o in organisations},
        {p.id: p.name for p in list_plans(session, here.actor)},
        {c.id: c for c in commitment_names(session, here.actor)},
    )


def load_meeting(session: Session, here: Visit, meeting_id: int | None) -> MeetingDetail | None:
    """The meeting the address asks for."""
    try:
        return None if meeting_id is None else meeting_detail(session, here.actor, meeting_id, here.today)
    except NotFound:
        return None


def not_there() -> None:
    """The address names no meeting."""
    head(_("Rapat tidak ditemukan"), trail=[(_("Rapat"), address("rapat"))])
    empty(_("Rapat ini tidak ada."), _("Pilih rapat lain dari daftar."))
    show(html("<p>{link}</p>", link=link(_("Ke daftar rapat"), "rapat")))


here = require(Action.EDIT_MEETING)
parts.style()
wanted = parts.key_in_address()
# read first and close: on SQLite a reader of this run would lock out the writer of the same run
with database() as session:
    choices = load_choices(session, here)
    meeting = load_meeting(session, here, wanted)
if wanted is None:
    new_meeting(here, choices)
elif meeting is None or meeting.minutes is None:
    not_there()
else:
    edit(here, meeting, meeting.minutes, choices)

"""What may be done with meetings: write them down, decide what is public, link them, erase a person.

The public part of a meeting (everything but statements) names no people: a text that does is refused here, because
the history keeps such texts as they were. Statements and the source text may; of them the history keeps digests only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, cast

from sqlmodel import Session, col, func, select

from models.base import Versioned
from models.clock import today
from models.commands.guards import demand, fetch, same_as_shown, short_enough
from models.commands.progress import web_address
from models.language import N_
from models.problems import Invalid, NotFound, Stale
from models.queries.meeting_reader import names_in
from models.queries.meeting_records import OPEN_STATES
from models.rules.access import Action, Actor, can
from models.rules.wording import ERASED, people_in, replaced, without_names
from models.tables.commitment import Commitment, Milestone
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    Person,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.vocabulary import (
    Certainty,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    ParticipationRole,
    PointKind,
)

MEETING_FIELDS = (
    "title",
    "document_type",
    "held_on",
    "ends_on",
    "starts_at",
    "ends_at",
    "time_zone",
    "place",
    "medium",
    "introduction",
    "plan_id",
    "plan_stage",
    "working_group",
    "is_forum_meeting",
    "state",
)
DECISION_FIELDS = ("kind", "text", "organisation_id", "milestone_id")
FOLLOW_UP_FIELDS = ("text", "recipients", "purpose", "due_text", "due_on", "due_precision", "commitment_id")
FOLLOW_UP_STATE_FIELDS = ("state", "closed_on", "evidence_url")

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
#: what each field that points somewhere points to
_POINTS_TO: dict[str, type[Any]] = {
    "plan_id": ActionPlan,
    "organisation_id": Organisation,
    "milestone_id": Milestone,
    "commitment_id": Commitment,
}

Released = TypeVar("Released", bound=Versioned)
#: what can be public or not
RELEASABLE: tuple[type[Versioned], ...] = (Meeting, Statement, Decision, FollowUp, WordingChange)


# -- the meeting ------------------------------------------------------------------------------------------------------


def record_meeting(
    session: Session,
    actor: Actor,
    values: Mapping[str, Any],
    *,
    organisation_ids: Sequence[int] = (),
    agenda: Sequence[str] = (),
) -> Meeting:
    """Write down a new meeting. Raises NotAllowed, Invalid (title, dates, times, names of people)."""
    demand(actor, Action.EDIT_MEETING)
    meeting = Meeting(title="", held_on=today())
    assign_fields(session, actor, meeting, None, values, MEETING_FIELDS)
    check_meeting(meeting)
    session.add(meeting)
    session.flush()
    set_institutions(session, actor, meeting.id or 0, organisation_ids)
    set_agenda(session, actor, meeting.id or 0, agenda)
    return meeting


def edit_meeting(
    session: Session, actor: Actor, meeting_id: int, values: Mapping[str, Any], *, shown_version: int | None = None
) -> Meeting:
    """Change what is known of a meeting. Raises NotAllowed, NotFound, Invalid, Stale."""
    demand(actor, Action.EDIT_MEETING)
    meeting = _locked(session, meeting_id)
    _unchanged(session, actor, meeting, meeting_id, shown_version, MEETING_FIELDS)
    assign_fields(session, actor, meeting, meeting_id, values, MEETING_FIELDS)
    check_meeting(meeting)
    session.flush()
    return meeting


def check_meeting(meeting: Meeting) -> None:
    if not meeting.title:
        raise Invalid(N_("Tulis judul rapat."), field="title")
    if meeting.ends_on and meeting.ends_on < meeting.held_on:
        raise Invalid(N_("Hari terakhir mendahului hari pertama. Periksa kedua tanggal."), field="ends_on")
    for name in ("starts_at", "ends_at"):
        written = getattr(meeting, name)
        if written and not _CLOCK.fullmatch(written):
            raise Invalid(N_("“{value}” bukan jam. Tulis misalnya 13:30."), field=name, value=written[:20])
    one_day = meeting.ends_on in (None, meeting.held_on)
    if one_day and meeting.starts_at and meeting.ends_at and meeting.ends_at < meeting.starts_at:
        raise Invalid(N_("Rapat selesai sebelum mulai. Periksa kedua jam."), field="ends_at")


def set_agenda(
    session: Session, actor: Actor, meeting_id: int, texts: Sequence[str], *, shown: Sequence[str] | None = None
) -> None:
    """Say what was on the agenda, in order. ``shown`` is what the form showed. Raises Stale, Invalid."""
    demand(actor, Action.EDIT_MEETING)
    _locked(session, meeting_id)
    standing = session.exec(
        select(MeetingPoint)
        .where(MeetingPoint.meeting_id == meeting_id, MeetingPoint.kind == PointKind.AGENDA)
        .order_by(col(MeetingPoint.position))
    ).all()
    written = [_for_reader(session, actor, meeting_id, point.text) for point in standing]
    _unchanged_list(written, shown, "agenda")
    wanted = [text.strip() for text in texts if text.strip()]
    if wanted == written:
        return
    names = names_in(session, [meeting_id]).get(meeting_id, ())
    wanted = [public_text(actor, text, "agenda", names) for text in wanted]
    for point, text in zip(standing, wanted, strict=False):
        point.text = text
    for point in standing[len(wanted) :]:
        session.delete(point)
    for position, text in enumerate(wanted[len(standing) :], start=len(standing) + 1):
        session.add(
            MeetingPoint(
                meeting_id=meeting_id,
                kind=PointKind.AGENDA,
                position=position,
                text=text,
                certainty=Certainty.ENTERED,
            )
        )
    session.flush()


# -- who was there ----------------------------------------------------------------------------------------------------


def set_institutions(
    session: Session,
    actor: Actor,
    meeting_id: int,
    organisation_ids: Sequence[int],
    *,
    shown: Sequence[int] | None = None,
) -> None:
    """Say which institutions took part; what the minutes say of each stays.

    An institution in whose name somebody is listed or spoke cannot be taken away here. Raises Stale, Invalid.
    """
    demand(actor, Action.EDIT_MEETING)
    _locked(session, meeting_id)
    standing = [p for p in _participations(session, meeting_id) if p.organisation_id is not None]
    known = {p.organisation_id for p in standing}
    _unchanged_list(sorted(key for key in known if key), None if shown is None else sorted(shown), "institutions")
    for part in standing:
        if part.organisation_id not in organisation_ids:
            _take_away(session, part)
    session.flush()
    for organisation_id in dict.fromkeys(organisation_ids):
        if organisation_id not in known:
            fetch(session, Organisation, organisation_id)
            _add_participation(session, meeting_id, organisation_id, ParticipationRole.PARTICIPANT, is_group=True)
    session.flush()


def add_person(
    session: Session,
    actor: Actor,
    meeting_id: int,
    name: str,
    *,
    organisation_id: int | None = None,
    role: ParticipationRole = ParticipationRole.PARTICIPANT,
) -> Participation:
    """Name a person among the participants: personal data, for the secretariat. Raises NotAllowed, Invalid."""
    demand(actor, Action.EDIT_MEETING)
    demand(actor, Action.SEE_PERSONAL)
    _locked(session, meeting_id)
    written = short_enough(name, "name")
    if not written or written == ERASED:
        raise Invalid(N_("Tulis nama peserta."), field="name")
    if organisation_id is not None:
        fetch(session, Organisation, organisation_id)
    _not_in_public_texts(session, meeting_id, written)
    person = Person(name=written, organisation_id=organisation_id)
    session.add(person)
    session.flush()
    part = _add_participation(session, meeting_id, organisation_id, role, person_id=person.id)
    session.flush()
    return part


def remove_participant(session: Session, actor: Actor, participation_id: int) -> None:
    """Take back a participant entered by mistake. Raises Invalid for somebody in whose name something is noted."""
    demand(actor, Action.EDIT_MEETING)
    part = fetch(session, Participation, participation_id)
    if part.person_id is not None:
        demand(actor, Action.SEE_PERSONAL)
        erase_person(session, actor, part.person_id)
        part.person_id = None
    _take_away(session, part)
    session.flush()


def _participations(session: Session, meeting_id: int) -> list[Participation]:
    return list(session.exec(select(Participation).where(Participation.meeting_id == meeting_id)).all())


def _add_participation(
    session: Session,
    meeting_id: int,
    organisation_id: int | None,
    role: ParticipationRole,
    *,
    person_id: int | None = None,
    is_group: bool = False,
) -> Participation:
    part = Participation(
        meeting_id=meeting_id,
        position=next_position(session, Participation, meeting_id),
        person_id=person_id,
        organisation_id=organisation_id,
        role=role,
        is_group=is_group,
        certainty=Certainty.ENTERED,
    )
    session.add(part)
    session.flush()
    return part


def _take_away(session: Session, part: Participation) -> None:
    spoke = session.exec(select(Statement.id).where(Statement.participation_id == part.id)).first()
    if spoke is not None or part.person_id is not None:
        raise Invalid(
            N_("{institution} tidak dapat dihapus dari daftar: ada peserta atau pembicara atas namanya."),
            field="institutions",
            institution=_institution(session, part),
        )
    session.delete(part)


def _institution(session: Session, part: Participation) -> str:
    row = session.get(Organisation, part.organisation_id) if part.organisation_id else None
    return row.short if row else "–"


# -- decisions and follow-ups -----------------------------------------------------------------------------------------


def add_decision(session: Session, actor: Actor, meeting_id: int, values: Mapping[str, Any]) -> Decision:
    """Write down what a meeting settled. Raises NotAllowed, Invalid."""
    demand(actor, Action.EDIT_MEETING)
    _locked(session, meeting_id)
    row = Decision(
        meeting_id=meeting_id,
        position=next_position(session, Decision, meeting_id),
        kind=values["kind"],
        text="",
        certainty=Certainty.ENTERED,
    )
    assign_fields(session, actor, row, meeting_id, values, DECISION_FIELDS)
    _has_text(row, N_("Tulis isi keputusan."))
    session.add(row)
    session.flush()
    return row


def edit_decision(
    session: Session,
    actor: Actor,
    decision_id: int,
    values: Mapping[str, Any],
    *,
    shown_version: int | None = None,
    checked: bool = False,
) -> Decision:
    """Correct a decision. ``checked``: a person compared it with the minutes. Raises Invalid, Stale."""
    demand(actor, Action.EDIT_MEETING)
    row = fetch(session, Decision, decision_id)
    _unchanged(session, actor, row, row.meeting_id, shown_version, DECISION_FIELDS)
    assign_fields(session, actor, row, row.meeting_id, values, DECISION_FIELDS)
    _has_text(row, N_("Tulis isi keputusan."))
    _note_check(row, checked)
    session.flush()
    return row


def add_follow_up(
    session: Session, actor: Actor, meeting_id: int, values: Mapping[str, Any], *, owner_ids: Sequence[int] = ()
) -> FollowUp:
    """Write down what somebody will do; without owner or deadline it is valid. Raises NotAllowed, Invalid."""
    demand(actor, Action.EDIT_MEETING)
    _locked(session, meeting_id)
    row = FollowUp(
        meeting_id=meeting_id,
        position=next_position(session, FollowUp, meeting_id),
        text="",
        origin=FollowUpOrigin.FORM,
        certainty=Certainty.ENTERED,
    )
    assign_fields(session, actor, row, meeting_id, values, FOLLOW_UP_FIELDS)
    _has_text(row, N_("Tulis apa yang akan dilakukan."))
    session.add(row)
    session.flush()
    _set_owners(session, row.id or 0, owner_ids)
    return row


def edit_follow_up(
    session: Session,
    actor: Actor,
    follow_up_id: int,
    values: Mapping[str, Any],
    *,
    owner_ids: Sequence[int] | None = None,
    shown_owners: Sequence[int] | None = None,
    shown_version: int | None = None,
    checked: bool = False,
) -> FollowUp:
    """Correct a follow-up and its owners; owners that are not given stay. Raises Invalid, Stale."""
    demand(actor, Action.EDIT_MEETING)
    row = fetch(session, FollowUp, follow_up_id)
    _locked(session, row.meeting_id)
    _unchanged(session, actor, row, row.meeting_id, shown_version, FOLLOW_UP_FIELDS)
    assign_fields(session, actor, row, row.meeting_id, values, FOLLOW_UP_FIELDS)
    _has_text(row, N_("Tulis apa yang akan dilakukan."))
    if owner_ids is not None:
        _set_owners(session, follow_up_id, owner_ids, shown=shown_owners)
    _note_check(row, checked)
    session.flush()
    return row


def move_follow_up(
    session: Session,
    actor: Actor,
    follow_up_id: int,
    state: FollowUpState,
    *,
    on: dt.date | None = None,
    evidence_url: str = "",
    shown_version: int | None = None,
) -> FollowUp:
    """Say where a follow-up stands now. Done or cancelled on a day, opened again without one. Raises Invalid, Stale."""
    demand(actor, Action.EDIT_MEETING)
    row = fetch(session, FollowUp, follow_up_id)
    _unchanged(session, actor, row, row.meeting_id, shown_version, FOLLOW_UP_STATE_FIELDS)
    row.evidence_url = web_address(evidence_url) if evidence_url.strip() else ""
    row.state = state
    row.closed_on = None if state in OPEN_STATES else _closing_day(session, row, on or today())
    session.flush()
    return row


def _closing_day(session: Session, row: FollowUp, day: dt.date) -> dt.date:
    if day > today():
        raise Invalid(N_("Tanggal selesai belum tiba. Pilih hari ini atau sebelumnya."), field="closed_on")
    if day < fetch(session, Meeting, row.meeting_id).held_on:
        raise Invalid(N_("Tanggal selesai mendahului rapatnya. Periksa tanggal itu."), field="closed_on")
    return day


def _set_owners(
    session: Session, follow_up_id: int, owner_ids: Sequence[int], *, shown: Sequence[int] | None = None
) -> None:
    standing = session.exec(select(FollowUpOwner).where(FollowUpOwner.follow_up_id == follow_up_id)).all()
    known = sorted(owner.organisation_id for owner in standing)
    _unchanged_list(known, None if shown is None else sorted(shown), "owners")
    for owner in standing:
        if owner.organisation_id not in owner_ids:
            session.delete(owner)
    for organisation_id in dict.fromkeys(owner_ids):
        if organisation_id not in known:
            fetch(session, Organisation, organisation_id)
            session.add(FollowUpOwner(follow_up_id=follow_up_id, organisation_id=organisation_id))
    session.flush()


def _has_text(row: Decision | FollowUp, message: str) -> None:
    if not row.text:
        raise Invalid(message, field="text")


def _note_check(row: Decision | FollowUp, checked: bool) -> None:
    if checked and row.certainty is Certainty.INFERRED:
        row.certainty = Certainty.ENTERED


# -- what is public ---------------------------------------------------------------------------------------------------


def release(
    session: Session,
    actor: Actor,
    kind: type[Released],
    row_id: int,
    *,
    released: bool = True,
    shown_version: int | None = None,
) -> Released:
    """Make a meeting, or one part of it, public, or take that back. Raises NotAllowed, Invalid, Stale.

    A part is public while its meeting is too. Statements lose the names of people on their way out; in everything
    else a name is refused.
    """
    demand(actor, Action.RELEASE)
    if kind not in RELEASABLE:
        raise KeyError(kind)
    row = fetch(session, kind, row_id)
    meeting_id = _meeting_of(row)
    _unchanged(session, actor, row, meeting_id, shown_version, ("released",))
    if released:
        _names_nobody(session, actor, row, meeting_id)
    cast("Any", row).released = released
    session.flush()
    return row


def release_statements(
    session: Session, actor: Actor, shown_versions: Mapping[int, int], *, released: bool = True
) -> int:
    """Make several statements public at once, or take that back; says how many changed. Raises Stale for all."""
    demand(actor, Action.RELEASE)
    changed = 0
    for statement_id, version in shown_versions.items():
        row = fetch(session, Statement, statement_id)
        _unchanged(session, actor, row, row.meeting_id, version, ("released",))
        changed += row.released is not released
        row.released = released
    session.flush()
    return changed


def _meeting_of(row: Versioned) -> int | None:
    key: int | None = row.id if isinstance(row, Meeting) else getattr(row, "meeting_id", None)
    return key


def _names_nobody(session: Session, actor: Actor, row: Versioned, meeting_id: int | None) -> None:
    if isinstance(row, _MAY_NAME_PEOPLE):
        return
    names = names_in(session, [meeting_id or 0]).get(meeting_id or 0, ())
    for field in _free_texts(type(row)):
        public_text(actor, getattr(row, field), field, names)


# -- links ------------------------------------------------------------------------------------------------------------


def link_commitment(
    session: Session, actor: Actor, meeting_id: int, commitment_id: int, *, reason: str = ""
) -> MeetingLink:
    """Say that a meeting is about a commitment. A suggestion or rejection of the same link becomes a confirmation."""
    demand(actor, Action.EDIT_MEETING)
    _locked(session, meeting_id)
    fetch(session, Commitment, commitment_id)
    link = session.exec(
        select(MeetingLink).where(
            MeetingLink.meeting_id == meeting_id,
            MeetingLink.commitment_id == commitment_id,
            col(MeetingLink.statement_id).is_(None),
        )
    ).first()
    if link is None:
        names = names_in(session, [meeting_id]).get(meeting_id, ())
        link = MeetingLink(
            meeting_id=meeting_id,
            commitment_id=commitment_id,
            state=LinkState.CONFIRMED,
            reason=public_text(actor, reason, "reason", names),
        )
        session.add(link)
    link.state = LinkState.CONFIRMED
    session.flush()
    return link


def decide_link(
    session: Session, actor: Actor, link_id: int, state: LinkState, *, shown_state: LinkState | None = None
) -> MeetingLink:
    """Confirm or reject a link; a rejected one stays known, so that it is not suggested again. Raises Stale."""
    demand(actor, Action.EDIT_MEETING)
    link = fetch(session, MeetingLink, link_id)
    if shown_state is not None and link.state is not shown_state:
        raise Stale(theirs={"state": link.state})
    link.state = state
    session.flush()
    return link


# -- a person asks to be erased ---------------------------------------------------------------------------------------


def erase_person(session: Session, actor: Actor, person_id: int) -> int:
    """Replace a person by "[dihapus]" in the list and in every text of their meetings; says how many texts changed.

    The history holds digests of names and statements only, so its chain stays verifiable and tells nothing.
    """
    demand(actor, Action.EDIT_MEETING)
    demand(actor, Action.SEE_PERSONAL)
    person = fetch(session, Person, person_id)
    if person.erased:
        return 0
    name, changed = person.name, 0
    meetings = session.exec(select(Participation.meeting_id).where(Participation.person_id == person_id)).all()
    for meeting_id in dict.fromkeys(meetings):
        others = tuple(n for n in names_in(session, [meeting_id]).get(meeting_id, ()) if n != name)
        without = partial(replaced, name=name, instead=ERASED, others=others)
        changed += _erase_from_texts(session, meeting_id, without)
    person.name, person.erased = ERASED, True
    session.flush()
    return changed


def _erase_from_texts(session: Session, meeting_id: int, without: Callable[[str], str]) -> int:
    changed = 0
    for row in _rows_with_texts(session, meeting_id):
        for field in _free_texts(type(row)):
            before = getattr(row, field)
            after = without(before)
            if after != before:
                setattr(row, field, after)
                changed += 1
    return changed


#: where free text of a meeting stands
_FREE_TEXTS: dict[type[Any], tuple[str, ...]] = {
    Meeting: ("title", "place", "introduction", "working_group"),
    MeetingPoint: ("text",),
    Participation: ("as_written",),
    Statement: ("text",),
    Decision: ("text",),
    FollowUp: ("text", "recipients", "purpose", "due_text"),
    WordingChange: ("before", "after", "place", "note"),
    MeetingLink: ("matched_text", "reason"),
    SourceDocument: ("file_name", "text", "defects"),
}
#: of these the history keeps digests
_MAY_NAME_PEOPLE = (Statement, SourceDocument)


def _free_texts(kind: type[Any]) -> tuple[str, ...]:
    return _FREE_TEXTS.get(kind, ())


def _rows_with_texts(session: Session, meeting_id: int) -> Iterable[Any]:
    meeting = fetch(session, Meeting, meeting_id)
    yield meeting
    for kind in _FREE_TEXTS:
        if kind not in (Meeting, SourceDocument):
            yield from session.exec(select(kind).where(kind.meeting_id == meeting_id)).all()
    if meeting.document_id is not None:
        yield fetch(session, SourceDocument, meeting.document_id)


def _not_in_public_texts(session: Session, meeting_id: int, name: str) -> None:
    """A name that already stands in a text of which the history keeps every word could never be erased."""
    for row in _rows_with_texts(session, meeting_id):
        if isinstance(row, _MAY_NAME_PEOPLE):
            continue
        for field in _free_texts(type(row)):
            if people_in(getattr(row, field), (name,)) != people_in(getattr(row, field), ()):
                raise Invalid(
                    N_("Nama ini sudah tertulis dalam teks rapat: “{text}”. Ganti dulu dengan nama instansi di sana."),
                    field="name",
                    text=getattr(row, field)[:80],
                )


# -- shared -----------------------------------------------------------------------------------------------------------


def _locked(session: Session, meeting_id: int) -> Meeting:
    """The meeting, held against others who would give the same position at the same moment."""
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None:
        raise NotFound
    return meeting


def next_position(session: Session, kind: type[Any], meeting_id: int) -> int:
    return (session.exec(select(func.max(kind.position)).where(kind.meeting_id == meeting_id)).one() or 0) + 1


def _unchanged(
    session: Session, actor: Actor, row: Versioned, meeting_id: int | None, shown: int | None, fields: Sequence[str]
) -> None:
    """Raise Stale with what stands now, as this actor may read it."""
    try:
        same_as_shown(row, shown, *fields)
    except Stale as stale:
        theirs = {
            name: _for_reader(session, actor, meeting_id, value) if type(value) is str else value
            for name, value in stale.theirs.items()
        }
        raise Stale(theirs=theirs) from stale


def _unchanged_list(standing: Sequence[Any], shown: Sequence[Any] | None, field: str) -> None:
    """Rows without a version are guarded by what was shown."""
    if shown is not None and list(shown) != list(standing):
        raise Stale(theirs={field: list(standing)})


def _for_reader(session: Session, actor: Actor, meeting_id: int | None, text: str) -> str:
    if meeting_id is None or can(actor, Action.SEE_PERSONAL):
        return text
    return without_names(text, names_in(session, [meeting_id]).get(meeting_id, ()))


def assign_fields(
    session: Session,
    actor: Actor,
    row: Meeting | Decision | FollowUp,
    meeting_id: int | None,
    values: Mapping[str, Any],
    allowed: Sequence[str],
) -> None:
    names = names_in(session, [meeting_id]).get(meeting_id, ()) if meeting_id else ()
    for name, value in values.items():
        if name not in allowed:
            raise KeyError(name)
        if name in _POINTS_TO and value is not None:
            fetch(session, _POINTS_TO[name], value)
        if type(value) is not str:
            setattr(row, name, value)
        # who may not see a name sends back the text without it: that is no change
        elif value.strip() != _for_reader(session, actor, meeting_id, getattr(row, name)):
            setattr(row, name, public_text(actor, value, name, names))


def public_text(actor: Actor, text: str, field: str, names: Iterable[str]) -> str:
    """A text that names no people. Raises Invalid; who may not see names is not told them."""
    found = people_in(text, names)
    if found:
        raise Invalid(
            N_("Teks ini menyebut nama orang ({names}). Tulis nama instansi atau jabatannya."),
            field=field,
            names=", ".join(found) if can(actor, Action.SEE_PERSONAL) else "…",
        )
    return short_enough(text, field)

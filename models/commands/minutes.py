"""A notula that was read and checked by a person becomes a meeting, whole or not at all.

What a person confirmed arrives as plain values; names of people go into persons, statements and the source text only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlmodel import Session, select

from models.commands.guards import demand, fetch, short_enough
from models.commands.meetings import (
    MEETING_FIELDS,
    assign_fields,
    check_meeting,
    public_text,
)
from models.language import N_
from models.problems import Invalid
from models.rules.access import Action, Actor
from models.rules.wording import ERASED
from models.tables.commitment import Commitment, SuccessMeasure
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
from models.vocabulary import (
    Certainty,
    DecisionKind,
    FollowUpOrigin,
    LinkState,
    ParticipationRole,
    PointKind,
    Precision,
    StatementKind,
    WordingState,
)

#: no real notula has more of anything; what has was not read but made
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands in the minutes, and how it is known."""

    first: int | None = None
    last: int | None = None
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Source:
    """The file, or the pasted text, as it was read."""

    file_name: str
    sha256: str
    text: str
    media_type: str = "text/plain"
    size: int = 0
    extractor: str = ""
    defects: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody's part in the meeting: a person, a group, an institution or a head count."""

    name: str = ""
    organisation_id: int | None = None
    as_written: str = ""
    role: ParticipationRole = ParticipationRole.PARTICIPANT
    is_group: bool = False
    head_count: int | None = None
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what belongs below it; ``speaker`` is a place among the attendees."""

    text: str
    kind: StatementKind = StatementKind.INFORMATION
    speaker: int | None = None
    origin: Origin = Origin()
    items: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision or conclusion."""

    text: str
    kind: DecisionKind
    organisation_id: int | None = None
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Promised:
    """A follow-up. Without owner or deadline it is valid and shows the gap."""

    text: str
    owner_ids: tuple[int, ...] = ()
    due_text: str = ""
    due_on: dt.date | None = None
    due_precision: Precision | None = None
    place: FollowUpOrigin = FollowUpOrigin.SECTION
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Reworded:
    """A new sentence for a measure; it changes the measure only when a person applies it."""

    measure_id: int
    after: str
    before: str = ""
    organisation_id: int | None = None
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class About:
    """A commitment the meeting is about, chosen by a person or only suggested."""

    commitment_id: int
    confirmed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything a person confirmed of one notula."""

    values: Mapping[str, Any]
    source: Source
    attendees: Sequence[Attendee] = ()
    points: Mapping[PointKind, Sequence[str]] = field(default_factory=dict)
    statements: Sequence[Said] = ()
    decisions: Sequence[Settled] = ()
    follow_ups: Sequence[Promised] = ()
    wording_changes: Sequence[Reworded] = ()
    links: Sequence[About] = ()


def record_minutes(session: Session, actor: Actor, minutes: Minutes) -> Meeting:
    """Store a meeting with everything its notula says; nothing of it is public before somebody releases it.

    Raises NotAllowed; Invalid for a notula that is stored already, for missing title or date, and for a text that
    must name nobody and does.
    """
    demand(actor, Action.EDIT_MEETING)
    demand(actor, Action.SEE_PERSONAL)
    known = session.exec(select(SourceDocument.id).where(SourceDocument.sha256 == minutes.source.sha256)).first()
    if known is not None:
        raise Invalid(N_("Notula ini sudah pernah disimpan. Buka rapatnya untuk melengkapi."), field="source")
    writer = _Writer(session, actor, minutes)
    return writer.write()


class _Writer:
    """One notula on its way into the database, with the rows that others point to."""

    def __init__(self, session: Session, actor: Actor, minutes: Minutes) -> None:
        self.session, self.actor, self.minutes = session, actor, minutes
        self.names = tuple(a.name for a in minutes.attendees if a.name.strip())
        self.meeting_id = 0
        self.parts: list[Participation] = []

    def write(self) -> Meeting:
        minutes = self.minutes
        rows = (minutes.attendees, minutes.statements, minutes.decisions, minutes.follow_ups)
        if any(len(found) > MOST_ROWS for found in rows):
            raise Invalid(N_("Notula ini memuat terlalu banyak butir. Pecah menjadi beberapa rapat."), field="source")
        meeting = self._meeting()
        self._points()
        self._attendees()
        self._statements()
        self._decisions()
        self._follow_ups()
        self._changes()
        self._links()
        return meeting

    def _public(self, text: str, field_name: str) -> str:
        return public_text(self.actor, text, field_name, self.names)

    def _meeting(self) -> Meeting:
        source = self.minutes.source
        document = SourceDocument(
            file_name=self._public(source.file_name, "source") or "notula",
            media_type=source.media_type,
            sha256=source.sha256,
            size=source.size,
            text=source.text,
            extractor=source.extractor,
            defects=source.defects,
        )
        self.session.add(document)
        self.session.flush()
        held_on = self.minutes.values.get("held_on")
        if held_on is None:
            raise Invalid(N_("Pilih tanggal rapat."), field="held_on")
        meeting = Meeting(title="", held_on=held_on, document_id=document.id)
        for name in MEETING_FIELDS:
            value = self.minutes.values.get(name)
            if type(value) is str:
                self._public(value, name)
        assign_fields(self.session, self.actor, meeting, None, self.minutes.values, MEETING_FIELDS)
        check_meeting(meeting)
        self.session.add(meeting)
        self.session.flush()
        self.meeting_id = meeting.id or 0
        return meeting

    def _points(self) -> None:
        for kind, texts in self.minutes.points.items():
            wanted = [text for text in texts if text.strip()]
            for position, text in enumerate(wanted, start=1):
                self.session.add(
                    MeetingPoint(
                        meeting_id=self.meeting_id,
                        kind=kind,
                        position=position,
                        text=self._public(text, kind.value),
                        certainty=Certainty.STATED,
                    )
                )

    def _attendees(self) -> None:
        people: dict[int, Person] = {}
        for place, attendee in enumerate(self.minutes.attendees):
            if attendee.organisation_id is not None:
                fetch(self.session, Organisation, attendee.organisation_id)
            name = short_enough(attendee.name, "name")
            if name and name != ERASED:
                people[place] = Person(name=name, organisation_id=attendee.organisation_id)
                self.session.add(people[place])
        self.session.flush()
        for place, attendee in enumerate(self.minutes.attendees):
            person = people.get(place)
            part = Participation(
                meeting_id=self.meeting_id,
                position=place + 1,
                person_id=person.id if person else None,
                organisation_id=attendee.organisation_id,
                as_written=self._public(attendee.as_written, "as_written"),
                role=attendee.role,
                is_group=attendee.is_group,
                head_count=attendee.head_count,
                certainty=attendee.certainty,
            )
            self.session.add(part)
            self.parts.append(part)
        self.session.flush()

    def _statements(self) -> None:
        """The tree in the order of the text, a depth at a time: children need their parent."""
        positions = count(1)
        places: dict[int, int] = {}

        def give_place(said: Said) -> None:
            places[id(said)] = next(positions)
            for item in said.items:
                give_place(item)

        for said in self.minutes.statements:
            give_place(said)
        todo: list[tuple[Said, Statement | None, int | None]] = [(s, None, s.speaker) for s in self.minutes.statements]
        while todo:
            written = [(s, self._statement(s, parent, who, places[id(s)]), who) for s, parent, who in todo]
            self.session.flush()
            todo = [
                (item, row, who if item.speaker is None else item.speaker)
                for said, row, who in written
                for item in said.items
            ]

    def _statement(self, said: Said, parent: Statement | None, speaker: int | None, position: int) -> Statement:
        part = self.parts[speaker] if speaker is not None else None
        row = Statement(
            meeting_id=self.meeting_id,
            position=position,
            parent_id=parent.id if parent else None,
            participation_id=part.id if part else None,
            organisation_id=part.organisation_id if part else None,
            kind=said.kind,
            text=short_enough(said.text, "text"),
            certainty=said.origin.certainty,
            first_line=said.origin.first,
            last_line=said.origin.last,
        )
        self.session.add(row)
        return row

    def _decisions(self) -> None:
        for position, settled in enumerate(self.minutes.decisions, start=1):
            if settled.organisation_id is not None:
                fetch(self.session, Organisation, settled.organisation_id)
            text = self._public(settled.text, "text")
            if not text:
                raise Invalid(N_("Tulis isi keputusan."), field="text")
            self.session.add(
                Decision(
                    meeting_id=self.meeting_id,
                    position=position,
                    kind=settled.kind,
                    text=text,
                    organisation_id=settled.organisation_id,
                    certainty=settled.origin.certainty,
                    first_line=settled.origin.first,
                    last_line=settled.origin.last,
                )
            )

    def _follow_ups(self) -> None:
        for position, promised in enumerate(self.minutes.follow_ups, start=1):
            text = self._public(promised.text, "text")
            if not text:
                raise Invalid(N_("Tulis apa yang akan dilakukan."), field="text")
            row = FollowUp(
                meeting_id=self.meeting_id,
                position=position,
                text=text,
                due_text=self._public(promised.due_text, "due_text"),
                due_on=promised.due_on,
                due_precision=promised.due_precision,
                origin=promised.place,
                certainty=promised.origin.certainty,
                first_line=promised.origin.first,
                last_line=promised.origin.last,
            )
            self.session.add(row)
            self.session.flush()
            for organisation_id in dict.fromkeys(promised.owner_ids):
                fetch(self.session, Organisation, organisation_id)
                self.session.add(FollowUpOwner(follow_up_id=row.id or 0, organisation_id=organisation_id))

    def _changes(self) -> None:
        for change in self.minutes.wording_changes:
            fetch(self.session, SuccessMeasure, change.measure_id)
            after = self._public(change.after, "after")
            if not after:
                raise Invalid(N_("Tulis rumusan ukuran keberhasilan."), field="after")
            self.session.add(
                WordingChange(
                    meeting_id=self.meeting_id,
                    measure_id=change.measure_id,
                    organisation_id=change.organisation_id,
                    before=self._public(change.before, "before"),
                    before_certainty=Certainty.STATED if change.before else Certainty.MISSING,
                    after=after,
                    # that a change was accepted is more than the text says (notula.md §5)
                    state=WordingState.PROPOSED,
                    place=f"{self.minutes.source.file_name}: {change.origin.first}" if change.origin.first else "",
                )
            )

    def _links(self) -> None:
        for about in self.minutes.links:
            fetch(self.session, Commitment, about.commitment_id)
            self.session.add(
                MeetingLink(
                    meeting_id=self.meeting_id,
                    commitment_id=about.commitment_id,
                    state=LinkState.CONFIRMED if about.confirmed else LinkState.SUGGESTED,
                    reason=self._public(about.reason, "reason"),
                )
            )
        self.session.flush()

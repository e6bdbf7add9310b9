"""Meetings and their minutes: who was there, what was said, decided and promised, and proposals."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Table, Versioned, choice, personal
from models.vocabulary import (
    Certainty,
    DecisionKind,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    Medium,
    MeetingState,
    OutputHorizon,
    ParticipationRole,
    PointKind,
    Precision,
    ProposalRole,
    ProposalState,
    StatementKind,
    WordingState,
)


class SourceDocument(Table, table=True):
    """A file that facts were taken from: its verbatim text, hash and how the text was extracted."""

    __tablename__ = "source_document"
    __label__: ClassVar[str] = "file_name"

    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    media_type: str = ""
    sha256: str = Field(max_length=64, unique=True)
    size: int = 0
    #: personal: minutes name people
    text: str = Field(default="", sa_column_kwargs=personal())
    extractor: str = ""
    defects: str = ""


class Meeting(Versioned, table=True):
    """A meeting and the state of its minutes."""

    __tablename__ = "meeting"
    __label__: ClassVar[str] = "title"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= held_on", "ends_after_start"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    document_type: str = ""
    held_on: dt.date
    ends_on: dt.date | None = None
    starts_at: str = Field(default="", max_length=5)
    ends_at: str = Field(default="", max_length=5)
    time_zone: str = Field(default="", max_length=4)
    place: str = ""
    medium: Medium | None = Field(default=None, sa_type=choice(Medium, "medium"))
    introduction: str = ""
    plan_id: int | None = Field(default=None, foreign_key="action_plan.id", index=True)
    plan_stage: str = ""
    working_group: str = ""
    #: counts for the six-month rule of the multi-stakeholder forum
    is_forum_meeting: bool = False
    state: MeetingState = Field(default=MeetingState.DRAFT, sa_type=choice(MeetingState, "state"))
    #: title, date and institutions are public once a person released the minutes
    released: bool = False
    document_id: int | None = Field(default=None, foreign_key="source_document.id")


class MeetingPoint(Table, table=True):
    """A short numbered text nobody in particular said: agenda, objective, or text that fits nowhere."""

    __tablename__ = "meeting_point"
    __table_args__ = (UniqueConstraint("meeting_id", "kind", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    kind: PointKind = Field(sa_type=choice(PointKind, "kind"))
    position: int
    text: str
    certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "certainty"))


class Person(Table, table=True):
    """A person named in minutes. Personal data: kept here only, seen by the secretariat only."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column_kwargs=personal())
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    erased: bool = False


class Participation(Table, table=True):
    """Somebody's part in a meeting: a person, a group, an institution or a head count, as written."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    #: the institution or group as written ("Direktorat Politik dan Komunikasi Bappenas"), never a person
    as_written: str = ""
    role: ParticipationRole = Field(sa_type=choice(ParticipationRole, "role"))
    is_group: bool = False
    head_count: int | None = None
    certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "certainty"))


class Statement(Versioned, table=True):
    """Something said, in its order and under what it belongs to; the speaker may be an institution alone."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    parent_id: int | None = Field(default=None, foreign_key="statement.id")
    participation_id: int | None = Field(default=None, foreign_key="participation.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    kind: StatementKind = Field(sa_type=choice(StatementKind, "kind"))
    #: personal until released: free text may name people
    text: str = Field(sa_column_kwargs=personal())
    horizon: OutputHorizon | None = Field(default=None, sa_type=choice(OutputHorizon, "horizon"))
    certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "certainty"))
    first_line: int | None = None
    last_line: int | None = None
    released: bool = False


class Decision(Versioned, table=True):
    """What a meeting settled."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    kind: DecisionKind = Field(sa_type=choice(DecisionKind, "kind"))
    text: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id", index=True)
    certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "certainty"))
    first_line: int | None = None
    last_line: int | None = None
    released: bool = False


class FollowUp(Versioned, table=True):
    """Something somebody will do. Without owner or date it is valid and shows the gap."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    text: str
    recipients: str = ""
    purpose: str = ""
    due_text: str = ""
    due_on: dt.date | None = None
    due_precision: Precision | None = Field(default=None, sa_type=choice(Precision, "due_precision"))
    state: FollowUpState = Field(default=FollowUpState.OPEN, sa_type=choice(FollowUpState, "state"))
    origin: FollowUpOrigin = Field(sa_type=choice(FollowUpOrigin, "origin"))
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    closed_on: dt.date | None = None
    evidence_url: str = ""
    certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "certainty"))
    first_line: int | None = None
    last_line: int | None = None
    released: bool = False


class FollowUpOwner(Table, table=True):
    """An institution that owes a follow-up."""

    __tablename__ = "follow_up_owner"
    __table_args__ = (UniqueConstraint("follow_up_id", "organisation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    follow_up_id: int = Field(foreign_key="follow_up.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)


class WordingChange(Versioned, table=True):
    """A proposed or agreed new sentence for a measure, from a meeting or a returned matrix."""

    __tablename__ = "wording_change"

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="success_measure.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    import_id: int | None = Field(default=None, foreign_key="matrix_import.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    before: str = ""
    before_certainty: Certainty = Field(default=Certainty.STATED, sa_type=choice(Certainty, "before_certainty"))
    after: str
    state: WordingState = Field(sa_type=choice(WordingState, "state"))
    #: where it stands: line of the minutes, or sheet and cell
    place: str = ""
    note: str = ""
    released: bool = False


class Proposal(Versioned, table=True):
    """A proposal (usulan) and its answer. It outlives its meeting."""

    __tablename__ = "proposal"
    __label__: ClassVar[str] = "title"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    title: str
    scope: str = ""
    working_group: str = ""
    state: ProposalState = Field(sa_type=choice(ProposalState, "state"))
    #: the status as the source words it
    state_text: str = ""
    response: str = ""
    responded_on: dt.date | None = None
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    source: str = ""
    confidence: str = ""


class ProposalParty(Table, table=True):
    """Who made a proposal, and which institution it is addressed to."""

    __tablename__ = "proposal_party"
    __table_args__ = (UniqueConstraint("proposal_id", "organisation_id", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    role: ProposalRole = Field(sa_type=choice(ProposalRole, "role"))


class MeetingLink(Table, table=True):
    """What a meeting or one statement of it is about; suggested until a person confirms it."""

    __tablename__ = "meeting_link"
    __table_args__ = (CheckConstraint("COALESCE(commitment_id, measure_id, proposal_id) IS NOT NULL", "has_a_target"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    statement_id: int | None = Field(default=None, foreign_key="statement.id")
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    measure_id: int | None = Field(default=None, foreign_key="success_measure.id", index=True)
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", index=True)
    state: LinkState = Field(sa_type=choice(LinkState, "state"))
    matched_text: str = ""
    reason: str = ""

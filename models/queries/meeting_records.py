"""What may be asked of meetings, and the frozen records that answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from models.queries.progress import OrganisationName
from models.rules.wording import Piece, difference
from models.vocabulary import (
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
    StatementKind,
    WordingState,
)

OPEN_STATES = frozenset({FollowUpState.OPEN, FollowUpState.RUNNING})
#: a longer search is no search
LONGEST_SEARCH = 200


# -- what may be asked ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings. What is empty narrows nothing."""

    plan: str = ""
    commitment: str = ""
    organisation_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which follow-ups."""

    open_only: bool = False
    overdue: bool = False
    without_owner: bool = False
    without_date: bool = False
    meetings: MeetingFilter = field(default_factory=MeetingFilter)


# -- what is answered -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommitmentName:
    """A commitment as a list names it."""

    id: int
    code: str
    title: str
    plan: str
    #: a link that nobody confirmed yet
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found its words."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list."""

    id: int
    title: str
    held_on: dt.date
    plan: str
    institutions: tuple[OrganisationName, ...]
    commitments: tuple[CommitmentName, ...]
    decisions: int
    follow_ups: int
    open_follow_ups: int
    wording_changes: int
    state: MeetingState
    released: bool
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Where in the minutes it stands."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    """A follow-up with whom it waits for."""

    id: int
    version: int
    meeting_id: int
    meeting_title: str
    held_on: dt.date
    text: str
    recipients: str
    purpose: str
    owners: tuple[OrganisationName, ...]
    due_text: str
    due_on: dt.date | None
    due_precision: Precision | None
    state: FollowUpState
    origin: FollowUpOrigin
    commitment: CommitmentName | None
    closed_on: dt.date | None
    evidence_url: str
    inferred: bool
    lines: Lines
    released: bool
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def has_date(self) -> bool:
        """Whether any deadline was said, also one that is no single day."""
        return self.due_on is not None or bool(self.due_text)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What was settled."""

    id: int
    version: int
    kind: DecisionKind
    text: str
    organisation: OrganisationName | None
    milestone: str
    commitment: str
    inferred: bool
    lines: Lines
    released: bool


@dataclass(frozen=True, slots=True)
class WordingRecord:
    """A new sentence for a measure, from this meeting."""

    id: int
    version: int
    commitment: str
    measure: int
    before: str
    after: str
    before_inferred: bool
    state: WordingState
    proposed_by: OrganisationName | None
    place: str
    note: str
    released: bool

    @property
    def pieces(self) -> list[Piece]:
        """The two sentences as one, word by word."""
        return difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: an institution; a person only for those who may know."""

    participation_id: int | None
    organisation: OrganisationName | None
    as_written: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """Something said, with what belongs to it."""

    id: int
    version: int
    kind: StatementKind
    text: str
    horizon: OutputHorizon | None
    inferred: bool
    lines: Lines
    released: bool
    children: tuple[StatementRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go."""

    speaker: Speaker
    statements: tuple[StatementRecord, ...]


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """Somebody's part, as written."""

    id: int
    role: ParticipationRole
    organisation: OrganisationName | None
    as_written: str
    is_group: bool
    head_count: int | None
    inferred: bool
    is_person: bool
    #: for those who may see personal data
    person: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class PointRecord:
    """Agenda, objective, or text that fits nowhere."""

    kind: PointKind
    text: str


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """What the meeting or one statement is about."""

    id: int
    state: LinkState
    #: RAN6-13, RAN6-13-1, or the title of a proposal
    target: str
    title: str
    commitment: str
    proposal_id: int | None
    statement_id: int | None
    matched_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The file the facts were taken from; its text for those who may see personal data."""

    file_name: str
    extractor: str
    defects: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is for internal use: everything of a meeting that was not released."""

    state: MeetingState
    document_type: str
    starts_at: str
    ends_at: str
    time_zone: str
    place: str
    medium: Medium | None
    introduction: str
    plan_stage: str
    working_group: str
    is_forum_meeting: bool
    points: tuple[PointRecord, ...]
    participants: tuple[ParticipantRecord, ...]
    links: tuple[LinkRecord, ...]
    document: DocumentRecord | None


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting."""

    id: int
    version: int
    title: str
    held_on: dt.date
    ends_on: dt.date | None
    plan: str
    plan_name: str
    released: bool
    institutions: tuple[OrganisationName, ...]
    commitments: tuple[CommitmentName, ...]
    decisions: tuple[DecisionRecord, ...]
    wording_changes: tuple[WordingRecord, ...]
    follow_ups: tuple[FollowUpRecord, ...]
    turns: tuple[Turn, ...]
    #: statements that were not released and are not shown
    withheld: int
    #: None below SEE_INTERNAL
    minutes: Minutes | None

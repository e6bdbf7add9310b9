"""Commitments, their parties and lineage, success measures in their wordings, and milestones."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Table, Versioned, choice
from models.vocabulary import Confidence, Existence, Horizon, LineageKind, PartyRole, Precision, Reporter


class Commitment(Versioned, table=True):
    """One commitment of a plan. ``code`` names it for good: RAN7-06, or RAN4-ID0062 where it has no number."""

    __tablename__ = "commitment"
    __label__: ClassVar[str] = "code"
    __table_args__ = (
        CheckConstraint("title_id <> '' OR title_en <> ''", "has_a_title"),
        UniqueConstraint("plan_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    code: str = Field(unique=True, max_length=32)
    number: int | None = None
    ogp_id: str = ""
    ogp_id_basis: str = ""
    title_id: str = ""
    title_en: str = ""
    title_source: str = ""
    theme: str = ""
    #: the public problem, in our own words where the source is longer
    summary: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    state: Existence = Field(default=Existence.ACTIVE, sa_type=choice(Existence, "state"))
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))

    @property
    def title(self) -> str:
        """The Indonesian title, or the English one where no Indonesian title was found."""
        return self.title_id or self.title_en


class CommitmentParty(Table, table=True):
    """An organisation's role in a commitment, with the name as the source wrote it."""

    __tablename__ = "commitment_party"
    __table_args__ = (UniqueConstraint("commitment_id", "organisation_id", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    role: PartyRole = Field(sa_type=choice(PartyRole, "role"))
    position: int = 0
    as_written: str = ""


class CommitmentLineage(Table, table=True):
    """Which commitment of an earlier plan this one continues."""

    __tablename__ = "commitment_lineage"
    __table_args__ = (UniqueConstraint("earlier_id", "later_id"),)

    id: int | None = Field(default=None, primary_key=True)
    earlier_id: int = Field(foreign_key="commitment.id", index=True)
    later_id: int = Field(foreign_key="commitment.id", index=True)
    kind: LineageKind = Field(sa_type=choice(LineageKind, "kind"))
    note: str = ""
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))


class CommitmentNote(Table, table=True):
    """A phrase about a commitment that is no formal measure, such as one from its description at OGP."""

    __tablename__ = "commitment_note"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    text: str
    target_text: str = ""
    parties_as_written: str = ""
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))


class SuccessMeasure(Versioned, table=True):
    """A measure of success (ukuran keberhasilan). Its sentences are in MeasureWording."""

    __tablename__ = "success_measure"
    __table_args__ = (UniqueConstraint("commitment_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    number: int
    state: Existence = Field(default=Existence.ACTIVE, sa_type=choice(Existence, "state"))
    notes: str = ""


class MeasureWording(Versioned, table=True):
    """A measure's sentence as one side words it. Earlier versions stay, with the meeting that changed them."""

    __tablename__ = "measure_wording"
    __table_args__ = (UniqueConstraint("measure_id", "reporter", "position", "edition"),)

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="success_measure.id", index=True)
    reporter: Reporter = Field(sa_type=choice(Reporter, "reporter"))
    #: some sources print two sentences of one side under one number
    position: int = 1
    edition: int = 1
    is_current: bool = True
    text_id: str = ""
    text_en: str = ""
    valid_from: dt.date | None = None
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))
    note: str = ""

    @property
    def text(self) -> str:
        """The Indonesian sentence, or the English one where only that is known."""
        return self.text_id or self.text_en


class Milestone(Versioned, table=True):
    """One target that somebody answers for by a date (target capaian). ``row_code`` is never changed or reused."""

    __tablename__ = "milestone"
    __label__: ClassVar[str] = "row_code"
    __table_args__ = (
        UniqueConstraint("measure_id", "number"),
        CheckConstraint("weight > 0", "weight_positive"),
        CheckConstraint("due_on IS NULL OR starts_on IS NULL OR due_on >= starts_on", "due_after_start"),
    )

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="success_measure.id", index=True)
    number: int
    row_code: str = Field(unique=True, max_length=48)
    #: the matrix column Kegiatan/Tahapan/Rencana aksi
    activity: str = ""
    #: the matrix column Target, in words
    target_text: str = ""
    target_value: float | None = None
    target_unit: str = ""
    starts_on: dt.date | None = None
    start_text: str = ""
    start_precision: Precision | None = Field(default=None, sa_type=choice(Precision, "start_precision"))
    due_on: dt.date | None = None
    due_text: str = ""
    due_precision: Precision | None = Field(default=None, sa_type=choice(Precision, "due_precision"))
    weight: float = 1.0
    horizon: Horizon = Field(default=Horizon.WITHIN, sa_type=choice(Horizon, "horizon"))
    state: Existence = Field(default=Existence.ACTIVE, sa_type=choice(Existence, "state"))
    notes: str = ""
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))


class MilestoneParty(Table, table=True):
    """An organisation that answers for a milestone."""

    __tablename__ = "milestone_party"
    __table_args__ = (UniqueConstraint("milestone_id", "organisation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(foreign_key="milestone.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    position: int = 0
    as_written: str = ""


class MilestoneTarget(Versioned, table=True):
    """The interim target of a milestone for one period."""

    __tablename__ = "milestone_target"
    __table_args__ = (
        UniqueConstraint("milestone_id", "period_id"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 200", "percent_range"),
    )

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(foreign_key="milestone.id", index=True)
    period_id: int = Field(foreign_key="reporting_period.id", index=True)
    text: str = ""
    value: float | None = None
    percent: float | None = None


class SourcedFact(Table, table=True):
    """A dated statement about a commitment from a public source. It is no report of an institution."""

    __tablename__ = "sourced_fact"

    id: int | None = Field(default=None, primary_key=True)
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    stated_on: dt.date | None = None
    date_text: str = ""
    precision: Precision | None = Field(default=None, sa_type=choice(Precision, "precision"))
    period_code: str = ""
    parties_as_written: str = ""
    text: str
    value_text: str = ""
    source: str = ""


class SourcedFactParty(Table, table=True):
    """An organisation a sourced fact speaks of."""

    __tablename__ = "sourced_fact_party"
    __table_args__ = (UniqueConstraint("fact_id", "organisation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    fact_id: int = Field(foreign_key="sourced_fact.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)

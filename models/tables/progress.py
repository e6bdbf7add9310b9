"""Reports on milestones, what was known of them when, their evidence, and the IRM's assessments."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Table, UtcDateTime, Versioned, choice
from models.vocabulary import Assessor, Completion, EvidenceKind, ReportState, Verdict, Visibility

PERCENT_RANGE = "percent IS NULL OR percent BETWEEN 0 AND 200"


class ProgressReport(Versioned, table=True):
    """What one assessor says about one milestone and period. Two institutions never share a row."""

    __tablename__ = "progress_report"
    __table_args__ = (
        UniqueConstraint("milestone_id", "period_id", "assessor", "organisation_id"),
        CheckConstraint(PERCENT_RANGE, "percent_range"),
    )

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int = Field(foreign_key="milestone.id", index=True)
    period_id: int = Field(foreign_key="reporting_period.id", index=True)
    assessor: Assessor = Field(sa_type=choice(Assessor, "assessor"))
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    percent: float | None = None
    completion: Completion | None = Field(default=None, sa_type=choice(Completion, "completion"))
    #: the status word as written in a matrix
    status_text: str = ""
    achievement: str = ""
    obstacle: str = ""
    next_step: str = ""
    notes: str = ""
    state: ReportState = Field(default=ReportState.DRAFT, sa_type=choice(ReportState, "state"))
    #: the day it reached the secretariat, by which it counts as in time
    received_on: dt.date | None = None
    submitted_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: int | None = Field(default=None, foreign_key="account.id")
    #: why it was returned, or what the verifier noted
    verdict_note: str = ""
    #: a CSO assessment is public once published
    published: bool = False
    entered_at: dt.datetime = Field(sa_type=UtcDateTime)
    entered_by: int | None = Field(default=None, foreign_key="account.id")


class ReportEdition(Table, table=True):
    """What a report said from a day on: the dated fact behind every picture of the past. Append-only."""

    __tablename__ = "report_edition"
    __tracked__ = False
    __table_args__ = (Index("ix_report_edition_report_id_known_on", "report_id", "known_on", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="progress_report.id")
    #: by day of receipt; a verdict counts from the day it was given
    known_on: dt.date
    state: ReportState = Field(sa_type=choice(ReportState, "state"))
    percent: float | None = None
    completion: Completion | None = Field(default=None, sa_type=choice(Completion, "completion"))
    published: bool = False
    achievement: str = ""
    obstacle: str = ""
    next_step: str = ""
    entered_at: dt.datetime = Field(sa_type=UtcDateTime)


class Evidence(Versioned, table=True):
    """A document that supports a report (data dukung): a link or a stored file, with the verifier's checks."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("(kind = 'link' AND url <> '') OR (kind = 'file' AND sha256 <> '')", "link_or_file"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="progress_report.id", index=True)
    kind: EvidenceKind = Field(sa_type=choice(EvidenceKind, "kind"))
    title: str = ""
    url: str = ""
    #: the name the sender gave the file; shown as text, never used as a path
    file_name: str = ""
    sha256: str = Field(default="", max_length=64)
    size: int = 0
    media_type: str = ""
    visibility: Visibility = Field(sa_type=choice(Visibility, "visibility"))
    document_date: dt.date | None = None
    document_number: str = ""
    #: None is "not checked"
    letterhead_seen: bool | None = None
    matches_measure: bool | None = None
    opens_without_login: bool | None = None
    verdict: Verdict = Field(default=Verdict.NOT_CHECKED, sa_type=choice(Verdict, "verdict"))
    verdict_reason: str = ""
    withdrawn: bool = False
    added_on: dt.date


class IrmAssessment(Table, table=True):
    """What OGP's Independent Reporting Mechanism states about a commitment or, without one, a whole plan."""

    __tablename__ = "irm_assessment"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    commitment_id: int | None = Field(default=None, foreign_key="commitment.id", index=True)
    verifiable: str = ""
    relevant_to_ogp_values: str = ""
    ogp_ambition: str = ""
    potential_for_results: str = ""
    completion: str = ""
    early_results: str = ""
    notes: str = ""
    source: str = ""

"""Action plans and their reporting periods."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Table, Versioned, choice
from models.vocabulary import Confidence, DocumentKind, PlanState


class ActionPlan(Versioned, table=True):
    """One national action plan. Its Indonesian and OGP labels differ (RAN VII: 2023-2024 and 2022-2024)."""

    __tablename__ = "action_plan"
    __label__: ClassVar[str] = "code"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("margin_points BETWEEN 0 AND 100", "margin_points"),
        CheckConstraint("disagreement_points BETWEEN 1 AND 100", "disagreement_points"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=32)
    number: int = Field(unique=True)
    name_id: str
    name_en: str = ""
    period_label: str = ""
    start_year: int | None = None
    end_year: int | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    theme: str = ""
    state: PlanState = Field(sa_type=choice(PlanState, "state"))
    #: how many commitments the sources count; our table may hold fewer
    stated_commitments: int | None = None
    #: points below the target of a period that still count as "needs attention"; a setting, no official rule
    margin_points: int = 10
    #: points between two assessments from which they disagree
    disagreement_points: int = 20
    #: whether percentages of later periods include the earlier ones
    cumulative: bool = True
    notes: str = ""
    source: str = ""
    confidence: Confidence = Field(default=Confidence.VERIFIED, sa_type=choice(Confidence, "confidence"))


class ReportingPeriod(Versioned, table=True):
    """A period reports are asked for. Periods are rows, never columns: B06, TW II, Semester 1."""

    __tablename__ = "reporting_period"
    __label__: ClassVar[str] = "code"
    __table_args__ = (
        UniqueConstraint("plan_id", "year", "code"),
        CheckConstraint("ends_on >= starts_on", "ends_after_start"),
        CheckConstraint("due_on >= ends_on", "due_after_end"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    code: str = Field(max_length=16)
    year: int
    starts_on: dt.date
    ends_on: dt.date
    #: the last day on which a report is in time
    due_on: dt.date
    #: agencies and CSOs can report from this day; whenever they like where none is set
    opens_on: dt.date | None = None
    #: after this day reports are no longer taken
    closed_on: dt.date | None = None
    source: str = ""


class PlanDocument(Table, table=True):
    """A document of the forum or of co-creation that is no minutes: rules, invitations, the plan itself. Always public:
    a link or a stored file."""

    __tablename__ = "plan_document"
    __label__: ClassVar[str] = "title"
    __table_args__ = (CheckConstraint("url <> '' OR sha256 <> ''", "link_or_file"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int | None = Field(default=None, foreign_key="action_plan.id", index=True)
    kind: DocumentKind = Field(default=DocumentKind.OTHER, sa_type=choice(DocumentKind, "kind"))
    title: str
    url: str = ""
    #: the day the document carries; of a forum meeting the day it was held
    published_on: dt.date | None = None
    #: proves a meeting of the forum that has no minutes here; counts for the six-month rule
    is_forum_meeting: bool = False
    source: str = ""
    #: the name the sender gave the file; shown as text, never used as a path
    file_name: str = ""
    sha256: str = Field(default="", max_length=64)
    size: int = 0
    media_type: str = ""
    withdrawn: bool = False

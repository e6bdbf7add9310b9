"""Matrices that go out and come in, and every cell they touched."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Table, UtcDateTime, choice
from models.vocabulary import DispatchState, ImportState


class Dispatch(Table, table=True):
    """One workbook sent to one institution: what it holds is what its sender was last known to say."""

    __tablename__ = "dispatch"
    __label__: ClassVar[str] = "code"

    id: int | None = Field(default=None, primary_key=True)
    #: carried in the workbook's hidden sheet and its properties
    code: str = Field(unique=True, max_length=24)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    period_id: int | None = Field(default=None, foreign_key="reporting_period.id")
    #: keys of the columns the recipient may fill, comma separated
    editable_columns: str = ""
    due_on: dt.date | None = None
    letter_number: str = ""
    letter_text: str = ""
    format_version: int = 1
    state: DispatchState = Field(default=DispatchState.OUT, sa_type=choice(DispatchState, "state"))
    sent_on: dt.date
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    created_by: int | None = Field(default=None, foreign_key="account.id")


class DispatchCell(Table, table=True):
    """A cell as it was sent, and as its sender last had it accepted."""

    __tablename__ = "dispatch_cell"
    __tracked__ = False
    __table_args__ = (UniqueConstraint("dispatch_id", "row_code", "column_key"),)

    id: int | None = Field(default=None, primary_key=True)
    dispatch_id: int = Field(foreign_key="dispatch.id", index=True)
    row_code: str = Field(max_length=48)
    column_key: str = Field(max_length=32)
    sent: str = ""
    accepted: str | None = None


class MatrixImport(Table, table=True):
    """One applied workbook: an act that can be undone as a whole."""

    __tablename__ = "matrix_import"
    __label__: ClassVar[str] = "file_name"

    id: int | None = Field(default=None, primary_key=True)
    #: what was chosen for this file in this state of the data: the same act never happens twice
    fingerprint: str = Field(max_length=64, index=True)
    file_name: str
    sha256: str = Field(max_length=64, index=True)
    plan_id: int = Field(foreign_key="action_plan.id", index=True)
    #: on whose behalf the values are entered
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    period_id: int | None = Field(default=None, foreign_key="reporting_period.id")
    dispatch_id: int | None = Field(default=None, foreign_key="dispatch.id")
    received_on: dt.date
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    conflict_count: int = 0
    refused_count: int = 0
    state: ImportState = Field(default=ImportState.APPLIED, sa_type=choice(ImportState, "state"))
    applied_at: dt.datetime = Field(sa_type=UtcDateTime)
    applied_by: int | None = Field(default=None, foreign_key="account.id")
    undone_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, foreign_key="account.id")


class ImportedCell(Table, table=True):
    """A value that an import wrote: from which cell, into which row and field, what stood before."""

    __tablename__ = "imported_cell"
    __tracked__ = False

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="matrix_import.id", index=True)
    sheet: str
    cell: str
    row_code: str = Field(max_length=48)
    column_key: str = Field(max_length=32)
    #: which table and row holds the value
    table_name: str = Field(max_length=48)
    row_id: int = Field(index=True)
    field: str = Field(max_length=48)
    as_written: str = ""
    before: str | None = None
    after: str | None = None
    #: the row did not exist before this import
    created_row: bool = False


class DeclinedCell(Table, table=True):
    """A value that a sender proposed and a person refused, with the reason: what stands was kept."""

    __tablename__ = "declined_cell"
    __label__: ClassVar[str] = "row_code"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_a_reason"),)

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="matrix_import.id", index=True)
    sheet: str
    cell: str
    row_code: str = Field(max_length=48)
    column_key: str = Field(max_length=32)
    #: whose file it was, and about which period if it is about one
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    period_id: int | None = Field(default=None, foreign_key="reporting_period.id")
    #: as people read it: what the file says, and what stands instead
    proposed: str = ""
    kept: str = ""
    #: what the file says, in the form in which returns are compared
    said: str = ""
    reason: str


class ColumnMapping(Table, table=True):
    """How a sender's column titles were understood once, so that the next file needs no question."""

    __tablename__ = "column_mapping"
    __table_args__ = (UniqueConstraint("organisation_id", "fingerprint"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    #: of the header's titles, normalised
    fingerprint: str = Field(max_length=64, index=True)
    #: JSON: column title path → column key
    mapping: str
    remembered_at: dt.datetime = Field(sa_type=UtcDateTime)

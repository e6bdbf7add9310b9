"""The history: who changed what, when, why and from where. Append-only, chained by hash."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import Table, UtcDateTime, choice
from models.vocabulary import ChangeKind, SourceKind


class Change(Table, table=True):
    """One change: a creation with its snapshot, or one field of a row from before to after."""

    __tablename__ = "change"
    __tracked__ = False
    __table_args__ = (Index("ix_change_table_name_row_id", "table_name", "row_id", "field"),)

    id: int | None = Field(default=None, primary_key=True)
    #: all changes of one transaction share an act
    act: str = Field(max_length=32, index=True)
    at: dt.datetime = Field(sa_type=UtcDateTime, index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    actor_role: str = Field(max_length=32)
    kind: ChangeKind = Field(sa_type=choice(ChangeKind, "kind"))
    table_name: str = Field(max_length=48)
    row_id: int
    row_label: str = ""
    field: str = ""
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    reason: str = ""
    source_kind: SourceKind = Field(sa_type=choice(SourceKind, "source_kind"))
    #: where it came from: import, sheet and cell; meeting and line; form
    source: Any = Field(default=None, sa_type=JSON)
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class ChainHead(Table, table=True):
    """The last link of the chain. Its row is locked while a transaction writes, so that the chain never forks."""

    __tablename__ = "chain_head"
    __tracked__ = False

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = 0
    hash: str = Field(max_length=64)

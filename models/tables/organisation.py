"""Institutions (K/L, commissions, parliament, local governments), CSOs, and the names they go by."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Table, Versioned, choice, personal
from models.vocabulary import OrganisationKind


class Organisation(Versioned, table=True):
    """An institution or CSO. A unit points to the institution it belongs to."""

    __tablename__ = "organisation"
    __label__: ClassVar[str] = "name"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    abbreviation: str = Field(default="", index=True)
    kind: OrganisationKind = Field(sa_type=choice(OrganisationKind, "kind"))
    name_en: str = ""
    website: str = ""
    parent_id: int | None = Field(default=None, foreign_key="organisation.id")
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    notes: str = ""
    source: str = ""

    @property
    def short(self) -> str:
        """The name people use in a table."""
        return self.abbreviation or self.name


class OrganisationAlias(Table, table=True):
    """A spelling met in a document. One spelling may mean two organisations (TII): then a person chooses."""

    __tablename__ = "organisation_alias"
    __label__: ClassVar[str] = "alias"
    __table_args__ = (UniqueConstraint("organisation_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    alias: str
    #: the spelling as compared: ``rules.naming.fold``
    folded: str = Field(index=True)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class Contact(Table, table=True):
    """Where an institution is written to. Seen by the secretariat only."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(default="", sa_column_kwargs=personal())
    email: str = Field(sa_column_kwargs=personal())
    #: a role mailbox is no personal data, a person's address is
    is_role_mailbox: bool = True

"""Accounts, their sessions, and what guards them."""

import datetime as dt
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import Table, UtcDateTime, Versioned, choice, personal, secret
from models.vocabulary import Role


class Account(Versioned, table=True):
    """Somebody who may sign in. Agency and CSO accounts belong to an organisation."""

    __tablename__ = "account"
    __label__: ClassVar[str] = "email"
    __table_args__ = (
        CheckConstraint("role NOT IN ('agency', 'cso') OR organisation_id IS NOT NULL", "belongs_to_organisation"),
    )

    id: int | None = Field(default=None, primary_key=True)
    #: lower case
    email: str = Field(unique=True, max_length=254, sa_column_kwargs=personal())
    name: str = Field(default="", sa_column_kwargs=personal())
    role: Role = Field(sa_type=choice(Role, "role"))
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    password_hash: str = Field(sa_column_kwargs=secret())
    active: bool = True
    created_at: dt.datetime = Field(sa_type=UtcDateTime)


class LoginSession(Table, table=True):
    """A sign-in. Only the hash of its token is stored."""

    __tablename__ = "login_session"
    __tracked__ = False

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    account_id: int = Field(foreign_key="account.id", index=True)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    last_seen_at: dt.datetime = Field(sa_type=UtcDateTime)
    revoked_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoginAttempt(Table, table=True):
    """A failed sign-in, counted per account and per address; both are kept as digests."""

    __tablename__ = "login_attempt"
    __tracked__ = False
    __table_args__ = (
        Index("ix_login_attempt_account_digest_at", "account_digest", "at"),
        Index("ix_login_attempt_address_digest_at", "address_digest", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account_digest: str = Field(max_length=64)
    address_digest: str = Field(max_length=64)
    at: dt.datetime = Field(sa_type=UtcDateTime)


class SetupToken(Table, table=True):
    """The single-use link for the first administrator; only the hash of its token is stored."""

    __tablename__ = "setup_token"
    __tracked__ = False

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: dt.datetime = Field(sa_type=UtcDateTime)
    used_at: dt.datetime | None = Field(default=None, sa_type=UtcDateTime)

"""The base of every table: its own registry (a hot reload would meet the global one already filled),
constraint names, times in UTC, choices that the database checks, and a version for rows people edit."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, Enum, MetaData, TypeDecorator
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment with its offset going in, in UTC coming out, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without an offset cannot be stored")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """The base of all tables. Rows are written through the ORM so that the history sees them."""

    #: False for tables whose rows are no statement of a person (sessions, attempts, the history itself)
    __tracked__: ClassVar[bool] = True
    #: the field that names a row to a person, for the history
    __label__: ClassVar[str | None] = None


class Versioned(Table):
    """A row that people edit: a form sends back the version it showed, a stale save is refused."""

    version: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        table = cls.__dict__.get("__table__")
        return {} if table is None else {"version_id_col": table.c.version}


def choice(kind: type[StrEnum], name: str) -> Enum:
    """A column that holds one of the words of an enumeration, checked by the database under ``name``."""
    return Enum(
        kind,
        name=name,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def personal() -> dict[str, Any]:
    """Column options for a field with personal data: the history keeps a keyed digest, not the value."""
    return {"info": {"personal": True}}


def secret() -> dict[str, Any]:
    """Column options for a field that must never be in the history."""
    return {"info": {"secret": True}}

"""How a table of open data is described: its columns, its keys, what it may be asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

from sqlmodel import Session

from models.queries.plans import PlanRecord, list_plans
from models.rules.access import VISITOR

LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
#: what stands between the names of one cell
SEPARATOR: Final = "; "
Kind = Literal["string", "integer", "number", "date", "boolean"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, what it holds, and its type as Table Schema names it."""

    name: str
    about: str
    kind: Kind = "string"
    #: never empty
    required: bool = False
    #: the only values there are, besides none
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """A question a table may be asked."""

    name: str
    about: str
    kind: Literal["string", "date"] = "string"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is asked for; what is empty narrows nothing."""

    #: the day of the picture
    today: dt.date
    plan: str = ""
    commitment: str = ""
    organisation: str = ""
    status: str = ""
    period: str = ""
    since: dt.date | None = None

    def leaves_out(self, commitment: str, organisations: Iterable[str] = ()) -> bool:
        """Whether a row about this commitment and these organisations was not asked for."""
        if self.commitment and self.commitment.casefold() != commitment.casefold():
            return True
        wanted = self.organisation.casefold()
        return bool(wanted) and wanted not in {name.casefold() for name in organisations}


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of open data."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Session, Asked], Iterable[Row]]
    key: tuple[str, ...] = ()
    #: own columns → (table, its columns)
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()
    filters: tuple[str, ...] = ("plan", "commitment", "organisation")

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def codes(of: type[StrEnum], *without: StrEnum) -> tuple[str, ...]:
    """The codes of a vocabulary."""
    return tuple(member.value for member in of if member not in without)


def plans_asked(session: Session, asked: Asked) -> Sequence[PlanRecord]:
    """The plans that were asked for."""
    wanted = asked.plan.casefold()
    return [plan for plan in list_plans(session, VISITOR) if not wanted or plan.code.casefold() == wanted]


def names(organisations: Iterable[Any]) -> str:
    """Organisations in one cell, by their short names."""
    return SEPARATOR.join(o.short for o in organisations)


def period_code(period: Any) -> str:
    """2024-B06."""
    return f"{period.year}-{period.code}"

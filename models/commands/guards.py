"""What every command does first: may you, does it exist, is it still what you saw."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import insert, inspect
from sqlmodel import Session, col, select

from models.base import Table, Versioned
from models.clock import today
from models.language import N_, short_date
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.rules.access import Action, Actor, Subject, can
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.plan import ReportingPeriod

Row = TypeVar("Row", bound=Table)

#: Excel's limit for the text of a cell; longer text could not go out in a matrix
LONGEST_TEXT = 32_767
#: no keyboard types them, and no database or workbook takes all of them: control characters, half characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def demand(actor: Actor, action: Action, subject: Subject | None = None) -> None:
    """Raise NotAllowed unless the actor may do this."""
    if not can(actor, action, subject):
        raise NotAllowed


def fetch(session: Session, kind: type[Row], key: int | None) -> Row:
    """The row with this id. Raises NotFound."""
    row = session.get(kind, key) if key is not None else None
    if row is None:
        raise NotFound
    return row


def in_portions(keys: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    """Ids, each once and in order, in portions that a database takes in one question."""
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def fetch_all(session: Session, kind: type[Row], keys: Iterable[int]) -> dict[int, Row]:
    """The rows with these ids that exist, asked for at once; the session knows them as long as they are held."""
    found: dict[int, Row] = {}
    id_column = inspect(kind).primary_key[0]
    for portion in in_portions(keys):
        found |= {row.id: row for row in session.exec(select(kind).where(id_column.in_(portion)))}  # type: ignore[attr-defined]
    return found


def insert_at_once(session: Session, kind: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write many rows of a table whose rows are no statement of a person, and have no history, in one statement."""
    if kind.__tracked__:
        raise RuntimeError(f"{kind.__name__} has a history: write its rows one by one")
    if rows:
        session.flush()  # what they point to
        session.connection().execute(insert(kind), rows)


def same_as_shown(row: Versioned, shown: int | None, *fields: str) -> None:
    """Raise Stale, with what stands now in ``fields``, if the row was changed since it was shown."""
    if shown is not None and row.version != shown:
        raise Stale(theirs={name: getattr(row, name) for name in fields})


def short_enough(value: str, field: str) -> str:
    """Text that fits into a cell, without surrounding blanks and control characters. Raises Invalid."""
    text = _UNWRITABLE.sub("", value).strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            N_("Teks terlalu panjang: {length} karakter, paling banyak {limit}. Ringkas teksnya."),
            field=field,
            length=len(text),
            limit=LONGEST_TEXT,
        )
    return text


def has_come(day: dt.date | None, field: str) -> dt.date | None:
    """A day that is not in the future. Raises Invalid."""
    if day is not None and day > today():
        raise Invalid(N_("Tanggal {day} belum tiba. Periksa tanggalnya."), field=field, day=short_date(day))
    return day


def same_plan(session: Session, milestone: Milestone, period: ReportingPeriod) -> None:
    """Raise Invalid if a period belongs to another plan than the milestone."""
    plan_id = session.exec(
        select(Commitment.plan_id)
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == Commitment.id)
        .where(SuccessMeasure.id == milestone.measure_id)
    ).one()
    period_of(plan_id, period)


def period_of(plan_id: int, period: ReportingPeriod) -> None:
    """Raise Invalid if a period belongs to another plan."""
    if period.plan_id != plan_id:
        raise Invalid(N_("Periode ini bukan milik rencana aksi dari target capaian tersebut."), field="period")

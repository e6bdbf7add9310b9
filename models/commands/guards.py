"""What every command does first: may you, does it exist, is it still what you saw."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import Session

from models.base import Table, Versioned
from models.language import N_
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.rules.access import Action, Actor, Subject, can

Row = TypeVar("Row", bound=Table)

#: Excel's limit for the text of a cell; longer text could not go out in a matrix
LONGEST_TEXT = 32_767


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


def same_as_shown(row: Versioned, shown: int | None, *fields: str) -> None:
    """Raise Stale, with what stands now in ``fields``, if the row was changed since it was shown."""
    if shown is not None and row.version != shown:
        raise Stale(theirs={name: getattr(row, name) for name in fields})


def short_enough(value: str, field: str) -> str:
    """Text that fits into a cell, without surrounding blanks. Raises Invalid."""
    text = value.strip()
    if len(text) > LONGEST_TEXT:
        raise Invalid(
            N_("Teks terlalu panjang: {length} karakter, paling banyak {limit}. Ringkas teksnya."),
            field=field,
            length=len(text),
            limit=LONGEST_TEXT,
        )
    return text

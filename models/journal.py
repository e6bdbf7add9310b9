"""The history writes itself: one listener on every flush turns each change of a tracked row into Change rows.

Changes are collected before the flush, when before and after are both at hand, and written after it, when
new rows have their ids. Each Change carries the hash of the one before it; ``verify`` walks that chain.
No command has to remember the history, and none can forget it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, event, insert, inspect, select, update
from sqlalchemy.orm import InstanceState, ORMExecuteState, UOWTransaction
from sqlmodel import Session

from models.base import Table
from models.clock import now
from models.rules.access import Actor
from models.settings import settings
from models.tables.history import ChainHead, Change
from models.vocabulary import ChangeKind, SourceKind

#: the hash before the first change
GENESIS = "0" * 64
#: fields that say nothing a person did
_BOOKKEEPING = frozenset({"id", "version"})

Place = dict[str, Any]


@dataclass
class Act:
    """Who does this, by what way and why: the frame of all changes of one transaction."""

    actor: Actor
    source: SourceKind
    reason: str = ""
    place: Place | None = None
    code: str = field(default_factory=lambda: secrets.token_hex(8))
    #: per row and field, the cell or line a value came from
    places: dict[InstanceState[Table], dict[str, Place]] = field(default_factory=dict)
    pending: list[tuple[Table, list[dict[str, Any]]]] = field(default_factory=list)


def begin(session: Session, act: Act) -> None:
    """Write the history of everything this session flushes as part of ``act``."""
    session.info["act"] = act


def act_of(session: Session) -> Act:
    """The act of a writing session; a programming error outside ``transaction()``."""
    return cast("Act", session.info["act"])


def came_from(session: Session, row: Table, place: Place, *fields: str) -> None:
    """Say which cell or line the values of these fields were taken from, before they are flushed."""
    known = act_of(session).places.setdefault(_state(row), {})
    for name in fields:
        known[name] = place


def _state(row: Table) -> InstanceState[Table]:
    """What stands for a row in a dictionary; rows themselves compare by value and have no hash."""
    return cast("InstanceState[Table]", inspect(row))


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it: dates in ISO form, words by value."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)  # SQLite's JSON columns give 55.0 back as 55
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def digest(value: Any) -> str | None:
    """What the history keeps of personal data: it proves a change without telling the value."""
    if value in (None, ""):
        return None
    key = settings().secret.encode() or _stored_key()
    return "digest:" + hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()[:32]


def _stored_key() -> bytes:
    """The installation's own key, made at first use and readable by its owner only."""
    path = settings().data_directory / "secret.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        try:
            path.hardlink_to(fresh)  # at once with its content, or not at all: another process may be first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip().encode()


@cache
def _columns(kind: type[Table]) -> tuple[tuple[str, bool], ...]:
    """The fields the history speaks of, each with whether it is personal."""
    return tuple(
        (column.key, bool(column.info.get("personal")))
        for column in inspect(kind).columns
        if column.key not in _BOOKKEEPING and not column.info.get("secret")
    )


def _shown(value: Any, personal: bool) -> Any:
    return digest(value) if personal else plain(value)


def _creation(row: Table, act: Act) -> dict[str, Any]:
    snapshot = {name: _shown(getattr(row, name), personal) for name, personal in _columns(type(row))}
    cells = act.places.get(_state(row))
    place = {**(act.place or {}), **({"cells": cells} if cells else {})} or None
    return {
        "kind": ChangeKind.CREATED,
        "after": {name: value for name, value in snapshot.items() if value not in (None, "")},
        "source": place,
    }


def _deletion(row: Table, act: Act) -> dict[str, Any]:
    snapshot = {name: _shown(getattr(row, name), personal) for name, personal in _columns(type(row))}
    return {"kind": ChangeKind.DELETED, "before": snapshot, "source": act.place}


def _edits(row: Table, act: Act) -> Iterator[dict[str, Any]]:
    state = _state(row)
    cells = act.places.get(state, {})
    for name, personal in _columns(type(row)):
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        before = _shown(history.deleted[0], personal) if history.deleted else None
        after = _shown(history.added[0], personal) if history.added else None
        if before != after:
            place = {**(act.place or {}), **cells.get(name, {})} or None
            yield {"kind": ChangeKind.CHANGED, "field": name, "before": before, "after": after, "source": place}


def _tracked(rows: Iterable[object]) -> Iterator[Table]:
    return (row for row in rows if isinstance(row, Table) and row.__tracked__)


_READING = "a reading session cannot write; use transaction()"


@event.listens_for(Session, "before_commit")
def _refuse_commit(session: Session) -> None:
    if session.info.get("reading"):
        raise RuntimeError(_READING)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(asked: ORMExecuteState) -> None:
    """Statements over many rows pass by the history and the version of a row, so tracked tables take none."""
    if not (asked.is_insert or asked.is_update or asked.is_delete):
        return
    if asked.session.info.get("reading"):
        raise RuntimeError(_READING)
    mapper = asked.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Table) and mapper.class_.__tracked__:
        raise RuntimeError(f"{mapper.class_.__name__} has a history: change its rows one by one")


@event.listens_for(Session, "before_flush")
def _collect(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if session.info.get("reading"):
        raise RuntimeError(_READING)
    act = session.info.get("act")
    if act is None:
        return
    act.pending.extend((row, [_creation(row, act)]) for row in _tracked(session.new))
    act.pending.extend((row, list(_edits(row, act))) for row in _tracked(session.dirty))
    act.pending.extend((row, [_deletion(row, act)]) for row in _tracked(session.deleted))


@event.listens_for(Session, "after_flush")
def _write(session: Session, _context: UOWTransaction) -> None:
    act = session.info.get("act")
    if act is None or not act.pending:
        return
    pending, act.pending = act.pending, []
    changes = [
        {
            "act": act.code,
            "account_id": act.actor.account_id,
            "actor_role": act.actor.role.value,
            "table_name": row.__tablename__,
            "row_id": row.id,
            "row_label": _label(row),
            "reason": act.reason,
            "source_kind": act.source,
            "field": "",
            "before": None,
            "after": None,
            **details,
        }
        for row, edits in pending
        for details in edits
    ]
    if changes:
        _append(session.connection(), changes)


def _label(row: Table) -> str:
    """A row's own name; never one that is personal."""
    name = row.__label__
    if name is None or inspect(type(row)).columns[name].info.get("personal"):
        return ""
    return str(getattr(row, name))


def _append(connection: Connection, changes: list[dict[str, Any]]) -> None:
    heads = ChainHead.__table__  # type: ignore[attr-defined]
    head = connection.execute(select(heads.c.change_id, heads.c.hash).where(heads.c.id == 1).with_for_update()).first()
    if head is None:
        connection.execute(insert(heads).values(id=1, change_id=0, hash=GENESIS))
    number, previous = head or (0, GENESIS)
    at = now()
    for change in changes:
        number += 1
        change.update(id=number, at=at, previous_hash=previous)
        previous = change["hash"] = link(change)
    connection.execute(insert(Change), changes)
    connection.execute(update(heads).where(heads.c.id == 1).values(change_id=number, hash=previous))


_HASHED = (
    "id", "act", "at", "account_id", "actor_role", "kind", "table_name", "row_id", "row_label",
    "field", "before", "after", "reason", "source_kind", "source", "previous_hash",
)  # fmt: skip


def link(change: dict[str, Any]) -> str:
    """The hash of a change over its canonical JSON, the previous hash included."""
    canonical = {name: plain(change[name]) for name in _HASHED}
    text = json.dumps(canonical, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the history does not hold, with what is wrong there."""

    change_id: int
    what: str


def verify(connection: Connection) -> Broken | None:
    """Walk the whole chain. None if it holds; else the first change that was altered, lost or moved."""
    table = Change.__table__  # type: ignore[attr-defined]
    expected, previous = 1, GENESIS
    with connection.execute(select(table).order_by(table.c.id), execution_options={"yield_per": 2000}) as rows:
        for row in rows.mappings():
            if row["id"] != expected:
                return Broken(expected, "missing")
            if row["previous_hash"] != previous:
                return Broken(expected, "out of order")
            if link(dict(row)) != row["hash"]:
                return Broken(expected, "altered")
            expected, previous = expected + 1, row["hash"]
    heads = ChainHead.__table__  # type: ignore[attr-defined]
    head = connection.execute(select(heads.c.change_id, heads.c.hash).where(heads.c.id == 1)).first()
    if tuple(head or (0, GENESIS)) != (expected - 1, previous):
        return Broken(expected, "missing")
    return None

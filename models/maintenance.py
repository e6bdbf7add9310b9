"""Backup and restore: one format for both databases, so that a backup of one can be restored into the other.

A backup is a zip with a manifest (schema, counts, digests), one JSON-lines file per table as of one moment, and
the files of the data directory (evidence, key). Sign-ins are left out: a restore must bring none back to life.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from alembic import command as alembic
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Date, Engine, Enum, MetaData, column, insert, inspect, select, table, text
from sqlalchemy.types import TypeEngine

import models.tables  # noqa: F401 - registers every table
from models.base import Table, UtcDateTime
from models.database import MIGRATION_LOCK, MIGRATIONS, current_revision, engine
from models.journal import plain
from models.language import N_, _
from models.problems import TrackerError
from models.settings import settings
from models.tables.account import LoginAttempt, LoginSession, SetupToken

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_LEFT_OUT: Final = frozenset(kind.__tablename__ for kind in (LoginSession, LoginAttempt, SetupToken))
#: rows that a migration writes itself, not a person
_OF_THE_SCHEMA: Final = frozenset({"alembic_version", "chain_head"})
_BATCH: Final = 500


class NoBackup(TrackerError):
    """The file is no backup of ours, or not the one that was written."""

    default = N_("Berkas ini bukan cadangan Pelacak RAN OGI yang utuh: {what}. Tidak ada yang diubah.")


class NotEmpty(TrackerError):
    """A restore would replace data."""

    default = N_(
        "Basis data sudah berisi data. Tambahkan --yes untuk menggantinya; isi sekarang dicadangkan lebih dahulu."
    )


class FileExists(TrackerError):
    """A backup never overwrites a file."""

    default = N_("Berkas {file} sudah ada. Pilih nama lain.")


class NoSchema(TrackerError):
    """There is nothing to back up."""

    default = N_("Basis data belum disiapkan. Jalankan: python -m models upgrade")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds, for the report."""

    file: Path
    created_at: str
    revision: str
    rows: int
    files: int
    #: the last link of the history: printed in the daily report, it proves later that nothing was cut off
    history_head: str
    #: over the whole archive file
    digest: str


# -- backup ---------------------------------------------------------------------------------------------------------


def backup(target: Path, on: Engine | None = None) -> Summary:
    """Write a consistent backup, readable by its owner only, and open it again to check every digest."""
    chosen = on or engine()
    if target.exists():
        raise FileExists(file=target)
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, chosen)
        examine(unfinished)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return examine(target)


def _write(archive: zipfile.ZipFile, on: Engine) -> None:
    revision = current_revision(on)
    if revision is None:
        raise NoSchema
    members: dict[str, dict[str, Any]] = {}

    def put(name: str, content: bytes, **facts: Any) -> None:
        archive.writestr(name, content)
        members[name] = {"sha256": hashlib.sha256(content).hexdigest(), **facts}

    # one transaction: what is written meanwhile is in none of the tables
    with on.connect().execution_options(**_snapshot(on)) as connection, connection.begin():
        for kind in Table.metadata.sorted_tables:
            if kind.name not in _LEFT_OUT:
                lines = list(_lines(connection, kind.columns, kind.name))
                put(f"tables/{kind.name}.jsonl", b"".join(lines), rows=len(lines))
        head = connection.execute(text("SELECT hash FROM chain_head WHERE id = 1")).scalar() or ""
    for file in _own_files():
        put(f"files/{file.relative_to(settings().data_directory).as_posix()}", file.read_bytes())
    manifest = {
        "format": FORMAT,
        "revision": revision,
        "created_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "history_head": head,
        "members": members,
    }
    archive.writestr(_MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))


def _snapshot(on: Engine) -> dict[str, Any]:
    return {"isolation_level": "REPEATABLE READ"} if on.dialect.name == "postgresql" else {}


def _lines(connection: Connection, columns: Iterable[Column[Any]], name: str) -> Iterator[bytes]:
    chosen = list(columns)
    ordered = [each for each in chosen if each.primary_key]
    query = select(*chosen).order_by(*ordered)
    for row in connection.execution_options(yield_per=_BATCH).execute(query).mappings():
        values = {key: plain(value) for key, value in row.items()}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _own_files() -> list[Path]:
    """Evidence and the key; not the database itself, nor other backups."""
    folder = settings().data_directory
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and path.relative_to(folder).parts[0] != "backups"
        and ".db" not in path.suffixes
        and not path.name.endswith((".db-journal", ".db-wal", ".db-shm", ".unfinished", ".zip"))
    )


# -- reading a backup -----------------------------------------------------------------------------------------------


def examine(file: Path) -> Summary:
    """Open a backup and check every digest and count. Raises NoBackup."""
    with _opened(file) as archive:
        manifest = _manifest(archive)
        for name, facts in manifest["members"].items():
            _checked(archive, name, facts)
        return Summary(
            file=file,
            created_at=manifest["created_at"],
            revision=manifest["revision"],
            rows=sum(facts.get("rows", 0) for facts in manifest["members"].values()),
            files=sum(name.startswith("files/") for name in manifest["members"]),
            history_head=manifest["history_head"],
            digest=_digest_of(file),
        )


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise NoBackup(what=_("berkas tidak ada")) from error
    except (zipfile.BadZipFile, OSError) as error:
        raise NoBackup(what=_("bukan berkas zip atau rusak")) from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        members = manifest["members"]
        known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
        if manifest["format"] != FORMAT or set(archive.namelist()) - {_MANIFEST} != set(members):
            raise NoBackup(what=_("daftar isinya tidak cocok"))
        if manifest["revision"] not in known:
            raise NoBackup(what=_("dibuat oleh versi aplikasi yang lebih baru"))
        if not {"created_at", "history_head"} <= set(manifest):
            raise KeyError("created_at")
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise NoBackup(what=_("daftar isinya tidak terbaca")) from error
    return manifest


def _checked(archive: zipfile.ZipFile, name: str, facts: dict[str, Any]) -> bytes:
    try:
        content = archive.read(name)
    except (KeyError, OSError, zipfile.BadZipFile, ValueError) as error:
        raise NoBackup(what=name) from error
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise NoBackup(what=name)
    if "rows" in facts and content.count(b"\n") != facts["rows"]:
        raise NoBackup(what=name)
    return content


def _digest_of(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


# -- restore --------------------------------------------------------------------------------------------------------


def restore(file: Path, *, replace: bool = False, on: Engine | None = None) -> Summary:
    """Put a backup in place of what the database holds: all of it, or nothing. An older one is brought up to date.

    Raises NotEmpty unless the database is empty or ``replace`` is given; then it is backed up first.
    """
    chosen = on or engine()
    summary = examine(file)
    if _has_data(chosen):
        if not replace:
            raise NotEmpty
        _backup_of_now(chosen)
    with _opened(file) as archive:
        members = _manifest(archive)["members"]
        files = {name: _file_place(name) for name in members if name.startswith("files/")}
        with chosen.execution_options(writing=True).begin() as connection:
            _lock(connection)
            _drop_everything(connection)
            _migrate(connection, summary.revision)
            _fill(connection, archive, members)
            _migrate(connection, "head")
        for name, place in files.items():
            _put_file(place, _checked(archive, name, members[name]))
    return summary


def _has_data(on: Engine) -> bool:
    with on.connect() as connection:
        names = set(inspect(connection).get_table_names()) - _OF_THE_SCHEMA - _LEFT_OUT
        return any(connection.execute(select(text("1")).select_from(table(name)).limit(1)).first() for name in names)


def _backup_of_now(on: Engine) -> None:
    folder = settings().data_directory / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    backup(folder / f"before-restore-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}.zip", on)


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
    else:  # rows may point to rows that come later
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def _drop_everything(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION IF EXISTS refuse_change()"))


def _migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    alembic.upgrade(config, revision)


def _fill(connection: Connection, archive: zipfile.ZipFile, members: dict[str, dict[str, Any]]) -> None:
    found = MetaData()
    found.reflect(connection)
    connection.execute(text("DELETE FROM chain_head"))
    for kind in found.sorted_tables:
        name = f"tables/{kind.name}.jsonl"
        if name not in members:
            continue
        rows = [json.loads(line) for line in _checked(archive, name, members[name]).splitlines()]
        types = {each.name: _type_of(kind.name, each) for each in kind.columns}
        target = table(kind.name, *(column(key, type_) for key, type_ in types.items()))
        ordered = _parents_first(rows, _own_parent(kind.foreign_key_constraints, kind.name))
        for start in range(0, len(ordered), _BATCH):
            batch = [
                {key: _value(types[key], row.get(key)) for key in types} for row in ordered[start : start + _BATCH]
            ]
            connection.execute(insert(target), batch)
        if connection.dialect.name == "postgresql" and "id" in types and rows:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
                {"name": kind.name, "last": max(row["id"] for row in rows)},
            )


def _type_of(name: str, found: Column[Any]) -> TypeEngine[Any]:
    """The column's type as our tables declare it; as the database has it where they no longer know it."""
    declared = Table.metadata.tables.get(name)
    if declared is not None and found.name in declared.columns:
        return declared.columns[found.name].type
    return found.type


def _value(type_: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(type_, UtcDateTime):
        return dt.datetime.fromisoformat(value)
    if isinstance(type_, Date):
        return dt.date.fromisoformat(value)
    if isinstance(type_, Enum) and type_.enum_class is not None:
        return type_.enum_class(value)
    return value


def _own_parent(constraints: Iterable[Any], name: str) -> str | None:
    """The column by which rows of a table point to rows of the same table."""
    for constraint in constraints:
        if constraint.referred_table.name == name:
            return str(constraint.column_keys[0])
    return None


def _parents_first(rows: list[dict[str, Any]], parent: str | None) -> list[dict[str, Any]]:
    if parent is None:
        return rows
    by_id = {row["id"]: row for row in rows}
    ordered: dict[int, dict[str, Any]] = {}
    for row in rows:
        chain: dict[int, dict[str, Any]] = {}
        link: dict[str, Any] | None = row
        while link is not None and link["id"] not in ordered and link["id"] not in chain:
            chain[link["id"]] = link
            link = by_id.get(link[parent])
        ordered.update(reversed(chain.items()))
    return list(ordered.values())


def _file_place(name: str) -> Path:
    """Where a file of the backup belongs; never outside the data directory."""
    parts = PurePosixPath(name).parts[1:]
    if not parts or any(part in ("..", ".") or "\\" in part or ":" in part for part in parts):
        raise NoBackup(what=name)
    return settings().data_directory.joinpath(*parts)


def _put_file(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.touch(mode=0o600)
    place.write_bytes(content)

"""The engine, the only commit, and migrations at start-up.

``reading()`` gives a session that cannot write; ``transaction()`` is the one place that commits, and every
row written in it gets its history. SQLite writers begin IMMEDIATE, so that two of them queue instead of
failing half-way; its journal mode depends on its version (platform.md §0, the WAL-reset bug before 3.51.3).
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command as alembic
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, InternalError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

import models.tables  # noqa: F401 - registers every table
from models import journal
from models.language import N_
from models.problems import Stale, TrackerError
from models.rules.access import Actor
from models.settings import settings
from models.vocabulary import SourceKind

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
#: any constants: they name the advisory locks that let one process migrate, and one act write, at a time
MIGRATION_LOCK = 7_204_211
WRITING_LOCK = 7_204_212
#: from this version on SQLite's write-ahead log is free of the WAL-reset bug (sqlite.org/wal.html)
FIRST_SAFE_WAL = (3, 51, 3)
#: how long a short lock is waited out, milliseconds (security.md §3)
BUSY_TIMEOUT = 10_000
#: connections kept, and opened besides while many ask at once: each click needs one of its own
POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 40}
#: what PostgreSQL calls a lock that is not given in time, a deadlock, and a transaction overtaken by another
_OVERTAKEN = frozenset({"55P03", "40P01", "40001"})


class Busy(TrackerError):
    """Another process holds the database."""

    default = N_("Basis data sedang dipakai proses lain. Tunggu sebentar, lalu coba lagi.")


class Unwritable(TrackerError):
    """The database can be read but not written: read-only, disk full or damaged."""

    default = N_("Basis data tidak dapat ditulisi. Tidak ada yang disimpan. Beri tahu administrator.")


class NewerDatabase(TrackerError):
    """The database was written by a newer version of the tracker."""

    default = N_(
        "Basis data ini dibuat oleh versi aplikasi yang lebih baru ({revision}). "
        "Perbarui aplikasi; tidak ada yang diubah."
    )


def make_engine(url: str) -> Engine:
    """An engine with the guards of this project: foreign keys, waiting for locks, full durability."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, hide_parameters=True, **POOL)
    if parsed.database and parsed.database != ":memory:":
        _make_private(Path(parsed.database))
        engine = create_engine(parsed, hide_parameters=True, **POOL)
    else:
        engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(path: Path) -> None:
    """A new database belongs to its owner alone; one that exists keeps what somebody chose."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(OSError):  # a folder that cannot be written to may hold a database to read
        path.touch(mode=0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we begin ourselves, see _begin_sqlite
    journal_mode = "WAL" if sqlite3.sqlite_version_info >= FIRST_SAFE_WAL else "DELETE"
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "foreign_keys = ON",
        f"journal_mode = {journal_mode}",
        "synchronous = FULL",
        "secure_delete = ON",  # an erased person must not stay behind in free pages
    ):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError:  # a read-only database stays readable
            logger.warning("SQLite refused PRAGMA %s", pragma)


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@cache
def engine(url: str | None = None) -> Engine:
    """The engine of this process for an address; by default the configured database."""
    return make_engine(url or settings().url)


@contextmanager
def reading(on: Engine | None = None) -> Iterator[Session]:
    """A session for queries. It never commits. Raises Busy if no connection becomes free."""
    try:
        with Session(on or engine(), autoflush=False, expire_on_commit=False) as session:
            session.info["reading"] = True
            yield session
    except NoConnection as error:
        raise Busy from error


@contextmanager
def transaction(
    actor: Actor,
    *,
    source: SourceKind,
    reason: str = "",
    place: dict[str, Any] | None = None,
    on: Engine | None = None,
) -> Iterator[Session]:
    """The only commit: everything done inside becomes true at once, with its history, or nothing does.

    Raises Stale if a row was changed by somebody else meanwhile, Busy or Unwritable if the database will not.
    """
    writing = (on or engine()).execution_options(writing=True)
    try:
        with Session(writing, expire_on_commit=False) as session:
            _queue(session)
            journal.begin(session, journal.Act(actor=actor, source=source, reason=reason, place=place))
            yield session
            session.commit()
    except StaleDataError as error:
        raise Stale from error
    except NoConnection as error:
        raise Busy from error
    except DatabaseError as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        raise trouble from error


def _queue(session: Session) -> None:
    """Wait for the others that write. SQLite does so by itself when a writer begins.

    One act at a time, on every database: so nobody decides by a row that is being changed, two first reports on
    one milestone do not collide, and the chain of the history has one order.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT set_config('lock_timeout', :time, true)"), {"time": f"{BUSY_TIMEOUT}ms"})
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITING_LOCK})


def _trouble(error: DatabaseError) -> TrackerError | None:
    """What stands in the way of writing, if it is the database itself and no mistake of ours."""
    if not isinstance(error, (OperationalError, InternalError)) and type(error) is not DatabaseError:
        return None
    overtaken = getattr(error.orig, "sqlstate", None) in _OVERTAKEN or "locked" in str(error.orig)
    return Busy() if overtaken else Unwritable()  # read-only, full, gone or damaged


def head_revision() -> str:
    """The schema this code was written for."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def current_revision(on: Engine) -> str | None:
    """The schema a database has; None for an empty one."""
    with on.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(on: Engine | None = None) -> bool:
    """Bring the database to this code's schema under a lock; say whether anything was done.

    A backup of an older SQLite database is taken first. Raises NewerDatabase for one from a newer version.
    """
    chosen = on or engine()
    revision = current_revision(chosen)
    if revision == head_revision():
        return False
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerDatabase(revision=revision)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with chosen.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        standing = MigrationContext.configure(connection).get_current_revision()
        if standing == head_revision():
            return False  # another process was first
        if standing is not None and connection.dialect.name == "sqlite":
            _backup_before_upgrade(chosen, standing)
        config.attributes["connection"] = connection
        alembic.upgrade(config, "head")
    return True


def _backup_before_upgrade(on: Engine, revision: str) -> None:
    """The lock is held, and lets readers in: nobody writes, and one process makes the copy."""
    source = Path(str(on.url.database))
    folder = source.parent / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    copy_sqlite(source, folder / f"{source.stem}-{revision}-{datetime.now(UTC):%Y%m%dT%H%M%S}.db")


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a live SQLite database, readable by its owner only."""
    target.touch(mode=0o600)
    with sqlite3.connect(source) as from_database, sqlite3.connect(target) as to_database:
        from_database.backup(to_database)
    from_database.close()
    to_database.close()


def is_ready(on: Engine | None = None) -> bool:
    """Whether the database answers and has the schema of this code."""
    try:
        return current_revision(on or engine()) == head_revision()
    except (DatabaseError, ProgrammingError):
        return False

"""The engine, the only commit, and what happens when a database is busy, read-only, damaged, old, new or killed."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import re
import signal
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import select, update

from models import database, journal
from models.database import Busy, NewerDatabase, Unwritable, make_engine, reading, transaction, upgrade
from models.problems import Stale
from models.rules.access import SYSTEM
from models.settings import PROJECT_ROOT
from models.tables.account import LoginAttempt
from models.tables.commitment import Milestone
from models.tables.history import Change
from models.tables.organisation import Organisation, OrganisationAlias
from models.vocabulary import OrganisationKind, SourceKind
from tests.models.conftest import Plan, add_organisation, at_once, migrate


def names(on: Engine) -> list[str]:
    with reading(on) as session:
        return sorted(session.exec(select(Organisation.name)))


def intact(on: Engine) -> bool:
    with on.connect() as connection:
        if on.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return journal.verify(connection) is None


# -- starting -------------------------------------------------------------------------------------------------------


def _start(url: str) -> Any:
    engine = make_engine(url)
    try:
        return upgrade(engine)
    finally:
        engine.dispose()


@pytest.mark.parametrize("standing", ["", "0001"])
def test_two_processes_that_start_at_once_both_come_up(empty_url: str, standing: str) -> None:
    engine = make_engine(empty_url)
    if standing:
        migrate(engine, standing)
    engine.dispose()
    assert sorted(at_once(_start, (empty_url,), (empty_url,), (empty_url,))) == [False, False, True]
    assert database.is_ready(engine)
    add_organisation(engine, "Sesudah")
    assert intact(engine)
    engine.dispose()


def test_a_database_is_made_with_its_folder_and_belongs_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "baru" / "lagi" / "tracker.db"
    engine = make_engine(f"sqlite:///{path}")
    assert upgrade(engine) is True
    assert upgrade(engine) is False
    engine.dispose()
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0


def test_a_database_of_a_newer_version_is_refused_and_not_touched(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match="9999"):
        upgrade(engine)
    assert database.current_revision(engine) == "9999"
    assert not database.is_ready(engine)


def test_a_backup_is_taken_before_an_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine, "0001")
    add_organisation(engine, "Sebelum")
    assert upgrade(engine) is True
    (backup,) = (tmp_path / "backups").iterdir()
    if os.name == "posix":
        assert backup.stat().st_mode & 0o077 == 0
    old = make_engine(f"sqlite:///{backup}")
    assert (database.current_revision(old), names(old)) == ("0001", ["Sebelum"])
    assert names(engine) == ["Sebelum"]
    for one in (engine, old):
        one.dispose()


def test_a_first_start_needs_no_backup(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'tracker.db'}")
    upgrade(engine)
    engine.dispose()
    assert not (tmp_path / "backups").exists()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine(empty_url)
    migrate(engine, "0001")
    real = database.alembic.upgrade

    def break_down(*given: Any) -> None:
        real(*given)
        raise RuntimeError("power cut")

    monkeypatch.setattr(database.alembic, "upgrade", break_down)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(engine)
    assert database.current_revision(engine) == "0001"
    monkeypatch.undo()
    assert upgrade(engine) is True
    engine.dispose()


def test_a_database_that_does_not_answer_is_not_ready(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    path.write_bytes(b"this is no database" * 100)
    engine = make_engine(f"sqlite:///{path}")
    assert not database.is_ready(engine)
    engine.dispose()


# -- the guards of SQLite -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_safe", "mode"), [((99, 0, 0), "delete"), ((3, 0, 0), "wal")], ids=["before-3.51.3", "since-3.51.3"]
)
def test_the_journal_mode_depends_on_the_version_of_sqlite(
    first_safe: tuple[int, int, int], mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.FIRST_SAFE_WAL == (3, 51, 3)
    monkeypatch.setattr(database, "FIRST_SAFE_WAL", first_safe)
    engine = make_engine(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    engine.dispose()
    assert found == {
        "journal_mode": mode,
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": database.BUSY_TIMEOUT,
    }


def test_a_row_that_points_nowhere_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), transaction(SYSTEM, source=SourceKind.SEED) as session:
        session.add(OrganisationAlias(organisation_id=4711, alias="x", folded="x"))
    assert names(engine) == []


# -- all or nothing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [ValueError, Stale, KeyboardInterrupt, GeneratorExit])
def test_a_transaction_rolls_back_whole_on_any_error(engine: Engine, error: type[BaseException]) -> None:
    def fail() -> None:
        with transaction(SYSTEM, source=SourceKind.SEED) as session:
            session.add(Organisation(name="Setengah", kind=OrganisationKind.UNIT))
            session.add(LoginAttempt(account_digest="a", address_digest="b", at=dt.datetime.now(dt.UTC)))
            session.flush()
            raise error

    with pytest.raises(error):
        fail()
    assert names(engine) == []
    with reading() as session:
        assert session.exec(select(Change)).all() == []
        assert session.exec(select(LoginAttempt)).all() == []
    add_organisation(engine, "Utuh")
    assert intact(engine)


def test_reading_cannot_write(engine: Engine) -> None:
    add_organisation(engine, "Tetap")
    with reading() as session:
        session.add(Organisation(name="Baru", kind=OrganisationKind.UNIT))
        with pytest.raises(RuntimeError, match="transaction"):
            session.flush()
    with reading() as session:
        session.exec(select(Organisation)).one().name = "Lain"
        with pytest.raises(RuntimeError, match="transaction"):
            session.commit()
    with reading() as session:
        with pytest.raises(RuntimeError, match="transaction"):
            session.exec(update(LoginAttempt).values(account_digest="x"))
        session.execute(text("UPDATE organisation SET name = 'Mentah'"))
        with pytest.raises(RuntimeError, match="transaction"):
            session.commit()
    assert names(engine) == ["Tetap"]


def test_no_statement_over_many_rows_passes_by_the_history(engine: Engine) -> None:
    add_organisation(engine, "Tetap")
    with (
        pytest.raises(RuntimeError, match="one by one"),
        transaction(SYSTEM, source=SourceKind.COMMAND) as session,
    ):
        session.exec(update(Organisation).values(name="Semua"))
    assert names(engine) == ["Tetap"]


def test_sessions_are_opened_in_one_place() -> None:
    """A session of somebody's own would write without history. ``check-production`` only reads."""
    opened = {
        str(file.relative_to(PROJECT_ROOT))
        for folder in ("models", "pages", "reports", "seed")
        for file in (PROJECT_ROOT / folder).rglob("*.py")
        if re.search(r"\b(Session|sessionmaker|scoped_session)\(", file.read_text(encoding="utf-8"))
    }
    assert opened == {"models/database.py", "models/production.py"}


def test_a_row_changed_meanwhile_is_stale(engine: Engine, plan: Plan) -> None:
    key = plan.milestones["RAN7-06"]
    with reading() as session:
        mine = session.get_one(Milestone, key)
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(Milestone, key).activity = "Lebih cepat"
    mine.activity = "Terlambat menyimpan"
    with pytest.raises(Stale), transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.add(mine)
    with reading() as session:
        assert session.get_one(Milestone, key).activity == "Lebih cepat"


# -- locks ----------------------------------------------------------------------------------------------------------


def hold(engine: Engine) -> Any:
    """A connection of another process that holds what a writer needs."""
    if engine.dialect.name == "sqlite":
        other = sqlite3.connect(str(engine.url.database), isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        return other
    connection = engine.connect()
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": database.WRITING_LOCK})
    return connection


def test_a_lock_that_lasts_is_busy_and_nothing_is_written(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    add_organisation(engine, "Tetap")
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 50)
    impatient = make_engine(engine.url.render_as_string(hide_password=False))
    other = hold(engine)
    with pytest.raises(Busy):
        add_organisation(impatient, "Tidak sempat")
    assert names(impatient) == ["Tetap"], "reading goes on"
    other.close()
    add_organisation(impatient, "Kemudian")
    assert names(impatient) == ["Kemudian", "Tetap"]
    impatient.dispose()


def test_no_free_connection_is_busy(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05})
    narrow = make_engine(engine.url.render_as_string(hide_password=False))
    with narrow.connect():
        with pytest.raises(Busy):
            names(narrow)
        with pytest.raises(Busy):
            add_organisation(narrow, "Tidak sempat")
    assert names(narrow) == []
    narrow.dispose()


def test_a_short_lock_is_waited_out(engine: Engine) -> None:
    other = hold(engine)
    threading.Timer(0.3, other.close).start()
    add_organisation(engine, "Menunggu")
    assert names(engine) == ["Menunggu"]


def test_a_deadlock_is_busy_not_broken() -> None:
    class Deadlock(Exception):
        sqlstate = "40P01"

    error = OperationalError("UPDATE x", {}, Deadlock("deadlock detected"))
    assert isinstance(database._trouble(error), Busy)
    ours = IntegrityError("INSERT", {}, Exception("Key (name)=(locked) exists"))
    assert database._trouble(ours) is None, "a mistake of ours is no busy database"


# -- a database that cannot be written ------------------------------------------------------------------------------


def make_read_only(engine: Engine) -> Engine:
    url = engine.url.render_as_string(hide_password=False)
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        path.chmod(0o400)
        changed = make_engine(url)
        if os.access(path, os.W_OK):  # the superuser may write anything: SQLite itself has to refuse
            event.listen(changed, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
        return changed
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f'ALTER DATABASE "{engine.url.database}" SET default_transaction_read_only = on'))
    return make_engine(url)


def test_a_read_only_database_can_be_read_and_refuses_a_write_in_words(engine: Engine) -> None:
    add_organisation(engine, "Tetap")
    read_only = make_read_only(engine)
    assert names(read_only) == ["Tetap"]
    assert database.is_ready(read_only)
    assert upgrade(read_only) is False
    with pytest.raises(Unwritable):
        add_organisation(read_only, "Tidak")
    assert names(read_only) == ["Tetap"]
    read_only.dispose()


def test_no_success_is_reported_on_a_damaged_database(sqlite: Engine) -> None:
    add_organisation(sqlite, "Tetap")
    sqlite.dispose()
    path = Path(str(sqlite.url.database))
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with pytest.raises(Unwritable):
        add_organisation(sqlite, "Tidak")


# -- killed ---------------------------------------------------------------------------------------------------------


def _write_and_hang(url: str, names_to_add: list[str], ready: Any) -> None:
    engine = make_engine(url)
    with transaction(SYSTEM, source=SourceKind.SEED, on=engine) as session:
        for name in names_to_add:
            session.add(Organisation(name=name, kind=OrganisationKind.UNIT))
            session.flush()
        ready.send(True)
        threading.Event().wait(30)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="2026-11: kill -9 exists on POSIX only")
def test_a_writer_killed_in_the_middle_leaves_the_old_state(engine: Engine) -> None:
    add_organisation(engine, "Lama")
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    url = engine.url.render_as_string(hide_password=False)
    # enough rows that SQLite has to spill pages into the file before the end
    victim = context.Process(target=_write_and_hang, args=(url, [f"Baru {n}" + "x" * 3000 for n in range(40)], there))
    victim.start()
    assert here.poll(30)
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)
    victim.join(30)
    add_organisation(engine, "Sesudah")
    assert names(engine) == ["Lama", "Sesudah"]
    assert intact(engine)

"""Backup, restore, the check of the history, the check for production, and the command line."""

from __future__ import annotations

import io
import json
import os
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from models import __main__ as command_line
from models import database, journal, maintenance, production
from models.base import Table
from models.database import reading, transaction
from models.maintenance import FileExists, NoBackup, NoSchema, NotEmpty, backup, examine, restore
from models.rules.access import SYSTEM
from models.settings import settings
from models.tables.account import Account, LoginSession
from models.tables.organisation import Organisation
from models.vocabulary import OrganisationKind, SourceKind
from tests.conftest import PASSWORD, Cast, Configure, sign_in_as


def content(on: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a restore must bring back, as values."""
    with on.connect() as connection:
        return {
            table.name: [
                tuple(map(str, row)) for row in connection.execute(table.select().order_by(*table.primary_key))
            ]
            for table in Table.metadata.sorted_tables
            if table.name not in ("login_session", "login_attempt", "setup_token")
        }


def add_units(on: Engine) -> None:
    """A child with a smaller id than its parent, and text of every nasty kind."""
    with transaction(SYSTEM, source=SourceKind.SEED, on=on) as session:
        kind = OrganisationKind.UNIT
        child = Organisation(name='=1+1\n"ünit" \\ 𝄞', kind=kind)
        session.add(child)
        session.flush()
        parent = Organisation(name="Induk", kind=OrganisationKind.MINISTRY_AGENCY)
        session.add(parent)
        session.flush()
        child.parent_id = parent.id


# -- backup and restore ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("into", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_backup_of_either_database_can_be_restored_into_either(
    engine: Engine, cast: Cast, into: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    add_units(engine)
    sign_in_as(cast.kpu)
    before = content(engine)
    made = backup(tmp_path / "cadangan.zip")
    if into == engine.dialect.name.replace("postgresql", "postgres"):
        other = engine
    else:
        other = database.make_engine(request.getfixturevalue(f"{into}_url"))
    restored = restore(made.file, replace=True, on=other)
    assert content(other) == before
    assert restored.history_head == made.history_head
    with reading(other) as session:
        assert journal.verify(session.connection()) is None
        assert session.exec(select(LoginSession)).all() == [], "a restore brings no sign-in back to life"
    with transaction(SYSTEM, source=SourceKind.SEED, on=other) as session:  # ids and history go on
        session.add(Organisation(name="Sesudah", kind=OrganisationKind.CSO))
    with reading(other) as session:
        assert journal.verify(session.connection()) is None
    other.dispose()


def test_the_history_stays_append_only_after_a_restore(engine: Engine, cast: Cast, tmp_path: Path) -> None:
    restore(backup(tmp_path / "x.zip").file, replace=True)
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text("UPDATE change SET reason = 'x'"))


def test_a_backup_is_for_its_owner_only_and_never_overwrites(sqlite: Engine, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    backup(file)
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExists):
        backup(file)
    assert [path.name for path in tmp_path.glob("*.zip")] == ["x.zip"]
    assert not list(tmp_path.glob(".*"))


def test_evidence_and_key_come_along_but_databases_and_old_backups_do_not(
    sqlite: Engine, cast: Cast, tmp_path: Path
) -> None:
    folder = settings().data_directory
    (folder / "evidence").mkdir()
    (folder / "evidence" / "a.pdf").write_bytes(b"bukti")
    (folder / "secret.key").write_text("kunci")
    (folder / "backups").mkdir()
    (folder / "backups" / "lama.zip").write_bytes(b"x")
    file = backup(tmp_path / "x.zip").file
    assert sorted(name for name in zipfile.ZipFile(file).namelist() if name.startswith("files/")) == [
        "files/evidence/a.pdf",
        "files/secret.key",
    ]
    (folder / "evidence" / "a.pdf").unlink()
    restore(file, replace=True)
    assert (folder / "evidence" / "a.pdf").read_bytes() == b"bukti"


def test_a_restore_refuses_to_replace_data_unless_told_and_keeps_a_backup_of_it(
    engine: Engine, cast: Cast, tmp_path: Path
) -> None:
    file = backup(tmp_path / "x.zip").file
    add_units(engine)
    before = content(engine)
    with pytest.raises(NotEmpty):
        restore(file)
    assert content(engine) == before
    restore(file, replace=True)
    kept = list((settings().data_directory / "backups").glob("before-restore-*.zip"))
    assert len(kept) == 1
    restore(kept[0], replace=True)
    assert content(engine) == before


def test_a_restore_into_an_empty_database_needs_no_consent(sqlite: Engine, cast: Cast, tmp_path: Path) -> None:
    file = backup(tmp_path / "x.zip").file
    fresh = database.make_engine(f"sqlite:///{tmp_path / 'baru.db'}")
    restore(file, on=fresh)
    assert content(fresh) == content(sqlite)
    fresh.dispose()


def rewritten(source: Path, target: Path, change: Any) -> Path:
    """A copy of a backup with its members changed."""
    with zipfile.ZipFile(source) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target


def _alter(members: dict[str, bytes]) -> None:
    members["tables/account.jsonl"] = members["tables/account.jsonl"].replace(b"dewi", b"dewa")


def _lose(members: dict[str, bytes]) -> None:
    del members["tables/account.jsonl"]


def _smuggle(members: dict[str, bytes]) -> None:
    members["files/../../jahat"] = b"x"


def _smuggle_listed(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    members["files/../../jahat"] = b"x"
    manifest["members"]["files/../../jahat"] = {"sha256": digest}
    members["manifest.json"] = json.dumps(manifest).encode()


def _from_the_future(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": "9999"}).encode()


def _no_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


@pytest.mark.parametrize("change", [_alter, _lose, _smuggle, _smuggle_listed, _from_the_future, _no_manifest])
def test_a_backup_that_is_not_what_was_written_is_refused_before_anything_changes(
    sqlite: Engine, cast: Cast, tmp_path: Path, change: Any
) -> None:
    file = rewritten(backup(tmp_path / "x.zip").file, tmp_path / "y.zip", change)
    before = content(sqlite)
    with pytest.raises(NoBackup):
        restore(file, replace=True)
    assert content(sqlite) == before
    assert not (tmp_path.parent / "jahat").exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"bukan zip", None])
def test_a_file_that_is_no_backup_is_refused(sqlite: Engine, tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "x.zip"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(NoBackup):
        examine(file)


def test_a_restore_that_fails_half_way_leaves_the_old_state(
    engine: Engine, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backup(tmp_path / "x.zip").file
    before = content(engine)

    def fail(*_arguments: object) -> None:
        raise OSError("listrik padam")

    monkeypatch.setattr(maintenance, "_fill", fail)
    with pytest.raises(OSError, match="listrik"):
        restore(file, replace=True)
    assert content(engine) == before
    assert database.is_ready(engine)


def test_a_backup_of_an_older_schema_is_brought_up_to_date(sqlite: Engine, cast: Cast, tmp_path: Path) -> None:
    def older(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**manifest, "revision": "0001"}).encode()

    before = content(sqlite)
    file = rewritten(backup(tmp_path / "x.zip").file, tmp_path / "alt.zip", older)
    restore(file, replace=True)
    assert database.is_ready(sqlite)
    assert content(sqlite) == before


def test_a_backup_taken_while_others_write_holds_one_moment(engine: Engine, cast: Cast, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with transaction(SYSTEM, source=SourceKind.SEED) as session:
                session.add(Organisation(name=f"Lembaga {number}", kind=OrganisationKind.CSO))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        files = [backup(tmp_path / f"{number}.zip").file for number in range(4)]
    finally:
        stop.set()
        writer.join()
    for file in files:
        with zipfile.ZipFile(file) as archive:
            changes = [json.loads(line) for line in archive.read("tables/change.jsonl").splitlines()]
            organisations = archive.read("tables/organisation.jsonl").count(b"\n")
            head = json.loads(archive.read("manifest.json"))["history_head"]
        assert changes[-1]["hash"] == head
        assert sum(change["table_name"] == "organisation" for change in changes) == organisations


def test_there_is_nothing_to_back_up_before_there_is_a_schema(tmp_path: Path) -> None:
    fresh = database.make_engine(f"sqlite:///{tmp_path / 'baru.db'}")
    with pytest.raises(NoSchema):
        backup(tmp_path / "x.zip", fresh)
    assert not (tmp_path / "x.zip").exists()
    fresh.dispose()


# -- the check for production ---------------------------------------------------------------------------------------

COOKIE_SECRET = "k" * 40


@pytest.fixture
def production_ready(sqlite: Engine, cast: Cast, configure: Configure) -> None:
    """An installation in which nothing deviates."""
    folder = settings().data_directory
    configure(
        TRACKER_TODAY=None,
        TRACKER_SECRET=COOKIE_SECRET,
        TRACKER_PUBLIC_URL="https://pelacak.example.go.id",
        STREAMLIT_SERVER_COOKIE_SECRET=COOKIE_SECRET,
    )
    folder.chmod(0o700)
    (folder / "tracker.db").chmod(0o600)


@pytest.mark.usefixtures("production_ready")
def test_a_proper_installation_has_no_deviation() -> None:
    assert production.deviations() == []


@pytest.mark.usefixtures("production_ready")
@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("TRACKER_PUBLIC_URL", "http://pelacak.example.go.id", "https"),
        ("TRACKER_DEMO", "1", "TRACKER_DEMO"),
        ("TRACKER_TODAY", "2024-07-31", "TRACKER_TODAY"),
        ("TRACKER_SECRET", "pendek", "TRACKER_SECRET"),
        ("STREAMLIT_SERVER_COOKIE_SECRET", "pendek", "COOKIE_SECRET"),
        ("STREAMLIT_SERVER_COOKIE_SECRET", None, "COOKIE_SECRET"),
        ("STREAMLIT_SERVER_ADDRESS", "0.0.0.0", "server.address"),
        ("STREAMLIT_SERVER_ENABLE_CORS", "false", "server.enableCORS"),
        ("STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION", "False", "server.enableXsrfProtection"),
        ("STREAMLIT_SERVER_ENABLE_STATIC_SERVING", "true", "server.enableStaticServing"),
        ("STREAMLIT_SERVER_ENABLE_AGENT_API", "true", "server.enableAgentApi"),
        ("STREAMLIT_SERVER_FILE_WATCHER_TYPE", "auto", "server.fileWatcherType"),
        ("STREAMLIT_SERVER_TRUSTED_USER_HEADERS", '{"x-user": "session"}', "server.trustedUserHeaders"),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "200", "server.maxUploadSize"),
        ("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "120", "server.disconnectedSessionTTL"),
        ("STREAMLIT_SERVER_ALLOWED_HOSTS", "*", "server.allowedHosts"),
        ("STREAMLIT_RUNNER_POST_SCRIPT_GC", "true", "runner.postScriptGC"),
        ("STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full", "client.showErrorDetails"),
        ("STREAMLIT_CLIENT_TOOLBAR_MODE", "developer", "client.toolbarMode"),
        ("STREAMLIT_CLIENT_DISABLE_DATA_EXPORT", "false", "client.disableDataExport"),
        ("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "true", "browser.gatherUsageStats"),
    ],
)
def test_each_deviation_is_named(configure: Configure, variable: str, value: str | None, said: str) -> None:
    configure(**{variable: value})
    found = production.deviations()
    assert len(found) == 1
    assert said in found[0]


def test_the_variables_are_named_as_streamlit_names_them() -> None:
    """Otherwise a weakening by the environment would go unseen."""
    from streamlit import config

    options = config.get_config_options()
    for option in {*production._REQUIRED, *production._AT_MOST, "server.allowedHosts", "server.cookieSecret"}:
        assert production.variable_of(option) == options[option].env_var


@pytest.mark.usefixtures("production_ready")
def test_what_others_on_the_machine_can_read_is_named() -> None:
    if os.name != "posix":
        pytest.skip("permissions mean something else here")
    (settings().data_directory / "tracker.db").chmod(0o644)
    assert ["tracker.db" in sentence for sentence in production.deviations()] == [True]


@pytest.mark.usefixtures("production_ready")
def test_an_installation_without_administrator_or_schema_is_named(sqlite: Engine) -> None:
    with Session(sqlite) as session:
        for account in session.exec(select(Account)).all():
            account.active = False
        session.commit()
    assert "create-account" in production.deviations()[0]
    with sqlite.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    assert "upgrade" in production.deviations()[0]


def test_the_settings_that_ship_are_those_that_are_required(tmp_path: Path) -> None:
    assert (
        list(production._of_the_server({**production._effective(production._CONFIG), "server.cookieSecret": "k" * 40}))
        == []
    )
    assert len(list(production._of_the_server(production._effective(tmp_path / "none.toml")))) > 10


# -- the command line -----------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = command_line.main(arguments)
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    return code, told.out + told.err


def test_an_intact_history_is_said_to_be_intact(engine: Engine, cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "verify-history")
    assert code == 0
    assert "Riwayat utuh: 9 perubahan" in said


@pytest.mark.parametrize(
    ("damage", "number", "what"),
    [
        ("UPDATE change SET reason = 'x' WHERE id = 4", 4, "isinya diubah"),
        ("DELETE FROM change WHERE id = 9", 9, "hilang"),
        ("DELETE FROM change WHERE id = 3", 3, "hilang"),
    ],
)
def test_the_first_broken_change_is_named(
    sqlite: Engine, cast: Cast, capsys: pytest.CaptureFixture[str], damage: str, number: int, what: str
) -> None:
    with sqlite.begin() as connection:
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER change_refuses_{act}")
        connection.exec_driver_sql(damage)
    code, said = run(capsys, "verify-history")
    assert code == 1
    assert f"nomor {number}" in said
    assert what in said


def test_the_commands_work_in_the_order_of_a_first_day(
    configure: Configure, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(DATABASE_URL=f"sqlite:///{tmp_path / 'hari-pertama.db'}")
    database.engine.cache_clear()
    assert run(capsys, "verify-history") == (1, "Basis data belum disiapkan. Jalankan: python -m models upgrade\n")
    assert run(capsys, "create-account", "a@b.id", "--role", "director")[0] == 1
    assert run(capsys, "upgrade")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run(capsys, "create-account", "A@b.id", "--role", "administrator", "--password-stdin")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, said = run(capsys, "create-account", "d@b.id", "--role", "director", "--as", "a@b.id")
    assert code == 0
    assert "sekali ini saja" in said
    file = str(tmp_path / "x.zip")
    assert run(capsys, "backup", file)[0] == 0
    assert run(capsys, "restore", file)[0] == 1
    assert run(capsys, "restore", file, "--yes")[0] == 0
    assert run(capsys, "verify-history")[0] == 0
    database.engine().dispose()
    database.engine.cache_clear()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("create-account", "a@b.id", "--role", "agency"), "Pilih instansi"),
        (("create-account", "a@b.id", "--role", "agency", "--organisation", "Nihil"), "Tidak ada lembaga"),
        (("create-account", "a@b.id", "--role", "agency", "--organisation", "%"), "Tidak ada lembaga"),
        (("create-account", "bukan-surel", "--role", "director"), "surel"),
        (("create-account", "dewi@kpu.go.id", "--role", "director"), "Sudah ada akun"),
        (("create-account", "a@b.id", "--role", "director", "--as", "x@y.id"), "Tidak ada akun aktif"),
        (("create-account", "a@b.id", "--role", "director", "--as", "dewi@kpu.go.id"), "tidak berwenang"),
        (("backup", "/tidak/ada/x.zip"), "dibaca atau ditulis"),
        (("restore", "/tidak/ada/x.zip"), "berkas tidak ada"),
    ],
)
def test_foreseeable_trouble_is_a_sentence(
    sqlite: Engine,
    cast: Cast,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, told = run(capsys, *arguments)
    assert code == 1
    assert said in told


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/x", "sqlite:////dev/null/x.db", "tidak-ada://x", "%%"]
)
def test_an_unusable_database_is_a_sentence(configure: Configure, capsys: pytest.CaptureFixture[str], url: str) -> None:
    configure(DATABASE_URL=url)
    database.engine.cache_clear()
    code, told = run(capsys, "upgrade")
    database.engine.cache_clear()
    assert code == 1
    assert told.count("\n") == 1


def test_wrong_settings_are_a_sentence(configure: Configure, capsys: pytest.CaptureFixture[str]) -> None:
    configure(TRACKER_TODAY="kemarin")
    database.engine.cache_clear()
    assert run(capsys, "upgrade") == (1, "Pengaturan tidak dapat dibaca: today.\n")


def test_a_short_name_is_found_whatever_its_case(
    sqlite: Engine, cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(capsys, "create-account", "b@kpu.go.id", "--role", "agency", "--organisation", "kpu")[0] == 0

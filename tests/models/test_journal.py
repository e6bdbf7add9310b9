"""The history writes itself, holds together, and shows where somebody touched it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from models import clock, database, journal
from models.base import Table
from models.commands.commitments import edit_milestone
from models.commands.report_entry import enter_report
from models.database import make_engine, reading, transaction
from models.rules.access import SYSTEM
from models.settings import settings
from models.tables.account import Account
from models.tables.commitment import Milestone, MilestoneParty
from models.tables.history import ChainHead, Change
from models.tables.organisation import Contact, Organisation
from models.vocabulary import ChangeKind, Completion, OrganisationKind, Role, SourceKind
from tests.conftest import Cast, Configure
from tests.models.conftest import Plan, add_organisation, at_once, changes_of, migrate, undone, write


def history() -> list[Change]:
    with reading() as session:
        return list(session.exec(select(Change).order_by(Change.id)))  # type: ignore[arg-type]


def verified() -> journal.Broken | None:
    with reading() as session:
        return journal.verify(session.connection())


# -- what is written ------------------------------------------------------------------------------------------------


def test_a_creation_is_one_change_with_a_snapshot(engine: Engine, cast: Cast) -> None:
    start = len(history())
    with transaction(cast.secretariat, source=SourceKind.FORM, reason="Baru dibentuk") as session:
        row = Organisation(name="Kemenpora", kind=OrganisationKind.MINISTRY_AGENCY, valid_from=dt.date(2024, 1, 2))
        session.add(row)
        session.flush()
        key = row.id
    (change,) = history()[start:]
    assert (change.kind, change.table_name, change.row_id, change.row_label) == (
        ChangeKind.CREATED, "organisation", key, "Kemenpora",
    )  # fmt: skip
    assert change.after == {"name": "Kemenpora", "kind": "ministry_agency", "valid_from": "2024-01-02"}
    assert (change.before, change.field, change.reason) == (None, "", "Baru dibentuk")
    assert (change.account_id, change.actor_role, change.source_kind) == (
        cast.secretariat.account_id, "secretariat", SourceKind.FORM,
    )  # fmt: skip


def test_an_update_is_one_change_per_field_that_changed(engine: Engine, plan: Plan) -> None:
    start = len(history())
    values = {"activity": "Menyusun", "target_text": "Target KPU", "due_on": dt.date(2024, 11, 30), "weight": 2.0}
    write(plan.cast.secretariat, lambda s: edit_milestone(s, SYSTEM, plan.milestones["RAN7-06"], values))
    found = {c.field: (c.before, c.after) for c in history()[start:]}
    assert found == {"activity": ("", "Menyusun"), "due_on": ("2024-12-31", "2024-11-30"), "weight": (1, 2)}
    assert {c.row_label for c in history()[start:]} == {"RAN7-06-1-1"}


def test_nothing_is_written_where_nothing_changed(engine: Engine, plan: Plan) -> None:
    start = len(history())
    write(SYSTEM, lambda s: edit_milestone(s, SYSTEM, plan.milestones["RAN7-06"], {"target_text": "Target KPU"}))
    with transaction(SYSTEM, source=SourceKind.FORM) as session:  # there and back before the flush
        row = session.get_one(Milestone, plan.milestones["RAN7-06"])
        row.activity = "x"
        row.activity = ""
    with transaction(SYSTEM, source=SourceKind.FORM):
        pass
    assert history()[start:] == []
    assert verified() is None


def test_a_deletion_keeps_what_was_deleted(engine: Engine, plan: Plan) -> None:
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        party = session.exec(
            select(MilestoneParty).where(MilestoneParty.milestone_id == plan.milestones["RAN7-06"])
        ).one()
        session.delete(party)
    change = history()[-1]
    assert (change.kind, change.table_name) == (ChangeKind.DELETED, "milestone_party")
    assert change.before["organisation_id"] == plan.kpu


def test_one_transaction_is_one_act_however_often_it_flushes(engine: Engine, cast: Cast) -> None:
    start = len(history())
    with transaction(SYSTEM, source=SourceKind.SEED) as session:
        for name in ("Satu", "Dua"):
            session.add(Organisation(name=name, kind=OrganisationKind.UNIT))
            session.flush()
    add_organisation(engine, "Tiga")
    one, two, three = history()[start:]
    assert one.act == two.act != three.act


def test_a_row_changed_twice_in_one_act_tells_both_steps(engine: Engine, plan: Plan) -> None:
    start = len(history())
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        row = session.get_one(Milestone, plan.milestones["RAN7-06"])
        for text_ in ("a", "b"):
            row.activity = text_
            session.flush()
    assert [(c.before, c.after) for c in history()[start:]] == [("", "a"), ("a", "b")]
    assert verified() is None


def test_a_value_says_from_which_cell_it_came(engine: Engine, plan: Plan) -> None:
    start = len(history())
    cell, sheet = {"cell": "F12"}, {"import": 3, "sheet": "Matriks"}
    with transaction(SYSTEM, source=SourceKind.IMPORT, place=sheet) as session:
        edit_milestone(
            session, SYSTEM, plan.milestones["RAN7-06"], {"activity": "x", "notes": "y"}, places={"activity": cell}
        )
        row = Organisation(name="Baru", kind=OrganisationKind.UNIT)
        journal.came_from(session, row, {"cell": "B2"}, "name", "kind")
        session.add(row)
    found = {c.field or c.table_name: c.source for c in history()[start:]}
    assert found == {
        "activity": {**sheet, **cell},
        "notes": sheet,
        "organisation": {**sheet, "cells": {"name": {"cell": "B2"}, "kind": {"cell": "B2"}}},
    }


def test_secrets_are_never_in_the_history_and_personal_fields_only_as_digests(engine: Engine, cast: Cast) -> None:
    with transaction(SYSTEM, source=SourceKind.COMMAND) as session:
        account = Account(
            email="siti@contoh.go.id", name="Siti Rahasia", role=Role.SECRETARIAT, password_hash="$argon2id$geheim",
            created_at=clock.now(),
        )  # fmt: skip
        contact = Contact(organisation_id=cast.kpu.organisation_id or 0, name="Pak Anu", email="anu@contoh.go.id")
        session.add_all([account, contact])
        session.flush()
        account.name = "Siti Berganti"
        account.password_hash = "$argon2id$neu"
        contact.email = ""
    written = json.dumps([c.model_dump(mode="json") for c in history()])
    for secret in ("siti@", "Siti", "Rahasia", "Berganti", "argon2id", "Anu", "anu@"):
        assert secret not in written, secret
    fields = [c.field for c in changes_of("account")]
    assert "password_hash" not in fields
    (renamed,) = [c for c in changes_of("account") if c.field == "name"]
    assert renamed.before.startswith("digest:")
    assert renamed.before != renamed.after
    (emptied,) = [c for c in changes_of("contact") if c.field == "email"]
    assert (emptied.before[:7], emptied.after) == ("digest:", None)


def test_every_field_that_looks_like_a_secret_is_marked() -> None:
    for mapper in Table._sa_registry.mappers:
        for column in mapper.columns:
            if not mapper.class_.__tracked__:
                continue
            if any(word in column.key for word in ("password", "token", "secret")):
                assert column.info.get("secret"), f"{mapper.class_.__name__}.{column.key}"
            if column.key in ("email", "phone", "contact"):
                assert column.info.get("personal"), f"{mapper.class_.__name__}.{column.key}"


def test_a_digest_depends_on_the_installation(configure: Configure) -> None:
    configure(TRACKER_SECRET="satu")
    one = journal.digest("Dewi")
    assert one == journal.digest("Dewi") != journal.digest("Lia")
    configure(TRACKER_SECRET="dua")
    assert journal.digest("Dewi") != one
    assert journal.digest("") is journal.digest(None) is None


def test_without_a_secret_the_installation_makes_its_own_key(configure: Configure) -> None:
    configure(TRACKER_SECRET=None)
    one = journal.digest("Dewi")
    path = settings().data_directory / "secret.key"
    assert path.stat().st_mode & 0o077 == 0
    assert len(path.read_text()) == 64
    assert journal.digest("Dewi") == one
    assert [p.name for p in path.parent.iterdir()] == ["secret.key"]


def _digest_in(folder: str) -> Any:
    import os

    os.environ["TRACKER_DATA_DIRECTORY"] = folder
    os.environ.pop("TRACKER_SECRET", None)
    settings.cache_clear()
    return journal.digest("Dewi")


def test_two_processes_make_one_key(tmp_path: Any) -> None:
    folder = str(tmp_path / "kunci")
    one, two, three = at_once(_digest_in, (folder,), (folder,), (folder,))
    assert one == two == three
    assert one.startswith("digest:")


def test_what_is_stored_is_what_was_hashed(engine: Engine, plan: Plan) -> None:
    """Every kind of value survives the way through the database: numbers, dates, words, nasty text."""
    nasty = '=1+1\n"ü" \\ \u202e 𝄞 \t{x} %s \u00a0é e\u0301'
    with transaction(plan.cast.kpu, source=SourceKind.FORM, reason=nasty, place={"baris": 1, "nilai": 0.1}) as session:
        for number, percent in enumerate((0.0, 0.1, 55.0, 33.333333333333336, 200.0, 1e-7)):
            content = {"percent": percent, "completion": Completion.LIMITED, "achievement": f"{nasty}{number}"}
            enter_report(session, plan.cast.kpu, plan.key(), content)
    write(SYSTEM, lambda s: edit_milestone(s, SYSTEM, plan.milestones["RAN7-06"], {"target_value": 1e22}))
    assert verified() is None


# -- append-only and chained ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["change", "report_edition"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_history_can_only_be_added_to(engine: Engine, plan: Plan, table: str, statement: str) -> None:
    if statement.startswith("TRUNCATE") and engine.dialect.name == "sqlite":
        return  # SQLite has no such statement
    write(plan.cast.kpu, lambda s: enter_report(s, plan.cast.kpu, plan.key(), {"percent": 1.0}))
    with pytest.raises(DatabaseError, match=f"{table} is append-only"), engine.begin() as connection:
        connection.execute(text(statement.format(table)))
    assert verified() is None


def tamper(engine: Engine, *statements: str) -> None:
    """What somebody with the keys of the database could do: take the triggers away and write."""
    migrate(engine, "0001", down=True)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def last(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT max(id) FROM change")).scalar_one())


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'y'", "row_label = 'Dua.'", "account_id = NULL", "actor_role = 'agency'", "act = 'other'",
        "source_kind = 'form'", "row_id = row_id + 1", "kind = 'deleted'", "table_name = 'account'",
        "\"before\" = '1'", "\"after\" = '{\"name\": \"Lain\"}'", "source = '{}'",
        "at = '2020-01-01 00:00:00.000000'", "hash = substr(hash, 1, 63) || 'x'",
    ],
)  # fmt: skip
def test_one_changed_value_is_named(sqlite: Engine, cast: Cast, change: str) -> None:
    names = ("Satu", "Dua", "Tiga")
    with transaction(cast.secretariat, source=SourceKind.SEED, reason="x") as session:
        for name in names:
            session.add(Organisation(name=name, kind=OrganisationKind.UNIT))
            session.flush()
    middle = last(sqlite) - 1
    tamper(sqlite, f"UPDATE change SET {change} WHERE id = {middle}")
    assert verified() == journal.Broken(middle, "altered")


def test_every_column_of_a_change_is_hashed() -> None:
    columns = {column.name for column in Change.__table__.columns}  # type: ignore[attr-defined]
    assert set(journal._HASHED) == columns - {"hash"}


@pytest.mark.parametrize(
    "damage", ["altered", "last deleted", "middle deleted", "swapped", "all deleted", "head moved"]
)
def test_tampering_is_named(engine: Engine, damage: str) -> None:
    for name in ("Satu", "Dua", "Tiga", "Empat"):
        add_organisation(engine, name)
    statements, broken = {
        "altered": (["UPDATE change SET row_label = 'dua' WHERE id = 2"], journal.Broken(2, "altered")),
        "last deleted": (["DELETE FROM change WHERE id = 4"], journal.Broken(4, "missing")),
        "middle deleted": (["DELETE FROM change WHERE id = 2"], journal.Broken(2, "missing")),
        "swapped": (
            [
                "UPDATE change SET id = 99 WHERE id = 2",
                "UPDATE change SET id = 2 WHERE id = 3",
                "UPDATE change SET id = 3 WHERE id = 99",
            ],
            journal.Broken(2, "out of order"),
        ),
        "all deleted": (["DELETE FROM change"], journal.Broken(1, "missing")),
        "head moved": (
            ["DELETE FROM change WHERE id = 4", "UPDATE chain_head SET change_id = 3"],
            journal.Broken(4, "missing"),
        ),
    }[damage]
    tamper(engine, *statements)
    assert verified() == broken


def test_a_row_put_into_the_chain_from_outside_is_named(engine: Engine) -> None:
    add_organisation(engine, "Satu")
    tamper(
        engine,
        "INSERT INTO change SELECT 2, act, at, account_id, actor_role, kind, table_name, row_id, 'Palsu', field, "
        '"before", "after", reason, source_kind, source, hash, hash FROM change WHERE id = 1',
    )
    assert verified() == journal.Broken(2, "altered")


def test_an_empty_history_is_intact(engine: Engine) -> None:
    assert history() == []
    assert verified() is None


def test_the_order_of_the_chain_does_not_follow_the_clock(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    add_organisation(engine, "Dulu")
    earlier = clock.now() - dt.timedelta(days=400)
    monkeypatch.setattr(journal, "now", lambda: earlier)
    add_organisation(engine, "Jam mundur")
    one, two = history()
    assert (one.id, two.id) == (1, 2)
    assert two.at < one.at
    assert verified() is None


# -- many writers ---------------------------------------------------------------------------------------------------


def _write_many(url: str, who: str, times: int) -> Any:
    engine = make_engine(url)
    for number in range(times):
        add_organisation(engine, f"{who} {number}")
    engine.dispose()
    return times


def test_the_chain_does_not_fork_when_several_processes_write_at_once(engine: Engine) -> None:
    """Also at the very first change, when there is no head of the chain to lock yet."""
    url = engine.url.render_as_string(hide_password=False)
    assert at_once(_write_many, (url, "A", 8), (url, "B", 8), (url, "C", 8)) == [8, 8, 8]
    changes = history()
    assert [c.id for c in changes] == list(range(1, 25))
    assert {c.row_label for c in changes} == {f"{who} {n}" for who in "ABC" for n in range(8)}
    assert verified() is None
    with reading() as session:
        assert session.get_one(ChainHead, 1).hash == changes[-1].hash


def test_what_is_rolled_back_leaves_no_gap(engine: Engine) -> None:
    add_organisation(engine, "Satu")
    with undone() as session:
        session.add(Organisation(name="Batal", kind=OrganisationKind.UNIT))
        session.flush()
    add_organisation(engine, "Dua")
    assert [(c.id, c.row_label) for c in history()] == [(1, "Satu"), (2, "Dua")]
    assert verified() is None


def test_the_history_is_read_with_constant_memory(engine: Engine) -> None:
    """``verify`` streams: it must not need the whole table at once, and copes with an empty page of it."""
    with transaction(SYSTEM, source=SourceKind.SEED) as session:
        session.add_all(Organisation(name=f"U{n}", kind=OrganisationKind.UNIT) for n in range(2100))
    assert database.is_ready(engine)
    assert verified() is None

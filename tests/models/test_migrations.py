"""The schema that migrations make is the schema that the tables describe, on both databases."""

from __future__ import annotations

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, Enum, inspect, text
from sqlalchemy.exc import DatabaseError

from models import database
from models.base import Table
from tests.models.conftest import add_organisation, migrate

APPEND_ONLY = ("change", "report_edition")


def test_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_database_checks_every_rule_and_every_word(engine: Engine) -> None:
    """Alembic does not compare CHECK constraints; a word added to an enumeration would be refused on its first use."""
    inspector = inspect(engine)
    for table in Table.metadata.sorted_tables:
        found = {c["name"]: str(c["sqltext"]) for c in inspector.get_check_constraints(table.name)}
        wanted = {c.name for c in table.constraints if isinstance(c, CheckConstraint)}
        assert set(found) == wanted, table.name
        for column in table.columns:
            if isinstance(column.type, Enum):
                words = re.findall(r"'([^']*)'", found[f"ck_{table.name}_{column.type.name}"])
                assert sorted(words) == sorted(column.type.enums), f"{table.name}.{column.name}"


def test_there_is_one_line_of_migrations() -> None:
    script = ScriptDirectory(str(database.MIGRATIONS))
    assert script.get_heads() == [database.head_revision()]
    assert [revision.revision for revision in script.walk_revisions()] == ["0004", "0003", "0002", "0001"]


def refuses_changes(engine: Engine, table: str) -> bool:
    try:
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE {table} SET id = id"))
    except DatabaseError as error:
        assert f"{table} is append-only" in str(error)  # noqa: PT017
        return True
    return False


def test_the_second_migration_can_be_taken_back_and_done_again(engine: Engine) -> None:
    add_organisation(engine, "Satu")
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
    assert refuses_changes(engine, "change")
    migrate(engine, "0001", down=True)
    assert database.current_revision(engine) == "0001"
    assert not refuses_changes(engine, "change")
    assert database.upgrade(engine) is True
    assert refuses_changes(engine, "change")


def test_everything_can_be_taken_back(engine: Engine) -> None:
    migrate(engine, "base", down=True)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert database.upgrade(engine) is True
    assert database.is_ready(engine)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_append_only_tables_exist(table: str) -> None:
    assert table in Table.metadata.tables

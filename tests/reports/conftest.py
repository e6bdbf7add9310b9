"""The secretariat's desk with the real plans on it: export, edit as somebody would in Excel, read, import, undo."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

from models import database
from models.commands.exchange import Undone, undo_import
from models.language import speaking
from models.queries.exchange import sent_matrix
from models.queries.matrix import MatrixData, StoredMilestone, StoredReport, matrix_data
from models.queries.organisations import known_names
from models.queries.plans import find_plan
from models.rules.access import SYSTEM, Actor
from models.rules.naming import KnownNames
from models.settings import settings
from models.vocabulary import SourceKind
from reports.matrix import headless, parse, workbook
from reports.matrix.apply import apply_import, plan_import
from reports.matrix.dispatch_book import USUAL_COLUMNS, Order, send, workbook_of
from reports.matrix.format import COLUMNS, KEY_ROW
from reports.matrix.plan import CellPlan, Choices, ImportPlan, RowChoice
from reports.matrix.read import Reading, read_grid
from seed.load import load
from tests.conftest import Cast, Configure, _administer, _on_server, configured_engine, make_cast

RECEIVED = dt.date(2024, 7, 15)
KPU_ROW = "RAN7-06-1-1"
Adjust = Callable[[Workbook, Worksheet], None]


def read_here(data: bytes, file: str = "matriks.xlsx", known: KnownNames | None = None) -> Reading:
    """``read_matrix`` without the child process, whose start costs more than all the rest."""
    lines = [line + b"\n" for line in parse.answer(data)]
    grid = workbook._grid(iter(lines), file, hashlib.sha256(data).hexdigest())
    return read_grid(grid, known=known)


def edited(
    content: bytes,
    values: Mapping[tuple[str, str], Any] | None = None,
    adjust: Adjust | None = None,
    *,
    where: str = "",
) -> bytes:
    """The workbook after somebody wrote into some cells: (row code, column key) → value.

    ``where`` picks the row by its reporter, where several report on one milestone.
    """
    book = load_workbook(io.BytesIO(content))
    sheet = matrix_sheet(book)
    keys = {str(cell.value).lstrip("#"): cell.column for cell in sheet[KEY_ROW]}
    rows: dict[str, int] = {}
    for number in range(KEY_ROW + 1, sheet.max_row + 1):
        code = sheet.cell(number, keys["row_code"]).value
        if code and (not where or sheet.cell(number, keys["reporter"]).value == where):
            rows.setdefault(str(code), number)
    for (code, key), value in (values or {}).items():
        cell = sheet.cell(rows[code], keys[key])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    if adjust is not None:
        adjust(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def matrix_sheet(book: Workbook) -> Worksheet:
    """The sheet with the matrix; in a workbook that was sent it stands behind the instructions."""
    return next(sheet for sheet in book.worksheets if sheet.cell(KEY_ROW, 1).value == "#row_code")


def cells_by_outcome(plan: ImportPlan) -> dict[str, list[tuple[str, str, str, str]]]:
    """Outcome → (row code, column, before, after), without what is unchanged."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for cell in plan.cells:
        if cell.outcome.value != "unchanged":
            place = (cell.row_code, cell.column_key, cell.before, cell.after)
            found.setdefault(cell.outcome.value, []).append(place)
    return found


@dataclass(frozen=True)
class Desk:
    """One database with RAN I to VIII and the cast."""

    engine: Engine
    cast: Cast

    def data(self, plan: str = "RAN-VII", actor: Actor = SYSTEM) -> MatrixData:
        with database.reading(self.engine) as session:
            return matrix_data(session, actor, find_plan(session, actor, plan))

    def export(
        self, *organisations: str, plan: str = "RAN-VII", period: str = "2024-B06", language: str = "id", **more: Any
    ) -> bytes:
        with speaking(language), database.reading(self.engine) as session:
            return headless.export_bytes(
                session, more.pop("actor", SYSTEM), plan, organisations=organisations, period=period, **more
            )

    def dispatch(
        self, organisation: str, *opened: str, plan: str = "RAN-VII", period: str = "2024-B06"
    ) -> tuple[str, bytes]:
        """Send one institution its matrix: (code, workbook). ``opened``: columns to fill besides its own report."""
        with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=self.engine) as session:
            data = matrix_data(session, SYSTEM, find_plan(session, SYSTEM, plan))
            recipient = next(o.id for o in data.organisations.values() if o.short == organisation)
            when = headless.chosen_period(data, period)
            order = Order((recipient,), when.id if when else None, columns=(*USUAL_COLUMNS, *opened))
            (code,) = send(session, SYSTEM, data, order)
            return code, workbook_of(sent_matrix(session, SYSTEM, code), data)

    def read(self, content: bytes, file: str = "matriks.xlsx") -> Reading:
        with database.reading(self.engine) as session:
            return read_here(content, file, known_names(session))

    def choices(
        self, *, organisation: str = "", period: str = "", rows: Mapping[str, RowChoice] | None = None, plan: str = ""
    ) -> Choices:
        data = self.data(plan or "RAN-VII")
        organisation_id = next((o.id for o in data.organisations.values() if o.short == organisation), None)
        period_id = next((p.id for p in data.periods if f"{p.year}-{p.code}" == period), None)
        return Choices(RECEIVED, organisation_id, period_id, rows or {})

    def plan(
        self,
        content: bytes | Reading,
        actor: Actor = SYSTEM,
        choices: Choices | None = None,
        *,
        plan: str | None = None,
    ) -> ImportPlan:
        reading = content if isinstance(content, Reading) else self.read(content)
        with database.reading(self.engine) as session:
            return plan_import(session, actor, reading, choices or Choices(RECEIVED), plan_code=plan)

    def apply(
        self, content: bytes | Reading, actor: Actor = SYSTEM, choices: Choices | None = None, **more: Any
    ) -> int | None:
        """The number of the act, None where there was nothing to write."""
        reading = content if isinstance(content, Reading) else self.read(content)
        with database.transaction(actor, source=SourceKind.IMPORT, on=self.engine) as session:
            act, _plan = apply_import(session, actor, reading, choices or Choices(RECEIVED), **more)
            return act.id if act else None

    def undo(self, import_id: int | None, actor: Actor = SYSTEM) -> Undone:
        with database.transaction(actor, source=SourceKind.UNDO, on=self.engine) as session:
            return undo_import(session, actor, import_id or 0)

    def milestone(self, code: str = KPU_ROW, plan: str = "RAN-VII") -> StoredMilestone:
        return self.data(plan).by_code()[code]

    def report(
        self, organisation: str = "KPU", code: str = KPU_ROW, period: str = "2024-B06", plan: str = "RAN-VII"
    ) -> StoredReport | None:
        data = self.data(plan)
        milestone = data.by_code()[code]
        when = next(p for p in data.periods if f"{p.year}-{p.code}" == period)
        return next(
            (
                report
                for (milestone_id, period_id, _who), report in data.reports.items()
                if (milestone_id, period_id) == (milestone.id, when.id) and report.organisation.short == organisation
            ),
            None,
        )


def row_of_code(sheet: Worksheet, code: str) -> int:
    """The row of a sheet that begins with this code."""
    return next(row for row in range(KEY_ROW, sheet.max_row + 1) if sheet.cell(row, 1).value == code)


def cell_of(plan: ImportPlan, code: str, key: str) -> CellPlan:
    """The one cell of a row and column."""
    found = [cell for cell in plan.cells if (cell.row_code, cell.column_key) == (code, key)]
    assert len(found) == 1, found
    return found[0]


def column_of(key: str) -> int:
    """Where a column stands in a workbook of ours, counted from 1."""
    return 1 + next(place for place, column in enumerate(COLUMNS) if column.key == key)


# -- databases --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _seeded_sqlite(_sqlite_template: Path, password_hash: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    path = folder / "tracker.db"
    shutil.copyfile(_sqlite_template, path)
    _furnish(f"sqlite:///{path}", password_hash, folder)
    return path


def _furnish(url: str, password_hash: str, folder: Path) -> None:
    engine = database.make_engine(url)
    with pytest.MonkeyPatch.context() as patch:  # the key for digests must not land in the project's data directory
        patch.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        settings.cache_clear()
        load(engine)
        make_cast(engine, password_hash)
    settings.cache_clear()
    engine.dispose()


@pytest.fixture(scope="session")
def _seeded_postgres(postgres_server: str, password_hash: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = f"desk_{os.getpid()}"
    _administer(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE template_tracker')
    _furnish(_on_server(postgres_server, name), password_hash, tmp_path_factory.mktemp("desk"))
    return name


@pytest.fixture
def desk(_seeded_sqlite: Path, tmp_path: Path, configure: Configure, password_hash: str) -> Iterator[Desk]:
    """The desk on SQLite."""
    yield from _sqlite_desk(_seeded_sqlite, tmp_path, configure, password_hash)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def each_desk(
    request: pytest.FixtureRequest, tmp_path: Path, configure: Configure, password_hash: str
) -> Iterator[Desk]:
    """The desk, once on each kind of database."""
    if request.param == "sqlite":
        yield from _sqlite_desk(request.getfixturevalue("_seeded_sqlite"), tmp_path, configure, password_hash)
        return
    server: str = request.getfixturevalue("postgres_server")
    template: str = request.getfixturevalue("_seeded_postgres")
    name = f"desk_{uuid.uuid4().hex[:12]}"
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield from _desk_on(_on_server(server, name), configure, password_hash)
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _sqlite_desk(seeded: Path, tmp_path: Path, configure: Configure, password_hash: str) -> Iterator[Desk]:
    path = tmp_path / "data" / "tracker.db"
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(seeded, path)
    yield from _desk_on(f"sqlite:///{path}", configure, password_hash)


def _desk_on(url: str, configure: Configure, password_hash: str) -> Iterator[Desk]:
    for engine in configured_engine(url, configure):
        yield Desk(engine, _cast_of(engine))


def _cast_of(engine: Engine) -> Cast:
    from sqlmodel import select

    from models.queries.account import actor_for
    from models.tables.account import Account
    from tests.conftest import _PEOPLE

    with database.reading(engine) as session:
        accounts = {account.email: actor_for(account) for account in session.exec(select(Account)).all()}
    return Cast(**{who: accounts[email] for who, email, *_rest in _PEOPLE})

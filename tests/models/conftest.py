"""A small plan to work on, and ways to look into a database that the tests of the models share."""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command as alembic
from alembic.config import Config
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models import database
from models.commands.commitments import add_measure, add_milestone, set_parties
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.problems import TrackerError
from models.queries.overview import standing_of, standings
from models.queries.plans import PlanRecord, find_plan
from models.queries.progress import CommitmentPicture, MilestonePicture, PlanPicture, plan_picture
from models.rules.access import SYSTEM, Actor
from models.tables.commitment import Commitment
from models.tables.history import Change
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import ProgressReport, ReportEdition
from models.vocabulary import Assessor, OrganisationKind, PartyRole, PlanState, SourceKind
from tests.conftest import TODAY, Cast, Configure, _administer, _on_server

_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Plan:
    """RAN VII with three periods and three commitments: KPU's, Bawaslu's, and one that the CSO Perludem leads."""

    cast: Cast
    plan_id: int
    #: ids by code: B12 2023, B06 and B12 2024
    periods: dict[str, int]
    #: ids by code
    commitments: dict[str, int]
    #: of the first measure of each, by the commitment's code
    measures: dict[str, int]
    #: one each, due at the end of 2024, by the commitment's code
    milestones: dict[str, int]
    kpu: int
    bawaslu: int
    perludem: int

    def key(self, period: str = "B06", *, cso: bool = False, of: str = "RAN7-06") -> ReportKey:
        """KPU's report on its milestone, or Perludem's assessment of it."""
        owner = {"RAN7-06": self.kpu, "RAN7-07": self.bawaslu, "RAN7-08": self.perludem}[of]
        cso = cso or owner == self.perludem
        return ReportKey(
            self.milestones[of],
            self.periods[period],
            self.perludem if cso else owner,
            Assessor.CSO if cso else Assessor.AGENCY,
        )


def make_plan(engine: Engine, cast: Cast) -> Plan:
    """Put the plan into a database that has the cast."""
    with database.transaction(SYSTEM, source=SourceKind.SEED, on=engine) as session:
        ids = {o.abbreviation: o.id or 0 for o in session.exec(select(Organisation))}
        plan = ActionPlan(
            code="RAN-VII",
            number=7,
            name_id="RAN OGI VII",
            state=PlanState.OPEN,
            starts_on=dt.date(2023, 1, 1),
            ends_on=dt.date(2024, 12, 31),
        )
        session.add(plan)
        session.flush()
        periods = {
            code: ReportingPeriod(
                plan_id=plan.id,
                code=code[:3],
                year=year,
                starts_on=dt.date(year, first, 1),
                ends_on=dt.date(year, first + 5, 30 if first == 1 else 31),
                due_on=dt.date(year, 7, 31) if first == 1 else dt.date(year + 1, 1, 31),
            )
            for code, year, first in (("B12/23", 2023, 7), ("B06", 2024, 1), ("B12", 2024, 7))
        }
        session.add_all(periods.values())
        commitments, measures, milestones = {}, {}, {}
        for number, lead in ((6, "KPU"), (7, "Bawaslu"), (8, "Perludem")):
            code = f"RAN7-{number:02}"
            commitment = Commitment(plan_id=plan.id, code=code, number=number, title_id=f"Komitmen {lead}")
            session.add(commitment)
            session.flush()
            commitments[code] = commitment.id or 0
            set_parties(session, SYSTEM, commitments[code], PartyRole.LEAD, [ids[lead]])
            measures[code] = add_measure(session, SYSTEM, commitments[code], f"Ukuran {lead}").id or 0
            values = {"target_text": f"Target {lead}", "due_on": dt.date(2024, 12, 31)}
            made = add_milestone(session, SYSTEM, measures[code], values, organisation_ids=[ids[lead]])
            milestones[code] = made.id or 0
        set_parties(session, SYSTEM, commitments["RAN7-06"], PartyRole.PARTNER, [ids["Perludem"]])
        session.flush()
        return Plan(
            cast,
            plan.id or 0,
            {code: period.id or 0 for code, period in periods.items()},
            commitments,
            measures,
            milestones,
            ids["KPU"],
            ids["Bawaslu"],
            ids["Perludem"],
        )


@pytest.fixture
def plan(request: pytest.FixtureRequest, cast: Cast, configure: Configure) -> Plan:
    """The plan, in the test's database: both kinds where it asks for ``engine``, SQLite otherwise.

    It was entered before anything was reported, so that pictures of the past have a past.
    """
    name = "engine" if "engine" in request.fixturenames else "sqlite"
    configure(TRACKER_TODAY="2023-01-02")
    made = make_plan(request.getfixturevalue(name), cast)
    configure(TRACKER_TODAY=TODAY.isoformat())
    return made


# -- short ways to write and read -----------------------------------------------------------------------------------


def write(actor: Actor, do: Callable[[Session], Any], source: SourceKind = SourceKind.FORM) -> Any:
    """One act in a transaction of its own."""
    with database.transaction(actor, source=source) as session:
        return do(session)


def say(actor: Actor, key: ReportKey, *, on: dt.date | None = None, submit: bool = True, **content: Any) -> int:
    """Enter a report and give its id."""
    entry = Entry(submit=submit, received_on=on)
    return int(write(actor, lambda session: enter_report(session, actor, key, content, entry).id))


class _UndoneError(Exception):
    pass


@contextmanager
def undone(actor: Actor = SYSTEM, on: Engine | None = None) -> Iterator[Session]:
    """A transaction that leaves nothing behind, so that one database serves many cases."""
    try:
        with database.transaction(actor, source=SourceKind.FORM, on=on) as session:
            yield session
            raise _UndoneError
    except _UndoneError:
        pass


def report_of(report_id: int) -> ProgressReport:
    with database.reading() as session:
        return session.get_one(ProgressReport, report_id)


def traces(session: Session) -> tuple[int, int]:
    """How many changes the history holds, and how many editions of reports there are."""
    return (
        session.exec(select(func.count()).select_from(Change)).one(),
        session.exec(select(func.count()).select_from(ReportEdition)).one(),
    )


def count_traces() -> tuple[int, int]:
    with database.reading() as session:
        return traces(session)


def changes_of(table: str, row_id: int | None = None) -> list[Change]:
    """The history of a table or row, in its order."""
    with database.reading() as session:
        query = select(Change).where(Change.table_name == table).order_by(col(Change.id))
        return [c for c in session.exec(query) if row_id in (None, c.row_id)]


def plan_record(session: Session, actor: Actor) -> PlanRecord:
    return find_plan(session, actor, "RAN-VII")


def picture(actor: Actor, as_of: dt.date = TODAY, session: Session | None = None) -> PlanPicture:
    """The plan as an actor sees it on a day; the overview, which reads less, must come to the same figures."""
    if session is None:
        with database.reading() as fresh:
            return picture(actor, as_of, fresh)
    session.flush()
    plan = plan_record(session, actor)
    found = plan_picture(session, actor, plan, as_of)
    assert standings(session, actor, (plan,), as_of) == {plan.id: standing_of(found)}
    return found


def milestone_in(found: PlanPicture, code: str = "RAN7-06") -> MilestonePicture:
    """The first milestone of a commitment in a picture."""
    return commitment_in(found, code).milestones[0]


def commitment_in(found: PlanPicture, code: str = "RAN7-06") -> CommitmentPicture:
    return next(c for c in found.commitments if c.code == code)


def outcome_of(do: Callable[[], Any]) -> str:
    """What came of an attempt: the name of the error, or "done"."""
    try:
        do()
    except TrackerError as error:
        return type(error).__name__
    return "done"


# -- databases in other states --------------------------------------------------------------------------------------


def migrate(engine: Engine, revision: str, *, down: bool = False) -> None:
    """Bring a database to another revision than the newest."""
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    with engine.execution_options(writing=True).begin() as connection:
        config.attributes["connection"] = connection
        (alembic.downgrade if down else alembic.upgrade)(config, revision)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'baru' / 'tracker.db'}"
        shutil.rmtree(tmp_path / "baru", ignore_errors=True)
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"empty_{os.getpid()}_{next(_NUMBERS)}"
    _administer(server, f'CREATE DATABASE "{name}"')
    yield _on_server(server, name)
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


# -- other processes ------------------------------------------------------------------------------------------------

_CONTEXT = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")


def at_once(do: Callable[..., Any], *arguments: tuple[Any, ...]) -> list[Any]:
    """Run a function in as many processes as there are arguments, all starting at the same moment."""
    gate = _CONTEXT.Barrier(len(arguments))
    queue = _CONTEXT.Queue()
    workers = [
        _CONTEXT.Process(target=_in_process, args=(do, gate, queue, number, given), daemon=True)
        for number, given in enumerate(arguments)
    ]
    for worker in workers:
        worker.start()
    found = dict(queue.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join(timeout=30)
    return [found[number] for number in range(len(workers))]


def _in_process(do: Callable[..., Any], gate: Any, queue: Any, number: int, given: tuple[Any, ...]) -> None:
    try:
        gate.wait(timeout=30)
        queue.put((number, do(*given)))
    except Exception as error:  # noqa: BLE001 - told to the process that waits
        queue.put((number, f"{type(error).__name__}: {error}"))


def add_organisation(on: Engine, name: str) -> None:
    """The smallest act there is."""
    with database.transaction(SYSTEM, source=SourceKind.SEED, on=on) as session:
        session.add(Organisation(name=name, kind=OrganisationKind.UNIT))

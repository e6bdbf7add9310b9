"""The demonstration data for tests that look at documents and open data made from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models import database
from models.settings import settings
from seed.demo.load import load_demo

TODAY = dt.date(2024, 7, 31)


def demonstration(folder: Path) -> Engine:
    """A database of its own with the demonstration as it stands on its day."""
    engine = database.make_engine(f"sqlite:///{folder / 'tracker.db'}")
    with pytest.MonkeyPatch.context() as patch:  # the key for digests must not land in the project's data directory
        patch.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        patch.setenv("TRACKER_DEMO", "1")
        patch.setenv("TRACKER_TODAY", TODAY.isoformat())
        settings.cache_clear()
        load_demo(engine)
    settings.cache_clear()
    return engine

"""The dashboard against an empty page, over the websocket; and the same plan inside a very large database."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from models.clock import today
from models.database import make_engine, reading, upgrade
from models.queries.overview import standings
from models.queries.plans import list_plans
from models.rules.access import VISITOR
from seed.load import load
from tests.benchmarks import large
from tests.benchmarks.client import PROJECT, median_rerun, run_page, server, visitor
from tests.benchmarks.matrices import best

Figure = tuple[str, float, float, str]
PLAN = "rencana=RAN-VII"


def figures(folder: Path) -> list[Figure]:
    """(what, seconds, seconds of the floor, what the floor is)."""
    small, big = folder / "pages.db", folder / "large.db"
    on = make_engine(f"sqlite:///{small}")
    upgrade(on)
    load(on)
    on.dispose()
    shutil.copy(small, big)
    on = make_engine(f"sqlite:///{big}")
    large.fill(on)
    on.dispose()
    empty_script = folder / "empty.py"
    empty_script.write_text("import streamlit as st\nst.text('kosong')\n")
    with server(empty_script, {}) as port, visitor(port) as tab:
        empty = median_rerun(tab)
    with server(PROJECT / "tracker_app.py", _environment(small, folder)) as port:
        first, own = _dashboard(port)
    on = make_engine(f"sqlite:///{big}")
    with reading(on) as session:
        plans = list_plans(session, VISITOR)[:10]
        anew = best(lambda: standings(session, VISITOR, plans, today()))
    on.dispose()
    with server(PROJECT / "tracker_app.py", _environment(big, folder)) as port:
        first_in_large, inside = _dashboard(port)
        cold, overview = _overview(port)
    page, plan = "rerun of an empty page", "the same in a small database"
    return [
        ("dashboard, rerun", own, empty, page),
        ("dashboard, first view of a visitor", first, empty, page),
        ("dashboard among 100 plans, rerun", inside, own, plan),
        ("dashboard among 100 plans, first view", first_in_large, first, plan),
        ("overview of 100 plans, rerun", overview, own, "rerun of one plan's dashboard"),
        ("overview of 100 plans, the first since the start", cold, own, "rerun of one plan's dashboard"),
        ("figures of ten large plans anew, after a change", anew, own, "rerun of one plan's dashboard"),
    ]


def _environment(database: Path, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{database}",
        "TRACKER_DATA_DIRECTORY": str(folder),
        "PYTHONPATH": os.fspath(PROJECT),
    }


def _dashboard(port: int) -> tuple[float, float]:
    """The first view of a visitor once the modules are loaded, and a rerun."""
    with visitor(port) as tab:
        run_page(tab, PLAN)
    with visitor(port) as tab:
        return run_page(tab, PLAN), median_rerun(tab, PLAN)


def _overview(port: int) -> tuple[float, float]:
    with visitor(port) as tab:
        return run_page(tab, page="rencana-aksi"), median_rerun(tab, page="rencana-aksi")

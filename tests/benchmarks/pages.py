"""The dashboard against an empty page, over the websocket."""

from __future__ import annotations

import os
from pathlib import Path

from models.database import make_engine, upgrade
from seed.load import load
from tests.benchmarks.client import PROJECT, median_rerun, run_page, server, visitor


def figures(folder: Path) -> list[tuple[str, float, float, str]]:
    """(what, seconds, seconds of the floor, what the floor is)."""
    url = f"sqlite:///{folder / 'pages.db'}"
    on = make_engine(url)
    upgrade(on)
    load(on)
    empty_script = folder / "empty.py"
    empty_script.write_text("import streamlit as st\nst.text('kosong')\n")
    with server(empty_script, {}) as port, visitor(port) as tab:
        empty = median_rerun(tab)
    environment = {"DATABASE_URL": url, "TRACKER_DATA_DIRECTORY": str(folder), "PYTHONPATH": os.fspath(PROJECT)}
    with server(PROJECT / "tracker_app.py", environment) as port:
        with visitor(port) as tab:
            run_page(tab)  # modules are loaded once per process
        with visitor(port) as tab:
            first = run_page(tab)
            dashboard = median_rerun(tab)
    return [
        ("dashboard, rerun", dashboard, empty, "rerun of an empty page"),
        ("dashboard, first view of a visitor", first, empty, "rerun of an empty page"),
    ]

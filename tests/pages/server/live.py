"""A server of our own on a free port, as ``streamlit run`` starts it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from models.settings import PROJECT_ROOT

#: what Chromium may not do by itself while a test counts its requests
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--no-first-run",
)


@dataclass(frozen=True, slots=True)
class Live:
    """A running server."""

    url: str
    log: Path

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def said(self) -> str:
        """What it has written to its console so far."""
        return self.log.read_text("utf-8")

    def set_up_link(self) -> str:
        """The link for the first administrator."""
        found = re.search(r"http\S+/penyiapan\?token=\S+", self.said())
        assert found, self.said()
        return found.group()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Live]:
    """Start the tracker on an empty database in ``folder`` and stop it by its own handle."""
    port = free_port()
    log = folder / "server.log"
    clean = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith(("TRACKER_", "STREAMLIT_"))
    }
    command = [sys.executable, "-m", "streamlit", "run", "tracker_app.py", "--server.port", str(port)]
    with log.open("w") as console:
        process = subprocess.Popen(
            command,
            cwd=PROJECT_ROOT,
            env={**clean, "TRACKER_DATA_DIRECTORY": str(folder / "data"), "PYTHONUNBUFFERED": "1", **environment},
            stdout=console,
            stderr=subprocess.STDOUT,
        )
        try:
            live = Live(f"http://localhost:{port}", log)
            _wait(live, process)
            yield live
        finally:
            process.terminate()
            process.wait(20)


def _wait(live: Live, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, live.said()
        try:
            with urlopen(f"{live.url}/readyz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(live.said())

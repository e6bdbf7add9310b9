"""A browser's side of Streamlit's websocket: asks for a page and waits until its script has finished."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PROJECT = Path(__file__).parents[2]


@contextmanager
def server(script: Path, environment: dict[str, str]) -> Iterator[int]:
    """A server of its own on a free port; ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    for _attempt in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not come up")


@contextmanager
def visitor(port: int) -> Iterator[ClientConnection]:
    """A tab."""
    origin = f"http://localhost:{port}"
    address = f"ws://localhost:{port}/_stcore/stream"
    with connect(address, origin=origin, subprotocols=["streamlit"], max_size=None) as tab:
        yield tab


def run_page(tab: ClientConnection, query: str = "", *, page: str = "") -> float:
    """Seconds from the click to "script finished"; ``page`` is the address of another page than the first."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    message.rerun_script.context_info.url = "http://localhost/"
    start = time.perf_counter()
    tab.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(tab.recv(timeout=300))
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start


def median_rerun(tab: ClientConnection, query: str = "", *, page: str = "", rounds: int = 25) -> float:
    """The typical rerun after the first, with a reader's pause before each."""
    run_page(tab, query, page=page)
    found = []
    for _round in range(rounds):
        time.sleep(0.06)
        found.append(run_page(tab, query, page=page))
    return sorted(found)[rounds // 2]

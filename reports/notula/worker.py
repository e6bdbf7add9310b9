"""The child process that opens DOCX and PDF: file on stdin, lines as JSON on stdout, bounded memory and time.

A process of its own, not a fork, because the server has threads; no file name and no database reach it.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

MEMORY = 768 * 1024 * 1024
PROCESSOR_SECONDS = 20
MAX_CHARACTERS = 3_000_000


def _read(kind: str, data: bytes) -> dict[str, Any]:
    if kind == "docx":
        from reports.notula.from_docx import read_docx

        return read_docx(data)
    from reports.notula.from_pdf import Locked, TooLong, read_pdf

    try:
        return read_pdf(data)
    except Locked:
        return {"reason": "encrypted"}
    except TooLong:
        return {"reason": "too_large"}


def main() -> None:
    """Always ends with one JSON object: lines, or the reason why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 1))
    data = sys.stdin.buffer.read()
    try:
        result = _read(sys.argv[1], data)
        if sum(len(line["text"]) for line in result.get("lines", ())) > MAX_CHARACTERS:
            result = {"reason": "too_large"}
    except MemoryError:
        result = {"reason": "too_large"}
    except Exception:  # noqa: BLE001 - two foreign parsers on a stranger's file may raise anything
        result = {"reason": "damaged"}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()

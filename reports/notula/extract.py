"""From the bytes of an upload to text lines with positions, or a refusal with its reason (notula.md §8)."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, Final

from reports.notula.checks import Kind, decode, kind_of
from reports.notula.document import REASONS, Document, Line, Rejected
from reports.notula.from_text import lines_from_text
from reports.notula.furniture import mark_furniture

SECONDS: Final = 20.0
#: some two hundred and fifty pages; what is longer are no minutes, and reading takes its time in the server
MAX_TEXT: Final = 500_000
MAX_LINES: Final = 10_000
PROJECT: Final = Path(__file__).parents[2]
MEDIA_TYPES: Final[dict[Kind, str]] = {
    "text": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
EXTRACTORS: Final[dict[Kind, str]] = {"pdf": "pdfplumber", "docx": "docx2python"}


def extract(data: bytes, name: str = "", *, seconds: float = SECONDS) -> Document:
    """The text of a file as lines. Raises ``Rejected`` when there is nothing to read."""
    kind = kind_of(data, name)
    lines: list[Line]
    pages: int | None
    notices: tuple[str, ...]
    if kind == "text":
        lines, pages, notices = lines_from_text(decode(data)), None, ()
    else:
        lines, pages, notices = _in_child(kind, data, seconds)
    if len(lines) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_TEXT:
        raise Rejected("too_large")
    lines = [replace(line, number=number, text=_clean(line.text)) for number, line in enumerate(lines, start=1)]
    if not any(character.isalnum() for line in lines for character in line.text):
        raise Rejected("empty")
    return Document(
        lines=tuple(lines),
        file=PurePath(name).name,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="text/markdown" if name.lower().endswith((".md", ".markdown")) else MEDIA_TYPES[kind],
        extractor=EXTRACTORS.get(kind, "text"),
        extractor_version=version(EXTRACTORS[kind]) if kind in EXTRACTORS else "1",
        pages=pages,
        notices=notices,
    )


def _in_child(kind: Kind, data: bytes, seconds: float) -> tuple[list[Line], int | None, tuple[str, ...]]:
    # the child needs the interpreter and this package, and none of the server's settings or secrets
    environment = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT") if key in os.environ}
    try:
        finished = subprocess.run(  # noqa: S603 - our own interpreter and module; nothing of the upload is in it
            [sys.executable, "-W", "ignore", "-m", "reports.notula.worker", kind],
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=PROJECT,
            env={**environment, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Rejected("timeout") from error
    try:
        result: dict[str, Any] = json.loads(finished.stdout)
    except ValueError as error:
        # killed by its limits before it could report: by the clock (SIGXCPU, SIGKILL) or by memory
        raise Rejected("timeout" if finished.returncode in {-24, -9} else "too_large") from error
    if "reason" in result:
        raise Rejected(result["reason"] if result["reason"] in REASONS else "damaged")
    lines = [Line.from_json(line) for line in result["lines"]]
    if not any(line.text.strip() for line in lines):
        raise Rejected("image_only" if result.get("pictures") else "empty")
    return mark_furniture(lines), result["pages"], tuple(result["notices"])


def _clean(text: str) -> str:
    """Control, zero-width and direction characters hide what a reader sees (security.md §3, spoofing)."""
    kept = (c for c in text if c == "\t" or (c >= " " and not 0x7F <= ord(c) < 0xA0))
    text = "".join(" " if c in "\u00a0\u202f\u2007" else c for c in kept if c not in INVISIBLE)
    return re.sub(r"(?<=\S) {9,}", " " * 8, text).rstrip()


INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad"
)

"""The door for files from strangers: any bytes go in, a `Grid` comes out or `Refused` is raised, and nothing else.

This process only looks at the first bytes. Unpacking, checking and parsing happen in a process of their own (`parse`)
under a memory and a time limit, whose answer is plain JSON; here it becomes values again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from threading import Semaphore
from types import MappingProxyType
from typing import Any, Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from models.problems import Problem, ProblemKind
from reports.matrix import catalogue, limits
from reports.matrix.grid import Cell, CellValue, Grid, Merge, Sheet, address
from reports.matrix.parts import DATE, ERROR, NUMBER, TEXT
from reports.matrix.sniff import ZIP, foreign_format

log = logging.getLogger(__name__)

ROOT: Final = Path(__file__).parents[2]
START: Final = "import sys; sys.path.append(sys.argv[1]); from reports.matrix.parse import main; main()"
MACRO_NAMES: Final = (".xlsm", ".xltm", ".xlam")
#: all that Python needs to start, on Windows and with a shared library; no secrets
ENVIRONMENT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH")
_turns = Semaphore(limits.CHILDREN)


class Refused(Exception):
    """The file was not read. ``problems`` says why, for the person who sent it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems


def open_workbook(data: bytes, file: str) -> Grid:
    """The workbook in these bytes, sent under this name."""
    _check_first_bytes(data, file)
    lines = iter(BytesIO(_read_elsewhere(data)))
    try:
        return _grid(lines, file, hashlib.sha256(data).hexdigest())
    except (LookupError, TypeError, ValueError, OverflowError) as slip:
        log.exception("The answer of the reading process makes no sense")
        raise _refused(catalogue.CORRUPT_FILE) from slip


def _refused(kind: ProblemKind, **values: str) -> Refused:
    return Refused(Problem(kind, values=values))


def _check_first_bytes(data: bytes, file: str) -> None:
    if not data:
        raise _refused(catalogue.EMPTY_FILE)
    if len(data) > limits.MAX_BYTES:
        raise _refused(catalogue.TOO_LARGE)
    if data.startswith(ZIP):
        if file.lower().endswith(MACRO_NAMES):
            raise _refused(catalogue.MACROS_NOT_ALLOWED, found=file)
        return
    found = foreign_format(data)
    if found == "password":
        raise _refused(catalogue.PASSWORD_PROTECTED)
    if found:
        raise _refused(catalogue.WRONG_FORMAT, found=found)
    raise _refused(catalogue.NOT_A_WORKBOOK)


def _read_elsewhere(data: bytes) -> bytes:
    """What the reading process answers. It is started anew, never forked: this process has threads."""
    command = [sys.executable, "-I", "-S", "-c", START, str(ROOT), str(limits.CHILD_MEMORY), str(limits.CHILD_SECONDS)]
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    if not _turns.acquire(timeout=limits.CHILD_SECONDS):
        raise _refused(catalogue.READER_UNAVAILABLE)
    try:
        child = subprocess.run(  # noqa: S603 - our own program; the file reaches it as data only
            command, input=data, capture_output=True, timeout=limits.CHILD_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise _refused(catalogue.TIME_LIMIT) from slow
    except OSError as trouble:
        log.exception("The reading process cannot be started")
        raise _refused(catalogue.READER_UNAVAILABLE) from trouble
    finally:
        _turns.release()
    if child.stderr:
        log.error("The reading process complains: %s", child.stderr.decode(errors="replace")[-4000:])
    if child.returncode:
        raise _refused(_cause_of_death(child.returncode))
    return child.stdout


def _cause_of_death(returncode: int) -> ProblemKind:
    log.warning("The reading process ended with %s", returncode)
    if returncode == -getattr(signal, "SIGXCPU", 0):
        return catalogue.TIME_LIMIT
    if returncode == -getattr(signal, "SIGKILL", 0):  # by the system, when memory ran out
        return catalogue.TOO_MUCH_MEMORY
    return catalogue.CORRUPT_FILE


def _grid(lines: Iterator[bytes], file: str, sha256: str) -> Grid:
    head = json.loads(next(lines, b""))
    if "problems" in head:
        raise Refused(*(_problem(**entry) for entry in head["problems"]))
    texts = [text for line in islice(lines, head["text_lines"]) for text in json.loads(line)]
    epoch = MAC_EPOCH if head["epoch_1904"] else WINDOWS_EPOCH
    styles = [_style(number_format, bold, epoch) for number_format, bold in head["styles"]]
    return Grid(
        file,
        sha256,
        tuple(_sheet(islice(lines, entry["lines"]), entry, texts, styles) for entry in head["sheets"]),
        head["epoch_1904"],
        head["properties"],
    )


def _problem(
    kind: str,
    values: Mapping[str, str] = MappingProxyType({}),
    sheet: str | None = None,
    row: int = 0,
    column: int = 0,
) -> Problem:
    return Problem(vars(catalogue)[kind], sheet, address(row, column) if row else None, values)


@dataclass(frozen=True, slots=True)
class _Style:
    number_format: str
    bold: bool
    #: how a number under this format becomes a date, a time or a duration
    as_date: Callable[[float], CellValue] | None


def _style(number_format: str | int, bold: bool, epoch: dt.datetime) -> _Style:
    code = BUILTIN_FORMATS.get(number_format, "General") if isinstance(number_format, int) else number_format
    if not is_date_format(code):
        return _Style(code, bold, None)
    return _Style(code, bold, partial(from_excel, epoch=epoch, timedelta=is_timedelta_format(code)))


def _sheet(lines: Iterator[bytes], entry: Mapping[str, Any], texts: list[str], styles: list[_Style]) -> Sheet:
    comments = {(row, column): texts[text] for row, column, text in entry["comments"]}
    cells = {}
    for line in lines:
        row, *rest = json.loads(line)
        fields = iter(rest)
        for column, style_number, kind, raw, formula in zip(fields, fields, fields, fields, fields, strict=True):
            style, place = styles[style_number], (row, column)
            cells[place] = Cell(
                row,
                column,
                _value(kind, raw, texts, style),
                style.number_format,
                texts[formula] if formula else None,
                kind == ERROR,
                style.bold,
                comments.get(place),
            )
    return Sheet(
        entry["name"],
        cells,
        tuple(Merge(*corners) for corners in entry["merges"]),
        frozenset(entry["hidden_rows"]),
        frozenset(entry["hidden_columns"]),
        entry["state"],
        tuple(address(row, column) for row, column in entry["pictures"]),
    )


def _value(kind: int, raw: Any, texts: list[str], style: _Style) -> Any:
    if raw is None:
        return None
    if kind in (TEXT, ERROR):
        return texts[raw]
    convert = from_ISO8601 if kind == DATE else style.as_date if kind == NUMBER else None
    if convert:
        # what is no date stays what it is; Excel shows #### for such a number
        with suppress(OverflowError, ValueError):
            return convert(raw)
    return raw

"""``python -m reports.matrix read FILE``: what a matrix says, as JSON. Exit code 0 accepted, 1 refused."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from models.problems import Problem
from reports.matrix import catalogue
from reports.matrix.read import Reading, read_matrix, reading_as_json


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; its function gets the parsed arguments and returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m reports.matrix", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="print what a workbook says as JSON; writes nothing")
    read.add_argument("file", type=Path)
    read.set_defaults(run=run_read)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code


def run_read(options: argparse.Namespace) -> int:
    """Read one file; one that is not there or cannot be read is refused like a broken one."""
    path: Path = options.file
    try:
        data = path.read_bytes()
    except OSError:
        reading = Reading(path.name, "", (), (Problem(catalogue.NOT_A_WORKBOOK),))
    else:
        reading = read_matrix(data, path.name)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=2))
    return 0 if reading.accepted else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""``python -m reports.notula read FILE [--registry registry.json]``: the draft of a notula as JSON.

Exit code 0 with a draft, 1 with ``{"outcome": "rejected", …}`` for a file that cannot be used.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from models.language import _
from reports.notula.checks import MAX_FILE
from reports.notula.document import Rejected
from reports.notula.extract import extract
from reports.notula.read import read


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise Rejected("not_found") from error


def _registry(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    registry = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(registry, dict):
        raise ValueError
    return registry


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object, whatever the file is."""
    parser = argparse.ArgumentParser(prog="python -m reports.notula")
    command = parser.add_subparsers(dest="command", required=True).add_parser("read")
    command.add_argument("file", type=Path)
    command.add_argument("--registry", type=Path)
    options = parser.parse_args(arguments)
    try:
        registry = _registry(options.registry)
    except (OSError, ValueError):
        parser.error(_("Daftar organisasi tidak dapat dibaca: {file}", file=options.registry))
    try:
        result = read(extract(_bytes_of(options.file), options.file.name), registry)
    except Rejected as refusal:
        result = refusal.as_json()
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0 if result["outcome"] == "draft" else 1


if __name__ == "__main__":
    sys.exit(main())

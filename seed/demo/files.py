"""The files of seed/data/demo."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from seed.records import DATA, Record
from seed.records import read as read_records

#: what marks a record as made up wherever it has a field for its source
SOURCE = "data contoh"
#: begins the reason of every act
REASON = "Data contoh"
_FOLDER = "demo"

Facts = Mapping[str, Any]


def read(file: str) -> Iterator[Record]:
    """The rows of a CSV file."""
    return read_records(f"{_FOLDER}/{file}")


def facts_of(file: str) -> Any:
    """The content of a JSON file."""
    return json.loads((DATA / _FOLDER / file).read_text(encoding="utf-8"))


def meeting_files() -> list[str]:
    """The meetings, in the order of their names, which begin with the day."""
    folder = DATA / _FOLDER
    return [str(path.relative_to(folder)) for path in sorted((folder / "meetings").glob("*.json"))]


def day(text: str) -> dt.date:
    """A day that must be given."""
    return dt.date.fromisoformat(text)


def day_or_none(text: str) -> dt.date | None:
    """A day, or nothing for a blank."""
    return dt.date.fromisoformat(text) if text else None


def figure(text: str) -> float | None:
    """A percentage, or nothing for a blank, which is never 0. A whole number stays one, as a form gives it."""
    if not text:
        return None
    return float(text) if "." in text else int(text)

"""The files of seed/data as records: every row knows its file and line, for the history."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"

_QUANTITY = re.compile(r"^(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>\D.*)$")


class SeedError(Exception):
    """The seed data contradict themselves; a mistake in seed/data, not of a user."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file with the line it stands on."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    @property
    def commitment(self) -> tuple[str, str]:
        """How rows of the reference data point to a commitment: plan, and number or else OGP id."""
        return self["plan_code"], self["commitment_number"] or self["ogp_id"]


def read(file: str) -> Iterator[Record]:
    """The rows of a CSV file of seed/data."""
    with (DATA / file).open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        for row in reader:
            yield Record(file, reader.line_num, {name: (value or "").strip() for name, value in row.items()})


def names(text: str) -> list[str]:
    """The names of a semicolon list. Nothing else separates: names hold commas, slashes and brackets."""
    return [name.strip() for name in text.split(";") if name.strip()]


def number(text: str) -> int | None:
    """A whole number, or None for a blank."""
    return int(text) if text else None


def first_day(text: str) -> dt.date | None:
    """The first day of what was written: ``2019``, ``2019-01`` or a day."""
    return _span(text)[0] if text else None


def last_day(text: str) -> dt.date | None:
    """The last day of what was written."""
    return _span(text)[1] if text else None


def _span(text: str) -> tuple[dt.date, dt.date]:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    first, last = (month, month) if month else (1, 12)
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def quantity(text: str) -> tuple[float | None, str]:
    """Value and unit of a target that begins with a number ("5 kelompok data"); else neither."""
    match = _QUANTITY.match(text)
    return (float(match["value"].replace(",", ".")), match["unit"]) if match else (None, "")

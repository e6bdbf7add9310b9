"""Rows as JSON and csv hold them: for machines, verbatim."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import Any

from reports.opendata.describe import Resource, Row


def plain(resource: Resource, row: Row) -> Row:
    """A row as JSON holds it: days as text, and nothing where a code, a number or a day is missing."""
    return {f.name: _plain(row[f.name], text=f.kind == "string" and not f.values) for f in resource.fields}


def _plain(value: Any, *, text: bool) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value == "" and not text else value


def as_csv(resource: Resource, rows: Iterable[Row]) -> bytes:
    """Rows as csv for machines: UTF-8, verbatim, a missing value is empty."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(resource.columns)
    for row in rows:
        writer.writerow([_cell(value) for value in plain(resource, row).values()])
    return stream.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value

"""What stands beside a table: another table, or a legend that only looks like more columns (matrix.md §2.11, §2.13)."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from reports.matrix.paths import Column
from reports.matrix.vocabulary import fold_title

#: one of these in a table's row makes it a table of its own
_SUBJECTS: Final = frozenset({"commitment_title", "success_measure", "milestone"})
#: a legend gives these a second time, or says that it is about colours
_LEGEND_FIELDS: Final = frozenset({"status", "notes", "percent", "target_text"})
_LEGEND_TITLES: Final = frozenset(
    {"warna", "kode warna", "warna status", "simbol", "legenda", "legend", "color", "colour", "symbol", "arti", "makna"}
)


def without_legends(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a header apart from a legend that stands to the right of it, an empty column between."""
    kept = columns
    for part in _parts(columns)[1:]:
        rest = [column for column in kept if column not in part]
        fields = {column.field for column in part if column.is_read}
        taken = {(column.field, column.period) for column in rest if column.is_read}
        repeats = any((column.field, column.period) in taken for column in part if column.is_read)
        unknown = any(not column.is_read and column.period is None for column in part)
        named = any(fold_title(column.path[-1]) in _LEGEND_TITLES for column in part)
        if len(part) <= 3 and fields <= _LEGEND_FIELDS and (named or (repeats and unknown)):
            kept = tuple(rest)
    return kept


def where_another_begins(columns: tuple[Column, ...]) -> int | None:
    """The column at which a second table begins: behind an empty one, the same subject and more fields once again."""
    seen: set[tuple[object, ...]] = set()
    for part in _parts(columns):
        slots = {(column.field, column.period, column.reporter) for column in part if column.is_read}
        again = slots & seen
        if len(again) >= 2 and any(field in _SUBJECTS for field, _period, _reporter in again):
            return part[0].index
        seen |= slots
    return None


def _parts(columns: tuple[Column, ...]) -> list[list[Column]]:
    """The columns of a header, cut where one without a title lies between them."""
    ordered = sorted(columns, key=lambda column: column.index)
    parts = [ordered[:1]]
    for left, right in pairwise(ordered):
        if right.index - left.index > 1:
            parts.append([])
        parts[-1].append(right)
    return parts

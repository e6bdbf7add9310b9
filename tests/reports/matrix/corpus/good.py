"""The good files: matrices a reader must take, each with what a careful person would enter."""

from __future__ import annotations

from tests.reports.matrix.corpus import (
    good_exports,
    good_groups,
    good_periods,
    good_practice,
    good_sheets,
    good_tables,
    good_values,
)
from tests.reports.matrix.corpus.making import Builder

BUILDERS: list[Builder] = [
    *good_tables.BUILDERS,
    *good_periods.BUILDERS,
    *good_groups.BUILDERS,
    *good_sheets.BUILDERS,
    *good_exports.BUILDERS,
    *good_values.BUILDERS,
    *good_practice.BUILDERS,
]

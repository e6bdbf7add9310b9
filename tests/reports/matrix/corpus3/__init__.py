"""A third corpus, written from matrix.md and forms in use by somebody who had not read the reader."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Builder
from tests.reports.matrix.corpus3 import (
    bad_cells,
    bad_files,
    good_books,
    good_cells,
    good_headings,
    good_more,
    good_periods,
    good_rows,
)

GOOD: list[Builder] = [
    *good_headings.BUILDERS,
    *good_rows.BUILDERS,
    *good_periods.BUILDERS,
    *good_cells.BUILDERS,
    *good_books.BUILDERS,
    *good_more.BUILDERS,
]
BAD: list[Builder] = [*bad_files.BUILDERS, *bad_cells.BUILDERS]

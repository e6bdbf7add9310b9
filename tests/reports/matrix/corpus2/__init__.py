"""A second corpus, written against matrix.md by somebody who had not seen the reader."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Builder
from tests.reports.matrix.corpus2 import (
    bad_again,
    bad_files,
    good_again,
    good_books,
    good_cells,
    good_headers,
    good_rows,
    good_times,
)

GOOD: list[Builder] = [
    *good_headers.BUILDERS,
    *good_times.BUILDERS,
    *good_rows.BUILDERS,
    *good_books.BUILDERS,
    *good_cells.BUILDERS,
    *good_again.BUILDERS,
]
BAD: list[Builder] = [*bad_files.BUILDERS, *bad_again.BUILDERS]

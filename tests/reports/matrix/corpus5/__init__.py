"""A fifth corpus: each sentence of matrix.md tested literally, in the style of its samples."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Builder
from tests.reports.matrix.corpus5 import cells, more, refusals, tables

GOOD: list[Builder] = [*tables.BUILDERS, *cells.BUILDERS, *more.GOOD]
BAD: list[Builder] = [*refusals.BUILDERS, *more.BAD]

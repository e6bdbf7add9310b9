"""The bad files: what a reader must refuse, and the reason it must give."""

from __future__ import annotations

from tests.reports.matrix.corpus import bad_cells, bad_files
from tests.reports.matrix.corpus.making import Builder

BUILDERS: list[Builder] = [*bad_files.BUILDERS, *bad_cells.BUILDERS]

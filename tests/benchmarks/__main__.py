"""``make bench``: prints every figure with its floor and ratio."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import briefs, exchange, matrices, pages


def main() -> None:
    """Measure everything in one run."""
    with tempfile.TemporaryDirectory() as folder:
        parts = (pages.figures, matrices.figures, exchange.figures, briefs.figures)
        found = [figure for figures in parts for figure in figures(Path(folder))]
    width = max(len(what) for what, *_rest in found)
    for what, seconds, floor, of_what in found:
        print(f"{what:<{width}}  {seconds * 1000:8.1f} ms  {seconds / floor:6.2f} × {of_what} ({floor * 1000:.1f} ms)")


if __name__ == "__main__":
    main()

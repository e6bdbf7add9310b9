"""The meeting brief against an empty Typst page."""

from __future__ import annotations

from pathlib import Path

import typst

from models.database import reading as read_session
from models.rules.access import VISITOR
from reports.brief.gather import Wanted, gather
from reports.brief.typeset import pdf
from tests.benchmarks.matrices import best
from tests.reports.demo import TODAY, demonstration


def figures(folder: Path) -> list[tuple[str, float, float, str]]:
    """(what, seconds, seconds of the floor, what the floor is)."""
    (folder / "brief").mkdir()
    with read_session(demonstration(folder / "brief")) as session:
        brief = gather(session, VISITOR, Wanted("RAN-VII", TODAY))
    floor = best(lambda: typst.compile(b"", format="pdf"))
    return [("bahan rapat of a whole plan as PDF", best(lambda: pdf(brief)), floor, "empty Typst page")]

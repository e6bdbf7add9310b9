"""Row codes: short names of commitments and milestones, assigned once, never changed, recomputed or reused.

``RAN7-06-1-2`` is plan VII, commitment 6, measure 1, milestone 2; a commitment without a number takes its OGP
id: ``RAN4-ID0062-1-1`` (product.md).
"""

from __future__ import annotations

import re

_ROW_CODE = re.compile(r"RAN[0-9]{1,2}-(?:[0-9]{2,3}|ID[0-9]{4})-[0-9]{1,3}-[0-9]{1,4}")


def commitment_code(plan_number: int, number: int | None, ogp_id: str) -> str:
    """The code of a commitment."""
    return f"RAN{plan_number}-{number:02}" if number is not None else f"RAN{plan_number}-{ogp_id}"


def row_code(commitment: str, measure: int, milestone: int) -> str:
    """The code of a milestone of a commitment."""
    return f"{commitment}-{measure}-{milestone}"


def is_row_code(text: str) -> bool:
    """Whether a text has the form of a row code."""
    return _ROW_CODE.fullmatch(text) is not None

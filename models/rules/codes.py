"""Row codes: short names of commitments and milestones, assigned once, never changed, recomputed or reused.

``RAN7-06-1-2`` is plan VII, commitment 6, measure 1, milestone 2; a commitment without a number takes its OGP
id: ``RAN4-ID0062-1-1`` (product.md).
"""

from __future__ import annotations

import re

_ROW_CODE = re.compile(r"RAN[0-9]{1,2}-(?:[0-9]{2,3}|ID[0-9]{4})-[0-9]{1,3}-[0-9]{1,4}")


#: row codes have room for two digits of a plan's number
LARGEST_PLAN = 39
_OGP_ID = re.compile(r"ID[0-9]{4}")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def plan_code(number: int) -> str:
    """What a plan is called by its number: RAN-VIII."""
    roman, left = "", number
    for value, sign in _ROMAN:
        roman += sign * (left // value)
        left %= value
    return f"RAN-{roman}"


def is_ogp_id(text: str) -> bool:
    """Whether a text is an id as OGP gives it: ID0062."""
    return _OGP_ID.fullmatch(text) is not None


def commitment_code(plan_number: int, number: int | None, ogp_id: str) -> str:
    """The code of a commitment."""
    return f"RAN{plan_number}-{number:02}" if number is not None else f"RAN{plan_number}-{ogp_id}"


def row_code(commitment: str, measure: int, milestone: int) -> str:
    """The code of a milestone of a commitment."""
    return f"{commitment}-{measure}-{milestone}"


def is_row_code(text: str) -> bool:
    """Whether a text has the form of a row code."""
    return _ROW_CODE.fullmatch(text) is not None

"""Row codes (product.md, "Row code")."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.codes import commitment_code, is_row_code, row_code


@pytest.mark.parametrize(
    ("plan", "number", "ogp_id", "code"),
    [
        (7, 6, "ID0140", "RAN7-06"),
        (4, None, "ID0062", "RAN4-ID0062"),
        (5, 19, "", "RAN5-19"),
        (10, 101, "", "RAN10-101"),
        (7, 0, "", "RAN7-00"),
    ],
)
def test_a_commitment_is_named_by_its_number_or_else_by_its_ogp_id(
    plan: int, number: int | None, ogp_id: str, code: str
) -> None:
    assert commitment_code(plan, number, ogp_id) == code
    assert is_row_code(row_code(code, 1, 2))


@pytest.mark.parametrize(
    "text",
    [
        "", "RAN7-06", "RAN7-06-1", "RAN7-6-1-2", "ran7-06-1-2", " RAN7-06-1-2", "RAN7-06-1-2 ", "RAN7-06-1-2\n",
        "RAN7-06-1-2-3", "RAN-VII-06-1-2", "RAN4-ID62-1-1", "RAN4-0062-1-1", "RAN7-٠٦-1-2", "1", "06.1.2",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_row_code_is_none(text: str) -> None:
    assert not is_row_code(text)


@given(st.integers(1, 99), st.integers(0, 999), st.integers(1, 999), st.integers(1, 9999))
def test_different_places_have_different_codes(plan: int, number: int, measure: int, milestone: int) -> None:
    code = row_code(commitment_code(plan, number, ""), measure, milestone)
    assert is_row_code(code)
    parts = code.removeprefix("RAN").split("-")
    assert [int(part) for part in parts] == [plan, number, measure, milestone]

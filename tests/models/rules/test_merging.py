"""Three values in, one outcome out: what comes back, what was sent, what stands (lessons.md U1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.merging import WRITING, Outcome, three_way, two_way

# base, theirs, stands → outcome of a shared cell, outcome of the sender's own cell
THREE_WAY = [
    ("a", "a", "a", Outcome.UNCHANGED, Outcome.UNCHANGED),
    ("a", "b", "a", Outcome.CHANGED, Outcome.CHANGED),
    ("a", "a", "b", Outcome.CHANGED_BY_OTHERS, Outcome.CHANGED_BY_OTHERS),
    ("a", "b", "b", Outcome.SAME_ON_BOTH, Outcome.SAME_ON_BOTH),
    ("a", "b", "c", Outcome.CONFLICT, Outcome.CHANGED),
    (None, "b", None, Outcome.NEW, Outcome.NEW),
    (None, "b", "b", Outcome.SAME_ON_BOTH, Outcome.SAME_ON_BOTH),
    (None, "b", "c", Outcome.CONFLICT, Outcome.CHANGED),
    ("a", "b", None, Outcome.CONFLICT, Outcome.NEW),
    ("a", "a", None, Outcome.CHANGED_BY_OTHERS, Outcome.CHANGED_BY_OTHERS),
    # blank means keep
    (None, None, None, Outcome.UNCHANGED, Outcome.UNCHANGED),
    (None, None, "c", Outcome.UNCHANGED, Outcome.UNCHANGED),
    ("a", None, "a", Outcome.EMPTIED, Outcome.EMPTIED),
    ("a", None, "c", Outcome.EMPTIED, Outcome.EMPTIED),
    ("a", None, None, Outcome.EMPTIED, Outcome.EMPTIED),
]
#: the same with the explicit mark to erase
ERASED = [
    ("a", "a", Outcome.CHANGED, Outcome.CHANGED),
    ("a", "c", Outcome.CONFLICT, Outcome.CHANGED),
    ("a", None, Outcome.SAME_ON_BOTH, Outcome.SAME_ON_BOTH),
    (None, None, Outcome.UNCHANGED, Outcome.UNCHANGED),
    (None, "c", Outcome.CONFLICT, Outcome.CHANGED),
]


@pytest.mark.parametrize(("base", "theirs", "stands", "shared", "own"), THREE_WAY)
def test_a_cell_is_compared_with_what_was_sent_and_with_what_stands(
    base: str | None, theirs: str | None, stands: str | None, shared: Outcome, own: Outcome
) -> None:
    assert three_way(base, theirs, stands, shared=True) is shared
    assert three_way(base, theirs, stands, shared=False) is own


@pytest.mark.parametrize(("base", "stands", "shared", "own"), ERASED)
def test_only_the_explicit_mark_empties_a_cell(
    base: str | None, stands: str | None, shared: Outcome, own: Outcome
) -> None:
    assert three_way(base, None, stands, shared=True, erase=True) is shared
    assert three_way(base, None, stands, shared=False, erase=True) is own


@pytest.mark.parametrize(
    ("theirs", "stands", "erase", "outcome"),
    [
        ("b", None, False, Outcome.NEW),
        ("b", "a", False, Outcome.CHANGED),
        ("a", "a", False, Outcome.UNCHANGED),
        (None, "a", False, Outcome.UNCHANGED),
        (None, None, False, Outcome.UNCHANGED),
        (None, "a", True, Outcome.CHANGED),
        (None, None, True, Outcome.UNCHANGED),
        (0, None, False, Outcome.NEW),
        (0, 0, False, Outcome.UNCHANGED),
    ],
)
def test_without_a_base_it_is_a_two_way_difference(
    theirs: object, stands: object, erase: bool, outcome: Outcome
) -> None:
    assert two_way(theirs, stands, erase=erase) is outcome


values = st.none() | st.sampled_from("abc")


@given(values, values, values, st.booleans(), st.booleans())
def test_nothing_is_lost_by_merging(
    base: str | None, theirs: str | None, stands: str | None, shared: bool, erase: bool
) -> None:
    theirs = None if erase else theirs
    outcome = three_way(base, theirs, stands, shared=shared, erase=erase)
    if outcome in WRITING:
        assert theirs != stands, "what stands is not written again"
    if theirs is None and not erase:
        assert outcome not in WRITING, "blank means keep"
    if theirs == base and not erase:
        assert outcome not in WRITING, "who changed nothing overwrites nobody"
    if shared and outcome in (Outcome.CHANGED, Outcome.NEW):
        assert stands == base, "what others changed meanwhile is asked about"
    if not shared:
        assert outcome is not Outcome.CONFLICT, "nobody else speaks in the sender's name"

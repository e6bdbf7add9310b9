"""Merging what comes back with what stands: three values in, one outcome out (lessons.md U1).

``base`` is what the sender was last known to say: the value sent to them, then their last accepted value.
Without a base (the hidden sheet is gone, or the file was never ours) it is a two-way difference.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeVar

T = TypeVar("T")

#: the only way to empty a cell: blank means keep (product.md)
ERASE_MARK: Final = "(kosongkan)"


class Outcome(StrEnum):
    """What a cell of a workbook means for the data."""

    #: they say what stands
    UNCHANGED = "unchanged"
    #: nothing stood there
    NEW = "new"
    #: they changed it, nobody else did
    CHANGED = "changed"
    #: they left it as it was sent, somebody else changed it meanwhile: what stands stays
    CHANGED_BY_OTHERS = "changed_by_others"
    #: both changed it, to the same
    SAME_ON_BOTH = "same_on_both"
    #: both changed it, differently: a person decides
    CONFLICT = "conflict"
    #: it held something when sent and comes back empty: listed, and kept
    EMPTIED = "emptied"
    #: they say again what a person refused with a reason, and nothing else has changed since
    DECLINED = "declined"
    #: a locked cell was touched
    LOCKED = "locked"
    #: it cannot be taken: a problem in the cell, or nobody knows where it belongs
    REFUSED = "refused"


#: outcomes that write when they are accepted
WRITING: Final = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT, Outcome.DECLINED})


def two_way(theirs: T | None, stands: T | None, *, erase: bool = False) -> Outcome:
    """A cell against what stands, when nothing is known of what the sender saw."""
    if erase:
        return Outcome.UNCHANGED if stands is None else Outcome.CHANGED
    if theirs is None or theirs == stands:
        return Outcome.UNCHANGED
    return Outcome.NEW if stands is None else Outcome.CHANGED


def three_way(base: T | None, theirs: T | None, stands: T | None, *, shared: bool, erase: bool = False) -> Outcome:
    """A cell against what the sender last said and what stands now.

    Only a shared cell can conflict: a sender's own assessment is nobody else's to change.
    """
    if theirs is None and not erase:
        return Outcome.EMPTIED if base is not None else Outcome.UNCHANGED
    if theirs == base and not erase:
        return Outcome.UNCHANGED if stands == base else Outcome.CHANGED_BY_OTHERS
    if theirs == stands:
        return Outcome.SAME_ON_BOTH if stands != base else Outcome.UNCHANGED
    if shared and stands != base:
        return Outcome.CONFLICT
    return Outcome.NEW if stands is None else Outcome.CHANGED

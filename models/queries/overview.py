"""All plans at a glance: where each stands, in figures that fit one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from models.queries.progress import Coverage, PlanPicture
from models.rules.status import RollUp
from models.vocabulary import Light


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan's figures on a day; a picture without its rows."""

    as_of: dt.date
    #: commitments by light; they add up to all commitments
    counts: Mapping[Light, int]
    milestones: int
    progress: RollUp
    coverage: Coverage
    updated_on: dt.date | None
    provisional: bool


def standing_of(picture: PlanPicture) -> PlanStanding:
    """What an overview shows of a plan."""
    return PlanStanding(
        as_of=picture.as_of,
        counts=dict(picture.counts),
        milestones=len(picture.milestones),
        progress=picture.progress,
        coverage=picture.coverage,
        updated_on=picture.updated_on,
        provisional=picture.provisional,
    )

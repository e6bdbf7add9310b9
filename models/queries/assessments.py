"""One commitment through the eyes of each assessor: agencies, CSOs and the secretariat side by side."""

from __future__ import annotations

from dataclasses import dataclass

from models.queries.progress import CommitmentPicture, MilestonePicture
from models.rules.periods import Period
from models.rules.status import COUNTED, Reason, RollUp, latest_of, roll_up
from models.vocabulary import Assessor, Completion, Light


@dataclass(frozen=True, slots=True)
class Side:
    """What one kind of assessor says of a commitment, by its latest report on each milestone."""

    assessor: Assessor
    progress: RollUp
    #: milestones it calls complete
    complete: int
    #: milestones it has said anything about
    assessed: int
    latest: Period | None
    #: some of it rests on reports that nobody verified yet
    unverified: bool


def sides(commitment: CommitmentPicture) -> tuple[Side, ...]:
    """The three assessments, also the one that says nothing yet."""
    milestones = [m for m in commitment.milestones if m.standing.light is not Light.CANCELLED]
    return tuple(_side(assessor, milestones) for assessor in Assessor)


def _side(assessor: Assessor, milestones: list[MilestonePicture]) -> Side:
    last = {m.id: latest_of(m.said, assessor) for m in milestones}
    said = [report for report in last.values() if report is not None]
    return Side(
        assessor=assessor,
        progress=roll_up((m.weight, report.level if (report := last[m.id]) else None) for m in milestones),
        complete=sum(1 for report in said if report.completion is Completion.COMPLETE),
        assessed=len(said),
        latest=max((report.period for report in said), default=None),
        unverified=any(report.state is not COUNTED[0] for report in said) and assessor is Assessor.AGENCY,
    )


def disputed(commitment: CommitmentPicture) -> int:
    """Milestones on which the assessments disagree."""
    return sum(1 for m in commitment.milestones if Reason.DISAGREEMENT in m.standing.reasons)

"""What a verifier should look at first in a report that waits for a verdict. Pure; refuses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.rules.status import Assessed, PlanRules, Reason, is_above_hundred, is_disputed
from models.vocabulary import Assessor, Completion


class Risk(StrEnum):
    """Why a report deserves a second look, the gravest first."""

    DISAGREEMENT = "disagreement"
    COMPLETE_UNPROVEN = "complete_unproven"
    EVIDENCE_REJECTED = "evidence_rejected"
    FELL_BACK = "fell_back"
    OBSTACLE_MISSING = "obstacle_missing"
    RETURNED_BEFORE = "returned_before"
    NO_EVIDENCE = "no_evidence"
    ABOVE_HUNDRED = "above_hundred"


_GRAVITY = {risk: place for place, risk in enumerate(Risk)}
#: then an obstacle is asked for (product.md)
BEHIND = frozenset({Reason.LATE, Reason.FAR_BELOW_TARGET, Reason.BELOW_TARGET})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report is seen against."""

    #: what others say about the same milestone and period
    others: Sequence[Assessed] = ()
    #: the same reporter's last report on an earlier period
    before: Assessed | None = None
    #: why the milestone would need attention if this report counted
    reasons: Iterable[Reason] = ()
    evidence_accepted: bool = False
    returned_before: bool = False
    #: whether the plan's percentages add up from period to period
    cumulative: bool = True


def risks(said: Assessed, obstacle: str, seen: Surroundings, rules: PlanRules) -> tuple[Risk, ...]:
    """Everything that speaks for a second look, the gravest first."""
    found = {
        Risk.DISAGREEMENT: is_disputed(said, seen.others, rules.disagreement_points),
        Risk.COMPLETE_UNPROVEN: said.completion is Completion.COMPLETE and not seen.evidence_accepted,
        Risk.EVIDENCE_REJECTED: said.evidence_rejected,
        Risk.FELL_BACK: seen.cumulative and _fell_back(said, seen.before),
        Risk.OBSTACLE_MISSING: _owes_obstacle(said, obstacle, seen.reasons),
        Risk.RETURNED_BEFORE: seen.returned_before,
        Risk.NO_EVIDENCE: not said.has_evidence and bool(said.level),
        Risk.ABOVE_HUNDRED: is_above_hundred(said.percent),
    }
    return tuple(risk for risk in Risk if found[risk])


def _owes_obstacle(said: Assessed, obstacle: str, reasons: Iterable[Reason]) -> bool:
    return said.assessor is Assessor.AGENCY and not obstacle.strip() and bool(BEHIND.intersection(reasons))


def _fell_back(said: Assessed, before: Assessed | None) -> bool:
    if before is None or said.level is None or before.level is None:
        return False
    return said.level < before.level


def gravity(found: Sequence[Risk]) -> tuple[int, int]:
    """For ordering: the gravest single risk first, then the number of risks."""
    return (min((_GRAVITY[risk] for risk in found), default=len(_GRAVITY)), -len(found))


def may_be_verified(completion: Completion | None, *, evidence_accepted: bool) -> bool:
    """ "Complete" needs accepted evidence (product.md); everything else a verifier's word."""
    return completion is not Completion.COMPLETE or evidence_accepted

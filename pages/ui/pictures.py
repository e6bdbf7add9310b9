"""Pictures of plans, kept between clicks.

The key holds everything a picture depends on: the plan, the plan's own revision, the day, the language, and who
looks (role and organisation), so that nobody meets another's view. Pictures are frozen: shared, never copied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from sqlmodel import Session
from streamlit.delta_generator import DeltaGenerator

from models.clock import today
from models.language import Language
from models.queries.overview import PlanStanding, standings
from models.queries.plans import PlanRecord, default_plan, list_plans
from models.queries.progress import PlanPicture, plan_picture
from models.queries.revisions import PlanRevisions, head_of
from models.rules.access import VISITOR, Actor
from pages.ui.gate import Visit, database
from pages.ui.kept import Kept

#: where each of these stands is judged when the page is asked for, so that a hundred plans open as fast as eight
ON_ONE_PAGE = 10

_REVISIONS = PlanRevisions()


@dataclass(frozen=True, slots=True)
class _View:
    """What a picture hangs on."""

    plan: PlanRecord
    revision: str
    day: dt.date
    viewer: Actor
    language: Language | None = None


_PICTURES: Kept[_View, PlanPicture] = Kept(100)
_STANDINGS: Kept[_View, PlanStanding] = Kept(2_000)
_PLANS: Kept[str, tuple[PlanRecord, ...]] = Kept(4)


def picture_for(
    session: Session, visit: Visit, plan: PlanRecord, day: dt.date, waiting: DeltaGenerator | None = None
) -> PlanPicture:
    """The plan on a day as this visitor may see it; while it is made, grey bars stand at ``waiting``."""
    view = _View(plan, _REVISIONS.of(session, plan.id), day, _viewer(visit), visit.language)

    def make() -> PlanPicture:
        with _bars(waiting):
            return plan_picture(session, view.viewer, plan, day)

    return _PICTURES.of(view, make)


def standings_for(
    session: Session, visit: Visit, plans: Sequence[PlanRecord], day: dt.date, waiting: DeltaGenerator | None = None
) -> dict[int, PlanStanding]:
    """The figures of these plans on a day as this visitor may see them, by plan; ``waiting`` as above."""
    viewer = _viewer(visit)
    views = {plan.id: _View(plan, _REVISIONS.of(session, plan.id), day, viewer) for plan in plans}
    found = {key: standing for key, view in views.items() if (standing := _STANDINGS.get(view)) is not None}
    if missing := [plan for plan in plans if plan.id not in found]:
        with _bars(waiting):
            made = standings(session, viewer, missing, day)
        for key, standing in made.items():
            _STANDINGS.put(views[key], standing)
        found |= made
    return found


def _bars(place: DeltaGenerator | None) -> AbstractContextManager[object]:
    return nullcontext() if place is None else place.skeleton(height=320)


def plans_for(session: Session, visit: Visit) -> tuple[PlanRecord, ...]:
    """All plans, the latest first."""
    _place, head = head_of(session)
    return _PLANS.of(head, lambda: list_plans(session, VISITOR))


def prepare() -> None:
    """Make what everybody opens first, the usual plan and the overview, so that nobody waits for it after a start."""
    visit = Visit(VISITOR, "id", today())
    with database() as session:
        plans = plans_for(session, visit)
        standings_for(session, visit, plans[:ON_ONE_PAGE], visit.today)
        usual = default_plan(plans)
        if usual is not None:
            picture_for(session, visit, usual, visit.today)


def forget() -> None:
    """Another database has taken the place of the one these pictures were made from."""
    for kept in (_PICTURES, _STANDINGS, _PLANS):
        kept.clear()


def _viewer(visit: Visit) -> Actor:
    """Who looks, without what changes nothing in a picture: an account's own id and name."""
    return Actor(visit.actor.role, organisation_id=visit.actor.organisation_id)

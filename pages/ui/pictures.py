"""Pictures of plans, kept between clicks.

The key holds everything a picture depends on: the plan, the plan's own revision, the day, the language, and who
looks (role and organisation), so that nobody meets another's view. Pictures are frozen: shared, never copied.
"""

from __future__ import annotations

import datetime as dt

import streamlit as st
from sqlmodel import Session

from models.queries.overview import PlanStanding, standing_of
from models.queries.plans import PlanRecord, list_plans, revision
from models.queries.progress import PlanPicture, plan_picture
from models.queries.revisions import PlanRevisions
from models.rules.access import VISITOR, Actor
from pages.ui.gate import Visit, database

_REVISIONS = PlanRevisions()


def picture_for(session: Session, visit: Visit, plan: PlanRecord, day: dt.date) -> PlanPicture:
    """The plan on a day as this visitor may see it."""
    return _picture(plan.code, _REVISIONS.of(session, plan.id), day, visit.language, _viewer(visit), plan)


def standing_for(session: Session, visit: Visit, plan: PlanRecord, day: dt.date) -> PlanStanding:
    """The plan's figures on a day as this visitor may see them."""
    return _standing(plan.code, _REVISIONS.of(session, plan.id), day, _viewer(visit), plan)


def plans_for(session: Session, visit: Visit) -> tuple[PlanRecord, ...]:
    """All plans, the latest first."""
    return _plans(revision(session))


def _viewer(visit: Visit) -> Actor:
    """Who looks, without what changes nothing in a picture: an account's own id and name."""
    return Actor(visit.actor.role, organisation_id=visit.actor.organisation_id)


@st.cache_resource(show_spinner=False, max_entries=100, ttl=3600)
def _picture(code: str, at_revision: str, day: dt.date, language: str, viewer: Actor, _plan: PlanRecord) -> PlanPicture:
    with database() as session:
        return plan_picture(session, viewer, _plan, day)


@st.cache_resource(show_spinner=False, max_entries=2_000, ttl=24 * 3600)
def _standing(code: str, at_revision: str, day: dt.date, viewer: Actor, _plan: PlanRecord) -> PlanStanding:
    with database() as session:
        return standing_of(plan_picture(session, viewer, _plan, day))


@st.cache_resource(show_spinner=False, max_entries=4)
def _plans(at_revision: str) -> tuple[PlanRecord, ...]:
    with database() as session:
        return list_plans(session, VISITOR)
